"""The Store: add a reading, ask for reports, claims and events, decide who is who.

Each report goes in with all that was read in it, in one transaction: it is there whole
or not at all. Events are derived from all claims by `refresh_events`; between an add and
the next refresh `events_due` says that they are behind. `situation` and `changes` are drawn
when they are asked for.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import chain
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar
from weakref import finalize

import msgspec
from sqlalchemy import Connection, Engine, Select, Table, delete, func, insert, or_, select, update

from dateline.errors import StoreError
from dateline.store.actors import KnownActor, find_known_actors, goes_by
from dateline.store.deciding import Author, merge, read_decisions, split, undo
from dateline.store.decisions import Decision, Identities
from dateline.store.failures import store_errors
from dateline.store.opening import copy_pages, locate, make_engine, open_engine
from dateline.store.queries import (
    CLAIM_ORDER,
    EVENT_ORDER,
    REPORT_ORDER,
    Query,
    select_claims,
    select_events,
    select_reports,
)
from dateline.store.rows import (
    Row,
    claim_actor_rows,
    claim_place_rows,
    claim_row,
    claim_voice_rows,
    digest,
    event_claim_rows,
    event_place_rows,
    event_row,
    report_row,
)
from dateline.store.tables import (
    actor_decisions,
    claim_actors,
    claim_places,
    claim_voices,
    claims,
    earlier_versions,
    event_claims,
    event_places,
    events,
    reports,
    upkeep,
)
from dateline.types import GAP_DAYS, Changes, Claim, Event, Reading, Report, Situation

if TYPE_CHECKING:
    from dateline.situation import Knowledge

Record = TypeVar("Record", Report, Claim, Event)

EVERYTHING = Query()
MOST_KNOWN = 4
"""So many days' knowledge is kept ready: the page asks several questions about one day."""


