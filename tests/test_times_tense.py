"""Which way the clause around a date looks."""

import pytest

from dateline.times.tense import Tense, find_tense
from dateline.times.tokens import split_words


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("The army withdrew from the town late on @.", Tense.PAST),
        ("He was jailed on @.", Tense.SURELY_PAST),
        ("On @ the army withdrew.", Tense.PAST),
        ("The vote held in the capital @ was close.", Tense.PAST),
        ("The council will meet on @.", Tense.FUTURE),
        ("Talks are to resume in Geneva on @.", Tense.FUTURE),
        ("The dividend is to be paid on @.", Tense.FUTURE),
        ("They agreed to meet in Doha on @.", Tense.FUTURE),
        ("They agreed on @ to meet in Doha.", Tense.PAST),
        ("They might come as soon as @.", Tense.FUTURE),
        ("The offer had been due to expire on @.", Tense.PAST),
        ("The deadline was extended to @.", Tense.PAST),
        ("A grey @ in the hills.", Tense.UNKNOWN),
        ("It will rain. Then on @ the army withdrew.", Tense.PAST),
    ],
)
def test_the_nearest_verb_gives_the_tense(text: str, tense: Tense) -> None:
    words = split_words(text.replace("@", "Friday"))
    first = words.words.index("friday")
    assert find_tense(words, first=first, last=first + 1) is tense
