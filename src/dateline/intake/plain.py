"""A text as a person saved it -> headline, day, publisher, body, furniture.

Every non-blank line goes to exactly one place: the headline, the body, or the
furniture. The text has a head (down to the first sentence), a story, and a tail
(links, notices, copyright). In doubt a line is body, so that prose without a
headline stays prose.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby, pairwise

from dateline.intake.characters import tidy
from dateline.intake.furniture import (
    HEAD_ONLY,
    Furniture,
    dates_of,
    find_furniture,
    find_loose,
    is_agency,
    is_outlet,
)
from dateline.intake.published import DateLine, read_date_line

LONGEST_HEADLINE = 200
MOST_HEADLINE_WORDS = 32
FEWEST_LISTED = 8
"""So many short lines in a row, none of them a sentence, are the menu of a whole page that was saved."""

FEWEST_LISTED_WITHIN = 16
"""The same between sentences, where a report may list the towns that were taken."""

FEWEST_SENTENCES = 4
"""A text with fewer is no whole page, and its short lines are news flashes, verses, a list."""

LONGEST_LISTED = 80

FEWEST_WRAPPED = 3
"""Two lines of one length say nothing of the width at which a text was wrapped."""

NARROWEST, WIDEST = 30, 1_000_000
"""Widths in characters at which texts are wrapped."""

MOST_LISTED = 12
"""A list of links ends after so many lines at the latest."""

_SENTENCE_END = re.compile(r"[.!?…。！？؟۔।][\"'”’»)\]]*$")
_FULL_STOP = re.compile(r"[.…][\"'”’»)\]]*$")
_INNER_END = re.compile(r"(\S+)[.!?][\"'”’)]*\s+[\"“‘(]?[A-Z]")
_ABBREVIATION = re.compile(
    r"[\"'“‘(]?(?:[A-Z]|(?:[A-Z]\.)+[A-Z]|Mr|Mrs|Ms|Dr|St|Gen|Lt|Col|Maj|Capt|Sgt|Gov|Sen|Rep|Prof|vs|No|Jr|Sr|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)"
)
_ENDS_ON_ABBREVIATION = re.compile(r"(?:^|\s)(?:[A-Z]\.){2,}[\"'”’]*$")
_UNFINISHED = re.compile(
    r"[,;:(–—-]$|\b(?:a|an|the|of|in|on|at|to|for|from|by|with|and|or|but|as|that|who|which|was|were|is|are|has|"
    r"have|had|its|their|his|her|into|near|after|before|than)$",
    re.IGNORECASE,
)
_ITEM = re.compile(r"(?:[-*•–—>]|\d{1,2}[.)])\s")
_TABULAR = re.compile(r"^\d|\s(?:[-–—]|--|@)\s|:\s")
"""What lines of a chronology or a table have and those of a menu do not: "27 November – rebels attack"."""

_DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z'’./ -]{2,40})(?:,\s*[A-Z][\w .]{2,30})??"
    r"(?:,\s*(?P<day>[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?|\d{1,2} [A-Z][a-z]{2,8}\.?(?: \d{4})?))?"
    r"\s*(?:\((?P<agency>[\w .&/-]{2,40})\)\s*)?(?:--|[-–—])\s"
)
_OWNER = re.compile(
    r"(?:copyright|©|\(c\))[\s©,–-]*(?:\(c\)\s*)?(?:\d{4}(?:\s*[-–]\s*\d{4})?,?\s*)?(?:by\s+)?[\s–-]*"
    r"(?P<owner>[^\d\s.,|–-][^.,|]{2,50}?)\s*(?:[.,|]|\ball rights\b|\d{4}|$)",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"sources?\s*:\s*(?P<source>[^,;]{2,60})", re.IGNORECASE)
_FOR_OUTLET = re.compile(r"(?:,|\||\s[-–]|\sfor|\sof)\s+(?P<outlet>[^,|]{2,50})$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parted:
    """A text whose parts are told apart. `body` is empty only when the text was blank."""

    title: str | None
    body: str
    published: date | None
    publisher: str | None
    furniture: tuple[str, ...]
    why: tuple[str, ...]


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
        return self.is_story and len(self.text.split()) >= 4 and bool(_SENTENCE_END.search(self.text))


def part_text(text: str, *, title: str | None = None) -> Parted:
    """Tell headline, day, publisher, story and furniture apart; `title` where it is known already."""
    tidied = tidy(text)
    lines = part_lines(tidied.text, title=title)
    headline = next((line for line in lines if line.is_headline), None)
    day, day_why = find_day(lines)
    publisher, publisher_why = find_publisher(lines)
    return Parted(
        title=headline.text if headline else title,
        body=_join(lines),
        published=day,
        publisher=publisher,
        furniture=tuple(line.text for line in lines if line.kind),
        why=(*tidied.why, _headline_why(headline, given=title), day_why, publisher_why, *_kinds_why(lines)),
    )


# ── what each line is ────────────────────────────────────────────────────────────────────


def part_lines(text: str, *, title: str | None = None) -> list[Line]:
    """The lines of a tidy text, each with what it is; a text of nothing but furniture is all story."""
    lines = _read_lines(text)
    if title is None:
        lines = _mark_headline(_mark_menus(lines))
    lines = _settle(_mark_neighbours(_mark_lists(_mark_repeats(lines, title=title))))
    if any(line.is_story for line in lines):
        return lines
    return [replace(line, kind=None, is_headline=False) for line in lines]


def _read_lines(text: str) -> list[Line]:
    lines: list[Line] = []
    for number, words in enumerate((line.strip() for line in text.split("\n")), start=1):
        kind = None if lines and _runs_on(lines[-1], words=words) else find_furniture(words)
        lines.append(Line(number=number, text=words, kind=kind))
    return lines


def _runs_on(before: Line, *, words: str) -> bool:
    """Does a wrapped sentence run on from the line before?"""
    is_word = words[:1].islower() and not words.startswith(("http:", "https:", "www."))
    return is_word and before.is_story and not _SENTENCE_END.search(before.text)


def _mark_menus(lines: list[Line]) -> list[Line]:
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
        if line.is_story and (_SENTENCE_END.search(line.text) or len(line.text) > LONGEST_LISTED):
            yield run
            run = []
    yield run


def _is_entry(line: Line) -> bool:
    """Could the line be an entry of a menu?"""
    is_told = _SENTENCE_END.search(line.text) or _ITEM.match(line.text) or _TABULAR.search(line.text)
    return line.is_story and not is_told and len(line.text) <= LONGEST_LISTED


def _menu_end(run: Sequence[Line]) -> int:
    """The number of the line at which the menu ends: the headline, where a story follows the run."""
    if not run[-1].is_story or _is_entry(run[-1]):
        return run[-1].number + 1
    heads = [line for line in run[:-1] if line.is_story and reads_like_headline(line.text)]
    long_heads = [line.number for line in heads if len(line.text.split()) >= 4]
    return long_heads[-1] if long_heads else run[-1].number


def _mark_headline(lines: list[Line]) -> list[Line]:
    """The lines, with the headline marked and what stands over it as section or outlet."""
    at = _find_headline(lines)
    if at is None:
        return lines
    above = [_as_section(line) if line.is_story else line for line in lines[:at]]
    return [*above, replace(lines[at], is_headline=True, kind=None), *lines[at + 1 :]]


def _find_headline(lines: Sequence[Line]) -> int | None:
    """Where the headline is; `None` where the text starts with prose."""
    candidates = [at for at, line in enumerate(lines) if line.is_story or line.kind is Furniture.LINK][:2]
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


def reads_like_headline(text: str) -> bool:
    """Could the line be a headline by its own words: short, one clause, no full stop?"""
    words = text.split()
    if not (2 <= len(words) <= MOST_HEADLINE_WORDS and len(text) <= LONGEST_HEADLINE):
        return False
    first = text.lstrip("\"'“‘«(")[:1]
    if not first.isalnum() or first.islower() or _ITEM.match(text) or _DATELINE.match(text):
        return False
    if _UNFINISHED.search(text) or (_FULL_STOP.search(text) and not _ENDS_ON_ABBREVIATION.search(text)):
        return False
    return all(_ABBREVIATION.fullmatch(found[1]) for found in _INNER_END.finditer(text))


def _stands_apart(lines: Sequence[Line], at: int) -> bool:
    """Did the line end on purpose: before a blank, furniture, or a word that would still have fitted?"""
    below = lines[at + 1] if at + 1 < len(lines) else None
    if below is None or not below.is_story or below.text == lines[at].text:
        return True
    if below.text[:1].islower():
        return False
    under = next((line for line in lines[at + 2 :] if line.text), None)
    if (
        under and (under.kind or find_loose(under.text)) in HEAD_ONLY
    ):  # what is below is a standfirst, over the byline
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


def _mark_repeats(lines: list[Line], *, title: str | None) -> list[Line]:
    """The headline a second time is furniture."""
    heading = title or next((line.text for line in lines if line.is_headline), None)
    if heading is None:
        return lines
    same = [line.is_story and line.text.casefold() == heading.casefold() for line in lines]
    return [
        replace(line, kind=Furniture.SECTION) if again else line
        for line, again in zip(lines, same, strict=True)
    ]


def _mark_lists(lines: list[Line]) -> list[Line]:
    """Headlines under "Related stories" are links, down to the first sentence."""
    marked: list[Line] = []
    listed = 0
    for line in lines:
        if line.kind is Furniture.LINK_LIST:
            listed = MOST_LISTED
        elif line.is_story:
            is_link = listed > 0 and not _FULL_STOP.search(line.text) and len(line.text) <= LONGEST_HEADLINE
            listed = listed - 1 if is_link else 0
            line = replace(line, kind=Furniture.LINK) if is_link else line
        marked.append(line)
    return marked


def _mark_neighbours(lines: list[Line]) -> list[Line]:
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


def _settle(lines: list[Line]) -> list[Line]:
    """Date lines, bylines and credits count before the second sentence and after the last only."""
    prose = [at for at, line in enumerate(lines) if line.is_prose]
    if not prose:
        return lines
    first, last = prose[min(1, len(prose) - 1)], prose[-1]
    if _is_chronology(lines[prose[0] : last]):
        first = prose[0]
    return [
        replace(line, kind=None) if first < at < last and line.kind in HEAD_ONLY else line
        for at, line in enumerate(lines)
    ]


def _is_chronology(lines: Sequence[Line]) -> bool:
    """Do several date lines stand among the sentences? Then they are headings of the story."""
    return sum(line.kind is Furniture.DATE for line in lines) > 1


def _join(lines: Sequence[Line]) -> str:
    """The story: paragraphs with a blank line between, wrapped lines made one again."""
    kept = (line for line in lines if line.is_story or not line.text)
    blocks = (list(block) for filled, block in groupby(kept, key=lambda line: bool(line.text)) if filled)
    return "\n\n".join(_unwrap(block) for block in blocks)


def _unwrap(block: Sequence[Line]) -> str:
    """The lines of a paragraph; a line end within a sentence is a space."""
    longest = max(len(line.text) for line in block)
    width = longest if len(block) >= FEWEST_WRAPPED and longest >= NARROWEST else WIDEST
    pieces = [block[0].text]
    for before, line in pairwise(block):
        pieces += (" " if _wraps(before, line, width=width) else "\n", line.text)
    return "".join(pieces)


def _wraps(before: Line, line: Line, *, width: int) -> bool:
    """Was the line before ended in the middle of a sentence, because the next word did not fit?"""
    if line.number != before.number + 1 or _SENTENCE_END.search(before.text) or _ITEM.match(line.text):
        return False
    is_full = len(before.text) + 1 + len(line.text.split()[0]) > width
    return is_full or line.text[:1].islower() or bool(_UNFINISHED.search(before.text))


# ── what the furniture tells ─────────────────────────────────────────────────────────────


def find_day(lines: Sequence[Line]) -> tuple[date | None, str]:
    """The day of publication and why it is that, or why there is none."""
    found = list(_date_lines(lines))
    for number, line in sorted(found, key=lambda item: item[1].updated):
        if line.day:
            return line.day, f"published: {line.day}, from line {number}, {line.why}"
    if found:
        return None, f"published: unknown; line {found[0][0]}, {found[0][1].why}"
    return _day_of_dateline(lines)


def _date_lines(lines: Sequence[Line]) -> Iterator[tuple[int, DateLine]]:
    updated = False
    for line in (line for line in lines if line.text):
        dates = dates_of(line.text) if line.kind is Furniture.DATE else []
        yield from ((line.number, replace(day, updated=day.updated or updated)) for day in dates)
        # "Updated" may stand on a line of its own, over the date.
        updated = line.kind is Furniture.DATE and not dates and "pdated" in line.text


def _opening(lines: Sequence[Line]) -> re.Match[str] | None:
    """The "DAMASCUS, Dec 7 (Agency) – " that opens the story."""
    return next((found for line in lines if line.is_prose if (found := _DATELINE.match(line.text))), None)


def _day_of_dateline(lines: Sequence[Line]) -> tuple[date | None, str]:
    opening = _opening(lines)
    words = opening["day"] if opening else None
    if not words:
        return None, "published: unknown, the text has no date line"
    read = read_date_line(words)
    if read and read.day:
        return read.day, f"published: {read.day}, from the opening {read.why}"
    return None, f"published: unknown, the opening '{words}' has no year"


def find_publisher(lines: Sequence[Line]) -> tuple[str | None, str]:
    """Who published it and why that is thought, or that it is not told."""
    for name, why in _publishers(lines):
        return name, f"publisher: {name}, {why}"
    return None, "publisher: not told"


def _publishers(lines: Sequence[Line]) -> Iterator[tuple[str, str]]:
    """Names of the publisher, surest first."""
    of = {kind: [line for line in lines if line.kind is kind] for kind in Furniture}
    for line in of[Furniture.CREDIT]:
        if is_outlet(line.text) and not is_agency(line.text):
            yield line.text, f"from line {line.number}"
    for line in of[Furniture.COPYRIGHT]:
        if found := _OWNER.search(line.text):
            yield found["owner"], f"from the copyright in line {line.number}"
    for line in (*of[Furniture.BYLINE], *of[Furniture.DATE]):
        if (found := _FOR_OUTLET.search(line.text)) and (
            is_outlet(found["outlet"]) or is_agency(found["outlet"])
        ):
            yield found["outlet"], f"from the byline in line {line.number}"
    for line in of[Furniture.CREDIT]:
        source = _SOURCE.fullmatch(line.text)
        yield (
            (source["source"] if source else line.text.strip("()")),
            f"from the credit in line {line.number}",
        )
    if (opening := _opening(lines)) and opening["agency"]:
        yield opening["agency"], f"from the opening '{opening[0].strip()}'"


# ── what was decided ─────────────────────────────────────────────────────────────────────


def _headline_why(headline: Line | None, *, given: str | None) -> str:
    if headline:
        return f"headline: line {headline.number}, short, without a full stop, and a story follows"
    return "headline: given with the text" if given else "headline: none, the text starts with prose"


def _kinds_why(lines: Sequence[Line]) -> Iterator[str]:
    for line in lines:
        if line.kind:
            shown = line.text if len(line.text) <= 60 else f"{line.text[:59]}…"
            yield f"furniture: line {line.number} is a {line.kind}: {shown}"


def overrule(parts: Parted, *, why: Sequence[str]) -> tuple[str, ...]:
    """Reasons that go before those read off the text, which drop out where they tell of the same field."""
    fields = {line.partition(":")[0] for line in why} & {"headline", "published", "publisher"}
    return (*why, *(line for line in parts.why if line.partition(":")[0] not in fields))
