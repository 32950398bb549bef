"""Claims against gold claims: the measures of dateline's gold set.

A predicted and a gold claim may match where a predicted span touches gold evidence. Pairs
are taken best first, one to one, from a likeness of 0.4. Then, each an F over all claims:

    found   matched, whatever the kind
    kind    matched with the right kind
    claim   kind right, and who, whom and where right enough (F >= 0.5 on each that either side fills)
    exact   claim, and when, last voice, stance, realis and background right too
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from dateline.places.compile import distance_km
from dateline.types import Claim, Figure, PlaceRef, Span

LEVELS = ("found", "kind", "claim", "exact")
MATCH_AT = 0.4
ENOUGH = 0.5
EMPTY_WORDS = frozenset("the a an of s its their his her some other".split())
P = TypeVar("P")
G = TypeVar("G")
Gold = Mapping[str, Any]
"""A gold claim as it stands in its file: strings instead of spans."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A predicted claim and the gold claim it was matched with, and how far it is right."""

    predicted: Claim
    gold: Gold
    kind: bool
    claim: bool
    exact: bool
    fields: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Matching:
    """All of one report: the pairs, and what was left over on either side."""

    pairs: tuple[Pair, ...]
    extra: tuple[Claim, ...]
    missed: tuple[Gold, ...]

    def counts(self) -> dict[str, int]:
        """How many were predicted, are gold, and are right at each level."""
        right = {level: sum(getattr(pair, level, True) for pair in self.pairs) for level in LEVELS}
        return {
            "predicted": len(self.pairs) + len(self.extra),
            "gold": len(self.pairs) + len(self.missed),
            **right,
        }


def match_claims(predicted: Sequence[Claim], gold: Sequence[Gold], *, text: str) -> Matching:
    """The matching of one report."""
    scored = [
        (likeness(claim, wanted, text=text), i, j)
        for i, claim in enumerate(predicted)
        for j, wanted in enumerate(gold)
    ]
    pairs, left, right = [], set(range(len(predicted))), set(range(len(gold)))
    for score, i, j in sorted(scored, key=lambda item: -item[0]):
        if score >= MATCH_AT and i in left and j in right:
            left.discard(i)
            right.discard(j)
            pairs.append(judge(predicted[i], gold[j]))
    return Matching(
        tuple(pairs), tuple(predicted[i] for i in sorted(left)), tuple(gold[j] for j in sorted(right))
    )


def likeness(claim: Claim, gold: Gold, *, text: str) -> float:
    """How like the two are, 0 to 1; 0 where no span touches the gold evidence."""
    evidence = [span for words in (*gold["evidence"], gold["trigger"]) for span in find_all(text, words)]
    if not _touch([claim.trigger, *claim.evidence], evidence):
        return 0.0
    score = 0.35 * (claim.kind in kinds_of(gold))
    score += 0.25 * _touch([claim.trigger], find_all(text, gold["trigger"]))
    for role, weight in (("actors", 0.15), ("targets", 0.1)):
        f = f_of_names(getattr(claim, role), gold[role])
        score += weight * (0.5 if f is None else f)
    f = f_of_lists(claim.places, gold["places"], same_place)
    return score + 0.15 * (0.5 if f is None else f)


def judge(claim: Claim, gold: Gold) -> Pair:
    """How far a matched claim is right."""
    who, whom = (f_of_names(getattr(claim, role), gold[role]) for role in ("actors", "targets"))
    where = f_of_lists(claim.places, gold["places"], same_place)
    kind = claim.kind in kinds_of(gold)
    is_right = kind and all(f is None or f >= ENOUGH for f in (who, whom, where))
    said = {name: getattr(claim, name) == gold[name] for name in ("stance", "realis", "background")}
    when, voice = is_when_right(claim, gold), is_voice_right(claim, gold)
    fields = {
        name: float(value)
        for name, value in {
            "actors F": who,
            "targets F": whom,
            "places F": where,
            "figures F": f_of_lists(claim.figures, gold["figures"], same_figure),
            ("when" if gold["when"] else "when left open"): when,
            "last voice": voice,
            **said,
            **{name: getattr(claim, name) == gold[name] for name in ("speech", "hedged", "means")},
            **_recalls(claim, gold),
        }.items()
        if value is not None
    }
    return Pair(claim, gold, kind, is_right, is_right and when and voice and all(said.values()), fields)


