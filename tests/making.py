"""One-line builders for tests: `a_claim("CONTROL", "takes", place="Hama", by="rebels")`.

Places are real enough to have distances; everything a test does not name has a plain value.
"""

from collections.abc import Sequence
from datetime import date
from hashlib import blake2b
from typing import Any

from dateline.types import (
    Actor,
    Basis,
    Claim,
    Count,
    Extent,
    Figure,
    FigureKind,
    Kind,
    Participant,
    Place,
    PlaceRef,
    PlaceRole,
    Report,
    Span,
    Voice,
    VoiceKind,
    When,
)

PLACES = {
    "Aleppo": (36.20, 37.16, "city", "SYR", "Aleppo"),
    "Hama": (35.13, 36.75, "city", "SYR", "Hama"),
    "Homs": (34.73, 36.71, "city", "SYR", "Homs"),
    "Damascus": (33.51, 36.29, "city", "SYR", "Damascus"),
    "Idlib": (35.93, 36.63, "city", "SYR", "Idlib"),
    "Latakia": (35.52, 35.79, "city", "SYR", "Latakia"),
    "Beirut": (33.89, 35.50, "city", "LBN", "Beirut"),
    "Kharkiv": (49.99, 36.23, "city", "UKR", "Kharkiv"),
    "Odesa": (46.48, 30.73, "city", "UKR", "Odesa"),
    "Syria": (35.0, 38.0, "country", "SYR", None),
    "Ukraine": (49.0, 32.0, "country", "UKR", None),
}


def a_place(name: str) -> Place | None:
    """One of the places above; `None` for any other name, as for a place not in the gazetteer."""
    if name not in PLACES:
        return None
    lat, lon, kind, country, admin1 = PLACES[name]
    radius = 400.0 if kind == "country" else 5.0
    return Place(name=name, kind=kind, country=country, admin1=admin1, lat=lat, lon=lon, radius_km=radius)


def an_actor(name: str, *, country: str | None = None, id: str | None = None) -> Actor:  # noqa: A002
    return Actor(id=id or name.casefold(), name=name, country=country)


def a_span(text: str, *, start: int = 0) -> Span:
    return Span(start, start + len(text), text)


def a_participant(who: str | Actor, *, count: Count | None = None) -> Participant:
    name = who if isinstance(who, str) else who.name
    return Participant(0, len(name), name, None if isinstance(who, str) else who, count)


def a_voice(
    who: str | Actor,
    kind: VoiceKind | str = VoiceKind.OFFICIAL,
    *,
    named: bool = True,
    count: int | None = None,
) -> Voice:
    name = who if isinstance(who, str) else who.name
    return Voice(0, len(name), name, VoiceKind(kind), named, count, None if isinstance(who, str) else who)


def a_place_ref(name: str, role: PlaceRole | str = PlaceRole.AT, *, part: bool = False) -> PlaceRef:
    extent = Extent.PART if part else Extent.WHOLE
    return PlaceRef(0, len(name), name, PlaceRole(role), extent, a_place(name))


def a_when(first: str, last: str | None = None, *, basis: Basis | str = Basis.STATED) -> When:
    return When(
        earliest=date.fromisoformat(first), latest=date.fromisoformat(last or first), basis=Basis(basis)
    )


def a_figure(what: FigureKind | str, least: int | None, most: int | None) -> Figure:
    text = f"{least}"
    return Figure(0, len(text), text, FigureKind(what), least, most)


def a_claim(
    kind: Kind | str = Kind.ASSAULT,
    mode: str | None = None,
    *,
    report: str = "r1",
    text: str | None = None,
    trigger: str | None = None,
    by: str | Actor | Sequence[str | Actor] = (),
    to: str | Actor | Sequence[str | Actor] = (),
    place: str | Sequence[str] = (),
    origin: str | Sequence[str] = (),
    destination: str | Sequence[str] = (),
    on: str | When | None = None,
    killed: int | Count | None = None,
    voices: Sequence[str | Voice] = (),
    score: float = 0.8,
    **fields: Any,
) -> Claim:
    """A claim in one line. `by` does it to `to`; `place` is where, `origin` and `destination`
    from and to where; `on` an ISO day; `killed` an exact number or a `Count`."""
    words = trigger or mode or str(kind).casefold()
    evidence = text or f"{by or 'somebody'} {words} {to or place} {on or ''}".strip()
    refs = [
        *(a_place_ref(name) for name in _many(place)),
        *(a_place_ref(name, "from") for name in _many(origin)),
        *(a_place_ref(name, "to") for name in _many(destination)),
    ]
    toll = Count(least=killed, most=killed) if isinstance(killed, int) else killed
    made: dict[str, Any] = {
        "report": report,
        "kind": Kind(kind),
        "mode": mode,
        "trigger": a_span(words),
        "actors": tuple(a_participant(who) for who in _many(by)),
        "targets": tuple(a_participant(who) for who in _many(to)),
        "places": tuple(refs),
        "when": a_when(on) if isinstance(on, str) else on,
        "figures": (a_figure("killed", toll.least, toll.most),) if toll else (),
        "voices": tuple(a_voice(who) if isinstance(who, str) else who for who in voices),
        "evidence": (a_span(evidence),),
        "score": score,
        **fields,
    }
    return Claim(id=made.pop("id", None) or _hash(made), **made)


def a_report(
    id: str = "r1",  # noqa: A002
    text: str | None = None,
    *,
    on: str | None = "2024-12-06",
    by: str | None = None,
    **fields: Any,
) -> Report:
    """A report in one line; `by` is its publisher, by default an outlet of its own."""
    return Report(
        id=id,
        text=text or f"Report {id} tells its own story in its own words.",
        published=date.fromisoformat(on) if on else None,
        publisher=by or f"The {id.title()} Post",
        **fields,
    )


def by_id(*reports: Report) -> dict[str, Report]:
    return {report.id: report for report in reports}


def _many(value: Any) -> Sequence[Any]:
    return (value,) if isinstance(value, (str, Actor)) else tuple(value)


def _hash(made: dict[str, Any]) -> str:
    return blake2b(repr(sorted(made.items())).encode(), digest_size=6).hexdigest()
