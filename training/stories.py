"""Annotated reports in Markdown -> reports with gold claims, in the shape of the gold files.

training/reports/README.md tells how one is written. Run as a script it checks files and says what is
wrong in them, a line a fault: `python -m training.stories FILE…` for reports that stand in the file,
`--texts texts.jsonl` for tables about texts that stand elsewhere.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

COLUMNS = (
    "kind", "mode", "trigger", "also", "actors", "targets", "places", "when", "means", "figures",
    "voices", "speech", "stance", "realis", "hedged", "background",
)  # fmt: skip
MODES = {
    "AGREE": "", "CONSULT": "visit call meet mediate", "SUPPORT": "", "CONCEDE": "", "COOPERATE": "",
    "AID": "military economic humanitarian refuge", "RETREAT": "withdraw ceasefire surrender disarm",
    "REQUEST": "", "ACCUSE": "", "REJECT": "", "THREATEN": "", "PROTEST": "demo riot strike",
    "SANCTION": "", "MOBILIZE": "troops weapons alert", "COERCE": "arrest deport ban seize disperse",
    "ASSAULT": "airstrike shelling bombing shooting clash abduction execution arson other",
    "MOVE": "evacuate flee transfer return deport travel", "CONTROL": "takes loses holds contests enters",
    "ASSESS": "",
}  # fmt: skip
WORDS = {
    "means": "air land sea",
    "speech": "own indirect direct",
    "stance": "asserts denies accuses doubts",
    "realis": "actual planned possible conditional negated",
    "hedged": "no yes",
    "background": "no yes",
}
ROLES = "at from to via"
FIGURES = "killed injured captured displaced evacuated missing people other"
VOICES = "media official military rebel witness analyst ngo un anonymous civilian other"


class Fault(ValueError):  # noqa: N818 - what an annotator reads, not what went wrong in dateline
    """A cell that cannot be read, with what is wrong in it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Characters of a report's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Told:
    """One annotated report: its text and its claims, as in the gold files, with places beside the words."""

    id: str
    title: str | None
    published: date | None
    text: str
    """headline, blank line, body: `Report.text`"""
    claims: tuple[dict[str, Any], ...]


# ── one file ─────────────────────────────────────────────────────────────────────────────


def read_file(path: Path, *, texts: Mapping[str, Mapping[str, Any]] | None = None) -> Iterator[Told | Fault]:
    """The reports of a file, or what is wrong with one."""
    _, *blocks = re.split(r"^## ", path.read_text("utf-8"), flags=re.MULTILINE)
    for block in blocks:
        name, _, rest = block.partition("\n")
        try:
            yield read_story(name.strip(), rest, texts=texts)
        except Fault as fault:
            yield Fault(f"{path.name}: {name.strip()}: {fault}")


def read_story(name: str, block: str, *, texts: Mapping[str, Mapping[str, Any]] | None) -> Told:
    """One report and its table.

    Raises Fault for a line, column, word or date that cannot be read, and for words that are not in the text.
    """
    lines = [line.rstrip() for line in block.splitlines() if line.strip()]
    known = re.compile(r"(title|published|publisher): |>|\||No claims\.$")
    for line in lines:
        if not known.match(line):
            raise Fault(f"not a line of a report: {line[:60]!r}")
    fields = dict(re.findall(r"^(title|published|publisher): (.+)$", block, flags=re.MULTILINE))
    body = "\n".join(line[1:].strip() for line in block.splitlines() if line.startswith(">"))
    if texts is not None:
        if name not in texts:
            raise Fault("no such text")
        fields = {k: v for k, v in texts[name].items() if v and k in ("title", "published")}
        body = str(texts[name]["text"])
    if not body:
        raise Fault("no text: its lines begin with '>'")
    title = fields.get("title")
    text = f"{title}\n\n{body}" if title else body
    table = [line for line in lines if line.startswith("|")]
    if not table and "No claims." not in lines:
        raise Fault("neither a table nor the line 'No claims.'")
    claims = tuple(read_row(text, row) for row in table_rows(table))
    published = date.fromisoformat(fields["published"]) if "published" in fields else None
    return Told(id=name, title=title, published=published, text=text, claims=claims)


