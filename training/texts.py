"""News text of the training folders, each text with the id, headline and day that our marks refer to.

The texts stay where they are: the marks made for dateline (training/marks/) hold places in them and a
checksum, so what is read here must not change by a character.
"""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

MOST_CHARACTERS = 2400
"""longer articles end after the paragraph that passes this: news comes first, and a mark costs time"""


@dataclass(frozen=True, slots=True)
class Text:
    """A news text: headline or none, day of publication or none, body."""

    id: str
    title: str | None
    published: date | None
    body: str

    @property
    def text(self) -> str:
        return f"{self.title}\n\n{self.body}" if self.title else self.body


def shorten(body: str) -> str:
    """The first paragraphs, up to the one that passes `MOST_CHARACTERS`."""
    kept, length = [], 0
    for paragraph in body.split("\n\n"):
        kept.append(paragraph)
        length += len(paragraph)
        if length > MOST_CHARACTERS:
            break
    return "\n\n".join(kept).strip()


def timebank(data: Path) -> Iterator[Text]:
    """The wires and broadcasts of TimeBank and AQUAINT; the Wall Street Journal's business pages left out."""
    for path in sorted((data / "time" / "tbaq-cleaned").glob("*/*.tml")):
        if path.name.startswith("wsj_"):
            continue
        source = path.read_text("utf-8")
        day = re.search(r'<DCT>.*?\bvalue="(\d{4}-\d\d-\d\d)', source, re.DOTALL)
        title = re.search(r"<TITLE>(.*?)</TITLE>", source, re.DOTALL)
        found = re.search(r"<TEXT>(.*?)</TEXT>", source, re.DOTALL)
        if found:
            body = html.unescape(re.sub(r"<[^>]+>", "", found.group(1)))
            body = body.replace("``", '"').replace("''", '"')
            paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", body)]
            yield Text(
                f"tb-{path.stem}",
                " ".join(title.group(1).split()) if title and title.group(1).strip() else None,
                date.fromisoformat(day.group(1)) if day else None,
                shorten("\n\n".join(part for part in paragraphs if part)),
            )


def polnear(data: Path) -> Iterator[Text]:
    """PolNeAR's training articles, their first paragraphs."""
    for line in (data / "attribution" / "polnear" / "train.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        body = str(row["text"])
        yield Text(f"pn-{row['id']}", None, date.fromisoformat(row["date"]), shorten(body))


def rams(data: Path) -> Iterator[Text]:
    """Windows of five sentences of RAMS, put together from their tokens, a sentence a line."""
    for part in ("dev", "test"):
        for line in (data / "events" / "rams" / f"{part}.jsonlines").read_text("utf-8").splitlines():
            row = json.loads(line)
            yield Text(f"rw-{row['doc_key']}", None, None, "\n".join(map(untokenise, row["sentences"])))


def ecb(data: Path) -> Iterator[Text]:
    """The training documents of ECB+, a sentence a line."""
    source = data / "fusion" / "ecb_json" / "data" / "interim" / "cybulska_setup" / "ECB_Train_corpus.txt"
    documents: dict[str, dict[int, list[str]]] = {}
    for line in source.read_text("utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) >= 4:
            documents.setdefault(cells[0], {}).setdefault(int(cells[1]), []).append(cells[3])
    for name, sentences in documents.items():
        lines = [untokenise(words) for _, words in sorted(sentences.items())]
        yield Text(f"ecb-{name}", None, None, shorten("\n\n".join(lines)))


def untokenise(words: list[str]) -> str:
    """Words as they are printed: no blank before a full stop, none inside quotation marks."""
    text = " ".join(words).replace("``", '"').replace("''", '"')
    text = text.replace("-LRB-", "(").replace("-RRB-", ")").replace("-LSB-", "[").replace("-RSB-", "]")
    text = re.sub(r" ([.,;:!?%)\]]|n't\b|'(?:s|re|ve|ll|d|m)\b)", r"\1", text)
    text = re.sub(r"([(\[$]) ", r"\1", text)
    return re.sub(r'" ([^"]*?) "', r'"\1"', text)


CORPORA = {"timebank": timebank, "polnear": polnear, "rams": rams, "ecb": ecb}
