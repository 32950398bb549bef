"""What the database says went wrong -> a StoreError that says what to do.

SQLite names each failure (SQLITE_BUSY, SQLITE_FULL, …); the wording of its messages is
never looked at. A failure without an entry here is a defect of dateline and is not hidden.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from dateline.errors import StoreError

FAILURES = {
    "SQLITE_BUSY": (
        "store-locked",
        "another process is writing to it. Wait until that one has ended, and run this again",
    ),
    "SQLITE_LOCKED": (
        "store-locked",
        "another process is writing to it. Wait until that one has ended, and run this again",
    ),
    "SQLITE_FULL": (
        "disk-full",
        "there is no room left to write. All that was kept before is safe: make room, and run this again",
    ),
    "SQLITE_IOERR": (
        "disk-full",
        "the disk refuses (full, over limit or gone). What was kept is safe: make room, then run this again",
    ),
    "SQLITE_NOTADB": (
        "store-damaged",
        "the file is not a SQLite database. Name another file, or bring this one back from a backup",
    ),
    "SQLITE_CORRUPT": (
        "store-damaged",
        "the file is damaged. Bring it back from a backup, or read the reports again into a new store",
    ),
    "SQLITE_READONLY": (
        "store-read-only",
        "the file or its folder may not be written. Allow writing, or copy the store elsewhere",
    ),
    "SQLITE_CANTOPEN": (
        "store-unopened",
        "the file cannot be opened. Check that the folder exists and may be read and written",
    ),
}
"""By the first two parts of SQLite's name for the failure."""


@contextmanager
def store_errors(target: str) -> Iterator[None]:
    """Turn failures of the database inside the block into StoreError."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as failure:
        cause = failure.orig if isinstance(failure, DBAPIError) else failure
        name = getattr(cause, "sqlite_errorname", "")
        known = FAILURES.get("_".join(name.split("_")[:2]))
        if known is None:
            raise
        slug, advice = known
        raise StoreError(f"store '{target}': {advice}.", slug=slug) from failure
