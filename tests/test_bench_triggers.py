"""The measure of triggers on WikiEvents."""

import json
from pathlib import Path
from typing import Any

import pytest

from bench.triggers import (
    Document,
    Found,
    GoldTrigger,
    Pairing,
    arguments_of,
    as_document,
    by_role,
    count,
    kind_of,
    load,
    make_table,
    pair_up,
    prf,
    rows,
    score_all,
    score_kinds,
    share_of_arguments,
    take_every_word,
)
from dateline.types import Kind, Span

ROW: dict[str, Any] = {
    "doc_id": "d1",
    "sentences": [
        [[["Gunmen", 0, 6], ["shot", 7, 11], ["a", 12, 13], ["major", 14, 19], ["general", 20, 27]], "…"],
        [[["He", 27, 29], ["didn", 30, 34], ["’", 34, 35], ["t", 35, 36], ["resign", 37, 43]], "…"],
    ],
    "entity_mentions": [
        {"id": "T1", "start": 0, "end": 1},
        {"id": "T2", "start": 3, "end": 5},
        {"id": "T3", "start": 5, "end": 6},
    ],
    "event_mentions": [
        {
            "event_type": "Conflict.Attack.Unspecified",
            "trigger": {"start": 1, "end": 2},
            "arguments": [{"entity_id": "T1", "role": "Attacker"}, {"entity_id": "T2", "role": "Target"}],
        },
        {
            "event_type": "Personnel.EndPosition.Unspecified",
            "trigger": {"start": 9, "end": 10},
            "arguments": [{"entity_id": "T3", "role": "Employee"}],
        },
    ],
}
DOCUMENT = as_document(ROW)
SHOT, RESIGN = DOCUMENT.triggers
GUNMEN = Span(0, 6, "Gunmen")


def test_a_document_is_put_together_from_its_words() -> None:
    assert DOCUMENT.text == "Gunmen shot a major general\nHe didn’t resign\n"
    assert [DOCUMENT.text[one.span.start : one.span.end] for one in DOCUMENT.triggers] == ["shot", "resign"]
    assert [(role, head.text) for role, head in SHOT.arguments] == [
        ("Attacker", "Gunmen"),
        ("Target", "general"),
    ]


def test_a_file_holds_a_document_a_line(tmp_path: Path) -> None:
    (tmp_path / "dev.jsonl").write_text(json.dumps(ROW) + "\n", "utf-8")
    assert list(load(tmp_path / "dev.jsonl")) == [DOCUMENT]


@pytest.mark.parametrize(
    ("event_type", "kind"),
    [
        ("Conflict.Attack.DetonateExplode", Kind.ASSAULT),
        ("Conflict.Demonstrate.DemonstrateWithViolence", Kind.PROTEST),
        ("Contact.Contact.Meet", Kind.CONSULT),
        ("Contact.Contact.Broadcast", None),
        ("Contact.RequestCommand.Meet", Kind.REQUEST),
        ("Justice.ArrestJailDetain.Unspecified", Kind.COERCE),
        ("Movement.Transportation.Evacuation", Kind.MOVE),
        ("ArtifactExistence.DamageDestroyDisableDismantle.Destroy", Kind.ASSAULT),
        ("ArtifactExistence.DamageDestroyDisableDismantle.DisableDefuse", None),
        ("Disaster.Crash.Unspecified", None),
    ],
)
def test_a_type_has_the_kind_of_its_longest_beginning_in_the_table(
    event_type: str, kind: Kind | None
) -> None:
    assert kind_of(event_type) is kind


def test_a_type_that_is_not_in_the_table_is_told() -> None:
    with pytest.raises(ValueError, match=r"Weather\.Rain"):
        kind_of("Weather.Rain")


def test_triggers_that_share_a_character_are_paired_one_to_one_the_longest_first() -> None:
    touching, whole = Found(Span(0, 8, "Gunmen s"), Kind.MOVE), Found(SHOT.span, Kind.ASSAULT)
    pairing = pair_up(DOCUMENT, [touching, whole])
    assert pairing.pairs == ((SHOT, whole),)
    assert (pairing.missed, pairing.extra) == ((RESIGN,), (touching,))


