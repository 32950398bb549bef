"""Drafts of one report -> drafts: tellings of one happening joined.

News tells its point three times: in the headline, in the first paragraph and further
down. The network weighs each two tellings of a report: do they tell of one happening? Those
that do become one, led by the telling that the network holds for the leading one; the others
become evidence and fill what it left open.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from dateline.encoder import Floats
from dateline.heads import pair_chances
from dateline.parts import find_words
from dateline.types import (
    Figure,
    FigureKind,
    Kind,
    Means,
    Participant,
    PlaceRef,
    PlaceRole,
    Realis,
    Span,
    Speech,
    Stance,
    Voice,
    When,
)

COUNTS = frozenset("two three several".split())
JOIN_AT = 0.55
"""Mean chance between two groups of tellings from which they are one. Chosen on gold/dev."""

FILLED: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "mode": frozenset({"mode"}),
        "actors": frozenset({"actor"}),
        "targets": frozenset({"target"}),
        "places": frozenset(PlaceRole),
        "when": frozenset({"when"}),
        "means": frozenset(),
        "figures": frozenset(FigureKind),
    }
)
"""What a retelling fills in where the leading telling leaves it open, and how the reasons for it begin."""
LEADS_AT = 0.05
"""A telling less likely to lead tells again what another tells, though which one is not known: no claim of
its own. A bar of 0.2 or more is better on gold/dev by a claim or two; but a claim told twice can be seen,
one that is lost cannot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One telling of a happening, still bound to its sentence."""

    kind: Kind
    mode: str | None
    trigger: Span
    sentence: Span
    actors: tuple[Participant, ...]
    targets: tuple[Participant, ...]
    places: tuple[PlaceRef, ...]
    when: When | None
    means: Means | None
    figures: tuple[Figure, ...]
    voices: tuple[Voice, ...]
    speech: Speech
    stance: Stance
    realis: Realis
    hedged: bool
    background: bool
    score: float
    leads: float
    """how likely it is the leading telling of its happening"""
    state: Floats
    why: tuple[str, ...]
    in_title: bool
    retold: tuple[Span, ...] = ()


def join_retellings(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """The drafts with retellings joined, in order of their triggers. Only drafts of one kind, stance and
    realis can be of one happening."""
    alike: defaultdict[tuple[Kind, Stance, Realis], list[Draft]] = defaultdict(list)
    for draft in drafts:
        alike[draft.kind, draft.stance, draft.realis].append(draft)
    joined = [
        _join_all([together[position] for position in group])
        for together in alike.values()
        for group in group_pairs(pair_chances(np.stack([draft.state for draft in together])))
    ]
    told = (draft for draft in joined if draft.leads >= LEADS_AT)
    return tuple(sorted(told, key=lambda draft: draft.trigger.start))


def group_pairs(chances: Floats) -> list[list[int]]:
    """Positions in groups: the two groups likest in the mean are joined first, down to `JOIN_AT`."""
    groups = [[position] for position in range(len(chances))]
    means, sizes = chances.astype(np.float64), np.ones(len(chances))
    np.fill_diagonal(means, 0.0)
    while len(groups) > 1:
        one, other = np.unravel_index(int(means.argmax()), means.shape)
        if means[one, other] < JOIN_AT:
            break
        low, high = sorted((int(one), int(other)))
        # the mean of a joined group to the rest is that of its two parts, by their sizes
        mean = (sizes[low] * means[low] + sizes[high] * means[high]) / (sizes[low] + sizes[high])
        means[low], means[:, low], means[low, low] = mean, mean, 0.0
        sizes[low] += sizes[high]
        means, sizes = np.delete(np.delete(means, high, axis=0), high, axis=1), np.delete(sizes, high)
        groups[low] += groups.pop(high)
    return groups


def _join_all(drafts: Sequence[Draft]) -> Draft:
    """The draft that leads with the others joined to it; a headline leads only where it stands alone."""
    order = sorted(drafts, key=lambda draft: (draft.in_title, -draft.leads * draft.score))
    lead = order[0]
    for other in order[1:]:
        lead = join(lead, other)
    return lead


def join(lead: Draft, other: Draft) -> Draft:
    """The leading telling, with the other as evidence and what it alone tells filled in."""
    retold = (*lead.retold, other.sentence, *other.retold)
    joined = replace(
        lead,
        mode=lead.mode or other.mode,
        actors=lead.actors or _apart(other.actors, lead.targets),
        targets=lead.targets or _apart(other.targets, lead.actors),
        places=lead.places or other.places,
        when=lead.when or other.when,
        means=lead.means or other.means,
        figures=lead.figures or other.figures,
        background=lead.background and other.background,
        score=max(lead.score, other.score),
        leads=max(lead.leads, other.leads),
        retold=tuple(span for span in dict.fromkeys(retold) if span != lead.sentence),
    )
    filled = [name for name in FILLED if getattr(joined, name) and not getattr(lead, name)]
    starts = frozenset[str]().union(*(FILLED[name] for name in filled))
    reasons = [line for line in other.why if line.partition(":")[0] in starts]
    return replace(joined, why=(*lead.why, f"told again in {other.trigger.text!r}", *reasons))


def _apart(ones: tuple[Participant, ...], others: Sequence[Span]) -> tuple[Participant, ...]:
    """Those that are not among the others: who is hit in the body is no attacker in the headline."""
    return tuple(one for one in ones if not any(have_a_word_in_common(one, other) for other in others))


def have_a_word_in_common(one: Span, other: Span) -> bool:
    """Do they share a word that can identify somebody? That both are two identifies nobody."""
    return bool((find_words(one) & find_words(other)) - COUNTS)
