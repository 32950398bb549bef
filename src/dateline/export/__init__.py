"""Claims, events, reports -> the formats that other programs read. One file a format.

    jsonl     the whole record, one a line; the only one that loses nothing
    csv       one row a record, for spreadsheets
    geojson   one feature a record, for maps
    graphml   who fights, arms, aids and supports whom, for graph programs

Every writer takes records as they come and holds none of them, so that a large store can
be written out on a small machine.
"""

from typing import Protocol


class Writable(Protocol):
    """Where text can be written: an open file, standard output."""

    def write(self, text: str, /) -> object: ...
