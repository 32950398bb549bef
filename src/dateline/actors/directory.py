"""Who is who: the compiled directory of actors, names, offices and role words.

    open_directory() ─▶ Directory
    directory.find("hayat tahrir al sham") ─▶ (Bearer, …)   who bears this name
    directory.role("rebel groups") ─▶ Role | None           what this word makes of somebody

Names are looked up by plain key (places/names.py). The one thing to know: an entry may
have several spells, one for each office or state of things with its dates; which of them
holds is decided by the day asked about, in resolve.py.
"""

import sqlite3
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from dateline.errors import SetupError
from dateline.places.names import plain_key, sound_key
from dateline.types import VoiceKind

DATA = Path(__file__).parent.parent / "data"
COMPILED = DATA / "directory.sqlite"
VERSION = 3
"""Raised whenever SCHEMA changes; a file of another version is refused."""

REMEMBERED = 50_000
"""How many names, words and so on a directory remembers once looked up."""

SCHEMA = f"""
PRAGMA user_version = {VERSION};
CREATE TABLE actors (id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, wikidata TEXT,
    source TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE spells (actor TEXT NOT NULL, number INTEGER NOT NULL, office TEXT NOT NULL, country TEXT,
    sectors TEXT NOT NULL, since TEXT, until TEXT, PRIMARY KEY (actor, number)) WITHOUT ROWID;
CREATE INDEX spells_by_office ON spells (office, country) WHERE office != '';
CREATE TABLE names (key TEXT NOT NULL, actor TEXT NOT NULL, use TEXT NOT NULL, casing TEXT NOT NULL,
    PRIMARY KEY (key, actor, use)) WITHOUT ROWID;
CREATE TABLE firsts (word TEXT PRIMARY KEY, words INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE sounds (sound TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (sound, key)) WITHOUT ROWID;
CREATE TABLE domains (domain TEXT PRIMARY KEY, actor TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE roles (words TEXT PRIMARY KEY, sectors TEXT NOT NULL, voice TEXT NOT NULL,
    is_bound INTEGER NOT NULL) WITHOUT ROWID;
"""


class Use(StrEnum):
    """How a name is used for its bearer."""

    NAME = "name"
    SHORT = "short"
    """a surname standing alone, as the press uses it for those in office"""
    NATIONALITY = "nationality"
    CAPITAL = "capital"
    """a capital, which stands for its government"""
    TOWN = "town"
    """a town or province of a country, which says where somebody is from"""


