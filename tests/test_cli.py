"""The `dateline` command as people and scripts meet it: words out, one line of error, an exit code."""

import csv
import io
import json
import os
import resource
import signal
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from making import a_claim, a_report

from dateline import __version__, cli
from dateline.store import Store, open_store, opening
from dateline.types import Claim, Event, Reading, Report, Stance

TEXT = """Rebels take Hama

6 December 2024

Rebels took Hama on Thursday, officials told the Example Courier. At least 12 soldiers were killed.
The weather was fine.
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with three reports whose claims are known, whatever the reader makes of them."""
    path = tmp_path_factory.mktemp("made") / "s.db"
    taking = a_claim("CONTROL", "takes", report="r1", by="rebels", place="Hama", on="2024-12-05", killed=12)
    flight = a_claim("MOVE", "flee", report="r2", by="families", origin="Homs", destination="Beirut")
    denial = a_claim("ASSAULT", "shelling", report="r2", by="the army", place="Idlib", stance=Stance.DENIES)
    hostile = a_claim("PROTEST", report="r3", by="=SUM(A1)", voices=["@evil"], place="Nowhere")
    text = "Rebels take Hama\n\nRebels took Hama on Thursday, officials said."
    taken = a_report("r1", text, title="Rebels take Hama", on="2024-12-06", by="Sample Wire")
    fled = a_report("r2", "Families fled to Beirut.", on="2024-12-07", by="Mock Gazette")
    marched = a_report("r3", "=SUM(A1) was on the banners.", on="2024-12-08", by="+Post")
    with open_store(path, create=True) as made:
        keep(made, taken, taking)
        keep(made, fled, flight, denial)
        keep(made, marched, hostile)
        made.refresh_events()
    return path


def keep(store: Store, report: Report, *claims: Claim) -> None:
    store.add(Reading(report=report, sentences=(), claims=claims))


