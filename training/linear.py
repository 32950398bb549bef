"""Trains the reader's log-linear models on gold claims.

    python -m training.linear --gold FOLDER [--out src/dateline/data/reader]

FOLDER holds train.jsonl and train/. Nothing else is read. Takes about two minutes on one core.
"""

import argparse
import collections
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from spacy.tokens import Token

from dateline.factuality import describe_setting, describe_standing
from dateline.phrases import antecedent, noun_phrase
from dateline.roles import ACTOR, NONE, TARGET, arc_candidates, describe_arc, view_from
from dateline.sentences import parse_many
from dateline.triggers import describe_candidate, find_candidates
from dateline.types import Kind
from training.gold import GoldReport, load_gold, trigger_tokens

ALIKE_ENOUGH = 0.5
# How often each of our own marked sentences counts.
OWN_WEIGHT = 3


@dataclass(frozen=True, slots=True)
class Task:
    """Features and labels of one model, the inverse strength of its regularisation, and how often a
    feature must be seen."""

    features: Sequence[Sequence[str]]
    labels: Sequence[str]
    c: float
    seen: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("src/dateline/data/reader"))
    arguments = parser.parse_args()
    golds = list(load_gold(arguments.gold, part="train"))
    for name, task in make_tasks(golds).items():
        write_model(arguments.out / f"{name}.npz", task)


def make_tasks(golds: Sequence[GoldReport]) -> Mapping[str, Task]:
    """The four models' training data."""
    own = list(own_trigger_items(Path(__file__).parent / "sentences.txt"))
    triggers = [*trigger_items(golds), *own * OWN_WEIGHT]
    roles = list(role_items(golds))
    realis = [(describe_setting(t, kind=c["kind"]), c["realis"]) for g, c, t in gold_triggers(golds)]
    background = [
        (
            describe_standing(t, kind=c["kind"], days_before=days_before(g, c), title_end=title_end(g)),
            "yes" if c["background"] else "no",
        )
        for g, c, t in gold_triggers(golds)
    ]
    return {
        "triggers": as_task(triggers, c=0.12, seen=3),
        "roles": as_task(roles, c=0.1, seen=2),
        "realis": as_task(realis, c=0.5, seen=2),
        "background": as_task(background, c=0.1, seen=2),
    }


def as_task(items: Sequence[tuple[Sequence[str], str]], *, c: float, seen: int) -> Task:
    return Task([features for features, _ in items], [label for _, label in items], c, seen)


def title_end(gold: GoldReport) -> int:
    return len(gold.report.title) if gold.report.title else 0


def gold_triggers(golds: Sequence[GoldReport]) -> Iterator[tuple[GoldReport, dict[str, Any], Token]]:
    for gold in golds:
        for claim in gold.claims:
            for token in trigger_tokens(gold, claim)[:1]:
                yield gold, claim, token


def days_before(gold: GoldReport, claim: dict[str, Any]) -> int | None:
    """How long before publication the claim's latest day lies."""
    when, published = claim.get("when"), gold.report.published
    day = when and (when.get("latest") or when.get("earliest"))
    return (published - published.fromisoformat(day)).days if day and published else None


def trigger_items(golds: Sequence[GoldReport]) -> Iterator[tuple[Sequence[str], str]]:
    for gold in golds:
        kinds: dict[int, str] = {}
        for claim in gold.claims:
            for token in trigger_tokens(gold, claim):
                kinds.setdefault(token.i, claim["kind"])
        for token in find_candidates(gold.doc):
            yield describe_candidate(token, title_end=title_end(gold)), kinds.get(token.i, NONE)


