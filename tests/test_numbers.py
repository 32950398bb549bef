"""Numbers in text and what they measure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.numbers import NumberUse, count_in, find_numbers

COUNTS = [
    ("12 people were killed", "12", 12, 12),
    ("killed 1,240 soldiers", "1,240", 1240, 1240),
    ("2.5 million refugees", "2.5 million", 2_500_000, 2_500_000),
    ("2m refugees fled", "2m", 2_000_000, 2_000_000),
    ("at least 12 civilians", "at least 12", 12, None),
    ("more than a dozen fighters", "more than a dozen", 12, None),
    ("well over 300 homes", "well over 300", 300, None),
    ("the toll exceeded 100", "exceeded 100", 100, None),
    ("no fewer than seven", "no fewer than seven", 7, None),
    ("up to 40 tanks", "up to 40", None, 40),
    ("as many as 140 civilians", "as many as 140", None, 140),
    ("fewer than 50 houses", "fewer than 50", None, 50),
    ("no more than ten guards", "no more than ten", None, 10),
    ("about 20 wounded", "about 20", 20, 20),
    ("nearly 3 million displaced", "nearly 3 million", 3_000_000, 3_000_000),
    ("an estimated 14,000 lives", "an estimated 14,000", 14_000, 14_000),
    ("Some 3,000 left", "Some 3,000", 3000, 3000),
    ("several wounded", "several", 3, None),
    ("a few guards", "a few", 3, None),
    ("several hundred men", "several hundred", 300, None),
    ("a few dozen buses", "a few dozen", 36, None),
    ("Several thousand students", "Several thousand", 3000, None),
    ("several tens of thousands of people", "several tens of thousands", 30_000, None),
    ("Tens of other civilians", "Tens", 10, None),
    ("dozens of arrests", "dozens", 12, None),
    ("scores of villagers", "scores", 20, None),
    ("hundreds gathered", "hundreds", 100, None),
    ("thousands more", "thousands", 1000, None),
    ("tens of thousands fled", "tens of thousands", 10_000, None),
    ("hundreds of thousands of homes", "hundreds of thousands", 100_000, None),
    ("a couple of tanks", "a couple", 2, 2),
    ("half a million people", "half a million", 500_000, 500_000),
    ("two dozen men", "two dozen", 24, 24),
    ("Sixty-six people or more", "Sixty-six people or more", 66, None),
    ("200-plus families", "200-plus", 200, None),
    ("500+ vehicles", "500+", 500, None),
    ("30 or so gunmen", "30 or so", 30, 30),
    ("twenty-three rebels", "twenty-three", 23, 23),
    ("a hundred and five bodies", "a hundred and five", 105, 105),
    ("two thousand three hundred men", "two thousand three hundred", 2300, 2300),
    ("two and a half million people", "two and a half million", 2_500_000, 2_500_000),
    ("five hundred thousand votes", "five hundred thousand", 500_000, 500_000),
    ("between 10 and 15 shells", "between 10 and 15", 10, 15),
    ("10 to 15 shells", "10 to 15", 10, 15),
    ("10-15 shells", "10-15", 10, 15),
    ("two or three shells", "two or three", 2, 3),
    ("2 to 3 million people", "2 to 3 million", 2_000_000, 3_000_000),
    ("around 18,250 to 63,000 visitors", "around 18,250 to 63,000", 18_250, 63_000),
    ("More than 1000 people", "More than 1000", 1000, None),
    ("2000 people marched", "2000", 2000, 2000),
]


@pytest.mark.parametrize(("text", "words", "least", "most"), COUNTS)
def test_a_count_has_the_ends_that_its_words_give(
    text: str, words: str, least: int | None, most: int | None
) -> None:
    (number,) = find_numbers(text)
    assert (number.text, number.least, number.most, number.use) == (words, least, most, NumberUse.COUNT)


USES = [
    ("in 2019 the war", NumberUse.DATE),
    ("on 7 December they left", NumberUse.DATE),
    ("on December 7 they left", NumberUse.DATE),
    ("on Dec. 7 they left", NumberUse.DATE),
    ("at 5 p.m. they left", NumberUse.DATE),
    ("the 2011 uprising", NumberUse.DATE),
    ("cost $5 million", NumberUse.MONEY),
    ("cost 38 million euros", NumberUse.MONEY),
    ("rose 10%", NumberUse.SHARE),
    ("rose ten per cent", NumberUse.SHARE),
    ("a 25-year-old man", NumberUse.AGE),
    ("men aged 25 left", NumberUse.AGE),
    ("Ahmad, 25, said", NumberUse.AGE),
    ("30 kilometres away", NumberUse.MEASURE),
    ("a 24-hour curfew", NumberUse.MEASURE),
    ("for several days", NumberUse.MEASURE),
    ("Resolution 2254 says", NumberUse.LABEL),
    ("the Group of Seven met", NumberUse.LABEL),
]


@pytest.mark.parametrize(("text", "use"), USES)
def test_what_a_number_measures_is_told(text: str, use: NumberUse) -> None:
    (number,) = find_numbers(text)
    assert number.use is use


@pytest.mark.parametrize(
    "text",
    [
        "no one came",
        "one another",
        "the one who left",
        "an F-16 jet",
        "on the 7th",
        "test scores fell",
        "1.5 of them",
    ],
)
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    assert find_numbers(text) == ()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("killed 12 and wounded 30 more", [12, 30]),
        ("rose from 10 to 15", [10, 15]),
        ("at 10:30 on 6 and 7 December, 25 men left", [10, 30, 6, 7, 25]),
        ("between 10 men and a wall", [10]),
    ],
)
def test_numbers_come_in_order(text: str, values: list[int]) -> None:
    assert [number.least for number in find_numbers(text)] == values


def test_the_days_of_a_list_of_dates_are_all_dates() -> None:
    uses = [number.use for number in find_numbers("at 10:30 on 6 and 7 December, 25 men left")]
    assert uses == [NumberUse.DATE] * 4 + [NumberUse.COUNT]


@pytest.mark.parametrize(
    ("phrase", "least", "most"),
    [
        ("two top generals", 2, 2),
        ("a group of 20 men", 20, 20),
        ("one of the 12 men", 1, 1),
        ("at least 12 of the 2024 recruits", 12, None),
        ("dozens of men", 12, None),
    ],
)
def test_a_phrase_says_how_many_it_is_about(phrase: str, least: int, most: int | None) -> None:
    count = count_in(phrase)
    assert count is not None
    assert (count.least, count.most) == (least, most)


@pytest.mark.parametrize(
    "phrase",
    [
        "top generals",
        "residents of five villages",
        "men with two guns",
        "the 2011 revolutionaries",
        "a 25-year-old man",
    ],
)
def test_a_phrase_without_a_count_has_none(phrase: str) -> None:
    assert count_in(phrase) is None


@given(st.integers(min_value=1, max_value=10**12))
def test_digits_with_commas_give_their_value(value: int) -> None:
    (number,) = find_numbers(f"more than {value:,} people")
    assert (number.least, number.most) == (value, None)


@given(
    st.lists(
        st.sampled_from("12 1,000 two and a half hundred million to - between of several $ % , . men".split())
    )
)
def test_spans_slice_the_text_and_never_overlap(words: list[str]) -> None:
    text = " ".join(words)
    end = 0
    for number in find_numbers(text):
        assert text[number.start : number.end] == number.text
        assert number.start >= end
        assert number.least is not None or number.most is not None
        end = number.end
