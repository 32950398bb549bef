"""TIMEX3 values and the days they cover.

A `Period` is one stretch of the calendar: a day, a week, a month, a season, a year, a
century. Its `value` is TIMEX3's, its days are inclusive. Years before Christ have a value
and no days, since Python's calendar starts in year 1.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache

# The northern meteorological seasons, by the month they start in. A winter belongs to the
# year it starts in, as TIMEX3 has it.
SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the calendar. `unit` is D, WE, W, M, SN, Q, H, Y, DE, CE or ML."""

    unit: str
    value: str
    first: date | None = None
    last: date | None = None

    @property
    def year(self) -> int | None:
        return self.first.year if self.first else None


def _clamped(year: int, month: int, day: int) -> date:
    """The day, moved into Python's years 1 to 9999 and into its month."""
    year = min(max(year, 1), 9999)
    return date(year, month, min(max(day, 1), monthrange(year, month)[1]))


def is_day(year: int, month: int, day: int) -> bool:
    """Does the calendar have that day?"""
    return 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def day_period(day: date) -> Period:
    return Period("D", day.isoformat(), day, day)


def shift_days(day: date, days: int) -> date:
    """`day` moved by `days`, held inside Python's calendar."""
    ordinal = day.toordinal() + days
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))


def week_period(day: date) -> Period:
    """The week, Monday to Sunday, that holds `day`."""
    monday = shift_days(day, 1 - day.isoweekday())
    year, week, _ = monday.isocalendar()
    return Period("W", f"{year:04}-W{week:02}", monday, shift_days(monday, 6))


def weekend_period(day: date) -> Period:
    """Saturday and Sunday of the week that holds `day`."""
    week = week_period(day)
    assert week.last is not None
    return Period("WE", f"{week.value}-WE", shift_days(week.last, -1), week.last)


def month_period(year: int, month: int) -> Period:
    """The month; `month` may lie outside 1 to 12 and then moves the year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return Period("M", f"{year:04}-{month:02}", _clamped(year, month, 1), _clamped(year, month, 31))


def _months(unit: str, value: str, year: int, month: int, length: int) -> Period:
    end = month_period(year, month + length - 1)
    return Period(unit, value, month_period(year, month).first, end.last)


def quarter_period(year: int, quarter: int) -> Period:
    """The quarter; `quarter` may lie outside 1 to 4 and then moves the year."""
    year, quarter = year + (quarter - 1) // 4, (quarter - 1) % 4 + 1
    return _months("Q", f"{year:04}-Q{quarter}", year, 3 * quarter - 2, 3)


def half_period(year: int, half: int) -> Period:
    return _months("H", f"{year:04}-H{half}", year, 6 * half - 5, 6)


def season_period(year: int, season: str) -> Period:
    return _months("SN", f"{year:04}-{season}", year, SEASON_STARTS[season], 3)


def year_period(year: int) -> Period:
    """The year; years of 0 and less are before Christ (-43 is 44 BC) and have no days."""
    if year < 1:
        return Period("Y", f"BC{1 - year:04}")
    if year > 9999:
        return Period("Y", "XXXX")
    return Period("Y", f"{year:04}", date(year, 1, 1), date(year, 12, 31))


def decade_period(year: int) -> Period:
    """The decade that holds `year`, such as 199 for the 1990s."""
    return Period(
        "DE", f"{year // 10:03}", _clamped(year // 10 * 10, 1, 1), _clamped(year // 10 * 10 + 9, 12, 31)
    )


def century_period(number: int) -> Period:
    """The 20th century has TIMEX3's value 19 and runs, as newspapers count, from 1900 to 1999."""
    start = 100 * (number - 1)
    return Period("CE", f"{number - 1:02}", _clamped(start, 1, 1), _clamped(start + 99, 12, 31))


