"""States of words -> what the reader's heads answer: labels with their probabilities.

    words ─▶ kinds, cues, mentions, kinds of voices             a distribution a word
    trigger ─▶ mode, realis, stance, …                          a distribution a trigger
    trigger × word ─▶ role, date, voice, figure, source         a distribution a pair

All are small matrices over the encoder's states (`data/reader/heads.npz`), so numpy runs them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from dateline.encoder import Floats
from dateline.labels import DISTANCES, GROUPS
from dateline.pieces import Ints


@cache
def load_heads() -> Mapping[str, Floats]:
    with np.load(str(files("dateline") / "data" / "reader" / "heads.npz")) as packed:
        return {name: packed[name].astype(np.float32) for name in packed.files}


def softmax(scores: Floats) -> Floats:
    """Scores as probabilities over the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    chances: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return chances


def _linear(name: str, states: Floats) -> Floats:
    heads = load_heads()
    out: Floats = states @ heads[f"{name}.weight"].T + heads[f"{name}.bias"]
    return out


def label_words(head: str, states: Floats) -> Floats:
    """(words, labels) of the head `kinds`, `cues`, `mentions` or `voices`."""
    return softmax(_linear(f"word_heads.{head}", states))


def label_trigger(head: str, state: Floats) -> Floats:
    """(labels,) of an attribute, for one trigger's state."""
    return softmax(_linear(f"trigger_heads.{head}", state))


@dataclass(frozen=True, slots=True)
class Sides:
    """What the words of a window bring to any trigger: (words, width) twice."""

    added: Floats
    multiplied: Floats


def find_sides(states: Floats) -> Sides:
    return Sides(_linear("to_word", states), _linear("to_word_2", states))


def label_arcs(
    state: Floats, *, first_word: int, sides: Sides, groups: Sequence[str]
) -> Mapping[str, Floats]:
    """For each of these groups of arcs (words, labels): what each word is to the trigger with this state."""
    steps = np.arange(len(sides.added)) - first_word
    distances: Ints = np.searchsorted(np.array(DISTANCES), steps, side="right")
    hidden = (
        _linear("from_trigger", state)
        + sides.added
        + _linear("from_trigger_2", state) * sides.multiplied
        + load_heads()["distance.weight"][distances]
    )
    hidden = np.maximum(hidden, 0.0)
    heads, found, start = load_heads(), {}, 0
    for group, labels in GROUPS.items():
        of_group = slice(start, start + len(labels))
        if group in groups:
            found[group] = softmax(hidden @ heads["arcs.weight"][of_group].T + heads["arcs.bias"][of_group])
        start += len(labels)
    return found


def pair_chances(states: Floats) -> Floats:
    """(triggers, triggers): how likely two triggers of a report tell of one happening."""
    left = _linear("pair_left", states)
    # a row at a time: all pairs at once would take gigabytes for a long report
    rows = [_linear("pair_out", np.hstack([np.abs(one - left), one * left]))[:, 0] for one in left]
    chances: Floats = (1.0 / (1.0 + np.exp(-np.stack(rows)))).astype(np.float32)
    return chances
