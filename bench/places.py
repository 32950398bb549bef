"""Place names found and put where they are, against LGL, GeoWebNews or a corpus in LGL's format.

    python -m bench places --data ../shared/data/geo --set lgl
    python -m bench places --data ../shared/data/geo --set geowebnews

Both corpora also mark words such as "Syrian" and "Americans", which dateline keeps apart from places
(`places/peoples.py`); here they are added to what it found. dateline's weights are fitted on LGL, so
there each article is read with weights fitted on the other four fifths of it (`training/places.py`);
on any other set the weights that ship are measured.

* strict: the same characters; overlap: at least one shared character.
* at161: the same characters and within 161 km (100 miles), over all that was given a point and all
  gold with a point; at161_overlap asks for one shared character only.

LGL's names without a point are left out of its gold, as its users do, so what dateline gives no point
is not counted there either; GeoWebNews is counted whole. The answers of other systems that lie beside
the gold (`system_outputs/`, `Geocoding/gwn_*.txt`) are scored by the same lines.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from bench.outcomes import Outcome
from bench.scoring.draws import draw_again, middle
from bench.toponyms import Article, Toponym, load, load_answers
from dateline.places import Gazetteer, find_place_mentions, open_gazetteer
from dateline.places.compile import distance_km
from dateline.places.peoples import find_peoples
from dateline.places.weights import Weights, load_weights
from dateline.places.words import find_words
from dateline.types import Mention, PlaceMention
from training.places import Read, fit_weights, read_articles

NEAR_KM = 161.0
FOLDS = 5
PEOPLE_SCORE = 0.7
"""About the share of them that the gold of LGL agrees with."""
LEVEL_OF_CODE = {"PCL": "country", "ADM1": "admin1", "ADM2": "admin2", "PPL": "city"}


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
    near_overlap: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            **{each.name: getattr(self, each.name) + getattr(other, each.name) for each in fields(self)}
        )


def run(data: Path, *, set_name: str | None) -> Outcome:
    articles = load(data, set_name=set_name)
    all_names = set_name != "lgl"
    gazetteer = open_gazetteer()
    reads = read_articles(articles)
    answers = list(_answers(reads, gazetteer, folds=set_name == "lgl"))
    given = [[each for each in found if all_names or each.lat is not None] for found in answers]
    counts = [
        count(article, found, all_names=all_names) for article, found in zip(articles, given, strict=True)
    ]
    figures: dict[str, Any] = {
        "articles": len(articles),
        **scores(total(counts)),
        "intervals": intervals(counts),
        "calibration": calibration(articles, answers),
        "at161_by_country": _recall_by(articles, answers, lambda gold: gold.country),
        "at161_by_level": _recall_by(articles, answers, _level),
        "systems": {
            name: scores(total(count(article, _found(rows), all_names=all_names) for article, rows in pairs))
            for name, pairs in load_answers(data, set_name=set_name, articles=articles)
        },
    }
    return Outcome(figures=figures, table=_table(figures), cases=tuple(_cases(articles, answers)))


# ── reading ──────────────────────────────────────────────────────────────────────────────


def fold_weights(reads: Sequence[Read], gazetteer: Gazetteer) -> list[Weights]:
    """For each article, weights that were fitted without its fold."""
    fitted = [
        fit_weights([read for at, read in enumerate(reads) if at % FOLDS != fold], gazetteer=gazetteer)
        for fold in range(FOLDS)
    ]
    return [fitted[at % FOLDS] for at in range(len(reads))]


def _answers(reads: Sequence[Read], gazetteer: Gazetteer, *, folds: bool) -> Iterator[list[Found]]:
    weights = fold_weights(reads, gazetteer) if folds else [load_weights()] * len(reads)
    for read, worth in zip(reads, weights, strict=True):
        yield read_one(read.article.text, read.named, gazetteer, worth)


def read_one(text: str, named: Sequence[Mention], gazetteer: Gazetteer, weights: Weights) -> list[Found]:
    """Places, and the words for people that are no part of one, in order."""
    places = find_place_mentions(text, named=named, gazetteer=gazetteer, weights=weights)
    found = [_as_found(place) for place in places]
    for people in find_peoples(text, words=find_words(text), gazetteer=gazetteer):
        if not any(each.start < people.end and people.start < each.end for each in found):
            entry = people.entry
            found.append(Found(people.start, people.end, entry.lat, entry.lon, PEOPLE_SCORE))
    return sorted(found, key=lambda each: each.start)


def _as_found(mention: PlaceMention) -> Found:
    place = mention.place
    return Found(
        mention.start, mention.end, place.lat if place else None, place.lon if place else None, mention.score
    )


def _found(rows: Iterable[tuple[int, int, float | None, float | None]]) -> list[Found]:
    return [Found(*row) for row in rows]


# ── counting ─────────────────────────────────────────────────────────────────────────────


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
        near_overlap=sum(
            any(_touch(each, other) and is_near(each, other) for other in pointed) for each in found
        ),
    )


def _touch(found: Found, gold: Toponym) -> bool:
    return found.start < gold.end and gold.start < found.end


def is_near(found: Found, gold: Toponym, *, km: float = NEAR_KM) -> bool:
    """Is the answer within `km` of the gold's point?"""
    if found.lat is None or found.lon is None or gold.lat is None or gold.lon is None:
        return False
    return distance_km(found.lat, found.lon, gold.lat, gold.lon) <= km


