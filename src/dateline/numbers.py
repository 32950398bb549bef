"""Text -> NumberMention: how many the words say, at least and at most.

"At least 12" is least 12 and no most; "up to 40" is most 40 and no least; "dozens" is
least 12 (docs/vocabulary.md, numbers). The one thing to know: every number is found, and
`use` says what it measures, so that nobody takes a year, a price or an age for people.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum

from dateline.types import Count, Span


class NumberUse(StrEnum):
    """What a number measures."""

    COUNT = "count"
    """people or things; the only ones that make figures"""
    DATE = "date"
    """a day, a year or a time of day"""
    MONEY = "money"
    SHARE = "share"
    """percent"""
    AGE = "age"
    MEASURE = "measure"
    """a length, weight, duration or how often"""
    LABEL = "label"
    """part of a name: Resolution 2254, Flight 17"""


@dataclass(frozen=True, slots=True)
class NumberMention(Span):
    """A number with the words that bound it ("more than 1.5 million")."""

    least: int | None
    most: int | None
    use: NumberUse

    @property
    def count(self) -> Count:
        """The two ends as a `Count`."""
        return Count(least=self.least, most=self.most)


def find_numbers(text: str) -> tuple[NumberMention, ...]:
    """Every number of the text, in order; numbers that are not whole are left out."""
    tokens = [_Token(m.start(), m.end(), m.group().lower(), m.group()) for m in _TOKEN.finditer(text)]
    found: list[NumberMention] = []
    i = 0
    while i < len(tokens):
        stretch = _read_stretch(tokens, i)
        if stretch is None:
            i += 1
            continue
        if mention := _as_mention(text, tokens, stretch):
            found.append(mention)
        i = stretch.end
    return tuple(found)


def count_in(phrase: str) -> Count | None:
    """How many the phrase is about: "two top generals" is 2, "residents of five villages" and "top
    generals" are `None`."""
    for number in find_numbers(phrase):
        if number.use is NumberUse.COUNT:
            return None if _STANDS_BEHIND.search(phrase[: number.start]) else number.count
    return None


# ── words ────────────────────────────────────────────────────────────────────────────────

_TOKEN = re.compile(
    r"\d[\d,]*(?<!,)(?:\.\d+)?(?:st|nd|rd|th|s)?(?!\w)|\d[\d,.]*\d|\d|[^\W\d_]+(?:['’][a-z]+)?|[^\w\s]"
)
_DIGITS = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")

