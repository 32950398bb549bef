"""doctor: one finding for each thing, and a failure of one hides no other."""

import sqlite3
from pathlib import Path

import pytest

from dateline import doctor
from dateline.doctor import Finding, examine
from dateline.errors import SetupError


def finding(what: str, *, store: Path) -> Finding:
    (found,) = (finding for finding in examine(store) if finding.what == what)
    return found


def test_each_thing_is_looked_at_once(tmp_path: Path) -> None:
    looked_at = [finding.what for finding in examine(tmp_path / "s.db")]
    assert looked_at == ["python", "reader's network", "gazetteer", "actors", "page", "sqlite", "store"]


@pytest.mark.parametrize("what", ["python", "reader's network", "gazetteer", "actors", "sqlite", "store"])
def test_all_is_well_where_the_tests_run(what: str, tmp_path: Path) -> None:
    found = finding(what, store=tmp_path / "s.db")
    assert found.ok, found
    assert found.advice is None


def test_a_check_that_breaks_is_a_finding_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> Finding:
        raise SetupError("there is no gazetteer. Install again.", slug="gazetteer-missing")

    def broken() -> Finding:
        raise RuntimeError("boom")

    monkeypatch.setattr(doctor, "check_gazetteer", missing)
    monkeypatch.setattr(doctor, "check_model", broken)
    findings = {finding.what: finding for finding in examine(tmp_path / "s.db")}
    assert not findings["gazetteer"].ok
    assert "Install again" in findings["gazetteer"].found
    assert "boom" in findings["reader's network"].found
    assert findings["reader's network"].advice is not None
    assert findings["sqlite"].ok


def test_a_page_that_is_not_built_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(doctor, "PAGE", tmp_path / "index.html")
    found = doctor.check_page()
    assert not found.ok
    assert found.advice is not None
    (tmp_path / "index.html").write_text("<!doctype html>")
    assert doctor.check_page().ok


def test_a_damaged_store_is_found(tmp_path: Path) -> None:
    (tmp_path / "s.db").write_bytes(b"no database" * 100)
    found = finding("store", store=tmp_path / "s.db")
    assert not found.ok
    assert "not a SQLite database" in found.found


def test_a_folder_that_cannot_be_written_is_found(tmp_path: Path) -> None:
    found = finding("store", store=tmp_path / "missing" / "s.db")
    assert not found.ok
    assert found.advice is not None


def test_looking_leaves_nothing_behind(tmp_path: Path) -> None:
    examine(tmp_path / "s.db")
    assert list(tmp_path.iterdir()) == []


def test_a_sqlite_without_its_search_tables_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    class Poor:
        """A connection to a SQLite that was built without FTS5."""

        def execute(self, statement: str) -> None:
            if "fts5" in statement:
                raise sqlite3.OperationalError("no such module: fts5")

        def close(self) -> None: ...

    monkeypatch.setattr(doctor.sqlite3, "connect", lambda _: Poor())
    found = doctor.check_sqlite()
    assert not found.ok
    assert "FTS5" in found.found
    assert "R*Tree" not in found.found
