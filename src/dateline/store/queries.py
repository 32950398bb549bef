"""Query -> the conditions of a SELECT. All the SQL that filters stands here.

A filter that is not set holds nothing back. What is unknown matches no filter: a claim
without a day is in no span of days, one without a resolved place is in no box.
What the user typed reaches the database as a bound value or a quoted word, never as SQL.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    Table,
    TableClause,
    and_,
    column,
    false,
    func,
    literal_column,
    or_,
    select,
    table,
)

from dateline.store.tables import (
    claim_actors,
    claim_places,
    claim_voices,
    claims,
    event_claims,
    event_places,
    events,
    reports,
)
from dateline.types import Kind, Realis, Stance, Status

Condition = ColumnElement[bool]

BOX_COLUMNS = ("number", "west", "east", "south", "north")


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A stretch of the earth in degrees. With `west` greater than `east` it crosses the
    180th meridian."""

    west: float
    south: float
    east: float
    north: float

    def __post_init__(self) -> None:
        if not (
            -180 <= self.west <= 180 and -180 <= self.east <= 180 and -90 <= self.south <= self.north <= 90
        ):
            raise ValueError(f"no box on earth: {self.west},{self.south},{self.east},{self.north}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What to look for. Each field narrows; the fields of a tuple widen (any of them)."""

    since: date | None = None
    """happened on this day or later (reports: published)"""
    until: date | None = None
    """happened on this day or before (reports: published)"""
    known_by: date | None = None
    """published on this day or before (events: as they were told by then)"""
    box: Box | None = None
    place: str | None = None
    """name of a place, of its admin1, or ISO3 code of its country"""
    kinds: tuple[Kind, ...] = ()
    modes: tuple[str, ...] = ()
    actor: str | None = None
    """part of the name or of the words of someone who does it or has it done to them"""
    source: str | None = None
    """part of the name of the outlet, or of the words of a voice"""
    text: str | None = None
    """words that all stand in the evidence (reports: in the text)"""
    realis: tuple[Realis, ...] = ()
    stances: tuple[Stance, ...] = ()
    statuses: tuple[Status, ...] = ()
    """how far the event is backed (claims and reports: no filter)"""
    background: bool | None = None
    report: str | None = None
    """id of a report"""
    event: str | None = None
    """id of an event"""
    min_score: float | None = None
    limit: int | None = None
    offset: int = 0

    def __post_init__(self) -> None:
        if self.offset < 0 or (self.limit is not None and self.limit < 0):
            raise ValueError("limit and offset count from 0")

    @property
    def asks_of_claims(self) -> bool:
        """Is a field set that only claims can answer?"""
        return any((
            self.box, self.place, self.kinds, self.modes, self.actor, self.realis, self.stances,
            self.event, self.background is not None, self.min_score is not None,
        ))  # fmt: skip


# ── what each filter means ───────────────────────────────────────────────────────────────


def contains(where: ColumnElement[str | None], words: str) -> Condition:
    """Does the column hold these words, whatever their case?"""
    return func.lower(where).contains(words.lower(), autoescape=True)


def overlaps(of: Table, query: Query) -> list[Condition]:
    """Days that can lie in the span asked for. An end left open reaches as far as it can."""
    found: list[Condition] = []
    if query.since is not None:
        found.append(or_(of.c.latest >= query.since, and_(of.c.latest.is_(None), of.c.earliest.is_not(None))))
    if query.until is not None:
        found.append(
            or_(of.c.earliest <= query.until, and_(of.c.earliest.is_(None), of.c.latest.is_not(None)))
        )
    return found


def has_words(of: Table, words: str) -> Condition:
    """Do all these words stand in the row's text? Served by SQLite's FTS5."""
    quoted = " ".join(f'"{word}"' for word in words.replace('"', " ").replace("\0", " ").split())
    if not quoted:
        return false()
    index = f"{of.name}_words"
    hits: Select[Any] = (
        select(literal_column("rowid")).select_from(table(index)).where(column(index).op("MATCH")(quoted))
    )
    return of.c.number.in_(hits)


def lies_in(of: Table, boxes: TableClause, box: Box) -> list[Condition]:
    """Does the point lie in the box? The R*Tree keeps 32-bit numbers, so the exact columns decide."""
    found = [boxes.c.south <= box.north, boxes.c.north >= box.south]
    found += [of.c.lat >= box.south, of.c.lat <= box.north]
    together = and_ if box.west <= box.east else or_
    found.append(together(boxes.c.west <= box.east, boxes.c.east >= box.west))
    found.append(together(of.c.lon <= box.east, of.c.lon >= box.west))
    return found


def is_named(of: Table, name: str) -> Condition:
    """Is it the place of this name, or in the admin1 or country of this name or code?"""
    asked = name.strip().lower()
    columns = (of.c.name, of.c.text, of.c.admin1, of.c.country)
    return or_(*(func.lower(where) == asked for where in columns))


def owners_of_places(of: Table, owner: str, query: Query) -> Select[Any] | None:
    """The numbers of the claims (or events) with a place that the query asks for; `None`
    where it asks for none. Uncorrelated, so that SQLite searches the R*Tree once."""
    if query.box is None and query.place is None:
        return None
    found: list[Condition] = []
    rows: FromClause = of
    if query.box is not None:
        boxes = table(f"{of.name}_boxes", *(column(name) for name in BOX_COLUMNS))
        rows = boxes.join(of, of.c.number == boxes.c.number)
        found += lies_in(of, boxes, query.box)
    if query.place is not None:
        found.append(is_named(of, query.place))
    return select(of.c[owner]).select_from(rows).where(*found)


def is_by(actor: str) -> Condition:
    """Does one of the claim's participants go by this name?"""
    of = claim_actors
    named = or_(contains(of.c.text, actor), contains(of.c.name, actor), of.c.actor_id == actor)
    return claims.c.number.in_(select(of.c.claim).where(named))


def is_told_by(source: str) -> Condition:
    """Does the claim come from this outlet, or through this voice?"""
    of = claim_voices
    named = or_(contains(of.c.text, source), contains(of.c.name, source))
    return or_(contains(claims.c.publisher, source), claims.c.number.in_(select(of.c.claim).where(named)))


# ── the three things a store can be asked for ────────────────────────────────────────────


def claim_conditions(query: Query) -> list[Condition]:
    """What must hold of a row of `claims`, days and words aside."""
    found: list[Condition] = []
    if query.kinds:
        found.append(claims.c.kind.in_(query.kinds))
    if query.modes:
        found.append(claims.c.mode.in_(query.modes))
    if query.realis:
        found.append(claims.c.realis.in_(query.realis))
    if query.stances:
        found.append(claims.c.stance.in_(query.stances))
    if query.background is not None:
        found.append(claims.c.background.is_(query.background))
    if query.min_score is not None:
        found.append(claims.c.score >= query.min_score)
    return found + linked_conditions(query)


def linked_conditions(query: Query) -> list[Condition]:
    """What must hold of the rows that hang on a row of `claims`."""
    found: list[Condition] = []
    if query.actor is not None:
        found.append(is_by(query.actor))
    places = owners_of_places(claim_places, "claim", query)
    if places is not None:
        found.append(claims.c.number.in_(places))
    if query.event is not None:
        of_event = select(event_claims.c.claim_id).join(events).where(events.c.id == query.event)
        found.append(claims.c.id.in_(of_event))
    return found


def select_claims(query: Query, *columns: ColumnElement[Any]) -> Select[Any]:
    """Claims in the order of their publication, then of the report."""
    found = claim_conditions(query) + overlaps(claims, query)
    if query.known_by is not None:
        found.append(claims.c.published <= query.known_by)
    if query.source is not None:
        found.append(is_told_by(query.source))
    if query.text is not None:
        found.append(has_words(claims, query.text))
    if query.report is not None:
        found.append(reports.c.id == query.report)
    return select(*columns).select_from(claims.join(reports)).where(*found)


def select_reports(query: Query, *columns: ColumnElement[Any]) -> Select[Any]:
    """Reports by publication. Filters that only a claim can answer ask for one such claim."""
    found: list[Condition] = []
    if query.since is not None:
        found.append(reports.c.published >= query.since)
    for last in (query.until, query.known_by):
        if last is not None:
            found.append(reports.c.published <= last)
    if query.source is not None:
        found.append(or_(contains(reports.c.publisher, query.source), contains(reports.c.url, query.source)))
    if query.text is not None:
        found.append(has_words(reports, query.text))
    if query.report is not None:
        found.append(reports.c.id == query.report)
    if query.asks_of_claims:
        found.append(reports.c.number.in_(select(claims.c.report).where(*claim_conditions(query))))
    return select(*columns).select_from(reports).where(*found)


def backing_conditions(query: Query) -> list[Condition]:
    """What must hold of one of the claims that an event rests on."""
    found: list[Condition] = []
    if query.actor is not None:
        found.append(is_by(query.actor))
    if query.source is not None:
        found.append(is_told_by(query.source))
    if query.text is not None:
        found.append(has_words(claims, query.text))
    if query.stances:
        found.append(claims.c.stance.in_(query.stances))
    if query.background is not None:
        found.append(claims.c.background.is_(query.background))
    if query.report is not None:
        found.append(claims.c.report.in_(select(reports.c.number).where(reports.c.id == query.report)))
    return found


def own_event_conditions(query: Query) -> list[Condition]:
    """What must hold of the row of `events` itself."""
    found = overlaps(events, query)
    if query.kinds:
        found.append(events.c.kind.in_(query.kinds))
    if query.modes:
        found.append(events.c.mode.in_(query.modes))
    if query.realis:
        found.append(events.c.realis.in_(query.realis))
    if query.statuses:
        found.append(events.c.status.in_(query.statuses))
    if query.min_score is not None:
        found.append(events.c.score >= query.min_score)
    if query.event is not None:
        found.append(events.c.id == query.event)
    return found


def select_events(query: Query, *columns: ColumnElement[Any]) -> Select[Any]:
    """Events by their days; those of unknown day come last."""
    found = own_event_conditions(query)
    places = owners_of_places(event_places, "event", query)
    if places is not None:
        found.append(events.c.number.in_(places))
    backing = backing_conditions(query)
    if backing:
        backed = event_claims.join(claims, claims.c.id == event_claims.c.claim_id)
        found.append(events.c.number.in_(select(event_claims.c.event).select_from(backed).where(*backing)))
    return select(*columns).select_from(events).where(*found)


CLAIM_ORDER = (claims.c.published.is_(None), claims.c.published, reports.c.id, claims.c.position)
REPORT_ORDER = (reports.c.published.is_(None), reports.c.published, reports.c.id)
EVENT_ORDER = (func.coalesce(events.c.earliest, events.c.latest).is_(None),
               func.coalesce(events.c.earliest, events.c.latest), events.c.id)  # fmt: skip
"""No order depends on when something was added: the same reports list the same way."""
