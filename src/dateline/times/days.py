"""Weekdays, "yesterday", parts of the day and the clock."""

import re
from dataclasses import replace
from datetime import date

from dateline.times.anchors import Anchor, Lean
from dateline.times.dates import read_day_of_month, read_iso
from dateline.times.numerals import read_number
from dateline.times.offsets import read_unit
from dateline.times.periods import day_period, same_day_of, shift, shift_days
from dateline.times.tense import Tense
from dateline.times.tokens import Phrase
from dateline.times.told import NO_DAY, NUMBERS, Told, a_date, an_open_date, step_of, unit_of
from dateline.times.words import DAY_PARTS, DEICTIC_DAYS, WEEKDAYS


def _weekday_near(day: date, number: int, phrase: Phrase, tense: Tense) -> date:
    """The weekday that is meant on `day`: in news of the past the last one, today included."""
    back = (day.isoweekday() - number) % 7
    ahead = (number - day.isoweekday()) % 7
    if phrase.one("l"):
        return shift_days(day, -(back or 7))
    if phrase.one("x"):
        return shift_days(day, ahead or 7)
    if tense is Tense.FUTURE or (phrase.one("t") and tense is Tense.UNKNOWN):
        return shift_days(day, ahead)
    return shift_days(day, -back)


def _weekday_told(phrase: Phrase, anchor: Anchor, number: int) -> date | None:
    """The weekday in a narrative: the first one from the day told last on."""
    day = anchor.told_day
    if day is None:
        return None
    back, ahead = (day.isoweekday() - number) % 7, (number - day.isoweekday()) % 7
    return shift_days(day, -(back or 7)) if phrase.one("l") else shift_days(day, ahead)


def _weekday_of_week(phrase: Phrase, published: date, number: int) -> date:
    """ "Friday of last week"."""
    week = shift(published, unit="W", number=step_of(phrase))
    assert week is not None
    assert week.first is not None
    return shift_days(week.first, number - 1)


def read_weekday(phrase: Phrase, anchor: Anchor) -> Told | None:
    """ "Friday", "last Monday", "this coming Sunday", "Friday of last week"."""
    number = WEEKDAYS[phrase.one("W") or ""]
    if anchor.is_narrative or phrase.one("ST"):
        day = _weekday_told(phrase, anchor, number)
    elif anchor.published is None:
        day = None
    elif phrase.one("u") and unit_of(phrase) == "W":
        day = _weekday_of_week(phrase, anchor.published, number)
    else:
        day = _weekday_near(anchor.published, number, phrase, anchor.tense)
    if day is None:
        return an_open_date("XXXX-XX-XX", NO_DAY)
    return a_date(day_period(day), lean=Lean.PUBLICATION, why=f"the weekday, {anchor.tense} tense")


def read_weekday_offset(phrase: Phrase, anchor: Anchor) -> Told | None:
    """ "a week from Tuesday", "two weeks ago Friday"."""
    unit, number = unit_of(phrase), read_number(phrase.all(NUMBERS))
    day_word = phrase.part(len(phrase.letters) - 1)
    ahead = replace(anchor, tense=Tense.FUTURE) if phrase.one("F") else anchor
    base = read_weekday(day_word, ahead) if phrase.one("W") else read_deictic_day(day_word, anchor)
    if base is None or base.period is None or base.period.first is None or unit is None or number is None:
        return an_open_date("XXXX-XX-XX", NO_DAY)
    step = int(number) * (1 if phrase.one("F") else -1)
    day = same_day_of(base.period.first, unit=unit, number=step)
    return a_date(day_period(day), lean=Lean.PUBLICATION) if day else None


def read_deictic_day(phrase: Phrase, anchor: Anchor) -> Told | None:
    """ "yesterday", "tonight", "the day before yesterday"."""
    word = phrase.one("Y") or ""
    if anchor.exact_day is None or (anchor.is_narrative and word == "today"):
        return an_open_date("PRESENT_REF" if word == "today" else "XXXX-XX-XX", NO_DAY)
    step = DEICTIC_DAYS[word]
    if phrase.one("<>"):
        step += -1 if phrase.one("<") else 1
    period = day_period(shift_days(anchor.exact_day, step))
    told = a_date(period, lean=Lean.PUBLICATION, why=f"{word!r} from {anchor.exact_day}")
    return replace(told, type="TIME", value=f"{period.value}TNI") if word == "tonight" else told


# ── parts of the day and the clock ───────────────────────────────────────────────────────


_CLOCK_DIGITS = re.compile(r"(\d{1,2}?)(?:[:.h]?(\d\d))?(?::\d\d)?")
NO_HOUR = 99


