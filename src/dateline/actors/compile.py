"""Tables of data/actors/ -> one read-only SQLite file, the directory.

The build hook calls `compile_directory`; whoever installs dateline gets the file in the
wheel. The same tables give the same bytes. A row that cannot be right (an unknown sector,
dates the wrong way round) stops the build: better no directory than a wrong one.
"""

import sqlite3
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from dateline.actors.directory import DATA, SCHEMA, Casing, Use, key_of, local_key
from dateline.actors.towns import read_towns
from dateline.places.names import likeness, sound_key

TABLES = DATA / "actors"
SECTORS = frozenset(
    "GOV MIL COP SPY LEG JUD REB UAF PRM OPP PTY ELI CVL REF JRN MED BUS LAB AGR EDU REL NGO IGO CRM "
    "PRE SOC UNK".split()
)
"""PLOVER's sector codes."""

OFFICES = {
    "president": "GOV",
    "king": "GOV",
    "supreme leader": "GOV",
    "ruler": "GOV",
    "prime minister": "GOV",
    "chancellor": "GOV",
    "vice president": "GOV",
    "deputy prime minister": "GOV",
    "first lady": "GOV",
    "crown prince": "GOV",
    "foreign minister": "GOV",
    "interior minister": "GOV",
    "finance minister": "GOV",
    "justice minister": "GOV",
    "minister": "GOV",
    "official": "GOV",
    "spokesman": "GOV",
    "ambassador": "GOV",
    "adviser": "GOV",
    "governor": "GOV",
    "mayor": "GOV",
    "defence minister": "GOV MIL",
    "deputy defence minister": "GOV MIL",
    "army chief": "MIL",
    "commander": "MIL",
    "spy chief": "SPY",
    "police chief": "COP",
    "lawmaker": "LEG",
    "speaker": "LEG",
    "judge": "JUD",
    "prosecutor": "JUD",
    "rebel leader": "REB",
    "militia leader": "PRM",
    "mercenary leader": "UAF",
    "party leader": "PTY",
    "opposition leader": "OPP PTY",
    "candidate": "PTY",
    "organisation head": "IGO",
    "cleric": "REL",
    "ngo head": "NGO",
    "businessman": "BUS",
    "activist": "CVL OPP",
    "journalist": "JRN",
    "gang leader": "CRM",
    "elite": "ELI",
}
"""Office -> the sectors of who holds it. The order is the order of importance."""
SINGLE = frozenset(
    {
        "president",
        "king",
        "supreme leader",
        "prime minister",
        "chancellor",
        "foreign minister",
        "defence minister",
    }
)
"""Offices that one person holds at a time in a country."""

SAME_PERSON = 0.84
"""Likeness of two names that sound the same, from which they are one person's."""

_OFFICE_RANK = {office: rank for rank, office in enumerate(OFFICES)}


SpellRow = tuple[str, str | None, str, str | None, str | None]
"""office, country, sectors, since, until"""


@dataclass(slots=True)
class Entry:
    """One actor on its way into the file."""

    id: str
    name: str
    kind: str
    source: str
    wikidata: str | None = None
    spells: list[SpellRow] = field(default_factory=list)


class _Tables:
    """What has been read so far."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        self.names: dict[tuple[str, str, Use], Casing] = {}
        self.people_by_sound: dict[tuple[str, str | None], list[tuple[str, str]]] = {}
        self.domains: dict[str, str] = {}
        self.roles: dict[str, tuple[str, str, int]] = {}

    def add(self, entry: Entry, *, names: dict[str, Use]) -> None:
        known = self.entries.setdefault(entry.id, entry)
        if known is not entry:
            known.spells += [spell for spell in entry.spells if spell not in known.spells]
        for name, use in names.items():
            self.names.setdefault((key_of(name), entry.id, use), casing_of(name))


def compile_directory(target: Path) -> None:
    """Write the directory to `target`; the file appears whole or not at all."""
    tables = _read_tables()
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    connection = sqlite3.connect(unfinished)
    try:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
        _write(connection, tables)
        connection.commit()
        connection.execute("VACUUM")
    finally:
        connection.close()
    unfinished.replace(target)


# ── reading the tables ───────────────────────────────────────────────────────────────────


def rows_of(name: str) -> Iterator[dict[str, str]]:
    """The rows of one table by column; lines that begin with # are remarks."""
    lines = [
        line for line in (TABLES / name).read_text(encoding="utf-8").splitlines() if line and line[0] != "#"
    ]
    columns = lines[0].split("\t")
    for line in lines[1:]:
        cells = line.split("\t")
        if len(cells) > len(columns):
            raise ValueError(f"{name}: too many cells in {line!r}")
        yield dict(zip(columns, cells + [""] * (len(columns) - len(cells)), strict=True))


