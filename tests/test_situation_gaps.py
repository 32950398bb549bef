"""Places that were in the news and of which nothing has been heard since."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import a_claim, a_report
from test_situation import REPORTS, some_history

from dateline.situation import situation_on
from dateline.types import Claim, Gap, Report


def gaps_on(
    day: int,
    claims: list[Claim],
    *,
    gap_days: int = 3,
    known_by: int | None = None,
    reports: dict[str, Report] = REPORTS,
) -> tuple[Gap, ...]:
    known = date(2024, 12, known_by) if known_by else None
    return situation_on(
        date(2024, 12, day), known_by=known, gap_days=gap_days, claims=claims, reports=reports
    ).gaps


def news(day: int, place: str = "Hama", **fields: Any) -> Claim:
    return a_claim("ASSAULT", "shelling", **{"report": f"d{day}", "place": place, **fields})


def test_a_place_is_a_gap_once_it_was_silent_for_so_many_days() -> None:
    assert gaps_on(4, [news(2)]) == ()
    (gap,) = gaps_on(5, [news(1), news(2)])
    assert (gap.place.name, gap.last_told, gap.days, gap.reports) == ("Hama", date(2024, 12, 2), 3, 2)


@pytest.mark.parametrize(
    ("later", "silent"),
    [
        ({}, False),
        ({"background": True}, True),
        ({"place": "Homs"}, True),
        ({"place": "Syria"}, True),
        ({"place": (), "origin": "Hama"}, False),
    ],
)
def test_only_news_of_the_place_itself_ends_its_silence(later: dict[str, Any], silent: bool) -> None:
    assert ("Hama" in {gap.place.name for gap in gaps_on(6, [news(2), news(5, **later)])}) is silent


def test_a_country_and_a_place_that_is_not_on_the_map_are_no_gaps() -> None:
    assert gaps_on(9, [news(2, "Syria"), news(2, "Nowhere")]) == ()


def test_the_silence_is_counted_to_the_day_by_which_it_was_known() -> None:
    assert gaps_on(9, [news(2)], known_by=4) == ()
    assert [gap.days for gap in gaps_on(9, [news(2)], known_by=6)] == [4]


def test_a_report_without_a_day_is_no_news_of_any_day() -> None:
    reports = {**REPORTS, "undated": a_report("undated", on=None)}
    assert gaps_on(9, [news(1, report="undated")], reports=reports) == ()


def test_places_that_most_reports_told_of_come_first() -> None:
    told = [news(1, "Aleppo"), news(1, "Homs"), news(2, "Homs"), news(1)]
    assert [gap.place.name for gap in gaps_on(9, told)] == ["Homs", "Aleppo", "Hama"]


@settings(max_examples=60, deadline=None)
@given(some_history(), st.integers(1, 11), st.integers(1, 5))
def test_what_is_printed_after_the_day_ends_no_silence(claims: list[Claim], day: int, gap_days: int) -> None:
    early = [claim for claim in claims if int(claim.report[1:]) <= day]
    assert gaps_on(day, claims, gap_days=gap_days) == gaps_on(day, early, gap_days=gap_days)
