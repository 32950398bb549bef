"""Fits `src/dateline/data/place_weights.tsv`.

    python -m training.places --geo ../shared/data/geo --claims ../shared/gold

Reads LGL and the training part of the gold claims. Three fits, each a logistic regression with a pull
towards the values set here:

* spots: every stretch that the gazetteer knows, right where the gold marks the same characters;
* alone: the candidates of every name with a point, right within 25 km of it;
* together: the same with what the first choice says about the other places.

bench fits the same way on four fifths of LGL to measure the other fifth.
"""

import argparse
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from bench.toponyms import Article, Toponym, load
from dateline.places.choose import Group, group_spots, local_signs, none_of_them, weigh
from dateline.places.compile import distance_km
from dateline.places.gazetteer import Entry, Gazetteer, open_gazetteer
from dateline.places.peoples import find_peoples
from dateline.places.spots import Finder, Spot, find_spots
from dateline.places.surroundings import find_surroundings
from dateline.places.weights import Weights
from dateline.places.words import find_words
from dateline.reader import name_mentions
from dateline.types import Mention
from training.annotated import load_gold

Floats = NDArray[np.float64]
FOLDS = 5
STEPS = 250
PULL = 1.0
RIGHT_KM, AREA_RIGHT_KM = 25.0, 300.0
SPOT_PRIOR = MappingProxyType({"kind:airport": 1.0, "after:level": 0.5})
SPOT_FIXED = MappingProxyType(
    {
        "kind:own": 0.0,
        "kind:country": 2.0,
        "own word": 1.5,
        "own words": 3.0,
        "name:fits abroad": 1.5,
        "name:sound told": -0.5,
        "after:outlet": -4.0,
        "word:group": -6.0,
        "words:fit abroad": 2.5,
    }
)
CHOICE_PRIOR = MappingProxyType(
    {"level fits": 2.0, "level differs": -3.0, "unlike": -8.0, "none:sound": 2.0, "next to told": 1.0}
)
CHOICE_FIXED = MappingProxyType(
    {
        "kind:country": 7.0,
        "people:country": 0.0,
        "no level:country": 0.0,
        "capital": 1.5,
        "kind:other": 0.0,
        "no level:other": 0.0,
        "people:other": 4.0,
        "own table": 4.0,
        "in what follows": 4.0,
        "country told": 3.0,
    }
)
"""What LGL cannot teach: it is local news of the United States, where Jordan is a town of Minnesota.
The news of the world names countries, capitals and the places of our own tables more often."""
NO_WEIGHTS = Weights(spots={}, alone={}, together={})


@dataclass(frozen=True, slots=True)
class Case:
    """Things to weigh against each other, of which some are right. A stretch of text that may or
    may not name a place is weighed against nothing, which has no signs."""

    options: tuple[Mapping[str, float], ...]
    right: tuple[bool, ...]


def fit(
    cases: Sequence[Case],
    *,
    pull: float,
    prior: Mapping[str, float] = MappingProxyType({}),
    fixed: Mapping[str, float] = MappingProxyType({}),
) -> dict[str, float]:
    """Weights that give the right options of all cases the most chance together.

    Softmax within a case, L2 with strength `pull` towards `prior` (zero where it is silent), by Adam;
    `fixed` weights stay as they are. The same cases give the same weights.
    """
    names = sorted({sign for case in cases for option in case.options for sign in option} | {*prior, *fixed})
    column = {name: at for at, name in enumerate(names)}
    rows, columns, values, case_of, right = _flat(cases, column)
    start = np.array([fixed.get(name, prior.get(name, 0.0)) for name in names])
    free = np.array([name not in fixed for name in names])
    weights = start.copy()
    first, second = np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, STEPS + 1):
        chances, target = _chances(weights, rows, columns, values, case_of, right, len(cases))
        slope = np.bincount(columns, (chances - target)[rows] * values, minlength=len(names)) + pull * (
            weights - start
        )
        slope *= free
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        pace = 0.1 * (1 - step / STEPS) + 0.002
        weights -= pace * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return {name: round(float(weights[at]), 3) for name, at in column.items()}


