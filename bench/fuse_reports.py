"""Reports to incidents on the Gun Violence Archive's reports, by the whole chain.

`--data FOLDER --set dev` (or `train`, or `pool` for all 6,250), where FOLDER holds
`articles.jsonl.gz`, `incidents.jsonl.gz` and the lists of incidents. Every report is read,
its claims are fused, and reports whose events are shared are one incident. Near-duplicates
are taken out first: the same page stands under several incidents. The floor joins reports of
one week whose words are alike (cosine of TF-IDF). The figures of killed and injured are those
of the event that most of an incident's reports tell.
"""

import csv
import gzip
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from bench.outcomes import Outcome
from bench.scoring.coreference import Score, score_b_cubed, score_pairs
from dateline.alike.words import find_stems
from dateline.copies import Trace, find_copies
from dateline.fuse import fuse_claims
from dateline.reader import read_reports_in_batches
from dateline.types import Claim, Event, FigureKind, Kind, Report

TELLING = frozenset({Kind.ASSAULT})
"""What an incident of the archive is."""
COPY_SHARE = 0.9
"""A report that shares so much with an earlier one is the same page."""
READ_CHARACTERS = 5000
"""Pages of the archive end in long lists of other news."""
FLOOR_COSINE = 0.25
FLOOR_DAYS = 7


@dataclass(frozen=True, slots=True)
class Incident:
    """What the archive says of an incident."""

    killed: int
    injured: int


def run(data: Path, *, set_name: str | None) -> Outcome:
    """Read, fuse and score the reports of a set of incidents."""
    incident_of, reports = load_reports(data, set_name or "dev")
    kept = drop_copies(reports)
    claims = [claim for reading in read_reports_in_batches(kept.values()) for claim in reading.claims]
    events = fuse_claims(claims, reports=kept)
    keys = sorted(kept)
    gold = [incident_of[key] for key in keys]
    found = {"dateline": label_reports(keys, events, claims), "tfidf": label_by_words(kept, keys)}
    scores = {
        name: {"b3": score_b_cubed(labels, gold), "pairs": score_pairs(labels, gold)}
        for name, labels in found.items()
    }
    tolls = score_tolls(incident_of, events, load_incidents(data))
    lines = [
        f"{name:<9} {key:<6} {_write(score)}" for name, row in scores.items() for key, score in row.items()
    ]
    figures = {
        f"{name}_{key}": round(score.f1, 4) for name, row in scores.items() for key, score in row.items()
    }
    cases = [
        {"report": key, "incident": incident_of[key], "found": label}
        for key, label in zip(keys, found["dateline"], strict=True)
    ]
    return Outcome(
        figures={"reports": len(keys), "dropped": len(reports) - len(keys), **figures, **tolls},
        table="\n".join([*lines, *(f"{key:<16} {value}" for key, value in tolls.items())]),
        cases=tuple(cases),
    )


def _write(score: Score) -> str:
    return f"P {100 * score.precision:5.1f}  R {100 * score.recall:5.1f}  F1 {100 * score.f1:5.1f}"


# ── the data ─────────────────────────────────────────────────────────────────────────────


def load_reports(data: Path, part: str) -> tuple[dict[str, str], dict[str, Report]]:
    """The incident of each report, and the reports, by report id."""
    wanted = None if part == "pool" else _load_split(data, part)
    incident_of: dict[str, str] = {}
    reports: dict[str, Report] = {}
    for row in _load_lines(data / "articles.jsonl.gz"):
        body = row.get("content", "").strip()
        if not body or (wanted is not None and row["incident_id"] not in wanted):
            continue
        title = " ".join(row["title"].split()) or None
        text = f"{title}\n\n{body}" if title else body
        incident_of.setdefault(row["id"], row["incident_id"])
        reports.setdefault(
            row["id"],
            Report(
                id=row["id"],
                text=text[:READ_CHARACTERS],
                title=title,
                published=date.fromisoformat(row["dct"][:10]),
                publisher=_find_host(row["uri"]),
            ),
        )
    return incident_of, reports


def _load_split(data: Path, part: str) -> frozenset[str]:
    with (data / f"gvc_split_{part}.csv").open(encoding="utf-8") as lines:
        return frozenset(row[1] for row in csv.reader(lines))


