"""Lines -> lines with the headline marked, and what stands around it.

A headline is a short first line without a full stop that stands apart from a story
below it. In doubt there is none: prose stays prose.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.intake.furniture import HEAD_ONLY, Furniture, find_loose, is_outlet
from dateline.intake.lines import Line, reads_like_headline

_LABELLED = re.compile(r"(?:analysis|explainer|opinion|live updates?)\s*[:|]", re.IGNORECASE)
"""What a headline may begin with that is a link to another story when it stands further down."""


def mark_headline(lines: list[Line]) -> list[Line]:
    """The lines, with the headline marked and what stands over it as section or outlet."""
    at = _find_headline(lines)
    if at is None:
        return lines
    above = [_as_section(line) if line.is_story else line for line in lines[:at]]
    return [*above, replace(lines[at], is_headline=True, kind=None), *lines[at + 1 :]]


def _find_headline(lines: Sequence[Line]) -> int | None:
    """Where the headline is; `None` where the text starts with prose."""
    candidates = [at for at, line in enumerate(lines) if line.is_story or _LABELLED.match(line.text)][:2]
    at = next((at for at in candidates if not _names_the_site(lines, at)), None)
    if at is None or not (reads_like_headline(lines[at].text) and _stands_apart(lines, at)):
        return None
    return at if _has_story(lines[at + 1 :]) else None


def _names_the_site(lines: Sequence[Line], at: int) -> bool:
    """Is the line a label over the headline rather than the headline?"""
    after = next((i for i in range(at + 1, len(lines)) if lines[i].is_story), None)
    if after is None or not (reads_like_headline(lines[after].text) and _has_story(lines[after + 1 :])):
        return False
    below = lines[after].text
    longer = len(below.split()) >= 4 and _stands_apart(lines, after)
    return (longer and _is_label(lines[at].text)) or lines[at].text.startswith(
        (f"{below} |", f"{below} - ", f"{below} – ")
    )


def _is_label(text: str) -> bool:
    """Is it the name of an outlet, or one or two words with capitals ("Middle East")?"""
    words = text.split()
    return is_outlet(text) or (
        len(words) <= 2 and len(text) <= 30 and all(word[0].isupper() for word in words)
    )


def _as_section(line: Line) -> Line:
    return replace(line, kind=Furniture.CREDIT if is_outlet(line.text) else Furniture.SECTION)


def _stands_apart(lines: Sequence[Line], at: int) -> bool:
    """Did the line end on purpose: before a blank, furniture, or a word that would still have fitted?"""
    below = lines[at + 1] if at + 1 < len(lines) else None
    if below is None or not below.is_story or below.text == lines[at].text:
        return True
    if below.text[:1].islower():
        return False
    # What is below may be a standfirst; then the byline comes next.
    under = next((line for line in lines[at + 2 :] if line.text), None)
    if under and (under.kind or find_loose(under.text)) in HEAD_ONLY:
        return True
    block = lines[at + 1 : _block_end(lines, at + 1)]
    width, room = max(len(line.text) for line in block), len(lines[at].text) + 1 + len(below.text.split()[0])
    return room <= width and len(below.text) >= 1.25 * len(lines[at].text)


def _block_end(lines: Sequence[Line], at: int) -> int:
    while at < len(lines) and lines[at].text:
        at += 1
    return at


def _has_story(lines: Sequence[Line]) -> bool:
    return any(line.is_prose for line in lines)


def mark_repeats(lines: list[Line], *, title: str | None) -> list[Line]:
    """The headline a second time is furniture."""
    heading = title or next((line.text for line in lines if line.is_headline), None)
    if heading is None:
        return lines
    same = [line.is_story and line.text.casefold() == heading.casefold() for line in lines]
    return [
        replace(line, kind=Furniture.SECTION) if again else line
        for line, again in zip(lines, same, strict=True)
    ]


def mark_neighbours(lines: list[Line]) -> list[Line]:
    """A name, a time or an outlet alone on a line under the headline, beside a date or a byline."""
    filled = [line for line in lines if line.text]
    if not any(line.is_headline for line in filled):
        return lines
    head = filled[: next((i for i, line in enumerate(filled) if line.is_prose), len(filled)) + 1]
    beside = {Furniture.DATE, Furniture.BYLINE, Furniture.READING_TIME, Furniture.CREDIT}
    found = {
        line.number: find_loose(line.text)
        for before, line, after in zip(head, head[1:], head[2:], strict=False)
        if line.is_story and {before.kind, after.kind} & beside
    }
    return [replace(line, kind=found.get(line.number, line.kind)) for line in lines]
