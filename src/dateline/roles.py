"""Trigger + parse -> who, whom and where: the arcs from a trigger to the phrases around it.

Each nominal of the trigger's sentence is weighed by a log-linear model over the walk
through the parse from trigger to phrase, the kind of happening, and what the phrase is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.linear import load_linear
from dateline.phrases import is_passive, nominal_heads, path_between
from dateline.triggers import Trigger

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NONE = "none"
ACTOR, TARGET = "actor", "target"
PLACE_ROLES = ("at", "from", "to", "via")
# An arc is drawn where its role is likelier than this. Chosen on gold/train by cross-validation.
THRESHOLD = 0.4


@dataclass(frozen=True, slots=True)
class Arc:
    """A phrase and its role in the happening of a trigger. `token` is the head of the phrase."""

    token: int
    role: str
    """actor, target, at, from, to or via"""
    score: float
    path: str


def find_arcs(doc: "Doc", trigger: Trigger, *, places: frozenset[int]) -> tuple[Arc, ...]:
    """The arcs of one trigger, in order of the text. `places` are the tokens inside resolved place names."""
    model = load_linear("roles")
    word = doc[trigger.token]
    candidates = arc_candidates(word)
    if not candidates:
        return ()
    features = [describe_arc(word, head, path, kind=trigger.kind, places=places) for head, path in candidates]
    arcs = []
    for (head, path), odds in zip(candidates, model.probabilities(features), strict=True):
        best = int(odds.argmax())
        if model.labels[best] == NONE and 1 - odds[best] >= THRESHOLD + 0.1:
            best = max((i for i, label in enumerate(model.labels) if label != NONE), key=lambda i: odds[i])
        if model.labels[best] != NONE and odds[best] >= THRESHOLD:
            arcs.append(Arc(head.i, model.labels[best], float(odds[best]), path))
    return tuple(arcs)


def arc_candidates(trigger: "Token") -> list[tuple["Token", str]]:
    """The phrases of the trigger's sentence with the walk to each."""
    found = []
    for head in nominal_heads(iter(trigger.sent)):
        path = path_between(trigger, head)
        if path is not None and head.i != trigger.i:
            found.append((head, path))
    return found


def describe_arc(
    trigger: "Token", head: "Token", path: str, *, kind: str, places: frozenset[int]
) -> list[str]:
    """The named features of an arc."""
    voice = "passive" if is_passive(trigger) else "active"
    form = f"{trigger.pos_}/{voice}"
    what = "place" if head.i in places else head.ent_type_ or ("pron" if head.pos_ == "PRON" else "noun")
    lemma = head.lemma_.lower()
    last = path.rsplit(">", 1)[-1]
    names = [
        f"path={path}",
        f"path={path}/{form}",
        f"path={path}/{kind}",
        f"path={path}/{what}",
        f"path={path}/{form}/{what}",
        f"last={last}/{what}/{kind}",
        f"last={last}/{what}",
        f"what={what}/{kind}",
        f"word={lemma}",
        f"word={lemma}/{kind}",
        f"word={lemma}/{last}",
        f"trigger={trigger.lemma_.lower()}/{path}",
        f"trigger={trigger.lemma_.lower()}/{what}/{last}",
        f"side={'after' if head.i > trigger.i else 'before'}/{what}",
        f"far={min(abs(head.i - trigger.i) // 4, 5)}",
        f"tag={head.tag_}/{last}",
    ]
    return names + _describe_rivals(trigger, path, kind=kind)


def _describe_rivals(trigger: "Token", path: str, *, kind: str) -> list[str]:
    """What the trigger has anyway: a subject of its own makes a farther one unlikely."""
    own = {child.dep_ for child in trigger.children}
    has = "".join(
        letter
        for letter, deps in (
            ("s", {"nsubj", "nsubjpass"}),
            ("o", {"dobj", "dative"}),
            ("a", {"agent"}),
            ("p", {"prep"}),
        )
        if own & deps
    )
    return [f"path={path}/has={has}", f"has={has}/{kind}"]


def take(arcs: Sequence[Arc], *roles: str) -> tuple[Arc, ...]:
    """The arcs that have one of the roles."""
    return tuple(arc for arc in arcs if arc.role in roles)
