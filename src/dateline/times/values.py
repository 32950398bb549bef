"""A phrase and its anchor -> what it says: TIMEX3 type and value, and the days.

One function a sort of phrase. Each gives back `None` where the words turn out to be no date
("the second half" of a match), and a `Told` without days where they are one that cannot be
worked out.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from dateline.times.anchors import Anchor
from dateline.times.holidays import HOLIDAYS, holiday_name
from dateline.times.numerals import full_year, month_number, read_number, read_ordinal, read_year
from dateline.times.periods import (
    Period,
    century_period,
    day_period,
    decade_period,
    half_period,
    is_day,
    month_period,
    part_of,
    quarter_period,
    same_day_of,
    season_period,
    shift,
    shift_days,
    weekend_period,
    week_period,
    year_period,
)
from dateline.times.tense import Tense
from dateline.times.tokens import Phrase
from dateline.times.words import DAY_PARTS, DEICTIC_DAYS, REFERENCES, SEASONS, SETS, UNITS, WEEKDAYS


@dataclass(frozen=True, slots=True)
class Told:
    """What a phrase says. `leans`: worked out from the day of publication or a date told before."""

    type: str
    value: str
    period: Period | None = None
    leans: bool = False
    why: str = ""


def _date(period: Period, *, leans: bool = False, why: str = "") -> Told:
    return Told("DATE", period.value, period, leans, why)


def _open(value: str, why: str, *, kind: str = "DATE") -> Told:
    return Told(kind, value, None, True, why)


NO_DAY = "no day of publication and no date before it to work it out from"


def _unit_of(phrase: Phrase) -> str | None:
    word = phrase.one("uU") or ""
    return UNITS.get(word) or UNITS.get(word.removesuffix("s"))


# ── explicit dates ───────────────────────────────────────────────────────────────────────


def _read_iso(phrase: Phrase, anchor: Anchor) -> Told | None:
    word = phrase.one("XZ") or ""
    if phrase.letters == "Z":
        return _read_slashed(word, anchor)
    if word.isdigit():
        word = f"{word[:4]}-{word[4:6]}-{word[6:]}"
    year, month, day = (int(part) for part in word[:10].replace("t", "-").split("-")[:3])
    if not is_day(year, month, day):
        return None
    period = day_period(date(year, month, day))
    clock = word[11:16]
    return Told("TIME", f"{period.value}T{clock}", period) if clock else _date(period)


def _read_slashed(word: str, anchor: Anchor) -> Told | None:
    separator = next(sign for sign in word if not sign.isdigit())
    one, two, three = (int(part) for part in word.split(separator))
    year = three if three > 99 else full_year(three)
    readings = [date(year, month, day) for month, day in ((one, two), (two, one)) if is_day(year, month, day)]
    if not readings:
        return None
    if separator == "." and is_day(year, two, one):
        return _date(day_period(date(year, two, one)))
    if len(set(readings)) == 1:
        return _date(day_period(readings[0]))
    if anchor.published is None:
        return _open(f"{year:04}-XX-XX", "day and month can be read both ways round")
    published = anchor.published
    best = min(readings, key=lambda day: (day > published, abs((day - published).days)))
    return _date(day_period(best), why="of the two ways to read it, the one nearer to publication")


def _year_told(phrase: Phrase, anchor: Anchor) -> int | None:
    """The year a phrase names itself, as a number or as "last year"."""
    if word := phrase.one("y"):
        return read_year([word])
    if phrase.one("uU") and _unit_of(phrase) == "Y" and anchor.day:
        step = -1 if phrase.one("l") else 1 if phrase.one("x") else 0
        return anchor.day.year + step
    return None


def _nearest(candidates: list[Period], anchor: Anchor) -> Period | None:
    """Of the same day or month in several years the one the clause means."""
    day = anchor.day
    if day is None:
        return None
    dated = [period for period in candidates if period.first and period.last]

    def distance(period: Period) -> tuple[bool, int]:
        assert period.first and period.last
        wrong_way = (anchor.tense is Tense.PAST and period.first > day) or (
            anchor.tense is Tense.FUTURE and period.last < day
        )
        gap = (
            0
            if period.first <= day <= period.last
            else min(abs((period.first - day).days), abs((period.last - day).days))
        )
        return (wrong_way, gap)

    return min(dated, key=distance, default=None)


def _in_narrative(make: Callable[[int], Period | None], anchor: Anchor) -> Period | None:
    """The period of the year that the narrative has reached."""
    told = anchor.told
    if told is None or told.first is None:
        return None
    return make(told.first.year)


def _of_some_year(make: Callable[[int], Period | None], anchor: Anchor) -> Period | None:
    """A day, month or season without its year."""
    if anchor.is_narrative:
        return _in_narrative(make, anchor)
    if anchor.published is None:
        return None
    year = anchor.published.year
    return _nearest([period for offset in (-1, 0, 1) if (period := make(year + offset))], anchor)


def _read_day_of_month(phrase: Phrase, anchor: Anchor) -> Told | None:
    month = month_number(phrase.one("Mm") or "")
    number = phrase.one("do") or ""
    day = int(number) if number.isdigit() else read_ordinal(number)

    def make(year: int) -> Period | None:
        return day_period(date(year, month, day)) if is_day(year, month, day) else None

    if not is_day(2000, month, day):
        return None
    year = _year_told(phrase, anchor)
    period = make(year) if year else _of_some_year(make, anchor)
    if period is None:
        return None if year else _open(f"XXXX-{month:02}-{day:02}", "the year is not told")
    return _date(period, leans=False, why="" if year else "the year worked out from the day of publication")


def _read_month(phrase: Phrase, anchor: Anchor) -> Told | None:
    name = phrase.one("Mm") or ""
    if len(phrase.letters) == 1 and not _is_month_alone(phrase):
        return None
    month = month_number(name)
    year = _year_told(phrase, anchor)
    if year:
        return _date(month_period(year, month))
    tense = Tense.PAST if phrase.one("l") else Tense.FUTURE if phrase.one("x") else anchor.tense
    period = _of_some_year(lambda year: month_period(year, month), replace(anchor, tense=tense))
    if period is None:
        return _open(f"XXXX-{month:02}", "the year is not told")
    return _date(period, leans=True, why="the year worked out from the day of publication")


_BEFORE_MONTH = frozenset(
    "in since until till by from to of during through between and or before after for early late mid last "
    "next this that ending ended each every".split()
)


def _is_month_alone(phrase: Phrase) -> bool:
    """ "May", "March", "April" without day or year: a month, not a verb or a name?"""
    before = phrase.word_before()
    if phrase.letters == "m" or not phrase.written[0].isupper():
        return before in _BEFORE_MONTH
    return len(phrase.written.rstrip(".")) > 3 or before in _BEFORE_MONTH


def _read_year(phrase: Phrase, anchor: Anchor) -> Told | None:
    year = read_year(phrase.all("yN"))
    if year is None or not _is_year(phrase, year):
        return None
    return _date(year_period(year))


_BEFORE_YEAR = frozenset(
    "in since until till by from to of during through between and or before after for early late mid year "
    "circa around about as back than spring summer autumn fall winter end beginning".split()
)
_NOT_BEFORE_YEAR = frozenset(
    "$ £ € # no number nearly about some over than least most some approximately only roughly".split()
)


def _is_year(phrase: Phrase, year: int) -> bool:
    """Is the number a year, not a count of things?"""
    before, after = phrase.word_before(), phrase.word_after()
    if len(phrase.letters) > 1:
        return True
    if (
        before in ("$", "£", "€", "#")
        or after in ("%", "percent", "per")
        or phrase.words.letters[phrase.last : phrase.last + 1] in ("u", "U")
    ):
        return False
    counted = (
        after.endswith("s")
        and after.isalpha()
        and after not in ("was", "is", "has", "as", "this", "its", "saw", "was")
    )
    if before in _BEFORE_YEAR - {"than", "about", "around"}:
        return not counted or 1900 <= year <= 2100
    return 1900 <= year <= 2100 and not counted and before not in _NOT_BEFORE_YEAR


def _read_before_christ(phrase: Phrase, anchor: Anchor) -> Told | None:
    number = read_number(phrase.all("dny"))
    return Told("DATE", f"BC{int(number):04}") if number else None


def _read_decade(phrase: Phrase, anchor: Anchor) -> Told | None:
    digits = "".join(sign for sign in phrase.one("D") or "" if sign.isdigit())
    year = int(digits) if len(digits) == 4 else 1900 + int(digits)
    return _date(decade_period(year))


def _read_century(phrase: Phrase, anchor: Anchor) -> Told | None:
    if _unit_of(phrase) != "CE":
        return None
    number = read_ordinal(phrase.one("o") or "")
    if phrase.one("B"):
        return Told("DATE", f"BC{number - 1:02}")
    return _date(century_period(number)) if 1 <= number <= 30 else None


# ── weekdays and days told from today ────────────────────────────────────────────────────


def _weekday_near(day: date, number: int, phrase: Phrase, tense: Tense) -> date:
    """The weekday that is meant on `day`: the last one in news of the past, today included."""
    back = (day.isoweekday() - number) % 7
    ahead = (number - day.isoweekday()) % 7
    if phrase.one("l"):
        return shift_days(day, -(back or 7))
    if phrase.one("x"):
        return shift_days(day, ahead or 7)
    if tense is Tense.FUTURE or (phrase.one("t") and tense is Tense.UNKNOWN):
        return shift_days(day, ahead)
    return shift_days(day, -back)


def _weekday_told(phrase: Phrase, anchor: Anchor, number: int) -> date | None:
    """The weekday in a narrative: the first one from the day told last on."""
    day = anchor.told_day
    if day is None:
        return None
    back, ahead = (day.isoweekday() - number) % 7, (number - day.isoweekday()) % 7
    return shift_days(day, -(back or 7)) if phrase.one("l") else shift_days(day, ahead)


def _read_weekday(phrase: Phrase, anchor: Anchor) -> Told | None:
    number = WEEKDAYS[phrase.one("W") or ""]
    day: date | None
    if anchor.is_narrative or phrase.one("ST"):
        day = _weekday_told(phrase, anchor, number)
    elif anchor.published is None:
        day = None
    elif phrase.one("u") and (week := shift(anchor.published, unit="W", number=-1 if phrase.one("l") else 1)):
        assert week.first is not None
        day = shift_days(week.first, number - 1)
    else:
        day = _weekday_near(anchor.published, number, phrase, anchor.tense)
    if day is None:
        return _open("XXXX-XX-XX", NO_DAY)
    return _date(day_period(day), leans=True, why=f"the weekday, {anchor.tense} tense")


def _read_weekday_offset(phrase: Phrase, anchor: Anchor) -> Told | None:
    """ "a week from Tuesday", "two weeks ago Friday"."""
    unit, number = _unit_of(phrase), read_number(phrase.all("adnNf"))
    base = _read_weekday(phrase, anchor) if phrase.one("W") else _read_deictic_day(phrase, anchor)
    if base is None or base.period is None or base.period.first is None or unit is None or number is None:
        return _open("XXXX-XX-XX", NO_DAY)
    step = int(number) * (1 if phrase.one("F") else -1)
    day = same_day_of(base.period.first, unit=unit, number=step)
    return _date(day_period(day), leans=True) if day else None


def _read_deictic_day(phrase: Phrase, anchor: Anchor) -> Told | None:
    word = phrase.one("Y") or ""
    if anchor.exact_day is None or (anchor.is_narrative and word == "today"):
        return _open("PRESENT_REF" if word == "today" else "XXXX-XX-XX", NO_DAY)
    step = DEICTIC_DAYS[word]
    if phrase.one("<>"):
        step += -1 if phrase.one("<") else 1
    period = day_period(shift_days(anchor.exact_day, step))
    told = _date(period, leans=True, why=f"{word!r} from {anchor.exact_day}")
    return replace(told, type="TIME", value=f"{period.value}TNI") if word == "tonight" else told


# ── parts of the day and the clock ───────────────────────────────────────────────────────


def _clock_of(phrase: Phrase) -> str | None:
    """ "T22:30" for "10:30 p.m."; None where the phrase has no hour."""
    word = phrase.one("q") or phrase.one("dny") or phrase.one("N")
    if word is None:
        return None
    digits = word.replace(".", ":").replace("h", ":").split(":")
    hour = int(digits[0]) if digits[0].isdigit() else int(read_number([word]) or 0)
    if hour > 99:
        hour, digits = hour // 100, ["", f"{hour % 100:02}"]
    minute = int(digits[1]) if len(digits) > 1 and digits[1] else 0
    half = phrase.one("A") or ""
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + 12 if half[:1] == "p" else hour % 12 if half else hour
    return f"T{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def _part_of_day(phrase: Phrase) -> str | None:
    word = phrase.one("pP")
    return f"T{DAY_PARTS[word.removesuffix('s')]}" if word else None


def _at_hour(told: Told | None, hour: str | None) -> Told | None:
    """`told`, a day, with the hour or part of the day added."""
    if told is None or hour is None or told.type != "DATE":
        return told
    if told.period is not None and told.period.unit != "D":
        return told
    return replace(told, type="TIME", value=told.value + hour)


def _day_for_part(phrase: Phrase, anchor: Anchor) -> Told | None:
    """The day of "this morning", "last night", "that evening", "the next morning"."""
    told, exact = anchor.told_day, anchor.exact_day
    if phrase.one("t"):
        day, step = exact, 0
    elif phrase.one("x"):
        day, step = told, 1
    elif phrase.one("l"):
        day, step = (told or exact, -1) if phrase.one("e") else (exact, -1)
    elif phrase.one("TS"):
        day, step = told, 0
    else:
        day, step = (told or exact) if anchor.is_narrative else exact, 0
    if day is None:
        return _open("XXXX-XX-XX", NO_DAY)
    return _date(day_period(shift_days(day, step)), leans=True, why=f"the part of the day, from {day}")


_BARE_PARTS = frozenset({"overnight", "midnight", "noon", "midday", "dawn", "dusk", "daybreak", "nightfall"})


def _read_day_part(phrase: Phrase, anchor: Anchor) -> Told | None:
    if len(phrase.letters) == 1 and phrase.written.lower() not in _BARE_PARTS:
        return None
    hour = _clock_of_day(phrase)
    base = _calendar_part(phrase, anchor)
    return _at_hour(base if base is not None else _day_for_part(phrase, anchor), hour)


def _clock_of_day(phrase: Phrase) -> str | None:
    if phrase.one("A@q"):
        return _clock_of(phrase)
    return _part_of_day(phrase)


def _calendar_part(phrase: Phrase, anchor: Anchor) -> Told | None:
    """The date inside "10 p.m. Wednesday" or "the night of April 18"."""
    if phrase.one("Mm"):
        return _read_day_of_month(_without_clock(phrase), anchor)
    if phrase.one("W"):
        return _read_weekday(phrase, anchor)
    if phrase.one("Y"):
        return _read_deictic_day(phrase, anchor)
    if phrase.one("XZ"):
        return _read_iso(phrase, anchor)
    return _read_unit(phrase, anchor) if phrase.one("u") else None


def _without_clock(phrase: Phrase) -> Phrase:
    """The phrase from its date on, so that the hour is not taken for the day."""
    letters = phrase.letters
    cut = max(letters.rfind("A"), letters.rfind("@"), letters.find("q"), -1)
    month = max(letters.find("M"), letters.find("m"))
    return Phrase(phrase.words, phrase.rule, phrase.first + cut + 1, phrase.last) if cut < month else phrase


def _read_clock(phrase: Phrase, anchor: Anchor) -> Told | None:
    hour = _clock_of(phrase)
    if hour is None or (
        phrase.letters == "q"
        and phrase.word_before()
        not in ("at", "by", "around", "about", "from", "to", "until", "after", "before")
    ):
        return None
    day = anchor.told_day or anchor.exact_day
    if day is None:
        return _open(f"XXXX-XX-XX{hour}", NO_DAY, kind="TIME")
    return _at_hour(_date(day_period(day), leans=True, why=f"the hour, on the day told last, {day}"), hour)


# ── weeks, months, years told from today ─────────────────────────────────────────────────


def _step(phrase: Phrase) -> int:
    return -1 if phrase.one("l") else 1 if phrase.one("x") else 0


_FROM_TOLD = frozenset("previous preceding following subsequent ensuing prior".split())


def _base_day(phrase: Phrase, anchor: Anchor, unit: str) -> date | None:
    """The day a "last", "the next", "that", "the following" starts from."""
    told = anchor.told.first if anchor.told else None
    if unit == "D":
        told = anchor.told_day
    word = phrase.one("lx") or ""
    if phrase.one("TS") or word in _FROM_TOLD or (phrase.one("e") and word == "next"):
        return told
    return anchor.exact_day if unit in ("D", "W", "WE") else anchor.day


def _read_unit(phrase: Phrase, anchor: Anchor) -> Told | None:
    """ "last week", "this year", "the following month", "that day"."""
    unit = _unit_of(phrase)
    if phrase.one("U"):
        return _read_vague_units(phrase, anchor)
    if unit is None or unit.startswith("T"):
        return _read_season(phrase, anchor) if phrase.one("uU") in SEASONS else None
    if unit == "SN":
        return None
    if not phrase.one("lxtTSc") and not (phrase.one("Ebr") and unit in ("Y", "M", "W", "D")):
        return None
    day = _base_day(phrase, anchor, unit)
    if day is None:
        return _open(_unknown(unit), NO_DAY)
    period = shift(day, unit=unit, number=_step(phrase))
    if period is None:
        return None
    return _date(period, leans=True, why=f"counted from {day}")


def _unknown(unit: str) -> str:
    return {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX"}.get(
        unit, "XXXX"
    )


def _read_vague_units(phrase: Phrase, anchor: Anchor) -> Told | None:
    """ "these days", "past years", "the coming weeks"."""
    unit = _unit_of(phrase)
    if unit is None:
        return None
    if phrase.one("T"):
        return Told("DATE", "PRESENT_REF") if unit == "D" and phrase.one("T") == "these" else None
    period = _window(anchor, unit, 9 if unit == "D" else 3, _step(phrase)) if phrase.one("lx") else None
    return Told("DURATION", _duration_value(None, unit), period, period is not None)


# ── quarters, halves, seasons, fiscal years ──────────────────────────────────────────────


def _read_quarter(phrase: Phrase, anchor: Anchor) -> Told | None:
    number = read_ordinal(phrase.one("o") or "")
    is_half = phrase.one("h") is not None
    if not is_half and _unit_of(phrase) != "Q":
        return None
    if not 1 <= number <= (2 if is_half else 4):
        return None
    year = read_year([phrase.one("y") or ""]) if phrase.one("y") else None
    if year is None and phrase.one("lxt") and anchor.day:
        year = anchor.day.year + _step(phrase)
    if year is None and is_half:
        return None
    make = half_period if is_half else quarter_period
    if year is None:
        if anchor.day is None:
            return _open(f"XXXX-Q{number}", "the year is not told")
        year = anchor.day.year
        first = make(year, number).first
        if anchor.tense is Tense.PAST and first and first > anchor.day:
            year -= 1
    return _date(make(year, number), leans=not phrase.one("y"))


def _read_season(phrase: Phrase, anchor: Anchor) -> Told | None:
    word = phrase.one("zU") or phrase.one("u") or ""
    season = SEASONS.get(word.removesuffix("s"))
    if season is None or (len(phrase.letters) == 1 and not _is_season_alone(phrase)):
        return None
    year = _year_told(phrase, anchor)
    if year:
        return _date(season_period(year, season))
    if phrase.one("l"):
        anchor = replace(anchor, tense=Tense.PAST)
    elif phrase.one("x"):
        anchor = replace(anchor, tense=Tense.FUTURE)
    period = _of_some_year(lambda year: season_period(year, season), anchor)
    if period is None:
        return _open(f"XXXX-{season}", "the year is not told")
    return _date(period, leans=True, why="the year worked out from the day of publication")


def _is_season_alone(phrase: Phrase) -> bool:
    return phrase.word_before() in (
        "in",
        "since",
        "by",
        "until",
        "during",
        "of",
        "each",
        "every",
        "from",
        "through",
    )


def _read_fiscal_year(phrase: Phrase, anchor: Anchor) -> Told | None:
    if word := phrase.one("y"):
        year = read_year([word])
        return _date(year_period(year)) if year else None
    if _unit_of(phrase) == "Y" and anchor.day:
        return _date(year_period(anchor.day.year + _step(phrase)), leans=True)
    return None


# ── offsets ──────────────────────────────────────────────────────────────────────────────


def _shifted(day: date, unit: str, number: float, step: int) -> Period | None:
    count = step * int(number)
    if number != int(number) and unit == "Y":
        return shift(day, unit="M", number=int(step * number * 12))
    if unit == "CE":
        return shift(day, unit="Y", number=100 * count)
    if unit == "DE":
        return shift(day, unit="Y", number=10 * count)
    return shift(day, unit=unit, number=count)


def _read_ago(phrase: Phrase, anchor: Anchor) -> Told | None:
    unit, number = _unit_of(phrase), read_number(phrase.all("adnyNf"))
    if phrase.letters == "u-g":
        number = 1.0
    if unit is None:
        return None
    if number is None:
        latest = shift_days(anchor.exact_day, -1) if anchor.exact_day else None
        return Told(
            "DATE", "PAST_REF", Period("", "PAST_REF", None, latest), True, "how long ago is not told"
        )
    return _counted(anchor, unit, number, -1, anchor.day)


def _counted(anchor: Anchor, unit: str, number: float, step: int, day: date | None) -> Told | None:
    if day is None:
        return _open(_unknown(unit), NO_DAY)
    if unit.startswith("T"):
        return _date(day_period(day), leans=True, why=f"some hours from {day}")
    told = anchor.told
    if unit == "Y" and number == 1 and told and told.unit == "Q" and told.first and told.last:
        return _date(quarter_period(told.first.year + step, (told.first.month + 2) // 3), leans=True)
    period = _shifted(day, unit, number, step)
    return _date(period, leans=True, why=f"counted from {day}") if period else None


def _read_offset(phrase: Phrase, anchor: Anchor) -> Told | None:
    """ "two days later", "a year earlier", "the day before yesterday", "the day after"."""
    unit, number = _unit_of(phrase), read_number(phrase.all("adnyNf"))
    step = -1 if phrase.one("b<") else 1
    if unit is None:
        return None
    if phrase.one("<>") and (inner := _calendar_inside(phrase, anchor)):
        return inner
    if phrase.one("<>") and _is_conjunction(phrase):
        return (
            None
            if phrase.one("e") or number is None and not phrase.one("f")
            else _trimmed(phrase, unit, number)
        )
    if number is None:
        if phrase.one("fU"):
            return _open(_unknown(unit), "how long before or after is not told")
        number = 1.0
    told = anchor.told_day if unit in ("D", "N", "W", "F") else anchor.told.first if anchor.told else None
    return _counted(anchor, unit, number, step, told or (anchor.exact_day if step < 0 else None))


def _trimmed(phrase: Phrase, unit: str, number: float | None) -> Told:
    return Told("DURATION", _duration_value(number, unit))


def _is_conjunction(phrase: Phrase) -> bool:
    """ "two days before the vote": what follows is the anchor, and it has no date."""
    after = phrase.word_after()
    return bool(after) and (after[:1].isalpha() or after in ("'", '"'))


def _calendar_inside(phrase: Phrase, anchor: Anchor) -> Told | None:
    """ "two days before Christmas", "the day after May 5"."""
    letters = phrase.letters
    at = max(letters.find("<"), letters.find(">"))
    if at + 1 >= len(letters):
        return None
    inner = Phrase(phrase.words, phrase.rule, phrase.first + at + 1, phrase.last)
    base = _read_holiday(inner, anchor) if inner.one("H") else _calendar_part(inner, anchor)
    head = Phrase(phrase.words, phrase.rule, phrase.first, phrase.first + at)
    unit, number = _unit_of(head), read_number(head.all("adnyNf")) or 1.0
    if unit is None or base is None or base.period is None or base.period.first is None:
        return None
    period = _shifted(base.period.first, unit, number, -1 if letters[at] == "<" else 1)
    return _date(period, leans=base.leans) if period else None


# ── durations and sets ───────────────────────────────────────────────────────────────────


def _duration_value(number: float | None, unit: str) -> str:
    amount = "X" if number is None else f"{number:g}"
    if unit == "F":
        amount, unit = ("X" if number is None else f"{2 * number:g}"), "W"
    if unit == "WE":
        return "P1WE" if number == 1 else f"P{amount}WE"
    if unit == "N":
        return f"P{amount}D"
    if number is not None and number != int(number) and unit in ("Y", "TH"):
        whole, smaller = divmod(round(number * (12 if unit == "Y" else 60)), 12 if unit == "Y" else 60)
        head = f"P{whole}Y{smaller}M" if unit == "Y" else f"PT{whole}H{smaller}M"
        return head.replace("P0Y", "P").replace("PT0H", "PT")
    return f"PT{amount}{unit[1:]}" if unit.startswith("T") else f"P{amount}{unit}"


def _window(anchor: Anchor, unit: str, number: float | None, step: int) -> Period | None:
    """The stretch that "the past two weeks" or "the next three days" covers, counted from the day."""
    day = anchor.exact_day
    if day is None or not step:
        return None
    if number is None:
        edge = None
    elif unit.startswith("T"):
        edge = shift_days(day, step)
    else:
        edge = same_day_of(day, unit=unit, number=step * int(number))
    return Period("", "", edge, day) if step < 0 else Period("", "", day, edge)


def _read_span(phrase: Phrase, anchor: Anchor) -> Told | None:
    """ "the past two years", "the next few days", "the first nine months"."""
    unit = _unit_of(phrase)
    words = phrase.all("adnyNf")
    if unit is None or not words:
        return None
    number = read_number(words)
    period = _window(anchor, unit, number, _step(phrase)) if phrase.one("lx") else None
    return Told("DURATION", _duration_value(number, unit), period, period is not None)


_NO_DURATION_AFTER = frozenset("old".split())


def _read_duration(phrase: Phrase, anchor: Anchor) -> Told | None:
    unit = _unit_of(phrase)
    if unit is None or _is_age(phrase):
        return None
    words = phrase.all("adnyNf")
    if phrase.one("h"):
        number: float | None = 0.5 + (1 if phrase.one("K") else 0)
    else:
        number = read_number(words) if words else (None if phrase.one("U") else 1.0)
    if phrase.letters == "au" and _is_rate(phrase):
        return Told("SET", _duration_value(1.0, unit))
    return Told("DURATION", _duration_value(number, unit))


def _is_age(phrase: Phrase) -> bool:
    after, then = phrase.word_after(), phrase.word_after(2)
    return after == "old" or (after == "-" and then == "old") or (after == "of" and then == "age")


def _is_rate(phrase: Phrase) -> bool:
    before, second = phrase.word_before(), phrase.word_before(2)
    return (
        before in ("once", "twice", "times", "million", "billion", "percent", "%")
        or before[-1:].isdigit()
        or second[-1:].isdigit()
    )


def _read_set(phrase: Phrase, anchor: Anchor) -> Told | None:
    letters = phrase.letters
    if word := phrase.one("s"):
        return Told("SET", SETS[word]) if len(letters) == 1 else None
    if word := phrase.one("v"):
        return Told("SET", f"XXXX-WXX-{WEEKDAYS[word.removesuffix('s')]}")
    if word := phrase.one("W"):
        return Told("SET", f"XXXX-WXX-{WEEKDAYS[word]}" + (_part_of_day(phrase) or ""))
    if word := phrase.one("Mm"):
        return Told("SET", f"XXXX-{month_number(word):02}")
    if word := phrase.one("z"):
        return Told("SET", f"XXXX-{SEASONS[word]}")
    if word := phrase.one("p"):
        return Told("SET", f"XXXX-XX-XXT{DAY_PARTS[word]}")
    unit = _unit_of(phrase)
    number = read_number(phrase.all("adnyNf")) if phrase.one("dnyNf") else 1.0
    return Told("SET", _duration_value(number, unit)) if unit else None


# ── feasts and references ────────────────────────────────────────────────────────────────


def _read_holiday(phrase: Phrase, anchor: Anchor) -> Told | None:
    make = HOLIDAYS[holiday_name(phrase.all("HJ"))]
    year = _year_told(phrase, anchor)
    if phrase.one("l"):
        anchor = replace(anchor, tense=Tense.PAST)
    elif phrase.one("x"):
        anchor = replace(anchor, tense=Tense.FUTURE)
    period = make(year) if year else _of_some_year(make, anchor)
    if period is None:
        return _open("XXXX-XX-XX", "the year is not told")
    return _date(period, leans=not year)


def _read_reference(phrase: Phrase, anchor: Anchor) -> Told | None:
    if phrase.letters == "RU":
        return None
    if phrase.one("c"):
        return Told("DATE", "PRESENT_REF")
    if phrase.letters == "el":
        return Told("DATE", "PAST_REF") if phrase.one("l") == "past" else None
    word = phrase.one("R")
    return Told("DATE", REFERENCES[word]) if word else None


Reader = Callable[[Phrase, Anchor], Told | None]

READERS: Mapping[str, Reader] = MappingProxyType({
    "iso": _read_iso,
    "day_of_month": lambda phrase, anchor: _at_hour(_read_day_of_month(phrase, anchor), _clock_of_day(phrase)),
    "weekday": lambda phrase, anchor: _at_hour(_read_weekday(phrase, anchor), _part_of_day(phrase)),
    "weekday_offset": _read_weekday_offset,
    "deictic_day": lambda phrase, anchor: _at_hour(_read_deictic_day(phrase, anchor), _part_of_day(phrase)),
    "day_part": _read_day_part,
    "clock": _read_clock,
    "quarter_of": _read_quarter,
    "quarter": _read_quarter,
    "month": _read_month,
    "season": _read_season,
    "ago": _read_ago,
    "offset": _read_offset,
    "century": _read_century,
    "before_christ": _read_before_christ,
    "decade": _read_decade,
    "fiscal_year": _read_fiscal_year,
    "set": _read_set,
    "span": _read_span,
    "unit": _read_unit,
    "duration": _read_duration,
    "year": _read_year,
    "holiday": _read_holiday,
    "reference": _read_reference,
})  # fmt: skip
"""rule -> the function that reads its phrases"""

_PARTS = {"early": "START", "beginning": "START", "start": "START", "mid": "MID", "middle": "MID",
          "late": "END", "end": "END", "close": "END"}  # fmt: skip


def read_phrase(phrase: Phrase, *, anchor: Anchor) -> Told | None:
    """What the phrase says; None where it is no date after all."""
    told = READERS[phrase.rule](phrase, anchor)
    word = phrase.one("E")
    if told is None or told.period is None or word is None or told.period.unit in ("D", ""):
        return told
    return replace(told, period=part_of(told.period, _PARTS[word]))
