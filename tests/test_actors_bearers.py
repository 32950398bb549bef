"""Who of several bearers of a name is meant."""

from datetime import date

import pytest

from dateline.actors.bearers import Hints, choose_bearer, spell_of, was_in_office
from dateline.actors.directory import Bearer, Casing, Spell, Use

DAY = date(2020, 6, 1)


def a_spell(
    office: str = "president",
    *,
    country: str = "SYR",
    since: int = 2018,
    until: int | None = 2022,
    sectors: str = "GOV",
) -> Spell:
    return Spell(
        office=office,
        country=country,
        sectors=tuple(sectors.split()),
        since=date(since, 1, 1),
        until=date(until, 1, 1) if until else None,
    )


def a_bearer(name: str, *spells: Spell, use: Use = Use.SHORT) -> Bearer:
    return Bearer(
        id=name,
        name=name,
        kind="person",
        wikidata=None,
        use=use,
        casing=Casing.CAPITAL,
        spells=spells or (a_spell(),),
    )


def hints(
    *,
    on: date | None = DAY,
    countries: tuple[str, ...] = (),
    nations: tuple[str, ...] = (),
    title: str | None = None,
) -> Hints:
    return Hints(on=on, countries=countries, nations=nations, title=title)


IN_OFFICE = a_bearer("in office")
LEFT = a_bearer("left", a_spell(since=2010, until=2015))
LONG_GONE = a_bearer("long gone", a_spell(since=1970, until=1980))
FOREIGN = a_bearer("foreign", a_spell(country="LBN"))
MINISTER = a_bearer("minister", a_spell("foreign minister"))
LAWMAKER = a_bearer("lawmaker", a_spell("lawmaker", sectors="LEG"))
GENERAL = a_bearer("general", a_spell("commander", since=2010, until=2019, sectors="MIL"))


@pytest.mark.parametrize(
    ("bearers", "clues", "name"),
    [
        ([IN_OFFICE], hints(), "in office"),
        ([LEFT, IN_OFFICE], hints(), "in office"),
        ([LEFT], hints(), "left"),
        ([LONG_GONE], hints(), None),
        ([IN_OFFICE, FOREIGN], hints(), None),
        ([IN_OFFICE, FOREIGN], hints(countries=("LBN",)), "foreign"),
        ([IN_OFFICE, FOREIGN], hints(nations=("SYR",)), "in office"),
        ([IN_OFFICE, MINISTER], hints(title="foreign minister"), "minister"),
        ([MINISTER], hints(countries=("FRA",)), "minister"),
        ([LAWMAKER], hints(countries=("FRA",)), None),
        ([LAWMAKER], hints(countries=("SYR",)), "lawmaker"),
        ([], hints(), None),
    ],
)
def test_a_surname_means_the_one_who_fits_best_or_nobody(
    bearers: list[Bearer], clues: Hints, name: str | None
) -> None:
    chosen = choose_bearer(bearers, hints=clues)
    assert (chosen.name if chosen else None) == name


def test_a_full_name_is_believed_whenever_it_stands() -> None:
    assert choose_bearer(
        [a_bearer("long gone", a_spell(since=1970, until=1980), use=Use.NAME)], hints=hints()
    )


@pytest.mark.parametrize(
    ("bearer", "on", "title", "sectors"),
    [
        (IN_OFFICE, DAY, None, ("GOV",)),
        (LEFT, DAY, None, None),
        (LEFT, date(2015, 6, 1), "president", ("GOV",)),
        (LEFT, date(2015, 6, 1), None, None),
        (GENERAL, DAY, None, ("MIL",)),
        (a_bearer("still", a_spell(until=None)), None, None, ("GOV",)),
        (LEFT, None, None, None),
        (LEFT, None, "president", ("GOV",)),
    ],
)
def test_the_day_and_the_title_say_what_somebody_was(
    bearer: Bearer, on: date | None, title: str | None, sectors: tuple[str, ...] | None
) -> None:
    spell, why = spell_of(bearer, on=on, title=title)
    assert (spell.sectors if spell else None) == sectors
    assert why


def test_who_left_was_in_office_and_who_comes_was_not() -> None:
    assert was_in_office(LEFT, on=DAY)
    assert not was_in_office(IN_OFFICE, on=DAY)
    assert not was_in_office(LEFT, on=date(2009, 1, 1))
