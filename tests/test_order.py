"""A file imports only from files above it. The order is written once, in `dateline.__doc__`."""

import ast
import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import dateline

SOURCES = Path(dateline.__file__).parent
FILES = sorted(path for path in SOURCES.rglob("*.py") if path.name != "__main__.py")
ORDER = re.findall(r"^    ([a-z]+)  +\S", dateline.__doc__ or "", re.M)

# Rooms of everything and nothing: what is in them has a better name.
FORBIDDEN = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "base",
    "core",
    "manager",
    "managers",
    "misc",
    "shared",
}


def module_of(path: Path) -> str:
    parts = ("dateline", *path.relative_to(SOURCES).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_of(path) for path in FILES}


def room_of(module: str) -> str | None:
    """The room a module is in; `None` for the package itself."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else None


def imports_of(path: Path) -> Iterator[str]:
    """The modules of dateline that a file imports, at its top or within its functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            base = node.module or ""
            yield from (
                f"{base}.{name.name}" if f"{base}.{name.name}" in MODULES else base for name in node.names
            )
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def test_every_room_stands_in_the_reading_order_once() -> None:
    rooms = {room for module in MODULES if (room := room_of(module))}
    assert sorted(ORDER) == sorted(rooms)


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_a_file_imports_only_from_rooms_above_it(path: Path) -> None:
    room = room_of(module_of(path))
    if room is None:
        return  # the package gives out names of all rooms, each when it is asked for
    assert room in ORDER, f"{room} is missing in the reading order, the docstring of dateline/__init__.py"
    above = ORDER[: ORDER.index(room)]
    used = {other for module in imports_of(path) if module in MODULES and (other := room_of(module))}
    assert used - {room} <= set(above)


def test_no_file_imports_itself_by_way_of_others() -> None:
    graph = {
        module_of(path): {module for module in imports_of(path) if module in MODULES}
        - {module_of(path), "dateline"}
        for path in FILES
        if module_of(path) != "dateline"
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(f"a circle of imports: {error.args[1]}")


def test_no_file_has_a_name_that_says_nothing() -> None:
    named = {part for module in MODULES for part in module.split(".")}
    assert named & FORBIDDEN == set()
