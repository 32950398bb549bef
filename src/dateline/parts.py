"""Words tied to a trigger -> parts: whole phrases, each with the one part that it plays in the happening.

The network answers word by word, so its spans may cut a name, give one name two parts, or take
in somebody from another sentence. Here they become phrases that a reader would mark; who these
are is looked up later (claims.py).
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.spans import Marked
from dateline.tellings import Telling
from dateline.types import Kind, Mention, PlaceRole, Span, find_touching

IS_A_PARTY = 0.4
"""A phrase acts or is acted on from this chance on. Chosen on gold/dev."""
BESIDE = 0.5
"""Beside the likeliest participant others are taken that are at least so many times as likely."""
BESIDE_A_PLACE = 0.7
"""The same for places of one role. Chosen on gold/dev."""
ONE_SIDED = frozenset({Kind.CONTROL, Kind.RETREAT})
"""One side takes a place or leaves it; the other, though named beside it, does not do it too."""
WITH_A_WAY = frozenset({Kind.MOVE, Kind.RETREAT})
"""Somebody goes: "from", "to" and "via" before a place then say which end of the way it is."""
PLACE_ROLES = frozenset(PlaceRole)

PRONOUNS = frozenset(
    "he she it they him her them we us i you his its their who whom which that this these those".split()
)
SMALL_WORDS = PRONOUNS | frozenset("the a an of s and in at to by for some other both".split())
_WAY = re.compile(r"(?<!close )(?<!next )(?<!near )\b(from|to|via) $")
_ARTICLE = re.compile(r"\b(?:[Tt]he|[Aa]n?) $")
_AND = re.compile(r",? and (?:the )?|, (?:the )?|; ")
"""What stands between those told in one breath."""


def find_parts(telling: Telling, *, text: str, mentions: Sequence[Mention]) -> tuple[Marked, ...]:
    """Who and what plays a part, in order of the text: no name cut in two, and none with two parts, of which
    the likelier counts."""
    whole = [
        replace(marked, span=find_whole(marked.span, text=text, mentions=mentions))
        for marked in telling.roles
    ]
    if telling.kind in WITH_A_WAY:
        whole = [replace(marked, label=_way(marked, text=text)) for marked in whole]
    taken: list[Marked] = []
    for marked in sorted(whole, key=lambda marked: -marked.chance):
        if not any(marked.span.touches(other.span) or _are_one_party(marked, other) for other in taken):
            taken.append(marked)
    return tuple(_in_one_role(sorted(taken, key=lambda marked: marked.span.start), text=text))


def find_whole(span: Span, *, text: str, mentions: Sequence[Mention]) -> Span:
    """The words and all of each name or number that they touch, with the article before them."""
    spans = (span, *find_touching(mentions, span))
    start, end = min(one.start for one in spans), max(one.end for one in spans)
    article = _ARTICLE.search(text, max(0, start - 4), start)
    start = article.start() if article else start
    return Span(start, end, text[start:end])


def choose_parties(
    parts: Sequence[Marked], role: str, *, kind: Kind, sentence: Span, text: str
) -> tuple[Marked, ...]:
    """Those with the role of actor or target: the likeliest, and those beside it, each name once. A pronoun
    names nobody."""
    found = _of_sentence_first([marked for marked in parts if marked.label == role], sentence=sentence)
    best = max(found, key=lambda marked: marked.chance, default=None)
    if best is None:
        return ()
    if kind in ONE_SIDED:
        found = [one for one in found if one is best or _in_one_breath(one, best, text=text)]
    least = max(IS_A_PARTY, BESIDE * best.chance)
    likely = [marked for marked in found if marked.chance >= least]
    distinct = set(find_distinct([marked.span for marked in likely]))
    return tuple(marked for marked in likely if marked.span in distinct)


def choose_places(parts: Sequence[Marked], *, sentence: Span) -> tuple[Marked, ...]:
    """Those with the role of a place, of each role the likeliest and those beside it, each wording once."""
    found = _of_sentence_first([one for one in parts if one.label in PLACE_ROLES], sentence=sentence)
    best: defaultdict[str, float] = defaultdict(float)
    for marked in found:
        best[marked.label] = max(marked.chance, best[marked.label])
    likely = [marked for marked in found if marked.chance >= BESIDE_A_PLACE * best[marked.label]]
    return tuple({marked.span.text: marked for marked in reversed(likely)}.values())[::-1]


def find_distinct(spans: Sequence[Span]) -> Iterator[Span]:
    """The spans without pronouns, and without those whose words all stand in another one."""
    bags = [find_words(span) for span in spans]
    for number, (span, bag) in enumerate(zip(spans, bags, strict=True)):
        others = [other for at, other in enumerate(bags) if bag < other or (bag == other and at < number)]
        if bag and not others:
            yield span


def find_words(span: Span) -> frozenset[str]:
    """The words of a phrase that tell it from others."""
    return frozenset(re.findall(r"\w+", span.text.lower())) - SMALL_WORDS


def _way(marked: Marked, *, text: str) -> str:
    """From, to or via, as the word before a place says; else as the network does."""
    before = _WAY.search(text, max(0, marked.span.start - 12), marked.span.start)
    return before[1].lower() if before and marked.label in PLACE_ROLES else marked.label


def _are_one_party(one: Marked, other: Marked) -> bool:
    """Are they one name, once as actor and once as target? Nobody does it to himself."""
    a, b = find_words(one.span), find_words(other.span)
    return {one.label, other.label} == {"actor", "target"} and (a <= b or b <= a)


def _in_one_role(parts: Sequence[Marked], *, text: str) -> Iterator[Marked]:
    """Places told in one breath ("to Iraq, Lebanon and the port") have the role of the likeliest."""
    breath: list[Marked] = []
    for marked in parts:
        is_place = marked.label in PLACE_ROLES
        if breath and not (is_place and _in_one_breath(breath[-1], marked, text=text)):
            yield from _with_the_likeliest(breath)
            breath = []
        if is_place:
            breath.append(marked)
        else:
            yield marked
    yield from _with_the_likeliest(breath)


def _with_the_likeliest(breath: Sequence[Marked]) -> Iterator[Marked]:
    best = max(breath, key=lambda marked: marked.chance, default=None)
    return (replace(marked, label=best.label, chance=best.chance) for marked in breath if best)


def _in_one_breath(one: Marked, other: Marked, *, text: str) -> bool:
    """Does nothing but "and" or a comma stand between the two?"""
    first, second = sorted((one.span, other.span), key=lambda span: span.start)
    return _AND.fullmatch(text, first.end, max(first.end, second.start)) is not None


def _of_sentence_first(found: Sequence[Marked], *, sentence: Span) -> Sequence[Marked]:
    """Those in the trigger's own sentence, where there are any."""
    return [marked for marked in found if sentence.holds(marked.span)] or found
