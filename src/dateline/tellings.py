"""Words with their states -> Telling, Telling, …: each word that tells of a happening, with who, where, when.

    kinds of words ─▶ triggers ─▶ labels of trigger × word ─▶ spans

A telling is what the reader's network says of one trigger, before anything is looked up. The one thing to
know: every span is a run of words of the text, with the chance that the network gives it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from dateline.encoder import Floats
from dateline.heads import label_arcs, label_trigger, label_words
from dateline.labels import ATTRIBUTES, FIGURES, GROUPS, KINDS, ROLES, VOICE_KINDS
from dateline.spans import Marked, Page, mark_phrases, mark_spans
from dateline.types import MODES, Kind, Span

SURELY_DATED = 0.4
"""A date belongs to a trigger from this chance on: rather open than wrong. Chosen on gold/dev."""
HAS_A_PART, IS_A_SOURCE = 0.35, 0.4
"""A word is of somebody or some place that plays a part in a happening, or of a source of it, from this
chance on. Chosen on gold/dev."""
SOURCES = ("outer", "last")
TOLD = ("role", "when", "voice", "figure", "where")
"""The groups of arcs that a trigger has."""
LEAST_CHANCE = 0.15
"""Words below it are not looked at: no reading needs them, and each costs time."""

DANGLING = frozenset(
    ", ; : . ( ) [ ] ' ’ \" “ ” - – — / the a an of in on at to by for with from and or as its their his her "
    "that who which this said".split()
)
"""What no name or noun phrase ends with."""
LEANING = frozenset("s t of in on at to by for with from and or as that who which".split())
"""What none begins with."""
LEADING = frozenset("is are was were be been being has have had to of the a an and , ’ ' “ \"".split())
TRAILING = frozenset("the a an of and that , . ’ ' ” \"".split())
"""Words around a trigger that tell nothing by themselves."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An attribute of a trigger, and how likely it is."""

    label: str
    chance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One trigger with all that the network says of it."""

    kind: Kind
    trigger: Span
    chance: float
    """that it tells of a happening at all"""
    answers: Mapping[str, Answer]
    """by the names of `labels.ATTRIBUTES`"""
    quoted: bool
    """does it stand inside quotation marks?"""
    leads: float
    """how likely it is the telling that leads, not one that tells the same again"""
    roles: tuple[Marked, ...]
    dates: tuple[Marked, ...]
    voices: tuple[Marked, ...]
    voice_kinds: tuple[str, ...]
    figures: tuple[Marked, ...]
    where: tuple[Marked, ...]
    """the names of the places where it happened, as far as the sentence tells"""
    state: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Glimpse:
    """A word that may tell of a happening, before anything is tied to it."""

    kind: Kind
    trigger: Span
    chance: float
    page: Page
    first: int
    stop: int
    """its first word and the one behind its last, counted in the page's window"""


def find_glimpses(pages: Sequence[Page]) -> tuple[Glimpse, ...]:
    """The glimpses of a report in order of the text; each from the page that answers for its trigger."""
    found = [glimpse for page in pages for glimpse in _in_window(page)]
    return tuple(sorted(found, key=lambda glimpse: glimpse.trigger.start))


def find_tellings(pages: Sequence[Page], *, least: float) -> tuple[Telling, ...]:
    """The tellings that are at least so likely, in order of the text."""
    return tuple(tell(glimpse) for glimpse in find_glimpses(pages) if glimpse.chance >= least)


def tell_of(pages: Sequence[Page], triggers: Sequence[Span]) -> list[Telling | None]:
    """What the network says of triggers that are given; None for one without a word. For measuring."""
    return [_tell_of(trigger, pages) for trigger in triggers]


def _tell_of(trigger: Span, pages: Sequence[Page]) -> Telling | None:
    for page in pages:
        starts, ends = page.words.starts[page.window.words], page.words.ends[page.window.words]
        inside = np.flatnonzero((starts < trigger.end) & (ends > trigger.start) & page.window.answers)
        if len(inside):
            first, stop = int(inside[0]), int(inside[-1]) + 1
            return tell(_glimpse(page, first, stop, kinds=label_words("kinds", page.states)[first:stop]))
    return None


def _in_window(page: Page) -> Iterator[Glimpse]:
    kinds = label_words("kinds", page.states)
    for first, stop in _triggers(kinds, page):
        yield _glimpse(page, first, stop, kinds=kinds[first:stop])


