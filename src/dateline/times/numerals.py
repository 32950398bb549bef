"""Number words -> numbers: "twenty-four", "2 1/2", "a dozen", "a couple of"."""

import re
from collections.abc import Sequence

from dateline.times.words import BIG_NUMBERS, MONTHS, ORDINALS, SMALL_NUMBERS

_FRACTION = re.compile(r"(\d{1,9})(?: (\d)/([1-9])|(½))")
_FUZZY = frozenset("few several many some dozens scores handful".split())


def _digits(word: str) -> float | None:
    plain = word.replace(",", "")
    if plain.replace(".", "", 1).isdigit() and len(plain) < 12:
        return float(plain)
    found = _FRACTION.fullmatch(word)
    if not found:
        return None
    whole, above, below, half = found.groups()
    return int(whole) + (0.5 if half else int(above) / int(below))


def read_number(words: Sequence[str]) -> float | None:
    """The number these words make; None where it is vague ("a few") or none at all."""
    total, part, seen = 0.0, 0.0, False
    for word in words:
        value = SMALL_NUMBERS.get(word, _digits(word))
        if word in _FUZZY:
            return None
        if word == "couple":
            return 2.0
        if value is not None:
            part, seen = part + value, True
        elif word in BIG_NUMBERS:
            part, seen = max(part, 1) * BIG_NUMBERS[word], True
            total, part = (total + part, 0.0) if part >= 1000 else (total, part)
    if seen:
        return total + part
    return 1.0 if any(word in ("a", "an") for word in words) else None


def read_year(words: Sequence[str]) -> int | None:
    """The year these words make: "1998", "'98", "nineteen ninety-seven", "two thousand"."""
    if len(words) == 1 and words[0][-2:].isdigit():
        digits = words[0].lstrip("'’‘")
        return int(digits) if len(digits) == 4 else full_year(int(digits))
    values = [SMALL_NUMBERS.get(word) for word in words]
    if len(values) >= 2 and values[0] in (17, 18, 19, 20) and all(value is not None for value in values):
        rest = sum(value or 0 for value in values[1:])
        return int(100 * (values[0] or 0) + rest) if 10 <= rest <= 99 else None
    number = read_number(words)
    return int(number) if number is not None and 1000 <= number < 2200 else None


def full_year(two_digits: int) -> int:
    """A year written with two digits: up to 40 is of this century, the rest of the last."""
    return two_digits + (2000 if two_digits <= 40 else 1900)


def read_ordinal(word: str) -> int:
    """ "third", "3rd", "20th" as a number."""
    digits = word.rstrip("stndrh")
    return int(digits) if digits.isdigit() else ORDINALS.get(word, 0)


def month_number(word: str) -> int:
    return MONTHS[word]
