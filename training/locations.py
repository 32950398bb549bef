"""event_location -> windows in which a verb's happening has its place."""

import json
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from dateline.labels import GROUPS
from dateline.pieces import cut_windows, cut_words
from dateline.types import Span
from training.examples import IGNORE, Deed, Example, tag, words_inside

SOURCES = ("APW_RA", "AFP_RA", "Masdar_RA", "Unknown_Andy", "Atrocities", "Xinhua_RA", "AP")
HELD_OUT = "RELABEL"


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence, its verb, and the tokens of the verb's place."""

    text: str
    tokens: tuple[tuple[int, int], ...]
    verb: Span
    places: frozenset[int]


def load(data: Path, *, source: str) -> Iterator[Row]:
    """The rows of one source of `labeled_text.jsonl.zip`, a JSON list in spite of its name."""
    with zipfile.ZipFile(data / "labeled_text.jsonl.zip") as archive:
        records = json.loads(archive.read("labeled_text.jsonl"))
    for record in records:
        if record.get("source") == source and "spans" in record:
            yield from _row(record)


def _row(record: dict[str, Any]) -> Iterator[Row]:
    """Spans are read by their tokens: the characters of some rows do not match the text."""
    text = record["text"]
    tokens = tuple((token["start"], token["end"]) for token in record["tokens"])
    verbs = [span for span in record["spans"] if span["label"] == "VERB"]
    places = [span for span in record["spans"] if span["label"] == "LOCATION"]
    for span in verbs[:1]:
        start, end = tokens[span["token_start"]][0], tokens[span["token_end"]][1]
        inside = frozenset(at for each in places for at in range(each["token_start"], each["token_end"] + 1))
        yield Row(text, tokens, Span(start, end, text[start:end]), inside)


def location_examples(data: Path) -> Iterator[Example]:
    """The sentences of event_location that are not its gold, nor stand in it, each with all its verbs."""
    held = {row.text for row in load(data, source=HELD_OUT)}
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    for source in SOURCES:
        for row in load(data, source=source):
            if row.text not in held:
                rows[row.text].append(row)
    for text, of_text in rows.items():
        words = cut_words(text, body_start=0)
        for window in cut_windows(words):
            deeds = []
            for row in of_text:
                at = words_inside(words, window, row.verb.start, row.verb.end)
                if at:
                    spans = [("place", span) for span in _runs(row)]
                    deeds.append(Deed(at, -1, {}, {"where": tag(words, window, spans, GROUPS["where"])}))
            nothing = np.full(len(window.words), IGNORE)
            yield Example(window, nothing, nothing, nothing, nothing, deeds)


def _runs(row: Row) -> Iterator[tuple[int, int]]:
    """The stretches of text that the tokens of the place cover."""
    tokens = sorted(token for token in row.places if token < len(row.tokens))
    for number, token in enumerate(tokens):
        if number == 0 or tokens[number - 1] != token - 1:
            stop = token
            while stop + 1 in row.places and stop + 1 < len(row.tokens):
                stop += 1
            yield row.tokens[token][0], row.tokens[stop][1]
