"""What a date word can lean on: the day of publication and the dates told before it.

A news report leans on its day of publication. A narrative, such as a history, leans on the
date told last. Which of the two a text is shows in the dates told so far, never in those
to come: what is added at the end of a text changes nothing before it.
"""

from dataclasses import dataclass, replace
from datetime import date

from dateline.times.periods import Period
from dateline.times.tense import Tense

# A text is taken for a narrative once it has told this many more dates of other years than
# words such as "yesterday" or "on Monday" (bench times on WikiWars' train part and TBAQ).
NARRATIVE_LEAD = 2


@dataclass(frozen=True, slots=True)
class Anchor:
    """What is known when a date word is reached."""

    published: date | None = None
    told: Period | None = None
    """the date told last"""
    told_day: date | None = None
    """the day told last, where the date told last is no finer"""
    lead: int = 0
    """dates of other years so far, less words that lean on the day of publication"""
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

    def after(self, period: Period | None, *, leans: bool) -> "Anchor":
        """The anchor once `period` has been told. `leans`: it was worked out from publication."""
        if period is None or period.first is None:
            return replace(self, lead=self.lead - leans)
        year = self.published.year if self.published else None
        step = -1 if leans else int(year is None or abs(period.first.year - year) > 1)
        day = period.first if period.unit == "D" else None
        if period.unit == "D" or self.told_day is None:
            return replace(self, told=period, told_day=day, lead=self.lead + step)
        keeps = self.told_day if period.first <= self.told_day <= (period.last or period.first) else None
        return replace(self, told=period, told_day=keeps, lead=self.lead + step)
