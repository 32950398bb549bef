"""dateline reads news reports and writes down who did what to whom, where, when, and who says so.

    import dateline

    for claim in dateline.read("report.txt"):
        print(claim.kind, claim.trigger.text, claim.realis)

    with dateline.open("dateline.db") as store:
        for event in store.events(dateline.Query(since=date(2024, 12, 1))):
            print(event.summary, len(event.origins))

The files in reading order; each imports only from those above it:

    errors      the tree of what can go wrong
    types       the nouns, frozen; read this first
    intake      bytes -> Report
    sentences   text -> sentences
    labels      what the reader's network answers with
    pieces      text -> word pieces in windows
    encoder     windows -> a state for each word
    heads       states -> labels with their chances
    spans       labels a word -> stretches of the text
    mentions    people, groups, places
    tellings    words that tell of a happening, with who, where, when
    parts       whole phrases, each with its part in the happening
    voices      who says what
    numbers     number words -> least and most
    times       date words + day of publication -> When
    places      place names -> Place, or abstained with the reason
    actors      names and roles -> Actor
    figures     killed, displaced, …, with least and most
    retellings  tellings of one report that are of the same happening
    claims      all of these -> Claim
    reader      all of the above in one call
    copies      who copied whom
    alike       do two claims tell the same event?
    fuse        Claim, … -> Event
    situation   who holds what on a day, as known by a day, and what changed
    store       keeps reports, claims and events
    export      one file a format
    readings    paths -> readings, and what is wrong with the others
    batch       many reports into a store
    explain     one report, layer by layer
    demo        the bundled reports
    api         JSON and the page over HTTP
    options     what is typed on the command line -> values
    output      where results and messages go
    progress    the bar on a terminal
    show        claims, events and reports for people
    pictures    the situation and its changes for people
    listing     the commands that list a store
    deciding    the commands that say who is who
    placing     the commands that keep your own places
    doctor      is all that dateline needs there?
    cli         the `dateline` command

Nothing is loaded before it is used: `import dateline` takes a few milliseconds.
"""

from collections.abc import Callable, Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.errors import DatelineError, InputError, SetupError, StageError, StoreError
    from dateline.intake import Skipped
    from dateline.store import Author, Box, Query, Store
    from dateline.types import (
        Actor,
        Changes,
        Claim,
        Count,
        Event,
        Figure,
        Kind,
        Participant,
        Place,
        PlaceRef,
        Reading,
        Realis,
        Report,
        Situation,
        Span,
        Speech,
        Stance,
        Voice,
        When,
    )

__version__ = "0.1.0"

HOMES = {
    "dateline.errors": ("DatelineError", "InputError", "SetupError", "StageError", "StoreError"),
    "dateline.intake": ("Skipped",),
    "dateline.store": ("Author", "Box", "Query", "Store"),
    "dateline.types": (
        "Actor", "Changes", "Claim", "Count", "Event", "Figure", "Kind", "Participant", "Place", "PlaceRef",
        "Reading", "Realis", "Report", "Situation", "Span", "Speech", "Stance", "Voice", "When",
    ),
}  # fmt: skip
"""Module -> the public names that `dateline.NAME` takes from it when first asked."""

__all__ = [
    "Actor", "Author", "Box", "Changes", "Claim", "Count", "DatelineError", "Event", "Figure", "InputError",
    "Kind", "Participant", "Place", "PlaceRef", "Query", "Reading", "Realis", "Report", "SetupError",
    "Situation", "Skipped", "Span", "Speech", "StageError", "Stance", "Store", "StoreError", "Voice", "When",
    "__version__", "open", "read", "read_layers",
]  # fmt: skip


def read(
    path: str | Path,
    *,
    published: date | None = None,
    publisher: str | None = None,
    actors: str | Path | None = None,
    on_skip: "Callable[[Skipped], object] | None" = None,
) -> "Iterator[Claim]":
    """The claims of every report in a file or folder, in the order they stand there.

    `published` and `publisher` are for reports that do not say so themselves, `actors` is a CSV
    of your own actors, which come before those that dateline knows. A report that cannot be
    used raises its InputError, or goes to `on_skip` where that is given, and the rest is read.
    """
    for reading in read_layers(
        path, published=published, publisher=publisher, actors=actors, on_skip=on_skip
    ):
        yield from reading.claims


def read_layers(
    path: str | Path,
    *,
    published: date | None = None,
    publisher: str | None = None,
    actors: str | Path | None = None,
    on_skip: "Callable[[Skipped], object] | None" = None,
) -> "Iterator[Reading]":
    """Like `read`, with every layer: a Reading for each report."""
    from dateline.actors.own import open_directory_with
    from dateline.intake import Skipped, find_inputs, read_reports
    from dateline.reader import read_report

    directory = open_directory_with(actors) if actors is not None else None
    for file in find_inputs([path]):
        for report in read_reports(file, published=published, publisher=publisher):
            if not isinstance(report, Skipped):
                yield read_report(report, directory=directory)
            elif on_skip is not None:
                on_skip(report)
            else:
                raise report.error


def open(target: str | Path, *, create: bool = False) -> "Store":  # noqa: A001 (dateline.open reads well)
    """The store in this file; `create` makes it where there is none. Raises StoreError."""
    from dateline.store import open_store

    return open_store(target, create=create)


def __getattr__(name: str) -> Any:
    for module, names in HOMES.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module 'dateline' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
