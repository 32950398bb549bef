"""A report explained: everything stands at its sentence, and silence has a reason."""

import pytest
from making import a_report

from dateline.errors import InputError
from dateline.explain import explain_reading
from dateline.types import Claim, Kind, Mention, MentionKind, Reading, Silence, Span

TEXT = "Rebels took Hama. Hama fell at noon. It rained. Nothing more is known."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


SENTENCES = tuple(span(words) for words in TEXT.replace(". ", ".|").split("|"))
CLAIM = Claim(
    id="c1",
    report="r1",
    kind=Kind.CONTROL,
    mode="takes",
    trigger=span("took"),
    evidence=(SENTENCES[0], SENTENCES[1]),
    score=0.8,
)
READING = Reading(
    report=a_report("r1", TEXT),
    sentences=SENTENCES,
    mentions=(Mention(0, 6, "Rebels", MentionKind.GROUP), Mention(12, 16, "Hama", MentionKind.PLACE)),
    claims=(CLAIM,),
    silences=(Silence(sentence=SENTENCES[2], why="weather is no news of this kind"),),
)


def test_each_sentence_has_what_was_found_in_it() -> None:
    first, second, third, fourth = explain_reading(READING)
    assert (first.number, first.sentence, first.claims) == (1, SENTENCES[0], (CLAIM,))
    assert [mention.text for mention in first.mentions] == ["Rebels", "Hama"]
    assert (second.claims, second.backs, second.silence) == ((), (1,), None)
    assert third.silence == "weather is no news of this kind"
    assert fourth.silence is not None


def test_a_sentence_that_gave_a_claim_has_no_silence() -> None:
    assert explain_reading(READING)[0].silence is None


def test_one_sentence_can_be_asked_for() -> None:
    assert explain_reading(READING, sentence=3) == explain_reading(READING)[2:3]


@pytest.mark.parametrize("number", [0, 5, -1])
def test_a_sentence_that_the_report_does_not_have_is_refused(number: int) -> None:
    with pytest.raises(InputError) as caught:
        explain_reading(READING, sentence=number)
    assert caught.value.slug == "sentence-missing"
    assert "4" in str(caught.value)
