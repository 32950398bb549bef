"""Claims, and who is who in them -> the actors of a store, each with its names and how often it is told."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from dateline.actors import actors_of
from dateline.store.decisions import Identities
from dateline.types import Actor, Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownActor:
    """One actor as the claims of a store have it."""

    actor: Actor
    """as most claims have it: what somebody is changes with the day"""
    names: tuple[str, ...]
    """all the names it was read under, the most used first"""
    merged: tuple[str, ...]
    """ids that were read and that somebody decided are this actor"""
    claims: int
    reports: int


@dataclass(slots=True)
class _Gathered:
    actors: Counter[Actor] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    ids: set[str] = field(default_factory=set)
    claims: int = 0
    reports: set[str] = field(default_factory=set)


def find_known_actors(told: Iterable[Claim], *, identities: Identities) -> tuple[KnownActor, ...]:
    """The actors of claims as they were read, by how many claims they are in, then by id."""
    gathered: dict[str, _Gathered] = {}
    for claim in told:
        for group in {_gather(actor, claim, gathered, identities) for actor in actors_of(claim)}:
            gathered[group].claims += 1
            gathered[group].reports.add(claim.report)
    known = (_summarise(actor, group) for actor, group in gathered.items())
    return tuple(sorted(known, key=lambda one: (-one.claims, one.actor.id)))


def _gather(actor: Actor, claim: Claim, gathered: dict[str, _Gathered], identities: Identities) -> str:
    """Count an actor of a claim in; the id it is counted under."""
    meant = identities.who(actor, report=claim.report)
    group = gathered.setdefault(meant.id, _Gathered())
    group.actors[meant] += 1
    group.names[actor.name if meant.id != actor.id else meant.name] += 1
    group.ids.add(actor.id)
    return meant.id


def _summarise(actor: str, group: _Gathered) -> KnownActor:
    return KnownActor(
        actor=min(group.actors, key=lambda one: (-group.actors[one], one.name, one.sectors)),
        names=tuple(sorted(group.names, key=lambda name: (-group.names[name], name))),
        merged=tuple(sorted(group.ids - {actor})),
        claims=group.claims,
        reports=len(group.reports),
    )


def goes_by(known: KnownActor, asked: str | None) -> bool:
    """Is this the id, or part of a name, of the actor? True where nothing is asked."""
    if asked is None or asked in (known.actor.id, *known.merged):
        return True
    return any(asked.lower() in name.lower() for name in (known.actor.name, *known.names))
