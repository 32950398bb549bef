"""A file of places -> its rows: the user's own CSV, a country file of GeoNames, or its other names.

    open_source(path)  ─▶ Source, which gives (line number, cells)
    row_parser(source) ─▶ cells -> Row, None for what dateline has no kind for, or a FaultyRowError

Nothing is held but one line, however long the file is. GeoNames' formats are those of the readme of
its export folder: 19 columns for places, 10 for other names, set off by tabs.
"""

import csv
import hashlib
import math
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import IO

from dateline.errors import InputError
from dateline.places.compile import KNOWN, Row, town_radius_km
from dateline.places.gazetteer import KINDS, Gazetteer
from dateline.places.names import plain_key

COLUMNS = (
    "name", "lat", "lon", "kind", "country", "admin1", "names", "radius_km", "population", "geonames_id",
)  # fmt: skip
"""Columns of the user's CSV; the first three are needed."""
NEEDED = frozenset(COLUMNS[:3])
LONGEST_LINE = 1 << 17
"""bytes; GeoNames' longest lines have a third of it"""
HEAD = 1 << 16
TELL_EVERY = 1_000
"""rows between two tellings of the progress"""
OWN_IDS_BELOW = -(1 << 32)
"""Ids of the user's rows are below this; those of dateline's own places are above."""
RADII_KM = {
    "city": 1.0, "site": 1.0, "prison": 1.0, "government": 1.0, "airport": 4.0, "base": 4.0, "camp": 2.0,
    "crossing": 2.0, "port": 3.0, "island": 10.0, "park": 10.0, "water": 10.0, "region": 25.0, "admin2": 20.0,
    "admin1": 50.0, "country": 300.0, "continent": 3000.0,
}  # fmt: skip
"""Radius of a place that comes without one, by kind."""
FEATURES: Mapping[str, str] = {
    code: kind
    for kind, codes in (
        ("admin1", "ADM1"),
        ("admin2", "ADM2"),
        ("airport", "AIRP AIRF"),
        ("base", "AIRB MILB INSM NVB"),
        ("camp", "CMPRF"),
        ("crossing", "PSTB PSTC"),
        ("island", "ISL ISLS ISLET"),
        ("park", "PRK RESN RESW"),
        ("port", "PRT HBR"),
        ("prison", "PRN"),
        ("region", "RGN AREA DSRT MTS PLAT PEN VAL"),
        ("site", "HSP UNIV DAM BDG OILR OILF PS PSH PSN FT CSTL MSQE RSTN PASS MT HLL"),
        ("water", "SEA GULF BAY STRT LK LKS RSV"),
    )
    for code in codes.split()
}
"""GeoNames' feature code -> kind. Besides these, all of class P are towns but for those that are gone."""
GONE = frozenset({"PPLH", "PPLCH"})
NO_LANGUAGES = frozenset("link post iata icao faac unlc wkdt tcid abbr phon piny fr_1793 uicn".split())
"""What GeoNames writes where a language should stand, for what is no name."""


class SourceKind(StrEnum):
    """What a file of places is."""

    CSV = "csv"
    """the user's own, with a header"""
    GEONAMES = "geonames"
    """a country file or allCountries"""
    ALTERNATES = "alternates"
    """alternateNamesV2: more names for places that are known"""


class FaultyRowError(ValueError):
    """A row that cannot be used, and why."""


