"""Spots -> Choice: how likely each of the places that bear a name is the one that is meant.

Every candidate gets signs for it, each with a weight from `weights.py`: how many people live
there, whether a level word or the place named behind the comma fits, where the other places of
the report lie. All mentions of one name in a report are the same place, unless a level word tells
the province from the city. `answers.py` makes place mentions of the choices.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from dateline.places.gazetteer import Entry, Gazetteer, Named
from dateline.places.names import spelling
from dateline.places.peoples import People
from dateline.places.spots import Spot
from dateline.places.surroundings import Surroundings
from dateline.places.weights import Weights

CANDIDATES = 40
"""Most places of one name that are weighed."""
SEAT_KM = 10.0
NEAR_KM = 120.0
ROUNDS = 2
"""How often the groups are weighed in the light of each other; a third changes nothing (LGL)."""
_GROUPS = {"country": "country", "admin1": "admin1", "admin2": "admin2", "city": "city"}
_TELLING = ("country", "region")
"""Kinds of place whose name tells which country a report is about."""
_LEVEL_FITS = {
    "admin1": ("admin1", "region"),
    "admin2": ("admin2", "admin1"),
    "city": ("city",),
    "airport": ("airport", "base"),
    "base": ("base", "airport"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """All spots of a report that name one thing."""

    spots: tuple[int, ...]
    candidates: tuple[Named, ...]
    level: str | None


@dataclass(frozen=True, slots=True)
class Choice:
    """What was made of one group: the chance of each candidate, in their order. What is missing to 1
    is the chance that it is none of them."""

    chances: tuple[float, ...]
    signs: tuple[Mapping[str, float], ...]


def group_spots(spots: Sequence[Spot], around: Sequence[Surroundings]) -> tuple[Group, ...]:
    """Spots of one name, or of spellings of one name, with the same level are one group."""
    by_name: dict[tuple[str, str | None], list[int]] = defaultdict(list)
    for position, spot in enumerate(spots):
        level = around[position].level if around[position].level in ("admin1", "admin2", "city") else None
        by_name[spelling(spot.key), level].append(position)
    return tuple(
        Group(tuple(members), _candidates([spots[position].named for position in members], level), level)
        for (_, level), members in by_name.items()
    )


def _candidates(bearers: Sequence[tuple[Named, ...]], level: str | None) -> tuple[Named, ...]:
    """Who may be meant. Without a level word a name that a province shares with its own town is the
    town's: the press writes "Homs" for the city and "Homs province" for the province. In the same way
    a country's name is not that of its capital, its province or its town.
    """
    merged = _merged(bearers)
    if level is not None:
        return merged
    towns = [named.entry for named in merged if named.entry.kind == "city" and named.rank == 0]
    countries = {named.entry.country for named in merged if named.entry.kind == "country" and named.rank == 0}
    return tuple(named for named in merged if not _is_named_after(named.entry, towns, countries))


def _is_named_after(entry: Entry, towns: Sequence[Entry], countries: Set[int]) -> bool:
    """Does the place bear the name of its town or of its country?"""
    if entry.kind != "country" and entry.country in countries:
        return True
    return entry.kind in ("admin1", "admin2") and any(_is_seat(town, entry) for town in towns)


def _is_seat(town: Entry, area: Entry) -> bool:
    """Does the area bear the name of this town of its own? Not every town's district is known."""
    near = town.country == area.country and rough_km(town, area) <= area.radius_km + SEAT_KM
    return lies_in(town, area) or (near and not town.admin2)


def _merged(bearers: Sequence[tuple[Named, ...]]) -> tuple[Named, ...]:
    """Candidates of all spellings of a name, each once and as it fits best."""
    best: dict[int, Named] = {}
    for named in (each for several in bearers for each in several):
        known = best.get(named.entry.id)
        if known is None or (named.likeness, -named.rank) > (known.likeness, -known.rank):
            best[named.entry.id] = named
    ranked = sorted(best.values(), key=lambda named: (named.entry.kind != "country", -named.entry.population))
    return tuple(ranked[:CANDIDATES])


# ── weighing ─────────────────────────────────────────────────────────────────────────────


