"""A text -> its lines, each with what it was taken for.

Every line of the text is one `Line`, furniture or not, in its place: nothing is lost.
Here stand those decisions that need only the line and its neighbours; what hangs on
the headline is in `headlines` and `plain`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dateline.intake.furniture import Furniture, find_furniture

LONGEST_HEADLINE = 200
MOST_HEADLINE_WORDS = 32

_INNER_END = re.compile(r"(\S+)[.!?][\"'”’)]*\s+[\"“‘(]?[A-Z]")
_ABBREVIATION = re.compile(
    r"[\"'“‘(]?(?:[A-Z]|(?:[A-Z]\.)+[A-Z]|Mr|Mrs|Ms|Dr|St|Gen|Lt|Col|Maj|Capt|Sgt|Gov|Sen|Rep|Prof|vs|No|Jr|Sr|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)"
)
_ENDS_ON_ABBREVIATION = re.compile(r"(?:^|\s)(?:[A-Z]\.){2,}[\"'”’]*$")
OPENING = re.compile(
    r"(?P<place>[A-Z][A-Z'’./ -]{2,40})(?:,\s*[A-Z][\w .]{2,30})??"
    r"(?:,\s*(?P<day>[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?|\d{1,2} [A-Z][a-z]{2,8}\.?(?: \d{4})?))?"
    r"\s*(?:\((?P<agency>[\w .&/-]{2,40})\)\s*)?(?:--|[-–—])\s"
)

FEWEST_LISTED = 8
"""So many short lines in a row, none of them a sentence, are the menu of a whole page that was saved."""

FEWEST_LISTED_WITHIN = 16
"""The same between sentences, where a report may list the towns that were taken."""

FEWEST_SENTENCES = 4
"""A text with fewer is no whole page, and its short lines are news flashes, verses, a list."""

LONGEST_LISTED = 80

MOST_LISTED = 12
"""A list of links ends after so many lines at the latest."""

SENTENCE_END = re.compile(r"[.!?…。！？؟۔।][\"'”’»)\]]*$")
FULL_STOP = re.compile(r"[.…][\"'”’»)\]]*$")
UNFINISHED = re.compile(
    r"[,;:(–—-]$|\b(?:a|an|the|of|in|on|at|to|for|from|by|with|and|or|but|as|that|who|which|was|were|is|are|has|"
    r"have|had|its|their|his|her|into|near|after|before|than)$",
    re.IGNORECASE,
)
ITEM = re.compile(r"(?:[-*•–—>]|\d{1,2}[.)])\s")
_TABULAR = re.compile(r"^\d|\s(?:[-–—]|--|@)\s|:\s")
"""What lines of a chronology or a table have and those of a menu do not: "27 November – rebels attack"."""

FEWEST_WRAPPED = 3
"""Two lines of one length say nothing of the width at which a text was wrapped."""

NARROWEST, WIDEST = 30, 1_000_000
"""Widths in characters at which texts are wrapped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line with its number in the file, counted from 1, and what it was taken for."""

    number: int
    text: str
    kind: Furniture | None = None
    is_headline: bool = False

    @property
    def is_story(self) -> bool:
        """Is it news: no blank, no furniture, not the headline?"""
        return bool(self.text) and self.kind is None and not self.is_headline

    @property
    def is_prose(self) -> bool:
        """Is it news that runs to the end of a sentence?"""
        return self.is_story and len(self.text.split()) >= 4 and bool(SENTENCE_END.search(self.text))


def reads_like_headline(text: str) -> bool:
    """Could the line be a headline by its own words: short, one clause, no full stop?"""
    words = text.split()
    if not (2 <= len(words) <= MOST_HEADLINE_WORDS and len(text) <= LONGEST_HEADLINE):
        return False
    first = text.lstrip("\"'“‘«")[:1]
    if not first.isalnum() or first.islower() or ITEM.match(text) or OPENING.match(text):
        return False
    if UNFINISHED.search(text) or (FULL_STOP.search(text) and not _ENDS_ON_ABBREVIATION.search(text)):
        return False
    return all(_ABBREVIATION.fullmatch(found[1]) for found in _INNER_END.finditer(text))


def read_lines(text: str) -> list[Line]:
    lines: list[Line] = []
    for number, words in enumerate((line.strip() for line in text.split("\n")), start=1):
        kind = None if lines and _runs_on(lines[-1], words=words) else find_furniture(words)
        lines.append(Line(number=number, text=words, kind=kind))
    return lines


def _runs_on(before: Line, *, words: str) -> bool:
    """Does a wrapped sentence run on from the line before?"""
    is_word = words[:1].islower() and not words.startswith(("http:", "https:", "www."))
    return is_word and before.is_story and not SENTENCE_END.search(before.text)


def mark_menus(lines: list[Line]) -> list[Line]:
    """Long runs of short lines are menus; where a story follows, the run's last headline is the story's."""
    if sum(line.is_prose for line in lines) < FEWEST_SENTENCES:
        return lines
    menus: set[int] = set()
    runs = list(_runs(lines))
    for run in runs:
        entries = [line.number for line in run if _is_entry(line)]
        if len(entries) >= (FEWEST_LISTED if run in (runs[0], runs[-1]) else FEWEST_LISTED_WITHIN):
            menus.update(number for number in entries if number < _menu_end(run))
    return [replace(line, kind=Furniture.MENU) if line.number in menus else line for line in lines]


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The runs of filled lines without a sentence, each with the sentence that ends it."""
    run: list[Line] = []
    for line in (line for line in lines if line.text):
        run.append(line)
        if line.is_story and (SENTENCE_END.search(line.text) or len(line.text) > LONGEST_LISTED):
            yield run
            run = []
    yield run


