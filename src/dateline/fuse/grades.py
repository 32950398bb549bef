"""Event, Event, … -> the same with a grade each: the Admiralty system's two letters.

The system has two axes that never mix: how reliable the source is (A to F), and how
credible what it tells is (1 to 6). Credibility is read off the event: how many independent
sources agree, and what they dispute. Reliability is the record of the sources in their
*other* events at hand: how often an independent source bore them out. Without a record
nobody can judge, and the grade says so.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.fuse.lineage import name_teller
from dateline.types import Credibility, DisputeField, Event, Grade, Kind, Realis, Reliability, Status

LEAST_JUDGED = 5
"""A record of fewer events says nothing."""
LEAST_COMPLETE = 10
"""Nobody is completely reliable on less."""
USUAL_SHARE, FAIR_SHARE = 0.8, 0.5
"""Borne out in so many of the events that could be judged: "most of the time", and half of it."""

UNPROVED = frozenset({Realis.POSSIBLE, Realis.CONDITIONAL})
"""What has not come about cannot be true yet."""
DEEDS = frozenset({DisputeField.OCCURRENCE, DisputeField.RESPONSIBILITY})


def grade_events(events: Sequence[Event]) -> Iterator[Event]:
    """The events in the same order, graded by all of them."""
    records = _find_records(events)
    for event in events:
        judged, credible = _judge_sources(event, records), _judge_credibility(event)
        grade = Grade(
            reliability=judged.reliability, credibility=credible.credibility, why=(judged.why, credible.why)
        )
        yield replace(event, grade=grade)


# ── reliability: the record of the sources ───────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Records:
    """How often each source was borne out by others, and how often it stood alone against a denial."""

    confirmed: Counter[str]
    opposed: Counter[str]


@dataclass(frozen=True, slots=True)
class _Reliable:
    reliability: Reliability
    why: str


def _find_records(events: Sequence[Event]) -> _Records:
    records = _Records(Counter(), Counter())
    for event in events:
        records.confirmed.update(_find_tellers(event) if _is_borne_out(event) else ())
        records.opposed.update(_find_tellers(event) if _is_opposed(event) else ())
    return records


def _find_tellers(event: Event) -> set[str]:
    return {name_teller(origin.name) for origin in event.origins}


def _is_borne_out(event: Event) -> bool:
    return event.status is Status.CORROBORATED


def _is_opposed(event: Event) -> bool:
    return event.status is Status.CONTESTED and len(event.origins) == 1


def _judge_sources(event: Event, records: _Records) -> _Reliable:
    """The judgement of the most reliable of the event's sources."""
    judged = [_judge_source(name, event, records) for name in sorted(_find_tellers(event))]
    none = _Reliable(Reliability.UNKNOWN, "no source stands behind it")
    return min(judged, key=lambda each: each.reliability, default=none)


def _judge_source(name: str, event: Event, records: _Records) -> _Reliable:
    """By its other events: the one that is graded must not speak for its own source."""
    confirmed = records.confirmed[name] - _is_borne_out(event)
    judged = confirmed + records.opposed[name] - _is_opposed(event)
    if judged < LEAST_JUDGED:
        why = f"{name} can be judged by {judged} other events, fewer than {LEAST_JUDGED}"
        return _Reliable(Reliability.UNKNOWN, why)
    why = f"{name} was borne out by independent sources in {confirmed} of {judged} other events"
    return _Reliable(_choose_letter(confirmed, judged), why)


def _choose_letter(confirmed: int, judged: int) -> Reliability:
    share = confirmed / judged
    if share == 1 and judged >= LEAST_COMPLETE:
        return Reliability.COMPLETE
    if share >= USUAL_SHARE:
        return Reliability.USUAL
    if share >= FAIR_SHARE:
        return Reliability.FAIR
    return Reliability.UNUSUAL if confirmed else Reliability.NONE


# ── credibility: what speaks for the event and against it ────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Credible:
    credibility: Credibility
    why: str


def _judge_credibility(event: Event) -> _Credible:
    if event.kind is Kind.ASSESS or event.realis in UNPROVED:
        told = "a judgement" if event.kind is Kind.ASSESS else event.realis.value
        return _Credible(Credibility.UNKNOWN, f"told as {told}: nothing has happened that could be confirmed")
    if event.status is Status.DENIED:
        return _Credible(Credibility.IMPROBABLE, "only those tell it who deny it")
    if event.status is Status.RETRACTED:
        return _Credible(Credibility.IMPROBABLE, "taken back by all who told it")
    if not event.origins:
        return _Credible(Credibility.UNKNOWN, "nobody says that it happened")
    return _judge_contested(event) if event.status is Status.CONTESTED else _judge_told(event)


def _judge_contested(event: Event) -> _Credible:
    about = ", ".join(dispute.field for dispute in event.disputes if dispute.field in DEEDS)
    if len(event.origins) == 1:
        return _Credible(Credibility.DOUBTFUL, f"one independent source, contradicted: {about}")
    return _Credible(Credibility.POSSIBLE, f"{len(event.origins)} independent sources, contradicted: {about}")


def _judge_told(event: Event) -> _Credible:
    if len(event.origins) == 1:
        return _Credible(Credibility.POSSIBLE, "one independent source, confirmed and contradicted by nobody")
    told = f"{len(event.origins)} independent sources agree that it happened"
    if not event.disputes:
        return _Credible(Credibility.CONFIRMED, f"{told}, and dispute nothing")
    about = ", ".join(dispute.field for dispute in event.disputes)
    return _Credible(Credibility.PROBABLE, f"{told}, and dispute: {about}")
