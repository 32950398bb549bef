"""Records -> JSON lines: one whole record a line, as in docs/vocabulary.md. Loses nothing."""

from collections.abc import Iterable

import msgspec

from dateline.export import Writable
from dateline.types import Claim, Event, Report


def write_records(records: Iterable[Claim | Event | Report], *, to: Writable) -> None:
    """Write each record on a line of its own."""
    for record in records:
        to.write(msgspec.json.encode(record).decode() + "\n")
