"""What grammar settles about a deed: negation, condition and modal."""

import pytest

from dateline.factuality import is_hedged, judge_realis
from dateline.sentences import parse
from dateline.triggers import Trigger
from dateline.types import Kind, Realis


def realis_of(text: str, word: str, kind: Kind = Kind.ASSAULT) -> tuple[Realis, str]:
    doc = parse(text)
    token = next(token for token in doc if token.text == word)
    return judge_realis(doc, Trigger(token=token.i, kind=kind, mode=None, score=0.9, why=""))


@pytest.mark.parametrize(
    ("text", "word", "kind", "realis"),
    [
        ("The rebels did not attack the convoy.", "attack", Kind.ASSAULT, Realis.NEGATED),
        ("The rebels never attacked the convoy.", "attacked", Kind.ASSAULT, Realis.NEGATED),
        ("No civilians were evacuated from the city.", "evacuated", Kind.MOVE, Realis.NEGATED),
        ("The militia failed to capture the town.", "capture", Kind.CONTROL, Realis.NEGATED),
        ("The army could attack the town within days.", "attack", Kind.ASSAULT, Realis.POSSIBLE),
        ("The army may attack the town.", "attack", Kind.ASSAULT, Realis.POSSIBLE),
        ("If the rebels take the town, many will die.", "take", Kind.CONTROL, Realis.CONDITIONAL),
        ("If the town falls, the army will withdraw.", "withdraw", Kind.RETREAT, Realis.CONDITIONAL),
        ("The rebels not only attacked the town.", "attacked", Kind.ASSAULT, Realis.ACTUAL),
        ("The rebels attacked the town.", "attacked", Kind.ASSAULT, Realis.ACTUAL),
        ("Iran does not accept the resolution.", "accept", Kind.REJECT, Realis.ACTUAL),
    ],
)
def test_grammar_tells_what_did_not_happen_or_may(text: str, word: str, kind: Kind, realis: Realis) -> None:
    assert realis_of(text, word, kind)[0] is realis


def test_a_settled_realis_says_by_what() -> None:
    assert "'attack' is negated" in realis_of("They did not attack.", "attack")[1]
    assert "'could'" in realis_of("They could attack.", "attack")[1]


@pytest.mark.parametrize(
    ("text", "word", "hedged"),
    [
        ("The general has reportedly fled to Cyprus.", "fled", True),
        ("The general has fled to Cyprus.", "fled", False),
        ("The general is believed to have fled.", "fled", True),
    ],
)
def test_a_hedge_is_a_word_of_the_clause(text: str, word: str, hedged: bool) -> None:
    assert is_hedged(next(token for token in parse(text) if token.text == word)) is hedged