class Ran:
    """What a command gave."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


Run = Callable[..., Ran]


@pytest.fixture
def dateline(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str | Path) -> Ran:
        capsys.readouterr()
        code = cli.run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return run


# ── starting ─────────────────────────────────────────────────────────────────────────────

COMMAND = (sys.executable, "-m", "dateline")


def test_help_is_there_at_once() -> None:
    """0.3 s of the processor, which is the time it takes where nothing else is running."""
    spent = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([*COMMAND, "--help"], capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert statistics.median(spent) <= 0.3


@pytest.mark.parametrize(
    "heavy", ["spacy", "sqlalchemy", "rich", "fastapi", "trafilatura", "numpy", "msgspec"]
)
def test_help_loads_nothing_heavy(heavy: str) -> None:
    code = f"import sys, dateline.cli as cli; cli.run(['add', '--help']); sys.exit({heavy!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


def test_help_names_every_command(dateline: Run) -> None:
    for shown in (dateline(), dateline("--help"), dateline("-h")):
        assert shown.code == 0
        for command in (
            "read",
            "add",
            "reports",
            "claims",
            "events",
            "explain",
            "situation",
            "changes",
            "store",
            "actors",
            "serve",
            "demo",
            "doctor",
        ):
            assert f"\n  {command} " in shown.out


def test_the_version_is_that_of_the_package(dateline: Run) -> None:
    assert dateline("--version").out == f"dateline {__version__}\n"
    pyproject = (Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8")
    assert f'\nversion = "{__version__}"\n' in pyproject


def test_completion_is_printed_for_the_shell() -> None:
    environment = {
        **os.environ,
        "_DATELINE_COMPLETE": "complete_bash",
        "COMP_WORDS": "dateline cl",
        "COMP_CWORD": "1",
    }
    code = "import sys; sys.argv[0] = 'dateline'; from dateline.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == ["claims"]


# ── one line of error ────────────────────────────────────────────────────────────────────

REFUSED = [
    (["bogus"], 2, "bogus"),
    (["read"], 2, "PATH"),
    (["read", "missing.txt"], 2, "missing.txt"),
    (["read", "empty.txt"], 2, "empty.txt"),
    (["read", "picture.txt"], 2, "picture.txt"),
    (["read", "folder"], 2, "no reports in 'folder'"),
    (["read", "cut.zip"], 2, "cut.zip"),
    (["read", "old.jsonl"], 2, "1800"),
    (["read", "report.txt", "--published", "1800-01-01"], 2, "1800-01-01"),
    (["read", "report.txt", "--published", "2101-01-01"], 2, "2101-01-01"),
    (["read", "report.txt", "--published", "soon"], 2, "soon"),
    (["read", "report.txt", "--format", "xml"], 2, "xml"),
    (["add", "missing.txt"], 2, "missing.txt"),
    (["add", "empty.txt"], 2, "empty.txt"),
    (["add", "report.txt", "--store", "no/such/folder.db"], 5, "no/such"),
    (["add", "report.txt", "--store", "picture.txt"], 5, "not a SQLite database"),
    (["claims"], 5, "dateline.db"),
    (["claims", "--store", "report.txt"], 5, "not a SQLite database"),
    (["claims", "--kind", "WAR"], 2, "WAR"),
    (["claims", "--mode", "teleport"], 2, "teleport"),
    (["events", "--status", "sure"], 2, "sure"),
    (["claims", "--since", ""], 2, "--since"),
    (["claims", "--box", "1,2,3"], 2, "1,2,3"),
    (["claims", "--since", "2024-31-01"], 2, "2024-31-01"),
    (["claims", "--limit", "-1"], 2, "--limit"),
    (["explain", "r-0117"], 2, "r-0117"),
    (["explain", "report.txt", "--sentence", "99"], 2, "99"),
    (["situation"], 2, "--on"),
    (["changes", "2024-12-05"], 2, "TO"),
    (["changes", "soon", "2024-12-05"], 2, "soon"),
    (["changes", "2024-12-06", "2024-12-05", "--store", "kept.db"], 2, "later one"),
    (["serve", "--store", "missing.db"], 5, "missing.db"),
    (["store"], 2, "Missing command"),
    (["store", "backup"], 2, "FILE"),
    (["store", "backup", "copy.db"], 5, "dateline.db"),
    (["store", "backup", "report.txt", "--store", "kept.db"], 5, "--force"),
    (["store", "restore", "missing.db"], 5, "missing.db"),
    (["store", "restore", "report.txt"], 5, "not a SQLite database"),
    (["store", "restore", "kept.db", "--store", "report.txt"], 5, "not overwritten"),
    (["read", "report.txt", "--actors", "missing.csv"], 2, "missing.csv"),
    (["actors", "bogus"], 2, "bogus"),
    (["actors", "list"], 5, "dateline.db"),
    (["actors", "merge", "a", "b"], 2, "--why"),
    (["actors", "merge", "a", "b", "--why", " "], 2, "reason"),
]


@pytest.mark.parametrize(("arguments", "code", "words"), REFUSED, ids=lambda value: str(value)[:60])
def test_what_cannot_be_done_is_said_in_one_line(
    dateline: Run, here: Path, arguments: list[str], code: int, words: str
) -> None:
    (here / "folder").mkdir()
    (here / "folder" / "notes.xyz").write_text("no report")
    (here / "empty.txt").write_text("")
    (here / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    (here / "cut.zip").write_bytes(b"PK\x03\x04" + b"\0" * 20)
    open_store(here / "kept.db", create=True).close()
    (here / "old.jsonl").write_text('{"text": "Rebels took Hama.", "published": "1800-12-06"}\n')
    done = dateline(*arguments)
    errors = done.err.splitlines()
    assert done.code == code, done.err
    assert len(errors) == 1, done.err
    assert errors[0].startswith("dateline: ")
    assert words in errors[0]
    assert "Traceback" not in done.err


def test_a_name_with_control_characters_cannot_act_on_the_terminal(dateline: Run, here: Path) -> None:
    assert "\x1b" not in dateline("read", here / "a\x1b[31m.txt").err


# ── read ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("here")
def test_read_shows_each_claim_with_its_sources(dateline: Run) -> None:
    done = dateline("read", "report.txt", "--publisher", "Fictional Post")
    assert (done.code, done.err) == (0, "")
    for words in ("Rebels take Hama", "CONTROL takes", "Hama", "2024-12-05", "Fictional Post", "officials"):
        assert words in done.out
    assert "\x1b" not in done.out


def test_read_writes_claims_as_json_lines_and_as_csv(dateline: Run, here: Path) -> None:
    lines = dateline("read", "report.txt", "--format", "jsonl").out.splitlines()
    claims = [msgspec.json.decode(line, type=Claim) for line in lines]
    rows = list(csv.DictReader(io.StringIO(dateline("read", "report.txt", "--format", "csv").out)))
    assert claims
    assert [row["id"] for row in rows] == [claim.id for claim in claims]
    assert list(here.iterdir()) == [here / "report.txt"]


@pytest.mark.usefixtures("here")
def test_reading_twice_gives_the_same_bytes(dateline: Run) -> None:
    first, second = (dateline("read", "report.txt", "--format", "jsonl").out for _ in range(2))
    assert first == second


@pytest.mark.usefixtures("here")
def test_read_says_why_when_asked(dateline: Run) -> None:
    assert len(dateline("read", "-v", "report.txt").out) > len(dateline("read", "report.txt").out)


def test_read_goes_on_past_what_it_cannot_read(dateline: Run, here: Path) -> None:
    (here / "a.txt").write_text("")
    done = dateline("read", "a.txt", "report.txt", "--format", "jsonl")
    assert done.code == 2
    assert done.out
    assert len(done.err.splitlines()) == 1


@pytest.mark.usefixtures("here")
def test_read_takes_standard_input() -> None:
    done = subprocess.run(
        [*COMMAND, "read", "-", "--format", "jsonl"], input=TEXT.encode(), capture_output=True, check=True
    )
    assert b'"kind":"CONTROL"' in done.stdout


def test_a_published_day_dates_a_text_that_has_none(dateline: Run, here: Path) -> None:
    (here / "bare.txt").write_text("Rebels took Hama on Thursday.")
    undated = json.loads(dateline("read", "bare.txt", "--format", "jsonl").out.splitlines()[0])
    dated = dateline("read", "bare.txt", "--format", "jsonl", "--published", "2024-12-06").out
    assert undated["when"] is None or undated["when"]["earliest"] is None
    assert json.loads(dated.splitlines()[0])["when"]["earliest"] == "2024-12-05"


# ── add ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("here")
def test_add_keeps_reports_and_says_how_many(dateline: Run) -> None:
    first, second = (dateline("add", "report.txt") for _ in range(2))
    assert first.out.startswith("1 report seen: 1 done, 0 skipped, 0 failed; ")
    assert (
        second.out == "1 report seen: 0 done, 1 skipped (1 already in the store), 0 failed; 0 claims added.\n"
    )
    assert (first.code, second.code, first.err) == (0, 0, "")


def test_add_goes_on_past_bad_lines_and_names_them(dateline: Run, here: Path) -> None:
    lines = [json.dumps({"id": f"r{n}", "text": "Rebels took Hama."}) for n in range(30)]
    (here / "many.jsonl").write_text("\n".join([*lines[:15], "{broken", *lines[15:]]))
    done = dateline("add", "many.jsonl", "--reasons", "reasons.jsonl")
    assert done.code == 0
    assert "31 reports seen: 30 done, 1 skipped, 0 failed" in done.out
    assert "many.jsonl:16" in done.err
    (reason,) = (json.loads(line) for line in (here / "reasons.jsonl").read_text().splitlines())
    assert reason["slug"] == "bad-json"
    assert dateline("add", "many.jsonl", "--strict").code == 2


def test_add_names_twenty_problems_and_counts_the_rest(dateline: Run, here: Path) -> None:
    (here / "bad.jsonl").write_text("{\n" * 25 + json.dumps({"text": "Rebels took Hama."}))
    errors = dateline("add", "bad.jsonl").err.splitlines()
    assert len(errors) == 21
    assert "5 more" in errors[-1]


def test_a_changed_report_is_said_to_be_changed(dateline: Run, here: Path) -> None:
    for text in ("Twelve died in Homs.", "Two died in Homs."):
        (here / "a.jsonl").write_text(json.dumps({"id": "r1", "text": text}))
        done = dateline("add", "a.jsonl")
    assert "1 done (1 changed since; what they said before is kept)" in done.out


def test_ctrl_c_stops_cleanly_and_says_how_to_go_on(here: Path) -> None:
    lines = (json.dumps({"id": f"r{n}", "text": f"Rebels took Hama. Report {n}."}) for n in range(3000))
    (here / "many.jsonl").write_text("\n".join(lines))
    process = subprocess.Popen(
        [*COMMAND, "add", "many.jsonl"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    while count_reports(here / "dateline.db") == 0:
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "stopped before the end. Run the same command again to go on." in err
    assert "Traceback" not in err
    assert f"{count_reports(here / 'dateline.db'):,} done" in out


def count_reports(path: Path) -> int:
    try:
        raw = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        return int(raw.execute("SELECT count(*) FROM reports").fetchone()[0])
    except sqlite3.Error:
        return 0


def test_a_full_disk_is_said_and_what_was_kept_is_there(here: Path) -> None:
    """The kernel refuses to write past a limit, as it does on a full disk."""
    long = "https://example.com/" + "x" * 20_000
    lines = (json.dumps({"id": f"r{n}", "text": "Rebels took Hama.", "url": long}) for n in range(100))
    (here / "many.jsonl").write_text("\n".join(lines))
    done = subprocess.run(
        [*COMMAND, "add", "many.jsonl"], capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000)),
    )  # fmt: skip
    assert done.returncode == 5
    assert len(done.stderr.splitlines()) == 1
    assert "make room" in done.stderr
    with open_store(here / "dateline.db") as kept:
        assert 0 < kept.count().reports < 100


def test_a_store_that_another_writes_to_is_said_to_be_locked(
    dateline: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dateline("add", "report.txt")
    monkeypatch.setattr(opening, "BUSY_TIMEOUT_MS", 20)
    writer = sqlite3.connect(here / "dateline.db", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    (here / "second.txt").write_text("Families fled Homs.")
    done = dateline("add", "second.txt")
    listed = dateline("reports")
    writer.close()
    assert done.code == 5
    assert "another process is writing" in done.err
    assert listed.code == 0


# ── asking a store ───────────────────────────────────────────────────────────────────────


def test_lists_come_as_tables_for_people(dateline: Run, store: Path) -> None:
    assert "Rebels take Hama" in dateline("reports", "--store", store).out
    assert "CONTROL" in dateline("claims", "--store", store).out
    assert "CONTROL" in dateline("events", "--store", store).out


@pytest.mark.parametrize(("noun", "kind"), [("reports", Report), ("claims", Claim), ("events", Event)])
def test_json_lines_are_the_records_themselves(dateline: Run, store: Path, noun: str, kind: type) -> None:
    lines = dateline(noun, "--store", store, "--format", "jsonl").out.splitlines()
    with open_store(store) as kept:
        assert [msgspec.json.decode(line, type=kind) for line in lines] == list(getattr(kept, noun)())
    assert lines


@pytest.mark.parametrize("noun", ["reports", "claims", "events"])
def test_csv_has_a_row_a_record_and_no_formula(dateline: Run, store: Path, noun: str) -> None:
    rows = list(csv.DictReader(io.StringIO(dateline(noun, "--store", store, "--format", "csv").out)))
    assert rows
    assert not any(cell.startswith("=") for row in rows for cell in row.values())


@pytest.mark.parametrize("noun", ["claims", "events"])
def test_geojson_puts_what_is_resolved_on_the_map(dateline: Run, store: Path, noun: str) -> None:
    collection = json.loads(dateline(noun, "--store", store, "--format", "geojson", "--kind", "CONTROL").out)
    (lon, lat) = collection["features"][0]["geometry"]["coordinates"]
    assert (round(lon), round(lat)) == (37, 35)


def test_reports_have_no_place_on_a_map(dateline: Run, store: Path) -> None:
    done = dateline("reports", "--store", store, "--format", "geojson")
    assert (done.code, done.out) == (2, "")


@pytest.mark.parametrize(
    ("filters", "reports"),
    [
        (["--kind", "control"], {"r1"}),
        (["--kind", "move", "--mode", "flee"], {"r2"}),
        (["--source", "gazette"], {"r2"}),
        (["--text", "rebels hama", "--since", "2024-12-05", "--until", "2024-12-05"], {"r1"}),
        (["--known-by", "2024-12-06"], {"r1"}),
        (["--stance", "denies"], {"r2"}),
        (["--report", "r9"], set()),
    ],
)
def test_filters_narrow_a_list(dateline: Run, store: Path, filters: list[str], reports: set[str]) -> None:
    out = dateline("claims", "--store", store, "--format", "jsonl", *filters).out
    assert {json.loads(line)["report"] for line in out.splitlines()} == reports


def test_a_table_that_is_cut_says_so(dateline: Run, store: Path) -> None:
    done = dateline("reports", "--store", store, "--limit", "1")
    assert len(done.out.splitlines()) == 2
    assert "1 of 3 reports" in done.err


def test_events_are_made_when_an_add_was_killed_before_it_could(dateline: Run, store: Path) -> None:
    with sqlite3.connect(store) as raw:
        raw.execute("DELETE FROM events")
        raw.execute("UPDATE upkeep SET due = 1")
    raw.close()
    assert dateline("events", "--store", store, "--format", "jsonl").out


@pytest.mark.usefixtures("here")
def test_a_store_of_a_newer_dateline_is_refused(dateline: Run) -> None:
    dateline("add", "report.txt")
    with sqlite3.connect("dateline.db") as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    for arguments in (["claims"], ["add", "report.txt"], ["serve"], ["doctor"]):
        done = dateline(*arguments)
        assert done.code in (5, 3)
        assert "newer dateline" in done.err + done.out


def test_explain_goes_down_a_report_of_the_store(dateline: Run, store: Path) -> None:
    done = dateline("explain", "r1", "--store", store)
    assert (done.code, done.err) == (0, "")
    assert "CONTROL takes" in done.out
    assert "Hama" in done.out


@pytest.mark.usefixtures("here")
def test_explain_says_why_a_sentence_gave_nothing(dateline: Run) -> None:
    out = dateline("explain", "report.txt").out
    assert "The weather was fine." in out
    assert "no claim: " in out
    number = next(line.split()[0] for line in out.splitlines() if "The weather was fine." in line)
    only = dateline("explain", "report.txt", "--sentence", number).out
    assert "The weather was fine." in only
    assert "12 soldiers" not in only


def test_the_situation_of_a_day_is_told(dateline: Run, store: Path) -> None:
    shown = dateline("situation", "--on", "2024-12-07", "--store", store)
    assert "2024-12-07" in shown.out
    found = json.loads(dateline("situation", "--on", "2024-12-07", "--store", store, "--format", "json").out)
    assert {"day", "known_by", "control", "movements"} <= set(found)
    assert [hold["place"]["name"] for hold in found["control"]] == ["Hama"]


def test_the_situation_names_places_without_news(dateline: Run, store: Path) -> None:
    asked = ("situation", "--on", "2024-12-10", "--store", store)
    assert json.loads(dateline(*asked, "--format", "json").out)["gaps"] == []
    found = json.loads(dateline(*asked, "--gap-days", "3", "--format", "json").out)
    assert [(gap["place"]["name"], gap["days"]) for gap in found["gaps"]] == [
        ("Beirut", 3), ("Hama", 4), ("Homs", 3), ("Idlib", 3),
    ]  # fmt: skip
    assert dateline(*asked, "--gap-days", "0").code == 2


def test_the_ties_of_the_situation_are_a_graph(dateline: Run, store: Path) -> None:
    done = dateline("situation", "--on", "2024-12-07", "--store", store, "--format", "graphml")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<graphml')


def test_what_changed_between_two_days_is_told(dateline: Run, store: Path) -> None:
    days = ("2024-12-04", "2024-12-07", "--store", store)
    assert "What changed from 2024-12-04 to 2024-12-07" in dateline("changes", *days).out
    found = json.loads(dateline("changes", *days, "--format", "json").out)
    assert [change["after"]["place"]["name"] for change in found["control"]] == ["Hama"]
    assert {change["change"] for change in found["events"]} == {"new"}
    known = json.loads(dateline("changes", *days, "--known-by", "2024-12-05", "--format", "json").out)
    assert (known["known_by"], known["control"], known["events"]) == ("2024-12-05", [], [])


def test_a_store_is_backed_up_and_brought_back(dateline: Run, store: Path, here: Path) -> None:
    done = dateline("store", "backup", "copy.db", "--store", store)
    assert (done.code, done.err) == (0, "")
    assert "copied to copy.db and checked" in done.out
    assert dateline("store", "backup", "copy.db", "--store", store).code == 5
    assert dateline("store", "backup", "copy.db", "--store", store, "--force").code == 0
    assert dateline("store", "restore", "copy.db").code == 0
    assert (here / "dateline.db").exists()
    assert (
        dateline("claims", "--format", "jsonl").out
        == dateline("claims", "--store", store, "--format", "jsonl").out
    )


# ── output that goes away ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("format_", ["table", "jsonl", "csv", "geojson"])
def test_a_reader_that_goes_away_is_no_error(store: Path, format_: str) -> None:
    process = subprocess.Popen(
        [*COMMAND, "claims", "--store", str(store), "--format", format_],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    with process.stderr as errors:
        assert errors.read() == ""
    assert process.wait() == 141


@pytest.mark.parametrize("arguments", [["claims", "--format", "jsonl"], ["reports"], ["claims", "--help"]])
def test_a_full_disk_under_the_output_is_one_line_of_error(store: Path, arguments: list[str]) -> None:
    where = [] if "--help" in arguments else ["--store", str(store)]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COMMAND, *arguments, *where], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("dateline: the output could not be written: No space left")
