"""Who holds what and who moved, on a day, as known by a day."""

import random
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from making import a_claim, a_place_ref, a_report, a_voice, by_id

from dateline.fuse import fuse_claims
from dateline.situation import situation_on
from dateline.types import Claim, Hold, Means, Realis, Report, Situation, Stance


def control(
    mode: str, place: str, day: int, *, by: str = "rebels", report: str | None = None, **fields: Any
) -> Claim:
    return a_claim(
        "CONTROL", mode, report=report or f"d{day}", by=by, place=place, on=f"2024-12-{day:02}", **fields
    )


REPORTS = by_id(*(a_report(f"d{day}", on=f"2024-12-{day:02}") for day in range(1, 12)))


def on(
    day: int, claims: list[Claim], *, known_by: int | None = None, reports: dict[str, Report] = REPORTS
) -> Situation:
    known = date(2024, 12, known_by) if known_by else None
    return situation_on(date(2024, 12, day), known_by=known, claims=claims, reports=reports)


def hold_of(situation: Situation, place: str) -> Hold:
    return next(hold for hold in situation.control if hold.place.name == place)


def holder_of(situation: Situation, place: str) -> str | None:
    hold = hold_of(situation, place)
    return hold.holder.name if hold.holder else None


STORY = [
    control("holds", "Hama", 1, by="the army"),
    control("takes", "Aleppo", 2),
    control("takes", "Hama", 5),
    control("enters", "Homs", 7),
    control("takes", "Homs", 8),
]


def test_a_place_is_held_by_who_took_it_last() -> None:
    assert holder_of(on(4, STORY), "Hama") == "the army"
    assert holder_of(on(5, STORY), "Hama") == "rebels"
    assert hold_of(on(5, STORY), "Hama").since == date(2024, 12, 5)


def test_a_place_entered_is_contested_until_it_is_taken() -> None:
    assert hold_of(on(7, STORY), "Homs").contested
    assert not hold_of(on(8, STORY), "Homs").contested
    assert holder_of(on(8, STORY), "Homs") == "rebels"


def test_what_was_not_yet_printed_was_not_known() -> None:
    assert "Homs" not in {hold.place.name for hold in on(8, STORY, known_by=6).control}
    assert holder_of(on(8, STORY, known_by=4), "Hama") == "the army"


def test_a_late_report_of_an_early_loss_does_not_undo_a_later_gain() -> None:
    late = control("holds", "Hama", 3, by="the army", report="d9")
    assert holder_of(on(10, [*STORY, late]), "Hama") == "rebels"


def test_a_retreat_frees_a_place_only_from_who_held_it() -> None:
    leaves = a_claim("RETREAT", "withdraw", report="d4", by="the army", origin="Hama", on="2024-12-04")
    assert holder_of(on(4, [*STORY, leaves]), "Hama") is None
    again = a_claim("RETREAT", "withdraw", report="d6", by="the army", origin="Hama", on="2024-12-06")
    assert holder_of(on(6, [*STORY, again]), "Hama") == "rebels"


def test_a_loss_names_the_new_holder_only_where_it_is_told() -> None:
    lost = control("loses", "Hama", 5, by="the army")
    assert holder_of(on(5, [STORY[0], lost]), "Hama") is None
    to_rebels = control("loses", "Hama", 5, by="the army", to="rebels")
    assert holder_of(on(5, [STORY[0], to_rebels]), "Hama") == "rebels"


def test_a_taking_that_does_not_say_by_whom_hides_no_taker() -> None:
    unnamed = control("takes", "Hama", 5, by=(), text="The town fell at last.", report="d6", id="zz")
    assert holder_of(on(6, [*STORY, unnamed]), "Hama") == "rebels"


def test_a_part_of_a_town_taken_is_contested_and_not_held() -> None:
    part = control("takes", "Hama", 4, places=(a_place_ref("Hama", part=True),))
    hold = hold_of(on(4, [STORY[0], part]), "Hama")
    assert hold.contested
    assert hold.holder is not None
    assert hold.holder.name == "the army"


def test_what_is_denied_planned_or_not_real_changes_nothing() -> None:
    for fields in ({"stance": Stance.DENIES}, {"realis": Realis.PLANNED}, {"realis": Realis.NEGATED}):
        assert on(9, [control("takes", "Damascus", 8, **fields)]).control == ()


def test_a_denied_taking_is_contested() -> None:
    denial = control(
        "takes", "Hama", 5, report="d6", voices=[a_voice("defence ministry")], stance=Stance.DENIES
    )
    assert hold_of(on(6, [*STORY, denial]), "Hama").contested


