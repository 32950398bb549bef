"""Fusing: one event a happening, honest counts of sources, the same in any order."""

import random
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import a_claim, a_report, a_voice, a_when, an_actor, by_id

from dateline.fuse import fuse_claims
from dateline.fuse.lineage import name_teller
from dateline.types import (
    Claim,
    Count,
    DisputeField,
    Event,
    FigureKind,
    Realis,
    Report,
    Stance,
    Status,
    VoiceKind,
)

WIRE_TEXT = (
    "Fighters entered the old town of Hama before dawn on Thursday after the garrison left its posts "
    "along the northern road. Residents saw columns of pickup trucks near the clock square and "
    "heard no firing after seven in the morning, and shops opened again at noon in the market."
)


def fuse_one(*claims: Claim, reports: tuple[Report, ...] = ()) -> Event:
    """The one event that the claims must make."""
    events = fuse_claims(claims, reports=by_id(*reports))
    assert len(events) == 1, [event.summary for event in events]
    return events[0]


TOOK_HAMA = {"kind": "CONTROL", "mode": "takes", "by": "rebels", "place": "Hama", "on": "2024-12-05"}


def took_hama(report: str, **fields: Any) -> Claim:
    return a_claim(**{**TOOK_HAMA, "report": report, **fields})


def test_two_reports_of_one_taking_are_one_event_with_two_sources() -> None:
    event = fuse_one(took_hama("r1"), took_hama("r2"), reports=(a_report("r1"), a_report("r2")))
    assert event.summary == "rebels took Hama"
    assert event.status is Status.CORROBORATED
    assert {origin.name for origin in event.origins} == {"R1 Post", "R2 Post"}
    assert (event.earliest, event.latest) == (date(2024, 12, 5), date(2024, 12, 5))


@pytest.mark.parametrize(
    ("other", "what"),
    [
        ({"place": "Homs"}, "another town"),
        ({"on": "2024-12-01"}, "another day"),
        ({"kind": "CONSULT", "mode": "meet"}, "another kind"),
        ({"realis": Realis.PLANNED}, "only planned"),
    ],
)
def test_claims_that_differ_in_what_matters_are_two_events(other: dict[str, Any], what: str) -> None:
    claims = [took_hama("r1"), took_hama("r2", **other)]
    assert len(fuse_claims(claims, reports=by_id(a_report("r1"), a_report("r2")))) == 2, what


def test_a_wire_and_three_retellings_are_one_source() -> None:
    reports = (
        a_report("wire", WIRE_TEXT, by="Levant Wire"),
        a_report("a", WIRE_TEXT + " The town has 300,000 people.", by="Morning Sheet"),
        a_report("b", f"HAMA (Levant Wire) – {WIRE_TEXT}", by="Evening Sheet"),
        a_report("c", "Rebels hold Hama, Levant Wire says.", by="Weekly Sheet"),
    )
    claims = [
        took_hama("wire", text=WIRE_TEXT[:120]),
        took_hama("a", text=WIRE_TEXT[:120]),
        took_hama("b", text=WIRE_TEXT[:120]),
        took_hama("c", voices=[a_voice("Levant Wire", "media")]),
    ]
    event = fuse_one(*claims, reports=reports)
    assert [origin.name for origin in event.origins] == ["Levant Wire"]
    assert event.origins[0].reports == ("a", "b", "c", "wire")
    assert event.status is Status.REPORTED


def test_nameless_officials_of_one_outlet_are_one_source() -> None:
    voices = [a_voice("three officials", named=False, count=3)]
    event = fuse_one(
        took_hama("r1", voices=voices),
        took_hama("r1", voices=[a_voice("a resident", "witness", named=False)], trigger="captured"),
        reports=(a_report("r1"),),
    )
    assert len(event.origins) == 1


def test_two_papers_that_cite_one_observatory_are_one_source() -> None:
    observatory = a_voice(an_actor("Observatory"), "ngo")
    event = fuse_one(
        took_hama("r1", voices=[observatory]),
        took_hama("r2", voices=[a_voice("Levant Wire", "media"), observatory]),
        reports=(a_report("r1"), a_report("r2")),
    )
    assert [(origin.name, origin.kind) for origin in event.origins] == [("Observatory", VoiceKind.NGO)]


def test_a_denial_tells_the_same_event_and_is_no_support() -> None:
    denial = took_hama("r2", voices=["defence ministry"], stance=Stance.DENIES)
    event = fuse_one(took_hama("r1"), denial, reports=(a_report("r1"), a_report("r2")))
    assert event.status is Status.CONTESTED
    assert len(event.origins) == 1
    assert [dispute.field for dispute in event.disputes] == [DisputeField.OCCURRENCE]
    assert {account.value for account in event.disputes[0].accounts} == {
        "it happened",
        "denied by defence ministry",
    }


