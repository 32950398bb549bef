"""The compiled gazetteer and the pieces it is made with."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.places import open_gazetteer
from dateline.places.compile import Row as CompiledRow
from dateline.places.compile import _centre, distance_km, is_written_in_english, name_keys
from dateline.places.tables import abbreviation_rows, country_rows, own_rows, point_rows, preferred_rows

MEGABYTE = 1024 * 1024


def a_row(name: str, *names: str, country: str = "FR", kind: str = "city") -> CompiledRow:
    return CompiledRow(
        id=1, name=name, kind=kind, country=country, lat=0.0, lon=0.0, radius_km=1.0, names=names
    )


def test_the_gazetteer_fits_into_the_wheel_and_opens_at_once() -> None:
    started = time.process_time()
    gazetteer = open_gazetteer()
    assert time.process_time() - started < 0.2
    assert gazetteer.path.stat().st_size < 40 * MEGABYTE


def test_threads_share_one_gazetteer() -> None:
    gazetteer = open_gazetteer()
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda name: gazetteer.find(name)[0].entry.name, ["homs", "hama"] * 20))
    assert found == ["Homs", "Hama"] * 20


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("Damascus", True),
        ("Ḩamāh", True),
        ("Дамаск", False),
        ("da ma shi ge", False),
        ("DAM", False),
        ("حمص", False),
    ],
)
def test_only_names_that_an_english_report_could_write_are_kept(name: str, english: bool) -> None:
    assert is_written_in_english(name) is english


def test_a_province_is_found_without_its_level_word() -> None:
    assert ("idlib", 0) in set(name_keys(a_row("Idlib Governorate", country="SY", kind="admin1")))


def test_a_name_of_another_script_is_found_without_its_article() -> None:
    assert ("fallujah", 0) in set(name_keys(a_row("Al Fallūjah", country="IQ")))
    assert "fallujah" not in dict(name_keys(a_row("Al Fallūjah", country="FR")))


def test_the_centre_of_towns_is_that_of_their_outline() -> None:
    crowded = [(0.0, 0.0)] * 20 + [(0.0, 4.0), (4.0, 4.0), (4.0, 0.0)]
    assert _centre(crowded) == pytest.approx((2.0, 2.0))


def test_an_area_across_the_date_line_has_its_centre_there() -> None:
    _, lon = _centre([(0.0, 179.0), (2.0, -179.0), (0.0, -179.0), (2.0, 179.0)])
    assert abs(lon) > 178


@given(st.floats(-89, 89), st.floats(-179, 179), st.floats(-89, 89), st.floats(-179, 179))
def test_distance_is_the_same_both_ways_and_at_most_half_the_earth(
    lat: float, lon: float, other_lat: float, other_lon: float
) -> None:
    there = distance_km(lat, lon, other_lat, other_lon)
    assert there == pytest.approx(distance_km(other_lat, other_lon, lat, lon), abs=1e-6)
    assert 0 <= there <= 20_016


def test_every_row_of_our_tables_is_a_place_on_earth() -> None:
    points = [(row.lat, row.lon) for row in (*own_rows(), *country_rows(), *point_rows())]
    assert len(points) > 600
    assert all(-90 <= lat <= 90 and -180 <= lon <= 180 for lat, lon in points)


def test_places_of_our_table_have_names_of_their_own() -> None:
    names = [(row.name, row.country) for row in own_rows()]
    assert len(names) == len(set(names))
    ids = [row.geonames_id for row in preferred_rows()]
    assert len(ids) == len(set(ids))
    texts = [row.text for row in abbreviation_rows()]
    assert len(texts) == len(set(texts))
