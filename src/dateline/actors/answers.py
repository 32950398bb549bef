"""What resolving gives, and the two ways to it: a bearer of a name, or a sector of a country.

`Resolution` is what comes out. The one thing to know: an actor without a name of its own is
its country and sectors ("syr-mil"), so that the same army is the same actor in every report.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dateline.actors.bearers import Hints, choose_bearer, spell_of, was_in_office
from dateline.actors.directory import Bearer, Directory, Role
from dateline.actors.phrases import Piece, PieceKind
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


@dataclass(frozen=True, slots=True)
class Context:
    directory: Directory
    countries: tuple[str, ...]
    on: date | None
    names: frozenset[str] = frozenset()
    """plain keys of the people and groups that the report names"""

    def choose(
        self, piece: Piece, *, nations: tuple[str, ...] = (), title: str | None = None
    ) -> Bearer | None:
        hints = Hints(on=self.on, countries=self.countries, nations=nations, title=title)
        return choose_bearer(piece.bearers, hints=hints)


def as_actor(
    bearer: Bearer, *, text: str, context: Context, title: Piece | None = None, is_former: bool = False
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


def _is_undated(title: Piece | None, context: Context) -> bool:
    """Without a day, the title in the text is all that tells."""
    return context.on is None and title is not None and bool(title.role and title.role.sectors)


def sector_of(country: str, sectors: tuple[str, ...], *, why: str, context: Context) -> Resolution:
    """A sector of a country as an actor: syr-mil, the armed forces of Syria."""
    name = SECTOR_NAMES[sectors[0]].format(context.directory.country_name(country))
    actor = Actor(id="-".join((country, *sectors)).lower(), name=name, country=country, sectors=sectors)
    return Resolution(actor, why)


def nations_of(pieces: Sequence[Piece], *, context: Context) -> tuple[str, ...]:
    """Countries that the pieces name."""
    found = (context.choose(piece) for piece in pieces if piece.kind is PieceKind.NAME)
    return tuple(bearer.country for bearer in found if bearer and bearer.kind == "country" and bearer.country)


def owner_of(before: Sequence[Piece], *, context: Context) -> Bearer | None:
    """Whose the role is: the nearest name before it; nobody where two countries share it."""
    names = [piece for piece in before if piece.kind is PieceKind.NAME]
    if not names:
        return None
    shared = any(piece.kind is PieceKind.AND for piece in before)
    if shared and len(set(nations_of(names, context=context))) > 1:
        return None
    return context.choose(names[-1], nations=nations_of(names[:-1], context=context))