def test_what_is_only_denied_is_denied() -> None:
    event = fuse_one(took_hama("r1", voices=["army"], stance=Stance.DENIES), reports=(a_report("r1"),))
    assert (event.status, event.origins) == (Status.DENIED, ())


def test_what_its_only_teller_takes_back_is_retracted() -> None:
    reports = (a_report("r1", by="Levant Wire"), a_report("r2", on="2024-12-07", by="Levant Wire"))
    event = fuse_one(took_hama("r1"), took_hama("r2", stance=Stance.DENIES), reports=reports)
    assert event.status is Status.RETRACTED


def test_reportedly_adds_no_source_where_another_says_it_outright() -> None:
    event = fuse_one(took_hama("r1"), took_hama("r2", hedged=True), reports=(a_report("r1"), a_report("r2")))
    assert [origin.name for origin in event.origins] == ["R1 Post"]


def test_a_background_retelling_joins_the_earlier_event_and_is_none_of_today() -> None:
    reports = (a_report("r1", on="2024-12-05"), a_report("r2", on="2024-12-20"))
    event = fuse_one(took_hama("r1"), took_hama("r2", background=True), reports=reports)
    assert event.latest == date(2024, 12, 5)
    assert [origin.name for origin in event.origins] == ["R1 Post"]


def test_an_act_announced_and_the_act_done_know_of_each_other() -> None:
    plan = a_claim(
        "MOVE", "evacuate", to="diplomats", origin="Damascus", on="2024-12-06", realis=Realis.PLANNED
    )
    done = a_claim("MOVE", "evacuate", report="r2", to="diplomats", origin="Damascus", on="2024-12-07")
    first, second = fuse_claims([plan, done], reports=by_id(a_report("r1"), a_report("r2", on="2024-12-07")))
    assert second.id in " ".join(first.why)
    assert first.id in " ".join(second.why)


def test_one_claim_of_three_towns_is_three_events_only_where_others_tell_of_fewer() -> None:
    three = took_hama("r1", place=("Hama", "Homs", "Aleppo"))
    alone = fuse_claims([three], reports=by_id(a_report("r1")))
    assert [[place.name for place in event.places] for event in alone] == [["Aleppo", "Hama", "Homs"]]
    both = fuse_claims([three, took_hama("r2")], reports=by_id(a_report("r1"), a_report("r2")))
    hama = next(event for event in both if "Hama" in event.summary)
    assert len(hama.claims) == 2
    assert sorted(place.name for event in both for place in event.places) == ["Aleppo", "Hama", "Homs"]


def strike(report: str, **fields: Any) -> Claim:
    return a_claim(
        "ASSAULT", "airstrike", **{"report": report, "place": "Idlib", "on": "2024-12-02", **fields}
    )


def test_where_sources_are_level_the_best_figure_is_the_lower_of_what_they_said_last() -> None:
    reports = (a_report("r1", by="A"), a_report("r2", on="2024-12-07", by="A"), a_report("r3", by="B"))
    event = fuse_one(
        strike("r1", killed=4), strike("r2", killed=12), strike("r3", killed=15), reports=reports
    )
    (toll,) = event.tolls
    assert (toll.what, toll.least, toll.best, toll.most) == (FigureKind.KILLED, 4, 12, 15)
    assert toll.rule.startswith("the sources are level")


@pytest.mark.parametrize(
    ("killed", "best", "conservative", "rule"),
    [
        ((12, 15, 15), 15, 12, "most independent sources"),
        ((12, Count(least=10), 15), 12, 10, "the sources are level"),
        ((Count(least=10), Count(least=12), 14), 14, 10, "every independent source"),
        ((Count(most=20), 12, 12), 12, 12, "every independent source"),
        ((9, 12, 15), 9, 9, "the sources are level"),
    ],
)
def test_ucdp_takes_the_figure_that_most_sources_admit_and_acled_the_lowest(
    killed: tuple[int | Count, ...], best: int, conservative: int, rule: str
) -> None:
    reports = [a_report(f"r{number}") for number in range(len(killed))]
    claims = [strike(report.id, killed=each) for report, each in zip(reports, killed, strict=True)]
    (toll,) = fuse_one(*claims, reports=tuple(reports)).tolls
    assert (toll.best, toll.conservative) == (best, conservative)
    assert toll.rule.startswith(rule)


