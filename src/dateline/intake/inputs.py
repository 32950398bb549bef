"""Paths -> inputs -> reports.

`find_inputs` turns what the user named (files, folders, patterns) into files;
`read_reports` turns a file, or standard input, into reports. Whatever cannot be
read comes out as `Skipped` with its reason, in its place, and the rest goes on.
"""

import errno
import glob
import hashlib
import io
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from dateline.errors import InputError
from dateline.intake import archives
from dateline.intake.characters import decode, label, refuse_binary
from dateline.intake.formats import START_BYTES, Format, choose_format, is_report_name
from dateline.intake.pages import read_page
from dateline.intake.plain import part_text
from dateline.intake.records import report_from_line
from dateline.intake.reports import MOST_BYTES, Given, Skipped, report_from_parts
from dateline.types import Report

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """Bytes on their way in: the stream, its name if it has one, and the label of its reports."""

    stream: BinaryIO
    source: str
    name: str | None = None
    packed_bytes: int = 0
    """size on disk, or in the archive"""
    depth: int = 0
    """how many archives deep"""


class Resumed(io.RawIOBase):
    """A stream whose first bytes were read already: those, then the rest."""

    def __init__(self, start: bytes, rest: BinaryIO) -> None:
        self._start = io.BytesIO(start)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._start.read(len(buffer)) or self._rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


# ── paths ────────────────────────────────────────────────────────────────────────────────


def find_inputs(paths: Sequence[str | Path]) -> Iterator[Path]:
    """The files under the paths, each once: folders are walked in order of name, patterns filled in.

    `InputError` before anything is yielded: no-such-file for a path that is not there,
    no-reports for a folder or pattern with nothing to read in it.
    """
    for path in paths:
        if next(_expand(path), None) is None:
            raise _nothing_in(path)
    seen: set[Path] = set()
    for found in (found for path in paths for found in _expand(path)):
        if found not in seen:
            seen.add(found)
            yield found


def _expand(path: str | Path) -> Iterator[Path]:
    """The files one path stands for; none where it is missing or empty."""
    here = Path(path)
    if here.is_dir():
        yield from _walk(here)
    elif os.path.lexists(here):
        yield here
    elif glob.has_magic(str(path)):
        for match in sorted(glob.glob(str(path), recursive=True)):  # noqa: PTH207 (Path's takes no full path)
            yield from _walk(Path(match)) if Path(match).is_dir() else [Path(match)]


def _walk(folder: Path) -> Iterator[Path]:
    """The reports under a folder, links to folders not followed; a closed folder stands for itself."""
    closed: list[Path] = []
    for root, folders, files in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if is_report_name(name) and not name.startswith("."):
                yield Path(root, name)
    yield from closed


def _nothing_in(path: str | Path) -> InputError:
    shown = label(str(path))
    if Path(path).is_dir() or glob.has_magic(str(path)):
        kinds = ".txt, .html, .htm, .jsonl, .ndjson, .eml, .zip, or one of these with .gz"
        return InputError(f"no reports in '{shown}': no file there ends in {kinds}", slug="no-reports")
    return InputError(f"there is no file or folder '{shown}'", slug="no-such-file")


# ── files ────────────────────────────────────────────────────────────────────────────────


def read_reports(
    path: Path | None, *, published: date | None = None, publisher: str | None = None
) -> Iterator[Report | Skipped]:
    """The reports in a file, or on standard input (`None`), in order; never raises for bad input.

    `published` and `publisher` are for reports that do not say them.
    """
    given = Given(published=published, publisher=publisher)
    if path is None:
        start = sys.stdin.buffer.read(START_BYTES)  # a pipe may give a few bytes at first, too few to tell
        stream = cast(BinaryIO, io.BufferedReader(Resumed(start, sys.stdin.buffer)))
        yield from read_input(Input(stream=stream, source=STANDARD_INPUT), given=given)
        return
    source = label(path)
    try:
        with _open_file(path) as stream:
            size = os.fstat(stream.fileno()).st_size
            yield from read_input(
                Input(stream=stream, name=path.name, source=source, packed_bytes=size), given=given
            )
    except InputError as error:
        yield Skipped(source, error)


def read_bytes(
    data: bytes, *, name: str | None = None, published: date | None = None, publisher: str | None = None
) -> Iterator[Report | Skipped]:
    """The reports in bytes that came from elsewhere than a file; `name` tells the format, if given."""
    stream = cast(BinaryIO, io.BufferedReader(io.BytesIO(data)))
    source = label(name) if name else STANDARD_INPUT
    yield from read_input(
        Input(stream=stream, name=name, source=source, packed_bytes=len(data)),
        given=Given(published=published, publisher=publisher),
    )


_OPEN_ERRORS = {
    errno.ENOENT: ("no-such-file", "there is no such file"),
    errno.ENOTDIR: ("no-such-file", "there is no such file"),
    errno.ELOOP: ("no-such-file", "this is a link that leads in a circle"),
    errno.EACCES: ("no-permission", "you have no permission to read this; change its rights or its owner"),
    errno.EPERM: ("no-permission", "you have no permission to read this; change its rights or its owner"),
}


def _open_file(path: Path) -> BinaryIO:
    """The file, opened; `InputError` where it cannot be, or is no plain file."""
    try:
        # Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        slug, told = _OPEN_ERRORS.get(getattr(error, "errno", None) or 0, ("unreadable-file", str(error)))
        raise InputError(told, slug=slug) from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise InputError(
            "this is a folder, pipe or device, not a file; give - to read what a pipe brings",
            slug="not-a-file",
        )
    return os.fdopen(descriptor, "rb")


