"""The demo, read and fused, against public facts of 27 November to 8 December 2024."""

from datetime import date, timedelta
from functools import cache

import pytest

from dateline.demo import REPORTS
from dateline.fuse import fuse_claims
from dateline.intake import find_inputs, read_reports
from dateline.reader import read_report
from dateline.situation import situation_on
from dateline.types import Claim, Event, Hold, Origin, Report, VoiceKind

TAKEN = {"Tel Rifaat": 1, "Hama": 5, "Talbiseh": 6, "Daraa": 7, "Damascus": 8}
"""Towns and the day of December 2024 on which the government or its allies lost them to armed groups."""
START = date(2024, 11, 30)
NAMED = ("*hama*", "*homs*", "*tel-rifaat*", "*south*", "*damascus*", "*moscow*")


@cache
def read_demo() -> tuple[tuple[Claim, ...], dict[str, Report]]:
    paths = sorted(
        {path for name in NAMED for path in REPORTS.glob(name) if path.suffix in (".txt", ".html")}
    )
    found = [each for path in find_inputs(paths) for each in read_reports(path)]
    reports = {report.id: report for report in found if isinstance(report, Report)}
    return tuple(claim for report in reports.values() for claim in read_report(report).claims), reports


def find_hold(place: str, *, day: int, known_by: int) -> Hold | None:
    claims, reports = read_demo()
    situation = situation_on(
        START + timedelta(days=day), known_by=START + timedelta(days=known_by), claims=claims, reports=reports
    )
    return next((hold for hold in situation.control if place in hold.why), None)


@pytest.mark.parametrize(("place", "day"), TAKEN.items())
def test_a_town_is_held_by_who_took_it_from_that_day_on(place: str, day: int) -> None:
    hold = find_hold(place, day=day, known_by=8)
    assert hold is not None
    assert hold.holder is not None
    assert hold.holder.actor is not None
    assert "REB" in hold.holder.actor.sectors
    before = find_hold(place, day=day - 1, known_by=8)
    assert before is None or before.holder is None or before.since != hold.since


@pytest.mark.parametrize(("place", "day"), TAKEN.items())
def test_nobody_knew_it_the_day_before(place: str, day: int) -> None:
    assert find_hold(place, day=8, known_by=day - 1) is None


def test_the_wire_and_its_takers_are_one_outlet_in_the_fall_of_hama() -> None:
    claims, reports = read_demo()
    event = max(
        (event for event in fuse_claims(claims, reports=reports) if "took Hama" in event.summary),
        key=lambda event: len(event.reports),
    )
    assert len(event.reports) > 1
    assert [origin.name for origin in outlets_of(event)] == ["Sample Wire"]


def outlets_of(event: Event) -> list[Origin]:
    return [origin for origin in event.origins if origin.kind is VoiceKind.MEDIA]
