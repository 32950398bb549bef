"""Report, Claim, Event -> one row of plain cells: what CSV and the properties of GeoJSON hold.

Several values of one cell are joined by "; ". What is unknown is `None`. The columns are
the fields of docs/vocabulary.md; place columns are of the place where it happened, or else
of the place it went to or came from.
"""

from collections.abc import Callable, Iterable

from dateline.store import Decision, KnownActor
from dateline.types import (
    Claim,
    Event,
    EventPlace,
    Figure,
    FigureKind,
    Participant,
    Place,
    PlaceRef,
    PlaceRole,
    Report,
    Toll,
    Voice,
)

Cell = str | int | float | bool | None
Row = dict[str, Cell]
FindReport = Callable[[str], Report | None]
"""Report id -> the report, or `None` where it is not at hand."""

MAIN_ROLES = (PlaceRole.AT, PlaceRole.TO, PlaceRole.FROM, PlaceRole.VIA)
"""The role whose place a row is put at, best first."""


def flatten_report(report: Report) -> Row:
    return {
        "id": report.id,
        "title": report.title,
        "published": report.published.isoformat() if report.published else None,
        "publisher": report.publisher,
        "url": report.url,
        "source": report.source,
        "sha256": report.sha256,
        "text": report.text,
    }


def flatten_actor(known: KnownActor) -> Row:
    return {
        "id": known.actor.id,
        "name": known.actor.name,
        "country": known.actor.country,
        "sectors": " ".join(known.actor.sectors) or None,
        "wikidata": known.actor.wikidata,
        "names": joined(known.names),
        "merged": joined(known.merged),
        "claims": known.claims,
        "reports": known.reports,
    }


def flatten_decision(decision: Decision, *, undone_by: int | None) -> Row:
    return {
        "number": decision.number,
        "at": decision.at.isoformat(timespec="seconds"),
        "by": decision.by,
        "verb": decision.verb.value,
        "actors": joined(decision.actors),
        "becomes": decision.becomes.id if decision.becomes else None,
        "reports": joined(decision.reports),
        "undoes": decision.undoes,
        "undone_by": undone_by,
        "why": decision.why,
    }


def flatten_claim(claim: Claim, *, report: Report | None) -> Row:
    return {
        "id": claim.id,
        "report": claim.report,
        "published": report.published.isoformat() if report and report.published else None,
        "publisher": report.publisher if report else None,
        "url": report.url if report else None,
        "kind": claim.kind.value,
        "mode": claim.mode,
        "trigger": claim.trigger.text,
        "actors": joined(describe_participant(actor) for actor in claim.actors),
        "actor_ids": joined(actor.actor.id for actor in claim.actors if actor.actor),
        "targets": joined(describe_participant(target) for target in claim.targets),
        "target_ids": joined(target.actor.id for target in claim.targets if target.actor),
        "places": joined(f"{ref.role} {ref.text}" for ref in claim.places),
        **flatten_place(main_place(claim.places)),
        **flatten_when(claim),
        "means": claim.means.value if claim.means else None,
        **flatten_figures(claim.figures),
        "figures": joined(describe_figure(figure) for figure in claim.figures),
        "voices": joined(describe_voice(voice) for voice in claim.voices),
        "speech": claim.speech.value,
        "stance": claim.stance.value,
        "realis": claim.realis.value,
        "hedged": claim.hedged,
        "background": claim.background,
        "score": claim.score,
        "evidence": joined(span.text for span in claim.evidence),
        "why": joined(claim.why),
    }


def flatten_event(event: Event) -> Row:
    return {
        "id": event.id,
        "kind": event.kind.value,
        "mode": event.mode,
        "summary": event.summary,
        "status": event.status.value,
        "grade": event.grade.code,
        "realis": event.realis.value,
        "earliest": event.earliest.isoformat() if event.earliest else None,
        "latest": event.latest.isoformat() if event.latest else None,
        "first_told": event.first_told.isoformat() if event.first_told else None,
        "last_told": event.last_told.isoformat() if event.last_told else None,
        "actors": joined(party.name for party in event.actors),
        "targets": joined(party.name for party in event.targets),
        "places": joined(f"{at.role} {at.name}" for at in event.places),
        **flatten_place(main_place(event.places)),
        "means": event.means.value if event.means else None,
        **flatten_tolls(event.tolls),
        "independent_sources": len(event.origins),
        "origins": joined(origin.name for origin in event.origins),
        "disputes": joined(dispute.field.value for dispute in event.disputes),
        "reports": joined(event.reports),
        "claims": joined(event.claims),
        "score": event.score,
        "why": joined(event.why),
    }


def joined(values: Iterable[str]) -> str | None:
    return "; ".join(values) or None


def main_place(places: Iterable[PlaceRef | EventPlace]) -> Place | None:
    """The resolved place of the best role; `None` where none was resolved."""
    known = [(at.role, at.place) for at in places if at.place is not None]
    known.sort(key=lambda pair: MAIN_ROLES.index(pair[0]))
    return known[0][1] if known else None


def flatten_place(place: Place | None) -> Row:
    return {
        "place": place.name if place else None,
        "country": place.country if place else None,
        "admin1": place.admin1 if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "radius_km": place.radius_km if place else None,
        "geonames_id": place.geonames_id if place else None,
    }


def flatten_when(claim: Claim) -> Row:
    when = claim.when
    return {
        "earliest": when.earliest.isoformat() if when and when.earliest else None,
        "latest": when.latest.isoformat() if when and when.latest else None,
        "relation": when.relation.value if when else None,
        "basis": when.basis.value if when else None,
    }


def flatten_figures(figures: Iterable[Figure]) -> Row:
    """The first figure of killed and of injured; the cell `figures` names them all."""
    by_kind = {figure.what: figure for figure in reversed(tuple(figures))}
    row: Row = {}
    for what in (FigureKind.KILLED, FigureKind.INJURED):
        figure = by_kind.get(what)
        row[f"{what}_least"] = figure.least if figure else None
        row[f"{what}_most"] = figure.most if figure else None
    return row


def flatten_tolls(tolls: Iterable[Toll]) -> Row:
    by_kind = {toll.what: toll for toll in tolls}
    row: Row = {}
    for what in (FigureKind.KILLED, FigureKind.INJURED):
        toll = by_kind.get(what)
        row[f"{what}_least"] = toll.least if toll else None
        row[f"{what}_best"] = toll.best if toll else None
        row[f"{what}_most"] = toll.most if toll else None
        row[f"{what}_conservative"] = toll.conservative if toll else None
    return row


def describe_count(least: int | None, most: int | None) -> str:
    """The bounds in words: "12", "at least 12", "up to 12", "10 to 12"."""
    if least is not None and most is not None:
        return f"{least:,}" if least == most else f"{least:,} to {most:,}"
    if least is not None:
        return f"at least {least:,}"
    return f"up to {most:,}" if most is not None else "an unknown number"


def describe_figure(figure: Figure) -> str:
    return f"{describe_count(figure.least, figure.most)} {figure.what}"


def describe_participant(participant: Participant) -> str:
    """The words of the report, with the name of the actor where it is another."""
    actor = participant.actor
    if actor is None or actor.name.lower() == participant.text.lower():
        return participant.text
    return f"{participant.text} ({actor.name})"


def describe_voice(voice: Voice) -> str:
    count = f"{voice.count} " if voice.count else ""
    return f"{voice.text} ({count}{voice.kind}{'' if voice.named else ', unnamed'})"
