"""Words that tell of happenings, on WikiEvents (KAIROS types): found, of the right kind, with who and where.

    python -m bench triggers --data ../shared/data/events/wikievents [--set dev]

*found*: a predicted trigger that shares a character with a gold one, one to one. *found, with a kind*: the
same over the gold triggers whose type has a kind in the contract. *kind*: of those found, the share of the
right kind. *both*: found and of the right kind. A predicted trigger on a gold one without a kind counts
neither for nor against the last three. *arguments*: of the gold arguments of triggers that are right, the
share whose head word stands in some role span. WikiEvents marks all that happens, crime and disease too,
and no states of affairs, promises or judgements, so precision is a lower bound.

The floor takes every word of a list (floor.tsv), of the kind under which it stands first. Intervals
are 95 % of bootstrap draws of whole documents.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from bench.claims import floor_words
from bench.outcomes import Outcome
from bench.scoring.draws import draw_again, middle
from dateline.alike.words import stem
from dateline.claims import THRESHOLD
from dateline.spans import read_pages
from dateline.tellings import find_tellings
from dateline.types import Kind, Span

LEVELS = ("found", "found, with a kind", "both")
KIND_OF_TYPE: Mapping[str, Kind | None] = MappingProxyType(
    {
        "ArtifactExistence.DamageDestroyDisableDismantle": Kind.ASSAULT,
        # taking a bomb apart harms nobody
        "ArtifactExistence.DamageDestroyDisableDismantle.DisableDefuse": None,
        "ArtifactExistence.DamageDestroyDisableDismantle.Dismantle": None,
        "ArtifactExistence.ManufactureAssemble": None,
        "Cognitive": None,
        "Conflict.Attack": Kind.ASSAULT,
        "Conflict.Defeat": Kind.ASSAULT,
        "Conflict.Demonstrate": Kind.PROTEST,
        # "said", "reported", "a statement": to the contract these are voices, no happenings
        "Contact.Contact": None,
        "Contact.Contact.Meet": Kind.CONSULT,
        "Contact.Contact.Correspondence": Kind.CONSULT,
        "Contact.Prevarication": None,
        "Contact.RequestCommand": Kind.REQUEST,
        "Contact.ThreatenCoerce": Kind.THREATEN,
        "Control.ImpedeInterfereWith": None,
        "Disaster": None,
        # "crime", "fraud", "treason": ordinary crime is no claim, and the deed has its own trigger
        "GenericCrime": None,
        "Justice.Acquit": Kind.CONCEDE,
        "Justice.ArrestJailDetain": Kind.COERCE,
        "Justice.ChargeIndict": Kind.ACCUSE,
        "Justice.Convict": Kind.COERCE,
        "Justice.InvestigateCrime": Kind.ACCUSE,
        "Justice.ReleaseParole": Kind.CONCEDE,
        "Justice.Sentence": Kind.COERCE,
        "Justice.TrialHearing": Kind.ACCUSE,
        "Life.Consume": None,
        "Life.Die": Kind.ASSAULT,
        "Life.Illness": None,
        "Life.Infect": None,
        "Life.Injure": Kind.ASSAULT,
        "Medical": None,
        "Movement.Transportation": Kind.MOVE,
        "Movement.Transportation.PreventPassage": Kind.COERCE,
        # appointments and dismissals are no claims
        "Personnel": None,
        "Transaction.AidBetweenGovernments": Kind.AID,
        "Transaction.Donation": Kind.AID,
        # in these reports somebody hires a lorry
        "Transaction.ExchangeBuySell": None,
    }
)
"""A type, or the beginning of several, and its kind; None where the contract has no claim for it."""


@dataclass(frozen=True, slots=True)
class GoldTrigger:
    """A gold trigger with its type, and the head word of each of its arguments by role."""

    span: Span
    type: str
    kind: Kind | None
    arguments: tuple[tuple[str, Span], ...]


@dataclass(frozen=True, slots=True)
class Document:
    name: str
    text: str
    triggers: tuple[GoldTrigger, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A predicted trigger with the stretches that have a role in it."""

    span: Span
    kind: Kind
    roles: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Pairing:
    """One document's gold and predicted triggers, paired one to one."""

    document: Document
    pairs: tuple[tuple[GoldTrigger, Found], ...]
    missed: tuple[GoldTrigger, ...]
    extra: tuple[Found, ...]


