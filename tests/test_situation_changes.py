"""What changed between two days: happenings by their own day, what was told by the day of print."""

import random
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import a_claim, a_report, by_id
from test_situation import REPORTS, STORY, control, some_history

from dateline.errors import InputError
from dateline.situation import changes_between, situation_on
from dateline.types import ChangeKind, Changes, Claim, EventChange, Report, Stance

DAYS = st.integers(1, 11)


def between(
    since: int,
    until: int,
    claims: list[Claim],
    *,
    known_by: int | None = None,
    reports: dict[str, Report] = REPORTS,
) -> Changes:
    return changes_between(
        date(2024, 12, since),
        date(2024, 12, until),
        known_by=date(2024, 12, known_by) if known_by else None,
        claims=claims,
        reports=reports,
    )


def hands(changes: Changes) -> dict[str, tuple[str | None, str | None]]:
    """Place -> who held it before and who holds it now."""
    return {
        change.after.place.name: (
            change.before.holder.name if change.before and change.before.holder else None,
            change.after.holder.name if change.after.holder else None,
        )
        for change in changes.control
    }


def the_change(changes: Changes) -> EventChange:
    (change,) = changes.events
    return change


def strike(day: int, **fields: Any) -> Claim:
    return a_claim(
        "ASSAULT", "airstrike", **{"report": f"d{day}", "place": "Idlib", "on": "2024-12-02", **fields}
    )


# ── what happened ────────────────────────────────────────────────────────────────────────


def test_a_place_that_came_into_other_hands_is_named_with_both() -> None:
    assert hands(between(4, 6, STORY)) == {"Hama": ("the army", "rebels")}
    assert hands(between(2, 4, STORY)) == {}


def test_a_place_that_became_contested_has_changed() -> None:
    (change,) = between(4, 5, [*STORY[:2], control("enters", "Hama", 5)]).control
    assert change.before is not None
    assert (change.before.contested, change.after.contested) == (False, True)


def test_a_place_heard_of_for_the_first_time_had_no_holder_before() -> None:
    (change,) = between(6, 7, STORY).control
    assert (change.before, change.after.place.name) == (None, "Homs")


def test_a_late_report_changes_the_day_on_which_it_happened() -> None:
    late = control("takes", "Latakia", 4, report="d9")
    assert "Latakia" in hands(between(3, 4, [late]))
    assert hands(between(3, 4, [late], known_by=8)) == {}
    assert hands(between(8, 9, [late])) == {}


def test_only_movements_that_began_in_these_days_are_named() -> None:
    early, late = (
        a_claim("MOVE", "flee", report=f"d{day}", by="families", origin=town, on=f"2024-12-{day:02}")
        for day, town in ((3, "Homs"), (6, "Hama"))
    )
    (move,) = between(4, 7, [early, late]).movements
    assert move.origins[0].name == "Hama"


# ── what was told ────────────────────────────────────────────────────────────────────────


def test_an_event_first_told_in_these_days_is_new_whenever_it_happened() -> None:
    change = the_change(between(3, 5, [strike(4)]))
    assert (change.change, change.before, change.what) == (ChangeKind.NEW, (), ())
    assert between(4, 6, [strike(4)]).events == ()


def test_a_second_source_and_another_figure_are_an_update() -> None:
    change = the_change(between(3, 5, [strike(3, killed=4), strike(5, killed=4)]))
    assert change.change is ChangeKind.UPDATED
    assert change.what == ("status: reported → corroborated", "independent sources: 1 → 2")
    raised = the_change(between(3, 5, [strike(3, killed=4), strike(5, killed=9)]))
    assert "killed: 4 → 4" not in raised.what
    assert "dispute of figure: not told → killed 4; killed 9" in raised.what


def test_a_denial_of_what_was_told_makes_it_contested() -> None:
    denial = strike(5, voices=["ministry"], stance=Stance.DENIES)
    change = the_change(between(3, 5, [strike(3), denial]))
    assert change.change is ChangeKind.CONTESTED
    assert "status: reported → contested" in change.what
    assert the_change(between(2, 5, [strike(3), denial])).change is ChangeKind.NEW


