"""Claim, Claim, … -> Knowledge: what was out by a day, and the events fused from that alone.

The one gate through which everything of this room comes: what is not in a Knowledge was
printed later, and can change neither an event nor who counts as its source.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dateline.fuse import fuse_claims
from dateline.types import Claim, Event, Realis, Report, Status

UNTRUE = frozenset({Status.DENIED, Status.RETRACTED})


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The reports out by the day `known_by` (all of them where it is `None`), their claims and events."""

    known_by: date | None
    reports: Mapping[str, Report]
    claims: Mapping[str, Claim]
    events: tuple[Event, ...]


def find_knowledge(
    claims: Iterable[Claim], *, reports: Mapping[str, Report], known_by: date | None
) -> Knowledge:
    """What was printed by the end of `known_by`.

    Without `known_by` all that the reports tell counts; with it, a report without a day of
    publication does not, for nobody can say that it was out by then.
    """
    known = {key: report for key, report in reports.items() if _was_out(report, known_by)}
    told = {claim.id: claim for claim in claims if claim.report in known}
    return Knowledge(known_by, known, told, fuse_claims(told.values(), reports=known))


def _was_out(report: Report, known_by: date | None) -> bool:
    return known_by is None or (report.published is not None and report.published <= known_by)


def has_happened(event: Event) -> bool:
    """Is it told as real, and not only by those who deny it?"""
    return event.realis is Realis.ACTUAL and event.status not in UNTRUE


def find_day(event: Event) -> date | None:
    """The day by which it had surely happened; for undated news that of its first report."""
    if event.latest is not None:
        return event.latest
    return None if event.background else event.first_told
