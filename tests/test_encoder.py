"""The network: windows in, a state a word out, whatever they are batched with."""

import hashlib
import os
from pathlib import Path

import numpy as np
import pytest

from dateline import encoder
from dateline.encoder import encode, load_network
from dateline.errors import SetupError
from dateline.pieces import Window, cut_windows, cut_words

TEXTS = (
    "Rebels took Hama.",
    "The army shelled a village near Homs on Friday, killing 12 people, a doctor said.",
    "Talks failed. " * 150,
)


def windows_of(text: str) -> list[Window]:
    return list(cut_windows(cut_words(text, body_start=0)))


def test_each_word_has_a_state() -> None:
    windows = [window for text in TEXTS for window in windows_of(text)]
    states = list(encode(windows))
    assert [len(found) for found in states] == [len(window.words) for window in windows]
    assert len({found.shape[1] for found in states}) == 1
    assert all(np.isfinite(found).all() for found in states)


def test_a_window_reads_the_same_alone_and_among_others() -> None:
    windows = [window for text in TEXTS for window in windows_of(text)]
    together = list(encode(windows))
    for window, found in zip(windows, together, strict=True):
        (alone,) = list(encode([window]))
        assert np.array_equal(alone, found)


def test_no_windows_give_no_states() -> None:
    assert list(encode([])) == []


def test_a_network_that_is_not_there_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "files", lambda _: tmp_path)
    with pytest.raises(SetupError, match="cannot be loaded") as raised:
        load_network.__wrapped__()
    assert raised.value.slug == "no-model"


DATA = Path(encoder.__file__).parent / "data" / "reader"
CHECKSUMS = Path(__file__).parents[1] / "training" / "checksums.txt"


def test_the_files_are_the_ones_whose_checksums_are_written_down() -> None:
    lines = CHECKSUMS.read_text().splitlines()
    written = dict(reversed(line.split("  ")) for line in lines)
    assert set(written) == {path.name for path in DATA.iterdir()}
    for name, checksum in written.items():
        assert hashlib.sha256((DATA / name).read_bytes()).hexdigest() == checksum, name


def test_the_files_weigh_no_more_than_thirty_megabytes() -> None:
    assert sum(path.stat().st_size for path in DATA.iterdir()) < 30_000_000


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system does not fork")
def test_a_forked_process_reads_with_threads_of_its_own() -> None:
    windows = [window for text in TEXTS for window in windows_of(text)]
    list(encode(windows))
    child = os.fork()
    if child == 0:
        os._exit(0 if len(list(encode(windows))) == len(windows) else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
