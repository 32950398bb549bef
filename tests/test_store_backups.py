"""A store copied to another file and back: whole, checked, never over something by mistake."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from making import a_claim, a_report

from dateline.errors import StoreError
from dateline.store import Query, Store, copy_store, open_store
from dateline.types import Claim, Reading, Report


def keep(store: Store, number: int) -> None:
    claim = a_claim("CONTROL", "takes", report=f"r{number}", by="rebels", place="Hama", on="2024-12-05")
    store.add(Reading(report=a_report(f"r{number}"), sentences=(), claims=(claim,)))


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "kept.db", create=True) as store:
        keep(store, 1)
        keep(store, 2)
        store.refresh_events()
        yield store


def contents(path: Path) -> tuple[list[Report], list[Claim], list[str]]:
    with open_store(path) as store:
        return list(store.reports()), list(store.claims()), [event.id for event in store.events()]


def refused(source: Path, target: Path, *, force: bool = False) -> str:
    """The slug of the error; whatever there was at the target must still be there, and nothing else."""
    before = {path.name: path.read_bytes() for path in target.parent.iterdir() if path.is_file()}
    with pytest.raises(StoreError) as error:
        copy_store(source, target, force=force)
    assert target.name not in before or target.read_bytes() == before[target.name]
    assert not target.with_name(f"{target.name}.unfinished").exists()
    assert target.exists() is (target.name in before or target.is_dir())
    return error.value.slug


def test_a_backup_brought_back_is_the_store_it_was(kept: Store, tmp_path: Path) -> None:
    store, backup, back = (tmp_path / name for name in ("kept.db", "backup.db", "back.db"))
    copy_store(store, backup)
    copy_store(backup, back)
    kept.close()
    assert contents(back) == contents(store)


def test_a_copy_can_be_searched_by_words_and_by_box(kept: Store, tmp_path: Path) -> None:
    copy_store(Path(kept.name), tmp_path / "backup.db")
    with open_store(tmp_path / "backup.db") as backup:
        assert len(list(backup.claims(Query(text="rebels", place="Hama", since=date(2024, 12, 5))))) == 2


def test_a_backup_is_of_one_moment_while_another_process_writes(kept: Store, tmp_path: Path) -> None:
    store = tmp_path / "kept.db"
    done = threading.Event()

    def write() -> None:
        number = 3
        while not done.is_set():
            keep(kept, number)
            number += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            copy_store(store, tmp_path / f"backup-{number}.db")
    finally:
        done.set()
        writer.join()
    sizes = []
    for number in range(5):
        reports, claims, _ = contents(tmp_path / f"backup-{number}.db")
        assert [claim.report for claim in claims] == [report.id for report in reports]
        sizes.append(len(reports))
    assert sizes == sorted(sizes)


def test_a_file_that_is_there_is_replaced_only_by_force(kept: Store, tmp_path: Path) -> None:
    store, backup = tmp_path / "kept.db", tmp_path / "backup.db"
    copy_store(store, backup)
    keep(kept, 3)
    assert refused(store, backup) == "file-exists"
    assert len(contents(backup)[0]) == 2
    copy_store(store, backup, force=True)
    assert len(contents(backup)[0]) == 3


def test_a_log_left_by_a_killed_process_is_not_played_into_the_restored_store(
    kept: Store, tmp_path: Path
) -> None:
    store, backup, killed = (tmp_path / name for name in ("kept.db", "backup.db", "killed.db"))
    copy_store(store, backup)
    keep(kept, 3)
    # Files as a process leaves them that is killed between a commit and the end.
    for ending in ("", "-wal"):
        (tmp_path / f"killed.db{ending}").write_bytes((tmp_path / f"kept.db{ending}").read_bytes())
    assert (tmp_path / "killed.db-wal").stat().st_size > 0
    copy_store(backup, killed, force=True)
    assert contents(killed) == contents(backup)


def test_a_damaged_store_can_be_replaced(kept: Store, tmp_path: Path) -> None:
    store, damaged = tmp_path / "kept.db", tmp_path / "damaged.db"
    damaged.write_bytes(b"no database at all" * 100)
    copy_store(store, damaged, force=True)
    kept.close()
    assert contents(damaged) == contents(store)


def test_a_store_that_another_has_open_is_not_replaced(kept: Store, tmp_path: Path) -> None:
    store, backup = tmp_path / "kept.db", tmp_path / "backup.db"
    copy_store(store, backup)
    assert list(kept.reports())
    assert refused(backup, store, force=True) == "store-locked"
    kept.close()
    copy_store(backup, store, force=True)


def damage(path: Path) -> None:
    """Overwrite the pages in the middle, as a failing disk does; the first ones still look well."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 2)
        file.write(b"\xff" * (size // 4))


def test_a_damaged_store_is_not_copied(kept: Store, tmp_path: Path) -> None:
    store = tmp_path / "kept.db"
    copy_store(store, tmp_path / "backup.db")
    damage(tmp_path / "backup.db")
    assert refused(tmp_path / "backup.db", tmp_path / "back.db") == "store-damaged"
    assert refused(tmp_path / "backup.db", store, force=True) == "store-damaged"
    kept.close()
    assert len(contents(store)[0]) == 2


def test_what_is_no_store_of_datelines_is_not_copied(kept: Store, tmp_path: Path) -> None:
    other, empty, text, newer = (tmp_path / f"{name}.db" for name in ("other", "empty", "text", "newer"))
    with closing(sqlite3.connect(other)) as raw, raw:
        raw.execute("CREATE TABLE things (name)")
    empty.touch()
    text.write_text("not a database", encoding="utf-8")
    copy_store(Path(kept.name), newer)
    with closing(sqlite3.connect(newer)) as raw, raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    slugs = {path: refused(path, tmp_path / "back.db") for path in (other, empty, text, newer)}
    assert slugs == {
        other: "store-foreign",
        empty: "store-empty",
        text: "store-damaged",
        newer: "store-newer",
    }
    assert refused(tmp_path / "missing.db", tmp_path / "back.db") == "store-missing"


def test_a_folder_is_no_file_to_copy_to(kept: Store, tmp_path: Path) -> None:
    assert refused(Path(kept.name), tmp_path) == "store-missing"
    with pytest.raises(StoreError, match="no folder"):
        copy_store(Path(kept.name), tmp_path / "no" / "backup.db")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_store_on_a_read_only_disk_can_be_backed_up(kept: Store, tmp_path: Path) -> None:
    folder = tmp_path / "disk"
    folder.mkdir()
    copy_store(Path(kept.name), folder / "kept.db")
    folder.chmod(0o555)
    try:
        copy_store(folder / "kept.db", tmp_path / "backup.db")
    finally:
        folder.chmod(0o755)
    assert contents(tmp_path / "backup.db") == contents(Path(kept.name))
