"""What date words say: a table of phrases, and what must hold for any text."""

import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.times import find_times
from dateline.types import Relation, TimeMention

PHRASES = Path(__file__).with_name("times_phrases.tsv").read_text("utf-8").splitlines()[1:]
PUBLISHED = date(2024, 12, 7)  # a Saturday


def the_mention(text: str, *, published: date | None = PUBLISHED) -> TimeMention:
    (mention,) = find_times(text, published=published)
    return mention


def test_the_table_has_four_hundred_phrases() -> None:
    assert len(set(PHRASES)) >= 400


@pytest.mark.parametrize("row", PHRASES)
def test_a_phrase_is_found_and_read(row: str) -> None:
    marked, published, kind, value, earliest, latest = row.split("\t")
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    mentions = find_times(text, published=date.fromisoformat(published) if published else None)
    found = [mention for mention in mentions if (mention.start, mention.end) == (start, end)]
    assert found, f"{text[start:end]!r} not found; found: {[mention.text for mention in mentions]}"
    assert (found[0].type, found[0].value) == (kind, value)
    when = found[0].when
    days = (when.earliest, when.latest) if when else (None, None)
    assert tuple(day.isoformat() if day else "" for day in days) == (earliest, latest)


NO_DATES = """
May I come in? They march on. The second half of the match was dull.
An 18-year-old man and a six-month-old baby were hurt.
A quarter of the votes and three-quarters of the seats went to the ruling party.
About 2,000 soldiers and 1,500 civilians left; each paid $ 1990.
He sat in the sun and saw the cat. The fall of Aleppo was a turning point.
The strike may last. I am here. Jan Kavan and April Ryan met Mr. March.
Her living quarters were searched. He came second. 3:2 was the score.
They paid $1,000 a.m. or p.m., and 500,000 GMT.
""".strip().splitlines()


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert [mention.text for mention in find_times(text, published=PUBLISHED)] == []


def test_an_undated_relative_word_says_why() -> None:
    mention = the_mention("Rebels took the town on Friday.", published=None)
    assert mention.when is None
    assert "no day of publication" in mention.why[0]


def test_a_date_line_stands_in_for_the_day_of_publication() -> None:
    _, friday = find_times("DAMASCUS, Dec. 7, 2024 - Rebels took the town on Friday.", published=None)
    assert friday.value == "2024-12-06"


def test_the_headline_is_no_date_line() -> None:
    text = "Ten years after December 7, 2014\n\nRebels took the town on Friday."
    *_, friday = find_times(text, published=None, body_start=text.index("Rebels"))
    assert friday.when is None


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("It has been shut since Tuesday.", Relation.SINCE),
        ("The war has raged since protests broke out in 2011.", Relation.SINCE),
        ("They held out until Tuesday.", Relation.UNTIL),
        ("They must leave by Tuesday.", Relation.UNTIL),
        ("The gate was closed before 2012.", Relation.BEFORE),
        ("He vanished after May 2014.", Relation.AFTER),
        ("Nothing moved during 2020.", Relation.DURING),
        ("They came on Tuesday.", Relation.ON),
    ],
)
def test_the_word_before_a_date_gives_the_relation(text: str, relation: Relation) -> None:
    when = the_mention(text).when
    assert when is not None
    assert when.relation is relation
    assert (when.earliest is None) == (relation in (Relation.UNTIL, Relation.BEFORE))
    assert (when.latest is None) == (relation in (Relation.SINCE, Relation.AFTER))


HISTORY = (
    "The siege began on 3 May 1453. On 7 May the wall was stormed. The city fell at the end of the month. "
    "In September the sultan left. In January the plague came. Two years later peace was made."
)


def test_a_narrative_leans_on_the_dates_it_tells() -> None:
    values = [mention.value for mention in find_times(HISTORY, published=date(2009, 12, 19))]
    assert values == ["1453-05-03", "1453-05-07", "1453-05", "1453-09", "1454-01", "1456"]


def test_news_that_names_old_years_still_leans_on_its_day() -> None:
    text = "On Friday rebels took Hama. The revolt of 1982 was crushed; in 2011 it rose. In November it fell."
    assert find_times(text, published=PUBLISHED)[-1].value == "2024-11"


def test_a_year_named_by_the_way_does_not_move_a_narrative() -> None:
    text = "War came on 2 August 1964, files opened in 2005 show. On 4 August ships met again."
    assert find_times(text, published=date(2009, 12, 19))[-1].value == "1964-08-04"


# ── what must hold for any text ──────────────────────────────────────────────────────────

PIECES = st.sampled_from(
    """on in since until the a last next this that early late Monday Friday May March Dec. 7 31 2011 480 BC
    two several days weeks years ago later earlier before after yesterday tonight morning noon 10:30 a.m. GMT
    third quarter half fiscal Ramadan Easter Day New Year's Eve of and to - , . ; said will was killed rebels
    now recently '80s every daily 2024-12-07 07/12/2024 1990s century 1,000 0800 twenty-four hundred a_
    \n\n “ ” 00:00 31st Feb February 30 9999 0000 99999999999999999999 ½ İ ﬁ 🕒""".split(" ")
)
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map(" ".join), st.text(max_size=200))
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


@settings(max_examples=250, deadline=None)
@given(TEXTS, st.one_of(st.none(), DAYS))
def test_mentions_lie_in_the_text_in_order_and_run_forwards(text: str, published: date | None) -> None:
    end = 0
    for mention in find_times(text, published=published):
        assert end <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.text
        end = mention.end
        when = mention.when
        if when and when.earliest and when.latest:
            assert when.earliest <= when.latest


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.one_of(st.none(), DAYS), TEXTS)
def test_text_added_after_changes_nothing_before(text: str, published: date | None, more: str) -> None:
    before = find_times(f"{text}\n\n", published=published)
    assert find_times(f"{text}\n\n{more}", published=published)[: len(before)] == before


WEEKLY = st.sampled_from(
    [
        "on Monday",
        "last Friday",
        "next Tuesday",
        "yesterday",
        "tomorrow",
        "last week",
        "next week",
        "this week",
        "two days ago",
        "Thursday night",
        "last night",
        "the weekend",
        "10 days ago",
        "three weeks ago",
        "over the past five days",
        "early next week",
    ]
)


@given(
    WEEKLY,
    DAYS,
    st.integers(min_value=-60, max_value=60),
    st.sampled_from(["He left {}.", "He will leave {}."]),
)
def test_seven_days_later_every_relative_day_is_seven_days_later(
    words: str, published: date, weeks: int, sentence: str
) -> None:
    text, shift = sentence.format(words), timedelta(days=7 * weeks)
    (one,), (other,) = find_times(text, published=published), find_times(text, published=published + shift)
    assert one.when is not None
    assert other.when is not None
    assert one.when.earliest is not None
    assert one.when.latest is not None
    assert (other.when.earliest, other.when.latest) == (one.when.earliest + shift, one.when.latest + shift)


def test_no_text_is_slow() -> None:
    # Long runs of words that can all be part of a date are the worst a text can do.
    for piece in ("the last two ", "7 ", "1990-", "late early ", "since the ", "Monday ", "two hundred and "):
        text = piece * (4000 // len(piece))
        begun = time.process_time()
        find_times(text, published=PUBLISHED)
        assert time.process_time() - begun < 0.5, piece


def test_reading_twice_gives_the_same() -> None:
    assert find_times(HISTORY, published=PUBLISHED) == find_times(HISTORY, published=PUBLISHED)
