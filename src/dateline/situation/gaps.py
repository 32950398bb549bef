"""Claim, Claim, … -> Gap, …: places that were in the news and of which nothing has been heard since.

Silence is no calm: what is drawn for such a place is as old as its last report.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from dateline.situation.knowledge import Knowledge
from dateline.types import Claim, Gap, Place, Report

AREAS = frozenset({"country", "admin1"})
"""An area is not silent while its towns are in the news."""


def find_gaps(knowledge: Knowledge, day: date, *, gap_days: int) -> Iterator[Gap]:
    """The places silent for `gap_days` days or more by the end of `day`, or of the day by which
    things were known where that is the earlier one; those that most reports told of come first."""
    end = min(day, knowledge.known_by or day)
    told = _find_told(knowledge, end)
    for place in sorted(told, key=lambda place: (-len(told[place]), place.name, place.lat, place.lon)):
        last = max(report.published for report in told[place].values() if report.published)
        if (end - last).days >= gap_days:
            yield Gap(place=place, last_told=last, days=(end - last).days, reports=len(told[place]))


def _find_told(knowledge: Knowledge, end: date) -> dict[Place, dict[str, Report]]:
    """The reports out by `end` with news of each place, by id."""
    told: dict[Place, dict[str, Report]] = defaultdict(dict)
    for claim in knowledge.claims.values():
        report = knowledge.reports[claim.report]
        if report.published is not None and report.published <= end and not claim.background:
            for place in _find_places(claim):
                told[place][report.id] = report
    return told


def _find_places(claim: Claim) -> Iterator[Place]:
    return (ref.place for ref in claim.places if ref.place is not None and ref.place.kind not in AREAS)
