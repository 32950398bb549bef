"""Gold beside its parse, marked sentences as items, and a model written and loaded again."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dateline import linear
from dateline.types import Kind
from training.gold import evidence_spans, find_all, head_of, load_gold, make_report, trigger_tokens
from training.linear import (
    MARK,
    OWN_WEIGHT,
    Task,
    alike,
    as_matrix,
    days_before,
    label_arcs,
    make_tasks,
    own_trigger_items,
    title_end,
    write_model,
)

OWN = Path("training/sentences.txt")
TEXT = (
    "The army shelled Dorana on Tuesday, killing two farmers. Farmers fled from Dorana to Kelmar. "
    "The minister did not visit the town."
)


def a_gold_claim(**fields: Any) -> dict[str, Any]:
    return {
        "kind": "ASSAULT",
        "trigger": "shelled",
        "actors": ["The army"],
        "targets": [{"text": "two farmers", "count": 2}],
        "places": [{"role": "at", "text": "Dorana"}],
        "when": {"earliest": "2031-03-04", "latest": "2031-03-04"},
        "realis": "actual",
        "background": False,
        "evidence": ["The army shelled Dorana on Tuesday, killing two farmers."],
        **fields,
    }


CLAIMS = (
    a_gold_claim(),
    a_gold_claim(
        kind="MOVE",
        trigger="fled",
        actors=["Farmers"],
        targets=[],
        places=[{"role": "from", "text": "Dorana"}, {"role": "to", "text": "Kelmar"}],
        when=None,
        background=True,
        evidence=["Farmers fled from Dorana to Kelmar."],
    ),
    a_gold_claim(
        kind="CONSULT",
        trigger="visit",
        actors=["The minister"],
        targets=[],
        places=[],
        when=None,
        realis="negated",
        evidence=["The minister did not visit the town."],
    ),
)


@pytest.fixture
def gold_folder(tmp_path: Path) -> Path:
    """A folder of gold with one invented report."""
    (tmp_path / "train").mkdir()
    row = {"id": "r1", "title": "Dorana shelled", "text": TEXT, "published": "2031-03-05"}
    (tmp_path / "train.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    gold = {"id": "r1", "claims": CLAIMS}
    (tmp_path / "train" / "r1.json").write_text(json.dumps(gold), encoding="utf-8")
    return tmp_path


def test_gold_comes_with_its_report_and_parse(gold_folder: Path) -> None:
    (gold,) = load_gold(gold_folder, part="train")
    assert gold.report.text.startswith("Dorana shelled\n\nThe army")
    assert gold.doc.text == gold.report.text
    assert [claim["kind"] for claim in gold.claims] == ["ASSAULT", "MOVE", "CONSULT"]
    assert title_end(gold) == len("Dorana shelled")
    assert [days_before(gold, claim) for claim in gold.claims] == [1, None, None]


def test_the_trigger_is_looked_for_in_the_evidence_first(gold_folder: Path) -> None:
    (gold,) = load_gold(gold_folder, part="train")
    (token,) = trigger_tokens(gold, gold.claims[0])
    assert token.idx > title_end(gold), "the headline holds the word too"
    (evidence,) = evidence_spans(gold, gold.claims[0])
    assert evidence.start <= token.idx < evidence.end


def test_a_trigger_outside_the_evidence_is_taken_where_it_stands_first(gold_folder: Path) -> None:
    (gold,) = load_gold(gold_folder, part="train")
    assert [t.idx for t in trigger_tokens(gold, a_gold_claim(evidence=["Farmers fled"]))] == [7]
    assert trigger_tokens(gold, a_gold_claim(trigger="bombed")) == ()


@pytest.mark.parametrize(
    ("text", "wanted", "starts"),
    [("a.b a.b", "a.b", [0, 4]), ("axb", "a.b", []), ("abc", "", []), ("", "a", [])],
)
def test_gold_strings_are_found_as_they_are(text: str, wanted: str, starts: list[int]) -> None:
    assert [span.start for span in find_all(text, wanted)] == starts


def test_a_gold_row_without_title_or_day_is_a_report_without_them() -> None:
    report = make_report({"id": "r", "text": "They left.", "title": "", "published": None})
    assert (report.title, report.published, report.text) == (None, None, "They left.")


def test_the_head_of_a_phrase_is_its_noun(gold_folder: Path) -> None:
    (gold,) = load_gold(gold_folder, part="train")
    (span, *_) = find_all(gold.report.text, "two farmers")
    head = head_of(gold.doc, span)
    assert head is not None
    assert head.text == "farmers"


# ── our own sentences ────────────────────────────────────────────────────────────────────


def test_marked_sentences_give_each_marked_word_its_kind(tmp_path: Path) -> None:
    path = tmp_path / "own.txt"
    path.write_text(
        "# a remark\nRebels [took|CONTROL] the town and [fled|MOVE] at dawn.\nArmy [shells|ASSAULT] town\n",
        encoding="utf-8",
    )
    items = [(features[0], label) for features, label in own_trigger_items(path)]
    assert ("lemma=take/VERB", "CONTROL") in items
    assert ("lemma=flee/VERB", "MOVE") in items
    assert ("lemma=town/NOUN", "none") in items
    assert sum(label != "none" for _, label in items) == 3


def test_a_line_without_a_full_stop_is_a_headline(tmp_path: Path) -> None:
    path = tmp_path / "own.txt"
    path.write_text("Army [shells|ASSAULT] old town\nThe army [shells|ASSAULT] the town.\n", encoding="utf-8")
    settings = [
        next(name for name in features if name in ("in headline", "in body"))
        for features, label in own_trigger_items(path)
        if label == "ASSAULT"
    ]
    assert settings == ["in headline", "in body"]


def test_every_mark_of_our_sentences_names_a_kind_and_meets_a_word() -> None:
    lines = [line for line in OWN.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    marks = [mark for line in lines for mark in MARK.finditer(line)]
    assert len(marks) > 50
    assert {mark[2] for mark in marks} <= set(Kind)
    assert all("[" not in rest and "|" not in rest for rest in (MARK.sub(r"\1", line) for line in lines))
    labels = [label for _, label in own_trigger_items(OWN)]
    met = sum(label != "none" for label in labels)
    assert met >= 0.97 * len(marks), f"{len(marks) - met} marked words are no candidates in the parse"


# ── labels of arcs ───────────────────────────────────────────────────────────────────────


def test_the_likest_phrase_takes_the_role_of_each_gold_participant() -> None:
    phrases = ["The army", "the town of Dorana", "two farmers", "Tuesday"]
    assert label_arcs(phrases, CLAIMS[0]) == (["actor", "at", "target", "none"], True)


def test_a_gold_participant_in_other_words_leaves_the_labels_open() -> None:
    labels, is_whole = label_arcs(["troops", "two farmers", "Dorana"], CLAIMS[0])
    assert labels == ["none", "target", "at"]
    assert not is_whole


def test_a_place_that_is_not_found_leaves_nothing_open() -> None:
    assert label_arcs(["The army", "two farmers"], CLAIMS[0]) == (["actor", "target"], True)


@pytest.mark.parametrize(
    ("one", "other", "value"),
    [
        ("the army", "The army", 1.0),
        ("two top generals", "generals", 1.0),
        ("the president of the republic of Norva", "Norva", 1.0),
        ("a long list of very many words", "list", 0.6),
        ("rebel fighters", "rebel groups", 0.5),
        ("the army", "rebels", 0.0),
        ("the", "The", 1.0),
        ("the", "a", 0.0),
    ],
)
def test_phrases_are_alike_by_their_words(one: str, other: str, value: float) -> None:
    assert alike(one, other) == alike(other, one) == value


# ── models ───────────────────────────────────────────────────────────────────────────────


def test_the_four_tasks_are_made_of_gold_and_our_own_sentences(
    gold_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("training.linear.own_trigger_items", lambda _: iter([(["own"], "MOVE")]))
    tasks = make_tasks(list(load_gold(gold_folder, part="train")))
    assert set(tasks) == {"triggers", "roles", "realis", "background"}
    for task in tasks.values():
        assert len(task.features) == len(task.labels)
    assert list(tasks["realis"].labels) == ["actual", "actual", "negated"]
    assert list(tasks["background"].labels) == ["no", "yes", "no"]
    assert {"actor", "target", "from", "to"} <= set(tasks["roles"].labels)
    assert list(tasks["triggers"].features).count(["own"]) == OWN_WEIGHT
    assert {"ASSAULT", "MOVE", "CONSULT", "none"} == set(tasks["triggers"].labels)


def test_a_matrix_has_a_one_for_each_known_feature() -> None:
    matrix = as_matrix([["a", "b", "a"], ["c"], []], {"a": 0, "b": 1})
    assert matrix.toarray().tolist() == [[1, 1], [0, 0], [0, 0]]


def fitted(path: Path, labels: list[str], monkeypatch: pytest.MonkeyPatch) -> linear.LinearModel:
    """A model fitted on one telling feature a label and one that says nothing, loaded again."""
    features = [[f"word={label}", "always"] for label in labels for _ in range(6)] + [["once", "two\nlines"]]
    answers = [label for label in labels for _ in range(6)] + [labels[0]]
    target = path / "data" / "reader"
    target.mkdir(parents=True)
    write_model(target / "tiny.npz", Task(features, answers, c=10.0, seen=2))
    monkeypatch.setattr(linear, "files", lambda _: path)
    return linear.load_linear.__wrapped__("tiny")


@pytest.mark.parametrize("labels", [["no", "yes"], ["assault", "move", "none"]])
def test_a_model_that_was_written_is_loaded_and_tells_its_labels_apart(
    labels: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = fitted(tmp_path, labels, monkeypatch)
    assert model.labels == tuple(labels)
    assert model.weights.shape == (len(model.rows), len(labels))
    odds = model.probabilities([[f"word={label}"] for label in labels])
    assert [labels[i] for i in odds.argmax(axis=1)] == labels
    assert np.all(odds.max(axis=1) > 0.6)
    assert model.reasons([f"word={labels[0]}"], label=labels[0]) == (f"word={labels[0]}",)


def test_rare_and_idle_features_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = fitted(tmp_path, ["no", "yes"], monkeypatch)
    assert "once" not in model.rows
    assert all("\n" not in name for name in model.rows)
