"""MEANTIME -> windows in which words that tell of events are actual, possible, planned or negated.

Its marks are certainty, polarity and time. A negated event is negated however sure or far off it is; one that
is not certain is possible; a certain one in the future is planned.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dateline.labels import REALIS
from dateline.pieces import cut_windows, cut_words
from training.examples import IGNORE, Deed, Example, words_inside

MEASURED_EVERY = 5
"""each fifth report measures, the others teach"""


@dataclass(frozen=True, slots=True)
class Fact:
    """A word that tells of an event, and its realis."""

    start: int
    end: int
    realis: str


@dataclass(frozen=True, slots=True)
class FactualReport:
    name: str
    text: str
    facts: tuple[Fact, ...]


def load_facts(data: Path, *, measure: bool) -> Iterator[FactualReport]:
    """The reports that measure, or those that teach."""
    folder = data / "factuality" / "meantime_conll" / "corpora" / "MEANTIME" / "english" / "conll_gold"
    for number, path in enumerate(sorted(folder.glob("all/*.conll"))):
        if (number % MEASURED_EVERY == 0) is measure:
            yield _read(path)


def _read(path: Path) -> FactualReport:
    text, facts = "", list[Fact]()
    for line in path.read_text("utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) < 6:
            text = text.rstrip() + "\n"
            continue
        start, end = len(text), len(text) + len(cells[1])
        text += f"{cells[1]} "
        realis = realis_of(*(cell[2:].rpartition("-")[0] for cell in cells[3:6]))
        if cells[2].startswith("B-") and realis:
            facts.append(Fact(start, end, realis))
    return FactualReport(path.name, text, tuple(facts))


def realis_of(certainty: str, polarity: str, time: str) -> str | None:
    """One word for the three marks; None where one of them is left open."""
    if "UNDERSPECIFIED" in (certainty, polarity) or not (certainty and polarity and time):
        return None
    if polarity == "NEG":
        return "negated"
    if certainty != "CERTAIN":
        return "possible"
    return "planned" if time == "FUTURE" else "actual"


def fact_examples(report: FactualReport) -> Iterator[Example]:
    words = cut_words(report.text, body_start=0)
    for window in cut_windows(words):
        deeds = []
        for fact in report.facts:
            at = words_inside(words, window, fact.start, fact.end)
            if at and window.answers[at[0]]:
                deeds.append(Deed(at, -1, {"realis": REALIS.index(fact.realis)}))
        nothing = np.full(len(window.words), IGNORE)
        yield Example(window, nothing, nothing, nothing, nothing, deeds)
