"""PLOVER types with source and target given, on PLV: frozen states, with a linear layer fitted on top.

    python -m bench types --data ../shared/data/events/plv

*Frozen*: the network of the reader, which never saw PLV. Of each
sentence it gives the mean state of all words, of the source's words and of the target's, and of the trigger
between them: its state, its chances of kinds and of attributes, and how firmly it is tied to source and
target as actor and as target. The trigger is the word that is likeliest to tell of a happening *and* tied to
the two. *Fitted*: a scaling of these numbers and a logistic regression for each question, on four fifths of
PLV_train, asked about the last fifth; the fifths are drawn once, like in roots, and a sentence that stands
there twice is in one of them. Its strength (`FIRMNESS`) was set beforehand, not chosen by these scores. The
floor, TF-IDF of words and pairs of words with a logistic regression, is fitted on the same fifths; it is
given the sentence alone, not who is source and target.

Scored as the authors of PLV score: the mean F1 of the 15 roots (their YIELD is CONCEDE and RETREAT) and of
the four quads, verbal or material × cooperation or conflict; *binary* is the share right of conflict or
cooperation. The answers of the five fifths are put together first. PLV's rivals were scored on its test
part, which is held back here, so theirs are other sentences of the same make. Intervals are 95 % of
bootstrap draws of sentences.
"""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from bench.outcomes import Outcome
from dateline.encoder import Floats
from dateline.heads import label_arcs, label_trigger, label_words
from dateline.labels import ATTRIBUTES, GROUPS
from dateline.pieces import Ints
from dateline.spans import Page, read_pages
from dateline.tellings import find_glimpses

FOLDS = 5
DRAWS = 1000
SEED = 1
FIRMNESS = 0.01
"""`C` of the logistic regression on states: 1,650 numbers and 840 sentences need a firm hand."""
FLOOR_FIRMNESS = 10.0
UNTIED = 0.1
"""What a trigger counts that is tied to neither source nor target: little, not nothing."""
QUESTIONS = ("root", "quad", "binary")
QUADS: Mapping[str, str] = MappingProxyType(
    {
        "1": "verbal cooperation",
        "2": "material cooperation",
        "3": "verbal conflict",
        "4": "material conflict",
    }
)
"""PLV's "penta" codes, which leave out the neutral 0"""
_TAG = re.compile(r"<(/?)([st])>")

Labels = NDArray[np.str_]
Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Dyad:
    """A sentence with its source and target, and what the one does to the other."""

    text: str
    source: tuple[Stretch, ...]
    target: tuple[Stretch, ...]
    root: str
    quad: str

    def answer(self, question: str) -> str:
        return {"root": self.root, "quad": self.quad, "binary": self.quad.split()[-1]}[question]


def run(data: Path, *, set_name: str | None) -> Outcome:
    dyads = load(data / f"PLV_{set_name or 'train'}.tsv")
    folds = cut_folds(dyads)
    features = np.stack([describe(dyad) for dyad in dyads])
    texts = np.array([dyad.text for dyad in dyads], dtype=object)
    figures: dict[str, Any] = {"sentences": len(dyads)}
    answers: dict[str, Labels] = {}
    for question in QUESTIONS:
        gold = np.array([dyad.answer(question) for dyad in dyads])
        answers[question] = cross_validate(make_layer, features, gold, folds=folds)
        answers[f"floor {question}"] = cross_validate(make_floor, texts, gold, folds=folds)
        for name in (question, f"floor {question}"):
            figures[name] = round(score(question, gold, answers[name]), 3)
            figures[f"{name} interval"] = interval(question, gold, answers[name])
    table = "\n".join(f"{name:24}{value}" for name, value in figures.items())
    return Outcome(figures=figures, table=table, cases=tuple(_cases(dyads, answers)))


# ── what is asked ────────────────────────────────────────────────────────────────────────


def load(path: Path) -> list[Dyad]:
    """The sentences of a file of PLV."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [as_dyad(row) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


def as_dyad(row: Mapping[str, str]) -> Dyad:
    text, marked = unmark(row["marked_sentence"])
    return Dyad(text, marked["s"], marked["t"], row["gold_root"], QUADS[row["gold_penta"]])


def unmark(marked: str) -> tuple[str, dict[str, tuple[Stretch, ...]]]:
    """The text without its marks, and the stretches that were marked `s` and `t`."""
    opened: dict[str, int] = {}
    found: dict[str, tuple[Stretch, ...]] = {"s": (), "t": ()}
    text, behind = "", 0
    for tag in _TAG.finditer(marked):
        text += marked[behind : tag.start()]
        behind = tag.end()
        closes, name = tag.groups()
        if closes:
            found[name] += ((opened.pop(name), len(text)),)
        else:
            opened[name] = len(text)
    return text + marked[behind:], found


# ── what the frozen network says ─────────────────────────────────────────────────────────


def describe(dyad: Dyad) -> Floats:
    """The numbers of one sentence. Where nobody is marked as source or target, theirs are 0."""
    page = read_pages(dyad.text, body_start=0)[0]
    source, target = words_in(page, dyad.source), words_in(page, dyad.target)
    kinds = label_words("kinds", page.states)
    first, stop = choose_trigger(page, source=source, target=target)
    state = page.states[first:stop].mean(axis=0)
    parts = [page.states.mean(axis=0), *(mean_state(page.states, words) for words in (source, target))]
    parts += [state, kinds[first:stop].mean(axis=0), kinds.max(axis=0)]
    parts += [label_trigger(name, state) for name in ATTRIBUTES]
    parts.append(ties(page, first, stop, source=source, target=target))
    described: Floats = np.concatenate(parts).astype(np.float32)
    return described


def words_in(page: Page, stretches: Sequence[Stretch]) -> Ints:
    """Which words of the page's window share a character with one of the stretches."""
    starts, ends = page.words.starts[page.window.words], page.words.ends[page.window.words]
    inside = np.zeros(len(starts), dtype=bool)
    for start, end in stretches:
        inside |= (starts < end) & (ends > start)
    return np.flatnonzero(inside)


