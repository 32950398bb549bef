"""How fast claims are fused, and how that grows with their number.

`--data .` (nothing is read) and `--set 10000` or `--set 10000,100000`. The claims are made
up, with the skew that real ones have: a few wars, and in them a few towns, get most of the
news; an event is told by one to thirty reports, a third of which are copies; a fifth of the
claims has no place, a quarter no day. Seconds are the processor's, so that other work does not count.
"""

import random
import resource
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench.outcomes import Outcome
from dateline.fuse import fuse_claims
from dateline.types import (
    Actor,
    Basis,
    Claim,
    Figure,
    FigureKind,
    Kind,
    Participant,
    Place,
    PlaceRef,
    PlaceRole,
    Report,
    Span,
    When,
)

SIZES = "10000,100000"
CLAIMS_A_REPORT = 6
FIRST_DAY = date(2022, 1, 1)
DAYS = 1000
KINDS = (
    (Kind.ASSAULT, ("airstrike", "shelling", "clash", "bombing", "shooting", "other"), 30),
    (Kind.CONTROL, ("takes", "loses", "holds", "contests", "enters"), 6),
    (Kind.MOVE, ("evacuate", "flee", "travel"), 8),
    (Kind.RETREAT, ("withdraw", "ceasefire"), 3),
    (Kind.MOBILIZE, ("troops", "weapons"), 5),
    (Kind.CONSULT, ("meet", "visit", "call"), 12),
    (Kind.ACCUSE, (None,), 10),
    (Kind.REQUEST, (None,), 7),
    (Kind.AID, ("military", "humanitarian"), 6),
    (Kind.COERCE, ("arrest", "ban"), 6),
    (Kind.THREATEN, (None,), 4),
    (Kind.AGREE, (None,), 3),
)
WORDS = [f"w{number}" for number in range(4000)]
NAMES = [f"Name{number}" for number in range(3000)]
NAME_WEIGHTS = [1 / (rank + 20) for rank in range(len(NAMES))]
"""A few names are in much of the news."""


@dataclass(frozen=True, slots=True)
class Happening:
    """What really happened: the claims about it differ a little."""

    kind: Kind
    mode: str | None
    place: Place
    day: date
    doer: Actor
    target: Actor
    killed: int
    words: tuple[str, ...]


def make_corpus(size: int, *, seed: int = 7) -> tuple[list[Claim], dict[str, Report]]:
    """About `size` claims and their reports."""
    chance = random.Random(seed)
    towns = [_make_town(number, chance) for number in range(400)]
    weights = [1 / (rank + 1) for rank in range(len(towns))]
    claims: list[Claim] = []
    reports: dict[str, Report] = {}
    open_reports: list[Report] = []
    while len(claims) < size:
        happening = _make_happening(chance, chance.choices(towns, weights)[0])
        for _ in range(min(30, int(chance.paretovariate(1.3)))):
            report = _find_report(chance, happening, open_reports, reports)
            claims.append(_make_claim(chance, happening, report, len(claims)))
    return claims[:size], reports


def _make_town(number: int, chance: random.Random) -> Place:
    country = f"C{int(number**0.5):02}"
    return Place(
        name=f"Town {number}",
        kind="city",
        country=country,
        admin1=f"{country}-{number % 5}",
        lat=chance.uniform(-50, 60),
        lon=chance.uniform(-170, 170),
        radius_km=5,
        geonames_id=number,
    )


def _make_happening(chance: random.Random, place: Place) -> Happening:
    kind, modes, _ = chance.choices(KINDS, [weight for _, _, weight in KINDS])[0]
    sides = [
        Actor(
            id=f"{place.country}-{side}",
            name=f"{side} of {place.country}",
            country=place.country,
            sectors=(side,),
        )
        for side in ("GOV", "MIL", "REB", "CVL")
    ]
    return Happening(
        kind=kind,
        mode=chance.choice(modes),
        place=place,
        day=FIRST_DAY + timedelta(days=int(DAYS * chance.random() ** 0.7)),
        doer=chance.choice(sides),
        target=chance.choice(sides),
        killed=int(chance.paretovariate(1)),
        words=tuple(chance.choices(WORDS, k=14)),
    )


