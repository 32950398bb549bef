"""Number words, and words with their classes."""

import pytest

from dateline.times.numerals import full_year, read_number, read_ordinal, read_year
from dateline.times.tokens import split_words


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("two", 2), ("twenty four", 24), ("a hundred", 100), ("two hundred and ten", 210), ("a dozen", 12),
        ("1,500", 1500), ("2 1/2", 2.5), ("3½", 3.5), ("two thousand", 2000), ("a couple of", 2), ("an", 1),
        ("three million", 3e6),
    ],
)  # fmt: skip
def test_a_number_is_read(words: str, number: float) -> None:
    pieces = [words] if "/" in words else words.split()
    assert read_number(pieces) == number


@pytest.mark.parametrize("words", ["several", "a few", "many", "", "rebels", "1/0", "99999999999999999999"])
def test_a_vague_number_is_none(words: str) -> None:
    assert read_number(words.split()) is None


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("1998", 1998),
        ("'98", 1998),
        ("’07", 2007),
        ("nineteen ninety seven", 1997),
        ("two thousand", 2000),
        ("twenty eleven", 2011),
    ],
)
def test_a_year_is_read(words: str, year: int) -> None:
    assert read_year(words.split()) == year


@pytest.mark.parametrize("words", ["nineteen", "nineteen three", "hundred", "rebels"])
def test_what_is_no_year_is_none(words: str) -> None:
    assert read_year(words.split()) is None


def test_two_digits_are_of_the_nearer_century() -> None:
    assert (full_year(24), full_year(40), full_year(41), full_year(99)) == (2024, 2040, 1941, 1999)


@pytest.mark.parametrize(
    ("word", "number"), [("3rd", 3), ("21st", 21), ("third", 3), ("twentieth", 20), ("rebel", 0)]
)
def test_an_ordinal_is_read(word: str, number: int) -> None:
    assert read_ordinal(word) == number


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("on Friday, Dec. 6, 2024", "IW,Md,y"),
        ("may May march March", ".m.m"),
        ("the sun, Sun. 10 p.m. GMT", "e.,kdAG"),
        ("New Year's Eve 2015", "HJJJy"),
        ("AD 70; an ad", "Cn|a."),
        ("'80s 1990s '98", "DDy"),
        ("one\n\ntwo", "N|N"),
    ],
)
def test_every_word_has_the_letter_of_its_class(text: str, letters: str) -> None:
    words = split_words(text)
    assert words.letters == letters
    assert all(0 <= start < end for start, end in zip(words.starts, words.ends, strict=True))
