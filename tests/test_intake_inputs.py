"""Files, folders, archives and streams on their way in: what is read, and what is refused and why."""

import bz2
import gzip
import io
import json
import os
import random
import sys
import zipfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import InputError
from dateline.intake import (
    Skipped,
    archives,
    find_inputs,
    inputs,
    make_report,
    read_bytes,
    read_reports,
    report_from_text,
)
from dateline.types import Report

STORY = b"Army leaves Homs by night\n7 December 2024\n\nThe army left Homs on Friday. Nobody saw it go.\n"
PROSE = b"The army left Homs on Friday. Nobody saw it go.\n"
PAGE = b"""<!doctype html><html><head><title>Army leaves Homs</title>
<meta property="article:published_time" content="2024-12-07T10:00:00Z">
<script>alert('The army never left')</script></head><body><nav>World</nav><article><h1>Army leaves Homs</h1>
<p>The army left Homs on Friday &amp; nobody saw it go, three people who live there said in the morning.</p>
<p>They had heard engines in the night, they said, and found the barracks empty when the sun came up.</p>
</article></body></html>"""
MAIL = (
    b"From: Sample Wire News <desk@wire.example>\r\nTo: you@desk.example\r\nSubject: Army leaves Homs\r\n"
    b"Date: Sat, 07 Dec 2024 23:30:00 +0300\r\n\r\nThe army left Homs on Friday. Nobody saw it go.\r\n"
)


def a_line(**fields: object) -> bytes:
    return json.dumps({"text": "The army left Homs.", **fields}).encode() + b"\n"


def a_zip(members: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target.getvalue()


def told(found: Iterable[Report | Skipped]) -> list[tuple[str | None, str]]:
    """(source, headline or slug), a row a report or refusal."""
    return [
        (one.source, one.error.slug if isinstance(one, Skipped) else one.title or "no headline")
        for one in found
    ]


def only_report(found: Iterable[Report | Skipped]) -> Report:
    (one,) = found
    assert isinstance(one, Report), one
    return one


def only_slug(found: Iterable[Report | Skipped]) -> str:
    (one,) = found
    assert isinstance(one, Skipped)
    return one.error.slug


# ── formats ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", STORY),
        ("a.TXT", STORY),
        ("a.html", PAGE),
        ("a.htm", PAGE),
        ("a.txt", PAGE),
        ("a.eml", MAIL),
        ("a.jsonl", a_line(title="Army leaves Homs", published="2024-12-07")),
        ("a.ndjson", a_line(title="Army leaves Homs", published="2024-12-07")),
        ("a.txt.gz", gzip.compress(STORY, mtime=0)),
        ("a.html.gz", gzip.compress(PAGE, mtime=0)),
        ("a.jsonl.gz", gzip.compress(a_line(title="Army leaves Homs", published="2024-12-07"), mtime=0)),
        ("a.zip", a_zip({"b/a.txt": STORY})),
        ("a.zip", a_zip({"inner.zip": a_zip({"a.eml": MAIL})})),
        (None, STORY),
        (None, b"\xef\xbb\xbf" + STORY),
        (None, PAGE),
        (None, MAIL),
        (None, a_line(title="Army leaves Homs", published="2024-12-07")),
        (None, gzip.compress(PAGE, mtime=0)),
        (None, a_zip({"a.txt": STORY})),
        (None, STORY.decode().encode("utf-16")),
    ],
)
def test_every_format_gives_headline_day_and_text(name: str | None, data: bytes) -> None:
    report = only_report(read_bytes(data, name=name))
    assert report.title is not None
    assert report.title.startswith("Army leaves Homs")
    assert report.text.startswith(f"{report.title}\n\nThe army left Homs")
    assert report.published == date(2024, 12, 7)
    assert report.sha256 is not None
    assert report.why


def test_a_page_is_read_without_its_scripts_and_with_its_entities() -> None:
    report = only_report(read_bytes(PAGE, name="a.html"))
    assert "Friday & nobody" in report.text
    assert "never left" not in report.text + "".join(report.furniture)
    assert "World" in report.furniture


