"""Noun phrase + the report's countries and day -> Resolution: who is meant, and why.

The head of the phrase decides: a person, a named group, a country, or a role word. A role
takes its country from a nationality or a name beside it, from what stands behind "of", or
from the country the report is about. The one thing to know: an unknown name is `None`,
never the nearest known one, unless it only differs by transliteration.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dateline.actors.bearers import Hints, choose_bearer, spell_of, was_in_office
from dateline.actors.directory import Bearer, Directory, Role, Use, local_key
from dateline.actors.phrases import Phrase, Piece, PieceKind, cut_phrase
from dateline.numbers import count_in
from dateline.places.names import likeness, plain_key
from dateline.types import Actor


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who a phrase means; `actor` is `None` where that is not known, and `why` says why."""

    actor: Actor | None
    why: str
    role: Role | None = None
    """the role word that heads the phrase, also where nobody is known"""
    kind: str | None = None
    """the directory's kind of a named actor: country, person, igo, armed, outlet, …"""


SECTOR_NAMES = {
    "GOV": "Government of {}",
    "MIL": "Armed forces of {}",
    "COP": "Police of {}",
    "SPY": "Intelligence services of {}",
    "LEG": "Parliament of {}",
    "JUD": "Judiciary of {}",
    "REB": "Rebels in {}",
    "UAF": "Armed men in {}",
    "PRM": "Paramilitaries in {}",
    "OPP": "Opposition of {}",
    "PTY": "Parties of {}",
    "ELI": "Former office-holders of {}",
    "CVL": "People of {}",
    "REF": "Displaced people of {}",
    "JRN": "Media of {}",
    "MED": "Health workers of {}",
    "BUS": "Businesses of {}",
    "LAB": "Workers of {}",
    "AGR": "Farmers of {}",
    "EDU": "Scholars of {}",
    "REL": "Believers of {}",
    "NGO": "Non-governmental organisations of {}",
    "CRM": "Criminals of {}",
    "PRE": "Breakaway region of {}",
    "IGO": "International organisations of {}",
    "SOC": "Groups of {}",
    "UNK": "Others of {}",
}
"""What a sector of a country is called."""
LIKE_ENOUGH = 0.84
"""Likeness from which a name that sounds the same is taken for the same."""

_PRONOUNS = frozenset(
    "he she it they we i you him her them us me who himself herself themselves itself his their its "
    "those these this that one everyone anyone someone nobody others another yesterday today tomorrow "
    "which what".split()
)
_ARMED = frozenset({"REB", "UAF", "PRM"})
_NOT_OWN_PEOPLE = frozenset({"CVL", "REF", "REL"})
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
_ENDINGS_OF_PEOPLES = ("i", "an", "ese", "ish", "il", "ic")
_BEFORE_SURNAMES = frozenset({"", "mr", "mrs", "ms", "miss", "dr"})
_WHOLE = frozenset({Use.NAME, Use.NATIONALITY})


@dataclass(frozen=True, slots=True)
class _Context:
    directory: Directory
    countries: tuple[str, ...]
    on: date | None
    full_names: tuple[str, ...] = ()

    def choose(
        self, piece: Piece, *, nations: tuple[str, ...] = (), title: str | None = None
    ) -> Bearer | None:
        hints = Hints(on=self.on, countries=self.countries, nations=nations, title=title)
        return choose_bearer(piece.bearers, hints=hints)


def resolve_actor(
    phrase: str,
    *,
    directory: Directory,
    countries: Sequence[str] = (),
    on: date | None = None,
    full_names: Sequence[str] = (),
) -> Resolution:
    """Who `phrase` means, in a report about `countries` (ISO3, most likely first) on the day `on`.

    `full_names` are the names of people as the report gives them in full: "Lam" is then Carrie Lam,
    if she is named there. Without a day, people are taken for what they last were. Nobody known
    gives `actor=None`.
    """
    context = _Context(directory, tuple(countries), on, tuple(full_names))
    return _resolve(_in_full(phrase, full_names=context.full_names), context=context)


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


def _resolve(text: str, *, context: _Context) -> Resolution:
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
        return _from_role(head, before=before, phrase=phrase, context=context)
    if head.kind is PieceKind.PROPER:
        return _from_unknown_name(core, context=context)
    return _from_thing(before, phrase=phrase, text=text, context=context)


