"""Clusters against gold clusters: MUC, B³, CEAFe, their mean (CoNLL F1), and pairwise F1.

All measures take two partitions of the same items: a label for each item, found and gold.
MUC: Vilain et al. 1995. B³: Bagga and Baldwin 1998. CEAFe: Luo 2005, with φ4.
"""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

Labels = Sequence[Hashable]


@dataclass(frozen=True, slots=True)
class Score:
    """Recall, precision and their harmonic mean, 0 to 1."""

    recall: float
    precision: float

    @property
    def f1(self) -> float:
        total = self.recall + self.precision
        return 2 * self.recall * self.precision / total if total else 0.0


def group_items(labels: Labels) -> list[frozenset[int]]:
    """The clusters as sets of positions."""
    groups: dict[Hashable, set[int]] = defaultdict(set)
    for position, label in enumerate(labels):
        groups[label].add(position)
    return [frozenset(group) for group in groups.values()]


def score_muc(found: Labels, gold: Labels) -> Score:
    """Links found: a cluster of n has n - 1."""
    return Score(_link_recall(gold, found), _link_recall(found, gold))


def _link_recall(of: Labels, against: Labels) -> float:
    kept = total = 0
    for group in group_items(of):
        kept += len(group) - len({against[item] for item in group})
        total += len(group) - 1
    return kept / total if total else 1.0


def score_b_cubed(found: Labels, gold: Labels) -> Score:
    """The mean over items of how much of their cluster is right."""
    return Score(_item_recall(gold, found), _item_recall(found, gold))


def _item_recall(of: Labels, against: Labels) -> float:
    if not of:
        return 1.0
    shared = _count_shared(of, against)
    total = sum(count * count / len_of for (_, _, len_of), count in shared.items())
    return total / len(of)


def _count_shared(of: Labels, against: Labels) -> Mapping[tuple[Hashable, Hashable, int], int]:
    sizes: dict[Hashable, int] = defaultdict(int)
    for label in of:
        sizes[label] += 1
    shared: dict[tuple[Hashable, Hashable, int], int] = defaultdict(int)
    for own, other in zip(of, against, strict=True):
        shared[own, other, sizes[own]] += 1
    return shared


def score_ceafe(found: Labels, gold: Labels) -> Score:
    """Clusters matched one to one so that the sum of their likeness (Dice) is greatest."""
    found_groups, gold_groups = group_items(found), group_items(gold)
    total = sum(_match(rows) for rows in _split_by_touch(found_groups, gold_groups))
    return Score(total / len(gold_groups), total / len(found_groups)) if found_groups else Score(1.0, 1.0)


def _split_by_touch(
    found: Sequence[frozenset[int]], gold: Sequence[frozenset[int]]
) -> list[list[list[float]]]:
    """The likeness matrices of the parts that share no item with each other."""
    gold_of = {item: number for number, group in enumerate(gold) for item in group}
    found_of = {item: number for number, group in enumerate(found) for item in group}
    seen: set[int] = set()
    parts = []
    for start in range(len(found)):
        if start in seen:
            continue
        rows, columns, waiting = {start}, set[int](), [start]
        while waiting:
            for column in {gold_of[item] for item in found[waiting.pop()]} - columns:
                columns.add(column)
                fresh = {found_of[item] for item in gold[column]} - rows
                rows |= fresh
                waiting.extend(fresh)
        seen |= rows
        parts.append(
            [[_dice(found[row], gold[column]) for column in sorted(columns)] for row in sorted(rows)]
        )
    return parts


def _dice(a: frozenset[int], b: frozenset[int]) -> float:
    return 2 * len(a & b) / (len(a) + len(b))


def _match(gains: Sequence[Sequence[float]]) -> float:
    """The greatest sum of gains with one column a row (the Hungarian method with potentials)."""
    if len(gains) > len(gains[0]):
        gains = [list(column) for column in zip(*gains, strict=True)]
    rows, columns = len(gains), len(gains[0])
    u, v = [0.0] * (rows + 1), [0.0] * (columns + 1)
    row_of = [0] * (columns + 1)
    for row in range(1, rows + 1):
        row_of[0] = row
        _augment(gains, u, v, row_of)
    return sum(gains[row_of[column] - 1][column - 1] for column in range(1, columns + 1) if row_of[column])


def _augment(gains: Sequence[Sequence[float]], u: list[float], v: list[float], row_of: list[int]) -> None:
    columns = len(v) - 1
    least, way, used = [float("inf")] * (columns + 1), [0] * (columns + 1), [False] * (columns + 1)
    at = 0
    while row_of[at]:
        used[at] = True
        row, step, following = row_of[at], float("inf"), 0
        for column in range(1, columns + 1):
            if used[column]:
                continue
            cost = -gains[row - 1][column - 1] - u[row] - v[column]
            if cost < least[column]:
                least[column], way[column] = cost, at
            if least[column] < step:
                step, following = least[column], column
        for column in range(columns + 1):
            if used[column]:
                u[row_of[column]] += step
                v[column] -= step
            else:
                least[column] -= step
        at = following
    while at:
        row_of[at] = row_of[way[at]]
        at = way[at]


def score_pairs(found: Labels, gold: Labels) -> Score:
    """Pairs of items that are together."""
    both = _count_pairs(list(zip(found, gold, strict=True)))
    in_gold, in_found = _count_pairs(gold), _count_pairs(found)
    return Score(both / in_gold if in_gold else 1.0, both / in_found if in_found else 1.0)


def _count_pairs(labels: Labels) -> int:
    return sum(len(group) * (len(group) - 1) // 2 for group in group_items(labels))


def conll_f1(found: Labels, gold: Labels) -> float:
    """The mean of the F1 of MUC, B³ and CEAFe."""
    scores = (score_muc(found, gold), score_b_cubed(found, gold), score_ceafe(found, gold))
    return sum(score.f1 for score in scores) / 3
