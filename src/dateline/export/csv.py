"""Records -> CSV for spreadsheets, RFC 4180, UTF-8, one row a record.

A spreadsheet takes a cell that begins with = + - @ (or a tab or carriage return before
them) for a formula, and news text may begin with anything. Such a cell of text gets an
apostrophe in front, and so does one that begins with an apostrophe; `read_cell` takes
exactly that apostrophe away again. Numbers are written as they are.
"""

import csv
from collections.abc import Iterable

from dateline.export import Writable
from dateline.export.flat import Cell, FindReport, Row, flatten_claim, flatten_event, flatten_report
from dateline.types import Claim, Event, Report

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "＝", "＋", "－", "＠")
"""First characters that a spreadsheet may act on, the full-width ones included
(OWASP, CSV Injection), and the apostrophe itself."""


def write_reports(reports: Iterable[Report], *, to: Writable) -> None:
    write_rows((flatten_report(report) for report in reports), columns=REPORT_COLUMNS, to=to)


def write_claims(claims: Iterable[Claim], *, find_report: FindReport, to: Writable) -> None:
    rows = (flatten_claim(claim, report=find_report(claim.report)) for claim in claims)
    write_rows(rows, columns=CLAIM_COLUMNS, to=to)


def write_events(events: Iterable[Event], *, to: Writable) -> None:
    write_rows((flatten_event(event) for event in events), columns=EVENT_COLUMNS, to=to)


def write_rows(rows: Iterable[Row], *, columns: tuple[str, ...], to: Writable) -> None:
    """Write the header, which stands there even when no row does, and the rows."""
    writer = csv.writer(to)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([write_cell(row[column]) for column in columns])


def write_cell(value: Cell) -> str:
    """A value as the text of its cell. Unknown is the empty cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"'{value}" if value.startswith(DANGEROUS) else value
    return str(value)


def read_cell(cell: str) -> str | None:
    """The text that `write_cell` was given."""
    if not cell:
        return None
    return cell[1:] if cell.startswith("'") else cell


REPORT_COLUMNS = ("id", "title", "published", "publisher", "url", "source", "sha256", "text")

PLACE_COLUMNS = ("places", "place", "country", "admin1", "lat", "lon", "radius_km", "geonames_id")

CLAIM_COLUMNS = (
    "id", "report", "published", "publisher", "url", "kind", "mode", "trigger",
    "actors", "actor_ids", "targets", "target_ids", *PLACE_COLUMNS,
    "earliest", "latest", "relation", "basis", "means",
    "killed_least", "killed_most", "injured_least", "injured_most", "figures",
    "voices", "speech", "stance", "realis", "hedged", "background", "score", "evidence", "why",
)  # fmt: skip

ACTOR_COLUMNS = (
    "id", "name", "country", "sectors", "wikidata", "names", "merged", "claims", "reports",
)  # fmt: skip

DECISION_COLUMNS = (
    "number", "at", "by", "verb", "actors", "becomes", "reports", "undoes", "undone_by", "why",
)  # fmt: skip

EVENT_COLUMNS = (
    "id", "kind", "mode", "summary", "status", "grade", "realis",
    "earliest", "latest", "first_told", "last_told",
    "actors", "targets", *PLACE_COLUMNS, "means",
    "killed_least", "killed_best", "killed_most", "killed_conservative",
    "injured_least", "injured_best", "injured_most", "injured_conservative",
    "independent_sources", "origins", "disputes", "reports", "claims", "score", "why",
)  # fmt: skip
