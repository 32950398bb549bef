"""Tables that cannot be right stop the build."""

from pathlib import Path

import pytest

from dateline.actors import compile as compiling
from dateline.actors.directory import open_directory_at
from dateline.actors.towns import read_towns
from dateline.places.names import plain_key

TABLES = {
    "countries.tsv": (
        "iso3\tname\twikidata\tnationalities\tcapitals\taliases\nSYR\tSyria\tQ858\tSyrian\tDamascus\t\n"
    ),
    "groups.tsv": (
        "# a remark\nid\tname\tkind\tcountry\tsectors\tsince\tuntil\taliases\n"
        "g\tGroup\tarmed\tSYR\tREB\t2011\t\tGrp\n"
    ),
    "outlets.tsv": "name\tkind\tcountry\tdomain\taliases\n",
    "people.tsv": "name\tshort\tcountry\toffices\taliases\nA B\t\tSYR\tpresident 2000..2001-02\t\n",
    "petrarch-actors.tsv": "name\tkind\tspells\taliases\nC D\tperson\tSYR GOV 2001-01-01..2002-01-01\t\n",
    "petrarch-roles.tsv": "words\tsectors\tvoice\tbound\n",
    "roles.tsv": "words\tsectors\tvoice\tbound\nrebel|rebels\tREB\trebel\tyes\n",
    "wikidata.tsv": "actor\twikidata\ng\tQ1\n",
    "peoples.tsv": "country\tnames\n",
    "local.tsv": "country\twords\tactor\nSYR\tthe lot\tg\n",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in TABLES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(compiling, "TABLES", tmp_path)
    monkeypatch.setattr(compiling, "read_towns", lambda: iter([("Homs", "SYR"), ("Rebel", "SYR")]))
    return tmp_path


def test_small_tables_make_a_directory(folder: Path) -> None:
    compiling.compile_directory(folder / "d.sqlite")
    directory = open_directory_at(folder / "d.sqlite")
    (person,) = directory.find("a b")
    assert [str(person.spells[0].since), str(person.spells[0].until)] == ["2000-01-01", "2001-02-28"]
    assert [bearer.wikidata for bearer in directory.find("group")] == ["Q1"]
    assert directory.find("homs")[0].country == "SYR"
    assert directory.find("rebel") == ()


def test_the_same_tables_give_the_same_bytes(folder: Path) -> None:
    for name in ("one", "two"):
        compiling.compile_directory(folder / name)
    assert (folder / "one").read_bytes() == (folder / "two").read_bytes()


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("groups.tsv", "x\tX\tarmed\tSYR\tNOPE\t\t\t"),
        ("people.tsv", "X Y\t\tSYR\tgrand wizard 2001..\t"),
        ("roles.tsv", "x\tREB\trebel\tyes\ttoo many"),
        ("roles.tsv", "x\tNOPE\trebel\tyes"),
    ],
)
def test_a_row_that_cannot_be_right_stops_the_build(folder: Path, table: str, row: str) -> None:
    with (folder / table).open("a", encoding="utf-8") as file:
        file.write(row + "\n")
    with pytest.raises(ValueError, match=r"NOPE|grand wizard|too many"):
        compiling.compile_directory(folder / "d.sqlite")
    assert not (folder / "d.sqlite").exists()


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [("2011", "2011-01-01", "2011-12-31"), ("2012-02", "2012-02-01", "2012-02-29"), ("", None, None)],
)
def test_a_date_of_a_table_may_be_a_month_or_a_year(cell: str, first: str | None, last: str | None) -> None:
    assert (compiling.first_day(cell), compiling.last_day(cell)) == (first, last)


def test_towns_tell_one_country_each() -> None:
    towns = {plain_key(name): country for name, country in read_towns()}
    assert (towns["karachi"], towns["kano"], towns["minsk"]) == ("PAK", "NGA", "BLR")
    assert "jackson" not in towns