class Casing(StrEnum):
    """How a name must be written in the text to be taken for it."""

    CAPITAL = "capital"
    """some word of it begins with a capital letter"""
    UPPER = "upper"
    """all in capitals, as IS and WHO, which are words otherwise"""
    ANY = "any"

    def fits(self, text: str) -> bool:
        """Is the name written so?"""
        if self is Casing.UPPER:
            return not any(letter.islower() for letter in text.replace("the ", "", 1))
        return self is Casing.ANY or any(word[:1].isupper() for word in text.replace("-", " ").split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """What somebody is for a while: an office, a country, sectors. An end not known is `None`."""

    office: str
    country: str | None
    sectors: tuple[str, ...]
    since: date | None
    until: date | None

    def holds(self, day: date) -> bool:
        """Does the spell cover this day?"""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """Somebody who bears the name looked up. Spells stand in order of importance."""

    id: str
    name: str
    kind: str
    wikidata: str | None
    use: Use
    casing: Casing
    spells: tuple[Spell, ...]

    @property
    def country(self) -> str | None:
        """The country of the first spell."""
        return self.spells[0].country if self.spells else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What a role word makes of somebody. `is_bound`: without a country of its own it belongs to
    the country the report is about, as "the army" does and "tourists" do not."""

    sectors: tuple[str, ...]
    voice: VoiceKind
    is_bound: bool


class Directory:
    """The opened directory; safe to share between threads, since nothing is ever written."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        # What was looked up is remembered within a bound, so that a long batch does not grow.
        remember = lru_cache(maxsize=REMEMBERED)
        self._found = remember(self._look_up)
        self._roles = remember(self._look_up_role)
        self._longest = remember(self._look_up_longest)
        self._rebellious = remember(self._look_up_rebels)
        self._holders = remember(self._look_up_holders)

    def find(self, key: str) -> tuple[Bearer, ...]:
        """Everybody who bears the name of this plain key; `()` for a name nobody bears."""
        return self._found(key)

    def find_alike(self, key: str) -> tuple[str, ...]:
        """The plain keys of full names that sound like this one, whatever the transliteration."""
        sound = sound_key(key)
        rows = self._connection.execute("SELECT key FROM sounds WHERE sound = ?", (sound,)) if sound else ()
        return tuple(found for (found,) in rows)

    def role(self, key: str) -> Role | None:
        """What the word or words of this plain key make of somebody."""
        return self._roles(key)

    def longest_from(self, word: str) -> int:
        """How many words the longest name or role has that begins with this word; 0 for none."""
        return self._longest(word)

    def country_name(self, country: str) -> str:
        """The English name of a country by its ISO3 code; the code itself where it is none of ours."""
        row = self._row("SELECT name FROM actors WHERE id = ?", country.lower())
        return row[0] if row else country

    def kind_of(self, actor: str) -> str | None:
        """The kind of the actor of this id; `None` for one that is not in the directory."""
        row = self._row("SELECT kind FROM actors WHERE id = ?", actor)
        return row[0] if row else None

    def knows_rebels_in(self, country: str) -> bool:
        """Has the country an armed group that the directory knows?"""
        return self._rebellious(country)

    def holder_of(self, office: str, *, country: str, on: date) -> Bearer | None:
        """Who holds an office of a country on a day; `None` for an office of nobody known or of several."""
        holders = [
            bearer
            for bearer in self._holders(office, country)
            if any(s.office == office and s.country == country and s.holds(on) for s in bearer.spells)
        ]
        return holders[0] if len(holders) == 1 else None

    def outlet_of(self, domain: str) -> Bearer | None:
        """The outlet that publishes under this domain."""
        row = self._row("SELECT actor FROM domains WHERE domain = ?", domain)
        return self._bearer(row[0], use=Use.NAME, casing=Casing.ANY) if row else None

    def _row(self, query: str, value: str) -> Any:
        """The first row, or `None`."""
        return self._connection.execute(query, (value,)).fetchone()

    def _look_up(self, key: str) -> tuple[Bearer, ...]:
        rows = self._connection.execute(
            "SELECT actor, use, casing FROM names WHERE key = ?", (key,)
        ).fetchall()
        return tuple(self._bearer(actor, use=Use(use), casing=Casing(casing)) for actor, use, casing in rows)

    def _look_up_role(self, key: str) -> Role | None:
        row = self._row("SELECT sectors, voice, is_bound FROM roles WHERE words = ?", key)
        return _as_role(*row) if row else None

    def _look_up_longest(self, word: str) -> int:
        row = self._row("SELECT words FROM firsts WHERE word = ?", word)
        return row[0] if row else 0

    def _look_up_rebels(self, country: str) -> bool:
        query = (
            "SELECT 1 FROM spells JOIN actors ON id = actor WHERE country = ? AND kind = 'armed' "
            "AND sectors LIKE 'REB%' AND source != 'petrarch' LIMIT 1"
        )
        return self._row(query, country) is not None

    def _look_up_holders(self, office: str, country: str) -> tuple[Bearer, ...]:
        rows = self._connection.execute(
            "SELECT DISTINCT actor FROM spells WHERE office = ? AND country = ? ORDER BY actor",
            (office, country),
        ).fetchall()
        return tuple(self._bearer(actor, use=Use.NAME, casing=Casing.ANY) for (actor,) in rows)

    def _bearer(self, actor: str, *, use: Use, casing: Casing) -> Bearer:
        name, kind, wikidata = self._connection.execute(
            "SELECT name, kind, wikidata FROM actors WHERE id = ?", (actor,)
        ).fetchone()
        rows = self._connection.execute(
            "SELECT office, country, sectors, since, until FROM spells WHERE actor = ? ORDER BY number",
            (actor,),
        )
        spells = tuple(_as_spell(*row) for row in rows)
        return Bearer(
            id=actor, name=name, kind=kind, wikidata=wikidata, use=use, casing=casing, spells=spells
        )


@lru_cache(maxsize=1)
def open_directory() -> Directory:
    """The directory that came with the package. Raises SetupError where it was never compiled."""
    return open_directory_at(COMPILED)


def open_directory_at(path: Path) -> Directory:
    """The directory in this file. Raises SetupError where there is none or one of another version."""
    return Directory(connect(path))


def connect(path: Path) -> sqlite3.Connection:
    """The file of a directory, to be read only. Raises SetupError like `open_directory_at`."""
    if not path.exists():
        raise SetupError(
            f"the directory of actors is missing: {path} does not exist. Run `pip install .` again, "
            "which compiles it.",
            slug="directory-missing",
        )
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version != VERSION:
        connection.close()
        raise SetupError(
            f"the directory of actors {path} is of version {version}, and this dateline needs {VERSION}. "
            "Run `pip install .` again, which compiles it.",
            slug="directory-version",
        )
    return connection


def key_of(name: str) -> str:
    """The plain key under which a name is kept: without possessives, and without "the" unless one
    word is all that would be left (The Hill is an outlet, a hill is not)."""
    key = plain_key(name.replace("’s ", " ").replace("'s ", " "))
    return key.removeprefix("the ") if key.count(" ") > 1 else key


def local_key(key: str, country: str) -> str:
    """The key of words that mean somebody in reports about one country only."""
    return f"{country.lower()}:{key}"


def _as_role(sectors: str, voice: str, is_bound: int) -> Role:
    return Role(sectors=tuple(sectors.split()), voice=VoiceKind(voice), is_bound=bool(is_bound))


def _as_spell(office: str, country: str | None, sectors: str, since: str | None, until: str | None) -> Spell:
    return Spell(
        office=office,
        country=country,
        sectors=tuple(sectors.split()),
        since=date.fromisoformat(since) if since else None,
        until=date.fromisoformat(until) if until else None,
    )