def test_a_report_that_adds_nothing_is_no_change() -> None:
    reports = {**REPORTS, "again": a_report("again", on="2024-12-05", by="The D3 Post")}
    assert between(3, 5, [strike(3), strike(5, report="again")], reports=reports).events == ()


def test_what_is_told_only_as_background_is_nobodys_news() -> None:
    assert between(3, 5, [strike(4, background=True)]).events == ()
    change = the_change(between(3, 5, [strike(2, background=True), strike(5)]))
    assert "background: yes → no" in change.what


def test_two_events_that_turn_out_to_be_one_are_told_as_one() -> None:
    told = [
        control("takes", "Homs", 1),
        control("loses", "Homs", 1),
        control("takes", "Homs", 1, report="d6"),
    ]
    change = the_change(between(5, 6, told))
    (other,) = set(change.before) - {change.event.id}
    assert change.what[0].startswith(f"one with {other}: rebels ")


def test_an_event_that_is_taken_apart_is_told_by_its_places() -> None:
    reports = by_id(*(a_report(f"d{day}", on=f"2024-12-{day:02}") for day in (3, 4, 5)))
    towns = [control("takes", ("Hama", "Homs"), 2, report="d3"), control("takes", "Hama", 2, report="d5")]
    changes = between(3, 5, towns, reports=reports)
    assert {line for change in changes.events for line in change.what} >= {"places: Hama, Homs → Hama"}


def test_the_days_must_be_in_their_order() -> None:
    with pytest.raises(InputError) as refused:
        between(5, 4, STORY)
    assert refused.value.slug == "days-reversed"


# ── what always holds ────────────────────────────────────────────────────────────────────


@settings(max_examples=60, deadline=None)
@given(some_history(), DAYS, DAYS, DAYS)
def test_nothing_learned_later_leaks(claims: list[Claim], a: int, b: int, known_by: int) -> None:
    limit = date(2024, 12, known_by)
    out = {key: report for key, report in REPORTS.items() if report.published and report.published <= limit}
    early = [claim for claim in claims if claim.report in out]
    since, until = sorted((a, b))
    asked = between(since, until, claims, known_by=known_by)
    assert asked == between(since, until, early, known_by=known_by, reports=out)


@settings(max_examples=60, deadline=None)
@given(some_history(), DAYS, DAYS)
def test_events_know_nothing_printed_after_the_later_day(claims: list[Claim], a: int, b: int) -> None:
    since, until = sorted((a, b))
    assert between(since, until, claims).events == between(since, until, claims, known_by=until).events


@settings(max_examples=40, deadline=None)
@given(some_history(), DAYS, DAYS, st.randoms(use_true_random=False))
def test_changes_do_not_depend_on_order(claims: list[Claim], a: int, b: int, chance: random.Random) -> None:
    since, until = sorted((a, b))
    assert between(since, until, chance.sample(claims, len(claims))) == between(since, until, claims)


@settings(max_examples=40, deadline=None)
@given(some_history(), DAYS)
def test_nothing_changes_within_a_day(claims: list[Claim], day: int) -> None:
    changes = between(day, day, claims)
    assert (changes.control, changes.movements, changes.events) == ((), (), ())


@settings(max_examples=40, deadline=None)
@given(some_history(), DAYS, DAYS)
def test_the_changes_lead_from_one_picture_to_the_other(claims: list[Claim], a: int, b: int) -> None:
    since, until = (date(2024, 12, day) for day in sorted((a, b)))
    before, after = (situation_on(day, claims=claims, reports=REPORTS) for day in (since, until))
    changed = {change.after.place: change for change in between(since.day, until.day, claims).control}
    for hold in after.control:
        if hold.place in changed:
            assert changed[hold.place].after == hold
        else:
            assert hold.contested in {each.contested for each in before.control if each.place == hold.place}
