"""Dates that name their month, year, quarter, season or feast."""

import re
from datetime import date

from dateline.times.anchors import Anchor, Lean
from dateline.times.holidays import HOLIDAYS, holiday_name
from dateline.times.numerals import full_year, month_number, read_number, read_ordinal, read_year
from dateline.times.periods import (
    Period,
    century_period,
    day_period,
    decade_period,
    half_period,
    hijri_day,
    is_day,
    month_period,
    persian_day,
    quarter_period,
    season_period,
    shift_days,
    year_period,
)
from dateline.times.tense import Tense
from dateline.times.tokens import Phrase
from dateline.times.told import (
    NO_YEAR,
    Told,
    YearToPeriod,
    a_date,
    an_open_date,
    of_some_year,
    step_of,
    unit_named,
    unit_of,
    year_told,
)
from dateline.times.words import ISLAMIC_MONTHS, PERSIAN_MONTHS, SEASONS, WEEKDAYS

_YEAR_WORKED_OUT = "the year worked out from the day of publication"


def read_iso(phrase: Phrase, anchor: Anchor) -> Told | None:
    """ "2024-12-07", "20241207", "2024-12-07 14:30", "07/12/2024"."""
    word = phrase.one("XZ") or ""
    if not word[:4].isdigit():
        return _read_slashed(word, anchor)
    if word.isdigit():
        word = f"{word[:4]}-{word[4:6]}-{word[6:]}"
    year, month, day = (int(part) for part in word.replace("t", " ").split(" ")[0].split("-")[:3])
    if not is_day(year, month, day):
        return None
    period = day_period(date(year, month, day))
    clock = word[11:16] if word[10:11] in ("t", " ") else ""
    return Told("TIME", f"{period.value}T{clock}", period) if clock else a_date(period)


def read_other_calendar(phrase: Phrase, _anchor: Anchor) -> Told | None:
    """ "22 Bahman 1357", "10 Muharram 1446": a day of the Persian or Islamic calendar, with its year."""
    month, number = phrase.one("4H") or "", phrase.one("do") or ""
    year = int(phrase.one("y") or 0)
    day = int(number) if number.isdigit() else read_ordinal(number)
    if not 1200 <= year <= 1500 or not 1 <= day <= 31:
        return None
    if month in PERSIAN_MONTHS:
        found = persian_day(year, PERSIAN_MONTHS[month], day)
        return a_date(day_period(found), why="of the Persian calendar") if found else None
    found = hijri_day(year, ISLAMIC_MONTHS[month], day) if month in ISLAMIC_MONTHS and day <= 30 else None
    if found is None:
        return None
    wide = Period("D", found.isoformat(), shift_days(found, -1), shift_days(found, 1))
    return a_date(wide, why="of the Islamic calendar; the sighted moon may be a day off")


def _read_slashed(word: str, anchor: Anchor) -> Told | None:
    separator = next(sign for sign in word if not sign.isdigit())
    one, two, three = (int(part) for part in word.split(separator))
    year = three if three > 99 else full_year(three)
    readings = {date(year, month, day) for month, day in ((one, two), (two, one)) if is_day(year, month, day)}
    if separator == "." and is_day(year, two, one):
        readings = {date(year, two, one)}
    if len(readings) == 1:
        return a_date(day_period(readings.pop()))
    if not readings:
        return None
    if anchor.published is None:
        return an_open_date(f"{year:04}-XX-XX", "day and month can be read both ways round")
    published = anchor.published
    best = min(readings, key=lambda day: (day > published, abs((day - published).days)))
    return a_date(day_period(best), why="of the two ways to read it, the one nearer to publication")


def _of_year_meant(make: YearToPeriod, phrase: Phrase, anchor: Anchor) -> Period | None:
    """The day, month or season in the year that "last", "next", "this" or the tense gives."""
    if phrase.one("t") and not phrase.one("lx") and anchor.day:
        return make(anchor.day.year)
    return of_some_year(make, anchor, step=step_of(phrase))


def read_day_of_month(phrase: Phrase, anchor: Anchor) -> Told | None:
    """ "December 3, 1991", "3 December", "last Oct. 23"."""
    return _month_day(month_number(phrase.one("Mm") or ""), phrase.one("do") or "", phrase, anchor)


def _month_day(month: int, number: str, phrase: Phrase, anchor: Anchor) -> Told | None:
    day = int(number) if number.isdigit() else read_ordinal(number)
    if not is_day(2000, month, day):
        return None

    def make(year: int) -> Period | None:
        return day_period(date(year, month, day)) if is_day(year, month, day) else None

    year = _year_of_range(phrase, anchor)
    period = make(year) if year else _of_year_meant(make, phrase, anchor)
    weekday = WEEKDAYS.get(phrase.one("Wk") or "")
    if period and weekday and not year:
        period = _year_of_weekday(make, period, weekday)
    if period is None:
        return None if year else an_open_date(f"XXXX-{month:02}-{day:02}", NO_YEAR)
    return a_date(period) if year else a_date(period, lean=Lean.YEAR, why=_YEAR_WORKED_OUT)