def own_trigger_items(path: Path) -> Iterator[tuple[Sequence[str], str]]:
    """The items of dateline's own marked sentences."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for line, doc in zip(lines, parse_many(MARK.sub(r"\1", line) for line in lines), strict=True):
        kinds, shift = {}, 0
        for mark in MARK.finditer(line):
            kinds[mark.start() - shift] = mark[2]
            shift += len(mark[0]) - len(mark[1])
        # a line without a full stop is a headline
        title_end = 0 if line.endswith(".") else len(doc.text)
        for token in find_candidates(doc):
            yield describe_candidate(token, title_end=title_end), kinds.get(token.idx, NONE)


MARK = re.compile(r"\[([^|\]]+)\|([A-Z]+)\]")


def role_items(golds: Sequence[GoldReport]) -> Iterator[tuple[Sequence[str], str]]:
    for gold in golds:
        places = frozenset(token.i for token in gold.doc if token.ent_type_ in ("GPE", "LOC", "FAC"))
        for claim in gold.claims:
            for trigger in trigger_tokens(gold, claim):
                candidates = arc_candidates(trigger)
                view = view_from(trigger, kind=Kind(claim["kind"]), places=places)
                labels, is_whole = label_arcs([phrase_of(head) for head, _ in candidates], claim)
                for (head, path), label in zip(candidates, labels, strict=True):
                    # where a gold participant is named in other words, any of the rest could be it
                    if label == NONE and not is_whole:
                        continue
                    yield describe_arc(view, head, path), label


def phrase_of(head: Token) -> str:
    """The words of a candidate, a pronoun's antecedent in its place."""
    stands_for = antecedent(head) if head.pos_ == "PRON" else head
    return noun_phrase(stands_for).text if stands_for is not None else head.text


def label_arcs(phrases: Sequence[str], claim: dict[str, Any]) -> tuple[list[str], bool]:
    """The gold role of each phrase, and whether every gold participant was found: the likest phrase to
    each gold participant or place takes its role."""
    labels, is_whole = [NONE] * len(phrases), True
    for role, text in gold_roles(claim):
        likeness = [alike(phrase, text) for phrase in phrases]
        best = max(likeness, default=0.0)
        is_whole = is_whole and (best >= ALIKE_ENOUGH or role not in (ACTOR, TARGET))
        for i, value in enumerate(likeness):
            if value >= ALIKE_ENOUGH and value >= best and labels[i] == NONE:
                labels[i] = role
    return labels, is_whole


def gold_roles(claim: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for field, role in (("actors", "actor"), ("targets", "target")):
        for participant in claim[field]:
            yield role, participant if isinstance(participant, str) else participant["text"]
    for place in claim["places"]:
        yield place["role"], place["text"]


def alike(one: str, other: str) -> float:
    """Token F of two phrases, 1 where one holds the other and is not much shorter."""
    stop = {"the", "a", "an", "of", "s", "its", "their", "his", "her", "some", "other"}
    left, right = (
        {w for w in text.lower().replace("'", " ").split() if w not in stop} for text in (one, other)
    )
    if not left or not right:
        return float(one.strip().lower() == other.strip().lower())
    if left <= right or right <= left:
        return 1.0 if 3 * min(len(left), len(right)) >= max(len(left), len(right)) else 0.6
    return 2 * len(left & right) / (len(left) + len(right))


def write_model(path: Path, task: Task) -> None:
    """Fits one model and writes it as `.npz`, without features seen too seldom or that weigh nothing."""
    counts = collections.Counter(name for names in task.features for name in set(names))
    names = sorted(name for name, count in counts.items() if count >= task.seen and "\n" not in name)
    rows = {name: row for row, name in enumerate(names)}
    fitted = LogisticRegression(C=task.c, max_iter=300).fit(as_matrix(task.features, rows), task.labels)
    weights, bias = fitted.coef_.T, fitted.intercept_
    if weights.shape[1] == 1:  # two labels: scikit-learn keeps the second one's weights only
        weights, bias = np.hstack([-weights / 2, weights / 2]), np.array([-bias[0] / 2, bias[0] / 2])
    kept = np.abs(weights).max(axis=1) > 0.02
    np.savez_compressed(
        path,
        labels="\n".join(fitted.classes_),
        features="\n".join(name for name, keep in zip(names, kept, strict=True) if keep),
        weights=weights[kept].astype(np.float16),
        bias=bias.astype(np.float32),
    )
    print(
        f"{path.name}: {len(task.labels)} items, {int(kept.sum())} features, {path.stat().st_size // 1024} kB"
    )


def as_matrix(features: Sequence[Sequence[str]], rows: Mapping[str, int]) -> csr_matrix:
    indices: list[int] = []
    starts = [0]
    for names in features:
        indices += sorted({rows[name] for name in names if name in rows})
        starts.append(len(indices))
    return csr_matrix((np.ones(len(indices), np.float32), indices, starts), shape=(len(features), len(rows)))


if __name__ == "__main__":
    main()
