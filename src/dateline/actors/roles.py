"""A role word at the head of a phrase -> Resolution: its sectors, and whose it is.

Whose: a name beside it ("Assad's forces"), a name behind "of", words that mean one actor in
reports about a country ("the coalition"), the holder of the office on the day, or the country
the report is about. The one thing to know: "Western diplomats" and "Northamptonshire police"
are not the report's country's.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from dateline.actors.answers import SECTOR_NAMES, Context, Resolution, as_actor, owner_of, sector_of
from dateline.actors.bearers import spell_of
from dateline.actors.directory import Bearer, Role, local_key
from dateline.actors.phrases import Phrase, Piece, PieceKind
from dateline.types import Actor


class Resolver(Protocol):
    """What reads a phrase: resolve.py, which stands below this file."""

    def __call__(self, text: str, /, *, context: Context) -> Resolution: ...


_ARMED = frozenset({"REB", "UAF", "PRM"})
_NOT_OWN_PEOPLE = frozenset({"CVL", "REF", "REL", "ELI"})
"""Roles that are not part of a group they stand beside: Hamas prisoners, ISIS families. All others are its
own people: "Hezbollah fighters" are Hezbollah."""
_LOST_OFFICES = frozenset("GOV LEG SPY MIL JUD COP PTY".split())
_SUPPLE_HEADS = frozenset(
    "leader official commander member force spokesman spokeswoman spokesperson chief head group source "
    "officer unit position troop supporter aide figure representative deputy director chairman convoy "
    "vehicle soldier faction element base checkpoint headquarters office residence post outpost plane "
    "personnel source ally general delegation secretary media statement administration leadership".split()
)
"""Heads that say little: what stands beside them ("police officer") or behind "of" says who it is."""
_BELONGING = frozenset(
    {"of", "in", "from", "at", "for", "with", "inside", "within", "near", "around", "under", "across"}
)
_ENDINGS_OF_ADJECTIVES = (
    *"ed ing al ous ist ive ior ary ern ic less ful ant ent ly ite top new old".split(),
    *"elite young rogue hardline moderate allied".split(),
)
_ENDINGS_OF_PEOPLES = ("i", "an", "ese", "ish", "il", "ic")
_ELSEWHERE = frozenset(
    "western arab european african asian gulf foreign regional international nordic baltic balkan "
    "unidentified muslim world global outside eu un nato".split()
)
"""Words that place a role outside the country of the report: Western diplomats, foreign fighters."""
_HELD_OFFICES = {
    "president": "president",
    "prime minister": "prime minister",
    "premier": "prime minister",
    "chancellor": "chancellor",
    "king": "king",
    "supreme leader": "supreme leader",
    "foreign minister": "foreign minister",
    "foreign secretary": "foreign minister",
    "secretary of state": "foreign minister",
    "defence minister": "defence minister",
    "defense minister": "defence minister",
    "defence secretary": "defence minister",
    "defense secretary": "defence minister",
}
"""Role words for one person -> the office whose holder on the day is meant."""


def from_role(
    head: Piece, *, before: Sequence[Piece], phrase: Phrase, context: Context, resolve: Resolver
) -> Resolution:
    """Who a phrase with this role word at its head means; `resolve` reads what stands behind "of"."""
    role = role_of(head, before=before)
    owner = owner_of(before, context=context)
    if owner is None and (local := _local(head, before=before, context=context)):
        return replace(local, role=role)
    if (owner is None or phrase.link == "of") and phrase.link in _BELONGING and phrase.tail:
        found = _from_tail(head, role=role, phrase=phrase, context=context, resolve=resolve)
        if found is not None:
            return replace(found, role=role)
    is_former = any(piece.kind is PieceKind.FORMER for piece in before)
    sectors = ("ELI",) if is_former and _LOST_OFFICES & set(role.sectors) else role.sectors
    if owner is None:
        is_placed = _is_of_elsewhere(before, sectors=sectors)
        return replace(_unowned(head, sectors, role=role, is_placed=is_placed, context=context), role=role)
    return replace(_owned(owner, head=head, sectors=sectors, context=context), role=role)


def _local(head: Piece, *, before: Sequence[Piece], context: Context) -> Resolution | None:
    """Words that mean one actor in reports about a country: "the coalition" in those about Iraq."""
    if any(piece.kind in {PieceKind.NAME, PieceKind.PROPER} and piece.key != "kurdish" for piece in before):
        return None
    for country in context.countries[:2]:
        for pieces in ((*before, head), (head,)):
            key = local_key(" ".join(piece.key.removeprefix("the ") for piece in pieces), country)
            bearers = context.directory.find(key)
            fitting = [b for b in bearers if context.on is None or any(s.holds(context.on) for s in b.spells)]
            if fitting:
                return as_actor(fitting[0], text=head.text, context=context)
    return None


def role_of(head: Piece, *, before: Sequence[Piece]) -> Role:
    """The head's role, or that of the word before it where the head says little: police officer."""
    assert head.role is not None
    if _says_little(head):
        for piece in reversed(before):
            if piece.kind is PieceKind.ROLE and piece.role and piece.role.sectors:
                return piece.role
    return head.role


