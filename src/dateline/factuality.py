"""Trigger + parse -> realis, background and hedge: is it told as real, and as the news of this report?

Realis and background are weighed by log-linear models over the verb group, what governs
it and where it stands; a hedge is a word of the clause. What grammar settles about a deed
("did not attack", "could attack", "if they attack") is not weighed.
"""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from dateline.linear import load_linear
from dateline.triggers import Trigger
from dateline.types import Kind, Realis

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

HEDGES = frozenset(
    "reportedly apparently allegedly purportedly seemingly supposedly presumably possibly probably "
    "perhaps likely believed suspected alleged unconfirmed rumoured rumored thought appears seems".split()
)
# Nothing is negated or conditional without a word that makes it so.
CUES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        Realis.NEGATED: frozenset(
            "not n't n’t no never without nor neither fail refuse decline deny stop prevent cease halt avoid "
            "reject block unable cannot hardly lack absence end cancel postpone abandon delay drop".split()
        ),
        Realis.CONDITIONAL: frozenset(
            "if unless would could should were provided whether until condition".split()
        ),
    }
)
CLAUSE_DEPS = frozenset(
    {
        "xcomp",
        "ccomp",
        "advcl",
        "acl",
        "relcl",
        "pcomp",
        "dobj",
        "pobj",
        "conj",
        "nsubj",
        "nsubjpass",
        "compound",
        "prep",
        "attr",
    }
)

DEEDS = frozenset(
    {
        Kind.ASSAULT,
        Kind.MOVE,
        Kind.CONTROL,
        Kind.RETREAT,
        Kind.MOBILIZE,
        Kind.COERCE,
        Kind.PROTEST,
        Kind.AID,
        Kind.CONSULT,
        Kind.SANCTION,
    }
)
"""Kinds that a negation undoes. "Does not accept" is a REJECT that happened."""
CONDITIONS = frozenset({"if", "unless"})
POSSIBLY = frozenset({"may", "might", "could"})
AHEAD = frozenset({"will", "shall", "'ll", "’ll"})
COUNTER_TO_FACT = frozenset({"should", "would", "must"})
NEGATIONS = frozenset({"not", "n't", "n’t", "never"})
SHORT_OF = frozenset({"fail", "unable"})


def judge_realis(doc: "Doc", trigger: Trigger) -> tuple[Realis, str]:
    """The realis of a trigger and what spoke for it."""
    settled = _settled_by_grammar(doc[trigger.token]) if trigger.kind in DEEDS else None
    if settled is not None:
        return settled
    model = load_linear("realis")
    names = describe_setting(doc[trigger.token], kind=trigger.kind)
    odds = model.probabilities([names])[0]
    allowed = [
        i for i, label in enumerate(model.labels) if label not in CUES or CUES[label] & set(_cues(names))
    ]
    label = model.labels[max(allowed, key=lambda i: odds[i])]
    return Realis(label), f"{label}: {', '.join(model.reasons(names, label=label, most=2))}"


def _settled_by_grammar(verb: "Token") -> tuple[Realis, str] | None:
    """The realis of a deed told by a verb where its own negation, condition or modal settles it."""
    if verb.pos_ not in ("VERB", "AUX"):
        return None
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    marks = {child.lower_ for child in verb.children if child.dep_ == "mark"}
    if marks & CONDITIONS or (helpers & (POSSIBLY | AHEAD) and _has_condition(verb)):
        return Realis.CONDITIONAL, "conditional: stands with an 'if' or 'unless'"
    if helpers & COUNTER_TO_FACT or "whether" in marks:
        return None
    if _is_negated(verb):
        return Realis.NEGATED, f"negated: {verb.text!r} is negated"
    if helpers & POSSIBLY:
        return Realis.POSSIBLE, f"possible: {min(helpers & POSSIBLY)!r}"
    return None


def _has_condition(verb: "Token") -> bool:
    clauses = (child for child in verb.children if child.dep_ == "advcl")
    return any(
        word.dep_ == "mark" and word.lower_ in CONDITIONS for clause in clauses for word in clause.children
    )


