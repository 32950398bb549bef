"""Parse -> who says so: the chain of sources over each word, with speech and stance.

    "The Courier was told by three officials that commanders were flown out."
     Courier ─▶ three officials, indirect, asserts

A source is found through its cue: a verb of saying above the word, "according to", or
the quotation marks around it and the verb of saying beside them. Speech acts that are
themselves happenings ("condemned", "called for") are no voices (docs/vocabulary.md).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.phrases import RELATIVE_PRONOUNS, antecedent
from dateline.types import Span, Speech, Stance

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SAYING = frozenset(
    "say tell report announce state add claim note explain confirm tweet write allege insist "
    "acknowledge suggest estimate quote testify declare reveal disclose maintain assert stress "
    "reiterate comment remark reply respond show find indicate recall predict believe argue emphasize "
    "emphasise contend post inform brief mention observe concede admit describe know think warn "
    "caution conclude fear deny refute dispute repeat pledge promise vow".split()
)
TELLING = frozenset({"tell", "inform", "brief"})
DENYING = frozenset({"deny", "refute", "reject", "dispute", "dismiss"})
ACCUSING = frozenset({"accuse", "blame", "allege", "suspect", "charge"})
OPENING, CLOSING = '“"«„', '”"»'
# Shorter quotations are a choice of words, not a claim.
SHORTEST_QUOTE_WORDS = 4


@dataclass(frozen=True, slots=True)
class Saying:
    """One act of saying: the cue and the heads of its sources, outermost first."""

    cue: int
    sources: tuple[int, ...]
    stance: Stance


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who stands behind a word. `sources` are token indices, outermost first; `()` is the outlet itself."""

    sources: tuple[int, ...]
    speech: Speech
    stance: Stance
    why: str
    speaker: int | None = None
    """the one whom "I" and "we" stand for"""


def find_quotes(text: str) -> tuple[Span, ...]:
    """The quotations of a text, with their marks, each at least a few words long.

    A quotation that is not closed before the paragraph ends stops there; the next paragraph
    may go on with it.
    """
    quotes, start = [], None
    for i, sign in enumerate(text):
        if start is None and sign in OPENING and (i == 0 or not text[i - 1].isalnum()):
            start = i
        elif start is not None and (sign in CLOSING or sign == "\n"):
            stop = i if sign == "\n" else i + 1
            if len(text[start:stop].split()) >= SHORTEST_QUOTE_WORDS:
                quotes.append(Span(start, stop, text[start:stop]))
            start = None
    return tuple(quotes)


def find_speakers(doc: "Doc", quotes: Sequence[Span]) -> tuple[Saying | None, ...]:
    """For each quotation, the saying beside it; a quotation without one goes on with the speaker before
    it when only white space or another quotation stands between."""
    text, found = doc.text, list[Saying | None]()
    for quote in quotes:
        saying = _saying_beside(doc, quote, quotes)
        if (
            saying is None
            and found
            and found[-1] is not None
            and _goes_on(text, quotes[len(found) - 1], quote)
        ):
            saying = found[-1]
        found.append(saying)
    return tuple(found)


def _goes_on(text: str, before: Span, quote: Span) -> bool:
    return len(text[before.end : quote.start].split()) <= 12


def _saying_beside(doc: "Doc", quote: Span, quotes: Sequence[Span]) -> Saying | None:
    tokens = doc.char_span(quote.start, quote.end, alignment_mode="expand")
    if tokens is None:
        return None
    sentences = [tokens[0].sent, tokens[-1].sent]
    after = doc[min(sentences[-1].end, len(doc) - 1)].sent
    if after.start >= sentences[-1].end and "\n" not in doc[after.start - 1].text and len(after) < 14:
        sentences.append(after)
    for sentence in sentences:
        for token in sentence:
            if token.lemma_.lower() in SAYING and not any(q.start <= token.idx < q.end for q in quotes):
                saying = _read_saying(token)
                if saying is not None:
                    return saying
        for token in sentence:
            if token.lower_ == "according" and (saying := _read_according(token)):
                return saying
    return None


def attribute(token: "Token", *, quotes: Sequence[Span], speakers: Sequence[Saying | None]) -> Attribution:
    """Who says what the token tells."""
    quoted = next((i for i, quote in enumerate(quotes) if quote.start <= token.idx < quote.end), None)
    sayings = list(_sayings_over(token))
    direct = speakers[quoted] if quoted is not None else None
    if direct is not None and all(saying.cue != direct.cue for saying in sayings):
        sayings.insert(0, direct)
    sources = tuple(dict.fromkeys(source for saying in sayings for source in saying.sources))
    if not sources:
        return Attribution((), Speech.OWN, Stance.ASSERTS, "the outlet's own words")
    speech = Speech.DIRECT if direct is not None else Speech.INDIRECT
    cues = ", ".join(repr(token.doc[saying.cue].text) for saying in sayings)
    speaker = direct.sources[-1] if direct is not None and direct.sources else None
    return Attribution(sources, speech, sayings[-1].stance, f"said by its source: {cues}", speaker)


