"""The measure of triples on PLOVER_GSR, on records and claims made by hand."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bench.triples import (
    MEASURES,
    Record,
    Side,
    Triple,
    as_record,
    as_report,
    code_of,
    interval,
    load,
    root_of,
    score,
    triples_by_manual,
    triples_of,
)
from dateline.types import Actor, Claim, Kind, Participant, Place, PlaceRef, PlaceRole, Realis, Span

TEXT = "Serbia attacked Croatia"
WANTED = Record("r", TEXT, date(2000, 1, 1), "ASSAULT", (Side("Serbia", "SRB"),), (Side("Croatia", "HRV"),))
BELGRADE = Place(name="Belgrade", kind="city", country="SRB", lat=44.8, lon=20.5, radius_km=10)
ROW: dict[str, Any] = {
    "id": "r",
    "date": "2000-01-01",
    "event": "FIGHT",
    "text": TEXT,
    "source": [{"actorText": "Serbia", "code": "SRB"}],
    "target": [{"actorText": "Rome", "code": "ITL", "sector": "GOV"}],
}


def who(text: str, country: str | None = None, *sectors: str) -> Participant:
    return Participant(0, len(text), text, Actor(id=text, name=text, country=country, sectors=sectors))


def a_claim(kind: Kind = Kind.ASSAULT, **more: Any) -> Claim:
    plain = {"actors": (who("Serbia", "SRB"),), "targets": (who("Croatia", "HRV"),)}
    trigger = Span(7, 15, "attacked")
    return Claim(
        id="c", report="r", kind=kind, trigger=trigger, evidence=(trigger,), score=0.9, **{**plain, **more}
    )


def spell(triples: frozenset[Triple]) -> list[str]:
    return [f"{t.source} {t.root} {t.target}" for t in sorted(triples)]


def test_old_roots_and_slips_in_codes_are_read_as_they_are_meant() -> None:
    record = as_record(ROW)
    assert spell(record.triples) == ["SRB ASSAULT ITA"]
    assert as_report(record).published == date(2000, 1, 1)


@pytest.mark.parametrize("target", [None, "", "diplomatic", []])
def test_a_record_without_a_target_is_not_asked(tmp_path: Path, target: Any) -> None:
    bare = {**ROW, "target": target} if target is not None else {k: ROW[k] for k in ROW if k != "target"}
    path = tmp_path / "gsr.txt"
    path.write_text(json.dumps([{"event": "DOCUMENT"}, bare, ROW]), encoding="utf-8")
    assert load(path) == [as_record(ROW)]


def test_a_record_with_two_targets_has_a_triple_for_each() -> None:
    two = {**ROW, "target": [{"actorText": "Congo", "code": "COG"}, {"actorText": "Peru", "code": "PER"}]}
    assert spell(as_record(two).triples) == ["SRB ASSAULT COG", "SRB ASSAULT PER"]


@pytest.mark.parametrize(
    ("claim", "root"),
    [
        (a_claim(Kind.CONSULT), "CONSULT"),
        (a_claim(Kind.ASSESS), None),
        (a_claim(Kind.MOVE, actors=(who("troops", "SRB", "MIL"),)), "RETREAT"),
        (a_claim(Kind.MOVE, targets=(who("rebels", "SRB", "REB"),)), "RETREAT"),
        (a_claim(Kind.MOVE, actors=(who("families", "SRB", "CVL"),)), None),
        (a_claim(Kind.CONTROL, mode="takes"), "ASSAULT"),
        (a_claim(Kind.CONTROL, mode="holds"), None),
        (a_claim(Kind.CONTROL), None),
    ],
)
def test_kinds_become_roots_by_the_crosswalk(claim: Claim, root: str | None) -> None:
    assert root_of(claim) == root


@pytest.mark.parametrize(
    ("participant", "code"),
    [
        (who("Serbia", "SRB", "IGO"), "SRB"),
        (who("the United Nations", None, "IGO"), "IGO"),
        (who("the Red Cross", None, "MED", "NGO"), "NGO"),
        (who("al-Qaeda", None, "UAF"), "IMG"),
        (who("somebody", None, "CVL"), None),
        (Participant(0, 4, "they"), None),
    ],
)
def test_who_has_no_country_may_have_a_code(participant: Participant, code: str | None) -> None:
    assert code_of(participant.actor) == code


def test_a_claim_gives_all_pairs_and_nothing_without_both_sides() -> None:
    both = a_claim(targets=(who("Croatia", "HRV"), who("Bosnia", "BIH"), who("somebody")))
    assert spell(triples_of([both])) == ["SRB ASSAULT BIH", "SRB ASSAULT HRV"]
    assert not triples_of([a_claim(targets=()), a_claim(actors=(who("somebody"),)), a_claim(Kind.ASSESS)])


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (a_claim(), ["SRB ASSAULT HRV"]),
        (a_claim(Kind.CONSULT, realis=Realis.PLANNED), ["SRB AGREE HRV"]),
        (a_claim(Kind.RETREAT, realis=Realis.PLANNED), ["SRB RETREAT HRV"]),
        (a_claim(Kind.SANCTION, realis=Realis.POSSIBLE), ["SRB THREATEN HRV"]),
        (a_claim(realis=Realis.NEGATED), []),
        (a_claim(targets=()), []),
        (
            a_claim(
                targets=(who("somebody"),), places=(PlaceRef(0, 8, "Belgrade", PlaceRole.AT, place=BELGRADE),)
            ),
            ["SRB ASSAULT SRB"],
        ),
    ],
)
def test_the_manual_has_its_way_with_plans_and_places(claim: Claim, expected: list[str]) -> None:
    assert spell(triples_by_manual([claim])) == expected


def test_scores_count_records_outputs_and_countries() -> None:
    right = score(WANTED, [a_claim(), a_claim(targets=(who("Bosnia", "BIH"),))])
    wrong = score(WANTED, [a_claim(Kind.ACCUSE, actors=(who("Serbia's army", "HRV"),))])
    silent = score(WANTED, [])
    scores = {name: measure([right, wrong, silent]) for name, measure in MEASURES.items()}
    assert scores["dyads"] == pytest.approx(1 / 3)
    assert scores["outputs_a_sentence"] == 1.0
    assert (scores["P"], scores["R"], scores["F"]) == (pytest.approx(1 / 3),) * 3
    assert scores["root"] == pytest.approx(1 / 3)
    assert (scores["source_country"], scores["sources_found"]) == (0.5, pytest.approx(2 / 3))
    assert (scores["target_country"], scores["targets_found"]) == (1.0, pytest.approx(2 / 3))


def test_the_interval_of_equal_records_is_a_point() -> None:
    assert interval([score(WANTED, [a_claim()])] * 5, MEASURES["F"]) == [1.0, 1.0]
