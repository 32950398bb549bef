"""The place of this happening, not every place of the sentence."""

import pytest

from dateline.places import find_place_mentions, open_gazetteer
from dateline.places.of_event import find_places_of_event
from dateline.places.weights import load_weights
from dateline.sentences import parse
from dateline.types import Span


def places_of_event(text: str, verb: str) -> list[str]:
    doc = parse(text)
    start = text.index(verb)
    places = find_place_mentions(text, named=(), gazetteer=open_gazetteer())
    span = Span(start, start + len(verb), verb)
    found = find_places_of_event(doc, verb=span, places=places, weights=load_weights())
    return [place.text for place in found]


@pytest.mark.parametrize(
    ("text", "verb", "places"),
    [
        ("Three soldiers were killed in Mosul on Friday.", "killed", ["Mosul"]),
        ("In Vienna, thousands of people marched.", "marched", ["Vienna"]),
        ("Protesters marched in Damascus and Aleppo.", "marched", ["Damascus", "Aleppo"]),
        ("The rebels captured the weapons on Friday.", "captured", []),
    ],
)
def test_the_place_that_belongs_to_the_verb_is_found(text: str, verb: str, places: list[str]) -> None:
    assert places_of_event(text, verb) == places


def test_a_place_in_the_words_for_somebody_is_not_where_it_happened() -> None:
    assert "Paris" not in places_of_event("The mayor of Paris was killed in Lyon.", "killed")
