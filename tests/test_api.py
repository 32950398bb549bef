import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import quote

import invented
import msgspec
import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from dateline import types
from dateline.api import answers, make_app
from dateline.api.answers import About, Days, ErrorAnswer, EventInFull, Facets, Page, ReportInFull
from dateline.api.app import api
from dateline.api.counts import count_days, count_facets
from dateline.api.filters import Moment, PagedFilters, Stretch
from dateline.api.guards import is_own_host
from dateline.api.pages import PageFile, load_page
from dateline.api.server import address_of, listen
from dateline.errors import SetupError, StoreError
from dateline.store import Query, Store, open_store
from dateline.types import Changes, Claim, Event, EventPlace, Kind, PlaceRole, Report, Situation

HOME = "http://127.0.0.1:8765"
ROOT = Path(__file__).parents[1]
A_DAY = date(2031, 3, 4)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("store") / "invented.db", create=True) as opened:
        for reading in invented.readings():
            opened.add(reading)
        opened.refresh_events()
        yield opened


@pytest.fixture(scope="module")
def client(store: Store) -> TestClient:
    app = make_app(store)
    app.state.page = {"index.html": PageFile(content=b"<p>page</p>", media_type="text/html", lasting=False)}
    return TestClient(app, base_url=HOME, raise_server_exceptions=False)


def an_event(**given: object) -> Event:
    usual = {
        "id": "e",
        "kind": Kind.MOVE,
        "summary": "left",
        "claims": ("c",),
        "reports": ("r",),
        "score": 0.5,
    }
    return Event(**{**usual, **given})  # type: ignore[arg-type]


# ── what is answered ─────────────────────────────────────────────────────────────────────


def test_about_counts_what_is_kept(client: TestClient, store: Store) -> None:
    about = msgspec.json.decode(client.get("/api/about").content, type=About)
    assert (about.reports, about.claims, about.events) == (3, 10, store.count().events)
    assert about.name == "invented.db"


@pytest.mark.parametrize(
    ("address", "kind", "wanted"),
    [
        ("/api/reports", Page[Report], lambda store: tuple(store.reports())),
        ("/api/claims", Page[Claim], lambda store: tuple(store.claims())),
        ("/api/events", Page[Event], lambda store: tuple(store.events())),
    ],
)
def test_lists_give_the_stores_own_records(client: TestClient, store, address, kind, wanted) -> None:
    page = msgspec.json.decode(client.get(address).content, type=kind)
    assert page.items == wanted(store)
    assert page.total == len(page.items) > 0


def test_pages_put_together_are_the_whole_list(client: TestClient, store: Store) -> None:
    pages = [
        msgspec.json.decode(client.get(f"/api/claims?limit=3&offset={start}").content, type=Page[Claim])
        for start in range(0, 12, 3)
    ]
    assert [claim for page in pages for claim in page.items] == list(store.claims())
    assert {page.total for page in pages} == {10}


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ("kind=CONTROL", {"c-take", "c-copied", "c-denied", "c-plan"}),
        ("kind=CONTROL&stance=denies", {"c-denied"}),
        ("kind=MOVE&kind=CONSULT", {"c-governor", "c-flight", "c-talks"}),
        ("mode=flee", {"c-flight"}),
        ("realis=planned", {"c-plan"}),
        ("place=Port+Selin", {"c-governor"}),
        ("box=35.7,35.4,35.9,35.6", {"c-governor"}),
        ("actor=odan", {"c-talks"}),
        ("source=doctor", {"c-killed"}),
        ("text=families+steppe", {"c-flight"}),
        ("since=2031-03-06&until=2031-03-06", {"c-talks"}),
        ("known_by=2031-03-04&kind=CONTROL", {"c-take"}),
        ("report=courier-1", {"c-copied", "c-toll"}),
        ("min_score=0.9", {"c-take"}),
        ("background=true", set()),
    ],
)
def test_each_filter_narrows_the_claims(client: TestClient, asked: str, ids: set[str]) -> None:
    page = msgspec.json.decode(client.get(f"/api/claims?{asked}").content, type=Page[Claim])
    assert {claim.id for claim in page.items} == ids