def run(data: Path, *, set_name: str | None) -> Outcome:
    """Scores the reader and the floor on the documents of a set."""
    documents = list(load(data / f"{set_name or 'dev'}.jsonl"))
    pairings = [pair_up(document, find(document.text)) for document in documents]
    floor = [pair_up(document, take_every_word(document.text)) for document in documents]
    arguments = share_of_arguments(pairings)
    figures: dict[str, Any] = {
        "documents": len(documents),
        **score_all(pairings),
        "arguments": {**arguments, "by_role": by_role(pairings)},
        "kinds": score_kinds(pairings),
        "floor": score_all(floor),
    }
    return Outcome(figures=figures, table=make_table(figures), cases=tuple(rows(pairings)))


# ── gold ─────────────────────────────────────────────────────────────────────────────────


def load(path: Path) -> Iterator[Document]:
    """The documents of a file, a line each."""
    for line in path.read_text("utf-8").splitlines():
        yield as_document(json.loads(line))


def as_document(row: Mapping[str, Any]) -> Document:
    """A document with its text put together from its words, a sentence a line."""
    text, words = rebuild(row["sentences"])
    heads = {entity["id"]: _head(entity, words) for entity in row["entity_mentions"]}
    return Document(
        row["doc_id"], text, tuple(_trigger(e, text, words, heads) for e in row["event_mentions"])
    )


def rebuild(sentences: Iterable[Sequence[Any]]) -> tuple[str, list[Span]]:
    """The text of sentences (words with offsets, then the sentence), and where each word stands in it.

    The offsets serve for the gaps between words only: in most documents they drift from the text.
    """
    text, spans = "", list[Span]()
    for words, *_ in sentences:
        before = None
        for word, start, end in words:
            text += " " if before is not None and start > before else ""
            spans.append(Span(len(text), len(text) + len(word), word))
            text, before = text + word, end
        text += "\n"
    return text, spans


def _head(entity: Mapping[str, Any], words: Sequence[Span]) -> Span:
    """The last word of a mention; most mentions of the corpus are one word."""
    end: int = entity["end"]
    return words[end - 1]


def _trigger(
    event: Mapping[str, Any], text: str, words: Sequence[Span], heads: Mapping[str, Span]
) -> GoldTrigger:
    at = event["trigger"]
    start, end = words[at["start"]].start, words[at["end"] - 1].end
    arguments = tuple((one["role"], heads[one["entity_id"]]) for one in event["arguments"])
    kind = kind_of(event["event_type"])
    return GoldTrigger(Span(start, end, text[start:end]), event["event_type"], kind, arguments)


def kind_of(event_type: str) -> Kind | None:
    """The kind of the longest beginning of a type in the table. Raises ValueError for a type not in it."""
    parts = event_type.split(".")
    for length in range(len(parts), 0, -1):
        name = ".".join(parts[:length])
        if name in KIND_OF_TYPE:
            return KIND_OF_TYPE[name]
    raise ValueError(f"the event type {event_type!r} is not in the table of types: add it to KIND_OF_TYPE")


# ── found ────────────────────────────────────────────────────────────────────────────────


def find(text: str) -> list[Found]:
    """The triggers that become claims, with all that has a role."""
    tellings = find_tellings(read_pages(text, body_start=0), least=THRESHOLD)
    return [
        Found(telling.trigger, telling.kind, tuple(marked.span for marked in telling.roles))
        for telling in tellings
    ]


