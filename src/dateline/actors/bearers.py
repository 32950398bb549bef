"""Several who bear one name -> the one who is meant, and what that one was on the day.

A surname is Johnson of 2020 in a report of 2020. The one thing to know: where two are as
likely as each other nobody is chosen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dateline.actors.directory import Bearer, Spell, Use

REMEMBERED_YEARS = 15
"""A surname alone means somebody out of office for at most so long."""
TITLE_LASTS_DAYS = 366
"""A text that gives somebody the title is believed for so long after the office ended."""
CIVIL_SECTORS = frozenset({"GOV", "LEG", "PTY", "OPP", "COP", "JUD", "IGO", "ELI"})
"""Who leaves such an office is one of the elite (ELI); a dead general stays a general."""
TOP = frozenset({"president", "king", "supreme leader", "prime minister", "chancellor"})
KNOWN_EVERYWHERE = frozenset({"foreign minister", "defence minister", "vice president", "organisation head"})
"""Offices whose holder is called by the surname alone also in reports about other countries."""
OFFICES_OF_TITLES = {
    "president": {"president"},
    "prime minister": {"prime minister", "chancellor"},
    "premier": {"prime minister"},
    "chancellor": {"chancellor", "finance minister"},
    "foreign minister": {"foreign minister"},
    "foreign secretary": {"foreign minister"},
    "secretary of state": {"foreign minister"},
    "defence minister": {"defence minister"},
    "defense minister": {"defence minister"},
    "defence secretary": {"defence minister"},
    "defense secretary": {"defence minister"},
    "minister": {"foreign minister", "defence minister", "interior minister", "finance minister", "minister"},
    "king": {"king"},
    "general": {"army chief", "commander"},
    "vice president": {"vice president"},
    "secretary general": {"organisation head"},
    "commander": {"commander"},
    "senator": {"lawmaker"},
}
"""Title before a name -> the offices it can stand for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What the phrase and the report say about who is meant."""

    on: date | None
    countries: tuple[str, ...]
    """of the report, most likely first"""
    nations: tuple[str, ...] = ()
    """named in the phrase itself"""
    title: str | None = None
    """plain key of the role word before the name"""


def choose_bearer(bearers: Sequence[Bearer], *, hints: Hints) -> Bearer | None:
    """The one who is meant; `None` where nobody fits or two fit equally well."""
    if len(bearers) == 1 and bearers[0].use is not Use.SHORT:
        return bearers[0]
    marked = sorted(
        ((mark, bearer) for bearer in bearers if (mark := _mark(bearer, hints=hints)) is not None),
        key=lambda pair: (-pair[0], pair[1].id),
    )
    if not marked or (
        len(marked) > 1 and marked[0][0] == marked[1][0] and marked[0][1].id != marked[1][1].id
    ):
        return None
    return marked[0][1]


def _mark(bearer: Bearer, *, hints: Hints) -> float | None:
    """How well somebody fits; `None` for somebody who cannot be meant."""
    countries = {spell.country for spell in bearer.spells if spell.country}
    if bearer.use is Use.SHORT and hints.countries and not _is_expected(bearer, countries, hints=hints):
        return None
    if hints.nations and countries and not countries & set(hints.nations) and bearer.use is Use.SHORT:
        return None
    recency = _recency(bearer, on=hints.on)
    if bearer.use is Use.SHORT and recency is None:
        return None
    mark = {Use.NATIONALITY: 3.5, Use.NAME: 4.0, Use.CAPITAL: 3.0, Use.TOWN: 2.0, Use.SHORT: 0.0}[bearer.use]
    mark += recency or 0.0
    mark += 5.0 * bool(countries & set(hints.nations)) + 2.0 * bool(countries & set(hints.countries))
    return mark + _title_mark(bearer, hints=hints)


def _is_expected(bearer: Bearer, countries: set[str], *, hints: Hints) -> bool:
    """Can a surname alone mean somebody here: one known everywhere, or of a country of the report?"""
    if countries & {*hints.countries, *hints.nations} or not countries:
        return True
    if hints.on is None:
        return any(spell.office in TOP for spell in bearer.spells)
    known = [spell for spell in bearer.spells if spell.office in TOP or spell.office in KNOWN_EVERYWHERE]
    in_office = [spell for spell in bearer.spells if spell.holds(hints.on)]
    return any(spell.office in TOP for spell in known) or any(s in known or hints.title for s in in_office)


def _title_mark(bearer: Bearer, *, hints: Hints) -> float:
    """3 for who holds the office of the title, 1 for who held it or, untitled, any top office."""
    if hints.title is None:
        return 1.0 if any(spell.office in TOP for spell in bearer.spells) else 0.0
    titled = [spell for spell in bearer.spells if spell.office in OFFICES_OF_TITLES.get(hints.title, ())]
    if hints.on is None or any(spell.holds(hints.on) for spell in titled):
        return 3.0 if titled else 0.0
    return 1.0 if any(spell.since and spell.since < hints.on for spell in titled) else 0.0


def _recency(bearer: Bearer, *, on: date | None) -> float | None:
    """3 in office, 1 and less for those who left it; `None` long before or after."""
    if on is None:
        return 3.0 if any(spell.until is None for spell in bearer.spells) else 1.0
    if any(spell.holds(on) for spell in bearer.spells):
        return 3.0
    ends = [spell.until for spell in bearer.spells if spell.until and spell.until < on]
    if ends:
        years = (on - max(ends)).days / 365
        return 1.0 - years / REMEMBERED_YEARS if years < REMEMBERED_YEARS else None
    starts = [spell.since for spell in bearer.spells if spell.since and spell.since > on]
    return 0.0 if starts and (min(starts) - on).days < 730 else None


def spell_of(bearer: Bearer, *, on: date | None, title: str | None = None) -> tuple[Spell | None, str]:
    """What somebody was on the day, and why; `None` where the directory has nothing for it.

    Without a day it is what holds as far as known, or, under a title, the office of the title.
    """
    titled = [spell for spell in bearer.spells if spell.office in OFFICES_OF_TITLES.get(title or "", ())]
    if on is not None:
        return _spell_on(bearer, on=on, titled=titled)
    open_ended = [spell for spell in bearer.spells if spell.until is None]
    if bearer.kind != "person" and not open_ended:
        return bearer.spells[0], "as it was"
    if open_ended or titled:
        return (titled or open_ended)[0], "as far as known"
    lasting = [spell for spell in bearer.spells if not set(spell.sectors) & CIVIL_SECTORS]
    return (lasting[0], "as it was") if lasting else (None, "no longer in office")


def _spell_on(bearer: Bearer, *, on: date, titled: Sequence[Spell]) -> tuple[Spell | None, str]:
    for spell in (*titled, *bearer.spells):
        if spell.holds(on):
            return spell, f"on {on}"
    for spell in titled:
        if spell.until and 0 < (on - spell.until).days < TITLE_LASTS_DAYS:
            return spell, f"until {spell.until}"
    lasting = [s for s in bearer.spells if s.until and s.until < on and not set(s.sectors) & CIVIL_SECTORS]
    if lasting:
        return lasting[0], f"until {lasting[0].until}"
    return None, f"not in office on {on}"


def was_in_office(bearer: Bearer, *, on: date | None) -> bool:
    """Did somebody hold an office before this day?"""
    return any(spell.until and (on is None or spell.until < on) for spell in bearer.spells)
