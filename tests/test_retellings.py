"""Tellings of one happening become one claim; what contradicts stays apart."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.retellings import JOIN_AT, Draft, join, join_retellings, likeness, shared, words
from dateline.types import (
    Basis,
    Kind,
    Participant,
    PlaceRef,
    PlaceRole,
    Realis,
    Span,
    Speech,
    Stance,
    When,
)


def a_draft(
    lemma: str = "shell",
    *,
    by: str | None = "the army",
    to: str | None = None,
    at: str | None = None,
    day: int | None = None,
    start: int = 0,
    sentence: int = 0,
    **fields: Any,
) -> Draft:
    """One telling in one line; `start` is where the trigger stands, `sentence` the number of its sentence."""
    when = When(earliest=date(2031, 3, day), latest=date(2031, 3, day), basis=Basis.STATED) if day else None
    made: dict[str, Any] = {
        "kind": Kind.ASSAULT,
        "mode": None,
        "actors": (Participant(0, len(by), by),) if by else (),
        "targets": (Participant(0, len(to), to),) if to else (),
        "places": (PlaceRef(0, len(at), at, PlaceRole.AT),) if at else (),
        "means": None,
        "figures": (),
        "voices": (),
        "speech": Speech.OWN,
        "stance": Stance.ASSERTS,
        "realis": Realis.ACTUAL,
        "hedged": False,
        "background": False,
        "score": 0.5,
        "why": (),
        "in_title": False,
        **fields,
    }
    return Draft(
        lemma=lemma,
        trigger=Span(start, start + len(lemma), lemma),
        sentence=Span(100 * sentence, 100 * sentence + 5, f"No. {sentence}"),
        when=when,
        **made,
    )


BODY = a_draft(to="civilians", at="Dorana", day=4, start=110, sentence=1)


@pytest.mark.parametrize(
    "other",
    [
        a_draft(to="two civilians", start=210, sentence=2),
        a_draft("attack", at="Dorana", start=210, sentence=2),
        a_draft("bombard", by="Army", start=5, in_title=True),
        a_draft("hit", by=None, at="Dorana", start=5, in_title=True),
    ],
)
def test_tellings_with_enough_in_common_are_one(other: Draft) -> None:
    (joined,) = join_retellings([BODY, other])
    assert joined.trigger == BODY.trigger
    assert joined.retold == (other.sentence,)


@pytest.mark.parametrize(
    "other",
    [
        replace(BODY, kind=Kind.MOVE),
        replace(BODY, stance=Stance.DENIES),
        replace(BODY, realis=Realis.PLANNED),
        a_draft(to="soldiers", at="Kelmar", start=210, sentence=2),
        a_draft(to="civilians", day=9, start=210, sentence=2),
        a_draft("abduct", by="gunmen", to="a mayor", start=210, sentence=2),
    ],
)
def test_another_kind_stance_realis_place_day_or_deed_is_another_claim(other: Draft) -> None:
    moved = replace(other, trigger=Span(210, 215, "other"), sentence=Span(200, 205, "No. 2"))
    assert len(join_retellings([BODY, moved])) == 2


def test_the_headline_never_leads() -> None:
    title = a_draft(to="civilians", start=5, in_title=True)
    (joined,) = join_retellings([title, BODY])
    assert joined.trigger == BODY.trigger
    assert joined.retold == (title.sentence,)


def test_a_retelling_fills_what_the_lead_left_open_and_changes_nothing_else() -> None:
    lead = a_draft(to=None, at=None, start=110, sentence=1, score=0.5)
    other = a_draft(by="rebels", to="civilians", at="Dorana", day=4, sentence=2, mode="shelling", score=0.8)
    both = join(lead, other)
    assert [actor.text for actor in both.actors] == ["the army"]
    assert (both.targets, both.places, both.when) == (other.targets, other.places, other.when)
    assert (both.mode, both.score) == ("shelling", 0.8)
    assert "told again in 'shell'" in both.why


def test_who_is_hit_in_the_body_does_not_attack_in_the_headline() -> None:
    lead = a_draft(by=None, to="the army", start=110, sentence=1)
    assert join(lead, a_draft(by="Army", sentence=0)).actors == ()


def test_a_claim_is_background_only_where_every_telling_is() -> None:
    old, new = a_draft(background=True), a_draft(background=False, sentence=1)
    assert not join(old, new).background
    assert join(old, replace(new, background=True)).background


@pytest.mark.parametrize(
    ("one", "other", "value"),
    [
        (["the army"], ["Army"], 1.0),
        (["the army"], ["rebels"], -1.0),
        ([], ["rebels"], 0.0),
        (["Norva’s army"], ["Norva"], 1.0),
        (["the two"], ["the three"], -1.0),
    ],
)
def test_names_are_shared_by_their_words(one: list[str], other: list[str], value: float) -> None:
    left, right = ([Span(0, len(text), text) for text in texts] for texts in (one, other))
    assert shared(left, right) == shared(right, left) == value


def test_words_that_name_nobody_do_not_count() -> None:
    assert words(Span(0, 25, "The army of its two towns")) == {"army", "towns"}


DRAFTS = st.lists(
    st.builds(
        a_draft,
        st.sampled_from(["shell", "shelling", "attack"]),
        by=st.sampled_from([None, "the army", "rebels"]),
        to=st.sampled_from([None, "civilians", "a mayor"]),
        at=st.sampled_from([None, "Dorana", "Kelmar"]),
        day=st.sampled_from([None, 4, 9]),
        sentence=st.integers(0, 5),
        in_title=st.booleans(),
        realis=st.sampled_from([Realis.ACTUAL, Realis.PLANNED]),
    ),
    max_size=7,
).map(lambda drafts: [replace(d, trigger=Span(10 * i, 10 * i + 5, "shell")) for i, d in enumerate(drafts)])


@given(DRAFTS)
def test_no_sentence_is_lost_and_triggers_stay_in_order(drafts: list[Draft]) -> None:
    joined = join_retellings(drafts)
    starts = [draft.trigger.start for draft in joined]
    assert starts == sorted(set(starts))
    assert {d.sentence for d in drafts} == {s for d in joined for s in (d.sentence, *d.retold)}
    assert all(len(set(d.retold)) == len(d.retold) and d.sentence not in d.retold for d in joined)


@given(DRAFTS)
def test_joining_does_not_depend_on_the_order_of_the_drafts(drafts: list[Draft]) -> None:
    assert join_retellings(drafts[::-1]) == join_retellings(drafts)


@given(DRAFTS)
def test_likeness_has_no_side(drafts: list[Draft]) -> None:
    for one in drafts:
        assert likeness(one, one) >= (JOIN_AT if one.actors or one.in_title else 1.0)
        assert all(likeness(one, other) == pytest.approx(likeness(other, one)) for other in drafts)