def _is_role_of_another(head: Piece, *, before: Sequence[Piece], context: _Context) -> bool:
    """Is the name a role word that a nationality takes elsewhere: the Peruvian Congress?"""
    nations = _nations(before, context=context)
    countries = {bearer.country for bearer in head.bearers}
    return head.role is not None and bool(nations) and not countries & set(nations)


def _without_first_names(core: Sequence[Piece]) -> tuple[Piece, ...]:
    """The core in which a surname behind an unknown first name is unknown: Melania Trump is not Donald."""
    pieces: list[Piece] = []
    for piece in core:
        follows_name = bool(pieces) and pieces[-1].kind is PieceKind.PROPER and not pieces[-1].owns
        if follows_name and piece.kind is PieceKind.NAME and not piece.bears(*_WHOLE, Use.CAPITAL):
            piece = replace(piece, kind=PieceKind.PROPER)
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


def _from_name(head: Piece, *, before: Sequence[Piece], text: str, context: _Context) -> Resolution:
    title = next((piece for piece in reversed(before) if piece.kind is PieceKind.ROLE), None)
    bearer = context.choose(
        head, nations=_nations(before, context=context), title=title.key if title else None
    )
    if bearer is None:
        names = ", ".join(sorted({bearer.name for bearer in head.bearers}))
        return Resolution(None, f'"{head.text}" may be {names}', kind="ambiguous")
    if bearer.kind == "country":
        return _from_country(bearer, head=head, text=text, before=before, context=context)
    is_former = any(piece.kind is PieceKind.FORMER for piece in before)
    return _as_actor(bearer, text=head.text, context=context, title=title, is_former=is_former)


def _from_country(
    bearer: Bearer, *, head: Piece, text: str, before: Sequence[Piece], context: _Context
) -> Resolution:
    country = bearer.country or ""
    is_titled = bool(before) and before[-1].kind in {PieceKind.ROLE, PieceKind.TITLE}
    if bearer.use is Use.TOWN and (is_titled or (context.countries and country not in context.countries)):
        return Resolution(None, f'"{head.text}" is a place in {bearer.name}, or somebody of that name')
    if bearer.use is Use.CAPITAL:
        why = f'"{head.text}", the capital, stands for the government of {bearer.name}'
        return _sector_of(country, ("GOV",), why=why, context=context)
    if bearer.use is Use.TOWN:
        return _sector_of(
            country, ("CVL",), why=f'"{head.text}" is a place in {bearer.name}', context=context
        )
    if bearer.use is Use.NATIONALITY and _is_people(head, text=text, before=before):
        return _sector_of(
            country, ("CVL",), why=f'"{head.text}" are people of {bearer.name}', context=context
        )
    actor = Actor(id=bearer.id, name=bearer.name, country=country, wikidata=bearer.wikidata)
    return Resolution(actor, f'"{head.text}" is {bearer.name}', kind="country")


def _is_people(head: Piece, *, text: str, before: Sequence[Piece]) -> bool:
    """ "Russians", "two Russians", "hundreds of Lebanese" are people; "the Russians" are Russia."""
    if head.key.endswith("s") and not head.key.endswith(("ss", "us")):
        return bool(before) or not text.lower().startswith("the ")
    return count_in(text) is not None


def _as_actor(
    bearer: Bearer, *, text: str, context: _Context, title: Piece | None = None, is_former: bool = False
) -> Resolution:
    """A person or group as what it was on the day."""
    spell, when = spell_of(bearer, on=context.on, title=title.key if title else None)
    sectors = spell.sectors if spell else ()
    country = spell.country if spell else bearer.country
    if spell is None and bearer.kind != "person":
        sectors = bearer.spells[0].sectors
    elif is_former or (
        spell is None and was_in_office(bearer, on=context.on) and not _is_undated(title, context)
    ):
        sectors, when = ("ELI",), "out of office"
    elif spell is None and title is not None and title.role is not None:
        sectors, when = title.role.sectors, f'"{title.text}" in the text'
    office = f", {spell.office}" if spell and spell.office and not is_former else ""
    actor = Actor(id=bearer.id, name=bearer.name, country=country, sectors=sectors, wikidata=bearer.wikidata)
    return Resolution(actor, f'"{text}" is {bearer.name}{office} ({when})', kind=bearer.kind)


def _is_undated(title: Piece | None, context: _Context) -> bool:
    """Without a day, the title in the text is all that tells."""
    return context.on is None and title is not None and bool(title.role and title.role.sectors)