@given(st.lists(st.tuples(st.integers(1, 30), st.none() | st.integers(0, 9)), min_size=1, max_size=5))
def test_the_best_figure_is_one_that_was_told_and_no_lower_than_the_conservative(
    told: list[tuple[int, int | None]],
) -> None:
    reports = [a_report(f"r{number}") for number in range(len(told))]
    killed = [Count(least=least, most=None if more is None else least + more) for least, more in told]
    claims = [strike(report.id, killed=each) for report, each in zip(reports, killed, strict=True)]
    (toll,) = fuse_one(*claims, reports=tuple(reports)).tolls
    assert toll.best in {least for least, _ in told}
    assert toll.least == toll.conservative == min(least for least, _ in told)
    assert toll.conservative <= (toll.best or 0) <= (toll.most or 0)


def test_figures_that_cannot_both_be_right_are_a_dispute() -> None:
    reports = (a_report("r1"), a_report("r2"))
    event = fuse_one(strike("r1", killed=4), strike("r2", killed=15), reports=reports)
    assert [dispute.field for dispute in event.disputes] == [DisputeField.FIGURE]
    at_least = strike("r2", killed=Count(least=3))
    assert fuse_one(strike("r1", killed=4), at_least, reports=reports).disputes == ()


def test_two_doers_of_one_attack_are_a_dispute_but_gunmen_contradict_nobody() -> None:
    reports = (a_report("r1"), a_report("r2"))
    russia, syria = an_actor("Russia", country="RUS"), an_actor("Syrian Air Force", country="SYR")
    rival = fuse_one(
        strike("r1", by=russia, trigger="hit"), strike("r2", by=syria, trigger="hit"), reports=reports
    )
    assert [dispute.field for dispute in rival.disputes] == [DisputeField.RESPONSIBILITY]
    vague = fuse_one(strike("r1", by=russia), strike("r2", by="gunmen"), reports=reports)
    assert vague.disputes == ()


def test_who_lost_a_town_is_the_other_side_of_who_took_it() -> None:
    lost = took_hama("r2", mode="loses", by="the army", to=())
    event = fuse_one(
        took_hama("r1"), took_hama("r3"), lost, reports=(a_report("r1"), a_report("r2"), a_report("r3"))
    )
    assert [party.name for party in event.actors] == ["rebels"]
    assert [party.name for party in event.targets] == ["the army"]


def test_a_place_is_taken_from_those_who_say_that_it_happened() -> None:
    left = {"kind": "RETREAT", "mode": "withdraw", "by": "the army", "on": "2024-12-05"}
    told = a_claim(**left, report="r1", origin="Hama")
    denied = a_claim(**left, report="r2", place=("Hama", "Syria"), stance=Stance.DENIES)
    event = fuse_one(told, denied, reports=(a_report("r1"), a_report("r2")))
    assert [(place.name, place.role.value) for place in event.places] == [("Hama", "from")]


def test_the_days_are_those_on_which_the_claims_agree() -> None:
    reports = (a_report("r1"), a_report("r2"))
    event = fuse_one(
        strike("r1", on=a_when("2024-12-01", "2024-12-03")), strike("r2", on="2024-12-02"), reports=reports
    )
    assert (event.earliest, event.latest) == (date(2024, 12, 2), date(2024, 12, 2))


def test_the_id_stays_when_later_reports_join() -> None:
    one = fuse_one(took_hama("r1"), reports=(a_report("r1"),))
    two = fuse_one(
        took_hama("r1"), took_hama("r2"), reports=(a_report("r1"), a_report("r2", on="2024-12-08"))
    )
    assert one.id == two.id


PLACES = st.sampled_from(["Hama", "Homs", "Aleppo", "Damascus", "Syria"])
KINDS = st.sampled_from([("CONTROL", "takes"), ("ASSAULT", "airstrike"), ("MOVE", "flee"), ("ACCUSE", None)])


@st.composite
def some_claims(draw: st.DrawFn) -> list[Claim]:
    """Claims of few reports about few towns and days, so that many are alike."""
    claims = []
    for number in range(draw(st.integers(1, 14))):
        kind, mode = draw(KINDS)
        day = draw(st.integers(1, 8))
        claims.append(
            a_claim(
                kind,
                mode,
                id=f"c{number}",
                report=draw(st.sampled_from(["r1", "r2", "r3", "r4"])),
                place=draw(PLACES),
                by=draw(st.sampled_from(["rebels", "the army", "Russia", "HTS"])),
                on=draw(st.sampled_from([None, f"2024-12-{day:02}"])),
                killed=draw(st.none() | st.integers(1, 9)),
                stance=draw(st.sampled_from([Stance.ASSERTS, Stance.ASSERTS, Stance.DENIES])),
                realis=draw(st.sampled_from([Realis.ACTUAL, Realis.ACTUAL, Realis.PLANNED])),
                background=draw(st.booleans()),
            )
        )
    return claims


REPORTS = by_id(
    a_report("r1", on="2024-12-03"), a_report("r2"), a_report("r3", on="2024-12-08"), a_report("r4", on=None)
)


