"""A store -> a checked copy of it in another file, and back: backing up and restoring are one thing.

SQLite's own backup copies a store as it is at one moment, also while it is written to. The
copy gets its name only when it was found whole, so that a file of that name is a good one.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from dateline.errors import StoreError
from dateline.store.failures import store_errors
from dateline.store.opening import (
    copy_pages,
    find_schema,
    locate,
    make_engine,
    refuse_newer,
    refuse_what_is_no_file,
    say_empty,
)

WAIT_S = 1.0
"""How long to wait for others to let go of a store that is to be replaced."""


def copy_store(source: str | Path, target: str | Path, *, force: bool = False) -> None:
    """Copy the store in one file to another; `force` replaces what is there.

    Raises StoreError: `file-exists` without `force`, `store-damaged` where the copy is not whole,
    `store-locked` where another program has the store open that is to be replaced, and those
    of `open_store`. Whatever is raised, `target` is as it was.
    """
    source, target = Path(source), Path(target)
    refuse_what_is_no_file(source, create=False)
    refuse_what_is_no_file(target, create=True)
    if target.exists() and not force:
        raise StoreError(
            f"'{target}' is there already and is not overwritten. Name another file, or give --force.",
            slug="file-exists",
        )
    unfinished = target.with_name(f"{target.name}.unfinished")
    try:
        copy_checked(source, unfinished)
        if target.exists():
            make_way(target)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def copy_checked(source: Path, target: Path) -> None:
    """Copy a store of dateline's and look the copy through. Raises StoreError."""
    engine = make_engine(locate(source))
    try:
        with store_errors(str(source)):
            schema = find_schema(engine, source)
            if schema is None:
                raise say_empty(source)
            refuse_newer(source, schema=schema)
        remove_log(target)
        target.unlink(missing_ok=True)
        with store_errors(str(target)):
            copy_pages(engine, target)
    finally:
        engine.dispose()
    with store_errors(str(source)), closing(sqlite3.connect(target)) as copy:
        found = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok":
        raise StoreError(
            f"store '{source}' is damaged and was not copied ({found}). Take an earlier backup, or read "
            "the reports again into a new store.",
            slug="store-damaged",
        )


def make_way(target: Path) -> None:
    """See that nobody has the file open that is to be replaced."""
    try:
        with closing(sqlite3.connect(target, timeout=WAIT_S)) as old:
            old.execute("PRAGMA locking_mode = EXCLUSIVE")
            old.execute("BEGIN EXCLUSIVE")
    except sqlite3.DatabaseError as failure:
        if failure.sqlite_errorname.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise StoreError(
                f"store '{target}' is open in another program, such as `dateline serve`. End that one, "
                "and run this again.",
                slug="store-locked",
            ) from failure
        # A damaged store, or no store at all, may be what is to be replaced.
    remove_log(target)


def remove_log(target: Path) -> None:
    """Take away what SQLite keeps beside a store: a log must not be played into another one."""
    for beside in ("-wal", "-shm", "-journal"):
        target.with_name(f"{target.name}{beside}").unlink(missing_ok=True)
