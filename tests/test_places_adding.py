"""A user's own places: added from CSV and GeoNames' files, used by reading, and whole after a kill."""

import io
import os
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from dateline import cli
from dateline.errors import DatelineError, InputError, SetupError
from dateline.places import find_place_mentions, open_gazetteer
from dateline.places.added import VARIABLE, Priority, find_tables, remove_table, tables_folder
from dateline.places.adding import Count, add_table, check_file, check_table
from dateline.places.gazetteer import Entry

CSV = """name,lat,lon,kind,country,names,admin1
Qalat Nowhere,35.5,36.5,city,SYR,Castle Nowhere|Qal'at Nowhere,Hama
Hama,10.5,20.5,camp,TD,,
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "tables"))
    return tmp_path / "tables"


def a_line(
    identity: int,
    name: str,
    code: str = "P.PPL",
    *,
    at: tuple[str, str] = ("35.1", "36.2"),
    country: str = "SY",
    admin: str = "",
    others: str = "",
    people: int = 0,
) -> str:
    """A line of a GeoNames country file: 19 columns set off by tabs."""
    kind, feature = code.split(".")
    cells = [
        str(identity), name, name, others, *at, kind, feature, country, "", admin, "", "", "", str(people),
        "", "300", "Asia/Damascus", "2024-01-01",
    ]  # fmt: skip
    return "\t".join(cells) + "\n"


GEONAMES = (
    a_line(90_000_001, "Muḩāfaz̧at Test", "A.ADM1", admin="77")
    + a_line(90_000_002, "Kafr Nowhere", admin="77", others="Kfar Nowhere,كفر", people=120)
    + a_line(90_000_003, "Wādī Nowhere", "H.WAD")
)


def written(tmp_path: Path, name: str, text: str | bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def add(path: Path, priority: Priority | None = None) -> Count:
    return add_table(path, priority=priority, watch=lambda _done, _total: None)[1]


def check(path: Path) -> Count:
    return check_file(path, watch=lambda _done, _total: None)


def found(key: str) -> list[Entry]:
    return [named.entry for named in open_gazetteer().find(key)]


def slug_of(path: Path) -> str:
    with pytest.raises(DatelineError) as caught:
        add(path)
    return caught.value.slug


def test_a_row_of_the_user_is_found_by_all_its_names_and_has_an_id_of_its_own(tmp_path: Path) -> None:
    add(written(tmp_path, "mine.csv", CSV))
    (entry,) = found("castle nowhere")
    place = open_gazetteer().place(entry)
    assert found("qalat nowhere") == [entry]
    assert (place.name, place.country, place.admin1, place.geonames_id) == (
        "Qalat Nowhere",
        "SYR",
        "Hama",
        None,
    )
    assert entry.id < -(1 << 32)


def test_a_report_is_read_with_the_places_of_the_user(tmp_path: Path) -> None:
    add(written(tmp_path, "mine.csv", CSV))
    text = "Officials in Syria said on Friday that fighting had reached Qalat Nowhere."
    places = [m.place for m in find_place_mentions(text, named=(), gazetteer=open_gazetteer())]
    assert [place.name for place in places if place] == ["Syria", "Qalat Nowhere"]


@pytest.mark.parametrize(
    ("priority", "alone"), [(Priority.FIRST, True), (Priority.BESIDE, False), (None, True)]
)
def test_the_priority_says_whether_a_name_means_the_users_place_alone(
    tmp_path: Path, priority: Priority | None, alone: bool
) -> None:
    add(written(tmp_path, "mine.csv", CSV), priority)
    kinds = [entry.kind for entry in found("hama")]
    assert "camp" in kinds
    assert (len(kinds) == 1) is alone


def test_a_country_file_of_geonames_brings_its_places_with_their_province(tmp_path: Path) -> None:
    count = add(written(tmp_path, "SY.txt", GEONAMES))
    (entry,) = found("kfar nowhere")
    place = open_gazetteer().place(entry)
    assert (count.places, count.left_out, count.faulty) == (2, 1, 0)
    assert (place.geonames_id, place.admin1, place.kind) == (90_000_002, "Muḩāfaz̧at Test", "city")


def test_the_shipped_place_stands_where_geonames_has_it_too(tmp_path: Path, folder: Path) -> None:
    folder.mkdir()
    (syria, *_) = found("syria")
    (before,) = [each for each in found("hama") if each.kind == "city" and each.country == syria.country]
    add(written(tmp_path, "SY.txt", a_line(before.id, "Ḩamāh", others="Nowhere-upon-Orontes")))
    assert found("nowhere upon orontes") == [before]


def test_other_names_are_added_to_places_that_are_known(tmp_path: Path) -> None:
    add(written(tmp_path, "SY.zip", zipped("SY.txt", GEONAMES)))
    names = (
        "1\t90000002\ten\tNewname of Nowhere\t1\t\t\t\t\t\n"
        "2\t90000002\tlink\tHttps example\t\t\t\t\t\t\n"
        "3\t99999999\ten\tUnheard of\t\t\t\t\t\t\n"
    )
    count = add(written(tmp_path, "alternateNamesV2.txt", names))
    assert [entry.id for entry in found("newname of nowhere")] == [90_000_002]
    assert (count.places, count.names, count.left_out) == (0, 1, 2)


def zipped(name: str, text: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "about")
        archive.writestr(name, text)
    return packed.getvalue()


def test_adding_twice_gives_the_same_bytes(tmp_path: Path, folder: Path) -> None:
    path = written(tmp_path, "mine.csv", CSV)
    add(path)
    once = (folder / "mine.sqlite").read_bytes()
    add(path)
    assert (folder / "mine.sqlite").read_bytes() == once


def test_a_table_is_listed_and_removed(tmp_path: Path) -> None:
    add(written(tmp_path, "mine.csv", CSV))
    (table,) = find_tables(tables_folder())
    assert (table.name, table.places, table.priority, len(table.sha256)) == ("mine", 2, Priority.FIRST, 64)
    assert check_table(table.path) == []
    remove_table("mine")
    assert found("qalat nowhere") == []
    for name in ("mine", "../tables/mine"):
        with pytest.raises(InputError) as caught:
            remove_table(name)
        assert caught.value.slug == "table-unknown"


FAULTY = [
    (a_line(1, "North", at=("95", "36")), "latitude 95"),
    (a_line(1, "East", at=("35", "-180.5")), "longitude -180.5"),
    (a_line(1, "Words", at=("x", "36")), "latitude 'x' is no number"),
    (a_line(1, "Nan", at=("nan", "36")), "out of range"),
    (a_line(1, "Land", country="QQ"), "country code 'QQ'"),
    (a_line(1, " "), "name is empty"),
    (a_line(90_000_001, "Twice"), "id was there before"),
    ("1\tShort\n", "2 columns, not 19"),
    (a_line(0, "Zero"), "GeoNames id '0'"),
]


@pytest.mark.parametrize(("line", "why"), FAULTY, ids=[why for _, why in FAULTY])
def test_a_faulty_row_is_left_out_and_told_with_its_line(tmp_path: Path, line: str, why: str) -> None:
    path = written(tmp_path, "SY.txt", GEONAMES + line)
    for count in (check(path), add(path)):
        assert [fault.line for fault in count.faults] == [4]
        assert why in count.faults[0].why
        assert count.places == 2


def test_a_row_in_another_encoding_is_a_fault_of_that_row(tmp_path: Path) -> None:
    path = written(tmp_path, "mine.csv", "name,lat,lon\nHomsé,1,2\n".encode("latin-1") + b"Plain,3,4\n")
    count = check(path)
    assert (count.places, [(fault.line, fault.why) for fault in count.faults]) == (
        1,
        [(2, "bytes that are not UTF-8")],
    )


def damaged_zip() -> bytes:
    packed = bytearray(zipped("SY.txt", GEONAMES * 50))
    packed[120] ^= 0xFF
    return bytes(packed)


@pytest.mark.parametrize(
    ("name", "content", "slug"),
    [
        ("mine.csv", "name,lat,lon\nHoms,1,2\n".encode("utf-16"), "wrong-encoding"),
        ("mine.csv", b"name;lat;lon\nHoms;1;2\n", "bad-table"),
        ("mine.csv", b"name,lat\nHoms,1\n", "bad-table"),
        ("mine.csv", b'name,lat,lon\n"Homs,1,2\n' + b"x" * 200_000, "bad-table"),
        ("mine.csv", b"name,lat,lon\nHoms,100,2\n", "no-places"),
        ("mine.csv", b"", "bad-table"),
        ("SY.txt", b"no table at all\n", "bad-table"),
        ("SY.zip", zipped("SY.txt", GEONAMES)[:-60], "damaged-archive"),
        ("SY.zip", damaged_zip(), "damaged-archive"),
        ("SY.zip", b"PK", "damaged-archive"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_and_what_was_there_stays(
    tmp_path: Path, folder: Path, name: str, content: bytes, slug: str
) -> None:
    good: dict[str, str | bytes] = {"csv": CSV, "txt": GEONAMES, "zip": zipped("SY.txt", GEONAMES)}
    add(written(tmp_path, name, good[name[-3:]]))
    before = {path.name: path.read_bytes() for path in folder.glob("*.sqlite")}
    assert slug_of(written(tmp_path, name, content)) == slug
    assert {path.name: path.read_bytes() for path in folder.glob("*.sqlite")} == before


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert slug_of(tmp_path / "missing.csv") == "no-such-file"


def test_two_at_once_are_told_apart(tmp_path: Path, folder: Path) -> None:
    folder.mkdir()
    other = sqlite3.connect(folder / "lock", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert slug_of(written(tmp_path, "mine.csv", CSV)) == "gazetteer-busy"
    other.close()


def test_a_damaged_table_is_no_silent_loss(tmp_path: Path, folder: Path) -> None:
    add(written(tmp_path, "mine.csv", CSV))
    (folder / "mine.sqlite").write_bytes(b"no database" * 1000)
    with pytest.raises(SetupError) as caught:
        open_gazetteer()
    assert caught.value.slug == "gazetteer-damaged"
    remove_table("mine")
    assert found("hama")


def test_a_named_folder_that_is_not_there_is_an_error(folder: Path) -> None:
    with pytest.raises(SetupError) as caught:
        open_gazetteer()
    assert caught.value.slug == "gazetteer-missing"
    folder.mkdir()
    assert found("hama")


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "file" / "tables"))
    assert slug_of(written(tmp_path, "mine.csv", CSV)) == "gazetteer-unwritable"


def many_rows(tmp_path: Path, rows: int) -> Path:
    lines = (
        a_line(90_000_000 + n, f"Kafr Nowhere {n}", others=f"Kfar {n},Tell {n}") for n in range(1, rows + 1)
    )
    path = tmp_path / "SY.txt"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(lines)
    return path


MOST_MEMORY_MB = 120
ADD = """
import resource, sys
from pathlib import Path
from dateline.places import open_gazetteer
from dateline.places.adding import add_table
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
table, count = add_table(Path(sys.argv[1]), priority=None, watch=lambda done, total: None)
print(count.places, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def test_a_hundred_thousand_rows_are_added_within_bounds_of_memory(tmp_path: Path) -> None:
    path = many_rows(tmp_path, 100_000)
    ran = subprocess.run([sys.executable, "-c", ADD, str(path)], capture_output=True, text=True, check=True)
    places, megabytes = map(int, ran.stdout.split())
    assert places == 100_000
    assert megabytes < MOST_MEMORY_MB


def test_a_killed_run_leaves_what_was_there(tmp_path: Path, folder: Path) -> None:
    add(written(tmp_path, "SY.txt", GEONAMES))
    before = (folder / "SY.sqlite").read_bytes()
    path = many_rows(tmp_path, 100_000)
    process = subprocess.Popen([sys.executable, "-c", ADD, str(path)])
    unfinished = folder / "SY.unfinished"
    while not (unfinished.exists() and unfinished.stat().st_size > 20_000):
        assert process.poll() is None
        time.sleep(0.005)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert (folder / "SY.sqlite").read_bytes() == before
    assert [entry.id for entry in found("kfar nowhere")] == [90_000_002]
    add(written(tmp_path, "mine.csv", CSV))
    assert not unfinished.exists()


def test_the_commands_add_list_check_and_remove(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, "mine.csv", CSV + "Off,95,0,,,,\n")
    elsewhere = ["--gazetteer", str(folder), "gazetteer"]
    assert cli.run([*elsewhere, "check", str(path)]) == 2
    told = capsys.readouterr()
    assert "mine.csv line 4: latitude 95" in told.err
    assert "2 places" in told.out
    assert cli.run([*elsewhere, "add", str(path), "--priority", "beside"]) == 0
    assert "priority beside" in capsys.readouterr().out
    assert cli.run([*elsewhere, "list"]) == 0
    assert "mine: 2 places" in capsys.readouterr().out
    assert cli.run([*elsewhere, "check"]) == 0
    told = capsys.readouterr()
    assert told.out.startswith("shipped: ")
    assert "sha256" in told.out
    assert "FAIL" not in told.out
    assert cli.run([*elsewhere, "remove", "mine"]) == 0
    assert cli.run([*elsewhere, "remove", "mine"]) == 2
