"""Text and day of publication -> date words with their days.

`find_times` is the whole of this package in one straight function: split into words, find
the runs that look like dates, read each against what was told before it.
"""

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

from dateline.times.anchors import Anchor, Lean
from dateline.times.patterns import find_phrases
from dateline.times.periods import Period, days_of_value
from dateline.times.tense import Tense, find_tense
from dateline.times.told import Told
from dateline.times.tokens import Phrase, split_words
from dateline.times.values import read_phrase
from dateline.types import Basis, Relation, TimeMention, When

_MODIFIER = re.compile(
    r"(?:\b(?:about|around|approximately|roughly|nearly|almost|(?:no )?(?:more|less|fewer|longer) than|at least"
    r"|at most|up to|over|under|well over)\s+)+$",
    re.IGNORECASE,
)
_FILLERS = r"(?:\s+(?:early|late|mid-?|at least|in|on|from|the|all|much|most|of))*\s*$"
_RELATIONS: tuple[tuple[Relation, re.Pattern[str]], ...] = (
    (Relation.SINCE, re.compile(rf"\b(?:since|from|starting|beginning|effective){_FILLERS}", re.I)),
    (Relation.UNTIL, re.compile(rf"\b(?:until|till|through|by|as of){_FILLERS}", re.I)),
    (Relation.BEFORE, re.compile(rf"\b(?:before|prior to|ahead of|no later than){_FILLERS}", re.I)),
    (Relation.AFTER, re.compile(rf"\b(?:after|following|later than){_FILLERS}", re.I)),
    (Relation.DURING, re.compile(rf"\b(?:during|throughout|over|within|for){_FILLERS}", re.I)),
    # "since the war broke out in 2011": the date of its clause is where "since" starts from
    (Relation.SINCE, re.compile(r"\bsince\b[^,.;:()\"“”\n]{0,90}$", re.I)),
)
_SO_FAR = re.compile(r"\b(?:throughout|earlier|so far|most of|much of)\s+(?:in\s+)?$", re.IGNORECASE)


def _relation_before(text: str, start: int) -> tuple[Relation, int]:
    """The relation that the words before a date give it, and where they start."""
    floor = max(0, start - 100)
    before = text[floor:start]
    for relation, pattern in _RELATIONS:
        if found := pattern.search(before):
            return relation, floor + found.start()
    return Relation.ON, start


def _bounds(relation: Relation, first: date | None, last: date | None) -> tuple[date | None, date | None]:
    if relation in (Relation.SINCE, Relation.AFTER):
        return first, None
    if relation in (Relation.UNTIL, Relation.BEFORE):
        return None, last
    return first, last


def _up_to_publication(period: Period, phrase: Phrase, anchor: Anchor) -> Period:
    """ "earlier this month" and, in the past tense, "this year" end with the day of publication."""
    published = anchor.published
    if published is None or period.first is None or period.last is None or phrase.one("x"):
        return period
    so_far = _SO_FAR.search(phrase.words.text, max(0, phrase.start - 20), phrase.start) or phrase.one("b")
    if so_far or (
        phrase.rule == "unit" and phrase.one("t") and anchor.tense in (Tense.PAST, Tense.SURELY_PAST)
    ):
        return replace(period, last=published) if period.first <= published <= period.last else period
    return period


def _when(text: str, phrase: Phrase, told: Told, anchor: Anchor) -> When | None:
    period = told.period
    if period is None or (period.first is None and period.last is None):
        return None
    period = _up_to_publication(period, phrase, anchor)
    relation, start = _relation_before(text, phrase.start)
    if told.type == "DURATION":
        relation = Relation.DURING
    if told.value == "PAST_REF":
        relation = Relation.BEFORE
    if relation is Relation.UNTIL and told.type == "TIME" and period.first == period.last:
        relation = Relation.ON
    earliest, latest = _bounds(relation, period.first, period.last)
    basis = Basis.RELATIVE if told.lean in (Lean.PUBLICATION, Lean.TOLD) else Basis.STATED
    return When(
        earliest=earliest, latest=latest, relation=relation, basis=basis,
        text=text[start : phrase.end], start=start, end=phrase.end,
    )  # fmt: skip


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
    if phrase.rule in ("unit", "offset", "ago"):
        return told.value.isdigit() and told.lean is Lean.TOLD
    if phrase.rule != "year":
        return False
    return not ({"|", ""} & {phrase.letters_before(1), phrase.letters_before(2)[:-1]})


_RANGE = re.compile(r"\s*(?:[-–]|to|until|till|through|and)\s*(?:(?:early|late|the)\s+)?", re.IGNORECASE)
_RANGE_OPENS = re.compile(r"\b(?:from|between)\s+(?:(?:early|late|the)\s+)?$", re.IGNORECASE)


def _is_range(text: str, first: TimeMention, second: TimeMention) -> bool:
    """ "from Monday to Friday", "between 2011 and 2015", "3-7 May"."""
    between = text[first.end : second.start]
    if first.type != "DATE" or second.type != "DATE" or len(between) > 14 or not _RANGE.fullmatch(between):
        return False
    opens = _RANGE_OPENS.search(text, max(0, first.start - 20), first.start) is not None
    return (
        opens if between.strip().lower() == "and" else opens or between.strip() in ("-", "–", "to", "through")
    )


def _as_range(text: str, first: TimeMention, second: TimeMention) -> When | None:
    """The days from the first date to the second; None where either is open or they run backwards."""
    start, end = days_of_value(first.value), days_of_value(second.value)
    if start is None or end is None or start.first is None or end.last is None or start.first > end.last:
        return None
    basis = first.when.basis if first.when else Basis.STATED
    return When(
        earliest=start.first, latest=end.last, relation=Relation.DURING, basis=basis,
        text=text[first.start : second.end], start=first.start, end=second.end,
    )  # fmt: skip


def _join_ranges(text: str, mentions: list[TimeMention]) -> tuple[TimeMention, ...]:
    """Give both ends of a range the days of the whole range."""
    for at, (first, second) in enumerate(pairwise(mentions)):
        if _is_range(text, first, second) and (when := _as_range(text, first, second)):
            mentions[at] = replace(first, when=when)
            mentions[at + 1] = replace(second, when=when)
    return tuple(mentions)


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
        here = replace(anchor, tense=find_tense(words, first=phrase.first, last=phrase.last))
        told = read_phrase(phrase, anchor=here)
        if told is None:
            continue
        start = _with_modifier(text, phrase, told, floor)
        floor = phrase.end
        mentions.append(
            TimeMention(
                start, floor, text[start:floor], told.type, told.value,
                _when(text, phrase, told, here), (told.why,) if told.why else (),
            )
        )  # fmt: skip
        if told.type in ("DATE", "TIME"):
            anchor = anchor.after(told.period, lean=told.lean, by_the_way=_is_by_the_way(phrase, told))
    return _join_ranges(text, mentions)
