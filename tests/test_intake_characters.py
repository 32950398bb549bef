"""Bytes into characters."""

import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import InputError
from dateline.intake.characters import decode, label, tidy

RUSSIAN = "Войска вошли в город, сообщило министерство обороны. Жители бежали на юг."
ARABIC = "دخلت القوات المدينة يوم الخميس، بحسب بيان الجيش، وفر السكان إلى الجنوب."
POLISH = (
    "Wojsko weszło do miasta, oświadczył rzecznik. Mieszkańcy uciekli na południe kraju, żeby się schronić."
)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Rebels – “gone”, says Müller", "utf-8"),
        ("Rebels – “gone”, says Müller", "utf-8-sig"),
        ("Rebels – “gone”, says Müller", "utf-16"),
        ("Rebels – “gone”, says Müller", "utf-32"),
        ("Rebels – “gone”, says Müller in a café, and a long plain sentence follows it here.", "cp1252"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "utf-16"),
        (ARABIC, "cp1256"),
        (ARABIC, "utf-8"),
        (POLISH, "cp1250"),
    ],
)
def test_texts_come_back_from_the_usual_encodings(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


def test_the_declared_encoding_is_believed_where_the_bytes_are_not_utf8() -> None:
    assert decode("żółw".encode("cp1250"), declared="windows-1250").text == "żółw"
    assert decode("żółw".encode(), declared="windows-1250").text == "żółw"


@pytest.mark.parametrize("declared", ["no-such-encoding", "base64", "undefined", "rot13", "idna"])
def test_a_declared_encoding_that_is_none_does_no_harm(declared: str) -> None:
    assert decode("Müller said so, and he said it twice in one day.".encode("cp1252"), declared=declared).text


def test_mixed_encodings_are_replaced_and_said() -> None:
    decoded = decode("Müller und Größe, ".encode() + "Müller".encode("cp1252"))
    assert decoded.text == "Müller und Größe, M\ufffdller"
    assert decoded.why == ("encoding: 1 bytes are no utf-8 and stand as \ufffd",)


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7 ...",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0 picture",
        b"GIF89a",
        b"\x7fELF\x02",
        b"MZ\x90\x00",
        b"SQLite format 3\x00",
        b"text and then \x00 a NUL",
        bytes(range(1, 32)) * 8,
    ],
)
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(InputError) as refusal:
        decode(data)
    assert refusal.value.slug == "not-text"


@given(st.binary(max_size=400))
def test_no_bytes_raise_anything_but_an_input_error(data: bytes) -> None:
    with suppress(InputError):
        decode(data).text.encode("utf-8")


@given(st.text(max_size=200))
def test_tidy_text_is_composed_and_has_no_control_characters(text: str) -> None:
    found = tidy(text).text
    assert unicodedata.is_normalized("NFC", found)
    assert all(character == "\n" or unicodedata.category(character) != "Cc" for character in found)
    assert tidy(found).text == found


def test_line_ends_of_every_sort_become_one() -> None:
    assert tidy("a\r\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h").text == "a\nb\nc\nd\ne\nf\ng\nh"


def test_overrides_of_direction_are_left_out_and_joiners_kept() -> None:
    tidied = tidy("\u202eabc\u202c می\u200cخواهم \ufeff")
    assert tidied.text == "abc می\u200cخواهم "
    assert tidied.why == ("characters: 3 control or invisible ones left out",)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a.txt", "a.txt"),
        ("حلب.txt", "حلب.txt"),
        ("a\nb\x1b[31m.txt", "a\\nb\\x1b[31m.txt"),
        ("\udcff\udcfe.txt", "\\xff\\xfe.txt"),
    ],
)
def test_names_that_cannot_be_shown_are_escaped(name: str, shown: str) -> None:
    assert label(name) == shown
