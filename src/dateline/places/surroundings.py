"""Spots -> Surroundings: what the words around a name say about which place is meant.

"Idlib province" is no city, "Athens, Georgia" lies in Georgia, "the countryside of Hama" is a part
of Hama, "40 km north of Hama" is somewhere else.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.places.names import LEVEL_WORDS, plain_key
from dateline.places.spots import Spot
from dateline.types import Extent

KM_PER_MILE = 1.609
_LEVEL = "|".join(sorted(LEVEL_WORDS, key=len, reverse=True))
_LEVEL_AFTER = re.compile(rf"[\s-]+({_LEVEL})\b(?!\s+of\b)")
_LEVEL_BEFORE = re.compile(rf"\b({_LEVEL})\s+(?:of\s+)?(?:the\s+)?$", re.IGNORECASE)
_COMMA = re.compile(
    r",\s+(?:in\s+)?(?:the\s+)?(?:\w+ern\s+)?|\s+\(|\s+in\s+(?:the\s+)?(?:\w*(?:north|south|east|west)\w*\s+|central\s+)?"
)
_DIRECTION = (
    r"(?:north|south|east|west|northern|southern|eastern|western|central|"
    r"(?:north|south)[- ]?(?:east|west)(?:ern)?)"
)
_PART_BEFORE = re.compile(
    rf"\b(?:{_DIRECTION}|parts?\s+of|areas?\s+of|countryside\s+of|outskirts\s+of|suburbs?\s+of|edge\s+of|much\s+of|"
    rf"most\s+of|half\s+of|swathes?\s+of|pockets?\s+of|{_DIRECTION}\s+(?:and\s+\w+\s+)?"
    rf"(?:cities|towns|villages|neighbou?rhoods|districts|suburbs|countryside|outskirts|part|parts|side)\s+of|"
    rf"(?:cities|towns|villages|suburbs|neighbou?rhoods)\s+(?:in|near|around)|borders?\s+with|rural)[\s-]+(?:the\s+)?$",
    re.IGNORECASE,
)
_PART_AFTER = re.compile(
    r"(?:['’]s)?\s+(?:(?:\w+ern|\w+)\s+)?(?:countryside|outskirts|suburbs?|neighbou?rhoods?|districts|suburb)\b"
)
_OFFSET_BEFORE = re.compile(
    rf"(?P<far>\d[\d,.]*)\s*(?:-?\s*)(?P<unit>km|kilomet(?:er|re)s?|miles?|mi)\b\)?\s*(?:\([^)]*\)\s*)?"
    rf"(?:to\s+the\s+)?(?P<way>{_DIRECTION})?\s*(?:of|from|outside)\s+(?:the\s+)?(?:\w+\s+)?(?:city\s+of\s+|capital,?\s+)?$",
    re.IGNORECASE,
)
_AND = re.compile(r",?\s+and\s+(?:the\s+)?|,\s+")
_SPEAKS = re.compile(
    r"\s+(?:has\s+|had\s+|also\s+)?(?:said|says|denied|denies|condemned|warned|warns|called|declined|urged|announced|"
    r"accused|accuses|rejected|agreed|vowed|demanded|welcomed|insisted|ordered|pledged)\b"
)
_BEARINGS = {"north": 0.0, "east": 90.0, "south": 180.0, "west": 270.0, "northeast": 45.0, "southeast": 135.0,
             "southwest": 225.0, "northwest": 315.0}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Offset:
    """So far from a place; `bearing` in degrees from north, `None` where the text gives none."""

    km: float
    bearing: float | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the words around one spot say."""

    level: str | None = None
    """the kind that a word beside the name fixes"""
    level_word: str | None = None
    inside: int | None = None
    """position of the spot that is named right behind as what this one lies in"""
    extent: Extent = Extent.WHOLE
    part_words: str | None = None
    """the words that make it a part"""
    offset: Offset | None = None
    speaks: bool = False
    """a verb of saying or deciding follows: the name may stand for a government"""


def find_surroundings(text: str, spots: Sequence[Spot]) -> tuple[Surroundings, ...]:
    """One for each spot, in their order."""
    found: list[Surroundings] = []
    for position, spot in enumerate(spots):
        before, after = text[max(0, spot.start - 70) : spot.start], text[spot.end : spot.end + 40]
        level_word = _level_word(before, after, spot)
        part = _part_words(before, after)
        found.append(
            Surroundings(
                level=LEVEL_WORDS[level_word] if level_word else None,
                level_word=level_word,
                inside=position + 1 if _is_followed_by_its_container(text, spots, position) else None,
                extent=Extent.PART if part else Extent.WHOLE,
                part_words=part,
                offset=_offset(before),
                speaks=_SPEAKS.match(after) is not None,
            )
        )
    return _shared_over_lists(text, spots, found)


def _shared_over_lists(
    text: str, spots: Sequence[Spot], found: list[Surroundings]
) -> tuple[Surroundings, ...]:
    """ "the southern cities of Daraa and Suwayda", "Idlib and Aleppo provinces": what is said of one
    member of a list in the plural is said of all."""
    for at in range(1, len(spots)):
        before, here = found[at - 1], found[at]
        if not _AND.fullmatch(text[spots[at - 1].end : spots[at].start]):
            continue
        if here.level is None and _is_plural(before.level_word):
            here = replace(here, level=before.level, level_word=before.level_word)
        if (
            here.part_words is None
            and before.part_words
            and _is_plural(before.part_words.rpartition(" of")[0])
        ):
            here = replace(here, extent=Extent.PART, part_words=before.part_words)
        found[at] = here
        if before.level is None and _is_plural(here.level_word):
            found[at - 1] = replace(before, level=here.level, level_word=here.level_word)
    return tuple(found)


def _is_plural(words: str | None) -> bool:
    return bool(words) and str(words).endswith("s")


def _level_word(before: str, after: str, spot: Spot) -> str | None:
    own = plain_key(spot.text.rpartition(" ")[2])
    if " " in spot.text and own in LEVEL_WORDS:
        return own
    match = _LEVEL_AFTER.match(after) or _LEVEL_BEFORE.search(before)
    return match.group(1).lower() if match else None


def _part_words(before: str, after: str) -> str | None:
    match = _PART_BEFORE.search(before) or _PART_AFTER.match(after)
    return match.group().strip() if match else None


def _is_followed_by_its_container(text: str, spots: Sequence[Spot], position: int) -> bool:
    if position + 1 >= len(spots):
        return False
    between = text[spots[position].end : spots[position + 1].start]
    return _COMMA.fullmatch(between) is not None


def _offset(before: str) -> Offset | None:
    match = _OFFSET_BEFORE.search(before)
    if match is None:
        return None
    far = float(match["far"].replace(",", "").rstrip(".") or 0)
    mile = match["unit"].lower().startswith("mi")
    way = re.sub(r"ern$|[- ]", "", (match["way"] or "").lower())
    return Offset(
        km=far * KM_PER_MILE if mile else far, bearing=_BEARINGS.get(way), text=match.group().strip()
    )
