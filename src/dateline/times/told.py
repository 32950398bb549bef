"""What a date phrase says, and the steps that several sorts of phrase share."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dateline.times.anchors import Anchor, Lean
from dateline.times.numerals import read_number, read_year
from dateline.times.periods import Period, quarter_period, shift
from dateline.times.tense import Tense
from dateline.times.tokens import Phrase
from dateline.times.words import UNITS


@dataclass(frozen=True, slots=True)
class Told:
    """What a phrase says, and what that was worked out from."""

    type: str
    value: str
    period: Period | None = None
    lean: Lean = Lean.NOTHING
    why: str = ""


NO_DAY = "no day of publication and no date before it to work it out from"
NO_YEAR = "the year is not told"
NUMBERS = "adnyN%f"
"""the classes of words that a number is made of"""


def a_date(period: Period, *, lean: Lean = Lean.NOTHING, why: str = "") -> Told:
    """A date with its days."""
    return Told("DATE", period.value, period, lean, why)


def an_open_date(value: str, why: str, *, kind: str = "DATE") -> Told:
    """A date word that no days can be worked out for."""
    return Told(kind, value, None, Lean.PUBLICATION, why)


def unit_named(word: str) -> str | None:
    """The letters of the unit a word names, singular or plural."""
    return UNITS.get(word) or UNITS.get(word.removesuffix("s"))


def unit_of(phrase: Phrase) -> str | None:
    """The letters of the phrase's first unit."""
    return unit_named(phrase.one("uU") or "")


def number_of(phrase: Phrase) -> float | None:
    return read_number(phrase.all(NUMBERS))


def step_of(phrase: Phrase) -> int:
    """-1 for "last", 1 for "next", else 0."""
    return -1 if phrase.one("l") else 1 if phrase.one("x") else 0


def unknown_value(unit: str) -> str:
    """The TIMEX3 value of a date of that unit that cannot be worked out."""
    known = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX"}
    return known.get(unit, "XXXX")


def quarter_told(anchor: Anchor, *, back: bool) -> Period | None:
    """The quarter told last, in the year of publication or, `back`, in the year before.

    In news of results "a year earlier" and "the year-ago quarter" lean on the quarter reported.
    """
    told = anchor.told_quarter
    if told is None or told.first is None or anchor.day is None:
        return None
    year = min(told.first.year, anchor.day.year - 1) if back else max(told.first.year, anchor.day.year)
    number = (told.first.month + 2) // 3
    return quarter_period(year if back or number <= (anchor.day.month + 2) // 3 else year - 1, number)


def year_told(phrase: Phrase, anchor: Anchor) -> int | None:
    """The year a phrase names itself, as a number or as "last year"."""
    if phrase.one("y") or phrase.letters.count("N") > 1:
        return read_year(phrase.all("yN"))
    if unit_of(phrase) == "Y" and anchor.day:
        return anchor.day.year + step_of(phrase)
    return None


# A date without a year in the tense's own direction wins unless the other one is this much nearer.
AGAINST_TENSE_DAYS = 210
# In a narrative a month this many days before the date told last is that of the next year.
BACK_IN_NARRATIVE_DAYS = 150

YearToPeriod = Callable[[int], Period | None]


def _against_past(tense: Tense) -> int:
    return {Tense.PAST: AGAINST_TENSE_DAYS, Tense.SURELY_PAST: 2 * AGAINST_TENSE_DAYS}.get(tense, 0)


def _nearest(candidates: list[Period], day: date, tense: Tense) -> Period | None:
    """Of the same day or month in several years the one the clause means."""

    def cost(period: Period) -> int:
        assert period.first is not None
        assert period.last is not None
        if period.first <= day <= period.last:
            return 0
        if period.first > day:
            return (period.first - day).days + _against_past(tense)
        return (day - period.last).days + AGAINST_TENSE_DAYS * (tense is Tense.FUTURE)

    return min(candidates, key=cost, default=None)


def _on_side(candidates: list[Period], day: date, step: int) -> Period | None:
    """The last one over before `day` ("last April"), or the next one that starts after it."""
    if step < 0:
        behind = [period for period in candidates if period.last and period.last < day]
        return max(behind, key=lambda period: period.first or day, default=None)
    ahead = [period for period in candidates if period.first and period.first > day]
    return min(ahead, key=lambda period: period.first or day, default=None)


def _in_narrative(make: YearToPeriod, reached: Period) -> Period | None:
    """The period of the year that the narrative has reached, or of the next where it would go back."""
    assert reached.first is not None
    year = reached.first.year
    period = make(year)
    if reached.unit not in ("D", "M", "SN", "W"):
        return period
    goes_back = period and period.last and (reached.first - period.last).days > BACK_IN_NARRATIVE_DAYS
    return make(year + 1) if goes_back else period or make(year + 1)


def _way_from(reached: Period, period: Period) -> float:
    """How far the narrative would jump, in days; a jump back counts for more."""
    assert reached.first is not None
    if period.first is None:
        return float("inf")
    days = (period.first - reached.first).days
    return days if days >= 0 else -1.5 * days


def _in_narrative_or_aside(make: YearToPeriod, reached: Period, aside: Period | None) -> Period | None:
    """A year named by the way ("the 1777 campaign") counts where it makes the shorter jump."""
    period = _in_narrative(make, reached)
    other = make(aside.first.year) if aside and aside.first else None
    if period is None or other is None or reached.unit == "Y":
        return other if period is None else period
    return min((period, other), key=lambda candidate: _way_from(reached, candidate))


def of_some_year(make: YearToPeriod, anchor: Anchor, *, step: int = 0) -> Period | None:
    """A day, month or season without its year; None where the year cannot be worked out.

    `step`: -1 for the last one ("last April"), 1 for the next one, 0 where the tense decides.
    """
    reached = anchor.reached if anchor.is_narrative else None
    if reached and reached.first and not step:
        return _in_narrative_or_aside(make, reached, anchor.aside)
    day = reached.first if reached else anchor.published
    if day is None:
        return None
    candidates = [period for offset in (0, -1, 1) if (period := make(day.year + offset)) and period.first]
    return _on_side(candidates, day, step) if step else _nearest(candidates, day, anchor.tense)


def shifted(day: date, unit: str, number: float) -> Period | None:
    """The period of the unit `number` units from `day`; half years count in months."""
    if number != int(number) and unit == "Y":
        return shift(day, unit="M", number=round(12 * number))
    if unit in ("CE", "DE"):
        return shift(day, unit="Y", number=int(number) * (100 if unit == "CE" else 10))
    return shift(day, unit=unit, number=int(number))
