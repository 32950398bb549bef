"""data/places/*.tsv -> rows. Tables written for dateline, one a file, each described in DATA.md.

A table is tab-separated with a header; a cell that holds several values divides them with `|`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryRow:
    """A country's point, what else it is called, and what its people are called."""

    iso2: str
    lat: float
    lon: float
    names: tuple[str, ...]
    demonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRow:
    """A place that GeoNames' towns and provinces lack: a region, sea, camp, crossing, base."""

    name: str
    kind: str
    country: str | None
    lat: float
    lon: float
    radius_km: float
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PreferredRow:
    """How the press writes a place of GeoNames. `name`, where given, replaces GeoNames' spelling."""

    geonames_id: int
    name: str
    names: tuple[str, ...]
    population: int
    """a stand-in that says how well it is known; 0 keeps GeoNames' own"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PointRow:
    """Where the pin of a large area goes, for areas whose towns all lie on one side."""

    geonames_id: int
    lat: float
    lon: float
    radius_km: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleRow:
    """A word for people or things of a place that is no country: European, Kurdish, Texan."""

    text: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AbbreviationRow:
    """An exact spelling such as `W.Va.` and the name it stands for; `alone` is `no` where it
    means the place only behind a comma, as `Me.` does."""

    text: str
    stands_for: str
    country: str
    alone: bool


def _rows(table: str) -> Iterator[list[str]]:
    """The cells of each line under the header."""
    text = resources.files("dateline").joinpath("data", "places", f"{table}.tsv").read_text(encoding="utf-8")
    for line in text.splitlines()[1:]:
        yield line.split("\t")


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def country_rows() -> Iterator[CountryRow]:
    for iso2, lat, lon, names, demonyms in _rows("countries"):
        yield CountryRow(
            iso2=iso2, lat=float(lat), lon=float(lon), names=_several(names), demonyms=_several(demonyms)
        )


def own_rows() -> Iterator[OwnRow]:
    for name, kind, country, lat, lon, radius, names in _rows("own"):
        yield OwnRow(
            name=name,
            kind=kind,
            country=country or None,
            lat=float(lat),
            lon=float(lon),
            radius_km=float(radius),
            names=_several(names),
        )


def preferred_rows() -> Iterator[PreferredRow]:
    for geonames_id, name, names, population in _rows("preferred"):
        yield PreferredRow(
            geonames_id=int(geonames_id), name=name, names=_several(names), population=int(population or 0)
        )


def point_rows() -> Iterator[PointRow]:
    for geonames_id, lat, lon, radius in _rows("points"):
        yield PointRow(geonames_id=int(geonames_id), lat=float(lat), lon=float(lon), radius_km=float(radius))


def people_rows() -> Iterator[PeopleRow]:
    for text, place in _rows("peoples"):
        yield PeopleRow(text=text, place=place)


def abbreviation_rows() -> Iterator[AbbreviationRow]:
    for text, stands_for, country, alone in _rows("abbreviations"):
        yield AbbreviationRow(text=text, stands_for=stands_for, country=country, alone=alone == "yes")


@lru_cache
def word_set(table: str) -> frozenset[str]:
    """The words of a one-column table."""
    return frozenset(cells[0] for cells in _rows(table))
