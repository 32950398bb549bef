"""Text -> Spot: stretches of a report that may name a place, each with the signs for and against.

The gazetteer finds what could be a name; the mentions of the reader and the words around say
whether it is one. A sign is a word such as `before:in`; `weights.py` says what each is worth.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.places.gazetteer import Gazetteer, Named
from dateline.places.names import ARTICLES, LEVEL_WORDS, plain_key
from dateline.places.tables import word_set
from dateline.places.weights import SPOT_WEIGHTS
from dateline.types import Mention, MentionKind

LONGEST_NAME = 6
"""words; "Demilitarized Zone" has two, "Port of Spain International Airport" five"""
IS_A_PLACE = 0.5
_WORD = re.compile(
    r"(?:[A-Z]\.){2,}|[A-Z][a-z]{0,4}\.(?=[A-Z]\.|[A-Z][a-z]{1,4}\.)(?:[A-Z][a-z]{0,4}\.)?|\w+(?:['’ʼ‘]\w+)*"
)
_GLUE = re.compile(r"[ \t\xa0]*[-‐‑–/]?[ \t\xa0]*|[ \t]*\n[ \t]*(?!\n)|\. ")
_POSSESSIVE = re.compile(r"['’]s?$")
_CONNECTORS = ARTICLES | frozenset(
    "of de da do di du des del della la los las sur sul upon on in and am an der".split()
)
_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central northeast northwest southeast southwest "
    "northeastern northwestern southeastern southwestern upper lower greater rural downtown mid".split()
)
_PLACE_PREPOSITIONS = frozenset(
    "in at near from to of outside across around toward towards through via between into inside throughout "
    "within above below beyond over against for entered reached left captured seized".split()
)
_TITLES = frozenset(
    "mr mrs ms dr prof gen col maj capt lt sgt sen rep gov president minister king queen prince princess sheikh "
    "sheik judge justice sheriff officer detective chief mayor coach secretary senator governor general colonel "
    "captain sir lady lord pope bishop father sister brother rev reverend ambassador commander spokesman "
    "spokeswoman".split()
)
_INSTITUTIONS = frozenset(
    "university college school hospital police department bank church times post herald news tribune journal gazette "
    "street st avenue ave road rd drive dr lane boulevard blvd court highway park bridge association union party "
    "council club fc united society institute foundation company corp inc ltd co center centre agency office "
    "airlines airways army brigade brigades division battalion force forces committee commission authority fire "
    "sheriff hotel museum library theater theatre stadium foundation festival conference league cup open open "
    "accord accords agreement treaty declaration prize observatory".split()
)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A stretch that may name a place."""

    start: int
    end: int
    text: str
    key: str
    first: int
    last: int
    """positions of its first and last word"""
    named: tuple[Named, ...]
    """who bears the name; `()` where the gazetteer knows nobody"""
    signs: tuple[str, ...]
    score: float
    """how sure it is that a place is named"""


def find_words(text: str) -> tuple[Word, ...]:
    """The words of a text; a possessive ending is left out of its word."""
    words: list[Word] = []
    for match in _WORD.finditer(text):
        shown = _POSSESSIVE.sub("", match.group()) or match.group()
        end = match.start() + len(shown)
        joined = bool(words) and _GLUE.fullmatch(text, words[-1].end, match.start()) is not None
        if joined and text[words[-1].end : match.start()] == ". " and len(words[-1].text) > 4:
            joined = False
        words.append(Word(match.start(), end, shown, plain_key(shown), shown[0].isupper(), joined))
    return tuple(words)


def find_spots(text: str, *, named: Sequence[Mention], gazetteer: Gazetteer) -> tuple[Spot, ...]:
    """Places named in `text`, in order, none touching another.

    `named` are the reader's mentions of every kind.
    """
    return _Finder(text, named, gazetteer).spots()


