"""Progress: a bar where a person looks on, and nothing where nobody does."""

import io
import sys

import pytest

from dateline.batch import Tally
from dateline.progress import show_progress


class Screen(io.StringIO):
    """Standard error that is a terminal."""

    def isatty(self) -> bool:
        return True


def test_nothing_is_written_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with show_progress() as watch:
        watch(Tally(new=3, bytes_done=50, bytes_total=100))
    assert capsys.readouterr() == ("", "")


def test_the_bar_tells_reports_claims_and_the_share_of_bytes(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    with show_progress() as watch:
        watch(Tally(new=1200, claims=1, bytes_done=50, bytes_total=200))
    assert "1,200 reports, 1 claim" in screen.getvalue()
    assert "25%" in screen.getvalue()
    assert capsys.readouterr().out == ""
