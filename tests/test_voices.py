"""Who says what: each cue of saying with its source and what is said."""

import pytest

from dateline.spans import read_pages
from dateline.voices import Attribution, find_attributions


def attributions(text: str) -> tuple[Attribution, ...]:
    return find_attributions(read_pages(text, body_start=0))


SHORT = pytest.mark.xfail(strict=True, reason="texts of one sentence are read worse than reports")


@pytest.mark.parametrize(
    ("text", "cue", "source", "said"),
    [
        ("The ministry said that rebels had left.", "said", "The ministry", "rebels had left"),
        ("“We will not leave,” General Odan told reporters.", "told", "General Odan", "We will not leave"),
        pytest.param(
            "Rebels left the town, a spokesman for the army said.", "said", "a spokesman", "Rebels left",
            marks=SHORT,
        ),
        ("According to witnesses, police fired on the crowd.", "According to", "witnesses", "police fired"),
    ],
)  # fmt: skip
def test_a_saying_has_its_cue_source_and_content(text: str, cue: str, source: str, said: str) -> None:
    found = [one for one in attributions(text) if cue in one.cue.text]
    assert len(found) == 1
    assert source in " ".join(marked.span.text for marked in found[0].source)
    assert said in " ".join(marked.span.text for marked in found[0].content)


@pytest.mark.parametrize("text", ["Rebels left the town at dawn.", "Rain fell on the valley.", "…"])
def test_where_nobody_says_anything_there_is_no_attribution(text: str) -> None:
    assert attributions(text) == ()


def test_every_part_lies_where_it_says() -> None:
    text = (
        "The mayor said it rained. “It rained,” said the mayor, who was told by a farmer that it did.\n\n"
        * 20
    )
    found = attributions(text)
    assert len(found) > 10
    for one in found:
        for span in (one.cue, *(m.span for m in one.source), *(m.span for m in one.content)):
            assert text[span.start : span.end] == span.text