def test_events_are_filtered_by_their_status(client: TestClient) -> None:
    page = msgspec.json.decode(client.get("/api/events?status=contested").content, type=Page[Event])
    assert [event.claims for event in page.items] == [("c-take", "c-copied", "c-denied")]


def test_an_event_comes_with_its_claims_and_their_reports(client: TestClient, store: Store) -> None:
    for event in store.events():
        full = msgspec.json.decode(client.get(f"/api/events/{event.id}").content, type=EventInFull)
        assert full.event == event
        assert {claim.id for claim in full.claims} == set(event.claims)
        assert {report.id for report in full.reports} == set(event.reports)


def test_a_report_comes_with_its_claims_and_events_whatever_its_id(client: TestClient) -> None:
    answer = client.get(f"/api/reports/{quote(invented.HOSTILE.id, safe='')}")
    full = msgspec.json.decode(answer.content, type=ReportInFull)
    assert full.report == invented.HOSTILE
    assert {claim.id for claim in full.claims} == {"c-talks", "c-flight", "c-plan", "c-denied"}
    assert {claim for event in full.events for claim in event.claims} >= {claim.id for claim in full.claims}


def test_an_event_and_a_report_are_as_they_were_known_by_the_day(client: TestClient, store: Store) -> None:
    taking = next(event for event in store.events() if "c-take" in event.claims)
    address = f"/api/events/{taking.id}"
    now = msgspec.json.decode(client.get(address).content, type=EventInFull)
    then = msgspec.json.decode(client.get(f"{address}?known_by=2031-03-04").content, type=EventInFull)
    assert (
        {report.id for report in then.reports} == {invented.WIRE.id} < {report.id for report in now.reports}
    )
    assert then.event.last_told == A_DAY
    assert client.get(f"{address}?known_by=2031-03-03").status_code == 404
    report = quote(invented.WIRE.id, safe="")
    full = msgspec.json.decode(
        client.get(f"/api/reports/{report}?known_by=2031-03-04").content, type=ReportInFull
    )
    assert {event.reports for event in full.events} == {(invented.WIRE.id,)}
    assert client.get(f"/api/reports/{report}?known_by=2031-03-03").status_code == 404
    assert client.get(f"{address}?known_by=soon").status_code == 422


def test_the_situation_knows_nothing_that_was_not_yet_told(client: TestClient) -> None:
    def control(asked: str) -> set[str]:
        told = msgspec.json.decode(client.get(f"/api/situation?{asked}").content, type=Situation)
        return {hold.place.name for hold in told.control}

    assert control("on=2031-03-03") == set()
    assert control("on=2031-03-05&known_by=2031-03-03") == set()
    assert "Tel Amara" in control("on=2031-03-05&known_by=2031-03-05")


def test_the_situation_names_places_without_news(client: TestClient) -> None:
    def gaps(asked: str) -> set[str]:
        told = msgspec.json.decode(client.get(f"/api/situation?{asked}").content, type=Situation)
        return {gap.place.name for gap in told.gaps}

    assert gaps("on=2031-03-09&gap_days=30") == set()
    assert "Tel Amara" in gaps("on=2031-03-30&gap_days=10")
    assert client.get("/api/situation?on=2031-03-09&gap_days=0").status_code == 422


def test_changes_are_those_of_the_store(client: TestClient) -> None:
    asked = "since=2031-03-03&until=2031-03-05"
    told = msgspec.json.decode(client.get(f"/api/changes?{asked}").content, type=Changes)
    assert "Tel Amara" in {change.after.place.name for change in told.control}
    earlier = client.get(f"/api/changes?{asked}&known_by=2031-03-03")
    assert msgspec.json.decode(earlier.content, type=Changes).control == ()
    reversed_ = client.get("/api/changes?since=2031-03-05&until=2031-03-03")
    assert (reversed_.status_code, reversed_.json()["slug"]) == (400, "days-reversed")


