"""Claim, Claim, … -> Situation: the parts of the picture of one day put together."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from dateline.situation.control import find_control, find_steps
from dateline.situation.gaps import find_gaps
from dateline.situation.knowledge import Knowledge, find_day, find_knowledge, has_happened
from dateline.situation.movements import find_movements
from dateline.situation.ties import find_ties
from dateline.types import GAP_DAYS, Claim, Event, Kind, Report, Situation

CHANGING_KINDS = frozenset({Kind.CONTROL, Kind.RETREAT, Kind.MOVE})
"""Kinds that say who holds a place and who went where."""


def situation_on(
    day: date,
    *,
    known_by: date | None = None,
    gap_days: int = GAP_DAYS,
    claims: Iterable[Claim],
    reports: Mapping[str, Report],
) -> Situation:
    """The situation at the end of `day` from what was printed by the end of `known_by`.

    Without `known_by` all that the reports tell counts; with it, a report without a day of
    publication does not, for nobody can say that it was out by then. A place without news for
    `gap_days` days is named as a gap.
    """
    knowledge = find_knowledge(claims, reports=reports, known_by=known_by)
    return draw_situation(day, knowledge, gap_days=gap_days)


def draw_situation(day: date, knowledge: Knowledge, *, gap_days: int = GAP_DAYS) -> Situation:
    """The situation at the end of `day` from what is known."""
    left_out: list[str] = []
    dated = list(_find_dated(knowledge.events, left_out))
    steps = [step for step in find_steps(dated, knowledge.claims, left_out) if step.day <= day]
    return Situation(
        day=day,
        known_by=knowledge.known_by or _find_last_print(knowledge.reports.values(), day),
        control=tuple(find_control(steps)),
        movements=tuple(find_movements(dated, day)),
        ties=tuple(find_ties(knowledge.events, day)),
        gap_days=gap_days,
        gaps=tuple(find_gaps(knowledge, day, gap_days=gap_days)),
        left_out=tuple(left_out),
    )


def _find_last_print(reports: Iterable[Report], day: date) -> date:
    return max((report.published for report in reports if report.published), default=day)


def _find_dated(events: Iterable[Event], left_out: list[str]) -> Iterator[Event]:
    """What has changed the picture, on a day that can be told."""
    for event in events:
        if event.kind in CHANGING_KINDS and has_happened(event):
            if find_day(event) is not None:
                yield event
            else:
                left_out.append(
                    f"{event.id}: {event.summary}: no day is told, and it is no news of its reports"
                )
