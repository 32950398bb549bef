"""What was typed on the command line -> days, boxes, kinds, a Query.

Each function takes the words as they were typed and gives the value, or raises an
InputError that repeats them and says what would have been understood. The filters of
`reports`, `claims` and `events` are the same, so they are declared here once.
"""

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, get_type_hints

from typer import Option

from dateline.errors import InputError

if TYPE_CHECKING:
    from dateline.actors import Directory
    from dateline.store import Box, Query, Store

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""A report is dated in these years; other dates are slips of the pen."""

Word = TypeVar("Word", bound=str)


class ListFormat(StrEnum):
    """How a list is written."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    GEOJSON = "geojson"


def parse_day(typed: str, *, option: str) -> date:
    """The day written as 2024-12-06."""
    try:
        day = date.fromisoformat(typed.strip())
    except ValueError:
        raise InputError(
            f"{option} {typed!r} is no day. Write year, month and day, such as 2024-12-06.",
            slug="bad-date",
        ) from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise InputError(
            f"{option} {typed} is out of range: dateline reads news of {FIRST_YEAR} to {LAST_YEAR}. "
            "Check the year.",
            slug="date-out-of-range",
        )
    return day


def parse_box(typed: str) -> "Box":
    """The box written as W,S,E,N in degrees."""
    from dateline.store import Box

    try:
        west, south, east, north = (float(part) for part in typed.split(","))
        return Box(west=west, south=south, east=east, north=north)
    except ValueError:
        raise InputError(
            f"--box {typed!r} is no box. Write west,south,east,north in degrees, such as 35.5,32.3,42.4,37.3 "
            "(west greater than east crosses the 180th meridian).",
            slug="bad-box",
        ) from None


def parse_words(typed: list[str], *, option: str, among: Iterable[Word]) -> tuple[Word, ...]:
    """Members of a vocabulary, whatever their case, several in one word set off by commas."""
    known = {str(member).lower(): member for member in among}
    words = [word.strip() for several in typed for word in several.split(",") if word.strip()]
    for word in words:
        if word.lower() not in known:
            raise InputError(
                f"{option} {word!r} is not known. Choose from {', '.join(known.values())}.", slug="bad-option"
            )
    return tuple(known[word.lower()] for word in words)


# ── what several commands take ───────────────────────────────────────────────────────────

DEFAULT_STORE = Path("dateline.db")

StoreFile = Annotated[Path, Option("--store", metavar="FILE", help="The store.")]
AsList = Annotated[ListFormat, Option("--format", help="table, jsonl, csv or geojson.")]
OwnActors = Annotated[
    Path | None,
    Option("--actors", metavar="FILE", help="CSV of your own actors; they come before the known ones."),
]


def open_kept(store: Path) -> "Store":
    """The store that is there. Raises StoreError."""
    from dateline.store import open_store

    return open_store(store)


def open_own(actors: Path | None) -> "Directory | None":
    """The directory with the user's actors before the shipped ones; `None` where none are given."""
    if actors is None:
        return None
    from dateline.actors.own import open_directory_with

    return open_directory_with(actors)


# ── the filters, declared once ───────────────────────────────────────────────────────────


def complete_kinds(incomplete: str) -> list[tuple[str, str]]:
    """Kinds for the shell's completion."""
    from dateline.types import Kind

    return [(kind.value, "") for kind in Kind if kind.value.startswith(incomplete.upper())]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """The filters as they were typed; each field is an option of the commands that list."""

    since: Annotated[str | None, Option(metavar="DAY", help="Happened on this day or later.")] = None
    until: Annotated[str | None, Option(metavar="DAY", help="Happened on this day or before.")] = None
    known_by: Annotated[str | None, Option(metavar="DAY", help="Published on this day or before.")] = None
    kind: Annotated[
        list[str] | None,
        Option(metavar="KIND", autocompletion=complete_kinds, help="Kind such as MOVE; several with commas."),
    ] = None
    mode: Annotated[list[str] | None, Option(metavar="MODE", help="Mode such as evacuate.")] = None
    actor: Annotated[str | None, Option(metavar="NAME", help="Who does it, or to whom.")] = None
    place: Annotated[
        str | None, Option(metavar="NAME", help="Name of the place, its province or its country code.")
    ] = None
    box: Annotated[str | None, Option(metavar="W,S,E,N", help="Inside this box, in degrees.")] = None
    source: Annotated[str | None, Option(metavar="NAME", help="Told by this outlet or voice.")] = None
    text: Annotated[str | None, Option(metavar="WORDS", help="With all these words.")] = None
    realis: Annotated[
        list[str] | None,
        Option(metavar="REALIS", help="actual, planned, possible, conditional or negated."),
    ] = None
    stance: Annotated[
        list[str] | None, Option(metavar="STANCE", help="asserts, denies, accuses or doubts.")
    ] = None
    status: Annotated[
        list[str] | None,
        Option(metavar="STATUS", help="Events: reported, corroborated, contested, denied or retracted."),
    ] = None
    background: Annotated[
        bool | None, Option("--background/--no-background", help="Only, or without, earlier context.")
    ] = None
    report: Annotated[str | None, Option(metavar="ID", help="Of this report.")] = None
    event: Annotated[str | None, Option(metavar="ID", help="Behind this event.")] = None
    min_score: Annotated[float | None, Option(metavar="SCORE", min=0, max=1, help="At least this sure.")] = (
        None
    )
    limit: Annotated[int | None, Option(metavar="N", min=0, help="At most so many.")] = None
    offset: Annotated[int, Option(metavar="N", min=0, help="Leave out the first so many.")] = 0


def parse_filters(typed: Filters) -> "Query":
    """The query that the filters ask for."""
    from dateline.store import Query
    from dateline.types import MODES, Kind, Realis, Stance, Status

    modes = sorted({mode for of_kind in MODES.values() for mode in of_kind})
    return Query(
        since=None if typed.since is None else parse_day(typed.since, option="--since"),
        until=None if typed.until is None else parse_day(typed.until, option="--until"),
        known_by=None if typed.known_by is None else parse_day(typed.known_by, option="--known-by"),
        box=None if typed.box is None else parse_box(typed.box),
        place=typed.place,
        kinds=parse_words(typed.kind or [], option="--kind", among=Kind),
        modes=parse_words(typed.mode or [], option="--mode", among=modes),
        actor=typed.actor,
        source=typed.source,
        text=typed.text,
        realis=parse_words(typed.realis or [], option="--realis", among=Realis),
        stances=parse_words(typed.stance or [], option="--stance", among=Stance),
        statuses=parse_words(typed.status or [], option="--status", among=Status),
        background=typed.background,
        report=typed.report,
        event=typed.event,
        min_score=typed.min_score,
        limit=typed.limit,
        offset=typed.offset,
    )


def takes_filters(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command all the filters as options; it gets them as one `query`."""
    shared = inspect.signature(Filters).parameters
    own = inspect.signature(command).parameters

    def call(**given: Any) -> None:
        typed = Filters(**{name: given.pop(name) for name in shared})
        command(query=parse_filters(typed), **given)

    hints = get_type_hints(Filters, include_extras=True)
    hints |= get_type_hints(command, include_extras=True, localns={"Query": object})
    parameters = [*(of for name, of in own.items() if name != "query"), *shared.values()]
    call.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [of.replace(kind=inspect.Parameter.KEYWORD_ONLY, annotation=hints[of.name]) for of in parameters]
    )
    call.__annotations__ = {of.name: hints[of.name] for of in parameters}
    call.__name__, call.__doc__ = command.__name__, command.__doc__
    return call
