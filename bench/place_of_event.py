"""The place of *this* happening, the verb given: tokens of event_location (Halterman 2019).

    python -m bench place-of-event --data ../shared/data/events/event_location --set RELABEL

`--set` names a source of the file; RELABEL are its gold rows. Precision and recall are over all tokens
of all rows; rows without a place count against what is found there.
"""

from pathlib import Path
from typing import Any

from bench.outcomes import Outcome
from bench.places import intervals_of
from dateline.spans import read_pages
from dateline.tellings import tell_of
from dateline.types import Span
from training.locations import Row, load


def run(data: Path, *, set_name: str | None) -> Outcome:
    rows = list(load(data, source=set_name or "RELABEL"))
    cases = []
    for row in rows:
        (telling,) = tell_of(read_pages(row.text, body_start=0), [row.verb])
        found = tuple(marked.span for marked in telling.where) if telling else ()
        tokens = frozenset(at for at, (start, end) in enumerate(row.tokens) if _is_inside(start, end, found))
        cases.append(_case(row, tokens))
    hits = sum(case["hits"] for case in cases)
    found_tokens, gold_tokens = sum(case["found"] for case in cases), sum(case["gold"] for case in cases)
    figures = {
        "n": len(rows),
        "token_p": round(hits / max(1, found_tokens), 4),
        "token_r": round(hits / max(1, gold_tokens), 4),
        "rows_right": round(sum(case["right"] for case in cases) / max(1, len(cases)), 4),
        "rows_right_interval": intervals_of([case["right"] for case in cases]),
    }
    table = "\n".join(f"{name:24}{value}" for name, value in figures.items())
    return Outcome(figures=figures, table=table, cases=tuple(cases))


def _is_inside(start: int, end: int, spans: tuple[Span, ...]) -> bool:
    return any(span.start < end and start < span.end for span in spans)


def _case(row: Row, found: frozenset[int]) -> dict[str, Any]:
    return {
        "text": row.text, "verb": row.verb.text, "gold": len(row.places), "found": len(found),
        "hits": len(row.places & found), "right": row.places == found,
    }  # fmt: skip