def weigh(
    groups: Sequence[Group],
    *,
    around: Sequence[Surroundings],
    peoples: Sequence[People],
    gazetteer: Gazetteer,
    home: int,
    weights: Weights,
) -> list[Choice]:
    """Each group by itself first, then twice more in the light of all the others."""
    local = [local_signs(group, home) for group in groups]
    choices = [_choice(group, signs, weights.alone) for group, signs in zip(groups, local, strict=True)]
    for _ in range(ROUNDS):
        others = _Others(groups, choices, around, peoples, gazetteer)
        choices = [
            _choice(group, others.all_signs(at, local[at]), weights.together)
            for at, group in enumerate(groups)
        ]
    return choices


def local_signs(group: Group, home: int) -> tuple[dict[str, float], ...]:
    """For each candidate, what can be said of it without the other places."""
    return tuple(dict(_local_signs(group, named, home)) for named in group.candidates)


def none_of_them(group: Group) -> dict[str, float]:
    """The signs for a place that the gazetteer lacks."""
    most = max((named.entry.population for named in group.candidates), default=0)
    signs = {"none": 1.0, "none:people": math.log10(most + 1) / 7}
    if all(named.likeness < 1 for named in group.candidates):
        signs["none:sound"] = 1.0
    return signs


def _choice(group: Group, signs: tuple[dict[str, float], ...], weights: Mapping[str, float]) -> Choice:
    """Softmax over the candidates and "none of them"."""
    sums = [
        sum(weights.get(sign, 0.0) * value for sign, value in each.items())
        for each in (*signs, none_of_them(group))
    ]
    top = max(sums)
    raised = [math.exp(value - top) for value in sums]
    total = sum(raised)
    return Choice(tuple(value / total for value in raised[:-1]), signs)


def _local_signs(group: Group, named: Named, home: int) -> Iterator[tuple[str, float]]:
    """What can be said of a candidate without the other places."""
    entry = named.entry
    most = max(each.entry.population for each in group.candidates)
    kind = _GROUPS.get(entry.kind, "other")
    yield f"kind:{kind}", 1.0
    yield f"people:{kind}", math.log10(entry.population + 1) / 7
    if entry.population and entry.population == most:
        yield "most people", 1.0
    if entry.capital:
        yield "capital", 1.0
    if named.rank == 0:
        yield "own name", 1.0
    if named.likeness < 1:
        yield "unlike", 1 - named.likeness
    if entry.id < 0:
        yield "own table", 1.0
    yield from _signs_of_the_level(group, entry, kind)
    if home:
        yield ("home" if entry.country == home else "abroad"), 1.0


def _signs_of_the_level(group: Group, entry: Entry, kind: str) -> Iterator[tuple[str, float]]:
    """Does the level word fit?"""
    if group.level is None:
        yield f"no level:{kind}", 1.0
    else:
        yield ("level fits" if entry.kind in _LEVEL_FITS[group.level] else "level differs"), 1.0


