"""Annotated reports of all sources -> `Told`, each gold string with its place in the text."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from dateline.numbers import find_numbers
from training.stories import Told, read_file


def load_gold(folder: Path, *, part: str) -> Iterator[Told]:
    """The gold of `folder/part` with its reports in `folder/part.jsonl`, ordered by file name."""
    lines = (folder / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = {row["id"]: row for row in map(json.loads, lines)}
    for path in sorted((folder / part).glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        row = rows[gold["id"]]
        title = row.get("title") or None
        text = f"{title}\n\n{row['text']}" if title else row["text"]
        published = date.fromisoformat(row["published"]) if row.get("published") else None
        yield Told(
            gold["id"],
            title,
            published,
            text,
            tuple(place(text, claim, body_start=len(text) - len(row["text"])) for claim in gold["claims"]),
        )


def find_all(text: str, wanted: str | None) -> list[tuple[int, int]]:
    if not wanted:
        return []
    exact = [m.span() for m in re.finditer(r"(?<!\w)" + re.escape(wanted) + r"(?!\w)", text)]
    return exact or [m.span() for m in re.finditer(re.escape(wanted), text)]


def place(text: str, claim: dict[str, Any], *, body_start: int) -> dict[str, Any]:
    """The claim with `at` beside its strings: the place nearest to the trigger, inside the evidence first.

    The trigger is the body's where headline and body have the word."""
    evidence = [span for words in claim["evidence"] for span in find_all(text, words)]
    triggers = find_all(text, claim["trigger"])
    inside = [t for t in triggers if any(a <= t[0] and t[1] <= b for a, b in evidence)] or triggers
    trigger = next((span for span in inside if span[0] >= body_start), inside[0])
    told = [span for span in evidence if span[0] <= trigger[0] and trigger[1] <= span[1]] or [trigger]

    def nearest(words: str | None) -> tuple[int, int] | None:
        spans = find_all(text, words)
        here = [s for s in spans if any(a <= s[0] and s[1] <= b for a, b in told)]
        return min(here or spans, key=lambda s: abs(s[0] - trigger[0]), default=None)

    def with_place(one: Any) -> dict[str, Any]:
        row = {"text": one} if isinstance(one, str) else dict(one)
        return row | {"at": nearest(row.get("text"))}

    return claim | {
        "trigger_at": trigger, "also_at": [], "evidence_at": evidence, "told_at": told,
        "actors": [with_place(one) for one in claim["actors"]],
        "targets": [with_place(one) for one in claim["targets"]],
        "places": [with_place(one) for one in claim["places"]],
        "voices": [with_place(one) for one in claim["voices"]],
        "figures": [with_place(one) for one in claim["figures"]],
        "when": with_place(claim["when"]) if claim["when"] else None,
    }  # fmt: skip


def from_story(story: Told) -> Told:
    """A story's claims in the same shape."""
    claims = tuple(_from_row(story.text, claim) for claim in story.claims)
    return Told(story.id, story.title, story.published, story.text, claims)


def _from_row(text: str, claim: dict[str, Any]) -> dict[str, Any]:
    evidence = [(one["start"], one["end"]) for one in claim["evidence"]]
    lists = ("actors", "targets", "places", "voices")
    return claim | {
        "trigger_at": tuple(claim["trigger_at"]),
        "also_at": [(one["start"], one["end"]) for one in claim["also"]],
        "evidence_at": evidence,
        "told_at": evidence[:1],
        **{name: [_with_at(one) for one in claim[name]] for name in lists},
        "figures": [_number_of(text, one, evidence) for one in claim["figures"]],
        "when": _with_at(claim["when"]) if claim["when"] else None,
    }


def _with_at(one: dict[str, Any]) -> dict[str, Any]:
    return one | {"at": (one["start"], one["end"]) if one.get("start") is not None else None}


def _number_of(text: str, figure: dict[str, Any], evidence: list[tuple[int, int]]) -> dict[str, Any]:
    """A figure with the place of its number: as marked, else the number of its size in the evidence."""
    if figure.get("start") is not None:
        return _with_at(figure)
    for start, end in evidence:
        for number in find_numbers(text[start:end]):
            if (number.least, number.most) == (figure["least"], figure["most"]):
                return figure | {"at": (start + number.start, start + number.end)}
    return figure | {"at": None}


def load_stories(
    paths: Iterable[Path], *, texts: Mapping[str, Mapping[str, Any]] | None = None
) -> Iterator[Told]:
    """The annotated reports of these files; those with a fault are left out (training.stories tells them)."""
    for path in sorted(paths):
        for story in read_file(path, texts=texts):
            if isinstance(story, Told):
                yield from_story(story)