def _says_little(head: Piece) -> bool:
    """Is it a head such as chief or position, which needs another word to say whose?"""
    return head.key.rstrip("s") in _SUPPLE_HEADS or (
        head.role is not None and head.role.sectors in ((), ("UNK",))
    )


def _owned(owner: Bearer, *, head: Piece, sectors: tuple[str, ...], context: Context) -> Resolution:
    """A role with an owner: Syrian army, Hezbollah fighters, Assad's forces."""
    is_group = owner.kind not in {"country", "person"}
    is_own = not set(sectors) & _NOT_OWN_PEOPLE or (owner.kind == "party" and "OPP" in sectors)
    if is_group and (owner.country is None or is_own):
        return as_actor(owner, text=f"{owner.name} … {head.text}", context=context)
    country = owner.country
    if owner.kind == "person":
        spell, _ = spell_of(owner, on=context.on)
        country = spell.country if spell else owner.country
        if spell and set(spell.sectors) & _ARMED and set(sectors) & {"GOV", "MIL"}:
            sectors = spell.sectors
    if country is None:
        return Resolution(None, f'"{head.text}" of {owner.name}, which has no country')
    if owner.kind == "country" and (held := _holder(head, country=country, sectors=sectors, context=context)):
        return held
    why = f'"{head.text}" of {owner.name}: {" ".join(sectors or ("CVL",))}'
    return sector_of(country, sectors or ("CVL",), why=why, context=context)


def _from_tail(
    head: Piece, *, role: Role, phrase: Phrase, context: Context, resolve: Resolver
) -> Resolution | None:
    """A role whose owner stands behind it: fighters of the Islamic State, residents of Aleppo."""
    names = [piece for piece in phrase.tail if piece.kind is PieceKind.NAME]
    roles = [piece for piece in phrase.tail if piece.kind is PieceKind.ROLE]
    if _says_little(head) and roles and phrase.link in {"of", "for", "from", "with", "in"}:
        found = resolve(phrase.tail_text, context=context)
        if found.actor is not None and found.kind != "country":
            return found
    owner = context.choose(names[0]) if names else None
    return _owned(owner, head=head, sectors=role.sectors, context=context) if owner else None


def _unowned(
    head: Piece, sectors: tuple[str, ...], *, role: Role, is_placed: bool, context: Context
) -> Resolution:
    """A role that nobody known owns: of the country of the report, where the role is bound to one and
    the words do not place it elsewhere."""
    if sectors in ((), ("UNK",)):
        return Resolution(None, f'"{head.text}" does not say who they are')
    country = _country_at_hand(sectors, is_placed=is_placed, context=context) if role.is_bound else None
    if country is not None:
        if held := _holder(head, country=country, sectors=sectors, context=context):
            return held
        why = f'"{head.text}" in a report about {context.directory.country_name(country)}'
        return sector_of(country, sectors, why=why, context=context)
    name = SECTOR_NAMES[sectors[0]].removesuffix(" {}").removesuffix(" of").removesuffix(" in")
    actor = Actor(id="-".join(sectors).lower(), name=name, sectors=sectors)
    return Resolution(actor, f'"{head.text}" are {" ".join(sectors)} of no known country')


def _country_at_hand(sectors: tuple[str, ...], *, is_placed: bool, context: Context) -> str | None:
    """The country of the report that a role belongs to; rebels only where there are any known."""
    if is_placed:
        return None
    if sectors[0] in _ARMED:
        return next((c for c in context.countries if context.directory.knows_rebels_in(c)), None)
    return context.countries[0] if context.countries else None


def _holder(head: Piece, *, country: str, sectors: tuple[str, ...], context: Context) -> Resolution | None:
    """The one person who held the office on the day: "the Syrian president" is Bashar al-Assad."""
    office = _HELD_OFFICES.get(head.key.removeprefix("the "))
    if office is None or context.on is None or "ELI" in sectors:
        return None
    bearer = context.directory.holder_of(office, country=country, on=context.on)
    return as_actor(bearer, text=head.text, context=context, title=head) if bearer else None


def _is_of_elsewhere(before: Sequence[Piece], *, sectors: tuple[str, ...]) -> bool:
    """Is there "Western", an unresolved name, or an unknown one such as Northamptonshire before the role?

    The first word of a phrase may have its capital from the start of a sentence, and the name
    before armed men is mostly that of their group.
    """
    if any(piece.key in _ELSEWHERE or piece.kind is PieceKind.NAME for piece in before):
        return True
    proper = [(i, piece.key) for i, piece in enumerate(before) if piece.kind is PieceKind.PROPER]
    if set(sectors) & _ARMED:
        return len(proper) == 1 and proper[0][1].endswith(_ENDINGS_OF_PEOPLES)
    return any(i > 0 or not key.endswith(_ENDINGS_OF_ADJECTIVES) for i, key in proper)
