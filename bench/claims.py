"""Whole claims from real reports.

    python -m bench claims --data ../shared/gold [--set dev|train] [--cases FILE]

FOLDER holds dev.jsonl and dev/ (or train), or annotated reports in Markdown (tests/reports). The
floor in the same run takes every word of a list (floor.tsv) for a claim of its first kind, between
the names that stand on either side of it. Intervals are 95 % of bootstrap draws of whole reports.
"""

import json
import re
import statistics
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from bench.outcomes import Outcome
from bench.scoring.claims import LEVELS, Gold, Matching, located, match_claims
from bench.scoring.draws import draw_again, middle
from dateline.alike.words import stem
from dateline.reader import read_reports_in_batches
from dateline.types import Claim, Kind, MentionKind, Participant, Reading, Report, Span
from training.stories import Told, read_file


def run(data: Path, *, set_name: str | None) -> Outcome:
    """Reads the set, scores the reader and the floor, and tells both apart by kind and field."""
    part = set_name or "dev"
    reports, golds = load_gold(data, part=part)
    readings = list(read_reports_in_batches(reports))
    claims = [reading.claims for reading in readings]
    floor = [take_every_word(reading) for reading in readings]
    matchings = match_all(reports, claims, golds)
    figures: dict[str, Any] = {
        "reports": len(reports),
        **score(matchings),
        "intervals": intervals(matchings),
        "floor": score(match_all(reports, floor, golds)),
        "claims_in_reports_without_any": sum(len(c) for c, g in zip(claims, golds, strict=True) if not g),
        "fields": score_fields(matchings),
    }
    return Outcome(
        figures=figures, table=make_table(figures, matchings), cases=tuple(rows(reports, matchings))
    )


def load_gold(data: Path, *, part: str) -> tuple[list[Report], list[tuple[Gold, ...]]]:
    """The reports of a part and their gold claims, in order of the gold files; or all of a folder of
    annotated reports in Markdown (tests/reports)."""
    tables = sorted(data.glob("*.md"))
    if tables:
        told = [story for path in tables for story in read_file(path) if isinstance(story, Told)]
        return [story_report(story) for story in told], [story_golds(story) for story in told]
    lines = (data / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
    reports = {row["id"]: as_report(row) for row in map(json.loads, lines)}
    golds = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((data / part).glob("*.json"))]
    return [reports[gold["id"]] for gold in golds], [tuple(gold["claims"]) for gold in golds]


def story_report(story: Told) -> Report:
    return Report(id=story.id, title=story.title, text=story.text, published=story.published)


def story_golds(story: Told) -> tuple[Gold, ...]:
    """The claims of a story as the gold files have them: evidence in words."""
    return tuple(
        {**claim, "evidence": [span["text"] for span in claim["evidence"]]} for claim in story.claims
    )


def as_report(row: Mapping[str, Any]) -> Report:
    title, published = row.get("title") or None, row.get("published")
    text = f"{title}\n\n{row['text']}" if title else row["text"]
    day = date.fromisoformat(published) if published else None
    return Report(id=row["id"], title=title, text=text, published=day)


def match_all(
    reports: Sequence[Report], claims: Sequence[Sequence[Claim]], golds: Sequence[Sequence[Gold]]
) -> list[Matching]:
    return [
        match_claims(found, gold, text=report.text)
        for report, found, gold in zip(reports, claims, golds, strict=True)
    ]


# ── figures ──────────────────────────────────────────────────────────────────────────────


def score(matchings: Sequence[Matching]) -> dict[str, Any]:
    """Precision, recall and F of each level over all claims."""
    totals: Counter[str] = Counter()
    for matching in matchings:
        totals.update(matching.counts())
    found: dict[str, Any] = {"gold": totals["gold"], "predicted": totals["predicted"]}
    for level in LEVELS:
        p, r = totals[level] / max(totals["predicted"], 1), totals[level] / max(totals["gold"], 1)
        f = 2 * p * r / (p + r) if p + r else 0.0
        found[level] = {"P": round(p, 3), "R": round(r, 3), "F": round(f, 3)}
    return found


def intervals(matchings: Sequence[Matching]) -> dict[str, list[float]]:
    """The 95 % interval of each level's F."""
    drawn = [score(again) for again in draw_again(matchings)]
    return {level: middle(one[level]["F"] for one in drawn) for level in LEVELS}


