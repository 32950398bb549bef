"""Tie, … -> GraphML, which Gephi, Cytoscape, yEd and networkx open: actors are nodes, ties are edges."""

import re
from collections.abc import Iterable, Mapping
from xml.etree import ElementTree

from dateline.export import Writable
from dateline.types import Actor, Tie

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
NODE_KEYS = {"name": "string", "country": "string", "sectors": "string"}
EDGE_KEYS = {
    "kind": "string", "earliest": "string", "latest": "string", "contested": "boolean", "origins": "int",
    "weight": "int",
}  # fmt: skip
"""What is known of a node and of an edge, and its type; `weight` is the number of events."""
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold (section 2.2)."""


def write_ties(ties: Iterable[Tie], *, to: Writable) -> None:
    """Write the graph of these ties, each actor once."""
    drawn = list(ties)
    root = ElementTree.Element("graphml", xmlns=NAMESPACE)
    for owner, keys in (("node", NODE_KEYS), ("edge", EDGE_KEYS)):
        for name, type_ in keys.items():
            attributes = {"id": f"{owner}-{name}", "for": owner, "attr.name": name, "attr.type": type_}
            ElementTree.SubElement(root, "key", attributes)
    graph = ElementTree.SubElement(root, "graph", edgedefault="directed")
    for actor in {end.id: end for tie in drawn for end in (tie.actor, tie.target)}.values():
        add_data(ElementTree.SubElement(graph, "node", id=clean(actor.id)), "node", describe_actor(actor))
    for number, tie in enumerate(drawn):
        ends = {"id": f"tie-{number}", "source": clean(tie.actor.id), "target": clean(tie.target.id)}
        add_data(ElementTree.SubElement(graph, "edge", ends), "edge", describe_tie(tie))
    ElementTree.indent(root, space="")
    to.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    to.write(ElementTree.tostring(root, encoding="unicode") + "\n")


def describe_actor(actor: Actor) -> Mapping[str, str | None]:
    return {"name": actor.name, "country": actor.country, "sectors": " ".join(actor.sectors) or None}


def describe_tie(tie: Tie) -> Mapping[str, str | None]:
    return {
        "kind": tie.kind.value,
        "earliest": tie.earliest.isoformat(),
        "latest": tie.latest.isoformat(),
        "contested": "true" if tie.contested else "false",
        "origins": str(tie.origins),
        "weight": str(len(tie.events)),
    }


def add_data(element: ElementTree.Element, owner: str, values: Mapping[str, str | None]) -> None:
    """What is known of it; what is not has no element."""
    for name, value in values.items():
        if value is not None:
            ElementTree.SubElement(element, "data", key=f"{owner}-{name}").text = clean(value)


def clean(text: str) -> str:
    return FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
