"""A path or URL -> an engine on a store whose tables are those of this dateline.

A new store is made by running every migration; an older one is copied aside first and
then taken forward; one of a newer dateline is left alone. SQLite's rules of the house
(write-ahead log, waiting for locks, foreign keys) are set here and nowhere else.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from dateline.errors import StoreError
from dateline.store.failures import store_errors

SCHEMA = "0003"
"""The last migration: the schema that this dateline reads and writes."""

MIGRATIONS = Path(__file__).parent / "migrations"

BUSY_TIMEOUT_MS = 10_000
"""How long to wait for another process that is writing before giving up."""


def locate(target: str | Path) -> URL:
    """The database address of a path or URL."""
    if isinstance(target, Path) or "://" not in target:
        return URL.create("sqlite", database=str(target))
    try:
        url = make_url(target)
    except ArgumentError as failure:
        raise StoreError(f"'{target}' is no path and no database URL.", slug="store-url") from failure
    if url.get_backend_name() != "sqlite" or not url.database:
        raise StoreError(
            f"store '{url.render_as_string()}': only SQLite stores can be opened. Give the path of a file.",
            slug="store-url",
        )
    return url


def open_engine(target: str | Path, *, create: bool) -> tuple[Engine, str]:
    """An engine on the store, ready for use, and the store's name for messages."""
    url = locate(target)
    path = Path(str(url.database))
    refuse_what_is_no_file(path, create=create)
    engine = make_engine(url)
    try:
        with store_errors(str(path)):
            bring_up_to_date(engine, path, create=create)
    except BaseException:
        engine.dispose()
        raise
    return engine, str(path)


def make_engine(url: URL) -> Engine:
    """An engine on the file of this address, whatever is in it."""
    path = Path(str(url.database))
    engine = create_engine(read_only(path) if lies_out_of_reach(path) else url)
    event.listen(engine, "connect", prepare_connection)
    event.listen(engine, "begin", begin_transaction)
    return engine


def refuse_what_is_no_file(path: Path, *, create: bool) -> None:
    """Raise StoreError where there is no store to open, or none may be made."""
    if path.is_dir():
        raise StoreError(f"store '{path}' is a folder. Name a file in it.", slug="store-missing")
    if not path.exists() and not create:
        raise StoreError(
            f"there is no store '{path}'. Make one with: dateline add REPORTS --store {path}",
            slug="store-missing",
        )
    if not path.parent.is_dir():
        raise StoreError(
            f"store '{path}' cannot be made: there is no folder '{path.parent}'. Make it first.",
            slug="store-missing",
        )


def lies_out_of_reach(path: Path) -> bool:
    """Is the store on a medium, or in a folder, that this user cannot write to?"""
    return path.exists() and not os.access(path.parent, os.W_OK)


def read_only(path: Path) -> URL:
    """The address of a store that is only read, as one on a shared or read-only disk.

    Such a store has no write-ahead log beside it that could be read too; one that has was
    not closed, and SQLite's own refusal is the right answer (SQLite, URI "immutable").
    """
    log = path.with_name(f"{path.name}-wal")
    immutable = "0" if log.exists() and log.stat().st_size else "1"
    return URL.create(
        "sqlite",
        database=path.absolute().as_uri(),
        query={"mode": "ro", "immutable": immutable, "uri": "true"},
    )


def prepare_connection(connection: Any, _record: object) -> None:
    """Set what SQLite sets per connection; transactions are begun by hand (see below)."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    cursor.execute("PRAGMA foreign_keys = ON")
    # With the log, a commit that a crash of the machine undoes leaves the store whole;
    # a killed process loses nothing.
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.close()


def begin_transaction(connection: Connection) -> None:
    """Begin as a writer where the connection says so: taking the lock at once means that
    two writers wait for each other instead of failing half-way."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def find_schema(engine: Engine, path: Path) -> str | None:
    """The schema a store is in; `None` for an empty database. Raises StoreError for others."""
    with engine.begin() as connection:
        tables = inspect(connection).get_table_names()
        if not tables:
            return None
        if "alembic_version" not in tables or "reports" not in tables:
            raise StoreError(
                f"'{path}' is a database, but not one of dateline's. Name another file.",
                slug="store-foreign",
            )
        return str(connection.scalar(text("SELECT version_num FROM alembic_version")))


def bring_up_to_date(engine: Engine, path: Path, *, create: bool) -> None:
    """Make the tables, or take them forward after a copy was put aside."""
    schema = find_schema(engine, path)
    if schema == SCHEMA:
        return
    if schema is None and not create:
        raise say_empty(path)
    if schema is not None:
        refuse_newer(path, schema=schema)
        copy_aside(engine, path, schema=schema)
    migrate(engine)


def say_empty(path: Path) -> StoreError:
    return StoreError(
        f"store '{path}' is empty. Fill it with: dateline add REPORTS --store {path}", slug="store-empty"
    )


def refuse_newer(path: Path, *, schema: str) -> None:
    """Raise StoreError where the schema is one that this dateline does not know yet."""
    if schema > SCHEMA:
        raise StoreError(
            f"store '{path}' has schema {schema}, written by a newer dateline; this one knows {SCHEMA}. "
            "Upgrade dateline (pip install --upgrade dateline). The store was not touched.",
            slug="store-newer",
        )


def copy_aside(engine: Engine, path: Path, *, schema: str) -> Path:
    """Copy the store next to itself before its tables change. A copy that is there stays."""
    backup = path.with_name(f"{path.name}.schema-{schema}")
    if backup.exists():
        return backup
    unfinished = path.with_name(f"{backup.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    copy_pages(engine, unfinished)
    return unfinished.replace(backup)


def copy_pages(engine: Engine, target: Path) -> None:
    """Copy the store as it is at this moment, also while another process writes to it."""
    with closing(engine.raw_connection()) as raw, closing(sqlite3.connect(target)) as copy:
        assert isinstance(raw.driver_connection, sqlite3.Connection)
        raw.driver_connection.backup(copy)


def migrate(engine: Engine) -> None:
    """Run the migrations that are missing, all in one transaction."""
    from alembic import command
    from alembic.config import Config

    raw = engine.raw_connection()
    raw.cursor().execute("PRAGMA journal_mode = WAL")
    raw.close()
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, SCHEMA)
