"""A file of places -> a table of the user's, or what is wrong with the file.

The table is written beside the others under a name that nobody reads, and renamed when it is whole:
a run that is killed leaves everything as it was. One line is held at a time.
"""

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from dateline import __version__
from dateline.errors import InputError, SetupError
from dateline.places.added import (
    SCHEMA_VERSION,
    SUFFIX,
    AddedTable,
    Priority,
    find_tables,
    read_table,
    tables_folder,
    unwritable,
)
from dateline.places.compile import Row, has_sounds, name_keys, place_values
from dateline.places.gazetteer import KINDS, SCHEMA, Gazetteer, Table, shipped_path
from dateline.places.names import sound_key
from dateline.places.sources import (
    TELL_EVERY,
    FaultyRowError,
    Source,
    SourceKind,
    find_areas,
    fingerprint,
    open_source,
    row_parser,
)

UNFINISHED = ".unfinished"
KEPT_FAULTS = 20
CACHE_KB = 32_768
"""what SQLite may hold in memory while it writes"""
FAULTS_OF_A_TABLE = {
    "coordinates out of range": "SELECT count(*) FROM places WHERE abs(lat) > 900000 OR abs(lon) > 1800000 "
    f"OR kind NOT BETWEEN 0 AND {len(KINDS) - 1}",
    "places in unknown countries": "SELECT count(*) FROM places WHERE country IS NOT NULL "
    "AND country NOT IN (SELECT code FROM countries)",
    "places without a name": "SELECT count(*) FROM places WHERE name = ''",
    "empty names": "SELECT count(*) FROM names WHERE key = ''",
}
Watch = Callable[[int, int], object]
"""Is told the bytes done and the bytes there are."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that was left out."""

    line: int
    why: str


@dataclass(slots=True)
class Count:
    """What came of the rows of a file."""

    places: int = 0
    names: int = 0
    left_out: int = 0
    """rows of kinds that dateline has none for, and names of places that are not known"""
    faulty: int = 0
    faults: list[Fault] = field(default_factory=list)
    """the first of them"""

    def note(self, fault: Fault) -> None:
        self.faulty += 1
        if len(self.faults) < KEPT_FAULTS:
            self.faults.append(fault)


def add_table(path: Path, *, priority: Priority | None, watch: Watch) -> tuple[AddedTable, Count]:
    """Make a table of the file and put it in the place of that of the same name.

    Without a `priority` a CSV comes first and files of GeoNames beside. Raises InputError for the file
    (`no-places` where no row could be used), SetupError for the folder; what was there then stays.
    """
    folder = tables_folder()
    target = folder / f"{path.stem}{SUFFIX}"
    with open_for_writing(folder):
        unfinished = target.with_suffix(UNFINISHED)
        others = [table for table in find_tables(folder) if table.path != target]
        gazetteer = Gazetteer(shipped_path(), added=others)
        with open_source(path) as source:
            count = write_table(source, to=unfinished, gazetteer=gazetteer, watch=watch)
        if not count.names:
            raise no_places(path, count)
        write_about(unfinished, source, count, priority=priority)
        keep(unfinished, target)
    return read_table(target), count


def check_file(path: Path, *, watch: Watch) -> Count:
    """What would come of the rows of a file; nothing is kept. Raises InputError."""
    gazetteer = Gazetteer(shipped_path(), added=find_tables(tables_folder()))
    with tempfile.TemporaryDirectory() as folder, open_source(path) as source:
        return write_table(source, to=Path(folder) / "checked", gazetteer=gazetteer, watch=watch)


def check_table(path: Path) -> list[str]:
    """What is wrong with a table in use; nothing for a good one."""
    table = Table(path)
    try:
        ((state,),) = table.rows("PRAGMA quick_check(1)")
        numbers = {what: table.rows(query)[0][0] for what, query in FAULTS_OF_A_TABLE.items()}
    except SetupError as error:
        return [str(error)]
    damage = [] if state == "ok" else [f"the file is damaged: {state}"]
    return damage + [f"{what}: {number:,}" for what, number in numbers.items() if number]


def describe_tables() -> Iterator[tuple[str, list[str]]]:
    """For the shipped gazetteer and each table in use: what it is, and what is wrong with it."""
    shipped = shipped_path()
    yield f"shipped: {shipped}, dateline {__version__}, sha256 {fingerprint(shipped)}", check_table(shipped)
    for table in find_tables(tables_folder()):
        yield (
            (
                f"{table.name}: {table.path}, {table.places:,} places, {table.names:,} names, "
                f"priority {table.priority.value}, from {table.source} (sha256 {table.sha256}), "
                f"dateline {table.dateline}"
            ),
            check_table(table.path),
        )


# ── writing ──────────────────────────────────────────────────────────────────────────────


