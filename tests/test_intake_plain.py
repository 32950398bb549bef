"""Headline, day, publisher, story and furniture of saved texts (tests/saved)."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.intake.characters import tidy
from dateline.intake.lines import reads_like_headline
from dateline.intake.plain import Parted, part_lines, part_text

SAVED = sorted((Path(__file__).parent / "saved").glob("*.txt"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A saved page and what must be found in it."""

    published: date | None
    publisher: str | None
    marks: tuple[tuple[str, str], ...]
    """(what it is, the line)"""

    @property
    def text(self) -> str:
        return "\n".join(line for _, line in self.marks)


def read_saved(path: Path) -> Saved:
    lines = path.read_text(encoding="utf-8").splitlines()
    told = dict(line[2:].split(": ", 1) for line in lines if line.startswith("# "))
    marks = [line.partition("|") for line in lines if not line.startswith("# ")]
    return Saved(
        published=None if told["published"] == "unknown" else date.fromisoformat(told["published"]),
        publisher=None if told["publisher"] == "unknown" else told["publisher"],
        marks=tuple((mark.strip(), line.strip()) for mark, _, line in marks),
    )


@pytest.mark.parametrize("path", SAVED, ids=lambda path: path.stem)
def test_each_line_of_a_saved_page_is_told_apart(path: Path) -> None:
    saved = read_saved(path)
    found = [
        "headline" if line.is_headline else "body" if line.is_story else str(line.kind or "")
        for line in part_lines(saved.text)
    ]
    marks = [(mark, line) for mark, (_, line) in zip(found, saved.marks, strict=True)]
    assert marks == list(saved.marks)


@pytest.mark.parametrize("path", SAVED, ids=lambda path: path.stem)
def test_day_and_publisher_of_a_saved_page_are_found_or_left_unknown(path: Path) -> None:
    saved = read_saved(path)
    parts = part_text(saved.text)
    assert (parts.published, parts.publisher) == (saved.published, saved.publisher)


