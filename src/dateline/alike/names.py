"""Participant -> the name it is compared by, and how like two names are.

Two known actors are the same or not. Where one is unknown, or known by its name alone,
the words decide, and words that mean the same sort of people ("rebels", "opposition
fighters") agree weakly: they neither make nor forbid one event.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.fuzz import token_sort_ratio

from dateline.actors import are_set_apart, is_local
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

GROUP_STEMS = frozenset().union(*GROUPS)

FILLER = (
    frozenset(
        stem(word)
        for word in """
        the a an for by on as some several many of and in from his her their its its' other two
        three four five dozens hundreds thousands scores local armed senior top members more than
        least about nearly at who that all most led backed group groups allied alliance loyal pro
        anti held linked
        """.split()
    )
    - GROUP_STEMS
)

NATIONAL = frozenset(
    stem(word)
    for word in """
    afghan american arab armenian australian azerbaijani bangladeshi belarusian british burmese
    canadian chinese colombian congolese cuban dutch egyptian eritrean ethiopian european filipino
    french georgian german greek haitian indian indonesian iranian iraqi irish israeli italian
    japanese jordanian kenyan korean kurdish kuwaiti lebanese libyan malian mexican moldovan
    moroccan nigerian nigerien north norwegian pakistani palestinian polish portuguese qatari
    romanian russian rwandan saudi serbian somali south spanish sudanese swedish syrian taiwanese
    thai tunisian turkish ukrainian us venezuelan vietnamese western yemeni
    """.split()
)
"""Words that many names share: the Syrian army and the Syrian Observatory are not alike by them."""

SAME_CLASS = 0.85
"""Two times "the army" of one country: most often one party, not always."""
SAME_NAME = 0.75
"""Names at least this alike are one participant's (bench fuse-events moves little between .7 and .8)."""


@dataclass(frozen=True, slots=True)
class Name:
    """A participant as it is compared: who it is, if known, and its telling words."""

    text: str
    actor: Actor | None
    words: frozenset[str]
    """the telling ones: no articles, no counts, no words for a mere sort of people"""
    groups: frozenset[int]
    stems: frozenset[str]
    """the telling ones and those for a sort of people"""
    is_class: bool
    """a sort of people of the directory, not somebody"""

    @property
    def proper(self) -> bool:
        """Does it hold a name, and not just describe ("an 18-year-old man")?"""
        return any(word[0].isupper() for word in self.text.split()[1:]) or self.text.isupper()

    @property
    def generic(self) -> bool:
        """Is it a sort of people rather than somebody?"""
        return self.is_class or not (self.actor or self.words)


def is_class(actor: Actor) -> bool:
    """Is it a sort of people of the directory, such as the rebels of a country, any media?"""
    sectors = "-".join(actor.sectors).casefold()
    return bool(sectors) and actor.id in (sectors, f"{(actor.country or '').casefold()}-{sectors}")


def find_name(phrase: Participant | Voice) -> Name:
    """The name a participant or voice is compared by."""
    return make_name(phrase.text, actor=phrase.actor)


def find_names(phrases: Sequence[Participant]) -> tuple[Name, ...]:
    """The names of a side, without those that stand inside another ("Syrian" in "Syrian rebels")."""
    return tuple(find_name(phrase) for phrase in keep_outermost(phrases))


def keep_outermost(phrases: Sequence[Participant]) -> list[Participant]:
    """The phrases that no longer one of the same side holds."""
    return [
        phrase
        for phrase in phrases
        if not any(other.holds(phrase) and len(other.text) > len(phrase.text) for other in phrases)
    ]


def make_name(text: str, *, actor: Actor | None = None) -> Name:
    """The name made of a phrase."""
    stems, groups = _read_stems(text)
    return Name(text, actor, stems - GROUP_STEMS, groups, stems, actor is not None and is_class(actor))


@lru_cache(maxsize=50_000)
def _read_stems(text: str) -> tuple[frozenset[str], frozenset[int]]:
    stems = frozenset(stem(match.group()) for match in WORD.finditer(text)) - FILLER
    return stems, frozenset(number for number, group in enumerate(GROUPS) if stems & group)


def likeness_of_names(a: Name, b: Name) -> float | None:
    """1 the same, 0 others, `None` where the words do not tell."""
    if a.actor and b.actor and not _are_told_by_words(a, b):
        return _compare_actors(a.actor, b.actor, vague=a.is_class or b.is_class)
    if a.words and b.words:
        return _compare_words(a, b)
    if a.groups and b.groups:
        return 0.6 if a.groups & b.groups else 0.2
    return None


def _are_told_by_words(a: Name, b: Name) -> bool:
    """Is one of two actors known by its name alone, and called otherwise than the other?"""
    if not (a.actor and b.actor) or a.actor.id == b.actor.id or are_set_apart(a.actor, b.actor):
        return False
    return (is_local(a.actor) or is_local(b.actor)) and a.words != b.words


def _compare_actors(a: Actor, b: Actor, *, vague: bool) -> float:
    """The rebels of Syria may be any Syrian rebel group; two groups that are named are two."""
    if a.id == b.id:
        return SAME_CLASS if vague else 1.0
    if are_set_apart(a, b):
        return 0.0
    if a.country and b.country and a.country != b.country:
        return 0.0
    if not a.sectors or not b.sectors:
        return 0.7
    if not set(a.sectors) & set(b.sectors):
        return 0.2 if a.country == b.country else 0.0
    return 0.7 if vague else 0.4 if "GOV" in (*a.sectors, *b.sectors) and a.country == b.country else 0.1


def _compare_words(a: Name, b: Name) -> float | None:
    if a.words & b.words and a.groups and b.groups and not a.groups & b.groups:
        return 0.3  # the Syrian army and Syrian rebels
    short = min(a.words - NATIONAL, b.words - NATIONAL, key=len)
    if short and short <= a.words & b.words:
        return 0.95  # the Observatory and the Syrian Observatory for Human Rights
    if a.words & b.words:
        return 0.5 + 0.5 * len(a.stems & b.stems) / min(len(a.stems), len(b.stems))
    if _is_initials(a.text, b.text) or _is_initials(b.text, a.text):
        return 0.9
    if a.proper != b.proper:
        return None  # "a woman" may be Brenda Dolan
    if not a.proper:
        return 0.3
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
