"""States of words -> who says what: each cue of saying with its source and what is said.

    "the ministry said | that rebels had left"     source | cue | content

The cue is found first ("said", "according to", a quotation's "told reporters"); then each word of the
window is weighed: is it of the cue's source, of its content, or neither?
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.encoder import Floats
from dateline.heads import label_arcs, label_words
from dateline.labels import GROUPS
from dateline.pieces import Window
from dateline.spans import Marked, Page, mark_spans
from dateline.types import Span

IS_CUE = 0.5
"""A word is a cue from this chance on."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """One act of saying. `source` may be empty; `content` may lie on both sides of the cue."""

    cue: Span
    source: tuple[Marked, ...]
    content: tuple[Marked, ...]


def find_attributions(pages: Sequence[Page]) -> tuple[Attribution, ...]:
    """The acts of saying of a report, in order of their cues."""
    found = [attribution for page in pages for attribution in _in_window(page)]
    return tuple(sorted(found, key=lambda attribution: attribution.cue.start))


def _in_window(page: Page) -> Iterator[Attribution]:
    for first, stop in _cues(label_words("cues", page.states), page.window):
        state = page.states[first:stop].mean(axis=0)
        found = label_arcs(state, first_word=first, sides=page.sides, groups=("attribution",))
        arcs = found["attribution"]
        marked = list(mark_spans(page, arcs, names=("source", "content"), labels=GROUPS["attribution"]))
        yield Attribution(
            page.span(first, stop),
            tuple(one for one in marked if one.label == "source"),
            tuple(one for one in marked if one.label == "content"),
        )


def _cues(chances: Floats, window: Window) -> Iterator[tuple[int, int]]:
    """Runs of words that are a cue: the labels are none, begin, inside."""
    is_cue = (1.0 - chances[:, 0] >= IS_CUE) & window.answers
    first = 0
    while first < len(is_cue):
        stop = first + 1
        if is_cue[first]:
            while stop < len(is_cue) and is_cue[stop] and chances[stop, 1] <= chances[stop, 2]:
                stop += 1
            yield first, stop
        first = stop
