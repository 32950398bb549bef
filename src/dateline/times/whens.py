"""What a date phrase says, and the words before it -> When: its days and how a happening lies to them.

"since 2011" has no latest day, "until Friday" no earliest; "since the war broke out in 2011"
starts from the date of its clause. The two ends of a range have the days of the whole range.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from dateline.times.anchors import Anchor, Lean
from dateline.times.periods import Period, days_of_value
from dateline.times.tense import Tense
from dateline.times.tokens import Phrase
from dateline.times.told import Told
from dateline.types import Basis, Relation, TimeMention, When

_FILLERS = r"(?:\s+(?:early|late|mid-?|at least|in|on|from|the|all|much|most|of))*\s*$"
_RELATIONS: tuple[tuple[Relation, re.Pattern[str]], ...] = (
    (Relation.SINCE, re.compile(rf"\b(?:since|from|starting|beginning|effective){_FILLERS}", re.IGNORECASE)),
    (Relation.UNTIL, re.compile(rf"\b(?:until|till|through|by|as of){_FILLERS}", re.IGNORECASE)),
    (Relation.BEFORE, re.compile(rf"\b(?:before|prior to|ahead of|no later than){_FILLERS}", re.IGNORECASE)),
    (Relation.AFTER, re.compile(rf"\b(?:after|following|later than){_FILLERS}", re.IGNORECASE)),
    (Relation.DURING, re.compile(rf"\b(?:during|throughout|over|within|for){_FILLERS}", re.IGNORECASE)),
    (Relation.SINCE, re.compile(r"\bsince\b[^,.;:()\"“”\n]{0,90}$", re.IGNORECASE)),
)
_REACH_CHARS = 100
"""how far before a date its "since" is looked for"""
_SO_FAR = re.compile(r"\b(?:throughout|earlier|so far|most of|much of)\s+(?:in\s+)?$", re.IGNORECASE)


def _relation_before(text: str, start: int) -> tuple[Relation, int]:
    """The relation that the words before a date give it, and where they start."""
    floor = max(0, start - _REACH_CHARS)
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
    is_past = anchor.tense in (Tense.PAST, Tense.SURELY_PAST)
    if so_far or (phrase.rule == "unit" and phrase.one("t") and is_past):
        return replace(period, last=published) if period.first <= published <= period.last else period
    return period


def _is_ahead(period: Period, anchor: Anchor) -> bool:
    """ "from 2022" of what is to come is a start; "a piece from 2015" is a day."""
    if period.first is None or anchor.published is None:
        return anchor.tense is Tense.FUTURE
    return period.first > anchor.published


def make_when(phrase: Phrase, *, told: Told, anchor: Anchor) -> When | None:
    """The When of a date phrase; None where no day is known."""
    text, period = phrase.words.text, told.period
    if period is None or (period.first is None and period.last is None):
        return None
    period = _up_to_publication(period, phrase, anchor)
    relation, start = _relation_before(text, phrase.start)
    if text[start : start + 4].lower() == "from" and not _is_ahead(period, anchor):
        relation, start = Relation.ON, phrase.start
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


# ── ranges ───────────────────────────────────────────────────────────────────────────────

_JOINT = re.compile(r"\s*(?:[-–]|to|until|till|through|and)\s*(?:(?:early|late|the)\s+)?", re.IGNORECASE)
_OPENS = re.compile(r"\b(?:from|between)\s+(?:(?:early|late|the)\s+)?$", re.IGNORECASE)
_JOINTS_ALONE = frozenset({"-", "–", "to", "through"})


def _is_range(text: str, first: TimeMention, second: TimeMention) -> bool:
    """ "from Monday to Friday", "between 2011 and 2015", "3-7 May"."""
    between = text[first.end : second.start]
    dates = first.type == second.type == "DATE" and between.count("\n") <= 1
    if not dates or len(between) > 14 or not _JOINT.fullmatch(between):
        return False
    opens = _OPENS.search(text, max(0, first.start - 20), first.start) is not None
    return opens or between.strip().lower() in _JOINTS_ALONE


def _range_when(text: str, first: TimeMention, second: TimeMention) -> When | None:
    """The days from the first date to the second; None where either is open or they run backwards."""
    start, end = days_of_value(first.value), days_of_value(second.value)
    if start is None or end is None or start.first is None or end.last is None or start.first > end.last:
        return None
    basis = first.when.basis if first.when else Basis.STATED
    return When(
        earliest=start.first, latest=end.last, relation=Relation.DURING, basis=basis,
        text=text[first.start : second.end], start=first.start, end=second.end,
    )  # fmt: skip


def join_ranges(mentions: Sequence[TimeMention], *, text: str) -> tuple[TimeMention, ...]:
    """The mentions, both ends of a range with the days of the whole range."""
    joined = list(mentions)
    for at, (first, second) in enumerate(pairwise(mentions)):
        if _is_range(text, first, second) and (when := _range_when(text, first, second)):
            joined[at : at + 2] = replace(first, when=when), replace(second, when=when)
    return tuple(joined)
