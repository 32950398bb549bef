"""Sentences end at lines, headlines are one sentence, and date lines stand apart."""

import pytest

from dateline.sentences import OPENING, find_sentences, parse


def sentences(text: str) -> list[str]:
    return [sentence.text for sentence in find_sentences(parse(text))]


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
    ],
)
def test_a_text_is_cut_into_its_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


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


def test_every_sentence_lies_where_it_says() -> None:
    text = 'Rebels fled\n\nHAMA (Wire) - They came. They went.\n\n"Stop," he said.\n'
    assert all(text[span.start : span.end] == span.text for span in find_sentences(parse(text)))