def _recalls(claim: Claim, gold: Gold) -> dict[str, bool]:
    found: dict[str, bool] = {}
    if gold["realis"] != "actual":
        found[f"realis {gold['realis']} (recall)"] = claim.realis == gold["realis"]
    if gold["stance"] != "asserts":
        found[f"stance {gold['stance']} (recall)"] = claim.stance == gold["stance"]
    return found


def kinds_of(gold: Gold) -> tuple[str, ...]:
    return (gold["kind"], *gold.get("alt", ()))


def is_when_right(claim: Claim, gold: Gold) -> bool:
    """The same days, or both open."""
    if claim.when is None or not gold["when"]:
        return (claim.when is None) == (not gold["when"])
    days = [day and day.isoformat() for day in (claim.when.earliest, claim.when.latest)]
    return days == [gold["when"].get("earliest"), gold["when"].get("latest")]


def is_voice_right(claim: Claim, gold: Gold) -> bool:
    """The same ultimate source, or none on both sides."""
    if not claim.voices or not gold["voices"]:
        return bool(claim.voices) == bool(gold["voices"])
    return alike(claim.voices[-1].text, gold["voices"][-1]["text"]) >= ENOUGH


# ── likeness of words ────────────────────────────────────────────────────────────────────


def words(text: str) -> set[str]:
    bare = text.lower().replace("’s", " ").replace("'s", " ")
    return {word for word in re.findall(r"\w+", bare) if word not in EMPTY_WORDS}


def alike(one: str, other: str) -> float:
    """Token F of two phrases; a contained name ("Rahmati" in "Mehdi Rahmati") is 1."""
    left, right = words(one), words(other)
    if not left or not right:
        return float(one.strip().lower() == other.strip().lower())
    if left <= right or right <= left:
        return 1.0 if 3 * min(len(left), len(right)) >= max(len(left), len(right)) else 0.6
    return 2 * len(left & right) / (len(left) + len(right))


def f_of_names(predicted: Sequence[Span], gold: Sequence[Any]) -> float | None:
    names = [item if isinstance(item, str) else item["text"] for item in gold]
    return f_of_lists(predicted, names, lambda span, name: alike(span.text, name))


def same_place(place: PlaceRef, gold: Gold) -> float:
    return alike(place.text, gold["text"]) * (1.0 if place.role == gold.get("role") else 0.5)


def same_figure(figure: Figure, gold: Gold) -> float:
    ends = (figure.what, figure.least, figure.most)
    return float(ends == (gold["what"], gold.get("least"), gold.get("most")))


def f_of_lists(predicted: Sequence[P], gold: Sequence[G], same: Callable[[P, G], float]) -> float | None:
    """F of two lists, greedily matched one to one from a likeness of 0.5; `None` when both are empty."""
    if not predicted and not gold:
        return None
    scored = [(same(p, g), i, j) for i, p in enumerate(predicted) for j, g in enumerate(gold)]
    left: set[int] = set()
    right: set[int] = set()
    hit = 0.0
    for score, i, j in sorted(scored, key=lambda item: -item[0]):
        if score >= ENOUGH and i not in left and j not in right:
            left.add(i)
            right.add(j)
            hit += score
    return 2 * hit / (len(predicted) + len(gold))


def find_all(text: str, wanted: str) -> list[Span]:
    """Every place where `wanted` stands, overlapping ones too."""
    if not wanted:
        return []
    starts = (match.start() for match in re.finditer(f"(?={re.escape(wanted)})", text))
    return [Span(start, start + len(wanted), wanted) for start in starts]


def _touch(ones: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(one.touches(other) for one in ones for other in others)


def located(claim: Claim, gold: Gold) -> Iterator[bool]:
    """For each gold place with a point: is a place of the claim within 50 km (400 for a whole country)?"""
    for place in gold["places"]:
        if place.get("lat") is None:
            continue
        near = [ref.place for ref in claim.places if ref.place and same_place(ref, place) >= ENOUGH]
        yield any(
            distance_km(found.lat, found.lon, place["lat"], place["lon"])
            <= (400 if not found.admin1 and found.name == place["name"] else 50)
            for found in near
        )
