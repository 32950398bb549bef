"""Feasts and days of the year that news dates things by: name -> days in a year.

Moon-dated feasts follow the tabular Islamic calendar; the sighted moon may be a day or two
off, which is why their `Period` is a day wider on both sides.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from dateline.times.periods import (
    Period,
    day_period,
    easter_sunday,
    hijri_day,
    hijri_years_in,
    orthodox_easter,
    persian_day,
    shift_days,
)

YearToPeriod = Callable[[int], Period]


def _fixed(month: int, day: int) -> YearToPeriod:
    return lambda year: day_period(date(year, month, day))


def _nth_weekday(month: int, weekday: int, number: int) -> YearToPeriod:
    """The number-th such weekday of the month; -1 is the last."""

    def find(year: int) -> Period:
        if number < 0:
            end = shift_days(date(year + month // 12, month % 12 + 1, 1), -1)
            return day_period(shift_days(end, -((end.isoweekday() - weekday) % 7)))
        start = date(year, month, 1)
        return day_period(shift_days(start, (weekday - start.isoweekday()) % 7 + 7 * (number - 1)))

    return find


def _from_easter(days: int) -> YearToPeriod:
    return lambda year: day_period(shift_days(easter_sunday(year), days))


def _islamic(month: int, day: int, *, days: int = 1) -> YearToPeriod:
    """The feast's days in the Gregorian year, a day wider on both sides."""

    def find(year: int) -> Period:
        for hijri_year in hijri_years_in(year):
            first = hijri_day(hijri_year, month, day)
            if first and first.year == year:
                return Period("D", first.isoformat(), shift_days(first, -1), shift_days(first, days))
        return Period("Y", f"{year:04}", date(year, 1, 1), date(year, 12, 31))

    return find


def _election_day(year: int) -> Period:
    """The Tuesday after the first Monday of November (United States)."""
    monday = _nth_weekday(11, 1, 1)(year).first
    assert monday is not None
    return day_period(shift_days(monday, 1))


def _nowruz(year: int) -> Period:
    return day_period(persian_day(year - 621, 1, 1) or date(year, 3, 20))


HOLIDAYS: Mapping[str, YearToPeriod] = MappingProxyType({
    "new year ' day": _fixed(1, 1), "new years day": _fixed(1, 1), "new year ' eve": _fixed(12, 31),
    "new years eve": _fixed(12, 31), "epiphany": _fixed(1, 6), "orthodox christmas": _fixed(1, 7),
    "christmas eve": _fixed(12, 24), "christmas day": _fixed(12, 25), "christmas": _fixed(12, 25),
    "boxing day": _fixed(12, 26), "valentine ' day": _fixed(2, 14), "st patrick ' day": _fixed(3, 17),
    "halloween": _fixed(10, 31), "all saints ' day": _fixed(11, 1), "all saints day": _fixed(11, 1),
    "may day": _fixed(5, 1), "labour day": _fixed(5, 1), "bastille day": _fixed(7, 14),
    "veterans day": _fixed(11, 11), "armistice day": _fixed(11, 11), "remembrance day": _fixed(11, 11),
    "juneteenth": _fixed(6, 19), "martin luther king day": _nth_weekday(1, 1, 3),
    "memorial day": _nth_weekday(5, 1, -1), "labor day": _nth_weekday(9, 1, 1),
    "columbus day": _nth_weekday(10, 1, 2), "thanksgiving day": _nth_weekday(11, 4, 4),
    "thanksgiving": _nth_weekday(11, 4, 4), "election day": _election_day,
    "good friday": _from_easter(-2), "palm sunday": _from_easter(-7), "ash wednesday": _from_easter(-46),
    "easter sunday": _from_easter(0), "easter monday": _from_easter(1), "easter": _from_easter(0),
    "pentecost": _from_easter(49), "orthodox easter": lambda year: day_period(orthodox_easter(year)),
    "ramadan": _islamic(9, 1, days=30), "eid al - fitr": _islamic(10, 1, days=3),
    "eid al fitr": _islamic(10, 1, days=3), "eid al - adha": _islamic(12, 10, days=4),
    "eid al adha": _islamic(12, 10, days=4), "ashura": _islamic(1, 10), "mawlid": _islamic(3, 12),
    "arbaeen": _islamic(2, 20), "nowruz": _nowruz, "newroz": _nowruz, "norouz": _nowruz, "navroz": _nowruz,
    "9 / 11": lambda _: day_period(date(2001, 9, 11)),
})  # fmt: skip
"""name in small letters, one blank between words, "'" for a possessive"""

_BY_FIRST: dict[str, list[tuple[str, ...]]] = {}
for _name in sorted(HOLIDAYS, key=lambda name: -len(name.split())):
    _BY_FIRST.setdefault(_name.split()[0], []).append(tuple(_name.split()))
HOLIDAY_STARTS = frozenset(_BY_FIRST)


def _plain(word: str) -> str:
    return "'" if word in ("'s", "’s", "’") else word


def holiday_length(words: Sequence[str], at: int) -> int:
    """How many words from `at` on are a feast's name; 0 where they are none."""
    for name in _BY_FIRST[words[at]]:
        if tuple(_plain(word) for word in words[at : at + len(name)]) == name:
            return len(name)
    return 0


def holiday_name(words: Sequence[str]) -> str:
    """The key of HOLIDAYS for these words."""
    return " ".join(_plain(word) for word in words)
