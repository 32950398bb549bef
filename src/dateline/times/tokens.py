"""Text -> words with offsets, each with the letter of its class.

The grammar runs over the string of letters, so that a rule is a short pattern and a
500-word report is a string of some 600 characters.
"""

import re
from dataclasses import dataclass

from dateline.times.holidays import HOLIDAY_STARTS, holiday_length
from dateline.times.words import CLASSES, OTHER

_TOKEN = re.compile(
    r"""
    (?P<X>\d{4}-\d\d?-\d\d?(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?\b|\b(?:19|20)\d\d[01]\d[0-3]\d\b)
  | (?P<Z>\b\d{1,2}([/.-])\d{1,2}\3(?:\d{4}|\d\d)\b(?!\3\d))
  | (?P<t>\d{1,2}[:.h]\d\d(?::\d\d)?(?!\d|%|[.,]\d)(?=\s*(?:[ap]\.?m\b|hours|GMT|UTC|local\ time|E[SD]T))|\b\d{1,2}:\d\d(?::\d\d)?\b(?!:))
  | (?P<o>\d+(?:st|nd|rd|th)\b)
  | (?P<D>(?:['’‘]\d0|\b(?:1\d|20|21)\d0)['’]?s\b)
  | (?P<y>['’‘]\d\d\b(?!['’]?s))
  | (?P<n>\d+(?:[.,]\d+)*(?:[ ]\d/\d|½)?)
  | (?P<A>[ap]\.m\.?|[ap]m\b)
  | (?P<B>B\.\ ?C\.(?:\ ?E\.)?)
  | (?P<C>A\.D\.)
  | (?P<k>(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|wed|thurs?|fri|sat|sun)\.)
  | (?P<w>o['’]clock|[^\W\d_]+)
  | (?P<b>\n\s*\n)
  | (?P<s>['’]s\b)
  | (?P<p>[^\w\s])
    """,
    re.VERBOSE | re.IGNORECASE,
)

_PUNCTUATION = {",": ",", "-": "-", "–": "-", "—": "_", "‑": "-", "/": "/", "(": "(", ")": ")"}
# A dot, a semicolon and a blank line end what a date can reach over.
_FIXED = {
    "X": "X",
    "Z": "Z",
    "t": "q",
    "o": "o",
    "D": "D",
    "y": "y",
    "A": "A",
    "B": "B",
    "C": "C",
    "b": "|",
    "s": "'",
}
_CAPITAL_ONLY = frozenset("may march mar august sat sun wed mon jan".split())
_CAPITALS_ONLY = frozenset("ad ce bc bce est ist et cst pst fy".split())


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: where each starts and ends, itself in small letters, and all
    their class letters as one string."""

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    letters: str


def _number_letter(word: str) -> str:
    if not word.isdigit():
        return "n"
    value = int(word[:9])
    if len(word) <= 2:
        return "d" if 1 <= value <= 31 else "n"
    return "y" if len(word) == 4 and 1000 <= value <= 2199 else "n"


def _word_letter(written: str, word: str) -> str:
    if word in _CAPITAL_ONLY and not written[0].isupper():
        return OTHER
    if word in _CAPITALS_ONLY and not written.isupper():
        return OTHER
    return CLASSES.get(word, OTHER)


def _letter(kind: str, written: str, word: str) -> str:
    if kind == "w":
        return _word_letter(written, word)
    if kind == "n":
        return _number_letter(word)
    if kind == "p":
        return _PUNCTUATION.get(word, OTHER)
    if kind == "k":
        return _word_letter(written, word[:-1])
    return _FIXED[kind]


def split_words(text: str) -> Words:
    """The words of `text` in order."""
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    letters: list[str] = []
    for found in _TOKEN.finditer(text):
        written = found.group()
        kind = found.lastgroup or "p"
        word = written.lower()
        starts.append(found.start())
        ends.append(found.end())
        letters.append(_letter(kind, written, word))
        words.append(word[:-1] if kind == "k" else word)
    _mark_holidays(words, letters)
    return Words(text, starts, ends, words, "".join(letters))


def _mark_holidays(words: list[str], letters: list[str]) -> None:
    """Give the words of a feast's name the letters H (its first) and J (the rest)."""
    for at, word in enumerate(words):
        if word in HOLIDAY_STARTS and (length := holiday_length(words, at)):
            letters[at : at + length] = "H" + "J" * (length - 1)


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words from `first` to before `last`, which the grammar took for one date."""

    words: Words
    rule: str
    first: int
    last: int

    @property
    def letters(self) -> str:
        return self.words.letters[self.first : self.last]

    @property
    def start(self) -> int:
        return self.words.starts[self.first]

    @property
    def end(self) -> int:
        return self.words.ends[self.last - 1]

    @property
    def written(self) -> str:
        return self.words.text[self.start : self.end]

    def all(self, letters: str) -> list[str]:
        """The words of these classes, in order."""
        return [
            self.words.words[at] for at in range(self.first, self.last) if self.words.letters[at] in letters
        ]

    def one(self, letters: str) -> str | None:
        """The first word of these classes."""
        for at in range(self.first, self.last):
            if self.words.letters[at] in letters:
                return self.words.words[at]
        return None

    def word_before(self, distance: int = 1) -> str:
        """The word that many places before the phrase, "" at the start of the text."""
        at = self.first - distance
        return self.words.words[at] if at >= 0 else ""

    def word_after(self, distance: int = 1) -> str:
        """The word that many places after the phrase, "" at the end of the text."""
        at = self.last + distance - 1
        return self.words.words[at] if at < len(self.words.words) else ""
