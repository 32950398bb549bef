"""What each sign is worth, in log odds: read from `data/place_weights.tsv`.

The table is made by `python -m training.places`, which says on what.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The worth of the signs of three decisions."""

    spots: Mapping[str, float]
    """does this stretch name a place?"""
    alone: Mapping[str, float]
    """which place, by the name and the words beside it"""
    together: Mapping[str, float]
    """which place, in the light of the other places of the report"""


@lru_cache
def load_weights() -> Weights:
    """The weights that come with dateline."""
    text = resources.files("dateline").joinpath("data", "place_weights.tsv").read_text(encoding="utf-8")
    tables: dict[str, dict[str, float]] = {"spots": {}, "alone": {}, "together": {}}
    for line in text.splitlines()[1:]:
        table, sign, weight = line.split("\t")
        tables[table][sign] = float(weight)
    return Weights(**{name: MappingProxyType(table) for name, table in tables.items()})