def _read_tables() -> _Tables:
    tables = _Tables()
    for read in (
        _read_countries,
        _read_groups,
        _read_outlets,
        _read_people,
        _read_petrarch,
        _read_roles,
        _read_peoples,
        _read_local,
        _read_towns,
    ):
        read(tables)
    _hand_over(tables)
    for row in rows_of("wikidata.tsv"):
        tables.entries[row["actor"]].wikidata = row["wikidata"]
    return tables


def _hand_over(tables: _Tables) -> None:
    """Who leaves an office on the day the next takes it is taken to have left the day before."""
    spells = [
        (entry, i) for entry in tables.entries.values() for i, s in enumerate(entry.spells) if s[0] in SINGLE
    ]
    firsts = {(entry.spells[i][0], entry.spells[i][1], entry.spells[i][3]): entry.id for entry, i in spells}
    for entry, i in spells:
        office, country, sectors, since, until = entry.spells[i]
        if until and firsts.get((office, country, until), entry.id) != entry.id:
            day_before = str(date.fromisoformat(until) - timedelta(days=1))
            entry.spells[i] = (office, country, sectors, since, day_before)


def _read_countries(tables: _Tables) -> None:
    for row in rows_of("countries.tsv"):
        entry = Entry(row["iso3"].lower(), row["name"], "country", "dateline", row["wikidata"] or None)
        entry.spells.append(("", row["iso3"], "", None, None))
        names = dict.fromkeys([row["name"], *split(row["aliases"])], Use.NAME)
        for form in (form for nationality in split(row["nationalities"]) for form in _forms(nationality)):
            names.setdefault(form, Use.NATIONALITY)
        capitals = {capital: Use.CAPITAL for capital in split(row["capitals"]) if capital not in names}
        tables.add(entry, names={**capitals, **names})


def _forms(nationality: str) -> list[str]:
    """A nationality and its plural: Syrian, Syrians; British has none."""
    if nationality.endswith(("ish", "ese", "ch", "ss", "men", "i-Kiribati", "S.", "US")):
        return [nationality]
    return [nationality, nationality + "s"]


def _read_groups(tables: _Tables) -> None:
    for row in rows_of("groups.tsv"):
        entry = Entry(row["id"], row["name"], row["kind"], "dateline")
        sectors = _sectors(row["sectors"].replace("|", " "), where=row["name"])
        entry.spells.append(
            ("", row["country"] or None, sectors, first_day(row["since"]), last_day(row["until"]))
        )
        tables.add(entry, names=dict.fromkeys([row["name"], *split(row["aliases"])], Use.NAME))


def _read_outlets(tables: _Tables) -> None:
    for row in rows_of("outlets.tsv"):
        entry = Entry("outlet-" + key_of(row["name"]).replace(" ", "-"), row["name"], "outlet", "dateline")
        sectors = "GOV JRN" if row["kind"] == "state" else "JRN"
        entry.spells.append((row["kind"], row["country"] or None, sectors, None, None))
        tables.add(entry, names=dict.fromkeys([row["name"], *split(row["aliases"])], Use.NAME))
        if row["domain"]:
            tables.domains[row["domain"]] = entry.id


