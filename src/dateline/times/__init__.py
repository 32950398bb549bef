"""Text and day of publication -> date words, their TIMEX3 values and their days.

    find_times(text, published=day)  ─▶  TimeMention, TimeMention, …
    choose_when(trigger, …)          ─▶  the When that belongs to one trigger

Reading order: words, periods, holidays, tokens, tense, anchors, numerals, told, dates, offsets,
days, lengths, values, patterns, whens, find, attach, precision. Standard library only.
"""

from dateline.times.attach import choose_when
from dateline.times.find import find_times
from dateline.times.precision import find_acled_precision, find_ucdp_precision, write_edtf

__all__ = ["choose_when", "find_acled_precision", "find_times", "find_ucdp_precision", "write_edtf"]
