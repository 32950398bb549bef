"""The bundled reports -> a store of their own, made once and kept in the user's cache folder.

The store's name holds a hash of the reports and of the code that reads them, so a new
dateline reads them anew and an unchanged one opens at once. ORIGIN.md says where the
reports come from.
"""

import hashlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from dateline.batch import Tally, add_reports
from dateline.errors import SetupError
from dateline.store import Store, open_store

REPORTS = Path(__file__).parent
PACKAGE = REPORTS.parent


def open_demo(*, watch: Callable[[Tally], object] = lambda _: None) -> Store:
    """A store that holds the demo reports, read now unless they were read before."""
    folder = cache_folder()
    name = f"demo-{fingerprint()}.db"
    remove_older(folder, keep=name)
    store = open_store(folder / name, create=True)
    try:
        add_reports([REPORTS], store=store, watch=watch)
    except BaseException:
        store.close()
        raise
    return store


def cache_folder() -> Path:
    """The folder for what dateline can make again. Raises SetupError `cache-unwritable`."""
    folder = user_cache() / "dateline"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as failure:
        raise SetupError(
            f"the cache folder '{folder}' cannot be made ({failure.strerror}). "
            "Name another in the environment as XDG_CACHE_HOME.",
            slug="cache-unwritable",
        ) from failure
    return folder


def user_cache() -> Path:
    """Where this system keeps caches (XDG Base Directory Specification; Apple; Microsoft)."""
    if "XDG_CACHE_HOME" in os.environ:
        return Path(os.environ["XDG_CACHE_HOME"])
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    return Path.home() / ".cache"


def fingerprint() -> str:
    """A hash of the reports and of all code and tables that have a say in how they are read."""
    known = hashlib.sha256()
    for path in sorted(sources()):
        known.update(str(path.relative_to(PACKAGE)).encode())
        known.update(path.read_bytes())
    return known.hexdigest()[:12]


def sources() -> Iterator[Path]:
    yield from (path for path in REPORTS.iterdir() if path.is_file())
    yield from PACKAGE.rglob("*.py")
    yield from (path for path in (PACKAGE / "data").rglob("*") if path.is_file() and path.suffix != ".sqlite")


def remove_older(folder: Path, *, keep: str) -> None:
    """Remove demo stores that another dateline made."""
    for path in folder.glob("demo-*.db*"):
        if not path.name.startswith(keep):
            path.unlink(missing_ok=True)