@pytest.mark.parametrize("bar", ["|", "-", "–"])
def test_the_name_of_the_site_is_cut_off_the_headline(bar: str) -> None:
    site = b'<meta property="og:site_name" content="Lakeside Tribune"><title>'
    page = PAGE.replace(b"<title>", site).replace(b"</title>", f" {bar} Lakeside Tribune</title>".encode())
    report = only_report(read_bytes(page.replace(b"<h1>Army leaves Homs</h1>", b""), name="a.html"))
    assert (report.title, report.publisher) == ("Army leaves Homs", "Lakeside Tribune")


@pytest.mark.parametrize(
    "data", [b"<html></html>", b"<html><script>1</script></html>", b"", b" \n ", b"\xef\xbb\xbf"]
)
def test_a_page_without_text_is_empty(data: bytes) -> None:
    assert only_slug(read_bytes(data, name="a.html")) == "empty-input"


def test_a_short_page_without_an_article_is_read_as_the_text_it_shows() -> None:
    report = only_report(read_bytes(b"<p>Troops left.<p>Rebels came.", name="a.html"))
    assert "Troops left." in report.text
    assert "Rebels came." in report.text


def test_a_page_in_another_encoding_is_read_by_its_meta_tag() -> None:
    page = (
        PAGE.decode().replace("<head>", '<head><meta charset="windows-1251">').replace("engines", "двигатели")
    )
    assert "двигатели" in only_report(read_bytes(page.encode("cp1251"), name="a.html")).text


def test_a_mail_gives_sender_subject_and_the_names_of_attachments() -> None:
    mail = (
        b"From: Omar <omar@desk.example>\nSubject: Fwd: Army leaves Homs\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/html; charset=utf-8\n\n'
        b"<p>The army left Homs on Friday, caf\xc3\xa9 owners said.</p>\n--x\nContent-Type: application/pdf\n"
        b'Content-Disposition: attachment; filename="map.pdf"\n\nxx\n--x--\n'
    )
    report = only_report(read_bytes(mail, name="a.eml"))
    assert report.text == "Army leaves Homs\n\nThe army left Homs on Friday, café owners said."
    assert (report.published, report.publisher) == (None, None)
    assert "attachment left out: application/pdf map.pdf" in report.why
    assert "From: Omar <omar@desk.example>" in report.furniture


# ── JSON lines ───────────────────────────────────────────────────────────────────────────


def test_the_text_of_a_json_line_is_not_changed() -> None:
    text = (
        "Monday, February 11, 2019\xa0 \n\nOn\tSaturday,\r\n  a party withdrew.  Read more: nothing\n\nShare "
    )
    line = a_line(id="wn-1", title=" A headline ", published="2019-02-11", text=text, url="u", publisher="p")
    report = only_report(read_bytes(line, name="a.jsonl"))
    assert report.text == f" A headline \n\n{text}"
    assert report.text[report.body_start :] == text
    assert (report.id, report.published, report.url, report.publisher) == (
        "wn-1",
        date(2019, 2, 11),
        "u",
        "p",
    )
    assert report.furniture == ()


@given(st.text().filter(lambda text: text.strip()), st.text())
def test_any_text_of_a_json_line_comes_back_but_for_nul(text: str, title: str) -> None:
    report = only_report(read_bytes(a_line(text=text, title=title), name="a.jsonl"))
    assert report.text[report.body_start :] == text.replace("\0", "\ufffd")


def test_a_bad_line_among_a_thousand_is_skipped_alone(tmp_path: Path) -> None:
    lines = [a_line(id=str(number)) for number in range(1000)]
    lines.insert(500, b'{"text": "cut off\n')
    path = tmp_path / "many.jsonl"
    path.write_bytes(b"".join(lines))
    found = list(read_reports(path))
    assert [one.source for one in found if isinstance(one, Skipped)] == [f"{path}:501"]
    assert [one.id for one in found if isinstance(one, Report)] == [str(number) for number in range(1000)]


