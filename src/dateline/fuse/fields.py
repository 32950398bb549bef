"""Claims of one event -> its parties, places, days and tolls."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.actors import is_local
from dateline.alike.facts import Days, Ground, names_place
from dateline.alike.likeness import contains, distance_km
from dateline.alike.names import Name, find_name, keep_outermost, likeness_of_names
from dateline.fuse.lineage import Mouth
from dateline.fuse.tellings import Telling
from dateline.types import (
    Claim,
    EventPlace,
    Figure,
    FigureKind,
    Participant,
    Party,
    Place,
    PlaceRef,
    PlaceRole,
    Toll,
)

SAME_PARTY = 0.75
AGREED_RULE = "every independent source's latest figure agrees with it"
BACKED_RULE = "most independent sources' latest figures agree with it (UCDP's best estimate)"
LEVEL_RULE = "the sources are level, so the lower figure (UCDP's best estimate)"


@dataclass(frozen=True, slots=True)
class _Named:
    """A participant with its claim."""

    participant: Participant
    name: Name
    claim: str


def find_parties(
    claims: Sequence[Claim], *, side: Callable[[Claim], tuple[Participant, ...]]
) -> tuple[Party, ...]:
    """Who stands on one side, each under the fullest name given, the most named first."""
    groups: list[list[_Named]] = []
    named = [_Named(who, find_name(who), claim.id) for claim in claims for who in keep_outermost(side(claim))]
    # Telling names first, so that "rebels" joins the group that is named and not the reverse.
    for each in sorted(named, key=lambda one: (_how_unknown(one.name), -len(one.name.words))):
        for group in groups:
            if (likeness_of_names(each.name, group[0].name) or 0) >= SAME_PARTY or _is_alias(each, group):
                group.append(each)
                break
        else:
            groups.append([each])
    parties = [_make_party(group) for group in groups]
    return tuple(sorted(parties, key=lambda party: (-len(party.claims), party.name)))


def _how_unknown(name: Name) -> int:
    """0 known, 1 known by the name alone, 2 unknown."""
    return 2 if name.actor is None else int(is_local(name.actor))


def _is_alias(each: _Named, group: Sequence[_Named]) -> bool:
    """Generic words agree with others of their sort: "rebels" and "opposition fighters"."""
    return each.name.generic and any(each.name.groups & other.name.groups for other in group)


def _make_party(group: Sequence[_Named]) -> Party:
    actor = next((each.participant.actor for each in group if each.participant.actor), None)
    texts = [each.participant.text for each in group]
    telling = [each for each in group if not each.name.generic]
    name = actor.name if actor else (telling[0].participant.text if telling else _most_common(texts))
    return Party(name=name, actor=actor, claims=_unique(each.claim for each in group))


def _most_common(texts: Sequence[str]) -> str:
    return min(texts, key=lambda text: (-texts.count(text), -len(text), text))


def _unique(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))


# ── places ───────────────────────────────────────────────────────────────────────────────


def find_places(tellings: Sequence[Telling]) -> tuple[EventPlace, ...]:
    """The places with their roles, the most told first; areas that only hold another are left out,
    and "in Hama" where others say "from Hama"."""
    claims_of: dict[tuple[str, str], list[str]] = defaultdict(list)
    refs_of: dict[tuple[str, str], list[PlaceRef]] = defaultdict(list)
    for telling in tellings:
        for ref in filter(names_place, telling.places):
            key = (ref.role.value, _place_key(ref))
            refs_of[key].append(ref)
            claims_of[key].append(telling.claim.id)
    firsts = [refs[0] for refs in refs_of.values()]
    moved = {place for role, place in refs_of if role != PlaceRole.AT.value}
    kept = [
        (role, place)
        for (role, place), refs in refs_of.items()
        if not _only_holds(refs[0], firsts) and not (role == PlaceRole.AT.value and place in moved)
    ]
    places = [
        EventPlace(
            name=_choose_place_name(refs_of[key]),
            role=refs_of[key][0].role,
            place=refs_of[key][0].place,
            claims=_unique(claims_of[key]),
        )
        for key in kept
    ]
    return tuple(sorted(places, key=lambda each: (each.role.value, -len(each.claims), each.name)))


def _choose_place_name(refs: Sequence[PlaceRef]) -> str:
    """The reports' own word for it, not the gazetteer's; that of a date line ("HAMA") comes last."""
    texts = [ref.text.removeprefix("the ") for ref in refs]
    return min(texts, key=lambda text: (text.isupper(), -texts.count(text), len(text), text))


def _place_key(ref: PlaceRef) -> str:
    if ref.place is None:
        return ref.text.casefold()
    if ref.place.geonames_id is not None:
        return str(ref.place.geonames_id)
    return f"{ref.place.name} {ref.place.lat:.2f} {ref.place.lon:.2f}"


def _only_holds(ref: PlaceRef, others: Iterable[PlaceRef]) -> bool:
    """Is it a country or province named beside a place in it, in the same role?"""
    if ref.place is None:
        return False
    inner = (other.place for other in others if other.role is ref.role and other.place is not None)
    return any(contains(ref.place, place) for place in inner)


def are_apart(a: Place, b: Place, *, least_km: float) -> bool:
    """Can the two not be one place, even with `least_km` of error?"""
    if contains(a, b) or contains(b, a):
        return False
    return distance_km(a, b) - a.radius_km - b.radius_km > least_km


# ── days ─────────────────────────────────────────────────────────────────────────────────


def find_span(days: Sequence[Days]) -> Days | None:
    """The days that most claims agree on, of those on the firmest ground; `None` where the
    days are but guessed from the day of print."""
    ground = max((each.ground for each in days), default=Ground.GUESSED)
    if ground is Ground.GUESSED:
        return None
    firm = [each for each in days if each.ground is ground]
    starts = sorted({each.first for each in firm})
    best = max(starts, key=lambda start: (_count_holding(firm, start), -start))
    agreeing = [each for each in firm if each.first <= best <= each.last]
    return Days(max(each.first for each in agreeing), min(each.last for each in agreeing), ground)


def _count_holding(days: Sequence[Days], day: int) -> int:
    return sum(each.first <= day <= each.last for each in days)


def to_date(ordinal: int) -> date:
    """The day of an ordinal."""
    return date.fromordinal(ordinal)


# ── figures ──────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Told:
    """A figure, who it goes back to, and the claim that gives it."""

    figure: Figure
    origin: str
    claim: str

    @property
    def value(self) -> int:
        """The number a reader would keep: at least so many, else at most so many."""
        value = self.figure.least if self.figure.least is not None else self.figure.most
        assert value is not None, "find_told leaves out figures without a number"
        return value


def find_told(claims: Sequence[Claim], *, mouths: Mapping[str, Mouth]) -> dict[FigureKind, list[Told]]:
    """All figures by what they count, first told first."""
    told: dict[FigureKind, list[Told]] = defaultdict(list)
    for claim in claims:
        for figure in claim.figures:
            if figure.least is not None or figure.most is not None:
                told[figure.what].append(Told(figure, mouths[claim.id].key, claim.id))
    return told


def find_tolls(told: Mapping[FigureKind, Sequence[Told]]) -> tuple[Toll, ...]:
    """For each thing counted the lowest, best and highest figure told, and the conservative one."""
    return tuple(_make_toll(what, told[what]) for what in FigureKind if told.get(what))


def _make_toll(what: FigureKind, told: Sequence[Told]) -> Toll:
    latest = find_latest(told)
    highs = [each.figure.most if each.figure.most is not None else each.figure.least for each in told]
    best = _choose_best(latest)
    return Toll(
        what=what,
        least=min((each.figure.least for each in told if each.figure.least is not None), default=None),
        best=best.value,
        most=max((high for high in highs if high is not None), default=None),
        conservative=min(each.value for each in latest),
        rule=best.rule,
        claims=_unique(each.claim for each in told),
    )


@dataclass(frozen=True, slots=True)
class _Best:
    value: int
    rule: str


def _choose_best(latest: Sequence[Told]) -> _Best:
    """UCDP takes the figure of the most reliable source and, where none stands out, the lower
    (GED codebook). What most independent sources admit is taken to be the most reliable."""
    backing = {each.value: sum(_admits(other.figure, each.value) for other in latest) for each in latest}
    most = max(backing.values())
    level = [value for value, count in backing.items() if count == most]
    if most == len(latest):
        return _Best(min(level), AGREED_RULE)
    return _Best(min(level), BACKED_RULE if len(level) == 1 else LEVEL_RULE)


def _admits(figure: Figure, value: int) -> bool:
    """Can it be this number? "At least 10" can be 12."""
    return (figure.least or 0) <= value and (figure.most is None or value <= figure.most)


def find_latest(told: Sequence[Told]) -> list[Told]:
    """What each independent source last said; `told` is in the order of print."""
    return list({each.origin: each for each in told}.values())