def _is_entry(line: Line) -> bool:
    """Could the line be an entry of a menu?"""
    is_told = SENTENCE_END.search(line.text) or ITEM.match(line.text) or _TABULAR.search(line.text)
    return line.is_story and not is_told and len(line.text) <= LONGEST_LISTED


def _menu_end(run: Sequence[Line]) -> int:
    """The number of the line at which the menu ends: the headline, where a story follows the run."""
    if not run[-1].is_story or _is_entry(run[-1]):
        return run[-1].number + 1
    heads = [line for line in run[:-1] if line.is_story and reads_like_headline(line.text)]
    long_heads = [line.number for line in heads if len(line.text.split()) >= 4]
    return long_heads[-1] if long_heads else run[-1].number


def mark_lists(lines: list[Line]) -> list[Line]:
    """Headlines under "Related stories" are links, down to the first sentence."""
    marked: list[Line] = []
    listed = 0
    for line in lines:
        if line.kind is Furniture.LINK_LIST:
            listed = MOST_LISTED
        elif line.is_story:
            is_link = listed > 0 and not FULL_STOP.search(line.text) and len(line.text) <= LONGEST_HEADLINE
            listed = listed - 1 if is_link else 0
            line = replace(line, kind=Furniture.LINK) if is_link else line
        marked.append(line)
    return marked


def unwrap(block: Sequence[Line]) -> str:
    """The lines of a paragraph; a line end within a sentence is a space."""
    longest = max(len(line.text) for line in block)
    width = longest if len(block) >= FEWEST_WRAPPED and longest >= NARROWEST else WIDEST
    pieces = [block[0].text]
    for before, line in pairwise(block):
        pieces += (" " if _wraps(before, line, width=width) else "\n", line.text)
    return "".join(pieces)


def _wraps(before: Line, line: Line, *, width: int) -> bool:
    """Was the line before ended in the middle of a sentence, because the next word did not fit?"""
    if line.number != before.number + 1 or SENTENCE_END.search(before.text) or ITEM.match(line.text):
        return False
    is_full = len(before.text) + 1 + len(line.text.split()[0]) > width
    return is_full or line.text[:1].islower() or bool(UNFINISHED.search(before.text))


# ── what the furniture tells ─────────────────────────────────────────────────────────────
