"""Trigger + parse -> who, whom and where: the arcs from a trigger to the phrases around it.

Each nominal of the trigger's sentence is weighed by a log-linear model over the walk
through the parse from trigger to phrase, the kind of happening, and what the phrase is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from dateline.linear import load_linear
from dateline.phrases import is_animate, is_passive, nominal_heads, path_between
from dateline.triggers import Trigger
from dateline.types import Kind

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from spacy.tokens import Doc, Token

NONE = "none"
ACTOR, TARGET = "actor", "target"
PLACE_ROLES = ("at", "from", "to", "via")
# An arc is drawn where its role is likelier than this. Chosen on gold/train by cross-validation.
THRESHOLD = 0.42


# Nouns that are a place even where no name is.
PLACE_WORDS = frozenset(
    "country city town village district capital base hospital school airport square street border province region "
    "area camp church mosque parliament building station prison jail market neighbourhood neighborhood university "
    "court embassy consulate headquarters port crossing island north south east west centre center road highway "
    "bridge compound checkpoint palace stadium hotel house home territory zone coast suburb countryside enclave "
    "governorate state county valley river mountain factory plant refinery airbase airfield barracks cathedral "
    "temple synagogue monastery park mall theatre theater club bar restaurant cafe office residence room site "
    "position front outskirts quarter peninsula desert sea gulf strait".split()
)
# Words of going: what their prepositions and objects are to a movement needs no weighing.
ROLE_OF_PREPOSITION: Mapping[str, str] = MappingProxyType(
    {
        "from": "from",
        "to": "to",
        "into": "to",
        "toward": "to",
        "towards": "to",
        "via": "via",
        "through": "via",
    }
)
LEAVING = frozenset("leave flee evacuate quit escape vacate abandon depart exit".split())
REACHING = frozenset("enter reach".split())
GOING = frozenset({Kind.MOVE, Kind.RETREAT})


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
    odds = model.probabilities(features)
    chosen = {
        item: Arc(candidates[item][0].i, model.labels[column], float(odds[item, column]), candidates[item][1])
        for item, column in _choose(odds, labels=model.labels)
    }
    if trigger.kind in GOING:
        for item, (head, path) in enumerate(candidates):
            role = _role_by_grammar(word, head, path) if head.i in places else None
            if role is not None:
                chosen[item] = Arc(head.i, role, 1.0, path)
    return tuple(chosen[item] for item in sorted(chosen))


def _role_by_grammar(trigger: "Token", head: "Token", path: str) -> str | None:
    """What a place is to a movement, by its preposition or as the object of leaving or reaching."""
    steps = path.split(">")
    if len(steps) <= 2 and steps[-1] == "pobj" and steps[0].startswith("prep:"):
        return ROLE_OF_PREPOSITION.get(steps[0].removeprefix("prep:"))
    lemma = trigger.lemma_.lower()
    if steps == ["dobj"] and lemma in LEAVING:
        return "from"
    return "to" if steps == ["dobj"] and lemma in REACHING else None


def _choose(odds: "NDArray[np.float32]", *, labels: Sequence[str]) -> list[tuple[int, int]]:
    """The (phrase, role) pairs to draw: each phrase's likeliest role where it is likely enough."""
    roles = [column for column, label in enumerate(labels) if label != NONE]
    best = ((item, max(roles, key=lambda column: row[column])) for item, row in enumerate(odds))
    return [(item, column) for item, column in best if odds[item, column] >= THRESHOLD]


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
    animate = "people" if is_animate(head) else what
    names = [
        f"animate={animate}/{path}",
        f"animate={animate}/{last}/{form}",
        f"animate={animate}/{kind}",
        f"animate={animate}/{last}/{kind}",
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
    return (
        names
        + _describe_rivals(trigger, path, kind=kind)
        + _describe_order(trigger, head, what=what, form=form)
    )


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


def _describe_order(trigger: "Token", head: "Token", *, what: str, form: str) -> list[str]:
    """Where the phrase stands in the line of words: holds where the parse is wrong."""
    between = head.doc[min(trigger.i, head.i) + 1 : max(trigger.i, head.i)]
    nouns = sum(
        1 for token in between if token.pos_ in ("NOUN", "PROPN", "PRON") and token.dep_ != "compound"
    )
    verbs = sum(1 for token in between if token.pos_ == "VERB")
    side = "after" if head.i > trigger.i else "before"
    order = f"{side}{min(nouns, 4)}.{min(verbs, 2)}"
    before = head.doc[head.left_edge.i - 1].lower_ if head.left_edge.i else "^"
    return [
        f"order={order}/{what}",
        f"order={order}/{form}",
        f"order={order}/{trigger.lemma_.lower()}",
        f"left={before}/{what}/{side}",
        f"left={before}/{trigger.lemma_.lower()}",
        f"by comma={any(token.text in ',;:' for token in between)}/{order}",
    ]


def take(arcs: Sequence[Arc], *roles: str) -> tuple[Arc, ...]:
    """The arcs that have one of the roles."""
    return tuple(arc for arc in arcs if arc.role in roles)
