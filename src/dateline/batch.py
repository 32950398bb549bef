"""Many files -> a store that keeps what was read in them; one bad report never stops the rest.

The store is the ledger: a report is there with all its claims or not at all, and one that
is there is not read again. So the work can be killed at any moment and run again. At the
end done + skipped + failed = seen, and each that was skipped or failed has its reason.
"""

import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import FrameType

from dateline.actors import Directory
from dateline.errors import StageError, StoreError
from dateline.intake import Skipped
from dateline.readings import (
    Found,
    Problem,
    as_failed,
    as_problem,
    chunked,
    find_files,
    found_in,
    read_chunk,
    size_of,
)
from dateline.store import Added, Store
from dateline.types import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How the work stands. `done + skipped + failed` is `seen`, at every moment."""

    new: int = 0
    replaced: int = 0
    known: int = 0
    """already in the store, so skipped"""
    unusable: int = 0
    failed: int = 0
    claims: int = 0
    bytes_done: int = 0
    bytes_total: int = 0
    interrupted: bool = False
    problems: tuple[Problem, ...] = field(default=(), repr=False)
    """in the tally at the end: all that was unusable or failed, with the reason"""

    @property
    def done(self) -> int:
        return self.new + self.replaced

    @property
    def skipped(self) -> int:
        return self.known + self.unusable

    @property
    def seen(self) -> int:
        return self.done + self.skipped + self.failed


def add_reports(
    paths: Sequence[str | Path],
    *,
    store: Store,
    published: date | None = None,
    publisher: str | None = None,
    directory: Directory | None = None,
    watch: Callable[[Tally], object] = lambda _: None,
) -> Tally:
    """Read all that these paths hold and keep it; then make the events anew.

    `directory` says who is who, the shipped one unless given. `watch` is told how the work
    stands after every report. An interrupt (Ctrl-C) ends the work after the report in hand.
    Raises StoreError when the store cannot be written; what was added until then is kept.
    """
    files = list(find_files(paths))
    total = sum(size_of(file) for file in files)
    work = _Work(store=store, directory=directory, watch=watch, bytes_total=total)
    with stop_on_interrupt() as interrupted:
        for chunk in chunked(found_in(files, published=published, publisher=publisher)):
            work.keep(chunk)
            if interrupted.is_set():
                return work.finish(interrupted=True)
    if store.events_due:
        store.refresh_events()
    return work.finish()


class _Work:
    """Adding in progress: takes chunks of what was found and keeps the tally."""

    def __init__(
        self,
        *,
        store: Store,
        directory: Directory | None,
        watch: Callable[[Tally], object],
        bytes_total: int,
    ) -> None:
        self.store = store
        self.directory = directory
        self.watch = watch
        self.tally = Tally(bytes_total=bytes_total)
        self.problems: list[Problem] = []

    def note(self, **changes: int) -> None:
        self.tally = replace(self.tally, **changes)  # type: ignore[arg-type]
        self.watch(self.tally)

    def finish(self, *, interrupted: bool = False) -> Tally:
        return replace(self.tally, problems=tuple(self.problems), interrupted=interrupted)

    def keep(self, chunk: Sequence[Found]) -> None:
        """Read and keep the reports of a chunk that are not kept yet, each on its own."""
        fresh = []
        for one in chunk:
            if isinstance(one.item, Skipped):
                self.refuse(as_problem(one.item))
            elif self.store.holds(one.item):
                self.note(known=self.tally.known + 1)
            else:
                fresh.append(one.item)
        for result in read_chunk(fresh, directory=self.directory):
            self.keep_one(result)
        if chunk:
            self.note(bytes_done=chunk[-1].bytes_behind)

    def keep_one(self, result: Reading | Problem) -> None:
        if isinstance(result, Problem):
            self.refuse(result)
            return
        try:
            added = self.store.add(result)
        except StoreError:
            raise
        except Exception as failure:
            self.refuse(as_failed(result.report, failure))
        else:
            self.count(added, claims=len(result.claims))

    def count(self, added: Added, *, claims: int) -> None:
        if added == Added.UNCHANGED:
            self.note(known=self.tally.known + 1)
        elif added == Added.REPLACED:
            self.note(replaced=self.tally.replaced + 1, claims=self.tally.claims + claims)
        else:
            self.note(new=self.tally.new + 1, claims=self.tally.claims + claims)

    def refuse(self, problem: Problem) -> None:
        self.problems.append(problem)
        if isinstance(problem.error, StageError):
            self.note(failed=self.tally.failed + 1)
        else:
            self.note(unusable=self.tally.unusable + 1)


@contextmanager
def stop_on_interrupt() -> Iterator[threading.Event]:
    """An event that Ctrl-C sets instead of breaking in; a second Ctrl-C breaks in."""
    interrupted = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield interrupted
        return

    def take_note(_number: int, _frame: FrameType | None) -> None:
        if interrupted.is_set():
            raise KeyboardInterrupt
        interrupted.set()

    before = signal.signal(signal.SIGINT, take_note)
    try:
        yield interrupted
    finally:
        signal.signal(signal.SIGINT, before)
