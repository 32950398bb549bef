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
from itertools import groupby

from dateline.intake.characters import tidy
from dateline.intake.furniture import HEAD_ONLY, Furniture, dates_of, is_agency, is_outlet
from dateline.intake.headlines import mark_headline, mark_neighbours, mark_repeats
from dateline.intake.lines import OPENING, Line, mark_lists, mark_menus, read_lines, unwrap
from dateline.intake.published import DateLine, read_date_line

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
    lines = read_lines(text)
    if title is None:
        lines = mark_headline(mark_menus(lines))
    lines = _settle(mark_neighbours(mark_lists(mark_repeats(lines, title=title))))
    if any(line.is_story for line in lines):
        return lines
    return [replace(line, kind=None, is_headline=False) for line in lines]


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
    return "\n\n".join(unwrap(block) for block in blocks)


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
    return next((found for line in lines if line.is_prose if (found := OPENING.match(line.text))), None)


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
        found = _OWNER.search(line.text)
        if found and re.search(r"©|\(c\)|\d{4}", line.text, re.IGNORECASE):  # "Copyright policy" names nobody
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
