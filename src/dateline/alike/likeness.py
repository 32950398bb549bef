"""Facts, Facts -> Likeness: the score that two claims tell one happening, and why.

Thirteen signs, each from -1 (speaks against) over 0 (does not say) to 1 (speaks for), are
weighed in a logistic sum. The weights are `WEIGHTS`; docs/fusing.md says how they were
found and how to find them again.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from operator import mul
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from dateline.alike.facts import Days, Facts, Ground, Spot, find_facts, find_story
from dateline.alike.names import likeness_of_sides
from dateline.alike.words import overlap
from dateline.types import Claim, Kind, Place, Report

SAME_EVENT = 0.5
"""At this score and above, two claims are held to tell one event."""
NEAR_KM = 25.0
"""UCDP's "near": within 25 km two pins can still be one place."""
KM_A_DEGREE = 111.32

GUESSED_WORTH = 0.35
"""What agreement on days is worth where one is only guessed from the day of print."""
RIVAL_ACCOUNTS = 0.4
"""The sign of one report where two sources in it tell the same sort of thing."""
LEAST_STORY = -0.2
"""Reports that agree on day and place can have little else in common."""
SURE = 0.5
MOST_STORY = 0.6
"""Copies share all of their story, and still tell many events."""
SAME_STORY = 0.3
"""From this sign on, two reports tell one story, and what one leaves out the other tells."""
MISSING = -0.4
"""The sign of a place that is not told, for kinds that have one."""
PLACED = frozenset({Kind.ASSAULT, Kind.CONTROL, Kind.RETREAT, Kind.MOVE, Kind.MOBILIZE, Kind.PROTEST})

OF_A_PLACE = frozenset({Kind.CONTROL, Kind.RETREAT})
"""Kinds that are about a place and nothing else."""

NEAR_KINDS: frozenset[frozenset[Kind]] = frozenset(
    frozenset(pair)
    for pair in (
        (Kind.CONTROL, Kind.ASSAULT),  # a town overrun: CAMEO and PLOVER call it an assault
        (Kind.CONTROL, Kind.RETREAT),  # who withdraws from a town loses it
        (Kind.RETREAT, Kind.MOVE),  # PLOVER has no MOVE: armed forces that move out retreat
        (Kind.MOBILIZE, Kind.MOVE),
        (Kind.MOBILIZE, Kind.AID),
        (Kind.AGREE, Kind.COOPERATE),
        (Kind.AGREE, Kind.CONCEDE),
        (Kind.AGREE, Kind.CONSULT),
        (Kind.AID, Kind.COOPERATE),
        (Kind.ACCUSE, Kind.REJECT),
        (Kind.ACCUSE, Kind.THREATEN),
        (Kind.REQUEST, Kind.THREATEN),
        (Kind.COERCE, Kind.SANCTION),
        (Kind.COERCE, Kind.ASSAULT),
        (Kind.COERCE, Kind.MOVE),
        (Kind.PROTEST, Kind.ASSAULT),
        (Kind.RETREAT, Kind.AGREE),
    )
)


class Signs(NamedTuple):
    """The signs, each from -1 to 1."""

    kind: float
    near_kind: float
    mode: float
    trigger: float
    place: float
    apart: float
    time: float
    actors: float
    targets: float
    figures: float
    wording: float
    story: float
    same_report: float


WEIGHTS = Signs(
    kind=0.6,
    near_kind=-2.0,
    mode=0.7,
    trigger=3.8,
    place=2.0,
    apart=-7.0,
    time=2.2,
    actors=1.6,
    targets=0.8,
    figures=0.7,
    wording=1.4,
    story=4.0,
    same_report=-3.3,
)
"""Trigger, participants, story and same_report are those of ECB+ train, rounded; the others were
set on reports written for the purpose (docs/fusing.md)."""
BIAS = -4.2


@dataclass(frozen=True, slots=True)
class Likeness:
    """How likely two claims tell one happening, 0 to 1, and what that rests on."""

    score: float
    why: tuple[str, ...]


def alike(a: Claim, b: Claim, *, reports: Mapping[str, Report] | None = None) -> Likeness:
    """How like two claims are; with their reports at hand, undated news and stories count too."""
    known = reports or {}
    first, second = (_facts_with_report(claim, known.get(claim.report)) for claim in (a, b))
    return explain(first, second)


def _facts_with_report(claim: Claim, report: Report | None) -> Facts:
    return find_facts(claim, published=report.published if report else None, story=find_story(report))