def mean_state(states: Floats, words: Ints) -> Floats:
    mean: Floats = states[words].mean(axis=0) if len(words) else np.zeros(states.shape[1], dtype=np.float32)
    return mean


def choose_trigger(page: Page, *, source: Ints, target: Ints) -> tuple[int, int]:
    """First and stop word of the likeliest trigger tied to the two; without any, the likeliest word."""
    best, chosen = -1.0, (-1, -1)
    for glimpse in find_glimpses([page]):
        as_actor, as_target, *_ = ties(page, glimpse.first, glimpse.stop, source=source, target=target)
        worth = glimpse.chance * (UNTIED + float(as_actor)) * (UNTIED + float(as_target))
        if worth > best:
            best, chosen = worth, (glimpse.first, glimpse.stop)
    if best < 0:
        first = int(label_words("kinds", page.states)[:, 0].argmin())
        return first, first + 1
    return chosen


def ties(page: Page, first: int, stop: int, *, source: Ints, target: Ints) -> Floats:
    """How firmly a trigger is tied: source as actor, target as target, then the other way round, 0 to 1."""
    arcs = label_arcs(
        page.states[first:stop].mean(axis=0), first_word=first, sides=page.sides, groups=("role",)
    )["role"]
    pairs = (("actor", source), ("target", target), ("target", source), ("actor", target))
    return np.array([_most(arcs, role, words) for role, words in pairs], dtype=np.float32)


def _most(arcs: Floats, role: str, words: Ints) -> float:
    at = [GROUPS["role"].index(f"{part}-{role}") for part in ("begin", "inside")]
    return float(arcs[words][:, at].sum(axis=1).max()) if len(words) else 0.0


# ── what is fitted ───────────────────────────────────────────────────────────────────────


def make_layer() -> Any:
    """Scaled numbers -> logistic regression."""
    return make_pipeline(StandardScaler(), LogisticRegression(C=FIRMNESS, max_iter=500))


def make_floor() -> Any:
    """Words and pairs of words -> logistic regression."""
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    return make_pipeline(words, LogisticRegression(C=FLOOR_FIRMNESS, max_iter=500))


def cut_folds(dyads: Sequence[Dyad]) -> list[tuple[Ints, Ints]]:
    """Where to fit and where to ask, `FOLDS` times; like in roots, no sentence on both sides."""
    folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=SEED)
    roots, texts = [dyad.root for dyad in dyads], [dyad.text for dyad in dyads]
    return list(folds.split(texts, roots, texts))


def cross_validate(
    make: Any, given: NDArray[Any], gold: Labels, *, folds: Sequence[tuple[Ints, Ints]]
) -> Labels:
    """For each row the answer of the model that was not fitted on it."""
    answers = gold.copy()
    for fit, ask in folds:
        answers[ask] = make().fit(given[fit], gold[fit]).predict(given[ask])
    return answers


# ── how good it is ───────────────────────────────────────────────────────────────────────


def score(question: str, gold: Labels, found: Labels) -> float:
    """Share right of the binary question, mean F1 of the classes of the others."""
    return float((gold == found).mean()) if question == "binary" else macro_f1(gold, found)


def macro_f1(gold: Labels, found: Labels) -> float:
    """The mean F1 of the classes that the gold holds."""
    scores = []
    for label in np.unique(gold):
        right = ((gold == label) & (found == label)).sum()
        scores.append(2 * right / ((gold == label).sum() + (found == label).sum()))
    return float(np.mean(scores))


def interval(question: str, gold: Labels, found: Labels) -> list[float]:
    random = np.random.default_rng(SEED)
    _, coded = np.unique(np.concatenate([gold, found]), return_inverse=True)
    ours, theirs = coded[len(gold) :], coded[: len(gold)]
    draws = random.integers(len(gold), size=(DRAWS, len(gold)))
    scores = [score(question, theirs[draw], ours[draw]) for draw in draws]
    return [round(float(end), 3) for end in np.quantile(scores, [0.025, 0.975])]


def _cases(dyads: Sequence[Dyad], answers: Mapping[str, Labels]) -> list[dict[str, Any]]:
    return [
        {
            "text": dyad.text,
            "gold": dyad.root,
            "quad": dyad.quad,
            **{name: str(found[at]) for name, found in answers.items()},
        }
        for at, dyad in enumerate(dyads)
    ]
