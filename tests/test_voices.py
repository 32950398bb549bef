"""Who says so: the chain of sources over a word, with speech and stance."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.sentences import parse
from dateline.voices import Attribution, attribute, find_quotes, find_speakers


def said(text: str, word: str) -> tuple[Attribution, list[str]]:
    """Who says the word, and the heads of the sources."""
    doc, quotes = parse(text), find_quotes(text)
    token = next(token for token in doc if token.text == word)
    found = attribute(token, quotes=quotes, speakers=find_speakers(doc, quotes))
    return found, [doc[i].text for i in found.sources]


@pytest.mark.parametrize(
    ("text", "word", "sources", "speech", "stance"),
    [
        ("The army shelled Dorana.", "shelled", [], "own", "asserts"),
        ("The army shelled Dorana, the governor said.", "shelled", ["governor"], "indirect", "asserts"),
        ("Residents said the army shelled Dorana.", "shelled", ["Residents"], "indirect", "asserts"),
        ("According to two envoys, the army left Dorana.", "left", ["envoys"], "indirect", "asserts"),
        ("The army left, according to a monitor.", "left", ["monitor"], "indirect", "asserts"),
        (
            "Three officials told the Courier that commanders left Dorana.",
            "left",
            ["Courier", "officials"],
            "indirect",
            "asserts",
        ),
        (
            "The Courier was told by three officials that commanders left Dorana.",
            "left",
            ["Courier", "officials"],
            "indirect",
            "asserts",
        ),
        (
            "The commanders have left Dorana, regional officials and three envoys said.",
            "left",
            ["officials", "envoys"],
            "indirect",
            "asserts",
        ),
        (
            "“We have left the valley for good,” the general said.",
            "left",
            ["general"],
            "direct",
            "asserts",
        ),
        ("The ministry denied that it had shelled Dorana.", "shelled", ["ministry"], "indirect", "denies"),
        ("The president denied shelling the hospital.", "shelling", ["president"], "indirect", "denies"),
        ("The rebels accused the army of bombing a market.", "bombing", ["rebels"], "indirect", "accuses"),
        ("The minister condemned the attack.", "condemned", [], "own", "asserts"),
        ("The minister condemned the attack.", "attack", [], "own", "asserts"),
        ("The union called for a strike.", "called", [], "own", "asserts"),
    ],
)
def test_the_chain_of_sources_is_read_outermost_first(
    text: str, word: str, sources: list[str], speech: str, stance: str
) -> None:
    found, heads = said(text, word)
    assert (heads, found.speech, found.stance) == (sources, speech, stance)


def test_every_attribution_says_by_what() -> None:
    assert said("The army left.", "left")[0].why == "the outlet's own words"
    assert "'said'" in said("The army left, an officer said.", "left")[0].why


def test_the_one_who_speaks_the_quotation_is_whom_we_stands_for() -> None:
    text = "“We have left the valley for good,” the general said."
    found, _ = said(text, "left")
    assert found.speaker is not None
    assert parse(text)[found.speaker].text == "general"


def test_a_quotation_goes_on_with_the_speaker_before_it() -> None:
    text = "“The army left the valley at dawn,” the mayor said. “It burned two villages behind it.”"
    assert said(text, "burned")[1] == ["mayor"]


def test_one_who_has_spoken_does_not_speak_the_outlet_s_own_words_after_it() -> None:
    text = "The army left, the mayor said. Rebels entered Dorana at noon."
    assert said(text, "entered")[1] == []


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ('He said "we will leave at dawn" and left.', ['"we will leave at dawn"']),
        ("He said “we will leave at dawn” and left.", ["“we will leave at dawn”"]),
        ("He said «we will leave at dawn» and left.", ["«we will leave at dawn»"]),
        ("He spoke of a “special operation” there.", []),
        (
            "“We will leave at dawn\n\n“and not return to it,” he said.",
            ["“We will leave at dawn", "“and not return to it,”"],
        ),
        ('The 12" gun and the 14" gun were seen there.', []),
        ("“We will never close this", []),
        ("", []),
    ],
)
def test_a_quotation_is_a_few_words_between_marks(text: str, quotes: list[str]) -> None:
    assert [quote.text for quote in find_quotes(text)] == quotes


@given(st.text(alphabet='"“”«»„ab \n’', max_size=60))
def test_quotations_lie_where_they_say_and_never_overlap(text: str) -> None:
    quotes = find_quotes(text)
    assert all(text[quote.start : quote.end] == quote.text for quote in quotes)
    assert all(one.end <= other.start for one, other in itertools.pairwise(quotes))
