"""Trigger + parse -> who, whom and where: the arcs from a trigger to the phrases around it.

Each nominal of the trigger's sentence is weighed by a log-linear model over the walk
through the parse from trigger to phrase, the kind of happening, and what the phrase is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from dateline.linear import load_linear
from dateline.phrases import (
    NOMINAL_POS,
    could_act,
    is_animate,
    is_passive,
    logical_arguments,
    nominal_heads,
    path_between,
)
from dateline.triggers import Trigger, meanings
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
    "country city town village district capital base hospital school airport square street border "
    "province region area camp church mosque parliament building station prison jail market "
    "neighbourhood neighborhood university court embassy consulate headquarters port crossing island "
    "north south east west centre center road highway bridge compound checkpoint palace stadium hotel "
    "house home territory zone coast suburb countryside enclave governorate state county valley river "
    "mountain factory plant refinery airbase airfield barracks cathedral temple synagogue monastery "
    "park mall theatre theater club bar restaurant cafe office residence room site position front "
    "outskirts quarter peninsula desert sea gulf strait".split()
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
HEADING = frozenset("head sail fly drive set travel go".split())
REACHING = frozenset("enter reach".split())
VISITING = frozenset("visit tour enter storm reach".split())
GOING = frozenset({Kind.MOVE, Kind.RETREAT})


@dataclass(frozen=True, slots=True)
class Arc:
    """A phrase and its role in the happening of a trigger. `token` is the head of the phrase."""

    token: int
    role: str
    """actor, target, at, from, to or via"""
    score: float
    path: str


@dataclass(frozen=True, slots=True)
class View:
    """What holds for every phrase that one trigger looks at."""

    word: "Token"
    lemma: str
    kind: Kind
    form: str
    """part of speech, active or passive"""
    has: str
    """which arguments of its own the trigger has: subject, object, agent, preposition"""
    logical: Mapping[int, str]
    """token -> doer or done to, as grammar alone says"""
    places: frozenset[int]
    """tokens inside place names"""


def view_from(word: "Token", *, kind: Kind, places: frozenset[int]) -> View:
    """The view from a trigger word."""
    own = {child.dep_ for child in word.children}
    has = "".join(letter for letter, deps in OWN_DEPS if own & deps)
    form = f"{word.pos_}/{'passive' if is_passive(word) else 'active'}"
    return View(word, word.lemma_.lower(), kind, form, has, logical_arguments(word), places)


OWN_DEPS: tuple[tuple[str, frozenset[str]], ...] = (
    ("s", frozenset({"nsubj", "nsubjpass"})),
    ("o", frozenset({"dobj", "dative"})),
    ("a", frozenset({"agent"})),
    ("p", frozenset({"prep"})),
)


def find_arcs(doc: "Doc", trigger: Trigger, *, places: frozenset[int]) -> tuple[Arc, ...]:
    """The arcs of one trigger, in order of the text. `places` are the tokens inside resolved place names."""
    model = load_linear("roles")
    word = doc[trigger.token]
    candidates = arc_candidates(word)
    if not candidates:
        return ()
    view = view_from(word, kind=trigger.kind, places=places)
    features = [describe_arc(view, head, path) for head, path in candidates]
    odds = model.probabilities(features)
    chosen = {
        item: _arc(view, *candidates[item], role=model.labels[column], score=float(odds[item, column]))
        for item, column in _choose(odds, labels=model.labels)
        if model.labels[column] != ACTOR or could_act(candidates[item][0])
        if trigger.kind not in GOING or not _goes_elsewhere(word, candidates[item][0])
    }
    for item, (head, path) in enumerate(candidates):
        is_place = head.i in places or head.lemma_.lower() in PLACE_WORDS
        role = _role_by_grammar(view, head, path, drawn=chosen.get(item)) if is_place else None
        if role is not None:
            chosen[item] = Arc(head.i, role, 1.0, path)
    return tuple(chosen[item] for item in sorted(chosen))


def _arc(view: View, head: "Token", path: str, *, role: str, score: float) -> Arc:
    """The arc, on the side that a passive leaves no doubt about: "Aid was sent by Iran"."""
    if role == ACTOR and view.form.endswith("passive") and view.logical.get(head.i) == "done to":
        role = TARGET
    elif role == TARGET and (path == "agent:by>pobj" or (view.lemma == "fall" and path == "prep:to>pobj")):
        role = ACTOR
    return Arc(head.i, role, score, path)


def _goes_elsewhere(trigger: "Token", head: "Token") -> bool:
    """Does the phrase hang on another verb of going ("some were flown home, others went by road to Iraq")?"""
    verb = head
    while verb.pos_ != "VERB" and verb.head.i != verb.i:
        verb = verb.head
    if verb.i == trigger.i or verb.is_ancestor(trigger):
        return False
    return any(entry.kind in GOING for entry in meanings(verb))


def _role_by_grammar(view: View, head: "Token", path: str, *, drawn: Arc | None) -> str | None:
    """What a place is to a movement, by its preposition or as the object of leaving or reaching; and the
    object of a capture or a visit is where it happens."""
    steps = path.split(">")
    if len(steps) > 2 and steps[-2:] == ["prep:of", "pobj"]:
        holder = _first_of_coordination(head).head.head.lemma_.lower()
        if holder == "direction":
            return "to"
        steps = steps[:-2] if holder in PLACE_WORDS else steps  # "to the port of Latakia"
    if steps[0] in ("dobj", "nsubjpass") and len(steps) == 3:
        steps = steps[1:]  # "evacuate its commanders from Damascus", however the parser hangs it
    if view.kind in GOING and len(steps) <= 2 and steps[-1] == "pobj" and steps[0].startswith("prep:"):
        preposition = steps[0].removeprefix("prep:")
        is_bound = preposition == "for" and view.lemma in LEAVING | HEADING
        return "to" if is_bound else ROLE_OF_PREPOSITION.get(preposition)
    if view.kind in GOING and steps == ["dobj"] and view.lemma in LEAVING:
        return "from"
    if view.kind in GOING and steps == ["dobj"] and view.lemma in REACHING:
        return "to"
    if view.kind is Kind.CONTROL and view.lemma == "fall" and steps[-1] == "nsubj":
        return "at"
    is_target = drawn is not None and drawn.role == TARGET
    is_object = steps == ["dobj"] or (is_target and view.logical.get(head.i) == "done to")
    return "at" if is_object and (view.kind is Kind.CONTROL or view.lemma in VISITING) else None


def _first_of_coordination(token: "Token") -> "Token":
    while token.dep_ == "conj":
        token = token.head
    return token


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


def describe_arc(view: View, head: "Token", path: str) -> list[str]:
    """The named features of an arc from the view's trigger to a phrase."""
    what = "place" if head.i in view.places else head.ent_type_ or ("pron" if head.pos_ == "PRON" else "noun")
    return [
        *_describe_path(view, path, what=what),
        *_describe_phrase(view, head, path.rsplit(">", 1)[-1], what=what),
        *_describe_act(view, head, path, what=what),
        *_describe_order(view, head, what=what),
    ]


