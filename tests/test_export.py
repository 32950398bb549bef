"""Every exporter: what comes out is valid for its format and says what the record says."""

import csv
import io
import json
import re
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import a_claim, a_place_ref, a_report, an_actor

from dateline.export import csv as to_csv
from dateline.export import geojson, graphml, jsonl
from dateline.export.flat import describe_count, flatten_claim, flatten_event, flatten_report
from dateline.export.geojson import draw_line, find_geometry
from dateline.fuse import fuse_claims
from dateline.types import Claim, Event, Place, PlaceRef, PlaceRole, Realis, Report, Stance, Tie, TieKind

REPORT = a_report("r1", "Rebels took Hama.", on="2024-12-06", by="The Wire", url="https://wire.example/1")
TAKING = a_claim(
    "CONTROL", "takes", by=an_actor("Rebels"), place="Hama", on="2024-12-05", killed=12, voices=["officials"]
)
FLIGHT = a_claim("MOVE", "flee", by="families", origin="Homs", destination="Beirut", realis=Realis.PLANNED)
LOST = a_claim(place="Nowhere", stance=Stance.DENIES)
CLAIMS = (TAKING, FLIGHT, LOST)
EVENTS = fuse_claims(CLAIMS, reports={"r1": REPORT})


def find_report(wanted: str) -> Report | None:
    return REPORT if wanted == "r1" else None


def written_claims(writer: object, claims: tuple[Claim, ...] = CLAIMS) -> str:
    page = io.StringIO()
    writer.write_claims(claims, find_report=find_report, to=page)  # type: ignore[attr-defined]
    return page.getvalue()


def written_events(writer: object, events: tuple[Event, ...] = EVENTS) -> str:
    page = io.StringIO()
    writer.write_events(events, to=page)  # type: ignore[attr-defined]
    return page.getvalue()


# ── JSON lines ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("records", [CLAIMS, EVENTS, (REPORT,)], ids=["claims", "events", "reports"])
def test_json_lines_come_back_as_the_same_records(records: tuple[Claim | Event | Report, ...]) -> None:
    page = io.StringIO()
    jsonl.write_records(records, to=page)
    lines = page.getvalue().splitlines()
    assert tuple(msgspec.json.decode(line, type=type(records[0])) for line in lines) == records


def test_a_claim_in_json_has_the_fields_of_the_vocabulary() -> None:
    page = io.StringIO()
    jsonl.write_records([TAKING], to=page)
    claim = json.loads(page.getvalue())
    assert set(claim) == {
        "id", "report", "kind", "mode", "trigger", "actors", "targets", "places", "when", "means", "figures",
        "voices", "speech", "stance", "realis", "hedged", "background", "evidence", "score", "why",
    }  # fmt: skip
    assert set(claim["trigger"]) == {"start", "end", "text"}
    assert set(claim["actors"][0]) == {"start", "end", "text", "actor", "count"}
    assert set(claim["actors"][0]["actor"]) == {"id", "name", "country", "sectors", "wikidata"}
    assert set(claim["places"][0]) == {"role", "start", "end", "text", "extent", "place"}
    assert set(claim["places"][0]["place"]) == {
        "geonames_id", "name", "kind", "country", "admin1", "lat", "lon", "radius_km",
    }  # fmt: skip
    assert set(claim["when"]) == {"earliest", "latest", "relation", "basis", "text", "start", "end"}
    assert set(claim["figures"][0]) == {"what", "least", "most", "text", "start", "end"}
    assert set(claim["voices"][0]) == {"start", "end", "text", "kind", "named", "count", "actor"}


def test_unknown_is_null_in_json_and_never_an_empty_word() -> None:
    page = io.StringIO()
    jsonl.write_records([LOST], to=page)
    claim = json.loads(page.getvalue())
    assert (claim["when"], claim["means"], claim["mode"], claim["places"][0]["place"]) == (None,) * 4
    assert '""' not in page.getvalue()


# ── CSV ──────────────────────────────────────────────────────────────────────────────────


