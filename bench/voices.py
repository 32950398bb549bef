"""Who says what, on PolNeAR: attributions of source, cue and content.

    python -m bench voices --data ../shared/data/attribution/polnear [--set dev]

Two scores. *Relation and source*: a found attribution is right where its content shares at least half of
the words (Jaccard) with that of a gold attribution, one to one, and its source does too, or neither has
one. *Exact spans*: sources, cues and contents as sets of stretches, right where both ends are.
Intervals are 95 % of bootstrap draws of whole articles.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.outcomes import Outcome
from bench.scoring.draws import draw_again, middle
from dateline.spans import read_pages
from dateline.voices import find_attributions

PARTS = ("source", "cue", "content")
LEAST_SHARED = 0.5

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Said:
    """One attribution, by the stretches of its parts."""

    source: tuple[Stretch, ...]
    cue: tuple[Stretch, ...]
    content: tuple[Stretch, ...]


@dataclass(slots=True)
class Tally:
    """Counts of one article: right, found, gold; for the relation and for each part."""

    counts: dict[str, tuple[int, int, int]] = field(default_factory=dict)


def run(data: Path, *, set_name: str | None) -> Outcome:
    rows = [
        json.loads(line) for line in (data / f"{set_name or 'dev'}.jsonl").read_text("utf-8").splitlines()
    ]
    tallies = [score_article(row["text"], gold_of(row), find_said(row["text"])) for row in rows]
    names = ("relation", *PARTS, *(f"{part}_words" for part in PARTS))
    figures: dict[str, Any] = {"articles": len(rows), "gold": sum(len(gold_of(row)) for row in rows)}
    for name in names:
        figures[name] = {**f_of(tallies, name), "interval": interval(tallies, name)}
    table = "\n".join(f"{name:16}{figures[name]}" for name in names)
    return Outcome(figures=figures, table=table)


def gold_of(row: dict[str, Any]) -> list[Said]:
    return [Said(*(tuple((a, b) for a, b in one[part]) for part in PARTS)) for one in row["attributions"]]


def find_said(text: str) -> list[Said]:
    """What dateline finds in an article."""
    found = find_attributions(read_pages(text, body_start=0))
    return [
        Said(
            tuple((m.span.start, m.span.end) for m in one.source),
            ((one.cue.start, one.cue.end),),
            tuple((m.span.start, m.span.end) for m in one.content),
        )
        for one in found
    ]


def score_article(text: str, gold: Sequence[Said], found: Sequence[Said]) -> Tally:
    tally = Tally({"relation": (count_right(text, gold, found), len(found), len(gold))})
    for part in PARTS:
        ours = {stretch for one in found for stretch in getattr(one, part)}
        theirs = {stretch for one in gold for stretch in getattr(one, part)}
        tally.counts[part] = (len(ours & theirs), len(ours), len(theirs))
        a, b = words_in(text, ours), words_in(text, theirs)
        tally.counts[f"{part}_words"] = (len(a & b), len(a), len(b))
    return tally


def count_right(text: str, gold: Sequence[Said], found: Sequence[Said]) -> int:
    """Attributions with the right content and source, one to one, the likest contents first."""
    pairs = sorted(
        (
            (shared(words_in(text, one.content), words_in(text, other.content)), i, j)
            for i, one in enumerate(found)
            for j, other in enumerate(gold)
        ),
        reverse=True,
    )
    ours, theirs, right = set[int](), set[int](), 0
    for likeness, i, j in pairs:
        if likeness < LEAST_SHARED or i in ours or j in theirs:
            continue
        a, b = words_in(text, found[i].source), words_in(text, gold[j].source)
        if (not a and not b) or shared(a, b) >= LEAST_SHARED:
            ours.add(i)
            theirs.add(j)
            right += 1
    return right


def words_in(text: str, stretches: Sequence[Stretch] | set[Stretch]) -> set[int]:
    """Where the words of some stretches start."""
    return {start + m.start() for start, end in stretches for m in re.finditer(r"\w+", text[start:end])}


def shared(a: set[int], b: set[int]) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0


def f_of(tallies: Sequence[Tally], name: str) -> dict[str, float]:
    right, found, gold = (sum(tally.counts[name][at] for tally in tallies) for at in range(3))
    return {
        "P": round(right / max(1, found), 3),
        "R": round(right / max(1, gold), 3),
        "F": round(2 * right / max(1, found + gold), 3),
    }


def interval(tallies: Sequence[Tally], name: str) -> list[float]:
    return middle(f_of(again, name)["F"] for again in draw_again(tallies))
