"""Event, Event, … -> Tie, …: who fights, arms, aids and supports whom, as a graph.

A tie stands for all events that tell of it and points to them. Only those who are known
are in it: "gunmen" are nobody in particular. Background counts, for reports tell old ties
in passing ("Turkey, which backs the rebels"), and dates from the day it was printed on.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from dateline.situation.knowledge import has_happened
from dateline.types import Actor, Event, Kind, Party, Status, Tie, TieKind

TIE_OF = {Kind.ASSAULT: TieKind.FIGHTS, Kind.AID: TieKind.AIDS, Kind.SUPPORT: TieKind.SUPPORTS}


@dataclass(frozen=True, slots=True)
class _Strand:
    """What one event says of two."""

    actor: Actor
    target: Actor
    event: Event
    day: date


def find_ties(events: Iterable[Event], day: date) -> Iterator[Tie]:
    """The ties told of by the end of `day`: by kind, those with most events first."""
    strands: dict[tuple[TieKind, str, str], list[_Strand]] = defaultdict(list)
    for event in events:
        kind = _read_tie(event)
        told = event.latest or event.first_told
        if kind is not None and has_happened(event) and told is not None and told <= day:
            for strand in _find_strands(event, told):
                strands[kind, strand.actor.id, strand.target.id].append(strand)
    ties = [_make_tie(kind, found) for (kind, *_), found in strands.items()]
    yield from sorted(ties, key=_tie_order)


def _read_tie(event: Event) -> TieKind | None:
    if event.kind is Kind.AID and event.mode == "military":
        return TieKind.ARMS
    if event.kind is Kind.CONTROL and event.mode == "takes":
        return TieKind.FIGHTS
    return TIE_OF.get(event.kind)


def _find_strands(event: Event, told: date) -> Iterator[_Strand]:
    """Each doer with each other side; in a clash both do it."""
    doers, others = _find_known(event.actors), _find_known(event.targets)
    pairs = [*product(doers, others), *(product(others, doers) if event.mode == "clash" else ())]
    for actor, target in pairs:
        if actor.id != target.id:
            yield _Strand(actor, target, event, told)


def _find_known(parties: Iterable[Party]) -> list[Actor]:
    return list({party.actor.id: party.actor for party in parties if party.actor is not None}.values())


def _make_tie(kind: TieKind, strands: Sequence[_Strand]) -> Tie:
    events = [strand.event for strand in strands]
    return Tie(
        kind=kind,
        actor=strands[0].actor,
        target=strands[0].target,
        earliest=min(strand.event.earliest or strand.day for strand in strands),
        latest=max(strand.day for strand in strands),
        contested=all(event.status is Status.CONTESTED for event in events),
        origins=len({origin.name for event in events for origin in event.origins}),
        events=tuple(dict.fromkeys(event.id for event in events)),
    )


def _tie_order(tie: Tie) -> tuple[int, int, str, str]:
    return list(TieKind).index(tie.kind), -len(tie.events), tie.actor.id, tie.target.id
