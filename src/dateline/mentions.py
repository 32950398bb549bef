"""States of words -> mentions: the people, groups, places, nationalities and numbers that a report names."""

from collections.abc import Iterator, Sequence

import numpy as np

from dateline.heads import label_words
from dateline.labels import MENTIONS
from dateline.pieces import Words
from dateline.spans import Page
from dateline.types import Mention, MentionKind

_KINDS = [MentionKind(label.partition("-")[2]) if label != "none" else None for label in MENTIONS]
_BEGINS = np.array([label.startswith("begin-") for label in MENTIONS])


def find_mentions(pages: Sequence[Page]) -> tuple[Mention, ...]:
    """The named mentions of a report, in order of the text."""
    if not pages:
        return ()
    text, words = pages[0].text, pages[0].words
    labels = np.zeros(len(words.starts), dtype=np.int64)
    for page in pages:
        best, answers = label_words("mentions", page.states).argmax(axis=1), page.window.answers
        labels[page.window.words[answers]] = best[answers]
    return tuple(_runs(text, words, labels.tolist()))


def _runs(text: str, words: Words, labels: Sequence[int]) -> Iterator[Mention]:
    first = 0
    while first < len(labels):
        kind, stop = _KINDS[labels[first]], first + 1
        if kind is not None:
            while stop < len(labels) and _KINDS[labels[stop]] is kind and not _BEGINS[labels[stop]]:
                stop += 1
            start, end = int(words.starts[first]), int(words.ends[stop - 1])
            if "\n" not in text[start:end]:
                yield Mention(start, end, text[start:end], kind)
        first = stop