def _read_people(tables: _Tables) -> None:
    for row in rows_of("people.tsv"):
        entry = Entry("person-" + key_of(row["name"]).replace(" ", "-"), row["name"], "person", "dateline")
        spells = [_read_spell(words, country=row["country"]) for words in row["offices"].split(";")]
        entry.spells = sorted(spells, key=lambda spell: _OFFICE_RANK[spell[0]])
        names = dict.fromkeys([row["name"], *split(row["aliases"])], Use.NAME)
        shorts = split(row["short"]) or [row["name"].split()[-1]]
        for name in names:
            sounding = (sound_key(key_of(name)), row["country"])
            tables.people_by_sound.setdefault(sounding, []).append((key_of(name), entry.id))
        names = {short: Use.SHORT for short in shorts if short != "-"} | names
        tables.add(entry, names=names)


def _read_spell(words: str, *, country: str) -> SpellRow:
    """ "president 2000-07-17..2024-12-08", with another country in front where it is not the person's own."""
    office, _, dates = words.strip().rpartition(" ")
    if office[3:4] == " " and office[:3] in {office[:3].upper(), "---"}:
        country, office = office[:3], office[4:]
    if office not in OFFICES:
        raise ValueError(f"people.tsv: no office {office!r} in {words!r}")
    since, _, until = dates.partition("..")
    return office, country if country.isalpha() else None, OFFICES[office], first_day(since), last_day(until)


def _read_petrarch(tables: _Tables) -> None:
    """The dictionaries' actors; a spelling that two of one country share stays with the first."""
    taken: set[tuple[str, str | None]] = set()
    for row in rows_of("petrarch-actors.tsv"):
        spells = [_read_coded(words) for words in row["spells"].split(";")]
        kind = "person" if row["kind"] == "person" else kind_of(spells[0][2])
        if kind == "state":  # "Israeli defence forces": nationality and role say that already
            continue
        prefix = "person-" if kind == "person" else "group-"
        entry = Entry(
            prefix + key_of(row["name"]).replace(" ", "-"), row["name"], kind, "petrarch", spells=spells
        )
        keys = {name: (key_of(name), spells[0][1]) for name in [row["name"], *split(row["aliases"])]}
        names = {name: Use.NAME for name, key in keys.items() if key not in taken}
        known = _known_person(tables, keys=keys.values()) if kind == "person" else None
        if names and (known or entry.id not in tables.entries):
            taken |= set(keys.values())
            tables.add(tables.entries[known] if known else entry, names=names)


def _known_person(tables: _Tables, *, keys: Iterable[tuple[str, str | None]]) -> str | None:
    """The id of one of our own people of that country who is spelled nearly so."""
    for key, country in keys:
        for other, actor in tables.people_by_sound.get((sound_key(key), country), ()):
            if likeness(key, other) >= SAME_PERSON:
                return actor
    return None


def _read_coded(words: str) -> SpellRow:
    """ "SYR GOV MIL 2001-02-03..2004-05-06" as a spell without the name of an office."""
    country, *rest = words.split()
    dates = rest.pop() if ".." in rest[-1] else ".."
    since, _, until = dates.partition("..")
    sectors = _sectors(" ".join(rest), where=words)
    return "", None if country == "---" else country, sectors, since or None, until or None


def kind_of(sectors: str) -> str:
    kinds = {
        "REB": "armed",
        "UAF": "armed",
        "PRM": "armed",
        "IGO": "igo",
        "NGO": "ngo",
        "JRN": "outlet",
        "PTY": "party",
    }
    return kinds.get(
        sectors[:3], "state" if sectors[:3] in {"GOV", "MIL", "COP", "LEG", "JUD", "CVL"} else "body"
    )


def _read_roles(tables: _Tables) -> None:
    for row in [*rows_of("roles.tsv"), *rows_of("petrarch-roles.tsv")]:
        sectors = _sectors(row["sectors"], where=row["words"])
        for words in split(row["words"]):
            tables.roles.setdefault(key_of(words), (sectors, row["voice"], int(row["bound"] == "yes")))


