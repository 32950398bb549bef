"""Do two claims tell one event? By kind, place, day, participants, figures and words."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import a_claim, a_place, a_place_ref, a_report, a_voice, an_actor, by_id

from dateline.alike import SAME_EVENT, alike, explain, find_facts, weigh
from dateline.alike.facts import find_days
from dateline.alike.likeness import compare_places, contains, distance_km
from dateline.alike.names import is_class, keep_outermost, likeness_of_names, make_name
from dateline.alike.words import find_stems, overlap, stem
from dateline.types import Actor, Basis, Claim, Kind, Participant, Realis, Stance, When

STRIKE = {"kind": "ASSAULT", "mode": "airstrike", "place": "Idlib", "on": "2024-12-02", "killed": 5}
REPORTS = by_id(a_report("r1", "A tale of its own."), a_report("r2", "Quite another story here."))


def score(**changes: Any) -> float:
    """How like a strike and a second telling of it with `changes` are."""
    first, second = a_claim(**STRIKE), a_claim(**{**STRIKE, "report": "r2", **changes})
    return alike(first, second, reports=REPORTS).score


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"stance": Stance.DENIES},
        {"killed": 7},
        {"place": "Syria"},
        {"mode": "bombing"},
        {"text": "Planes came over the town at dawn.", "trigger": "bombed"},
        {"voices": [a_voice("an official")]},
    ],
)
def test_these_changes_leave_it_one_event(changes: dict[str, Any]) -> None:
    assert score(**changes) >= SAME_EVENT


@pytest.mark.parametrize(
    "changes",
    [
        {"place": "Beirut"},
        {"on": "2024-12-09"},
        {"kind": "CONSULT", "mode": "meet"},
        {"kind": "PROTEST", "mode": "demo", "on": "2024-12-05"},
        {"place": (), "on": None, "text": "Something else was bombed.", "trigger": "hit"},
    ],
)
def test_these_changes_make_it_another_event(changes: dict[str, Any]) -> None:
    assert score(**changes) < SAME_EVENT


def test_a_town_lost_by_one_side_is_the_town_taken_by_the_other() -> None:
    takes = a_claim("CONTROL", "takes", by="rebels", to="the army", place="Hama", on="2024-12-05")
    loses = a_claim(
        "CONTROL", "loses", report="r2", by="the army", to="rebels", place="Hama", on="2024-12-05"
    )
    assert alike(takes, loses, reports=REPORTS).score >= SAME_EVENT
    holds = a_claim("CONTROL", "holds", report="r2", by="the army", place="Hama", on="2024-12-05")
    assert alike(takes, holds, reports=REPORTS).score == 0


def test_two_judges_never_make_one_event() -> None:
    judged = {"kind": "ASSESS", "by": "the army", "on": "2024-12-02"}
    first = a_claim(**judged, voices=[a_voice("Ann Lee", "analyst")])
    assert alike(first, a_claim(**judged, report="r2", voices=[a_voice("Bo Roe", "analyst")])).score == 0
    assert alike(first, a_claim(**judged, report="r2", voices=[a_voice("Ann Lee", "analyst")])).score > 0


def test_each_sign_that_spoke_is_a_line_of_why() -> None:
    likeness = alike(a_claim(**STRIKE), a_claim(**{**STRIKE, "report": "r2"}), reports=REPORTS)
    assert {line.split(":")[0] for line in likeness.why} >= {"kind", "place", "time", "figures"}


KINDS = st.sampled_from(list(Kind))


@st.composite
def any_claim(draw: st.DrawFn) -> Claim:
    return a_claim(
        draw(KINDS),
        report=draw(st.sampled_from(["r1", "r2"])),
        place=draw(st.sampled_from([(), "Hama", "Homs", "Syria", "Nowhere", "the city"])),
        by=draw(st.sampled_from([(), "rebels", "Ann Lee", an_actor("Russia", country="RUS")])),
        on=draw(st.sampled_from([None, "2024-12-02", "2024-12-03"])),
        killed=draw(st.none() | st.integers(0, 9)),
        realis=draw(st.sampled_from(list(Realis))),
        background=draw(st.booleans()),
    )


@settings(deadline=None)
@given(any_claim(), any_claim())
def test_likeness_is_a_score_and_the_same_from_both_sides(a: Claim, b: Claim) -> None:
    first, second = find_facts(a), find_facts(b)
    assert 0 <= weigh(first, second) <= 1
    assert weigh(first, second) == pytest.approx(weigh(second, first))
    assert explain(first, second).score == pytest.approx(weigh(first, second))


# ── names ────────────────────────────────────────────────────────────────────────────────

SYRIA = {"country": "SYR"}
ARMY = Actor(id="syr-mil", name="Armed forces of Syria", sectors=("MIL",), **SYRIA)
REBELS = Actor(id="syr-reb", name="Rebels in Syria", sectors=("REB",), **SYRIA)
HTS = Actor(id="hts", name="Hayat Tahrir al-Sham", sectors=("REB",), **SYRIA)
SDF = Actor(id="sdf", name="Syrian Democratic Forces", sectors=("REB",), **SYRIA)
RUSSIA = Actor(id="rus", name="Russia", country="RUS")


@pytest.mark.parametrize(
    ("a", "b", "least", "most"),
    [
        ("the Observatory", "the Syrian Observatory for Human Rights", 0.9, 1.0),
        ("SOHR", "the Syrian Observatory for Human Rights", 0.9, 1.0),
        ("President Orlan", "Victor Orlan", 0.9, 1.0),
        ("Assad", "Bashar al-Assad", 0.9, 1.0),
        ("rebels", "opposition fighters", 0.5, 0.7),
        ("rebels", "the army", 0.0, 0.3),
        ("the Syrian army", "Syrian rebels", 0.0, 0.3),
        ("the Syrian army", "the Syrian Observatory", 0.0, 0.8),
        ("Ann Lee", "Bo Roe", 0.0, 0.0),
        (REBELS, HTS, 0.6, 0.8),
        (HTS, SDF, 0.0, 0.2),
        (ARMY, REBELS, 0.0, 0.3),
        (ARMY, RUSSIA, 0.0, 0.0),
        (HTS, HTS, 1.0, 1.0),
    ],
)
def test_names_are_as_alike_as_they_should_be(
    a: str | Actor, b: str | Actor, least: float, most: float
) -> None:
    first, second = (make_name(x) if isinstance(x, str) else make_name(x.name, actor=x) for x in (a, b))
    likeness = likeness_of_names(first, second)
    assert likeness is not None
    assert least <= likeness <= most


def test_a_description_may_be_anybody() -> None:
    assert likeness_of_names(make_name("a young woman"), make_name("Brenda Dolan")) is None
    assert likeness_of_names(make_name("the"), make_name("Brenda Dolan")) is None


def test_a_class_of_the_directory_is_known_by_its_id() -> None:
    assert is_class(ARMY)
    assert not is_class(HTS)
    assert not is_class(RUSSIA)


def test_a_phrase_inside_another_is_no_participant_of_its_own() -> None:
    outer, inner = Participant(0, 13, "Syrian rebels"), Participant(0, 6, "Syrian")
    assert keep_outermost([inner, outer]) == [outer]


# ── words, places, days ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "words", ["took takes taken", "fled flee fleeing", "shelling shelled", "attack attacks"]
)
def test_the_forms_of_a_word_have_one_stem(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 1


def test_common_words_do_not_count() -> None:
    assert find_stems("The army said on Monday that it had taken the town of Hama") == {
        stem(word) for word in ("army", "taken", "town", "Hama")
    }
    assert overlap(frozenset(), frozenset({"a"})) == 0


def test_places_are_compared_by_role_and_distance() -> None:
    def spots(*names: str, role: str = "at") -> Any:
        return find_facts(a_claim(places=tuple(a_place_ref(name, role) for name in names))).spots

    assert compare_places(spots("Hama"), spots("Hama")) == 1
    assert compare_places(spots("Hama"), spots("Syria")) == pytest.approx(0.2)
    assert compare_places(spots("Hama"), spots("Beirut")) == -1
    assert compare_places(spots("Hama"), spots()) == 0
    assert compare_places(spots("the city"), spots("the city")) == 0
    assert compare_places(spots("Qusaya"), spots("Qusaya")) > 0.5


def test_a_country_holds_its_towns_and_distance_is_in_km() -> None:
    hama, syria, beirut = a_place("Hama"), a_place("Syria"), a_place("Beirut")
    assert hama is not None
    assert syria is not None
    assert beirut is not None
    assert contains(syria, hama)
    assert not contains(syria, beirut)
    assert not contains(hama, syria)
    assert distance_km(hama, beirut) == pytest.approx(179, abs=2)


def test_days_are_told_printed_guessed_or_unknown() -> None:
    report = a_report(on="2024-12-06").published
    undated = a_claim("ASSAULT")
    assert find_days(undated, published=None) is None
    guessed = find_days(undated, published=report)
    assert guessed is not None
    assert (guessed.width, guessed.ground.name) == (3, "GUESSED")
    assert find_days(a_claim("ASSAULT", background=True), published=report) is None
    since = When(earliest=report, latest=None, basis=Basis.STATED)
    told = find_days(a_claim("ASSAULT", on=since), published=None)
    assert told is not None
    assert (told.width, told.ground.name) == (30, "TOLD")
