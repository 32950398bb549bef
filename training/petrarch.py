"""PETRARCH-2's dictionaries -> the tables petrarch-actors.tsv and petrarch-roles.tsv in data/actors/.

    python -m training.petrarch FOLDER

FOLDER holds Phoenix.*.actors.txt and Phoenix.agents.txt (MIT; DATA.md has their checksums). What
cannot be right is left out: names of one word, names without a role, names that our own tables
know, codes of no country, spells that ended before 1990. An office that was open when the files
were made (January 2014) is taken to end there.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from dateline.actors.compile import TABLES, rows_of, split
from dateline.actors.directory import key_of

ACTOR_FILES = ("Phoenix.Countries", "Phoenix.International", "Phoenix.MilNonState")
MADE = "2014-01-30"
OLDEST = "1990-01-01"
SECTORS = {
    **{code: code for code in "GOV MIL COP SPY JUD LEG OPP REB UAF PTY ELI CVL REF AGR BUS CRM".split()},
    **{code: code for code in "EDU LAB NGO IGO".split()},
    "MED": "JRN",
    "HLH": "MED",
    "HRI": "NGO",
    "MNC": "BUS",
    "NGM": "NGO",
    "SEP": "REB",
    "INS": "REB",
    "IMG": "REB",
    "RAD": "UAF",
    "REL": "REL",
    "MUS": "REL",
    "CHR": "REL",
    "JEW": "REL",
    "HIN": "REL",
    "BUD": "REL",
}
"""CAMEO's role codes -> PLOVER's sectors. What is missing (ENV, DEV …) says nothing PLOVER has."""
SECOND = frozenset({"MIL", "JRN", "JUD", "SPY", "COP"})
"""Sectors kept beside GOV; "GOVBUS" is a finance minister, not a business."""
VOICES = {
    **dict.fromkeys("GOV COP SPY JUD LEG PTY ELI".split(), "official"),
    **dict.fromkeys("CVL REF LAB AGR".split(), "civilian"),
    **dict.fromkeys("REB UAF".split(), "rebel"),
    "MIL": "military",
    "JRN": "media",
    "EDU": "analyst",
    "NGO": "ngo",
    "MED": "witness",
}
BOUND = frozenset("GOV MIL COP SPY JUD LEG REB OPP".split())
SETS = {
    "!PERSON!": ("MAN", "MEN", "WOMAN", "WOMEN", "PERSON", "PEOPLE"),
    "!MINIST!": ("MINISTER", "MINISTERS", "MINISTRY"),
}
SMALL = frozenset("of the and for de da do dos del der den van von bin ibn la le y e in on to".split())
_CODE = re.compile(r"\[([^\]]*)\]")


@dataclass(slots=True)
class Record:
    """One actor of the dictionaries: its spellings and its coded spells."""

    names: list[str]
    codes: list[str] = field(default_factory=list)


def main() -> int:
    folder = Path(sys.argv[1])
    known = _known_keys()
    actors = [row for record in _records(folder) if (row := _actor_row(record, known=known))]
    _write("petrarch-actors.tsv", "name\tkind\tspells\taliases", sorted(set(actors)))
    _write("petrarch-roles.tsv", "words\tsectors\tvoice\tbound", sorted(set(_role_rows(folder))))
    return 0


def _write(name: str, columns: str, rows: list[str]) -> None:
    origin = (
        "# Made by training/petrarch.py from PETRARCH-2's dictionaries (MIT); DATA.md has origin and licence."
    )
    (TABLES / name).write_text("\n".join([origin, columns, *rows]) + "\n", encoding="utf-8")


def _known_keys() -> set[str]:
    keys = set()
    for table in ("countries.tsv", "groups.tsv", "outlets.tsv", "people.tsv"):
        for row in rows_of(table):
            cells = [row["name"], *split(row["aliases"]), *split(row.get("nationalities", ""))]
            keys |= {key_of(cell) for cell in [*cells, *split(row.get("capitals", ""))]}
    return keys


# ── actors ───────────────────────────────────────────────────────────────────────────────


def _records(folder: Path) -> Iterator[Record]:
    for file in ACTOR_FILES:
        record: Record | None = None
        for line in (
            (folder / f"{file}.actors.txt").read_text(encoding="utf-8", errors="replace").splitlines()
        ):
            line = line.partition("#")[0].rstrip()
            if not line.strip():
                continue
            is_code, is_alias = line[0].isspace(), line[0] == "+"
            if not is_code and not is_alias:
                if record:
                    yield record
                record = Record([])
            if record is None:
                continue
            if not is_code:
                record.names.append(_CODE.sub("", line).strip().lstrip("+").strip())
            record.codes += _CODE.findall(line)
        if record:
            yield record


def _actor_row(record: Record, *, known: set[str]) -> str | None:
    names = list(dict.fromkeys(name for raw in record.names if (name := _clean_name(raw))))
    spells = list(dict.fromkeys(spell for code in record.codes if (spell := _spell(code))))
    if not names or not spells or any(key_of(name) in known for name in names):
        return None
    if all(
        spell.startswith("--- BUS") for spell in spells
    ):  # thousands of listed companies, long out of date
        return None
    is_person = any(".." in spell for spell in spells) or spells[0].endswith("ELI")
    if is_person:
        names = list(dict.fromkeys(bare for name in names if (bare := _without_title(name))))
        if not names or any(key_of(name) in known for name in names):
            return None
    kind = "person" if is_person else "group"
    return "\t".join([names[0], kind, ";".join(spells), "|".join(names[1:])])


def _clean_name(raw: str) -> str | None:
    """ "KHALIFA_AL_GHWEL_" -> "Khalifa al-Ghwel"; `None` for single words and for patterns."""
    if re.search(r"[!{}()+\d?]", raw):
        return None
    words = raw.replace("_", " ").split()
    if len(words) < 2 or len(words) > 8:
        return None
    name = " ".join(
        word.lower() if word.lower() in SMALL and i else _title(word) for i, word in enumerate(words)
    )
    name = re.sub(r"\b(Al|El) (?=[A-Z])", lambda match: match[1].lower() + "-", name)
    return name if len(key_of(name)) > 5 else None


def _without_title(name: str) -> str | None:
    """ "Secretary of State Colin L. Powell" -> "Colin L. Powell"; `None` where one word is left."""
    words = name.split()
    for length in range(min(5, len(words)), 0, -1):
        if key_of(" ".join(words[:length])) in _titles():
            words = words[length:]
            break
    return " ".join(words) if len(words) > 1 else None


@cache
def _titles() -> frozenset[str]:
    """Role words that stand before names and are no first names themselves."""
    rows = [
        row
        for row in rows_of("roles.tsv")
        if row["sectors"].split()[:1] in (["GOV"], ["LEG"], ["MIL"], ["JUD"])
    ]
    names = {
        "king",
        "prince",
        "princess",
        "sultan",
        "sheikh",
        "marshal",
        "major",
        "justice",
        "judge",
        "shah",
        "senator",
    }
    return frozenset(key_of(word) for row in rows for word in split(row["words"])) - names


def _title(word: str) -> str:
    if "." in word:
        return word
    return "-".join(part[:1].upper() + part[1:].lower() for part in word.split("-"))


def _spell(code: str) -> str | None:
    """ "SYRGOV 830101-000101" -> "SYR GOV 1983-01-01..2000-01-01"; `None` where nothing is left."""
    parts = code.split()
    if not parts:
        return None
    country, sectors = _read_code(parts[0])
    if not sectors or country is None:
        return None
    spell = f"{country} {' '.join(sectors)}"
    if len(parts) == 1:
        return spell
    since, until = _dates(parts[1])
    if until is None or until < OLDEST or (since or "") > until:
        return None
    return f"{spell} {since or ''}..{until}"


@cache
def _countries() -> frozenset[str]:
    return frozenset(row["iso3"] for row in rows_of("countries.tsv"))


def _read_code(code: str) -> tuple[str | None, list[str]]:
    """Country and sectors of a code; "---" for an international body."""
    triples = [code[i : i + 3] for i in range(0, len(code) - len(code) % 3, 3)]
    if not triples:
        return None, []
    country = triples[0] if triples[0] in _countries() else None
    if country is None and triples[0] in {"IGO", "NGO", "NGM", "MNC", "IMG", "INT"}:
        country = "---"
    sectors = list(dict.fromkeys(SECTORS[triple] for triple in triples if triple in SECTORS))
    if sectors[:1] in (["GOV"], ["IGO"]):
        sectors = sectors[:1] + [
            sector for sector in sectors[1:2] if sector in SECOND and sectors[0] == "GOV"
        ]
    if len(sectors) > 1 and sectors[-1] == "REL":
        sectors = sectors[:-1]
    return country, sectors[:2]


def _dates(cell: str) -> tuple[str | None, str | None]:
    if cell[0] == ">":
        return _day(cell[1:]), MADE
    if cell[0] == "<":
        return None, _day(cell[1:])
    since, _, until = cell.partition("-")
    return _day(since), _day(until)


def _day(digits: str) -> str | None:
    """ "830101" and "19830101" -> "1983-01-01"; a day past the month's end becomes the 28th."""
    if len(digits) == 6:
        digits = ("19" if int(digits[:2]) > 30 else "20") + digits
    if not re.fullmatch(r"(19|20)\d{6}", digits):
        return None
    year, month, day = digits[:4], digits[4:6], digits[6:]
    if not ("01" <= month <= "12" and "01" <= day <= "31"):
        return None
    return f"{year}-{month}-{min(day, '28') if day > '28' else day}"


