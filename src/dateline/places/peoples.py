"""Text -> People: the words for people and things of a place ("Syrian", "Americans", "Kurdish").

They are no places, so they are no place mentions; but a report full of Syrians is about Syria, and
the choice of a place listens to that.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.places.gazetteer import Entry, Gazetteer
from dateline.places.names import plain_key
from dateline.places.tables import people_rows
from dateline.places.words import Word
from dateline.types import Span


@dataclass(frozen=True, slots=True)
class People(Span):
    """A word for people, and the place that they are of."""

    entry: Entry


def find_peoples(text: str, *, words: Sequence[Word], gazetteer: Gazetteer) -> tuple[People, ...]:
    """In the order of the text; two words ("South Korean") before one ("Korean")."""
    found: list[People] = []
    at = 0
    while at < len(words):
        length = next((size for size in (2, 1) if _people_at(words, at, size, gazetteer)), 0)
        if length:
            entry = _people_at(words, at, length, gazetteer)
            start, end = words[at].start, words[at + length - 1].end
            if entry is not None:
                found.append(People(start, end, text[start:end], entry))
        at += length or 1
    return tuple(found)


def names_people(key: str, *, gazetteer: Gazetteer) -> bool:
    """Is the plain key a word for people?"""
    return _place_of(key, gazetteer) is not None


def _people_at(words: Sequence[Word], at: int, size: int, gazetteer: Gazetteer) -> Entry | None:
    some = words[at : at + size]
    if (
        len(some) < size
        or not all(word.capital for word in some)
        or not all(word.joined for word in some[1:])
    ):
        return None
    key = " ".join(word.plain for word in some)
    return _place_of(key, gazetteer) or (_place_of(key[:-1], gazetteer) if key.endswith("s") else None)


def _place_of(key: str, gazetteer: Gazetteer) -> Entry | None:
    country = gazetteer.country_of_demonym(key)
    if country:
        return gazetteer.country_entry(country)
    place = _regional_peoples().get(key)
    named = gazetteer.find(place) if place else ()
    return next((each.entry for each in named if each.entry.id < 0), named[0].entry if named else None)


@lru_cache
def _regional_peoples() -> dict[str, str]:
    """Word -> plain key of the place."""
    return {plain_key(row.text): plain_key(row.place) for row in people_rows()}
