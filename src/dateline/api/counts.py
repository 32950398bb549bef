"""Events -> the values to narrow them by, and the number on each day.

Both count events, not claims: ten reports that copy one dispatch are one event.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from dateline.api.answers import DayCount, Days, Facets, FacetValue
from dateline.types import Event, Report

# A list of values longer than this is no longer chosen from, it is searched.
MOST_VALUES = 60


def count_facets(events: Iterable[Event]) -> Facets:
    """How many events have each kind, status, actor, source and place."""
    kinds, statuses, actors, sources, places = (Counter[str]() for _ in range(5))
    for event in events:
        kinds[event.kind] += 1
        statuses[event.status] += 1
        actors.update({party.name for party in (*event.actors, *event.targets)})
        sources.update({origin.name for origin in event.origins})
        places.update(set(_place_names(event)))
    return Facets(
        kinds=_values(kinds),
        statuses=_values(statuses),
        actors=_values(actors),
        sources=_values(sources),
        places=_values(places),
    )


def count_days(events: Iterable[Event], *, reports: Iterable[Report]) -> Days:
    """How many events begin, and how many reports are published, on each day."""
    begun, told = (
        Counter(event.earliest or event.latest for event in events),
        Counter(report.published for report in reports),
    )
    undated = begun.pop(None, 0)
    told.pop(None, 0)
    days = sorted(day for day in begun.keys() | told.keys() if day is not None)
    return Days(
        first=days[0] if days else None,
        last=days[-1] if days else None,
        undated=undated,
        days=tuple(DayCount(day=day, events=begun[day], reports=told[day]) for day in days),
    )


def _place_names(event: Event) -> Iterator[str]:
    for where in event.places:
        yield where.place.name if where.place is not None else where.name


def _values(counted: Counter[str]) -> tuple[FacetValue, ...]:
    ordered = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(FacetValue(value=value, count=count) for value, count in ordered[:MOST_VALUES])
