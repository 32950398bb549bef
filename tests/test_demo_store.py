"""The demo's store: made once, opened at once, made anew when dateline changes."""

import shutil
from pathlib import Path

import pytest

from dateline import demo, readings
from dateline.batch import Tally
from dateline.demo import open_demo
from dateline.errors import SetupError


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "dateline"


def test_the_reports_are_read_once_and_the_second_start_reads_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundled = sorted(demo.REPORTS.glob("*.txt"))
    assert len(bundled) >= 10
    (tmp_path / "few").mkdir()
    for report in bundled[:2]:
        shutil.copy(report, tmp_path / "few")
    monkeypatch.setattr(demo, "REPORTS", tmp_path / "few")
    monkeypatch.setattr(demo, "fingerprint", lambda: "0123456789ab")
    with open_demo() as first:
        counts = first.count()
    assert counts.reports == 2
    assert counts.claims > 2
    assert counts.events
    monkeypatch.setattr(readings, "read_report", None)
    seen: list[Tally] = []
    with open_demo(watch=seen.append) as second:
        assert second.count() == counts
    assert (seen[-1].skipped, seen[-1].failed) == (2, 0)


def test_another_dateline_reads_anew_and_removes_the_old_store(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.mkdir()
    old = cache / "demo-0123456789ab.db"
    old.write_bytes(b"")
    other = cache / "notes.db"
    other.write_bytes(b"")
    monkeypatch.setattr(demo, "add_reports", lambda *_, **__: Tally())
    open_demo().close()
    assert not old.exists()
    assert other.exists()


def test_the_fingerprint_changes_with_the_code_and_only_then(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "demo").mkdir()
    (tmp_path / "data").mkdir()
    (tmp_path / "reader.py").write_text("one")
    monkeypatch.setattr(demo, "PACKAGE", tmp_path)
    monkeypatch.setattr(demo, "REPORTS", tmp_path / "demo")
    first = demo.fingerprint()
    assert demo.fingerprint() == first
    (tmp_path / "reader.py").write_text("two")
    assert demo.fingerprint() != first


def test_a_cache_that_cannot_be_made_is_a_set_up_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    with pytest.raises(SetupError) as caught:
        open_demo()
    assert caught.value.slug == "cache-unwritable"
