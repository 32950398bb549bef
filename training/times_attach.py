"""Fits the weights that choose a trigger's date among the dates of its report.

    python -m training.times_attach --gold FOLDER [--out src/dateline/times/attach_weights.py]

FOLDER holds train.jsonl and train/; nothing else is read. Each claim is one choice between
its dates and leaving the date open, a conditional log-linear model (softmax over the
candidates and "none" at 0) fitted by AdaGrad in a fixed order. Two minutes on one core.
"""

import argparse
import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.claim_times import days_of, describe_place, gold_days, read_gold
from dateline.times.attach import Setting, describe_candidate, find_candidates, when_of
from dateline.types import Kind

EPOCHS = 40
RATE = 0.15
SHRINK = 0.0004
# Claims without a date are three times as many as those with one; this much in favour of a
# date leaves nine in ten of the former open on the training claims.
IN_FAVOUR = 0.4
LEAST_WEIGHT = 0.05

HEAD = '''"""What each feature of a date, as seen from a trigger, speaks for or against it.

Fitted by training/times_attach.py on this project's training claims; a date is taken where
its features add up to more than 0.
"""

from collections.abc import Mapping
from types import MappingProxyType

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
'''
TAIL = '''    }
)
"""feature -> weight"""
'''


@dataclass(frozen=True, slots=True)
class Choice:
    """The features of each date a claim could take, and which are right: none where it has no date."""

    features: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]


def read_choices(folder: Path) -> Iterator[Choice]:
    """One choice a claim. Claims whose date is none of the candidates teach nothing and are left out."""
    for read, claim, trigger in read_gold(folder, "train"):
        if claim["kind"] == Kind.ASSESS:
            continue
        setting = Setting(trigger=trigger, **describe_place(read, claim, trigger))
        candidates = tuple(find_candidates(setting))
        words = ((claim.get("when") or {}).get("text") or "").lower()
        days = gold_days(claim) if words else None
        right = tuple(
            days is not None
            and days_of(when_of(setting, mention)) == days
            and (days != (None, None) or mention.text.lower() in words or words in mention.text.lower())
            for mention in candidates
        )
        if candidates and (any(right) or days is None):
            yield Choice(tuple(tuple(describe_candidate(setting, each)) for each in candidates), right)


def fit(choices: Sequence[Choice]) -> dict[str, float]:
    """The weights of all features."""
    places = {name: at for at, name in enumerate(sorted({n for c in choices for f in c.features for n in f}))}
    weights, squares = np.zeros(len(places)), np.full(len(places), 1e-6)
    rows = [
        ([[places[name] for name in each] for each in choice.features], choice.right) for choice in choices
    ]
    chance = random.Random(1)
    for _ in range(EPOCHS):
        chance.shuffle(rows)
        for features, right in rows:
            for gap, indices in _gaps(weights, features, right):
                for at in indices:
                    slope = gap + SHRINK * weights[at]
                    squares[at] += slope * slope
                    weights[at] -= RATE * slope / math.sqrt(squares[at])
    return {name: float(weights[at]) for name, at in places.items()}


def _gaps(
    weights: "np.ndarray", features: list[list[int]], right: Sequence[bool]
) -> Iterator[tuple[float, list[int]]]:
    """How far each date's probability is above what it should be."""
    scores = np.array([0.0, *(weights[indices].sum() for indices in features)])
    shares = np.exp(scores - scores.max())
    shares /= shares.sum()
    mask = np.array(right, dtype=float)
    wanted = shares[1:] * mask
    wanted = wanted / wanted.sum() if mask.any() else mask
    yield from zip((shares[1:] - wanted).tolist(), features, strict=True)


def write_weights(weights: dict[str, float], out: Path) -> None:
    """The weights as a module of dateline."""
    for name in ("same", "earlier"):
        weights[name] = weights.get(name, 0.0) + IN_FAVOUR
    rounded = sorted((name, round(weight, 2)) for name, weight in weights.items())
    lines = (f'        "{name}": {weight},\n' for name, weight in rounded if abs(weight) >= LEAST_WEIGHT)
    out.write_text(HEAD + "".join(lines) + TAIL, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("src/dateline/times/attach_weights.py"))
    arguments = parser.parse_args()
    write_weights(fit(tuple(read_choices(arguments.gold))), arguments.out)


if __name__ == "__main__":
    main()
