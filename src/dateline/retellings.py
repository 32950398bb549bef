"""Drafts of one report -> drafts: tellings of one happening joined.

News tells its point three times: in the headline, in the first paragraph and further
down. Two tellings are joined when they have one kind and enough in common, and nothing
that contradicts. The body's telling leads; the others become evidence and fill what it
left open.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from dateline.types import (
    Figure,
    Kind,
    Means,
    Participant,
    PlaceRef,
    Realis,
    Span,
    Speech,
    Stance,
    Voice,
    When,
)

# Joined from this likeness on. Chosen on gold/train, where each claim lists its retellings.
JOIN_AT = 1.8
TITLE_BONUS = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One telling of a happening, still bound to its sentence."""

    kind: Kind
    mode: str | None
    trigger: Span
    lemma: str
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
    why: tuple[str, ...]
    in_title: bool
    retold: tuple[Span, ...] = ()


def join_retellings(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """The drafts with retellings joined, in order of their triggers."""
    # the headline comes last, so that the body's wording leads
    order = sorted(drafts, key=lambda draft: (draft.in_title, draft.trigger.start))
    alike: defaultdict[tuple[Kind, Stance, Realis], list[Draft]] = defaultdict(list)
    for draft in order:
        joined = alike[draft.kind, draft.stance, draft.realis]
        likeness_of = [likeness(lead, draft) for lead in joined]
        best = max(likeness_of, default=0.0)
        if best >= JOIN_AT:
            likest = likeness_of.index(best)
            joined[likest] = join(joined[likest], draft)
        else:
            joined.append(draft)
    every = (draft for joined in alike.values() for draft in joined)
    return tuple(sorted(every, key=lambda draft: draft.trigger.start))


def likeness(one: Draft, other: Draft) -> float:
    """How much speaks for one happening: 1 a word in common, minus what contradicts."""
    if one.kind is not other.kind or one.stance is not other.stance or one.realis is not other.realis:
        return -1.0
    in_title = one.in_title or other.in_title
    score = 1.0 if one.lemma == other.lemma else 0.4 if one.lemma[:4] == other.lemma[:4] else 0.0
    score += 0.5 if one.mode is not None and one.mode == other.mode else 0.0
    # a headline tells what the body tells, in other names: "UK" for the prime minister
    score += TITLE_BONUS if in_title else 0.4 if one.sentence == other.sentence else 0.0
    parts = [shared(getattr(one, name), getattr(other, name)) for name in ("actors", "targets", "places")]
    return (
        score
        + sum(max(part, -0.3) if in_title else part for part in parts)
        + _days_shared(one.when, other.when)
    )


def shared(ones: Sequence[Span], others: Sequence[Span]) -> float:
    """1 where a name is in common, -1 where both have names and none is, 0 where one is silent."""
    if not ones or not others:
        return 0.0
    if any(words(one) & words(other) for one in ones for other in others):
        return 1.0
    return -1.0


def words(span: Span) -> frozenset[str]:
    """The words of a phrase that can identify somebody."""
    return _words_in(span.text)


@lru_cache(maxsize=4096)
def _words_in(phrase: str) -> frozenset[str]:
    bare = phrase.lower().replace("’", "'").replace("'s", "")
    return frozenset(bare.split()) - EMPTY_WORDS


EMPTY_WORDS = frozenset("the a an of its their his her some other and in at to two three several".split())


def _days_shared(one: When | None, other: When | None) -> float:
    if one is None or other is None or not (one.earliest and other.earliest and one.latest and other.latest):
        return 0.0
    return 0.5 if one.earliest <= other.latest and other.earliest <= one.latest else -1.5


def _apart(ones: tuple[Participant, ...], others: Sequence[Span]) -> tuple[Participant, ...]:
    """Those that are not among the others: who is hit in the body is no attacker in the headline."""
    return tuple(one for one in ones if not any(words(one) & words(other) for other in others))


def join(lead: Draft, other: Draft) -> Draft:
    """The leading telling, with the other as evidence and what it alone tells filled in."""
    retold = (*lead.retold, other.sentence, *other.retold)
    return replace(
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
        retold=tuple(span for span in dict.fromkeys(retold) if span != lead.sentence),
        why=(*lead.why, f"told again in {other.trigger.text!r}"),
    )