def take_every_word(text: str) -> list[Found]:
    """The floor: each word of the list, of its first kind."""
    words = (Span(m.start(), m.end(), m[0]) for m in re.finditer(r"\w+", text))
    return [
        Found(word, kind)
        for word in words
        if (kind := floor_words().get(stem(word.text.lower()))) is not None
    ]


def pair_up(document: Document, found: Sequence[Found]) -> Pairing:
    """Pairs that share a character, one to one, those that share most first."""
    golds = document.triggers
    likely = sorted(
        (-_shared(gold.span, one.span), i, j)
        for i, gold in enumerate(golds)
        for j, one in enumerate(found)
        if _shared(gold.span, one.span) > 0
    )
    partner: dict[int, int] = {}
    for _, i, j in likely:
        if i not in partner and j not in partner.values():
            partner[i] = j
    return Pairing(
        document,
        tuple((golds[i], found[j]) for i, j in sorted(partner.items())),
        tuple(gold for i, gold in enumerate(golds) if i not in partner),
        tuple(one for j, one in enumerate(found) if j not in partner.values()),
    )


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


# ── figures ──────────────────────────────────────────────────────────────────────────────


def score_all(pairings: Sequence[Pairing]) -> dict[str, Any]:
    """Each level with its interval, and the share of the right kind."""
    counts = [count(pairing) for pairing in pairings]
    drawn = [prf(total(draw)) for draw in draw_again(counts)]
    pooled = total(counts)
    scores: dict[str, Any] = {
        level: {**score, "interval": middle([draw[level]["F"] for draw in drawn])}
        for level, score in prf(pooled).items()
    }
    scores["kind"] = {
        "right": _ratio(pooled["both"], pooled["found, with a kind"]),
        "n": pooled["found, with a kind"],
        "interval": middle(
            [_ratio(n["both"], n["found, with a kind"]) for n in map(total, draw_again(counts))]
        ),
    }
    return scores


def count(pairing: Pairing) -> Counter[str]:
    """How many of a document's triggers are right on each level, found, and gold."""
    with_kind = [(gold, one) for gold, one in pairing.pairs if gold.kind]
    missed = sum(gold.kind is not None for gold in pairing.missed)
    return Counter(
        {
            "found": len(pairing.pairs),
            "found, with a kind": len(with_kind),
            "both": sum(gold.kind is one.kind for gold, one in with_kind),
            "predicted": len(pairing.pairs) + len(pairing.extra),
            "predicted, with a kind": len(with_kind) + len(pairing.extra),
            "gold": len(pairing.pairs) + len(pairing.missed),
            "gold, with a kind": len(with_kind) + missed,
        }
    )


def total(counts: Iterable[Counter[str]]) -> Counter[str]:
    pooled: Counter[str] = Counter()
    for one in counts:
        pooled.update(one)
    return pooled


def prf(counts: Mapping[str, int]) -> dict[str, dict[str, float]]:
    """Level -> precision, recall, F and the number of gold triggers."""
    scores = {}
    for level in LEVELS:
        asked = "" if level == "found" else ", with a kind"
        scores[level] = _prf(counts[level], counts[f"predicted{asked}"], counts[f"gold{asked}"])
    return scores


def _prf(right: int, predicted: int, gold: int) -> dict[str, float]:
    return {
        "P": _ratio(right, predicted),
        "R": _ratio(right, gold),
        "F": _ratio(2 * right, predicted + gold),
        "n": gold,
    }


def _ratio(part: int, whole: int) -> float:
    return round(part / max(1, whole), 3)


