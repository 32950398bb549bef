"""Store, Query -> the reports, claims or events that match, written in one of four formats.

A table is for people: it has the telling columns and, unless a limit is set, the first
fifty lines, and standard error says how many there are. The other formats have everything.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Generic, TypeVar

from dateline.errors import InputError
from dateline.export.csv import (
    ACTOR_COLUMNS,
    CLAIM_COLUMNS,
    DECISION_COLUMNS,
    EVENT_COLUMNS,
    REPORT_COLUMNS,
    write_rows,
)
from dateline.export.flat import (
    Row,
    flatten_actor,
    flatten_claim,
    flatten_decision,
    flatten_event,
    flatten_report,
)
from dateline.export.geojson import Feature, find_geometry, write_features
from dateline.export.jsonl import write_records
from dateline.options import ListFormat
from dateline.output import Output
from dateline.store import Decision, KnownActor, Query, Store
from dateline.store.decisions import find_undone
from dateline.types import Claim, Event, Report

LISTED = 50
"""Lines of a table where no limit is set: what a person looks through."""

REPORT_LIST = ("published", "publisher", "title", "id")
CLAIM_LIST = (
    "published", "kind", "mode", "actors", "targets", "places", "earliest", "realis", "voices", "score",
    "report",
)  # fmt: skip
EVENT_LIST = (
    "earliest", "latest", "kind", "summary", "status", "grade", "independent_sources", "reports", "id",
)  # fmt: skip
ACTOR_LIST = ("claims", "reports", "id", "names", "country", "sectors", "merged")
DECISION_LIST = ("number", "at", "by", "verb", "actors", "becomes", "reports", "undoes", "undone_by", "why")
"""The columns of the tables; csv has them all."""

NARROWEST = 120
"""A table is this wide even in a narrower window or a pipe; below it says nothing."""

Record = TypeVar("Record", Report, Claim, Event, KnownActor, Decision)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Generic[Record]):
    """One of the things that a store can list."""

    noun: str
    find: Callable[[Query], Iterator[Record]]
    total: int
    flatten: Callable[[Record], Row]
    columns: tuple[str, ...]
    shown: tuple[str, ...]
    """the columns of the table"""
    on_map: Callable[[Record], Feature] | None = None
    """the record on the map; `None` for what has no place of its own"""


def list_reports(store: Store, query: Query) -> Listing[Report]:
    return Listing(
        noun="reports",
        find=store.reports,
        total=store.count(query).reports,
        flatten=flatten_report,
        columns=REPORT_COLUMNS,
        shown=REPORT_LIST,
    )


def list_claims(store: Store, query: Query) -> Listing[Claim]:
    find_report = lru_cache(maxsize=256)(store.get_report)

    def flatten(claim: Claim) -> Row:
        return flatten_claim(claim, report=find_report(claim.report))

    return Listing(
        noun="claims",
        find=store.claims,
        total=store.count(query).claims,
        flatten=flatten,
        columns=CLAIM_COLUMNS,
        shown=CLAIM_LIST,
        on_map=lambda claim: Feature(claim.id, find_geometry(claim.places), flatten(claim)),
    )


def list_events(store: Store, query: Query) -> Listing[Event]:
    return Listing(
        noun="events",
        find=store.events,
        total=store.count(query).events,
        flatten=flatten_event,
        columns=EVENT_COLUMNS,
        shown=EVENT_LIST,
        on_map=lambda event: Feature(event.id, find_geometry(event.places), flatten_event(event)),
    )


def list_actors(store: Store, query: Query) -> Listing[KnownActor]:
    return Listing(
        noun="actors",
        find=lambda asked: iter(store.actors(asked)),
        total=len(store.actors(replace(query, limit=None, offset=0))),
        flatten=flatten_actor,
        columns=ACTOR_COLUMNS,
        shown=ACTOR_LIST,
    )


def list_decisions(store: Store) -> Listing[Decision]:
    taken = store.decisions()
    undone = find_undone(taken)
    return Listing(
        noun="decisions",
        find=lambda asked: iter(taken[: asked.limit]),
        total=len(taken),
        flatten=lambda decision: flatten_decision(decision, undone_by=undone.get(decision.number)),
        columns=DECISION_COLUMNS,
        shown=DECISION_LIST,
    )


def write_listing(listing: Listing[Record], *, query: Query, format_: ListFormat, to: Output) -> None:
    """Write what matches. Raises InputError `format-unfit` for reports as GeoJSON."""
    if format_ == ListFormat.TABLE:
        write_table(listing, query=query, to=to)
    elif format_ == ListFormat.JSONL:
        write_records(listing.find(query), to=to)
    elif format_ == ListFormat.CSV:
        write_rows(map(listing.flatten, listing.find(query)), columns=listing.columns, to=to)
    else:
        write_map(listing, query=query, to=to)
    to.flush()


def write_map(listing: Listing[Record], *, query: Query, to: Output) -> None:
    if listing.on_map is None:
        raise InputError(
            f"{listing.noun} have no place of their own. Ask for claims or events as geojson.",
            slug="format-unfit",
        )
    write_features(map(listing.on_map, listing.find(query)), to=to)


def write_table(listing: Listing[Record], *, query: Query, to: Output) -> None:
    from dateline.show import render, show_rows

    if query.limit is None:
        query = replace(query, limit=LISTED)
    rows = [listing.flatten(record) for record in listing.find(query)]
    width = max(to.width, NARROWEST)
    to.write(render(show_rows(rows, columns=listing.shown, width=width), width=width, colour=to.colour))
    to.flush()
    if len(rows) < listing.total:
        print(
            f"{len(rows):,} of {listing.total:,} {listing.noun}; --limit shows more, --format csv all.",
            file=sys.stderr,
        )
