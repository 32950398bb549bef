"""The user's own tables of places: in which folder they lie, and what each says of itself.

A table is one SQLite file with the schema of the shipped gazetteer, made by `adding.py`. It is put
there whole, so a reader never sees half of one.
"""

import os
import sqlite3
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from dateline.errors import InputError, SetupError

VARIABLE = "DATELINE_GAZETTEER"
"""The variable of the environment that names the folder."""
SUFFIX = ".sqlite"
SCHEMA_VERSION = "1"


class Priority(StrEnum):
    """What a table's places are to the others of the same name."""

    FIRST = "first"
    """a name that the table knows means one of its places"""
    BESIDE = "beside"
    """its places are weighed with the others"""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedTable:
    """A table of the user's."""

    path: Path
    priority: Priority
    source: str
    """name of the file it was made from"""
    sha256: str
    """of that file"""
    places: int
    names: int
    dateline: str
    """version of the dateline that made it"""

    @property
    def name(self) -> str:
        return self.path.stem


def tables_folder() -> Path:
    """The folder that the environment names, else that of the user's data."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else user_data() / "dateline" / "gazetteer"


def user_data() -> Path:
    """Where this system keeps data of a user (XDG Base Directory Specification; Apple; Microsoft)."""
    if "XDG_DATA_HOME" in os.environ:
        return Path(os.environ["XDG_DATA_HOME"])
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    return Path.home() / ".local" / "share"


def tables_in_use() -> Path:
    """The folder to read from. Raises SetupError where one was named that is not there."""
    folder = tables_folder()
    if os.environ.get(VARIABLE) and not folder.is_dir():
        raise SetupError(
            f"there is no folder '{folder}' with tables of places. Add one with: dateline --gazetteer "
            f"'{folder}' gazetteer add FILE",
            slug="gazetteer-missing",
        )
    return folder


def find_tables(folder: Path) -> tuple[AddedTable, ...]:
    """The tables in a folder, by name; `()` where there is no folder. Raises SetupError."""
    return tuple(read_table(path) for path in sorted(folder.glob(f"*{SUFFIX}")))


def read_table(path: Path) -> AddedTable:
    """What a table says of itself. Raises SetupError `gazetteer-damaged`."""
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            about = dict(connection.execute("SELECT name, value FROM about"))
        finally:
            connection.close()
    except sqlite3.DatabaseError as failure:
        raise damaged(path, str(failure)) from failure
    if about.get("schema") != SCHEMA_VERSION:
        raise damaged(path, f"its schema is {about.get('schema')!r}, not {SCHEMA_VERSION!r}")
    return AddedTable(
        path=path,
        priority=Priority(about["priority"]),
        source=about["source"],
        sha256=about["sha256"],
        places=int(about["places"]),
        names=int(about["names"]),
        dateline=about["dateline"],
    )


def damaged(path: Path, why: str) -> SetupError:
    """The error for a file of places that cannot be read."""
    return SetupError(
        f"the table of places '{path}' cannot be read ({why}). If you added it: dateline gazetteer remove "
        f"{path.stem}, then add it again; else install dateline again.",
        slug="gazetteer-damaged",
    )


def remove_table(name: str) -> None:
    """Remove a table. Raises InputError `table-unknown`, SetupError where it may not be removed."""
    folder = tables_folder()
    path = folder / f"{name}{SUFFIX}"
    if path not in folder.glob(f"*{SUFFIX}"):
        known = ", ".join(sorted(each.stem for each in folder.glob(f"*{SUFFIX}"))) or "none"
        raise InputError(
            f"there is no table {name!r} in '{folder}'. There are: {known}.", slug="table-unknown"
        )
    try:
        path.unlink()
    except OSError as failure:
        raise unwritable(folder, failure) from failure


def unwritable(folder: Path, failure: Exception) -> SetupError:
    """The error for a folder that cannot be written to."""
    return SetupError(
        f"the tables of places in '{folder}' cannot be written ({failure}). They are as they were. Make room "
        "or change its rights, or name another folder with --gazetteer.",
        slug="gazetteer-unwritable",
    )
