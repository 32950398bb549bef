"""Text -> Word: the words of a report as place names are made of them.

Hyphens divide ("Homs-Damascus" is two words), apostrophes do not ("Ma'arrat"), a possessive
ending is left out, and an abbreviation such as "W.Va." is one word.
"""

import re
from dataclasses import dataclass

from dateline.places.names import plain_key

_WORD = re.compile(
    r"(?:[A-Z]\.){2,}"
    r"|[A-Z][a-z]{0,4}\.(?=[A-Z]\.|[A-Z][a-z]{1,4}\.)(?:[A-Z][a-z]{0,4}\.)?"
    r"|\w+(?:['’ʼ‘]\w+)*"
)
_GLUE = re.compile(r"[ \t\xa0]*[-‐‑–/]?[ \t\xa0]*|[ \t]*\n[ \t]*(?!\n)|\. ?")
_POSSESSIVE = re.compile(r"['’]s?$")
_ABBREVIATED = frozenset("st ste mt ft pt s n e w dr".split())
"""Words after which a full stop does not end the name: St. Louis, Mt. Vernon, S. Korea."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text. `plain` is its key."""

    start: int
    end: int
    text: str
    plain: str
    capital: bool
    joined: bool
    """nothing but a blank or a hyphen lies between this and the word before"""


def find_words(text: str) -> tuple[Word, ...]:
    """The words of a text, in order."""
    words: list[Word] = []
    for match in _WORD.finditer(text):
        shown = _POSSESSIVE.sub("", match.group()) or match.group()
        word = Word(
            match.start(),
            match.start() + len(shown),
            shown,
            plain_key(shown),
            shown[0].isupper(),
            bool(words) and _is_joined(text, words[-1], match.start()),
        )
        words.append(word)
    return tuple(words)


def _is_joined(text: str, before: Word, start: int) -> bool:
    between = text[before.end : start]
    if between.startswith("."):
        return before.plain in _ABBREVIATED and len(between) < 3
    return _GLUE.fullmatch(between) is not None