def _describe_path(view: View, path: str, *, what: str) -> list[str]:
    """The walk, alone and with what it starts from and leads to."""
    return [
        f"path={path}",
        f"path={path}/{view.form}",
        f"path={path}/{view.kind}",
        f"path={path}/{what}",
        f"path={path}/{view.form}/{what}",
        f"path={path}/has={view.has}",
        f"has={view.has}/{view.kind}",
        f"trigger={view.lemma}/{path}",
    ]


def _describe_phrase(view: View, head: "Token", last: str, *, what: str) -> list[str]:
    """What the phrase is, and the last step of the walk to it."""
    lemma = head.lemma_.lower()
    return [
        f"last={last}/{what}/{view.kind}",
        f"last={last}/{what}",
        f"what={what}/{view.kind}",
        f"word={lemma}",
        f"word={lemma}/{view.kind}",
        f"word={lemma}/{last}",
        f"trigger={view.lemma}/{what}/{last}",
        f"tag={head.tag_}/{last}",
    ]


def _describe_act(view: View, head: "Token", path: str, *, what: str) -> list[str]:
    """Could the phrase act, and does grammar alone make it the doer?"""
    animate, logical = "people" if is_animate(head) else what, view.logical.get(head.i, "aside")
    last = path.rsplit(">", 1)[-1]
    return [
        f"animate={animate}/{path}",
        f"animate={animate}/{last}/{view.form}",
        f"animate={animate}/{view.kind}",
        f"animate={animate}/{last}/{view.kind}",
        f"logical={logical}",
        f"logical={logical}/{view.kind}",
        f"logical={logical}/{view.form}/{animate}",
        f"logical={logical}/{view.lemma}",
        f"logical={logical}/{what}/{view.kind}",
    ]


def _describe_order(view: View, head: "Token", *, what: str) -> list[str]:
    """Where the phrase stands in the line of words: holds where the parse is wrong."""
    at, doc = view.word.i, head.doc
    between = doc[min(at, head.i) + 1 : max(at, head.i)]
    nouns = sum(token.pos_ in NOMINAL_POS and token.dep_ != "compound" for token in between)
    verbs = sum(token.pos_ == "VERB" for token in between)
    side = "after" if head.i > at else "before"
    order = f"{side}{min(nouns, 4)}.{min(verbs, 2)}"
    before = doc[head.left_edge.i - 1].lower_ if head.left_edge.i else "^"
    return [
        f"side={side}/{what}",
        f"far={min(abs(head.i - at) // 4, 5)}",
        f"order={order}/{what}",
        f"order={order}/{view.form}",
        f"order={order}/{view.lemma}",
        f"left={before}/{what}/{side}",
        f"left={before}/{view.lemma}",
        f"by comma={any(token.text in ',;:' for token in between)}/{order}",
    ]


def take(arcs: Sequence[Arc], *roles: str) -> tuple[Arc, ...]:
    """The arcs that have one of the roles."""
    return tuple(arc for arc in arcs if arc.role in roles)