def _triggers(kinds: Floats, page: Page) -> Iterator[tuple[int, int]]:
    """Runs of words that tell of a happening, whatever kind each leans to: one phrase tells one."""
    is_one = (1.0 - kinds[:, 0] >= LEAST_CHANCE) & page.window.answers
    first = 0
    while first < len(is_one):
        stop = first + 1
        if is_one[first]:
            while stop < len(is_one) and is_one[stop] and not page.parts(stop, starts_anew=False):
                stop += 1
            yield first, stop
        first = stop


def _glimpse(page: Page, first: int, stop: int, *, kinds: Floats) -> Glimpse:
    """The words as a glimpse; `kinds` is (words, labels) of just these."""
    inner_first, inner_stop = first, stop
    while inner_stop - 1 > inner_first and page.span(inner_first, inner_first + 1).text.lower() in LEADING:
        inner_first += 1
    while inner_stop - 1 > inner_first and page.span(inner_stop - 1, inner_stop).text.lower() in TRAILING:
        inner_stop -= 1
    return Glimpse(
        kind=Kind(KINDS[1 + int(kinds[:, 1:].sum(axis=0).argmax())]),
        trigger=page.span(inner_first, inner_stop),
        chance=float(1.0 - kinds[:, 0].min()),
        page=page,
        first=first,
        stop=stop,
    )


def tell(glimpse: Glimpse) -> Telling:
    """All that the network says of a trigger."""
    page, first = glimpse.page, glimpse.first
    state = page.states[first : glimpse.stop].mean(axis=0)
    arcs = label_arcs(state, first_word=first, sides=page.sides, groups=TOLD)
    parts = mark_phrases(page, arcs["role"], names=ROLES, labels=GROUPS["role"], least=HAS_A_PART)
    sources = mark_phrases(page, arcs["voice"], names=SOURCES, labels=GROUPS["voice"], least=IS_A_SOURCE)
    told_by = tuple(_named(page, sources))
    return Telling(
        kind=glimpse.kind,
        trigger=glimpse.trigger,
        chance=glimpse.chance,
        answers={name: _answer(name, label_trigger(name, state), kind=glimpse.kind) for name in ATTRIBUTES},
        quoted=page.quoted(first),
        leads=float(label_trigger("telling", state)[0]),
        roles=tuple(_named(page, parts)),
        dates=tuple(
            mark_spans(page, arcs["when"], names=("when",), labels=GROUPS["when"], least=SURELY_DATED)
        ),
        voices=told_by,
        voice_kinds=tuple(_sort_of_source(page, marked) for marked in told_by),
        figures=tuple(mark_spans(page, arcs["figure"], names=FIGURES, labels=GROUPS["figure"])),
        where=tuple(mark_spans(page, arcs["where"], names=("place",), labels=GROUPS["where"])),
        state=state,
    )


def _sort_of_source(page: Page, marked: Marked) -> str:
    chances = label_words("voices", page.states[marked.first : marked.stop])
    return VOICE_KINDS[int(chances.mean(axis=0).argmax())]


def _answer(name: str, chances: Floats, *, kind: Kind) -> Answer:
    labels = ATTRIBUTES[name]
    if name == "mode":
        allowed = np.array([label == "none" or label in MODES.get(kind, ()) for label in labels])
        chances = np.where(allowed, chances, 0.0)
    best = int(chances.argmax())
    return Answer(labels[best], float(chances[best]))


def _named(page: Page, found: Iterable[Marked]) -> Iterator[Marked]:
    """The marked spans that can name somebody or some place, without signs and small words around them."""
    for marked in found:
        first, stop = marked.first, marked.stop
        while first < stop and _leans(page.span(first, first + 1).text):
            first += 1
        while stop > first and _dangles(page, first, stop):
            stop -= 1
        if first < stop:
            yield replace(marked, span=page.span(first, stop), first=first, stop=stop)


def _leans(word: str) -> bool:
    """Is it a sign, or a word that hangs on what stands before a name?"""
    return not word.isalnum() or word.lower() in LEANING


def _dangles(page: Page, first: int, stop: int) -> bool:
    """Does the span end with what no name ends with? The stop of "U.S." belongs to it."""
    last = page.span(stop - 1, stop).text.lower()
    is_of_initial = last == "." and stop - first > 1 and len(page.span(stop - 2, stop - 1).text) == 1
    return last in DANGLING and not is_of_initial
