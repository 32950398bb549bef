"""Parse -> mentions: the people, groups, places, nationalities and numbers that a report names."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from dateline.types import Mention, MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as SpacySpan

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
        _mention(entity) for entity in doc.ents if entity.label_ in KIND_OF_LABEL and entity.text.strip()
    )


def _mention(entity: "SpacySpan") -> Mention:
    # an entity at the end of a line comes with the line break
    text = entity.text.strip()
    start = entity.start_char + entity.text.index(text)
    return Mention(start, start + len(text), text, KIND_OF_LABEL[entity.label_])
