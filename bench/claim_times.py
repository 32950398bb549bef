"""The When of claims: is the date found, and is the right one taken for each trigger?

`--data` is a folder with dev.jsonl and dev/ (or train with `--set train`): reports and gold
claims. Triggers are gold, found in their evidence by their words, so that only dates are
measured; the grammar around them comes from dateline's own parse. found: of gold dates with
words, those with a date word in the same place and of the same days. exact: of claims with
a date, those given its days. open: of claims without one, those left without.
"""

import json
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.outcomes import Outcome
from dateline.claims import is_news_tense, is_simple_past
from dateline.factuality import clause_head
from dateline.phrases import span_of
from dateline.sentences import find_sentences, parse
from dateline.times import choose_when, find_times
from dateline.types import Kind, Realis, Span, TimeMention, When

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Read:
    """A report with all that the choice of a date looks at."""

    id: str
    text: str
    published: date | None
    doc: "Doc"
    sentences: tuple[Span, ...]
    times: tuple[TimeMention, ...]


def _read(row: dict[str, Any]) -> Read:
    text = f"{row['title']}\n\n{row['text']}" if row.get("title") else row["text"]
    published = date.fromisoformat(row["published"]) if row.get("published") else None
    body_start = len(row["title"]) + 2 if row.get("title") else 0
    doc = parse(text)
    return Read(
        row["id"],
        text,
        published,
        doc,
        find_sentences(doc),
        find_times(text, published=published, body_start=body_start),
    )


def _find_trigger(claim: dict[str, Any], text: str) -> Span | None:
    """The claim's trigger, in the evidence that holds it."""
    words = claim["trigger"]
    for evidence in claim["evidence"]:
        at = text.find(evidence)
        if at >= 0 and words in evidence:
            start = at + evidence.index(words)
            return Span(start, start + len(words), words)
    at = text.find(words)
    return Span(at, at + len(words), words) if at >= 0 else None


def _clause_of(doc: "Doc", word: "Token") -> Span:
    verb = clause_head(word)
    clauses = ("ccomp", "advcl", "relcl", "conj", "parataxis")
    below = {token.i for child in verb.children if child.dep_ in clauses for token in child.subtree}
    own = [token.i for token in verb.subtree if token.i not in below]
    return span_of(doc, min(own), max(own) + 1)


def describe_place(read: Read, claim: dict[str, Any], trigger: Span) -> dict[str, Any]:
    """What `choose_when` is told of a gold claim's trigger: dates, grammar, and the gold's own judgements."""
    tokens = read.doc.char_span(trigger.start, trigger.end, alignment_mode="expand")
    assert tokens is not None
    word = tokens.root
    inside = (sentence for sentence in read.sentences if sentence.start <= word.idx < sentence.end)
    realis = Realis(claim["realis"])
    return {
        "sentence": next(inside, trigger),
        "times": read.times,
        "published": read.published,
        "quoted": claim["speech"] == "direct",
        "tense_is_news": realis is Realis.ACTUAL and is_news_tense(word),
        "clause": _clause_of(read.doc, word),
        "nominal": word.pos_ in ("NOUN", "PROPN"),
        "past": is_simple_past(word),
        "phrase": span_of(read.doc, word.left_edge.i, word.right_edge.i + 1),
        "kind": Kind(claim["kind"]),
        "realis": realis,
        "text": read.text,
    }


def _choose(read: Read, claim: dict[str, Any], trigger: Span) -> tuple[When | None, str]:
    if claim["kind"] == Kind.ASSESS:
        return None, "a judgement has no day"
    return choose_when(trigger, background=claim["background"], **describe_place(read, claim, trigger))


def days_of(when: When | None) -> tuple[str | None, str | None] | None:
    if when is None:
        return None
    return (
        when.earliest.isoformat() if when.earliest else None,
        when.latest.isoformat() if when.latest else None,
    )


def gold_days(claim: dict[str, Any]) -> tuple[str | None, str | None] | None:
    when = claim.get("when")
    return (when["earliest"], when["latest"]) if when else None


def _is_found(read: Read, claim: dict[str, Any], trigger: Span) -> bool | None:
    """Has the gold date's place nearest to the trigger a date word of its days? None without such a place."""
    words = (claim.get("when") or {}).get("text")
    places = [at for at in range(len(read.text)) if words and read.text.startswith(words, at)]
    if not words or not places:
        return None
    start = min(places, key=lambda at: abs(at - trigger.start))
    there = [each for each in read.times if each.start < start + len(words) and start < each.end]
    return any((days_of(each.when) or (None, None)) == gold_days(claim) for each in there)


def read_gold(folder: Path, set_name: str) -> Iterator[tuple[Read, dict[str, Any], Span]]:
    """Every gold claim with its report and its trigger; claims whose trigger is not found are left out."""
    lines = (folder / f"{set_name}.jsonl").read_text("utf-8").splitlines()
    for row in map(json.loads, lines):
        gold = json.loads((folder / set_name / f"{row['id']}.json").read_text("utf-8"))
        read = _read(row)
        for claim in gold["claims"]:
            if trigger := _find_trigger(claim, read.text):
                yield read, claim, trigger


def _cases(folder: Path, set_name: str) -> Iterator[dict[str, Any]]:
    for read, claim, trigger in read_gold(folder, set_name):
        when, why = _choose(read, claim, trigger)
        yield {
            "report": read.id,
            "published": read.published,
            "kind": claim["kind"],
            "trigger": trigger.text,
            "gold": gold_days(claim),
            "gold_text": (claim.get("when") or {}).get("text"),
            "chosen": days_of(when),
            "found": _is_found(read, claim, trigger),
            "why": why,
        }


def _share(count: int, of: int) -> float:
    return round(100 * count / of, 1) if of else 0.0


def run(data: Path, *, set_name: str | None) -> Outcome:
    begun = time.process_time()
    cases = tuple(_cases(data, set_name or "dev"))
    tally: Counter[str] = Counter()
    for case in cases:
        has = case["gold"] is not None
        tally["dated" if has else "undated"] += 1
        tally["exact" if has else "open"] += case["gold"] == case["chosen"]
        tally["wrong"] += has and case["chosen"] is not None and case["gold"] != case["chosen"]
        tally["worded"] += case["found"] is not None
        tally["found"] += bool(case["found"])
    figures = {
        "claims": len(cases),
        "dated": tally["dated"],
        "found": _share(tally["found"], tally["worded"]),
        "exact": _share(tally["exact"], tally["dated"]),
        "wrong": _share(tally["wrong"], tally["dated"]),
        "open": _share(tally["open"], tally["undated"]),
        "cpu_s": round(time.process_time() - begun, 1),
    }
    rows = [
        f"dates with words: {tally['worded']}, a date word of the same days there: {figures['found']} %",
        f"claims with a date: {tally['dated']}, exact {figures['exact']} %, wrong {figures['wrong']} %",
        f"claims without: {tally['undated']}, left open {figures['open']} %",
    ]
    return Outcome(figures=figures, table="\n".join(rows), cases=cases)