def table_rows(lines: Sequence[str]) -> Iterator[dict[str, str]]:
    """The rows of a Markdown table as column -> cell."""
    if not lines:
        return
    head, _, *body = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    if strange := set(head) - set(COLUMNS):
        raise Fault(f"unknown column {sorted(strange)}")
    for number, cells in enumerate(body, start=1):
        if len(cells) != len(head):
            raise Fault(
                f"row {number} has {len(cells)} cells and the head {len(head)}: {' | '.join(cells)[:80]}"
            )
        yield {column: "" if cell == "-" else cell for column, cell in zip(head, cells, strict=True)}


# ── one row ──────────────────────────────────────────────────────────────────────────────


def read_row(text: str, cells: Mapping[str, str]) -> dict[str, Any]:
    """A claim in the gold's shape; `at` beside each text is where it stands."""
    kind, *others = cells.get("kind", "").split("/")
    for word in (kind, *others):
        if word not in MODES:
            raise Fault(f"{word!r} is no kind")
    trigger = find(text, cells.get("trigger", ""), near=0, nth=True)
    near = trigger.start
    also = [find(text, cell, near=near, nth=True) for cell in listed(cells.get("also", ""))]
    mode = cells.get("mode") or None
    if mode and mode not in MODES[kind].split():
        raise Fault(f"{mode!r} is no mode of {kind}: {MODES[kind] or 'it has none'}")
    words = {column: cells.get(column) or allowed.split()[0] for column, allowed in WORDS.items()}
    words["means"] = cells.get("means", "")
    for column, word in words.items():
        if word and word not in WORDS[column].split():
            raise Fault(f"{word!r} is not one of {column}: {WORDS[column]}")
    return {
        "kind": kind,
        "alt": others,
        "mode": mode,
        **marked(text, trigger, name="trigger"),
        "also": [span_of(text, place) for place in also],
        "evidence": [span_of(text, sentence_around(text, place)) for place in (trigger, *also)],
        "actors": [span_of(text, find(text, cell, near=near)) for cell in listed(cells.get("actors", ""))],
        "targets": [span_of(text, find(text, cell, near=near)) for cell in listed(cells.get("targets", ""))],
        "places": [read_place(text, cell, near=near) for cell in listed(cells.get("places", ""))],
        "when": read_when(text, cells.get("when", ""), near=near),
        "means": words["means"] or None,
        "figures": [read_figure(text, cell, near=near) for cell in listed(cells.get("figures", ""))],
        "voices": [read_voice(text, cell, near=near) for cell in split_chain(cells.get("voices", ""))],
        "speech": words["speech"],
        "stance": words["stance"],
        "realis": words["realis"],
        "hedged": words["hedged"] == "yes",
        "background": words["background"] == "yes",
    }  # fmt: skip


def split_chain(cell: str) -> list[str]:
    """The voices of a cell: `>` from the outer to the inner, `;` between equals."""
    return [part for part in re.split(r"\s*[>;]\s*", cell) if part]


