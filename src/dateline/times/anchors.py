"""What a date word can lean on: the day of publication and the dates told before it.

A news report leans on its day of publication. A narrative, such as a history, leans on the
date told last. Which of the two a text is shows in the dates told so far, never in those
to come: what is added at the end of a text changes nothing before it.
"""

from dataclasses import dataclass, replace
from datetime import date

from dateline.times.periods import Period
from dateline.times.tense import Tense

# What a date told adds to the case for a narrative: whole dates of other years speak for
# one, words such as "yesterday" or "on Monday" strongly against (bench times, TBAQ and
# WikiWars' train part).
NARRATIVE_LEAD = 2
_FAR_DAY, _FAR_OTHER, _NEAR, _LEANING = 2, 1, -1, -4
_MOST_LEAD = 12


@dataclass(frozen=True, slots=True)
class Anchor:
    """What is known when a date word is reached."""

    published: date | None = None
    told: Period | None = None
    """the date told last"""
    told_day: date | None = None
    """the day told last, where the date told last is no finer"""
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

    def _weight(self, period: Period, leans: bool) -> int:
        if leans and not self.is_narrative:
            return _LEANING if period.unit in ("D", "W", "WE") else 0
        if period.first is None or self.published is None:
            return _FAR_OTHER
        if abs(period.first.year - self.published.year) <= 1:
            return _NEAR
        return _FAR_DAY if period.unit == "D" else _FAR_OTHER

    def after(self, period: Period | None, *, leans: bool) -> "Anchor":
        """The anchor once `period` has been told. `leans`: it was worked out from publication."""
        if period is None or not period.unit:
            return self
        lead = min(self.lead + self._weight(period, leans), _MOST_LEAD)
        if period.first is None or period.unit == "D":
            return replace(self, told=period, told_day=period.first, lead=lead)
        last = period.last or period.first
        keeps = self.told_day if self.told_day and period.first <= self.told_day <= last else None
        return replace(self, told=period, told_day=keeps, lead=lead)