def score_fields(matchings: Sequence[Matching]) -> dict[str, list[float]]:
    """Field -> mean over the matched pairs and their number."""
    values: dict[str, list[float]] = {}
    for pair in (pair for matching in matchings for pair in matching.pairs):
        for name, value in pair.fields.items():
            values.setdefault(name, []).append(value)
        for is_near in located(pair.predicted, pair.gold):
            values.setdefault("located within 50 km", []).append(float(is_near))
    return {name: [round(statistics.fmean(found), 3), len(found)] for name, found in sorted(values.items())}


def make_table(figures: Mapping[str, Any], matchings: Sequence[Matching]) -> str:
    lines = [f"{figures['reports']} reports, {figures['gold']} gold claims, {figures['predicted']} predicted"]
    for level in LEVELS:
        part, floor = figures[level], figures["floor"][level]
        low, high = figures["intervals"][level]
        lines.append(
            f"{level:8} P {part['P']:.3f}  R {part['R']:.3f}  F {part['F']:.3f} [{low:.3f}, {high:.3f}]"
            f"  floor F {floor['F']:.3f}"
        )
    lines += [f"  {name:32} {value:.3f} of {n}" for name, (value, n) in figures["fields"].items()]
    return "\n".join([*lines, *kind_lines(matchings)])


def kind_lines(matchings: Sequence[Matching]) -> Iterator[str]:
    """A line a kind: gold, predicted, found with this kind."""
    gold: Counter[str] = Counter()
    predicted: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for matching in matchings:
        gold.update(wanted["kind"] for wanted in (*(p.gold for p in matching.pairs), *matching.missed))
        predicted.update(str(c.kind) for c in (*(p.predicted for p in matching.pairs), *matching.extra))
        right.update(pair.gold["kind"] for pair in matching.pairs if pair.kind)
    for kind in sorted(gold | predicted):
        yield f"  {kind:10} gold {gold[kind]:4}  predicted {predicted[kind]:4}  right {right[kind]:4}"


def rows(reports: Sequence[Report], matchings: Sequence[Matching]) -> Iterator[dict[str, Any]]:
    """One row a case: matched, missed or extra."""
    for report, matching in zip(reports, matchings, strict=True):
        for pair in matching.pairs:
            yield {
                "report": report.id,
                "gold": pair.gold["trigger"],
                "predicted": pair.predicted.trigger.text,
                "kinds": [pair.gold["kind"], str(pair.predicted.kind)],
                "claim": pair.claim,
                "exact": pair.exact,
            }
        for gold in matching.missed:
            yield {
                "report": report.id,
                "gold": gold["trigger"],
                "kinds": [gold["kind"], None],
                "missed": True,
            }
        for claim in matching.extra:
            yield {
                "report": report.id,
                "predicted": claim.trigger.text,
                "kinds": [None, str(claim.kind)],
                "extra": True,
            }


# ── the floor ────────────────────────────────────────────────────────────────────────────


def take_every_word(reading: Reading) -> tuple[Claim, ...]:
    """A claim for every word of the floor's list: its first kind, the names beside it in its sentence."""
    text = reading.report.text
    words = (Span(m.start(), m.end(), m[0]) for m in re.finditer(r"\w+", text))
    return tuple(
        _bare_claim(reading, word, kind)
        for word in words
        if (kind := floor_words().get(stem(word.text.lower()))) is not None
    )


@cache
def floor_words() -> Mapping[str, Kind]:
    """The stems of `floor.tsv` with the kind under which each stands first."""
    kinds: dict[str, Kind] = {}
    for line in (Path(__file__).parent / "floor.tsv").read_text("utf-8").splitlines()[1:]:
        kind, words = line.split("\t")
        for word in words.split():
            kinds.setdefault(stem(word), Kind(kind))
    return kinds


def _bare_claim(reading: Reading, word: Span, kind: Kind) -> Claim:
    sentence = next((s for s in reading.sentences if s.holds(word)), word)
    names = [m for m in reading.mentions if sentence.holds(m) and m.kind is not MentionKind.NUMBER]
    before = [name for name in names if name.end <= word.start][-1:]
    after = [name for name in names if name.start >= word.end][:1]
    return Claim(
        id=f"{reading.report.id}-{word.start}",
        report=reading.report.id,
        kind=kind,
        trigger=word,
        actors=tuple(Participant(one.start, one.end, one.text) for one in before),
        targets=tuple(Participant(one.start, one.end, one.text) for one in after),
        evidence=(sentence,),
        score=0.5,
    )
