"""Stretches of the calendar: their TIMEX3 values, their days, feasts and other calendars."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.times.holidays import HOLIDAYS, holiday_length, holiday_name
from dateline.times.periods import (
    Period,
    century_period,
    day_period,
    days_of_value,
    decade_period,
    easter_sunday,
    half_period,
    hijri_day,
    month_period,
    orthodox_easter,
    part_of,
    persian_day,
    quarter_period,
    same_day_of,
    season_period,
    shift,
    shift_days,
    week_period,
    weekend_period,
    year_period,
)

DAYS = st.dates(min_value=date(100, 1, 1), max_value=date(9000, 12, 31))
UNITS = ("D", "W", "WE", "M", "Q", "H", "Y", "DE", "CE")


@pytest.mark.parametrize(
    ("period", "value", "first", "last"),
    [
        (day_period(date(2024, 2, 29)), "2024-02-29", "2024-02-29", "2024-02-29"),
        (week_period(date(2024, 12, 7)), "2024-W49", "2024-12-02", "2024-12-08"),
        (week_period(date(2021, 1, 1)), "2020-W53", "2020-12-28", "2021-01-03"),
        (weekend_period(date(2024, 12, 3)), "2024-W49-WE", "2024-12-07", "2024-12-08"),
        (month_period(2024, 2), "2024-02", "2024-02-01", "2024-02-29"),
        (month_period(2024, 14), "2025-02", "2025-02-01", "2025-02-28"),
        (month_period(2024, 0), "2023-12", "2023-12-01", "2023-12-31"),
        (quarter_period(2024, 3), "2024-Q3", "2024-07-01", "2024-09-30"),
        (quarter_period(2024, 0), "2023-Q4", "2023-10-01", "2023-12-31"),
        (half_period(2024, 2), "2024-H2", "2024-07-01", "2024-12-31"),
        (season_period(2023, "WI"), "2023-WI", "2023-12-01", "2024-02-29"),
        (year_period(2011), "2011", "2011-01-01", "2011-12-31"),
        (decade_period(1994), "199", "1990-01-01", "1999-12-31"),
        (century_period(20), "19", "1900-01-01", "1999-12-31"),
    ],
)
def test_a_period_has_its_value_and_days(period: Period, value: str, first: str, last: str) -> None:
    assert (period.value, str(period.first), str(period.last)) == (value, first, last)


@pytest.mark.parametrize(("year", "value"), [(-43, "BC0044"), (0, "BC0001"), (10_000, "XXXX")])
def test_years_outside_the_calendar_have_no_days(year: int, value: str) -> None:
    assert year_period(year) == Period("Y", value)


@given(
    st.dates(min_value=date(1000, 1, 1), max_value=date(2500, 12, 31)),
    st.sampled_from(UNITS),
    st.integers(min_value=-20, max_value=20),
)
def test_a_value_is_read_back_as_the_same_days(day: date, unit: str, number: int) -> None:
    period = shift(day, unit=unit, number=number)
    assert period is not None
    read = days_of_value(period.value)
    assert read is not None
    assert (read.first, read.last) == (period.first, period.last)


@pytest.mark.parametrize(
    "value", ["P2D", "PAST_REF", "XXXX-12-07", "2024-02-30", "2024-13", "2024-W60", "", "0000"]
)
def test_what_is_no_calendar_date_has_no_days(value: str) -> None:
    assert days_of_value(value) is None


def test_a_part_of_the_day_has_the_days_of_its_day() -> None:
    assert days_of_value("2024-12-06TNI") == day_period(date(2024, 12, 6))


@pytest.mark.parametrize(
    ("period", "part", "first", "last"),
    [
        (month_period(2024, 2), "START", "2024-02-01", "2024-02-10"),
        (month_period(2024, 2), "MID", "2024-02-11", "2024-02-20"),
        (month_period(2024, 2), "END", "2024-02-21", "2024-02-29"),
        (decade_period(1980), "START", "1980-01-01", "1983-12-31"),
        (decade_period(1980), "END", "1987-01-01", "1989-12-31"),
        (week_period(date(2024, 12, 7)), "END", "2024-12-06", "2024-12-08"),
    ],
)
def test_early_and_late_are_a_part_of_the_days(period: Period, part: str, first: str, last: str) -> None:
    found = part_of(period, part)
    assert (str(found.first), str(found.last), found.value) == (first, last, period.value)


@given(DAYS, st.sampled_from(UNITS), st.sampled_from(("START", "MID", "END")))
def test_a_part_lies_inside_its_period(day: date, unit: str, part: str) -> None:
    whole = shift(day, unit=unit, number=0)
    assert whole is not None
    inside = part_of(whole, part)
    assert whole.first is not None
    assert whole.last is not None
    assert inside.first is not None
    assert inside.last is not None
    assert whole.first <= inside.first <= inside.last <= whole.last


@pytest.mark.parametrize(
    ("unit", "number", "day"),
    [
        ("D", -3, "2024-03-28"),
        ("W", 2, "2024-04-14"),
        ("M", -1, "2024-02-29"),
        ("Y", 1, "2025-03-31"),
        ("DE", -1, "2014-03-31"),
    ],
)
def test_the_same_day_of_another_month_stays_in_it(unit: str, number: int, day: str) -> None:
    assert str(same_day_of(date(2024, 3, 31), unit=unit, number=number)) == day


def test_units_of_the_clock_shift_no_day() -> None:
    assert same_day_of(date(2024, 3, 31), unit="TH", number=3) is None
    assert shift(date(2024, 3, 31), unit="TH", number=3) is None


@pytest.mark.parametrize("days", [-(10**6), -(10**9), 10**7])
def test_days_stay_inside_the_calendar(days: int) -> None:
    assert date.min <= shift_days(date(2024, 1, 1), days) <= date.max


# ── feasts and other calendars ───────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("year", "western", "eastern"),
    [
        (2016, "2016-03-27", "2016-05-01"),
        (2019, "2019-04-21", "2019-04-28"),
        (2024, "2024-03-31", "2024-05-05"),
        (2025, "2025-04-20", "2025-04-20"),
    ],
)
def test_easter_falls_on_the_known_days(year: int, western: str, eastern: str) -> None:
    assert (str(easter_sunday(year)), str(orthodox_easter(year))) == (western, eastern)


@pytest.mark.parametrize(
    ("year", "month", "day", "known"),
    [
        (1, 1, 1, "0622-07-19"),
        (1400, 1, 1, "1979-11-21"),
        (1445, 9, 1, "2024-03-11"),
        (1445, 12, 10, "2024-06-17"),
    ],
)
def test_the_islamic_calendar_is_a_day_or_less_off(year: int, month: int, day: int, known: str) -> None:
    found = hijri_day(year, month, day)
    assert found is not None
    assert abs((found - date.fromisoformat(known)).days) <= 1


@pytest.mark.parametrize(
    ("year", "month", "day", "known"),
    [
        (1357, 11, 22, "1979-02-11"),
        (1399, 12, 30, "2021-03-20"),
        (1400, 1, 1, "2021-03-21"),
        (1403, 1, 1, "2024-03-20"),
        (1388, 3, 22, "2009-06-12"),
    ],
)
def test_the_persian_calendar_has_the_known_days(year: int, month: int, day: int, known: str) -> None:
    assert str(persian_day(year, month, day)) == known


@pytest.mark.parametrize("name", sorted(HOLIDAYS))
@pytest.mark.parametrize("year", [1900, 1999, 2000, 2024, 2099])
def test_every_feast_has_days_in_every_year(name: str, year: int) -> None:
    period = HOLIDAYS[name](year)
    assert period.first is not None
    assert period.last is not None
    assert period.first <= period.last
    assert holiday_length(name.split(), 0) == len(name.split())
    assert holiday_name(name.split()) == name
