"""Bootstrap: how far a figure may lie from what another sample would give (Efron and Tibshirani, 1993)."""

import random
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

Row = TypeVar("Row")

DRAWS = 1000
SEED = 1


def draw_again(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Samples of the same size with rows put back, the same ones each time. Rows are what is independent:
    whole reports, not claims."""
    rng = random.Random(SEED)
    for _ in range(DRAWS):
        yield rng.choices(rows, k=len(rows))


def middle(values: Iterable[float]) -> list[float]:
    """The middle 95 % of a figure's values: both ends; `[]` without values."""
    ordered = sorted(values)
    return [round(ordered[int(len(ordered) * edge)], 3) for edge in (0.025, 0.975)] if ordered else []