@dataclass(slots=True)
class Source:
    """A file being read: how much of it there is, and how much was read."""

    path: Path
    kind: SourceKind
    size: int
    """bytes, unpacked"""
    stream: IO[bytes]
    done: int = 0
    header: tuple[str, ...] = field(default=(), init=False)

    def lines(self) -> Iterator[str]:
        """Its lines; bytes that are no UTF-8 are kept as surrogates, so that a row can be told by them."""
        while line := self.stream.readline(LONGEST_LINE):
            text = line.decode("utf-8", "surrogateescape")
            yield text.removeprefix("\ufeff") if self.done == 0 else text
            self.done += len(line)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Its rows, each with its line number, without the header of a CSV."""
        if self.kind is not SourceKind.CSV:
            lines = enumerate(self.lines(), 1)
            yield from ((number, line.rstrip("\r\n").split("\t")) for number, line in lines)
            return
        reader = csv.reader(self.lines())
        try:
            self.header = _checked_header(next(reader, []), self.path)
            yield from ((reader.line_num, cells) for cells in reader if cells)
        except csv.Error as failure:
            raise InputError(
                f"'{self.path}' line {reader.line_num} is no CSV ({failure}): is a quotation mark left open? "
                "Nothing was added.",
                slug="bad-table",
            ) from failure


def _checked_header(cells: Sequence[str], path: Path) -> tuple[str, ...]:
    names = tuple(cell.strip().lower() for cell in cells)
    unknown, lacking = [name for name in names if name not in COLUMNS], NEEDED - set(names)
    if unknown or lacking or len(set(names)) < len(names):
        raise InputError(
            f"the first line of '{path}' does not name the columns of a table of places (unknown: "
            f"{', '.join(map(repr, unknown)) or 'none'}; missing: {', '.join(sorted(lacking)) or 'none'}). "
            f"Set them off by commas, each once, from: {', '.join(COLUMNS)}.",
            slug="bad-table",
        )
    return names


@contextmanager
def open_source(path: Path) -> Iterator[Source]:
    """The file, ready to read from its start. Raises InputError for what is no file of places."""
    try:
        with _unpacked(path) as (stream, size, name):
            head = stream.read(HEAD)
            kind = _kind_of(head, name, path)
        with _unpacked(path) as (stream, size, name):
            yield Source(path, kind, size, stream)
    except FileNotFoundError as failure:
        raise InputError(f"there is no file '{path}'. Check the name.", slug="no-such-file") from failure
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as failure:
        raise InputError(
            f"'{path}' is damaged ({failure}). Get it again; nothing was added.", slug="damaged-archive"
        ) from failure
    except OSError as failure:
        raise InputError(
            f"'{path}' cannot be read ({failure.strerror}). Check its rights.", slug="unreadable-file"
        ) from failure


@contextmanager
def _unpacked(path: Path) -> Iterator[tuple[IO[bytes], int, str]]:
    """The bytes of the file, or of the table in a zip; their number; and the table's name."""
    if path.suffix.lower() != ".zip":
        with path.open("rb") as stream:
            yield stream, path.stat().st_size, path.name
        return
    with zipfile.ZipFile(path) as archive:
        tables = [
            member
            for member in archive.infolist()
            if Path(member.filename).suffix in (".txt", ".csv") and "readme" not in member.filename.lower()
        ]
        best = max(tables, key=lambda member: member.file_size, default=None)
        if best is None:
            raise InputError(f"'{path}' holds no .txt or .csv with places.", slug="bad-table")
        with archive.open(best) as stream:
            yield stream, best.file_size, best.filename


def _kind_of(head: bytes, name: str, path: Path) -> SourceKind:
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in head:
        raise InputError(
            f"'{path}' is not text in UTF-8. Save it as UTF-8; nothing was added.",
            slug="wrong-encoding",
        )
    if name.lower().endswith(".csv"):
        return SourceKind.CSV
    columns = [line.count(b"\t") + 1 for line in head.splitlines()]
    kinds = {19: SourceKind.GEONAMES, 10: SourceKind.ALTERNATES}
    found = next((kinds[count] for count in columns if count in kinds), None)
    if found is None:
        raise InputError(
            f"'{path}' is no file of places: no line at its start has the 19 columns of a GeoNames country "
            "file or the 10 of its alternateNamesV2, set off by tabs. A table of your own ends in .csv.",
            slug="bad-table",
        )
    return found


