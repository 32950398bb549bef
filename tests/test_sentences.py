"""Sentences end at lines, headlines are one sentence, and date lines stand apart."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.sentences import OPENING, find_sentences


def sentences(text: str) -> list[str]:
    return [sentence.text for sentence in find_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Aleppo's laurel soap joins UNESCO heritage list\n\nIt is green.",
            ["Aleppo's laurel soap joins UNESCO heritage list", "It is green."],
        ),
        (
            "HAMA, Syria (Sample Wire) - Syrian rebels captured Hama on Thursday.",
            ["HAMA, Syria (Sample Wire) -", "Syrian rebels captured Hama on Thursday."],
        ),
        ("Rebels fled.\nThe army came.", ["Rebels fled.", "The army came."]),
        ("He left. She stayed.", ["He left.", "She stayed."]),
        ('"Stop," he said. "We will not."', ['"Stop," he said.', '"We will not."']),
        ('He said: "Stop. We go."', ["He said:", '"Stop.', 'We go."']),
        ("“They left.” Then came the army!", ["“They left.”", "Then came the army!"]),
        ("Talks fail; army moves\n\nThey met.", ["Talks fail;", "army moves", "They met."]),
        ("What next? Nobody knows… They wait.", ["What next?", "Nobody knows…", "They wait."]),
        ("12 died. 40 were hurt.", ["12 died.", "40 were hurt."]),
    ],
)
def test_a_text_is_cut_into_its_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Gen. Odan met Mr. J. F. Lam of the U.S. Senate.",
        "They met on Jan. 6 at 3 p.m. in St. Helen.",
        "The army (i.e. the junta) left vs. Advice.",
        "It rose by 3.5 per cent.",
        "He said no. and left it there.",
    ],
)
def test_a_stop_that_ends_a_word_ends_no_sentence(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    "opening",
    [
        "GENEVA (Sample Wire) - ",
        "DAMASCUS, Dec 7 (Sample Wire) — ",
        "NEW YORK, December 7, 2024 (Sample Wire) -- ",
        "DEIR EZ-ZOR, Syria, 6 December (Sample Wire) – ",
        "BEIRUT, Lebanon — ",
    ],
)
def test_place_and_agency_in_front_are_no_part_of_the_sentence(opening: str) -> None:
    assert OPENING.match(f"{opening}Rebels came.")
    assert sentences(f"{opening}Rebels came to the town.")[-1] == "Rebels came to the town."


@pytest.mark.parametrize(
    "text",
    [
        "UN - the body - said so.",
        "US, British and French envoys - all three - met.",
        "NATO (the alliance) said - and meant - it.",
        "EU, UN and AU leaders met in Doha - and left.",
    ],
)
def test_a_dash_in_a_sentence_ends_no_date_line(text: str) -> None:
    assert not OPENING.match(text)


@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from(["A b. ", "U.S. ", '"', "\n", "\n\n", "? ", "x"])).map("".join)
)
def test_the_sentences_hold_all_that_is_not_white_space_and_lie_where_they_say(text: str) -> None:
    found = find_sentences(text)
    assert all(text[span.start : span.end] == span.text for span in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert "".join("".join(s.text.split()) for s in found) == "".join(text.split())
