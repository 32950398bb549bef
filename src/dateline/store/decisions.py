"""What people decide about actors -> who each actor of a claim is.

A decision stands beside the claims and changes none of them: it says that these actors, in
these reports or in all, are from now on another. Each works on what those before it left. The
one thing to know: an undo is a decision too, so nothing is ever taken out of the history.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dateline.actors import replace_actors
from dateline.types import Actor, Claim


class Verb(StrEnum):
    """What is decided."""

    MERGE = "merge"
    """these are one actor"""
    SPLIT = "split"
    """in these reports it is another"""
    UNDO = "undo"
    """an earlier decision no longer holds"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Who decided what, when and why."""

    number: int
    """from 1, in the order they were taken"""
    verb: Verb
    actors: tuple[str, ...] = ()
    """ids of the actors that are from now on `becomes`"""
    reports: tuple[str, ...] = ()
    """ids of the reports it holds for; all where there are none"""
    becomes: Actor | None = None
    undoes: int | None = None
    by: str
    at: datetime
    why: str


def find_undone(decisions: Sequence[Decision]) -> dict[int, int]:
    """Number of each decision that no longer holds -> number of the one that undid it."""
    undone: dict[int, int] = {}
    for decision in reversed(decisions):
        if decision.undoes is not None and decision.number not in undone:
            undone[decision.undoes] = decision.number
    return undone


def find_reached(actors: Iterable[str], *, decisions: Sequence[Decision]) -> set[str]:
    """These ids and all that they can have become."""
    found = set(actors)
    for decision in decisions:
        if decision.becomes is not None and found & set(decision.actors):
            found.add(decision.becomes.id)
    return found


class Identities:
    """Who is who by the decisions that hold."""

    def __init__(self, decisions: Sequence[Decision]) -> None:
        undone = find_undone(decisions)
        self._about: dict[str, list[Decision]] = defaultdict(list)
        for decision in decisions:
            for actor in decision.actors:
                if decision.number not in undone:
                    self._about[actor].append(decision)

    def who(self, actor: Actor, *, report: str) -> Actor:
        """Who an actor of a report is; the actor itself where nothing was decided."""
        last = 0
        while (decision := self._next(actor.id, report=report, after=last)) and decision.becomes:
            actor, last = decision.becomes, decision.number
        return actor

    def settle(self, claim: Claim) -> Claim:
        """The claim with its actors as decided."""
        if not self._about:
            return claim
        return replace_actors(claim, by=lambda actor: self.who(actor, report=claim.report))

    def _next(self, actor: str, *, report: str, after: int) -> Decision | None:
        """The next decision about this actor in this report."""
        return next(
            (
                decision
                for decision in self._about.get(actor, ())
                if decision.number > after and (not decision.reports or report in decision.reports)
            ),
            None,
        )
