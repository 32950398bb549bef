"""Which of a sentence's dates belongs to a trigger.

The nearest date is often the wrong one: it stands in another clause, in a quotation, or
tells of something before. `choose_when` weighs the dates of the trigger's sentence and
rather leaves the date open than takes a doubtful one.
"""

from collections.abc import Sequence
from datetime import date

from dateline.times.periods import shift_days
from dateline.types import Basis, Relation, Span, TimeMention, When


def undated(mention: TimeMention) -> When:
    """The When of a date word that no day is known for: both ends open."""
    return When(
        earliest=None,
        latest=None,
        basis=Basis.UNKNOWN,
        text=mention.text,
        start=mention.start,
        end=mention.end,
    )


def publication_when(published: date) -> When:
    """Plain news tense without a date: the day of publication or the day before."""
    return When(
        earliest=shift_days(published, -1), latest=published, relation=Relation.ON, basis=Basis.PUBLICATION
    )


def choose_when(
    trigger: Span,
    *,
    sentence: Span,
    times: Sequence[TimeMention],
    published: date | None,
    quoted: bool,
    tense_is_news: bool,
    clause: Span | None = None,
) -> tuple[When | None, str]:
    """The When of what `trigger` tells, and one line saying why; (None, why) where it is open.

    `trigger`, `sentence` and `times` have offsets of the same text; `times` may be those of
    the whole report. `published` is the day of publication. `quoted`: the trigger stands
    inside quotation marks. `tense_is_news`: the trigger is plain news tense ("has begun",
    "is shelling"), which dates a claim to the day of publication or the day before where no
    date is told. `clause` is, where a parse gives it, the characters of the trigger's own
    clause with its adverbials; dates inside it come first.
    """
    inside = [mention for mention in times if sentence.holds(mention) and mention.type in ("DATE", "TIME")]
    if inside:
        best = min(inside, key=lambda mention: _distance(trigger, mention, clause))
        return best.when or undated(best), f"{best.text!r} is the date nearest to {trigger.text!r}"
    if tense_is_news and published is not None and not quoted:
        return publication_when(
            published
        ), "news tense without a date: the day of publication or the day before"
    return None, "no date in the sentence"


def _distance(trigger: Span, mention: TimeMention, clause: Span | None) -> tuple[bool, int]:
    gap = max(mention.start - trigger.end, trigger.start - mention.end, 0)
    return (clause is not None and not clause.holds(mention), gap)