class Added(StrEnum):
    """What became of a report that was added."""

    NEW = "new"
    REPLACED = "replaced"
    """the id was known with another text, which is kept as an earlier version"""
    UNCHANGED = "unchanged"
    """this text of this report is already kept"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much a store keeps."""

    reports: int
    claims: int
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What a report said before it changed, and the claims read in it then."""

    version: int
    report: Report
    claims: tuple[Claim, ...]


def open_store(target: str | Path, *, create: bool = False) -> "Store":
    """The store in this file (or at this `sqlite:///` URL).

    Raises StoreError: `store-missing` where there is none and `create` is not set,
    `store-newer`, `store-damaged`, `store-foreign`, `store-locked`, `disk-full`.
    """
    engine, name = open_engine(target, create=create)
    return Store(engine, name=name)


class Store:
    """Reports, claims and events in one database. Made by `open_store`; safe to use from
    several threads, each call being its own transaction."""

    def __init__(self, engine: Engine, *, name: str) -> None:
        self._engine = engine
        self.name = name
        self._known: dict[date, _Known] = {}
        self._knowing = Lock()
        self._who_is_who: tuple[int, Identities] = (0, Identities(()))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._known.clear()
        self._engine.dispose()

    # ── adding ───────────────────────────────────────────────────────────────────────────

    def holds(self, report: Report) -> bool:
        """Is this text of this report kept, as the current or an earlier version?"""
        with self._reading() as connection:
            return _is_kept(connection, report)

    def add(self, reading: Reading) -> Added:
        """Keep a report with its claims. The same report again changes nothing."""
        with self._writing() as connection:
            if _is_kept(connection, reading.report):
                return Added.UNCHANGED
            version = _set_aside(connection, reading.report.id)
            _insert_reading(connection, reading, version=version, identities=self._identities(connection))
            connection.execute(update(upkeep).values(due=True))
        return Added.NEW if version == 1 else Added.REPLACED

    # ── asking ───────────────────────────────────────────────────────────────────────────

    def reports(self, query: Query = EVERYTHING) -> Iterator[Report]:
        """The reports that match, by day of publication."""
        return self._records(select_reports(query, reports.c.record).order_by(*REPORT_ORDER), query, Report)

    def claims(self, query: Query = EVERYTHING) -> Iterator[Claim]:
        """The claims that match, by day of publication, then in the order of their report, with the
        actors that were decided on."""
        return map(self._who_now().settle, self._claims_as_read(query))

    def events(self, query: Query = EVERYTHING) -> Iterator[Event]:
        """The events that match, by day; see `events_due`. With `known_by`, as they were told by then."""
        if query.known_by is not None:
            return self.as_known_by(query.known_by).events(replace(query, known_by=None))
        return self._records(select_events(query, events.c.record).order_by(*EVENT_ORDER), query, Event)

    def get_report(self, report_id: str) -> Report | None:
        """The current version of a report; `None` where there is none of this id."""
        return self._record(reports, report_id, Report)

    def get_claim(self, claim_id: str) -> Claim | None:
        """One claim; `None` where there is none of this id."""
        claim = self._record(claims, claim_id, Claim)
        return None if claim is None else self._who_now().settle(claim)

    def get_event(self, event_id: str) -> Event | None:
        """One event; `None` where there is none of this id."""
        return self._record(events, event_id, Event)

    def get_versions(self, report_id: str) -> tuple[Version, ...]:
        """What a report said before, oldest first; `()` where it never changed."""
        asked = select(earlier_versions).where(earlier_versions.c.report_id == report_id)
        with self._reading() as connection:
            rows = connection.execute(asked.order_by(earlier_versions.c.version)).all()
            settle = self._identities(connection).settle
        return tuple(
            Version(
                version=row.version,
                report=msgspec.json.decode(row.record, type=Report),
                claims=tuple(map(settle, msgspec.json.decode(row.claims, type=tuple[Claim, ...]))),
            )
            for row in rows
        )

    def count(self, query: Query = EVERYTHING) -> Counts:
        """How many reports, claims and events match; `limit` and `offset` play no part."""
        told = self if query.known_by is None else self.as_known_by(query.known_by)
        with self._reading() as connection, told._reading() as as_told:
            return Counts(
                reports=_number(connection, select_reports(query, func.count())),
                claims=_number(connection, select_claims(query, func.count())),
                events=_number(as_told, select_events(query, func.count())),
            )

    # ── who is who ───────────────────────────────────────────────────────────────────────

    def actors(self, query: Query = EVERYTHING) -> tuple[KnownActor, ...]:
        """The actors of the claims that match, the most told first; with `query.actor` those of that
        id or name."""
        told = self._claims_as_read(replace(query, actor=None, limit=None, offset=0))
        known = find_known_actors(told, identities=self._who_now())
        found = [one for one in known if goes_by(one, query.actor)]
        return tuple(found[query.offset : None if query.limit is None else query.offset + query.limit])

    def decisions(self) -> tuple[Decision, ...]:
        """What was decided about actors, in order, with what was undone."""
        with self._reading() as connection:
            return read_decisions(connection)

    def merge_actors(self, into: str, others: Sequence[str], *, author: Author) -> Decision:
        """Decide that the others are `into`. Raises InputError: `actor-unknown`, `same-actor`."""
        with self._writing() as connection:
            return merge(connection, into=into, others=others, author=author)

    def split_actor(
        self, actor: str, *, reports: Sequence[str], name: str | None = None, author: Author
    ) -> Decision:
        """Decide that in these reports the actor is another, whose id `becomes` gives.

        Raises InputError: `actor-unknown`, `actor-not-told`, `split-of-all`.
        """
        with self._writing() as connection:
            return split(connection, actor=actor, told_in=reports, name=name, author=author)

    def undo_decision(self, number: int, *, author: Author) -> Decision:
        """Decide that a decision no longer holds.

        Raises InputError: `decision-unknown`, `decision-undone`.
        """
        with self._writing() as connection:
            return undo(connection, number=number, author=author)

    # ── events ───────────────────────────────────────────────────────────────────────────

    @property
    def events_due(self) -> bool:
        """Were reports added, or actors decided on, since the events were made?"""
        with self._reading() as connection:
            return _are_events_due(connection)

    def refresh_events(self) -> int:
        """Make the events anew from all claims, and give their number."""
        from dateline.fuse import fuse_claims

        with self._writing() as connection:
            fused = fuse_claims(self._read_claims(connection), reports=_read_reports(connection))
            _replace_events(connection, fused)
        return len(fused)

    # ── what was known ───────────────────────────────────────────────────────────────────

    def as_known_by(self, day: date) -> "Store":
        """A store of what was published by `day` alone, with the events fused from that.

        It lies in a temporary file and goes when this store is closed. The last ones asked for
        are kept ready, as long as nothing is added.
        """
        with self._knowing:
            size = self._find_size()
            known = self._known.pop(day, None)
            if known is None or known.size != size:
                known = _Known(size, _copy_known(self._engine, day))
            self._known[day] = known
            if len(self._known) > MOST_KNOWN:
                del self._known[next(iter(self._known))]
        return known.store

    def _find_size(self) -> int:
        """Grows with every change: a report that is added, or set aside for another version of it, and
        what is decided about actors."""
        with self._reading() as connection:
            return sum(
                _number(connection, select(func.count()).select_from(table))
                for table in (reports, earlier_versions, actor_decisions)
            )

    # ── the picture ──────────────────────────────────────────────────────────────────────

    def situation(self, day: date, *, known_by: date | None = None, gap_days: int = GAP_DAYS) -> Situation:
        """Who held what and who moved where at the end of `day`, from what was published by `known_by`;
        a place without news for `gap_days` days is named as a gap."""
        from dateline.situation import draw_situation

        return draw_situation(day, self._find_knowledge(known_by), gap_days=gap_days)

    def changes(self, since: date, until: date, *, known_by: date | None = None) -> Changes:
        """What changed between the ends of two days, from what was published by `known_by`.

        Raises InputError `days-reversed`."""
        from dateline.situation import compare_days

        then, now = (
            self._find_knowledge(day if known_by is None else min(day, known_by)) for day in (since, until)
        )
        return compare_days(since, until, whole=self._find_knowledge(known_by), then=then, now=now)

    def _find_knowledge(self, known_by: date | None) -> "Knowledge":
        """The events as they are kept, or where these are behind, as they would be made."""
        from dateline.fuse import fuse_claims, time_order
        from dateline.situation import Knowledge

        told = self if known_by is None else self.as_known_by(known_by)
        with told._reading() as connection:
            kept = _read_reports(connection)
            found = {claim.id: claim for claim in told._read_claims(connection)}
            made = () if _are_events_due(connection) else _read_events(connection)
        if found and not made:
            made = fuse_claims(found.values(), reports=kept)
        return Knowledge(known_by, kept, found, tuple(sorted(made, key=time_order)))

    # ── inside ───────────────────────────────────────────────────────────────────────────

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with store_errors(self.name), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with store_errors(self.name), self._engine.connect() as connection:
            connection.execution_options(writes=True)
            with connection.begin():
                yield connection

    def _identities(self, connection: Connection) -> Identities:
        """Who is who now. Decisions are only ever added, so their number tells whether any are new."""
        number = int(connection.scalar(select(func.max(actor_decisions.c.number))) or 0)
        if number != self._who_is_who[0]:
            self._who_is_who = (number, Identities(read_decisions(connection)))
        return self._who_is_who[1]

    def _who_now(self) -> Identities:
        with self._reading() as connection:
            return self._identities(connection)

    def _read_claims(self, connection: Connection) -> list[Claim]:
        """All claims, with the actors that were decided on."""
        settle = self._identities(connection).settle
        rows = connection.execute(select_claims(EVERYTHING, claims.c.record).order_by(*CLAIM_ORDER))
        return [settle(_decode(row.record, Claim)) for row in rows]

    def _claims_as_read(self, query: Query) -> Iterator[Claim]:
        return self._records(select_claims(query, claims.c.record).order_by(*CLAIM_ORDER), query, Claim)

    def _records(self, asked: Select[Any], query: Query, kind: type[Record]) -> Iterator[Record]:
        if query.limit is not None or query.offset:
            # SQLite takes no OFFSET without a LIMIT; -1 is its word for "all".
            asked = asked.limit(-1 if query.limit is None else query.limit).offset(query.offset)
        with self._reading() as connection:
            for row in connection.execute(asked.execution_options(yield_per=500)):
                yield _decode(row.record, kind)

    def _record(self, table: Table, wanted: str, kind: type[Record]) -> Record | None:
        with self._reading() as connection:
            record = connection.scalar(select(table.c.record).where(table.c.id == wanted))
        return None if record is None else _decode(record, kind)


@dataclass(frozen=True, slots=True)
class _Known:
    """What was published by a day, as of a size of the whole."""

    size: int
    store: Store


def _copy_known(engine: Engine, day: date) -> Store:
    folder = mkdtemp(prefix="dateline-")
    path = Path(folder) / "known.db"
    with store_errors(str(path)):
        copy_pages(engine, path)
    copy = make_engine(locate(path))
    store = Store(copy, name=str(path))
    finalize(store, _discard, copy, folder)
    _leave_out_later(store, day)
    store.refresh_events()
    return store


def _leave_out_later(store: Store, day: date) -> None:
    """Drop what was not out by `day`; of a report that changed since, what it said then comes back."""
    is_later = or_(reports.c.published.is_(None), reports.c.published > day)
    changed = select(reports.c.id).join(earlier_versions, earlier_versions.c.report_id == reports.c.id)
    with store._reading() as connection:
        names = connection.scalars(changed.where(is_later).distinct()).all()
    out = [
        version
        for version in chain.from_iterable(map(store.get_versions, names))
        if version.report.published and version.report.published <= day
    ]
    with store._writing() as connection:
        connection.execute(delete(reports).where(is_later))
        for version in {version.report.id: version for version in out}.values():
            reading = Reading(report=version.report, sentences=(), claims=version.claims)
            _insert_reading(
                connection, reading, version=version.version, identities=store._identities(connection)
            )


def _discard(engine: Engine, folder: str) -> None:
    engine.dispose()
    rmtree(folder, ignore_errors=True)


def _decode(record: bytes, kind: type[Record]) -> Record:
    try:
        return msgspec.json.decode(record, type=kind)
    except msgspec.DecodeError as failure:
        raise StoreError(
            f"the store holds a {kind.__name__.lower()} that cannot be understood ({failure}). "
            "Bring the store back from a backup, or read the reports again into a new store.",
            slug="store-damaged",
        ) from failure


def _read_reports(connection: Connection) -> dict[str, Report]:
    rows = connection.execute(select(reports.c.id, reports.c.record))
    return {row.id: _decode(row.record, Report) for row in rows}


def _read_events(connection: Connection) -> tuple[Event, ...]:
    return tuple(_decode(row.record, Event) for row in connection.execute(select(events.c.record)))


def _are_events_due(connection: Connection) -> bool:
    return bool(connection.scalar(select(upkeep.c.due).where(upkeep.c.task == "events")))


def _number(connection: Connection, asked: Select[Any]) -> int:
    return int(connection.scalar(asked) or 0)


def _is_kept(connection: Connection, report: Report) -> bool:
    known = digest(report)
    current = select(reports.c.number).where(reports.c.id == report.id, reports.c.digest == known)
    earlier = select(earlier_versions.c.number).where(
        earlier_versions.c.report_id == report.id, earlier_versions.c.digest == known
    )
    return connection.scalar(current) is not None or connection.scalar(earlier) is not None


def _set_aside(connection: Connection, report_id: str) -> int:
    """Move the current version, if there is one, to the earlier ones; the number of the next."""
    current = connection.execute(select(reports).where(reports.c.id == report_id)).one_or_none()
    if current is None:
        return 1
    told = connection.scalars(
        select(claims.c.record).where(claims.c.report == current.number).order_by(claims.c.position)
    )
    connection.execute(
        insert(earlier_versions).values(
            report_id=report_id,
            version=current.version,
            digest=current.digest,
            record=current.record,
            claims=b"[" + b",".join(told) + b"]",
        )
    )
    connection.execute(delete(reports).where(reports.c.number == current.number))
    return int(current.version) + 1


def _next_number(connection: Connection, table: Table) -> int:
    """The number of the next row; nobody else can take it, for writers wait for each other."""
    return int(connection.scalar(select(func.coalesce(func.max(table.c.number), 0))) or 0) + 1


def _insert_all(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    listed = list(rows)
    if listed:
        connection.execute(insert(table), listed)


def _insert_reading(
    connection: Connection, reading: Reading, *, version: int, identities: Identities
) -> None:
    number, first = _next_number(connection, reports), _next_number(connection, claims)
    report = {**report_row(reading.report), "number": number, "version": version}
    told = list(enumerate(reading.claims, start=first))
    _insert_all(connection, reports, [report])
    _insert_all(
        connection,
        claims,
        (
            {**claim_row(claim, report=reading.report, number=number, position=key - first), "number": key}
            for key, claim in told
        ),
    )
    settled = [(key, identities.settle(claim)) for key, claim in told]
    for table, rows_of in PARTS_OF_CLAIMS:
        _insert_all(connection, table, (row for key, claim in settled for row in rows_of(claim, number=key)))


def _replace_events(connection: Connection, fused: Sequence[Event]) -> None:
    connection.execute(delete(events))
    numbered = list(enumerate(fused, start=1))
    _insert_all(connection, events, ({**event_row(event), "number": key} for key, event in numbered))
    for table, rows_of in PARTS_OF_EVENTS:
        _insert_all(connection, table, (row for key, event in numbered for row in rows_of(event, number=key)))
    connection.execute(update(upkeep).where(upkeep.c.task == "events").values(due=False))


PARTS_OF_CLAIMS = (
    (claim_places, claim_place_rows),
    (claim_actors, claim_actor_rows),
    (claim_voices, claim_voice_rows),
)
PARTS_OF_EVENTS = ((event_claims, event_claim_rows), (event_places, event_place_rows))