# ── roles ────────────────────────────────────────────────────────────────────────────────


def _role_rows(folder: Path) -> Iterator[str]:
    own = {key_of(words) for row in rows_of("roles.tsv") for words in split(row["words"])}
    for line in (folder / "Phoenix.agents.txt").read_text(encoding="utf-8", errors="replace").splitlines():
        line = line.partition("#")[0].strip()
        code = re.search(r"\[~([A-Z]+)\]", line)
        if not code:
            continue
        sectors = _role_sectors(code[1])
        plural = re.search(r"\{([^}]*)\}", line)
        words = [re.split(r"[\[{]", line)[0], *((plural[1],) if plural else ())]
        for word in (spelled for raw in words for spelled in _expand(raw.strip())):
            key = key_of(word)
            if (
                sectors
                and len(key) > 3
                and not key.endswith(("minist", " in", " of", " for", " to"))
                and key not in own
                and not re.search(r"\d", key)
            ):
                is_bound = "yes" if BOUND & set(sectors) else "no"
                yield "\t".join([key, " ".join(sectors), VOICES.get(sectors[0], "other"), is_bound])


def _role_sectors(code: str) -> list[str]:
    triples = [code[i : i + 3] for i in range(0, len(code), 3)]
    sectors = list(dict.fromkeys(SECTORS[triple] for triple in triples if triple in SECTORS))
    return ["CVL", "OPP"] if sectors == ["OPP"] else sectors[:2]


def _expand(raw: str) -> list[str]:
    for name, forms in SETS.items():
        if name in raw:
            return [spelled for form in forms for spelled in _expand(raw.replace(name, form, 1))]
    return [raw.replace("_", " ").strip()] if raw else []


if __name__ == "__main__":
    sys.exit(main())
