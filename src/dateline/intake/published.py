"""A date line or a date field -> the day of publication.

Lines come from pages and text files ("Published 7 Dec 2024, 14:05 GMT"), fields
from JSON and mail (ISO, RFC 2822, seconds since 1970). A date that can be read two
ways (07/12/2024) or that hangs on the day of reading ("3 hours ago") is no date.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from dateline.errors import InputError

EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip

_MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_WEEKDAY = r"(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_CLOCK = r"(?:\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?)"
_ZONE = (
    r"(?:\(?(?:GMT|UTC|BST|CES?T|E[SD]T|P[SD]T|C[SD]T|EES?T|MSK|TRT|AST|IST|ET|Z|local time)?"
    r"(?:\s*[+-]\d{1,2}:?(?:\d{2})?)?\)?)"
)
_TIME = rf"(?:{_CLOCK}\s*{_ZONE})"

_WORDS = (
    rf"{_DAY}(?:\s+|-|\.\s*)(?:of\s+)?{_MONTH},?(?:\s+|-){_YEAR}",
    rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
    r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})",
    r"(?P<first>\d{1,2})(?P<mark>[./])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4})",
)
_LABEL = (
    r"(?:(?:first|originally|last|article|story|page)\s+)?"
    r"(?:published|posted|updated|modified|issued|created|filed|publication date|date|release date)"
    r"(?:\s+(?:on|at|date))?\s*[:\-–]?\s*"
)
DATE_LINES = tuple(
    re.compile(
        rf"(?P<label>{_LABEL})?(?:{_TIME}\s*[,|·•–-]?\s*(?:on\s+)?)?(?:{_WEEKDAY},?\s+)?{words}"
        rf"(?:\s*(?:[,|·•/–-]|at|T)?\s*{_TIME})?\s*\.?",
        re.IGNORECASE,
    )
    for words in _WORDS
)
"""A whole line (or a part of one between bars) that is a date and nothing else."""

AGO_LINE = re.compile(
    rf"(?:{_LABEL})?(?:(?:(?:about|over)\s+)?(?:an?|\d+)\s*"
    r"(?:minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|months?|years?)\s+ago"
    rf"|(?:yesterday|today|just now)(?:\s+at\s+{_TIME})?)\.?|{_LABEL}{_TIME}",
    re.IGNORECASE,
)
"""Dates that hang on the day of reading, and labelled times without a date."""

TIME_LINE = re.compile(rf"{_TIME}|{_WEEKDAY}", re.IGNORECASE)
"""A time or a day of the week alone: a date's second line, or the heading of a live page."""

LABEL_LINE = re.compile(_LABEL, re.IGNORECASE)
"""The label alone; the date stands on the next line."""

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

# Above it a number is milliseconds: as seconds it would be a day after the year 5138.
MOST_SECONDS = 100_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class DateLine:
    """What a date line says: the day if it can be read, and whether it is that of a later change."""

    day: date | None
    updated: bool = False
    why: str


def read_date_line(line: str) -> DateLine | None:
    """The date of a line that is a date and nothing else; `None` for every other line."""
    line = line.strip()
    if not 4 <= len(line) <= 90:
        return None
    for pattern in DATE_LINES:
        if found := pattern.fullmatch(line):
            return _read_match(found, line=line)
    if AGO_LINE.fullmatch(line):
        return DateLine(day=None, why=f"'{line}' needs the day it was written to be a date")
    return None


def _read_match(found: re.Match[str], *, line: str) -> DateLine | None:
    parts = found.groupdict()
    updated = bool(re.search("updated|modified", parts["label"] or "", re.IGNORECASE))
    month, day = _month_and_day(parts)
    if not (month and day):
        return DateLine(day=None, why=f"'{line}' can be read as two dates, so it is not used")
    try:
        when = date(int(parts["year"]), month, day)
    except ValueError:
        return DateLine(day=None, why=f"'{line}' is no day of the calendar")
    weekday = (parts["weekday"] or "")[:3].lower()
    doubt = "" if weekday in ("", _WEEKDAYS[when.weekday()]) else ", though that was another day of the week"
    return DateLine(day=when, updated=updated, why=f"'{line}'{doubt}")


def _month_and_day(parts: dict[str, str | None]) -> tuple[int, int]:
    """Month and day; (0, 0) where 07/12/2024 may be either."""
    if parts.get("month"):
        month = str(parts["month"]).lower()
        return MONTHS[month] if month in MONTHS else int(month), int(parts["day"] or 0)
    first, second = int(parts["first"] or 0), int(parts["second"] or 0)
    if parts["mark"] == "." or first > 12 or first == second:  # dots are used with the day first
        return second, first
    return (first, second) if second > 12 else (0, 0)


def read_date_field(value: str | float) -> date | None:
    """The day a JSON or mail field means, as its own time zone wrote it; `None` if unreadable.

    Takes ISO 8601, RFC 2822, a date in words, and seconds or milliseconds since 1970 (UTC).
    """
    if isinstance(value, int | float):
        return _from_epoch(value)
    text = value.strip()
    if re.fullmatch(r"\d{9,13}", text):
        return _from_epoch(int(text))
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        pass
    line = read_date_line(text)
    return line.day if line else None


def _from_epoch(value: float) -> date | None:
    seconds = value / 1000 if abs(value) >= MOST_SECONDS else value
    try:
        return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).date()
    except (OverflowError, ValueError):
        return None


def check_range(published: date) -> None:
    """Raise `InputError` date-out-of-range for a day on which no report was published."""
    if not EARLIEST <= published <= LATEST:
        raise InputError(
            f"the publication date {published} is outside {EARLIEST.year} to {LATEST.year}; "
            "dates in the report would be read off it wrongly. Correct it where it stands",
            slug="date-out-of-range",
        )