_UNITS = {
    w: n
    for n, w in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine"), start=1)
}
_TEENS = {
    w: n
    for n, w in enumerate(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(), start=10
    )
}
_TENS = {
    w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_BIG = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_GLUED = {"k": 10**3, "mn": 10**6, "mln": 10**6, "m": 10**6, "bn": 10**9, "tn": 10**12}
_SCALES = {"dozen": 12, "hundred": 100, **_BIG}
# A vague plural is read as ACLED reads it.
_PLURALS = {
    "tens": 10,
    "dozens": 12,
    "scores": 20,
    "hundreds": 100,
    "thousands": 10**3,
    "millions": 10**6,
    "billions": 10**9,
}
_SEVERAL = 3


class _Bound(Enum):
    """Which end a modifier leaves open."""

    LEAST = "least"
    MOST = "most"
    ABOUT = "about"


_MODIFIERS: dict[tuple[str, ...], _Bound] = {
    tuple(words.split()): bound
    for bound, phrases in (
        (
            _Bound.LEAST,
            (
                "more than|at least|over|well over|no fewer than|no less than|not fewer than|not less than|"
                "a minimum of|upwards of|in excess of|exceeding|exceeded|exceeds|surpassed|greater than"
            ),
        ),
        (
            _Bound.MOST,
            "up to|as many as|at most|no more than|not more than|a maximum of|fewer than|less than",
        ),
        (
            _Bound.ABOUT,
            (
                "about|around|approximately|roughly|some|nearly|almost|close to|an estimated|estimated|circa|"
                "just under|just over"
            ),
        ),
    )
    for words in phrases.split("|")
}
_LONGEST_MODIFIER = max(map(len, _MODIFIERS))

_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar "
    "apr jun jul aug sep sept oct nov dec".split()
)
_CURRENCY_SIGNS = frozenset("$€£¥₪₺₽₹")
_CURRENCIES = frozenset(
    "dollar dollars euro euros ruble rubles rouble roubles lira liras riyal riyals rial rials dinar "
    "dinars shekel shekels yen yuan rupee rupees peso pesos franc francs usd eur gbp cents".split()
)
_MEASURES = frozenset(
    "second seconds minute minutes hour hours day days night nights week weeks month months year years "
    "decade decades century centuries km kilometre kilometer kilometres kilometers kilometers mile miles "
    "metre meter metres meters feet foot inch inches cm mm kg kilo kilos kilogram kilograms gram grams "
    "ton tons tonne tonnes pound pounds barrel barrels litre litres liter liters degree degrees acre "
    "acres hectare hectares square sq cubic mph kph knots megawatts mw gigawatts kilowatts times time".split()
)
_LABELS = frozenset(
    "no number article resolution chapter section flight channel route highway unit page room gate camp "
    "area protocol phase level tier line bus building".split()
)
_STANDS_BEHIND = re.compile(
    r"\b(?<!group )(?<!crowd )(?<!total )(?<!team )(?<!force )(?<!convoy )(?<!mob )(?<!gang )"
    r"(?:of|in|from|at|near|for|by|with|who|which|that|on|to|between|including)\s",
    re.IGNORECASE,
)
"""A number behind such a word counts something else than the head, except in "a group of 20 men"."""
_AFTER_SCORES = frozenset("of more others were are have had people dead wounded killed injured".split())
_NOT_ONE_AFTER = frozenset("no any every each this that the which some another".split())
_HEADS = frozenset(
    "people persons men women children soldiers troops fighters civilians militants rebels refugees "
    "migrants police policemen officers prisoners protesters demonstrators houses homes families others "
    "dead injured wounded".split()
)


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    word: str
    text: str


