"""Is it told as real, and by whom believed? Realis and stance, the triggers given.

    python -m bench realis --data ../shared/data [--set meantime|probe]

Two parts, both unless `--set` names one.

*meantime*: the words that tell of events in the reports of MEANTIME that measure (`training/facts.py`; the
others teach the reader). Its marks know no condition, so a conditional counts as possible here. The floor
calls everything actual. Intervals are 95 % of bootstrap draws of whole reports; a class of which a draw
holds no gold is left out of that draw's mean. `also_taught` counts the reports whose text teaches as well:
unless it is 0 the figures say nothing of new reports.

*probe*: `tests/realis_probe.tsv`, sentences written for dateline about invented people and places, each with
one trigger, its realis and its stance by the contract. It asks about the words that tell the classes apart,
far more often than the news does. Intervals are Wilson's, 95 %.
"""

import csv
import math
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.outcomes import Outcome
from bench.scoring.draws import draw_again, middle
from dateline.spans import read_pages
from dateline.tellings import tell_of
from dateline.types import Realis, Span, Stance
from training.facts import FactualReport, load_facts

PROBE = Path(__file__).parents[1] / "tests" / "realis_probe.tsv"
CLASSES = ("actual", "planned", "possible", "negated")
"""what MEANTIME's marks can say"""
WILSON_Z = 1.96


@dataclass(frozen=True, slots=True)
class Judged:
    """A trigger with what it is and what the reader takes it for; `found` is None where it read no word."""

    trigger: str
    gold: str
    found: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Probed:
    """A sentence of the probe with its trigger, and what is expected of it."""

    sentence: str
    trigger: Span
    realis: Realis
    stance: Stance


@dataclass(frozen=True, slots=True)
class Answered:
    """A sentence of the probe with the reader's answers; None where it read no word."""

    probed: Probed
    realis: str | None
    stance: str | None

    @property
    def right(self) -> Mapping[str, bool]:
        """By what is asked: realis, stance, both."""
        realis, stance = self.realis == self.probed.realis, self.stance == self.probed.stance
        return {"realis": realis, "stance": stance, "both": realis and stance}


def run(data: Path, *, set_name: str | None) -> Outcome:
    """Measures the part that `set_name` names, or both."""
    figures: dict[str, Any] = {}
    tables: list[str] = []
    cases: list[Mapping[str, Any]] = []
    if set_name in (None, "meantime"):
        measured = list(load_facts(data, measure=True))
        reports = [judge(report) for report in measured]
        taught = count_taught(measured, teaching=load_facts(data, measure=False))
        figures["meantime"] = {**score_reports(reports), "also_taught": taught}
        tables.append(class_table(figures["meantime"]))
        cases += [_judged_case(one) for of_report in reports for one in of_report]
    if set_name in (None, "probe"):
        answers = [ask(probed) for probed in load_probe(PROBE)]
        figures["probe"] = score_probe(answers)
        tables.append(probe_table(figures["probe"], answers))
        cases += [_probe_case(one) for one in answers]
    return Outcome(figures=figures, table="\n\n".join(tables), cases=tuple(cases))


# ── MEANTIME ─────────────────────────────────────────────────────────────────────────────


def judge(report: FactualReport) -> list[Judged]:
    """Each word that tells of an event in a report, as the reader takes it."""
    spans = [Span(fact.start, fact.end, report.text[fact.start : fact.end]) for fact in report.facts]
    tellings = tell_of(read_pages(report.text, body_start=0), spans)
    return [
        Judged(span.text, fact.realis, as_class(telling.answers["realis"].label) if telling else None)
        for span, fact, telling in zip(spans, report.facts, tellings, strict=True)
    ]


def count_taught(measured: Iterable[FactualReport], *, teaching: Iterable[FactualReport]) -> int:
    """How many of the reports that measure have the text of one that teaches."""
    texts = {report.text for report in teaching}
    return sum(report.text in texts for report in measured)


