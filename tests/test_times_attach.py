"""The words that the network ties to a trigger become its days."""

from datetime import date

import pytest

from dateline.times import find_times
from dateline.times.attach import choose_when
from dateline.types import Basis, Relation, Span, When

SATURDAY = date(2031, 3, 8)


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


def when(
    text: str, trigger: str, *dates: str, published: date | None = SATURDAY, news: bool = False
) -> tuple[When | None, str]:
    return choose_when(
        at(text, trigger),
        dates=[at(text, words) for words in dates],
        is_news_tense=news,
        times=find_times(text, published=published),
        published=published,
        text=text,
    )


@pytest.mark.parametrize(
    ("text", "trigger", "words", "earliest", "latest", "relation"),
    [
        ("They left on Friday.", "left", "on Friday", (2031, 3, 7), (2031, 3, 7), Relation.ON),
        ("They left Friday night.", "left", "Friday night", (2031, 3, 7), (2031, 3, 7), Relation.ON),
        ("It has held since May 2029.", "held", "since May 2029", (2029, 5, 1), None, Relation.SINCE),
        ("The protests began in June.", "protests", "June", (2030, 6, 1), None, Relation.SINCE),
        (
            "Since the war began in 2011 they hid.", "war", "2011", (2011, 1, 1), (2011, 12, 31), Relation.ON,
        ),
        (
            "Rebels came on Friday. They left after the attack.",
            "left", "after the attack", (2031, 3, 7), None, Relation.AFTER,
        ),
    ],
)  # fmt: skip
def test_the_words_tied_to_the_trigger_give_its_days(
    text: str,
    trigger: str,
    words: str,
    earliest: tuple[int, int, int] | None,
    latest: tuple[int, int, int] | None,
    relation: Relation,
) -> None:
    found, why = when(text, trigger, words)
    assert found is not None
    assert found.earliest == (date(*earliest) if earliest else None)
    assert found.latest == (date(*latest) if latest else None)
    assert found.relation is relation
    assert trigger in why


def test_nothing_tied_leaves_the_day_open() -> None:
    found, why = when("They left. On Friday it rained.", "left")
    assert found is None
    assert why == "no date is tied to it"


def test_plain_news_tense_is_the_day_of_publication_or_the_day_before() -> None:
    found, _ = when("Troops have left.", "left", news=True)
    assert found is not None
    assert (found.earliest, found.latest) == (date(2031, 3, 7), SATURDAY)
    assert found.basis is Basis.PUBLICATION
    assert when("Troops have left.", "left", news=True, published=None)[0] is None


@pytest.mark.parametrize(
    ("text", "words", "published"),
    [("They left on Friday.", "on Friday", None), ("They left in the end.", "in the end", SATURDAY)],
)
def test_words_without_a_known_day_are_kept_with_both_ends_open(
    text: str, words: str, published: date | None
) -> None:
    found, _ = when(text, "left", words, published=published)
    assert found is not None
    assert (found.earliest, found.latest, found.basis) == (None, None, Basis.UNKNOWN)
    assert found.text is not None
    assert words.endswith(found.text)
