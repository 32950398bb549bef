"""The measures of the bench on cases worked out by hand, and against a search of all matchings."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.scoring.coreference import (
    Score,
    conll_f1,
    group_items,
    score_b_cubed,
    score_ceafe,
    score_muc,
    score_pairs,
)

# The example of Bagga and Baldwin (1998): twelve mentions of three things.
GOLD = "aaaaabbccccc"
SMALL_MERGED = "aaaaabbbbbbb"
LARGE_MERGED = "aaaaabbaaaaa"


@pytest.mark.parametrize(
    ("found", "muc", "b_cubed", "ceafe"),
    [
        (GOLD, (1, 1), (1, 1), (1, 1)),
        (SMALL_MERGED, (1, 9 / 10), (1, 16 / 21), ((1 + 10 / 12) / 3, (1 + 10 / 12) / 2)),
        (LARGE_MERGED, (1, 9 / 10), (1, 7 / 12), ((1 + 10 / 15) / 3, (1 + 10 / 15) / 2)),
    ],
)
def test_the_measures_agree_with_the_worked_example(
    found: str, muc: tuple[float, float], b_cubed: tuple[float, float], ceafe: tuple[float, float]
) -> None:
    for score, (recall, precision) in (
        (score_muc(found, GOLD), muc),
        (score_b_cubed(found, GOLD), b_cubed),
        (score_ceafe(found, GOLD), ceafe),
    ):
        assert (score.recall, score.precision) == (pytest.approx(recall), pytest.approx(precision))


def test_singletons_count_in_b_cubed_and_ceafe_but_are_no_links() -> None:
    assert score_muc("abc", "aaa") == Score(0.0, 1.0)
    assert score_b_cubed("abc", "aaa").recall == pytest.approx(1 / 3)
    assert score_ceafe("abc", "aaa").precision == pytest.approx(0.5 / 3)


def test_pairs_are_counted_once() -> None:
    assert score_pairs(SMALL_MERGED, GOLD) == Score(1.0, (10 + 1 + 10) / (10 + 21))


LABELS = st.lists(st.integers(0, 4), min_size=1, max_size=9)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=9))
def test_ceafe_finds_the_best_matching(pairs: list[tuple[int, int]]) -> None:
    found, gold = [a for a, _ in pairs], [b for _, b in pairs]
    rows, columns = sorted((group_items(found), group_items(gold)), key=len)
    best = max(
        sum(
            2 * len(row & column) / (len(row) + len(column)) for row, column in zip(rows, order, strict=False)
        )
        for order in permutations(columns)
    )
    assert score_ceafe(found, gold).recall * len(set(gold)) == pytest.approx(best)


@given(LABELS)
def test_the_truth_scores_one_by_any_names(labels: list[int]) -> None:
    renamed = [label + 100 for label in labels]
    assert conll_f1(renamed, labels) == pytest.approx(1.0)