def _nations(pieces: Sequence[Piece], *, context: _Context) -> tuple[str, ...]:
    """Countries that the pieces name."""
    found = (context.choose(piece) for piece in pieces if piece.kind is PieceKind.NAME)
    return tuple(bearer.country for bearer in found if bearer and bearer.kind == "country" and bearer.country)


# ── the head is a role word ──────────────────────────────────────────────────────────────


def _from_role(head: Piece, *, before: Sequence[Piece], phrase: Phrase, context: _Context) -> Resolution:
    role = _role_of(head, before=before)
    owner = _owner(before, context=context)
    if owner is None and (local := _local(head, before=before, context=context)):
        return replace(local, role=role)
    if (owner is None or phrase.link == "of") and phrase.link in _BELONGING and phrase.tail:
        found = _from_tail(head, role=role, phrase=phrase, context=context)
        if found is not None:
            return replace(found, role=role)
    is_former = any(piece.kind is PieceKind.FORMER for piece in before)
    sectors = ("ELI",) if is_former and _LOST_OFFICES & set(role.sectors) else role.sectors
    if owner is None:
        is_placed = _is_of_elsewhere(before, sectors=sectors)
        return replace(_unowned(head, sectors, role=role, is_placed=is_placed, context=context), role=role)
    return replace(_owned(owner, head=head, sectors=sectors, context=context), role=role)


def _local(head: Piece, *, before: Sequence[Piece], context: _Context) -> Resolution | None:
    """Words that mean one actor in reports about a country: "the coalition" in those about Iraq."""
    if any(piece.kind in {PieceKind.NAME, PieceKind.PROPER} and piece.key != "kurdish" for piece in before):
        return None
    for country in context.countries[:2]:
        for pieces in ((*before, head), (head,)):
            key = local_key(" ".join(piece.key.removeprefix("the ") for piece in pieces), country)
            bearers = context.directory.find(key)
            fitting = [b for b in bearers if context.on is None or any(s.holds(context.on) for s in b.spells)]
            if fitting:
                return _as_actor(fitting[0], text=head.text, context=context)
    return None


def _role_of(head: Piece, *, before: Sequence[Piece]) -> Role:
    """The head's role, or that of the word before it where the head says little: police officer."""
    assert head.role is not None
    if head.key.rstrip("s") in _SUPPLE_HEADS or not head.role.sectors:
        for piece in reversed(before):
            if piece.kind is PieceKind.ROLE and piece.role and piece.role.sectors:
                return piece.role
    return head.role


def _owner(before: Sequence[Piece], *, context: _Context) -> Bearer | None:
    """Whose the role is: the nearest name before it; nobody where two countries share it."""
    names = [piece for piece in before if piece.kind is PieceKind.NAME]
    if not names:
        return None
    shared = any(piece.kind is PieceKind.AND for piece in before)
    if shared and len(set(_nations(names, context=context))) > 1:
        return None
    return context.choose(names[-1], nations=_nations(names[:-1], context=context))


def _owned(owner: Bearer, *, head: Piece, sectors: tuple[str, ...], context: _Context) -> Resolution:
    """A role with an owner: Syrian army, Hezbollah fighters, Assad's forces."""
    is_group = owner.kind not in {"country", "person"}
    is_own = not set(sectors) & _NOT_OWN_PEOPLE or (owner.kind == "party" and "OPP" in sectors)
    if is_group and (owner.country is None or is_own):
        return _as_actor(owner, text=f"{owner.name} … {head.text}", context=context)
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
    return _sector_of(country, sectors or ("CVL",), why=why, context=context)


def _from_tail(head: Piece, *, role: Role, phrase: Phrase, context: _Context) -> Resolution | None:
    """A role whose owner stands behind it: fighters of the Islamic State, residents of Aleppo."""
    names = [piece for piece in phrase.tail if piece.kind is PieceKind.NAME]
    roles = [piece for piece in phrase.tail if piece.kind is PieceKind.ROLE]
    if head.key.rstrip("s") in _SUPPLE_HEADS and roles and phrase.link in {"of", "for", "from", "with", "in"}:
        found = _resolve(phrase.tail_text, context=context)
        if found.actor is not None and found.kind != "country":
            return found
    owner = context.choose(names[0]) if names else None
    return _owned(owner, head=head, sectors=role.sectors, context=context) if owner else None


