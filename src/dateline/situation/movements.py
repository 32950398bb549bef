"""Event, Event, … -> Movement, …: people and forces that went from place to place."""

from collections.abc import Iterable, Iterator
from datetime import date

from dateline.types import Count, Event, FigureKind, Kind, Movement, PlaceRole

MOVED_COUNTS = (FigureKind.EVACUATED, FigureKind.DISPLACED, FigureKind.PEOPLE)
TAKEN_ALONG = frozenset({"evacuate", "transfer", "deport"})
"""Modes in which those who move are the targets."""


def find_movements(events: Iterable[Event], day: date) -> Iterator[Movement]:
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
