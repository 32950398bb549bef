"""Work that is told of -> a progress bar on the terminal, and nothing where there is none.

The bar goes to standard error, so that what is written to standard output stays clean.
The time left is worked out from bytes, which are known before the work begins; how many
reports they hold is not.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from dateline.batch import Tally
from dateline.output import counted


@contextmanager
def show_progress() -> Iterator[Callable[[Tally], object]]:
    """Something to tell each tally to."""
    with _show_bar("reading") as tell:

        def tell_tally(tally: Tally) -> None:
            words = f"{counted(tally.seen, 'report')}, {counted(tally.claims, 'claim')}"
            tell(tally.bytes_done, tally.bytes_total, words)

        yield tell_tally


@contextmanager
def show_bytes(words: str) -> Iterator[Callable[[int, int], object]]:
    """Something to tell the bytes done, and the bytes that there are, to."""
    with _show_bar(words) as tell:
        yield lambda done, total: tell(done, total, words)


@contextmanager
def _show_bar(words: str) -> Iterator[Callable[[int, int, str], object]]:
    if not sys.stderr.isatty():
        yield lambda _done, _total, _words: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(words, total=None)
        yield lambda done, total, text: progress.update(
            task, completed=done, total=total or None, description=text
        )
