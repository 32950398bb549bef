"""One telling becomes one claim: its roles, places, voices, days and reasons."""

from datetime import date
from functools import cache

import pytest

from dateline.actors import open_directory
from dateline.claims import find_countries
from dateline.reader import read_report
from dateline.types import Basis, Claim, Reading, Report


@cache
def read(text: str, publisher: str | None = None) -> Reading:
    published = date(2031, 3, 8)  # a Saturday
    return read_report(Report(id="r1", text=text, published=published, publisher=publisher))


def claim_of(text: str, trigger: str) -> Claim:
    """The claim whose trigger holds the word; "was abducted" is as good as "abducted"."""
    return next(claim for claim in read(text).claims if trigger in claim.trigger.text)


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "actors", "targets"),
    [
        ("The army shelled two villages on Tuesday.", "shelled", "ASSAULT", ["The army"], ["two villages"]),
        ("The mayor was abducted by gunmen.", "abducted", "ASSAULT", ["gunmen"], ["The mayor"]),
        ("The mayor was abducted on Friday.", "abducted", "ASSAULT", [], ["The mayor"]),
        ("Police arrested 40 protesters.", "arrested", "COERCE", ["Police"], ["40 protesters"]),
        (
            "The UN urged both sides to stop.",
            "urged",
            "REQUEST",
            ["The UN"],
            ["both sides"],
        ),
        ("The envoy met the rebels in Geneva.", "met", "CONSULT", ["The envoy"], ["the rebels"]),
        ("Families that had stayed fled to Beirut.", "fled", "MOVE", ["Families"], []),
    ],
)
def test_who_did_what_to_whom(
    text: str, trigger: str, kind: str, actors: list[str], targets: list[str]
) -> None:
    claim = claim_of(text, trigger)
    assert claim.kind == kind
    assert [actor.text for actor in claim.actors] == actors
    assert [target.text for target in claim.targets] == targets


@pytest.mark.parametrize(
    ("text", "trigger", "places"),
    [
        ("Police arrested 40 protesters in Beirut.", "arrested", [("at", "Beirut")]),
        ("Families fled from Aleppo to Beirut.", "fled", [("from", "Aleppo"), ("to", "Beirut")]),
        ("Rebels captured Hama and Homs on Friday.", "captured", [("at", "Hama"), ("at", "Homs")]),
        ("The militia shelled the town.", "shelled", []),
    ],
)
def test_places_are_those_of_the_happening_with_their_roles(
    text: str, trigger: str, places: list[tuple[str, str]]
) -> None:
    found = [(str(place.role), place.text) for place in claim_of(text, trigger).places]
    assert [pair for pair in found if pair[1][0].isupper()] == places


def test_the_town_is_the_town_that_was_named_last() -> None:
    claim = claim_of("Fighters came to Hama at dawn. Rebels captured the city at noon.", "captured")
    (place,) = claim.places
    assert place.place is not None
    assert place.place.name == "Hama"


def test_a_place_is_no_participant_too() -> None:
    for trigger, text in (
        ("fled", "Families fled Aleppo."),
        ("captured", "Rebels captured Hama."),
    ):
        claim = claim_of(text, trigger)
        assert claim.places
        taken = [*claim.actors, *claim.targets]
        assert not any(place.touches(one) for place in claim.places for one in taken)


# ── voices ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "trigger", "voices", "speech", "stance"),
    [
        ("The army shelled a village.", "shelled", [], "own", "asserts"),
        (
            "The army shelled a village, a doctor said.",
            "shelled",
            [("a doctor", "witness", None), ("a doctor", "civilian", None)],
            "indirect",
            "asserts",
        ),
        pytest.param(
            "Three officials told the Courier that the army shelled a village.",
            "shelled",
            [("the Courier", "media", None), ("Three officials", "official", 3)],
            "indirect",
            "asserts",
            marks=pytest.mark.xfail(strict=True, reason="it is taken for an accusation"),
        ),
        (
            "“Our soldiers have left the valley for good,” General Odan said.",
            "left",
            [("General Odan", "military", None)],
            "direct",
            "asserts",
        ),
        (
            "The ministry denied that rebels had shelled a village.",
            "shelled",
            [("The ministry", "official", None)],
            "indirect",
            "denies",
        ),
    ],
)
def test_the_voices_of_a_claim_are_its_sources(
    text: str, trigger: str, voices: list[tuple[str, str, int | None]], speech: str, stance: str
) -> None:
    reading = read(text, publisher="The Courier")
    claim = next(claim for claim in reading.claims if trigger in claim.trigger.text)
    found = [(voice.text, voice.kind.value, voice.count) for voice in claim.voices]
    assert [name for name, _, _ in found] == list(dict.fromkeys(name for name, _, _ in voices))
    assert set(found) <= set(voices)
    assert (claim.speech, claim.stance) == (speech, stance)


