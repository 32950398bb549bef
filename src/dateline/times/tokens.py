"""Text -> words with offsets, each with the letter of its class.

The grammar runs over the string of letters, so that a rule is a short pattern and a
500-word report is a string of some 600 characters.
"""

import re
from dataclasses import dataclass, field

from dateline.times.holidays import HOLIDAY_STARTS, holiday_length
from dateline.times.words import CLASSES, OTHER

_SHORT = (
    "(?:[Jj]an|[Ff]eb|[Mm]ar|[Aa]pr|[Jj]u[nl]|[Aa]ug|[Ss]ept?|[Oo]ct|[Nn]ov|[Dd]ec"
    "|[Mm]on|[Tt]ues?|[Ww]ed|[Tt]hu(?:rs?)?|[Ff]ri|[Ss]at|[Ss]un)"
)
_ZONES = r"(?=\s*(?:[ap]\.?m\b|hours|GMT|UTC|local\ time|E[SD]T))"
# Plain words come first, since most of a text is plain words.
_TOKEN = re.compile(
    rf"""
    (?P<k>{_SHORT}\.)
  | (?P<w>[^\W\d_]{{2,}}|[^\W\d_](?!\.|['’]clock))
  | (?P<b>\n\s*\n)
  | (?P<X>\d{{4}}-\d\d?-\d\d?(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\w)
      | (?:19|20)\d\d[01]\d[0-3]\d(?!\w))
  | (?P<Z>\d{{1,2}}(?P<_>[/.-])\d{{1,2}}(?P=_)(?:\d{{4}}|\d\d)(?!\w|(?P=_)\d))
  | (?P<q>\d{{1,2}}[:.h]\d\d(?::\d\d)?(?!\d|%|[.,]\d){_ZONES} | \d{{1,2}}:\d\d(?::\d\d)?(?!\w|:))
  | (?P<o>\d+(?:st|nd|rd|th)\b)
  | (?P<D>(?:['’‘]\d0|(?:1\d|20|21)\d0)['’]?s\b)
  | (?P<y>['’‘]\d\d(?!\w|['’]?s))
  | (?P<n>\d+(?:[.,]\d+)*(?:[ ]\d/\d|½)?)
  | (?P<A>[AaPp]\.[Mm]\.?)
  | (?P<B>B\.\ ?C\.(?:\ ?E\.)?)
  | (?P<C>A\.D\.)
  | (?P<c>o['’]clock)
  | (?P<s>['’]s\b)
  | (?P<p>[^\s\d]|\d)
    """,
    re.VERBOSE,
)

_FIXED = {"b": "|", "s": "'", "c": "@"}
_PUNCTUATION = {
    ",": ",", "-": "-", "–": "-", "—": "_", "‑": "-", "/": "-", "(": "(", ")": ")",
    ".": "|", "!": "|", "?": "|", ";": "|", ":": ":", "$": "$", "£": "$", "€": "$", "#": "$",
    '"': '"', "”": '"',
}  # fmt: skip
"""A full stop and a blank line are "|": no date reaches over them."""
_CAPITAL_FIRST = frozenset("may march mar august sat sun wed mon jan".split())
_CAPITALS = frozenset("ad ce bc bce est ist et cst pst fy".split())


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
    if len(word) <= 2:
        return "d" if 1 <= int(word) <= 31 else "n"
    return "y" if len(word) == 4 and "1000" <= word <= "2199" else "n"


def _word_letter(written: str, word: str) -> str:
    letter = CLASSES.get(word)
    if letter is None:
        return OTHER
    if word in _CAPITAL_FIRST and not written[0].isupper():
        return OTHER
    return OTHER if word in _CAPITALS and not written.isupper() else letter


def _letter(kind: str, written: str, word: str) -> str:
    if kind == "w":
        return _word_letter(written, word)
    if kind == "n":
        return _number_letter(word)
    if kind == "p":
        return _PUNCTUATION.get(word, OTHER)
    return _word_letter(written, word[:-1]) if kind == "k" else _FIXED.get(kind, kind)


def split_words(text: str) -> Words:
    """The words of `text` in order."""
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    letters: list[str] = []
    for found in _TOKEN.finditer(text):
        written = found[0]
        kind = found.lastgroup or "p"
        word = written.lower()
        start, end = found.span()
        starts.append(start)
        ends.append(end)
        letters.append(_letter(kind, written, word))
        words.append(word[:-1] if kind == "k" else word)
    _mark_holidays(words, letters)
    return Words(text, starts, ends, words, "".join(letters))


def _mark_holidays(words: list[str], letters: list[str]) -> None:
    """Give the words of a feast's name the letters H (its first) and J (the rest)."""
    for at, word in enumerate(words):
        if letters[at] != "J" and word in HOLIDAY_STARTS and (length := holiday_length(words, at)):
            letters[at : at + length] = "H" + "J" * (length - 1)


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words from `first` to before `last`, which the grammar took for one date."""

    words: Words
    rule: str
    first: int
    last: int
    letters: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "letters", self.words.letters[self.first : self.last])

    @property
    def start(self) -> int:
        return self.words.starts[self.first]

    @property
    def end(self) -> int:
        return self.words.ends[self.last - 1]

    @property
    def written(self) -> str:
        return self.words.text[self.start : self.end]

    def part(self, first: int, last: int | None = None) -> "Phrase":
        """The phrase's own words from `first` to before `last`."""
        return Phrase(
            self.words, self.rule, self.first + first, self.last if last is None else self.first + last
        )

    def all(self, letters: str) -> list[str]:
        """The words of these classes, in order."""
        return [
            self.words.words[self.first + at] for at, letter in enumerate(self.letters) if letter in letters
        ]

    def one(self, letters: str) -> str | None:
        """The first word of these classes."""
        for at, letter in enumerate(self.letters):
            if letter in letters:
                return self.words.words[self.first + at]
        return None

    def word_before(self, distance: int = 1) -> str:
        """The word that many places before the phrase, "" at the start of the text."""
        at = self.first - distance
        return self.words.words[at] if at >= 0 else ""

    def word_after(self, distance: int = 1) -> str:
        """The word that many places after the phrase, "" at the end of the text."""
        at = self.last + distance - 1
        return self.words.words[at] if at < len(self.words.words) else ""

    def letters_after(self, count: int) -> str:
        """The class letters of the words that follow."""
        return self.words.letters[self.last : self.last + count]

    def letters_before(self, count: int) -> str:
        """The class letters of the words just before."""
        return self.words.letters[max(0, self.first - count) : self.first]
