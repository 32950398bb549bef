"""The fields of an event -> one line of plain English.

The line is made of fields only, never of the report's sentences, so that it says no
more than was read and reads the same for every event.
"""

import re
from collections.abc import Sequence

from dateline.types import Event, EventPlace, Kind, PlaceRole, Realis, Status

VERBS: dict[Kind, tuple[str, str]] = {
    Kind.AGREE: ("reached an agreement with", "agreement reached with"),
    Kind.CONSULT: ("held talks with", "talks held with"),
    Kind.SUPPORT: ("backed", "support for"),
    Kind.CONCEDE: ("made a concession to", "concession to"),
    Kind.COOPERATE: ("cooperated with", "cooperation with"),
    Kind.AID: ("gave aid to", "aid given to"),
    Kind.RETREAT: ("withdrew", "withdrawal of"),
    Kind.REQUEST: ("made a demand of", "demand made of"),
    Kind.ACCUSE: ("accused", "accusation against"),
    Kind.REJECT: ("rejected", "rejection of"),
    Kind.THREATEN: ("threatened", "threat against"),
    Kind.PROTEST: ("protested against", "protest against"),
    Kind.SANCTION: ("imposed sanctions on", "sanctions on"),
    Kind.MOBILIZE: ("deployed", "deployment of"),
    Kind.COERCE: ("acted against", "action against"),
    Kind.ASSAULT: ("attacked", "attack on"),
    Kind.MOVE: ("moved", "movement of"),
    Kind.CONTROL: ("contested", "fight over"),
    Kind.ASSESS: ("judged", "judgement of"),
}
"""With a doer, and without."""

MODE_VERBS: dict[str, tuple[str, str]] = {
    "visit": ("visited", "visit to"),
    "call": ("spoke by phone with", "call with"),
    "meet": ("met", "meeting with"),
    "mediate": ("mediated between", "mediation between"),
    "military": ("gave military aid to", "military aid to"),
    "economic": ("gave economic aid to", "economic aid to"),
    "humanitarian": ("gave relief to", "relief for"),
    "refuge": ("gave refuge to", "refuge for"),
    "ceasefire": ("ceased fire", "ceasefire"),
    "surrender": ("surrendered", "surrender of"),
    "disarm": ("disarmed", "disarming of"),
    "demo": ("demonstrated against", "demonstration against"),
    "riot": ("rioted against", "riot against"),
    "strike": ("went on strike against", "strike against"),
    "alert": ("put on alert", "alert of"),
    "arrest": ("arrested", "arrest of"),
    "ban": ("restricted", "restriction of"),
    "seize": ("seized property of", "seizure of property of"),
    "disperse": ("dispersed", "dispersal of"),
    "airstrike": ("carried out air strikes on", "air strikes on"),
    "shelling": ("shelled", "shelling of"),
    "bombing": ("bombed", "bombing of"),
    "shooting": ("shot", "shooting of"),
    "clash": ("clashed with", "clash with"),
    "abduction": ("abducted", "abduction of"),
    "execution": ("executed", "execution of"),
    "arson": ("set fire to", "arson against"),
    "evacuate": ("evacuated", "evacuation of"),
    "flee": ("fled", "flight of"),
    "transfer": ("transferred", "transfer of"),
    "return": ("returned", "return of"),
    "deport": ("deported", "deportation of"),
    "travel": ("travelled", "journey of"),
    "takes": ("took", "capture of"),
    "loses": ("lost", "loss of"),
    "holds": ("held", "hold on"),
    "contests": ("fought over", "fight over"),
    "enters": ("entered", "entry into"),
}

DANGLING = re.compile(r" (?:with|to|of|on|against|for|between|over|into)$")
"""What a verb is left without when nobody is named to it."""

HELD_PLACES = frozenset({Kind.CONTROL})
"""Kinds whose place is what the verb acts on: "took Hama"."""


def write_summary(event: Event) -> str:
    """One line such as "rebels took Hama" or "evacuation of diplomats from Damascus by air"."""
    verb, noun = MODE_VERBS.get(event.mode or "", VERBS[event.kind])
    at = [place.name for place in event.places if place.role is PlaceRole.AT]
    holds_place = event.kind in HELD_PLACES and bool(at)
    objects = at if holds_place else [party.name for party in event.targets]
    phrase = verb if event.actors else noun
    words = [
        join_names([party.name for party in event.actors]),
        f"{phrase} {join_names(objects)}" if objects else DANGLING.sub("", phrase),
        _write_way(event.places, inside=not holds_place),
        f"by {event.means.value}" if event.means and event.kind is Kind.MOVE else "",
    ]
    return f"{' '.join(word for word in words if word)}{_write_doubt(event)}"


def join_names(names: Sequence[str], *, most: int = 3) -> str:
    """ "A", "A and B", "A, B and 3 others"."""
    shown = list(dict.fromkeys(names))
    if len(shown) > most:
        shown = [*shown[: most - 1], f"{len(shown) - most + 1} others"]
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def _write_way(places: Sequence[EventPlace], *, inside: bool) -> str:
    words = {PlaceRole.AT: "in", PlaceRole.FROM: "from", PlaceRole.VIA: "via", PlaceRole.TO: "to"}
    parts = []
    for role, word in words.items():
        names = [place.name for place in places if place.role is role]
        if names and (inside or role is not PlaceRole.AT):
            parts.append(f"{word} {join_names(names)}")
    return " ".join(parts)


def _write_doubt(event: Event) -> str:
    marks = [] if event.realis is Realis.ACTUAL else [event.realis.value]
    if event.status in (Status.DENIED, Status.RETRACTED, Status.CONTESTED):
        marks.append(event.status.value)
    return f" ({', '.join(marks)})" if marks else ""
