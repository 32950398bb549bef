"""Noun phrase -> Phrase: its words cut into names, roles, titles and links.

"The former Syrian defence minister of the regime" becomes former · Syrian (nationality) ·
defence minister (role) · of · regime (role). The one thing to know: the longest stretch
that the directory knows wins, read from the left, and a name counts only if it is written
as names are (Casing).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from dateline.actors.directory import Bearer, Directory, Role, Use
from dateline.places.names import plain_key


class PieceKind(StrEnum):
    """What a stretch of the phrase is."""

    NAME = "name"
    """somebody the directory knows, by name, nationality, capital or surname"""
    ROLE = "role"
    TITLE = "title"
    """Mr, Mrs, Dr: says that a person's name follows"""
    FORMER = "former"
    PROXY = "proxy"
    """Turkish-backed, US-led, pro-Russian: whose side it is on, not where it is from"""
    LINK = "link"
    """a preposition or a relative pronoun, a comma: the head stands before it"""
    AND = "and"
    PROPER = "proper"
    """a capitalised word the directory does not know"""
    WORD = "word"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One stretch of a phrase."""

    kind: PieceKind
    text: str
    key: str
    bearers: tuple[Bearer, ...] = ()
    role: Role | None = None
    owns: bool = False
    """a possessive: what follows belongs to it"""

    def bears(self, *uses: Use) -> bool:
        """Is it a name in one of these uses?"""
        return any(bearer.use in uses for bearer in self.bearers)


@dataclass(frozen=True, slots=True)
class Phrase:
    """The pieces of a phrase: those that hold the head, and those behind the first link."""

    core: tuple[Piece, ...]
    link: str
    tail: tuple[Piece, ...]
    tail_text: str


_LINKS = frozenset(
    "of in from at on by for with who whom whose which that to near inside outside against including "
    "after before during under over between among along into as like around across based loyal "
    "belonging affiliated allied linked fighting living residing operating working stationed throughout "
    "holed armed backed led trained".split()
)
_PARTITIVES = frozenset(
    "dozens hundreds thousands tens scores millions number numbers group groups members member some one "
    "two three four five six seven eight nine ten many half most majority rest couple handful pair all "
    "any none each part parts several few more wave waves remnants elements bodies dozen lot lots "
    "others columns column".split()
)
_IDLE = frozenset(
    "the a an some several many other both all his her their its our my your this that these those any "
    "each every more most few another such certain various".split()
)
_BODIES = frozenset(
    "office movement organization organisation association committee front centre center foundation "
    "federation network bureau service authority division group project program programme".split()
)
"""Last words of names of bodies: with a role before them they are no person's name."""
_TITLES = frozenset("mr mrs ms miss dr sir dame lord lady prof professor hajj haji sheikh sheik".split())
_FORMER = frozenset(
    "former ex retired ousted deposed exiled onetime erstwhile late fugitive disgraced".split()
)
_PROXY = re.compile(
    r"^(?:(?:pro|anti)-.+|.+-(?:backed|led|based|allied|aligned|affiliated|linked|supported|sponsored|trained|funded|"
    r"held|run|controlled|occupied|administered|born|armed|equipped|inspired|brokered|friendly|oriented|dominated))$",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_EDGES = '"“”„«»‘,;:!?()[]…*'


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    key: str
    owns: bool
    comma: bool


@lru_cache(maxsize=20_000)
def cut_phrase(text: str, *, directory: Directory) -> Phrase:
    """The phrase in pieces; an empty core where it holds no word."""
    words = _skip_partitive(_words(text))
    pieces = _pieces(words, directory=directory)
    at = _first_link(pieces)
    tail = pieces[at + 1 :]
    tail_text = " ".join(piece.text for piece in tail)
    return Phrase(tuple(pieces[:at]), pieces[at].key if at < len(pieces) else "", tuple(tail), tail_text)


def _words(text: str) -> list[_Word]:
    words: list[_Word] = []
    for raw in text.split():
        bare = raw.strip(_EDGES)
        owns = bool(_POSSESSIVE.search(bare)) or bare in {"'s", "’s"}
        bare = _POSSESSIVE.sub("", bare).strip("'’-")
        comma = raw.endswith((",", ";")) or raw in {"–", "—"}
        if (owns or comma) and words and not bare:
            words[-1] = _Word(words[-1].text, words[-1].key, words[-1].owns or owns, words[-1].comma or comma)
        elif key := plain_key(bare):
            words.append(_Word(bare, key, owns, comma))
    return words


def _skip_partitive(words: list[_Word]) -> list[_Word]:
    """ "A group of tourists", "dozens of fighters", "one of the men": the head stands behind "of"."""
    for index, word in enumerate(words[:5]):
        if word.key == "of" and 0 < index < len(words) - 1:
            before = words[index - 1].key
            if before in _PARTITIVES or before.isdigit():
                return _skip_partitive(words[index + 1 :])
            return words
    return words


def _pieces(words: Sequence[_Word], *, directory: Directory) -> list[Piece]:
    pieces: list[Piece] = []
    shouts = all(word.text.isupper() for word in words)
    i = 0
    while i < len(words):
        piece, length = _longest(words, i, directory=directory, shouts=shouts)
        if piece is not None:
            pieces.append(piece)
        last = words[i + length - 1]
        if last.comma and i + length < len(words):
            pieces.append(Piece(kind=PieceKind.LINK, text=",", key=","))
        i += length
    return pieces


def _longest(
    words: Sequence[_Word], i: int, *, directory: Directory, shouts: bool
) -> tuple[Piece | None, int]:
    for length in range(min(_longest_from(words, i, directory=directory), len(words) - i), 0, -1):
        stretch = words[i : i + length]
        if any(word.comma for word in stretch[:-1]):
            continue
        if piece := _known(stretch, directory=directory, shouts=shouts):
            return piece, length
    return _lone(words[i]), 1


def _longest_from(words: Sequence[_Word], i: int, *, directory: Directory) -> int:
    """How many words from here a name or role can have; at least 1, for a plural the directory lacks."""
    first = words[i].key.split()[0]
    longest = directory.longest_from(first)
    if first == "the" and i + 1 < len(words):
        longest = max(longest, 1 + directory.longest_from(words[i + 1].key.split()[0]))
    return max(1, longest)


def _known(stretch: Sequence[_Word], *, directory: Directory, shouts: bool) -> Piece | None:
    """The stretch as a name or a role of the directory."""
    key = " ".join(word.key for word in stretch)
    text = " ".join(word.text for word in stretch)
    bearers = tuple(b for b in directory.find(key) if shouts or b.casing.fits(text))
    if not bearers and key.startswith("the "):
        return _known(stretch[1:], directory=directory, shouts=shouts)
    role = directory.role(key) or (directory.role(_singular(key)) if len(stretch) == 1 else None)
    if not bearers and role is None:
        return None
    kind = PieceKind.NAME if bearers else PieceKind.ROLE
    return Piece(kind=kind, text=text, key=key, bearers=bearers, role=role, owns=stretch[-1].owns)


def _lone(word: _Word) -> Piece | None:
    """A single word the directory does not know; articles and quantifiers are dropped."""
    if word.key in _IDLE or word.key.isdigit():
        return None
    is_proper = any(part[:1].isupper() for part in word.text.split("-"))
    kind = PieceKind.PROPER if is_proper and word.key not in _BODIES else PieceKind.WORD
    if word.key in {"and", "or"} or word.text == "&":
        kind = PieceKind.AND
    elif word.key in _LINKS:
        kind = PieceKind.LINK
    elif word.key in _TITLES:
        kind = PieceKind.TITLE
    elif word.key in _FORMER or word.text.lower().startswith("ex-"):
        kind = PieceKind.FORMER
    elif _PROXY.match(word.text):
        kind = PieceKind.PROXY
    return Piece(kind=kind, text=word.text, key=word.key, owns=word.owns)


def _singular(key: str) -> str:
    for ending, instead in (("ies", "y"), ("ches", "ch"), ("s", "")):
        if key.endswith(ending):
            return key.removesuffix(ending) + instead
    return key


def _first_link(pieces: Sequence[Piece]) -> int:
    """Where the core ends: at the first link, or the first "and" behind a head."""
    has_head = False
    for index, piece in enumerate(pieces):
        if piece.kind is PieceKind.LINK and (has_head or index):
            return index
        if piece.kind is PieceKind.AND and has_head:
            return index
        has_head = (
            has_head
            or piece.kind is PieceKind.ROLE
            or (piece.kind is PieceKind.NAME and not piece.bears(Use.NATIONALITY))
        )
    return len(pieces)
