"""The situation and its changes as a person sees them on the terminal."""

from datetime import date

from making import a_place, an_actor

from dateline.pictures import show_changes, show_situation
from dateline.show import render
from dateline.types import (
    ChangeKind,
    Changes,
    Event,
    EventChange,
    EventPlace,
    Gap,
    Hold,
    HoldChange,
    Kind,
    Movement,
    Party,
    PlaceRole,
    Realis,
    Situation,
    Tie,
    TieKind,
)

DAY = date(2024, 12, 6)


def a_hold(place: str, *, by: str | None = None, contested: bool = False) -> Hold:
    where = a_place(place)
    assert where is not None
    holder = Party(name=by, claims=("c1",)) if by else None
    return Hold(
        place=where,
        holder=holder,
        since=None,
        contested=contested,
        origins=2,
        events=("e1",),
        why="two say so",
    )


def test_the_situation_names_holders_and_movements() -> None:
    beirut = a_place("Beirut")
    hold = a_hold("Hama", by="rebels", contested=True)
    move = Movement(
        event="e2", who=(Party(name="families", claims=("c2",)),), count=None, origins=(), stops=(),
        destinations=(EventPlace(name="Beirut", role=PlaceRole.TO, place=beirut, claims=("c2",)),),
        means=None, mode="flee", realis=Realis.ACTUAL, earliest=None, latest=None,
    )  # fmt: skip
    page = render(
        show_situation(Situation(day=DAY, known_by=DAY, control=(hold,), movements=(move,))), width=100
    )
    for words in ("2024-12-06", "Hama", "rebels (contested)", "two say so", "families", "Beirut"):
        assert words in page
    assert "Nothing is known" in render(show_situation(Situation(day=DAY, known_by=DAY)), width=100)


def test_ties_are_told_in_words() -> None:
    tie = Tie(
        kind=TieKind.ARMS, actor=an_actor("Turkey"), target=an_actor("SNA"), earliest=DAY, latest=DAY,
        contested=True, origins=2, events=("e1", "e2", "e3"),
    )  # fmt: skip
    page = render(show_situation(Situation(day=DAY, known_by=DAY, ties=(tie,))), width=100)
    for words in ("Turkey", "arms (contested)", "SNA"):
        assert words in page
    assert "Nothing is known of who fights whom." in render(
        show_situation(Situation(day=DAY, known_by=DAY)), width=100
    )


def test_silent_places_are_named_and_a_long_list_is_cut() -> None:
    hama = a_hold("Hama").place
    gap = Gap(place=hama, last_told=date(2024, 11, 20), days=16, reports=3)
    page = render(show_situation(Situation(day=DAY, known_by=DAY, gaps=(gap,))), width=100)
    for words in ("without news", "Hama", "16 days", "2024-11-20"):
        assert words in page
    assert "and 5 more" in render(
        show_situation(Situation(day=DAY, known_by=DAY, gaps=(gap,) * 25)), width=100
    )
    assert "silent for 7 days" in render(show_situation(Situation(day=DAY, known_by=DAY)), width=100)


def test_changes_name_what_was_and_what_is() -> None:
    event = Event(
        id="e1", kind=Kind.CONTROL, summary="rebels took Hama", claims=("c1",), reports=("r1",), score=0.8
    )
    changes = Changes(
        since=DAY,
        until=date(2024, 12, 7),
        known_by=date(2024, 12, 8),
        control=(HoldChange(before=a_hold("Hama", by="the army"), after=a_hold("Hama", by="rebels")),),
        events=(
            EventChange(
                change=ChangeKind.UPDATED, event=event, before=("e1",), what=("independent sources: 1 → 2",)
            ),
        ),
    )
    page = render(show_changes(changes), width=120)
    for words in (
        "What changed from 2024-12-06 to 2024-12-07, as known by 2024-12-08", "the army", "rebels",
        "updated", "rebels took Hama", "F6", "independent sources: 1 → 2", "No movement is known.",
    ):  # fmt: skip
        assert words in page


def test_where_nothing_changed_it_says_so() -> None:
    page = render(show_changes(Changes(since=DAY, until=DAY, known_by=DAY)), width=100)
    assert "No place is known to have changed hands." in page
    assert "Nothing was told that is new." in page
