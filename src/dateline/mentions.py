"""Parse -> mentions: the people, groups, places, nationalities and numbers that a report names."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from dateline.types import Mention, MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

# spaCy's OntoNotes labels; the ones that are not here (dates, money, works of art) are not mentions.
KIND_OF_LABEL: Mapping[str, MentionKind] = MappingProxyType(
    {
        "PERSON": MentionKind.PERSON,
        "ORG": MentionKind.GROUP,
        "GPE": MentionKind.PLACE,
        "LOC": MentionKind.PLACE,
        "FAC": MentionKind.FACILITY,
        "NORP": MentionKind.NATIONALITY,
        "CARDINAL": MentionKind.NUMBER,
    }
)


def find_mentions(doc: "Doc") -> tuple[Mention, ...]:
    """The named mentions of a parse, in order of the text."""
    return tuple(
        Mention(entity.start_char, entity.end_char, entity.text, KIND_OF_LABEL[entity.label_])
        for entity in doc.ents
        if entity.label_ in KIND_OF_LABEL and entity.text.strip()
    )
