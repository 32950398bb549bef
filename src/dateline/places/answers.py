"""Choice -> PlaceMention: the answer with its candidates, its score and its reasons.

Where no candidate is likely enough the mention is kept without a place. "40 km north of Hama" is
answered with a place of its own, 40 km north of Hama.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.places.choose import Choice, Group, group_spots, rough_km, weigh
from dateline.places.gazetteer import Gazetteer
from dateline.places.peoples import People
from dateline.places.spots import Spot
from dateline.places.surroundings import Offset, Surroundings
from dateline.places.weights import Weights
from dateline.types import Place, PlaceMention

SHOWN = 5
"""Most candidates that are kept with a mention."""
SURE_ENOUGH = 0.35
"""Below this chance the answer is no place: about where F at 161 km is highest on LGL."""
SAME_SPOT_KM = 50.0
"""Candidates this near to the chosen one (a city and its district) count as the same answer."""
TOLD_SIGN = 0.5
"""A sign of the context this strong is told as a reason."""
_REASONS = (
    ("in what follows", "it lies in the place named right behind it"),
    ("inside others", "its province is named in the report"),
    ("near others", "other places of the report are near"),
    ("country told", "its country is named in the report"),
    ("same country", "most other places of the report lie in its country"),
    ("home", "it lies in the publisher's country"),
)
_KM_PER_DEGREE = 111.2


def choose_places(
    spots: Sequence[Spot],
    *,
    around: Sequence[Surroundings],
    peoples: Sequence[People],
    gazetteer: Gazetteer,
    weights: Weights,
    publisher_country: str | None = None,
) -> tuple[PlaceMention, ...]:
    """One mention for each spot, in their order."""
    groups = group_spots(spots, around)
    home = gazetteer.country_code(publisher_country)
    choices = weigh(groups, around=around, peoples=peoples, gazetteer=gazetteer, home=home, weights=weights)
    mentions: dict[int, PlaceMention] = {}
    for group, choice in zip(groups, choices, strict=True):
        for position in group.spots:
            mentions[position] = _mention(spots[position], around[position], group, choice, gazetteer)
    return tuple(mentions[position] for position in range(len(spots)))


def _mention(
    spot: Spot, around: Surroundings, group: Group, choice: Choice, gazetteer: Gazetteer
) -> PlaceMention:
    order = sorted(range(len(choice.chances)), key=lambda at: -choice.chances[at])
    places = tuple(gazetteer.place(group.candidates[at].entry) for at in order[:SHOWN])
    chance = _chance_of_the_spot(order, group, choice)
    sure = bool(order) and chance >= SURE_ENOUGH
    place = _moved(places[0], around.offset) if sure else None
    why = (*_reasons(spot, group, choice, order), *_reasons_around(around, group))
    if not sure and order:
        why = (*why, f"no place: the best has a chance of {chance:.2f}, and {SURE_ENOUGH} is asked for")
    return PlaceMention(
        spot.start, spot.end, spot.text, place, around.extent, chance * spot.score, places, why
    )


def _chance_of_the_spot(order: Sequence[int], group: Group, choice: Choice) -> float:
    """The chance that the place is where the best candidate is."""
    if not order:
        return 0.0
    best = group.candidates[order[0]].entry
    near = (at for at in order if rough_km(best, group.candidates[at].entry) <= SAME_SPOT_KM)
    return min(1.0, sum(choice.chances[at] for at in near))


def _moved(place: Place, offset: Offset | None) -> Place:
    """The place so far from `place`; a ring around it where the text gives no direction."""
    if offset is None:
        return place
    name = f"{offset.text} {place.name}"
    if offset.bearing is None:
        return replace(place, name=name, kind="area", radius_km=offset.km + place.radius_km, geonames_id=None)
    north = offset.km * math.cos(math.radians(offset.bearing)) / _KM_PER_DEGREE
    east = offset.km * math.sin(math.radians(offset.bearing)) / _KM_PER_DEGREE
    lat = max(-90.0, min(90.0, place.lat + north))
    lon = place.lon + east / max(0.1, math.cos(math.radians(place.lat)))
    return replace(
        place, name=name, kind="area", lat=round(lat, 4), lon=round((lon + 180) % 360 - 180, 4),
        radius_km=max(place.radius_km, offset.km / 4), geonames_id=None,
    )  # fmt: skip


def _reasons(spot: Spot, group: Group, choice: Choice, order: Sequence[int]) -> Iterator[str]:
    if not order:
        yield f"{spot.text!r} is named as a place, but the gazetteer has no such name"
        return
    best, signs = group.candidates[order[0]], choice.signs[order[0]]
    chance = choice.chances[order[0]]
    count = len(group.candidates)
    places = f"{count} places bear" if count > 1 else "one place bears"
    yield f"{places} this name; {best.entry.name} ({best.entry.kind}) has a chance of {chance:.2f}"
    if best.likeness < 1:
        yield f"found by sound: {spot.text!r} is {best.likeness:.2f} like a name of {best.entry.name}"
    for sign, reason in _REASONS:
        if signs.get(sign, 0.0) > TOLD_SIGN:
            yield reason


def _reasons_around(around: Surroundings, group: Group) -> Iterator[str]:
    if group.level is not None:
        yield f"the word {around.level_word!r} asks for the level {group.level}"
    if around.part_words:
        yield f"{around.part_words!r} makes it a part"
    if around.speaks:
        yield "it speaks or acts here, so it may stand for its government"