@contextmanager
def open_for_writing(folder: Path) -> Iterator[None]:
    """The folder, made if need be, for this process alone; what a killed run left there is removed.

    The lock is one of SQLite's, which the system takes back when a process dies.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(folder / "lock", timeout=0, isolation_level=None)) as lock:
            _take(lock, folder)
            for left in folder.glob(f"*{UNFINISHED}"):
                left.unlink()
            yield
    except (sqlite3.Error, OSError) as failure:
        raise unwritable(folder, failure) from failure


def _take(lock: sqlite3.Connection, folder: Path) -> None:
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as failure:
        if "locked" not in str(failure):
            raise
        raise SetupError(
            f"another dateline is adding to '{folder}'. Wait until it is done, then run this again.",
            slug="gazetteer-busy",
        ) from failure


def write_table(source: Source, *, to: Path, gazetteer: Gazetteer, watch: Watch) -> Count:
    """Write the places and names of a source into a new file."""
    count = Count()
    with closing(sqlite3.connect(to)) as connection:
        connection.executescript(
            f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -{CACHE_KB};" + SCHEMA
        )
        connection.executemany(
            "INSERT INTO countries (code, iso2) VALUES (?, ?)", sorted(gazetteer.iso2.items())
        )
        codes = {iso2: code for code, iso2 in gazetteer.iso2.items()}
        for line, row in parsed_rows(source, gazetteer=gazetteer, count=count, watch=watch):
            if row.name and not write_place(connection, row, codes):
                count.note(Fault(line, f"its id was there before: {row.name} ({row.id})"))
                continue
            count.places += bool(row.name)
            write_names(connection, row)
        (count.names,) = connection.execute("SELECT count(*) FROM names").fetchone()
        connection.commit()
    return count


def parsed_rows(
    source: Source, *, gazetteer: Gazetteer, count: Count, watch: Watch
) -> Iterator[tuple[int, Row]]:
    """The rows that can be used, with their line numbers; the others are counted."""
    areas = read_areas(source, watch=watch)
    total = source.size * (2 if areas is not None else 1)
    before = total - source.size
    parse = row_parser(source, gazetteer=gazetteer, areas=areas or {})
    for number, (line, cells) in enumerate(source.rows()):
        if number % TELL_EVERY == 0:
            watch(before + source.done, total)
        try:
            row = parse(cells)
        except FaultyRowError as fault:
            count.note(Fault(line, str(fault)))
            continue
        if row is None:
            count.left_out += 1
        else:
            yield line, row
    watch(total, total)


def read_areas(source: Source, *, watch: Watch) -> Mapping[str, int] | None:
    """Provinces and districts of a country file, which has to be read twice for them; `None` for others."""
    if source.kind is not SourceKind.GEONAMES:
        return None
    with open_source(source.path) as first:
        return find_areas(first, watch=lambda: watch(first.done, 2 * source.size))


def write_place(connection: sqlite3.Connection, row: Row, codes: Mapping[str, int]) -> bool:
    """Write a place; `False` where its id is there already."""
    values = place_values(row, codes)
    places = ", ".join("?" * len(values))
    return connection.execute(f"INSERT OR IGNORE INTO places VALUES ({places})", values).rowcount == 1


def write_names(connection: sqlite3.Connection, row: Row) -> None:
    keys = list(name_keys(row))
    connection.executemany(
        "INSERT INTO names VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET rank = min(rank, excluded.rank)",
        ((key, row.id, rank) for key, rank in keys),
    )
    if has_sounds(row):
        pairs = ((sound_key(key), key) for key, _ in keys)
        connection.executemany(
            "INSERT OR IGNORE INTO sounds VALUES (?, ?)", (pair for pair in pairs if pair[0])
        )


def write_about(path: Path, source: Source, count: Count, *, priority: Priority | None) -> None:
    usual = Priority.FIRST if source.kind is SourceKind.CSV else Priority.BESIDE
    about = {
        "schema": SCHEMA_VERSION,
        "dateline": __version__,
        "priority": priority or usual,
        "source": source.path.name,
        "sha256": fingerprint(source.path),
        "places": str(count.places),
        "names": str(count.names),
    }
    with closing(sqlite3.connect(path)) as connection:
        connection.executemany("INSERT INTO about VALUES (?, ?)", about.items())
        connection.commit()


def keep(unfinished: Path, target: Path) -> None:
    """Give the file its name, once the disk has it."""
    handle = os.open(unfinished, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    unfinished.replace(target)


def no_places(path: Path, count: Count) -> InputError:
    """The error for a file of which no row could be used."""
    first = f"; the first: line {count.faults[0].line}: {count.faults[0].why}" if count.faults else ""
    return InputError(
        f"'{path}' gives no place: {count.faulty:,} rows have faults and {count.left_out:,} are of no "
        f"use{first}. Nothing was added.",
        slug="no-places",
    )
