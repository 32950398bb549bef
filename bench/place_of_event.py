"""The place of *this* happening, the verb given: tokens of event_location (Halterman 2019).

    python -m bench place-of-event --data ../shared/data/events/event_location --set RELABEL

`--set` names a source of the file; RELABEL are its gold rows. Precision and recall are over all tokens
of all rows; rows without a place count against what is found there.
"""

from pathlib import Path
from typing import Any

from bench.outcomes import Outcome
from bench.places import intervals_of
from dateline.mentions import find_mentions
from dateline.places import find_place_mentions, open_gazetteer
from dateline.places.of_event import find_places_of_event
from dateline.places.weights import load_weights
from dateline.sentences import parse_many
from dateline.types import Span
from training.locations import Row, load


def run(data: Path, *, set_name: str | None) -> Outcome:
    rows = list(load(data, source=set_name or "RELABEL"))
    gazetteer, weights = open_gazetteer(), load_weights()
    cases = []
    for row, doc in zip(rows, parse_many(row.text for row in rows), strict=True):
        places = find_place_mentions(row.text, named=find_mentions(doc), gazetteer=gazetteer)
        found = find_places_of_event(doc, verb=row.verb, places=places, weights=weights)
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
