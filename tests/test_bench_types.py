"""The measure of PLOVER types on PLV, on sentences made by hand."""

from typing import Any

import numpy as np
import pytest

from bench.types import (
    Dyad,
    as_dyad,
    choose_trigger,
    cross_validate,
    cut_folds,
    describe,
    interval,
    load,
    macro_f1,
    make_floor,
    mean_state,
    score,
    unmark,
    words_in,
)
from dateline.spans import read_pages

ROW = {
    "marked_sentence": "<s>Ostrava</s> has condemned <t>the rulers of Belun</t>.",
    "gold_root": "ACCUSE",
    "gold_penta": "3",
}


@pytest.mark.parametrize(
    ("marked", "text", "source", "target"),
    [
        ("<s>A</s> hit <t>B</t>", "A hit B", ((0, 1),), ((6, 7),)),
        ("<t>B</t> hit by <s>A</s>", "B hit by A", ((9, 10),), ((0, 1),)),
        ("<s>A and <t>B</t></s> met", "A and B met", ((0, 7),), ((6, 7),)),
        ("<s>A</s> hit <t>B</t>, <t>C</t>", "A hit B, C", ((0, 1),), ((6, 7), (9, 10))),
        ("<s>A</s> hit", "A hit", ((0, 1),), ()),
        ("1 < 2", "1 < 2", (), ()),
    ],
)
def test_marks_become_stretches_of_the_bare_text(marked: str, text: str, source: Any, target: Any) -> None:
    assert unmark(marked) == (text, {"s": source, "t": target})


def test_a_row_answers_the_three_questions() -> None:
    dyad = as_dyad(ROW)
    assert [dyad.answer(question) for question in ("root", "quad", "binary")] == [
        "ACCUSE",
        "verbal conflict",
        "conflict",
    ]
    assert [dyad.text[start:end] for start, end in dyad.target] == ["the rulers of Belun"]


def test_a_quotation_mark_in_a_line_is_a_sign_like_others(tmp_path: Any) -> None:
    lines = [
        "\t".join(ROW),
        "\t".join(['<s>A</s> calls <t>B</t> "nuts', "ACCUSE", "3"]),
        "\t".join(ROW.values()),
    ]
    (tmp_path / "PLV_train.tsv").write_text("\n".join(lines), encoding="utf-8")
    assert [dyad.text for dyad in load(tmp_path / "PLV_train.tsv")] == [
        'A calls B "nuts',
        "Ostrava has condemned the rulers of Belun.",
    ]


def test_rare_classes_weigh_as_much_as_common_ones() -> None:
    gold = np.array(["AID", "AID", "AID", "YIELD"])
    found = np.array(["AID", "AID", "AID", "AID"])
    assert macro_f1(gold, found) == pytest.approx((2 * 3 / 7 + 0) / 2)
    assert score("binary", gold, found) == 0.75
    assert macro_f1(gold, gold) == 1.0


def test_a_wrong_answer_that_the_gold_does_not_hold_is_no_class() -> None:
    assert macro_f1(np.array(["AID", "AID"]), np.array(["AID", "YIELD"])) == pytest.approx(2 / 3)


def test_the_interval_holds_the_score_and_comes_out_the_same_twice() -> None:
    gold = np.array(["AID", "YIELD"] * 20)
    found = np.array(["AID", "YIELD", "AID", "AID"] * 10)
    low, high = interval("root", gold, found)
    assert low < macro_f1(gold, found) < high
    assert interval("root", gold, found) == [low, high]


def test_no_sentence_is_both_fitted_on_and_asked_about() -> None:
    dyads = [Dyad(f"sentence {n // 2}", (), (), ("AID", "YIELD")[n % 2], "") for n in range(40)]
    asked = []
    for fit, ask in cut_folds(dyads):
        assert not {dyads[at].text for at in fit} & {dyads[at].text for at in ask}
        asked += ask.tolist()
    assert sorted(asked) == list(range(40))


def test_each_row_is_answered_by_a_model_that_did_not_see_it() -> None:
    texts = np.array(["they signed a pact", "they shelled a town"] * 10, dtype=object)
    gold = np.array(["AGREE", "ASSAULT"] * 10)
    folds = [(np.arange(10), np.arange(10, 20)), (np.arange(10, 20), np.arange(10))]
    assert cross_validate(make_floor, texts, gold, folds=folds).tolist() == gold.tolist()
    odd_one = np.append(gold[:-1], "AID")
    assert cross_validate(make_floor, texts, odd_one, folds=folds)[-1] == "ASSAULT"


def test_nobody_marked_is_nought() -> None:
    states = np.ones((3, 4), dtype=np.float32)
    assert mean_state(states, np.array([], dtype=np.int64)).tolist() == [0.0] * 4
    assert mean_state(states, np.array([0, 2])).tolist() == [1.0] * 4


def test_the_trigger_between_source_and_target_is_chosen() -> None:
    dyad = as_dyad(ROW)
    page = read_pages(dyad.text, body_start=0)[0]
    source, target = words_in(page, dyad.source), words_in(page, dyad.target)
    assert [page.span(int(at), int(at) + 1).text for at in target] == ["the", "rulers", "of", "Belun"]
    first, stop = choose_trigger(page, source=source, target=target)
    assert "condemned" in page.span(first, stop).text


def test_every_sentence_is_described_by_as_many_numbers() -> None:
    nobody = Dyad("Nothing.", (), (), "AID", "")
    one, other = describe(as_dyad(ROW)), describe(nobody)
    assert one.shape == other.shape
    assert np.isfinite(one).all()
    assert np.isfinite(other).all()
