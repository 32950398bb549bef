"""Article text from HTML pages: how much of it is found, and how much else with it.

FOLDER is a checkout of scrapinghub's article-extraction-benchmark (181 pages): it
holds `ground-truth.json` and `html/ID.html.gz`. The measure is theirs: precision and
recall over four-word shingles, each page weighing the same, F1 of the two means. The
floor is all the text that a page shows.
"""

import gzip
import json
import random
import re
import statistics
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.outcomes import Outcome
from dateline.intake import read_bytes
from dateline.intake.pages import decode_page, visible_lines
from dateline.types import Report

SHINGLE_WORDS = 4
RESAMPLES = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Shares of the shingles of one page: in both, only found, only true."""

    both: float
    found: float
    true: float

    @property
    def precision(self) -> float | None:
        """`None` where nothing was found."""
        return self.both / (self.both + self.found) if self.both + self.found else None

    @property
    def recall(self) -> float | None:
        """`None` where there is nothing to find."""
        return self.both / (self.both + self.true) if self.both + self.true else None


def run(data: Path, *, set_name: str | None) -> Outcome:  # noqa: ARG001 (there is one set)
    truth: dict[str, dict[str, str]] = json.loads((data / "ground-truth.json").read_text(encoding="utf-8"))
    pages = {name: gzip.decompress((data / "html" / f"{name}.html.gz").read_bytes()) for name in truth}
    true = {name: page.get("articleBody", "") for name, page in truth.items()}
    started = time.perf_counter()
    ours = {name: article_text(page) for name, page in pages.items()}
    seconds = time.perf_counter() - started
    matches = {name: match(ours[name], true=true[name]) for name in truth}
    shown = {name: "\n".join(visible_lines(decode_page(page)[0])) for name, page in pages.items()}
    floor = [match(shown[name], true=true[name]) for name in truth]
    figures = {
        **summary(list(matches.values())),
        "interval": interval(list(matches.values())),
        "floor": summary(floor),
        "pages": len(pages),
        "pages_per_second": round(len(pages) / seconds, 1),
    }
    return Outcome(figures=figures, table=table(figures), cases=tuple(cases(matches, truth=truth)))


def article_text(page: bytes) -> str:
    """What intake takes for the story on the page, its headline left off; empty where it refuses."""
    found = next(iter(read_bytes(page, name="page.html")))
    return found.text[found.body_start :] if isinstance(found, Report) else ""


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(
        tuple(words[at : at + SHINGLE_WORDS]) for at in range(max(1, len(words) - SHINGLE_WORDS + 1)) if words
    )


def match(found: str, *, true: str) -> Match:
    """The two texts against each other; a long page weighs no more than a short one."""
    ours, theirs = shingles(found), shingles(true)
    both = (ours & theirs).total()
    total = (ours | theirs).total() or 1
    return Match(both=both / total, found=(ours.total() - both) / total, true=(theirs.total() - both) / total)


def summary(matches: Sequence[Match]) -> dict[str, float]:
    precision = statistics.mean(value for one in matches if (value := one.precision) is not None)
    recall = statistics.mean(value for one in matches if (value := one.recall) is not None)
    return {
        "f1": round(2 * precision * recall / (precision + recall), 4),
        "precision": round(precision, 4),
        "recall": round(recall, 4),
    }


def interval(matches: Sequence[Match]) -> list[float]:
    """The middle 95 % of F1 over resampled sets of pages."""
    chance = random.Random(0)
    f1s = sorted(summary(chance.choices(matches, k=len(matches)))["f1"] for _ in range(RESAMPLES))
    return [f1s[round(RESAMPLES * 0.025)], f1s[round(RESAMPLES * 0.975) - 1]]


def cases(matches: dict[str, Match], *, truth: dict[str, dict[str, str]]) -> Iterable[dict[str, object]]:
    for name, one in matches.items():
        yield {"id": name, "url": truth[name].get("url"), "precision": one.precision, "recall": one.recall}


def table(figures: dict[str, Any]) -> str:
    rows = (("dateline", figures), ("visible text", figures["floor"]))
    lines = [f"{'':<14}F1      precision  recall"]
    lines += [f"{name:<14}{row['f1']:<8}{row['precision']:<11}{row['recall']}" for name, row in rows]
    lines.append(f"{figures['pages']} pages, {figures['pages_per_second']} a second")
    return "\n".join([*lines, f"95 % interval of F1: {figures['interval']}"])
