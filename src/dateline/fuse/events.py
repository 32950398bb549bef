"""Claim, Claim, … -> Event, Event, …: the stages of fusing in one straight function."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from hashlib import blake2b
from math import prod
from typing import TypeVar

from dateline.copies import Copy, find_copies
from dateline.fuse.blocks import find_pairs
from dateline.fuse.disputes import find_disputes
from dateline.fuse.fields import find_parties, find_places, find_span, find_told, find_tolls, to_date
from dateline.fuse.grades import grade_events
from dateline.fuse.groups import find_groups, find_links, score_pairs
from dateline.fuse.lineage import Lineage, find_mouths, trace_lineage
from dateline.fuse.origins import find_origins, is_support
from dateline.fuse.summaries import write_summary
from dateline.fuse.tellings import Telling, find_tellings
from dateline.types import (
    Claim,
    Dispute,
    DisputeField,
    Event,
    Kind,
    Means,
    Origin,
    Participant,
    Realis,
    Report,
    Stance,
    Status,
)

T = TypeVar("T", Kind, Means, str)

MOST_SURE = 0.99
REALIS_ORDER = (Realis.ACTUAL, Realis.PLANNED, Realis.POSSIBLE, Realis.CONDITIONAL, Realis.NEGATED)


def fuse_claims(
    claims: Iterable[Claim],
    *,
    reports: Mapping[str, Report],
    copies: Sequence[Copy] | None = None,
) -> tuple[Event, ...]:
    """The events that `claims` tell of, in the order of time; the same in whatever order they come.

    `reports` by id give days of print, publishers and texts; a claim whose report is missing
    is used all the same. `copies` spares finding them again.
    """
    tellings = find_tellings(claims, reports=reports)
    lineage = trace_lineage(
        find_copies(list(reports.values())) if copies is None else copies,
        reports=reports,
        claims=(telling.claim for telling in tellings),
    )
    facts = [telling.facts for telling in tellings]
    scored = score_pairs(facts, find_pairs(facts))
    groups = find_groups(facts, scored.same)
    links = find_links(groups, scored.ahead)
    events = [_make_event([tellings[at] for at in group], lineage=lineage) for group in groups]
    linked = [_add_links(event, [events[to] for to in links.get(n, ())]) for n, event in enumerate(events)]
    return tuple(sorted(grade_events(list(_rejoin(linked))), key=time_order))


def time_order(event: Event) -> tuple[date, date, str]:
    """The key that puts events in the order of time; those of unknown day come last."""
    return event.earliest or date.max, event.first_told or date.max, event.id


# ── one event ────────────────────────────────────────────────────────────────────────────


def _make_event(tellings: Sequence[Telling], *, lineage: Lineage) -> Event:
    """The event of some tellings, given in the order of print."""
    claims = list({telling.claim.id: telling.claim for telling in tellings}.values())
    supporting = [claim for claim in claims if is_support(claim)] or claims
    mouths = find_mouths(claims, lineage=lineage)
    told = find_told(supporting, mouths=mouths)
    disputes = find_disputes(tellings, told=told)
    origins = find_origins(claims, mouths=mouths)
    kind, mode = _choose_kind(supporting)
    span = find_span([telling.facts.days for telling in tellings if telling.facts.days])
    printed = [report.published for telling in tellings if (report := telling.report) and report.published]
    status = _find_status(claims, origins, disputes)
    event = Event(
        id=_make_id(tellings[0]),
        kind=kind,
        mode=mode,
        summary="",
        actors=find_parties(supporting, side=lambda claim: _find_doers(claim, mode)),
        targets=find_parties(supporting, side=lambda claim: _find_others(claim, mode)),
        places=find_places([each for each in tellings if is_support(each.claim)] or tellings),
        earliest=to_date(span.first) if span else None,
        latest=to_date(span.last) if span else None,
        means=_most_common([claim.means for claim in supporting if claim.means]),
        tolls=find_tolls(told),
        realis=min((claim.realis for claim in supporting), key=REALIS_ORDER.index),
        background=all(claim.background for claim in claims),
        status=status,
        origins=origins,
        disputes=disputes,
        claims=tuple(claim.id for claim in claims),
        reports=tuple(dict.fromkeys(claim.report for claim in claims)),
        first_told=min(printed, default=None),
        last_told=max(printed, default=None),
        score=_score(origins, claims),
        why=tuple(_explain(claims, origins, status)),
    )
    return replace(event, summary=write_summary(event))


def _find_doers(claim: Claim, mode: str | None) -> tuple[Participant, ...]:
    """The actors; those of "the army lost Hama" are the others where the event is that rebels took it."""
    return claim.targets if _is_other_side(claim.mode, mode) else claim.actors


def _find_others(claim: Claim, mode: str | None) -> tuple[Participant, ...]:
    return claim.actors if _is_other_side(claim.mode, mode) else claim.targets


def _is_other_side(a: str | None, b: str | None) -> bool:
    return {a, b} == {"takes", "loses"}


def _make_id(founder: Telling) -> str:
    """The id is that of the claim that told it first: later reports do not change it."""
    return "e" + blake2b(f"{founder.claim.id}\n{founder.part}".encode(), digest_size=8).hexdigest()


def _choose_kind(claims: Sequence[Claim]) -> tuple[Kind, str | None]:
    kind = _most_common([claim.kind for claim in claims])
    assert kind is not None
    return kind, _most_common([claim.mode for claim in claims if claim.kind is kind and claim.mode])


def _most_common(items: Sequence[T]) -> T | None:
    counts = Counter(items)
    return min(counts, key=lambda item: (-counts[item], str(item)), default=None)


def _find_status(claims: Sequence[Claim], origins: Sequence[Origin], disputes: Sequence[Dispute]) -> Status:
    if not origins:
        if any(is_support(claim) for claim in claims):
            return Status.RETRACTED
        return Status.DENIED if any(claim.stance is Stance.DENIES for claim in claims) else Status.REPORTED
    if any(each.field in (DisputeField.OCCURRENCE, DisputeField.RESPONSIBILITY) for each in disputes):
        return Status.CONTESTED
    return Status.CORROBORATED if len(origins) > 1 else Status.REPORTED


def _score(origins: Sequence[Origin], claims: Sequence[Claim]) -> float:
    """That at least one independent source was read right; copies add nothing."""
    score_of = {claim.id: claim.score for claim in claims}
    bests = [max(score_of[claim] for claim in origin.claims) for origin in origins]
    if not bests:
        bests = [max(score_of.values())]
    return round(min(MOST_SURE, 1 - prod(1 - best for best in bests)), 4)


def _explain(claims: Sequence[Claim], origins: Sequence[Origin], status: Status) -> Iterator[str]:
    reports = len({claim.report for claim in claims})
    yield (
        f"{len(claims)} claim{'s' if len(claims) > 1 else ''} in {reports} "
        f"report{'s' if reports > 1 else ''}, {len(origins)} independent "
        f"source{'s' if len(origins) != 1 else ''}: {status.value}"
    )
    yield from (origin.why for origin in origins)
    denials = [claim for claim in claims if claim.stance is Stance.DENIES]
    if denials:
        yield f"denied in {', '.join(sorted({claim.report for claim in denials}))}; a denial is no support"
    if all(claim.background for claim in claims):
        yield "told as background only"


# ── between events ───────────────────────────────────────────────────────────────────────


def _add_links(event: Event, others: Sequence[Event]) -> Event:
    """An act announced and the act done stay two events that know of each other."""
    if not others:
        return event
    word = "may have been carried out in" if event.realis is Realis.PLANNED else "was announced in"
    lines = tuple(f"{word} {other.id}: {other.summary}" for other in sorted(others, key=time_order))
    return replace(event, why=event.why + lines)


def _rejoin(events: Sequence[Event]) -> Iterator[Event]:
    """Events of the very same claims were parts of one: "Hama, Homs and Rastan were taken"."""
    by_claims: dict[tuple[str, ...], list[Event]] = {}
    for event in events:
        by_claims.setdefault(tuple(sorted(event.claims)), []).append(event)
    for parts in by_claims.values():
        yield parts[0] if len(parts) == 1 else _join(parts)


def _join(parts: Sequence[Event]) -> Event:
    places = tuple(dict.fromkeys(place for part in parts for place in part.places))
    whole = replace(parts[0], places=places)
    return replace(whole, summary=write_summary(whole))
