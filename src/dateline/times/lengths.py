"""Durations, sets, and words such as "now" and "recently"."""

from dateline.times.anchors import Anchor, Lean
from dateline.times.dates import read_a_year, read_month, read_season
from dateline.times.numerals import month_number, read_number
from dateline.times.offsets import window
from dateline.times.periods import Period, same_day_of, shift_days
from dateline.times.tokens import Phrase
from dateline.times.told import NUMBERS, Told, number_of, step_of, unit_of
from dateline.times.words import DAY_PARTS, REFERENCES, SEASONS, SETS, WEEKDAYS


def duration_value(number: float | None, unit: str) -> str:
    """TIMEX3's value of so many units, X where the number is vague: P2Y, PT30M, PXD."""
    if number is not None and number != int(number) and unit in ("Y", "TH", "TM"):
        return _mixed_duration(number, unit)
    if unit == "F":
        unit, number = "W", None if number is None else 2 * number
    amount = "X" if number is None else f"{int(number)}" if number == int(number) else f"{number:.6g}"
    if unit == "N":
        unit = "D"
    return f"PT{amount}{unit[1:]}" if unit.startswith("T") else f"P{amount}{unit}"


def _mixed_duration(number: float, unit: str) -> str:
    """Two and a half years as P2Y6M."""
    parts = 12 if unit == "Y" else 60
    whole, smaller = divmod(round(number * parts), parts)
    head, big, small = {"Y": ("P", "Y", "M"), "TH": ("PT", "H", "M"), "TM": ("PT", "M", "S")}[unit]
    return f"{head}{f'{whole}{big}' if whole else ''}{smaller}{small}"


def read_span(phrase: Phrase, anchor: Anchor) -> Told | None:
    """ "the past two years", "the next few days", "the first nine months", "recent weeks"."""
    unit = unit_of(phrase)
    if unit is None or _is_age(phrase):
        return None
    number = read_number(phrase.all(NUMBERS))
    step = -1 if phrase.one("R") == "recent" else step_of(phrase)
    if phrase.one("R") and step == 0:
        return None
    period = window(anchor, unit, number, step)
    return Told("DURATION", duration_value(number, unit), period, Lean.PUBLICATION)


def read_span_of(phrase: Phrase, anchor: Anchor) -> Told | None:
    """ "the last week of August", "the first ten months of 1915"."""
    head = phrase.part(0, phrase.letters.index("O"))
    inner = phrase.part(phrase.letters.index("O") + 1)
    unit, number = unit_of(head), number_of(head)
    read = read_month if inner.one("Mm") else read_season if inner.one("z") else read_a_year
    whole = read(inner, anchor)
    if unit is None or whole is None or (head.one("o") not in (None, "first") and not number):
        return None
    if number is None:
        number = None if head.one("U") else 1.0
    period = _edge_of(whole.period, unit, number, from_end=head.one("l") is not None)
    return Told("DURATION", duration_value(number, unit), period, whole.lean)


def _edge_of(period: Period | None, unit: str, number: float | None, *, from_end: bool) -> Period | None:
    """So many units at the start or the end of a period."""
    if period is None or period.first is None or period.last is None or number is None:
        return period
    if from_end:
        edge = same_day_of(shift_days(period.last, 1), unit=unit, number=-int(number))
        return Period("", "", max(edge, period.first), period.last) if edge else period
    edge = same_day_of(period.first, unit=unit, number=int(number))
    return Period("", "", period.first, min(shift_days(edge, -1), period.last)) if edge else period


def read_duration(phrase: Phrase, _anchor: Anchor) -> Told | None:
    """ "two weeks", "10-hour", "a year and a half", "years"; ages are left alone."""
    unit = unit_of(phrase)
    if unit is None or _is_age(phrase) or _is_fraction(phrase, unit):
        return None
    words = phrase.all(NUMBERS)
    if phrase.one("h"):
        number: float | None = 1.5 if phrase.one("K") else 0.5
    elif phrase.one("K") and phrase.letters.count("N") + phrase.letters.count("d") > 1:
        number = read_number(phrase.part(0, phrase.letters.index("K")).all(NUMBERS))
    else:
        number = read_number(words) if words else None if phrase.one("U") else 1.0
    if phrase.letters == "au" and _is_rate(phrase):
        return Told("SET", duration_value(1.0, unit))
    return Told("DURATION", duration_value(number, unit))


def _is_age(phrase: Phrase) -> bool:
    after, then = phrase.word_after(), phrase.word_after(2)
    return after == "old" or (after in ("-", "–") and then == "old") or (after == "of" and then == "age")


def _is_fraction(phrase: Phrase, unit: str) -> bool:
    """ "a quarter of the votes", "three-quarters", "living quarters"; "second" alone is no time."""
    return unit == "Q" and (
        phrase.one("-") is not None or phrase.letters in ("au", "U") or phrase.word_after() == "of"
    )


def _is_rate(phrase: Phrase) -> bool:
    before, second = phrase.word_before(), phrase.word_before(2)
    counted = before in ("once", "twice", "times", "million", "billion", "percent", "%", "barrels")
    return counted or before[-1:].isdigit() or second[-1:].isdigit()


def read_set(phrase: Phrase, _anchor: Anchor) -> Told | None:
    """ "every day", "daily", "Mondays", "each July", "Tuesday nights"."""
    if word := phrase.one("s"):
        return Told("SET", SETS[word])
    if word := phrase.one("v"):
        return Told("SET", f"XXXX-WXX-{WEEKDAYS[word.removesuffix('s')]}")
    if word := phrase.one("W"):
        part = phrase.one("P") or ""
        return Told(
            "SET", f"XXXX-WXX-{WEEKDAYS[word]}" + (f"T{DAY_PARTS[part.removesuffix('s')]}" if part else "")
        )
    if word := phrase.one("Mm"):
        return Told("SET", f"XXXX-{month_number(word):02}")
    if word := phrase.one("z"):
        return Told("SET", f"XXXX-{SEASONS[word]}")
    if word := phrase.one("p"):
        return Told("SET", f"XXXX-XX-XXT{DAY_PARTS[word]}")
    unit = unit_of(phrase)
    number = number_of(phrase) if phrase.one(NUMBERS) else 1.0
    return Told("SET", duration_value(number, unit)) if unit else None


def read_reference(phrase: Phrase, anchor: Anchor) -> Told | None:
    """ "now", "currently", "recently", "the past", "the future"."""
    word = phrase.one("R3cl")
    if word is None or phrase.one("U"):
        return None
    if word in ("recent", "former"):
        return Told("DATE", "PAST_REF") if anchor.is_narrative else None
    if word == "future":
        known = anchor.is_narrative or phrase.one("e") or phrase.word_before() in ("in", "near", "the")
        return Told("DATE", "FUTURE_REF") if known else None
    if phrase.one("l"):
        past = Period("", "PAST_REF", None, anchor.exact_day)
        return Told("DATE", "PAST_REF", past, Lean.PUBLICATION) if word == "past" else None
    if phrase.one("e") and word != "current":
        return None
    return Told("DATE", REFERENCES.get(word, "PRESENT_REF"))
