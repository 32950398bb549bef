"""What is typed on the command line: understood, or refused with what would have been."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import InputError
from dateline.options import parse_box, parse_day, parse_words
from dateline.store import Box
from dateline.types import Kind


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_day_of_news_is_understood(day: date) -> None:
    assert parse_day(f" {day.isoformat()} ", option="--on") == day


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("1800-01-01", "date-out-of-range"),
        ("1899-12-31", "date-out-of-range"),
        ("2101-01-01", "date-out-of-range"),
        ("2024-13-01", "bad-date"),
        ("2024-02-30", "bad-date"),
        ("yesterday", "bad-date"),
        ("06/12/2024", "bad-date"),
        ("", "bad-date"),
    ],
)
def test_other_days_are_refused_with_the_option_and_the_word(typed: str, slug: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_day(typed, option="--published")
    assert caught.value.slug == slug
    assert "--published" in str(caught.value)
    assert typed in str(caught.value)


def test_a_box_is_west_south_east_north() -> None:
    assert parse_box("35.5, 32.3, 42.4, 37.3") == Box(west=35.5, south=32.3, east=42.4, north=37.3)


@pytest.mark.parametrize(
    "typed", ["", "1,2,3", "1,2,3,4,5", "a,b,c,d", "0,10,0,5", "0,0,200,10", "nan,0,0,0"]
)
def test_a_box_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_box(typed)
    assert caught.value.slug == "bad-box"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ([], ()),
        (["MOVE"], (Kind.MOVE,)),
        (["move", "Control"], (Kind.MOVE, Kind.CONTROL)),
        (["move, control,"], (Kind.MOVE, Kind.CONTROL)),
    ],
)
def test_kinds_are_understood_in_any_case_and_with_commas(
    typed: list[str], expected: tuple[Kind, ...]
) -> None:
    assert parse_words(typed, option="--kind", among=Kind) == expected


def test_a_kind_that_is_none_is_refused_with_all_that_are() -> None:
    with pytest.raises(InputError) as caught:
        parse_words(["move,war"], option="--kind", among=Kind)
    assert "'war'" in str(caught.value)
    assert all(kind in str(caught.value) for kind in Kind)
