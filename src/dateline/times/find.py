"""Text and day of publication -> date words with their days.

`find_times` is the whole of this package in one straight function: split into words, find
the runs that look like dates, read each against what was told before it.
"""

import re
from dataclasses import replace
from datetime import date

from dateline.times.anchors import Anchor, Lean
from dateline.times.patterns import find_phrases
from dateline.times.tense import find_tense
from dateline.times.told import Told
from dateline.times.tokens import Phrase, split_words
from dateline.times.values import read_phrase
from dateline.types import Basis, Relation, TimeMention, When

_MODIFIER = re.compile(
    r"(?:\b(?:about|around|approximately|roughly|nearly|almost|(?:no )?(?:more|less|fewer|longer) than|at least|"
    r"at most|up to|over|under|well over)\s+)+$",
    re.IGNORECASE,
)
_RELATIONS: tuple[tuple[Relation, re.Pattern[str]], ...] = (
    (
        Relation.SINCE,
        re.compile(
            r"\b(?:since|starting|beginning|as of|effective)(?: (?:early|late|mid-?|in|on|from|the))*\s*$",
            re.I,
        ),
    ),
    (
        Relation.UNTIL,
        re.compile(r"\b(?:until|till|til|through|by)(?: (?:early|late|mid-?|at least|the))*\s*$", re.I),
    ),
    (Relation.BEFORE, re.compile(r"\b(?:before|prior to|ahead of|no later than)(?: (?:the))*\s*$", re.I)),
    (Relation.AFTER, re.compile(r"\b(?:after|following|from|later than)(?: (?:the))*\s*$", re.I)),
    (
        Relation.DURING,
        re.compile(
            r"\b(?:during|throughout|over|within|for|all)(?: (?:the|much of|most of|all of))*\s*$", re.I
        ),
    ),
)


def _relation_before(text: str, start: int) -> tuple[Relation, int]:
    """The relation that the words before a date give it, and where they start."""
    before = text[max(0, start - 40) : start]
    for relation, pattern in _RELATIONS:
        if found := pattern.search(before):
            return relation, start - len(before) + found.start()
    return Relation.ON, start


def _bounds(relation: Relation, first: date | None, last: date | None) -> tuple[date | None, date | None]:
    if relation in (Relation.SINCE, Relation.AFTER):
        return first, None
    if relation in (Relation.UNTIL, Relation.BEFORE):
        return None, last
    return first, last


def _when(text: str, told: Told, start: int, end: int) -> When | None:
    period = told.period
    if period is None or (period.first is None and period.last is None):
        return None
    relation, begin = _relation_before(text, start)
    if told.type == "DURATION":
        relation = Relation.DURING
    earliest, latest = _bounds(relation, period.first, period.last)
    basis = Basis.RELATIVE if told.lean in (Lean.PUBLICATION, Lean.TOLD) else Basis.STATED
    return When(
        earliest=earliest,
        latest=latest,
        relation=relation,
        basis=basis,
        text=text[begin:end],
        start=begin,
        end=end,
    )


def _with_modifier(text: str, phrase: Phrase, told: Told, floor: int) -> int:
    """Where the mention starts: a duration takes in "about", "more than", "at least"."""
    if told.type != "DURATION" and phrase.rule != "ago":
        return phrase.start
    found = _MODIFIER.search(text, max(floor, phrase.start - 40), phrase.start)
    if found is None or (
        phrase.letters[0] == "e" and found[0].split()[-1].lower() in ("over", "about", "around")
    ):
        return phrase.start
    return found.start()


def _is_by_the_way(phrase: Phrase, told: Told) -> bool:
    """A bare year inside a sentence ("declassified in 2005"), or "the previous year": they move
    no narrative on."""
    if phrase.rule == "unit":
        return told.value.isdigit() and told.lean is Lean.TOLD
    if phrase.rule != "year":
        return False
    return not ({"|", ""} & {phrase.letters_before(1), phrase.letters_before(2)[:-1]})


def find_times(text: str, *, published: date | None, body_start: int = 0) -> tuple[TimeMention, ...]:
    """The date words of `text` in order, each with TIMEX3 type and value and its days.

    `published` is the day of publication; without it relative words are found but stay
    undated, and say so. `body_start` is where the body begins after the headline. What
    follows in the text never changes the reading of what came before it.
    """
    words = split_words(text)
    anchor = Anchor(published=published)
    mentions: list[TimeMention] = []
    floor = 0
    for phrase in find_phrases(words):
        tense = find_tense(words, first=phrase.first, last=phrase.last)
        told = read_phrase(phrase, anchor=replace(anchor, tense=tense))
        if told is None:
            continue
        start = _with_modifier(text, phrase, told, floor)
        floor = phrase.end
        why = (told.why,) if told.why else ()
        mentions.append(
            TimeMention(
                start, phrase.end, text[start : phrase.end], told.type, told.value,
                _when(text, told, start, phrase.end), why,
            )
        )  # fmt: skip
        if told.type in ("DATE", "TIME"):
            anchor = anchor.after(told.period, lean=told.lean, by_the_way=_is_by_the_way(phrase, told))
    return tuple(mentions)
