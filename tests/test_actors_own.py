"""A user's CSV of actors comes before the directory; what cannot be right is refused with its line."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dateline
from dateline import cli
from dateline.actors import Directory, open_directory, resolve_actor
from dateline.actors.own import open_directory_with
from dateline.errors import InputError
from dateline.types import Actor

DAY = date(2024, 12, 6)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "actors.csv"


def with_rows(file: Path, *lines: str) -> Directory:
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return open_directory_with(file)


def who(phrase: str, directory: Directory, *, on: date | None = DAY) -> Actor | None:
    return resolve_actor(phrase, directory=directory, countries=("SYR",), on=on).actor


def test_a_new_actor_is_found_by_each_of_its_names(file: Path) -> None:
    directory = with_rows(file, "name,aliases,country,sectors", "Zintan Front,Free Zintanis|ZF,LBY,REB")
    front = Actor(id="own-zintan-front", name="Zintan Front", country="LBY", sectors=("REB",))
    for phrase in (
        "the Zintan Front",
        "Free Zintanis",
        "ZF",
        "ZF fighters",
        "commanders of the Zintan Front",
    ):
        assert who(phrase, directory) == front, phrase
    assert who("the army", directory) == who("the army", open_directory())


def test_a_name_of_the_file_means_nobody_else(file: Path) -> None:
    directory = with_rows(file, "name,aliases,country,sectors", "Homs Traders,HTS|the regime,SYR,BUS")
    for phrase in ("HTS", "the regime"):
        assert getattr(who(phrase, directory), "id", None) == "own-homs-traders", phrase
    assert getattr(who("Hayat Tahrir al-Sham", directory), "id", None) == "hts"


def test_an_id_of_the_directory_adds_names_and_keeps_the_rest(file: Path) -> None:
    directory = with_rows(file, "id,aliases", "hts,the Blue Coats")
    assert who("the Blue Coats", directory) == who("HTS", directory) == who("HTS", open_directory())


def test_an_id_of_the_directory_is_changed_where_the_row_says_so(file: Path) -> None:
    directory = with_rows(file, "id,name,sectors,wikidata", "hts,Tahrir,GOV REB,Q1")
    expected = Actor(id="hts", name="Tahrir", country="SYR", sectors=("GOV", "REB"), wikidata="Q1")
    assert who("Hayat Tahrir al-Sham", directory) == expected


def test_rows_of_one_id_are_what_it_was_at_the_time(file: Path) -> None:
    directory = with_rows(
        file,
        "id,name,kind,country,sectors,since,until",
        "khoury,Rami Khoury,person,SYR,MIL,,2024-12-08",
        "khoury,Rami Khoury,person,SYR,GOV,2024-12-09,",
    )
    days = (date(2024, 12, 8), date(2024, 12, 9))
    assert [getattr(who("Rami Khoury", directory, on=day), "sectors", None) for day in days] == [
        ("MIL",),
        ("GOV",),
    ]


def test_two_of_one_name_in_two_countries_are_told_apart(file: Path) -> None:
    directory = with_rows(file, "id,name,country,sectors", "a,Dawn Brigade,SYR,REB", "b,Dawn Brigade,YEM,REB")
    found = resolve_actor("the Dawn Brigade", directory=directory, countries=("YEM",), on=DAY).actor
    assert getattr(found, "id", None) == "b"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_what_a_spreadsheet_writes_is_read(file: Path, delimiter: str) -> None:
    cells = delimiter.join(("name", "aliases")), delimiter.join(('"Zintan Front"', "ZF")), delimiter * 3
    file.write_bytes(b"\xef\xbb\xbf" + "\r\n".join(cells[:2]).encode() + b"\r\n\r\n")
    assert getattr(who("ZF", open_directory_with(file)), "name", None) == "Zintan Front"


BAD = [
    ("name,country", "A Front,XXX", "actors-row", "line 2, has the country 'XXX'"),
    ("name,country", "A Front,SYR\nB Front,SY", "actors-row", "line 3"),
    ("name,aliases", '"A\nFront",x|y\nB,?', "actors-row", "line 4"),
    ("name,sectors", "A Front,REB KING", "actors-row", "'KING'"),
    ("name,kind", "A Front,tribe", "actors-row", "'tribe'"),
    ("name,wikidata", "A Front,858", "actors-row", "'858'"),
    ("name,since", "A Front,6 December", "actors-row", "'6 December'"),
    ("name,since", "A Front,2024-02-30", "actors-row", "'2024-02-30'"),
    ("name,since,until", "A Front,2024,2023", "actors-row", "before it begins"),
    ("name,country", "A Front,SYR,REB", "actors-row", "3 cells for 2 columns"),
    ("name,country", ",SYR", "actors-row", "neither name nor id"),
    ("name", "—", "actors-row", "no letter"),
    ("name", '"A Front', "actors-row", "is no CSV"),
    ("id,aliases", "nobody-known,A Front", "actors-row", "'nobody-known'"),
    ("id,name", "a,A Front\nb,A Front", "actors-clash", "lines 2 and 3"),
    ("name,colour", "A Front,red", "actors-columns", "colour"),
    ("name,name", "A Front,B", "actors-columns", "name, name"),
    ("country", "SYR", "actors-columns", "name or id"),
    ("", "", "actors-columns", "missing"),
]


@pytest.mark.parametrize(("header", "rows", "slug", "words"), BAD)
def test_what_cannot_be_right_is_refused(file: Path, header: str, rows: str, slug: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        with_rows(file, header, rows)
    assert caught.value.slug == slug
    assert words in str(caught.value)


def test_a_file_that_is_not_there_or_no_text_is_refused(file: Path) -> None:
    for content in (None, b"name\n\xff\xfe"):
        if content:
            file.write_bytes(content)
        with pytest.raises(InputError) as caught:
            open_directory_with(file)
        assert caught.value.slug == "actors-unreadable"


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(file: Path, text: str) -> None:
    file.write_text("name,aliases,country\n" + text, encoding="utf-8", errors="replace")
    try:
        directory = open_directory_with(file)
    except InputError:
        return
    assert resolve_actor("the army", directory=directory, countries=("SYR",)).why


def test_claims_have_the_actors_of_the_file(
    tmp_path: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "r.txt"
    report.write_text("6 December 2024\n\nRebels from the Zintan Front attacked Hama on Thursday.\n")
    file.write_text("name,country,sectors\nZintan Front,SYR,REB\n")
    claims = list(dateline.read(report, actors=file))
    assert "own-zintan-front" in {who.actor.id for claim in claims for who in claim.actors if who.actor}
    assert cli.run(["read", str(report), "--actors", str(file), "--format", "jsonl"]) == 0
    assert "own-zintan-front" in capsys.readouterr().out
    assert cli.run(["read", str(report), "--actors", str(tmp_path / "none.csv")]) == 2
    assert "none.csv" in capsys.readouterr().err
