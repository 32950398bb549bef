"""Claims of one event -> Dispute, …: where its sources disagree."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.alike.facts import Days, Ground
from dateline.alike.likeness import NEAR_KM
from dateline.alike.names import likeness_of_names, make_name
from dateline.fuse.fields import Told, are_apart, find_latest, find_parties, to_date
from dateline.fuse.origins import is_support
from dateline.fuse.tellings import Telling
from dateline.types import (
    Account,
    Claim,
    Dispute,
    DisputeField,
    Figure,
    FigureKind,
    Kind,
    Party,
    Place,
    PlaceRole,
    Stance,
)

BLAMED = frozenset({Kind.ASSAULT, Kind.COERCE})
"""Kinds whose doer is a matter of guilt."""


OTHERS = 0.3
"""Names no more alike than this are two doers."""


def find_disputes(
    tellings: Sequence[Telling], *, told: Mapping[FigureKind, Sequence[Told]]
) -> tuple[Dispute, ...]:
    """The disputes, each with its accounts and the claims that hold them."""
    claims = list({telling.claim.id: telling.claim for telling in tellings}.values())
    found = [
        _find_occurrence(claims),
        _find_responsibility(claims),
        *(_find_figure(what, told[what]) for what in FigureKind if told.get(what)),
        _find_place(tellings),
        _find_time(tellings),
    ]
    return tuple(dispute for dispute in found if dispute is not None)


def _find_occurrence(claims: Sequence[Claim]) -> Dispute | None:
    sides: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        sides[_read_position(claim)].append(claim.id)
    if len(sides) < 2 or not any(is_support(claim) for claim in claims):
        return None
    return _make_dispute(DisputeField.OCCURRENCE, sides)


def _read_position(claim: Claim) -> str:
    if is_support(claim):
        return "it happened"
    who = claim.voices[-1].text if claim.voices else "the outlet"
    if claim.stance is Stance.DOUBTS:
        return f"doubted by {who}"
    return f"denied by {who}"


def _find_responsibility(claims: Sequence[Claim]) -> Dispute | None:
    """Different doers of one attack. Generic words ("gunmen") contradict nobody."""
    if not any(claim.kind in BLAMED for claim in claims):
        return None
    supporting = [claim for claim in claims if is_support(claim) and claim.kind in BLAMED]
    named = [
        party
        for party in find_parties(supporting, side=lambda claim: claim.actors)
        if not make_name(party.name, actor=party.actor).generic
    ]
    rivals = [party for party in named if any(_are_rivals(party, other) for other in named)]
    if not rivals:
        return None
    return _make_dispute(DisputeField.RESPONSIBILITY, {party.name: party.claims for party in rivals})


def _are_rivals(a: Party, b: Party) -> bool:
    """Are they others, and named in different claims? Two named in one breath did it together."""
    likeness = likeness_of_names(make_name(a.name, actor=a.actor), make_name(b.name, actor=b.actor))
    return likeness is not None and likeness <= OTHERS and not set(a.claims) & set(b.claims)


@dataclass(frozen=True, slots=True)
class _Bounds:
    least: int
    most: int


def _find_figure(what: FigureKind, told: Sequence[Told]) -> Dispute | None:
    """Figures of different sources that cannot both be right. A source that raises its own
    toll is no dispute."""
    latest = find_latest(told)
    bounds = [_find_bounds(each.figure) for each in latest]
    if max(bound.least for bound in bounds) <= min(bound.most for bound in bounds):
        return None
    sides: dict[str, list[str]] = defaultdict(list)
    for each in latest:
        sides[f"{what.value} {write_figure(each.figure)}"].append(each.claim)
    return _make_dispute(DisputeField.FIGURE, sides) if len(sides) > 1 else None


def _find_bounds(figure: Figure) -> _Bounds:
    return _Bounds(figure.least or 0, figure.most if figure.most is not None else 10**12)


def write_figure(figure: Figure) -> str:
    """The figure in words: "12", "at least 12", "up to 20", "10 to 12"."""
    if figure.most is None:
        return f"at least {figure.least}"
    if figure.least is None:
        return f"up to {figure.most}"
    return str(figure.least) if figure.least == figure.most else f"{figure.least} to {figure.most}"


def _find_place(tellings: Sequence[Telling]) -> Dispute | None:
    pins = list(_find_pins(tellings))
    sides: dict[str, list[str]] = defaultdict(list)
    for telling, place in pins:
        if all(
            are_apart(place, other, least_km=NEAR_KM)
            for theirs, other in pins
            if theirs.claim.id != telling.claim.id and other.name != place.name
        ):
            sides[place.name].append(telling.claim.id)
    return _make_dispute(DisputeField.PLACE, sides) if len(sides) > 1 else None


def _find_pins(tellings: Sequence[Telling]) -> Iterator[tuple[Telling, Place]]:
    """The claims that name one place only: a list of towns is no contradiction."""
    for telling in tellings:
        at = [ref.place for ref in telling.places if ref.role is PlaceRole.AT and ref.place]
        if len(at) == 1:
            yield telling, at[0]


def _find_time(tellings: Sequence[Telling]) -> Dispute | None:
    dated = [
        (telling, days) for telling in tellings if (days := telling.facts.days) and days.ground is Ground.TOLD
    ]
    if not dated or max(days.first for _, days in dated) <= min(days.last for _, days in dated):
        return None
    sides: dict[str, list[str]] = defaultdict(list)
    for telling, days in dated:
        sides[write_days(days)].append(telling.claim.id)
    return _make_dispute(DisputeField.TIME, sides)


def write_days(days: Days) -> str:
    """One day as it is, several as first/last."""
    first, last = to_date(days.first), to_date(days.last)
    return first.isoformat() if first == last else f"{first}/{last}"


def _make_dispute(field: DisputeField, sides: Mapping[str, Sequence[str]]) -> Dispute:
    accounts = [Account(value=value, claims=tuple(dict.fromkeys(claims))) for value, claims in sides.items()]
    ordered = sorted(accounts, key=lambda account: (-len(account.claims), account.value))
    return Dispute(field=field, accounts=tuple(ordered))
