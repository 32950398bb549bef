"""Phrases and who they mean."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.actors import open_directory, resolve_actor

DIRECTORY = open_directory()
DAY = date(2024, 12, 6)

KNOWN = [
    # phrase, id, country, sectors
    ("Syria", "syr", "SYR", ""),
    ("the Russians", "rus", "RUS", ""),
    ("U.S.", "usa", "USA", ""),
    ("Tehran", "irn-gov", "IRN", "GOV"),
    ("the Kremlin", "rus-gov", "RUS", "GOV"),
    ("the White House", "usa-gov", "USA", "GOV"),
    ("Downing Street", "gbr-gov", "GBR", "GOV"),
    ("the Syrian government", "syr-gov", "SYR", "GOV"),
    ("Syria's foreign ministry", "syr-gov", "SYR", "GOV"),
    ("the regime", "syr-gov", "SYR", "GOV"),
    ("Syrian army", "syr-mil", "SYR", "MIL"),
    ("Assad's forces", "syr-mil", "SYR", "MIL"),
    ("government troops", "syr-mil", "SYR", "MIL"),
    ("two top generals", "syr-mil", "SYR", "MIL"),
    ("three Iranian officials", "irn-gov", "IRN", "GOV"),
    ("Turkish police", "tur-cop", "TUR", "COP"),
    ("rebel groups", "syr-reb", "SYR", "REB"),
    ("rebel commanders", "syr-reb", "SYR", "REB"),
    ("Turkish-backed fighters", "syr-reb", "SYR", "REB"),
    ("residents", "syr-cvl", "SYR", "CVL"),
    ("residents of Moscow", "rus-cvl", "RUS", "CVL"),
    ("protesters", "syr-cvl-opp", "SYR", "CVL OPP"),
    ("a group of tourists", "cvl", None, "CVL"),
    ("HTS", "hts", "SYR", "REB"),
    ("Hay'at Tahrir al-Sham", "hts", "SYR", "REB"),
    ("fighters from Hayat Tahrir al Sham", "hts", "SYR", "REB"),
    ("Islamic State militants", "isis", None, "REB"),
    ("dozens of ISIS fighters", "isis", None, "REB"),
    ("Daesh", "isis", None, "REB"),
    ("the Kurdish-led SDF", "sdf", "SYR", "REB"),
    ("the Quds Force", "quds", "IRN", "MIL"),
    ("the Guards", "irgc", "IRN", "MIL"),
    ("Iran's Revolutionary Guards", "irgc", "IRN", "MIL"),
    ("positions of government troops", "syr-mil", "SYR", "MIL"),
    ("Hezbollah rockets", "hezbollah", "LBN", "REB PTY"),
    ("coalition warplanes", "coalition-oir", None, "MIL"),
    ("Kurdish fighters", "sdf", "SYR", "REB"),
    ("Hundreds of Lebanese", "lbn-cvl", "LBN", "CVL"),
    ("Oromo rebels", "eth-reb", "ETH", "REB"),
    ("Hizbollah", "hezbollah", "LBN", "REB PTY"),
    ("Ansar Allah", "houthis", "YEM", "REB"),
    ("Wagner mercenaries", "wagner", "RUS", "UAF"),
    ("US-led coalition", "coalition-oir", None, "MIL"),
    ("the UN Security Council", "unsc", None, "IGO"),
    ("UN officials", "un", None, "IGO"),
    ("Syrian Observatory for Human Rights", "sohr", "SYR", "NGO"),
    ("Reuters", "outlet-reuters", "GBR", "JRN"),
    ("Bashar al-Assad", "person-bashar-al-assad", "SYR", "GOV"),
    ("President Assad", "person-bashar-al-assad", "SYR", "GOV"),
    ("Russian President Vladimir Putin", "person-vladimir-putin", "RUS", "GOV"),
    ("Mr Erdoğan", "person-recep-tayyip-erdogan", "TUR", "GOV"),
    ("former President Barack Obama", "person-barack-obama", "USA", "ELI"),
    ("Joe Biden", "person-joe-biden", "USA", "GOV"),
]


@pytest.mark.parametrize(("phrase", "actor_id", "country", "sectors"), KNOWN)
def test_a_phrase_in_a_report_about_syria(
    phrase: str, actor_id: str, country: str | None, sectors: str
) -> None:
    resolution = resolve_actor(phrase, directory=DIRECTORY, countries=("SYR",), on=DAY)
    assert resolution.actor is not None, resolution.why
    actor = resolution.actor
    assert (actor.id, actor.country, " ".join(actor.sectors)) == (actor_id, country, sectors), resolution.why


@pytest.mark.parametrize(
    ("phrase", "day", "name", "sectors"),
    [
        ("Johnson", date(2020, 2, 1), "Boris Johnson", ("GOV",)),
        ("Prime Minister Johnson", date(2020, 2, 1), "Boris Johnson", ("GOV",)),
        ("Trump", date(2016, 5, 1), "Donald Trump", ("PTY",)),
        ("Trump", date(2018, 5, 1), "Donald Trump", ("GOV",)),
        ("Trump", date(2022, 5, 1), "Donald Trump", ("ELI",)),
        ("Taliban", date(2002, 5, 1), "Taliban", ("REB",)),
        ("the Taliban", date(2023, 5, 1), "Taliban", ("GOV", "REB")),
        ("Lebanese President Aoun", date(2018, 5, 1), "Michel Aoun", ("GOV",)),
        ("Lebanese President Aoun", date(2025, 5, 1), "Joseph Aoun", ("GOV",)),
    ],
)
def test_who_it_is_depends_on_the_day(phrase: str, day: date, name: str, sectors: tuple[str, ...]) -> None:
    actor = resolve_actor(phrase, directory=DIRECTORY, on=day).actor
    assert actor is not None
    assert (actor.name, actor.sectors) == (name, sectors)


@pytest.mark.parametrize(
    "phrase",
    [
        "he",
        "they",
        "Marcus Beam",
        "Melania Trump",
        "Anwar al-Qwertz",
        "two men",
        "a cat named Frank",
        "",
        "—",
        "yesterday",
    ],
)
def test_an_unknown_is_nobody_and_the_reason_is_given(phrase: str) -> None:
    resolution = resolve_actor(phrase, directory=DIRECTORY, countries=("SYR",), on=DAY)
    assert resolution.actor is None
    assert resolution.why


def test_a_role_without_a_country_stays_without_one() -> None:
    actor = resolve_actor("soldiers", directory=DIRECTORY).actor
    assert actor is not None
    assert (actor.country, actor.sectors) == (None, ("MIL",))


@given(st.text(max_size=60))
def test_any_text_gets_an_answer(text: str) -> None:
    assert resolve_actor(text, directory=DIRECTORY, countries=("SYR",), on=DAY).why


def test_rebels_are_not_those_of_a_country_without_any() -> None:
    actor = resolve_actor("rebels", directory=DIRECTORY, countries=("CHE", "SYR"), on=DAY).actor
    assert actor is not None
    assert actor.id == "syr-reb"


@pytest.mark.parametrize(
    ("phrase", "countries", "actor_id"),
    [
        ("the coalition", ("YEM",), "coalition-yemen"),
        ("the rebels", ("YEM",), "houthis"),
        ("paramilitary forces", ("SDN",), "rsf"),
        ("the separatists", ("UKR",), None),
    ],
)
def test_some_words_mean_a_known_actor_in_reports_about_one_country(
    phrase: str, countries: tuple[str, ...], actor_id: str | None
) -> None:
    actor = resolve_actor(phrase, directory=DIRECTORY, countries=countries, on=DAY).actor
    assert (actor.id if actor else None) == (actor_id or f"{countries[0].lower()}-reb")


def test_a_surname_is_the_person_that_the_report_names_in_full() -> None:
    names = ("Carrie Lam", "Joshua Wong")
    resolution = resolve_actor("Ms Lam", directory=DIRECTORY, on=date(2019, 8, 1), full_names=names)
    assert resolution.actor is not None
    assert resolution.actor.name == "Carrie Lam"


def test_a_surname_of_two_in_the_report_is_nobody() -> None:
    names = ("Ada Qwertz", "Bea Qwertz")
    assert resolve_actor("Qwertz", directory=DIRECTORY, full_names=names).actor is None


def test_the_holder_of_an_office_is_named_by_the_day() -> None:
    resolution = resolve_actor("the Syrian president", directory=DIRECTORY, on=DAY)
    assert resolution.actor is not None
    assert resolution.actor.name == "Bashar al-Assad"


@pytest.mark.parametrize("phrase", ["a Western diplomat", "Northamptonshire police", "foreign fighters"])
def test_what_is_of_elsewhere_is_not_of_the_country_of_the_report(phrase: str) -> None:
    actor = resolve_actor(phrase, directory=DIRECTORY, countries=("SYR",), on=DAY).actor
    assert actor is not None
    assert actor.country is None