def test_movements_come_with_all_their_places(client: TestClient) -> None:
    told = msgspec.json.decode(client.get("/api/situation?on=2031-03-08").content, type=Situation)
    ways = {
        tuple(spot.name for spot in (*move.origins, *move.stops, *move.destinations))
        for move in told.movements
    }
    assert ("Tel Amara", "Port Selin") in ways
    assert any(way[0] == "Qasrin" and way[-1] == "Norva" and len(way) == 3 for way in ways)


# ── counts ───────────────────────────────────────────────────────────────────────────────


def test_facets_count_each_event_once_per_value(client: TestClient, store: Store) -> None:
    facets = msgspec.json.decode(client.get("/api/facets").content, type=Facets)
    assert sum(kind.count for kind in facets.kinds) == store.count().events
    assert sum(status.count for status in facets.statuses) == store.count().events
    assert [kind.count for kind in facets.kinds] == sorted((k.count for k in facets.kinds), reverse=True)


@pytest.mark.parametrize("facet", ["kinds", "actors", "places"])
def test_choosing_a_facet_value_gives_as_many_events_as_it_says(client: TestClient, facet: str) -> None:
    facets = msgspec.json.decode(client.get("/api/facets").content, type=Facets)
    for value in getattr(facets, facet):
        found = client.get("/api/events", params={facet.removesuffix("s"): value.value}).json()
        assert found["total"] >= value.count, value


def test_a_place_is_labelled_with_the_reports_name_for_it() -> None:
    def at(name: str) -> Event:
        return an_event(
            places=(EventPlace(name=name, role=PlaceRole.AT, place=invented.AMARA, claims=("c",)),)
        )

    facets = count_facets([at("Amara"), at("Amara"), at("TEL AMARA"), at("the city")])
    assert [(place.value, place.label, place.count) for place in facets.places] == [("Tel Amara", "Amara", 4)]


days = st.none() | st.dates(min_value=A_DAY, max_value=A_DAY + timedelta(days=5))


@given(st.lists(st.tuples(days, days, days, st.booleans())))
def test_no_event_is_lost_or_counted_twice_on_the_time_line(
    told: list[tuple[date | None, date | None, date | None, bool]],
) -> None:
    events = [
        an_event(
            earliest=first, latest=last if not first or not last or first <= last else first,
            first_told=printed, background=background,
        )
        for first, last, printed, background in told
    ]  # fmt: skip
    counted = count_days(events, reports=[])
    assert sum(day.events + day.told for day in counted.days) + counted.undated == len(events)
    assert [day.day for day in counted.days] == sorted({day.day for day in counted.days})


@pytest.mark.parametrize(
    ("event", "where"),
    [
        (an_event(earliest=A_DAY, latest=A_DAY), "events"),
        (an_event(latest=A_DAY), "events"),
        (an_event(first_told=A_DAY), "told"),
        (an_event(first_told=A_DAY, background=True), "undated"),
        (an_event(), "undated"),
    ],
)
def test_an_event_of_unknown_day_stands_apart_on_the_day_it_was_told(event: Event, where: str) -> None:
    counted = count_days([event], reports=[])
    found = {name: sum(getattr(day, name) for day in counted.days) for name in ("events", "told")}
    assert {**found, "undated": counted.undated} == {"events": 0, "told": 0, "undated": 0, where: 1}


def test_days_count_reports_too(client: TestClient) -> None:
    counted = msgspec.json.decode(client.get("/api/days").content, type=Days)
    assert {day.day.day: day.reports for day in counted.days if day.reports} == {4: 1, 5: 1, 7: 1}


