"""Paths -> readings of all the reports in them, and what is wrong with the others.

Reports are read in chunks. Where a chunk fails, its reports are read one by one, so one
bad report costs only itself. Nothing is kept here; batch does that.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from dateline.actors import Directory
from dateline.errors import DatelineError, SetupError, StageError
from dateline.intake import Skipped, find_inputs, read_reports
from dateline.reader import read_report, read_reports_in_batches
from dateline.types import Reading, Report

CHUNK = 16
"""Reports read together. More is no faster on two cores, and a chunk is what a kill costs."""

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A report that was skipped (InputError) or that failed (StageError)."""

    source: str
    error: DatelineError


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing that intake gave, and how many bytes of all the input lie behind it."""

    item: Report | Skipped
    bytes_behind: int


def read_paths(
    paths: Sequence[str | Path],
    *,
    published: date | None = None,
    publisher: str | None = None,
    directory: Directory | None = None,
) -> Iterator[Reading | Problem]:
    """A reading of each report in these files and folders, or what is wrong with it.

    Nothing is kept. "-" among the paths is the standard input; `directory` says who is who.
    """
    found = found_in(find_files(paths), published=published, publisher=publisher)
    for chunk in chunked(found):
        reports = [one.item for one in chunk if isinstance(one.item, Report)]
        yield from (as_problem(one.item) for one in chunk if isinstance(one.item, Skipped))
        yield from read_chunk(reports, directory=directory)


def find_files(paths: Sequence[str | Path]) -> Iterator[Path | None]:
    """The files behind these paths; `None` stands for the standard input."""
    for is_input, together in groupby(paths, key=lambda path: str(path) == STANDARD_INPUT):
        if is_input:
            yield None
        else:
            yield from find_inputs(list(together))


def read_chunk(chunk: Sequence[Report], *, directory: Directory | None = None) -> Sequence[Reading | Problem]:
    """A reading of each. Where reading them together raises, they are read one by one, so
    that only the bad one fails."""
    try:
        return list(read_reports_in_batches(chunk, directory=directory))
    except SetupError:  # no report could be read
        raise
    except Exception:  # whatever it is, it is one report's; the next line finds out whose
        return [read_alone(report, directory=directory) for report in chunk]


def read_alone(report: Report, *, directory: Directory | None) -> Reading | Problem:
    try:
        return read_report(report, directory=directory)
    except SetupError:
        raise
    except Exception as failure:
        return as_failed(report, failure)


def as_problem(skipped: Skipped) -> Problem:
    return Problem(source=skipped.source, error=skipped.error)


def as_failed(report: Report, failure: Exception) -> Problem:
    """The problem of a report that a stage could not cope with."""
    error = failure if isinstance(failure, StageError) else None
    if error is None:
        error = StageError(
            f"report {report.id!r} could not be read: {type(failure).__name__}: {failure}. "
            "This is a defect of dateline; the other reports are not touched by it.",
            slug="stage-failed",
        )
        error.__cause__ = failure
    return Problem(source=report.source or report.id, error=error)


def size_of(file: Path | None) -> int:
    return file.stat().st_size if file is not None and file.exists() else 0


def found_in(
    files: Iterable[Path | None], *, published: date | None, publisher: str | None
) -> Iterator[Found]:
    """What intake gives, with how far that is. Inside a file the text stands for its bytes:
    markup and compression make that rough, and the end of the file sets it right."""
    behind = 0
    for file in files:
        size, within = size_of(file), 0
        for item in read_reports(file, published=published, publisher=publisher):
            within += len(item.text) if isinstance(item, Report) else 0
            yield Found(item=item, bytes_behind=behind + min(within, size))
        behind += size


def chunked(found: Iterable[Found]) -> Iterator[list[Found]]:
    chunk: list[Found] = []
    for one in found:
        chunk.append(one)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    yield chunk
