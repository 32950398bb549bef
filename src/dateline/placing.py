"""The commands of `dateline gazetteer`: keep tables of your own places beside those that ship.

A table is added whole or not at all; what is wrong in a file is told with its line numbers.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.errors import InputError
from dateline.output import clean, counted

if TYPE_CHECKING:
    from dateline.places.adding import Count

gazetteer = typer.Typer(
    name="gazetteer", rich_markup_mode=None, no_args_is_help=True, help="Keep tables of your own places."
)


class TablePriority(StrEnum):
    """What an added table's places are to the others of the same name."""

    FIRST = "first"
    BESIDE = "beside"


Tables = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE|COUNTRY...",
        help="CSV of your own, files of GeoNames (.txt, .zip), or a country (SY) to fetch its file.",
    ),
]


@gazetteer.command("add")
def add_tables(
    files: Tables,
    priority: Annotated[
        TablePriority | None,
        typer.Option(help="first: a name in it means its place; beside: weighed with the others."),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option("--from", metavar="URL", help="Where to fetch from, instead of GeoNames itself."),
    ] = None,
) -> None:
    """Add tables of places; one of the same name is replaced.

    Can be killed at any time: what was there stays until the new table is whole."""
    from dateline.places.added import Priority
    from dateline.places.adding import add_table
    from dateline.progress import show_bytes

    for typed in files:
        with at_hand(typed, source=source) as file, show_bytes(file.name) as watch:
            table, count = add_table(file, priority=Priority(priority) if priority else None, watch=watch)
        report_faults(file, count)
        print(f"{table.name}: {describe_count(count)}; priority {table.priority.value}.")


@contextmanager
def at_hand(typed: Path, *, source: str | None) -> Iterator[Path]:
    """The file that was typed; for a country's code its file, fetched now and gone afterwards."""
    from dateline.places.downloads import GEONAMES, download, name_of_download
    from dateline.progress import show_bytes

    name = None if typed.exists() else name_of_download(str(typed))
    if name is None:
        yield typed
        return
    with TemporaryDirectory() as folder:
        with show_bytes(f"fetching {name}") as watch:
            file = download(name, to=Path(folder), source=source or GEONAMES, watch=watch)
        yield file


@gazetteer.command("list")
def list_tables() -> None:
    """List the tables that you added."""
    from dateline.places.added import find_tables, tables_folder

    for table in find_tables(tables_folder()):
        counts = f"{counted(table.places, 'place')}, {counted(table.names, 'name')}"
        print(f"{table.name}: {counts}; priority {table.priority.value}; from {table.source}")


@gazetteer.command("remove")
def remove_tables(
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="As `list` tells them.")],
) -> None:
    """Remove tables that you added."""
    from dateline.places.added import remove_table

    for name in names:
        remove_table(name)


@gazetteer.command("check")
def check_tables(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILE]...", help="Files to look through; none is added."),
    ] = None,
) -> None:
    """Say which tables of places are in use, or find the faults of files before they are added."""
    checked = [check_file_of_places(file) for file in files] if files else [check_tables_in_use()]
    if not all(checked):
        raise typer.Exit(InputError.exit_code)


def check_file_of_places(file: Path) -> bool:
    """Say what would come of a file; is it without a fault?"""
    from dateline.places.adding import check_file
    from dateline.progress import show_bytes

    with show_bytes(file.name) as watch:
        count = check_file(file, watch=watch)
    report_faults(file, count)
    print(f"{file.name}: {describe_count(count)}.")
    return not count.faulty


def check_tables_in_use() -> bool:
    """Say what is in use, and what is wrong with it; is it all well?"""
    from dateline.places.adding import describe_tables

    well = True
    for words, faults in describe_tables():
        print(words)
        for fault in faults:
            print(f"  FAIL  {fault}")
            well = False
    return well


def report_faults(file: Path, count: "Count") -> None:
    """Name the first faulty rows, and how many there are more."""
    for fault in count.faults:
        print(clean(f"dateline: {file.name} line {fault.line}: {fault.why}"), file=sys.stderr)
    if count.faulty > len(count.faults):
        print(f"dateline: and {count.faulty - len(count.faults):,} more.", file=sys.stderr)


def describe_count(count: "Count") -> str:
    places, names = counted(count.places, "place"), counted(count.names, "name")
    return f"{places}, {names}; {counted(count.left_out, 'row')} of no use left out, {count.faulty:,} faulty"