@pytest.mark.parametrize(
    ("line", "slug"),
    [
        (b"no json", "bad-json"),
        (b"[1, 2]", "bad-json"),
        (b'"text"', "bad-json"),
        (b"[" * 100_000, "bad-json"),
        (b'{"text": "a", "text', "bad-json"),
        (b'{"title": "a"}', "wrong-field"),
        (b'{"text": 5}', "wrong-field"),
        (b'{"text": null}', "wrong-field"),
        (b'{"text": "a", "title": ["b"]}', "wrong-field"),
        (b'{"text": "a", "published": true}', "wrong-field"),
        (b'{"text": "a", "published": {}}', "wrong-field"),
        (b'{"text": "a", "id": 1.5}', "wrong-field"),
        (b'{"text": "  "}', "empty-input"),
        (b'{"text": "a", "published": "1800-05-01"}', "date-out-of-range"),
        (b'{"text": "a", "published": "2101-01-01"}', "date-out-of-range"),
    ],
)
def test_lines_that_are_no_report_are_refused_with_a_reason(line: bytes, slug: str) -> None:
    assert only_slug(read_bytes(line, name="a.jsonl")) == slug


@pytest.mark.parametrize(
    ("fields", "published", "why"),
    [
        ({}, None, "published: unknown, the field is missing"),
        ({"published": None}, None, "published: unknown, the field is missing"),
        ({"published": "soon"}, None, "published: 'soon' is no date"),
        ({"published": 1733580000}, date(2024, 12, 7), "published: 2024-12-07, from the field '1733580000'"),
        ({"mood": "grim"}, None, "fields not used: mood"),
    ],
)
def test_fields_are_explained(fields: dict[str, object], published: date | None, why: str) -> None:
    report = only_report(read_bytes(a_line(**fields), name="a.jsonl"))
    assert report.published == published
    assert why in report.why


def test_bytes_that_are_no_utf8_in_a_json_line_are_replaced_and_said() -> None:
    report = only_report(read_bytes(b'{"text": "caf\xe9 owners fled"}\n', name="a.jsonl"))
    assert report.text == "caf\ufffd owners fled"
    assert report.why[0] == "encoding: 1 bytes are no utf-8 and stand as \ufffd"


def test_a_number_as_id_is_taken() -> None:
    assert only_report(read_bytes(a_line(id=17), name="a.jsonl")).id == "17"


def test_a_line_over_the_limit_is_skipped_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "MOST_BYTES", 100)
    data = a_line(id="a") + a_line(text="x" * 1000) + a_line(id="b")
    found = list(read_bytes(data, name="a.jsonl"))
    assert told(found) == [
        ("a.jsonl:1", "no headline"),
        ("a.jsonl:2", "too-large"),
        ("a.jsonl:3", "no headline"),
    ]


# ── what the caller gives ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "dated", "bare"),
    [
        ("a.txt", STORY, PROSE),
        ("a.html", PAGE, b"<p>Troops left.<p>Rebels came."),
        ("a.eml", MAIL, MAIL.replace(b"Date", b"X-Date").replace(b"Sample Wire News", b"Omar")),
        ("a.jsonl", a_line(published="2024-12-07", publisher="Lakeside Tribune"), a_line()),
    ],
)
def test_what_is_given_fills_what_a_report_does_not_say(name: str, dated: bytes, bare: bytes) -> None:
    day = date(2020, 1, 1)
    own = only_report(read_bytes(dated, name=name, published=day))
    assert own.published == date(2024, 12, 7)
    filled = only_report(read_bytes(bare, name=name, published=day, publisher="Mock Gazette"))
    assert (filled.published, filled.publisher) == (day, "Mock Gazette")
    assert "published: 2020-01-01, as given" in filled.why


def test_the_id_is_a_hash_of_what_the_report_says() -> None:
    one = only_report(read_bytes(STORY, name="a.txt"))
    same = only_report(read_bytes(STORY.replace(b"\n", b"\r\n"), name="elsewhere/b.txt"))
    other = only_report(read_bytes(STORY.replace(b"Nobody", b"Somebody"), name="a.txt"))
    assert one.id == same.id != other.id


def test_a_report_made_by_hand_has_exactly_its_text() -> None:
    report = make_report(" Rebels took Hama. ", title="Hama", published=date(2024, 12, 5))
    assert report.text == "Hama\n\n Rebels took Hama. "
    with pytest.raises(InputError, match="nothing to read"):
        make_report(" \n")
    with pytest.raises(InputError, match="1800"):
        make_report("Rebels took Hama.", published=date(1800, 1, 1))


