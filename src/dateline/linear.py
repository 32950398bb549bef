"""A log-linear model over named features: the only way in which v1's reader weighs evidence.

A model is one `.npz` file (made by training/): labels, feature names, weights. Features
are plain strings such as `lemma=evacuate`, so that every decision can be explained by the
features that weighed most.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from dateline.errors import SetupError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Weights of `len(rows)` features for each label, and a bias."""

    labels: tuple[str, ...]
    rows: Mapping[str, int]
    weights: "NDArray[np.float32]"
    """shape (features, labels)"""
    bias: "NDArray[np.float32]"

    def probabilities(self, features: Sequence[Sequence[str]]) -> "NDArray[np.float32]":
        """The probability of each label, shape (items, labels); unknown features weigh nothing."""
        import numpy as np

        logits = np.repeat(self.bias[None, :], len(features), axis=0)
        for item, names in enumerate(features):
            rows = [self.rows[name] for name in names if name in self.rows]
            if rows:
                logits[item] += self.weights[rows].sum(axis=0)
        logits -= logits.max(axis=1, keepdims=True)
        odds = np.exp(logits)
        return np.asarray(odds / odds.sum(axis=1, keepdims=True))

    def reasons(self, features: Sequence[str], *, label: str, most: int = 3) -> tuple[str, ...]:
        """The features that spoke most for `label`, best first."""
        column = self.labels.index(label)
        weighed = (
            (float(self.weights[self.rows[name], column]), name) for name in features if name in self.rows
        )
        return tuple(name for weight, name in sorted(weighed, reverse=True)[:most] if weight > 0)


@cache
def load_linear(name: str) -> LinearModel:
    """The shipped model of that name. Raises SetupError `no-weights` where its file is missing."""
    import numpy as np

    path = files("dateline") / "data" / "reader" / f"{name}.npz"
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            names = str(stored["features"]).split("\n")
            return LinearModel(
                labels=tuple(str(stored["labels"]).split("\n")),
                rows={feature: row for row, feature in enumerate(names)},
                weights=stored["weights"].astype(np.float32),
                bias=stored["bias"].astype(np.float32),
            )
    except OSError as error:
        raise SetupError(
            f"the reader's weights {name}.npz are missing, so no claims can be read. Install dateline again.",
            slug="no-weights",
        ) from error
