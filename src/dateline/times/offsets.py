"""Weeks, months and years told from today or from a date before: "last week", "two days later"."""

from datetime import date

from dateline.times.anchors import Anchor, Lean
from dateline.times.numerals import read_ordinal
from dateline.times.periods import Period, quarter_period, same_day_of, shift, shift_days, weekend_period
from dateline.times.tense import Tense
from dateline.times.tokens import Phrase
from dateline.times.told import (
    NO_DAY,
    Told,
    a_date,
    an_open_date,
    number_of,
    quarter_told,
    shifted,
    step_of,
    unit_named,
    unit_of,
    unknown_value,
)

_FROM_TOLD = frozenset("previous preceding following subsequent ensuing".split())


def _base_day(phrase: Phrase, anchor: Anchor, unit: str) -> date | None:
    """The day that "last", "the next", "that", "the following" start from."""
    word = phrase.one("lx") or ""
    if phrase.one("TS") or word in _FROM_TOLD or (phrase.one("e") and word == "next"):
        return anchor.last_day if unit == "D" else (anchor.told.first if anchor.told else None)
    return anchor.exact_day if unit in ("D", "W", "WE") else anchor.day


def read_unit(phrase: Phrase, anchor: Anchor) -> Told | None:
    """ "last week", "this year", "the following month", "that day", "the weekend"."""
    if phrase.one("U"):
        return _read_vague_units(phrase, anchor)
    if phrase.one("j") == "period" and phrase.one("l") == "latest":
        quarter = quarter_told(anchor, back=False)
        return a_date(quarter, lean=Lean.TOLD, why="the quarter told last") if quarter else None
    unit = unit_of(phrase)
    if unit is None or unit in ("SN", "N") or unit.startswith("T"):
        return None
    if not phrase.one("lxtTSc"):
        return _read_the_unit(phrase, anchor, unit)
    day = _base_day(phrase, anchor, unit)
    if day is None:
        return an_open_date(unknown_value(unit), NO_DAY)
    period = shift(day, unit=unit, number=step_of(phrase))
    if period and phrase.one("l") == "past":
        period = Period(period.unit, period.value, same_day_of(day, unit=unit, number=-1), day)
    lean = Lean.PUBLICATION if day == anchor.published else Lean.TOLD
    return a_date(period, lean=lean, why=f"counted from {day}") if period else None


def _read_the_unit(phrase: Phrase, anchor: Anchor, unit: str) -> Told | None:
    """ "the weekend", "the quarter", "the end of the month", "year-end", "later in the day"."""
    day = anchor.day
    if day is None:
        return an_open_date(unknown_value(unit), NO_DAY) if unit == "WE" or phrase.one("Ew") else None
    if unit == "WE":
        return _read_weekend(day, anchor.tense)
    if unit == "Q" and phrase.letters == "eu":
        last = quarter_told(anchor, back=False) or shift(day, unit="Q", number=-1)
        return (
            a_date(last, lean=Lean.PUBLICATION, why="the quarter told last, or the one before publication")
            if last
            else None
        )
    if not phrase.one("Ewbr") or unit not in ("D", "W", "M", "Y"):
        return None
    period = shift(day, unit=unit, number=0)
    return a_date(period, lean=Lean.PUBLICATION, why=f"counted from {day}") if period else None


def _read_weekend(day: date, tense: Tense) -> Told:
    """In news of the past the last weekend, from Saturday on the one that has begun."""
    behind = 0 if day.isoweekday() >= 6 or tense is Tense.FUTURE else -7
    return a_date(
        weekend_period(shift_days(day, behind)), lean=Lean.PUBLICATION, why=f"the weekend, {tense} tense"
    )


