"""Fits the events table of `src/dateline/data/place_weights.tsv`: is this the place of that verb's happening?

    python -m training.places_of_events --data ../shared/data/events/event_location

Reads the rows of event_location that are not its gold (RELABEL), without the sentences that also stand there.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from dateline.mentions import find_mentions
from dateline.places import Gazetteer, find_place_mentions, open_gazetteer
from dateline.places.of_event import event_signs
from dateline.places.weights import load_weights
from dateline.sentences import parse_many
from training.locations import Row, load
from training.places import Case, fit, write_weights

SOURCES = ("APW_RA", "AFP_RA", "Masdar_RA", "Unknown_Andy", "Atrocities", "Xinhua_RA", "AP")
ROWS = 1800
PULL = 2.0
TOO_SMALL = 0.05


def training_rows(data: Path) -> list[Row]:
    held = {row.text for row in load(data, source="RELABEL")}
    rows = [row for source in SOURCES for row in load(data, source=source) if row.text not in held]
    random.Random(1).shuffle(rows)
    return rows[:ROWS]


def event_cases(rows: Sequence[Row], *, gazetteer: Gazetteer) -> Iterator[Case]:
    """Each place of each sentence: right where it shares a word with the verb's place."""
    for row, doc in zip(rows, parse_many(row.text for row in rows), strict=True):
        places = find_place_mentions(row.text, named=find_mentions(doc), gazetteer=gazetteer)
        for place, signs in zip(places, event_signs(doc, verb=row.verb, places=places), strict=True):
            inside = {
                at for at, (start, end) in enumerate(row.tokens) if start < place.end and place.start < end
            }
            right = bool(inside & row.places)
            yield Case((signs, {}), (right, not right))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.places_of_events", description="Fit events.")
    parser.add_argument("--data", type=Path, required=True, help="folder of event_location")
    parser.add_argument("--to", type=Path, default=Path("src/dateline/data/place_weights.tsv"))
    arguments = parser.parse_args()
    cases = list(event_cases(training_rows(arguments.data), gazetteer=open_gazetteer()))
    fitted = {sign: weight for sign, weight in fit(cases, pull=PULL).items() if abs(weight) >= TOO_SMALL}
    write_weights(replace(load_weights(), events=fitted), arguments.to)


if __name__ == "__main__":
    main()
