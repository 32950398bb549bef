"""What a verb does with a place: takes it, loses it, holds it, enters it, or nothing."""

import pytest

from dateline.captures import LIKELY, find_mode, read_captures
from dateline.sentences import parse
from dateline.triggers import Trigger
from dateline.types import Kind


@pytest.mark.parametrize(
    ("text", "verb", "place", "mode"),
    [
        ("Rebels captured Hama on Thursday.", "captured", "Hama", "takes"),
        ("Hama was captured by rebels.", "captured", "Hama", "takes"),
        ("Homs fell late on Saturday.", "fell", "Homs", "takes"),
        ("The army lost Saraqib on Friday.", "lost", "Saraqib", "loses"),
        ("The army has lost control of Homs.", "lost", "Homs", "loses"),
        ("The militia took control of Homs.", "took", "Homs", "takes"),
        ("Government troops still hold Homs.", "hold", "Homs", "holds"),
        ("Fighters entered Damascus.", "entered", "Damascus", "enters"),
        ("Police captured a thief in Damascus.", "captured", "Damascus", None),
        ("Prices fell in Damascus.", "fell", "Damascus", None),
        ("They left Damascus.", "left", "Damascus", None),
        ("The army abandoned Homs.", "abandoned", "Homs", "loses"),
        ("Rebels retook and occupied Homs.", "retook", "Homs", None),
        ("Homs was occupied for a year.", "occupied", "Homs", "takes"),
        ("Rebels control Homs.", "control", "Homs", "holds"),
        ("The army regained control of Homs.", "regained", "Homs", "takes"),
        ("The army took control of itself in Homs.", "took", "Homs", None),
        ("The capture of Homs was swift.", "capture", "Homs", None),
        ("The militia fell on Homs.", "fell", "Homs", None),
    ],
)
def test_the_place_behind_a_verb_tells_a_change_of_hands(
    text: str, verb: str, place: str, mode: str | None
) -> None:
    doc = parse(text)
    towns = frozenset(token.i for token in doc if token.text == place)
    word = next(token for token in doc if token.text == verb)
    assert find_mode(word, towns=towns) == mode


def test_a_capture_is_sure_enough_to_be_told_and_says_why() -> None:
    doc = parse("Rebels captured Hama.")
    weak = Trigger(token=1, kind=Kind.COERCE, mode="arrest", score=0.1, why="")
    (told,) = read_captures(doc, [weak], towns=frozenset({2}))
    assert (told.kind, told.mode, told.score) == (Kind.CONTROL, "takes", LIKELY)
    assert "captured" in told.why


def test_other_triggers_are_left_as_they_are() -> None:
    doc = parse("Police arrested a man.")
    trigger = Trigger(token=1, kind=Kind.COERCE, mode="arrest", score=0.9, why="")
    assert list(read_captures(doc, [trigger], towns=frozenset())) == [trigger]


def test_a_capture_that_is_sure_stays_as_sure_as_it_was() -> None:
    doc = parse("Rebels captured Hama.")
    sure = Trigger(token=1, kind=Kind.ASSAULT, mode=None, score=0.97, why="")
    (told,) = read_captures(doc, [sure], towns=frozenset({2}))
    assert (told.kind, told.score) == (Kind.CONTROL, 0.97)