@dataclass(frozen=True, slots=True)
class _Amount:
    """A bare quantity: its value, its last scale word, and whether it is a vague plural."""

    value: float
    scale: int
    is_vague: bool
    end: int


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Tokens `start` to `end`: modifier, amount, second amount of a range, suffix."""

    start: int
    first: int
    end: int
    bound: _Bound | None
    low: _Amount
    high: _Amount | None


def _word(tokens: Sequence[_Token], i: int) -> str:
    return tokens[i].word if 0 <= i < len(tokens) else ""


# ── reading one stretch ──────────────────────────────────────────────────────────────────


def _read_stretch(tokens: Sequence[_Token], start: int) -> _Stretch | None:
    bound, first = _read_modifier(tokens, start)
    is_between = _word(tokens, start) == "between"
    if is_between:
        first = start + 1
    low = _read_amount(tokens, first)
    if low is None or _is_no_number(tokens, first, low):
        return None
    high = _read_upper_end(tokens, low, start=start, is_between=is_between)
    if is_between and high is None:
        start = first
    end, bound = _read_suffix(tokens, (high or low).end, bound)
    return _Stretch(start, first, end, bound, _share_scale(low, high), high)


def _read_modifier(tokens: Sequence[_Token], i: int) -> tuple[_Bound | None, int]:
    for length in range(_LONGEST_MODIFIER, 0, -1):
        words = tuple(token.word for token in tokens[i : i + length])
        if len(words) == length and words in _MODIFIERS:
            return _MODIFIERS[words], i + length
    return None, i


def _read_upper_end(
    tokens: Sequence[_Token], low: _Amount, *, start: int, is_between: bool
) -> _Amount | None:
    """The second end of "10 to 15", "10-15", "two or three", "between 10 and 15"."""
    joint = _word(tokens, low.end)
    # "rose from 10 to 15" is a change, not a range
    if joint not in ({"and"} if is_between else {"to", "-", "–", "or"}) or _word(tokens, start - 1) == "from":
        return None
    high = _read_amount(tokens, low.end + 1)
    if high is None or high.is_vague or _share_scale(low, high).value >= high.value:
        return None
    return high


def _share_scale(low: _Amount, high: _Amount | None) -> _Amount:
    """In "2 to 3 million" the scale belongs to both."""
    if high is None or low.scale > 1 or high.scale == 1 or low.value >= high.value / high.scale:
        return low
    return _Amount(low.value * high.scale, high.scale, low.is_vague, low.end)


def _read_suffix(tokens: Sequence[_Token], i: int, bound: _Bound | None) -> tuple[int, _Bound | None]:
    """ "or more", "-plus", "+", also behind one noun: "66 people or more"."""
    if _word(tokens, i) == "+":
        return i + 1, _Bound.LEAST
    if _word(tokens, i) == "-" and _word(tokens, i + 1) == "plus":
        return i + 2, _Bound.LEAST
    for at in (i, i + 1):
        pair = (_word(tokens, at), _word(tokens, at + 1))
        if pair == ("or", "more"):
            return at + 2, _Bound.LEAST
        if pair in (("or", "fewer"), ("or", "less")):
            return at + 2, _Bound.MOST
    if (_word(tokens, i), _word(tokens, i + 1)) == ("or", "so"):
        return i + 2, bound or _Bound.ABOUT
    return i, bound


def _is_no_number(tokens: Sequence[_Token], i: int, amount: _Amount) -> bool:
    """ "no one", "the one who", "one another", "test scores"."""
    word = _word(tokens, i)
    if word == "one" and amount.end == i + 1:
        return _word(tokens, i - 1) in _NOT_ONE_AFTER or _word(tokens, i + 1) == "another"
    if word == "scores" and amount.end == i + 1:
        return _word(tokens, i + 1) not in _AFTER_SCORES
    return False


# ── reading one amount ───────────────────────────────────────────────────────────────────


def _read_amount(tokens: Sequence[_Token], i: int) -> _Amount | None:
    for read in (_read_digits, _read_several, _read_plurals, _read_half, _read_words):
        if amount := read(tokens, i):
            return amount
    return None


def _read_digits(tokens: Sequence[_Token], i: int) -> _Amount | None:
    """ "1,200", "2.5 million", "10k"; not the 16 of F-16."""
    word = _word(tokens, i)
    if not _DIGITS.fullmatch(word) or _is_glued_to_letters(tokens, i):
        return None
    value = float(word.replace(",", ""))
    after = _word(tokens, i + 1)
    if after in _GLUED and tokens[i + 1].start == tokens[i].end:
        if after == "m" and not _is_million(tokens, i):
            return _Amount(value, 1, False, i + 1)
        return _Amount(value * _GLUED[after], _GLUED[after], False, i + 2)
    return _scaled(tokens, _Amount(value, 1, False, i + 1))


def _is_glued_to_letters(tokens: Sequence[_Token], i: int) -> bool:
    before = _word(tokens, i - 1)
    if before.isalpha():
        return tokens[i - 1].end == tokens[i].start
    return (
        before in {"-", "–"}
        and _word(tokens, i - 2).isalpha()
        and tokens[i - 2].end == tokens[i - 1].start
        and tokens[i - 1].end == tokens[i].start
    )


def _is_million(tokens: Sequence[_Token], i: int) -> bool:
    """Is the m of "2m" a million? With a currency sign or a noun behind it, else it is metres."""
    after = _word(tokens, i + 2)
    return _word(tokens, i - 1) in _CURRENCY_SIGNS or after in _HEADS


def _scaled(tokens: Sequence[_Token], amount: _Amount) -> _Amount:
    """The amount times the scale words behind it ("five hundred thousand")."""
    value, scale, i = amount.value, amount.scale, amount.end
    while (word := _word(tokens, i)) in _SCALES:
        value, scale, i = value * _SCALES[word], scale * _SCALES[word], i + 1
    return _Amount(value, scale, amount.is_vague, i)


def _read_several(tokens: Sequence[_Token], i: int) -> _Amount | None:
    """ "several", "a few", "a couple of", with or without a scale: "a few dozen" is 36 or more."""
    if _word(tokens, i) == "several":
        many, end = _SEVERAL, i + 1
    elif (_word(tokens, i), _word(tokens, i + 1)) == ("a", "few"):
        many, end = _SEVERAL, i + 2
    elif (_word(tokens, i), _word(tokens, i + 1)) == ("a", "couple"):
        many, end = 2, i + 2
        if _word(tokens, end) != "of" and _word(tokens, end) not in _SCALES:
            return None
    else:
        return None
    if plural := _read_plurals(tokens, end):
        return _Amount(many * plural.value, 1, True, plural.end)
    return _scaled(tokens, _Amount(many, 1, many == _SEVERAL, end))


def _read_plurals(tokens: Sequence[_Token], i: int) -> _Amount | None:
    """ "dozens", "tens of thousands"."""
    word = _word(tokens, i)
    if word not in _PLURALS or (word == "tens" and _word(tokens, i + 1) != "of"):
        return None
    value, end = _PLURALS[word], i + 1
    while _word(tokens, end) == "of" and _word(tokens, end + 1) in _PLURALS:
        value, end = value * _PLURALS[_word(tokens, end + 1)], end + 2
    return _Amount(value, 1, True, end)


def _read_half(tokens: Sequence[_Token], i: int) -> _Amount | None:
    """ "half a million", "half-dozen"."""
    if _word(tokens, i) == "half" and _word(tokens, i + 1) in {"a", "-"} and _word(tokens, i + 2) in _SCALES:
        scale = _SCALES[_word(tokens, i + 2)]
        return _Amount(scale / 2, 1, False, i + 3)
    return None


def _read_words(tokens: Sequence[_Token], i: int) -> _Amount | None:
    """ "twenty-five", "a hundred and five", "two thousand three hundred", "two and a half million"."""
    total, scale, at, ceiling = 0.0, 1, i, float("inf")
    while part := _read_group(tokens, at, is_first=at == i):
        if part.value >= ceiling:
            break
        total, scale, ceiling, at = total + part.value, part.scale, part.scale, part.end
        if scale == 1:
            break
        if _word(tokens, at) == "and" and _read_group(tokens, at + 1, is_first=False):
            at += 1
    if _word(tokens, at - 1) == "and":
        at -= 1
    return _Amount(total, scale, False, at) if total else None


def _read_group(tokens: Sequence[_Token], i: int, *, is_first: bool) -> _Amount | None:
    """One addend: a number under a hundred with the scale words behind it."""
    word = _word(tokens, i)
    if is_first and word in {"a", "an"} and _word(tokens, i + 1) in _SCALES:
        return _scaled(tokens, _Amount(1, 1, False, i + 1))
    small = _read_small(tokens, i)
    if small is None:
        return None
    if [_word(tokens, small.end + n) for n in range(3)] == ["and", "a", "half"]:
        halved = _scaled(tokens, _Amount(small.value + 0.5, 1, False, small.end + 3))
        return halved if halved.scale > 1 else small
    return _scaled(tokens, small)


def _read_small(tokens: Sequence[_Token], i: int) -> _Amount | None:
    """A number word under a hundred."""
    word = _word(tokens, i)
    if word in _UNITS or word in _TEENS:
        return _Amount(_UNITS.get(word) or _TEENS[word], 1, False, i + 1)
    if word not in _TENS:
        return None
    unit = i + 2 if _word(tokens, i + 1) == "-" else i + 1
    if _word(tokens, unit) in _UNITS:
        return _Amount(_TENS[word] + _UNITS[_word(tokens, unit)], 1, False, unit + 1)
    return _Amount(_TENS[word], 1, False, i + 1)


# ── what the number is for ───────────────────────────────────────────────────────────────


def _as_mention(text: str, tokens: Sequence[_Token], stretch: _Stretch) -> NumberMention | None:
    if not float(stretch.low.value).is_integer() or (stretch.high and not stretch.high.value.is_integer()):
        return None
    least, most = _ends(stretch)
    start, end = tokens[stretch.start].start, tokens[stretch.end - 1].end
    return NumberMention(start, end, text[start:end], least, most, _use_of(tokens, stretch))


def _ends(stretch: _Stretch) -> tuple[int | None, int | None]:
    value = int(stretch.low.value)
    if stretch.high is not None:
        most = int(stretch.high.value)
        return (None if stretch.bound is _Bound.MOST else value), most
    if stretch.bound is _Bound.MOST:
        return None, value
    if stretch.bound is _Bound.LEAST or stretch.low.is_vague:
        return value, None
    return value, value


def _use_of(tokens: Sequence[_Token], stretch: _Stretch) -> NumberUse:
    before = _word(tokens, stretch.first - 1)
    i = (stretch.high or stretch.low).end
    after = _word(tokens, i + 1) if _word(tokens, i) == "-" else _word(tokens, i)
    if before in _CURRENCY_SIGNS or after in _CURRENCIES or after in _CURRENCY_SIGNS:
        return NumberUse.MONEY
    if after in {"%", "percent", "percentage"} or (after == "per" and _word(tokens, i + 1) == "cent"):
        return NumberUse.SHARE
    if before == "aged" or (
        after in {"year", "years"} and "old" in (_word(tokens, i + 1), _word(tokens, i + 3))
    ):
        return NumberUse.AGE
    if after in _MEASURES:
        return NumberUse.MEASURE
    return _use_of_digits(tokens, stretch, before=before, after=after)


def _use_of_digits(tokens: Sequence[_Token], stretch: _Stretch, *, before: str, after: str) -> NumberUse:
    if not tokens[stretch.first].word.isdigit():
        is_group = (_word(tokens, stretch.first - 2), before) == ("group", "of")
        return NumberUse.LABEL if is_group else NumberUse.COUNT
    if _is_date(tokens, stretch, before=before, after=after):
        return NumberUse.DATE
    if before == "#" or (before == "." and _word(tokens, stretch.first - 2) == "no") or before in _LABELS:
        return NumberUse.LABEL
    if _is_age_in_commas(tokens, stretch, before=before, after=after):
        return NumberUse.AGE
    if after == "m":
        return NumberUse.MEASURE
    return NumberUse.COUNT


def _is_date(tokens: Sequence[_Token], stretch: _Stretch, *, before: str, after: str) -> bool:
    """A day beside a month, a year, or a time of day."""
    digits = tokens[stretch.first].word
    if stretch.low.value <= 31 and _stands_by_month(tokens, stretch, before=before):
        return True
    if before in {":", "/"} or after in {":", "/", "pm", "am", "gmt", "utc", "o'clock", "o’clock"}:
        return True
    if after in {"p", "a"} and _word(tokens, (stretch.high or stretch.low).end + 1) == ".":
        return True
    is_year = len(digits) == 4 and 1900 <= stretch.low.value < 2100
    return is_year and after not in _HEADS and stretch.bound in (None, _Bound.ABOUT)


def _stands_by_month(tokens: Sequence[_Token], stretch: _Stretch, *, before: str) -> bool:
    if before in _MONTHS or (before == "." and _word(tokens, stretch.first - 2) in _MONTHS):
        return True
    i = stretch.low.end
    while _word(tokens, i) in {"and", "to", "-", "–", ","} and _word(tokens, i + 1).isdigit():
        i += 2
    return _word(tokens, i) in _MONTHS or (_word(tokens, i) == "of" and _word(tokens, i + 1) in _MONTHS)


def _is_age_in_commas(tokens: Sequence[_Token], stretch: _Stretch, *, before: str, after: str) -> bool:
    """ "Ahmad, 25, said": digits between commas behind a name."""
    if before != "," or after not in {",", ")", "."} or not 1 < stretch.low.value < 110:
        return False
    return stretch.first >= 2 and tokens[stretch.first - 2].text[:1].isupper()
