"""Triggers + places -> the changes of hands among them, as grammar tells them.

"Captured" is an arrest, a picture or a town; where its object is a town, it is CONTROL,
and so is a town that falls. This needs the places, which the weighing of words does not have.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from dateline.triggers import Trigger
from dateline.types import Kind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

TAKING = "capture seize take retake recapture overrun conquer occupy regain reclaim"
MODE_OF_VERB: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(TAKING.split(), "takes"),
        **dict.fromkeys("lose abandon cede".split(), "loses"),
        **dict.fromkeys("hold control".split(), "holds"),
        "enter": "enters",
    }
)
MODE_OF_CONTROL: Mapping[str, str] = MappingProxyType(
    {"lose": "loses", **dict.fromkeys("take seize gain regain".split(), "takes")}
)
"""What one does with control of a place."""
LIKELY = 0.7
"""How sure it is: of 22 verbs that grammar and a place pick out of gold/train, 16 are CONTROL there."""


def read_captures(doc: "Doc", triggers: Iterable[Trigger], *, towns: frozenset[int]) -> Iterator[Trigger]:
    """The triggers, those that tell of a change of hands as CONTROL. `towns` are the tokens inside the
    names of places smaller than a country."""
    for trigger in triggers:
        word = doc[trigger.token]
        mode = find_mode(word, towns=towns)
        if mode is None:
            yield trigger
        else:
            why = f"CONTROL: {word.text!r} has a place as its object"
            score = max(trigger.score, LIKELY)
            yield replace(trigger, kind=Kind.CONTROL, mode=mode, score=score, why=why)


def find_mode(verb: "Token", *, towns: frozenset[int]) -> str | None:
    """What the verb does with a place; `None` where it does nothing with one."""
    lemma = verb.lemma_.lower()
    if verb.pos_ != "VERB":
        return None
    if lemma == "fall":
        return "takes" if _has(verb, towns, deps=("nsubj",)) and not _under(verb, deps=("dobj",)) else None
    if lemma in MODE_OF_VERB and _has(verb, towns, deps=("dobj", "nsubjpass")):
        return MODE_OF_VERB[lemma]
    if any(_is_control_of(noun, towns) for noun in _under(verb, deps=("dobj",))):
        return MODE_OF_CONTROL.get(lemma)
    return None


def _under(verb: "Token", *, deps: tuple[str, ...]) -> list["Token"]:
    return [child for child in verb.children if child.dep_ in deps]


def _has(verb: "Token", towns: frozenset[int], *, deps: tuple[str, ...]) -> bool:
    return any(noun.i in towns for noun in _under(verb, deps=deps))


def _is_control_of(noun: "Token", towns: frozenset[int]) -> bool:
    """Is it "control of the border crossing at Abu Kamal"?"""
    if noun.lemma_.lower() != "control":
        return False
    of = (child for child in noun.children if child.lower_ == "of")
    return any(word.i in towns for preposition in of for word in preposition.subtree)
