"""Records -> GeoJSON (RFC 7946): longitude first, one feature a record, for any map program.

A happening at one place is a point, at several a multi-point; a movement from a place to
another is a line. A record without a resolved place is a feature without a geometry: it is
in the file, and on no map.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from dateline.export import Writable
from dateline.export.flat import FindReport, Row, flatten_claim, flatten_event
from dateline.types import Claim, Event, EventPlace, Place, PlaceRef, PlaceRole

Position = tuple[float, float]
"""Longitude, latitude."""

TRAVEL = (PlaceRole.FROM, PlaceRole.VIA, PlaceRole.TO)


class Geometry(msgspec.Struct, frozen=True):
    """A geometry of RFC 7946."""

    type: str
    coordinates: object


class Feature(msgspec.Struct, frozen=True):
    """One record on the map."""

    id: str
    geometry: Geometry | None
    properties: Row
    type: str = "Feature"


def write_claims(claims: Iterable[Claim], *, find_report: FindReport, to: Writable) -> None:
    write_features(
        (
            Feature(
                claim.id, find_geometry(claim.places), flatten_claim(claim, report=find_report(claim.report))
            )
            for claim in claims
        ),
        to=to,
    )


def write_events(events: Iterable[Event], *, to: Writable) -> None:
    write_features(
        (Feature(event.id, find_geometry(event.places), flatten_event(event)) for event in events), to=to
    )


def write_features(features: Iterable[Feature], *, to: Writable) -> None:
    """Write one feature a line inside a FeatureCollection."""
    to.write('{"type": "FeatureCollection", "features": [')
    between = "\n"
    for feature in features:
        to.write(between + msgspec.json.encode(feature).decode())
        between = ",\n"
    to.write("\n]}\n")


def find_geometry(places: Sequence[PlaceRef | EventPlace]) -> Geometry | None:
    """The shape of these places; `None` where none of them was resolved."""
    route = [position_of(at.place) for role in TRAVEL for at in places if at.role == role and at.place]
    ends = {at.role for at in places if at.place}
    if PlaceRole.FROM in ends and PlaceRole.TO in ends and len(set(route)) > 1:
        return draw_line(route)
    points = list(dict.fromkeys(position_of(at.place) for at in places if at.place))
    if not points:
        return None
    return Geometry("Point", points[0]) if len(points) == 1 else Geometry("MultiPoint", points)


def position_of(place: Place) -> Position:
    return place.lon, place.lat


def draw_line(route: Sequence[Position]) -> Geometry:
    """A line, cut in two where it crosses the 180th meridian, as section 3.1.9 asks."""
    parts = [[route[0]]]
    for here, there in pairwise(route):
        if abs(there[0] - here[0]) > 180:
            leaving, arriving = cross_meridian(here, there)
            parts[-1].append(leaving)
            parts.append([arriving])
        parts[-1].append(there)
    return Geometry("LineString", parts[0]) if len(parts) == 1 else Geometry("MultiLineString", parts)


def cross_meridian(here: Position, there: Position) -> tuple[Position, Position]:
    """Where the short way between the two meets the 180th meridian, as seen from either side."""
    side = 180.0 if here[0] > 0 else -180.0
    to_edge = abs(side - here[0])
    share = to_edge / (to_edge + abs(-side - there[0])) if to_edge or abs(side) != abs(there[0]) else 0.0
    lat = here[1] + share * (there[1] - here[1])
    return (side, lat), (-side, lat)
