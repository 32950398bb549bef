"""The tables of a store, as SQLAlchemy sees them.

A record is kept twice on purpose: whole, as the JSON of docs/vocabulary.md in the column
`record`, which is what comes back out; and in columns, which are what filters look at.
The search tables of SQLite (FTS5 for words, R*Tree for places) are not here: triggers in
the migrations fill them from these, so a row and what finds it can never differ.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()


def _key() -> Column[int]:
    return Column("number", Integer, primary_key=True)


def _part_of(owner: str) -> Column[int]:
    return Column(owner, Integer, ForeignKey(f"{owner}s.number", ondelete="CASCADE"), nullable=False)


reports = Table(
    "reports",
    metadata,
    _key(),
    Column("id", String, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("digest", String, nullable=False),
    Column("title", Text),
    Column("text", Text, nullable=False),
    Column("published", Date),
    Column("publisher", Text),
    Column("url", Text),
    Column("source", Text),
    Column("sha256", String),
    Column("record", LargeBinary, nullable=False),
    Index("reports_published", "published"),
)
"""The current version of each report. `digest` is of what the publisher wrote: title, text,
date, name and address; two files with one digest hold one report."""

earlier_versions = Table(
    "earlier_versions",
    metadata,
    _key(),
    Column("report_id", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("digest", String, nullable=False),
    Column("record", LargeBinary, nullable=False),
    Column("claims", LargeBinary, nullable=False),
    UniqueConstraint("report_id", "version"),
)
"""What a changed report said before, with the claims that had been read in it."""

claims = Table(
    "claims",
    metadata,
    _key(),
    Column("id", String, nullable=False, unique=True),
    _part_of("report"),
    Column("position", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("mode", String),
    Column("realis", String, nullable=False),
    Column("stance", String, nullable=False),
    Column("speech", String, nullable=False),
    Column("hedged", Boolean, nullable=False),
    Column("background", Boolean, nullable=False),
    Column("earliest", Date),
    Column("latest", Date),
    Column("published", Date),
    Column("publisher", Text),
    Column("score", Float, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("record", LargeBinary, nullable=False),
    Index("claims_report", "report"),
    Index("claims_kind", "kind", "mode"),
    Index("claims_days", "earliest", "latest"),
    Index("claims_published", "published"),
)

claim_places = Table(
    "claim_places",
    metadata,
    _key(),
    _part_of("claim"),
    Column("role", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("name", Text),
    Column("geonames_id", Integer),
    Column("country", String),
    Column("admin1", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("radius_km", Float),
    Index("claim_places_claim", "claim"),
)

claim_actors = Table(
    "claim_actors",
    metadata,
    _key(),
    _part_of("claim"),
    Column("role", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("actor_id", String),
    Column("name", Text),
    Column("country", String),
    Index("claim_actors_claim", "claim"),
    Index("claim_actors_actor", "actor_id"),
)
"""Who does it (`role` actor) and to whom (`role` target), by the decisions that hold."""

claim_voices = Table(
    "claim_voices",
    metadata,
    _key(),
    _part_of("claim"),
    Column("position", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("kind", String, nullable=False),
    Column("named", Boolean, nullable=False),
    Column("count", Integer),
    Column("actor_id", String),
    Column("name", Text),
    Index("claim_voices_claim", "claim"),
    Index("claim_voices_actor", "actor_id"),
)

events = Table(
    "events",
    metadata,
    _key(),
    Column("id", String, nullable=False, unique=True),
    Column("kind", String, nullable=False),
    Column("mode", String),
    Column("realis", String, nullable=False),
    Column("status", String, nullable=False),
    Column("earliest", Date),
    Column("latest", Date),
    Column("first_told", Date),
    Column("last_told", Date),
    Column("origins", Integer, nullable=False),
    Column("score", Float, nullable=False),
    Column("record", LargeBinary, nullable=False),
    Index("events_days", "earliest", "latest"),
)
"""Derived from the claims, and made anew from them: never the only place of anything."""

event_claims = Table(
    "event_claims",
    metadata,
    _key(),
    _part_of("event"),
    Column("claim_id", String, nullable=False),
    Index("event_claims_event", "event"),
    Index("event_claims_claim", "claim_id"),
)

event_places = Table(
    "event_places",
    metadata,
    _key(),
    _part_of("event"),
    Column("role", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("name", Text),
    Column("geonames_id", Integer),
    Column("country", String),
    Column("admin1", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("radius_km", Float),
    Index("event_places_event", "event"),
)

actor_decisions = Table(
    "actor_decisions",
    metadata,
    _key(),
    Column("verb", String, nullable=False),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    Column("why", Text, nullable=False),
    Column("record", LargeBinary, nullable=False),
)
"""Who is who by hand, in the order it was decided; rows are only ever added."""

upkeep = Table(
    "upkeep",
    metadata,
    Column("task", String, primary_key=True),
    Column("due", Boolean, nullable=False),
)
"""What still has to be made from what is kept. One row: `events`, due after every change."""