def _sayings_over(token: "Token") -> Iterator[Saying]:
    """The acts of saying above a word, outermost first."""
    found = []
    below, word = token, token.head
    while word.i != below.i:
        if (saying := _saying_of(word, below)) is not None:
            found.append(saying)
        below, word = word, word.head
    for other in token.sent:
        if other.lower_ == "according" and (saying := _read_according(other)) is not None:
            found.append(saying)
    return iter(reversed(found))


def _saying_of(word: "Token", below: "Token") -> Saying | None:
    """The saying of `word` over the clause that `below` heads, if it is one."""
    if below.dep_ == "relcl":
        return _told_by(word, below)
    lemma = word.lemma_.lower()
    if lemma in ACCUSING and below.dep_ in ("prep", "ccomp", "xcomp"):
        saying = _read_saying(word)
        return saying and Saying(saying.cue, saying.sources, Stance.ACCUSES)
    if lemma in DENYING and below.dep_ in ("ccomp", "xcomp", "dobj", "pcomp"):
        saying = _read_saying(word)
        return saying and Saying(saying.cue, saying.sources, Stance.DENIES)
    if (
        lemma in SAYING
        and below.dep_ in ("ccomp", "xcomp", "dobj", "parataxis", "advcl")
        and word.pos_ == "VERB"
    ):
        if below.dep_ in ("xcomp", "dobj", "advcl") and lemma not in (
            "say",
            "report",
            "claim",
            "allege",
            "describe",
        ):
            return None
        return _read_saying(word)
    return None


def _told_by(source: "Token", clause: "Token") -> Saying | None:
    """The saying of "was told by officials that ...": the parser takes what is told for a clause about
    the officials."""
    verb = source.head.head
    is_agent = source.head.dep_ == "agent" and verb.lemma_.lower() in TELLING
    that = (child for child in clause.children if child.lower_ == "that")
    return _read_saying(verb) if is_agent and any(word.dep_ in ("mark", "dobj") for word in that) else None


def _read_saying(verb: "Token") -> Saying | None:
    """The sources of a verb of saying: its subject; the outlet it spoke to stands before it."""
    subject = _subject(verb)
    passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)
    agent = next(
        (
            inner
            for child in verb.children
            if child.dep_ == "agent"
            for inner in child.children
            if inner.dep_ == "pobj"
        ),
        None,
    )
    if passive:
        told = [subject] if verb.lemma_.lower() in TELLING and subject is not None else []
        sources = [*told, *([agent] if agent is not None else [])]
    else:
        sources = [*_told_outlet(verb), *_with_equals(subject)]
    if not sources:
        return None
    return Saying(verb.i, tuple(source.i for source in sources), Stance.ASSERTS)


def _with_equals(subject: "Token | None") -> "list[Token]":
    """A source and those coordinated with it, which stand side by side."""
    if subject is None:
        return []
    return [subject, *(child for child in subject.children if child.dep_ == "conj")]


def _ends(verb: "Token") -> bool:
    """Does a verb of saying stand at the end, behind what is said?"""
    return all(token.is_punct or token.is_space for token in verb.doc[verb.i + 1 : verb.sent.end])


def _subject(verb: "Token") -> "Token | None":
    """The subject of a verb, also of the verb it is coordinated with; a pronoun's antecedent."""
    for _ in range(3):
        for child in verb.children:
            if child.dep_ in ("nsubj", "nsubjpass"):
                stands_for = antecedent(child, speaks=child.i > child.sent.start + 3 and _ends(verb))
                return stands_for if stands_for is not None else child
        if verb.dep_ in ("relcl", "acl"):
            return verb.head if verb.head.pos_ in ("NOUN", "PROPN") and verb.tag_ != "VBN" else None
        if verb.dep_ not in ("conj", "xcomp", "advcl"):
            return None
        verb = verb.head
    return None


def _told_outlet(verb: "Token") -> "list[Token]":
    """The outlet that was told: "officials told the Courier"."""
    if verb.lemma_.lower() not in ("tell", "inform"):
        return []
    told = (child for child in verb.children if child.dep_ in ("dobj", "dative"))
    return [
        child
        for child in told
        if child.ent_type_ in ("ORG", "WORK_OF_ART")
        or (child.pos_ == "PROPN" and child.ent_type_ != "PERSON")
        or child.lemma_.lower() in OUTLET_WORDS
    ]


OUTLET_WORDS = frozenset(
    "newspaper paper agency broadcaster outlet magazine reporter journalist channel station daily".split()
)


def _read_according(token: "Token") -> Saying | None:
    """ "according to X": X, and those coordinated with it."""
    for child in token.children:
        if child.lower_ == "to":
            inner = next((word for word in child.children if word.dep_ == "pobj"), None)
            if inner is not None and inner.lower_ not in RELATIVE_PRONOUNS:
                return Saying(token.i, tuple(word.i for word in _with_equals(inner)), Stance.ASSERTS)
    return None