def score_kinds(pairings: Sequence[Pairing]) -> dict[str, dict[str, float]]:
    """Kind -> its precision, recall, F; a kind that WikiEvents has no type for is left out."""
    gold: Counter[Kind] = Counter()
    predicted: Counter[Kind] = Counter()
    right: Counter[Kind] = Counter()
    for pairing in pairings:
        with_kind = [(one, found) for one, found in pairing.pairs if one.kind]
        gold.update(one.kind for one, _ in with_kind if one.kind)
        gold.update(one.kind for one in pairing.missed if one.kind)
        predicted.update(found.kind for _, found in with_kind)
        predicted.update(found.kind for found in pairing.extra)
        right.update(found.kind for one, found in with_kind if one.kind is found.kind)
    return {str(kind): _prf(right[kind], predicted[kind], gold[kind]) for kind in sorted(gold)}


def arguments_of(pairing: Pairing) -> Iterator[tuple[str, bool]]:
    """The role of each gold argument of the triggers that are right, and whether it stands in a role span."""
    for gold, found in pairing.pairs:
        if gold.kind is found.kind:
            for role, head in gold.arguments:
                yield role, any(_shared(span, head) > 0 for span in found.roles)


def share_of_arguments(pairings: Sequence[Pairing]) -> dict[str, Any]:
    """The share of gold arguments that stand in a role span, with its interval."""
    counts = [Counter(str(held) for _, held in arguments_of(pairing)) for pairing in pairings]
    shares = [_ratio(n["True"], n.total()) for n in map(total, draw_again(counts))]
    pooled = total(counts)
    return {
        "share": _ratio(pooled["True"], pooled.total()),
        "n": pooled.total(),
        "interval": middle(shares),
    }


def by_role(pairings: Sequence[Pairing]) -> dict[str, list[float]]:
    """Gold role -> share in a role span and number, the most frequent first."""
    held: dict[str, list[bool]] = {}
    for pairing in pairings:
        for role, is_held in arguments_of(pairing):
            held.setdefault(role, []).append(is_held)
    ordered = sorted(held.items(), key=lambda item: (-len(item[1]), item[0]))
    return {role: [_ratio(sum(found), len(found)), len(found)] for role, found in ordered}


# ── for people ───────────────────────────────────────────────────────────────────────────


def make_table(figures: Mapping[str, Any]) -> str:
    lines = [f"{figures['documents']} documents, {figures['found']['n']} gold triggers"]
    for level in LEVELS:
        lines.append(
            f"  {level:20}{_prf_text(figures[level])} {figures[level]['interval']}"
            f"  floor {_prf_text(figures['floor'][level])}"
        )
    kind, floor, arguments = figures["kind"], figures["floor"]["kind"], figures["arguments"]
    lines.append(
        f"  {'kind':20}{kind['right']:.3f} of {kind['n']} {kind['interval']}  floor {floor['right']:.3f}"
    )
    lines.append(f"  {'arguments':20}{arguments['share']:.3f} of {arguments['n']} {arguments['interval']}")
    lines += [f"    {role:18}{share:.3f} of {n}" for role, (share, n) in arguments["by_role"].items()]
    lines += [f"  {name:10}{_prf_text(score)}  gold {score['n']}" for name, score in figures["kinds"].items()]
    return "\n".join(lines)


def _prf_text(score: Mapping[str, float]) -> str:
    return f"P {score['P']:.3f}  R {score['R']:.3f}  F {score['F']:.3f}"


def rows(pairings: Iterable[Pairing]) -> Iterator[dict[str, Any]]:
    """One row a trigger: found, missed or extra."""
    for pairing in pairings:
        name = pairing.document.name
        for gold, found in pairing.pairs:
            yield _row(name, gold, found)
        for gold in pairing.missed:
            yield _row(name, gold, None)
        for found in pairing.extra:
            yield _row(name, None, found)


def _row(name: str, gold: GoldTrigger | None, found: Found | None) -> dict[str, Any]:
    return {
        "document": name,
        "gold": gold.span.text if gold else None,
        "type": gold.type if gold else None,
        "predicted": found.span.text if found else None,
        "kinds": [gold.kind if gold else None, found.kind if found else None],
        "starts": [gold.span.start if gold else None, found.span.start if found else None],
    }