def test_an_accusation_is_two_claims_and_the_accuser_did_not_do_the_deed() -> None:
    text = "The opposition accused the army of bombing the market."
    accuse, deed = claim_of(text, "accused"), claim_of(text, "bombing")
    assert (accuse.kind, [a.text for a in accuse.actors], accuse.voices) == ("ACCUSE", ["The opposition"], ())
    assert [target.text for target in accuse.targets] == ["the army"]
    assert (deed.kind, [a.text for a in deed.actors]) == ("ASSAULT", ["the army"])
    assert [voice.text for voice in deed.voices] == ["The opposition"]
    assert (accuse.stance, deed.stance) == ("asserts", "accuses")


def test_a_denial_is_the_claim_denied() -> None:
    claim = claim_of("The president denied shelling the hospital.", "shelling")
    assert (claim.kind, claim.stance, claim.realis) == ("ASSAULT", "denies", "actual")
    assert [actor.text for actor in claim.actors] == ["The president"]


@pytest.mark.xfail(strict=True, reason="a pronoun names nobody yet")
def test_we_is_the_one_who_speaks() -> None:
    claim = claim_of("“We have left the valley for good,” the general said.", "left")
    assert [actor.text for actor in claim.actors] == ["the general"]


# ── when ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "trigger", "days", "basis"),
    [
        ("Rebels attacked the army on Thursday.", "attacked", ("2031-03-06", "2031-03-06"), Basis.RELATIVE),
        ("Rebels attacked the army on 3 March 2031.", "attacked", ("2031-03-03", "2031-03-03"), Basis.STATED),
        ("Rebels attacked the army last week.", "attacked", ("2031-02-24", "2031-03-02"), Basis.RELATIVE),
        ("Rebels have attacked the army.", "attacked", ("2031-03-07", "2031-03-08"), Basis.PUBLICATION),
        ("Rebels attacked the army.", "attacked", None, None),
    ],
)
def test_days_are_those_of_the_words_and_of_the_tense(
    text: str, trigger: str, days: tuple[str, str] | None, basis: Basis | None
) -> None:
    when = claim_of(text, trigger).when
    assert (when and (str(when.earliest), str(when.latest))) == days
    assert (when and when.basis) == basis


def test_a_judgement_has_no_day() -> None:
    claims = read("Analysts said on Friday that the army cannot hold the city.").claims
    assessed = [claim for claim in claims if claim.kind == "ASSESS"]
    assert assessed
    assert all(claim.when is None and "when: a judgement has no day" in claim.why for claim in assessed)


# ── the claim as a whole ─────────────────────────────────────────────────────────────────


def test_headline_and_body_are_one_claim_and_the_body_gives_the_trigger() -> None:
    text = "Police arrest 40 men in Beirut\n\nPolice arrested 40 men in Beirut on Friday."
    report = Report(id="r1", text=text, title=text.split("\n")[0], published=date(2031, 3, 8))
    (claim,) = read_report(report).claims
    assert claim.trigger.text == "arrested"
    assert [span.text for span in claim.evidence] == text.split("\n\n")[::-1]


def test_every_claim_says_why_it_has_kind_realis_day_and_voice() -> None:
    claim = claim_of("The army may attack the rebels, an officer said.", "attack")
    for start in ("ASSAULT: 'attack'", "realis: possible", "when: ", "said by: 'an officer'", "actor: "):
        assert any(line.startswith(start) for line in claim.why), start


def test_the_id_is_of_report_kind_trigger_and_stance() -> None:
    text = "Police arrested 40 protesters."
    (one,) = read(text).claims
    (other,) = read_report(Report(id="r2", text=text)).claims
    (undated,) = read_report(Report(id="r1", text=text)).claims
    assert one.id == undated.id != other.id


def test_a_silence_names_the_likeliest_word() -> None:
    silences = {s.sentence.text: s.why for s in read("The garden is blue. 12! They left Hama.").silences}
    assert "The garden is blue." in silences
    assert silences["12!"] == "no word in it is likely to tell of a happening"


def test_the_countries_of_a_report_are_those_of_its_places_and_peoples() -> None:
    reading = read("Syrian and Turkish officers met in Damascus. The Syrian army left Homs.")
    found = find_countries(reading.mentions, places=reading.places, directory=open_directory())
    assert found[0] == "SYR"
    assert set(found) == {"SYR", "TUR"}
