"""Facts, … -> the pairs worth comparing.

Two claims are compared when they share a key of kind, days, and place or participant.
Each block holds sharp members (a town) and blunt ones (a province, no place); two sharp
members of a blunt block are not compared, for they meet, if at all, in a sharp one. So
the number of pairs grows nearly with the number of claims.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain

from dateline.actors import is_local
from dateline.alike import Facts
from dateline.types import Kind, Place

BUCKET_DAYS = 3
WIDE_DAYS = 9
"""A claim of more days than this ("in November") meets others by month."""
MONTH_DAYS = 30
ANCHORS = 200
"""In a block larger than this, members are compared with its first ones only."""

FAMILIES: dict[Kind, str] = {
    **dict.fromkeys((Kind.ASSAULT, Kind.CONTROL, Kind.RETREAT, Kind.MOVE, Kind.MOBILIZE), "force"),
    **dict.fromkeys((Kind.ACCUSE, Kind.REJECT, Kind.THREATEN, Kind.REQUEST), "words"),
    **dict.fromkeys((Kind.AGREE, Kind.COOPERATE, Kind.CONCEDE, Kind.CONSULT, Kind.AID), "deals"),
    **dict.fromkeys((Kind.COERCE, Kind.SANCTION), "state"),
    Kind.PROTEST: "protest",
    Kind.SUPPORT: "support",
    Kind.ASSESS: "assess",
}
ALSO: dict[Kind, tuple[str, ...]] = {
    Kind.COERCE: ("force",),
    Kind.PROTEST: ("force",),
    Kind.AID: ("force",),
    Kind.RETREAT: ("deals",),
}
"""Kinds that are near to one of another family."""

Key = tuple[str | int, ...]


def find_pairs(facts: Sequence[Facts]) -> Iterator[tuple[int, int]]:
    """Pairs of positions in `facts`, the smaller second, each once."""
    keys = [list(find_keys(each)) for each in facts]
    blocks: dict[Key, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for position, own in enumerate(keys):
        for key, blunt in own:
            blocks[key][blunt].append(position)
    for position, own in enumerate(keys):
        for other in sorted(_find_partners(position, own, blocks)):
            yield position, other


def _find_partners(
    position: int, own: list[tuple[Key, bool]], blocks: dict[Key, tuple[list[int], list[int]]]
) -> set[int]:
    partners: set[int] = set()
    for key, blunt in own:
        sharp_members, blunt_members = blocks[key]
        for other in chain(blunt_members[:ANCHORS], sharp_members[:ANCHORS] if blunt else ()):
            if other < position:
                partners.add(other)
    return partners


def find_keys(facts: Facts) -> Iterator[tuple[Key, bool]]:
    """The blocks a claim belongs to, and whether it is a blunt member there."""
    subjects = list(_find_subjects(facts))
    # In a whole month a country is no help, unless there is nothing else.
    month_subjects = [each for each in subjects if each[0][0] != "area"] or subjects
    buckets, months = list(_find_buckets(facts)), list(_find_months(facts))
    for family in _find_families(facts.kind):
        for bucket in buckets:
            yield from (((family, bucket, *subject), blunt) for subject, blunt in subjects)
        for month, wide in months:
            yield from (((family, month, *subject), wide) for subject, _ in month_subjects)


def _find_families(kind: Kind | None) -> tuple[str, ...]:
    if kind is None:
        return ("any",)
    return (FAMILIES[kind], *ALSO.get(kind, ()))


def _find_buckets(facts: Facts) -> Iterator[str]:
    """Three-day buckets; the day after the last counts too, so that neighbours meet."""
    days = facts.days
    if days is not None and days.width <= WIDE_DAYS:
        yield from (f"d{at}" for at in range(days.first // BUCKET_DAYS, (days.last + 1) // BUCKET_DAYS + 1))


def _find_months(facts: Facts) -> Iterator[tuple[str, bool]]:
    """Months, and whether the claim is wide: the narrow ones meet by days."""
    days = facts.days
    if days is not None:
        months = range(days.first // MONTH_DAYS, days.last // MONTH_DAYS + 1)
        yield from ((f"m{month}", days.width > WIDE_DAYS) for month in months[:12])
    elif facts.published is None:
        yield "undated", True
    else:
        month = facts.published // MONTH_DAYS
        yield from ((f"m{at}", True) for at in (month, month - 1))


def _find_subjects(facts: Facts) -> Iterator[tuple[Key, bool]]:
    towns, areas = set[Key](), set[Key]()
    for spot in facts.spots:
        if spot.place is None:
            towns.add(("place", spot.name))
        elif spot.place.kind in ("country", "admin1"):
            areas.add(("area", spot.place.country or spot.name))
        else:
            towns.add(("place", *_find_cell(spot.place)))
            areas.add(("area", spot.place.country or spot.name))
    # A name without a pin ("30 Porter Street") is no ground to leave the other name for the same spot out.
    unpinned = all(spot.place is None for spot in facts.spots)
    yield from ((town, True) for town in sorted(towns, key=str))
    yield from ((area, not towns) for area in sorted(areas, key=str))
    yield from ((("who", name), unpinned) for name in sorted(_find_handles(facts)))
    yield from ((("story", name), unpinned or not towns) for name in facts.story.names)


def _find_cell(place: Place) -> Key:
    """One degree or so: towns a few kilometres apart are mostly, not always, in one cell."""
    return place.country or "", round(place.lat), round(place.lon)


def _find_handles(facts: Facts) -> set[str]:
    """Words that a participant can be found by."""
    handles: set[str] = set()
    for name in (*facts.actors, *facts.targets):
        if name.actor:
            handles.add(name.actor.country or name.actor.id)
        if name.actor is None or is_local(name.actor):
            handles.update(name.words or (f"group {group}" for group in name.groups))
    return handles
