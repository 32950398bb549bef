"""The When of claims is measured with gold triggers: is the date found, and is the right one taken?

    python -m bench claim-times --data ../shared/gold [--set dev|train]

FOLDER holds dev.jsonl and dev/ (or train). found: of gold dates with words, those with a date word in the
same place and of the same days. exact: of claims with a date, those given its days. open: of claims without
one, those left without. A trigger that stands in no sentence of its evidence is left out.
"""

import time
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bench.outcomes import Outcome
from dateline.claims import find_when
from dateline.spans import read_pages
from dateline.tellings import tell_of
from dateline.times import find_times
from dateline.types import Span, TimeMention, When, find_touching
from training.annotated import load_gold
from training.stories import Told

Days = tuple[str | None, str | None]


def run(data: Path, *, set_name: str | None) -> Outcome:
    """Counts the dates of a set's claims."""
    begun = time.process_time()
    cases = tuple(case for told in load_gold(data, part=set_name or "dev") for case in _cases(told))
    tally: Counter[str] = Counter()
    for case in cases:
        has = case["gold"] is not None
        tally["dated" if has else "undated"] += 1
        tally["exact" if has else "open"] += case["gold"] == case["chosen"]
        tally["wrong"] += has and case["chosen"] is not None and case["gold"] != case["chosen"]
        tally["worded"] += case["found"] is not None
        tally["found"] += bool(case["found"])
    figures = {
        "claims": len(cases),
        "dated": tally["dated"],
        "found": _share(tally["found"], tally["worded"]),
        "exact": _share(tally["exact"], tally["dated"]),
        "wrong": _share(tally["wrong"], tally["dated"]),
        "open": _share(tally["open"], tally["undated"]),
        "cpu_s": round(time.process_time() - begun, 1),
    }
    rows = [
        f"dates with words: {tally['worded']}, a date word of the same days there: {figures['found']} %",
        f"claims with a date: {tally['dated']}, exact {figures['exact']} %, wrong {figures['wrong']} %",
        f"claims without: {tally['undated']}, left open {figures['open']} %",
    ]
    return Outcome(figures=figures, table="\n".join(rows), cases=cases)


def _cases(told: Told) -> Iterator[dict[str, Any]]:
    body_start = len(told.title) + 2 if told.title else 0
    times = find_times(told.text, published=told.published, body_start=body_start)
    triggers = [
        Span(start, end, told.text[start:end])
        for start, end in (claim["trigger_at"] for claim in told.claims)
    ]
    tellings = tell_of(read_pages(told.text, body_start=body_start), triggers)
    for claim, telling in zip(told.claims, tellings, strict=True):
        if telling is None:
            continue
        when, why = find_when(telling, times=times, published=told.published, text=told.text)
        yield {
            "report": told.id,
            "published": told.published,
            "kind": claim["kind"],
            "trigger": claim["trigger"],
            "gold": gold_days(claim),
            "gold_text": (claim["when"] or {}).get("text"),
            "chosen": days_of(when),
            "found": _is_found(claim, times=times),
            "why": why,
        }


def days_of(when: When | None) -> Days | None:
    if when is None:
        return None
    return (
        when.earliest.isoformat() if when.earliest else None,
        when.latest.isoformat() if when.latest else None,
    )


def gold_days(claim: Mapping[str, Any]) -> Days | None:
    when = claim["when"]
    return (when["earliest"], when["latest"]) if when else None


def _is_found(claim: Mapping[str, Any], *, times: tuple[TimeMention, ...]) -> bool | None:
    """Has the gold date's place nearest to the trigger a date word of its days? None without such a place."""
    at = (claim["when"] or {}).get("at")
    if at is None:
        return None
    start, end = at
    there = find_touching(times, Span(start, end, "-" * (end - start)))
    return any((days_of(each.when) or (None, None)) == gold_days(claim) for each in there)


def _share(count: int, of: int) -> float:
    return round(100 * count / of, 1) if of else 0.0
