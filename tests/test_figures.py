"""The counts of people that belong to a happening, and how people travel."""

import pytest

from dateline.figures import find_figures, find_means
from dateline.numbers import find_numbers
from dateline.sentences import parse
from dateline.types import Kind


def figures(text: str, word: str, kind: Kind) -> list[tuple[str, int | None, int | None]]:
    doc = parse(text)
    trigger = next(token for token in doc if token.text == word)
    found = find_figures(trigger, kind=kind, numbers=find_numbers(text))
    assert all(text[figure.start : figure.end] == figure.text for figure in found)
    return [(figure.what.value, figure.least, figure.most) for figure in found]


@pytest.mark.parametrize(
    ("text", "word", "kind", "expected"),
    [
        ("The raid killed 12 people.", "killed", Kind.ASSAULT, [("killed", 12, 12)]),
        ("At least 12 civilians were killed.", "killed", Kind.ASSAULT, [("killed", 12, None)]),
        ("Shelling killed more than 40 soldiers.", "killed", Kind.ASSAULT, [("killed", 40, None)]),
        ("The blast injured up to 30 workers.", "injured", Kind.ASSAULT, [("injured", None, 30)]),
        ("Police arrested dozens of protesters.", "arrested", Kind.COERCE, [("captured", 12, None)]),
        ("Police arrested 40 protesters.", "arrested", Kind.COERCE, [("captured", 40, 40)]),
        ("Hundreds of families fled the town.", "fled", Kind.MOVE, [("displaced", 100, None)]),
        ("The navy evacuated 300 people.", "evacuated", Kind.MOVE, [("evacuated", 300, 300)]),
        ("Thousands of people marched.", "marched", Kind.PROTEST, [("people", 1000, None)]),
        ("The army sent 5,000 troops.", "sent", Kind.MOBILIZE, [("people", 5000, 5000)]),
    ],
)
def test_a_number_of_people_counts_what_the_words_around_it_say(
    text: str, word: str, kind: Kind, expected: list[tuple[str, int | None, int | None]]
) -> None:
    assert figures(text, word, kind) == expected


def test_two_tolls_of_one_clause_are_two_figures() -> None:
    found = figures("The strike killed 9 people and wounded 23 others.", "killed", Kind.ASSAULT)
    assert ("killed", 9, 9) in found
    assert all(what != "killed" or least == 9 for what, least, _ in found)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The rebels took 14 villages.", "took"),
        ("The raid of 2019 killed a man.", "killed"),
        ("The army fired 30 rockets.", "fired"),
        ("The aid is worth 500 million dollars.", "aid"),
        ("The strike on 3 December hit a bridge.", "hit"),
    ],
)
def test_a_number_that_counts_no_people_is_no_figure(text: str, word: str) -> None:
    assert figures(text, word, Kind.ASSAULT) == []


def test_the_number_of_another_sentence_is_not_taken() -> None:
    assert figures("The army shelled Dorana. Elsewhere 12 people died.", "shelled", Kind.ASSAULT) == []


@pytest.mark.parametrize(
    ("text", "word", "kind", "means"),
    [
        ("Commanders were flown out by plane.", "flown", Kind.MOVE, "air"),
        ("Families fled across the sea in a boat.", "fled", Kind.MOVE, "sea"),
        ("They fled on foot.", "fled", Kind.MOVE, "land"),
        ("The army withdrew in a convoy of trucks.", "withdrew", Kind.RETREAT, "land"),
        ("They were flown to Tehran by plane.", "flown", Kind.MOVE, "air"),
        ("Others were leaving overland for Iraq and the port of Latakia.", "leaving", Kind.MOVE, "land"),
        ("Families fled to the airport.", "fled", Kind.MOVE, None),
        ("They fled the town.", "fled", Kind.MOVE, None),
        ("Police shot a bus driver.", "shot", Kind.ASSAULT, None),
        ("A plane bombed the town.", "bombed", Kind.ASSAULT, None),
        ("The envoys met on a ship.", "met", Kind.CONSULT, None),
    ],
)
def test_means_are_told_by_the_clause_and_only_where_something_travels(
    text: str, word: str, kind: Kind, means: str | None
) -> None:
    trigger = next(token for token in parse(text) if token.text == word)
    assert find_means(trigger, kind=kind) == means


def test_of_two_ways_to_travel_the_nearer_word_counts() -> None:
    text = "They flew by helicopter and a convoy of trucks had gone before."
    trigger = next(token for token in parse(text) if token.text == "flew")
    assert find_means(trigger, kind=Kind.MOVE) == "air"