def as_class(realis: str) -> str:
    """The class of MEANTIME for a realis of the contract."""
    return "possible" if realis == "conditional" else realis


def score_reports(reports: Sequence[Sequence[Judged]]) -> dict[str, Any]:
    """Each class, their mean F and the share that is right, with intervals, for the reader and the floor."""
    counts = [count(report) for report in reports]
    floors = [count(call_all_actual(report)) for report in reports]
    pooled, floor = total(counts), total(floors)
    return {
        "reports": len(reports),
        "n": pooled.total(),
        "classes": class_scores(pooled),
        "macro_f": round(macro_f(pooled), 3),
        "macro_f_interval": middle([macro_f(total(drawn)) for drawn in draw_again(counts)]),
        "accuracy": round(accuracy(pooled), 3),
        "accuracy_interval": middle([accuracy(total(drawn)) for drawn in draw_again(counts)]),
        "floor": {
            "macro_f": round(macro_f(floor), 3),
            "macro_f_interval": middle([macro_f(total(drawn)) for drawn in draw_again(floors)]),
            "accuracy": round(accuracy(floor), 3),
        },
    }


Confusions = Counter[tuple[str, str | None]]
"""(gold, found) -> how often"""


def count(report: Iterable[Judged]) -> Confusions:
    return Counter((one.gold, one.found) for one in report)


def total(counts: Iterable[Confusions]) -> Confusions:
    pooled: Confusions = Counter()
    for one in counts:
        pooled.update(one)
    return pooled


def call_all_actual(report: Iterable[Judged]) -> list[Judged]:
    """The floor."""
    return [Judged(one.trigger, one.gold, "actual") for one in report]


def class_scores(counts: Confusions) -> dict[str, dict[str, float]]:
    """Class -> precision, recall, F and the number of gold words."""
    return {name: _class_score(counts, name) for name in CLASSES}


def _class_score(counts: Confusions, name: str) -> dict[str, float]:
    right = counts[name, name]
    gold = sum(n for (wanted, _), n in counts.items() if wanted == name)
    found = sum(n for (_, given), n in counts.items() if given == name)
    return {
        "P": round(right / max(1, found), 3),
        "R": round(right / max(1, gold), 3),
        "F": round(f_score(right, found=found, gold=gold), 3),
        "n": gold,
    }


def f_score(right: int, *, found: int, gold: int) -> float:
    return 2 * right / (found + gold) if found + gold else 0.0


def macro_f(counts: Confusions) -> float:
    """The mean F of the classes that have gold; 0 without any."""
    golds, founds = Counter[str](), Counter[str | None]()
    for (wanted, given), n in counts.items():
        golds[wanted] += n
        founds[given] += n
    scores = [
        f_score(counts[name, name], found=founds[name], gold=golds[name]) for name in CLASSES if golds[name]
    ]
    return statistics.fmean(scores) if scores else 0.0


def accuracy(counts: Confusions) -> float:
    return sum(n for (wanted, given), n in counts.items() if wanted == given) / max(1, counts.total())


def class_table(figures: Mapping[str, Any]) -> str:
    lines = [f"MEANTIME: {figures['n']} words that tell of events in {figures['reports']} reports"]
    if figures["also_taught"]:
        lines.append(f"  {figures['also_taught']} of the reports teach too: this says nothing of new reports")
    for name, score in figures["classes"].items():
        lines.append(
            f"  {name:10} P {score['P']:.3f}  R {score['R']:.3f}  F {score['F']:.3f}  n {score['n']}"
        )
    floor = figures["floor"]
    lines.append(
        f"  macro F {figures['macro_f']:.3f} {figures['macro_f_interval']}"
        f"  floor {floor['macro_f']:.3f} {floor['macro_f_interval']}"
    )
    lines.append(
        f"  right {figures['accuracy']:.3f} {figures['accuracy_interval']}  floor {floor['accuracy']:.3f}"
    )
    return "\n".join(lines)


