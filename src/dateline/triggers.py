"""Parse -> triggers: the words that tell a happening, each with its kind and mode.

Every verb, noun and adjective is a candidate. A log-linear model over the word, its
grammar and dateline's own word list (data/reader/triggers.tsv) says which kind it tells,
if any. Its probability is the ground of the claim's score.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

from dateline.linear import load_linear
from dateline.types import MODES, Kind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NONE = "none"
CANDIDATE_POS = frozenset({"VERB", "NOUN", "ADJ", "AUX"})
# Where the sum of all kinds passes this, the word is a trigger: near the best found and claim F on gold/dev,
# which is flat from 0.31 to 0.41 (training/README.md).
THRESHOLD = 0.34


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells a happening. `token` is its index in the parse."""

    token: int
    kind: Kind
    mode: str | None
    score: float
    """probability that the word tells a happening of any kind"""
    why: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One meaning of a word in the word list."""

    kind: Kind
    mode: str | None


@cache
def load_words() -> Mapping[str, tuple[Entry, ...]]:
    """The word list: `v:evacuate` -> its meanings, in the order of the file."""
    words: dict[str, list[Entry]] = {}
    text = (files("dateline") / "data" / "reader" / "triggers.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            kind, mode, pos, lemmas = line.split("\t")
            for lemma in lemmas.split():
                words.setdefault(f"{pos}:{lemma}", []).append(
                    Entry(Kind(kind), None if mode == "-" else mode)
                )
    return MappingProxyType({word: tuple(entries) for word, entries in words.items()})


def weigh_words(doc: "Doc", *, title_end: int = 0) -> tuple[Trigger, ...]:
    """Every candidate of a parse with the kind it would tell and how likely it tells one, in order of
    the text. `title_end` is the offset where the headline ends."""
    model = load_linear("triggers")
    candidates = list(find_candidates(doc))
    if not candidates:
        return ()
    features = [describe_candidate(token, title_end=title_end) for token in candidates]
    none = model.labels.index(NONE)
    weighed = []
    for token, names, odds in zip(candidates, features, model.probabilities(features), strict=True):
        best = max((i for i in range(len(odds)) if i != none), key=lambda i: odds[i])
        kind, score = Kind(model.labels[best]), 1 - float(odds[none])
        reasons = model.reasons(names, label=kind) if score >= THRESHOLD else ()
        why = f"{kind}: {token.text!r}, by {', '.join(reasons)}"
        mode = choose_mode(token, kind=kind) if score >= THRESHOLD else None
        weighed.append(Trigger(token.i, kind, mode, score, why))
    return tuple(weighed)


def find_candidates(doc: "Doc") -> Iterator["Token"]:
    """The words that could be triggers."""
    for token in doc:
        if (
            token.pos_ in CANDIDATE_POS
            and token.is_alpha | ("-" in token.text)
            and token.dep_ not in ("aux", "auxpass")
        ):
            yield token


def meanings(token: "Token") -> tuple[Entry, ...]:
    """What the word list says of a word: alone, and together with its particle, preposition or object."""
    words = load_words()
    lemma, pos = token.lemma_.lower(), token.pos_[0].lower()
    found = list(words.get(f"{pos}:{lemma}", ()))
    for child in token.children:
        if child.dep_ in ("prt", "prep", "dobj", "advmod"):
            found += words.get(f"{pos}:{lemma}_{child.lemma_.lower()}", ())
    return tuple(dict.fromkeys(found))


def choose_mode(token: "Token", *, kind: Kind) -> str | None:
    """The finer word for a trigger of `kind`: by the word list, its object, its modifiers; else `None`."""
    if kind not in MODES:
        return None
    near = [
        token,
        *(child for child in token.children if child.dep_ in ("dobj", "compound", "amod", "pobj", "prep")),
    ]
    votes = Counter(
        entry.mode for word in near for entry in meanings(word) if entry.kind is kind and entry.mode
    )
    return votes.most_common(1)[0][0] if votes else None


# ── features ─────────────────────────────────────────────────────────────────────────────

NAMED_CHILDREN = frozenset(
    {
        "dobj",
        "nsubj",
        "nsubjpass",
        "prep",
        "prt",
        "agent",
        "compound",
        "amod",
        "poss",
        "acomp",
        "attr",
        "xcomp",
        "advmod",
        "mark",
        "dative",
    }
)


def describe_candidate(token: "Token", *, title_end: int = 0) -> list[str]:
    """The named features of a candidate word."""
    lemma, pos = token.lemma_.lower(), token.pos_
    names = [
        f"lemma={lemma}/{pos}",
        f"stem={lemma[:5]}/{pos}",
        f"suffix={lemma[-4:]}/{pos}",
        f"tag={token.tag_}",
        f"dep={token.dep_}",
    ]
    names += [f"means={entry.kind}" for entry in meanings(token)]
    names += [f"means={entry.kind}.{entry.mode}/{pos}" for entry in meanings(token)]
    names += ["means=nothing"] if not meanings(token) else []
    names += _describe_head(token)
    for child in token.children:
        names += _describe_child(child, lemma=lemma)
    names += _describe_setting(token, title_end=title_end)
    return names


def _describe_head(token: "Token") -> list[str]:
    if token.head.i == token.i:
        return ["head=root"]
    head = token.head
    names = [
        f"head={head.lemma_.lower()}/{token.dep_}",
        f"lemma={token.lemma_.lower()}>{head.lemma_.lower()}",
    ]
    names += [f"head means={entry.kind}/{token.dep_}" for entry in meanings(head)]
    if head.dep_ == "prep" or token.dep_ == "pobj":
        names.append(f"above={head.head.lemma_.lower()}>{head.lemma_.lower()}")
    return names


def _describe_child(child: "Token", *, lemma: str) -> list[str]:
    word = child.lemma_.lower()
    names = [f"has={child.dep_}"]
    if child.dep_ in NAMED_CHILDREN:
        names += [
            f"child={child.dep_}:{word}",
            f"lemma={lemma}+{child.dep_}:{word}",
            f"child={child.dep_}/{child.ent_type_ or child.pos_}",
        ]
        names += [f"child means={entry.kind}/{child.dep_}" for entry in meanings(child)]
    if child.dep_ in ("prep", "agent"):
        names += [
            f"child={child.dep_}:{word}:{inner.ent_type_ or inner.lemma_.lower()}"
            for inner in child.children
            if inner.dep_ == "pobj"
        ]
    return names


def _describe_setting(token: "Token", *, title_end: int) -> list[str]:
    doc, i = token.doc, token.i
    names = [
        f"before={doc[i - 1].lower_}" if i else "before=^",
        f"after={doc[i + 1].lower_}" if i + 1 < len(doc) else "after=$",
    ]
    names.append("in headline" if token.idx < title_end else "in body")
    sent = token.sent
    types = {t.ent_type_ for t in sent if t.ent_type_}
    names += [f"sentence has {label}" for label in ("PERSON", "GPE", "NORP", "ORG") if label in types]
    names.append(f"hundred={min(i // 100, 5)}")
    return names
