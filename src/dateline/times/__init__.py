"""Text and day of publication -> date words, their TIMEX3 values and their days.

    find_times(text, published=day)  ─▶  TimeMention, TimeMention, …
    choose_when(trigger, …)          ─▶  the When that belongs to one trigger

Reading order: words, periods, holidays, tokens, tense, anchors, numerals, patterns, values,
find, attach, precision. Pure Python, standard library only.
"""

from dateline.times.attach import choose_when
from dateline.times.find import find_times

__all__ = ["choose_when", "find_times"]
