"""What sort of source somebody is, who can speak, where an outlet is from."""

from datetime import date

import pytest

from dateline.actors import (
    is_actor_word,
    named_countries,
    open_directory,
    outlet_country,
    resolve_actor,
    voice_kind,
)

DIRECTORY = open_directory()

KINDS = [
    ("Reuters", "media"),
    ("state television", "media"),
    ("media reports", "media"),
    ("Turkey's foreign ministry", "official"),
    ("the Kremlin", "official"),
    ("Russia", "official"),
    ("Iraqi police", "official"),
    ("the Syrian army", "military"),
    ("Russian defence ministry", "military"),
    ("an army officer", "military"),
    ("a rebel commander", "rebel"),
    ("a spokesman for the SDF", "rebel"),
    ("Hayat Tahrir al-Sham", "rebel"),
    ("the Syrian Observatory for Human Rights", "ngo"),
    ("a war monitor", "ngo"),
    ("aid workers", "ngo"),
    ("the UN refugee agency", "un"),
    ("UN officials", "un"),
    ("analysts", "analyst"),
    ("residents", "civilian"),
    ("an eyewitness", "witness"),
    ("three sources", "anonymous"),
    ("an official who spoke on condition of anonymity", "anonymous"),
    ("Qwertz Uiop", "other"),
]


@pytest.mark.parametrize(("phrase", "kind"), KINDS)
def test_a_speaker_is_of_a_kind(phrase: str, kind: str) -> None:
    resolution = resolve_actor(phrase, directory=DIRECTORY, countries=("SYR",), on=date(2024, 12, 6))
    assert voice_kind(phrase, resolution) == kind, resolution.why


@pytest.mark.parametrize(
    "word", ["generals", "rebels", "Russians", "residents", "sources", "Tehran", "spokesman"]
)
def test_a_word_for_people_can_act(word: str) -> None:
    assert is_actor_word(word)


@pytest.mark.parametrize("word", ["table", "Hama", "turkey", "quickly", "Is"])
def test_a_thing_or_a_town_cannot(word: str) -> None:
    assert not is_actor_word(word)


@pytest.mark.parametrize(
    ("publisher", "country"),
    [
        ("Reuters", "GBR"),
        ("the Guardian", "GBR"),
        ("https://www.bbc.co.uk/news/1", "GBR"),
        ("aljazeera.com", "QAT"),
        ("Example Courier", None),
        ("Syria", None),
        ("", None),
        (None, None),
    ],
)
def test_an_outlet_is_from_its_country(publisher: str | None, country: str | None) -> None:
    assert outlet_country(publisher) == country


def test_countries_are_counted_by_their_names_and_nationalities() -> None:
    names = ["Syrian", "Syria", "Damascus", "Turkish", "Congolese", "HTS", "nobody"]
    assert named_countries(names, directory=DIRECTORY) == {"SYR": 3, "TUR": 1}