def _read_vague_units(phrase: Phrase, anchor: Anchor) -> Told | None:
    """ "these days", "past years", "the coming weeks"."""
    unit = unit_of(phrase)
    if unit is None:
        return None
    if phrase.one("T"):
        return Told("DATE", "PRESENT_REF") if unit == "D" and phrase.one("T") == "these" else None
    if not phrase.one("lx"):
        return None
    period = window(anchor, unit, None, step_of(phrase))
    return Told(
        "DURATION", f"P{'T' if unit[0] == 'T' else ''}X{unit.removeprefix('T')}", period, Lean.PUBLICATION
    )


def window(anchor: Anchor, unit: str, number: float | None, step: int) -> Period | None:
    """The stretch that "the past two weeks" or "the next three days" covers, counted from the day.

    A vague number ("recent weeks") leaves the far end open.
    """
    day = anchor.exact_day
    if day is None or not step:
        return None
    if unit.startswith("T"):
        edge: date | None = shift_days(day, step)
    elif number is None:
        edge = None
    else:
        edge = same_day_of(day, unit=unit, number=step * min(int(number), 9999))
    return Period("", "", edge, day) if step < 0 else Period("", "", day, edge)


# ── so many units from a day ─────────────────────────────────────────────────────────────


def read_ago(phrase: Phrase, anchor: Anchor) -> Told | None:
    """ "two years ago", "a week or so ago", "months ago"."""
    unit, number = unit_of(phrase), number_of(phrase)
    if unit is None:
        return None
    if number is None:
        latest = shift_days(anchor.exact_day, -1) if anchor.exact_day else None
        return Told(
            "DATE",
            "PAST_REF",
            Period("", "PAST_REF", None, latest),
            Lean.PUBLICATION,
            "how long ago is not told",
        )
    return _counted(anchor, unit, number, -1, anchor.exact_day if unit in ("D", "W", "F") else anchor.day)


def _is_quarter_told(anchor: Anchor) -> bool:
    return anchor.told is not None and anchor.told.unit == "Q"


def _counted(anchor: Anchor, unit: str, number: float, step: int, day: date | None) -> Told | None:
    if day is None:
        return an_open_date(unknown_value(unit), NO_DAY)
    if unit.startswith("T"):
        period: Period | None = Period("D", day.isoformat(), shift_days(day, min(step, 0)), day)
    elif unit == "Y" and step * number == -1 and _is_quarter_told(anchor):
        period = quarter_told(anchor, back=True)
    else:
        period = shifted(day, unit, step * number)
    lean = Lean.PUBLICATION if day == anchor.published else Lean.TOLD
    return a_date(period, lean=lean, why=f"counted from {day}") if period else None


def read_year_ago(phrase: Phrase, anchor: Anchor) -> Told | None:
    """ "the year-ago quarter", "year-earlier": the told quarter, or else the year, one year back."""
    if unit_named(phrase.all("uU")[0]) != "Y" or anchor.day is None:
        return None
    if word := phrase.one("o"):
        return a_date(quarter_period(anchor.day.year - 1, read_ordinal(word)), lean=Lean.PUBLICATION)
    if (phrase.one("j") or len(phrase.all("uU")) > 1) and (quarter := quarter_told(anchor, back=True)):
        return a_date(quarter, lean=Lean.PUBLICATION, why="the quarter told last, a year back")
    return _counted(anchor, "Y", 1, -1, anchor.day)


def read_offset(phrase: Phrase, anchor: Anchor) -> Told | None:
    """ "two days later", "a year earlier", "the day before", "the day after"."""
    unit, number = unit_of(phrase), number_of(phrase)
    step = -1 if phrase.one("b<") else 1
    if unit is None:
        return None
    if number is None:
        if phrase.one("fU"):
            return an_open_date(unknown_value(unit), "how long before or after is not told")
        number = 1.0
    exact = unit in ("D", "W", "F")
    told = anchor.last_day if exact else anchor.told.first if anchor.told else None
    if not exact and step < 0 and anchor.told_lean is Lean.PUBLICATION:
        told = anchor.day
    return _counted(anchor, unit, number, step, told or (anchor.exact_day if step < 0 else None))
