"""The measure of article text."""

import pytest

from bench.extract import article_text, match, summary


@pytest.mark.parametrize(
    ("found", "true", "precision", "recall"),
    [
        ("a b c d e", "a b c d e", 1.0, 1.0),
        ("a b c d e f", "a b c d e", 2 / 3, 1.0),
        ("a b c d", "a b c d e", 1.0, 0.5),
        ("x y z", "a b c", 0.0, 0.0),
        ("a, b. c!", "a b c", 1.0, 1.0),
        ("", "a b c", None, 0.0),
    ],
)
def test_shingles_of_four_words_are_counted(
    found: str, true: str, precision: float | None, recall: float | None
) -> None:
    one = match(found, true=true)
    assert (one.precision, one.recall) == (precision, recall)


def test_pages_weigh_the_same_whatever_their_length() -> None:
    long_miss, short_hit = match("x " * 50, true="a " * 50), match("a b c d", true="a b c d")
    assert summary([long_miss, short_hit]) == {"f1": 0.5, "precision": 0.5, "recall": 0.5}


def test_a_page_that_is_refused_counts_as_nothing_found() -> None:
    assert article_text(b"") == ""
    assert article_text(b"<html><body><p>The army left.</p></body></html>") == "The army left."
