"""One window with the states of its words: labels a word become spans of the text.

What the network answers for a word is the chance of each label; a run of words with one label is a span.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from dateline.encoder import Floats, encode
from dateline.heads import Sides, find_sides
from dateline.pieces import Window, Words, cut_windows, cut_words, is_quoted
from dateline.types import Span

NOTHING = -1
JOINING = frozenset(", ; : / & and or as".split())
TAKEN = 0.25
"""A word belongs to a span from this chance on. Chosen on gold/dev."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A span with the label that the network gave it, and how likely."""

    span: Span
    label: str
    chance: float
    first: int
    stop: int
    """its first word and the one behind its last, counted in the window"""


@dataclass(frozen=True)
class Page:
    """A window with its text and the states of its words, (words, width)."""

    text: str
    words: Words
    window: Window
    states: Floats

    @cached_property
    def sides(self) -> Sides:
        """What the window's words bring to each trigger, worked out once."""
        return find_sides(self.states)

    def span(self, first: int, stop: int) -> Span:
        """The characters from word `first` to the one before `stop`, counted in the window."""
        start = int(self.words.starts[self.window.words[first]])
        end = int(self.words.ends[self.window.words[stop - 1]])
        return Span(start, end, self.text[start:end])

    def quoted(self, word: int) -> bool:
        """Does this word of the window stand inside quotation marks?"""
        return is_quoted(int(self.window.shapes[self.window.firsts[word]]))

    def parts(self, word: int, starts_anew: bool) -> bool:
        """Does a span end before this word of the window? At a line break or where the window leaps; a new
        span begins in the midst of words only behind a sign or word that joins."""
        before, here = int(self.window.words[word - 1]), int(self.window.words[word])
        end, start = int(self.words.ends[before]), int(self.words.starts[here])
        if here != before + 1 or "\n" in self.text[end:start]:
            return True
        joiner = self.text[self.words.starts[before] : end].lower()
        return starts_anew and joiner in JOINING and (end < start or joiner == "/")  # not in "58,000"


def read_pages(text: str, *, body_start: int) -> tuple[Page, ...]:
    """The pages of one text, through the network."""
    words = cut_words(text, body_start=body_start)
    windows = list(cut_windows(words))
    return tuple(
        Page(text, words, window, states) for window, states in zip(windows, encode(windows), strict=True)
    )


def mark_spans(
    page: Page, chances: Floats, *, names: Sequence[str], labels: Sequence[str], least: float = TAKEN
) -> Iterator[Marked]:
    """The runs of words of one name among `names`, at least so likely; `chances` is (words, labels)."""
    begins, either = _begins_and_either(chances, names=names, labels=labels)
    names_of = np.where(either.max(axis=1) >= least, either.argmax(axis=1), NOTHING).tolist()
    first = 0
    while first < len(names_of):
        name, stop = names_of[first], first + 1
        if name != NOTHING:
            starts_anew = 2 * begins[:, name] > either[:, name]
            while stop < len(names_of) and names_of[stop] == name and not page.parts(stop, starts_anew[stop]):
                stop += 1
            mean = float(either[first:stop, name].mean())
            yield Marked(page.span(first, stop), names[name], mean, first, stop)
        first = stop


def mark_phrases(
    page: Page, chances: Floats, *, names: Sequence[str], labels: Sequence[str], least: float
) -> Iterator[Marked]:
    """The runs of words that likely have any of the `names`, each with the one name that suits it best: a
    phrase is not cut where its words lean to different names."""
    begins, either = _begins_and_either(chances, names=names, labels=labels)
    taken = (either.sum(axis=1) >= least).tolist()
    starts_anew = 2 * begins.sum(axis=1) > either.sum(axis=1)
    first = 0
    while first < len(taken):
        stop = first + 1
        if taken[first]:
            while stop < len(taken) and taken[stop] and not page.parts(stop, starts_anew[stop]):
                stop += 1
            means = either[first:stop].mean(axis=0)
            name = int(means.argmax())
            yield Marked(page.span(first, stop), names[name], float(means[name]), first, stop)
        first = stop


def _begins_and_either(
    chances: Floats, *, names: Sequence[str], labels: Sequence[str]
) -> tuple[Floats, Floats]:
    """(words, names): the chance that a span of the name begins at the word, and that the word is of one."""
    begins = chances[:, [labels.index(f"begin-{name}") for name in names]]
    return begins, begins + chances[:, [labels.index(f"inside-{name}") for name in names]]
