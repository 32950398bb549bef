"""A name -> the places that bear it, looked up in the compiled gazetteer.

The file is opened read-only and only when first asked; each thread has its own connection, so a
`Gazetteer` may be shared. What was looked up is remembered, within bounds.
"""

import sqlite3
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from dateline.errors import SetupError
from dateline.places.names import ENGLISH, likeness, sound_key
from dateline.types import Place

SCHEMA = """
CREATE TABLE countries (code INTEGER PRIMARY KEY, iso2 TEXT, iso3 TEXT, place INTEGER, neighbours TEXT,
    capital INTEGER);
CREATE TABLE demonyms (key TEXT PRIMARY KEY, country INTEGER) WITHOUT ROWID;
CREATE TABLE places (id INTEGER PRIMARY KEY, name TEXT, kind INTEGER, country INTEGER, admin1 INTEGER,
    admin2 INTEGER, lat INTEGER, lon INTEGER, radius INTEGER, population INTEGER);
CREATE TABLE names (key TEXT, place INTEGER, rank INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE sounds (sound TEXT, key TEXT, PRIMARY KEY (sound, key)) WITHOUT ROWID;
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""
KINDS = (
    "country", "admin1", "admin2", "city", "airport", "base", "camp", "continent", "crossing", "government",
    "island", "park", "port", "prison", "region", "site", "water",
)  # fmt: skip
"""The number of a kind in the file is its position here."""
DEGREE = 10_000
"""Coordinates are kept as whole ten-thousandths of a degree (11 m)."""
REMEMBERED_NAMES = 4_000
REMEMBERED_PLACES = 10_000
MOST_BY_SOUND = 60
"""Places found by sound that are kept; a short sound has thousands."""
SOUNDS_ALIKE = 0.72
"""Least likeness of two spellings of one name. "Suwayda" and "Sweida" have 0.83, "Saida" less."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A place of the gazetteer. Ids below zero are dateline's own, not GeoNames'."""

    id: int
    name: str
    kind: str
    country: int
    """its number in the file; 0 where the place lies in no one country"""
    admin1: int
    admin2: int
    lat: float
    lon: float
    radius_km: float
    population: int
    """of an area, that of its towns; of a place of our own table, a stand-in for how well it is known"""
    capital: bool = False
    """the seat of a country's government"""


@dataclass(frozen=True, slots=True)
class Named:
    """A place and how the name that was asked for belongs to it."""

    entry: Entry
    rank: int
    """0 its own name, 1 another of its names"""
    likeness: float = 1.0