def _year_of_weekday(make: YearToPeriod, period: Period, weekday: int) -> Period:
    """ "Wednesday 22 November": the year near by, or before, in which the weekday fits."""
    assert period.first is not None
    for back in range(12):
        other = make(period.first.year - back)
        if other and other.first and other.first.isoweekday() == weekday:
            return other
    return period


_REST_OF_RANGE = re.compile(r"[-K]e?(?:[do]O?[Mm]?|[Mm][do]?),?O?y")


def _year_of_range(phrase: Phrase, anchor: Anchor) -> int | None:
    """The year a phrase names itself, or shares with what follows ("March until August 2023")."""
    year = year_told(phrase, anchor)
    rest = None if year else _REST_OF_RANGE.match(phrase.words.letters, phrase.last)
    return read_year([phrase.words.words[rest.end() - 1]]) if rest else year


def read_first_day_of_range(phrase: Phrase, anchor: Anchor) -> Told | None:
    """ "22" of "22 to 24 February"."""
    letters = phrase.words.letters
    month_at = min(at for at in (letters.find("M", phrase.last), letters.find("m", phrase.last)) if at >= 0)
    return _month_day(month_number(phrase.words.words[month_at]), phrase.one("do") or "", phrase, anchor)


def read_last_day_of_range(phrase: Phrase, anchor: Anchor) -> Told | None:
    """ "7" of "April 6-7"."""
    month = phrase.word_before(3)
    return _month_day(month_number(month), phrase.one("do") or "", phrase, anchor)


_BEFORE_MONTH = frozenset(
    "in since until till by from to of during through between before after for early late mid last next "
    "this that ending ended each every".split()
)


def read_month(phrase: Phrase, anchor: Anchor) -> Told | None:
    """ "October 1984", "last April", "July last year", "April"."""
    if len(phrase.letters) == 1 and not _is_month_alone(phrase):
        return None
    month = month_number(phrase.one("Mm") or "")
    year = _year_of_range(phrase, anchor)
    if year:
        return a_date(month_period(year, month))
    period = _of_year_meant(lambda year: month_period(year, month), phrase, anchor)
    if period is None:
        return an_open_date(f"XXXX-{month:02}", NO_YEAR)
    return a_date(period, lean=Lean.YEAR, why=_YEAR_WORKED_OUT)


_GIVEN_NAMES = frozenset({"April", "June", "August"})
_SURNAME = re.compile(r" [A-Z][a-z]+")


def _is_month_alone(phrase: Phrase) -> bool:
    """ "May", "March", "April" without day or year: a month, not a verb or a name?"""
    if phrase.letters == "m" or len(phrase.written.rstrip(".")) <= 3 or not phrase.written[0].isupper():
        return phrase.word_before() in _BEFORE_MONTH
    if phrase.written in _GIVEN_NAMES and phrase.word_before() not in (*_BEFORE_MONTH, "the", "a"):
        return not _SURNAME.match(phrase.words.text, phrase.end)
    return True


def read_season(phrase: Phrase, anchor: Anchor) -> Told | None:
    """ "last fall", "the summer of 2005", "in spring"."""
    season = SEASONS[phrase.one("z") or ""]
    if not _is_season(phrase):
        return None
    year = year_told(phrase, anchor)
    if year:
        return a_date(season_period(year, season))
    period = _of_year_meant(lambda year: season_period(year, season), phrase, anchor)
    if period is None:
        return an_open_date(f"XXXX-{season}", NO_YEAR)
    return a_date(period, lean=Lean.YEAR, why=_YEAR_WORKED_OUT)


def _is_season(phrase: Phrase) -> bool:
    if phrase.letters == "z":
        return phrase.word_before() in ("in", "since", "by", "until", "during", "of", "from", "through")
    falls = phrase.one("z") == "fall" and phrase.word_after() in ("of", "in")
    return not (falls and phrase.letters in ("ez", "tz", "Tz"))


def read_quarter(phrase: Phrase, anchor: Anchor) -> Told | None:
    """ "the third quarter", "last year's first half", "second quarter of 1984"."""
    if phrase.one("j") or (phrase.one("yN") and not phrase.one("oh")):
        return _read_period_of_year(phrase, anchor)
    if unit_of(phrase) == "CE":
        return read_century(phrase, anchor)
    number = read_ordinal(phrase.one("o") or "1")
    is_half = phrase.one("h") is not None
    units = [unit_named(word) for word in phrase.all("uU")]
    if (not is_half and "Q" not in units) or not 1 <= number <= (2 if is_half else 4):
        return None
    if phrase.one("o") is None:
        return None
    make = half_period if is_half else quarter_period
    year = read_year(phrase.all("yN")) if phrase.one("yN") else None
    if year is None and phrase.one("lxt") and anchor.day:
        year = anchor.day.year + step_of(phrase)
    if year is not None:
        return a_date(make(year, number), lean=Lean.NOTHING if phrase.one("yN") else Lean.YEAR)
    return None if is_half else _quarter_of_some_year(number, anchor)


