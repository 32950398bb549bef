"""Taking a decision: checks it against what the store holds, adds it, and brings the columns up to date.

All happens in the transaction of the caller, who holds the lock for writing: two who decide
at once do so one after the other, each on what the other left. The one thing to know: the
records of claims stay as they were read; only the columns that filters look at are made anew.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Any

import msgspec
from sqlalchemy import CompoundSelect, Connection, delete, insert, select, union, update

from dateline.actors import actors_of
from dateline.actors.locals import APART
from dateline.errors import InputError
from dateline.store.decisions import Decision, Identities, Verb, find_reached, find_undone
from dateline.store.rows import Row, claim_actor_rows, claim_voice_rows
from dateline.store.tables import actor_decisions, claim_actors, claim_voices, claims, reports, upkeep
from dateline.types import Actor, Claim

TOGETHER = 500
"""Claims whose columns are made anew in one go; SQLite binds a limited number of values."""

NAMED = 5
"""Reports that an error names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who decides, when, and why."""

    by: str
    at: datetime
    why: str


def read_decisions(connection: Connection) -> tuple[Decision, ...]:
    """All decisions in the order they were taken."""
    rows = connection.scalars(select(actor_decisions.c.record).order_by(actor_decisions.c.number))
    return tuple(msgspec.json.decode(row, type=Decision) for row in rows)


def merge(connection: Connection, *, into: str, others: Sequence[str], author: Author) -> Decision:
    """From now on the others are `into`. Raises InputError: `actor-unknown`, `same-actor`."""
    if not others or into in others:
        raise InputError(
            f"{into!r} cannot be merged with itself. Name two actors or more, each once.", slug="same-actor"
        )
    decisions = read_decisions(connection)
    known = {actor: _find_actor(connection, actor, decisions=decisions) for actor in (into, *others)}
    decision = _decide(decisions, Verb.MERGE, author)
    decision = replace(decision, actors=tuple(dict.fromkeys(others)), becomes=known[into])
    return _add(connection, decision, decisions=decisions)


def split(
    connection: Connection, *, actor: str, told_in: Sequence[str], name: str | None, author: Author
) -> Decision:
    """From now on the actor is, in these reports, another of its own.

    Raises InputError: `actor-unknown`, `actor-not-told`, `split-of-all`.
    """
    decisions = read_decisions(connection)
    known = _find_actor(connection, actor, decisions=decisions)
    _check_reports(connection, actor, told_in=told_in)
    root = actor.partition(APART)[0]
    earlier = sum(
        one.verb is Verb.SPLIT and one.becomes is not None and one.becomes.id.partition(APART)[0] == root
        for one in decisions
    )
    other = replace(known, id=f"{root}{APART}{earlier + 2}", name=name or known.name)
    decision = _decide(decisions, Verb.SPLIT, author)
    decision = replace(decision, actors=(actor,), reports=tuple(dict.fromkeys(told_in)), becomes=other)
    return _add(connection, decision, decisions=decisions)


def undo(connection: Connection, *, number: int, author: Author) -> Decision:
    """From now on a decision no longer holds. Raises InputError: `decision-unknown`, `decision-undone`."""
    decisions = read_decisions(connection)
    if not 1 <= number <= len(decisions):
        raise InputError(
            f"there is no decision {number} of {len(decisions)}. `dateline actors history` lists them.",
            slug="decision-unknown",
        )
    if by := find_undone(decisions).get(number):
        raise InputError(
            f"decision {number} was undone already, by decision {by}. To bring it back, undo {by}.",
            slug="decision-undone",
        )
    decision = replace(_decide(decisions, Verb.UNDO, author), undoes=number)
    return _add(connection, decision, decisions=decisions)


# ── looking ──────────────────────────────────────────────────────────────────────────────


def _claims_of(actors: Iterable[str]) -> CompoundSelect[Any]:
    """The numbers of the claims in which one of these, as decided, acts, is acted on or speaks."""
    ids = list(actors)
    return union(
        *(select(table.c.claim).where(table.c.actor_id.in_(ids)) for table in (claim_actors, claim_voices))
    )


def _find_actor(connection: Connection, actor: str, *, decisions: Sequence[Decision]) -> Actor:
    """The actor as the newest claim has it."""
    asked = select(claims.c.record).where(claims.c.number.in_(_claims_of([actor])))
    record = connection.scalar(asked.order_by(claims.c.published.desc(), claims.c.id).limit(1))
    if record is None:
        raise InputError(
            f"there is no actor {actor!r} in the store. `dateline actors list` tells their ids.",
            slug="actor-unknown",
        )
    settled = Identities(decisions).settle(msgspec.json.decode(record, type=Claim))
    return next(one for one in actors_of(settled) if one.id == actor)


def _check_reports(connection: Connection, actor: str, *, told_in: Sequence[str]) -> None:
    """Is the actor in each of these reports, and in others?"""
    of_actor = select(claims.c.report).where(claims.c.number.in_(_claims_of([actor])))
    asked = select(reports.c.id).where(reports.c.number.in_(of_actor)).order_by(reports.c.id)
    found = list(connection.scalars(asked))
    some = ", ".join(islice(found, NAMED)) + (" …" if len(found) > NAMED else "")
    if absent := [report for report in told_in if report not in set(found)]:
        raise InputError(
            f"{actor!r} is in no claim of report {absent[0]!r}. It is in {some}.", slug="actor-not-told"
        )
    if not told_in or set(told_in) == set(found):
        raise InputError(
            f"{actor!r} is only in {some}: nothing would be left of it. Name some of these, not all.",
            slug="split-of-all",
        )


# ── adding ───────────────────────────────────────────────────────────────────────────────


def _decide(decisions: Sequence[Decision], verb: Verb, author: Author) -> Decision:
    return Decision(number=len(decisions) + 1, verb=verb, by=author.by, at=author.at, why=author.why)


def _add(connection: Connection, decision: Decision, *, decisions: Sequence[Decision]) -> Decision:
    connection.execute(
        insert(actor_decisions).values(
            number=decision.number,
            verb=decision.verb,
            by=decision.by,
            at=decision.at.isoformat(),
            why=decision.why,
            record=msgspec.json.encode(decision),
        )
    )
    everything = (*decisions, decision)
    touched = find_reached(_subjects_of(decision, decisions=decisions), decisions=everything)
    _make_columns_anew(connection, touched, identities=Identities(everything))
    connection.execute(update(upkeep).where(upkeep.c.task == "events").values(due=True))
    return decision


def _subjects_of(decision: Decision, *, decisions: Sequence[Decision]) -> tuple[str, ...]:
    """The actors a decision is about; those of an undo are those of what it undoes."""
    while decision.undoes is not None:
        decision = decisions[decision.undoes - 1]
    return decision.actors


def _make_columns_anew(connection: Connection, actors: Iterable[str], *, identities: Identities) -> None:
    """What filters look at, for all claims with one of these actors."""
    asked = select(claims.c.number, claims.c.record).where(claims.c.number.in_(_claims_of(actors)))
    rows = iter(connection.execute(asked).all())
    while some := list(islice(rows, TOGETHER)):
        settled = [
            (row.number, identities.settle(msgspec.json.decode(row.record, type=Claim))) for row in some
        ]
        for table, rows_of in PARTS:
            connection.execute(delete(table).where(table.c.claim.in_([number for number, _ in settled])))
            made = [row for number, claim in settled for row in rows_of(claim, number=number)]
            if made:
                connection.execute(insert(table), made)


RowsOf = Callable[..., Iterable[Row]]
PARTS: tuple[tuple[Any, RowsOf], ...] = ((claim_actors, claim_actor_rows), (claim_voices, claim_voice_rows))
