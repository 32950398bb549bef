"""Text -> sentences.

A line break always ends a sentence: the headline, a caption and a paragraph never run into
each other. A headline is one sentence, unless ";" parts two, and the "DAMASCUS (Agency) -" that
opens a story is no part of the sentence behind it. A full stop ends a sentence unless a word that is
written short, an initial or a small letter says that it does not.
"""

import re
from collections.abc import Iterator

from dateline.types import Span

HEADLINE = re.compile(r"\A(?:(?![.!?] )[^\n])+(?<![.!?])(?=\n\n)")
OPENING = re.compile(
    r"^[A-Z][A-Z.'’-]+(?: [A-Z.'’-]+)*(?=,| ?\()(?:, [A-Z][\w.]+(?: [A-Z]\w+){0,2})?"
    r"(?:, (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:,? \d{4})?)?"
    r"(?: ?\([^()\n]{2,40}\))? ?(?:--|[-–—_]) ",
    re.MULTILINE,
)
"""Place, day and agency in front of the first sentence."""

_END = re.compile(r"(?:[.!?…]+[\"”’'»)\]]*|:(?=\s+[\"“]))(?=\s)")
_NEXT = re.compile(r"\s+[\"“‘'«(\[]*(?=[^\Wa-z_])")
"""What comes next begins with a capital, a digit or a script without capitals."""
_LAST_WORD = re.compile(r"(?:^|[\s(\"“‘'-])((?:[^\W\d_]\.)*[^\W\d_]+)\.$")
SHORT_WORDS = frozenset(
    "mr mrs ms mx dr prof gen lt col maj capt cpt sgt cpl pvt adm brig cmdr sen rep gov pres rev fr hon "
    "st ste mt ft vs etc approx dept univ assn bros corp inc ltd co no nos vol fig art sec jr sr jan feb "
    "mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun ave blvd rd km dist "
    "al e.g i.e cf supt det insp const amb atty".split()
)
_MAY_END = frozenset("co corp inc ltd jr sr etc al".split())
"""Short words that a sentence may end with; a capital behind them then begins a new one."""


def find_sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a text in order, without the white space around them."""
    return tuple(Span(start, end, text[start:end]) for start, end in _trimmed(text))


def _trimmed(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence."""
    for start, end in _pieces(text):
        inner = text[start:end].strip()
        if inner:
            begin = start + text[start:end].index(inner)
            yield begin, begin + len(inner)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    headline = HEADLINE.match(text)
    at = 0
    if headline:
        for part in re.finditer(r"[^;]+;?", headline[0]):
            yield part.span()
        at = headline.end()
    for line in re.finditer(r"[^\n]+", text[at:]):
        start, end = at + line.start(), at + line.end()
        opening = OPENING.match(text, start, end)
        if opening:
            yield start, opening.end()
            start = opening.end()
        yield from _in_line(text, start, end)


def _in_line(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for stop in _END.finditer(text, start, end):
        if _NEXT.match(text, stop.end(), end) and not _is_short_word(
            text[max(start, stop.end() - 30) : stop.end()]
        ):
            yield start, stop.end()
            start = stop.end()
    yield start, end


def _is_short_word(before: str) -> bool:
    """Does the stop belong to the word before it: "Gen.", "U.S.", the initial of a name?"""
    word = _LAST_WORD.search(before)
    if word is None:
        return False
    lower = word[1].lower()
    if "." in lower or (len(lower) == 1 and lower != "i"):
        return True
    return lower in SHORT_WORDS - _MAY_END