def total(counts: Iterable[Counts]) -> Counts:
    return sum(counts, Counts())


def f_score(hits: int, found: int, gold: int) -> float:
    """F1; 0 where there is nothing."""
    return 2 * hits / (found + gold) if found + gold else 0.0


def scores(counts: Counts) -> dict[str, float | int]:
    return {
        "n": counts.gold,
        "strict_p": round(counts.strict / max(1, counts.found), 4),
        "strict_r": round(counts.strict / max(1, counts.gold), 4),
        "strict_f": round(f_score(counts.strict, counts.found, counts.gold), 4),
        "overlap_p": round(counts.overlap / max(1, counts.found), 4),
        "at161_f": round(f_score(counts.near, counts.placed, counts.pointed), 4),
        "at161_overlap_f": round(f_score(counts.near_overlap, counts.placed, counts.pointed), 4),
    }


def intervals(counts: Sequence[Counts]) -> dict[str, list[float]]:
    """95 % of bootstrap draws of whole articles."""
    samples = [scores(total(again)) for again in draw_again(counts)] if counts else []
    return {name: middle(float(each[name]) for each in samples) for name in ("strict_f", "at161_f")}


def intervals_of(right: Sequence[bool]) -> list[float]:
    """95 % of bootstrap draws of a share."""
    return middle(sum(again) / len(again) for again in draw_again(right)) if right else []


def calibration(articles: Sequence[Article], answers: Sequence[Sequence[Found]]) -> list[dict[str, float]]:
    """For each tenth of the score: how many answers, and what share is right (same characters, 161 km)."""
    tenths: dict[int, list[bool]] = {}
    for article, found in zip(articles, answers, strict=True):
        spans = {(each.start, each.end): each for each in article.toponyms if each.lat is not None}
        for each in found:
            if each.lat is not None:
                gold = spans.get((each.start, each.end))
                tenths.setdefault(min(9, int(each.score * 10)), []).append(
                    gold is not None and is_near(each, gold)
                )
    return [
        {"from": tenth / 10, "n": len(right), "right": round(sum(right) / len(right), 3)}
        for tenth, right in sorted(tenths.items())
    ]


def _recall_by(
    articles: Sequence[Article],
    answers: Sequence[Sequence[Found]],
    group: Callable[[Toponym], str | None],
) -> Mapping[str, dict[str, float]]:
    """The share of gold that was found and put within 161 km, for the twelve largest groups."""
    groups: dict[str, list[bool]] = {}
    for article, found in zip(articles, answers, strict=True):
        spans = {(each.start, each.end): each for each in found}
        for gold in article.toponyms:
            if gold.lat is not None:
                answer = spans.get((gold.start, gold.end))
                groups.setdefault(group(gold) or "-", []).append(answer is not None and is_near(answer, gold))
    largest = sorted(groups.items(), key=lambda pair: -len(pair[1]))[:12]
    return {name: {"n": len(right), "right": round(sum(right) / len(right), 3)} for name, right in largest}


def _level(gold: Toponym) -> str:
    """Our word for GeoNames' feature code; GeoWebNews' mark as it is."""
    code = gold.level or "-"
    return next((level for start, level in LEVEL_OF_CODE.items() if code.startswith(start)), code)


def _cases(articles: Sequence[Article], answers: Sequence[Sequence[Found]]) -> Iterator[dict[str, Any]]:
    for article, found in zip(articles, answers, strict=True):
        spans = {(each.start, each.end): each for each in found}
        for gold in article.toponyms:
            answer = spans.get((gold.start, gold.end))
            yield {
                "article": article.name, "start": gold.start, "text": gold.text, "found": answer is not None,
                "near": answer is not None and is_near(answer, gold),
                "score": answer.score if answer else None,
            }  # fmt: skip


def _table(figures: Mapping[str, Any]) -> str:
    rows = [("dateline", figures), *figures["systems"].items()]
    head = f"{'':14}{'n':>6}{'P':>8}{'R':>8}{'F':>8}{'at161 F':>10}{'overlap':>10}"
    lines = [
        f"{name:14}{row['n']:>6}{row['strict_p']:>8.3f}{row['strict_r']:>8.3f}{row['strict_f']:>8.3f}"
        f"{row['at161_f']:>10.3f}{row['at161_overlap_f']:>10.3f}"
        for name, row in rows
    ]
    scored = [
        f"score {row['from']:.1f}: {row['n']:>5} answers, {row['right']:.2f} right"
        for row in figures["calibration"]
    ]
    return "\n".join([head, *lines, "", *scored])
