"""The log-linear model: probabilities, reasons, and the files it is loaded from."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import SetupError
from dateline.linear import LinearModel, load_linear

TOY = LinearModel(
    labels=("flood", "none", "raid"),
    rows={"word=raid": 0, "word=river": 1, "in headline": 2},
    weights=np.array([[-1, 0, 3], [2, 0, -2], [0.5, 0, 0.25]], np.float32),
    bias=np.array([0, 1, 0], np.float32),
)
NAMES = st.lists(st.sampled_from(["word=raid", "word=river", "in headline", "word=unheard"]), max_size=6)


def test_weights_add_up_and_the_largest_sum_is_the_likeliest() -> None:
    (odds,) = TOY.probabilities([["word=raid", "in headline"]])
    logits = np.array([-0.5, 1, 3.25])
    assert odds == pytest.approx(np.exp(logits) / np.exp(logits).sum(), abs=1e-6)
    assert TOY.labels[int(odds.argmax())] == "raid"


def test_without_a_known_feature_the_bias_decides() -> None:
    unknown, nothing = TOY.probabilities([["word=unheard"], []])
    assert unknown == pytest.approx(nothing)
    assert TOY.labels[int(unknown.argmax())] == "none"


def test_no_items_give_no_probabilities() -> None:
    assert TOY.probabilities([]).shape == (0, 3)


@given(st.lists(NAMES, min_size=1, max_size=5))
def test_probabilities_are_between_0_and_1_and_add_up_to_1(features: list[list[str]]) -> None:
    odds = TOY.probabilities(features)
    assert odds.shape == (len(features), 3)
    assert ((odds >= 0) & (odds <= 1)).all()
    assert odds.sum(axis=1) == pytest.approx(np.ones(len(features)), abs=1e-5)


@given(st.lists(NAMES, min_size=2, max_size=5))
def test_an_item_is_weighed_alike_alone_and_among_others(features: list[list[str]]) -> None:
    together = TOY.probabilities(features)
    alone = np.vstack([TOY.probabilities([names]) for names in features])
    assert together == pytest.approx(alone, abs=1e-6)


def test_huge_weights_do_not_overflow() -> None:
    model = LinearModel(("a", "b"), {"x": 0}, np.array([[9e4, -9e4]], np.float32), np.zeros(2, np.float32))
    assert model.probabilities([["x"]])[0].tolist() == [1.0, 0.0]


@pytest.mark.parametrize(
    ("label", "most", "reasons"),
    [
        ("raid", 3, ("word=raid", "in headline")),
        ("raid", 1, ("word=raid",)),
        ("flood", 3, ("word=river", "in headline")),
        ("none", 3, ()),
    ],
)
def test_reasons_are_the_features_that_speak_for_a_label(label: str, most: int, reasons: tuple[str]) -> None:
    names = ["in headline", "word=river", "word=raid", "word=unheard"]
    assert TOY.reasons(names, label=label, most=most) == reasons


@pytest.mark.parametrize("name", ["triggers", "roles", "realis", "background"])
def test_every_model_of_the_reader_is_there_and_whole(name: str) -> None:
    model = load_linear(name)
    assert model.weights.shape == (len(model.rows), len(model.labels))
    assert model.bias.shape == (len(model.labels),)
    assert sorted(model.rows.values()) == list(range(len(model.rows)))
    assert np.isfinite(model.weights).all()
    assert load_linear(name) is model


def test_missing_weights_are_a_matter_of_set_up_and_the_file_is_named() -> None:
    with pytest.raises(SetupError, match=r"unheard\.npz") as raised:
        load_linear("unheard")
    assert raised.value.slug == "no-weights"
