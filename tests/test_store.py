"""What every store must do, whatever database is behind it, and what SQLite's must do besides."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import a_claim, a_report, an_actor
from sqlalchemy import Select, literal_column
from sqlalchemy.dialects import sqlite
from test_situation import REPORTS, some_history

from dateline.errors import StoreError
from dateline.fuse import fuse_claims
from dateline.situation import changes_between, situation_on
from dateline.store import Added, Box, Query, Store, open_store, opening
from dateline.store.queries import select_claims, select_events, select_reports
from dateline.store.tables import metadata
from dateline.types import Basis, Claim, Event, Kind, Reading, Realis, Report, Stance, Status, When


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with nothing in it, to be copied: making one costs a quarter of a second."""
    path = tmp_path_factory.mktemp("blank") / "s.db"
    open_store(path, create=True).close()
    return path


@pytest.fixture
def store(tmp_path: Path, blank: Path) -> Iterator[Store]:
    shutil.copy(blank, tmp_path / "s.db")
    with open_store(tmp_path / "s.db") as made:
        yield made


def a_reading(report: Report | None = None, *claims: Claim) -> Reading:
    report = report or a_report()
    return Reading(report=report, sentences=(), claims=tuple(replace(c, report=report.id) for c in claims))


def ids(claims: Iterator[Claim] | Iterator[Event]) -> list[str]:
    return [claim.id for claim in claims]


# ── keeping ──────────────────────────────────────────────────────────────────────────────


def test_what_comes_out_is_what_went_in(store: Store) -> None:
    reading = a_reading(
        a_report("r1", "Rebels took Hama.", by="The Wire", furniture=("2 min read",), why=("dated by hand",)),
        a_claim(
            "CONTROL", "takes", by="rebels", place="Hama", on="2024-12-05", killed=12, voices=["officials"]
        ),
    )
    store.add(reading)
    assert store.get_report("r1") == reading.report
    assert tuple(store.claims()) == reading.claims
    assert store.get_claim(reading.claims[0].id) == reading.claims[0]


def test_what_is_not_there_is_none(store: Store) -> None:
    assert (store.get_report("x"), store.get_claim("x"), store.get_event("x")) == (None, None, None)


def test_the_same_report_again_changes_nothing(store: Store) -> None:
    reading = a_reading(a_report("r1"), a_claim())
    assert [store.add(reading), store.add(reading)] == [Added.NEW, Added.UNCHANGED]
    assert store.count().claims == 1
    assert store.get_versions("r1") == ()


def test_the_same_text_from_another_file_is_the_same_report(store: Store) -> None:
    store.add(a_reading(a_report("r1", source="a.txt")))
    assert store.holds(a_report("r1", source="b.zip!a.txt"))


def test_a_changed_report_replaces_the_old_text_which_is_kept(store: Store) -> None:
    old = a_reading(a_report("r1", "Twelve died in Homs."), a_claim(id="c1", killed=12))
    new = a_reading(a_report("r1", "Correction: two died in Homs."), a_claim(id="c2", killed=2))
    assert [store.add(old), store.add(new)] == [Added.NEW, Added.REPLACED]
    assert ids(store.claims()) == ["c2"]
    (version,) = store.get_versions("r1")
    assert (version.version, version.report, version.claims) == (1, old.report, old.claims)


def test_an_earlier_text_that_comes_again_does_not_undo_the_later_one(store: Store) -> None:
    old, new = (a_reading(a_report("r1", f"{number} died in Homs.")) for number in ("Twelve", "Two"))
    store.add(old)
    store.add(new)
    assert store.add(old) == Added.UNCHANGED
    assert store.get_report("r1") == new.report


def test_the_words_of_a_replaced_report_find_nothing(store: Store) -> None:
    store.add(a_reading(a_report("r1", "Twelve died."), a_claim(id="c1", text="Twelve died", place="Homs")))
    store.add(a_reading(a_report("r1", "Two died."), a_claim(id="c2", text="Two died")))
    everywhere = Box(west=-180, south=-90, east=180, north=90)
    assert store.count(Query(text="twelve")).reports == 0
    assert store.count(Query(text="twelve")).claims == 0
    assert store.count(Query(box=everywhere)).claims == 0


def test_a_report_whose_claims_cannot_be_kept_leaves_nothing_behind(store: Store) -> None:
    twice = a_reading(a_report("r1"), a_claim(id="c1"), a_claim(id="c1", mode="shelling"))
    with pytest.raises(Exception, match="UNIQUE"):
        store.add(twice)
    assert store.count().reports == 0


