"""Report, Claim, Event -> the rows that filters look at. Shapes only; nothing is decided here."""

import hashlib
from collections.abc import Iterator
from typing import Any

import msgspec

from dateline.types import Claim, Event, Participant, Place, Report

Row = dict[str, Any]
"""Column -> value: what SQLAlchemy takes for one row of a table."""


def digest(report: Report) -> str:
    """A hash of what the publisher wrote; where the bytes lay does not count."""
    written = (report.text, report.title, report.published, report.publisher, report.url)
    return hashlib.sha256(msgspec.json.encode(written)).hexdigest()


def report_row(report: Report) -> Row:
    return {
        "id": report.id,
        "digest": digest(report),
        "title": report.title,
        "text": report.text,
        "published": report.published,
        "publisher": report.publisher,
        "url": report.url,
        "source": report.source,
        "sha256": report.sha256,
        "record": msgspec.json.encode(report),
    }


def claim_row(claim: Claim, *, report: Report, number: int, position: int) -> Row:
    return {
        "id": claim.id,
        "report": number,
        "position": position,
        "kind": claim.kind,
        "mode": claim.mode,
        "realis": claim.realis,
        "stance": claim.stance,
        "speech": claim.speech,
        "hedged": claim.hedged,
        "background": claim.background,
        "earliest": claim.when.earliest if claim.when else None,
        "latest": claim.when.latest if claim.when else None,
        "published": report.published,
        "publisher": report.publisher,
        "score": claim.score,
        "evidence": "\n".join(span.text for span in claim.evidence),
        "record": msgspec.json.encode(claim),
    }


def place_columns(place: Place | None) -> Row:
    return {
        "name": place.name if place else None,
        "geonames_id": place.geonames_id if place else None,
        "country": place.country if place else None,
        "admin1": place.admin1 if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "radius_km": place.radius_km if place else None,
    }


def claim_place_rows(claim: Claim, *, number: int) -> Iterator[Row]:
    for ref in claim.places:
        yield {"claim": number, "role": ref.role, "text": ref.text, **place_columns(ref.place)}


def participant_row(participant: Participant, *, number: int, role: str) -> Row:
    actor = participant.actor
    return {
        "claim": number,
        "role": role,
        "text": participant.text,
        "actor_id": actor.id if actor else None,
        "name": actor.name if actor else None,
        "country": actor.country if actor else None,
    }


def claim_actor_rows(claim: Claim, *, number: int) -> Iterator[Row]:
    for role, participants in (("actor", claim.actors), ("target", claim.targets)):
        for participant in participants:
            yield participant_row(participant, number=number, role=role)


def claim_voice_rows(claim: Claim, *, number: int) -> Iterator[Row]:
    for position, voice in enumerate(claim.voices):
        yield {
            "claim": number,
            "position": position,
            "text": voice.text,
            "kind": voice.kind,
            "named": voice.named,
            "count": voice.count,
            "actor_id": voice.actor.id if voice.actor else None,
            "name": voice.actor.name if voice.actor else None,
        }


def event_row(event: Event) -> Row:
    return {
        "id": event.id,
        "kind": event.kind,
        "mode": event.mode,
        "realis": event.realis,
        "status": event.status,
        "earliest": event.earliest,
        "latest": event.latest,
        "first_told": event.first_told,
        "last_told": event.last_told,
        "origins": len(event.origins),
        "score": event.score,
        "record": msgspec.json.encode(event),
    }


def event_claim_rows(event: Event, *, number: int) -> Iterator[Row]:
    for claim in event.claims:
        yield {"event": number, "claim_id": claim}


def event_place_rows(event: Event, *, number: int) -> Iterator[Row]:
    for at in event.places:
        columns = place_columns(at.place)
        yield {"event": number, "role": at.role, "text": at.name, **columns}