def fingerprint(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


# ── cells -> Row ─────────────────────────────────────────────────────────────────────────

Parser = Callable[[list[str]], Row | None]


def row_parser(source: Source, *, gazetteer: Gazetteer, areas: Mapping[str, int]) -> Parser:
    """What makes rows of this source's cells. `areas` are GeoNames' provinces and districts by code."""
    codes = frozenset(gazetteer.iso2.values())
    if source.kind is SourceKind.CSV:
        return lambda cells: _own_row(_by_name(source, cells), gazetteer)
    if source.kind is SourceKind.GEONAMES:
        return lambda cells: _geonames_row(cells, codes, areas)
    return lambda cells: _alternate_row(cells, gazetteer)


def find_areas(source: Source, *, watch: Callable[[], object]) -> Mapping[str, int]:
    """GeoNames' code of each province and district of the file ("SY.09", "SY.09.1") -> its id."""
    areas: dict[str, int] = {}
    for number, cells in source.rows():
        if number % TELL_EVERY == 0:
            watch()
        if len(cells) == 19 and cells[7] in ("ADM1", "ADM2") and cells[0].isdigit():
            parts = (cells[8], cells[10], cells[11])
            areas[".".join(parts[: 2 if cells[7] == "ADM1" else 3])] = int(cells[0])
    return areas


def _by_name(source: Source, cells: list[str]) -> Mapping[str, str]:
    _need_columns(cells, len(source.header))
    return {name: cell.strip() for name, cell in zip(source.header, cells, strict=True)}


def _own_row(cells: Mapping[str, str], gazetteer: Gazetteer) -> Row:
    name, kind = _name(cells["name"]), cells.get("kind") or "city"
    if kind not in KINDS:
        raise FaultyRowError(f"kind {kind!r} is none of {', '.join(KINDS)}")
    country = _own_country(cells.get("country", ""), gazetteer)
    lat, lon = _point(cells["lat"], cells["lon"])
    population = int(_number(cells.get("population") or str(KNOWN), "population"))
    radius_km = _number(cells["radius_km"], "radius_km") if cells.get("radius_km") else RADII_KM[kind]
    known = cells.get("geonames_id", "")
    return Row(
        id=_geonames_id(known) if known else own_id(name, kind, country or "", f"{lat:.4f}", f"{lon:.4f}"),
        name=name,
        kind=kind,
        country=country,
        admin1=_province(cells.get("admin1", ""), country, gazetteer),
        lat=lat,
        lon=lon,
        radius_km=radius_km,
        population=population,
        press_names=tuple(part.strip() for part in cells.get("names", "").split("|") if part.strip()),
    )


def own_id(*parts: str) -> int:
    """The id of a row of the user's: always the same for the same place, and below OWN_IDS_BELOW."""
    digest = hashlib.blake2b("\t".join(parts).encode(), digest_size=7).digest()
    return OWN_IDS_BELOW - int.from_bytes(digest, "big")


def _own_country(typed: str, gazetteer: Gazetteer) -> str | None:
    """ISO2 of a country written as two or three letters."""
    code = typed.upper()
    found = gazetteer.iso2.get(gazetteer.country_code(code), code)
    return _country(found, frozenset(gazetteer.iso2.values()))


def _province(typed: str, country: str | None, gazetteer: Gazetteer) -> int | None:
    if not typed:
        return None
    for named in gazetteer.find(plain_key(typed)):
        if named.entry.kind == "admin1" and gazetteer.iso2.get(named.entry.country) == country:
            return named.entry.id
    raise FaultyRowError(f"admin1 {typed!r} is no province of {country or 'no country'}")


def _geonames_row(cells: list[str], codes: frozenset[str], areas: Mapping[str, int]) -> Row | None:
    _need_columns(cells, 19)
    identity, name = _geonames_id(cells[0]), _name(cells[1])
    lat, lon = _point(cells[4], cells[5])
    country = _country(cells[8], codes)
    population = int(_number(cells[14] or "0", "population"))
    kind = "city" if cells[6] == "P" and cells[7] not in GONE else FEATURES.get(cells[7])
    if kind is None:
        return None
    return Row(
        id=identity,
        name=name,
        kind=kind,
        country=country,
        admin1=areas.get(f"{country}.{cells[10]}"),
        admin2=areas.get(f"{country}.{cells[10]}.{cells[11]}") if kind != "admin1" else None,
        lat=lat,
        lon=lon,
        radius_km=town_radius_km(population) if kind == "city" else RADII_KM[kind],
        population=population,
        names=(cells[2], *cells[3].split(",")),
    )


def _alternate_row(cells: list[str], gazetteer: Gazetteer) -> Row | None:
    """Another name of a place that is known: a row without a name of its own."""
    _need_columns(cells, 10)
    identity, language, name = _geonames_id(cells[1]), cells[2], _name(cells[3])
    entry = gazetteer.entry(identity)
    if entry is None or language in NO_LANGUAGES or cells[7] == "1":
        return None
    preferred = language == "en" and cells[4] == "1"
    return Row(
        id=identity,
        name="",
        kind=entry.kind,
        country=gazetteer.iso2.get(entry.country),
        lat=entry.lat,
        lon=entry.lon,
        radius_km=entry.radius_km,
        names=() if preferred else (name,),
        press_names=(name,) if preferred else (),
    )


# ── what a cell must hold ────────────────────────────────────────────────────────────────


def _need_columns(cells: list[str], needed: int) -> None:
    if len(cells) != needed:
        raise FaultyRowError(f"{len(cells)} columns, not {needed}")
    if any(not cell.isascii() and _has_surrogates(cell) for cell in cells):
        raise FaultyRowError("bytes that are not UTF-8")


def _has_surrogates(cell: str) -> bool:
    return any("\udc80" <= letter <= "\udcff" for letter in cell)


def _name(cell: str) -> str:
    if not cell.strip():
        raise FaultyRowError("the name is empty")
    return cell.strip()


def _point(lat: str, lon: str) -> tuple[float, float]:
    return _degrees(lat, 90, "latitude"), _degrees(lon, 180, "longitude")


def _degrees(cell: str, most: int, what: str) -> float:
    value = _number(cell, what)
    if abs(value) > most:
        raise FaultyRowError(f"{what} {value:g} is not between -{most} and {most}")
    return value


def _number(cell: str, what: str) -> float:
    try:
        value = float(cell)
    except ValueError:
        raise FaultyRowError(f"{what} {cell!r} is no number") from None
    if not math.isfinite(value) or (what in ("population", "radius_km") and not 0 <= value < 1e10):
        raise FaultyRowError(f"{what} {cell!r} is out of range")
    return value


def _geonames_id(cell: str) -> int:
    if not (cell.isascii() and cell.isdigit() and 0 < int(cell) < 1 << 40):
        raise FaultyRowError(f"GeoNames id {cell!r} is no number above zero")
    return int(cell)


def _country(code: str, codes: frozenset[str]) -> str | None:
    if code and code not in codes:
        raise FaultyRowError(f"country code {code!r} is unknown")
    return code or None
