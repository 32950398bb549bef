"""Event, Event, … -> Hold, …: who holds which place, taken step by step in the order of time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dateline.alike.names import likeness_of_names, make_name
from dateline.situation.knowledge import find_day
from dateline.types import Claim, Event, EventPlace, Extent, Hold, Kind, Party, Place, PlaceRole, Status

SAME_HOLDER = 0.6
"""Names at least this alike are one holder; "rebels" and "opposition fighters" are."""
STEP_ORDER = ("holds", "loses", "withdraw", "contests", "enters", "takes")
"""On one day the retreat comes before the entry and the entry before the taking."""


@dataclass(frozen=True, slots=True)
class Step:
    """One change at one place."""

    event: Event
    place: Place
    does: str
    by: Party | None
    day: date
    dated: bool
    partly: bool


def find_steps(events: Iterable[Event], claims: Mapping[str, Claim], left_out: list[str]) -> Iterator[Step]:
    """The steps that the events tell; those at a place that is not on the map go to `left_out`."""
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


def _make_step(event: Event, spot: EventPlace, place: Place, does: str, claims: Mapping[str, Claim]) -> Step:
    refs = [ref for key in spot.claims for ref in claims[key].places if ref.place == place]
    day = find_day(event)
    assert day is not None
    doers = event.targets if does == "loses" else event.actors
    return Step(
        event=event,
        place=place,
        does=does,
        by=doers[0] if doers else None,
        day=day,
        dated=event.latest is not None,
        partly=bool(refs) and all(ref.extent is Extent.PART for ref in refs),
    )


def find_control(steps: Sequence[Step]) -> Iterator[Hold]:
    """For every place the hold that its steps lead to, in the order of place names."""
    by_place: dict[tuple[str, float, float], list[Step]] = defaultdict(list)
    for step in sorted(steps, key=_step_order):
        by_place[step.place.name, step.place.lat, step.place.lon].append(step)
    for key in sorted(by_place):
        hold: Hold | None = None
        for step in by_place[key]:
            hold = _take_step(hold, step)
        if hold is not None:
            yield hold


def _step_order(step: Step) -> tuple[date, int, bool, str]:
    """In the order of time; of two takings on one day the one that says by whom counts last."""
    return step.day, STEP_ORDER.index(step.does), step.by is not None, step.event.id


def _take_step(hold: Hold | None, step: Step) -> Hold:
    """The hold after one more step."""
    if step.does in ("takes", "holds"):
        return _take_over(hold, step)
    if step.does in ("enters", "contests") or step.partly:
        return _contest(hold, step)
    if hold is not None and hold.holder and not _is_leaving(hold.holder, step):
        return hold  # who leaves a place that others hold by now changes nothing
    return _new_hold(step, holder=step.by if step.does == "loses" else None, contested=False)


def _take_over(hold: Hold | None, step: Step) -> Hold:
    if step.partly:
        return _contest(hold, step)
    same = hold is not None and hold.holder is not None and is_same_holder(hold.holder, step.by)
    if step.does == "holds" and hold is not None and hold.holder is not None and not same:
        return replace(
            hold, contested=True, events=(*hold.events, step.event.id), why=f"{hold.why}; {_tell(step)}"
        )
    if hold is not None and same:
        return replace(
            hold, contested=False, events=(*hold.events, step.event.id), why=f"{hold.why}; {_tell(step)}"
        )
    return _new_hold(step, holder=step.by, contested=step.event.status is Status.CONTESTED)


def _contest(hold: Hold | None, step: Step) -> Hold:
    if hold is None:
        return _new_hold(step, holder=None, contested=True)
    return replace(
        hold, contested=True, events=(*hold.events, step.event.id), why=f"{hold.why}; {_tell(step)}"
    )


def _new_hold(step: Step, *, holder: Party | None, contested: bool) -> Hold:
    return Hold(
        place=step.place,
        holder=holder,
        since=step.day if step.dated and step.does != "holds" else None,
        contested=contested,
        origins=len(step.event.origins),
        events=(step.event.id,),
        why=_tell(step),
    )


def _is_leaving(holder: Party, step: Step) -> bool:
    """Is it the holder who loses or leaves? Where nobody is named, it is taken to be."""
    leavers = step.event.actors
    return not leavers or any(is_same_holder(holder, leaver) for leaver in leavers)


def is_same_holder(a: Party, b: Party | None) -> bool:
    """Are the two one, under whatever names?"""
    if b is None:
        return False
    first, second = make_name(a.name, actor=a.actor), make_name(b.name, actor=b.actor)
    return (likeness_of_names(first, second) or 0) >= SAME_HOLDER


def _tell(step: Step) -> str:
    event = step.event
    count = len(event.origins)
    when = f"by {step.day}" if not step.dated else str(step.day)
    doubt = ", contested" if event.status is Status.CONTESTED else ""
    return f"{when}: {event.summary} ({count} independent source{'s' if count != 1 else ''}{doubt})"
