"""Where gold place names are, the names given: no recognition, only the choice.

    python -m bench places-given --data ../shared/data/geo --set lgl

accuracy is over all gold with a point, also what the gazetteer lacks and where dateline abstains;
`answered` is the share that got a place. Weights as in `bench places`.
"""

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench.outcomes import Outcome
from bench.places import NEAR_KM, fold_weights, intervals_of
from bench.toponyms import Article, Toponym, load
from dateline.places import Gazetteer, open_gazetteer
from dateline.places.answers import choose_places
from dateline.places.compile import distance_km
from dateline.places.peoples import find_peoples
from dateline.places.spots import Finder
from dateline.places.surroundings import find_surroundings
from dateline.places.weights import Weights, load_weights
from dateline.places.words import find_words
from dateline.types import Place
from training.places import Read, read_articles

NEAREST_KM = 10.0
LOST_KM = 20_039.0
"""Half the earth's circumference: the error of a name without an answer."""


def run(data: Path, *, set_name: str | None) -> Outcome:
    articles = load(data, set_name=set_name)
    gazetteer = open_gazetteer()
    reads = read_articles(articles) if set_name == "lgl" else [Read(article, ()) for article in articles]
    weights = fold_weights(reads, gazetteer) if set_name == "lgl" else [load_weights()] * len(reads)
    cases = [
        case
        for article, worth in zip(articles, weights, strict=True)
        for case in _cases(article, gazetteer, worth)
    ]
    errors = [case["km"] if case["km"] is not None else LOST_KM for case in cases]
    near = [error <= NEAR_KM for error in errors]
    figures = {
        "n": len(cases),
        "answered": round(sum(case["km"] is not None for case in cases) / len(cases), 4),
        "within_161_km": round(sum(near) / len(cases), 4),
        "within_161_km_interval": intervals_of(near),
        "within_10_km": round(sum(error <= NEAREST_KM for error in errors) / len(cases), 4),
        "exact_id": round(sum(case["same_id"] for case in cases) / len(cases), 4),
        "median_km": round(statistics.median(errors), 1),
        "mean_km": round(statistics.fmean(errors), 1),
    }
    table = "\n".join(f"{name:24}{value}" for name, value in figures.items())
    return Outcome(figures=figures, table=table, cases=tuple(cases))


def _cases(article: Article, gazetteer: Gazetteer, weights: Weights) -> Iterator[dict[str, Any]]:
    gold = [each for each in article.toponyms if each.lat is not None]
    for each, (place, score) in zip(gold, _places(article, gold, gazetteer, weights), strict=True):
        km = None
        if place is not None and each.lat is not None and each.lon is not None:
            km = round(distance_km(place.lat, place.lon, each.lat, each.lon), 1)
        same = place is not None and place.geonames_id is not None and place.geonames_id == each.geonames_id
        yield {
            "article": article.name, "start": each.start, "text": each.text, "km": km, "same_id": same,
            "score": round(score, 3),
        }  # fmt: skip


def _places(
    article: Article, gold: Sequence[Toponym], gazetteer: Gazetteer, weights: Weights
) -> list[tuple[Place | None, float]]:
    """The place of each gold name: of the people, where it is a word for people, else the chosen one."""
    text, words = article.text, find_words(article.text)
    peoples = find_peoples(text, words=words, gazetteer=gazetteer)
    finder = Finder(text, words, (), gazetteer, weights)
    spots = [finder.spot_between(each.start, each.end) for each in gold]
    certain = [replace(spot, score=1.0) for spot in spots]
    mentions = choose_places(
        certain,
        around=find_surroundings(text, certain),
        peoples=peoples,
        gazetteer=gazetteer,
        weights=weights,
    )
    of_people = {(each.start, each.end): gazetteer.place(each.entry) for each in peoples}
    return [
        (of_people[each.start, each.end], 1.0)
        if (each.start, each.end) in of_people
        else (mention.place or next(iter(mention.candidates), None), mention.score)
        for each, mention in zip(gold, mentions, strict=True)
    ]
