"""Who did what to whom, from the bare sentence: triples of country, PLOVER root and country, on PLOVER_GSR.

    python -m bench triples --data ../shared/data/events/plover_gsr

Each sentence is read as a report of its own, published on the date of its record (all say 2000-01-01, a
stand-in near the true dates). Each claim gives country of an actor × root × country of a target, for all its
actors and targets whose country dateline knows; a claim without either gives nothing. Asked are the records
with a source and a target, 287; a record with several gives one gold triple for each pair.

*dyads*: the share of records of which some gold triple is among the outputs, to be read with
*outputs_a_sentence*, for who says much is right more often. P, R and F count each output and each gold triple
once. *source_country*, *target_country*: of the gold sources that share a word with an actor of some claim,
the share whose country is right; likewise targets. *root* is the share of records with a claim of the gold
root, whoever does it to whom.

*by_manual* writes the same claims as PLOVER's manual wants them: planned CONSULT, SUPPORT, COOPERATE and AID
are AGREE; planned and possible ASSAULT, and by the same token COERCE, SANCTION and MOBILIZE, are THREATEN;
negated ones are left out; and as in the notes to these records, the country of the place stands in for a
target whose country is not known. It was written after a look at wrong answers on this very file: it tells
what the convention costs, and is no result to report.

The roots of 2016 are read as today's: DEMAND is REQUEST, DISAPPROVE and INVESTIGATE are ACCUSE, FIGHT is
ASSAULT. dateline's kinds become roots by the crosswalk of docs/vocabulary: MOVE by armed forces is RETREAT,
CONTROL takes is ASSAULT; other MOVE and CONTROL and all ASSESS give no triple. The codes that are no
countries stand for actors without one: IGO and NGO by sector, IMG for armed groups. Nothing here is fitted.
Intervals are 95 % of bootstrap draws of sentences.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from bench.outcomes import Outcome
from bench.scoring.draws import draw_again, middle
from dateline.reader import read_report
from dateline.types import Actor, Claim, Kind, Participant, Realis, Report

ROOT_TODAY: Mapping[str, str] = MappingProxyType(
    {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
)
CODE_MEANT: Mapping[str, str] = MappingProxyType({"JAP": "JPN", "ITL": "ITA", "VTN": "VNM"})
"""Codes of the file that are in no list of countries, and what they are meant to be."""
CODE_OF_SECTOR: Mapping[str, str] = MappingProxyType({"IGO": "IGO", "NGO": "NGO", "UAF": "IMG", "REB": "IMG"})
WILL_BE_AGREED = frozenset({Kind.CONSULT, Kind.SUPPORT, Kind.COOPERATE, Kind.AID})
WILL_BE_THREATENED = frozenset({Kind.ASSAULT, Kind.COERCE, Kind.SANCTION, Kind.MOBILIZE})
FORCES = frozenset({"MIL", "REB", "UAF", "PRM"})
_WORD = re.compile(r"\w{3,}")


@dataclass(frozen=True, slots=True, order=True)
class Triple:
    source: str
    root: str
    target: str


@dataclass(frozen=True, slots=True)
class Side:
    """A source or target of the gold: its words and its country."""

    text: str
    code: str


@dataclass(frozen=True, slots=True)
class Record:
    """A sentence with who does what to whom in it."""

    id: str
    text: str
    on: date
    root: str
    sources: tuple[Side, ...]
    targets: tuple[Side, ...]

    @property
    def triples(self) -> frozenset[Triple]:
        return frozenset(Triple(a.code, self.root, b.code) for a in self.sources for b in self.targets)


@dataclass(frozen=True, slots=True)
class Scored:
    """One record with what dateline makes of it."""

    record: Record
    found: frozenset[Triple]
    sources: tuple[bool, ...]
    """for each gold source whose words were found: is its country right?"""
    targets: tuple[bool, ...]
    roots: frozenset[str]
    """of all claims, with or without countries"""
    by_manual: frozenset[Triple]

    @property
    def right(self) -> int:
        return len(self.found & self.record.triples)

    @property
    def asked(self) -> int:
        return len(self.record.triples)


def run(data: Path, *, set_name: str | None) -> Outcome:  # noqa: ARG001 - every task takes a set
    records = load(data / "PLOVER_GSR_CAMEO.txt")
    scored = [score(record, read_report(as_report(record)).claims) for record in records]
    figures: dict[str, Any] = {"records": len(scored)}
    for name, measure in MEASURES.items():
        figures[name] = round(measure(scored), 3)
        figures[f"{name} interval"] = interval(scored, measure)
    table = "\n".join(f"{name:32}{value}" for name, value in figures.items())
    return Outcome(figures=figures, table=table, cases=tuple(_case(one) for one in scored))


# ── what is asked ────────────────────────────────────────────────────────────────────────


def load(path: Path) -> list[Record]:
    """The records with a source and a target."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    return [as_record(row) for row in rows if _sides(row, "source") and _sides(row, "target")]


def as_record(row: Mapping[str, Any]) -> Record:
    root = ROOT_TODAY.get(row["event"], row["event"])
    on = date.fromisoformat(row["date"])
    return Record(row["id"], row["text"], on, root, _sides(row, "source"), _sides(row, "target"))


def _sides(row: Mapping[str, Any], name: str) -> tuple[Side, ...]:
    """The actors of one side; some records hold a bare word there, which is none."""
    actors = (actor for actor in row.get(name, ()) if isinstance(actor, dict))
    return tuple(Side(actor["actorText"], CODE_MEANT.get(actor["code"], actor["code"])) for actor in actors)


# ── what dateline says ───────────────────────────────────────────────────────────────────


def as_report(record: Record) -> Report:
    return Report(id=record.id, text=record.text, published=record.on)