def weigh(a: Facts, b: Facts) -> float:
    """The score alone, for the many pairs that need no reasons."""
    if _is_impossible(a, b):
        return 0.0
    return _squash(find_signs(a, b))


def explain(a: Facts, b: Facts) -> Likeness:
    """The score with a line for each sign that spoke."""
    signs = find_signs(a, b)
    score = 0.0 if _is_impossible(a, b) else _squash(signs)
    lines = tuple(
        f"{name.replace('_', ' ')}: {'for' if sign * weight > 0 else 'against'} ({sign * weight:+.1f})"
        for name, sign, weight in zip(Signs._fields, signs, WEIGHTS, strict=True)
        if sign
    )
    if _is_impossible(a, b):
        lines += ("kinds, modes, judges or days that cannot be one event",)
    return Likeness(score, lines)


def _squash(signs: Signs) -> float:
    return 1 / (1 + math.exp(-BIAS - sum(map(mul, signs, WEIGHTS))))


def _is_impossible(a: Facts, b: Facts) -> bool:
    """Pairs no other sign can join: kinds or modes that are no one event, two judges, days far apart."""
    if a.kind is Kind.ASSESS and (a.voice or a.report) != (b.voice or b.report):
        return True  # a judgement is its judge's
    if compare_kinds(a.kind, b.kind) <= -1 or _compare_modes(a, b) <= -1:
        return True
    if a.kind is b.kind and a.kind in OF_A_PLACE and not _may_be_one_place(a, b):
        return True
    return a.days is not None and b.days is not None and gap_days(a.days, b.days) > 2


def _may_be_one_place(a: Facts, b: Facts) -> bool:
    """The fall of one town is not the fall of the next, and where one report does not say which
    town, only its story can."""
    if a.spots and b.spots:
        return compare_places(a.spots, b.spots) > 0
    return bool(a.spots) == bool(b.spots) or _compare_stories(a, b) >= SAME_STORY


def find_signs(a: Facts, b: Facts) -> Signs:
    """The signs that the facts of two claims give."""
    kind, time, story = compare_kinds(a.kind, b.kind), _compare_days(a, b), _compare_stories(a, b)
    place = compare_places(a.spots, b.spots) if a.spots and b.spots else _miss_place(a, b)
    swapped = a.mode != b.mode and {a.mode, b.mode} == {"takes", "loses"}
    doers, others = (b.targets, b.actors) if swapped else (b.actors, b.targets)
    return Signs(
        kind=max(kind, 0.0),
        near_kind=1.0 if -1 < kind < 0 else 0.0,
        mode=_compare_modes(a, b),
        trigger=_compare_triggers(a, b),
        place=max(place, MISSING),
        apart=max(-place, 0.0) if place < MISSING else 0.0,
        time=time,
        actors=_to_sign(likeness_of_sides(a.actors, doers)),
        targets=_to_sign(likeness_of_sides(a.targets, others)),
        figures=_compare_figures(a, b),
        wording=2 * overlap(a.words, b.words) - 0.5 if a.words and b.words else 0.0,
        story=max(story, LEAST_STORY) if min(place, time) > SURE else story,
        same_report=_compare_reports(a, b),
    )


def compare_kinds(a: Kind | None, b: Kind | None) -> float:
    """1 the same, 0 unknown, less for near ones, -1 for kinds that never tell one happening."""
    if a is None or b is None:
        return 0.0
    if a == b:
        return 1.0
    return -0.5 if frozenset((a, b)) in NEAR_KINDS else -1.0


def _compare_modes(a: Facts, b: Facts) -> float:
    """Who takes and who loses a town are two sides of one event; to enter it or to hold it is
    another. Between the modes of other kinds the line is thin (shelling, bombing)."""
    if a.kind is None or a.kind != b.kind or not (a.mode or b.mode):
        return 0.0
    if a.mode == b.mode:
        return 1.0
    if a.kind is Kind.CONTROL:
        return 0.5 if {a.mode, b.mode} == {"takes", "loses"} else -1.0
    return -0.3 if a.mode and b.mode else 0.0


def _compare_triggers(a: Facts, b: Facts) -> float:
    """Where the kind is known, the word has half of its say already."""
    best = max((_compare_stems(one, other) for one, other in product(a.stems, b.stems)), default=0.0)
    return best * (1.0 if a.kind is None or b.kind is None else 0.5)


