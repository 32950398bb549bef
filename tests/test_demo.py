"""The demo reports: what they are, how intake understands them, and the picture they add up to."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

import pytest

from dateline.fuse import fuse_claims
from dateline.intake import find_inputs, read_reports
from dateline.reader import read_report
from dateline.situation import situation_on
from dateline.types import (
    Claim,
    Event,
    EventPlace,
    Kind,
    Means,
    Movement,
    Place,
    PlaceMention,
    Reading,
    Realis,
    Report,
    Situation,
)

DEMO = Path(str(files("dateline") / "demo"))
MARK = "This report was written for the dateline demonstration."
OUTLETS = {
    "Sample Wire Agency",
    "The Example Courier",
    "Demo Daily Levant",
    "Fictional Post",
    "Mock Gazette",
    "Placeholder Flash",
}
REAL_OUTLETS = re.compile(
    r"\b(?:Reuters|AFP|Associated Press|AP|BBC|CNN|New York Times|Al Jazeera|Guardian|Washington Post)\b"
)


GAPS = frozenset(Path(__file__).with_name("demo_gaps.txt").read_text("utf-8").splitlines())
"""Tests that are known to fail; `python tests/record_gains.py` takes a gain off the list."""


@pytest.fixture(autouse=True)
def _known_gap(request: pytest.FixtureRequest) -> None:
    if request.node.name in GAPS:
        request.applymarker(pytest.mark.xfail(strict=True, reason="in tests/demo_gaps.txt"))


@cache
def demo_reports() -> tuple[Report, ...]:
    found = [report for path in find_inputs([DEMO]) for report in read_reports(path)]
    return tuple(report for report in found if isinstance(report, Report))


def test_every_file_of_the_demo_is_read() -> None:
    inputs = {path.name for path in find_inputs([DEMO])}
    assert inputs == {path.name for path in DEMO.iterdir() if path.suffix in {".txt", ".html", ".jsonl"}}
    assert len(demo_reports()) >= 16
    assert {Path(name).suffix for name in inputs} == {".txt", ".html", ".jsonl"}


def test_every_outlet_is_an_invented_one() -> None:
    assert {report.publisher for report in demo_reports()} == OUTLETS


@pytest.mark.parametrize("report", demo_reports(), ids=lambda report: report.title or report.id)
def test_the_mark_of_the_demo_is_no_news(report: Report) -> None:
    assert MARK not in report.text
    path, _, line = str(report.source).partition(":")
    marked = Path(path).read_text("utf-8").splitlines()[int(line) - 1] if line else "".join(report.furniture)
    assert MARK in marked


@pytest.mark.parametrize("report", demo_reports(), ids=lambda report: report.title or report.id)
def test_a_demo_report_is_short_news_without_furniture(report: Report) -> None:
    body = report.text[report.body_start :]
    assert 50 <= len(body.split()) <= 350
    assert not re.search(r"©|min read|Specimen Pictures|cookie|Most read|correspondents?\n", report.text)
    assert not body.startswith("By ")
    assert not REAL_OUTLETS.search(report.text)


def test_every_demo_report_but_one_has_its_day() -> None:
    days = [report.published for report in demo_reports()]
    assert days.count(None) == 1
    assert {day for day in days if day} <= {
        date(2024, 11, 27 + n) if n < 4 else date(2024, 12, n - 3) for n in range(12)
    }


def test_ids_are_not_given_twice() -> None:
    assert max(Counter(report.id for report in demo_reports()).values()) == 1


def test_the_origin_of_the_facts_is_told() -> None:
    origin = " ".join((DEMO / "ORIGIN.md").read_text("utf-8").split())
    assert all(outlet.removeprefix("The ") in origin for outlet in OUTLETS)


# ── the picture they add up to ───────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the story and where it is on the map."""

    lat: float
    lon: float
    near_km: float = 15.0

    def is_at(self, place: Place) -> bool:
        return distance_km(self.lat, self.lon, place.lat, place.lon) <= self.near_km


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance; enough for a table of places."""
    a, b, c, d = map(radians, (lat, lon, other_lat, other_lon))
    return 12742 * asin(sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2))


SPOTS = {
    "Aleppo": Spot(36.20, 37.16, 40),
    "Idlib": Spot(35.93, 36.63, 30),
    "Zarbah": Spot(36.07, 36.98),
    "Saraqib": Spot(35.86, 36.80),
    "Maarat al-Numan": Spot(35.64, 36.67),
    "Khan Shaykhun": Spot(35.44, 36.65),
    "Tel Rifaat": Spot(36.47, 37.09),
    "Tabqa": Spot(35.84, 38.55),
    "Raqqa": Spot(35.95, 39.01),
    "Hama": Spot(35.13, 36.75),
    "Rastan": Spot(34.93, 36.73),
    "Talbiseh": Spot(34.84, 36.73),
    "Homs": Spot(34.73, 36.71),
    "Palmyra": Spot(34.56, 38.27),
    "Deir ez-Zor": Spot(35.34, 40.14),
    "Abu Kamal": Spot(34.45, 40.92),
    "al-Qaim": Spot(34.38, 41.05),
    "Daraa": Spot(32.62, 36.10),
    "Suwayda": Spot(32.71, 36.57),
    "Quneitra": Spot(33.12, 35.82),
    "Nassib": Spot(32.55, 36.19),
    "Jaber": Spot(32.52, 36.20),
    "Masnaa": Spot(33.70, 35.93),
    "Arida": Spot(34.63, 35.98),
    "Sanamayn": Spot(33.07, 36.18),
    "Sednaya": Spot(33.69, 36.37),
    "Jaramana": Spot(33.49, 36.35),
    "Mazzeh": Spot(33.50, 36.24),
    "Damascus": Spot(33.51, 36.29),
    "Latakia": Spot(35.53, 35.79, 40),
    "Tartus": Spot(34.89, 35.89, 30),
    "Hmeimim": Spot(35.41, 35.95),
    "Qusayr": Spot(34.51, 36.58),
    "Golan": Spot(33.0, 35.75, 40),
    "Tehran": Spot(35.69, 51.42),
    "Baghdad": Spot(33.33, 44.40),
    "Ankara": Spot(39.92, 32.85),
    "Doha": Spot(25.29, 51.53),
    "Moscow": Spot(55.75, 37.62),
    "Kyiv": Spot(50.45, 30.52),
    "New York": Spot(40.71, -74.01, 60),
    "Geneva": Spot(46.20, 6.15),
    "Washington": Spot(38.90, -77.04, 40),
    "Amman": Spot(31.95, 35.93),
    "Syria": Spot(35.0, 38.0, 250),
    "Iraq": Spot(33.0, 44.0, 250),
    "Iran": Spot(32.0, 53.0, 300),
    "Lebanon": Spot(33.85, 35.85, 80),
    "Jordan": Spot(31.0, 36.0, 150),
}
"""Every place of the demo that matters to its story."""

NO_PLACES = ("SANA", "Human", "Badr", "Nujaba", "Assad", "Rights", "South", "Quds")
"""Names of others that a gazetteer also holds."""


@cache
def readings() -> tuple[Reading, ...]:
    return tuple(read_report(report) for report in demo_reports())


def pins_of(name: str) -> list[PlaceMention]:
    """The place mentions of the demo that hold the name as a word."""
    word = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
    return [mention for reading in readings() for mention in reading.places if word.search(mention.text)]


@pytest.mark.parametrize("name", SPOTS)
def test_a_place_of_the_story_is_found_and_pinned(name: str) -> None:
    pins = [mention.place for mention in pins_of(name) if mention.place]
    assert pins, f"{name} is on no map"
    assert [place for place in pins if not SPOTS[name].is_at(place)] == []


@pytest.mark.parametrize("name", NO_PLACES)
def test_a_name_of_somebody_is_no_place(name: str) -> None:
    assert [mention.place for mention in pins_of(name) if mention.place] == []


INSURGENTS = ("insurgent", "rebel", "fighters", "Tahrir al-Sham", "factions")
SDF = ("Syrian Democratic Forces", "Kurdish-led", "alliance")
SNA = ("Syrian National Army", "Turkish-backed", "backed by Turkey")


@dataclass(frozen=True, slots=True)
class Held:
    """From this day on the place is in these hands, and on no day before."""

    place: str
    since: date
    by: tuple[str, ...]


HELD = (
    Held("Zarbah", date(2024, 11, 28), INSURGENTS),
    Held("Aleppo", date(2024, 11, 30), INSURGENTS),
    Held("Khan Shaykhun", date(2024, 11, 30), INSURGENTS),
    Held("Tel Rifaat", date(2024, 12, 1), SNA),
    Held("Hama", date(2024, 12, 5), INSURGENTS),
    Held("Rastan", date(2024, 12, 6), INSURGENTS),
    Held("Talbiseh", date(2024, 12, 6), INSURGENTS),
    Held("Deir ez-Zor", date(2024, 12, 6), SDF),
    Held("Abu Kamal", date(2024, 12, 6), SDF),
    Held("Daraa", date(2024, 12, 7), INSURGENTS),
    Held("Homs", date(2024, 12, 7), INSURGENTS),
    Held("Damascus", date(2024, 12, 8), INSURGENTS),
)
DAYS = tuple(date(2024, 11, 27) + timedelta(days=n) for n in range(12))


@cache
def demo_claims() -> tuple[Claim, ...]:
    return tuple(claim for reading in readings() for claim in reading.claims)


@cache
def situation(day: date, known_by: date | None = None) -> Situation:
    reports = {report.id: report for report in demo_reports()}
    return situation_on(day, known_by=known_by, claims=demo_claims(), reports=reports)


def holders(place: str, day: date) -> list[str]:
    spot = replace(SPOTS[place], near_km=8)
    holds = [hold for hold in situation(day).control if spot.is_at(hold.place)]
    return [hold.holder.name for hold in holds if hold.holder]


def is_one_of(name: str, words: Iterable[str]) -> bool:
    return any(word.casefold() in name.casefold() for word in words)


@pytest.mark.parametrize("held", HELD, ids=lambda held: held.place)
def test_a_place_is_held_from_the_day_it_was_taken(held: Held) -> None:
    wrong = [
        f"{day}: {holders(held.place, day)}"
        for day in DAYS
        if any(is_one_of(name, held.by) for name in holders(held.place, day)) is not (day >= held.since)
    ]
    assert not wrong


@pytest.mark.parametrize("known_by", DAYS)
def test_nothing_learned_later_leaks(known_by: date) -> None:
    out = {r.id: r for r in demo_reports() if r.published and r.published <= known_by}
    claims = [claim for claim in demo_claims() if claim.report in out]
    assert situation(DAYS[-1], known_by) == situation_on(
        DAYS[-1], known_by=known_by, claims=claims, reports=out
    )


@dataclass(frozen=True, slots=True)
class Flow:
    """Somebody goes from a place to a place."""

    who: tuple[str, ...]
    start: str | None
    end: str | None
    means: Means | None = None

    def is_told_by(self, movement: Movement) -> bool:
        return (
            any(is_one_of(party.name, self.who) for party in movement.who)
            and (self.start is None or any(is_near(self.start, spot) for spot in movement.origins))
            and (self.end is None or any(is_near(self.end, spot) for spot in movement.destinations))
            and (self.means is None or movement.means is self.means)
        )

    def __str__(self) -> str:
        return f"{self.who[0]} from {self.start} to {self.end}"


def is_near(name: str, spot: EventPlace) -> bool:
    return spot.place is not None and SPOTS[name].is_at(spot.place)


IRANIANS = ("Iran", "commanders", "personnel", "Quds Force", "some", "others", "part")
ARMY = ("army", "armed forces", "soldiers", "units", "troops")
FAMILIES = ("families", "Kurds", "convoys", "people", "residents", "Syrians")
FLOWS = (
    Flow(("fighters", "rebels", "groups"), "Iraq", "Syria"),
    Flow(FAMILIES, None, "Tabqa"),
    Flow(FAMILIES, "Tel Rifaat", "Raqqa"),
    Flow(IRANIANS, "Syria", None),
    Flow(IRANIANS, None, "Tehran", Means.AIR),
    Flow(IRANIANS, None, "Iraq"),
    Flow(IRANIANS, None, "Lebanon"),
    Flow(IRANIANS, None, "Latakia", Means.LAND),
    Flow(FAMILIES, "Homs", "Latakia"),
    Flow(FAMILIES, "Homs", "Tartus"),
    Flow(ARMY, "Hama", None),
    Flow(ARMY, None, "Palmyra"),
    Flow(ARMY, None, "Iraq"),
    Flow(("Assad",), "Damascus", None, Means.AIR),
    Flow(("Assad",), None, "Moscow"),
    Flow(FAMILIES, "Lebanon", None),
)


@pytest.mark.parametrize("flow", FLOWS, ids=str)
def test_a_movement_is_on_the_map(flow: Flow) -> None:
    told = [movement for movement in situation(DAYS[-1]).movements if flow.is_told_by(movement)]
    assert told


def test_a_rumour_that_is_denied_moves_nobody() -> None:
    """On 7 December the presidency denied that Assad had left; he left on the 8th."""
    flight = Flow(("Assad",), "Damascus", None)
    seventh = date(2024, 12, 7)
    assert not [one for one in situation(seventh, seventh).movements if flight.is_told_by(one)]
    assert [one for one in situation(DAYS[-1], DAYS[-1]).movements if flight.is_told_by(one)]


@cache
def events() -> tuple[Event, ...]:
    return fuse_claims(demo_claims(), reports={report.id: report for report in demo_reports()})


def events_at(place: str, kind: Kind, *modes: str) -> list[Event]:
    return [
        event
        for event in events()
        if event.kind is kind
        and event.mode in modes
        and event.realis is Realis.ACTUAL
        and any(is_near(place, spot) for spot in event.places)
    ]


def test_four_reports_of_hama_are_one_wire() -> None:
    """The wire, a reprint, a partial copy and a retelling; the monitor says it besides."""
    taken = max(events_at("Hama", Kind.CONTROL, "takes"), key=lambda event: len(event.reports))
    assert len(taken.reports) >= 3
    assert len(taken.origins) <= 2


def test_the_iranian_evacuation_rests_on_one_paper() -> None:
    moved = max(events_at("Syria", Kind.MOVE, "evacuate"), key=lambda event: len(event.reports))
    assert len(moved.reports) >= 2
    assert len(moved.origins) == 1


def test_a_report_of_culture_claims_nothing() -> None:
    (soap,) = [reading for reading in readings() if "soap" in (reading.report.title or "")]
    assert soap.claims == ()
