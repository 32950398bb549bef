"""How people travel is told by the word of travel that is nearest."""

import pytest

from dateline.figures import find_means
from dateline.sentences import parse
from dateline.types import Kind, Means


@pytest.mark.parametrize(
    ("text", "verb", "means"),
    [
        ("They were flown to Tehran by plane.", "flown", Means.AIR),
        ("Others were leaving overland for Iraq and the port of Latakia.", "leaving", Means.LAND),
        ("Refugees fled to Greece in a small boat.", "fled", Means.SEA),
        ("Families fled to the airport.", "fled", None),
    ],
)
def test_the_way_of_travelling_is_read(text: str, verb: str, means: Means | None) -> None:
    trigger = next(token for token in parse(text) if token.text == verb)
    assert find_means(trigger, kind=Kind.MOVE) is means


def test_only_travellers_have_means() -> None:
    trigger = next(token for token in parse("Police shot a bus driver.") if token.text == "shot")
    assert find_means(trigger, kind=Kind.ASSAULT) is None
