"""Text -> word pieces in windows: what the encoder is given.

A report of any length becomes windows of at most 512 pieces. Each begins with the headline, so that it
is always in view, and overlaps the next: a word is answered for by the window in which it stands
furthest from an edge. The vocabulary knows no capitals, so each piece carries its `shape` beside it:
capitals, inside quotation marks or not, in the headline or not.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MOST_PIECES = 512
"""what the encoder was trained for"""
MOST_TITLE_PIECES = 64
OVERLAP_PIECES = 128
OPENING, CLOSING = '"“«„', '"”»'
SHAPES = 12
"""lower case, Capital, CAPITALS × outside or inside quotation marks × body or headline"""

IN_QUOTES, IN_TITLE = 3, 6
"""added to the case of a word"""

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text: where each starts and ends, and its first piece. Arrays of one length."""

    starts: Ints
    ends: Ints
    firsts: Ints
    title_words: int
    """so many words at the start are the headline's"""
    pieces: Ints
    shapes: Ints
    """one entry a piece"""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a text for one pass: pieces with their shapes, and which words of the text they are."""

    pieces: Ints
    shapes: Ints
    words: Ints
    """positions in `Words`, headline first"""
    firsts: Ints
    """first piece of each word, counted in this window"""
    answers: NDArray[np.bool_]
    """does this window answer for the word?"""


@cache
def load_tokenizer() -> "Tokenizer":
    from tokenizers import Tokenizer  # only when something is read

    return Tokenizer.from_file(str(files("dateline") / "data" / "reader" / "tokenizer.json"))


def cut_words(text: str, *, body_start: int) -> Words:
    """The words of a text. A word is a run of letters and digits, or one sign."""
    encoding = load_tokenizer().encode(text, add_special_tokens=False)
    of_word = np.array([-1 if word is None else word for word in encoding.word_ids], dtype=np.int64)
    offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    new = np.ones(len(of_word), dtype=bool)
    new[1:] = of_word[1:] != of_word[:-1]
    firsts = np.flatnonzero(new)
    starts = offsets[firsts, 0]
    ends = offsets[np.append(firsts[1:], len(of_word)) - 1, 1] if len(firsts) else starts
    shapes = np.array(list(_shapes(text, starts, ends, body_start)), dtype=np.int64)
    counts = np.diff(np.append(firsts, len(of_word)))
    return Words(
        starts,
        ends,
        firsts,
        int((starts < body_start).sum()) if body_start else 0,
        np.array(encoding.ids, dtype=np.int64),
        np.repeat(shapes, counts),
    )


def _shapes(text: str, starts: Ints, ends: Ints, body_start: int) -> Iterator[int]:
    """The shape of each word; a quotation that is not closed ends with its paragraph."""
    quoted, before = False, 0
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        if quoted and "\n\n" in text[before:start]:
            quoted = False
        before = end
        word = text[start:end]
        opens = word in OPENING and not quoted
        case = 2 if len(word) > 1 and word.isupper() else 1 if word[:1].isupper() else 0
        yield case + IN_QUOTES * (quoted or opens) + IN_TITLE * (start < body_start)
        quoted = opens or (quoted and word not in CLOSING)


def is_quoted(shape: int) -> bool:
    """Does a word of this shape stand inside quotation marks?"""
    return shape % IN_TITLE >= IN_QUOTES


def cut_windows(words: Words, *, first_id: int = 101, last_id: int = 102) -> Iterator[Window]:
    """The windows of a text, at least one for a text with words; the ids are those of [CLS] and [SEP]."""
    edges = np.append(words.firsts, len(words.pieces))
    total = len(words.firsts)
    if not total:
        return
    title = int(np.searchsorted(edges, MOST_TITLE_PIECES, side="right")) - 1
    title = min(words.title_words, title)
    room = MOST_PIECES - 2 - int(edges[title])
    starts = [title]
    while edges[total] - edges[starts[-1]] > room:
        stop = int(np.searchsorted(edges, edges[starts[-1]] + room, side="right")) - 1
        back = int(np.searchsorted(edges, edges[stop] - OVERLAP_PIECES, side="left"))
        starts.append(max(back, starts[-1] + 1))
    for number, start in enumerate(starts):
        stop = min(total, int(np.searchsorted(edges, edges[start] + room, side="right")) - 1)
        stop = max(stop, start + (start < total))
        inside = np.concatenate([np.arange(title), np.arange(start, stop)])
        low = 0 if number == 0 else _middle(starts[number], _stop(edges, starts[number - 1], room, total))
        high = total if number + 1 == len(starts) else _middle(starts[number + 1], stop)
        answers = (inside >= low) & (inside < high) if number else inside < high
        yield _window(words, edges, inside, answers, first_id, last_id)


def _stop(edges: Ints, start: int, room: int, total: int) -> int:
    return min(total, int(np.searchsorted(edges, edges[start] + room, side="right")) - 1)


def _middle(start: int, stop: int) -> int:
    """The word at which the answer passes from one window to the next."""
    return (start + stop) // 2


def _window(
    words: Words, edges: Ints, inside: Ints, answers: NDArray[np.bool_], first_id: int, last_id: int
) -> Window:
    spans = [np.arange(edges[word], edges[word + 1]) for word in inside.tolist()]
    chosen = np.concatenate(spans)[: MOST_PIECES - 2] if spans else np.array([], dtype=np.int64)
    lengths = edges[inside + 1] - edges[inside]
    firsts = 1 + np.concatenate([[0], np.cumsum(lengths)[:-1]]).astype(np.int64)
    firsts = np.minimum(firsts, MOST_PIECES - 2)
    pieces = np.concatenate([[first_id], words.pieces[chosen], [last_id]])
    shapes = np.concatenate([[0], words.shapes[chosen], [0]])
    return Window(pieces, shapes, inside, firsts, answers)
