"""What a date word can lean on: the day of publication and the dates told before it.

A news report leans on its day of publication. A narrative, such as a history, leans on the
date told last. Which of the two a text is shows in the dates told so far, never in those
to come: what is added at the end of a text changes nothing before it.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from dateline.times.periods import Period
from dateline.times.tense import Tense


class Lean(Enum):
    """What a date was worked out from."""

    NOTHING = "a whole date"
    YEAR = "day or month told, the year worked out"
    PUBLICATION = "worked out from the day of publication"
    TOLD = "worked out from a date told before"


# What a date adds to the case for a narrative: whole dates of other years speak for one,
# words such as "yesterday" or "on Monday" strongly against (bench times on TBAQ and on
# WikiWars' train part).
NARRATIVE_LEAD = 2
_FAR_DAY, _FAR_OTHER, _NEAR, _DEICTIC = 2, 1, -2, -12
_MOST_LEAD = 12


@dataclass(frozen=True, slots=True)
class Anchor:
    """What is known when a date word is reached."""

    published: date | None = None
    told: Period | None = None
    """the date told last"""
    reached: Period | None = None
    """where the telling has got to: as `told`, but passing over years named by the way"""
    aside: Period | None = None
    """a year named by the way since then"""
    told_lean: Lean = Lean.NOTHING
    """what the date told last was worked out from"""
    told_day: date | None = None
    """the day told last, where the date told last is no coarser"""
    last_day: date | None = None
    """the day told last, even where coarser dates came after it"""
    told_quarter: Period | None = None
    """the quarter told last, which news of results leans on"""
    lead: int = 0
    """how much speaks for a narrative so far"""
    tense: Tense = Tense.UNKNOWN

    @property
    def is_narrative(self) -> bool:
        return self.told is not None and self.lead >= NARRATIVE_LEAD

    @property
    def day(self) -> date | None:
        """The day that words such as "yesterday" or "last year" lean on; None where there is none."""
        if not self.is_narrative:
            return self.published
        return self.told_day or (self.told.first if self.told else None)

    @property
    def exact_day(self) -> date | None:
        """As `day`, but only where that is known to the day: for weekdays and "two days ago"."""
        return self.told_day if self.is_narrative else self.published

    def _weight(self, period: Period, lean: Lean, by_the_way: bool) -> int:
        if lean is Lean.PUBLICATION and not self.is_narrative:
            return _DEICTIC if period.unit in ("D", "W", "WE") else 0
        if lean is not Lean.NOTHING or period.unit in ("DE", "CE"):
            return 0
        if period.first is None or self.published is None:
            return _FAR_OTHER
        if period.first.year >= self.published.year - 1:
            return _NEAR if period.first <= self.published else 0
        return _FAR_OTHER if by_the_way else _FAR_DAY

    def after(self, period: Period | None, *, lean: Lean, by_the_way: bool) -> "Anchor":
        """The anchor once `period` has been told. `by_the_way`: a bare year inside a sentence."""
        if period is None or not period.unit:
            return self
        lead = min(self.lead + self._weight(period, lean, by_the_way), _MOST_LEAD)
        aside = period if by_the_way and self.reached else None
        reached = self.reached if aside else period
        quarter = period if period.unit == "Q" else self.told_quarter
        return replace(
            self,
            told=period,
            told_lean=lean,
            reached=reached,
            aside=aside,
            told_day=self._day_after(period),
            last_day=period.first if period.unit == "D" else self.last_day,
            told_quarter=quarter,
            lead=lead,
        )

    def _day_after(self, period: Period) -> date | None:
        if period.first is None or period.unit == "D":
            return period.first
        last = period.last or period.first
        return self.told_day if self.told_day and period.first <= self.told_day <= last else None
