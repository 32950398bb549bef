"""Whether a deed is told as real, as planned, or as past, and with what hedge."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Token

from dateline.factuality import (
    clause_head,
    describe_setting,
    describe_standing,
    governors,
    is_background,
    is_hedged,
    judge_realis,
)
from dateline.sentences import parse
from dateline.triggers import Trigger
from dateline.types import Kind, Realis


def token_in(text: str, word: str) -> Token:
    return next(token for token in parse(text) if token.text == word)


def realis_of(text: str, word: str, kind: Kind = Kind.ASSAULT) -> tuple[Realis, str]:
    doc = parse(text)
    token = next(token for token in doc if token.text == word)
    return judge_realis(doc, Trigger(token=token.i, kind=kind, mode=None, score=0.9, why=""))


@pytest.mark.parametrize(
    ("text", "word", "kind", "realis"),
    [
        ("The rebels did not attack the convoy.", "attack", Kind.ASSAULT, Realis.NEGATED),
        ("The rebels never attacked the convoy.", "attacked", Kind.ASSAULT, Realis.NEGATED),
        ("The rebels haven't attacked the convoy.", "attacked", Kind.ASSAULT, Realis.NEGATED),
        ("No civilians were evacuated from the city.", "evacuated", Kind.MOVE, Realis.NEGATED),
        ("The militia failed to capture the town.", "capture", Kind.CONTROL, Realis.NEGATED),
        ("The militia was unable to hold the town.", "hold", Kind.CONTROL, Realis.NEGATED),
        ("The army could attack the town within days.", "attack", Kind.ASSAULT, Realis.POSSIBLE),
        ("The army may attack the town.", "attack", Kind.ASSAULT, Realis.POSSIBLE),
        ("The army might attack the town.", "attack", Kind.ASSAULT, Realis.POSSIBLE),
        ("If the rebels take the town, many will die.", "take", Kind.CONTROL, Realis.CONDITIONAL),
        ("If the town falls, the army will withdraw.", "withdraw", Kind.RETREAT, Realis.CONDITIONAL),
        ("The army will leave unless the rebels attack.", "attack", Kind.ASSAULT, Realis.CONDITIONAL),
        ("The army will withdraw from the town next week.", "withdraw", Kind.RETREAT, Realis.PLANNED),
        ("The government plans to deploy troops to the border.", "deploy", Kind.MOBILIZE, Realis.PLANNED),
        ("The rebels not only attacked the town.", "attacked", Kind.ASSAULT, Realis.ACTUAL),
        ("The rebels attacked the town.", "attacked", Kind.ASSAULT, Realis.ACTUAL),
        ("The army is shelling the town.", "shelling", Kind.ASSAULT, Realis.ACTUAL),
        ("The army has shelled the town.", "shelled", Kind.ASSAULT, Realis.ACTUAL),
        ("Iran does not accept the resolution.", "accept", Kind.REJECT, Realis.ACTUAL),
    ],
)
def test_grammar_tells_what_did_not_happen_or_may(text: str, word: str, kind: Kind, realis: Realis) -> None:
    assert realis_of(text, word, kind)[0] is realis


@pytest.mark.parametrize("word", ["attacked", "shelled", "fled", "met", "arrested", "protested"])
@pytest.mark.parametrize("kind", list(Kind))
def test_nothing_is_negated_or_conditional_without_a_word_for_it(word: str, kind: Kind) -> None:
    assert realis_of(f"They {word} on the hill.", word, kind)[0] not in (Realis.NEGATED, Realis.CONDITIONAL)


def test_a_settled_realis_says_by_what() -> None:
    assert "'attack' is negated" in realis_of("They did not attack.", "attack")[1]
    assert "'could'" in realis_of("They could attack.", "attack")[1]
    assert "'if'" in realis_of("If they attack, we leave.", "attack")[1]


@pytest.mark.parametrize(
    ("text", "word", "hedged"),
    [
        ("The general has reportedly fled to Cyprus.", "fled", True),
        ("The general has fled to Cyprus.", "fled", False),
        ("The general is believed to have fled.", "fled", True),
        ("He was allegedly abducted by gunmen.", "abducted", True),
        ("The alleged attack killed nobody.", "attack", True),
        ("The general has fled. Reportedly it rained.", "fled", False),
        ("He suspected nothing. Rebels attacked at dawn.", "attacked", False),
    ],
)
def test_a_hedge_is_a_word_of_the_clause(text: str, word: str, hedged: bool) -> None:
    assert is_hedged(token_in(text, word)) is hedged


NEWS = (
    "Rebels took the bridge on Friday\n\nRebels took the bridge on Friday, officials said. The army "
    "fled. The town had been bombed in the war of the decade before, years ago."
)


@pytest.mark.parametrize(
    ("word", "kind", "days_before", "background"),
    [
        ("took", Kind.CONTROL, 1, False),
        ("fled", Kind.RETREAT, None, False),
        ("bombed", Kind.ASSAULT, 3000, True),
    ],
)
def test_what_came_before_the_news_is_background(
    word: str, kind: Kind, days_before: int | None, background: bool
) -> None:
    doc = parse(NEWS)
    trigger = Trigger(next(token.i for token in doc if token.text == word), kind, None, 0.9, "")
    assert is_background(doc, trigger, days_before=days_before, title_end=32) is background


@pytest.mark.parametrize(
    ("text", "word", "verb"),
    [
        ("The attack on the town killed two.", "attack", "killed"),
        ("The army shelled the town.", "shelled", "shelled"),
        ("Attack on the town", "town", "Attack"),
    ],
)
def test_a_clause_is_headed_by_its_verb(text: str, word: str, verb: str) -> None:
    assert clause_head(token_in(text, word)).text == verb


@pytest.mark.parametrize(
    ("days", "bucket"),
    [(None, "unknown"), (-2, "future"), (0, "fresh"), (3, "fresh"), (9, "week"), (300, "year"), (900, "old")],
)
def test_days_before_publication_are_told_by_rough_size(days: int | None, bucket: str) -> None:
    names = describe_standing(token_in("They left.", "left"), kind="MOVE", days_before=days, title_end=0)
    assert f"days={bucket}" in names


def test_negation_helpers_and_governors_are_features_of_the_setting() -> None:
    names = describe_setting(token_in("They do not plan to attack.", "attack"), kind="ASSAULT")
    assert "gov=plan" in names
    assert "gov0:neg=not" in names
    assert "own:aux=to" in names


WORDS = st.lists(
    st.sampled_from("they not could attack if the army failed to , “ attacked will . no \n\n 🕊".split(" ")),
    min_size=1,
    max_size=12,
)


@settings(max_examples=30, deadline=None)
@given(WORDS, st.sampled_from(list(Kind)))
def test_every_word_has_a_realis_and_a_reason(words: list[str], kind: Kind) -> None:
    doc = parse(" ".join(words))
    for token in doc:
        realis, why = judge_realis(doc, Trigger(token.i, kind, None, 0.9, ""))
        assert why.startswith(realis.value)
        assert len(list(governors(token))) <= 4
        assert clause_head(token).sent == token.sent
