"""Gold claims beside the parse of their reports, with the gold strings found in the text."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from dateline.sentences import parse_many
from dateline.types import Report, Span


@dataclass(frozen=True, slots=True)
class GoldReport:
    """One report, its parse, and its gold claims as they stand in the file."""

    report: Report
    doc: Doc
    claims: tuple[dict[str, Any], ...]


def load_gold(folder: Path, *, part: str) -> Iterator[GoldReport]:
    """The gold of `folder/part` with its reports in `folder/part.jsonl`, parsed, ordered by file name."""
    lines = (folder / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
    reports = {row["id"]: make_report(row) for row in map(json.loads, lines)}
    golds = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((folder / part).glob("*.json"))]
    docs = parse_many(reports[gold["id"]].text for gold in golds)
    for gold, doc in zip(golds, docs, strict=True):
        yield GoldReport(reports[gold["id"]], doc, tuple(gold["claims"]))


def make_report(row: dict[str, Any]) -> Report:
    """A gold row as a Report: title, blank line, text."""
    title, text = row.get("title") or None, row["text"]
    published = date.fromisoformat(row["published"]) if row.get("published") else None
    return Report(
        id=row["id"], title=title, text=f"{title}\n\n{text}" if title else text, published=published
    )


def find_all(text: str, wanted: str) -> tuple[Span, ...]:
    """Every place where `wanted` stands in `text`."""
    if not wanted:
        return ()
    return tuple(Span(m.start(), m.end(), wanted) for m in re.finditer(re.escape(wanted), text))


def evidence_spans(gold: GoldReport, claim: dict[str, Any]) -> tuple[Span, ...]:
    return tuple(span for evidence in claim["evidence"] for span in find_all(gold.report.text, evidence))


def head_of(doc: Doc, span: Span) -> Token | None:
    """The syntactic head of some characters, `None` where no token covers them."""
    tokens: SpacySpan | None = doc.char_span(span.start, span.end, alignment_mode="expand")
    return tokens.root if tokens is not None and len(tokens) else None


def trigger_tokens(gold: GoldReport, claim: dict[str, Any]) -> tuple[Token, ...]:
    """The head tokens of a claim's trigger inside its evidence, else of the first one in the text."""
    evidence = evidence_spans(gold, claim)
    found = find_all(gold.report.text, claim["trigger"])
    inside = [span for span in found if any(e.holds(span) for e in evidence)] or list(found[:1])
    heads = (head_of(gold.doc, span) for span in inside)
    return tuple(dict.fromkeys(head for head in heads if head is not None))
