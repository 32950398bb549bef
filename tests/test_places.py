"""Names found, put where they are, and told apart."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import SetupError
from dateline.places import Gazetteer, find_place_mentions, open_gazetteer
from dateline.places.compile import distance_km
from dateline.places.precision import acled_geo_precision, ucdp_where_prec
from dateline.types import Extent, Mention, MentionKind, Place, PlaceMention

PROBE = Path(__file__).with_name("places_probe.tsv")
LEVELS = Path(__file__).with_name("places_levels.tsv")
NEAR_KM = 25.0


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def places_of(text: str, gazetteer: Gazetteer, *named: tuple[str, MentionKind]) -> dict[str, PlaceMention]:
    """The mentions found, by their words."""
    mentions = [
        Mention(text.index(words), text.index(words) + len(words), words, kind) for words, kind in named
    ]
    return {found.text: found for found in find_place_mentions(text, named=mentions, gazetteer=gazetteer)}


def rows_of(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]


def probe_answer(gazetteer: Gazetteer, country: str, name: str) -> PlaceMention | None:
    text = (
        f"Officials in {country} said on Friday that fighting had reached {name}, and that roads were closed."
    )
    found = find_place_mentions(text, named=(), gazetteer=gazetteer)
    at = text.index(name, text.index("reached"))
    return next((mention for mention in found if mention.start <= at < mention.end), None)


def test_names_of_wars_are_put_within_25_km_in_the_spellings_of_the_press(gazetteer: Gazetteer) -> None:
    wrong, asked = [], 0
    for country, names, kind, lat, lon in rows_of(PROBE):
        for name in names.split("|"):
            asked += 1
            answer = probe_answer(gazetteer, country, name)
            place = answer.place if answer else None
            right = place and distance_km(place.lat, place.lon, float(lat), float(lon)) <= NEAR_KM
            if place is None or not right or place.kind != kind:
                wrong.append(f"{country}: {name}")
    assert asked >= 400
    assert len(wrong) <= 0.05 * asked, wrong


def test_the_province_and_the_city_of_one_name_are_told_apart(gazetteer: Gazetteer) -> None:
    rows = rows_of(LEVELS)
    wrong = []
    for text, name, kind in rows:
        found = find_place_mentions(text, named=(), gazetteer=gazetteer)
        answer = next((mention for mention in found if name in mention.text), None)
        if answer is None or answer.place is None or answer.place.kind != kind:
            wrong.append((text, answer and answer.place and answer.place.kind))
    assert len(rows) >= 30
    assert len(wrong) <= 0.1 * len(rows), wrong


@pytest.mark.parametrize(
    "spellings",
    [
        ("Suwayda", "Suweida"),
        ("Deir al-Zour", "Der az-Zawr"),
        ("Hasakah", "al-Hasaka"),
        ("Abu Kamal", "Al-Bukamal"),
        ("Qamishli", "Kamishli"),
    ],
)
def test_all_spellings_of_a_place_in_a_report_are_one_place(
    gazetteer: Gazetteer, spellings: tuple[str, str]
) -> None:
    one, other = spellings
    found = places_of(f"Troops in Syria left {one} on Friday. Rebels entered {other} at dawn.", gazetteer)
    places = [found[spelling].place for spelling in spellings]
    assert places[0] is not None
    assert places[0] == places[1]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Paris Hilton arrived on Monday.", "Paris", MentionKind.PERSON),
        ("The Washington Post reported it.", "Washington", MentionKind.GROUP),
        ("Syrian soldiers left.", "Syrian", MentionKind.NATIONALITY),
        ("Hezbollah denied it.", "Hezbollah", MentionKind.GROUP),
    ],
)
def test_people_outlets_and_nationalities_are_no_places(
    gazetteer: Gazetteer, text: str, name: str, kind: MentionKind
) -> None:
    whole = {"Paris": "Paris Hilton", "Washington": "The Washington Post"}.get(name, name)
    assert name not in places_of(text, gazetteer, (whole, kind))


@pytest.mark.parametrize(
    ("text", "name", "country", "admin1"),
    [
        ("A fire broke out in Athens, Ga., on Monday.", "Athens", "USA", "Georgia"),
        ("A fire broke out in Paris, Texas, on Monday.", "Paris", "USA", "Texas"),
        ("Fighting went on in Tripoli, Lebanon.", "Tripoli", "LBN", None),
        ("Fighting went on in Tripoli, Libya.", "Tripoli", "LBY", None),
    ],
)
def test_the_place_behind_the_comma_says_which_one(
    gazetteer: Gazetteer, text: str, name: str, country: str, admin1: str | None
) -> None:
    place = places_of(text, gazetteer, (name, MentionKind.PLACE))[name].place
    assert place is not None
    assert place.country == country
    assert admin1 is None or place.admin1 == admin1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rebels in Syria seized parts of Homs province.", "Homs"),
        ("Shells fell in eastern Syria.", "Syria"),
        ("Rebels in Syria entered the countryside of Hama.", "Hama"),
        ("They fled the southern cities of Daraa and Suwayda in Syria.", "Daraa"),
    ],
)
def test_a_part_is_marked_as_a_part(gazetteer: Gazetteer, text: str, name: str) -> None:
    mentions = places_of(text, gazetteer)
    assert mentions[name].extent is Extent.PART


def test_without_such_words_the_whole_place_is_meant(gazetteer: Gazetteer) -> None:
    assert places_of("Rebels in Syria entered Hama.", gazetteer)["Hama"].extent is Extent.WHOLE


@pytest.mark.parametrize(
    ("text", "name", "lat", "lon"),
    [
        ("Shells fell 40 km north of Damascus in Syria.", "Damascus", 33.87, 36.29),
        ("Shells fell 25 miles (40 km) east of Homs in Syria.", "Homs", 34.72, 37.17),
    ],
)
def test_so_far_from_a_town_is_not_the_town(
    gazetteer: Gazetteer, text: str, name: str, lat: float, lon: float
) -> None:
    place = places_of(text, gazetteer)[name].place
    assert place is not None
    assert place.kind == "area"
    assert place.geonames_id is None
    assert distance_km(place.lat, place.lon, lat, lon) < 8


def test_a_capital_that_speaks_keeps_its_place_and_says_so(gazetteer: Gazetteer) -> None:
    mention = places_of("Tehran denied it on Friday.", gazetteer, ("Tehran", MentionKind.PLACE))["Tehran"]
    assert mention.place is not None
    assert mention.place.country == "IRN"
    assert any("government" in reason for reason in mention.why)


@pytest.mark.parametrize(
    ("kind", "radius_km", "extent", "acled", "ucdp"),
    [
        ("city", 3.0, Extent.WHOLE, 1, 1),
        ("city", 3.0, Extent.PART, 2, 2),
        ("crossing", 3.0, Extent.WHOLE, 1, 1),
        ("admin2", 30.0, Extent.WHOLE, 2, 3),
        ("admin1", 90.0, Extent.PART, 3, 4),
        ("country", 300.0, Extent.WHOLE, 3, 6),
        ("country", 300.0, Extent.PART, 3, 5),
        ("water", 300.0, Extent.WHOLE, 3, 7),
        ("area", 10.0, Extent.WHOLE, 2, 2),
    ],
)
def test_precision_is_told_in_the_codes_of_acled_and_ucdp(
    kind: str, radius_km: float, extent: Extent, acled: int, ucdp: int
) -> None:
    place = Place(name="x", kind=kind, lat=1.0, lon=1.0, radius_km=radius_km)
    assert acled_geo_precision(place, extent=extent) == acled
    assert ucdp_where_prec(place, extent=extent) == ucdp


def test_a_name_that_the_gazetteer_lacks_has_no_place_and_says_why(gazetteer: Gazetteer) -> None:
    found = places_of("They met in Xqzwvton on Friday.", gazetteer, ("Xqzwvton", MentionKind.PLACE))
    assert all(mention.place is None for mention in found.values())
    assert all("gazetteer" in " ".join(mention.why) for mention in found.values())


def test_every_answer_brings_its_candidates_and_reasons(gazetteer: Gazetteer) -> None:
    mention = places_of("Rebels in Syria entered Homs on Saturday.", gazetteer)["Homs"]
    assert mention.place == mention.candidates[0]
    assert mention.why
    assert 0 < mention.score <= 1


def test_a_missing_gazetteer_is_a_set_up_error(tmp_path: Path) -> None:
    with pytest.raises(SetupError) as caught:
        open_gazetteer(tmp_path / "none.sqlite")
    assert caught.value.slug == "gazetteer-missing"


@given(st.text(alphabet="Homs Dirzu-'’., aAlK\n9éİ", max_size=80))
def test_mentions_slice_the_text_and_never_touch(text: str) -> None:
    found = find_place_mentions(text, named=(), gazetteer=SHARED)
    assert all(text[mention.start : mention.end] == mention.text for mention in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_reading_twice_gives_the_same(gazetteer: Gazetteer) -> None:
    text = "Rebels in Syria entered Hama, Homs and Deir al-Zour; Paris and London called for calm."
    assert find_place_mentions(text, named=(), gazetteer=gazetteer) == find_place_mentions(
        text, named=(), gazetteer=open_gazetteer()
    )


SHARED = open_gazetteer()
