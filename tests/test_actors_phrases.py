"""Noun phrases and their pieces."""

import pytest

from dateline.actors import open_directory
from dateline.actors.phrases import PieceKind, cut_phrase

DIRECTORY = open_directory()


def _kinds(text: str) -> list[tuple[str, str]]:
    phrase = cut_phrase(text, directory=DIRECTORY)
    return [(piece.kind.value, piece.text) for piece in phrase.core]


CUTS = [
    (
        "the former Syrian defence minister",
        [("former", "former"), ("name", "Syrian"), ("role", "defence minister")],
    ),
    ("Mr Qwertz", [("title", "Mr"), ("proper", "Qwertz")]),
    ("Turkish-backed fighters", [("proxy", "Turkish-backed"), ("role", "fighters")]),
    ("pro-Russian separatists", [("name", "pro-Russian separatists")]),
    ("dozens of ISIS fighters", [("name", "ISIS"), ("role", "fighters")]),
    ("Hay’at Tahrir al-Sham’s leader", [("name", "Hay’at Tahrir al-Sham"), ("role", "leader")]),
    ("a Syrian island", [("name", "Syrian"), ("word", "island")]),
]


@pytest.mark.parametrize(("text", "pieces"), CUTS)
def test_the_longest_known_stretch_is_one_piece(text: str, pieces: list[tuple[str, str]]) -> None:
    assert _kinds(text) == pieces


@pytest.mark.parametrize(
    ("text", "core", "link", "tail"),
    [
        ("president of Turkey", ["president"], "of", "Turkey"),
        ("Ahmad, a Syrian officer", ["Ahmad"], ",", "Syrian officer"),
        ("America and its allies", ["America"], "and", "allies"),
        ("rebels who fled Homs", ["rebels"], "who", "fled Homs"),
    ],
)
def test_the_head_stands_before_the_first_link(text: str, core: list[str], link: str, tail: str) -> None:
    phrase = cut_phrase(text, directory=DIRECTORY)
    assert ([piece.text for piece in phrase.core], phrase.link, phrase.tail_text) == (core, link, tail)


@pytest.mark.parametrize(
    ("text", "is_name"),
    [
        ("IS", True),
        ("is", False),
        ("Is", False),
        ("WHO", True),
        ("turkey", False),
        ("Turkey", True),
        ("TURKEY", True),
        ("US", True),
        ("us", False),
    ],
)
def test_a_name_must_be_written_as_one(text: str, is_name: bool) -> None:
    pieces = cut_phrase(f"{text} troops", directory=DIRECTORY)
    kinds = [piece.kind for piece in (*pieces.core, *pieces.tail)]
    assert (PieceKind.NAME in kinds) is is_name
