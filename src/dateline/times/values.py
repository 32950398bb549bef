"""A phrase and its anchor -> what it says: TIMEX3 type and value, and the days.

One reader a sort of phrase. A reader gives `None` where the words turn out to be no date
("the second half" of a match), and a `Told` without days where they are one that cannot be
worked out.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from dateline.times import dates, days, lengths, offsets
from dateline.times.anchors import Anchor
from dateline.times.periods import part_of
from dateline.times.tokens import Phrase
from dateline.times.told import Told, a_date, number_of, shifted, unit_of

Reader = Callable[[Phrase, Anchor], Told | None]


def _read_day_of_month(phrase: Phrase, anchor: Anchor) -> Told | None:
    return days.at_hour(dates.read_day_of_month(phrase, anchor), days.hour_of(phrase))


def _read_weekday(phrase: Phrase, anchor: Anchor) -> Told | None:
    return days.at_hour(days.read_weekday(phrase, anchor), days.part_of_day(phrase))


def _read_deictic_day(phrase: Phrase, anchor: Anchor) -> Told | None:
    return days.at_hour(days.read_deictic_day(phrase, anchor), days.part_of_day(phrase))


def _read_holiday(phrase: Phrase, anchor: Anchor) -> Told | None:
    return days.at_hour(dates.read_holiday(phrase, anchor), days.part_of_day(phrase))


def _read_offset(phrase: Phrase, anchor: Anchor) -> Told | None:
    """An offset from a date that follows it ("two days before Christmas") or that came before."""
    at = max(phrase.letters.find("<"), phrase.letters.find(">"))
    if at < 0 or at + 1 == len(phrase.letters):
        return offsets.read_offset(phrase, anchor)
    head, inner = phrase.part(0, at), phrase.part(at + 1)
    base = dates.read_holiday(inner, anchor) if inner.one("H") else days.read_calendar_day(inner, anchor)
    unit, number = unit_of(head), number_of(head) or 1.0
    if unit is None or base is None or base.period is None or base.period.first is None:
        return base
    period = shifted(base.period.first, unit, -number if phrase.letters[at] == "<" else number)
    return a_date(period, lean=base.lean) if period else None


READERS: Mapping[str, Reader] = MappingProxyType({
    "iso": dates.read_iso,
    "other_calendar": dates.read_other_calendar,
    "day_of_month": _read_day_of_month,
    "first_day_of_range": dates.read_first_day_of_range,
    "last_day_of_range": dates.read_last_day_of_range,
    "weekday": _read_weekday,
    "weekday_offset": days.read_weekday_offset,
    "deictic_day": _read_deictic_day,
    "day_part": days.read_day_part,
    "clock": days.read_clock,
    "quarter": dates.read_quarter,
    "month": dates.read_month,
    "season": dates.read_season,
    "ago": offsets.read_ago,
    "offset": _read_offset,
    "year_ago": offsets.read_year_ago,
    "century": dates.read_century,
    "before_christ": dates.read_before_christ,
    "decade": dates.read_decade,
    "year_range_end": dates.read_year_range_end,
    "fiscal_year": dates.read_fiscal_year,
    "set": lengths.read_set,
    "span_of": lengths.read_span_of,
    "span": lengths.read_span,
    "unit": offsets.read_unit,
    "duration": lengths.read_duration,
    "year": dates.read_a_year,
    "holiday": _read_holiday,
    "reference": lengths.read_reference,
})  # fmt: skip
"""rule -> the function that reads its phrases"""

_PARTS = {
    "early": "START", "beginning": "START", "start": "START", "mid": "MID", "middle": "MID",
    "late": "END", "end": "END", "close": "END",
}  # fmt: skip


def _is_title(phrase: Phrase) -> bool:
    """ "This Week" and "60 Minutes" in quotation marks are programmes."""
    quoted = phrase.start > 0 and phrase.words.text[phrase.start - 1] in "\"“'‘"
    return quoted and phrase.rule in ("unit", "duration") and phrase.written.split()[-1][:1].isupper()


def read_phrase(phrase: Phrase, *, anchor: Anchor) -> Told | None:
    """What the phrase says; None where it is no date after all."""
    if _is_title(phrase):
        return None
    told = READERS[phrase.rule](phrase, anchor)
    word = phrase.one("Ew")
    if told is None or told.period is None or word is None or told.period.unit in ("D", ""):
        return told
    return replace(told, period=part_of(told.period, _PARTS[word]))
