"""Words tied to a trigger become whole phrases, each with one part in the happening."""

from dataclasses import replace

import pytest

from dateline.parts import choose_parties, choose_places, find_parts, find_whole
from dateline.spans import Marked, read_pages
from dateline.tellings import Telling, find_tellings
from dateline.types import Kind, Mention, MentionKind, Span, find_touching

TEXT = "The army of General Odan left for Dorana, Kelmar and the port of Tessa. It was 58,000 men."


def at(words: str, *, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


def marked(words: str, label: str, chance: float) -> Marked:
    return Marked(at(words), label, chance, 0, 1)


def named(words: str, kind: MentionKind) -> Mention:
    span = at(words)
    return Mention(span.start, span.end, span.text, kind)


NAMES = (
    named("General Odan", MentionKind.PERSON),
    named("Dorana", MentionKind.PLACE),
    named("Kelmar", MentionKind.PLACE),
    named("58,000", MentionKind.NUMBER),
)


@pytest.fixture(scope="module")
def told() -> Telling:
    """What the network says of "left", to be given other roles."""
    return next(
        one for one in find_tellings(read_pages(TEXT, body_start=0), least=0.3) if "left" in one.trigger.text
    )


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("Odan", "General Odan"),
        ("army", "The army"),
        ("000 men", "58,000 men"),
        ("port of Tessa", "the port of Tessa"),
    ],
)  # fmt: skip
def test_no_name_or_number_is_cut(words: str, whole: str) -> None:
    assert find_whole(at(words), text=TEXT, mentions=NAMES).text == whole


def parts_of(telling: Telling, *roles: Marked, kind: Kind = Kind.MOVE) -> list[tuple[str, str]]:
    parts = find_parts(replace(telling, roles=roles, kind=kind), text=TEXT, mentions=NAMES)
    return [(one.label, one.span.text) for one in parts]


def test_a_name_with_two_parts_has_the_likelier_one(told: Telling) -> None:
    roles = marked("General", "actor", 0.6), marked("Odan", "target", 0.7)
    assert parts_of(told, *roles) == [("target", "General Odan")]


def test_places_in_one_breath_have_one_role(told: Telling) -> None:
    roles = marked("Dorana", "to", 0.8), marked("Kelmar", "from", 0.4), marked("port of Tessa", "at", 0.3)
    assert parts_of(told, *roles) == [("to", "Dorana"), ("to", "Kelmar"), ("to", "the port of Tessa")]


def test_the_word_before_a_place_says_which_end_of_the_way_it_is(told: Telling) -> None:
    text = "Families fled from Dorana to Kelmar, close to Tessa."
    roles = tuple(
        Marked(at(name, text=text), "at", chance, 0, 1)
        for name, chance in (("Dorana", 0.9), ("Kelmar", 0.8), ("Tessa", 0.7))
    )
    moved = find_parts(replace(told, roles=roles, kind=Kind.MOVE), text=text, mentions=())
    assert [one.label for one in moved] == ["from", "to", "at"]


def test_who_stands_in_another_sentence_counts_only_where_nobody_stands_in_this_one() -> None:
    sentence = at("It was 58,000 men.")
    here, there = marked("58,000 men", "actor", 0.5), marked("The army", "actor", 0.9)
    choose = {"kind": Kind.ASSAULT, "sentence": sentence, "text": TEXT}
    assert choose_parties([there, here], "actor", **choose) == (here,)
    assert choose_parties([there], "actor", **choose) == (there,)


def test_only_one_side_takes_a_place_unless_two_are_told_in_one_breath() -> None:
    text = "Rebels and militias took Kelmar from the army."
    sides = [
        Marked(at(words, text=text), "actor", chance, 0, 1)
        for words, chance in (("Rebels", 0.9), ("militias", 0.8), ("the army", 0.85))
    ]
    sentence = Span(0, len(text), text)

    def who(kind: Kind) -> list[str]:
        chosen = choose_parties(sides, "actor", kind=kind, sentence=sentence, text=text)
        return [one.span.text for one in chosen]

    assert who(Kind.CONTROL) == ["Rebels", "militias"]
    assert who(Kind.ASSAULT) == ["Rebels", "militias", "the army"]


def test_places_far_less_likely_than_the_best_are_none_of_the_happening() -> None:
    sentence = at(TEXT)
    places = [marked("Dorana", "to", 0.9), marked("Kelmar", "to", 0.3), marked("Tessa", "at", 0.3)]
    assert [one.span.text for one in choose_places(places, sentence=sentence)] == ["Dorana", "Tessa"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Dorana, Kelmar", ["Dorana", "Kelmar"]),
        ("army of Gen", ["General Odan"]),
        ("left for ", []),
        ("men", []),
    ],
)
def test_what_touches_a_span_is_found(words: str, found: list[str]) -> None:
    assert [mention.text for mention in find_touching(NAMES, at(words))] == found