def nonblank(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def assert_nothing_is_lost(text: str, *, parts: Parted) -> None:
    """Headline and furniture are lines of the text, and the body is all others in their order."""
    left = nonblank(tidy(text).text)
    for line in (*nonblank(parts.title or ""), *parts.furniture):
        left.remove(line)
    assert sorted(parts.body.split()) == sorted(" ".join(left).split())


PIECES = st.sampled_from(
    [
        "Rebels enter Hama as army pulls out",
        "By Jane Doe",
        "Jane Doe",
        "7 December 2024",
        "Share",
        "Related stories",
        "Reuters",
        "The Harbour Gazette",
        "World",
        "© 2024 The Harbour Gazette",
        "The army left the city on Thursday, two officials said.",
        "and went south",
        "A street. [Photo: Getty Images]",
        "",
        "  ",
        "\u200b",
        "\x07bell",
    ]
)


@given(st.lists(PIECES | st.text(max_size=40), max_size=25).map("\n".join))
def test_text_and_furniture_keep_every_line(text: str) -> None:
    assert_nothing_is_lost(text, parts=part_text(text))


@given(st.text(max_size=300))
def test_no_line_of_any_text_is_lost_and_only_blank_text_has_no_body(text: str) -> None:
    parts = part_text(text)
    assert_nothing_is_lost(text, parts=parts)
    assert bool(parts.body) == bool(nonblank(tidy(text).text))


@given(st.lists(PIECES, max_size=15).map("\n".join))
def test_parting_the_text_again_changes_nothing(text: str) -> None:
    first = part_text(text)
    again = part_text(first.body, title=first.title or "A headline that stands nowhere")
    assert_nothing_is_lost(first.body, parts=Parted(**{**as_fields(again), "title": None}))


def as_fields(parts: Parted) -> dict[str, object]:
    return {name: getattr(parts, name) for name in Parted.__slots__}


@pytest.mark.parametrize(
    ("line", "is_headline"),
    [
        ("Rebels enter Hama as army pulls out", True),
        ("What now for Syria?", True),
        ("'We have nowhere to go', families say", True),
        ("Troops leave base, says U.S.", True),
        ("Gen. Haddad is dead, army says", True),
        ("12 dead in raid on Idlib", True),
        ("حلب تسقط بيد المعارضة", True),
        ("The army left the city on Thursday.", False),
        ("The army left. Rebels came", False),
        ("Rebels captured the city of", False),
        ("and then they went south", False),
        ("- one bag each", False),
        ("1. Introduction to the war", False),
        ("DAMASCUS, Dec 7 (Reuters) - Rebels entered", False),
        ("Dear reader,", False),
        ("(Jane Doe and others)", False),
        ("Hama", False),
        ("word " * 40, False),
    ],
)
def test_a_line_reads_like_a_headline_or_not(line: str, is_headline: bool) -> None:
    assert reads_like_headline(line) is is_headline


@pytest.mark.parametrize(
    ("text", "body"),
    [
        (
            "The rebels captured the city\nHama on Thursday after days of\nfighting in the town of Old\nSuq.",
            "The rebels captured the city Hama on Thursday after days of fighting in the town of Old Suq.",
        ),
        ("They left, according to a\nregional official.", "They left, according to a regional official."),
        ("They left.\nNobody saw it.", "They left.\nNobody saw it."),
        (
            "What they took:\n- one bag each\n- two blankets",
            "What they took:\n- one bag each\n- two blankets",
        ),
        ("They left.\n\nand came back.", "They left.\n\nand came back."),
        ("He went to Homs, then\nAdvertisement\nto Hama.", "He went to Homs, then\nto Hama."),
    ],
)
def test_wrapped_lines_are_made_one_again(text: str, body: str) -> None:
    assert part_text(text).body == body


TOWNS = "Taftanaz Saraqib Binnish Sarmin Ariha Kafranbel Khan Sheikhoun Morek".split()
AFTER = "More may follow. Nobody knows.\n\nThe army is gone, they said.\n\nAll of them fled to the south."


@pytest.mark.parametrize("after", [AFTER, ""])
def test_a_list_of_towns_is_no_menu(after: str) -> None:
    before = "Towns fall one by one\n\nThese fell on Friday, it was said."
    parts = part_text("\n\n".join([before, "\n".join(TOWNS), after]))
    assert set(TOWNS) <= set(parts.body.split())


def test_a_text_of_nothing_but_furniture_stays_text() -> None:
    parts = part_text("Share\nAdvertisement\n7 December 2024")
    assert parts.body == "Share\nAdvertisement\n7 December 2024"
    assert parts.title is None


def test_a_headline_alone_is_text() -> None:
    parts = part_text("Rebels enter Hama as army pulls out\nBy Jane Doe\n7 December 2024")
    assert (parts.title, parts.body) == (None, "Rebels enter Hama as army pulls out")
    assert parts.published == date(2024, 12, 7)


def test_a_link_over_the_story_is_no_headline() -> None:
    parts = part_text("READ MORE: Who rules the coast?\n\nThe army left Homs. Nobody saw it go.")
    assert (parts.title, parts.furniture) == (None, ("READ MORE: Who rules the coast?",))


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("© 2024 The Harbour Gazette. All rights reserved.", "The Harbour Gazette"),
        ("Copyright 2024 by Placeholder Flash", "Placeholder Flash"),
        ("Copyright © 2020-2024 – Mock Gazette", "Mock Gazette"),
        ("Copyright policy", None),
    ],
)
def test_the_owner_of_the_copyright_is_the_publisher(line: str, publisher: str | None) -> None:
    parts = part_text(f"Army leaves Homs by night\n\nThe army left Homs. Nobody saw it go.\n\n{line}")
    assert (parts.publisher, parts.furniture) == (publisher, (line,))


def test_a_given_title_is_not_sought_in_the_text() -> None:
    parts = part_text("Quiet day at the border\n\nNothing happened.", title="Border")
    assert (parts.title, parts.body) == ("Border", "Quiet day at the border\n\nNothing happened.")


def test_every_decision_has_a_reason() -> None:
    parts = part_text("Army leaves Homs by night\n7 December 2024\n\nThe army left Homs. Nobody saw it go.")
    assert parts.why == (
        "headline: line 1, short, without a full stop, and a story follows",
        "published: 2024-12-07, from line 2, '7 December 2024'",
        "publisher: not told",
        "furniture: line 2 is a date line: 7 December 2024",
    )


def test_a_wrong_weekday_is_said() -> None:
    parts = part_text("Army leaves Homs by night\nFriday, 7 December 2024\n\nThe army left Homs.")
    assert parts.published == date(2024, 12, 7)
    assert "another day of the week" in parts.why[1]


@pytest.mark.parametrize(
    "line", ["a " * 340, "By " + "A" * 690, "News > " + "a " * 300, "(" * 690, "Home" + " >" * 300]
)
def test_no_line_takes_long(line: str) -> None:
    assert part_text(f"{line}\n{line}").body  # patterns that backtrack without end would never come here