def _flat(
    cases: Sequence[Case], column: Mapping[str, int]
) -> tuple[NDArray[np.int64], NDArray[np.int64], Floats, NDArray[np.int64], Floats]:
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    case_of: list[int] = []
    right: list[float] = []
    for number, case in enumerate(cases):
        for option, is_right in zip(case.options, case.right, strict=True):
            for sign, value in option.items():
                rows.append(len(case_of))
                columns.append(column[sign])
                values.append(value)
            case_of.append(number)
            right.append(float(is_right))
    return np.array(rows), np.array(columns), np.array(values), np.array(case_of), np.array(right)


def _chances(
    weights: Floats,
    rows: NDArray[np.int64],
    columns: NDArray[np.int64],
    values: Floats,
    case_of: NDArray[np.int64],
    right: Floats,
    cases: int,
) -> tuple[Floats, Floats]:
    """The chance of each option, and its chance given that one of the right ones is chosen."""
    sums = np.bincount(rows, weights[columns] * values, minlength=len(case_of))
    tops = np.full(cases, -np.inf)
    np.maximum.at(tops, case_of, sums)
    raised = np.exp(sums - tops[case_of])
    chances = raised / np.bincount(case_of, raised, minlength=cases)[case_of]
    among = chances * right
    return chances, among / np.maximum(np.bincount(case_of, among, minlength=cases), 1e-12)[case_of]


# ── cases from gold ──────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Read:
    """An article with the reader's mentions."""

    article: Article
    named: tuple[Mention, ...]


def spot_cases(reads: Iterable[Read], *, gazetteer: Gazetteer) -> Iterator[Case]:
    for read in reads:
        text = read.article.text
        gold = {(each.start, each.end) for each in read.article.toponyms}
        finder = Finder(text, find_words(text), read.named, gazetteer, NO_WEIGHTS)
        for at in range(len(finder.words)):
            for spot in finder.spots_from(at):
                right = (spot.start, spot.end) in gold
                yield Case((dict.fromkeys(spot.signs, 1.0), {}), (right, not right))


def claim_cases(folder: Path, *, gazetteer: Gazetteer) -> Iterator[Case]:
    """From the gold claims of conflict news, which mark only some of the places: the names inside a
    place of a claim are right, the names inside an actor are wrong unless they are a country's, and
    all others are left out."""
    for gold in load_gold(folder, part="train"):
        text = gold.text
        places = _occurrences(text, (place["text"] for claim in gold.claims for place in claim["places"]))
        actors = _occurrences(
            text, (actor["text"] for claim in gold.claims for actor in (*claim["actors"], *claim["targets"]))
        )
        (named,) = name_mentions([text])
        finder = Finder(text, find_words(text), named, gazetteer, NO_WEIGHTS)
        for at in range(len(finder.words)):
            spots = list(finder.spots_from(at))
            inside = [spot for spot in spots if _lies_in(spot, places)]
            for spot in spots:
                country = any(named.entry.kind == "country" for named in spot.named)
                right = bool(inside) and spot is inside[0]
                if right or inside or (_lies_in(spot, actors) and not country):
                    yield Case((dict.fromkeys(spot.signs, 1.0), {}), (right, not right))


def _occurrences(text: str, strings: Iterable[str]) -> list[tuple[int, int]]:
    return [
        (match.start(), match.end()) for each in set(strings) for match in re.finditer(re.escape(each), text)
    ]


def _lies_in(spot: Spot, stretches: Iterable[tuple[int, int]]) -> bool:
    return any(start <= spot.start and spot.end <= end for start, end in stretches)


