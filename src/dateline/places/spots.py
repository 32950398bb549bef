"""Text -> Spot: stretches of a report that may name a place, each with the signs for and against.

The gazetteer finds what could be a name; the mentions of the reader and the words around say
whether it is one. A sign is a word such as `before:in`; `weights.py` says what each is worth.
"""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.places.gazetteer import AIRPORT_IDS, Gazetteer, Named
from dateline.places.names import ARTICLES, LEVEL_WORDS, plain_key
from dateline.places.peoples import names_people
from dateline.places.tables import AbbreviationRow, abbreviation_rows, word_set
from dateline.places.weights import Weights
from dateline.places.words import Word
from dateline.types import Mention, MentionKind

LONGEST_NAME = 6
"""words; "Demilitarized Zone" has two, "Port of Spain International Airport" five"""
IS_A_PLACE = 0.5
SOUNDS_LIKE_ONE_TOLD_OF, SOUNDS_THE_SAME = 0.84, 0.95
_INNER_WORDS = ARTICLES | frozenset(
    "of de da do di du des del della la los las sur sul upon on in am an der au aux en i e y border "
    "air military naval refugee displacement international nuclear power oil gas central main".split()
)
_LAST_WORDS = LEVEL_WORDS.keys() | frozenset(
    "prison field plant dam garrison airfield hospital mosque bridge refinery station terminal zone".split()
)
"""Words in small letters that may end a name: Sednaya prison, Nasib border crossing."""
_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central northeast northwest southeast "
    "southwest northeastern northwestern southeastern southwestern upper lower greater rural downtown "
    "mid".split()
)
_PLACE_PREPOSITIONS = frozenset(
    "in at near from to of outside across around toward towards through via between into inside "
    "throughout within above below beyond over against for entered reached left captured seized".split()
)
_TITLES = frozenset(
    "mr mrs ms dr prof gen col maj capt lt sgt sen rep gov president minister king queen prince "
    "princess sheikh sheik judge justice sheriff officer detective chief mayor coach secretary "
    "senator governor general colonel captain sir lady lord pope bishop father sister brother rev "
    "reverend ambassador commander spokesman spokeswoman".split()
)
_OUTLETS = frozenset(
    "post times herald news tribune journal gazette daily guardian observer telegraph chronicle globe "
    "mirror examiner enquirer dispatch sentinel ledger mail".split()
)
_INSTITUTIONS = frozenset(
    "university college school hospital police department bank church association union party council "
    "club fc united society institute foundation company corp inc ltd co center centre agency office "
    "airlines airways army brigade brigades division battalion force forces committee commission "
    "authority fire sheriff hotel museum library theater theatre stadium command festival conference league "
    "cup open accord accords agreement treaty declaration prize observatory".split()
)
_STREETS = frozenset(
    "street st avenue ave road rd drive dr lane boulevard blvd court highway bridge park".split()
)
_SAYING = frozenset("said says told added who".split())
_NAMES_OF_NO_PLACE = frozenset({MentionKind.NUMBER})


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


@dataclass(frozen=True, slots=True)
class Part:
    """The mention of the reader that a word lies in, and the mention's first and last word."""

    kind: MentionKind
    first: int
    last: int


def find_spots(
    text: str, *, words: Sequence[Word], named: Sequence[Mention], gazetteer: Gazetteer, weights: Weights
) -> tuple[Spot, ...]:
    """Places named in `text`, in order, none touching another.

    `named` are the reader's mentions of every kind.
    """
    return Finder(text, words, named, gazetteer, weights).spots()