# ── bad files ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "data", "slug"),
    [
        ("empty.txt", b"", "empty-input"),
        ("blank.txt", b" \r\n\t ", "empty-input"),
        ("empty.jsonl", b"\n\n", "empty-input"),
        ("empty.eml", b"", "empty-input"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0", "not-text"),
        ("paper.txt", b"%PDF-1.7\n", "not-text"),
        ("program.html", b"\x7fELF\0\0", "not-text"),
        ("zip.txt", a_zip({"a.txt": STORY}), "not-text"),
        ("nul.jsonl", b"\0\0\0", "not-text"),
        ("old.txt", b"Army leaves Homs\n7 December 1853\n\nThe army left Homs.", "date-out-of-range"),
        ("not.zip", b"no zip at all", "damaged-archive"),
        ("not.txt.gz", b"no gzip at all", "damaged-archive"),
        (
            "cut.txt.gz",
            gzip.compress(random.Random(1).randbytes(3000).hex().encode(), mtime=0)[:-400],
            "damaged-archive",
        ),
        ("bzip.txt", bz2.compress(b"x" * 100), "not-text"),
        ("none.zip", a_zip({"a.css": b"x", "__MACOSX/a.txt": b"x"}), "no-reports"),
    ],
)
def test_files_that_hold_no_report_are_refused_with_a_reason(
    tmp_path: Path, name: str, data: bytes, slug: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    (one,) = read_reports(path)
    assert isinstance(one, Skipped)
    assert (one.source, one.error.slug, one.error.exit_code) == (str(path), slug, 2)
    assert "\n" not in str(one.error)


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.eml"])
def test_more_text_than_any_report_has_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with path.open("wb") as stream:
        stream.truncate(50 * 2**20)
    assert only_slug(read_reports(path)) == "too-large"


def test_fifty_megabytes_of_json_lines_are_read_in_bounded_memory(tmp_path: Path) -> None:
    import tracemalloc

    path = tmp_path / "many.jsonl"
    line = a_line(text="The army left Homs. " * 5000)
    with path.open("wb") as stream:
        stream.writelines(line for _ in range(500))
    tracemalloc.start()
    count = sum(isinstance(one, Report) for one in read_reports(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 500
    assert peak < 4 * 2**20


def test_missing_folders_links_and_pipes_are_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "gone.txt").symlink_to("nowhere.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    cases = {
        "missing.txt": "no-such-file",
        "gone.txt": "no-such-file",
        "loop.txt": "no-such-file",
        "folder.txt": "not-a-file",
        "pipe.txt": "not-a-file",
        "gone.txt/deeper.txt": "no-such-file",
        "nul\0.txt": "unreadable-file",
    }
    assert {name: only_slug(read_reports(tmp_path / name)) for name in cases} == cases
    assert only_slug(read_reports(Path("/dev/null"))) == "not-a-file"


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(*_: object) -> int:
        raise PermissionError(13, "Permission denied")  # root, who may run this, is never refused

    monkeypatch.setattr(os, "open", closed)
    assert only_slug(read_reports(tmp_path / "a.txt")) == "no-permission"


def test_a_name_that_is_no_utf8_is_read_and_its_label_can_be_stored(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff\xfe.txt"
    try:
        Path(os.fsdecode(path)).write_bytes(STORY)
    except OSError:
        pytest.skip("this file system takes no such names")
    (found,) = find_inputs([tmp_path])
    source = only_report(read_reports(found)).source
    assert source is not None
    assert source.encode("utf-8").endswith(b"\\xff\\xfe.txt")


# ── archives ─────────────────────────────────────────────────────────────────────────────


def test_bad_members_of_a_zip_are_refused_and_the_rest_read(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    path.write_bytes(
        a_zip(
            {
                "../../etc/evil.txt": STORY,
                "/root.txt": STORY,
                "C:\\boot.txt": STORY,
                "good.txt": STORY,
                "empty.txt": b"",
                "lines.jsonl": a_line() + b"no json\n" + a_line(),
                "pages/page.html": PAGE,
                "picture.png": b"\x89PNG",
            }
        )
    )
    assert told(read_reports(path)) == [
        (f"{path}!../../etc/evil.txt", "unsafe-name"),
        (f"{path}!/root.txt", "unsafe-name"),
        (f"{path}!C:\\boot.txt", "unsafe-name"),
        (f"{path}!good.txt", "Army leaves Homs by night"),
        (f"{path}!empty.txt", "empty-input"),
        (f"{path}!lines.jsonl:1", "no headline"),
        (f"{path}!lines.jsonl:2", "bad-json"),
        (f"{path}!lines.jsonl:3", "no headline"),
        (f"{path}!pages/page.html", "Army leaves Homs"),
    ]
    assert [child.name for child in tmp_path.iterdir()] == ["all.zip"]


def test_encrypted_members_are_refused() -> None:
    data = bytearray(a_zip({"a.txt": STORY, "b.txt": STORY}))
    first = data.index(b"PK\x01\x02")
    data[first + 8] |= 1  # the flag in the directory
    assert told(read_bytes(bytes(data), name="x.zip")) == [
        ("x.zip!a.txt", "encrypted"),
        ("x.zip!b.txt", "Army leaves Homs by night"),
    ]


@pytest.mark.parametrize("streamed", [False, True])
def test_of_a_zip_that_is_cut_off_the_whole_members_are_read(streamed: bool) -> None:
    stories = {f"{number}.txt": STORY + os.urandom(200).hex().encode() + b".\n" for number in range(5)}
    data = streamed_zip(stories) if streamed else a_zip(stories)
    cut = data[: data.index(b"4.txt") + 60]
    assert told(read_bytes(cut, name="x.zip")) == [
        *((f"x.zip!{number}.txt", "Army leaves Homs by night") for number in range(4)),
        ("x.zip!4.txt", "damaged-archive"),
        ("x.zip", "truncated-archive"),
    ]


def streamed_zip(members: dict[str, bytes]) -> bytes:
    """A zip written to a pipe, its sizes told after the data."""

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError("a pipe has no place")

    target = Pipe()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target.getvalue()


def test_the_lines_before_the_cut_are_read() -> None:
    lines = b"".join(a_line(id=str(number), text=os.urandom(500).hex()) for number in range(400))
    found = list(read_bytes(gzip.compress(lines, mtime=0)[:-50_000], name="x.jsonl.gz"))
    good = [one.id for one in found if isinstance(one, Report)]
    assert len(good) > 200
    assert good == [str(number) for number in range(len(good))]
    assert isinstance(found[-1], Skipped)
    assert found[-1].error.slug == "damaged-archive"


@pytest.mark.parametrize("name", ["bomb.txt", "bomb.jsonl"])
def test_bombs_are_refused_early(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "RATIO_FROM_BYTES", 2**16)
    bomb = b"a" * (30 * 2**20)
    assert only_slug(read_bytes(gzip.compress(bomb, mtime=0), name=f"{name}.gz")) == "archive-bomb"
    found = list(read_bytes(a_zip({name: bomb, "good.txt": STORY}), name="x.zip"))
    assert told(found) == [(f"x.zip!{name}", "archive-bomb"), ("x.zip!good.txt", "Army leaves Homs by night")]


def test_a_zip_with_too_many_members_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_MEMBERS", 2)
    data = a_zip({f"{number}.txt": STORY for number in range(3)})
    assert only_slug(read_bytes(data, name="x.zip")) == "archive-bomb"


def test_archives_are_opened_three_deep_and_no_deeper() -> None:
    data, name = STORY, "a.txt"
    for _ in range(3):
        data, name = a_zip({name: data}), "inner.zip"
    assert isinstance(only_report(read_bytes(data, name="x.zip")), Report)
    assert only_slug(read_bytes(a_zip({"inner.zip": data}), name="x.zip")) == "nested-too-deep"


# ── paths ────────────────────────────────────────────────────────────────────────────────


def test_folders_are_walked_in_order_and_each_file_comes_once(tmp_path: Path) -> None:
    names = [
        "b.txt",
        "a.html",
        "sub/c.jsonl",
        "sub/d.eml.gz",
        "notes.csv",
        "sub/e.tar.gz",
        ".hidden.txt",
        ".git/f.txt",
    ]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(STORY)
    (tmp_path / "x.txt").mkdir()
    (tmp_path / "x.txt" / "inside.txt").write_bytes(STORY)
    (tmp_path / "round").symlink_to(tmp_path, target_is_directory=True)
    found = [str(path.relative_to(tmp_path)) for path in find_inputs([tmp_path, tmp_path / "b.txt"])]
    assert found == ["a.html", "b.txt", "sub/c.jsonl", "sub/d.eml.gz", "x.txt/inside.txt"]


def test_a_named_file_is_taken_whatever_its_ending(tmp_path: Path) -> None:
    path = tmp_path / "report"
    path.write_bytes(STORY)
    assert only_report(read_reports(next(find_inputs([path])))).title == "Army leaves Homs by night"


def test_patterns_are_filled_in(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.html"):
        (tmp_path / name).write_bytes(STORY)
    assert [path.name for path in find_inputs([f"{tmp_path}/*.txt"])] == ["a.txt", "b.txt"]
    assert [path.name for path in find_inputs([f"{tmp_path}/**/*.html"])] == ["c.html"]


@pytest.mark.parametrize(
    ("named", "slug"), [("missing.txt", "no-such-file"), ("empty", "no-reports"), ("*.txt", "no-reports")]
)
def test_what_is_not_there_stops_before_anything_is_read(tmp_path: Path, named: str, slug: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "good.html").write_bytes(PAGE)
    with pytest.raises(InputError) as refusal:
        next(find_inputs([tmp_path / "good.html", tmp_path / named]))
    assert refusal.value.slug == slug


# ── standard input, and everything at once ───────────────────────────────────────────────


@pytest.mark.parametrize(
    "data", [STORY, PAGE, MAIL, a_line(title="Army leaves Homs"), a_zip({"a.txt": STORY})]
)
def test_standard_input_is_sniffed(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    report = only_report(read_reports(None))
    assert report.title is not None
    assert report.title.startswith("Army leaves Homs")
    assert (report.source or "").startswith("-")


NAMES = st.sampled_from([None, "a.txt", "a.html", "a.eml", "a.jsonl", "a.zip", "a.txt.gz", "a.jsonl.gz"])
STARTS = st.sampled_from(
    [b"", b"<html><p>", b'{"text": "', b"From: a\nDate: b\nSubject: c\n\n", b"PK\x03\x04", b"\x1f\x8b\x08"]
)
WHOLE = st.sampled_from(
    [STORY, PAGE, MAIL, a_zip({"a.txt": STORY, "b.html": PAGE}), gzip.compress(PAGE, mtime=0)]
)


@settings(deadline=None, max_examples=150)
@given(NAMES, STARTS, st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_no_bytes_raise_and_each_gives_a_report_or_a_reason(
    name: str | None, start: bytes, data: bytes
) -> None:
    for one in read_bytes(start + data, name=name):
        assert isinstance(one, Skipped) or one.text[one.body_start :].strip()


@settings(deadline=None, max_examples=150)
@given(
    NAMES, WHOLE, st.integers(min_value=0), st.integers(min_value=0, max_value=255), st.integers(min_value=0)
)
def test_damage_anywhere_gives_a_report_or_a_reason(
    name: str | None, data: bytes, at: int, byte: int, cut: int
) -> None:
    damaged = bytearray(data)
    damaged[at % len(data)] = byte
    for one in read_bytes(bytes(damaged[: len(data) - cut % len(data)]), name=name):
        assert isinstance(one, Skipped) or one.text[one.body_start :].strip()


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    for name, data in {
        "a.txt": STORY,
        "b.html": PAGE,
        "c.eml": MAIL,
        "d.zip": a_zip({"a.txt": STORY}),
    }.items():
        (tmp_path / name).write_bytes(data)
    once, again = ([one for path in find_inputs([tmp_path]) for one in read_reports(path)] for _ in range(2))
    assert once == again


def test_a_pasted_text_is_told_apart_like_a_file() -> None:
    pasted, filed = report_from_text(STORY.decode()), only_report(read_bytes(STORY, name="a.txt"))
    assert (pasted.id, pasted.text, pasted.published) == (filed.id, filed.text, filed.published)


def test_a_slow_pipe_is_waited_for_before_it_is_sniffed(monkeypatch: pytest.MonkeyPatch) -> None:
    class Drip(io.RawIOBase):
        def __init__(self, data: bytes) -> None:
            self.left = data

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            data, self.left = self.left[:1], self.left[1:]
            buffer[: len(data)] = data
            return len(data)

    drip = Drip(a_line(title="Army leaves Homs") * 3)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(drip)))  # type: ignore[type-var]
    assert [one.title for one in read_reports(None) if isinstance(one, Report)] == ["Army leaves Homs"] * 3