def _judged_case(one: Judged) -> dict[str, Any]:
    return {"part": "meantime", "trigger": one.trigger, "gold": one.gold, "found": one.found}


# ── the probe ────────────────────────────────────────────────────────────────────────────


def load_probe(path: Path) -> Iterator[Probed]:
    """The sentences of the probe. Raises ValueError where a trigger is missing or a label unknown."""
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            sentence, trigger = row["sentence"], row["trigger"]
            start = sentence.index(trigger)
            yield Probed(
                sentence=sentence,
                trigger=Span(start, start + len(trigger), trigger),
                realis=Realis(row["realis"]),
                stance=Stance(row["stance"]),
            )


def ask(probed: Probed) -> Answered:
    """What the reader answers for the trigger of one sentence."""
    (telling,) = tell_of(read_pages(probed.sentence, body_start=0), [probed.trigger])
    if telling is None:
        return Answered(probed, None, None)
    return Answered(probed, telling.answers["realis"].label, telling.answers["stance"].label)


def score_probe(answers: Sequence[Answered]) -> dict[str, Any]:
    """What is right of realis, stance and both; of realis and of stance for each class expected."""
    return {
        "n": len(answers),
        **{asked: share([one.right[asked] for one in answers]) for asked in ("realis", "stance", "both")},
        "by_realis": {
            str(name): share([one.right["realis"] for one in answers if one.probed.realis is name])
            for name in Realis
        },
        "by_stance": {
            str(name): share([one.right["stance"] for one in answers if one.probed.stance is name])
            for name in Stance
        },
        "floor": {
            "realis": share([one.probed.realis is Realis.ACTUAL for one in answers]),
            "stance": share([one.probed.stance is Stance.ASSERTS for one in answers]),
        },
    }


def share(right: Sequence[bool]) -> dict[str, Any]:
    """The share that is right, Wilson's interval for it, and of how many."""
    hits, n = sum(right), len(right)
    return {"right": round(hits / max(1, n), 3), "interval": wilson(hits, n=n), "n": n}


def wilson(hits: int, *, n: int) -> list[float]:
    """The 95 % interval of a share (Wilson 1927); all of 0 to 1 where nothing was tried."""
    if not n:
        return [0.0, 1.0]
    p, z2 = hits / n, WILSON_Z**2
    middle = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = WILSON_Z * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return [round(max(0.0, middle - half), 3), round(min(1.0, middle + half), 3)]


def probe_table(figures: Mapping[str, Any], answers: Sequence[Answered]) -> str:
    lines = [f"probe: {figures['n']} sentences"]
    for asked in ("realis", "stance", "both"):
        floor = figures["floor"].get(asked)
        beside = f"  floor {floor['right']:.3f}" if floor else ""
        lines.append(f"  {asked:12}{_share_text(figures[asked])}{beside}")
    realis = Counter((str(one.probed.realis), one.realis) for one in answers)
    stance = Counter((str(one.probed.stance), one.stance) for one in answers)
    for part, counts in (("by_realis", realis), ("by_stance", stance)):
        for name, score in figures[part].items():
            lines.append(f"  {name:12}{_share_text(score)}  taken for {_others(counts, name)}")
    return "\n".join(lines)


def _share_text(score: Mapping[str, Any]) -> str:
    low, high = score["interval"]
    return f"{score['right']:.3f} [{low:.3f}, {high:.3f}] of {score['n']}"


def _others(counts: Confusions, gold: str) -> str:
    """What a class is wrongly taken for, the most frequent first."""
    wrong = [(given, n) for (wanted, given), n in counts.most_common() if wanted == gold != given]
    return ", ".join(f"{given} {n}" for given, n in wrong) or "nothing else"


def _probe_case(one: Answered) -> dict[str, Any]:
    return {
        "part": "probe",
        "sentence": one.probed.sentence,
        "trigger": one.probed.trigger.text,
        "gold": [one.probed.realis, one.probed.stance],
        "found": [one.realis, one.stance],
    }
