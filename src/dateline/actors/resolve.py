"""Noun phrase + the report's countries and day -> Resolution: who is meant, and why.

The head of the phrase decides: a person, a named group, a country, or a role word. A role
takes its country from a nationality or a name beside it, from what stands behind "of", or
from the country the report is about. The one thing to know: an unknown name is `None`,
never the nearest known one, unless it only differs by transliteration.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from dateline.actors.answers import Context, Resolution, as_actor, nations_of, owner_of, sector_of
from dateline.actors.bearers import Hints, choose_bearer
from dateline.actors.directory import Bearer, Directory, Use
from dateline.actors.locals import make_local
from dateline.actors.phrases import Phrase, Piece, PieceKind, cut_phrase
from dateline.actors.roles import from_role, role_of
from dateline.numbers import count_in
from dateline.places.names import likeness, plain_key
from dateline.types import Actor

LIKE_ENOUGH = 0.84
"""Likeness from which a name that sounds the same is taken for the same."""

_PRONOUNS = frozenset(
    "he she it they we i you him her them us me who himself herself themselves itself his their its "
    "those these this that one everyone anyone someone nobody others another yesterday today tomorrow "
    "which what".split()
)
_BEFORE_SURNAMES = frozenset({"", "mr", "mrs", "ms", "miss", "dr"})
_WHOLE = frozenset({Use.NAME, Use.NATIONALITY})


def resolve_actor(
    phrase: str,
    *,
    directory: Directory,
    countries: Sequence[str] = (),
    on: date | None = None,
    full_names: Sequence[str] = (),
    names: tuple[str, ...] = (),
) -> Resolution:
    """Who `phrase` means, in a report about `countries` (ISO3, most likely first) on the day `on`.

    `full_names` are the names of people as the report gives them in full: "Lam" is then Carrie Lam,
    if she is named there. `names` are those of people and groups that are somebody even where the
    directory does not know them (locals.py). Without a day, people are taken for what they last were.
    Nobody known gives `actor=None`.
    """
    context = Context(directory, tuple(countries), on, _keys_of(names))
    return _resolve(_in_full(phrase, full_names=tuple(full_names)), context=context)


@lru_cache(maxsize=256)
def _keys_of(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(plain_key(name).removeprefix("the ") for name in names)


def _in_full(phrase: str, *, full_names: tuple[str, ...]) -> str:
    """A surname that ends exactly one of the report's full names, with its first names put back."""
    surname = phrase.rpartition(" ")[2]
    if not full_names or not surname[:1].isupper():
        return phrase
    longer = {name for name in full_names if " " in name and name.endswith(f" {surname}")}
    before = plain_key(phrase[: -len(surname)])
    if len(longer) != 1 or before not in _BEFORE_SURNAMES:
        return phrase
    return f"{phrase[: -len(surname)]}{longer.pop()}"


def _resolve(text: str, *, context: Context) -> Resolution:
    if plain_key(text) in _PRONOUNS and not text.isupper():
        return Resolution(None, f'"{text}" names nobody')
    phrase = cut_phrase(text, directory=context.directory)
    core = _without_first_names(phrase.core)
    index = _head(core)
    if index is None:
        return Resolution(None, f'"{text}" holds no word that the directory knows')
    head, before = core[index], core[:index]
    is_role = head.kind is PieceKind.ROLE or _is_role_of_another(head, before=before, context=context)
    if head.kind is PieceKind.NAME and not is_role:
        return _from_name(head, before=before, text=text, context=context)
    if is_role:
        return from_role(head, before=before, phrase=phrase, context=context, resolve=_resolve)
    if head.kind is PieceKind.PROPER:
        return _from_unknown_name(core, text=text, context=context)
    return _from_thing(before, phrase=phrase, text=text, context=context)


def _is_role_of_another(head: Piece, *, before: Sequence[Piece], context: Context) -> bool:
    """Is the name a role word that a nationality takes elsewhere: the Peruvian Congress?"""
    nations = nations_of(before, context=context)
    countries = {bearer.country for bearer in head.bearers}
    return head.role is not None and bool(nations) and not countries & set(nations)


def _without_first_names(core: Sequence[Piece]) -> tuple[Piece, ...]:
    """The core in which a surname beside an unknown name is unknown: Melania Trump is not Donald."""
    pieces: list[Piece] = []
    for piece, following in zip(core, (*core[1:], None), strict=False):
        is_after_name = bool(pieces) and pieces[-1].kind is PieceKind.PROPER and not pieces[-1].owns
        is_before_name = following is not None and following.kind is PieceKind.PROPER and not piece.owns
        if piece.kind is PieceKind.NAME and not piece.bears(*_WHOLE, Use.CAPITAL):
            is_part = is_after_name or (is_before_name and piece.bears(Use.SHORT))
            piece = replace(piece, kind=PieceKind.PROPER) if is_part else piece
        pieces.append(piece)
    return tuple(pieces)


def _head(core: Sequence[Piece]) -> int | None:
    """Index of the head: the last piece that can be one; a person stays head before a name's last parts."""
    solid = [i for i, p in enumerate(core) if p.kind in _SOLID]
    if not solid:
        return None
    index = solid[-1]
    if core[index].kind is PieceKind.PROPER:
        people = [i for i in solid if any(b.kind == "person" and b.use is Use.NAME for b in core[i].bearers)]
        return people[-1] if people else index
    return index


