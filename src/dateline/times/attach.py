"""Which days belong to a trigger: the date words that the reader's network ties to it, as days.

The network says which words date a happening (tellings.py); here they become a `When`, by the
TimeMention they touch. "after the attack" is no date by itself: it lies after the day told last
before it. Nothing tied to the trigger leaves the When open, but for plain news tense ("has begun"),
which dates a happening to the day of publication or the day before.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dateline.times.periods import days_of_value, shift_days
from dateline.types import Basis, Relation, Span, TimeMention, When, find_touching

DATE_LINE = re.compile(
    r"(?:(?:mon|tues?|wednes|thurs?|fri|satur|sun)day|january|february|march|april|may|june|july|august|"
    r"september|october|november|december|\d{1,2}(?:st|nd|rd|th)?|\d{4}|[\s,./-])+",
    re.IGNORECASE,
)
"""A line of nothing but a day."""


def choose_when(
    trigger: Span,
    *,
    dates: Sequence[Span],
    is_news_tense: bool,
    times: Sequence[TimeMention],
    published: date | None,
    text: str,
) -> tuple[When | None, str]:
    """The When of what `trigger` tells, and one line saying why; (None, why) where it is open.

    `dates` are the words tied to the trigger, `times` the date words of the whole report; all have
    offsets of `text`. `is_news_tense`: the trigger is plain news tense without a date.
    """
    dates = [words for words in dates if not _is_date_line(words, text)]
    for words in dates:
        touching = find_touching(times, words)
        if touching:
            best = max(touching, key=lambda mention: (mention.when is not None, mention.type != "DURATION"))
            return _when_of(trigger, best, text), f"{best.text!r} is tied to {trigger.text!r}"
        if (event := _when_of_event(words, times=times)) is not None:
            return (
                event,
                f"{words.text!r} is tied to {trigger.text!r}, and is dated by the day told before it",
            )
    if dates:
        why = f"{dates[0].text!r} is tied to {trigger.text!r}, but no day is known for it"
        return _undated(dates[0]), why
    if is_news_tense and published is not None:
        why = "news tense without a date: the day of publication or the day before"
        return publication_when(published), why
    return None, "no date is tied to it"


def _is_date_line(words: Span, text: str) -> bool:
    """Do the words stand on a line of their own, as the day of publication under a headline does?"""
    start, end = text.rfind("\n", 0, words.start) + 1, text.find("\n", words.end)
    return DATE_LINE.fullmatch(text, start, end if end >= 0 else len(text)) is not None


def _undated(words: Span) -> When:
    """The When of date words that no day is known for: both ends open."""
    return When(
        earliest=None, latest=None, basis=Basis.UNKNOWN, text=words.text, start=words.start, end=words.end
    )


_BEGAN = re.compile(r"[^,.;:\n]{0,40}\b(?:began|begun|started)\s+(?:(?:in|on|last|early|late)\s+)*$")


def _when_of(trigger: Span, mention: TimeMention, text: str) -> When:
    """The mention's When. Inside "since the war began in 2011" the war itself is in 2011, and "the
    protests began in June" have gone on since."""
    when = mention.when
    if when is None or when.start is None:
        return _undated(mention)
    if when.relation is Relation.ON and _BEGAN.fullmatch(text[trigger.end : mention.start]):
        return replace(when, latest=None, relation=Relation.SINCE)
    inside = when.start <= trigger.start < mention.start or 0 <= trigger.start - mention.end <= 2
    days = days_of_value(mention.value) if inside and when.relation is not Relation.ON else None
    if days is None:
        return when
    return When(
        earliest=days.first, latest=days.last, basis=when.basis, text=mention.text, start=mention.start,
        end=mention.end,
    )  # fmt: skip


_EVENT = re.compile(
    r"(?:\w+ ){0,3}?(since|after|following|before|prior to|until|during|subsequently|later|then)\b",
    re.IGNORECASE,
)
_EVENT_RELATIONS = {
    "since": Relation.SINCE, "after": Relation.AFTER, "following": Relation.AFTER, "before": Relation.BEFORE,
    "prior to": Relation.BEFORE, "until": Relation.UNTIL, "during": Relation.DURING,
    "subsequently": Relation.AFTER, "later": Relation.AFTER, "then": Relation.AFTER,
}  # fmt: skip


def _when_of_event(words: Span, *, times: Sequence[TimeMention]) -> When | None:
    """ "after the attack": from the day told last before it, or open where none is."""
    found = _EVENT.match(words.text)
    if found is None:
        return None
    relation = _EVENT_RELATIONS[found[1].lower()]
    told = (
        m.when
        for m in reversed(times)
        if m.end <= words.start and m.when and m.when.earliest == m.when.latest
    )
    when = next(told, None)
    day = when.earliest if when else None
    return When(
        earliest=None if relation in (Relation.BEFORE, Relation.UNTIL) else day,
        latest=day if relation in (Relation.BEFORE, Relation.UNTIL, Relation.DURING) else None,
        relation=relation, basis=Basis.RELATIVE if day else Basis.UNKNOWN,
        text=words.text, start=words.start, end=words.end,
    )  # fmt: skip


def publication_when(published: date) -> When:
    """Plain news tense without a date: the day of publication or the day before."""
    return When(
        earliest=shift_days(published, -1), latest=published, relation=Relation.ON, basis=Basis.PUBLICATION
    )