def listed(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def find(text: str, words: str, *, near: int, nth: bool = False) -> Place:
    """Where the words stand; of several places the nearest, or the one that `#2` counts.

    Raises Fault where the words are not in the text.
    """
    which = re.fullmatch(r"(.+?)\s*#(\d+)", words)
    wanted, number = (which.group(1), int(which.group(2))) if which else (words, 0)
    if not wanted:
        raise Fault("an empty trigger or name")
    pattern = r"(?<!\w)" + re.escape(wanted) + r"(?!\w)"
    places = [Place(m.start(), m.end()) for m in re.finditer(pattern, text)]
    if not places:
        raise Fault(f"{wanted!r} is not in the text")
    if number:
        if number > len(places):
            raise Fault(f"{wanted!r} stands only {len(places)} times in the text")
        return places[number - 1]
    if nth and len(places) > 1:
        body = text.find("\n\n") + 2 if "\n\n" in text else 0
        return next((place for place in places if place.start >= body), places[0])
    return min(places, key=lambda place: abs(place.start - near))


def span_of(text: str, place: Place) -> dict[str, Any]:
    return {"text": text[place.start : place.end], "start": place.start, "end": place.end}


def marked(text: str, place: Place, *, name: str) -> dict[str, Any]:
    return {name: text[place.start : place.end], f"{name}_at": [place.start, place.end]}


def sentence_around(text: str, place: Place) -> Place:
    """Roughly the sentence a place stands in: between full stops and line ends."""
    before = [m.end() for m in re.finditer(r"[.!?][\"”’']*\s+|\n+", text[: place.start])]
    after = re.search(r"[.!?][\"”’']*(?=\s|$)|\n", text[place.end :])
    return Place(before[-1] if before else 0, place.end + after.start() if after else len(text))


def read_place(text: str, cell: str, *, near: int) -> dict[str, Any]:
    found = re.match(rf"(?:({ROLES.replace(' ', '|')}) )?(part of )?(.+)", cell)
    if not found:
        raise Fault(f"{cell!r} is no place")
    role, part, name = found.groups()
    return {
        "role": role or "at",
        "extent": "part" if part else "whole",
        **span_of(text, find(text, name, near=near)),
    }


def read_when(text: str, cell: str, *, near: int) -> dict[str, Any] | None:
    """`on Friday = 2024-12-06`, `= 2024-12-05..2024-12-06` (no words), `since May = 2024-05-01..`."""
    if not cell:
        return None
    words, _, days = (part.strip() for part in cell.rpartition("="))
    earliest, _, latest = days.partition("..") if ".." in days else (days, "", days)
    for day in (earliest, latest):
        if day:
            try:
                date.fromisoformat(day)
            except ValueError:
                raise Fault(f"{day!r} in {cell!r} is no day") from None
    at = span_of(text, find(text, words, near=near)) if words else {"text": None}
    return {**at, "earliest": earliest or None, "latest": latest or None}


def read_figure(text: str, cell: str, *, near: int) -> dict[str, Any]:
    """`killed 12`, `injured 20..25`, `displaced 1000..`; with `= words` after it, their place."""
    found = re.fullmatch(r"(\w+) (\d*)(\.\.)?(\d*)(?:\s*=\s*(.+))?", cell)
    if not found or found[1] not in FIGURES.split():
        raise Fault(f"{cell!r} is no figure: {FIGURES}, then 12, 20..25 or 1000..")
    least, most = (found[2], found[4]) if found[3] else (found[2], found[2])
    at = span_of(text, find(text, found[5], near=near)) if found[5] else {"text": None}
    return {
        "what": found[1],
        "least": int(least) if least else None,
        "most": int(most) if most else None,
        **at,
    }


def read_voice(text: str, cell: str, *, near: int) -> dict[str, Any]:
    found = re.fullmatch(r"(.+?)\s*\((\w+)\)", cell)
    if not found or found[2] not in VOICES.split():
        raise Fault(f"{cell!r} needs the kind of voice in brackets: {VOICES}")
    return {"kind": found[2], **span_of(text, find(text, found[1], near=near))}


# ── checking files ───────────────────────────────────────────────────────────────────────


def main(arguments: Sequence[str] | None = None) -> int:
    """Check files: the faults, then how many reports and claims are right. 1 where there is a fault."""
    parser = argparse.ArgumentParser(prog="training.stories", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument(
        "--texts", type=Path, help="texts that the tables are about: JSON lines with id, title, text"
    )
    given = parser.parse_args(arguments)
    texts = None
    if given.texts:
        texts = {row["id"]: row for row in map(json.loads, given.texts.read_text("utf-8").splitlines())}
    read = [story for path in given.files for story in read_file(path, texts=texts)]
    faults = [story for story in read if isinstance(story, Fault)]
    told = [story for story in read if isinstance(story, Told)]
    for fault in faults:
        print(fault)
    print(f"{len(told)} reports with {sum(len(story.claims) for story in told)} claims, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