class Gazetteer:
    """Looks names up. Made by `open_gazetteer`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._countries = {code: row for code, *row in self._all("SELECT code, iso3, place FROM countries")}
        iso2 = {row[0]: str(row[1]) for row in self._all("SELECT code, iso2 FROM countries")}
        numbers = {name: code for code, name in iso2.items()}
        self._neighbours = {
            code: frozenset(numbers[name] for name in str(row or "").split(",") if name in numbers)
            for code, row in self._all("SELECT code, neighbours FROM countries")
        }
        self.english = frozenset(code for code, name in iso2.items() if name in ENGLISH)
        """numbers of the countries whose places have the names of people and things in English"""
        self._capitals = {
            row[0] for row in self._all("SELECT capital FROM countries WHERE capital IS NOT NULL")
        }
        self._codes = {iso3: code for code, (iso3, _) in self._countries.items()}
        self.entry = lru_cache(REMEMBERED_PLACES)(self._entry)
        self.find = lru_cache(REMEMBERED_NAMES)(self._find)
        self.find_sounding = lru_cache(REMEMBERED_NAMES)(self._find_sounding)
        self.country_of_demonym = lru_cache(REMEMBERED_NAMES)(self._country_of_demonym)

    def _connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            address = f"{self.path.resolve().as_uri()}?mode=ro&immutable=1"
            connection = sqlite3.connect(address, uri=True, check_same_thread=False)
            self._local.connection = connection
        return connection

    def _all(self, query: str, parameters: Iterable[object] = ()) -> list[tuple[Any, ...]]:
        return self._connection().execute(query, tuple(parameters)).fetchall()

    def _entry(self, identity: int) -> Entry | None:
        """The place with this id."""
        for row in self._all("SELECT * FROM places WHERE id = ?", (identity,)):
            return self._made(row)
        return None

    def _made(self, row: tuple[Any, ...]) -> Entry:
        identity, name, kind, country, admin1, admin2, lat, lon, radius, population = row
        return Entry(
            id=identity,
            name=str(name),
            kind=KINDS[kind],
            country=country or 0,
            admin1=admin1 or 0,
            admin2=admin2 or 0,
            lat=lat / DEGREE,
            lon=lon / DEGREE,
            radius_km=radius / 10,
            population=population or 0,
            capital=identity in self._capitals,
        )

    def _find(self, key: str) -> tuple[Named, ...]:
        """Who bears the plain key `key`: countries, then the most people, first."""
        rows = self._all(
            "SELECT places.*, names.rank FROM names JOIN places ON places.id = names.place WHERE key = ?",
            (key,),
        )
        return tuple(sorted((Named(self._made(row[:-1]), row[-1]) for row in rows), key=_order))

    def _find_sounding(self, key: str) -> tuple[Named, ...]:
        """Who bears a name that sounds like `key`, the most alike first."""
        rows = (
            self._connection().execute("SELECT key FROM sounds WHERE sound = ?", (sound_key(key),)).fetchall()
        )
        close = ((other, likeness(key, other)) for (other,) in rows)
        best: dict[int, Named] = {}
        for other, alike in close:
            for named in self._find(other) if alike >= SOUNDS_ALIKE else ():
                if named.entry.id not in best or best[named.entry.id].likeness < alike:
                    best[named.entry.id] = Named(named.entry, named.rank, alike)
        ordered = sorted(best.values(), key=lambda named: (-named.likeness, *_order(named)))
        return tuple(ordered[:MOST_BY_SOUND])

    def _country_of_demonym(self, key: str) -> int:
        """Number of the country whose people `key` names; 0 where it names none."""
        for row in self._all("SELECT country FROM demonyms WHERE key = ?", (key,)):
            return int(row[0])
        return 0

    def iso3(self, country: int) -> str | None:
        row = self._countries.get(country)
        return str(row[0]) if row else None

    def iso2(self, iso3: str | None) -> str | None:
        """The code of two small letters of a country by its three; `None` where it is unknown."""
        row = self._all("SELECT lower(iso2) FROM countries WHERE iso3 = ?", (iso3,))
        return str(row[0][0]) if row else None

    def country_code(self, iso3: str | None) -> int:
        """The number of a country in the file; 0 where it is unknown."""
        return int(self._codes.get(iso3 or "", 0))

    def are_neighbours(self, country: int, other: int) -> bool:
        """Do the two countries share a border?"""
        return other in self._neighbours.get(country, ())

    def country_entry(self, country: int) -> Entry | None:
        row = self._countries.get(country)
        return self.entry(int(row[1])) if row else None

    def place(self, entry: Entry) -> Place:
        """The entry as a `Place`, with the name of its province."""
        province = self.entry(entry.admin1) if entry.admin1 and entry.admin1 != entry.id else None
        return Place(
            name=entry.name,
            kind=entry.kind,
            country=self.iso3(entry.country),
            admin1=province.name if province else None,
            lat=entry.lat,
            lon=entry.lon,
            radius_km=entry.radius_km,
            geonames_id=entry.id if entry.id > 0 else None,
        )


def open_gazetteer(path: Path | None = None) -> Gazetteer:
    """The gazetteer that came with dateline, or the one at `path`.

    Raises SetupError `gazetteer-missing` where there is none.
    """
    found = path or Path(str(resources.files("dateline").joinpath("data", "gazetteer.sqlite")))
    if not found.is_file():
        raise SetupError(
            f"there is no gazetteer at {found}, so no place can be found. Install dateline again (its build "
            "compiles the gazetteer), or give the path of one.",
            slug="gazetteer-missing",
        )
    return Gazetteer(found)


def _order(named: Named) -> tuple[bool, int, int, int]:
    entry = named.entry
    return entry.kind != "country", -entry.population, named.rank, entry.id
