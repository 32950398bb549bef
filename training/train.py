"""Windows with labels -> a trained reader.

One epoch reads all annotated reports, and of each larger corpus as much as `SHARES` says, so that none
drowns the claims. The weights that are kept are a running mean over the last few epochs.
"""

import math
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor, nn

from dateline.labels import ATTRIBUTES, DISTANCES, GROUPS
from training.examples import IGNORE, Deed, Example
from training.network import Reader

PIECES_A_STEP = 1024
ENCODER_RATE, HEADS_RATE = 1.5e-4, 1e-3
WARM_STEPS = 60
COOLING = 0.3
"""share of the steps, at the end, in which the rate falls to nothing"""
MEAN_DECAY = 0.998
HIDDEN_SHARE = 0.1
"""so many word pieces are hidden in each pass, so that no name is learnt by heart"""
MASK, LAST_SPECIAL = 103, 103
"""ids of the vocabulary: [MASK], and the last of those that are no pieces of words"""
WEIGHTS = {
    "kinds": 12.0, "cues": 3.0, "mentions": 4.0, "voices": 0.3, "attributes": 1.5, "arcs": 20.0, "pairs": 2.0,
}  # fmt: skip
"""what one unit of each loss counts: means over many words, most of them nothing, count more"""
RARE = {
    "realis": {"planned": 2.0, "possible": 2.0, "conditional": 3.0, "negated": 3.0},
    "stance": {"denies": 4.0, "accuses": 3.0, "doubts": 4.0},
    "telling": {"again": 1.5},
}
"""labels that count more, since a network that never gave them would still be right nearly always"""
WORD_HEADS = ("kinds", "cues", "mentions", "voices")


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded windows: (windows, pieces) and (windows, words)."""

    pieces: Tensor
    shapes: Tensor
    mask: Tensor
    firsts: Tensor


def pad(examples: Sequence[Example]) -> Batch:
    longest = max(len(example.window.pieces) for example in examples)
    most = max(len(example.window.words) for example in examples)
    pieces = np.zeros((len(examples), longest), dtype=np.int64)
    shapes, mask = np.zeros_like(pieces), np.zeros_like(pieces)
    firsts = np.zeros((len(examples), most), dtype=np.int64)
    for row, example in enumerate(examples):
        window = example.window
        pieces[row, : len(window.pieces)] = window.pieces
        shapes[row, : len(window.pieces)] = window.shapes
        mask[row, : len(window.pieces)] = 1
        firsts[row, : len(window.words)] = window.firsts
    return Batch(*(torch.from_numpy(array) for array in (pieces, shapes, mask, firsts)))


def hide(batch: Batch) -> Batch:
    """The batch with a share of its pieces hidden."""
    hidden = (torch.rand(batch.pieces.shape) < HIDDEN_SHARE) & (batch.pieces > LAST_SPECIAL)
    return replace(batch, pieces=batch.pieces.masked_fill(hidden, MASK))


def batches(examples: Sequence[Example], rng: random.Random) -> list[list[Example]]:
    """Examples of like length together, the batches in random order."""
    order = sorted(examples, key=lambda one: len(one.window.pieces) * (0.9 + 0.2 * rng.random()))
    groups: list[list[Example]] = [[]]
    longest = 0
    for example in order:
        longest = max(longest, len(example.window.pieces))
        if groups[-1] and longest * (len(groups[-1]) + 1) > PIECES_A_STEP:
            groups.append([])
            longest = len(example.window.pieces)
        groups[-1].append(example)
    rng.shuffle(groups)
    return groups


# ── the loss ─────────────────────────────────────────────────────────────────────────────


def losses_of(model: Reader, examples: Sequence[Example]) -> Iterator[tuple[str, Tensor]]:
    """The losses of a batch by name, each only where the batch has labels for it."""
    batch = pad(examples)
    if model.training:
        batch = hide(batch)
    words = model.dropout(model.words(batch.pieces, batch.shapes, batch.mask, batch.firsts))
    for head in WORD_HEADS:
        labels = _rows([getattr(example, head) for example in examples], words.shape[1])
        if (labels != IGNORE).any():
            yield head, cross_entropy(model.word_heads[head](words), labels)
    deeds = [(row, deed) for row, example in enumerate(examples) for deed in example.deeds]
    if deeds:
        rows = torch.tensor([row for row, _ in deeds])
        pool = torch.zeros(len(deeds), words.shape[1])
        for number, (_, deed) in enumerate(deeds):
            pool[number, deed.words] = 1 / len(deed.words)
        states = torch.einsum("tw,twd->td", pool, words[rows])
        yield from _losses_of_triggers(model, deeds, states, words)


def _losses_of_triggers(
    model: Reader, deeds: Sequence[tuple[int, Deed]], states: Tensor, words: Tensor
) -> Iterator[tuple[str, Tensor]]:
    attributes = list(_attribute_losses(model, [deed for _, deed in deeds], states))
    if attributes:
        yield "attributes", torch.stack(attributes).sum()
    with_arcs = [number for number, (_, deed) in enumerate(deeds) if deed.groups]
    if with_arcs:
        chosen = [deeds[number] for number in with_arcs]
        yield "arcs", _arc_loss(model, chosen, states[with_arcs], words)
    left, right, same = _pairs(deeds)
    if left:
        scores = model.pair_scores(states[left], states[right])
        yield "pairs", nn.functional.binary_cross_entropy_with_logits(scores, torch.tensor(same))


def _attribute_losses(model: Reader, deeds: Sequence[Deed], states: Tensor) -> Iterator[Tensor]:
    for name, head in model.trigger_heads.items():
        chosen = [number for number, deed in enumerate(deeds) if name in deed.attributes]
        if chosen:
            labels = torch.tensor([deeds[number].attributes[name] for number in chosen])
            yield nn.functional.cross_entropy(head(states[chosen]), labels, weight=label_weights(name))


def label_weights(name: str) -> Tensor:
    """What each label of an attribute counts."""
    return torch.tensor([RARE.get(name, {}).get(label, 1.0) for label in ATTRIBUTES[name]])


def _arc_loss(model: Reader, deeds: Sequence[tuple[int, Deed]], states: Tensor, words: Tensor) -> Tensor:
    most = words.shape[1]
    rows = torch.tensor([row for row, _ in deeds])
    first = torch.tensor([deed.words[0] for _, deed in deeds])
    steps = torch.arange(most).unsqueeze(0) - first.unsqueeze(1)
    distances = torch.bucketize(steps, torch.tensor(DISTANCES), right=True)
    scores = model.arc_scores(states, words[rows], distances)
    losses, start = [], 0
    for group, names in GROUPS.items():
        labels = _rows([deed.groups.get(group, np.array([], dtype=np.int64)) for _, deed in deeds], most)
        if (labels != IGNORE).any():
            losses.append(cross_entropy(scores[:, :, start : start + len(names)], labels))
        start += len(names)
    return torch.stack(losses).sum()


def _pairs(deeds: Sequence[tuple[int, Deed]]) -> tuple[list[int], list[int], list[float]]:
    """Each two triggers of one window of whose happenings we know whether they are one."""
    left, right, same = list[int](), list[int](), list[float]()
    for i, (row, one) in enumerate(deeds):
        for j in range(i + 1, len(deeds)):
            other_row, other = deeds[j]
            if row == other_row and one.happening >= 0 and other.happening >= 0:
                left.append(i)
                right.append(j)
                same.append(float(one.happening == other.happening))
    return left, right, same


def _rows(labels: Sequence[np.ndarray], width: int) -> Tensor:
    table = np.full((len(labels), width), IGNORE)
    for row, found in enumerate(labels):
        table[row, : len(found)] = found
    return torch.from_numpy(table)


def cross_entropy(scores: Tensor, labels: Tensor) -> Tensor:
    """The mean over the labels that are not `IGNORE`; scores are (…, labels)."""
    return nn.functional.cross_entropy(scores.flatten(0, 1), labels.flatten(), ignore_index=IGNORE)


# ── the training ─────────────────────────────────────────────────────────────────────────


def train(
    model: Reader,
    make_epoch: Callable[[], Sequence[Example]],
    *,
    epochs: int,
    seed: int = 1,
    tell: Callable[[str], None] = print,
) -> None:
    """Fit the model in place on what `make_epoch` gives; its weights end as their running mean."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    optimizer = make_optimizer(model)
    mean = {name: value.clone() for name, value in model.state_dict().items()}
    steps = epochs * len(batches(make_epoch(), random.Random(0)))
    step = 0
    for epoch in range(1, epochs + 1):
        model.train()
        begun, told = time.time(), dict[str, float]()
        groups = batches(make_epoch(), rng)
        for group in groups:
            set_rate(optimizer, share_of_rate(step, steps))
            take_step(model, group, optimizer, told)
            step += 1
            follow(mean, model, min(MEAN_DECAY, (step + 1) / (step + 10)))
        shares = " ".join(f"{name} {value / len(groups):.3f}" for name, value in told.items())
        tell(f"epoch {epoch} of {epochs}, {time.time() - begun:.0f} s: {shares}")
    model.load_state_dict(mean)


