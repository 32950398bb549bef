"""Reading -> the report going down the page, sentence by sentence, with all that was read there.

Nothing is read here: what each layer found is put beside the sentence it was found in, and
a sentence that gave no claim gets the reason why. A claim told in several sentences stands
at the sentence of its trigger; the others point to it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from dateline.errors import InputError
from dateline.types import Claim, Mention, PlaceMention, Reading, Span, TimeMention

Part = TypeVar("Part", bound=Span)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedSentence:
    """One sentence and what each layer found in it."""

    number: int
    """from 1, as people count"""
    sentence: Span
    mentions: tuple[Mention, ...]
    times: tuple[TimeMention, ...]
    places: tuple[PlaceMention, ...]
    claims: tuple[Claim, ...]
    """the claims whose trigger stands here"""
    backs: tuple[int, ...]
    """the numbers of the sentences whose claims this one is evidence of"""
    silence: str | None
    """why it gave no claim; `None` where it gave or backs one"""


def explain_reading(reading: Reading, *, sentence: int | None = None) -> tuple[ExplainedSentence, ...]:
    """Every sentence explained, or the one of this number (from 1).

    Raises InputError `sentence-missing` for a number that the report does not have.
    """
    numbers = range(1, len(reading.sentences) + 1)
    if sentence is None:
        return tuple(explain_sentence(reading, number=number) for number in numbers)
    if sentence not in numbers:
        raise InputError(
            f"report {reading.report.id!r} has no sentence {sentence}: it has {len(reading.sentences)}. "
            "Name a number between 1 and that.",
            slug="sentence-missing",
        )
    return (explain_sentence(reading, number=sentence),)


def explain_sentence(reading: Reading, *, number: int) -> ExplainedSentence:
    sentence = reading.sentences[number - 1]
    claims = tuple(claim for claim in reading.claims if sentence.holds(claim.trigger))
    backs = find_backed(reading, number=number)
    return ExplainedSentence(
        number=number,
        sentence=sentence,
        mentions=within(sentence, reading.mentions),
        times=within(sentence, reading.times),
        places=within(sentence, reading.places),
        claims=claims,
        backs=backs,
        silence=None if claims or backs else find_silence(reading, sentence),
    )


def within(sentence: Span, parts: Iterable[Part]) -> tuple[Part, ...]:
    return tuple(part for part in parts if sentence.touches(part))


def find_backed(reading: Reading, *, number: int) -> tuple[int, ...]:
    """The other sentences with a claim that has evidence in this one."""
    here = reading.sentences[number - 1]
    backed = {
        at
        for claim in reading.claims
        if any(here.touches(span) for span in claim.evidence)
        for at, other in enumerate(reading.sentences, start=1)
        if at != number and other.holds(claim.trigger)
    }
    return tuple(sorted(backed))


def find_silence(reading: Reading, sentence: Span) -> str:
    """Why a sentence gave no claim."""
    for silence in reading.silences:
        if silence.sentence.touches(sentence):
            return silence.why
    return "no word in it was read as the trigger of a claim"
