"""This machine -> a list of findings: what dateline needs, whether it is there, what to do.

Each check is on its own: one that breaks is itself a finding, and the others go on.
"""

import sqlite3
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import DatelineError
from dateline.output import counted

REINSTALL = "Install dateline again: pip install --force-reinstall dateline"

OLDEST_PYTHON = (3, 11)

PAGE = Path(__file__).parent / "page" / "index.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at. `advice` says what to do where it is not well."""

    what: str
    ok: bool
    found: str
    advice: str | None = None


def examine(store: Path) -> tuple[Finding, ...]:
    """Look at everything that dateline needs here, and at the store."""
    checks: tuple[tuple[str, Callable[[], Finding]], ...] = (
        ("python", check_python),
        ("reader's network", check_model),
        ("gazetteer", check_gazetteer),
        ("actors", check_actors),
        ("page", check_page),
        ("sqlite", check_sqlite),
        ("store", lambda: check_store(store)),
    )
    return tuple(look(what, check) for what, check in checks)


def look(what: str, check: Callable[[], Finding]) -> Finding:
    try:
        return check()
    except DatelineError as error:
        return Finding(what=what, ok=False, found=str(error))
    except Exception as failure:
        return Finding(what=what, ok=False, found=f"{type(failure).__name__}: {failure}", advice=REINSTALL)


def check_python() -> Finding:
    version = ".".join(str(part) for part in sys.version_info[:3])
    ok = sys.version_info >= OLDEST_PYTHON
    return Finding(what="python", ok=ok, found=version, advice=None if ok else "Use Python 3.11 or newer.")


def check_model() -> Finding:
    from dateline.encoder import encode
    from dateline.pieces import cut_windows, cut_words

    (states,) = encode(list(cut_windows(cut_words("Rebels took Hama.", body_start=0))))
    return Finding(what="reader's network", ok=len(states) > 0, found="loads and reads")


def check_gazetteer() -> Finding:
    from dateline.places import open_gazetteer

    open_gazetteer()
    return Finding(what="gazetteer", ok=True, found="opens")


def check_actors() -> Finding:
    from dateline.actors import open_directory

    open_directory()
    return Finding(what="actors", ok=True, found="opens")


def check_page() -> Finding:
    if PAGE.is_file():
        return Finding(what="page", ok=True, found="is there")
    advice = "In a source tree, pip install --editable . builds it (Node 20 is needed). Else: " + REINSTALL
    return Finding(
        what="page", ok=False, found="is not built, so serve and demo have nothing to show", advice=advice
    )


def check_sqlite() -> Finding:
    connection = sqlite3.connect(":memory:")
    lacking = []
    for name, table in (
        ("FTS5", "words USING fts5(text)"),
        ("R*Tree", "boxes USING rtree(number, west, east)"),
    ):
        try:
            connection.execute(f"CREATE VIRTUAL TABLE {table}")
        except sqlite3.OperationalError:
            lacking.append(name)
    connection.close()
    if not lacking:
        return Finding(what="sqlite", ok=True, found=f"{sqlite3.sqlite_version} with FTS5 and R*Tree")
    return Finding(
        what="sqlite",
        ok=False,
        found=f"{sqlite3.sqlite_version} lacks {' and '.join(lacking)}",
        advice="Use a Python whose SQLite has them, such as that of python.org or of Debian.",
    )


def check_store(store: Path) -> Finding:
    from dateline.store import open_store

    if store.exists():
        with open_store(store) as opened:
            counts = opened.count()
        kept = (
            counted(counts.reports, "report"),
            counted(counts.claims, "claim"),
            counted(counts.events, "event"),
        )
        return Finding(what="store", ok=True, found=f"{store} keeps {', '.join(kept)}")
    return check_write_access(store.absolute().parent)


def check_write_access(folder: Path) -> Finding:
    """Can a store be made in this folder? Tries with a file that is gone at once."""
    import tempfile

    try:
        with tempfile.TemporaryFile(dir=folder):
            return Finding(what="store", ok=True, found=f"none yet; one can be made in {folder}")
    except OSError as failure:
        advice = "Go to a folder that you may write in, or name a file elsewhere with --store."
        return Finding(what="store", ok=False, found=f"{folder}: {failure.strerror}", advice=advice)
