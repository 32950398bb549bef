"""What a bench task gives back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """`figures` goes out as the last line; `table` is for people; `cases` has one row a case."""

    figures: Mapping[str, Any]
    table: str
    cases: tuple[Mapping[str, Any], ...] = field(default=())
