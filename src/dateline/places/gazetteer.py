"""A name -> the places that bear it, looked up in the shipped gazetteer and the user's own tables.

The files are opened read-only and only when first asked; each thread has its own connections, so a
`Gazetteer` may be shared. What was looked up is remembered, within bounds.
"""

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from dateline.errors import SetupError
from dateline.places.added import AddedTable, Priority, damaged, find_tables, tables_in_use
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
AIRPORT_IDS = range(-999_999, -99_999)
"""Ids of airports and air bases, whose names are made by rule."""
_BEARERS = (
    "SELECT names.rank, names.place, places.* FROM names LEFT JOIN places ON places.id = names.place "
    "WHERE key = ?"
)
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


class Table:
    """One file of places. Each thread has its own connection."""

    def __init__(self, path: Path, *, countries: Mapping[str, int] | None = None) -> None:
        """`countries` are the shipped gazetteer's numbers by ISO2, for a table that has its own."""
        self.path = path
        self._local = threading.local()
        self._numbers = (
            None
            if countries is None
            else {code: countries[iso2] for code, iso2 in self.rows("SELECT code, iso2 FROM countries")}
        )

    def rows(self, query: str, parameters: Iterable[object] = ()) -> list[tuple[Any, ...]]:
        """What a query gives. Raises SetupError `gazetteer-damaged`."""
        try:
            return self._connection().execute(query, tuple(parameters)).fetchall()
        except sqlite3.DatabaseError as failure:
            raise damaged(self.path, str(failure)) from failure

    def country(self, code: int | None) -> int:
        """The shipped gazetteer's number of a country of this file; 0 for none."""
        return (code if self._numbers is None else self._numbers.get(code or 0)) or 0

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            address = f"{self.path.resolve().as_uri()}?mode=ro&immutable=1"
            connection = sqlite3.connect(address, uri=True, check_same_thread=False)
            self._local.connection = connection
        return connection


class Gazetteer:
    """Looks names up. Made by `open_gazetteer`.

    Tables of priority `first` answer alone for the names they know; the shipped file and the other
    tables answer together. Of places of one id, that of a `first` table stands, then the shipped one.
    """

    def __init__(self, path: Path, *, added: Sequence[AddedTable] = ()) -> None:
        self.path, self.added = path, tuple(added)
        shipped = Table(path)
        countries = shipped.rows("SELECT code, iso3, place, iso2, neighbours, capital FROM countries")
        self._countries = {code: (iso3, place) for code, iso3, place, *_ in countries}
        self.iso2 = {row[0]: str(row[3]) for row in countries}
        """ISO2 of each country's number"""
        numbers = {name: code for code, name in self.iso2.items()}
        self._neighbours = {
            row[0]: frozenset(numbers[name] for name in str(row[4] or "").split(",") if name in numbers)
            for row in countries
        }
        self.english = frozenset(code for code, name in self.iso2.items() if name in ENGLISH)
        """numbers of the countries whose places have the names of people and things in English"""
        self._capitals = {row[5] for row in countries if row[5] is not None}
        self._codes = {iso3: code for code, (iso3, _) in self._countries.items()}
        self._shipped = shipped
        self._first = tuple(_opened(added, Priority.FIRST, numbers))
        self._others = (shipped, *_opened(added, Priority.BESIDE, numbers))
        self.entry = lru_cache(REMEMBERED_PLACES)(self._entry)
        self.find = lru_cache(REMEMBERED_NAMES)(self._find)
        self.find_sounding = lru_cache(REMEMBERED_NAMES)(self._find_sounding)
        self.country_of_demonym = lru_cache(REMEMBERED_NAMES)(self._country_of_demonym)

    def _entry(self, identity: int) -> Entry | None:
        """The place with this id."""
        for table in (*self._first, *self._others):
            for row in table.rows("SELECT * FROM places WHERE id = ?", (identity,)):
                return self._made(row, table)
        return None

    def _made(self, row: tuple[Any, ...], table: Table) -> Entry:
        identity, name, kind, country, admin1, admin2, lat, lon, radius, population = row
        return Entry(
            id=identity,
            name=str(name),
            kind=KINDS[kind],
            country=table.country(country),
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
        found = self._bearers(key, self._first) or self._bearers(key, self._others)
        return tuple(sorted(found.values(), key=_order))

    def _bearers(self, key: str, tables: Sequence[Table]) -> dict[int, Named]:
        """Who bears the key in these tables, by id; each once, with its lowest rank."""
        found: dict[int, Named] = {}
        for table in tables:
            for rank, identity, *row in table.rows(_BEARERS, (key,)):
                # another table may know the place better, or be the only one that knows it
                entry = self.entry(identity) if self.added else self._made(tuple(row), table)
                if entry is not None and (identity not in found or rank < found[identity].rank):
                    found[identity] = Named(entry, rank)
        return found

    def _find_sounding(self, key: str) -> tuple[Named, ...]:
        """Who bears a name that sounds like `key`, the most alike first."""
        sound = sound_key(key)
        tables = (*self._first, *self._others)
        others = {
            other: None
            for table in tables
            for (other,) in table.rows("SELECT key FROM sounds WHERE sound = ?", (sound,))
        }
        close = ((other, likeness(key, other)) for other in others)
        best: dict[int, Named] = {}
        for other, alike in close:
            for named in self._find(other) if alike >= SOUNDS_ALIKE else ():
                if named.entry.id not in best or best[named.entry.id].likeness < alike:
                    best[named.entry.id] = Named(named.entry, named.rank, alike)
        ordered = sorted(best.values(), key=lambda named: (-named.likeness, *_order(named)))
        return tuple(ordered[:MOST_BY_SOUND])

    def _country_of_demonym(self, key: str) -> int:
        """Number of the country whose people `key` names; 0 where it names none."""
        for row in self._shipped.rows("SELECT country FROM demonyms WHERE key = ?", (key,)):
            return int(row[0])
        return 0

    def iso3(self, country: int) -> str | None:
        row = self._countries.get(country)
        return str(row[0]) if row else None

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
    """The gazetteer that came with dateline, or the one at `path`, with the user's tables in use.

    Raises SetupError `gazetteer-missing` where there is none, `gazetteer-damaged` where a table of the
    user's cannot be read.
    """
    return Gazetteer(shipped_path(path), added=find_tables(tables_in_use()))


def shipped_path(path: Path | None = None) -> Path:
    """The file of the gazetteer that came with dateline, or `path`. Raises SetupError."""
    found = path or Path(str(resources.files("dateline").joinpath("data", "gazetteer.sqlite")))
    if not found.is_file():
        raise SetupError(
            f"there is no gazetteer at {found}, so no place can be found. Install dateline again (its build "
            "compiles the gazetteer), or give the path of one.",
            slug="gazetteer-missing",
        )
    return found


def _opened(added: Sequence[AddedTable], priority: Priority, countries: Mapping[str, int]) -> Iterator[Table]:
    return (Table(each.path, countries=countries) for each in added if each.priority is priority)


def _order(named: Named) -> tuple[bool, int, int, int]:
    entry = named.entry
    return entry.kind != "country", -entry.population, named.rank, entry.id
