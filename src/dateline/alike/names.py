"""Participant -> the name it is compared by, and how like two names are.

Two known actors are the same or not. Where one is unknown, the words decide, and
words that mean the same sort of people ("rebels", "opposition fighters") agree
weakly: they neither make nor forbid one event.
"""

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.fuzz import token_sort_ratio

from dateline.alike.words import WORD, stem
from dateline.types import Actor, Participant, Voice

GROUPS: tuple[frozenset[str], ...] = tuple(
    frozenset(stem(word) for word in line.split())
    for line in (
        "rebels insurgents opposition fighters militants militia militiamen gunmen jihadists islamists",
        "army troops soldiers forces military regime units garrison commanders officers generals",
        "civilians people residents villagers families inhabitants women children refugees persons",
        "government officials authorities ministry minister president leadership cabinet administration",
        "police officers security gendarmerie",
        "protesters demonstrators crowd marchers activists",
        "diplomats ambassador embassy envoys staff",
    )
)
"""Words for one sort of people; a name made only of these is generic."""

FILLER = frozenset(
    stem(word)
    for word in """
    the a an some several many of and in from his her their its its' other two three four five dozens hundreds
    thousands scores local armed senior top members more than least about nearly at who that all most led
    backed group groups allied alliance loyal pro anti government-held linked
    """.split()
)

SAME_NAME = 0.75
"""Names at least this alike are one participant's (bench fuse-events moves little between .7 and .8)."""


@dataclass(frozen=True, slots=True)
class Name:
    """A participant as it is compared: who it is, if known, and its telling words."""

    text: str
    actor: str | None
    words: frozenset[str]
    groups: frozenset[int]

    @property
    def generic(self) -> bool:
        """Is it a sort of people rather than somebody?"""
        return self.actor is None and not self.words


def find_name(phrase: Participant | Voice) -> Name:
    """The name a participant or voice is compared by."""
    return make_name(phrase.text, actor=phrase.actor)


def make_name(text: str, *, actor: Actor | None = None) -> Name:
    """The name made of a phrase."""
    words, groups = _read_words(text)
    return Name(text, actor.id if actor else None, words, groups)


@lru_cache(maxsize=50_000)
def _read_words(text: str) -> tuple[frozenset[str], frozenset[int]]:
    stems = {stem(match.group()) for match in WORD.finditer(text)} - FILLER
    groups = frozenset(number for number, group in enumerate(GROUPS) if stems & group)
    return frozenset(word for word in stems if not any(word in group for group in GROUPS)), groups


def likeness_of_names(a: Name, b: Name) -> float | None:
    """1 the same, 0 others, `None` where the words do not tell."""
    if a.actor and b.actor:
        return 1.0 if a.actor == b.actor else 0.0
    if a.words and b.words:
        return _compare_words(a, b)
    if a.groups and b.groups:
        return 0.6 if a.groups & b.groups else 0.2
    return None


def _compare_words(a: Name, b: Name) -> float:
    shared = len(a.words & b.words) / min(len(a.words), len(b.words))
    if shared and a.groups and b.groups and not a.groups & b.groups:
        return 0.3  # the Syrian army and Syrian rebels
    if shared:
        return 0.5 + 0.5 * shared
    if _is_initials(a.text, b.text) or _is_initials(b.text, a.text):
        return 0.9
    spelled = token_sort_ratio(" ".join(sorted(a.words)), " ".join(sorted(b.words))) / 100
    return spelled if spelled >= SAME_NAME else 0.0


def _is_initials(short: str, long: str) -> bool:
    letters = "".join(word[0] for word in long.split() if word[0].isupper())
    return len(short) > 1 and short.isupper() and short in (letters, letters.replace("T", "", 1))


def likeness_of_sides(a: tuple[Name, ...], b: tuple[Name, ...]) -> float | None:
    """How like the participants of two sides are: the mean over the shorter side of its best
    partner, 0 to 1; `None` where a side is empty or the words do not tell."""
    if not a or not b:
        return None
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    bests = [_best_partner(name, long) for name in short]
    known = [best for best in bests if best is not None]
    return sum(known) / len(known) if known else None


def _best_partner(name: Name, others: tuple[Name, ...]) -> float | None:
    found = [likeness for other in others if (likeness := likeness_of_names(name, other)) is not None]
    return max(found, default=None)
