"""A report in, all its layers out: what must hold whatever the text is."""

import time
from collections.abc import Iterator
from datetime import date
from functools import cache

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.intake import make_report
from dateline.reader import read_report, read_reports_in_batches
from dateline.types import Basis, Claim, Reading, Report, Span

SATURDAY = date(2031, 3, 8)
NEWS = """Rebels take Varesk as army pulls out

VARESK (Sample Wire) - Rebel fighters took the town of Varesk on Thursday, three officials told the Courier. \
The army withdrew its troops to the coast.

At least 12 civilians were killed and hundreds of families fled to Beirut by road, a doctor said. \
"We have lost the bridge and the whole eastern bank," General Odan said on Friday.

The ministry denied that its forces had shelled the hospital. \
The United Nations urged both sides to stop the fighting. \
In 2029 the army had captured the town from the militia.
"""


def a_report(text: str, *, published: date | None = SATURDAY, title: str | None = None) -> Report:
    whole = f"{title}\n\n{text}" if title else text
    return Report(id="r1", text=whole, title=title, published=published, publisher="The Courier")


@cache
def news() -> Reading:
    title, body = NEWS.split("\n\n", 1)
    return read_report(a_report(body, title=title))


def spans_of(reading: Reading) -> Iterator[Span]:
    """Every span of every layer."""
    for layer in (reading.sentences, reading.mentions, reading.times, reading.places):
        yield from layer
    yield from (silence.sentence for silence in reading.silences)
    for claim in reading.claims:
        for layer in (claim.actors, claim.targets, claim.places, claim.figures, claim.voices, claim.evidence):
            yield from layer
        yield claim.trigger
        if claim.when is not None and claim.when.start is not None and claim.when.text:
            yield Span(claim.when.start, claim.when.end or 0, claim.when.text)


def check_reading(reading: Reading) -> None:
    """What holds for every reading."""
    text = reading.report.text
    for span in spans_of(reading):
        assert text[span.start : span.end] == span.text
    for claim in reading.claims:
        assert 0 <= claim.score <= 1
        assert claim.why
        assert claim.report == reading.report.id
        assert any(evidence.holds(claim.trigger) for evidence in claim.evidence)
    ids = [claim.id for claim in reading.claims]
    assert len(set(ids)) == len(ids)
    check_sentences(reading)


def check_sentences(reading: Reading) -> None:
    """Each sentence is the evidence of a claim or is silent for a reason, never both."""
    told = {evidence for claim in reading.claims for evidence in claim.evidence}
    silent = {silence.sentence for silence in reading.silences}
    assert told | silent == set(reading.sentences)
    assert not told & silent
    assert all(silence.why for silence in reading.silences)


def test_a_report_is_read_layer_by_layer() -> None:
    reading = news()
    check_reading(reading)
    assert reading.sentences[0].text == "Rebels take Varesk as army pulls out"
    assert {"Beirut", "Odan"} <= {word for m in reading.mentions for word in m.text.split()}
    assert {"Thursday", "Friday"} <= {word for time in reading.times for word in time.text.split()}
    assert any(place.text == "Beirut" and place.place for place in reading.places)
    assert {"CONTROL", "RETREAT", "MOVE"} <= {claim.kind.value for claim in reading.claims}


def test_reading_twice_gives_the_same_bytes() -> None:
    again = read_report(news().report)
    assert msgspec.json.encode(again) == msgspec.json.encode(news())


def test_a_claim_survives_json() -> None:
    for claim in news().claims:
        assert msgspec.json.decode(msgspec.json.encode(claim), type=Claim) == claim


def test_reading_in_batches_is_reading_one_by_one() -> None:
    reports = [
        news().report,
        a_report("Police arrested 40 protesters in Beirut on Friday."),
        a_report("…", published=None),
        a_report("The army shelled Hama. " * 12),
    ]
    together = list(read_reports_in_batches(iter(reports)))
    assert [reading.report for reading in together] == reports
    assert [msgspec.json.encode(r) for r in together] == [
        msgspec.json.encode(read_report(report)) for report in reports
    ]


def test_no_reports_give_no_readings() -> None:
    assert list(read_reports_in_batches([])) == []


@pytest.mark.xfail(strict=True, reason="the paper that was told is not tied to the claim yet")
def test_what_the_publisher_calls_itself_is_a_medium() -> None:
    voices = [voice for claim in news().claims for voice in claim.voices if voice.text == "the Courier"]
    assert {voice.kind.value for voice in voices} == {"media"}


def test_everybody_and_every_place_of_a_claim_has_its_reason() -> None:
    for claim in news().claims:
        reasons = "\n".join(claim.why)
        for span in (*claim.actors, *claim.targets, *claim.places, *claim.voices):
            assert repr(span.text) in reasons, (claim.trigger.text, span.text)
        assert ("the outlet itself" in reasons) is (not claim.voices)


# ── days ─────────────────────────────────────────────────────────────────────────────────


def test_relative_days_are_worked_out_from_the_day_of_publication() -> None:
    (claim,) = (c for c in news().claims if "took" in c.trigger.text)
    assert claim.when is not None
    assert (claim.when.earliest, claim.when.basis) == (date(2031, 3, 6), Basis.RELATIVE)


def test_without_a_day_of_publication_no_day_is_invented() -> None:
    reading = read_report(a_report(NEWS, published=None))
    check_reading(reading)
    assert len(reading.claims) > 3
    for claim in reading.claims:
        days = (claim.when.earliest, claim.when.latest) if claim.when else ()
        assert all(day is None or day.year == 2029 for day in days), claim
        assert claim.when is None or claim.when.basis is not Basis.PUBLICATION
    undated = [mention for mention in reading.times if mention.text.endswith("day")]
    assert undated
    for mention in undated:
        assert mention.when is None or (mention.when.earliest is None and mention.when.latest is None)
        assert mention.why, "an open day says why it is open"


