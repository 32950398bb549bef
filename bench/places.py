"""Place names found and put where they are, against LGL, GeoWebNews or any corpus in LGL's format.

`--data ../shared/data/geo --set lgl` or `--set geowebnews`. Both corpora also mark words such as
"Syrian" and "Americans", which dateline keeps apart as nationalities; here they are added to its
places with their country, because the gold counts them. What dateline's weights were fitted on is
LGL itself, so there each article is read with weights fitted on the other four fifths of the corpus
(`fold_weights.py`, made by `python -m training.places`); GeoWebNews was never fitted on.

strict: the same characters; overlap: any shared character; at161: found (strict), and within
161 km, over all places given a point and all gold with a point. Files in `system_outputs/` or
`Geocoding/` beside the gold are the answers of other systems and are scored by the same lines.
"""

import random
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.outcomes import Outcome
from bench.toponyms import Article, Toponym, load
from dateline.places.compile import distance_km
from dateline.types import PlaceMention

NEAR_KM = 161.0
"""100 miles: the distance within which the field counts an answer as right."""
DRAWS = 1000


@dataclass(frozen=True, slots=True)
class Found:
    """A place name as a system gave it; `lat` is `None` where it abstained."""

    start: int
    end: int
    lat: float | None
    lon: float | None
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What one article adds to the figures."""

    gold: int = 0
    pointed: int = 0
    found: int = 0
    placed: int = 0
    strict: int = 0
    overlap: int = 0
    near: int = 0
    near_loose: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(**{name: getattr(self, name) + getattr(other, name) for name in self.__slots__})


def count(article: Article, found: Sequence[Found], *, all_names: bool) -> Counts:
    """Compare one article. With `all_names`, gold without a point counts for recognition too."""
    gold = [each for each in article.toponyms if all_names or each.lat is not None]
    spans = {(each.start, each.end): each for each in gold}
    pointed = [each for each in gold if each.lat is not None]
    hits = [each for each in found if (each.start, each.end) in spans]
    return Counts(
        gold=len(gold),
        pointed=len(pointed),
        found=len(found),
        placed=sum(each.lat is not None for each in found),
        strict=len(hits),
        overlap=sum(any(_touch(each, other) for other in gold) for each in found),
        near=sum(is_near(each, spans[each.start, each.end]) for each in hits),
        near_loose=sum(any(_touch(each, other) and is_near(each, other) for other in pointed) for each in found),
    )


def _touch(found: Found, gold: Toponym) -> bool:
    return found.start < gold.end and gold.start < found.end


def is_near(found: Found, gold: Toponym, *, km: float = NEAR_KM) -> bool:
    """Is the answer within `km` of the gold's point?"""
    if found.lat is None or found.lon is None or gold.lat is None or gold.lon is None:
        return False
    return distance_km(found.lat, found.lon, gold.lat, gold.lon) <= km


def f_score(hits: int, found: int, gold: int) -> float:
    """F1 of hits; 0 where there is nothing."""
    return 2 * hits / (found + gold) if found + gold else 0.0
