"""The names of a report, as mentions."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.reader import name_mentions
from dateline.types import Mention, MentionKind

TEXT = (
    "Russian envoys met President Anna Odan in Beirut. "
    "Russian envoys met Anna Odan in Beirut, Lebanon, on Friday. "
    "The United Nations sent 40 trucks across the Euphrates."
)


def mentions_of(text: str) -> tuple[Mention, ...]:
    (found,) = name_mentions([text])
    return found


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Russian", MentionKind.NATIONALITY),
        ("Anna Odan", MentionKind.PERSON),
        ("Beirut", MentionKind.PLACE),
        ("Lebanon", MentionKind.PLACE),
        ("The United Nations", MentionKind.GROUP),
        ("40", MentionKind.NUMBER),
    ],
)
def test_a_name_is_a_mention_of_its_kind(name: str, kind: MentionKind) -> None:
    assert (name, kind) in {(mention.text, mention.kind) for mention in mentions_of(TEXT)}


@pytest.mark.parametrize(
    "text", ["They came on Friday.", "It cost 3 million dollars.", "They came. They went."]
)
def test_days_and_money_are_no_mentions(text: str) -> None:
    assert mentions_of(text) == ()


def test_mentions_come_in_the_order_of_the_text_and_do_not_overlap() -> None:
    mentions = mentions_of(TEXT)
    assert len(mentions) > 6
    assert all(one.end <= other.start for one, other in itertools.pairwise(mentions))


def test_no_mention_runs_over_a_line_break() -> None:
    text = "Envoys met in Beirut\n\nLebanon was quiet\n"
    assert all("\n" not in mention.text for mention in mentions_of(text))


WORDS = st.lists(
    st.sampled_from(
        ["Beirut", "\n\n", "Anna", "Odan", "the UN", "Syrian", "40", ",", "“", "met", " ", "🕊", "שלום"]
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=25, deadline=None)
@given(WORDS)
def test_every_mention_lies_where_it_says(words: list[str]) -> None:
    text = " ".join(words)
    for mention in mentions_of(text):
        assert text[mention.start : mention.end] == mention.text
