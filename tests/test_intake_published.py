"""Date lines and date fields."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import InputError
from dateline.intake.published import EARLIEST, LATEST, check_range, read_date_field, read_date_line

SEVENTH = date(2024, 12, 7)


@pytest.mark.parametrize(
    "line",
    [
        "07 December, 2024",
        "7 December 2024",
        "Saturday, December 7, 2024",
        "Saturday 7 December 2024",
        "December 7th, 2024",
        "Dec. 7, 2024 2:05 PM ET",
        "Published 7 Dec 2024, 14:05 GMT",
        "Published: 07 Dec 2024 - 14:05",
        "Published on 7 December 2024",
        "Sat 7 Dec 2024 14.05 GMT",
        "Sat, 07 Dec 2024 14:05:00 +0000",
        "2024-12-07",
        "2024-12-07T14:05:00Z",
        "2024/12/07 10:11",
        "7.12.2024",
        "7-Dec-2024",
        "14:05, 7 December 2024",
        "7 December 2024 at 05:00 (GMT+3)",
        "Saturday, December 7, 2024\xa0",
        "Date: 7 December 2024",
    ],
)
def test_date_lines_give_their_day(line: str) -> None:
    found = read_date_line(line)
    assert found is not None
    assert (found.day, found.updated) == (SEVENTH, False)


@pytest.mark.parametrize(
    "line",
    ["Updated 7 Dec 2024", "Last updated: December 7, 2024 at 9:14 a.m.", "Last modified on 2024-12-07"],
)
def test_a_later_change_is_told_from_publication(line: str) -> None:
    found = read_date_line(line)
    assert found is not None
    assert (found.day, found.updated) == (SEVENTH, True)


@pytest.mark.parametrize(
    "line",
    ["07/12/2024", "3 hours ago", "Published 2 days ago", "31 February 2024", "Updated yesterday at 14:05"],
)
def test_dates_that_cannot_be_known_have_no_day_but_a_reason(line: str) -> None:
    found = read_date_line(line)
    assert found is not None
    assert found.day is None
    assert line in found.why


@pytest.mark.parametrize("line", ["13/12/2024", "12/13/2024"])
def test_a_day_over_twelve_tells_which_number_is_the_month(line: str) -> None:
    found = read_date_line(line)
    assert found is not None
    assert found.day == date(2024, 12, 13)


@pytest.mark.parametrize(
    "line",
    [
        "On 7 December 2024 rebels entered",
        "In May 2024",
        "2024",
        "14:05",
        "Saturday",
        "7 December",
        "May 2024 be better",
        "",
    ],
)
def test_other_lines_are_no_date_lines(line: str) -> None:
    assert read_date_line(line) is None


@pytest.mark.parametrize(
    "value",
    [
        "2024-12-07",
        "2024-12-07T23:59:59+03:00",
        "20241207",
        "Sat, 07 Dec 2024 14:05:00 +0000",
        "7 Dec 2024",
        "December 7, 2024",
        1733580000,
        1733580000.5,
        1733580000000,
        "1733580000",
    ],
)
def test_fields_are_read_in_the_usual_notations(value: str | float) -> None:
    assert read_date_field(value) == SEVENTH


@pytest.mark.parametrize(
    "value", ["yesterday", "", "2024-13-45", "07/12/2024", 1e300, float("nan"), float("inf"), -1e20]
)
def test_fields_that_are_no_date_give_none(value: str | float) -> None:
    assert read_date_field(value) is None


@given(st.text(max_size=60) | st.floats() | st.integers())
def test_no_field_value_raises(value: str | float) -> None:
    found = read_date_field(value)
    assert found is None or isinstance(found, date)


@given(st.text(max_size=95))
def test_no_line_raises(line: str) -> None:
    read_date_line(line)


@given(st.dates(EARLIEST, LATEST))
def test_a_written_date_comes_back(day: date) -> None:
    for line in (
        day.isoformat(),
        f"{day:%A, %B} {day.day}, {day.year}",
        f"{day.day} {day:%b} {day.year}",
        f"{day:%d.%m.%Y}",
    ):
        found = read_date_line(line)
        assert found is not None
        assert found.day == day


@pytest.mark.parametrize("day", [date(1800, 1, 1), date(1899, 12, 31), date(2101, 1, 1)])
def test_days_on_which_nothing_was_published_are_refused(day: date) -> None:
    with pytest.raises(InputError) as refusal:
        check_range(day)
    assert refusal.value.slug == "date-out-of-range"
    check_range(date(2099, 1, 1))