class Finder:
    """One text being searched."""

    def __init__(
        self,
        text: str,
        words: Sequence[Word],
        named: Sequence[Mention],
        gazetteer: Gazetteer,
        weights: Weights,
    ) -> None:
        self.text, self.words, self.gazetteer, self.weights = text, words, gazetteer, weights.spots
        self.parts = self._parts(named)
        self.in_small = {word.plain for word in words if not word.capital}
        kinds = [(part.kind, words[at].plain) for at, part in self.parts.items()]
        self.people = Counter(plain for kind, plain in kinds if kind is MentionKind.PERSON)
        self.places = Counter(plain for kind, plain in kinds if kind is MentionKind.PLACE)
        self.countries, self.provinces = self._areas()

    def _areas(self) -> tuple[Mapping[int, set[str]], Mapping[int, set[str]]]:
        """Countries (by number) and provinces (by id) that the text names, by these words."""
        countries: dict[int, set[str]] = {}
        provinces: dict[int, set[str]] = {}
        for key in self._short_keys():
            people = self.gazetteer.country_of_demonym(key)
            if people:
                countries.setdefault(people, set()).add(key)
            for named in self.gazetteer.find(key) if not people else ():
                region = named.entry.id < 0 and named.entry.country and named.entry.kind == "region"
                if named.entry.kind == "country" or region:
                    countries.setdefault(named.entry.country, set()).add(key)
                elif named.entry.kind == "admin1" and named.rank == 0:
                    provinces.setdefault(named.entry.id, set()).add(key)
        return countries, provinces

    def _short_keys(self) -> Iterator[str]:
        """The keys of all stretches of up to three words that begin and end with a capital."""
        for first, word in enumerate(self.words):
            if word.capital:
                yield word.plain
                for size in (2, 3):
                    some = self.words[first : first + size]
                    if len(some) == size and some[-1].capital and all(each.joined for each in some[1:]):
                        yield " ".join(each.plain for each in some)

    def _parts(self, named: Sequence[Mention]) -> Mapping[int, Part]:
        """Position of a word -> its part. "the" at the start of a mention is no part of a name."""
        found: dict[int, Part] = {}
        starts = [word.start for word in self.words]
        for mention in named:
            first, end = bisect_left(starts, mention.start), bisect_left(starts, mention.end)
            if first < end and self.words[first].plain == "the":
                first += 1
            if first < end and mention.kind not in _NAMES_OF_NO_PLACE:
                found.update((at, Part(mention.kind, first, end - 1)) for at in range(first, end))
        return found

    def spots(self) -> tuple[Spot, ...]:
        found: list[Spot] = []
        at = 0
        while at < len(self.words):
            spot = self._spot_at(at)
            if spot is not None:
                found.append(spot)
            at = spot.last + 1 if spot else at + 1
        return tuple(found)

    def _spot_at(self, first: int) -> Spot | None:
        """The longest name that starts here and is taken for a place."""
        return next((spot for spot in self.spots_from(first) if spot.score >= IS_A_PLACE), None)

    def spots_from(self, first: int) -> Iterator[Spot]:
        """Every stretch from here that could be a name, the longest first."""
        for last in self._ends(first):
            spot = self._spot(first, last)
            if spot is not None:
                yield spot

    def spot_between(self, start: int, end: int) -> Spot:
        """The spot of characters that are known to name a place, whoever bears the name."""
        starts = [word.start for word in self.words]
        first = min(bisect_left(starts, start), len(self.words) - 1)
        last = max(first, bisect_left(starts, end) - 1)
        key = plain_key(self.text[start:end])
        short = self._abbreviation(first, last)
        named = (
            self._bearers_of(short)
            if short
            else self.gazetteer.find(key) or self.gazetteer.find_sounding(key)
        )
        return Spot(
            start=start, end=end, text=self.text[start:end], key=key, first=first, last=last, named=named,
            signs=(), score=1.0,
        )  # fmt: skip

    def _ends(self, first: int) -> Iterator[int]:
        """Where a name that starts at `first` could end, the longest first."""
        if not self._can_start(first):
            return
        last = first
        stop = min(len(self.words), first + LONGEST_NAME)
        while last + 1 < stop and self.words[last + 1].joined and self._can_go_on(last + 1):
            last += 1
        yield from (end for end in range(last, first - 1, -1) if self._can_end(end))

    def _can_start(self, at: int) -> bool:
        word = self.words[at]
        if word.capital:
            return True
        follows = self.words[at + 1] if at + 1 < len(self.words) else None
        return (
            word.plain in ARTICLES and follows is not None and follows.capital and self.text[word.end] == "-"
        )

    def _can_go_on(self, at: int) -> bool:
        word = self.words[at]
        return (
            word.capital or word.plain in _INNER_WORDS or word.plain in _LAST_WORDS or word.text[0].isdigit()
        )

    def _can_end(self, at: int) -> bool:
        word = self.words[at]
        return word.capital or word.plain in _LAST_WORDS or word.text[0].isdigit()

    def _spot(self, first: int, last: int) -> Spot | None:
        key = " ".join(word.plain for word in self.words[first : last + 1])
        start, end = self.words[first].start, self.words[last].end
        short = self._abbreviation(first, last)
        if short is not None:
            named, end = self._bearers_of(short), start + len(short.text)
        else:
            named = self._bearers(key, first, last)
        if names_people(key, gazetteer=self.gazetteer) or not (named or self._is_new_name(first, last)):
            return None
        signs = tuple(self._signs(first, last, key, named)) + (("short",) if short else ())
        score = _chance(sum(self.weights.get(sign, 0.0) for sign in signs))
        return Spot(
            start=start, end=end, text=self.text[start:end], key=key, first=first, last=last, named=named,
            signs=signs, score=score,
        )  # fmt: skip

    # ── who bears the name ───────────────────────────────────────────────────────────────

    def _abbreviation(self, first: int, last: int) -> AbbreviationRow | None:
        """The row for an abbreviation that ends here, where it stands as it must."""
        start, end = self.words[first].start, self.words[last].end
        row = _abbreviations().get(self.text[start : end + 1]) or _abbreviations().get(self.text[start:end])
        after_comma = first > 0 and self.text[self.words[first - 1].end : start] == ", "
        return row if row and (row.alone or after_comma) else None

    def _bearers_of(self, short: AbbreviationRow) -> tuple[Named, ...]:
        country = self.gazetteer.country_code(short.country)
        full = self.gazetteer.find(" ".join(short.stands_for.lower().split()))
        level = "city" if short.text in ("D.C.", "DC", "L.A.", "NYC") else "admin1"
        fitting = [each for each in full if each.entry.country == country]
        return tuple([each for each in fitting if each.entry.kind == level][:1] or fitting[:1])

    def _bearers(self, key: str, first: int, last: int) -> tuple[Named, ...]:
        """Who bears the name, else who bears one that sounds like it."""
        named = self.gazetteer.find(key)
        if named or len(key) < 4 or not self.words[last].capital or self._has_odd_inner_word(first, last):
            return named
        shouted = all(word.text.isupper() for word in self.words[first : last + 1])
        follows_a_name = first > 0 and self.words[first].joined and self.words[first - 1].capital
        if (
            shouted
            or follows_a_name
            or (first == last and (key in self.in_small or key in word_set("ordinary")))
        ):
            return ()
        return tuple(each for each in self.gazetteer.find_sounding(key) if self._is_near_enough(each))

    def _is_near_enough(self, named: Named) -> bool:
        """A name found by sound must be of a country that the text tells of, else sound the same."""
        told = self.countries.get(named.entry.country)
        return named.likeness >= (SOUNDS_LIKE_ONE_TOLD_OF if told else SOUNDS_THE_SAME)

    def _has_odd_inner_word(self, first: int, last: int) -> bool:
        inner = self.words[first + 1 : last + 1]
        return any(word.plain not in ARTICLES and not word.capital for word in inner) or any(
            word.plain in LEVEL_WORDS for word in inner[-1:]
        )

    def _is_new_name(self, first: int, last: int) -> bool:
        """Does the reader take these very words for a place or a building, though nobody knows it?"""
        part = self.parts.get(first)
        return (
            part is not None
            and (part.first, part.last) == (first, last)
            and part.kind in (MentionKind.PLACE, MentionKind.FACILITY)
            and self.words[last].plain not in LEVEL_WORDS
        )

    # ── signs ────────────────────────────────────────────────────────────────────────────

    def _signs(self, first: int, last: int, key: str, named: tuple[Named, ...]) -> Iterator[str]:
        reader = self._reader(first, last)
        before, after = self._before(first), self._after(last)
        if after == "says" and (before in _PLACE_PREPOSITIONS or any(_may_speak(each) for each in named)):
            after = "small"  # "officials in Haiti said", "Tehran said": that it speaks is no sign against it
        kind = _kind_group(named)
        yield "bias"
        yield f"words:{min(3, last - first + 1)}"
        yield f"reader:{reader}"
        yield f"reader:{reader.partition(' ')[0]}"
        yield f"before:{before}"
        yield f"after:{after}"
        yield f"kind:{kind}"
        if kind == "own":
            yield "own words" if last > first else "own word"
        else:
            yield from self._paired_signs(reader, kind, before, after)
            if last > first:
                yield f"{kind} words"
        if before in _PLACE_PREPOSITIONS:
            yield "before:preposition"
        yield from self._signs_of_the_name(first, last, key, named)
        yield from self._signs_elsewhere(first, last, reader)

    def _paired_signs(self, reader: str, kind: str, before: str, after: str) -> Iterator[str]:
        ahead = "preposition" if before in _PLACE_PREPOSITIONS else before
        yield f"{reader} {kind}"
        yield f"{reader} before {ahead}"
        yield f"{kind} before {ahead}"
        yield f"{kind} after {after}"

    def _reader(self, first: int, last: int) -> str:
        """What the reader takes the words for, and how its mention lies to them."""
        part = self.parts.get(last) or self.parts.get(first)
        if part is None:
            return "none"
        if (part.first, part.last) == (first, last):
            return f"{part.kind} same"
        if part.first <= first and last <= part.last:
            where = "starts" if part.first == first else "ends" if part.last == last else "middle"
            return f"{part.kind} {where}"
        covers = first <= part.first and part.last <= last
        return f"{part.kind} {'within' if covers else 'across'}"

    def _before(self, first: int) -> str:
        if first == 0:
            return "nothing"
        word = self.words[first - 1]
        between = self.text[word.end : self.words[first].start]
        if not between.isspace():
            return "comma" if "," in between else "hyphen" if between.strip() in "-–/" else "stop"
        if word.plain in _PLACE_PREPOSITIONS:
            return word.plain
        for name, group in (("title", _TITLES), ("direction", _DIRECTIONS), ("institution", _INSTITUTIONS)):
            if word.plain in group:
                return name
        return "capital" if word.capital else "article" if word.plain in ("the", "a", "an") else "small"

    def _after(self, last: int) -> str:
        if last + 1 >= len(self.words):
            return "nothing"
        word = self.words[last + 1]
        between = self.text[self.words[last].end : word.start]
        if not between.isspace():
            possessive = between[:1] in ("'", "’")
            hyphen = between.strip() in ("-", "–", "/")
            return (
                "possessive" if possessive else "comma" if "," in between else "hyphen" if hyphen else "stop"
            )
        if word.plain in LEVEL_WORDS:
            return "level"
        for name, group in (("outlet", _OUTLETS), ("institution", _INSTITUTIONS), ("street", _STREETS)):
            if word.plain in group and word.capital:
                return name
        return "capital" if word.capital else "says" if word.plain in _SAYING else "small"

    def _signs_of_the_name(self, first: int, last: int, key: str, named: tuple[Named, ...]) -> Iterator[str]:
        if not named:
            yield "name:unknown"
        else:
            yield f"people:{min(7, len(str(named[0].entry.population)))}"
            yield "name:main" if any(each.rank == 0 for each in named) else "name:alternate"
            told = [each for each in named if self._is_told_of(each, key)]
            if told:
                yield "name:fits"
                yield f"{_kind_group(named)} fits"
            if any(each.entry.country not in self.gazetteer.english for each in told):
                yield "name:fits abroad"
                if last > first and told[0].likeness == 1:
                    yield "words:fit abroad"
            if named[0].likeness < 1 or not self.gazetteer.find(key):
                fits = any(each.entry.country in self.countries for each in named)
                yield "name:sound told" if fits else "name:sound"
        if first == last:
            if key in word_set("ordinary"):
                yield "word:ordinary"
            if key in self.in_small:
                yield "word:small"
            if len(key) < 4:
                yield "word:brief"
        if key in word_set("groups"):
            yield "word:group"
        if last > first and all(word.plain in word_set("ordinary") for word in self.words[first : last + 1]):
            yield "words:ordinary"
        if self.words[first].text.isupper():
            yield "word:upper"

    def _is_told_of(self, named: Named, key: str) -> bool:
        """Does the text name the country or province of this bearer, by other words?"""
        entry = named.entry
        country = self.countries.get(entry.country, set()) - {key} if entry.kind != "country" else set()
        province = self.provinces.get(entry.admin1, set()) - {key} if entry.admin1 != entry.id else set()
        return bool(country or province)

    def _signs_elsewhere(self, first: int, last: int, reader: str) -> Iterator[str]:
        """What the reader took the same words for in other spots of the report."""
        words = [word.plain for word in self.words[first : last + 1]]
        own_place, own_person = reader.startswith("place"), reader.startswith("person")
        if all(self.places[word] > own_place for word in words):
            yield "elsewhere:place"
        if first == last and self.people[words[0]] > own_person:
            yield "elsewhere:person"


def _may_speak(named: Named) -> bool:
    """May the name stand for a government?"""
    return named.entry.capital or named.entry.kind in ("country", "government")


def _kind_group(named: tuple[Named, ...]) -> str:
    """The kind of the best known bearer; towns by size."""
    if not named:
        return "unknown"
    entry = named[0].entry
    if entry.kind == "city":
        size = entry.population
        return (
            "metropolis"
            if size > 500_000
            else "city"
            if size > 50_000
            else "town"
            if size > 5_000
            else "village"
        )
    if entry.kind in ("country", "admin1", "admin2"):
        return entry.kind
    return "airport" if entry.id in AIRPORT_IDS else "own"


@lru_cache
def _abbreviations() -> Mapping[str, AbbreviationRow]:
    return {row.text: row for row in abbreviation_rows()}


def _chance(sum_of_weights: float) -> float:
    return 1 / (1 + math.exp(-sum_of_weights))