def _load_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON objects of a file; what stands around them (an archive's header) is passed over."""
    with gzip.open(path, "rt", encoding="utf-8", errors="replace") as lines:
        for line in lines:
            start = line.find("{")
            if start >= 0 and line.rstrip().endswith("}"):
                yield json.loads(line[start:])


def _find_host(address: str) -> str | None:
    """The outlet's host, behind the web archive's prefix."""
    inner = address.split("/http", 1)[-1]
    parts = inner.split("/")
    return parts[2].split(":")[0].removeprefix("www.") if len(parts) > 2 else None


def load_incidents(data: Path) -> dict[str, Incident]:
    return {
        row["incident_id"]: Incident(int(row["num_killed"]), int(row["num_injured"]))
        for row in _load_lines(data / "incidents.jsonl.gz")
    }


def drop_copies(reports: Mapping[str, Report]) -> dict[str, Report]:
    """The reports without those that are an earlier one again."""
    same = {
        copy.report
        for copy in find_copies(list(reports.values()))
        if copy.trace is Trace.WHOLE and copy.share >= COPY_SHARE
    }
    return {key: report for key, report in reports.items() if key not in same}


# ── reports to incidents ─────────────────────────────────────────────────────────────────


def label_reports(keys: Sequence[str], events: Iterable[Event], claims: Iterable[Claim]) -> list[str]:
    """The incident found for each report: reports are one where they share a telling event."""
    background = {claim.id for claim in claims if claim.background}
    leader = {key: key for key in keys}
    for event in events:
        fresh = sorted(event.reports) if event.kind in TELLING else []
        if not set(event.claims) <= background:
            for other in fresh[1:]:
                _join(leader, fresh[0], other)
    return [_find_leader(leader, key) for key in keys]


def _find_leader(leader: Mapping[str, str], key: str) -> str:
    while leader[key] != key:
        key = leader[key]
    return key


def _join(leader: dict[str, str], a: str, b: str) -> None:
    first, second = sorted((_find_leader(leader, a), _find_leader(leader, b)))
    leader[second] = first


def label_by_words(reports: Mapping[str, Report], keys: Sequence[str]) -> list[str]:
    """The floor."""
    words = {key: find_stems(reports[key].text, most=400) for key in keys}
    counts = Counter(word for stems in words.values() for word in stems)
    vectors = {key: _weigh_words(words[key], counts, len(keys)) for key in keys}
    leader = {key: key for key in keys}
    for a, b in _find_word_pairs(words, counts):
        days = abs((_day(reports[a]) - _day(reports[b])).days)
        if days <= FLOOR_DAYS and _cosine(vectors[a], vectors[b]) >= FLOOR_COSINE:
            _join(leader, a, b)
    return [_find_leader(leader, key) for key in keys]


def _day(report: Report) -> date:
    assert report.published is not None
    return report.published


def _weigh_words(words: frozenset[str], counts: Mapping[str, int], total: int) -> dict[str, float]:
    weights = {word: math.log((total + 1) / counts[word]) for word in words}
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {word: weight / length for word, weight in weights.items()}


def _cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    return sum(weight * b[word] for word, weight in a.items() if word in b)


def _find_word_pairs(
    words: Mapping[str, frozenset[str]], counts: Mapping[str, int]
) -> Iterator[tuple[str, str]]:
    """Pairs that share a rare word."""
    holders: dict[str, list[str]] = defaultdict(list)
    for key, stems in words.items():
        for word in stems:
            if 1 < counts[word] <= 40:
                holders[word].append(key)
    yield from {pair for keys in holders.values() for pair in combinations(sorted(keys), 2)}


# ── figures ──────────────────────────────────────────────────────────────────────────────


def score_tolls(
    incident_of: Mapping[str, str], events: Iterable[Event], incidents: Mapping[str, Incident]
) -> dict[str, float]:
    """How often the figure of the best backed event of an incident is exact; none told is 0."""
    best: dict[str, Event] = {}
    for event in events:
        if event.kind in TELLING:
            for incident in {incident_of[report] for report in event.reports}:
                if incident not in best or len(event.reports) > len(best[incident].reports):
                    best[incident] = event
    known = [(incidents[key], event) for key, event in best.items() if key in incidents]
    if not known:
        return {}
    killed = sum(_read_toll(event, FigureKind.KILLED) == gold.killed for gold, event in known)
    injured = sum(_read_toll(event, FigureKind.INJURED) == gold.injured for gold, event in known)
    return {
        "incidents": len(known),
        "killed_exact": round(killed / len(known), 4),
        "injured_exact": round(injured / len(known), 4),
    }


def _read_toll(event: Event, what: FigureKind) -> int:
    return next((toll.best or 0 for toll in event.tolls if toll.what is what), 0)
