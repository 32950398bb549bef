"""Actors of a store -> entities of FollowTheMoney, one JSON object a line.

Written as its library reads them (followthemoney.tech, 4.x), without needing it: `id`,
`schema`, `properties` whose values are lists, and `referents`, the ids that were merged. The
one thing to know: who is a person and who a body is known for actors of the directory alone;
the others are a LegalEntity, which may be either.
"""

from collections.abc import Iterable

import msgspec

from dateline.actors import Directory
from dateline.actors.locals import APART
from dateline.alike.names import is_class
from dateline.export import Writable
from dateline.places import open_gazetteer
from dateline.store import KnownActor
from dateline.types import Actor

PUBLIC = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "JUD"})
"""Sectors whose bodies are a state's."""


def write_entities(known: Iterable[KnownActor], *, directory: Directory, to: Writable) -> None:
    """Write each actor as an entity on a line of its own."""
    for one in known:
        to.write(msgspec.json.encode(make_entity(one, directory=directory)).decode() + "\n")


def _two_letters(iso3: str | None) -> list[str]:
    """The country's two small letters; none where it is unknown."""
    gazetteer = open_gazetteer()
    code = gazetteer.iso2.get(gazetteer.country_code(iso3))
    return [code.lower()] if code else []


def make_entity(known: KnownActor, *, directory: Directory) -> dict[str, object]:
    """The entity of an actor; what is unknown is left out."""
    actor = known.actor
    properties = {
        "name": [actor.name],
        "alias": [name for name in known.names if name != actor.name],
        "country": _two_letters(actor.country),
        "keywords": list(actor.sectors),
        "wikidataId": [actor.wikidata] if actor.wikidata else [],
    }
    return {
        "id": actor.id,
        "schema": choose_schema(actor, directory=directory),
        "properties": {name: values for name, values in properties.items() if values},
        "referents": list(known.merged),
    }


def choose_schema(actor: Actor, *, directory: Directory) -> str:
    """Person, PublicBody or Organization by the directory; LegalEntity for whom it does not know."""
    kind, is_public = directory.kind_of(actor.id.partition(APART)[0]), bool(PUBLIC & set(actor.sectors))
    if kind == "person":
        return "Person"
    if kind == "country" or (is_public and (kind is not None or is_class(actor))):
        return "PublicBody"
    return "LegalEntity" if kind is None else "Organization"
