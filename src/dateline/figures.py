"""Trigger + numbers -> figures and means of one happening."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dateline.factuality import clause_head
from dateline.numbers import NumberMention, NumberUse
from dateline.types import Figure, FigureKind, Kind, Means

if TYPE_CHECKING:
    from spacy.tokens import Token

WORDS_OF_FIGURE: tuple[tuple[FigureKind, frozenset[str]], ...] = (
    (
        FigureKind.KILLED,
        frozenset("kill die dead death murder execute slay massacre fatality body perish claim".split()),
    ),
    (FigureKind.INJURED, frozenset("injure wound hurt injury casualty wounded injured maim".split())),
    (
        FigureKind.CAPTURED,
        frozenset(
            "capture arrest detain abduct kidnap seize hostage prisoner detainee jail imprison".split()
        ),
    ),
    (FigureKind.DISPLACED, frozenset("displace flee uproot refugee".split())),
    (FigureKind.EVACUATED, frozenset("evacuate airlift evacuation evacuee".split())),
    (FigureKind.MISSING, frozenset("missing disappear".split())),
)
PEOPLE_WORDS = frozenset(
    "people person civilian soldier troop fighter man woman child protester demonstrator resident "
    "police officer militant rebel migrant refugee family worker passenger student prisoner hostage "
    "member official journalist diplomat commander general guard insurgent victim marcher supporter "
    "activist other".split()
)
# What a kind counts where no word nearer to the number says so.
FIGURE_OF_KIND = {Kind.COERCE: FigureKind.CAPTURED}
WORDS_OF_MEANS: tuple[tuple[Means, frozenset[str]], ...] = (
    (Means.AIR, frozenset("plane aircraft flight fly air airlift helicopter jet".split())),
    (Means.SEA, frozenset("ship boat ferry sea sail vessel dinghy".split())),
    (
        Means.LAND,
        frozenset(
            "road bus truck car convoy foot walk drive land train overland vehicle highway march".split()
        ),
    ),
)
TRAVELLING = frozenset({Kind.MOVE, Kind.RETREAT, Kind.MOBILIZE, Kind.AID})


def find_figures(trigger: "Token", *, kind: Kind, numbers: Sequence[NumberMention]) -> tuple[Figure, ...]:
    """The counts of people that belong to the happening of `trigger`."""
    return tuple(_figures(trigger, kind=kind, numbers=numbers))


def _figures(trigger: "Token", *, kind: Kind, numbers: Sequence[NumberMention]) -> Iterator[Figure]:
    sentence = trigger.sent
    for number in numbers:
        if number.use is not NumberUse.COUNT or not sentence.start_char <= number.start < sentence.end_char:
            continue
        tokens = trigger.doc.char_span(number.start, number.end, alignment_mode="expand")
        if tokens is None:
            continue
        head = tokens.root
        what = _what(head, kind=kind)
        if what is not None and _belongs(trigger, head):
            yield Figure(number.start, number.end, number.text, what, number.least, number.most)


def _what(head: "Token", *, kind: Kind) -> FigureKind | None:
    """What a number counts: by the nearest word above or beside it that says so."""
    word, people = head, _is_of_people(head)
    for _ in range(4):
        for figure, words in WORDS_OF_FIGURE:
            if word.lemma_.lower() in words or any(
                child.lemma_.lower() in words
                for child in word.rights
                if child.dep_ in ("acl", "amod", "acomp")
            ):
                return figure
        people = people or word.lemma_.lower() in PEOPLE_WORDS
        if word.head.i == word.i or (word.pos_ == "VERB" and word.i != head.i):
            break
        word = word.head
    if not people:
        return None
    return FIGURE_OF_KIND.get(kind, FigureKind.PEOPLE)


def _is_of_people(head: "Token") -> bool:
    """Is it "thousands of people"?"""
    of = (child for child in head.children if child.lower_ == "of")
    return any(inner.lemma_.lower() in PEOPLE_WORDS for word in of for inner in word.children)


def _belongs(trigger: "Token", head: "Token") -> bool:
    """Does the number stand under the trigger, or in the trigger's own clause?"""
    return trigger.is_ancestor(head) or clause_head(head).i == clause_head(trigger).i


def find_means(trigger: "Token", *, kind: Kind) -> Means | None:
    """How people or goods travel, where the clause says it."""
    if kind not in TRAVELLING:
        return None
    near = [token for token in clause_head(trigger).subtree if abs(token.i - trigger.i) <= 12]
    told = [
        (abs(token.i - trigger.i), means)
        for token in near
        for means, words in WORDS_OF_MEANS
        if token.lemma_.lower() in words
    ]
    return min(told)[1] if told else None
