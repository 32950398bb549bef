"""Events -> the values to narrow them by, and the number on each day.

Both count events, not claims: ten reports that copy one dispatch are one event.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from dateline.api.answers import DayCount, Days, Facets, FacetValue
from dateline.types import Event, Report

# A list of values longer than this is no longer chosen from, it is searched.
MOST_VALUES = 60


def count_facets(events: Iterable[Event]) -> Facets:
    """How many events have each kind, status, actor, source and place."""
    kinds, statuses, actors, sources = (Counter[str]() for _ in range(4))
    places: dict[str, Counter[str]] = defaultdict(Counter)
    for event in events:
        kinds[event.kind] += 1
        statuses[event.status] += 1
        actors.update({party.name for party in (*event.actors, *event.targets)})
        sources.update({origin.name for origin in event.origins})
        for name, label in _name_places(event).items():
            places[name][label] += 1
    return Facets(
        kinds=_values(kinds),
        statuses=_values(statuses),
        actors=_values(actors),
        sources=_values(sources),
        places=_values(
            Counter({name: labels.total() for name, labels in places.items()}),
            labels={name: labels.most_common(1)[0][0] for name, labels in places.items()},
        ),
    )


def count_days(events: Iterable[Event], *, reports: Iterable[Report]) -> Days:
    """How many events begin or are first told, and how many reports are published, on each day."""
    begun, told = Counter[date](), Counter[date]()
    undated = 0
    for event in events:
        day = event.earliest or event.latest
        if day is not None:
            begun[day] += 1
        elif event.first_told is not None and not event.background:
            told[event.first_told] += 1
        else:
            undated += 1
    printed = Counter(report.published for report in reports if report.published is not None)
    days = sorted(begun.keys() | told.keys() | printed.keys())
    return Days(
        first=days[0] if days else None,
        last=days[-1] if days else None,
        undated=undated,
        days=tuple(
            DayCount(day=day, events=begun[day], told=told[day], reports=printed[day]) for day in days
        ),
    )


def _name_places(event: Event) -> dict[str, str]:
    """The gazetteer's name of each place of the event, with the report's. A description
    ("the city") is no name; there the gazetteer's stands for both."""
    return {
        (known := where.place.name if where.place is not None else where.name): (
            where.name if where.name[:1].isupper() and not where.name.isupper() else known
        )
        for where in event.places
    }


def _values(counted: Counter[str], *, labels: Mapping[str, str] | None = None) -> tuple[FacetValue, ...]:
    ordered = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_VALUES]
    return tuple(
        FacetValue(value=value, label=(labels or {}).get(value, value), count=count)
        for value, count in ordered
    )
