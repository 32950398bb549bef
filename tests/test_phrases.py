"""The words of a participant, the walk to it, and what a pronoun stands for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Token

from dateline.phrases import (
    LONGEST_PATH,
    antecedent,
    is_animate,
    is_passive,
    logical_arguments,
    nominal_heads,
    noun_phrase,
    path_between,
)
from dateline.sentences import parse


def word_in(doc: Doc, text: str) -> Token:
    return [token for token in doc if token.text == text][-1]


@pytest.mark.parametrize(
    ("text", "head", "phrase"),
    [
        ("The army shelled two small towns.", "towns", "two small towns"),
        ("Rebel groups that fled came back.", "groups", "Rebel groups"),
        ("At least 12 civilians died.", "civilians", "At least 12 civilians"),
        ("The president of Norva resigned.", "president", "The president of Norva"),
        ("Soldiers and rebels fought.", "Soldiers", "Soldiers"),
        ("Anna Odan resigned.", "Odan", "Anna Odan"),
        ("The army's third brigade left.", "brigade", "The army's third brigade"),
        ("He met a man in a red coat.", "man", "a man"),
    ],
)
def test_a_participant_is_its_head_with_what_belongs_to_the_left(text: str, head: str, phrase: str) -> None:
    assert noun_phrase(word_in(parse(text), head)).text == phrase


@pytest.mark.parametrize(
    ("text", "pronoun", "meant"),
    [
        ("Soldiers who shelled the town left.", "who", "Soldiers"),
        ("Anna Odan resigned. She left the capital.", "She", "Odan"),
        ("The rebels took the bridge. They burned it.", "They", "rebels"),
        ("Police left and they were cheered.", "they", "Police"),
        ("“We left,” he said.", "We", None),
        ("They came at dawn.", "They", None),
        ("This is over.", "This", None),
    ],
)
def test_a_pronoun_stands_for_the_nearest_subject_that_agrees(
    text: str, pronoun: str, meant: str | None
) -> None:
    found = antecedent(word_in(parse(text), pronoun))
    assert (found.text if found is not None else None) == meant


def test_we_stands_for_the_one_who_speaks() -> None:
    doc = parse("“We left,” the general said.")
    speaker = word_in(doc, "general")
    assert antecedent(word_in(doc, "We"), speaker=speaker) is speaker


def test_what_was_named_long_ago_is_not_looked_for() -> None:
    doc = parse("Anna Odan resigned. It rained. It snowed. It froze. It thawed. She left.")
    assert antecedent(word_in(doc, "She")) is None


def test_a_name_told_often_far_back_outweighs_a_little_nearness() -> None:
    doc = parse("Odan came. Odan spoke. Odan ate. Odan met Baran. He left.")
    found = antecedent(word_in(doc, "He"))
    assert found is not None
    assert found.text == "Odan"


@pytest.mark.parametrize(
    ("text", "trigger", "roles"),
    [
        ("The army shelled Dorana.", "shelled", {"army": "doer", "Dorana": "done to"}),
        ("Dorana was shelled by the army.", "shelled", {"army": "doer", "Dorana": "done to"}),
        ("The army came and shelled Dorana.", "shelled", {"army": "doer", "Dorana": "done to"}),
        ("Soldiers tried to flee.", "flee", {"Soldiers": "doer"}),
        ("The army's attack failed.", "attack", {"army": "doer"}),
        ("Rebels took Imra and Sadek.", "took", {"Rebels": "doer", "Imra": "done to", "Sadek": "done to"}),
    ],
)
def test_grammar_alone_tells_doer_and_done_to(text: str, trigger: str, roles: dict[str, str]) -> None:
    doc = parse(text)
    found = {doc[i].text: role for i, role in logical_arguments(word_in(doc, trigger)).items()}
    assert found == roles


@pytest.mark.parametrize(
    ("text", "trigger", "word", "path"),
    [
        ("The army shelled Dorana.", "shelled", "army", "nsubj"),
        ("The army shelled Dorana.", "shelled", "Dorana", "dobj"),
        ("Families fled to Kelmar.", "fled", "Kelmar", "prep:to>pobj"),
        ("Rebels took Imra and Sadek.", "took", "Sadek", "dobj"),
        ("Dorana was shelled by rebels.", "shelled", "rebels", "agent:by>pobj"),
        ("The army left. Rebels came.", "left", "Rebels", None),
    ],
)
def test_a_path_walks_up_and_down_the_parse(text: str, trigger: str, word: str, path: str | None) -> None:
    doc = parse(text)
    assert path_between(word_in(doc, trigger), word_in(doc, word)) == path


@pytest.mark.parametrize(
    ("text", "verb", "passive"),
    [("Dorana was shelled.", "shelled", True), ("Rebels shelled Dorana.", "shelled", False)],
)
def test_a_passive_is_told_by_its_helper(text: str, verb: str, passive: bool) -> None:
    assert is_passive(word_in(parse(text), verb)) is passive


@pytest.mark.parametrize(
    ("text", "word", "animate"),
    [
        ("The general left.", "general", True),
        ("Rebels left.", "Rebels", True),
        ("Anna Odan left.", "Odan", True),
        ("The bridge fell.", "bridge", False),
    ],
)
def test_people_and_groups_can_act_and_things_cannot(text: str, word: str, animate: bool) -> None:
    assert is_animate(word_in(parse(text), word)) is animate


def test_days_and_sums_are_no_participants() -> None:
    heads = nominal_heads(iter(parse("On Friday the army paid 3 million dollars to rebels.")))
    assert [head.text for head in heads] == ["army", "rebels"]


WORDS = st.lists(
    st.sampled_from(
        "army of Dorana - shelled who they it two towns , “ and 's Anna Odan said was by to . \n\n 🕊".split(
            " "
        )
    ),
    min_size=1,
    max_size=14,
)


@settings(max_examples=30, deadline=None)
@given(WORDS)
def test_phrases_and_paths_hold_in_any_heap_of_words(words: list[str]) -> None:
    doc = parse(" ".join(words))
    for head in nominal_heads(iter(doc)):
        phrase = noun_phrase(head)
        assert doc.text[phrase.start : phrase.end] == phrase.text == phrase.text.strip()
        path = path_between(doc[0], head)
        assert path is None or 1 <= len(path.split(">")) <= LONGEST_PATH
        stands_for = antecedent(head)
        assert stands_for is None or stands_for.i != head.i