def _unowned(
    head: Piece, sectors: tuple[str, ...], *, role: Role, is_placed: bool, context: _Context
) -> Resolution:
    """A role that nobody known owns: of the country of the report, where the role is bound to one and
    the words do not place it elsewhere."""
    if not sectors:
        return Resolution(None, f'"{head.text}" does not say who they are')
    country = _country_at_hand(sectors, is_placed=is_placed, context=context) if role.is_bound else None
    if country is not None:
        if held := _holder(head, country=country, sectors=sectors, context=context):
            return held
        why = f'"{head.text}" in a report about {context.directory.country_name(country)}'
        return _sector_of(country, sectors, why=why, context=context)
    name = SECTOR_NAMES[sectors[0]].removesuffix(" {}").removesuffix(" of").removesuffix(" in")
    actor = Actor(id="-".join(sectors).lower(), name=name, sectors=sectors)
    return Resolution(actor, f'"{head.text}" are {" ".join(sectors)} of no known country')


def _country_at_hand(sectors: tuple[str, ...], *, is_placed: bool, context: _Context) -> str | None:
    """The country of the report that a role belongs to; rebels only where there are any known."""
    if is_placed:
        return None
    if sectors[0] in _ARMED:
        return next((c for c in context.countries if context.directory.knows_rebels_in(c)), None)
    return context.countries[0] if context.countries else None


def _holder(head: Piece, *, country: str, sectors: tuple[str, ...], context: _Context) -> Resolution | None:
    """The one person who held the office on the day: "the Syrian president" is Bashar al-Assad."""
    office = _HELD_OFFICES.get(head.key.removeprefix("the "))
    if office is None or context.on is None or "ELI" in sectors:
        return None
    bearer = context.directory.holder_of(office, country=country, on=context.on)
    return _as_actor(bearer, text=head.text, context=context, title=head) if bearer else None


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


def _sector_of(country: str, sectors: tuple[str, ...], *, why: str, context: _Context) -> Resolution:
    """A sector of a country as an actor: syr-mil, the armed forces of Syria."""
    name = SECTOR_NAMES[sectors[0]].format(context.directory.country_name(country))
    actor = Actor(id="-".join((country, *sectors)).lower(), name=name, country=country, sectors=sectors)
    return Resolution(actor, why)


# ── the head is unknown ──────────────────────────────────────────────────────────────────


def _from_unknown_name(core: Sequence[Piece], *, context: _Context) -> Resolution:
    """A name the directory does not have as it is written."""
    first = len(core)
    while first and core[first - 1].kind is PieceKind.PROPER:
        first -= 1
    name, before = " ".join(piece.text for piece in core[first:]), core[:first]
    title = next((piece for piece in reversed(before) if piece.kind is PieceKind.ROLE), None)
    if bearer := _alike(name, title=title.key if title else None, context=context):
        return _as_actor(bearer, text=name, context=context, title=title)
    if title is None or title.role is None:
        return Resolution(None, f'"{name}" is a name that the directory does not know')
    owner = _owner(before, context=context)
    is_group = owner is not None and owner.kind not in {"country", "person"}
    actor = Actor(
        id="name-" + plain_key(name).replace(" ", "-"),
        name=name,
        country=owner.country if owner else None,
        sectors=owner.spells[0].sectors if owner and is_group else _role_of(title, before=before).sectors,
    )
    return Resolution(
        actor, f'"{name}" is not in the directory; "{title.text}" says what they are', role=title.role
    )


def _alike(name: str, *, title: str | None, context: _Context) -> Bearer | None:
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


def _from_thing(before: Sequence[Piece], *, phrase: Phrase, text: str, context: _Context) -> Resolution:
    """A thing with somebody's name or role before it: rebel shells, a Syrian island."""
    solid = [i for i, piece in enumerate(before) if piece.kind in {PieceKind.NAME, PieceKind.ROLE}]
    if not solid:
        return Resolution(None, f'"{text}" holds no word that the directory knows')
    head, rest = before[solid[-1]], before[: solid[-1]]
    if head.kind is PieceKind.ROLE:
        return _from_role(head, before=rest, phrase=phrase, context=context)
    bearer = context.choose(head, nations=_nations(rest, context=context))
    if bearer is not None and bearer.kind == "country" and bearer.country:
        why = f'"{text}" is something of {bearer.name}'
        return _sector_of(bearer.country, ("UNK",), why=why, context=context)
    return _from_name(head, before=rest, text=text, context=context)