def _find_report(
    chance: random.Random, happening: Happening, waiting: list[Report], reports: dict[str, Report]
) -> Report:
    """A report of these days with room for one more claim, or a new one."""
    printed = happening.day + timedelta(days=chance.choice((0, 0, 1, 1, 2)))
    report = Report(
        id=f"r{len(reports)}",
        text=_write_text(chance, happening),
        published=printed,
        publisher=f"Outlet {int(chance.paretovariate(0.8)) % 300}",
    )
    if chance.random() < 0.3 and waiting and waiting[-1].published == printed:
        report = Report(id=report.id, text=waiting[-1].text, published=printed, publisher=report.publisher)
    if chance.random() < 1 / CLAIMS_A_REPORT or not waiting:
        reports[report.id] = report
        waiting.append(report)
        return report
    return min(waiting[-40:], key=lambda each: abs(((each.published or printed) - printed).days))


def _write_text(chance: random.Random, happening: Happening) -> str:
    names = [happening.place.name, *chance.choices(NAMES, NAME_WEIGHTS, k=14)]
    words = [*happening.words, *chance.choices(WORDS, k=110), *names]
    return f"news {' '.join(chance.sample(words, len(words)))}"


def _make_claim(chance: random.Random, happening: Happening, report: Report, number: int) -> Claim:
    words = " ".join(chance.sample(happening.words, 10))
    what = happening.mode or happening.kind.value
    at = PlaceRef(0, len(happening.place.name), happening.place.name, PlaceRole.AT, place=happening.place)
    return Claim(
        id=f"c{number}",
        report=report.id,
        kind=happening.kind,
        mode=happening.mode,
        trigger=Span(0, len(what), what),
        actors=(_name(happening.doer),) if chance.random() < 0.8 else (),
        targets=(_name(happening.target),) if chance.random() < 0.6 else (),
        places=(at,) if chance.random() < 0.8 else (),
        when=When(earliest=happening.day, latest=happening.day, basis=Basis.RELATIVE)
        if chance.random() < 0.75
        else None,
        figures=tuple(_count(chance, happening)),
        evidence=(Span(0, len(words), words),),
        score=0.7,
        background=chance.random() < 0.15,
    )


def _name(actor: Actor) -> Participant:
    return Participant(0, len(actor.name), actor.name, actor)


def _count(chance: random.Random, happening: Happening) -> Iterator[Figure]:
    if happening.kind is Kind.ASSAULT and chance.random() < 0.4:
        killed = max(1, happening.killed + chance.choice((-1, 0, 0, 0, 2)))
        yield Figure(0, 1, "n", FigureKind.KILLED, killed, killed)


def run(data: Path, *, set_name: str | None) -> Outcome:
    """Fuse corpora of the given sizes."""
    del data
    rows = [_measure(int(size)) for size in (set_name or SIZES).split(",")]
    header = f"{'claims':>8} {'events':>8} {'seconds':>8} {'claims/s':>9} {'µs/claim':>9} {'peak MB':>8}"
    lines = [
        f"{row['claims']:>8} {row['events']:>8} {row['seconds']:>8.1f} {row['claims_per_s']:>9.0f} "
        f"{row['us_per_claim']:>9.0f} {row['peak_mb']:>8.0f}"
        for row in rows
    ]
    figures: dict[str, Any] = {
        f"{row['claims']}_{key}": row[key] for row in rows for key in row if key != "claims"
    }
    figures["growth"] = round(rows[-1]["us_per_claim"] / rows[0]["us_per_claim"], 2)
    return Outcome(figures=figures, table="\n".join([header, *lines]), cases=tuple(rows))


def _measure(size: int) -> Mapping[str, Any]:
    claims, reports = make_corpus(size)
    start = time.process_time()
    events = fuse_claims(claims, reports=reports)
    seconds = time.process_time() - start
    return {
        "claims": size,
        "events": len(events),
        "seconds": round(seconds, 2),
        "claims_per_s": round(size / seconds),
        "us_per_claim": round(1e6 * seconds / size),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
