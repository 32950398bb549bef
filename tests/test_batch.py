"""Many reports into a store: every one is accounted for, whatever happens to the others."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from making import a_claim

from dateline import readings
from dateline.batch import Tally, add_reports
from dateline.errors import InputError, SetupError, StageError, StoreError
from dateline.readings import Problem, read_paths
from dateline.store import Store, open_store
from dateline.types import Reading, Report


def read_cheaply(report: Report, **_: object) -> Reading:
    """A reading without a language model: one claim, or an error where the text asks for one."""
    if "explode" in report.text:
        raise ZeroDivisionError("division by zero")
    claim = a_claim(report=report.id, id=f"claim of {report.id}")
    return Reading(report=report, sentences=(), claims=(claim,))


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    def read_many(reports: Iterable[Report], **_: object) -> Iterator[Reading]:
        return map(read_cheaply, reports)

    monkeypatch.setattr(readings, "read_report", read_cheaply)
    monkeypatch.setattr(readings, "read_reports_in_batches", read_many)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "s.db", create=True) as made:
        yield made


def write_lines(path: Path, texts: Iterable[str], *, start: int = 0) -> Path:
    lines = (json.dumps({"id": f"r{number}", "text": text}) for number, text in enumerate(texts, start=start))
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def kept(store: Store) -> list[str]:
    return [report.id for report in store.reports()]


# ── adding ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("cheap")
def test_all_is_kept_and_counted(store: Store, tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", ["Rebels took Hama."] * 40)
    tally = add_reports([tmp_path], store=store)
    assert (tally.seen, tally.done, tally.claims, tally.problems) == (40, 40, 40, ())
    assert store.count().reports == store.count().claims == 40
    assert not store.events_due


@pytest.mark.usefixtures("cheap")
def test_one_bad_report_costs_only_itself(store: Store, tmp_path: Path) -> None:
    texts = ["Rebels took Hama."] * 50
    texts[20] = "explode"
    path = write_lines(tmp_path / "a.jsonl", texts)
    lines = path.read_text().splitlines()
    path.write_text("\n".join([*lines[:10], "{broken", *lines[10:]]) + "\n")
    tally = add_reports([tmp_path], store=store)
    assert (tally.seen, tally.done, tally.skipped, tally.failed) == (51, 49, 1, 1)
    unusable, failed = tally.problems
    assert isinstance(unusable.error, InputError)
    assert "a.jsonl:11" in unusable.source
    assert isinstance(failed.error, StageError)
    assert "r20" in str(failed.error)
    assert "ZeroDivisionError" in str(failed.error)
    assert "r20" not in kept(store)


@pytest.mark.usefixtures("cheap")
def test_what_is_kept_is_not_read_again(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_lines(tmp_path / "a.jsonl", ["Rebels took Hama."] * 5)
    add_reports([tmp_path], store=store)
    write_lines(tmp_path / "b.jsonl", ["Families fled."], start=5)
    read: list[str] = []

    def note(reports: Iterable[Report], **_: object) -> Iterator[Reading]:
        for report in reports:
            read.append(report.id)
            yield read_cheaply(report)

    monkeypatch.setattr(readings, "read_reports_in_batches", note)
    tally = add_reports([tmp_path], store=store)
    assert read == ["r5"]
    assert (tally.seen, tally.done, tally.skipped, tally.known) == (6, 1, 5, 5)


@pytest.mark.usefixtures("cheap")
def test_a_report_that_stands_there_twice_is_kept_once(store: Store, tmp_path: Path) -> None:
    for name in ("a.jsonl", "b.jsonl"):
        write_lines(tmp_path / name, ["Rebels took Hama."])
    tally = add_reports([tmp_path], store=store)
    assert (tally.done, tally.known) == (1, 1)


@pytest.mark.usefixtures("cheap")
def test_a_report_that_changed_is_counted_as_replaced(store: Store, tmp_path: Path) -> None:
    add_reports([write_lines(tmp_path / "a.jsonl", ["Twelve died."])], store=store)
    tally = add_reports([write_lines(tmp_path / "a.jsonl", ["Two died."])], store=store)
    assert (tally.done, tally.replaced) == (1, 1)


@pytest.mark.usefixtures("cheap")
def test_at_every_moment_the_tally_adds_up_and_the_bytes_grow(store: Store, tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", ["Rebels took Hama."] * 30 + ["explode"])
    write_lines(tmp_path / "b.jsonl", ["Families fled."] * 40, start=31)
    (tmp_path / "empty.txt").write_text("")
    seen: list[Tally] = []
    last = add_reports([tmp_path], store=store, watch=seen.append)
    assert all(tally.done + tally.skipped + tally.failed == tally.seen for tally in seen)
    behind = [tally.bytes_done for tally in seen]
    assert behind == sorted(behind)
    total = sum(path.stat().st_size for path in tmp_path.glob("*.jsonl"))
    assert last.bytes_total == total
    assert last.bytes_done <= total
    assert last.seen == 72


@pytest.mark.usefixtures("cheap")
def test_a_store_that_fails_stops_the_work_and_keeps_what_was_added(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_lines(tmp_path / "a.jsonl", ["Rebels took Hama."] * 5)
    add = store.add

    def fill_up(reading: Reading) -> object:
        if reading.report.id == "r3":
            raise StoreError("full", slug="disk-full")
        return add(reading)

    monkeypatch.setattr(store, "add", fill_up)
    with pytest.raises(StoreError):
        add_reports([tmp_path], store=store)
    assert kept(store) == ["r0", "r1", "r2"]


def test_what_lacks_in_the_installation_is_no_fault_of_a_report(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object, **__: object) -> Reading:
        raise SetupError("no model", slug="no-model")

    monkeypatch.setattr(readings, "read_report", fail)
    monkeypatch.setattr(readings, "read_reports_in_batches", fail)
    write_lines(tmp_path / "a.jsonl", ["Rebels took Hama."])
    with pytest.raises(SetupError):
        add_reports([tmp_path], store=store)


@pytest.mark.usefixtures("cheap")
def test_a_claim_that_the_store_refuses_fails_its_report_alone(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def same_ids(reports: Iterable[Report], **_: object) -> Iterator[Reading]:
        for report in reports:
            reading = read_cheaply(report)
            yield replace(reading, claims=reading.claims * 2) if report.id == "r1" else reading

    monkeypatch.setattr(readings, "read_reports_in_batches", same_ids)
    write_lines(tmp_path / "a.jsonl", ["Rebels took Hama."] * 3)
    tally = add_reports([tmp_path], store=store)
    assert (tally.done, tally.failed) == (2, 1)
    assert kept(store) == ["r0", "r2"]


@pytest.mark.usefixtures("cheap")
def test_an_interrupt_ends_the_work_after_the_chunk_in_hand(store: Store, tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", ["Rebels took Hama."] * 100)
    before = signal.getsignal(signal.SIGINT)

    def interrupt(tally: Tally) -> None:
        if tally.done == 5:
            os.kill(os.getpid(), signal.SIGINT)

    tally = add_reports([tmp_path], store=store, watch=interrupt)
    assert tally.interrupted
    assert tally.done == readings.CHUNK == store.count().reports
    assert signal.getsignal(signal.SIGINT) is before
    again = add_reports([tmp_path], store=store)
    assert not again.interrupted
    assert store.count().reports == 100


# ── reading without a store ──────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("cheap")
def test_reading_gives_the_good_reports_and_the_problems_of_the_others(tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", ["Rebels took Hama.", "explode", "Families fled."])
    (tmp_path / "b.txt").write_text("")
    results = list(read_paths([tmp_path]))
    assert [r.report.id for r in results if isinstance(r, Reading)] == ["r0", "r2"]
    problems = {result.error.slug for result in results if isinstance(result, Problem)}
    assert problems == {"empty-input", "stage-failed"}


# ── killed ───────────────────────────────────────────────────────────────────────────────

KILLS = 20
REPORTS = 420
SENTENCES = (
    "Rebels took Hama on Thursday.",
    "Families fled from Homs to Beirut.",
    "The army denied shelling Idlib.",
)

KILLER = """
import os, random, signal, sqlite3, sys, time
from dateline import cli
from dateline.readings import read_paths

