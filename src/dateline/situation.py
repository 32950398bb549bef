"""Claim, Claim, … -> Situation: who holds what and who moved where, on a day, as known by a day.

Time counts twice. What counts for the picture is when a thing happened, not when it was
printed: a late report of an early loss does not undo a later gain. What counts for what
was known is the day of print alone: only reports out by `known_by` are read at all, so
nothing learned later leaks in.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dateline.alike.names import likeness_of_names, make_name
from dateline.fuse import fuse_claims
from dateline.types import (
    Claim,
    Count,
    Event,
    EventPlace,
    Extent,
    FigureKind,
    Hold,
    Kind,
    Movement,
    Party,
    Place,
    PlaceRole,
    Realis,
    Report,
    Situation,
    Status,
)

TELLING_KINDS = frozenset({Kind.CONTROL, Kind.RETREAT, Kind.MOVE})
UNTRUE = frozenset({Status.DENIED, Status.RETRACTED})
SAME_HOLDER = 0.6
"""Names at least this alike are one holder; "rebels" and "opposition fighters" are."""
STEP_ORDER = ("holds", "loses", "withdraw", "contests", "enters", "takes")
"""On one day the retreat comes before the entry and the entry before the taking."""
MOVED_COUNTS = (FigureKind.EVACUATED, FigureKind.DISPLACED, FigureKind.PEOPLE)
TAKEN_ALONG = frozenset({"evacuate", "transfer", "deport"})
"""Modes in which those who move are the targets."""


@dataclass(frozen=True, slots=True)
class _Step:
    """One change at one place."""

    event: Event
    place: Place
    does: str
    by: Party | None
    day: date
    dated: bool
    partly: bool


def situation_on(
    day: date,
    *,
    known_by: date | None = None,
    claims: Iterable[Claim],
    reports: Mapping[str, Report],
) -> Situation:
    """The situation at the end of `day` from what was printed by the end of `known_by`.

    Without `known_by` all that the reports tell counts; with it, a report without a day of
    publication does not, for nobody can say that it was out by then.
    """
    known = {key: report for key, report in reports.items() if _was_out(report, known_by)}
    told = [claim for claim in claims if claim.kind in TELLING_KINDS and claim.report in known]
    events = fuse_claims(told, reports=known)
    left_out: list[str] = []
    usable = [event for event in events if _is_usable(event, left_out)]
    steps = list(_find_steps(usable, {claim.id: claim for claim in told}, left_out))
    return Situation(
        day=day,
        known_by=known_by or _find_last_print(known.values(), day),
        control=tuple(_find_control([step for step in steps if step.day <= day])),
        movements=tuple(_find_movements(usable, day)),
        left_out=tuple(left_out),
    )


def _was_out(report: Report, known_by: date | None) -> bool:
    return known_by is None or (report.published is not None and report.published <= known_by)


def _find_last_print(reports: Iterable[Report], day: date) -> date:
    return max((report.published for report in reports if report.published), default=day)


def _is_usable(event: Event, left_out: list[str]) -> bool:
    """Did it happen, on a day that can be told?"""
    if event.realis is not Realis.ACTUAL or event.status in UNTRUE:
        return False
    if _find_day(event) is None:
        left_out.append(f"{event.id}: {event.summary}: no day is told, and it is no news of its reports")
        return False
    return True


def _find_day(event: Event) -> date | None:
    """The day by which it had surely happened; for undated news that of its first report."""
    if event.latest is not None:
        return event.latest
    return None if event.background else event.first_told


# ── control ──────────────────────────────────────────────────────────────────────────────


def _find_steps(events: Iterable[Event], claims: Mapping[str, Claim], left_out: list[str]) -> Iterator[_Step]:
    for event in events:
        does = _read_step(event)
        if does is None:
            continue
        for spot in event.places:
            if spot.place is None:
                left_out.append(f"{event.id}: {event.summary}: {spot.name} is not on the map")
            elif spot.place.kind != "country" and _is_scene(spot, event):
                yield _make_step(event, spot, spot.place, does, claims)


def _read_step(event: Event) -> str | None:
    if event.kind is Kind.CONTROL:
        return event.mode
    return (
        "withdraw" if event.kind is Kind.RETREAT and event.mode in (None, "withdraw", "surrender") else None
    )


def _is_scene(spot: EventPlace, event: Event) -> bool:
    left = (PlaceRole.AT, PlaceRole.FROM) if event.kind is Kind.RETREAT else (PlaceRole.AT,)
    return spot.role in left


def _make_step(event: Event, spot: EventPlace, place: Place, does: str, claims: Mapping[str, Claim]) -> _Step:
    refs = [ref for key in spot.claims for ref in claims[key].places if ref.place == place]
    day = _find_day(event)
    assert day is not None
    doers = event.targets if does == "loses" else event.actors
    return _Step(
        event=event,
        place=place,
        does=does,
        by=doers[0] if doers else None,
        day=day,
        dated=event.latest is not None,
        partly=bool(refs) and all(ref.extent is Extent.PART for ref in refs),
    )


def _find_control(steps: Sequence[_Step]) -> Iterator[Hold]:
    """For every place the hold that its steps lead to, in the order of place names."""
    by_place: dict[tuple[str, float, float], list[_Step]] = defaultdict(list)
    for step in sorted(steps, key=_step_order):
        by_place[step.place.name, step.place.lat, step.place.lon].append(step)
    for key in sorted(by_place):
        hold: Hold | None = None
        for step in by_place[key]:
            hold = _take_step(hold, step)
        if hold is not None:
            yield hold


def _step_order(step: _Step) -> tuple[date, int, bool, str]:
    """In the order of time; of two takings on one day the one that says by whom counts last."""
    return step.day, STEP_ORDER.index(step.does), step.by is not None, step.event.id


def _take_step(hold: Hold | None, step: _Step) -> Hold:
    """The hold after one more step."""
    if step.does in ("takes", "holds"):
        return _take_over(hold, step)
    if step.does in ("enters", "contests") or step.partly:
        return _contest(hold, step)
    if hold is not None and hold.holder and not _is_leaving(hold.holder, step):
        return hold  # who leaves a place that others hold by now changes nothing
    return _new_hold(step, holder=step.by if step.does == "loses" else None, contested=False)


def _take_over(hold: Hold | None, step: _Step) -> Hold:
    if step.partly:
        return _contest(hold, step)
    same = hold is not None and hold.holder is not None and _is_same(hold.holder, step.by)
    if step.does == "holds" and hold is not None and hold.holder is not None and not same:
        return replace(
            hold, contested=True, events=(*hold.events, step.event.id), why=f"{hold.why}; {_tell(step)}"
        )
    if hold is not None and same:
        return replace(
            hold, contested=False, events=(*hold.events, step.event.id), why=f"{hold.why}; {_tell(step)}"
        )
    return _new_hold(step, holder=step.by, contested=step.event.status is Status.CONTESTED)


def _contest(hold: Hold | None, step: _Step) -> Hold:
    if hold is None:
        return _new_hold(step, holder=None, contested=True)
    return replace(
        hold, contested=True, events=(*hold.events, step.event.id), why=f"{hold.why}; {_tell(step)}"
    )


def _new_hold(step: _Step, *, holder: Party | None, contested: bool) -> Hold:
    return Hold(
        place=step.place,
        holder=holder,
        since=step.day if step.dated and step.does != "holds" else None,
        contested=contested,
        origins=len(step.event.origins),
        events=(step.event.id,),
        why=_tell(step),
    )


def _is_leaving(holder: Party, step: _Step) -> bool:
    """Is it the holder who loses or leaves? Where nobody is named, it is taken to be."""
    leavers = step.event.actors
    return not leavers or any(_is_same(holder, leaver) for leaver in leavers)


def _is_same(a: Party, b: Party | None) -> bool:
    if b is None:
        return False
    first, second = make_name(a.name, actor=a.actor), make_name(b.name, actor=b.actor)
    return (likeness_of_names(first, second) or 0) >= SAME_HOLDER


def _tell(step: _Step) -> str:
    event = step.event
    count = len(event.origins)
    when = f"by {step.day}" if not step.dated else str(step.day)
    doubt = ", contested" if event.status is Status.CONTESTED else ""
    return f"{when}: {event.summary} ({count} independent source{'s' if count != 1 else ''}{doubt})"


# ── movements ────────────────────────────────────────────────────────────────────────────


def _find_movements(events: Iterable[Event], day: date) -> Iterator[Movement]:
    """What moved by the end of `day`, in the order of time."""
    for event in events:
        moves = event.kind is Kind.MOVE or (event.kind is Kind.RETREAT and event.mode in (None, "withdraw"))
        begun = event.earliest or event.first_told
        if moves and begun is not None and begun <= day:
            yield _make_movement(event)


def _make_movement(event: Event) -> Movement:
    start = (PlaceRole.FROM, PlaceRole.AT) if event.kind is Kind.RETREAT else (PlaceRole.FROM,)
    return Movement(
        event=event.id,
        who=event.targets if event.mode in TAKEN_ALONG and event.targets else event.actors or event.targets,
        count=_find_count(event),
        origins=tuple(spot for spot in event.places if spot.role in start),
        stops=tuple(spot for spot in event.places if spot.role is PlaceRole.VIA),
        destinations=tuple(spot for spot in event.places if spot.role is PlaceRole.TO),
        means=event.means,
        mode=event.mode,
        realis=event.realis,
        earliest=event.earliest,
        latest=event.latest,
    )


def _find_count(event: Event) -> Count | None:
    for toll in event.tolls:
        if toll.what in MOVED_COUNTS:
            return Count(least=toll.least, most=toll.most)
    return None
