"""The words that tell a happening, with kind and mode."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.sentences import parse
from dateline.triggers import (
    THRESHOLD,
    choose_mode,
    describe_candidate,
    find_candidates,
    load_words,
    meanings,
    weigh_words,
)
from dateline.types import MODES, Kind


def told(text: str) -> list[tuple[str, str]]:
    """Each word that is a trigger, and its kind."""
    doc = parse(text)
    return [(doc[t.token].text, t.kind.value) for t in weigh_words(doc) if t.score >= THRESHOLD]


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("The army shelled Dorana on Tuesday.", "shelled", "ASSAULT"),
        ("Gunmen abducted the mayor of Kelmar.", "abducted", "ASSAULT"),
        ("Police arrested 40 protesters in the capital.", "arrested", "COERCE"),
        ("Thousands of people fled from the city.", "fled", "MOVE"),
        ("The army withdrew its troops from the valley.", "withdrew", "RETREAT"),
        ("Rebels captured the town of Varesk on Thursday.", "captured", "CONTROL"),
        ("The foreign minister condemned the attack.", "condemned", "ACCUSE"),
        ("The prime minister visited Norva on Monday.", "visited", "CONSULT"),
        ("Thousands demonstrated in the capital on Saturday.", "demonstrated", "PROTEST"),
        ("Troops were deployed to the border on Sunday.", "deployed", "MOBILIZE"),
        ("The militia threatened to close the strait.", "threatened", "THREATEN"),
        ("The United Nations urged both sides to stop the fighting.", "urged", "REQUEST"),
    ],
)
def test_a_plain_verb_of_news_tells_its_kind(text: str, word: str, kind: str) -> None:
    assert (word, kind) in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The sky was blue over the hills.",
        "She likes the garden behind her house.",
        "Prices rose by three percent in the spring.",
        "The report has forty pages and a map.",
    ],
)
def test_a_sentence_without_a_happening_has_no_trigger(text: str) -> None:
    assert told(text) == []


def test_helping_verbs_numbers_and_names_are_no_candidates() -> None:
    doc = parse("The army has been shelling 12 towns near Dorana.")
    assert [token.text for token in find_candidates(doc)] == ["army", "shelling", "towns"]


def test_a_text_of_nothing_but_marks_has_no_words_to_weigh() -> None:
    assert weigh_words(parse("... ?! 12")) == ()


def test_a_trigger_says_which_features_spoke_for_it_and_the_others_have_no_mode() -> None:
    doc = parse("The army shelled the town and its old garden.")
    for trigger in weigh_words(doc):
        assert trigger.why.startswith(f"{trigger.kind}: {doc[trigger.token].text!r}, by ")
        assert trigger.mode is None or trigger.score >= THRESHOLD
    assert any("lemma=shell" in t.why or "means=" in t.why for t in weigh_words(doc) if t.score >= THRESHOLD)


@pytest.mark.parametrize(
    ("text", "word", "kind", "mode"),
    [
        ("The army shelled Dorana.", "shelled", Kind.ASSAULT, "shelling"),
        ("Gunmen abducted the mayor.", "abducted", Kind.ASSAULT, "abduction"),
        ("Police arrested a man.", "arrested", Kind.COERCE, "arrest"),
        ("Families fled.", "fled", Kind.MOVE, "flee"),
        ("The navy evacuated the crew.", "evacuated", Kind.MOVE, "evacuate"),
        ("The army withdrew.", "withdrew", Kind.RETREAT, "withdraw"),
        ("They signed a treaty.", "signed", Kind.AGREE, None),
        ("The town was blue.", "town", Kind.ASSAULT, None),
    ],
)
def test_the_mode_is_read_off_the_word_list(text: str, word: str, kind: Kind, mode: str | None) -> None:
    token = next(token for token in parse(text) if token.text == word)
    assert choose_mode(token, kind=kind) == mode


def test_a_particle_can_make_another_meaning() -> None:
    listed = {word for word in load_words() if "_" in word}
    assert listed, "the word list has verbs with particles"
    doc = parse("The rebels laid down their arms.")
    verb = next(token for token in doc if token.text == "laid")
    assert set(meanings(verb)) >= set(load_words().get("v:lay", ()))


def test_every_meaning_of_the_word_list_is_of_the_vocabulary() -> None:
    words = load_words()
    assert len(words) > 300
    for word, entries in words.items():
        pos, lemma = word.split(":")
        assert pos in {"v", "n", "a"}, word
        assert lemma == lemma.lower().strip()
        for entry in entries:
            assert entry.mode is None or entry.mode in MODES[entry.kind], word


def test_a_word_is_told_apart_in_headline_and_body() -> None:
    text = "Rebels fled\n\nRebels fled."
    first, second = (token for token in parse(text) if token.text == "fled")
    assert "in headline" in describe_candidate(first, title_end=11)
    assert "in body" in describe_candidate(second, title_end=11)


WORDS = st.lists(
    st.sampled_from(
        "army shelled killed meets who , “ the flee-ing co- talks left protest 7 \n\n 🕊 שלום".split(" ")
    ),
    min_size=1,
    max_size=14,
)


@settings(max_examples=30, deadline=None)
@given(WORDS)
def test_weights_are_probabilities_in_the_order_of_the_text(words: list[str]) -> None:
    doc = parse(" ".join(words))
    weighed = weigh_words(doc)
    assert [t.token for t in weighed] == sorted({t.token for t in weighed})
    assert all(0 <= t.score <= 1 for t in weighed)
    assert all(t.mode is None or t.mode in MODES[t.kind] for t in weighed)
    assert weighed == weigh_words(doc)