# ── asking ───────────────────────────────────────────────────────────────────────────────


FILTERS = [
    (Query(), {"take", "flee", "deny", "none"}),
    (Query(kinds=(Kind.MOVE,)), {"flee"}),
    (Query(kinds=(Kind.MOVE, Kind.CONTROL)), {"take", "flee"}),
    (Query(modes=("takes",)), {"take"}),
    (Query(realis=(Realis.PLANNED,)), {"flee"}),
    (Query(stances=(Stance.DENIES,)), {"deny"}),
    (Query(background=True), {"none"}),
    (Query(background=False), {"take", "flee", "deny"}),
    (Query(min_score=0.8), {"take", "flee", "deny"}),
    (Query(report="r2"), {"flee", "none"}),
    (Query(report="r3"), set()),
    (Query(actor="rebel"), {"take"}),
    (Query(actor="RUSSIA"), {"deny"}),
    (Query(actor="families"), {"flee"}),
    (Query(actor="100%"), set()),
    (Query(place="hama"), {"take", "deny"}),
    (Query(place="SYR"), {"take", "flee", "deny"}),
    (Query(place="LBN"), {"flee"}),
    (Query(place="Nowhere"), {"none"}),
    (Query(box=Box(west=35, south=33, east=36, north=34)), {"flee"}),
    (Query(box=Box(west=36, south=35, east=37, north=36)), {"take", "deny"}),
    (Query(box=Box(west=170, south=-90, east=36, north=90)), {"flee"}),
    (Query(since=date(2024, 12, 6)), {"flee"}),
    (Query(since=date(2024, 12, 5)), {"take", "flee"}),
    (Query(until=date(2024, 12, 4)), {"deny"}),
    (Query(since=date(2024, 12, 4), until=date(2024, 12, 5)), {"take"}),
    (Query(known_by=date(2024, 12, 6)), {"take", "deny"}),
    (Query(source="wire"), {"take", "deny"}),
    (Query(source="officials"), {"flee"}),
    (Query(text="hama"), {"take"}),
    (Query(text="HÁMA rebels"), {"take"}),
    (Query(text="hama families"), set()),
    (Query(text='"; DROP TABLE claims; --'), set()),
    (Query(text="NOT OR AND * ^ ("), set()),
    (Query(text="  "), set()),
    (Query(known_by=date(2024, 12, 6), kinds=(Kind.ASSAULT,)), {"deny"}),
]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    before = When(earliest=None, latest=date(2024, 12, 3), basis=Basis.STATED)
    with open_store(tmp_path_factory.mktemp("store") / "s.db", create=True) as made:
        made.add(
            a_reading(
                a_report("r1", "Rebels took Hama.", on="2024-12-06", by="The Wire"),
                a_claim(
                    "CONTROL", "takes", id="take", by="rebels", place="Hama", on="2024-12-05",
                    text="rebels took Hama",
                ),
                a_claim(
                    "ASSAULT", "airstrike", id="deny", by=an_actor("Russia"), place="Hama", on=before,
                    stance=Stance.DENIES, text="no such raid",
                ),
            )
        )  # fmt: skip
        made.add(
            a_reading(
                a_report("r2", "Families will flee Homs.", on="2024-12-07", by="Gazette"),
                a_claim(
                    "MOVE", "flee", id="flee", to="families", origin="Homs", destination="Beirut",
                    on="2024-12-08", voices=["officials"], realis=Realis.PLANNED, text="families will flee",
                ),
                a_claim(id="none", place="Nowhere", background=True, score=0.3),
            )
        )  # fmt: skip
        yield made


@pytest.mark.parametrize(
    ("query", "expected"), FILTERS, ids=lambda value: str(value) if isinstance(value, Query) else ""
)
def test_a_filter_finds_what_it_names_and_nothing_else(
    filled: Store, query: Query, expected: set[str]
) -> None:
    assert set(ids(filled.claims(query))) == expected
    assert filled.count(query).claims == len(expected)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query(), ["r1", "r2"]),
        (Query(since=date(2024, 12, 7)), ["r2"]),
        (Query(until=date(2024, 12, 6)), ["r1"]),
        (Query(source="gazette"), ["r2"]),
        (Query(text="families homs"), ["r2"]),
        (Query(kinds=(Kind.CONTROL,)), ["r1"]),
        (Query(place="Beirut"), ["r2"]),
        (Query(kinds=(Kind.CONTROL,), place="Beirut"), []),
    ],
)
def test_reports_are_found_by_what_they_say_and_by_their_claims(
    filled: Store, query: Query, expected: list[str]
) -> None:
    assert [report.id for report in filled.reports(query)] == expected


