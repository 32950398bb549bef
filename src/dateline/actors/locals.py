"""Names that no directory knows -> local actors, the same in every report whose context agrees.

The id of a local actor is made of its name and of the country and sectors that the text gives
it, so no list has to be kept and any two stores agree. The one thing to know: whether two whose
contexts differ are one is not decided here; a person does that in the store, and whoever that
sets apart has an id that ends in "~2".
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from dateline.places.names import plain_key
from dateline.types import Actor, Claim, Mention, MentionKind, Participant, PlaceMention, Voice, find_touching

Named = TypeVar("Named", Participant, Voice)

LOCAL = "local-"
APART = "~"
"""Stands between an id and the number of whoever was set apart from it."""


def find_names(mentions: Iterable[Mention], *, places: Sequence[PlaceMention]) -> tuple[str, ...]:
    """The names of people, in full, and of groups: those who may be actors though nobody knows them.
    What lies on a resolved place is none."""
    on_map = [place for place in places if place.place is not None]
    return tuple(
        mention.text
        for mention in mentions
        if mention.kind is MentionKind.GROUP or (mention.kind is MentionKind.PERSON and " " in mention.text)
        if not find_touching(on_map, mention)
    )


def make_local(name: str, *, country: str | None, sectors: tuple[str, ...], near: str | None) -> Actor:
    """The actor of a name that nobody knows; `near` is the country its report is about, which tells one
    General Hassan from another. A name of several words needs no such help."""
    words = plain_key(name).removeprefix("the ").split()
    where = country or (near if len(words) == 1 else None) or ""
    context = f".{where}.{'-'.join(sectors)}".lower().rstrip(".")
    return Actor(id=f"{LOCAL}{'-'.join(words)}{context}", name=name, country=country, sectors=sectors)


def is_local(actor: Actor) -> bool:
    """Is it known by nothing but its name?"""
    return actor.id.startswith(LOCAL) and APART not in actor.id


def are_set_apart(a: Actor, b: Actor) -> bool:
    """Were these two one, until somebody decided that they are not?"""
    return a.id != b.id and a.id.partition(APART)[0] == b.id.partition(APART)[0]


def settle_locals(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of one report, in which "Rami Khoury" is the "General Rami Khoury" of the same report,
    where there is but one of that name with a title or country."""
    titled: dict[str, dict[str, Actor]] = defaultdict(dict)
    for actor in (actor for claim in claims for actor in actors_of(claim)):
        if is_local(actor) and (actor.sectors or actor.country):
            titled[_words_of(actor)][actor.id] = actor
    alone = {words: next(iter(actors.values())) for words, actors in titled.items() if len(actors) == 1}

    def settle(actor: Actor) -> Actor:
        is_bare = is_local(actor) and not (actor.sectors or actor.country)
        return alone.get(_words_of(actor), actor) if is_bare else actor

    return tuple(replace_actors(claim, by=settle) for claim in claims) if alone else tuple(claims)


def _words_of(actor: Actor) -> str:
    return actor.id.partition(".")[0]


def actors_of(claim: Claim) -> list[Actor]:
    """Everybody known in a claim: those who do it, those it is done to, those who say so."""
    named: list[Participant | Voice] = [*claim.actors, *claim.targets, *claim.voices]
    return [one.actor for one in named if one.actor is not None]


def replace_actors(claim: Claim, *, by: Callable[[Actor], Actor]) -> Claim:
    """The claim with each actor replaced; the claim itself where that changes none."""
    if all(by(actor) == actor for actor in actors_of(claim)):
        return claim
    return replace(
        claim,
        actors=_replace_all(claim.actors, by),
        targets=_replace_all(claim.targets, by),
        voices=_replace_all(claim.voices, by),
    )


def _replace_all(named: Sequence[Named], by: Callable[[Actor], Actor]) -> tuple[Named, ...]:
    return tuple(one if one.actor is None else replace(one, actor=by(one.actor)) for one in named)
