"""The documents tell all that there is, and the tracked files tell nothing that is not dateline's."""

import dataclasses
import enum
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from dateline import types

ROOT = Path(__file__).parent.parent

# Put together here so that this file, which is tracked too, does not hold them itself.
FOREIGN = (
    re.compile("/(?:work|root|home|Users)" + "/[a-z]"),
    re.compile(r'"resolved"\s*:\s*"[a-z]+:' + "//"),
    re.compile(r"(?:index-url|extra-index-url|trusted-host|registry)\s*[=:]\s*\S*" + "//", re.IGNORECASE),
)
BINARY = {".png", ".ico", ".woff2", ".sqlite", ".gz", ".onnx", ".npz", ".pbf", ".jpg"}


@cache
def words_of(document: str) -> frozenset[str]:
    return frozenset(re.findall(r"[\w-]+", (ROOT / "docs" / document).read_text(encoding="utf-8")))


def tracked_files() -> list[Path]:
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout
    except (OSError, subprocess.CalledProcessError):  # an unpacked source archive is no checkout
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.decode().split("\0") if name and (ROOT / name).is_file()]


def vocabularies() -> Iterator[type[enum.StrEnum]]:
    for value in vars(types).values():
        if isinstance(value, type) and issubclass(value, enum.StrEnum) and value.__module__ == types.__name__:
            yield value


@pytest.mark.parametrize("vocabulary", list(vocabularies()), ids=lambda vocabulary: vocabulary.__name__)
def test_every_word_of_a_vocabulary_is_explained(vocabulary: type[enum.StrEnum]) -> None:
    assert {member.value for member in vocabulary} <= words_of("vocabulary.md")


def test_every_mode_is_explained() -> None:
    assert {mode for modes in types.MODES.values() for mode in modes} <= words_of("vocabulary.md")


def records() -> Iterator[type]:
    for value in vars(types).values():
        if isinstance(value, type) and dataclasses.is_dataclass(value):
            yield value


@pytest.mark.parametrize("record", list(records()), ids=lambda record: record.__name__)
def test_every_field_is_explained(record: type) -> None:
    fields = {field.name for field in dataclasses.fields(record)}
    text = (ROOT / "docs" / "vocabulary.md").read_text(encoding="utf-8")
    assert {name for name in fields if f"`{name}`" not in text} == set()


@pytest.mark.parametrize(
    "path", sorted((ROOT / "docs").rglob("*.md")) + sorted(ROOT.glob("*.md")), ids=lambda path: path.name
)
def test_links_lead_somewhere(path: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text(encoding="utf-8"))
    local = [target for target in targets if not target.startswith(("http:", "https:", "mailto:"))]
    assert [target for target in local if not (path.parent / target).exists()] == []


def test_every_place_in_the_contributors_table_is_there() -> None:
    named = re.findall(
        r"`([\w/.*-]+(?:/|\.py|\.md|\.toml))`", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    )
    assert len(named) > 20
    roots = (ROOT, ROOT / "src" / "dateline")
    assert [name for name in named if not any(list(root.glob(name.rstrip("/"))) for root in roots)] == []


def test_tracked_files_hold_no_addresses_of_package_hosts_and_no_paths_of_a_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in tracked_files()
        if path.suffix not in BINARY
        for pattern in FOREIGN
        if (match := pattern.search(path.read_text(encoding="utf-8", errors="replace")))
    ]
    assert found == []
