"""Text -> standard output, which can go away (a closed pipe) or be full.

A reader that has seen enough (`dateline claims | head -1`) is no error and ends the command
without a word. A disk without room is one, and says so in one line.
"""

import io
import os
import re
import shutil
import sys
from typing import TextIO

from dateline.errors import DatelineError

PIPE_CLOSED = 141
"""Exit code of a program whose reader went away, as the shell gives it (128 + SIGPIPE)."""


# Everything below space, DEL and the C1 controls (ESC and CSI among them), and the marks
# that override the direction of text (Unicode TR 36, 2.4).
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")

PAGE_WIDTH = 100
"""Width of what is written for people into a file or pipe, in columns."""


def clean(text: str) -> str:
    """The text on one line, with everything that acts on a terminal taken out."""
    return UNSAFE.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split()))


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 report", "2,000 reports"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


class ReaderGoneError(Exception):
    """The reader of standard output has gone."""


class Output:
    """Standard output for the formats and the pages of the terminal: UTF-8 whatever the
    terminal believes, and colours and the terminal's width only where there is one."""

    def __init__(self, stream: TextIO) -> None:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
        self._stream = stream
        to_terminal = stream.isatty()
        self.width = shutil.get_terminal_size().columns if to_terminal else PAGE_WIDTH
        self.colour = to_terminal and "NO_COLOR" not in os.environ

    def write(self, text: str) -> int:
        """Write all of it; raises ReaderGoneError, or DatelineError `output-failed`."""
        try:
            return self._stream.write(text)
        except OSError as failure:
            raise as_output_error(failure) from failure

    def flush(self) -> None:
        try:
            self._stream.flush()
        except OSError as failure:
            raise as_output_error(failure) from failure


def as_output_error(failure: OSError) -> Exception:
    """What a failed write means, with standard output put out of the way: what is still in
    its buffer would fail a second time when Python ends."""
    silence()
    if isinstance(failure, BrokenPipeError):
        return ReaderGoneError()
    return DatelineError(
        f"the output could not be written: {failure.strerror or failure}. What came out is not complete: "
        "make room or write elsewhere, and run this again.",
        slug="output-failed",
    )


def silence() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
