"""Actor phrases -> country and sector.

`--data` is the folder of NGEC's cases (cases_dev.jsonl) or, with `--set gsr`, of PLOVER's gold
records (PLOVER_GSR_CAMEO.txt). A case asks for a country, a sector or both. UNO, EUR and IGO are
no countries here: they are right when the actor is an international organisation. UNK and the
empty sector are the same to us.
"""

import ast
import json
import re
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench.outcomes import Outcome
from dateline.actors import Resolution, open_directory, resolve_actor
from dateline.actors.directory import COMPILED, open_directory_at
from dateline.actors.phrases import cut_phrase

INTERNATIONAL = frozenset({"UNO", "EUR", "IGO"})
NO_SECTOR = frozenset({"", "UNK", "JNK", "NON"})
WRITTEN_WRONG = frozenset({"Feliciano Valencia"})
"""Cases whose country and sector stand in each other's place in the file; they are left out."""


@dataclass(frozen=True, slots=True)
class Case:
    """A phrase, its day, and what is expected of it; `None` where the case does not ask."""

    phrase: str
    context: str
    on: date | None
    country: str | None
    sectors: tuple[str, ...] | None


def run(data: Path, *, set_name: str | None) -> Outcome:
    """Score the cases and the speed."""
    directory = open_directory()
    rows = []
    cases = read_gsr(data) if set_name == "gsr" else read_cases(data / "cases_dev.jsonl")
    for case in cases:
        resolution = resolve_actor(case.phrase, directory=directory, countries=_countries(case), on=case.on)
        rows.append(_score(case, resolution))
    figures = {
        "cases": len(rows),
        **{name: _share(rows, name) for name in ("country", "sector", "both")},
        "resolutions_per_s": _speed([str(row["phrase"]) for row in rows]),
        "opening_ms": _opening_ms(),
    }
    table = "\n".join(f"{name:>18}  {value}" for name, value in figures.items())
    return Outcome(table=table, figures=figures, cases=tuple(rows))


def read_cases(path: Path) -> list[Case]:
    """The cases that give their phrase and ask for a country or a sector."""
    cases = []
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record["method"] not in {"agent_to_code", "search_nat", "short_text_to_agent", "trf_agent_match"}:
            continue
        for phrase in _phrases(record):
            if case := _as_case(record, phrase=phrase):
                cases.append(case)
    return cases


def read_gsr(folder: Path) -> list[Case]:
    """The sources and targets of PLOVER's gold records."""
    records = json.loads((folder / "PLOVER_GSR_CAMEO.txt").read_text(encoding="utf-8"))
    actors = [
        actor
        for record in records
        for side in ("source", "target")
        for actor in record.get(side, [])
        if isinstance(actor, dict) and actor.get("actorText")
    ]
    return [
        Case(
            phrase=actor["actorText"],
            context="",
            on=None,
            country="" if actor["code"] in {"UNK", "---"} else actor["code"],
            sectors=(actor["sector"],) if actor.get("sector") else None,
        )
        for actor in actors
    ]


def _phrases(record: dict[str, object]) -> list[str]:
    param = record.get("param")
    if isinstance(param, dict):
        return [str(value) for value in param["values"]]
    first = record["args"][0]  # type: ignore[index]
    try:
        return [str(ast.literal_eval(first))]
    except (ValueError, SyntaxError):
        return []


def _as_case(record: dict[str, object], *, phrase: str) -> Case | None:
    asserts = " ; ".join(record["asserts"])  # type: ignore[arg-type]
    country = re.search(r"(?:country'\]|cc) == '(\w*)'", asserts)
    sectors = tuple(re.findall(r"code_1'\] == '(\w*)'", asserts))
    is_nothing = bool(re.search(r"code (is|==) None|not code", asserts))
    if phrase in WRITTEN_WRONG or not (country or sectors or is_nothing):
        return None
    arguments = [_literal(value) for value in record["args"]]  # type: ignore[attr-defined]
    day = _literal(record["kwargs"].get("query_date", "''"))  # type: ignore[attr-defined]
    return Case(
        phrase=phrase,
        context=arguments[1] if len(arguments) > 1 else "",
        on=_day(day or (arguments[2] if len(arguments) > 2 else "")),
        country="" if is_nothing else (country.group(1) if country else None),
        sectors=("",) if is_nothing else (sectors or None),
    )


def _literal(text: str) -> str:
    return str(ast.literal_eval(text)) if text[:1] in "'\"" else ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None


def _countries(case: Case) -> tuple[str, ...]:
    """The country that the case's context names."""
    context = resolve_actor(case.context, directory=open_directory()).actor if case.context else None
    return (context.country,) if context and context.country else ()


def _score(case: Case, resolution: Resolution) -> dict[str, object]:
    actor = resolution.actor
    country, sectors = (actor.country, actor.sectors) if actor else (None, ())
    is_country_right = is_sector_right = True
    if case.country is not None:
        is_international = case.country in INTERNATIONAL and "IGO" in sectors and country is None
        is_country_right = is_international or (country or "") == case.country
    if case.sectors is not None:
        wanted = {"" if sector in NO_SECTOR else sector for sector in case.sectors}
        found = set(sectors) - NO_SECTOR or {""}
        is_sector_right = (sectors[:1] or ("",))[0] in wanted or bool(wanted & found - {"IGO"})
    return {
        "phrase": case.phrase,
        "wanted": [case.country, case.sectors],
        "found": [country, sectors],
        "country": is_country_right if case.country is not None else None,
        "sector": is_sector_right if case.sectors is not None else None,
        "both": is_country_right and is_sector_right,
        "why": resolution.why,
    }


def _share(rows: list[dict[str, object]], name: str) -> float:
    asked = [row[name] for row in rows if row[name] is not None]
    return round(sum(map(bool, asked)) / len(asked), 3)


def _speed(phrases: list[str]) -> int:
    """Resolutions a second of one core's time; no phrase is remembered, names are after the first round."""
    directory, start = open_directory_at(COMPILED), time.process_time()
    for _ in range(10):
        cut_phrase.cache_clear()
        for phrase in phrases:
            resolve_actor(phrase, directory=directory, countries=("SYR",), on=date(2024, 12, 6))
    return round(10 * len(phrases) / (time.process_time() - start))


def _opening_ms() -> float:
    start = time.perf_counter()
    open_directory_at(COMPILED)
    return round(1000 * (time.perf_counter() - start), 1)
