"""Labels a word become spans of the text."""

import numpy as np
import pytest

from dateline.labels import tagged
from dateline.pieces import cut_windows, cut_words
from dateline.spans import TAKEN, Page, mark_spans

TEXT = "Rebel fighters took Hama and Homs"
LABELS = tagged(("who", "where"))


def a_page() -> Page:
    words = cut_words(TEXT, body_start=0)
    (window,) = cut_windows(words)
    return Page(TEXT, words, window, np.zeros((len(words.starts), 4), dtype=np.float32))


def chances(labels: str, *, sure: float = 0.9) -> np.ndarray:
    """A label a word with the chance `sure`: `. B I b i` for none, begin and inside of who and where."""
    table = np.full((len(labels.split()), len(LABELS)), (1 - sure) / (len(LABELS) - 1), dtype=np.float32)
    for row, sign in enumerate(labels.split()):
        table[row, ".BIbi".index(sign)] = sure
    return table


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ("B I . b . b", [("who", "Rebel fighters"), ("where", "Hama"), ("where", "Homs")]),
        ("B B . . . .", [("who", "Rebel fighters")]),
        ("I I . i i i", [("who", "Rebel fighters"), ("where", "Hama and Homs")]),
        ("B i . . . .", [("who", "Rebel"), ("where", "fighters")]),
        (". . . . . .", []),
    ],
)
def test_words_of_one_label_are_a_span_and_a_begin_parts_two(
    labels: str, expected: list[tuple[str, str]]
) -> None:
    found = list(mark_spans(a_page(), chances(labels), names=("who", "where"), labels=LABELS))
    assert [(marked.label, marked.span.text) for marked in found] == expected
    assert all(TEXT[m.span.start : m.span.end] == m.span.text for m in found)
    assert all(m.chance == pytest.approx(0.925, abs=0.05) for m in found)


def test_what_is_less_likely_than_the_threshold_is_no_span() -> None:
    unsure = 0.15 * chances("B I . b . b") + 0.85 * chances(". . . . . .")
    assert TAKEN > 0.2
    assert list(mark_spans(a_page(), unsure, names=("who", "where"), labels=LABELS)) == []