@lru_cache(maxsize=200_000)
def _compare_stems(a: str, b: str) -> float:
    """1 the same, less for likely relatives ("acquir", "acquisi"), 0 for others."""
    return 1.0 if a == b else min(0.9, max(0.0, 3 * (ratio(a, b) / 100 - 0.6)))


def gap_days(a: Days, b: Days) -> int:
    """Days between two ranges; 0 where they touch or overlap."""
    return max(0, max(a.first, b.first) - min(a.last, b.last))


def _compare_days(a: Facts, b: Facts) -> float:
    if a.days is None or b.days is None:
        return _compare_printing(a, b)
    gap = gap_days(a.days, b.days)
    if gap:
        return -0.3 if gap == 1 else -1.0
    width = max(a.days.width, b.days.width)
    sharp = 1.0 if width <= 1 else max(0.1, 0.8 - width / 30)
    return sharp if Ground.GUESSED not in (a.days.ground, b.days.ground) else GUESSED_WORTH * sharp


def _compare_printing(a: Facts, b: Facts) -> float:
    """Where no day is known: reports printed together are likelier to tell one event."""
    if a.published is None or b.published is None or a.past or b.past:
        return 0.0
    apart = abs(a.published - b.published)
    return 0.4 if apart <= 2 else 0.1 if apart <= 7 else -0.3


def _to_sign(likeness: float | None) -> float:
    return 0.0 if likeness is None else 2 * likeness - 1


def compare_places(a: tuple[Spot, ...], b: tuple[Spot, ...]) -> float:
    """1 the same place, less for one inside the other, -1 for places apart, 0 where a side has none."""
    if not a or not b:
        return 0.0
    paired = [(x, y) for x, y in product(a, b) if x.role == y.role] or list(product(a, b))
    short = a if len(a) <= len(b) else b
    bests = [max((_compare_spots(x, y) for x, y in paired if spot in (x, y)), default=None) for spot in short]
    known = [best for best in bests if best is not None]
    return sum(known) / len(known) if known else 0.0


def _miss_place(a: Facts, b: Facts) -> float:
    """Force and flight happen somewhere: where one report does not say, the other's place is no
    ground to join them, unless both tell one story."""
    placed = a.kind in PLACED and b.kind in PLACED
    return MISSING if placed and _compare_stories(a, b) < SAME_STORY else 0.0


def _compare_spots(a: Spot, b: Spot) -> float:
    if a.place is None or b.place is None:
        return 0.9 if a.name == b.name else -0.2
    if a.place == b.place:
        return 1.0
    if contains(a.place, b.place) or contains(b.place, a.place):
        return 0.2
    apart = distance_km(a.place, b.place) - a.place.radius_km - b.place.radius_km
    return (
        0.9 if a.name == b.name and apart <= 0 else 0.4 if apart <= 0 else 0.0 if apart <= NEAR_KM else -1.0
    )


def contains(outer: Place, inner: Place) -> bool:
    """Is `inner` a place within the country or province `outer`?"""
    if outer.country is None or outer.country != inner.country:
        return False
    if outer.kind == "country":
        return inner.kind != "country"
    return outer.kind == "admin1" and inner.kind not in ("country", "admin1") and outer.admin1 == inner.admin1


def distance_km(a: Place, b: Place) -> float:
    """Distance on a flat map, good to 1 % below 500 km, which is all that is asked here."""
    east = (a.lon - b.lon + 180) % 360 - 180
    return KM_A_DEGREE * math.hypot(a.lat - b.lat, east * math.cos(math.radians((a.lat + b.lat) / 2)))


def _compare_stories(a: Facts, b: Facts) -> float:
    if not a.story.stems or not b.story.stems or a.report == b.report:
        return 0.0
    return min(MOST_STORY, 2 * overlap(a.story.stems, b.story.stems) - 0.4)


def _compare_reports(a: Facts, b: Facts) -> float:
    """One report tells a happening once, unless it gives rival accounts of it."""
    if a.report != b.report:
        return 0.0
    return RIVAL_ACCOUNTS if a.voice and b.voice and a.voice != b.voice else 1.0


def _compare_figures(a: Facts, b: Facts) -> float:
    pairs = [(x, y) for x in a.quantities for y in b.quantities if x.what == y.what]
    if not pairs:
        return 0.0
    agree = sum(x.least <= y.most and y.least <= x.most for x, y in pairs)
    # Tolls of one event differ between reports, so that a clash says less than agreement.
    return 1.0 if agree == len(pairs) else 0.3 if agree else -0.5
