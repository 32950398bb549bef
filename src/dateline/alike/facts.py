"""Claim -> Facts: what of a claim is compared, worked out once and not once a pair."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from zlib import crc32

from dateline.alike.names import Name, find_names
from dateline.alike.words import STOP, WORD, find_stems, stem
from dateline.types import (
    Basis,
    Claim,
    Figure,
    FigureKind,
    Kind,
    Place,
    PlaceRef,
    PlaceRole,
    Realis,
    Report,
    When,
)

UNDATED_REACH_DAYS = 3
"""News without a date is mostly about the days just before it was printed."""
OPEN_REACH_DAYS = 30
"""How far an open end ("since", "before") is followed."""
NAME_IN_TEXT = re.compile(r"(?<=[a-z,] )([A-Z][\w’'-]{2,})")
"""A word in capitals that starts no sentence."""
STORY_NAMES = 4
STORY_CHARACTERS = 800
"""A report's story is told in its first paragraphs."""


class Ground(IntEnum):
    """What the days of a claim rest on, the firmest last."""

    GUESSED = 0
    """undated news, taken to be about the days before it was printed: good for comparing only"""
    PRINTED = 1
    """plain news tense: the day of print or the day before"""
    TOLD = 2
    """the text says when"""


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day, as ordinals."""

    first: int
    last: int
    ground: Ground

    @property
    def width(self) -> int:
        return self.last - self.first


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as it is compared."""

    role: PlaceRole
    name: str
    place: Place | None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as it is compared."""

    what: FigureKind
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Story:
    """What a report is about."""

    stems: frozenset[str]
    """of its first paragraphs"""
    names: tuple[str, ...]
    """a sample of the names there, by which reports of one story find each other"""


NO_STORY = Story(frozenset(), ())


@dataclass(frozen=True, slots=True)
class Facts:
    """What of a claim is compared. `kind` is `None` where it is not known what happened."""

    claim: str
    report: str
    kind: Kind | None
    mode: str | None
    stems: tuple[str, ...]
    """of the words of the trigger that tell something"""
    spots: tuple[Spot, ...]
    days: Days | None
    published: int | None
    actors: tuple[Name, ...]
    targets: tuple[Name, ...]
    quantities: tuple[Quantity, ...]
    words: frozenset[str]
    story: Story
    ahead: bool = False
    """planned or conditional: told before it happened, if it did"""
    past: bool = False
    """background: told long after it happened, if its day is not known"""
    voice: str | None = None
    """who says so in the end; `None` for the outlet itself"""


def find_story(report: Report | None) -> Story:
    """The story of a report; an empty one where the report is not at hand."""
    if report is None:
        return NO_STORY
    top = report.text[:STORY_CHARACTERS]
    names = {match.group(1).casefold() for match in NAME_IN_TEXT.finditer(top)} - STOP
    return Story(find_stems(top, most=120), tuple(sorted(names, key=_scatter)[:STORY_NAMES]))


def _scatter(word: str) -> tuple[int, str]:
    """An order that has nothing to do with the words, so that like sets keep like samples."""
    return crc32(word.encode()), word


def find_facts(
    claim: Claim,
    *,
    published: date | None = None,
    story: Story = NO_STORY,
    places: Sequence[PlaceRef] | None = None,
) -> Facts:
    """What of `claim` is compared; `places` stands for the claim's own where only some count."""
    printed = published.toordinal() if published else None
    return Facts(
        claim=claim.id,
        report=claim.report,
        kind=claim.kind,
        mode=claim.mode,
        stems=find_trigger_stems(claim.trigger.text),
        spots=tuple(_find_spots(claim.places if places is None else places)),
        days=find_days(claim, published=published),
        published=printed,
        actors=find_names(claim.actors),
        targets=find_names(claim.targets),
        quantities=tuple(quantity for figure in claim.figures if (quantity := _find_quantity(figure))),
        words=find_stems(" ".join(span.text for span in claim.evidence)),
        story=story,
        ahead=claim.realis in (Realis.PLANNED, Realis.CONDITIONAL),
        past=claim.background,
        voice=_find_voice(claim),
    )


def find_trigger_stems(trigger: str) -> tuple[str, ...]:
    """The stems of a trigger's words: what one report calls "a deadly shooting" another calls "shot"."""
    words = WORD.findall(trigger)
    telling = [word for word in words if word.casefold() not in STOP] or words
    return tuple(dict.fromkeys(map(stem, telling)))


def find_days(claim: Claim, *, published: date | None) -> Days | None:
    """The days a claim can mean; `None` where neither it nor its report says."""
    printed = published.toordinal() if published else None
    when = claim.when
    if when is None or (when.earliest is None and when.latest is None) or when.basis is Basis.UNKNOWN:
        if printed is None or claim.background or claim.realis is not Realis.ACTUAL:
            return None
        return Days(printed - UNDATED_REACH_DAYS, printed, Ground.GUESSED)
    first, last = _close_ends(when, printed)
    ground = Ground.PRINTED if when.basis is Basis.PUBLICATION else Ground.TOLD
    return Days(max(first, 1), last, ground)


def _close_ends(when: When, printed: int | None) -> tuple[int, int]:
    """Both ends as ordinals: "since Friday" runs to the day of print, or for thirty days."""
    if when.earliest is None:
        assert when.latest is not None
        return when.latest.toordinal() - OPEN_REACH_DAYS, when.latest.toordinal()
    first = when.earliest.toordinal()
    if when.latest is not None:
        return first, when.latest.toordinal()
    if printed is not None and printed - first < OPEN_REACH_DAYS:
        return first, max(first, printed)
    return first, first + OPEN_REACH_DAYS


def names_place(ref: PlaceRef) -> bool:
    """Is it more than words such as "the city" or "some areas"?"""
    return ref.place is not None or any(letter.isupper() for letter in ref.text)


def _find_spots(refs: Sequence[PlaceRef]) -> Iterator[Spot]:
    for ref in refs:
        if names_place(ref):
            name = ref.place.name if ref.place else ref.text.removeprefix("the ")
            yield Spot(ref.role, name.casefold(), ref.place)


def _find_quantity(figure: Figure) -> Quantity | None:
    least = figure.least if figure.least is not None else figure.most
    if least is None:
        return None
    return Quantity(figure.what, least, figure.most if figure.most is not None else max(least * 2, least + 5))


def _find_voice(claim: Claim) -> str | None:
    if not claim.voices:
        return None
    last = claim.voices[-1]
    return last.actor.id if last.actor else last.text.casefold()