def choice_cases(
    reads: Iterable[Read], *, gazetteer: Gazetteer, weights: Weights, together: bool
) -> Iterator[Case]:
    for read in reads:
        text, words = read.article.text, find_words(read.article.text)
        spots = find_spots(text, words=words, named=read.named, gazetteer=gazetteer, weights=weights)
        around, peoples = find_surroundings(text, spots), find_peoples(text, words=words, gazetteer=gazetteer)
        groups = group_spots(spots, around)
        if together:
            signs = [
                each.signs
                for each in weigh(
                    groups, around=around, peoples=peoples, gazetteer=gazetteer, home=0, weights=weights
                )
            ]
        else:
            signs = [local_signs(group, 0) for group in groups]
        gold = {(each.start, each.end): each for each in read.article.toponyms if each.lat is not None}
        for group, options in zip(groups, signs, strict=True):
            marked = [gold.get((spots[at].start, spots[at].end)) for at in group.spots]
            right = _right(group, next((each for each in marked if each), None))
            if options and right:
                yield Case((*options, none_of_them(group)), (*right, not any(right)))


def _right(group: Group, gold: Toponym | None) -> tuple[bool, ...]:
    """Which candidates are the place of the gold: the same id, else within 25 km."""
    if gold is None or gold.lat is None or gold.lon is None:
        return ()
    return tuple(
        named.entry.id == gold.geonames_id
        or distance_km(named.entry.lat, named.entry.lon, gold.lat, gold.lon) < _far_enough(named.entry)
        for named in group.candidates
    )


def _far_enough(entry: Entry) -> float:
    """Points of countries and provinces are set differently by each edition of GeoNames."""
    return AREA_RIGHT_KM if entry.kind in ("country", "admin1") else RIGHT_KM


def fit_weights(reads: Sequence[Read], *, gazetteer: Gazetteer, claims: Sequence[Case] = ()) -> Weights:
    """All weights from these articles."""
    weights = replace(
        NO_WEIGHTS,
        spots=fit(
            [*spot_cases(reads, gazetteer=gazetteer), *claims], pull=PULL, prior=SPOT_PRIOR, fixed=SPOT_FIXED
        ),
    )
    alone = list(choice_cases(reads, gazetteer=gazetteer, weights=weights, together=False))
    weights = replace(weights, alone=fit(alone, pull=PULL, prior=CHOICE_PRIOR, fixed=CHOICE_FIXED))
    for _ in range(2):
        cases = list(choice_cases(reads, gazetteer=gazetteer, weights=weights, together=True))
        weights = replace(weights, together=fit(cases, pull=PULL, prior=CHOICE_PRIOR, fixed=CHOICE_FIXED))
    return weights


def read_articles(articles: Sequence[Article]) -> list[Read]:
    """Each article with the reader's mentions."""
    named = name_mentions(article.text for article in articles)
    return [Read(article, mentions) for article, mentions in zip(articles, named, strict=True)]


def write_weights(weights: Weights, target: Path) -> None:
    rows = [
        f"{table}\t{sign}\t{weight}"
        for table in ("spots", "alone", "together")
        for sign, weight in sorted(getattr(weights, table).items())
    ]
    target.write_text("\n".join(["table\tsign\tweight", *rows]) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m training.places", description="Fit the weights of places."
    )
    parser.add_argument("--geo", type=Path, required=True, help="folder that holds lgl/lgl.xml")
    parser.add_argument("--claims", type=Path, required=True, help="folder that holds train/ and train.jsonl")
    parser.add_argument("--to", type=Path, default=Path("src/dateline/data/place_weights.tsv"))
    arguments = parser.parse_args()
    gazetteer = open_gazetteer()
    reads = read_articles(load(arguments.geo, set_name="lgl"))
    claims = list(claim_cases(arguments.claims, gazetteer=gazetteer))
    fitted = fit_weights(reads, gazetteer=gazetteer, claims=claims)
    write_weights(fitted, arguments.to)


if __name__ == "__main__":
    main()
