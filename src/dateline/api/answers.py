"""What the API answers beside the nouns of `dateline.types`: pages, counts, records with their context."""

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from dateline.types import Claim, Event, Report

Item = TypeVar("Item", Report, Claim, Event)


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What is being served."""

    name: str
    version: str
    reports: int
    claims: int
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[Item]):
    """Some of the records that match: `items` are those from `offset` on, `total` counts all."""

    total: int
    limit: int
    offset: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """One value that events can be narrowed by, and how many events have it."""

    value: str
    """what the filter of the same name takes"""
    label: str
    """how most reports write it"""
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """The values found among the events that match, most frequent first."""

    kinds: tuple[FacetValue, ...]
    statuses: tuple[FacetValue, ...]
    actors: tuple[FacetValue, ...]
    sources: tuple[FacetValue, ...]
    places: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCount:
    """How much there is of a day."""

    day: date
    events: int
    """events that begin on it"""
    told: int
    """events of unknown day, background aside, that were first told on it"""
    reports: int
    """reports published on it"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The days on which something began, or was told; empty days are left out."""

    first: date | None
    last: date | None
    undated: int
    """events of which neither the day nor the day of a report is known, and undated background"""
    days: tuple[DayCount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventInFull:
    """An event, the claims it rests on and the reports they were read in."""

    event: Event
    claims: tuple[Claim, ...]
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportInFull:
    """A report, the claims read in it and the events that rest on them."""

    report: Report
    claims: tuple[Claim, ...]
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorAnswer:
    """What every answer that is not the thing asked for looks like. `slug` is stable (docs/errors.md)."""

    slug: str
    message: str
