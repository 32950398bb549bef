"""Text -> PlaceMention: the place names of a report and where on earth they are.

    open_gazetteer()  ─▶ Gazetteer, which knows who bears a name
    find_place_mentions(text, …)  = spots ─▶ surroundings ─▶ choice ─▶ answers

`docs/places.md` follows one sentence through it.
"""

from collections.abc import Sequence

from dateline.places.answers import choose_places
from dateline.places.gazetteer import Gazetteer, open_gazetteer
from dateline.places.peoples import find_peoples
from dateline.places.spots import find_spots
from dateline.places.surroundings import find_surroundings
from dateline.places.weights import Weights, load_weights
from dateline.places.words import find_words
from dateline.types import Mention, PlaceMention

__all__ = ["Gazetteer", "find_place_mentions", "open_gazetteer"]


def find_place_mentions(
    text: str,
    *,
    named: Sequence[Mention],
    gazetteer: Gazetteer,
    publisher_country: str | None = None,
    weights: Weights | None = None,
) -> tuple[PlaceMention, ...]:
    """The places named in `text`, in order, each with its candidates and the reasons.

    `named` are the reader's mentions of every kind: they tell people and groups from places.
    `publisher_country` (ISO3) helps where a name is borne in many countries. A mention whose place
    is not sure enough has `place=None`. `weights` are those that come with dateline unless given.
    """
    worth = weights or load_weights()
    words = find_words(text)
    spots = find_spots(text, words=words, named=named, gazetteer=gazetteer, weights=worth)
    return choose_places(
        spots,
        around=find_surroundings(text, spots),
        peoples=find_peoples(text, words=words, gazetteer=gazetteer),
        gazetteer=gazetteer,
        weights=worth,
        publisher_country=publisher_country,
    )
