"""A verb and the places around it -> the places where that happening took place.

The way from the place to the verb in the parse says most of it: "in Vienna, people marched" is one
step away, "the mayor of Paris said" lies inside a subject. Every place gets signs, each with a weight
from `weights.py`; the best wins against "none of them", with the places joined to it by "and".
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from dateline.places.weights import Weights
from dateline.types import PlaceMention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LIKELY_ENOUGH = -0.8
"""Log odds from which a place is taken: a chance of three in ten, as most happenings do have a place."""
FAR_WORDS = 6
"""Words between place and verb up to which each doubling counts."""


def find_places_of_event(
    doc: "Doc", *, verb: Span, places: Sequence[PlaceMention], weights: Weights
) -> tuple[PlaceMention, ...]:
    """The places of `verb`'s happening among `places`, in order; `()` where it has none."""
    options = event_signs(doc, verb=verb, places=places)
    sums = [sum(weights.events.get(sign, 0.0) for sign in signs) for signs in options]
    best = max(range(len(sums)), key=lambda at: sums[at], default=None)
    if best is None or sums[best] < LIKELY_ENOUGH:
        return ()
    root = _root(doc, places[best])
    together = {root.i, *(token.i for token in root.conjuncts)} if root is not None else set()
    heads = [_root(doc, place) for place in places]
    return tuple(
        place for place, head in zip(places, heads, strict=True) if head is not None and head.i in together
    )


def event_signs(doc: "Doc", *, verb: Span, places: Sequence[PlaceMention]) -> list[Mapping[str, float]]:
    """For each place, its signs for being the place of the verb's happening."""
    word = _root(doc, verb)
    roots = [_root(doc, place) for place in places]
    return [
        dict.fromkeys(_signs(place, root, word, roots), 1.0) if root is not None and word is not None else {}
        for place, root in zip(places, roots, strict=True)
    ]


def _root(doc: "Doc", span: Span) -> "Token | None":
    """The highest word of the span."""
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    return found.root if found is not None else None


def _signs(
    mention: PlaceMention, place: "Token", verb: "Token", roots: Sequence["Token | None"]
) -> Iterator[str]:
    up, steps = _way(place, verb)
    yield "bias"
    yield f"first:{up[0] if up else 'verb'}"
    yield f"last:{up[-1] if up else 'verb'}"
    yield f"up:{min(len(up), 5)}"
    yield f"from verb:{min(steps, 3)}"
    yield f"way:{' '.join(up[:4])} {min(steps, 3)}"
    for relation in set(up):
        yield f"over:{relation}"
    head = place.head
    if place.dep_ == "pobj":
        yield f"by:{head.lower_}"
        yield f"by:{head.lower_} {min(steps, 3)}"
    yield f"verb:{verb.dep_}"
    yield "before" if place.i < verb.i else "behind"
    yield f"apart:{min(FAR_WORDS, int(math.log2(abs(place.i - verb.i) + 1)))}"
    yield f"kind:{mention.place.kind if mention.place else 'unknown'}"
    if place.sent != verb.sent:
        yield "other sentence"
    ways = [len(_way(root, verb)[0]) + 2 * _way(root, verb)[1] for root in roots if root is not None]
    if len(up) + 2 * steps == min(ways):
        yield "nearest"
    if any(root is not None and root in place.subtree and root.i != place.i for root in roots):
        yield "holds another"


def _way(place: "Token", verb: "Token") -> tuple[list[str], int]:
    """The relations from the place up to the verb or a word above it, and how far above it lies."""
    above_verb = [verb, *verb.ancestors]
    relations: list[str] = []
    token = place
    while token not in above_verb and token.head.i != token.i:  # the root is its own head
        relations.append(token.dep_)
        token = token.head
    return relations, above_verb.index(token) if token in above_verb else len(above_verb)
