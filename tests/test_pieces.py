"""Words and windows: every word is answered for once, and the headline is always in view."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.pieces import MOST_PIECES, SHAPES, Words, cut_windows, cut_words

LOWER, CAPITAL, CAPITALS, QUOTED, TITLE = 0, 1, 2, 3, 6


def words_of(text: str, words: Words) -> list[str]:
    return [text[a:b] for a, b in zip(words.starts.tolist(), words.ends.tolist(), strict=True)]


def test_a_word_is_a_run_of_letters_or_one_sign() -> None:
    text = "U.S. troops left Deir ez-Zor."
    assert words_of(text, cut_words(text, body_start=0)) == "U . S . troops left Deir ez - Zor .".split()


@pytest.mark.parametrize(
    ("text", "body_start", "shapes"),
    [
        ("They left", 0, [CAPITAL, LOWER]),
        ("UN envoys", 0, [CAPITALS, LOWER]),
        ('He "will" go', 0, [CAPITAL, QUOTED, QUOTED, QUOTED, LOWER]),
        ("Talks fail\n\nThey", 12, [TITLE + CAPITAL, TITLE, CAPITAL]),
        ('"They left\n\nThey came', 0, [QUOTED, QUOTED + CAPITAL, QUOTED, CAPITAL, LOWER]),
    ],
)
def test_each_word_carries_its_capitals_quotation_marks_and_headline(
    text: str, body_start: int, shapes: list[int]
) -> None:
    words = cut_words(text, body_start=body_start)
    assert words.shapes[words.firsts].tolist() == shapes


def test_a_short_report_is_one_window() -> None:
    text = "Rebels took Hama. The army left."
    words = cut_words(text, body_start=0)
    (window,) = cut_windows(words)
    assert window.words.tolist() == list(range(len(words.starts)))
    assert window.answers.all()
    assert (window.pieces[0], window.pieces[-1]) == (101, 102)


def test_a_long_report_has_its_headline_in_every_window() -> None:
    body = "Rebels took the town of Hama on Friday. " * 200
    words = cut_words(f"Rebels take Hama\n\n{body}", body_start=18)
    windows = list(cut_windows(words))
    assert len(windows) > 2
    assert all(window.words[:3].tolist() == [0, 1, 2] for window in windows)
    assert all(len(window.pieces) <= MOST_PIECES for window in windows)


STRANGE = ["Rebels", "took", "“", '"', "\n\n", "Deir ez-Zor", "transliteration", "🕊", "حماة"]
PARTS = st.lists(st.one_of(st.sampled_from(STRANGE), st.text(max_size=5)), min_size=1, max_size=40)


@settings(max_examples=60, deadline=None)
@given(PARTS, st.integers(1, 60), st.booleans())
def test_every_word_is_answered_for_by_one_window(parts: list[str], times: int, with_title: bool) -> None:
    title = "A headline of words" if with_title else ""
    text = (f"{title}\n\n" if title else "") + " ".join(parts * times)
    words = cut_words(text, body_start=len(title) + 2 if title else 0)
    answered = [word for window in cut_windows(words) for word in window.words[window.answers].tolist()]
    assert sorted(answered) == list(range(len(words.starts)))
    for window in cut_windows(words):
        assert len(window.pieces) == len(window.shapes) <= MOST_PIECES
        assert len(window.firsts) == len(window.words) == len(window.answers)
        assert window.firsts.max() < len(window.pieces)
        assert 0 <= window.shapes.min() <= window.shapes.max() < SHAPES


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_words_lie_in_the_text_in_order(text: str) -> None:
    words = cut_words(text, body_start=0)
    assert np.all(words.starts < words.ends)
    assert np.all(words.ends[:-1] <= words.starts[1:])
    assert len(words.ends) == 0 or words.ends[-1] <= len(text)
