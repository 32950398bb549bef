"""Words that count for a happening become figures with least and most."""

import pytest

from dateline.figures import find_figures
from dateline.numbers import find_numbers
from dateline.spans import Marked
from dateline.types import Span


def figures(text: str, *marked: tuple[str, str]) -> list[tuple[str, str, int | None, int | None]]:
    """The figures of `text` where these words are tied to the trigger, each as what it counts."""
    spans = [
        Marked(Span(text.index(words), text.index(words) + len(words), words), what, 0.9, 0, 1)
        for words, what in marked
    ]
    found = find_figures(spans, numbers=find_numbers(text))
    assert all(text[figure.start : figure.end] == figure.text for figure in found)
    return [(figure.what.value, figure.text, figure.least, figure.most) for figure in found]


@pytest.mark.parametrize(
    ("text", "words", "what", "expected"),
    [
        ("The raid killed 12 people.", "12 people", "killed", ("killed", "12", 12, 12)),
        ("At least 12 were killed.", "At least 12", "killed", ("killed", "At least 12", 12, None)),
        ("It injured up to 30 workers.", "30", "injured", ("injured", "up to 30", None, 30)),
        (
            "Hundreds of families fled.",
            "Hundreds of families",
            "displaced",
            ("displaced", "Hundreds", 100, None),
        ),
        ("A man was shot dead.", "A man", "killed", ("killed", "A man", 1, 1)),
        ("A doctor and two nurses died.", "two nurses", "killed", ("killed", "two", 2, 2)),
    ],
)
def test_the_number_among_the_words_is_the_figure(
    text: str, words: str, what: str, expected: tuple[str, str, int | None, int | None]
) -> None:
    assert figures(text, (words, what)) == [expected]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The farmers died.", "farmers"),
        ("It was worth $40 million.", "$40 million"),
        ("In May 2019, men died.", "2019"),
    ],
)
def test_words_without_a_number_of_people_are_no_figure(text: str, words: str) -> None:
    assert figures(text, (words, "killed")) == []


def test_two_tolls_of_one_clause_are_two_figures() -> None:
    text = "The strike killed 9 people and wounded 23 others."
    assert [
        (what, least) for what, _, least, _ in figures(text, ("9", "killed"), ("23 others", "injured"))
    ] == [
        ("killed", 9),
        ("injured", 23),
    ]