def _clock_digits(phrase: Phrase) -> tuple[int, int]:
    """Hour and minute as written; NO_HOUR for a number that no clock shows ("1,000 a.m.")."""
    word = phrase.one("q") or phrase.one("dny") or phrase.one("N") or ""
    if not word[:1].isdigit():
        return int(read_number([word]) or 0), 0
    found = _CLOCK_DIGITS.fullmatch(word)
    return (int(found[1]), int(found[2] or 0)) if found else (NO_HOUR, 0)


def clock_of(phrase: Phrase) -> str | None:
    """ "T22:30" for "10:30 p.m."; None where the phrase has no hour."""
    hour, minute = _clock_digits(phrase)
    half = (phrase.one("A") or "")[:1]
    part = phrase.one("p") or ""
    if not half and part in ("morning", "afternoon", "evening", "night"):
        half = "a" if part == "morning" else "p"
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + 12 if half == "p" else hour % 12 if half else hour
    return f"T{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def part_of_day(phrase: Phrase) -> str | None:
    """ "TMO" for a phrase with "morning"."""
    word = phrase.one("pP")
    return f"T{DAY_PARTS[word.removesuffix('s')]}" if word else None


def hour_of(phrase: Phrase) -> str | None:
    """The clock time or else the part of the day."""
    letters = phrase.letters
    if "A" in letters or "@" in letters or "q" in letters or letters[1:4] == "Iep":
        return clock_of(phrase)
    return part_of_day(phrase)


def at_hour(told: Told | None, hour: str | None) -> Told | None:
    """`told`, a day, with the hour or part of the day added."""
    if told is None or hour is None or told.type != "DATE":
        return told
    if told.period is not None and told.period.unit != "D":
        return told
    return replace(told, type="TIME", value=told.value + hour)


def _day_for_part(phrase: Phrase, anchor: Anchor) -> Told:
    """The day of "this morning", "last night", "that evening", "the next morning"."""
    told, exact = anchor.last_day, anchor.exact_day
    if phrase.one("t"):
        day, step = exact, 0
    elif phrase.one("x"):
        day, step = told, 1
    elif phrase.one("l"):
        day, step = (told or exact, -1) if phrase.one("e") else (exact, -1)
    else:
        day, step = (told if phrase.one("TS") or anchor.is_narrative else exact), 0
    if day is None:
        return an_open_date("XXXX-XX-XX", NO_DAY)
    return a_date(
        day_period(shift_days(day, step)), lean=Lean.PUBLICATION, why=f"the part of the day, from {day}"
    )


_BARE_PARTS = frozenset({"overnight", "midnight", "noon", "midday"})


def read_day_part(phrase: Phrase, anchor: Anchor) -> Told | None:
    """ "this morning", "the night of April 18", "10 p.m. Wednesday"."""
    if phrase.letters == "p" and phrase.one("p") == "night" and phrase.word_before() in ("at", "by"):
        return Told("TIME", "XXXX-XX-XXTNI")
    if len(phrase.letters) == 1 and (
        phrase.written.lower() not in _BARE_PARTS or phrase.written[0].isupper()
    ):
        return None
    inner = _date_inside(phrase, anchor)
    return at_hour(inner if inner is not None else _day_for_part(phrase, anchor), hour_of(phrase))


def _date_inside(phrase: Phrase, anchor: Anchor) -> Told | None:
    return read_calendar_day(_without_clock(phrase), anchor)


def read_calendar_day(phrase: Phrase, anchor: Anchor) -> Told | None:
    """The day that a phrase names by month, weekday, "yesterday" or "the next day"."""
    if phrase.one("Mm"):
        return read_day_of_month(phrase, anchor)
    if phrase.one("W"):
        return read_weekday(phrase, anchor)
    if phrase.one("Y"):
        return read_deictic_day(phrase, anchor)
    if phrase.one("XZ"):
        return read_iso(phrase, anchor)
    return read_unit(phrase, anchor) if phrase.one("u") else None


def _without_clock(phrase: Phrase) -> Phrase:
    """The phrase from its date on, so that the hour is not taken for the day."""
    letters = phrase.letters
    cut = max(letters.find("A"), letters.find("@"), letters.find("q"))
    month = max(letters.find("M"), letters.find("m"))
    return phrase.part(cut + 1) if cut < month else phrase


_BEFORE_CLOCK = frozenset("at by around about from to until after before".split())


def read_clock(phrase: Phrase, anchor: Anchor) -> Told | None:
    """ "10:35 a.m.", "1430 GMT", "4 in the morning"."""
    hour = clock_of(phrase)
    if hour is None or (phrase.letters == "q" and phrase.word_before() not in _BEFORE_CLOCK):
        return None
    day = anchor.told_day or anchor.exact_day
    if day is None:
        return an_open_date(f"XXXX-XX-XX{hour}", NO_DAY, kind="TIME")
    return at_hour(
        a_date(day_period(day), lean=Lean.PUBLICATION, why=f"the hour, on the day told last, {day}"), hour
    )