class _Others:
    """What the other places of a report say about a candidate of one group."""

    def __init__(
        self,
        groups: Sequence[Group],
        alone: Sequence[Choice],
        around: Sequence[Surroundings],
        peoples: Sequence[People],
        gazetteer: Gazetteer,
    ) -> None:
        self.groups = groups
        self.best = [_best(group, choice) for group, choice in zip(groups, alone, strict=True)]
        self.group_of = {spot: at for at, group in enumerate(groups) for spot in group.spots}
        self.countries = [_mass(group, choice) for group, choice in zip(groups, alone, strict=True)]
        self.all_countries: dict[int, float] = defaultdict(float)
        for mass in self.countries:
            for country, share in mass.items():
                self.all_countries[country] += share
        self.told = {people.entry.country for people in peoples}
        for country in self.told:
            self.all_countries[country] += 1.0
        self.around, self.gazetteer = around, gazetteer
        named = {
            found[0].country
            for found in self.best
            if found is not None and found[0].kind in _TELLING and found[0].country
        }
        self.told_countries = named | self.told

    def all_signs(self, at: int, local: tuple[dict[str, float], ...]) -> tuple[dict[str, float], ...]:
        """The local signs of each candidate of a group, with those of the context."""
        candidates = self.groups[at].candidates
        return tuple({**own, **self.signs(at, named)} for own, named in zip(local, candidates, strict=True))

    def signs(self, at: int, named: Named) -> dict[str, float]:
        entry = named.entry
        signs: dict[str, float] = {}
        total = sum(self.all_countries.values()) - sum(self.countries[at].values())
        if total > 0 and entry.country:
            share = (self.all_countries[entry.country] - self.countries[at].get(entry.country, 0.0)) / total
            signs["same country"] = share
        near, together = self._nearness(at, entry)
        named_apart = any(
            found is not None
            and other != at
            and found[0].country == entry.country
            and found[0].kind in _TELLING
            for other, found in enumerate(self.best)
        )
        if entry.kind == "country" or (entry.country and (named_apart or entry.country in self.told)):
            signs["country told"] = 1.0
        if any(
            self.gazetteer.are_neighbours(entry.country, told)
            for told in self.told_countries - {entry.country}
        ):
            signs["next to told"] = 1.0
        signs["near others"], signs["inside others"] = near, together
        signs["near neighbours"] = self._nearness_of_neighbours(at, entry)
        signs.update(self._containers(at, entry))
        return signs

    def _nearness(self, at: int, entry: Entry) -> tuple[float, float]:
        """How near the nearest other place is, and whether the province or country is named."""
        near = together = 0.0
        for other, found in enumerate(self.best):
            if found is None or other == at or found[0].id == entry.id:
                continue
            place, chance = found
            if place.id in (entry.admin1, entry.admin2) and place.id != entry.id:
                together = max(together, chance)
            if place.kind not in ("country", "continent"):
                near = max(near, chance * math.exp(-rough_km(entry, place) / NEAR_KM))
        return near, together

    def _nearness_of_neighbours(self, at: int, entry: Entry) -> float:
        """How near the places named right before and after are."""
        near = 0.0
        beside = {
            self.group_of.get(spot + step, at) for spot in self.groups[at].spots for step in (-1, 1)
        } - {at}
        for other in beside:
            found = self.best[other]
            if found is not None and found[0].kind not in ("country", "continent"):
                near = max(near, found[1] * math.exp(-rough_km(entry, found[0]) / NEAR_KM))
        return near

    def _containers(self, at: int, entry: Entry) -> dict[str, float]:
        """How often the candidate lies in what is named right behind it, and how often it does not.

        A share of all mentions of the name, so that one list of countries ("Mexico, the U.S. and
        Canada") does not turn thirty mentions of Mexico into a town of Missouri.
        """
        spots = self.groups[at].spots
        behind = [self.around[spot].inside for spot in spots]
        groups = [self.group_of[spot] for spot in behind if spot is not None and self.group_of[spot] != at]
        known = [[named.entry for named in self.groups[group].candidates] for group in groups]
        fits = sum(any(lies_in(entry, other) for other in entries) for entries in known)
        fails = sum(bool(entries) for entries in known) - fits
        return {"in what follows": fits / len(spots), "not in what follows": fails / len(spots)}


def lies_in(entry: Entry, other: Entry) -> bool:
    """Is `other` the country or a province of `entry`?"""
    if other.kind == "country":
        return entry.country == other.country and entry.id != other.id
    return other.id != entry.id and other.id in (entry.admin1, entry.admin2)


def _best(group: Group, choice: Choice) -> tuple[Entry, float] | None:
    if not group.candidates:
        return None
    at = max(range(len(choice.chances)), key=lambda index: choice.chances[index])
    return group.candidates[at].entry, choice.chances[at]


def _mass(group: Group, choice: Choice) -> dict[int, float]:
    """How much of a group speaks for each country."""
    mass: dict[int, float] = defaultdict(float)
    for named, chance in zip(group.candidates, choice.chances, strict=True):
        mass[named.entry.country] += chance
    return mass


def rough_km(one: Entry, other: Entry) -> float:
    """Flat-earth distance, good enough to tell near from far."""
    across = abs(one.lon - other.lon)
    across = min(across, 360 - across) * math.cos(math.radians((one.lat + other.lat) / 2))
    return 111.2 * math.hypot(one.lat - other.lat, across)
