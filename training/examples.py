"""Annotated reports -> windows with labels, as the network learns from them.

Each corpus teaches only what it annotates: where it is silent the label is `IGNORE`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.labels import ATTRIBUTES, GROUPS, KINDS, MENTIONS, VOICE_KINDS
from dateline.pieces import Window, Words, cut_windows, cut_words

IGNORE = -100
Ints = NDArray[np.int64]


@dataclass(slots=True)
class Deed:
    """A trigger in a window: its words, its attributes, and a label a word for each group it teaches."""

    words: list[int]
    happening: int
    """tellings of one happening share this number; below 0: nothing known of others"""
    attributes: dict[str, int] = field(default_factory=dict)
    groups: dict[str, Ints] = field(default_factory=dict)


@dataclass(slots=True)
class Example:
    """A window with what is known of it. `kinds`, `cues`, `mentions`, `voices`: a label a word."""

    window: Window
    kinds: Ints
    cues: Ints
    mentions: Ints
    voices: Ints
    deeds: list[Deed]


def make_examples(
    text: str, claims: Sequence[Mapping[str, Any]], *, body_start: int, full: bool
) -> Iterator[Example]:
    """The windows of one report. `full`: its retellings are marked, so no other word tells of a happening."""
    words = cut_words(text, body_start=body_start)
    for window in cut_windows(words):
        yield _example(words, window, claims, full=full)


def with_mentions(
    examples: Sequence[Example], text: str, names: Sequence[tuple[int, int, str]], *, body_start: int
) -> None:
    """Give the windows of a text the labels of the names found in it."""
    words = cut_words(text, body_start=body_start)
    spans = [(kind, (start, end)) for start, end, kind in names]
    for example in examples:
        example.mentions = tag(words, example.window, spans, MENTIONS)


def words_inside(words: Words, window: Window, start: int, end: int) -> list[int]:
    """The words of the window that the characters touch; none where the window has only a part of them."""
    starts, ends = words.starts[window.words], words.ends[window.words]
    found = np.flatnonzero((starts < end) & (ends > start))
    wanted = int(((words.starts < end) & (words.ends > start)).sum())
    return found.tolist() if len(found) == wanted else []


def _example(words: Words, window: Window, claims: Sequence[Mapping[str, Any]], *, full: bool) -> Example:
    count = len(window.words)
    kinds = np.zeros(count, dtype=np.int64)
    voices = np.full(count, IGNORE)
    deeds: list[Deed] = []
    if not full:
        for claim in claims:
            for start, end in claim["evidence_at"]:
                kinds[words_inside(words, window, start, end)] = IGNORE
        for claim in claims:  # the sentence of a trigger is known wholly
            for start, end in claim["told_at"]:
                kinds[words_inside(words, window, start, end)] = 0
    for number, claim in enumerate(claims):
        kind = KINDS.index(claim["kind"])
        for telling, (start, end) in enumerate([claim["trigger_at"], *claim["also_at"]]):
            at = words_inside(words, window, start, end)
            if not at:
                continue
            kinds[at] = np.where(kinds[at] > 0, kinds[at], kind) if telling else kind
            deed = Deed(at, number if full else -1, {"telling": int(telling > 0)})
            if not telling:
                deed.attributes |= _attributes(claim)
                deed.groups = _groups(words, window, claim)
                for voice in claim["voices"]:
                    if (kind_of := voice.get("kind")) in VOICE_KINDS and voice["at"]:
                        voices[words_inside(words, window, *voice["at"])] = VOICE_KINDS.index(kind_of)
            deeds.append(deed)
    nothing = np.full(count, IGNORE)
    return Example(window, kinds, nothing, nothing, voices, deeds)


def _attributes(claim: Mapping[str, Any]) -> dict[str, int]:
    when = claim["when"]
    told = {
        "mode": claim["mode"] or "none",
        "realis": claim["realis"],
        "stance": claim["stance"],
        "speech": claim["speech"],
        "hedged": "yes" if claim["hedged"] else "no",
        "background": "yes" if claim["background"] else "no",
        "means": claim["means"] or "none",
        "when": "none" if not when else "words" if when.get("text") else "publication",
    }
    if when and (when.get("earliest") or when.get("latest")):
        told["span"] = "until" if not when.get("earliest") else "since" if not when.get("latest") else "on"
    return {name: ATTRIBUTES[name].index(value) for name, value in told.items() if value in ATTRIBUTES[name]}


def _groups(words: Words, window: Window, claim: Mapping[str, Any]) -> dict[str, Ints]:
    spans: dict[str, list[tuple[str, Any]]] = {"role": [], "when": [], "voice": [], "figure": []}
    spans["role"] += [("actor", one["at"]) for one in claim["actors"]]
    spans["role"] += [("target", one["at"]) for one in claim["targets"]]
    spans["role"] += [(one["role"], one["at"]) for one in claim["places"]]
    if claim["when"] and claim["when"].get("at"):
        spans["when"].append(("when", claim["when"]["at"]))
    if claim["voices"]:
        spans["voice"].append(("last", claim["voices"][-1]["at"]))
        spans["voice"] += [("outer", one["at"]) for one in claim["voices"][:-1]]
    spans["figure"] += [(one["what"], one["at"]) for one in claim["figures"] if one.get("at")]
    groups = {}
    for name, found in spans.items():
        if name == "figure" and any(not one.get("at") for one in claim["figures"]):
            continue
        groups[name] = tag(words, window, found, GROUPS[name])
    return groups


def tag(words: Words, window: Window, spans: Sequence[tuple[str, Any]], labels: Sequence[str]) -> Ints:
    """A label a word: where each span begins and goes on. The first span to claim a word has it."""
    tags = np.zeros(len(window.words), dtype=np.int64)
    for name, at in spans:
        if at is None:
            continue
        inside = [word for word in words_inside(words, window, *at) if not tags[word]]
        if inside:
            tags[inside] = labels.index(f"inside-{name}")
            tags[inside[0]] = labels.index(f"begin-{name}")
    return tags
