"""The parameters of an address -> a `Query`.

The one place where pydantic models stand. A parameter that does not exist is an error,
not ignored: a misspelt filter must not look like an answer.
"""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from dateline.errors import InputError
from dateline.store import Box, Query
from dateline.types import GAP_DAYS, Kind, Realis, Stance, Status

MOST_ITEMS = 1000


class Filters(BaseModel):
    """What to look for; every field narrows, and a repeated one widens."""

    model_config = ConfigDict(extra="forbid")

    since: date | None = None
    until: date | None = None
    known_by: date | None = None
    box: Annotated[str | None, Field(description="west,south,east,north in degrees")] = None
    place: str | None = None
    kind: list[Kind] = []
    mode: list[str] = []
    status: list[Status] = []
    actor: str | None = None
    source: str | None = None
    text: str | None = None
    realis: list[Realis] = []
    stance: list[Stance] = []
    background: bool | None = None
    report: str | None = None
    event: str | None = None
    min_score: Annotated[float | None, Field(ge=0, le=1)] = None

    def query(self, *, limit: int | None = None, offset: int = 0) -> Query:
        """The same in the store's words."""
        return Query(
            since=self.since,
            until=self.until,
            known_by=self.known_by,
            box=parse_box(self.box) if self.box else None,
            place=self.place or None,
            kinds=tuple(self.kind),
            modes=tuple(self.mode),
            statuses=tuple(self.status),
            actor=self.actor or None,
            source=self.source or None,
            text=self.text or None,
            realis=tuple(self.realis),
            stances=tuple(self.stance),
            background=self.background,
            report=self.report,
            event=self.event,
            min_score=self.min_score,
            limit=limit,
            offset=offset,
        )


class PagedFilters(Filters):
    """Filters, and which of the matches to give."""

    limit: Annotated[int, Field(ge=1, le=MOST_ITEMS)] = 100
    offset: Annotated[int, Field(ge=0, le=2**31)] = 0

    def page_query(self) -> Query:
        return self.query(limit=self.limit, offset=self.offset)


class Moment(BaseModel):
    """A day, and the day by which it was known."""

    model_config = ConfigDict(extra="forbid")

    on: date
    known_by: date | None = None
    gap_days: Annotated[int, Field(ge=1, le=36500)] = GAP_DAYS


class Stretch(BaseModel):
    """Two days, and the day by which it was known what changed between them."""

    model_config = ConfigDict(extra="forbid")

    since: date
    until: date
    known_by: date | None = None


def parse_box(text: str) -> Box:
    """`west,south,east,north` -> Box. Raises InputError `bad-box`."""
    try:
        west, south, east, north = (float(side) for side in text.split(","))
        return Box(west=west, south=south, east=east, north=north)
    except ValueError as error:
        raise InputError(
            f"box {text!r} is no stretch of the earth. "
            "Give west,south,east,north in degrees, such as 35.5,32,42.5,37.5.",
            slug="bad-box",
        ) from error