# ── errors ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("address", "status", "slug"),
    [
        ("/api/events/none", 404, "not-found"),
        ("/api/reports/none", 404, "not-found"),
        ("/api/nothing", 404, "not-found"),
        ("/api/", 404, "not-found"),
        ("/nothing.js", 404, "not-found"),
        ("/../types.py", 404, "not-found"),
        ("/%2e%2e/types.py", 404, "not-found"),
        ("/api/events?kind=WAR", 422, "bad-parameter"),
        ("/api/events?kinds=MOVE", 422, "bad-parameter"),
        ("/api/events?since=yesterday", 422, "bad-parameter"),
        ("/api/events?limit=0", 422, "bad-parameter"),
        ("/api/events?limit=100000", 422, "bad-parameter"),
        ("/api/events?offset=-1", 422, "bad-parameter"),
        ("/api/events?min_score=2", 422, "bad-parameter"),
        ("/api/events?box=1,2,3", 400, "bad-box"),
        ("/api/events?box=0,91,1,92", 400, "bad-box"),
        ("/api/events?box=nan,0,1,2", 400, "bad-box"),
        ("/api/situation", 422, "bad-parameter"),
        ("/api/situation?on=2031-02-30", 422, "bad-parameter"),
    ],
)
def test_every_error_is_json_with_a_slug(client: TestClient, address: str, status: int, slug: str) -> None:
    answer = client.get(address)
    error = msgspec.json.decode(answer.content, type=ErrorAnswer)
    assert (answer.status_code, error.slug) == (status, slug)
    assert answer.headers["content-type"] == "application/json"
    assert error.message


def test_a_misspelt_parameter_is_named(client: TestClient) -> None:
    assert "kinds" in client.get("/api/events?kinds=MOVE").json()["message"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_changed_through_the_api(client: TestClient, method: str) -> None:
    answer = client.request(method, "/api/events")
    assert (answer.status_code, answer.json()["slug"]) == (405, "not-allowed")


class BrokenStore:
    """A store that fails as told."""

    name = "broken"

    def __init__(self, error: Exception) -> None:
        self._error = error

    def count(self, _: Query | None = None) -> None:
        raise self._error


@pytest.mark.parametrize(
    ("error", "status", "slug"),
    [
        (StoreError("the store is locked.", slug="store-locked"), 503, "store-locked"),
        (RuntimeError("secret /path"), 500, "fault"),
    ],
)
def test_what_fails_inside_is_told_without_its_insides(error: Exception, status: int, slug: str) -> None:
    broken = TestClient(make_app(BrokenStore(error)), base_url=HOME, raise_server_exceptions=False)  # type: ignore[arg-type]
    answer = broken.get("/api/about")
    assert (answer.status_code, answer.json()["slug"]) == (status, slug)
    assert "secret" not in answer.text


# ── guards ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("address", ["/", "/api/about", "/api/nothing", "/nothing", "/api/events?kind=WAR"])
def test_every_answer_carries_the_security_headers(client: TestClient, address: str) -> None:
    headers = client.get(address).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1:8765", True),
        ("127.0.0.1", True),
        ("localhost:8765", True),
        ("LOCALHOST", True),
        ("[::1]:8765", True),
        ("192.168.1.7:80", True),
        ("desk.example:8765", True),
        ("evil.example", False),
        ("evil.example:8765", False),
        ("127.0.0.1.evil.example", False),
        ("localhost.evil.example", False),
        ("", False),
        ("[::1", False),
    ],
)
def test_a_host_header_that_names_another_site_is_refused(host: str, own: bool) -> None:
    assert is_own_host(host, names={"desk.example"}) is own


def test_a_foreign_host_gets_neither_page_nor_data(client: TestClient) -> None:
    for address in ("/", "/api/events"):
        answer = client.get(address, headers={"host": "evil.example"})
        assert (answer.status_code, answer.json()["slug"]) == (421, "foreign-host")


# ── the page's files ─────────────────────────────────────────────────────────────────────


def test_the_page_is_given_from_a_table_of_its_files(tmp_path: Path, store: Store) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<p>page</p>")
    (tmp_path / "assets" / "a-1b2c.js").write_text("1")
    (tmp_path / "notes.py").write_text("not for the page")
    app = make_app(store)
    app.state.page = load_page(tmp_path)
    page = TestClient(app, base_url=HOME)
    assert page.get("/").text == "<p>page</p>"
    assert page.get("/").headers["cache-control"] == "no-cache"
    script = page.get("/assets/a-1b2c.js")
    assert script.headers["content-type"].startswith("text/javascript")
    assert "immutable" in script.headers["cache-control"]
    assert page.get("/notes.py").status_code == 404
    assert page.get("/assets").status_code == 404


