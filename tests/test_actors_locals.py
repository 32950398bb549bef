"""A name that nobody knows is one actor in all reports that agree on who it is."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import a_claim, a_place_ref, a_report, a_voice

from dateline.actors import (
    are_set_apart,
    find_names,
    is_local,
    open_directory,
    replace_actors,
    resolve_actor,
    settle_locals,
)
from dateline.actors.locals import make_local
from dateline.alike.names import likeness_of_names, make_name
from dateline.fuse import fuse_claims
from dateline.reader import read_report
from dateline.types import Actor, Extent, Mention, MentionKind, PlaceMention, Report

DIRECTORY = open_directory()
NAMES = ("Rami Qwertz", "the Qwertz Vesna")


@pytest.mark.parametrize(
    ("phrase", "actor"),
    [
        ("Rami Qwertz", Actor(id="local-rami-qwertz", name="Rami Qwertz")),
        ("Rami al-Qwertz", None),
        ("Qwertz Vesna", Actor(id="local-qwertz-vesna", name="Qwertz Vesna")),
        (
            "General Rami Qwertz",
            Actor(id="local-rami-qwertz..mil", name="Rami Qwertz", sectors=("MIL",)),
        ),
        (
            "Syrian General Rami Qwertz",
            Actor(id="local-rami-qwertz.syr.mil", name="Rami Qwertz", country="SYR", sectors=("MIL",)),
        ),
        ("General Qwertz", Actor(id="local-qwertz.sdn.mil", name="Qwertz", sectors=("MIL",))),
    ],
)
def test_an_unknown_name_is_an_actor_by_name_country_and_sectors(phrase: str, actor: Actor | None) -> None:
    found = resolve_actor(phrase, directory=DIRECTORY, countries=("SDN",), names=NAMES)
    assert found.actor == actor, found.why


@given(st.text(max_size=40), st.sampled_from([None, "SYR"]), st.sampled_from([(), ("MIL",), ("GOV", "MIL")]))
def test_any_name_gives_one_id_that_is_local(
    name: str, country: str | None, sectors: tuple[str, ...]
) -> None:
    actor = make_local(name, country=country, sectors=sectors, near="SYR")
    assert is_local(actor)
    assert actor == make_local(name, country=country, sectors=sectors, near="SYR")


def test_names_are_of_people_in_full_and_of_groups_that_are_no_places() -> None:
    mentions = [
        Mention(0, 11, "Rami Qwertz", MentionKind.PERSON),
        Mention(20, 26, "Qwertz", MentionKind.PERSON),
        Mention(30, 40, "Tel Rifaat", MentionKind.PERSON),
        Mention(50, 58, "Assembly", MentionKind.GROUP),
        Mention(60, 65, "Syria", MentionKind.PLACE),
    ]
    place = PlaceMention(30, 40, "Tel Rifaat", a_place_ref("Hama").place, Extent.WHOLE, 0.9)
    assert find_names(mentions, places=[place]) == ("Rami Qwertz", "Assembly")


def test_in_one_report_the_plain_name_is_the_titled_one_where_there_is_but_one() -> None:
    bare, general = (make_local("Rami Qwertz", country=None, sectors=s, near=None) for s in ((), ("MIL",)))
    doctor = replace(general, id="local-rami-qwertz..med", sectors=("MED",))
    told = a_claim(by=bare, voices=[a_voice(general)])
    (settled,) = settle_locals([told])
    assert settled.actors[0].actor == settled.voices[0].actor == general
    torn = replace(told, voices=(a_voice(general), a_voice(doctor)))
    assert settle_locals([torn]) == (torn,)


def test_a_claim_whose_actors_stay_is_the_claim_itself() -> None:
    claim = a_claim(by=Actor(id="hts", name="HTS"), to="civilians")
    assert replace_actors(claim, by=lambda actor: actor) is claim
    assert replace_actors(claim, by=lambda actor: replace(actor, id="x")).actors[0].actor == Actor(
        id="x", name="HTS"
    )


def test_local_actors_count_no_more_than_their_words_and_those_set_apart_are_two() -> None:
    first = make_local("Rami Qwertz", country=None, sectors=(), near=None)
    second = replace(first, id=f"{first.id}~2")
    other = make_local("Qwertz", country=None, sectors=(), near=None)
    assert are_set_apart(first, second)
    assert not is_local(second)
    one = make_name("Rami Qwertz", actor=first)
    assert likeness_of_names(one, make_name("Qwertz", actor=other)) == likeness_of_names(
        make_name("Rami Qwertz"), make_name("Qwertz")
    )
    assert likeness_of_names(one, make_name("General R. Qwertz", actor=first)) == 1.0
    assert likeness_of_names(one, make_name("Rami Qwertz", actor=second)) == 0.0


def test_one_unknown_speaker_in_two_reports_is_one_source() -> None:
    speaker = make_local("Rami Qwertz", country=None, sectors=(), near=None)
    claims = [
        a_claim("CONTROL", "takes", id=name, report=name, by="rebels", place="Hama", on="2024-12-05",
                voices=[a_voice(speaker)])
        for name in ("r1", "r2")
    ]  # fmt: skip
    reports = {name: a_report(name) for name in ("r1", "r2")}
    (event,) = fuse_claims(claims, reports=reports)
    assert [origin.name for origin in event.origins] == ["Rami Qwertz"]


def test_the_reader_gives_one_unknown_name_one_id_in_two_reports() -> None:
    texts = (
        "Rebels took Hama on Thursday, said Turki al-Qwertzi, the mayor of a border town in Iraq.",
        "Rebels shelled the city of Homs in Syria on Thursday, Turki al-Qwertzi said.",
    )
    found = [read_report(Report(id=f"r{n}", text=text)).claims for n, text in enumerate(texts)]
    ids = [{voice.actor.id for claim in claims for voice in claim.voices if voice.actor} for claims in found]
    assert ids == [{"local-turki-al-qwertzi"}] * 2
