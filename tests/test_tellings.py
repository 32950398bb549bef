"""Each word that tells of a happening, with what is tied to it."""

import numpy as np
import pytest

from dateline.encoder import encode
from dateline.heads import find_sides, label_arcs, label_words, pair_chances
from dateline.labels import ATTRIBUTES, GROUPS, KINDS, MENTIONS
from dateline.pieces import cut_windows, cut_words
from dateline.spans import read_pages
from dateline.tellings import LEAST_CHANCE, Telling, find_tellings, tell_of
from dateline.types import Kind, Span


def tellings(text: str, *, body_start: int = 0) -> tuple[Telling, ...]:
    return find_tellings(read_pages(text, body_start=body_start), least=LEAST_CHANCE)


def likeliest(text: str) -> Telling:
    return max(tellings(text), key=lambda telling: telling.chance)


@pytest.mark.parametrize(
    ("text", "trigger", "kind"),
    [
        ("Police arrested 40 protesters in Beirut on Friday.", "arrested", Kind.COERCE),
        ("The army shelled two villages near Homs on Tuesday, killing nine people.", "shelled", Kind.ASSAULT),
        ("Thousands of people fled from Aleppo to the coast.", "fled", Kind.MOVE),
        ("Rebels captured the city of Hama on Thursday.", "captured", Kind.CONTROL),
        pytest.param(
            "The president condemned the attack.",
            "condemned",
            Kind.ACCUSE,
            marks=pytest.mark.xfail(strict=True, reason="two triggers side by side are taken for one phrase"),
        ),
        ("The United Nations called for a ceasefire.", "called for", Kind.REQUEST),
    ],
)
def test_the_word_that_tells_is_found_with_its_kind(text: str, trigger: str, kind: Kind) -> None:
    found = likeliest(text)
    assert found.trigger.text in trigger or trigger in found.trigger.text
    assert found.kind is kind


def test_who_and_where_are_tied_to_the_trigger() -> None:
    roles = {
        (marked.label, marked.span.text)
        for marked in likeliest("Police arrested 40 protesters in Beirut.").roles
    }
    assert {("actor", "Police"), ("target", "40 protesters"), ("at", "Beirut")} <= roles


def test_chances_are_chances_and_spans_lie_where_they_say() -> None:
    text = (
        "Rebels take Hama\n\n"
        + "Rebels captured the city of Hama on Friday, killing 12 soldiers, a monitor said. " * 30
    )
    found = tellings(text, body_start=18)
    assert len(found) > 20
    assert [t.trigger.start for t in found] == sorted(t.trigger.start for t in found)
    for telling in found:
        assert LEAST_CHANCE <= telling.chance <= 1
        assert set(telling.answers) == set(ATTRIBUTES)
        assert all(0 <= answer.chance <= 1 for answer in telling.answers.values())
        for marked in (*telling.roles, *telling.dates, *telling.voices, *telling.figures, *telling.where):
            assert text[marked.span.start : marked.span.end] == marked.span.text
        assert len(telling.voices) == len(telling.voice_kinds)


def test_a_trigger_that_is_given_is_asked_about() -> None:
    text = "The army did not enter the town."
    (told, nothing) = tell_of(read_pages(text, body_start=0), [Span(17, 22, "enter"), Span(99, 100, "?")])
    assert told is not None
    assert told.trigger.text == "enter"
    assert nothing is None


def test_a_text_without_words_tells_nothing() -> None:
    assert tellings("") == ()


def test_the_heads_give_distributions_of_the_right_size() -> None:
    (states,) = encode(list(cut_windows(cut_words("Rebels took Hama on Friday.", body_start=0))))
    for head, size in (("kinds", len(KINDS)), ("mentions", len(MENTIONS)), ("cues", 3)):
        chances = label_words(head, states)
        assert chances.shape == (len(states), size)
        assert np.allclose(chances.sum(axis=1), 1, atol=1e-4)
    arcs = label_arcs(states[1], first_word=1, sides=find_sides(states), groups=tuple(GROUPS))
    assert {group: found.shape for group, found in arcs.items()} == {
        group: (len(states), len(labels)) for group, labels in GROUPS.items()
    }
    pairs = pair_chances(states)
    assert np.allclose(pairs, pairs.T)
    assert ((pairs >= 0) & (pairs <= 1)).all()