def _is_negated(verb: "Token") -> bool:
    """ "did not attack", "no civilians were moved", "failed to capture"."""
    if any(child.dep_ == "neg" and child.lower_ in NEGATIONS for child in verb.children):
        return all(child.lower_ != "only" for child in verb.children)
    nouns = (child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass", "dobj"))
    if any(word.dep_ == "det" and word.lower_ == "no" for noun in nouns for word in noun.children):
        return True
    return verb.dep_ == "xcomp" and verb.head.lemma_ in SHORT_OF


def _cues(names: Sequence[str]) -> Iterator[str]:
    """The words that the named features of a setting hold."""
    for name in names:
        yield from name.split("=", 1)[-1].split("/")


def is_background(doc: "Doc", trigger: Trigger, *, days_before: int | None, title_end: int) -> bool:
    """Is it told as earlier context? `days_before`: how long before publication its day lies, if told."""
    model = load_linear("background")
    names = describe_standing(
        doc[trigger.token], kind=trigger.kind, days_before=days_before, title_end=title_end
    )
    odds = model.probabilities([names])[0]
    return model.labels[int(odds.argmax())] == "yes"


def is_hedged(token: "Token") -> bool:
    """Does a hedge stand in the clause of the trigger, or govern it?"""
    clause = clause_head(token)
    near = [*clause.children, clause, *token.children, *token.ancestors]
    return any(word.lower_ in HEDGES and abs(word.i - token.i) < 12 for word in near)


def clause_head(token: "Token") -> "Token":
    """The verb of the clause that the token stands in."""
    while token.pos_ not in ("VERB", "AUX") and token.head.i != token.i:
        token = token.head
    return token


def governors(token: "Token") -> Iterator["Token"]:
    """The words that govern the token, nearest first, as far as the clauses reach."""
    for _ in range(4):
        if token.head.i == token.i or token.dep_ not in CLAUSE_DEPS:
            return
        token = token.head
        yield token


# ── features ─────────────────────────────────────────────────────────────────────────────


def describe_setting(token: "Token", *, kind: str) -> list[str]:
    """The named features that bear on realis."""
    names = [
        f"kind={kind}",
        f"lemma={token.lemma_.lower()}",
        f"tag={token.tag_}",
        f"tag={token.tag_}/{token.dep_}",
    ]
    names += _verb_group(token, "own")
    above = list(governors(token))
    for step, word in enumerate(above[:3]):
        names += [f"gov={word.lemma_.lower()}", f"gov{step}={word.lemma_.lower()}/{token.dep_}"]
        names += _verb_group(word, f"gov{step}")
    if token.pos_ == "NOUN":
        names += [
            f"mod={child.lower_}" for child in token.children if child.dep_ in ("amod", "det", "compound")
        ]
        names += [f"prep={token.head.lower_}"] if token.dep_ == "pobj" else []
    return names


def _verb_group(token: "Token", label: str) -> list[str]:
    """Auxiliaries, negation and conjunctions of one verb."""
    names = []
    for child in token.children:
        if child.dep_ in ("aux", "auxpass", "neg", "mark") or child.lower_ in (
            "no",
            "never",
            "without",
            "not",
            "if",
            "unless",
            "would",
            "to",
        ):
            names.append(f"{label}:{child.dep_}={child.lower_}")
        if child.dep_ == "advmod" and child.lower_ in HEDGES | {
            "when",
            "soon",
            "possibly",
            "never",
            "still",
            "yet",
        }:
            names.append(f"{label}:adv={child.lower_}")
    return names


def describe_standing(token: "Token", *, kind: str, days_before: int | None, title_end: int) -> list[str]:
    """The named features that bear on background."""
    verb = clause_head(token)
    group = [child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")]
    words = {word.lower_ for word in token.sent}
    # Not the length of `doc.text`, which is put together anew at every call.
    last = token.doc[-1]
    share = 0 if token.idx < title_end else 1 + min(5 * token.idx // (last.idx + len(last.text_with_ws)), 4)
    names = [
        f"share={share}",
        f"kind={kind}",
        f"tag={token.tag_}",
        f"dep={token.dep_}",
        f"verb={verb.tag_}",
        f"verb={verb.tag_}/{share}",
    ]
    names += [
        f"aux={'+'.join(group)}",
        f"clause={verb.dep_}",
        f"long={min(len(token.doc) // 60, 3)}",
        f"lemma={token.lemma_.lower()}",
    ]
    names += [f"word={word}" for word in words & PAST_WORDS]
    names.append(f"days={_bucket(days_before)}")
    names.append(f"days={_bucket(days_before)}/{verb.tag_}")
    names.append(f"place={min(token.i // 40, 12)}")
    return names


PAST_WORDS = frozenset(
    "since previously earlier last former year years month months ago after previous recent already "
    "past once began history historic historically before decade decades had following during while "
    "today yesterday now monday tuesday wednesday thursday friday saturday sunday week".split()
)


def _bucket(days_before: int | None) -> str:
    if days_before is None:
        return "unknown"
    for limit, name in ((-1, "future"), (3, "fresh"), (10, "week"), (40, "month"), (370, "year")):
        if days_before <= limit:
            return name
    return "old"