def _read_period_of_year(phrase: Phrase, anchor: Anchor) -> Told | None:
    """ "the 1988 period": in news of results the quarter told last, in that year."""
    year = read_year(phrase.all("yN")) if phrase.one("yN") else None
    if year is None:
        return None
    told = anchor.told_quarter
    if told and told.first:
        return a_date(quarter_period(year, (told.first.month + 2) // 3), lean=Lean.PUBLICATION)
    return a_date(year_period(year))


def _quarter_of_some_year(number: int, anchor: Anchor) -> Told:
    day = anchor.day
    if day is None:
        return an_open_date(f"XXXX-Q{number}", NO_YEAR)
    period = quarter_period(day.year, number)
    starts_later = period.first is not None and period.first > day
    if (
        anchor.tense in (Tense.PAST, Tense.SURELY_PAST)
        and starts_later
        and (number - (day.month + 2) // 3) > 1
    ):
        period = quarter_period(day.year - 1, number)
    return a_date(period, lean=Lean.YEAR, why=_YEAR_WORKED_OUT)


_NOT_BEFORE_YEAR = frozenset(
    "no number nearly about some over than least most approximately only roughly least under".split()
)
_BEFORE_YEAR = frozenset(
    "in since until till by from to of during through between and or before after for early late mid year "
    "circa as back spring summer autumn fall winter end beginning".split()
)


def read_a_year(phrase: Phrase, anchor: Anchor) -> Told | None:
    """ "1998", "the end of 1990", "nineteen ninety-seven"."""
    year = read_year(phrase.all("yN"))
    if year is None or not _is_year(phrase, year, anchor):
        return None
    return a_date(year_period(year))


def _is_year(phrase: Phrase, year: int, anchor: Anchor) -> bool:
    """Is the number a year, not a count of things or a price?"""
    if len(phrase.letters) > 1:
        return phrase.letters[0] in "eEwbrN" and phrase.letters_after(1) not in ("u", "U")
    before, after = phrase.word_before(), phrase.word_after()
    if (
        phrase.letters_before(1) == "$"
        or after in ("%", "percent", "per")
        or phrase.letters_after(1) in ("u", "U")
    ):
        return False
    counted = len(after) > 3 and after.endswith("s") and not after.endswith("ss") and after.isalpha()
    if before in _BEFORE_YEAR or phrase.letters_before(2) in ("y-", "y,"):
        return not counted or 1900 <= year <= 2100
    if before in _NOT_BEFORE_YEAR or (counted and before != "the"):
        return False
    is_modern = 1900 <= year <= 2100
    return is_modern or (anchor.is_narrative and year >= 1500) or before == "("


def read_year_range_end(phrase: Phrase, _anchor: Anchor) -> Told | None:
    """ "17" of "1915-17"."""
    start = int(phrase.word_before(2))
    year = start // 100 * 100 + int(phrase.one("dn") or "0") if len(phrase.written) == 2 else 0
    return a_date(year_period(year)) if phrase.written.isdigit() and start < year else None


def read_before_christ(phrase: Phrase, _anchor: Anchor) -> Told | None:
    number = read_number(phrase.all("dny"))
    return a_date(year_period(1 - int(number))) if number else None


def read_decade(phrase: Phrase, _anchor: Anchor) -> Told | None:
    """ "the 1990s", "the '80s", "the nineties"."""
    word = phrase.one("D") or ""
    tens = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
    digits = "".join(sign for sign in word if sign.isdigit()) or str(10 * tens.index(word) + 20)
    return a_date(decade_period(int(digits) if len(digits) == 4 else 1900 + int(digits)))


def read_century(phrase: Phrase, _anchor: Anchor) -> Told | None:
    """ "the 20th century", "the 4th century BC"."""
    number = read_ordinal(phrase.one("o") or "")
    if unit_of(phrase) != "CE" or not 1 <= number <= 30:
        return None
    return Told("DATE", f"BC{number - 1:02}") if phrase.one("B") else a_date(century_period(number))


def read_fiscal_year(phrase: Phrase, anchor: Anchor) -> Told | None:
    """ "fiscal 1989", "the fiscal year"."""
    if word := phrase.one("y"):
        year = read_year([word])
        return a_date(year_period(year)) if year else None
    if unit_of(phrase) == "Y" and anchor.day:
        return a_date(year_period(anchor.day.year + step_of(phrase)), lean=Lean.PUBLICATION)
    return None


def read_holiday(phrase: Phrase, anchor: Anchor) -> Told | None:
    """ "Christmas", "last Ramadan", "Eid al-Fitr 2024"."""
    make = HOLIDAYS[holiday_name(phrase.all("HJ"))]
    year = year_told(phrase, anchor)
    period = make(year) if year else _of_year_meant(make, phrase, anchor)
    if period is None:
        return an_open_date("XXXX-XX-XX", NO_YEAR)
    return a_date(period, lean=Lean.NOTHING if year else Lean.YEAR)