def test_a_hold_tells_on_how_many_sources_it_rests() -> None:
    second = control("takes", "Hama", 5, report="d6")
    assert hold_of(on(6, STORY), "Hama").origins == 1
    assert hold_of(on(6, [*STORY, second]), "Hama").origins == 2


def test_undated_background_is_left_out_with_the_reason() -> None:
    old = a_claim("CONTROL", "takes", report="d8", by="rebels", place="Latakia", background=True)
    situation = on(9, [old])
    assert situation.control == ()
    assert "no day is told" in situation.left_out[0]


def test_undated_news_counts_from_its_print_without_a_since() -> None:
    fresh = a_claim("CONTROL", "takes", report="d8", by="rebels", place="Latakia")
    assert on(7, [fresh]).control == ()
    assert hold_of(on(8, [fresh]), "Latakia").since is None


def test_movements_have_who_from_where_to_where_and_how() -> None:
    flight = a_claim(
        "MOVE",
        "evacuate",
        report="d6",
        by="Iran",
        to="diplomats",
        origin="Damascus",
        destination="Beirut",
        on="2024-12-06",
        means=Means.LAND,
    )
    (move,) = on(6, [flight]).movements
    assert [party.name for party in move.who] == ["diplomats"]
    assert [place.name for place in move.origins] == ["Damascus"]
    assert [place.name for place in move.destinations] == ["Beirut"]
    assert (move.means, move.mode) == (Means.LAND, "evacuate")
    assert on(5, [flight]).movements == ()


def test_only_real_movements_count() -> None:
    leaving = {"report": "d6", "to": "staff", "origin": "Damascus", "on": "2024-12-06"}
    for fields in ({"realis": Realis.PLANNED}, {"stance": Stance.DENIES}):
        assert on(9, [a_claim("MOVE", "evacuate", **leaving, **fields)]).movements == ()
    assert len(on(9, [a_claim("MOVE", "evacuate", **leaving)]).movements) == 1


def test_a_report_without_a_day_was_never_known_by_a_day() -> None:
    reports = {**REPORTS, "undated": a_report("undated", on=None)}
    claim = control("takes", "Hama", 5, report="undated")
    assert on(9, [claim], known_by=9, reports=reports).control == ()
    assert holder_of(on(9, [claim], reports=reports), "Hama") == "rebels"


@st.composite
def some_history(draw: st.DrawFn) -> list[Claim]:
    claims = []
    for number in range(draw(st.integers(1, 12))):
        printed = draw(st.integers(1, 11))
        happened = draw(st.integers(1, printed))
        mode = draw(st.sampled_from(["takes", "loses", "holds", "enters", "contests"]))
        claims.append(
            control(
                mode,
                draw(st.sampled_from(["Hama", "Homs", "Aleppo"])),
                happened,
                by=draw(st.sampled_from(["rebels", "the army"])),
                report=f"d{printed}",
                id=f"c{number}",
                stance=draw(st.sampled_from([Stance.ASSERTS, Stance.ASSERTS, Stance.DENIES])),
            )
        )
    return claims


@settings(max_examples=80, deadline=None)
@given(some_history(), st.integers(1, 11), st.integers(1, 11))
def test_nothing_learned_later_leaks(claims: list[Claim], day: int, known_by: int) -> None:
    limit = date(2024, 12, known_by)
    out = {key: report for key, report in REPORTS.items() if report.published and report.published <= limit}
    early = [claim for claim in claims if claim.report in out]
    assert on(day, claims, known_by=known_by) == on(day, early, known_by=known_by, reports=out)


@settings(max_examples=50, deadline=None)
@given(some_history(), st.integers(1, 11), st.randoms(use_true_random=False))
def test_the_situation_does_not_depend_on_order(claims: list[Claim], day: int, chance: random.Random) -> None:
    assert on(day, chance.sample(claims, len(claims))) == on(day, claims)


@settings(max_examples=50, deadline=None)
@given(some_history(), st.integers(1, 10))
def test_what_happens_later_does_not_change_the_day(claims: list[Claim], day: int) -> None:
    limit = date(2024, 12, day)
    later = control("takes", "Damascus", 11)
    assert on(day, [*claims, later]).control == on(day, claims).control
    for hold in on(day, claims).control:
        assert hold.since is None or hold.since <= limit


@settings(max_examples=50, deadline=None)
@given(some_history())
def test_the_picture_is_made_of_the_events_that_the_store_has(claims: list[Claim]) -> None:
    assault = a_claim("ASSAULT", "clash", by="rebels", to="the army", place="Hama", on="2024-12-04")
    told = [*claims, replace(assault, report="d5")]
    events = {event.id for event in fuse_claims(told, reports=REPORTS)}
    assert {event for hold in on(11, told).control for event in hold.events} <= events
