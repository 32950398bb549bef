"""PolNeAR -> windows with cues, and for each cue its source and its content."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from dateline.labels import GROUPS
from dateline.pieces import cut_windows, cut_words
from training.examples import IGNORE, Deed, Example, tag, words_inside


def load_attributions(data: Path, *, part: str) -> Iterator[dict[str, Any]]:
    """The articles of a part with their attributions: spans of source, cue and content."""
    for line in (data / "attribution" / "polnear" / f"{part}.jsonl").read_text("utf-8").splitlines():
        yield json.loads(line)


def attribution_examples(row: dict[str, Any]) -> Iterator[Example]:
    words = cut_words(row["text"], body_start=0)
    for window in cut_windows(words):
        count = len(window.words)
        cues = np.zeros(count, dtype=np.int64)
        deeds = []
        for one in row["attributions"]:
            at = [word for span in one["cue"] for word in words_inside(words, window, *span)]
            if not at:
                continue
            cues[at] = 2
            cues[at[0]] = 1
            spans = [("source", span) for span in one["source"]] + [
                ("content", span) for span in one["content"]
            ]
            groups = {"attribution": tag(words, window, spans, GROUPS["attribution"])}
            deeds.append(Deed(at, -1, {}, groups))
        nothing = np.full(count, IGNORE)
        yield Example(window, nothing, cues, nothing, nothing, deeds)