class _Finder:
    """One text being searched."""

    def __init__(self, text: str, named: Sequence[Mention], gazetteer: Gazetteer) -> None:
        self.text, self.gazetteer = text, gazetteer
        self.words = find_words(text)
        self.kinds = self._kinds_of_words(named)
        self.in_small = {word.plain for word in self.words if not word.capital}
        self.people = {
            self.words[at].plain for at, (kind, *_) in self.kinds.items() if kind is MentionKind.PERSON
        }
        self.places = {
            self.words[at].plain for at, (kind, *_) in self.kinds.items() if kind is MentionKind.PLACE
        }

    def _kinds_of_words(self, named: Sequence[Mention]) -> Mapping[int, tuple[MentionKind, int, int]]:
        """Position of a word -> the kind, first and last word of the mention it lies in."""
        found: dict[int, tuple[MentionKind, int, int]] = {}
        starts = [word.start for word in self.words]
        for mention in named:
            inside = (
                [
                    at
                    for at in range(_first_at(starts, mention.start), len(self.words))
                    if self.words[at].start < mention.end
                ]
                if mention.kind is not MentionKind.NUMBER
                else []
            )
            for at in inside:
                found[at] = (mention.kind, inside[0], inside[-1])
        return found

    def spots(self) -> tuple[Spot, ...]:
        found: list[Spot] = []
        at = 0
        while at < len(self.words):
            spot = self._spot_at(at)
            if spot is None:
                at += 1
            else:
                found.append(spot)
                at = spot.last + 1
        return tuple(found)

    def _spot_at(self, first: int) -> Spot | None:
        """The longest name that starts here and is taken for a place."""
        for last in self._ends(first):
            spot = self._spot(first, last)
            if spot is not None and spot.score >= IS_A_PLACE:
                return spot
        return None

    def _ends(self, first: int) -> Iterator[int]:
        """Where a name that starts at `first` could end, the longest first."""
        if not self._can_start(first):
            return
        last = first
        while last + 1 < min(len(self.words), first + LONGEST_NAME) and self.words[last + 1].joined:
            last += 1
            if not (self.words[last].capital or self._is_glue_word(last)):
                last -= 1
                break
        for end in range(last, first - 1, -1):
            if (
                self.words[end].capital
                or self.words[end].plain in LEVEL_WORDS
                or self.words[end].text[0].isdigit()
            ):
                yield end

    def _is_glue_word(self, at: int) -> bool:
        return self.words[at].plain in _CONNECTORS or self.words[at].plain in LEVEL_WORDS

    def _can_start(self, at: int) -> bool:
        word = self.words[at]
        if word.capital:
            return True
        follows = self.words[at + 1] if at + 1 < len(self.words) else None
        return (
            word.plain in ARTICLES and follows is not None and follows.capital and self.text[word.end] == "-"
        )

    def _spot(self, first: int, last: int) -> Spot | None:
        key = " ".join(word.plain for word in self.words[first : last + 1])
        named = self._bearers(key, first, last)
        mention = self.kinds.get(first)
        unknown = (
            not named
            and mention is not None
            and mention[0] is MentionKind.PLACE
            and mention[1:] == (first, last)
        )
        unknown = unknown and self.words[last].plain not in LEVEL_WORDS
        if not named and not unknown:
            return None
        signs = tuple(self._signs(first, last, key, named))
        start, end = self.words[first].start, self.words[last].end
        score = _chance(sum(SPOT_WEIGHTS.get(sign, 0.0) for sign in signs))
        return Spot(
            start=start, end=end, text=self.text[start:end], key=key, first=first, last=last, named=named,
            signs=signs, score=score,
        )  # fmt: skip

    def _bearers(self, key: str, first: int, last: int) -> tuple[Named, ...]:
        """Who bears the name; by sound only where the reader or an article speaks for a place."""
        named = self.gazetteer.find(key)
        if named or len(key) < 4 or any(self._is_glue_word(at) for at in (first, last) if at != first):
            return named
        mention = self.kinds.get(first)
        whole = mention is not None and mention[1] == first and mention[2] == last
        arabic = self.words[first].plain in ARTICLES and last > first and self.words[first].plain != "the"
        if (whole and mention is not None and mention[0] is not MentionKind.NATIONALITY) or arabic:
            return self.gazetteer.find_sounding(key)
        return ()

    def _signs(self, first: int, last: int, key: str, named: tuple[Named, ...]) -> Iterator[str]:
        yield "bias"
        yield f"words:{min(3, last - first + 1)}"
        yield from self._signs_of_the_reader(first, last)
        yield from self._signs_before(first)
        yield from self._signs_after(last)
        yield from self._signs_of_the_name(first, last, key, named)

    def _signs_of_the_reader(self, first: int, last: int) -> Iterator[str]:
        mention = self.kinds.get(last) or self.kinds.get(first)
        if mention is None:
            yield "reader:none"
            return
        kind, starts, ends = mention
        fit = (
            "same"
            if (starts, ends) == (first, last)
            else "inside"
            if starts <= first and last <= ends
            else "across"
        )
        yield f"reader:{kind}"
        yield f"reader:{kind}:{fit}"
        if fit == "inside":
            yield "reader:starts" if starts == first else "reader:ends" if ends == last else "reader:middle"

    def _signs_before(self, first: int) -> Iterator[str]:
        if first == 0:
            yield "before:nothing"
            return
        word = self.words[first - 1]
        between = self.text[word.end : self.words[first].start]
        if not between.isspace():
            yield (
                "before:comma"
                if "," in between
                else "before:hyphen"
                if between.strip() in "-–/"
                else "before:stop"
            )
        elif word.plain in _PLACE_PREPOSITIONS:
            yield f"before:{word.plain}"
            yield "before:preposition"
        elif word.plain in _TITLES:
            yield "before:title"
        elif word.plain in _DIRECTIONS:
            yield "before:direction"
        elif word.plain in _INSTITUTIONS:
            yield "before:institution"
        elif word.capital:
            yield "before:capital"
        elif word.plain in ("the", "a", "an"):
            yield "before:article"
        else:
            yield "before:small"

    def _signs_after(self, last: int) -> Iterator[str]:
        if last + 1 >= len(self.words):
            yield "after:nothing"
            return
        word = self.words[last + 1]
        between = self.text[self.words[last].end : word.start]
        if not between.isspace():
            possessive = between[:1] in ("'", "’")
            yield "after:possessive" if possessive else "after:comma" if "," in between else "after:stop"
        elif word.plain in _INSTITUTIONS and word.capital:
            yield "after:institution"
        elif word.plain in LEVEL_WORDS:
            yield "after:level"
        elif word.capital:
            yield "after:capital"
        elif word.plain in ("said", "says", "told", "added", "who"):
            yield "after:says"
        else:
            yield "after:small"

    def _signs_of_the_name(self, first: int, last: int, key: str, named: tuple[Named, ...]) -> Iterator[str]:
        if not named:
            yield "name:unknown"
        else:
            best = named[0]
            yield f"kind:{best.entry.kind if best.entry.id > 0 else 'own'}"
            yield f"people:{min(7, len(str(best.entry.population)))}"
            yield "name:main" if any(each.rank == 0 for each in named) else "name:alternate"
            if best.likeness < 1 or self.gazetteer.find(key) != named:
                yield "name:sound"
        if first == last and key in word_set("ordinary"):
            yield "word:ordinary"
        if first == last and key in self.in_small:
            yield "word:small"
        if self.words[first].text.isupper():
            yield "word:upper"
        yield from self._signs_elsewhere(first, last)

    def _signs_elsewhere(self, first: int, last: int) -> Iterator[str]:
        """What the reader took the same words for, anywhere in the report."""
        words = {word.plain for word in self.words[first : last + 1]}
        if words <= self.places:
            yield "elsewhere:place"
        if first == last and words <= self.people:
            yield "elsewhere:person"


def _first_at(starts: Sequence[int], offset: int) -> int:
    """The first word that starts at or after `offset`."""
    low, high = 0, len(starts)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if starts[middle] < offset else (low, middle)
    return low


def _chance(sum_of_weights: float) -> float:
    return 1 / (1 + math.exp(-sum_of_weights))