def shift(day: date, *, unit: str, number: int) -> Period | None:
    """The day, week, month, … that lies `number` units from the one that holds `day`.

    None for units of the clock, which no calendar day can be read off.
    """
    if abs(number) > 9999:
        return None
    match unit:
        case "D" | "N":
            return day_period(shift_days(day, number))
        case "W":
            return week_period(shift_days(day, 7 * number))
        case "F":
            return week_period(shift_days(day, 14 * number))
        case "WE":
            return weekend_period(shift_days(day, 7 * number))
        case "M":
            return month_period(day.year, day.month + number)
        case "Q":
            return quarter_period(day.year, (day.month + 2) // 3 + number)
        case "H":
            return half_period(*_half_from(day, number))
        case "Y":
            return year_period(day.year + number)
        case "DE":
            return decade_period(max(day.year + 10 * number, 1))
        case "CE":
            return century_period(max(day.year // 100 + 1 + number, 1))
    return None


def _half_from(day: date, number: int) -> tuple[int, int]:
    halves = 2 * day.year + (day.month > 6) + number
    return halves // 2, halves % 2 + 1


def same_day_of(day: date, *, unit: str, number: int) -> date | None:
    """`day` moved by so many units with the day of the month kept where the month has it."""
    match unit:
        case "D" | "N":
            return shift_days(day, number)
        case "W" | "F":
            return shift_days(day, number * (7 if unit == "W" else 14))
        case "M" | "Q" | "H":
            months = number * {"M": 1, "Q": 3, "H": 6}[unit] + day.month - 1
            return _clamped(day.year + months // 12, months % 12 + 1, day.day)
        case "Y" | "DE" | "CE" | "ML":
            years = number * {"Y": 1, "DE": 10, "CE": 100, "ML": 1000}[unit]
            return _clamped(day.year + years, day.month, day.day)
    return None


def part_of(period: Period, part: str) -> Period:
    """The first, middle or last third of the days ("late July" is the 21st to the 31st).

    The value stays the whole period's, as in TIMEX3, where the part is a `mod`.
    """
    if period.first is None or period.last is None:
        return period
    if period.unit == "M":
        start, end = {"START": (1, 10), "MID": (11, 20), "END": (21, 31)}[part]
        year, month = period.first.year, period.first.month
        return Period("M", period.value, _clamped(year, month, start), _clamped(year, month, end))
    if period.unit in ("DE", "CE"):
        years = {
            "DE": {"START": (0, 3), "MID": (4, 6), "END": (7, 9)},
            "CE": {"START": (0, 33), "MID": (34, 66), "END": (67, 99)},
        }
        start, end = years[period.unit][part]
        return Period(
            period.unit,
            period.value,
            _clamped(period.first.year + start, 1, 1),
            _clamped(period.first.year + end, 12, 31),
        )
    length = (period.last - period.first).days + 1
    if length < 3:
        return period
    number = ("START", "MID", "END").index(part)
    first = shift_days(period.first, length * number // 3)
    return Period(period.unit, period.value, first, shift_days(period.first, length * (number + 1) // 3 - 1))


@cache
def easter_sunday(year: int) -> date:
    """Western Easter (the anonymous Gregorian computus, Meeus, Astronomical Algorithms, 1991)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return date(year, month, (h - m + r + month + 19) % 32)


@cache
def orthodox_easter(year: int) -> date:
    """Easter of the Eastern churches, in the Gregorian calendar (Meeus, Julian computus)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    julian_gap = year // 100 - year // 400 - 2
    return shift_days(date(year, month, day + 1), julian_gap)


# 1 Muharram of year 1 is 16 July 622 of the Julian calendar, day 227015 of Python's count.
_HIJRI_EPOCH = 227015


def hijri_day(year: int, month: int, day: int) -> date | None:
    """A day of the tabular Islamic calendar; a sighted moon may differ from it by a day or two."""
    if not (1 <= year <= 9600 and 1 <= month <= 12):
        return None
    ordinal = day + (59 * (month - 1) + 1) // 2 + 354 * (year - 1) + (3 + 11 * year) // 30 + _HIJRI_EPOCH - 1
    return date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None


def hijri_years_in(year: int) -> range:
    """The Islamic years that have days in the Gregorian `year`."""
    return range((year - 623) * 33 // 32, (year - 621) * 33 // 32 + 2)


def persian_day(year: int, month: int, day: int) -> date | None:
    """A day of the Solar Hijri calendar: the year starts on 20 or 21 March of `year` + 621.

    Right to the day for the years 1206 to 1497, where the leap year follows the 33-year rule.
    """
    if not (1 <= year <= 3000 and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    months = 31 * (month - 1) if month <= 7 else 30 * (month - 1) + 6
    leaps = (8 * year + 21) // 33
    return date.fromordinal(226894 + 365 * (year - 1) + leaps + months + day)


_VALUE = re.compile(
    r"(\d{4})(?:-(?:W(\d\d)(-WE)?|Q([1-4])|H([12])|(SP|SU|FA|WI)|(\d\d)(?:-(\d\d))?))?(?:T.*)?"
)


def days_of_value(value: str) -> Period | None:
    """The days that a TIMEX3 value covers; None for durations, references and unknown parts."""
    if re.fullmatch(r"\d{3}", value):
        return decade_period(10 * int(value))
    if re.fullmatch(r"\d{2}", value):
        return century_period(int(value) + 1)
    found = _VALUE.fullmatch(value)
    if found is None or found[1] == "0000":
        return None
    year, week, weekend, quarter, half, season, month, day = found.groups()
    number = int(year)
    if week:
        return _week_of_value(number, int(week), is_weekend=weekend is not None)
    if quarter or half:
        return quarter_period(number, int(quarter)) if quarter else half_period(number, int(half))
    if season:
        return season_period(number, season)
    if day:
        return (
            day_period(date(number, int(month), int(day))) if is_day(number, int(month), int(day)) else None
        )
    if month:
        return month_period(number, int(month)) if 1 <= int(month) <= 12 else None
    return year_period(number)


def _week_of_value(year: int, week: int, *, is_weekend: bool) -> Period | None:
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    return weekend_period(monday) if is_weekend else week_period(monday)