@settings(max_examples=60, deadline=None)
@given(some_claims(), st.randoms(use_true_random=False))
def test_the_order_of_claims_and_reports_does_not_matter(claims: list[Claim], chance: random.Random) -> None:
    shuffled = chance.sample(claims, len(claims))
    keys = chance.sample(sorted(REPORTS), len(REPORTS))
    expected = fuse_claims(claims, reports=REPORTS)
    assert fuse_claims(shuffled, reports={key: REPORTS[key] for key in keys}) == expected


@settings(max_examples=60, deadline=None)
@given(some_claims())
def test_every_claim_is_in_an_event_and_every_event_holds_together(claims: list[Claim]) -> None:
    events = fuse_claims(claims, reports=REPORTS)
    assert {claim for event in events for claim in event.claims} == {claim.id for claim in claims}
    assert len({event.id for event in events}) == len(events)
    for event in events:
        assert event.summary
        assert (event.earliest or date.min) <= (event.latest or date.max)
        assert (event.status is Status.CORROBORATED) <= (len(event.origins) > 1)
        told = {claim for origin in event.origins for claim in origin.claims}
        assert told <= set(event.claims)


# ── grades ───────────────────────────────────────────────────────────────────────────────

TOWNS = ("Hama", "Homs", "Aleppo", "Damascus", "Idlib", "Latakia")


def grade_of(*claims: Claim, reports: tuple[Report, ...]) -> str:
    return fuse_one(*claims, reports=reports).grade.code[1]


@pytest.mark.parametrize(
    ("first", "second", "digit"),
    [
        ({}, {}, "1"),
        ({"killed": 4}, {"killed": 15}, "2"),
        ({}, None, "3"),
        ({}, {"voices": ["ministry"], "stance": Stance.DENIES}, "4"),
        ({"voices": ["ministry"], "stance": Stance.DENIES}, None, "5"),
        ({"realis": Realis.POSSIBLE}, None, "6"),
        ({"realis": Realis.NEGATED}, None, "6"),
    ],
)
def test_credibility_is_what_speaks_for_an_event_and_against_it(
    first: dict[str, Any], second: dict[str, Any] | None, digit: str
) -> None:
    claims = [took_hama("r1", **first)] + ([took_hama("r2", **second)] if second is not None else [])
    assert grade_of(*claims, reports=(a_report("r1"), a_report("r2"))) == digit


def test_two_sources_that_somebody_contradicts_are_possibly_true() -> None:
    denial = took_hama("r3", voices=["ministry"], stance=Stance.DENIES)
    reports = (a_report("r1"), a_report("r2"), a_report("r3"))
    assert grade_of(took_hama("r1"), took_hama("r2"), denial, reports=reports) == "3"


def test_what_its_teller_takes_back_is_improbable() -> None:
    reports = (a_report("r1", by="Levant Wire"), a_report("r2", on="2024-12-07", by="Levant Wire"))
    assert grade_of(took_hama("r1"), took_hama("r2", stance=Stance.DENIES), reports=reports) == "5"


def takings(*, borne_out: int, opposed: int) -> tuple[Event, ...]:
    """Levant Wire tells of six towns: others tell the first ones too, and deny the next."""
    reports = {"wire": a_report("wire", by="Levant Wire"), "other": a_report("other", by="Evening Sheet")}
    claims = [took_hama("wire", place=town) for town in TOWNS]
    for number, town in enumerate(TOWNS[: borne_out + opposed]):
        denies = {"voices": ["ministry"], "stance": Stance.DENIES} if number >= borne_out else {}
        claims.append(took_hama("other", place=town, **denies))
    return fuse_claims(claims, reports=reports)


@pytest.mark.parametrize(
    ("borne_out", "opposed", "letter"),
    [(5, 0, "B"), (4, 1, "B"), (3, 2, "C"), (1, 4, "D"), (0, 5, "E"), (4, 0, "F")],
)
def test_reliability_is_how_often_others_bore_the_source_out(
    borne_out: int, opposed: int, letter: str
) -> None:
    alone = next(
        event for event in takings(borne_out=borne_out, opposed=opposed) if "Latakia" in event.summary
    )
    assert alone.grade.reliability == letter
    assert "Levant Wire" in alone.grade.why[0]


def test_an_event_does_not_speak_for_its_own_source() -> None:
    letters = {
        event.grade.reliability.value for event in takings(borne_out=5, opposed=0) if len(event.origins) > 1
    }
    assert letters == {"F"}, "four others are too few"


def test_nameless_people_count_to_the_outlet_that_heard_them() -> None:
    assert name_teller("three officials, heard by Levant Wire") == "Levant Wire"
    assert name_teller("Levant Wire") == "Levant Wire"
