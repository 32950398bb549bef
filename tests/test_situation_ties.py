"""Who fights, arms, aids and supports whom."""

import random
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import a_claim, a_report, an_actor, by_id

from dateline.situation import situation_on
from dateline.types import Actor, Claim, Realis, Report, Stance, Tie, TieKind

REPORTS = by_id(*(a_report(f"d{day}", on=f"2024-12-{day:02}") for day in range(1, 12)))
RUSSIA, SYRIA, TURKEY, HTS = (an_actor(name) for name in ("Russia", "Syria", "Turkey", "HTS"))
ALL = (RUSSIA, SYRIA, TURKEY, HTS)


def ties_on(
    day: int, claims: list[Claim], *, known_by: int | None = None, reports: dict[str, Report] = REPORTS
) -> tuple[Tie, ...]:
    known = date(2024, 12, known_by) if known_by else None
    return situation_on(date(2024, 12, day), known_by=known, claims=claims, reports=reports).ties


def deed(day: int, kind: str, mode: str | None, by: Actor | str, to: Actor, **fields: Any) -> Claim:
    return a_claim(
        kind, mode, **{"report": f"d{day}", "by": by, "to": to, "on": f"2024-12-{day:02}", **fields}
    )


def drawn(ties: tuple[Tie, ...]) -> list[str]:
    return [f"{tie.actor.name} {tie.kind} {tie.target.name}" for tie in ties]


@pytest.mark.parametrize(
    ("kind", "mode", "tie"),
    [
        ("ASSAULT", "airstrike", "fights"),
        ("AID", "military", "arms"),
        ("AID", "humanitarian", "aids"),
        ("AID", None, "aids"),
        ("SUPPORT", None, "supports"),
    ],
)
def test_a_deed_makes_a_tie_from_who_does_it_to_whom(kind: str, mode: str | None, tie: str) -> None:
    (found,) = ties_on(3, [deed(2, kind, mode, RUSSIA, SYRIA)])
    assert (found.actor, found.kind, found.target) == (RUSSIA, TieKind(tie), SYRIA)
    assert (found.earliest, found.latest, found.origins) == (date(2024, 12, 2), date(2024, 12, 2), 1)


def test_who_takes_a_place_from_another_fights_them() -> None:
    assert drawn(ties_on(3, [deed(2, "CONTROL", "takes", HTS, SYRIA, place="Hama")])) == ["HTS fights Syria"]
    assert ties_on(3, [deed(2, "CONTROL", "holds", HTS, SYRIA, place="Hama")]) == ()


def test_in_a_clash_both_fight() -> None:
    assert drawn(ties_on(3, [deed(2, "ASSAULT", "clash", HTS, SYRIA)])) == [
        "HTS fights Syria", "Syria fights HTS",
    ]  # fmt: skip


def test_many_events_of_two_are_one_tie() -> None:
    told = [deed(day, "ASSAULT", "airstrike", RUSSIA, HTS, place="Idlib") for day in (1, 5, 9)]
    (tie,) = ties_on(10, told)
    assert (tie.earliest, tie.latest, len(tie.events), tie.origins) == (
        date(2024, 12, 1), date(2024, 12, 9), 3, 3,
    )  # fmt: skip


@pytest.mark.parametrize(
    "fields",
    [
        {"realis": Realis.PLANNED},
        {"realis": Realis.POSSIBLE},
        {"stance": Stance.DENIES, "voices": ["ministry"]},
    ],
)
def test_what_is_not_real_or_only_denied_is_no_tie(fields: dict[str, Any]) -> None:
    assert ties_on(3, [deed(2, "ASSAULT", "shelling", RUSSIA, SYRIA, **fields)]) == ()


def test_nobody_has_a_tie_to_oneself_or_to_the_unknown() -> None:
    assert ties_on(3, [deed(2, "ASSAULT", "shelling", "gunmen", SYRIA)]) == ()
    assert ties_on(3, [deed(2, "ASSAULT", "shelling", SYRIA, SYRIA)]) == ()


def test_a_contested_tie_is_marked() -> None:
    told = deed(2, "AID", "military", TURKEY, HTS)
    denied = deed(2, "AID", "military", TURKEY, HTS, report="d3", voices=["ministry"], stance=Stance.DENIES)
    (tie,) = ties_on(3, [told, denied])
    assert tie.contested
    (tie,) = ties_on(9, [told, denied, deed(8, "AID", "military", TURKEY, HTS)])
    assert not tie.contested


def test_background_without_a_day_dates_from_its_print() -> None:
    old = deed(4, "SUPPORT", None, TURKEY, HTS, on=None, background=True)
    assert ties_on(3, [old]) == ()
    (tie,) = ties_on(4, [old])
    assert tie.earliest == tie.latest == date(2024, 12, 4)


def test_a_tie_not_yet_printed_was_not_known() -> None:
    late = deed(2, "AID", "military", TURKEY, HTS, report="d8")
    assert drawn(ties_on(3, [late])) == ["Turkey arms HTS"]
    assert ties_on(3, [late], known_by=7) == ()


@st.composite
def some_deeds(draw: st.DrawFn) -> list[Claim]:
    claims = []
    for number in range(draw(st.integers(1, 10))):
        printed = draw(st.integers(1, 11))
        kind, mode = draw(st.sampled_from([("ASSAULT", "clash"), ("AID", "military"), ("SUPPORT", None)]))
        by, to = draw(st.sampled_from(ALL)), draw(st.sampled_from(ALL))
        day = draw(st.none() | st.integers(1, printed))
        stance = draw(st.sampled_from([Stance.ASSERTS, Stance.ASSERTS, Stance.DENIES]))
        on = f"2024-12-{day:02}" if day else None
        claims.append(deed(printed, kind, mode, by, to, on=on, stance=stance, id=f"c{number}"))
    return claims


@settings(max_examples=60, deadline=None)
@given(some_deeds(), st.integers(1, 11), st.integers(1, 11))
def test_nothing_learned_later_leaks(claims: list[Claim], day: int, known_by: int) -> None:
    limit = date(2024, 12, known_by)
    out = {key: report for key, report in REPORTS.items() if report.published and report.published <= limit}
    early = [claim for claim in claims if claim.report in out]
    assert ties_on(day, claims, known_by=known_by) == ties_on(day, early, known_by=known_by, reports=out)


@settings(max_examples=60, deadline=None)
@given(some_deeds(), st.integers(1, 11), st.randoms(use_true_random=False))
def test_ties_lie_within_the_day_and_do_not_depend_on_order(
    claims: list[Claim], day: int, chance: random.Random
) -> None:
    ties = ties_on(day, claims)
    assert ties == ties_on(day, chance.sample(claims, len(claims)))
    assert len({(tie.kind, tie.actor.id, tie.target.id) for tie in ties}) == len(ties)
    assert all(tie.earliest <= tie.latest <= date(2024, 12, day) for tie in ties)
