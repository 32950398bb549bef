"""The measure of realis and stance, and the probe it asks."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from bench.realis import (
    PROBE,
    Answered,
    Judged,
    Probed,
    accuracy,
    as_class,
    call_all_actual,
    class_scores,
    class_table,
    count,
    count_taught,
    load_probe,
    macro_f,
    probe_table,
    score_probe,
    score_reports,
    wilson,
)
from dateline.types import Realis, Span, Stance
from training.facts import FactualReport

REPORTS = [
    [Judged("a", "actual", "actual"), Judged("b", "actual", "planned"), Judged("c", "planned", "planned")],
    [Judged("d", "negated", "negated"), Judged("e", "possible", None)],
]


def test_each_class_has_its_precision_recall_and_f() -> None:
    scores = class_scores(count(REPORTS[0] + REPORTS[1]))
    assert scores["actual"] == {"P": 1.0, "R": 0.5, "F": 0.667, "n": 2}
    assert scores["planned"] == {"P": 0.5, "R": 1.0, "F": 0.667, "n": 1}
    assert scores["negated"] == {"P": 1.0, "R": 1.0, "F": 1.0, "n": 1}
    assert scores["possible"] == {"P": 0.0, "R": 0.0, "F": 0.0, "n": 1}


def test_the_mean_f_weighs_classes_alike_and_leaves_out_those_without_gold() -> None:
    assert macro_f(count(REPORTS[0] + REPORTS[1])) == pytest.approx((2 / 3 + 2 / 3 + 1 + 0) / 4)
    assert macro_f(count(REPORTS[0])) == pytest.approx(2 / 3)
    assert macro_f(count([])) == 0.0


def test_a_word_that_was_not_read_counts_against() -> None:
    assert accuracy(count(REPORTS[1])) == 0.5


def test_the_floor_is_right_of_what_is_actual_only() -> None:
    floor = count(call_all_actual(REPORTS[0] + REPORTS[1]))
    assert accuracy(floor) == 0.4
    assert macro_f(floor) == pytest.approx(2 * 2 / (5 + 2) / 4)


@pytest.mark.parametrize(("realis", "taken_as"), [("conditional", "possible"), ("negated", "negated")])
def test_a_conditional_counts_as_possible(realis: str, taken_as: str) -> None:
    assert as_class(realis) == taken_as


def test_reports_are_scored_with_intervals_and_the_floor() -> None:
    figures = score_reports(REPORTS)
    assert (figures["reports"], figures["n"], figures["accuracy"]) == (2, 5, 0.6)
    low, high = figures["macro_f_interval"]
    assert low <= figures["macro_f"] <= high
    assert figures["floor"]["accuracy"] == 0.4
    table = class_table({**figures, "also_taught": 1})
    assert "macro F 0.583" in table
    assert "1 of the reports teach too" in table


def test_a_report_that_teaches_under_another_name_is_told() -> None:
    one, copy = FactualReport("a", "They left.", ()), FactualReport("all/a", "They left.", ())
    other = FactualReport("b", "They met.", ())
    assert count_taught([one, other], teaching=[copy]) == 1


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [(0, 0, 0.0, 1.0), (0, 10, 0.0, 0.278), (5, 10, 0.237, 0.763), (10, 10, 0.722, 1.0)],
)
def test_the_interval_is_wilsons(hits: int, n: int, low: float, high: float) -> None:
    assert wilson(hits, n=n) == [low, high]


def an_answer(gold: Realis, stance: Stance, *, found: Sequence[str | None]) -> Answered:
    return Answered(Probed(sentence="a", trigger=Span(0, 1, "a"), realis=gold, stance=stance), *found)


def test_the_probe_counts_realis_stance_and_both_for_each_class_expected() -> None:
    answers = [
        an_answer(Realis.ACTUAL, Stance.ASSERTS, found=["actual", "asserts"]),
        an_answer(Realis.ACTUAL, Stance.DENIES, found=["negated", "denies"]),
        an_answer(Realis.NEGATED, Stance.ASSERTS, found=["negated", "denies"]),
        an_answer(Realis.PLANNED, Stance.ASSERTS, found=[None, None]),
    ]
    figures = score_probe(answers)
    assert [figures[asked]["right"] for asked in ("realis", "stance", "both")] == [0.5, 0.5, 0.25]
    assert figures["by_realis"]["actual"] == {"right": 0.5, "interval": wilson(1, n=2), "n": 2}
    assert figures["by_stance"]["denies"]["right"] == 1.0
    assert figures["by_stance"]["doubts"]["n"] == 0
    assert [figures["floor"][asked]["right"] for asked in ("realis", "stance")] == [0.5, 0.75]
    assert "taken for negated 1" in probe_table(figures, answers)


# ── the probe itself ─────────────────────────────────────────────────────────────────────

ROWS = list(csv.DictReader(PROBE.read_text("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["sentence"][:40])
def test_each_trigger_stands_once_in_its_sentence(row: dict[str, str]) -> None:
    assert row["sentence"].count(row["trigger"]) == 1
    assert re.search(rf"\b{re.escape(row['trigger'])}\b", row["sentence"])
    assert (row["realis"], row["stance"]) == (Realis(row["realis"]), Stance(row["stance"]))


def test_the_probe_is_large_enough_in_each_class() -> None:
    assert len({row["sentence"] for row in ROWS}) == len(ROWS) >= 220
    realis = Counter(row["realis"] for row in ROWS)
    stance = Counter(row["stance"] for row in ROWS)
    assert realis["actual"] >= 60
    assert min(realis[name] for name in Realis) >= 40
    assert min(stance[name] for name in Stance) >= 15


def test_the_probe_is_read_whole() -> None:
    probed = list(load_probe(PROBE))
    assert len(probed) == len(ROWS)
    assert all(one.sentence[one.trigger.start : one.trigger.end] == one.trigger.text for one in probed)


@pytest.mark.parametrize(
    "row",
    ["They left.\tfled\tactual\tasserts", "They left.\tleft\tunreal\tasserts"],
    ids=["trigger", "label"],
)
def test_a_probe_with_a_fault_is_refused(row: str, tmp_path: Path) -> None:
    (tmp_path / "probe.tsv").write_text(f"sentence\ttrigger\trealis\tstance\n{row}\n", "utf-8")
    with pytest.raises(ValueError, match=r"substring not found|unreal"):
        list(load_probe(tmp_path / "probe.tsv"))