def triples_of(claims: Iterable[Claim]) -> frozenset[Triple]:
    return frozenset(triple for claim in claims for triple in _triples(claim))


def _triples(claim: Claim) -> Iterator[Triple]:
    root = root_of(claim)
    if root is not None:
        yield from _pairs(_codes(claim.actors), root, _codes(claim.targets))


def _pairs(sources: Iterable[str], root: str, targets: Iterable[str]) -> Iterator[Triple]:
    others = tuple(targets)
    for source in sources:
        yield from (Triple(source, root, target) for target in others)


def triples_by_manual(claims: Iterable[Claim]) -> frozenset[Triple]:
    """The same as PLOVER's coders are told to write it; see the head of this file."""
    return frozenset(triple for claim in claims for triple in _by_manual(claim))


def _by_manual(claim: Claim) -> Iterator[Triple]:
    root = root_of(claim)
    if root is None or claim.realis is Realis.NEGATED:
        return
    if claim.realis is Realis.PLANNED and claim.kind in WILL_BE_AGREED:
        root = "AGREE"
    elif claim.realis in (Realis.PLANNED, Realis.POSSIBLE) and claim.kind in WILL_BE_THREATENED:
        root = "THREATEN"
    yield from _pairs(_codes(claim.actors), root, _codes(claim.targets) or _countries_of_places(claim))


def _countries_of_places(claim: Claim) -> set[str]:
    located = (ref.place for ref in claim.places if ref.place is not None)
    return {place.country for place in located if place.country is not None}


def root_of(claim: Claim) -> str | None:
    """The PLOVER root of a claim; None where PLOVER has none for it."""
    if claim.kind is Kind.MOVE:
        moved = (*claim.actors, *claim.targets)
        return "RETREAT" if any(who.actor and FORCES & set(who.actor.sectors) for who in moved) else None
    if claim.kind is Kind.CONTROL:
        return "ASSAULT" if claim.mode == "takes" else None
    return None if claim.kind is Kind.ASSESS else str(claim.kind)


def _codes(participants: Iterable[Participant]) -> set[str]:
    codes = (code_of(who.actor) for who in participants)
    return {code for code in codes if code is not None}


def code_of(actor: Actor | None) -> str | None:
    """The country of an actor, else the code of one that has none; None where neither is known."""
    if actor is None or actor.country is not None:
        return actor.country if actor else None
    return next((CODE_OF_SECTOR[sector] for sector in actor.sectors if sector in CODE_OF_SECTOR), None)


# ── how good it is ───────────────────────────────────────────────────────────────────────


def score(record: Record, claims: Sequence[Claim]) -> Scored:
    actors = [who for claim in claims for who in claim.actors]
    targets = [who for claim in claims for who in claim.targets]
    return Scored(
        record,
        triples_of(claims),
        tuple(_countries_right(record.sources, actors)),
        tuple(_countries_right(record.targets, targets)),
        frozenset(root for claim in claims if (root := root_of(claim)) is not None),
        triples_by_manual(claims),
    )


def _countries_right(sides: Sequence[Side], found: Sequence[Participant]) -> Iterator[bool]:
    """For each side that shares a word with what was found: has one of these its country?"""
    for side in sides:
        same = [who for who in found if words_of(who.text) & words_of(side.text)]
        if same:
            yield any(code_of(who.actor) == side.code for who in same)


def words_of(text: str) -> set[str]:
    return set(_WORD.findall(text.lower())) - {"the", "and", "for"}


def share(answers: Iterable[bool]) -> float:
    known = list(answers)
    return sum(known) / max(1, len(known))


def ratio(part: Iterable[int], whole: Iterable[int]) -> float:
    return sum(part) / max(1, sum(whole))


def f1(scored: Sequence[Scored]) -> float:
    """The harmonic mean of P and R."""
    return ratio((2 * one.right for one in scored), (len(one.found) + one.asked for one in scored))


Measure = Callable[[Sequence[Scored]], float]
MEASURES: Mapping[str, Measure] = MappingProxyType(
    {
        "dyads": lambda all_: share(one.right > 0 for one in all_),
        "outputs_a_sentence": lambda all_: ratio((len(one.found) for one in all_), (1 for _ in all_)),
        "P": lambda all_: ratio((one.right for one in all_), (len(one.found) for one in all_)),
        "R": lambda all_: ratio((one.right for one in all_), (one.asked for one in all_)),
        "F": f1,
        "root": lambda all_: share(one.record.root in one.roots for one in all_),
        "by_manual_dyads": lambda all_: share(bool(one.by_manual & one.record.triples) for one in all_),
        "by_manual_outputs": lambda all_: ratio((len(one.by_manual) for one in all_), (1 for _ in all_)),
        "source_country": lambda all_: share(right for one in all_ for right in one.sources),
        "target_country": lambda all_: share(right for one in all_ for right in one.targets),
        "sources_found": lambda all_: ratio(
            (len(one.sources) for one in all_), (len(one.record.sources) for one in all_)
        ),
        "targets_found": lambda all_: ratio(
            (len(one.targets) for one in all_), (len(one.record.targets) for one in all_)
        ),
    }
)
"""What is told of the scored records, each with its interval."""


def interval(scored: Sequence[Scored], measure: Measure) -> list[float]:
    return middle(measure(again) for again in draw_again(scored))


def _case(one: Scored) -> dict[str, Any]:
    return {
        "id": one.record.id,
        "text": one.record.text,
        "gold": [_spell(triple) for triple in sorted(one.record.triples)],
        "found": [_spell(triple) for triple in sorted(one.found)],
        "right": one.right > 0,
    }


def _spell(triple: Triple) -> str:
    return f"{triple.source} {triple.root} {triple.target}"