@pytest.mark.parametrize("select_what", [select_reports, select_claims, select_events])
def test_no_filter_is_worked_out_again_for_every_row(
    filled: Store, select_what: Callable[..., Select[Any]]
) -> None:
    """A correlated search of the R*Tree made a box over 15,000 claims take 20 s instead of 0.1 s."""
    raw = sqlite3.connect(filled.name)
    for query, _ in FILTERS:
        compiled = select_what(query, literal_column("1")).compile(
            dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}
        )
        plan = " ".join(row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {compiled}"))
        assert "CORRELATED" not in plan, query
    raw.close()


def test_limit_and_offset_cut_the_list_and_not_the_count(filled: Store) -> None:
    everything = ids(filled.claims())
    assert ids(filled.claims(Query(limit=2, offset=1))) == everything[1:3]
    assert ids(filled.claims(Query(offset=3))) == everything[3:]
    assert ids(filled.claims(Query(limit=0))) == []
    assert filled.count(Query(limit=2)).claims == 4


@given(order=st.permutations(range(6)))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_order_of_a_list_does_not_depend_on_the_order_of_adding(blank: Path, order: list[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(blank, f"{folder}/s.db")
        with open_store(f"{folder}/s.db") as made:
            for number in order:
                day = f"2024-12-0{number // 2 + 1}" if number < 4 else None
                report = a_report(f"r{number}", on=day)
                made.add(a_reading(report, a_claim(id=f"c{number}"), a_claim(id=f"d{number}")))
            assert ids(made.claims()) == [f"{letter}{number}" for number in range(6) for letter in "cd"]


@given(
    west=st.floats(-180, 180),
    east=st.floats(-180, 180),
    sides=st.lists(st.floats(-90, 90), min_size=2, max_size=2),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_box_holds_exactly_the_points_between_its_sides(
    filled: Store, west: float, east: float, sides: list[float]
) -> None:
    south, north = sorted(sides)
    found = set(ids(filled.claims(Query(box=Box(west=west, south=south, east=east, north=north)))))
    points = {"take": [(35.13, 36.75)], "deny": [(35.13, 36.75)], "flee": [(34.73, 36.71), (33.89, 35.50)]}

    def inside(lat: float, lon: float) -> bool:
        across = west <= lon <= east if west <= east else lon >= west or lon <= east
        return south <= lat <= north and across

    assert found == {name for name, places in points.items() if any(inside(*place) for place in places)}


@pytest.mark.parametrize("sides", [(-181, 0, 0, 0), (0, 10, 0, 5), (0, -91, 0, 0), (float("nan"), 0, 0, 0)])
def test_a_box_that_is_not_on_earth_cannot_be_made(sides: tuple[float, float, float, float]) -> None:
    west, south, east, north = sides
    with pytest.raises(ValueError, match="no box on earth"):
        Box(west=west, south=south, east=east, north=north)


# ── events ───────────────────────────────────────────────────────────────────────────────


def test_events_are_due_after_an_add_and_not_after_a_refresh(store: Store) -> None:
    assert not store.events_due
    store.add(
        a_reading(a_report("r1"), a_claim("CONTROL", "takes", by="rebels", place="Hama", on="2024-12-05"))
    )
    assert store.events_due
    assert list(store.events()) == []
    store.refresh_events()
    assert not store.events_due
    store.add(a_reading(a_report("r1"), a_claim()))
    assert not store.events_due


EVENT_QUERIES = [
    Query(kinds=(Kind.CONTROL,)),
    Query(modes=("takes",)),
    Query(place="Hama"),
    Query(box=Box(west=36, south=35, east=37, north=36)),
    Query(since=date(2024, 12, 5), until=date(2024, 12, 5)),
    Query(known_by=date(2024, 12, 6)),
    Query(source="gazette"),
    Query(actor="rebels"),
    Query(report="r1"),
]


def test_events_are_found_by_their_own_fields_and_by_those_of_their_claims(store: Store) -> None:
    for number, outlet in enumerate(("The Wire", "Gazette")):
        taking = a_claim(
            "CONTROL", "takes", by="rebels", place="Hama", on="2024-12-05", voices=[f"source {number}"]
        )
        report = a_report(f"r{number}", f"Rebels took Hama, {outlet} reports.", on="2024-12-06", by=outlet)
        store.add(a_reading(report, replace(taking, id=f"c{number}")))
    store.add(
        a_reading(
            a_report("r9", on="2024-12-09"), a_claim("MOVE", "flee", id="c9", to="families", origin="Homs")
        )
    )
    store.refresh_events()
    taken = [event for event in store.events() if event.kind == Kind.CONTROL]
    for query in EVENT_QUERIES:
        assert list(store.events(query)) == taken, query
    assert taken
    assert store.get_event(taken[0].id) == taken[0]
    assert sorted(ids(store.claims(Query(event=taken[0].id)))) == sorted(taken[0].claims)


# ── opening ──────────────────────────────────────────────────────────────────────────────


def slug_of(path: Path, *, create: bool = False) -> str:
    with pytest.raises(StoreError) as caught:
        open_store(path, create=create).close()
    assert str(path) in str(caught.value)
    return caught.value.slug


def test_a_store_that_is_not_there_is_made_only_when_asked(tmp_path: Path) -> None:
    assert slug_of(tmp_path / "s.db") == "store-missing"
    assert list(tmp_path.iterdir()) == []


def test_a_store_in_a_missing_folder_or_that_is_a_folder_is_refused(tmp_path: Path) -> None:
    assert slug_of(tmp_path / "no" / "s.db", create=True) == "store-missing"
    assert slug_of(tmp_path, create=True) == "store-missing"


@pytest.mark.parametrize("url", ["postgresql://localhost/x", "mysql://x", "sqlite://", "://"])
def test_a_url_that_is_no_sqlite_file_is_refused(url: str) -> None:
    with pytest.raises(StoreError) as caught:
        open_store(url, create=True)
    assert caught.value.slug == "store-url"


def test_a_store_opens_by_its_url(tmp_path: Path) -> None:
    open_store(f"sqlite:///{tmp_path}/s.db", create=True).close()
    assert (tmp_path / "s.db").exists()


def test_the_tables_that_migrations_make_are_those_that_queries_use(tmp_path: Path) -> None:
    open_store(tmp_path / "s.db", create=True).close()
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from sqlalchemy import create_engine

    tables = set(metadata.tables)
    engine = create_engine(f"sqlite:///{tmp_path}/s.db")
    with engine.connect() as connection:
        options = {"include_name": lambda name, kind, _: kind != "table" or name in tables}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []
    engine.dispose()


def test_the_known_schema_is_the_last_migration() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(opening.MIGRATIONS))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_current_head() == opening.SCHEMA


def test_a_store_of_a_newer_dateline_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    open_store(path, create=True).close()
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    before = path.read_bytes()
    assert slug_of(path) == "store-newer"
    assert path.read_bytes() == before


def an_old_store(path: Path, monkeypatch: pytest.MonkeyPatch, report: Report, claim: Claim) -> None:
    """A store of schema 0001 with one report and one claim, as an early dateline left it."""
    with monkeypatch.context() as then:
        then.setattr(opening, "SCHEMA", "0001")
        open_store(path, create=True).close()
    with sqlite3.connect(path) as raw:
        record = msgspec.json.encode(report)
        raw.execute(
            "INSERT INTO reports (id, version, digest, text, record) VALUES (?, 1, 'x', ?, ?)",
            (report.id, report.text, record),
        )
        raw.execute(
            "INSERT INTO claims (id, report, position, kind, realis, stance, speech, hedged, background, "
            "score, evidence, record) VALUES (?, 1, 0, ?, 'actual', 'asserts', 'own', 0, 0, 0.8, 'x', ?)",
            (claim.id, claim.kind, msgspec.json.encode(claim)),
        )
    raw.close()


def test_an_older_store_is_taken_forward_after_a_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, claim = tmp_path / "s.db", a_claim()
    an_old_store(path, monkeypatch, a_report(), claim)
    with open_store(path) as forward:
        assert list(forward.claims()) == [claim]
        assert forward.events_due
    with sqlite3.connect(tmp_path / "s.db.schema-0001") as copy:
        assert copy.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
        assert copy.execute("SELECT count(*) FROM claims").fetchall() == [(1,)]
    copy.close()


def test_a_migration_that_fails_leaves_the_older_store_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "s.db"
    an_old_store(path, monkeypatch, a_report(), a_claim())
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TABLE event_places (x)")
    raw.close()
    with pytest.raises(Exception, match="event_places"):
        open_store(path)
    with sqlite3.connect(path) as raw:
        tables = {name for (name,) in raw.execute("SELECT name FROM sqlite_master")}
    raw.close()
    assert "events" not in tables


@pytest.mark.parametrize("bytes_kept", [0, 1, 50, 100, 4096, 20_000])
def test_a_truncated_store_is_damaged_or_empty_and_never_made_over(
    tmp_path: Path, blank: Path, bytes_kept: int
) -> None:
    path = Path(shutil.copy(blank, tmp_path / "s.db"))
    with open_store(path) as made:
        for number in range(30):
            made.add(a_reading(a_report(f"r{number}"), a_claim(id=f"c{number}")))
    path.write_bytes(path.read_bytes()[:bytes_kept])
    with pytest.raises(StoreError) as caught, open_store(path) as cut:
        list(cut.claims())
    assert caught.value.slug in ("store-damaged", "store-empty")
    assert path.stat().st_size == bytes_kept


@pytest.mark.parametrize("content", [b"hello, I am no database\n" * 50, os.urandom(5000)])
def test_a_file_that_is_no_database_is_damaged(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "s.db"
    path.write_bytes(content)
    assert slug_of(path, create=True) == "store-damaged"
    assert path.read_bytes() == content


def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TABLE reports (x)")
    raw.close()
    before = path.read_bytes()
    assert slug_of(path, create=True) == "store-foreign"
    assert path.read_bytes() == before


def test_a_record_that_cannot_be_understood_is_damage(store: Store, tmp_path: Path) -> None:
    store.add(a_reading(a_report("r1"), a_claim(id="c1")))
    with sqlite3.connect(tmp_path / "s.db") as raw:
        raw.execute("UPDATE claims SET record = '{\"id\": 1}'")
    raw.close()
    with pytest.raises(StoreError) as caught:
        list(store.claims())
    assert caught.value.slug == "store-damaged"


# ── sharing the file ─────────────────────────────────────────────────────────────────────


def test_a_store_that_another_process_writes_to_is_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_store(tmp_path / "s.db", create=True).close()
    writer = subprocess.Popen(
        [sys.executable, "-c", HOLD_THE_LOCK, str(tmp_path / "s.db")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "locked\n"
        monkeypatch.setattr(opening, "BUSY_TIMEOUT_MS", 50)
        with open_store(tmp_path / "s.db") as second:
            assert list(second.claims()) == []
            with pytest.raises(StoreError) as caught:
                second.add(a_reading())
        assert caught.value.slug == "store-locked"
    finally:
        writer.communicate("\n")


HOLD_THE_LOCK = textwrap.dedent("""
    import sqlite3, sys
    raw = sqlite3.connect(sys.argv[1], isolation_level=None)
    raw.execute("BEGIN IMMEDIATE")
    print("locked", flush=True)
    sys.stdin.readline()
    raw.close()
""")


def test_processes_that_make_one_store_at_once_all_get_it(tmp_path: Path) -> None:
    makers = [
        subprocess.Popen(
            [sys.executable, "-c", MAKE_AND_ADD, tmp_path / "s.db", str(number), Path(__file__).parent],
            stderr=subprocess.PIPE, text=True,
        )
        for number in range(3)
    ]  # fmt: skip
    assert [maker.communicate()[1] for maker in makers] == [""] * 3
    with open_store(tmp_path / "s.db") as made:
        assert made.count().reports == 30


MAKE_AND_ADD = textwrap.dedent("""
    import sys
    sys.path.insert(0, sys.argv[3])
    from making import a_report
    from dateline.store import open_store
    from dateline.types import Reading

    with open_store(sys.argv[1], create=True) as store:
        for number in range(10):
            store.add(Reading(report=a_report(f"r{sys.argv[2]}-{number}"), sentences=()))
""")


def test_two_stores_on_one_file_see_each_others_reports(store: Store, tmp_path: Path) -> None:
    with open_store(tmp_path / "s.db") as second:
        store.add(a_reading(a_report("r1")))
        second.add(a_reading(a_report("r2")))
        assert [report.id for report in store.reports()] == ["r1", "r2"]


def test_a_list_that_is_being_read_does_not_stop_an_add(store: Store) -> None:
    for number in range(3):
        store.add(a_reading(a_report(f"r{number}"), a_claim(id=f"c{number}")))
    found = store.claims()
    next(found)
    store.add(a_reading(a_report("r9"), a_claim(id="c9")))
    assert ids(found) == ["c1", "c2"]


def test_a_store_on_a_disk_that_may_only_be_read_is_read_and_not_written() -> None:
    """In a process of an ordinary user: the superuser may write everywhere."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a store.db")
        with open_store(path, create=True) as made:
            made.add(a_reading(a_report("r1"), a_claim(id="c1")))
        path.chmod(0o444)
        Path(folder).chmod(0o555)
        done = subprocess.run(
            [sys.executable, "-c", READ_ONLY, str(path), str(Path(__file__).parent)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        Path(folder).chmod(0o755)
    assert done.stdout.split() == ["r1", "c1", "store-read-only"], done.stderr


READ_ONLY = textwrap.dedent("""
    import os, sys
    sys.path.insert(0, sys.argv[2])
    from making import a_claim, a_report
    from dateline.errors import StoreError
    from dateline.store import open_store
    from dateline.types import Reading

    open_store(":memory:", create=True).close()  # what is loaded late is loaded now
    if os.geteuid() == 0:
        os.setuid(65534)
    with open_store(sys.argv[1]) as store:
        print(*(report.id for report in store.reports()), *(claim.id for claim in store.claims()))
        try:
            store.add(Reading(report=a_report("r2"), sentences=()))
        except StoreError as error:
            print(error.slug)
""")


def test_a_store_that_cannot_even_be_made_for_want_of_room_says_so(tmp_path: Path) -> None:
    code = textwrap.dedent("""
        import resource, sys
        from dateline.errors import StoreError
        from dateline.store import open_store
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
        try:
            open_store(sys.argv[1], create=True)
        except StoreError as error:
            print(error.slug)
    """)
    for limit in ("100", "50000"):
        done = subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / f"{limit}.db"), limit],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.stdout == "disk-full\n", done.stderr


def test_a_full_disk_is_said_and_what_was_kept_is_safe(tmp_path: Path) -> None:
    """The kernel refuses every write past a limit, as a full disk does, in a process of its own."""
    path = tmp_path / "s.db"
    done = subprocess.run(
        [sys.executable, "-c", FILL_UP, str(path), str(Path(__file__).parent)],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    slug, kept = done.stdout.split()
    assert slug == "disk-full", done.stderr
    with open_store(path) as after:
        assert after.count().reports == after.count().claims == int(kept)
        assert after.add(a_reading(a_report("later"), a_claim(id="later"))) == Added.NEW
    with sqlite3.connect(path) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    raw.close()


FILL_UP = textwrap.dedent("""
    import resource, sys
    sys.path.insert(0, sys.argv[2])
    from making import a_claim, a_report
    from dateline.errors import StoreError
    from dateline.store import open_store
    from dateline.types import Reading

    store = open_store(sys.argv[1], create=True)
    limit = 400_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    kept = 0
    try:
        while True:
            report = a_report(f"r{kept}", "Rebels took Hama. " * 200)
            claim = a_claim(id=f"c{kept}", report=report.id)
            store.add(Reading(report=report, sentences=(), claims=(claim,)))
            kept += 1
    except StoreError as error:
        print(error.slug, kept)
""")


# ── as known by a day ────────────────────────────────────────────────────────────────────

TOLD: list[tuple[str, str | None, dict[str, Any]]] = [
    ("r1", "2024-12-05", {"killed": 4}),
    ("r2", "2024-12-07", {"killed": 9}),
    ("r3", "2024-12-08", {"stance": Stance.DENIES, "voices": ["ministry"]}),
    ("r4", None, {}),
]


def tell(store: Store, told: list[tuple[str, str | None, dict[str, Any]]]) -> None:
    for report, day, fields in told:
        claim = a_claim("ASSAULT", "shelling", report=report, place="Homs", on="2024-12-04", **fields)
        store.add(a_reading(a_report(report, on=day), claim))
    store.refresh_events()


@pytest.mark.parametrize(
    ("day", "status", "killed", "told_by"),
    [
        (5, "reported", 4, ("r1",)),
        (7, "corroborated", 4, ("r1", "r2")),
        (8, "contested", 4, ("r1", "r2", "r3")),
    ],
)
def test_an_event_is_as_it_was_told_by_the_day(
    store: Store, day: int, status: str, killed: int, told_by: tuple[str, ...]
) -> None:
    tell(store, TOLD)
    (event,) = store.events(Query(known_by=date(2024, 12, day)))
    assert (event.status, event.tolls[0].best, event.reports) == (status, killed, told_by)
    assert event.last_told == date(2024, 12, day)
    assert store.count(Query(known_by=date(2024, 12, day))).events == 1
    assert store.count(Query(known_by=date(2024, 12, 4))).events == 0


def test_what_was_known_is_asked_anew_after_another_report(store: Store) -> None:
    tell(store, TOLD[:1])
    asked = Query(known_by=date(2024, 12, 7))
    assert [event.reports for event in store.events(asked)] == [("r1",)]
    tell(store, TOLD[1:2])
    assert [event.reports for event in store.events(asked)] == [("r1", "r2")]
    assert len(list(store.events(Query(known_by=date(2024, 12, 7), statuses=(Status.CORROBORATED,))))) == 1


def test_of_a_changed_report_what_it_said_by_the_day_counts(store: Store) -> None:
    for day, killed in (("2024-12-05", 12), ("2024-12-06", 9), ("2024-12-08", 2)):
        told = a_claim("ASSAULT", "shelling", place="Homs", on="2024-12-04", killed=killed)
        store.add(a_reading(a_report("r1", f"{killed} died in Homs.", on=day), told))
    store.refresh_events()
    found = {
        day: [event.tolls[0].best for event in store.events(Query(known_by=date(2024, 12, day)))]
        for day in (4, 5, 6, 7, 8)
    }
    assert found == {4: [], 5: [12], 6: [9], 7: [9], 8: [2]}
    (change,) = store.changes(date(2024, 12, 5), date(2024, 12, 6)).events
    assert change.event.tolls[0].best == 9


def test_what_was_known_goes_with_the_store(store: Store) -> None:
    tell(store, TOLD)
    folders = {Path(store.as_known_by(date(2024, 12, day)).name).parent for day in range(1, 9)}
    assert len(folders) == 8
    store.close()
    assert [folder for folder in folders if folder.exists()] == []


def test_many_can_ask_at_once_what_was_known(store: Store) -> None:
    tell(store, TOLD)
    days = [date(2024, 12, 1 + number % 8) for number in range(32)]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda day: ids(store.events(Query(known_by=day))), days))
    assert found == [[] if day < date(2024, 12, 5) else found[-1] for day in days]


@settings(max_examples=12, deadline=None)
@given(some_history(), st.integers(1, 11))
def test_no_event_knows_what_was_published_later(
    tmp_path_factory: pytest.TempPathFactory, claims: list[Claim], day: int
) -> None:
    known_by = date(2024, 12, day)
    with open_store(tmp_path_factory.mktemp("known") / "s.db", create=True) as store:
        for report in REPORTS.values():
            told = tuple(claim for claim in claims if claim.report == report.id)
            store.add(Reading(report=report, sentences=(), claims=told))
        store.refresh_events()
        found = set(store.events(Query(known_by=known_by)))
    out = {
        key: report for key, report in REPORTS.items() if report.published and report.published <= known_by
    }
    assert found == set(fuse_claims([claim for claim in claims if claim.report in out], reports=out))


@settings(max_examples=10, deadline=None)
@given(some_history(), st.integers(1, 11), st.integers(1, 11), st.integers(1, 11), st.booleans())
def test_a_store_draws_the_picture_that_its_claims_make(
    tmp_path_factory: pytest.TempPathFactory, claims: list[Claim], a: int, b: int, known_by: int, due: bool
) -> None:
    since, until = (date(2024, 12, day) for day in sorted((a, b)))
    known = date(2024, 12, known_by)
    with open_store(tmp_path_factory.mktemp("drawn") / "s.db", create=True) as store:
        for report in REPORTS.values():
            told = tuple(claim for claim in claims if claim.report == report.id)
            store.add(Reading(report=report, sentences=(), claims=told))
        if not due:
            store.refresh_events()
        for day in (None, known):
            asked = {"known_by": day, "claims": claims, "reports": REPORTS}
            assert store.situation(until, known_by=day) == situation_on(until, **asked)
            assert store.changes(since, until, known_by=day) == changes_between(since, until, **asked)
