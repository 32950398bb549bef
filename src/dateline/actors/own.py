"""A user's CSV of actors -> a Directory in which its rows come before what was shipped.

The shipped directory is copied into memory and the rows are laid over it, so that looking
somebody up is the same with and without a file. A name of the file means the file's actors
alone, whoever else bears it. The one thing to know: a row that cannot be right stops the
work with its line number; better no answer than a wrong one in all reports.
"""

import csv
import re
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path

from dateline.actors.compile import SECTORS, casing_of, first_day, kind_of, last_day, split
from dateline.actors.directory import COMPILED, Directory, Use, connect, key_of
from dateline.errors import InputError
from dateline.places.names import sound_key

COLUMNS = ("id", "name", "aliases", "kind", "country", "sectors", "wikidata", "since", "until")
"""What a file may say of an actor; docs/own-actors.md explains each."""

KINDS = frozenset("person armed force party igo ngo monitor outlet agency company alliance body".split())

DELIMITERS = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class Line:
    """Where a row stands."""

    path: Path
    number: int

    def refuse(self, what: str) -> InputError:
        """The error of a row that cannot be right."""
        return InputError(
            f"the file of actors '{self.path}', line {self.number}, {what}. Correct the line; "
            "no report was read (docs/own-actors.md tells the columns).",
            slug="actors-row",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRow:
    """One row of the file; a cell that was empty is `None` or `""`."""

    at: Line
    id: str
    name: str
    names: tuple[str, ...]
    kind: str | None
    country: str | None
    sectors: str
    wikidata: str | None
    since: str | None
    until: str | None

    @property
    def tells(self) -> bool:
        """Does it say what the actor is, or when?"""
        return bool(self.country or self.sectors or self.since or self.until)


def open_directory_with(path: str | Path) -> Directory:
    """The shipped directory with the actors of this CSV laid over it.

    Raises InputError: `actors-unreadable`, `actors-columns`, `actors-row`, `actors-clash`.
    """
    connection = _copy_shipped()
    found = connection.execute("SELECT id FROM actors WHERE kind = 'country'")
    countries = frozenset(country.upper() for (country,) in found)
    rows = tuple(read_own(Path(path), countries=countries))
    _refuse_clashes(rows)
    _lay_over(connection, rows)
    return Directory(connection)


def _copy_shipped() -> sqlite3.Connection:
    shipped = connect(COMPILED)
    copy = sqlite3.connect(":memory:", check_same_thread=False)
    shipped.backup(copy)
    shipped.close()
    return copy


# ── reading the file ─────────────────────────────────────────────────────────────────────


def read_own(path: Path, *, countries: frozenset[str]) -> Iterator[OwnRow]:
    """The rows of the file in its order. Raises InputError for the first that cannot be right."""
    records = _read_records(path)
    _, header = next(records, (1, []))
    columns = _read_columns(header, path=path)
    for line, cells in records:
        if any(cells):
            yield _read_row(cells, columns=columns, countries=countries, at=Line(path, line))


def _read_records(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The cells of each record and the line it begins on."""
    text = _read_text(path)
    header = text.partition("\n")[0]
    reader = csv.reader(StringIO(text, newline=""), delimiter=max(DELIMITERS, key=header.count), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, [cell.strip() for cell in cells]
            line = reader.line_num + 1
    except csv.Error as failure:
        raise Line(path, line).refuse(f"is no CSV ({failure})") from failure


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as failure:
        why = failure.strerror if isinstance(failure, OSError) else "it is not UTF-8"
        raise InputError(
            f"the file of actors '{path}' cannot be read ({why}). Name a CSV file in UTF-8.",
            slug="actors-unreadable",
        ) from failure


def _read_columns(header: Sequence[str], *, path: Path) -> list[str]:
    columns = [cell.lower() for cell in header]
    unknown = set(columns) - set(COLUMNS)
    if unknown or not {"id", "name"} & set(columns) or len(set(columns)) < len(columns):
        raise InputError(
            f"the file of actors '{path}', line 1: the columns are {', '.join(columns) or 'missing'}. "
            f"They can be, each once, {', '.join(COLUMNS)}; name or id must be there.",
            slug="actors-columns",
        )
    return columns


def _read_row(cells: Sequence[str], *, columns: Sequence[str], countries: frozenset[str], at: Line) -> OwnRow:
    if len(cells) > len(columns):
        raise at.refuse(f"has {len(cells)} cells for {len(columns)} columns; quote a cell that holds a comma")
    said = dict.fromkeys(COLUMNS, "") | dict(zip(columns, cells, strict=False))
    names = tuple(name.strip() for name in split(f"{said['name']}|{said['aliases']}") if name.strip())
    if nameless := [name for name in names if not key_of(name)]:
        raise at.refuse(f"has the name {nameless[0]!r}, which has no letter or digit")
    if not names and not said["id"]:
        raise at.refuse("has neither name nor id")
    since, until = _read_days(said["since"], said["until"], at=at)
    return OwnRow(
        at=at,
        id=said["id"] or "own-" + key_of(names[0]).replace(" ", "-"),
        name=said["name"],
        names=names,
        kind=_read_kind(said["kind"].lower(), at=at),
        country=_read_country(said["country"].upper(), countries=countries, at=at),
        sectors=_read_sectors(said["sectors"].upper().replace("|", " "), at=at),
        wikidata=_read_wikidata(said["wikidata"], at=at),
        since=since,
        until=until,
    )


def _read_kind(cell: str, *, at: Line) -> str | None:
    if cell and cell not in KINDS:
        raise at.refuse(f"has the kind {cell!r}, which is none of: {', '.join(sorted(KINDS))}")
    return cell or None


def _read_country(cell: str, *, countries: frozenset[str], at: Line) -> str | None:
    if cell and cell not in countries:
        raise at.refuse(f"has the country {cell!r}, which is no code of ISO 3166-1 alpha-3 such as SYR")
    return cell or None


def _read_sectors(cell: str, *, at: Line) -> str:
    if unknown := set(cell.split()) - SECTORS:
        raise at.refuse(f"has the sector {min(unknown)!r}, which is none of: {', '.join(sorted(SECTORS))}")
    return " ".join(cell.split())


def _read_wikidata(cell: str, *, at: Line) -> str | None:
    if cell and not re.fullmatch(r"Q[1-9]\d*", cell):
        raise at.refuse(f"has the wikidata {cell!r}, which is no id such as Q858")
    return cell or None


def _read_days(since: str, until: str, *, at: Line) -> tuple[str | None, str | None]:
    first = _read_day(since, complete=first_day, at=at)
    last = _read_day(until, complete=last_day, at=at)
    if first and last and last < first:
        raise at.refuse(f"ends ({last}) before it begins ({first})")
    return first, last


def _read_day(cell: str, *, complete: Callable[[str], str | None], at: Line) -> str | None:
    if not re.fullmatch(r"(\d{4}(-\d\d(-\d\d)?)?)?", cell):
        raise at.refuse(f"has the day {cell!r}, which is not written as 2024, 2024-12 or 2024-12-06")
    try:
        day = complete(cell)
        return date.fromisoformat(day).isoformat() if day else None
    except ValueError as failure:
        raise at.refuse(f"has the day {cell!r}, which is in no calendar") from failure


# ── laying the rows over the directory ───────────────────────────────────────────────────


def _lay_over(connection: sqlite3.Connection, rows: Sequence[OwnRow]) -> None:
    by_id: dict[str, list[OwnRow]] = defaultdict(list)
    for row in rows:
        by_id[row.id].append(row)
    with connection:
        for own in by_id.values():
            _put_actor(connection, own)
            _put_spells(connection, own)
        _put_names(connection, rows)


def _put_actor(connection: sqlite3.Connection, own: Sequence[OwnRow]) -> None:
    """A new actor, or one of the directory's with what the rows change."""
    first = own[0]
    known = connection.execute("SELECT name, kind, wikidata FROM actors WHERE id = ?", (first.id,)).fetchone()
    if known is None and not first.name:
        raise first.at.refuse(f"gives no name to {first.id!r}, which the directory does not have")
    name, kind, wikidata = known or (first.name, kind_of(first.sectors), None)
    connection.execute(
        "INSERT OR REPLACE INTO actors VALUES (?, ?, ?, ?, 'own')",
        (first.id, first.name or name, first.kind or kind, first.wikidata or wikidata),
    )


def _put_spells(connection: sqlite3.Connection, own: Sequence[OwnRow]) -> None:
    """Several rows of one id are what it was at different times. Where no row says what it is, an actor of
    the directory stays what it was."""
    actor = own[0].id
    known = connection.execute(
        "SELECT country, sectors FROM spells WHERE actor = ? ORDER BY number", (actor,)
    ).fetchone()
    telling = [row for row in own if row.tells] or ([] if known else own[:1])
    country, sectors = known or (None, "")
    if telling:
        connection.execute("DELETE FROM spells WHERE actor = ?", (actor,))
    connection.executemany(
        "INSERT INTO spells VALUES (?, ?, '', ?, ?, ?, ?)",
        [
            (actor, number, row.country or country, row.sectors or sectors, row.since, row.until)
            for number, row in enumerate(telling)
        ],
    )


def _refuse_clashes(rows: Sequence[OwnRow]) -> None:
    """Two of the file may share a name only where country or time tells them apart."""
    bearers: dict[str, list[OwnRow]] = defaultdict(list)
    for row in rows:
        for key in {key_of(name) for name in row.names}:
            other = next((other for other in bearers[key] if _are_alike(row, other)), None)
            if other is not None:
                raise InputError(
                    f"the file of actors '{row.at.path}', lines {other.at.number} and {row.at.number}: "
                    f"{other.id!r} and {row.id!r} of one country and time share the name {key!r}, so nobody "
                    "could tell who is meant. Give both rows one id, or take the name from one.",
                    slug="actors-clash",
                )
            bearers[key].append(row)


def _are_alike(a: OwnRow, b: OwnRow) -> bool:
    """Could two actors of one name be meant in one report?"""
    is_same_country = a.country == b.country or not (a.country and b.country)
    latest = "9999"
    meet = (a.since or "") <= (b.until or latest) and (b.since or "") <= (a.until or latest)
    return a.id != b.id and is_same_country and meet


def _put_names(connection: sqlite3.Connection, rows: Sequence[OwnRow]) -> None:
    names = {(key_of(name), row.id): name for row in rows for name in row.names}
    connection.executemany("DELETE FROM names WHERE key = ?", {(key,) for key, _ in names})
    connection.executemany(
        "INSERT INTO names VALUES (?, ?, ?, ?)",
        [(key, actor, Use.NAME.value, casing_of(name).value) for (key, actor), name in names.items()],
    )
    connection.executemany(
        "INSERT INTO firsts VALUES (?, ?) "
        "ON CONFLICT (word) DO UPDATE SET words = max(words, excluded.words)",
        [(key.split()[0], len(key.split())) for key, _ in names],
    )
    connection.executemany(
        "INSERT OR IGNORE INTO sounds VALUES (?, ?)",
        [(sound, key) for key, _ in names if (sound := sound_key(key)) and (" " in key or len(key) > 6)],
    )