reports, target, kills = sys.argv[1], sys.argv[2], int(sys.argv[3])
next(read_paths([reports]))  # the model is loaded once, and every child has it

def count():
    try:
        raw = sqlite3.connect(f"file:{target}?mode=ro", uri=True)
        rows = raw.execute("SELECT count(*) FROM reports").fetchone()[0]
        raw.close()
        return rows
    except sqlite3.Error:
        return 0

chance, killed = random.Random(2024), 0
for _ in range(kills):
    goal, wait = count() + chance.randint(0, 12), chance.random() * 0.05
    child = os.fork()
    if child == 0:
        os._exit(cli.run(["add", reports, "--store", target]))
    while count() < goal and os.waitpid(child, os.WNOHANG) == (0, 0):
        time.sleep(0.002)
    time.sleep(wait)
    os.kill(child, signal.SIGKILL)
    killed += os.WIFSIGNALED(os.waitpid(child, 0)[1])
print("killed", killed, "kept", count())
os.execv(sys.executable, [sys.executable, "-m", "dateline", "add", reports, "--store", target])
"""


def test_killed_twenty_times_and_in_the_end_all_is_there_once(tmp_path: Path) -> None:
    """Real processes, the real reader, SIGKILL at random moments of the writing."""
    texts = [f"{SENTENCES[number % 3]} This is report number {number}." for number in range(REPORTS)]
    reports, target = write_lines(tmp_path / "a.jsonl", texts), tmp_path / "s.db"
    done = subprocess.run(
        [sys.executable, "-c", KILLER, str(reports), str(target), str(KILLS)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    _, killed, _, before = done.stdout.splitlines()[0].split()
    assert int(killed) == KILLS, "the work was done before it could be killed so often"
    assert f"{REPORTS} reports seen: {REPORTS - int(before)} done" in done.stdout
    with open_store(target) as store:
        assert sorted(kept(store), key=lambda name: int(name[1:])) == [f"r{n}" for n in range(REPORTS)]
        claims = list(store.claims())
        assert len(claims) > REPORTS / 3
        assert len({claim.id for claim in claims}) == len(claims)
        assert not store.events_due
