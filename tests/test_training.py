"""Annotated reports in, labels a word out: what the network is taught is what was annotated."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dateline.labels import ATTRIBUTES, GROUPS, KINDS
from dateline.types import MODES as MODES_OF_KIND
from dateline.types import FigureKind, Kind, Realis, Stance, VoiceKind
from training import stories
from training.annotated import find_all, load_gold, load_stories
from training.examples import IGNORE, Example, make_examples
from training.marks import Missing, as_row, checksum, load_marks
from training.stories import Fault, Told, read_file

TEXT = (
    "The army shelled Dorana on Tuesday, killing two farmers. Farmers fled from Dorana to Kelmar. "
    "The minister did not visit the town."
)
STORY = """Written for dateline.

## x-1
title: Army shells Dorana
published: 2031-03-05

> The army shelled Dorana on Tuesday, killing two farmers, a doctor told the Courier.
>
> The shelling had been announced. Farmers fled to Kelmar.

| kind | mode | trigger | also | actors | targets | places | when | figures | voices | speech | realis |
|---|---|---|---|---|---|---|---|---|---|---|---|
| ASSAULT | shelling | shelled | shells; shelling | army | two farmers | at Dorana | on Tuesday = 2031-03-04 \
| killed 2 | Courier (media) > doctor (civilian) | indirect | |
| MOVE | flee | fled | | Farmers | | to part of Kelmar | = 2031-03-04..2031-03-05 | | | | planned |
"""


def a_gold_claim(**fields: Any) -> dict[str, Any]:
    return {
        "kind": "ASSAULT", "mode": None, "trigger": "shelled", "actors": ["The army"],
        "targets": ["two farmers"], "places": [{"role": "at", "text": "Dorana"}],
        "when": {"text": "on Tuesday", "earliest": "2031-03-04", "latest": "2031-03-04"},
        "means": None, "figures": [], "voices": [], "speech": "own", "stance": "asserts", "realis": "actual",
        "hedged": False, "background": False,
        "evidence": ["The army shelled Dorana on Tuesday, killing two farmers."],
        **fields,
    }  # fmt: skip


@pytest.fixture
def gold_folder(tmp_path: Path) -> Path:
    """A folder of gold with one invented report."""
    (tmp_path / "train").mkdir()
    row = {"id": "r1", "title": "Dorana shelled", "text": TEXT, "published": "2031-03-05"}
    (tmp_path / "train.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    (tmp_path / "train" / "r1.json").write_text(json.dumps({"id": "r1", "claims": [a_gold_claim()]}))
    return tmp_path


def a_story(tmp_path: Path, text: str = STORY) -> Told:
    path = tmp_path / "story.md"
    path.write_text(text, encoding="utf-8")
    (story,) = load_stories([path])
    return story


def words_with(example: Example, labels: np.ndarray, text: str, label: int) -> list[str]:
    """The words of the window that carry a label."""
    from dateline.pieces import cut_words

    words = cut_words(text, body_start=text.find("\n\n") + 2)
    return [
        text[words.starts[word] : words.ends[word]]
        for word, found in zip(example.window.words.tolist(), labels.tolist(), strict=True)
        if found == label
    ]


# ── gold ─────────────────────────────────────────────────────────────────────────────────


def test_gold_strings_stand_where_their_evidence_does(gold_folder: Path) -> None:
    (told,) = load_gold(gold_folder, part="train")
    (claim,) = told.claims
    body = told.text.index("The army")
    assert told.text.startswith("Dorana shelled\n\nThe army")
    assert claim["trigger_at"][0] > body, "the headline holds the word too"
    assert claim["places"][0]["at"][0] > body
    assert told.text[slice(*claim["when"]["at"])] == "on Tuesday"


@pytest.mark.parametrize(
    ("text", "wanted", "starts"),
    [("a.b a.b", "a.b", [0, 4]), ("axb", "a.b", []), ("abc", "", []), ("art tart", "art", [0])],
)
def test_gold_strings_are_found_as_whole_words(text: str, wanted: str, starts: list[int]) -> None:
    assert [start for start, _ in find_all(text, wanted)] == starts


# ── stories ──────────────────────────────────────────────────────────────────────────────


def test_a_story_is_read_with_the_places_of_its_words(tmp_path: Path) -> None:
    story = a_story(tmp_path)
    shelled, fled = story.claims
    assert [story.text[slice(*at)] for at in shelled["also_at"]] == ["shells", "shelling"]
    assert [(voice["text"], voice["kind"]) for voice in shelled["voices"]] == [
        ("Courier", "media"),
        ("doctor", "civilian"),
    ]
    assert story.text[slice(*shelled["figures"][0]["at"])] == "two"
    assert (fled["when"]["text"], fled["when"]["latest"]) == (None, "2031-03-05")
    assert (fled["places"][0]["role"], fled["places"][0]["extent"]) == ("to", "part")
    assert (fled["realis"], fled["speech"], fled["stance"]) == ("planned", "own", "asserts")


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("| ASSAULT |", "| ATTACK |", "no kind"),
        ("| shelling | shelled |", "| siege | shelled |", "no mode"),
        ("| shelled | shells", "| bombed | shells", "not in the text"),
        ("2031-03-04 |", "Tuesday |", "no day"),
        ("(media)", "(paper)", "kind of voice"),
        ("killed 2", "slain 2", "no figure"),
        ("| planned |", "| wished |", "not one of realis"),
        ("published: 2031", "colour: 2031", "not a line"),
        ("| shells; shelling |", "| shells#3 |", "stands only"),
    ],
)
def test_a_fault_in_a_table_is_told(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    path = tmp_path / "story.md"
    path.write_text(STORY.replace(old, new, 1), encoding="utf-8")
    (fault,) = read_file(path)
    assert isinstance(fault, Fault)
    assert complaint in str(fault)


def test_the_words_of_annotations_are_those_of_dateline() -> None:
    assert set(stories.MODES) == set(KINDS[1:]) == {kind.value for kind in Kind}
    assert {kind: tuple(modes.split()) for kind, modes in stories.MODES.items() if modes} == {
        kind.value: modes for kind, modes in MODES_OF_KIND.items()
    }
    assert set(stories.FIGURES.split()) == set(FigureKind)
    assert set(stories.VOICES.split()) == set(VoiceKind)
    assert set(ATTRIBUTES["realis"]) == set(Realis)
    assert set(ATTRIBUTES["stance"]) == set(Stance)


# ── labels ───────────────────────────────────────────────────────────────────────────────


def test_a_story_teaches_its_triggers_and_retellings_and_that_the_rest_tells_nothing(tmp_path: Path) -> None:
    story = a_story(tmp_path)
    body = story.text.index("The army")
    (example,) = make_examples(story.text, story.claims, body_start=body, full=True)
    assault, move = KINDS.index("ASSAULT"), KINDS.index("MOVE")
    assert words_with(example, example.kinds, story.text, assault) == ["shells", "shelled", "shelling"]
    assert words_with(example, example.kinds, story.text, move) == ["fled"]
    assert IGNORE not in example.kinds
    tellings = Counter((deed.happening, deed.attributes["telling"]) for deed in example.deeds)
    assert tellings == {(0, 0): 1, (0, 1): 2, (1, 0): 1}


def test_a_trigger_is_taught_who_where_when_and_who_says_so(tmp_path: Path) -> None:
    story = a_story(tmp_path)
    body = story.text.index("The army")
    (example,) = make_examples(story.text, story.claims, body_start=body, full=True)
    groups = example.deeds[0].groups

    def labelled(group: str, label: str) -> list[str]:
        return words_with(example, groups[group], story.text, GROUPS[group].index(label))

    assert labelled("role", "begin-actor") == ["army"]
    assert (labelled("role", "begin-target"), labelled("role", "inside-target")) == (["two"], ["farmers"])
    assert labelled("role", "begin-at") == ["Dorana"]
    assert labelled("when", "inside-when") == ["Tuesday"]
    assert (labelled("voice", "begin-outer"), labelled("voice", "begin-last")) == (["Courier"], ["doctor"])
    assert labelled("figure", "begin-killed") == ["two"]


def test_gold_without_marked_retellings_leaves_its_other_evidence_open(gold_folder: Path) -> None:
    path = gold_folder / "train" / "r1.json"
    claim = a_gold_claim(evidence=["The army shelled Dorana on Tuesday", "Dorana shelled"])
    path.write_text(json.dumps({"id": "r1", "claims": [claim]}))
    (told,) = load_gold(gold_folder, part="train")
    (example,) = make_examples(told.text, told.claims, body_start=16, full=False)
    assert words_with(example, example.kinds, told.text, IGNORE) == ["Dorana", "shelled"]
    assert words_with(example, example.kinds, told.text, KINDS.index("ASSAULT")) == ["shelled"]


# ── marks ────────────────────────────────────────────────────────────────────────────────


def test_marks_hold_no_word_of_the_text_and_get_them_back_from_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = a_story(tmp_path)
    row = json.dumps(as_row(story))
    assert not any(word in row for word in ("army", "Dorana", "Tuesday", "farmers"))
    (tmp_path / "marks").mkdir()
    (tmp_path / "marks" / "a.jsonl").write_text(row + "\n")
    monkeypatch.setattr("training.marks.load_texts", lambda _: {"x-1": story})
    (back,) = load_marks(tmp_path / "marks", data=tmp_path)
    assert isinstance(back, Told)
    assert [claim["actors"][0]["text"] for claim in back.claims] == ["army", "Farmers"]
    assert back.claims[0]["when"]["text"] == "on Tuesday"


def test_marks_of_another_text_are_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "x", "sha": checksum("a"), "claims": []}) + "\n")
    monkeypatch.setattr("training.marks.load_texts", lambda _: {})
    (missing,) = load_marks(tmp_path, data=tmp_path)
    assert isinstance(missing, Missing)