def test_a_page_that_was_not_built_says_how_to_build_it(store: Store) -> None:
    app = make_app(store)
    app.state.page = {}
    bare = TestClient(app, base_url=HOME)
    answer = bare.get("/")
    assert (answer.status_code, answer.json()["slug"]) == (503, "page-not-built")
    assert "npm" in answer.json()["message"]
    assert bare.get("/api/about").status_code == 200


def test_a_taken_port_is_told_before_anything_is_served() -> None:
    with listen("127.0.0.1", port=0) as first:
        port = first.getsockname()[1]
        assert address_of(first) == f"http://127.0.0.1:{port}/"
        with pytest.raises(SetupError) as refused:
            listen("127.0.0.1", port=port)
    assert refused.value.slug == "port-taken"


# ── one vocabulary on every surface ──────────────────────────────────────────────────────

TYPESCRIPT = (ROOT / "web/src/lib/types.ts").read_text(encoding="utf-8")
RENAMED = {"Event": "Happening"}


def typescript_fields(name: str) -> set[str]:
    found = re.search(
        rf"export interface {name}(?:<T>)?(?: extends (\w+))? \{{(.*?)^\}}", TYPESCRIPT, re.S | re.M
    )
    assert found, f"types.ts lacks {name}"
    own = set(re.findall(r"^  (\w+):", found[2], re.M))
    return own | (typescript_fields(found[1]) if found[1] else set())


NOT_SHOWN = {types.Mention, types.PlaceMention, types.TimeMention, types.Silence, types.Reading}
SHOWN = [
    kind
    for module in (types, answers)
    for kind in vars(module).values()
    if is_dataclass(kind) and kind.__module__ == module.__name__ and kind not in NOT_SHOWN
]


@pytest.mark.parametrize("kind", SHOWN, ids=lambda kind: kind.__name__)
def test_the_page_knows_every_field_by_its_name(kind: type) -> None:
    ours = {field.name for field in fields(kind)}
    assert typescript_fields(RENAMED.get(kind.__name__, kind.__name__)) == ours


@pytest.mark.parametrize(
    "vocabulary",
    [types.Kind, types.PlaceRole, types.Realis, types.Stance, types.Speech, types.Means, types.Status,
     types.Reliability, types.Credibility, types.ChangeKind, types.TieKind, types.DisputeField,
     types.FigureKind, types.VoiceKind],
    ids=lambda vocabulary: vocabulary.__name__,
)  # fmt: skip
def test_the_page_knows_every_word_of_a_vocabulary(vocabulary: type[types.Kind]) -> None:
    found = re.search(rf"export type {vocabulary.__name__} =(.*?);", TYPESCRIPT, re.S)
    assert found
    assert set(re.findall(r'"(\w+)"', found[1])) == {member.value for member in vocabulary}


DOCS = (ROOT / "docs/api.md").read_text(encoding="utf-8")


def test_the_docs_list_every_route_and_no_other() -> None:
    ours = {re.sub(r":path", "", route.path) for route in api.routes} - {"/api/{rest}"}  # type: ignore[attr-defined]
    assert set(re.findall(r"^### `GET (/api/\S+)`", DOCS, re.M)) == ours


@pytest.mark.parametrize(
    "parameter", sorted({*PagedFilters.model_fields, *Moment.model_fields, *Stretch.model_fields})
)
def test_the_docs_explain_every_parameter(parameter: str) -> None:
    assert f"| `{parameter}` |" in DOCS


def test_the_docs_name_every_slug_of_the_api() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src/dateline/api").glob("*.py"))
    slugs = set(re.findall(r'slug="([a-z-]+)"', source)) | {"not-found", "not-allowed", "fault"}
    assert {slug for slug in slugs if f"`{slug}`" not in DOCS} == set()
