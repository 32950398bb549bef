"""Words for people are of a place, and are none."""

import pytest

from dateline.places import Gazetteer, open_gazetteer
from dateline.places.peoples import find_peoples
from dateline.places.words import find_words


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


@pytest.mark.parametrize(
    ("text", "word", "place"),
    [
        ("Syrian troops left.", "Syrian", "Syria"),
        ("Americans voted.", "Americans", "United States"),
        ("South Korean ships sailed.", "South Korean", "South Korea"),
        ("Kurdish fighters stayed.", "Kurdish", "Kurdistan"),
        ("European envoys met.", "European", "Europe"),
    ],
)
def test_a_word_for_people_tells_their_place(gazetteer: Gazetteer, text: str, word: str, place: str) -> None:
    people = find_peoples(text, words=find_words(text), gazetteer=gazetteer)
    assert [(each.text, each.entry.name) for each in people] == [(word, place)]


def test_small_letters_are_no_people(gazetteer: Gazetteer) -> None:
    text = "a danish and a polish of the shoes"
    assert find_peoples(text, words=find_words(text), gazetteer=gazetteer) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Homs-Damascus road", ["Homs", "Damascus", "road"]),
        ("Ma'arrat al-Nu'man", ["Ma'arrat", "al", "Nu'man"]),
        ("Syria's army", ["Syria", "army"]),
        ("W.Va. and the U.S. and St. Louis", ["W.Va.", "and", "the", "U.S.", "and", "St", "Louis"]),
    ],
)
def test_words_are_divided_as_place_names_are(text: str, words: list[str]) -> None:
    assert [word.text for word in find_words(text)] == words