# ── streams ──────────────────────────────────────────────────────────────────────────────


def read_input(source: Input, *, given: Given) -> Iterator[Report | Skipped]:
    """The reports in a stream of any format; damage ends this stream with a `Skipped`, no more."""
    try:
        start = source.stream.peek(START_BYTES)[:START_BYTES]  # type: ignore[attr-defined]
        form = choose_format(source.name, start=start)
        if form is Format.JSONL:
            yield from _read_lines(source, given=given)
        elif form is Format.GZIP:
            yield from _read_gzip(source, given=given)
        elif form is Format.ZIP:
            yield from _read_zip(source, given=given)
        else:
            yield _read_one(source, form=form, given=given)
    except InputError as error:
        yield Skipped(source.source, error)
    except OSError as error:
        told = f"reading stopped: {error.strerror or error}"
        yield Skipped(source.source, InputError(told, slug="unreadable-file"))


def _read_one(source: Input, *, form: Format, given: Given) -> Report:
    """The one report of a text, page or mail."""
    data = source.stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise _too_large("this file")
    if not data.strip():
        raise InputError("this file is empty, so there is nothing to read", slug="empty-input")
    sha256 = hashlib.sha256(data).hexdigest()
    if form is Format.HTML:
        page = read_page(data)
        return report_from_parts(page.parts, given=given, source=source.source, url=page.url, sha256=sha256)
    if form is Format.MAIL:
        from dateline.intake.mail import read_mail  # the mail parser takes as long to load as all else here

        return report_from_parts(read_mail(data), given=given, source=source.source, sha256=sha256)
    decoded = decode(data)
    parts = part_text(decoded.text)
    return report_from_parts(parts, given=given, source=source.source, sha256=sha256, why=decoded.why)


def _too_large(what: str) -> InputError:
    return InputError(
        f"{what} has more than {MOST_BYTES // 2**20} MB, more than any report; if it holds many, "
        "write them as JSON lines, one a line",
        slug="too-large",
    )


def _read_lines(source: Input, *, given: Given) -> Iterator[Report | Skipped]:
    """A report a line, in bounded memory; a bad line is skipped alone."""
    refuse_binary(source.stream.peek(START_BYTES)[:START_BYTES])  # type: ignore[attr-defined]
    count = 0
    for number, line in enumerate(_lines(source.stream), start=1):
        place = f"{source.source}:{number}"
        if not line.strip():
            continue
        count += 1
        try:
            if len(line) > MOST_BYTES:
                raise _too_large("this line")
            yield report_from_line(line.strip(), given=given, source=place)
        except InputError as error:
            yield Skipped(place, error)
    if not count:
        raise InputError("this file is empty, so there is nothing to read", slug="empty-input")


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines; of one over the limit, just so much that it is seen to be over."""
    first = True
    while line := stream.readline(MOST_BYTES + 1):
        if len(line) > MOST_BYTES and not line.endswith(b"\n"):
            while (rest := stream.readline(MOST_BYTES)) and not rest.endswith(b"\n"):
                pass
        yield line.removeprefix(b"\xef\xbb\xbf") if first else line
        first = False


def _read_gzip(source: Input, *, given: Given) -> Iterator[Report | Skipped]:
    inner = _inside(source)
    name = source.name or ""
    stream = archives.open_gzip(source.stream, packed_bytes=source.packed_bytes or MOST_BYTES)
    unpacked = name[:-3] if name.lower().endswith(".gz") else None
    yield from read_input(replace(inner, stream=stream, name=unpacked), given=given)


def _read_zip(source: Input, *, given: Given) -> Iterator[Report | Skipped]:
    inner = _inside(source)
    found = False
    for member in archives.open_zip(_seekable(source.stream)):
        if not is_report_name(member.name):
            continue
        found = True
        place = f"{source.source}!{label(member.name)}"
        if member.stream is None:
            yield Skipped(place, member.error or InputError("it cannot be read", slug="damaged-archive"))
            continue
        name = PurePosixPath(member.name).name
        yield from read_input(
            replace(inner, stream=member.stream, name=name, source=place, packed_bytes=member.packed_bytes),
            given=given,
        )
    if not found:
        raise InputError("no reports in this zip", slug="no-reports")


def _inside(source: Input) -> Input:
    """The input one archive deeper; `InputError` nested-too-deep where it is one too many."""
    if source.depth >= archives.DEEPEST:
        raise InputError(
            f"archives within archives are read {archives.DEEPEST} deep, and this is deeper; unpack it first",
            slug="nested-too-deep",
        )
    return replace(source, depth=source.depth + 1)


def _seekable(stream: BinaryIO) -> BinaryIO:
    """The stream, or its bytes where it cannot go back, as a zip needs: its directory is at the end."""
    if stream.seekable():
        return stream
    data = stream.read(archives.MOST_SALVAGED_BYTES + 1)
    if len(data) > archives.MOST_SALVAGED_BYTES:
        raise InputError(
            f"a zip from a pipe or in another archive may have {archives.MOST_SALVAGED_BYTES // 2**20} MB; "
            "save it as a file",
            slug="too-large",
        )
    return io.BytesIO(data)