def test_a_trigger_that_only_ends_where_another_starts_is_no_pair() -> None:
    assert pair_up(DOCUMENT, [Found(GUNMEN, Kind.ASSAULT)]).pairs == ()


def a_pairing(*found: Found) -> Pairing:
    return pair_up(DOCUMENT, found)


RIGHT = Found(SHOT.span, Kind.ASSAULT, (GUNMEN,))
WRONG_KIND = Found(SHOT.span, Kind.MOVE, (GUNMEN,))
ON_KINDLESS = Found(RESIGN.span, Kind.CONCEDE)
EXTRA = Found(GUNMEN, Kind.ASSAULT)


def test_levels_have_precision_recall_and_f() -> None:
    scores = prf(count(a_pairing(RIGHT, EXTRA)))
    assert scores["found"] == {"P": 0.5, "R": 0.5, "F": 0.5, "n": 2}
    assert scores["both"] == {"P": 0.5, "R": 1.0, "F": 0.667, "n": 1}


def test_the_wrong_kind_is_found_but_not_right() -> None:
    scores = prf(count(a_pairing(WRONG_KIND)))
    assert scores["found, with a kind"]["F"] == 1.0
    assert scores["both"]["F"] == 0.0


def test_a_trigger_without_a_kind_counts_for_finding_only() -> None:
    scores = prf(count(a_pairing(RIGHT, ON_KINDLESS)))
    assert scores["found"]["F"] == 1.0
    assert scores["both"] == {"P": 1.0, "R": 1.0, "F": 1.0, "n": 1}


def test_nothing_found_scores_nothing() -> None:
    assert prf(count(a_pairing()))["found"] == {"P": 0.0, "R": 0.0, "F": 0.0, "n": 2}


def test_whole_sets_have_intervals_and_the_share_of_the_right_kind() -> None:
    scores = score_all([a_pairing(RIGHT), a_pairing(WRONG_KIND)])
    assert (scores["kind"]["right"], scores["kind"]["n"]) == (0.5, 2)
    assert scores["both"]["interval"] == [0.0, 1.0]


def test_kinds_are_scored_where_wikievents_has_them() -> None:
    assert score_kinds([a_pairing(RIGHT, EXTRA, ON_KINDLESS)]) == {
        "ASSAULT": {"P": 0.5, "R": 1.0, "F": 0.667, "n": 1}
    }


def test_an_argument_is_held_where_its_head_stands_in_a_role_span() -> None:
    assert list(arguments_of(a_pairing(RIGHT))) == [("Attacker", True), ("Target", False)]
    assert list(arguments_of(a_pairing(WRONG_KIND, ON_KINDLESS))) == []
    share = share_of_arguments([a_pairing(RIGHT)])
    assert (share["share"], share["n"]) == (0.5, 2)
    assert by_role([a_pairing(RIGHT)]) == {"Attacker": [1.0, 1], "Target": [0.0, 1]}


def test_the_floor_takes_each_word_of_the_list() -> None:
    found = take_every_word("Rebels attacked the very quiet town.")
    assert [(one.span.text, one.kind) for one in found] == [("attacked", Kind.ASSAULT)]


def test_the_table_and_the_cases_name_what_was_found() -> None:
    pairings = [a_pairing(RIGHT, EXTRA)]
    figures = {
        "documents": 1,
        **score_all(pairings),
        "arguments": {**share_of_arguments(pairings), "by_role": by_role(pairings)},
        "kinds": score_kinds(pairings),
        "floor": score_all(pairings),
    }
    assert "2 gold triggers" in make_table(figures)
    assert [(row["gold"], row["predicted"]) for row in rows(pairings)] == [
        ("shot", "shot"),
        ("resign", None),
        (None, "Gunmen"),
    ]


def test_a_document_without_triggers_counts_what_is_found_in_it() -> None:
    empty = Document("d2", "Gunmen came", ())
    assert count(pair_up(empty, [EXTRA]))["predicted"] == 1


def test_a_trigger_of_several_words_is_found_by_any_of_them() -> None:
    gold = GoldTrigger(Span(0, 14, "opened a probe"), "Justice.InvestigateCrime", Kind.ACCUSE, ())
    found = Found(Span(9, 14, "probe"), Kind.ACCUSE)
    assert pair_up(Document("d3", "opened a probe", (gold,)), [found]).pairs == ((gold, found),)
