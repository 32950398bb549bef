"""Standard output: it can go away or be full, and then nothing is said twice."""

import errno
import io
import os

import pytest

from dateline import output
from dateline.errors import DatelineError
from dateline.output import Output, ReaderGoneError, counted


class Broken(io.StringIO):
    """A stream that the system refuses."""

    def __init__(self, code: int) -> None:
        super().__init__()
        self.code = code

    def write(self, _: str) -> int:
        raise OSError(self.code, os.strerror(self.code))

    def flush(self) -> None:
        raise OSError(self.code, os.strerror(self.code))


@pytest.fixture(autouse=True)
def silenced(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    calls: list[bool] = []
    monkeypatch.setattr(output, "silence", lambda: calls.append(True))
    return calls


@pytest.mark.parametrize("act", [lambda to: to.write("x"), lambda to: to.flush()], ids=["write", "flush"])
def test_a_reader_that_went_away_and_a_full_disk_are_told_apart(act, silenced: list[bool]) -> None:
    with pytest.raises(ReaderGoneError):
        act(Output(Broken(errno.EPIPE)))
    with pytest.raises(DatelineError) as caught:
        act(Output(Broken(errno.ENOSPC)))
    assert caught.value.slug == "output-failed"
    assert "No space left" in str(caught.value)
    assert silenced == [True, True]


def test_what_is_written_is_utf_8_whatever_the_terminal_believes() -> None:
    raw = io.BytesIO()
    to = Output(io.TextIOWrapper(raw, encoding="ascii"))
    to.write("Ḩamāh\r\n")
    to.flush()
    assert raw.getvalue() == "Ḩamāh\r\n".encode()


def test_what_no_encoding_holds_is_written_as_its_number() -> None:
    raw = io.BytesIO()
    to = Output(io.TextIOWrapper(raw))
    to.write("a\ud800b")
    to.flush()
    assert raw.getvalue() == b"a\\ud800b"


def test_colours_and_widths_are_those_of_a_file_where_there_is_no_terminal() -> None:
    to = Output(io.StringIO())
    assert (to.width, to.colour) == (output.PAGE_WIDTH, False)


def test_no_color_is_obeyed(monkeypatch: pytest.MonkeyPatch) -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.delenv("NO_COLOR", raising=False)
    assert Output(Screen()).colour
    monkeypatch.setenv("NO_COLOR", "1")
    assert not Output(Screen()).colour


@pytest.mark.parametrize(("number", "words"), [(0, "0 claims"), (1, "1 claim"), (2000, "2,000 claims")])
def test_a_number_stands_with_its_noun(number: int, words: str) -> None:
    assert counted(number, "claim") == words
