"""Records -> JSON lines: one whole record a line, as in docs/vocabulary.md. Loses nothing."""

from collections.abc import Iterable

import msgspec

from dateline.export import Writable


def write_records(records: Iterable[object], *, to: Writable) -> None:
    """Write each record on a line of its own."""
    for record in records:
        to.write(msgspec.json.encode(record).decode() + "\n")
