"""The measures of whole claims, on claims made by hand."""

from typing import Any

import pytest

from bench.claims import intervals, score
from bench.scoring.claims import alike, f_of_lists, find_all, match_claims
from dateline.types import Claim, Kind, Participant, Span

TEXT = "Rebels took Hama on Thursday. The army denied it."


def at(words: str) -> Span:
    return find_all(TEXT, words)[0]


def predicted(trigger: str = "took", *, kind: Kind = Kind.CONTROL, actor: str | None = "Rebels") -> Claim:
    sentence = at("Rebels took Hama on Thursday.")
    who = (Participant(at(actor).start, at(actor).end, actor),) if actor else ()
    return Claim(
        id=trigger, report="r", kind=kind, trigger=at(trigger), actors=who, evidence=(sentence,), score=0.9
    )


def gold(**more: Any) -> dict[str, Any]:
    plain = {
        "kind": "CONTROL", "trigger": "took", "actors": ["Rebels"], "targets": [], "places": [], "when": None,
        "figures": [], "voices": [], "speech": "own", "stance": "asserts", "realis": "actual",
        "hedged": False, "background": False, "means": None, "evidence": ["Rebels took Hama on Thursday."],
    }  # fmt: skip
    return {**plain, **more}


@pytest.mark.parametrize(
    ("claim", "wanted", "levels"),
    [
        (predicted(), gold(), (1, 1, 1, 1)),
        (predicted(), gold(background=True), (1, 1, 1, 0)),
        (predicted(), gold(actors=["the army"]), (1, 1, 0, 0)),
        (predicted(), gold(kind="ASSAULT"), (1, 0, 0, 0)),
        (predicted(), gold(kind="ASSAULT", alt=["CONTROL"]), (1, 1, 1, 1)),
        (predicted(actor=None), gold(), (1, 1, 0, 0)),
        (predicted(), gold(trigger="denied", evidence=["The army denied it."]), (0, 0, 0, 0)),
        (predicted(), gold(places=[{"role": "at", "text": "Hama"}]), (1, 1, 0, 0)),
        (predicted(), gold(voices=[{"text": "The army"}]), (1, 1, 1, 0)),
    ],
)
def test_a_claim_is_right_as_far_as_its_fields_are(
    claim: Claim, wanted: dict[str, Any], levels: tuple[int, ...]
) -> None:
    counts = match_claims([claim], [wanted], text=TEXT).counts()
    assert tuple(counts[level] for level in ("found", "kind", "claim", "exact")) == levels


def test_a_gold_claim_is_matched_once_and_the_rest_is_extra() -> None:
    matching = match_claims([predicted(), predicted("Hama")], [gold()], text=TEXT)
    assert [pair.predicted.id for pair in matching.pairs] == ["took"]
    assert [claim.id for claim in matching.extra] == ["Hama"]


def test_precision_counts_the_extra_and_recall_the_missed() -> None:
    more = match_claims([predicted(), predicted("Hama")], [gold()], text=TEXT)
    none = match_claims([], [gold()], text=TEXT)
    found = score([more, none])["found"]
    assert (found["P"], found["R"], found["F"]) == (0.5, 0.5, 0.5)


def test_the_interval_holds_the_figure() -> None:
    matchings = [match_claims([predicted()], [gold()], text=TEXT), match_claims([], [gold()], text=TEXT)] * 8
    low, high = intervals(matchings)["found"]
    assert low < score(matchings)["found"]["F"] < high


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ("Rahmati", "Mehdi Rahmati", 1.0),
        ("the army", "army", 1.0),
        ("army", "the commander of an army unit in Homs", 0.6),
        ("rebel groups", "rebel fighters", 0.5),
        ("Hama", "Homs", 0.0),
    ],
)
def test_phrases_are_alike_by_their_words(one: str, other: str, likeness: float) -> None:
    assert alike(one, other) == likeness == alike(other, one)


def test_two_empty_lists_say_nothing() -> None:
    assert f_of_lists([], [], lambda _one, _other: 1.0) is None
