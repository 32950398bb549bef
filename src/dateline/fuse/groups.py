"""Facts, … -> groups that tell one event each.

Pairs alike enough are joined best first, and two groups are joined only while they are
alike on average: one odd pair does not chain two events together.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.alike import SAME_EVENT, Facts, weigh

SAMPLE = 6
"""Of each group, so many members (the first told) are asked whether it may be joined."""

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Group:
    """Positions that tell one event so far, and the first of them, which speak for all."""

    members: list[int]
    firsts: list[int]


@dataclass(frozen=True, slots=True)
class Scored:
    """Pairs alike enough to be one event, and those that would be but for the tense: an act
    announced and the act done."""

    same: Mapping[Pair, float]
    ahead: Mapping[Pair, float]


def score_pairs(facts: Sequence[Facts], pairs: Iterable[Pair], *, least: float = SAME_EVENT) -> Scored:
    """The pairs that score at least `least`."""
    same: dict[Pair, float] = {}
    ahead: dict[Pair, float] = {}
    for pair in pairs:
        a, b = facts[pair[0]], facts[pair[1]]
        score = weigh(a, b)
        if score >= least:
            (same if a.ahead == b.ahead else ahead)[pair] = score
    return Scored(same, ahead)


def find_groups(
    facts: Sequence[Facts], same: Mapping[Pair, float], *, least: float = SAME_EVENT
) -> list[list[int]]:
    """Positions of `facts` in groups, each sorted, in the order of their first members."""
    group_of = {position: Group([position], [position]) for position in range(len(facts))}
    scores = dict(same)
    for (i, j), _ in sorted(same.items(), key=lambda item: (-item[1], item[0])):
        a, b = group_of[i], group_of[j]
        if a is not b and _mean_score(facts, a.firsts, b.firsts, scores) >= least:
            large, small = (a, b) if len(a.members) >= len(b.members) else (b, a)
            large.members.extend(small.members)
            large.firsts[:] = sorted(large.firsts + small.firsts)[:SAMPLE]
            group_of.update(dict.fromkeys(small.members, large))
    return [sorted(group.members) for position, group in group_of.items() if group.firsts[0] == position]


def _mean_score(facts: Sequence[Facts], a: list[int], b: list[int], scores: dict[Pair, float]) -> float:
    pairs = [(max(i, j), min(i, j)) for i in a for j in b]
    for i, j in pairs:
        if (i, j) not in scores:
            scores[i, j] = 0.0 if facts[i].ahead != facts[j].ahead else weigh(facts[i], facts[j])
    return sum(scores[pair] for pair in pairs) / len(pairs)


def find_links(groups: Sequence[Sequence[int]], ahead: Mapping[Pair, float]) -> dict[int, set[int]]:
    """For each group's number, the numbers of the groups it was announced by or carried out in."""
    number_of = {position: number for number, group in enumerate(groups) for position in group}
    links: dict[int, set[int]] = defaultdict(set)
    for i, j in ahead:
        a, b = number_of[i], number_of[j]
        links[a].add(b)
        links[b].add(a)
    return links
