"""Claim, Claim, … -> Changes: what is otherwise on one day than on an earlier one.

Both times count here. Control and movements are compared by when things *happened*: the
pictures of the two days, drawn from the same knowledge. Events are compared by when they
were *told*: as fused from what was out by the one day and by the other.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from dateline.errors import InputError
from dateline.situation.control import is_same_holder
from dateline.situation.knowledge import Knowledge, find_knowledge
from dateline.situation.situations import draw_situation
from dateline.types import (
    ChangeKind,
    Changes,
    Claim,
    Event,
    EventChange,
    Hold,
    HoldChange,
    Movement,
    Report,
    Situation,
    Status,
)


def changes_between(
    since: date,
    until: date,
    *,
    known_by: date | None = None,
    claims: Iterable[Claim],
    reports: Mapping[str, Report],
) -> Changes:
    """What changed from the end of `since` to the end of `until`, from what was printed by `known_by`.

    Without `known_by` all that the reports tell counts. Raises InputError `days-reversed`.
    """
    whole = find_knowledge(claims, reports=reports, known_by=known_by)
    then, now = (
        find_knowledge(whole.claims.values(), reports=whole.reports, known_by=day) for day in (since, until)
    )
    return compare_days(since, until, whole=whole, then=then, now=now)


def compare_days(since: date, until: date, *, whole: Knowledge, then: Knowledge, now: Knowledge) -> Changes:
    """The changes between two days, from the knowledge of both (`whole`) and that of each (`then`, `now`).

    Raises InputError `days-reversed`.
    """
    if since > until:
        raise InputError(
            f"there is nothing between {since} and {until}: the first day is the later one. Name it last.",
            slug="days-reversed",
        )
    before, after = draw_situation(since, whole), draw_situation(until, whole)
    return Changes(
        since=since,
        until=until,
        known_by=after.known_by,
        control=tuple(_compare_control(before, after)),
        movements=tuple(_find_new_movements(before, after)),
        events=tuple(sorted(_compare_events(then.events, now.events), key=_change_order)),
    )


def _change_order(change: EventChange) -> int:
    """Within one sort of change the order of time stays."""
    return list(ChangeKind).index(change.change)


# ── what happened ────────────────────────────────────────────────────────────────────────


def _compare_control(before: Situation, after: Situation) -> Iterator[HoldChange]:
    known = {hold.place: hold for hold in before.control}
    for hold in after.control:
        earlier = known.get(hold.place)
        if earlier is None or _is_other(earlier, hold):
            yield HoldChange(before=earlier, after=hold)


def _is_other(before: Hold, after: Hold) -> bool:
    if before.contested != after.contested:
        return True
    if before.holder is None or after.holder is None:
        return before.holder is not after.holder
    return not is_same_holder(before.holder, after.holder)


def _find_new_movements(before: Situation, after: Situation) -> Iterator[Movement]:
    known = {movement.event for movement in before.movements}
    return (movement for movement in after.movements if movement.event not in known)


# ── what was told ────────────────────────────────────────────────────────────────────────


def _compare_events(then: Sequence[Event], now: Sequence[Event]) -> Iterator[EventChange]:
    """What is told otherwise. Events are known again by their claims: what later reports tell
    can join two into one. What is told only as background is nobody's news."""
    by_claim: dict[str, list[Event]] = {}
    for event in then:
        for claim in event.claims:
            by_claim.setdefault(claim, []).append(event)
    for event in now:
        before = {earlier.id: earlier for claim in event.claims for earlier in by_claim.get(claim, ())}
        change = _compare(tuple(before.values()), event)
        if change is not None and not event.background:
            yield change


def _compare(before: Sequence[Event], event: Event) -> EventChange | None:
    """The change from the events that its claims had made; `None` where all is as before."""
    if not before:
        return EventChange(change=ChangeKind.NEW, event=event)
    main = max(before, key=lambda earlier: (earlier.id == event.id, len(earlier.claims), earlier.id))
    what = (*_tell_join(before, main), *_tell_differences(main, event))
    if not what:
        return None
    turned = event.status is Status.CONTESTED and all(each.status is not Status.CONTESTED for each in before)
    return EventChange(
        change=ChangeKind.CONTESTED if turned else ChangeKind.UPDATED,
        event=event,
        before=tuple(sorted(earlier.id for earlier in before)),
        what=what,
    )


def _tell_join(before: Sequence[Event], main: Event) -> Iterator[str]:
    for other in sorted(before, key=lambda each: each.id):
        if other is not main:
            yield f"one with {other.id}: {other.summary}"


def _tell_differences(before: Event, after: Event) -> Iterator[str]:
    """A line for each thing that an analyst would want to be told of."""
    old, new = dict(_list_facts(before)), dict(_list_facts(after))
    for name in (*new, *(old.keys() - new.keys())):
        if old.get(name) != new.get(name):
            yield f"{name}: {old.get(name, 'not told')} → {new.get(name, 'not told')}"


def _list_facts(event: Event) -> Iterator[tuple[str, str]]:
    """What is known of an event, by the names of docs/vocabulary.md."""
    yield "status", event.status
    yield "realis", event.realis
    yield "background", "yes" if event.background else "no"
    yield "independent sources", str(len(event.origins))
    if event.earliest or event.latest:
        yield "days", f"{event.earliest or '…'} to {event.latest or '…'}"
    yield from ((toll.what, str(toll.best)) for toll in event.tolls)
    for name, parts in (("actors", event.actors), ("targets", event.targets), ("places", event.places)):
        if parts:
            yield name, ", ".join(sorted({part.name for part in parts}))
    for dispute in event.disputes:
        yield f"dispute of {dispute.field}", "; ".join(account.value for account in dispute.accounts)
