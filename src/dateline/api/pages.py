"""The built page, held in memory.

Files are found by looking up the address in a table that was made at the start, so no
address from outside ever becomes a path.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

BUILT_PAGE = Path(__file__).parents[1] / "page"

MEDIA_TYPES: Mapping[str, str] = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFile:
    """One file of the page. `lasting` ones have a hash in their name and never change."""

    content: bytes
    media_type: str
    lasting: bool


def load_page(folder: Path = BUILT_PAGE) -> dict[str, PageFile]:
    """The files of the page by their address below `/`; none where the page was not built."""
    return {
        path.relative_to(folder).as_posix(): PageFile(
            content=path.read_bytes(),
            media_type=MEDIA_TYPES[path.suffix],
            lasting=path.parent.name == "assets",
        )
        for path in sorted(folder.rglob("*"))
        if path.suffix in MEDIA_TYPES
    }
