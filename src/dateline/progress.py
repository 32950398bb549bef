"""Tally, Tally, … -> a progress bar on the terminal, and nothing where there is none.

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
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=None)

        def tell(tally: Tally) -> None:
            total = tally.bytes_total or None
            words = f"{counted(tally.seen, 'report')}, {counted(tally.claims, 'claim')}"
            progress.update(task, completed=tally.bytes_done, total=total, description=words)

        yield tell