def take_step(
    model: Reader, group: Sequence[Example], optimizer: torch.optim.Optimizer, told: dict[str, float]
) -> None:
    losses = list(losses_of(model, group))
    if not losses:
        return
    for name, loss in losses:
        told[name] = told.get(name, 0.0) + float(loss.detach())
    optimizer.zero_grad()
    torch.stack([WEIGHTS[name] * loss for name, loss in losses]).sum().backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()


def make_optimizer(model: Reader) -> torch.optim.AdamW:
    """The encoder moves slowly, the heads, which know nothing yet, faster."""
    encoder = list(model.encoder.parameters())
    known = {id(one) for one in encoder}
    heads = [one for one in model.parameters() if id(one) not in known]
    groups = [{"params": encoder, "full": ENCODER_RATE}, {"params": heads, "full": HEADS_RATE}]
    return torch.optim.AdamW(groups, lr=ENCODER_RATE, weight_decay=0.01)


def set_rate(optimizer: torch.optim.Optimizer, share: float) -> None:
    for group in optimizer.param_groups:
        group["lr"] = group["full"] * share


def share_of_rate(step: int, steps: int) -> float:
    """The rate rises over the first steps and falls over the last `COOLING` of them."""
    left = (steps - step) / max(1, math.ceil(COOLING * steps))
    return min(1.0, (step + 1) / WARM_STEPS) * max(0.02, min(1.0, left))


def follow(mean: Mapping[str, Tensor], model: Reader, decay: float) -> None:
    """Move the running mean of the weights a little towards where they are."""
    with torch.no_grad():
        for name, value in model.state_dict().items():
            if value.dtype.is_floating_point:
                mean[name].mul_(decay).add_(value, alpha=1 - decay)