def test_a_row_says_what_the_claim_says() -> None:
    row = next(csv.DictReader(io.StringIO(written_claims(to_csv))))
    expected = {
        "report": "r1", "published": "2024-12-06", "publisher": "The Wire", "kind": "CONTROL",
        "mode": "takes",
        "actors": "Rebels", "places": "at Hama", "place": "Hama", "country": "SYR", "lat": "35.13",
        "lon": "36.75", "earliest": "2024-12-05", "killed_least": "12", "figures": "12 killed",
        "realis": "actual", "hedged": "false", "voices": "officials (official)", "score": "0.8",
    }  # fmt: skip
    assert {column: row[column] for column in expected} == expected


def test_what_is_unknown_is_an_empty_cell() -> None:
    row = list(csv.DictReader(io.StringIO(written_claims(to_csv))))[2]
    assert (row["lat"], row["lon"], row["earliest"], row["killed_least"], row["voices"]) == ("",) * 5


@pytest.mark.parametrize(
    ("columns", "row"),
    [
        (to_csv.CLAIM_COLUMNS, flatten_claim(TAKING, report=None)),
        (to_csv.EVENT_COLUMNS, flatten_event(EVENTS[0])),
        (to_csv.REPORT_COLUMNS, flatten_report(REPORT)),
    ],
)
def test_every_column_is_written_and_none_is_made_up(
    columns: tuple[str, ...], row: dict[str, object]
) -> None:
    assert sorted(columns) == sorted(row)


def test_the_header_stands_there_even_over_no_row() -> None:
    assert written_claims(to_csv, ()).strip() == ",".join(to_csv.CLAIM_COLUMNS)


@pytest.mark.parametrize("text", ["=1+1", "+49", "-2", "@SUM(A1)", "\t=1", "\r=1", "＝1", "'quoted'", "\n=1"])
def test_no_cell_of_text_can_be_a_formula(text: str) -> None:
    cell = to_csv.write_cell(text)
    assert cell == f"'{text}"
    assert to_csv.read_cell(cell) == text


def test_a_number_is_never_guarded() -> None:
    assert to_csv.write_cell(-33.87) == "-33.87"


@given(st.text(min_size=1))
def test_any_text_comes_back_from_its_cell(text: str) -> None:
    cell = to_csv.write_cell(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert to_csv.read_cell(cell) == text


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1), min_size=1, max_size=4
    )
)
def test_any_text_comes_back_from_a_file(texts: list[str]) -> None:
    page = io.StringIO(newline="")
    to_csv.write_rows(({"text": text} for text in texts), columns=("text",), to=page)
    page.seek(0)
    assert [to_csv.read_cell(row["text"]) for row in csv.DictReader(page)] == texts


# ── GeoJSON ──────────────────────────────────────────────────────────────────────────────


def every_position(coordinates: object) -> list[tuple[float, float]]:
    assert isinstance(coordinates, list)
    if coordinates and isinstance(coordinates[0], float):
        return [(coordinates[0], coordinates[1])]
    return [position for part in coordinates for position in every_position(part)]


@pytest.mark.parametrize(
    "text", [written_claims(geojson), written_events(geojson), written_claims(geojson, ())]
)
def test_what_is_written_is_a_feature_collection_of_rfc_7946(text: str) -> None:
    collection = json.loads(text)
    assert collection["type"] == "FeatureCollection"
    assert "crs" not in collection
    for feature in collection["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        assert feature["type"] == "Feature"
        if feature["geometry"] is not None:
            assert set(feature["geometry"]) == {"type", "coordinates"}
            for lon, lat in every_position(feature["geometry"]["coordinates"]):
                assert -180 <= lon <= 180
                assert -90 <= lat <= 90


def test_longitude_comes_first_and_an_unknown_place_has_no_geometry() -> None:
    features = json.loads(written_claims(geojson))["features"]
    assert features[0]["geometry"] == {"type": "Point", "coordinates": [36.75, 35.13]}
    assert features[1]["geometry"] == {"type": "LineString", "coordinates": [[36.71, 34.73], [35.5, 33.89]]}
    assert features[2]["geometry"] is None
    assert features[0]["properties"]["kind"] == "CONTROL"


def test_several_places_are_a_multipoint_and_the_same_place_twice_is_one() -> None:
    several = find_geometry((a_place_ref("Hama"), a_place_ref("Homs"), a_place_ref("Hama")))
    assert several is not None
    assert (several.type, several.coordinates) == ("MultiPoint", [(36.75, 35.13), (36.71, 34.73)])
    once = find_geometry((a_place_ref("Hama", "from"), a_place_ref("Hama", "to")))
    assert once is not None
    assert once.type == "Point"


def a_spot(lon: float, lat: float, role: str) -> PlaceRef:
    place = Place(name="X", kind="city", lat=lat, lon=lon, radius_km=1)
    return PlaceRef(0, 1, "X", PlaceRole(role), place=place)


def test_a_way_over_the_180th_meridian_is_cut_there() -> None:
    way = find_geometry((a_spot(170, 0, "from"), a_spot(-170, 10, "to")))
    assert way is not None
    assert way.type == "MultiLineString"
    assert way.coordinates == [[(170, 0), (180, 5)], [(-180, 5), (-170, 10)]]


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=2, max_size=6))
def test_no_part_of_a_line_goes_round_the_earth(route: list[tuple[float, float]]) -> None:
    line = draw_line(route)
    parts = [line.coordinates] if line.type == "LineString" else line.coordinates
    assert isinstance(parts, list)
    for part in parts:
        assert len(part) >= 2
        for here, there in pairwise(part):
            assert abs(here[0] - there[0]) <= 180


