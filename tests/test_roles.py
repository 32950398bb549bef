"""Who, whom and where: the arcs from a trigger to the phrases around it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from dateline.roles import (
    ACTOR,
    PLACE_ROLES,
    TARGET,
    arc_candidates,
    describe_arc,
    find_arcs,
    take,
    view_from,
)
from dateline.sentences import parse
from dateline.triggers import Trigger
from dateline.types import Kind


def arcs_of(doc: Doc, word: str, kind: Kind, places: str = "") -> list[tuple[str, str]]:
    """The phrase heads with their roles; `places` are the words that are place names."""
    trigger = next(token.i for token in doc if token.text == word)
    named = frozenset(token.i for token in doc if token.text in places.split())
    found = find_arcs(doc, Trigger(trigger, kind, None, 0.9, ""), places=named)
    return [(doc[arc.token].text, arc.role) for arc in found]


@pytest.mark.parametrize(
    ("text", "word", "kind", "places", "expected"),
    [
        (
            "The army shelled civilians.",
            "shelled",
            Kind.ASSAULT,
            "",
            [("army", "actor"), ("civilians", "target")],
        ),
        (
            "Civilians were shelled by the army.",
            "shelled",
            Kind.ASSAULT,
            "",
            [("Civilians", "target"), ("army", "actor")],
        ),
        (
            "Police arrested protesters in Beirut.",
            "arrested",
            Kind.COERCE,
            "Beirut",
            [("Police", "actor"), ("protesters", "target"), ("Beirut", "at")],
        ),
        (
            "Families fled from Aleppo to Beirut.",
            "fled",
            Kind.MOVE,
            "Aleppo Beirut",
            [("Families", "actor"), ("Aleppo", "from"), ("Beirut", "to")],
        ),
        (
            "Families fled Aleppo via Hama.",
            "fled",
            Kind.MOVE,
            "Aleppo Hama",
            [("Families", "actor"), ("Aleppo", "from"), ("Hama", "via")],
        ),
        (
            "The soldiers reached Homs.",
            "reached",
            Kind.MOVE,
            "Homs",
            [("soldiers", "actor"), ("Homs", "to")],
        ),
        (
            "Rebels captured Hama and Homs.",
            "captured",
            Kind.CONTROL,
            "Hama Homs",
            [("Rebels", "actor"), ("Hama", "at"), ("Homs", "at")],
        ),
        ("Homs fell on Sunday.", "fell", Kind.CONTROL, "Homs", [("Homs", "at")]),
        ("Shelling went on.", "Shelling", Kind.ASSAULT, "", []),
    ],
)
def test_phrases_have_the_role_that_grammar_gives_them(
    text: str, word: str, kind: Kind, places: str, expected: list[tuple[str, str]]
) -> None:
    assert arcs_of(parse(text), word, kind, places) == expected


def test_the_next_sentence_has_no_arc() -> None:
    found = arcs_of(parse("The army shelled civilians. Rebels left Hama."), "shelled", Kind.ASSAULT, "Hama")
    assert {text for text, _ in found} == {"army", "civilians"}


def test_what_grammar_settles_is_sure() -> None:
    doc = parse("Families fled to Beirut.")
    (arc,) = take(find_arcs(doc, Trigger(1, Kind.MOVE, None, 0.9, ""), places=frozenset({3})), "to")
    assert (arc.score, arc.path) == (1.0, "prep:to>pobj")


def test_a_place_is_told_from_a_person_in_the_features() -> None:
    doc = parse("Families fled to Beirut.")
    (head, path) = next((head, path) for head, path in arc_candidates(doc[1]) if head.text == "Beirut")
    as_place = describe_arc(view_from(doc[1], kind=Kind.MOVE, places=frozenset({3})), head, path)
    as_name = describe_arc(view_from(doc[1], kind=Kind.MOVE, places=frozenset()), head, path)
    assert any(name.startswith("what=place") for name in as_place)
    assert not any(name.startswith("what=place") for name in as_name)


WORDS = st.lists(
    st.sampled_from("army shelled in Hama to from and , by who Beirut fled the towns “ . \n\n 🕊".split(" ")),
    min_size=2,
    max_size=14,
)


@settings(max_examples=30, deadline=None)
@given(WORDS, st.sampled_from(list(Kind)))
def test_every_arc_leads_to_another_word_with_one_role(words: list[str], kind: Kind) -> None:
    doc = parse(" ".join(words))
    places = frozenset(token.i for token in doc if token.text in ("Hama", "Beirut"))
    for trigger in range(len(doc)):
        arcs = find_arcs(doc, Trigger(trigger, kind, None, 0.9, ""), places=places)
        tokens = [arc.token for arc in arcs]
        assert tokens == sorted(set(tokens))
        assert trigger not in tokens
        assert all(arc.role in (ACTOR, TARGET, *PLACE_ROLES) and 0 <= arc.score <= 1 for arc in arcs)