SPORT = (
    "The striker scored twice as the home team won the cup final on Sunday. The coach praised his "
    "players, who had attacked from the kickoff, and the captain lifted the trophy before the fans in the "
    "stadium. The goalkeeper saved a penalty in the second half, and the league title is within reach."
)

# ── what gives no claims ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        SPORT,
        "A storm tore roofs off forty houses in the valley.",
        "The garden is open from May to September. Tickets cost three euros.",
        "...",
    ],
)
def test_sport_weather_and_gardens_give_no_claims_and_say_why(text: str) -> None:
    reading = read_report(a_report(text))
    assert reading.claims == ()
    assert len(reading.silences) == len(reading.sentences)


# ── texts that nobody expects ────────────────────────────────────────────────────────────

WEIRD = {
    "one word": "War",
    "one mark": ".",
    "marks": "?! ... -- ;; ,, “” '' ()",
    "quotes": '"" "" “” «» „“ \'\'',
    "open quotation": '"The army shelled Hama and will do so again, he said. Police arrested a man.',
    "quotation in a quotation": "“He said ‘we shelled “the town” at dawn’ and left,” the general said.",
    "said said": "Said said said, said said, who said said said.",
    "according": "According to. According to according to, according.",
    "emoji": "🕊🔥 The army 💣 shelled 🏠 Hama 🇸🇾 on Friday 👨‍👩‍👧‍👦.",
    "right to left": "قصف الجيش حماة يوم الجمعة. The army shelled حماة on Friday. צה״ל תקף.",
    "zero width": "The ar\u200bmy shel\u200dled Ha\u2060ma\ufeff on Fri\u00adday.",
    "combining": "T\u0301h\u0301e\u0301 army s\u0308helled Ha\u030ama.",
    "controls": "The army\x00\x07 shelled\x1b[31m Hama\x0b on Friday\x7f.",
    "white space": "\u00a0\u2003 \t The army shelled Hama. \u2028 It left.\u2029\r\n\r\n",
    "lines": "\n" * 5000 + "The army shelled Hama." + "\n" * 5000,
    "many lines": "Rebels fled.\n" * 60,
    "capitals": "THE ARMY SHELLED HAMA ON FRIDAY, KILLING 12 PEOPLE.",
    "no spaces": "Thearmyshelledhamaonfridaykillingtwelvepeople" * 20,
    "no marks": "the army shelled hama and rebels left homs and police arrested a man and " * 12,
    "markup": "<script>alert(1)</script> <p>The army shelled <b>Hama</b>.</p> {{7*7}} ${x} %s \\n '; DROP",
    "numbers": "12 of the 3 million 40s, 1/2, 3.5%, 10-12 killed 0 and -7; at least at most 5 to 4.",
    "dates": "On 31 February 2031, 99/99/9999, in the year 10000 and on Friday the 0th, they fled.",
    "pronouns": "They shelled them and it, which they who said we did, and he, whom his own denied, left it.",
    "no such sign": "The army shelled Hama \ufffd and left \ufffe\uffff.",
}


@pytest.mark.parametrize("name", WEIRD)
def test_no_text_stops_the_reader(name: str) -> None:
    check_reading(read_report(a_report(WEIRD[name])))


@pytest.mark.parametrize("name", ["emoji", "right to left", "quotes", "markup", "dates"])
def test_a_strange_headline_is_read_too(name: str) -> None:
    check_reading(read_report(a_report("The army left.", title=WEIRD[name])))


PIECES = (
    *"The army rebels shelled killed fled took said denied accused of according to who they 12 not".split(),
    *"on Friday in Hama may Beirut talks told officials that “ ” \" ' , . ; 🕊 \u200f \u200b".split(),
    *("\n", "\n\n"),
)
HEAPS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), min_size=1, max_size=25).map(
    " ".join
)


@settings(max_examples=40, deadline=None)
@given(HEAPS.filter(str.strip), st.sampled_from([None, SATURDAY]))
def test_any_heap_of_words_is_read_and_every_span_lies_where_it_says(
    text: str, published: date | None
) -> None:
    check_reading(read_report(a_report(text, published=published)))


@settings(max_examples=10, deadline=None)
@given(HEAPS.filter(str.strip))
def test_a_report_that_intake_made_is_read(text: str) -> None:
    check_reading(read_report(make_report(text)))


# ── long texts ───────────────────────────────────────────────────────────────────────────

WHO = ("The army", "Rebel fighters", "The governor", "Two officers", "Police", "The defence ministry")
DID = ("shelled", "captured", "left", "attacked", "visited", "entered")
WHAT = ("Hama", "Homs", "the old port", "a village near Odesa", "the camp")


def one_line(words: int) -> str:
    """A text without a line break, of about so many words."""
    sentences = (
        f"{WHO[i % 6]} {DID[i // 2 % 6]} {WHAT[i % 5]} on Monday, and they said it killed {i} people. "
        f"“It will leave the {WHO[-i % 6].lower()} behind,” he told reporters. "
        for i in range(2, 22)
    )
    return "".join(sentences) * (words // 440)


def cpu_seconds(text: str) -> float:
    start = time.process_time()
    reading = read_report(a_report(text))
    seconds = time.process_time() - start
    assert len(reading.sentences) > 100
    return seconds


def test_three_times_the_text_costs_not_much_more_than_three_times_the_time() -> None:
    short, long = one_line(1_320), one_line(3_960)
    tries = ((cpu_seconds(long), cpu_seconds(short)) for _ in range(3))
    assert any(more < 4.5 * less for more, less in tries)