# ── words ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [(12, 12, "12"), (12, None, "at least 12"), (None, 40, "up to 40"), (1000, 2000, "1,000 to 2,000"),
     (None, None, "an unknown number")],
)  # fmt: skip
def test_a_count_is_told_in_words(least: int | None, most: int | None, words: str) -> None:
    assert describe_count(least, most) == words


def test_every_format_takes_records_one_by_one() -> None:
    """A generator that would never end: what was written so far is out before the next is asked for."""
    page = io.StringIO()

    def endless() -> object:
        yield TAKING
        assert TAKING.id in page.getvalue()
        yield FLIGHT

    jsonl.write_records(endless(), to=page)  # type: ignore[arg-type]
    assert FLIGHT.id in page.getvalue()


# ── graphml ──────────────────────────────────────────────────────────────────────────────

GRAPH = "{http://graphml.graphdrawing.org/xmlns}"


def a_tie(actor: str, target: str) -> Tie:
    day = date(2024, 12, 6)
    return Tie(
        kind=TieKind.ARMS, actor=an_actor(actor), target=an_actor(target), earliest=day, latest=day,
        contested=False, origins=2, events=("e1", "e2"),
    )  # fmt: skip


def written_graph(*ties: Tie) -> ElementTree.Element:
    page = io.StringIO()
    graphml.write_ties(ties, to=page)
    return ElementTree.fromstring(page.getvalue().encode())


def data_of(element: ElementTree.Element) -> dict[str | None, str | None]:
    return {data.get("key"): data.text for data in element.iter(f"{GRAPH}data")}


def test_a_graph_has_each_actor_once_and_each_tie_with_what_is_known_of_it() -> None:
    root = written_graph(a_tie("Russia", "Syria"), a_tie("Syria", "HTS"))
    assert [node.get("id") for node in root.iter(f"{GRAPH}node")] == ["russia", "syria", "hts"]
    first, second = root.iter(f"{GRAPH}edge")
    assert (first.get("source"), first.get("target"), second.get("source")) == ("russia", "syria", "syria")
    assert data_of(first) == {
        "edge-kind": "arms", "edge-earliest": "2024-12-06", "edge-latest": "2024-12-06",
        "edge-contested": "false", "edge-origins": "2", "edge-weight": "2",
    }  # fmt: skip
    keys = {key.get("id") for key in root.iter(f"{GRAPH}key")}
    assert {data.get("key") for data in root.iter(f"{GRAPH}data")} <= keys


def test_a_graph_without_ties_is_a_graph() -> None:
    assert list(written_graph().iter(f"{GRAPH}edge")) == []


@given(st.text(min_size=1), st.text(min_size=1))
def test_any_name_can_stand_in_a_graph(actor: str, target: str) -> None:
    root = written_graph(a_tie(f"a {actor}", f"b {target}"))
    names = [data_of(node)["node-name"] or "" for node in root.iter(f"{GRAPH}node")]
    # XML reads every line end as \n (section 2.11) and cannot hold control characters.
    kept = [graphml.clean(f"{side} {name}") for side, name in (("a", actor), ("b", target))]
    assert names == [re.sub("\r\n?", "\n", name) for name in kept]
