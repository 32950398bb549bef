"""Claims that we marked in texts of the training folders: places in them, without a word of theirs.

    python -m training.marks --data FOLDER --tables TABLE.md … --to training/marks/NAME.jsonl

The tables are written as training/reports/README.md says, with the id of a text in place of the text. What
is kept of a claim are its labels and where its words stand; a checksum tells whether the text is the same.
"""

import argparse
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from training.stories import Told, read_file
from training.texts import CORPORA, Text

WORDS = ("trigger", "text")
LISTS = ("actors", "targets", "places", "voices", "figures", "also", "evidence")


@dataclass(frozen=True, slots=True)
class Missing:
    """A text that is not there, or is not the one that was marked."""

    id: str
    why: str


def load_texts(data: Path) -> dict[str, Text]:
    """All texts of the folders by id."""
    return {text.id: text for read in CORPORA.values() for text in read(data)}


def load_marks(folder: Path, *, data: Path) -> Iterator[Told | Missing]:
    """The marked texts of `folder`/*.jsonl with their claims, words put back from the texts themselves."""
    texts = load_texts(data)
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            text = texts.get(row["id"])
            if text is None or checksum(text.text) != row["sha"]:
                yield Missing(row["id"], "not there" if text is None else "another text")
                continue
            claims = tuple(_with_words(text.text, claim) for claim in row["claims"])
            yield Told(text.id, text.title, text.published, text.text, claims)


def checksum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def as_row(told: Told) -> dict[str, Any]:
    """A line of the file: no words, only places."""
    return {
        "id": told.id,
        "sha": checksum(told.text),
        "claims": [_without_words(claim) for claim in told.claims],
    }


def _without_words(claim: Mapping[str, Any]) -> dict[str, Any]:
    bare = {name: value for name, value in claim.items() if name not in WORDS}
    for name in LISTS:
        bare[name] = [{key: value for key, value in one.items() if key != "text"} for one in claim[name]]
    if claim["when"]:
        bare["when"] = {key: value for key, value in claim["when"].items() if key != "text"}
    return bare


def _with_words(text: str, claim: Mapping[str, Any]) -> dict[str, Any]:
    def put_back(one: Mapping[str, Any]) -> dict[str, Any]:
        start, end = one.get("start"), one.get("end")
        return {**one, "text": text[start:end] if start is not None else None}

    whole = dict(claim)
    for name in LISTS:
        whole[name] = [put_back(one) for one in claim[name]]
    if claim["when"]:
        whole["when"] = put_back(claim["when"])
    start, end = claim["trigger_at"]
    return whole | {"trigger": text[start:end]}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.marks", description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="the training folders")
    parser.add_argument("--tables", type=Path, nargs="+", required=True, help="Markdown tables")
    parser.add_argument("--to", type=Path, required=True, help="the file of marks to write")
    given = parser.parse_args()
    texts = {
        text.id: {"title": text.title, "published": _day(text.published), "text": text.body}
        for text in load_texts(given.data).values()
    }
    rows = [told for path in given.tables for told in read_file(path, texts=texts) if isinstance(told, Told)]
    unique = {told.id: told for told in rows}
    lines = (json.dumps(as_row(told), separators=(",", ":")) for _, told in sorted(unique.items()))
    given.to.parent.mkdir(parents=True, exist_ok=True)
    given.to.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


if __name__ == "__main__":
    main()