def _read_peoples(tables: _Tables) -> None:
    for row in rows_of("peoples.tsv"):
        for name in split(row["names"]):
            tables.names[key_of(name), row["country"].lower(), Use.TOWN] = casing_of(name)


def _read_local(tables: _Tables) -> None:
    for row in rows_of("local.tsv"):
        for words in split(row["words"]):
            tables.names[local_key(key_of(words), row["country"]), row["actor"], Use.NAME] = Casing.ANY


def _read_towns(tables: _Tables) -> None:
    """Towns and provinces, unless their name is somebody's or a role."""
    taken = {key for key, _, _ in tables.names} | set(tables.roles)
    for name, country in read_towns():
        if (key := key_of(name)) not in taken and country.lower() in tables.entries:
            tables.names[key, country.lower(), Use.TOWN] = Casing.CAPITAL


def split(cell: str) -> list[str]:
    """The parts of a cell, which stand between bars."""
    return [part for part in cell.split("|") if part]


def _sectors(cell: str, *, where: str) -> str:
    if unknown := set(cell.split()) - SECTORS:
        raise ValueError(f"{where}: no sector {unknown}")
    return cell


def first_day(cell: str) -> str | None:
    """The first day a date of one to three parts can mean: 2011 is 2011-01-01."""
    return (cell + "-01-01"[: 10 - len(cell)] if len(cell) < 10 else cell) if cell else None


def last_day(cell: str) -> str | None:
    """The last day a date of one to three parts can mean: 2011 is 2011-12-31."""
    if not cell:
        return None
    if len(cell) == 4:
        return cell + "-12-31"
    return f"{cell}-{monthrange(int(cell[:4]), int(cell[5:]))[1]}" if len(cell) == 7 else cell


def casing_of(name: str) -> Casing:
    letters = [letter for letter in name if letter.isalpha()]
    if len(letters) <= 3 and all(letter.isupper() for letter in letters):
        return Casing.UPPER
    return Casing.CAPITAL if any(letter.isupper() for letter in letters) else Casing.ANY


# ── writing the file ─────────────────────────────────────────────────────────────────────


def _write(connection: sqlite3.Connection, tables: _Tables) -> None:
    for entry in sorted(tables.entries.values(), key=lambda entry: entry.id):
        connection.execute(
            "INSERT INTO actors VALUES (?, ?, ?, ?, ?)",
            (entry.id, entry.name, entry.kind, entry.wikidata, entry.source),
        )
        connection.executemany(
            "INSERT INTO spells VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(entry.id, number, *spell) for number, spell in enumerate(entry.spells)],
        )
    connection.executemany(
        "INSERT INTO names VALUES (?, ?, ?, ?)",
        sorted(
            (key, actor, use.value, casing.value) for (key, actor, use), casing in tables.names.items() if key
        ),
    )
    connection.executemany("INSERT INTO firsts VALUES (?, ?)", sorted(_firsts(tables).items()))
    connection.executemany("INSERT INTO sounds VALUES (?, ?)", sorted(_sounds(tables)))
    connection.executemany("INSERT INTO domains VALUES (?, ?)", sorted(tables.domains.items()))
    connection.executemany(
        "INSERT INTO roles VALUES (?, ?, ?, ?)", sorted((w, *r) for w, r in tables.roles.items())
    )


def _firsts(tables: _Tables) -> dict[str, int]:
    """First word of a name or role -> the words of the longest that begins so."""
    longest: dict[str, int] = {}
    for key in [*tables.roles, *(key for key, _, _ in tables.names)]:
        words = key.split()
        if words:
            longest[words[0]] = max(len(words), longest.get(words[0], 0))
    return longest


def _sounds(tables: _Tables) -> set[tuple[str, str]]:
    """Full names of several words, and long single ones, by their sound."""
    return {
        (sound, key)
        for key, _, use in tables.names
        if use is Use.NAME and ":" not in key and (" " in key or len(key) > 6) and (sound := sound_key(key))
    }
