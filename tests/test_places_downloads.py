"""GeoNames' files fetched from a server that the test starts, and what is said where there is none."""

import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from dateline import cli
from dateline.errors import InputError, SetupError
from dateline.places.added import VARIABLE
from dateline.places.downloads import download, name_of_download

LINE = "90000001\tKafr Nowhere\tKafr Nowhere\t\t35\t36\tP\tPPL\tSY" + "\t" * 10 + "\n"


class Quiet(SimpleHTTPRequestHandler):
    """Says nothing of what it was asked, and cuts one file short."""

    def log_message(self, *_: object) -> None: ...

    def do_GET(self) -> None:
        if self.path != "/LB.zip":
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"PK")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    shared = tmp_path / "shared"
    shared.mkdir()
    with zipfile.ZipFile(shared / "SY.zip", "w") as archive:
        archive.writestr("SY.txt", LINE)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(shared))) as serving:
        thread = threading.Thread(target=serving.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{serving.server_port}"
        serving.shutdown()
        thread.join()


def test_a_country_is_fetched_and_added(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "tables"))
    monkeypatch.chdir(tmp_path)
    assert cli.run(["gazetteer", "add", "sy", "--from", server]) == 0
    assert "SY: 1 place" in capsys.readouterr().out
    assert (tmp_path / "tables" / "SY.sqlite").is_file()
    assert not (tmp_path / "SY.zip").exists()


@pytest.mark.parametrize("name", ["LB", "IQ"])
def test_a_file_cut_short_or_missing_is_an_error_that_says_what_to_do(
    server: str, tmp_path: Path, name: str
) -> None:
    with pytest.raises(SetupError) as caught:
        download(name, to=tmp_path, source=server, watch=lambda _done, _total: None)
    assert caught.value.slug == "no-download"
    assert f"dateline gazetteer add {name}.zip" in str(caught.value)


@pytest.mark.parametrize("source", ["http://127.0.0.1:1", "no address"])
def test_without_a_network_it_is_said_how_to_give_a_file(tmp_path: Path, source: str) -> None:
    with pytest.raises(SetupError) as caught:
        download("SY", to=tmp_path, source=source, watch=lambda _done, _total: None)
    assert caught.value.slug == "no-download"


@pytest.mark.parametrize(
    ("typed", "name"), [("sy", "SY"), ("allCountries", "allCountries"), ("mine.csv", None), ("S1", None)]
)
def test_what_is_typed_is_a_country_or_a_file(typed: str, name: str | None) -> None:
    assert name_of_download(typed) == name


def test_two_letters_of_no_country_are_refused() -> None:
    with pytest.raises(InputError) as caught:
        name_of_download("QQ")
    assert caught.value.slug == "country-unknown"
