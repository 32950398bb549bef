"""Tellings of one happening become one claim; what contradicts stays apart."""

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline import retellings
from dateline.retellings import Draft, group_pairs, have_a_word_in_common, join, join_retellings
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
    word: str = "shelled",
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
        "leads": 0.5,
        "state": np.zeros(4, dtype=np.float32),
        "why": (),
        "in_title": False,
        **fields,
    }
    return Draft(
        trigger=Span(start, start + len(word), word),
        sentence=Span(100 * sentence, 100 * sentence + 5, f"No. {sentence}"),
        when=when,
        **made,
    )


BODY = a_draft(to="civilians", at="Dorana", day=4, start=110, sentence=1)


@pytest.fixture(autouse=True)
def alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """The network as these tests need it: tellings are of one happening as far as their first numbers say."""

    def chances(states: np.ndarray) -> np.ndarray:
        return np.exp(-np.abs(states[:, None, 0] - states[None, :, 0]))

    monkeypatch.setattr(retellings, "pair_chances", chances)
    monkeypatch.setattr(retellings, "JOIN_AT", 0.5)


def like(draft: Draft, number: float, **fields: Any) -> Draft:
    return replace(draft, state=np.array([number, 0.0], dtype=np.float32), **fields)


def test_tellings_that_the_network_holds_for_one_are_one() -> None:
    other = a_draft("attack", by="Army", start=210, sentence=2)
    (joined,) = join_retellings([like(BODY, 1.0), like(other, 1.1)])
    assert joined.trigger == BODY.trigger
    assert joined.retold == (other.sentence,)


def test_tellings_that_it_holds_for_two_stay_two() -> None:
    other = a_draft("attack", start=210, sentence=2)
    assert len(join_retellings([like(BODY, 1.0), like(other, 3.0)])) == 2


@pytest.mark.parametrize(
    "fields", [{"kind": Kind.MOVE}, {"stance": Stance.DENIES}, {"realis": Realis.PLANNED}]
)
def test_another_kind_stance_or_realis_is_another_claim(fields: dict[str, Any]) -> None:
    other = a_draft(start=210, sentence=2)
    assert len(join_retellings([like(BODY, 1.0), like(other, 1.0, **fields)])) == 2


def test_the_headline_never_leads() -> None:
    title = a_draft(to="civilians", start=5, in_title=True, leads=0.9)
    (joined,) = join_retellings([like(title, 1.0), like(BODY, 1.0)])
    assert joined.trigger == BODY.trigger
    assert joined.retold == (title.sentence,)


def test_of_two_in_the_body_the_one_that_the_network_holds_for_the_lead_leads() -> None:
    first, second = a_draft(start=110, sentence=1, leads=0.2), a_draft(start=210, sentence=2, leads=0.9)
    (joined,) = join_retellings([like(first, 1.0), like(second, 1.0)])
    assert joined.trigger == second.trigger


def test_a_retelling_fills_what_the_lead_left_open_and_changes_nothing_else() -> None:
    lead = a_draft(to=None, at=None, start=110, sentence=1, score=0.5)
    other = a_draft(by="rebels", to="civilians", at="Dorana", day=4, sentence=2, mode="shelling", score=0.8)
    both = join(lead, other)
    assert [actor.text for actor in both.actors] == ["the army"]
    assert (both.targets, both.places, both.when) == (other.targets, other.places, other.when)
    assert (both.mode, both.score) == ("shelling", 0.8)
    assert "told again in 'shelled'" in both.why


def test_who_is_hit_in_the_body_does_not_attack_in_the_headline() -> None:
    lead = a_draft(by=None, to="the army", start=110, sentence=1)
    assert join(lead, a_draft(by="Army", sentence=0)).actors == ()


def test_a_claim_is_background_only_where_every_telling_is() -> None:
    old, new = a_draft(background=True), a_draft(background=False, sentence=1)
    assert not join(old, new).background
    assert join(old, replace(new, background=True)).background


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [("the army", "Army", True), ("two men", "two houses", False), ("its men", "its army", False)],
)
def test_words_that_name_nobody_do_not_count(one: str, other: str, alike: bool) -> None:
    assert have_a_word_in_common(Span(0, len(one), one), Span(0, len(other), other)) is alike


@pytest.mark.parametrize(
    ("chances", "groups"),
    [
        ([[1.0]], [[0]]),
        ([[1, 0.9], [0.9, 1]], [[0, 1]]),
        ([[1, 0.1], [0.1, 1]], [[0], [1]]),
        ([[1, 0.9, 0.9], [0.9, 1, 0.2], [0.9, 0.2, 1]], [[0, 1, 2]]),
        ([[1, 0.9, 0.6], [0.9, 1, 0.1], [0.6, 0.1, 1]], [[0, 1], [2]]),
    ],
)
def test_groups_are_joined_by_their_mean_the_likest_first(
    chances: list[list[float]], groups: list[list[int]]
) -> None:
    assert group_pairs(np.array(chances, dtype=np.float32)) == groups


DRAFTS = st.lists(
    st.builds(
        like,
        st.builds(
            a_draft,
            by=st.sampled_from([None, "the army", "rebels"]),
            to=st.sampled_from([None, "civilians", "a mayor"]),
            at=st.sampled_from([None, "Dorana", "Kelmar"]),
            day=st.sampled_from([None, 4, 9]),
            sentence=st.integers(0, 5),
            in_title=st.booleans(),
            realis=st.sampled_from([Realis.ACTUAL, Realis.PLANNED]),
        ),
        st.floats(0, 5),
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