_SOLID = frozenset({PieceKind.NAME, PieceKind.ROLE, PieceKind.PROPER, PieceKind.WORD})


# ── the head is a name ───────────────────────────────────────────────────────────────────


def _from_name(head: Piece, *, before: Sequence[Piece], text: str, context: Context) -> Resolution:
    title = next((piece for piece in reversed(before) if piece.kind is PieceKind.ROLE), None)
    bearer = context.choose(
        head, nations=nations_of(before, context=context), title=title.key if title else None
    )
    if bearer is None:
        names = ", ".join(sorted({bearer.name for bearer in head.bearers}))
        return Resolution(None, f'"{head.text}" may be {names}', kind="ambiguous")
    if bearer.kind == "country":
        return _from_country(bearer, head=head, text=text, before=before, context=context)
    is_former = any(piece.kind is PieceKind.FORMER for piece in before)
    return as_actor(bearer, text=head.text, context=context, title=title, is_former=is_former)


def _from_country(
    bearer: Bearer, *, head: Piece, text: str, before: Sequence[Piece], context: Context
) -> Resolution:
    country = bearer.country or ""
    is_titled = bool(before) and before[-1].kind in {PieceKind.ROLE, PieceKind.TITLE}
    if bearer.use is Use.TOWN and (is_titled or (context.countries and country not in context.countries)):
        return Resolution(None, f'"{head.text}" is a place in {bearer.name}, or somebody of that name')
    if bearer.use is Use.CAPITAL:
        why = f'"{head.text}", the capital, stands for the government of {bearer.name}'
        return sector_of(country, ("GOV",), why=why, context=context)
    if bearer.use is Use.TOWN:
        return sector_of(country, ("CVL",), why=f'"{head.text}" is a place in {bearer.name}', context=context)
    if bearer.use is Use.NATIONALITY and _is_people(head, text=text, before=before):
        return sector_of(country, ("CVL",), why=f'"{head.text}" are people of {bearer.name}', context=context)
    actor = Actor(id=bearer.id, name=bearer.name, country=country, wikidata=bearer.wikidata)
    return Resolution(actor, f'"{head.text}" is {bearer.name}', kind="country")


def _is_people(head: Piece, *, text: str, before: Sequence[Piece]) -> bool:
    """ "Russians", "two Russians", "hundreds of Lebanese" are people; "the Russians" are Russia."""
    if head.key.endswith("s") and not head.key.endswith(("ss", "us")):
        return bool(before) or not text.lower().startswith("the ")
    return count_in(text) is not None


# ── the head is unknown ──────────────────────────────────────────────────────────────────


def _from_unknown_name(core: Sequence[Piece], *, text: str, context: Context) -> Resolution:
    """A name the directory does not have as it is written."""
    first = len(core)
    while first and core[first - 1].kind is PieceKind.PROPER:
        first -= 1
    name, before = " ".join(piece.text for piece in core[first:]), core[:first]
    title = next((piece for piece in reversed(before) if piece.kind is PieceKind.ROLE), None)
    if bearer := _alike(name, title=title.key if title else None, context=context):
        return as_actor(bearer, text=name, context=context, title=title)
    role = title.role if title else None
    if not plain_key(name) or (role is None and plain_key(name) not in context.names):
        return Resolution(None, f'"{name}" is a name that the directory does not know')
    owner = owner_of(before, context=context)
    sectors = role_of(title, before=before).sectors if title and role else ()
    is_group = owner is not None and owner.kind not in {"country", "person"}
    is_whole = plain_key(text) == f"the {plain_key(name)}"
    actor = make_local(
        text if is_whole else name,
        country=owner.country if owner else None,
        sectors=owner.spells[0].sectors if owner and is_group else sectors,
        near=context.countries[0] if context.countries else None,
    )
    told = f'"{title.text}" says what they are' if title and role else "the report names them"
    return Resolution(actor, f'"{name}" is not in the directory; {told}', role=role)


def _alike(name: str, *, title: str | None, context: Context) -> Bearer | None:
    """Somebody whose name sounds like this and is spelled nearly so."""
    key = plain_key(name)
    if len(key) < 6:
        return None
    marked = [(likeness(key, other), other) for other in context.directory.find_alike(key)]
    good = [pair for pair in marked if pair[0] >= LIKE_ENOUGH]
    if not good:
        return None
    hints = Hints(on=context.on, countries=context.countries, title=title)
    bearers = tuple(b for b in context.directory.find(max(good)[1]) if b.use is Use.NAME)
    return choose_bearer(bearers, hints=hints)


def _from_thing(before: Sequence[Piece], *, phrase: Phrase, text: str, context: Context) -> Resolution:
    """A thing with somebody's name or role before it: rebel shells, a Syrian island."""
    solid = [i for i, piece in enumerate(before) if piece.kind in {PieceKind.NAME, PieceKind.ROLE}]
    if not solid:
        return Resolution(None, f'"{text}" holds no word that the directory knows')
    head, rest = before[solid[-1]], before[: solid[-1]]
    if head.kind is PieceKind.ROLE:
        return from_role(head, before=rest, phrase=phrase, context=context, resolve=_resolve)
    bearer = context.choose(head, nations=nations_of(rest, context=context))
    if bearer is not None and bearer.kind == "country" and bearer.country:
        why = f'"{text}" is something of {bearer.name}'
        return sector_of(bearer.country, ("UNK",), why=why, context=context)
    return _from_name(head, before=rest, text=text, context=context)
