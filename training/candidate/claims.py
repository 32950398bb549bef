"""Glimpses + layers of one report -> Claim, Claim, …: names, places, days and figures are looked up.

    glimpses ─▶ tellings ─▶ drafts ─▶ retellings joined ─▶ claims, and a silence for each other sentence

A draft is one telling in one sentence; tellings of one happening are one claim with several
evidence spans (retellings.py). The one thing to know: nothing is filled in that has no
words in the text; what stays open has a line in `why`.
"""

import hashlib
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from dateline.actors import Directory, Resolution, named_countries, resolve_actor, voice_kind
from dateline.claims import KINDS_OF_WORD
from dateline.numbers import NumberMention, count_in
from dateline.types import (
    Claim,
    Kind,
    Means,
    Mention,
    MentionKind,
    Participant,
    PlaceMention,
    PlaceRef,
    PlaceRole,
    Realis,
    Report,
    Silence,
    Span,
    Speech,
    Stance,
    TimeMention,
    Voice,
    VoiceKind,
    When,
)
from training.candidate.attach import choose_when
from training.candidate.figures import find_figures
from training.candidate.retellings import Draft, join_retellings
from training.candidate.tellings import Glimpse, Telling, tell
from training.candidate.voices import Attribution

PRONOUNS = frozenset(
    "he she it they him her them we us i you his its their who whom which that this these those".split()
)
SMALL_WORDS = PRONOUNS | frozenset("the a an of s and in at to by for some other both".split())
PLACE_ROLES = frozenset(PlaceRole)
NAMING = frozenset({MentionKind.PERSON, MentionKind.GROUP, MentionKind.PLACE, MentionKind.FACILITY})
BESIDE = 0.5
"""Beside the likeliest participant others are taken that are at least so many times as likely."""
ONE_SIDED, BESIDE_ALONE = frozenset({Kind.CONTROL, Kind.RETREAT}), 0.9
"""One side takes a place or leaves it; the other, named beside it, must be as likely to be taken too."""
THRESHOLD = 0.85
"""A word tells of a happening from this chance on. Chosen on gold/dev."""
OLD_DAYS = 6
"""A happening so many days before publication is context. That holds for 77 of 80 dated claims of gold/dev
and for 262 of 276 of our own reports."""
MODE_OF_WORD: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(
            "capture captures captured seize seizes seized take takes took taken retook retake overran "
            "overrun recaptured regained conquered fell fallen falls".split(),
            "takes",
        ),
        **dict.fromkeys(
            "lose loses lost losing abandon abandons abandoned ceded left withdrew".split(), "loses"
        ),
        **dict.fromkeys("hold holds held holding control controls controlled".split(), "holds"),
        **dict.fromkeys("enter enters entered".split(), "enters"),
    }
)
"""What the verb says of a place's change of hands; the network takes "lost Hama" for a capture too often."""
_COMMON_PLACE = re.compile(rf"\b(?:the|this|that) ({'|'.join(KINDS_OF_WORD)})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers:
    """What the stages before found in one report."""

    report: Report
    sentences: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    times: tuple[TimeMention, ...]
    places: tuple[PlaceMention, ...]
    numbers: tuple[NumberMention, ...]
    attributions: tuple[Attribution, ...]
    directory: Directory

    countries: tuple[str, ...]
    """the countries the report is about (ISO3), the most named first"""

    @property
    def full_names(self) -> tuple[str, ...]:
        """The people whom the report names in full."""
        return tuple(m.text for m in self.mentions if m.kind is MentionKind.PERSON and " " in m.text)

    @property
    def title_end(self) -> int:
        """Offset where the headline ends; 0 without one."""
        return len(self.report.title or "")


def find_countries(
    mentions: Sequence[Mention], *, places: Sequence[PlaceMention], directory: Directory
) -> tuple[str, ...]:
    """The countries that places and nationalities of the report name most often (ISO3)."""
    named = Counter(m.place.country for m in places if m.place and m.place.country)
    nationalities = (mention.text for mention in mentions if mention.kind is MentionKind.NATIONALITY)
    named.update(named_countries(nationalities, directory=directory))
    return tuple(country for country, _ in named.most_common(3))


def make_claims(layers: Layers, glimpses: Sequence[Glimpse]) -> tuple[tuple[Claim, ...], tuple[Silence, ...]]:
    """The claims of a report in order of the text, and why the other sentences gave none."""
    drafts = [_draft(layers, tell(glimpse)) for glimpse in glimpses if glimpse.chance >= THRESHOLD]
    claims = tuple(_as_claim(layers, draft) for draft in join_retellings(drafts))
    return claims, tuple(_find_silences(layers, claims, glimpses))


# ── one telling ──────────────────────────────────────────────────────────────────────────


def _draft(layers: Layers, telling: Telling) -> Draft:
    voices = tuple(_voices(layers, telling))
    when, why_when = _when(layers, telling)
    return Draft(
        kind=telling.kind,
        mode=_mode(telling),
        trigger=telling.trigger,
        sentence=_sentence_of(layers, telling.trigger),
        actors=tuple(_participants(layers, telling, "actor")),
        targets=tuple(_participants(layers, telling, "target")),
        places=tuple(_places(layers, telling)),
        when=when,
        means=_means(telling),
        figures=find_figures(telling.figures, numbers=layers.numbers),
        voices=voices,
        speech=_speech(telling) if voices else Speech.OWN,
        stance=Stance(telling.answers["stance"].label) if voices else Stance.ASSERTS,
        realis=Realis(telling.answers["realis"].label),
        hedged=telling.answers["hedged"].label == "yes",
        background=_is_background(layers, telling, when),
        score=telling.chance,
        leads=telling.leads,
        state=telling.state,
        why=tuple(_why(telling, why_when)),
        in_title=telling.trigger.start < layers.title_end,
    )


def _speech(telling: Telling) -> Speech:
    """How the words of a source are told; between marks they are its own where the network does not say."""
    told = Speech(telling.answers["speech"].label)
    if told is Speech.OWN:
        return Speech.DIRECT if telling.quoted else Speech.INDIRECT
    return told


def _when(layers: Layers, telling: Telling) -> tuple[When | None, str]:
    if telling.kind is Kind.ASSESS:
        return None, "a judgement has no day"
    return choose_when(
        telling.trigger,
        dates=[marked.span for marked in telling.dates],
        is_news_tense=telling.answers["when"].label == "publication",
        times=layers.times,
        published=layers.report.published,
        text=layers.report.text,
    )


def _is_background(layers: Layers, telling: Telling, when: When | None) -> bool:
    """Is it earlier context? So where it is told to lie days back, else as the network says."""
    published = layers.report.published
    last = (when.latest or when.earliest) if when is not None else None
    is_old = published is not None and last is not None and (published - last).days >= OLD_DAYS
    return is_old or telling.answers["background"].label == "yes"


def _mode(telling: Telling) -> str | None:
    """As the verb settles it where a place changes hands, else as the network says."""
    if telling.kind is Kind.CONTROL:
        told = (MODE_OF_WORD.get(word) for word in re.findall(r"\w+", telling.trigger.text.lower()))
        if (mode_told := next((mode for mode in told if mode), None)) is not None:
            return mode_told
    mode = telling.answers["mode"].label
    return None if mode == "none" else mode


def _means(telling: Telling) -> Means | None:
    means = telling.answers["means"].label
    return None if means == "none" else Means(means)


def _why(telling: Telling, why_when: str) -> Iterator[str]:
    """One line a decision, with how sure the network is of it."""
    yield f"{telling.kind}: {telling.trigger.text!r} tells of one ({telling.chance:.2f})"
    for name in ("realis", "stance", "background"):
        answer = telling.answers[name]
        yield f"{name}: {answer.label} ({answer.chance:.2f})"
    for marked in (*telling.roles, *telling.figures):
        yield f"{marked.label}: {marked.span.text!r} ({marked.chance:.2f})"
    for marked in telling.voices:
        yield f"said by: {marked.span.text!r} ({marked.chance:.2f})"
    if not telling.voices:
        yield "said by: the outlet itself, no source is tied to it"
    yield f"when: {why_when}"


def _sentence_of(layers: Layers, span: Span) -> Span:
    at = bisect_right(layers.sentences, span.start, key=lambda sentence: sentence.start) - 1
    if at >= 0 and span.start < layers.sentences[at].end:
        return layers.sentences[at]
    return span


def _participants(layers: Layers, telling: Telling, role: str) -> Iterator[Participant]:
    """The words with this role, each name once; a pronoun names nobody."""
    found = [marked for marked in telling.roles if marked.label == role]
    best = max((marked.chance for marked in found), default=0.0)
    beside = BESIDE_ALONE if telling.kind in ONE_SIDED else BESIDE
    for span in _distinct([marked.span for marked in found if marked.chance >= beside * best]):
        yield Participant(
            span.start, span.end, span.text, _resolve(layers, span.text).actor, count_in(span.text)
        )


def _distinct(spans: Sequence[Span]) -> Iterator[Span]:
    """The spans without pronouns, and without those whose words all stand in another one."""
    bags = [frozenset(re.findall(r"\w+", span.text.lower())) - SMALL_WORDS for span in spans]
    for number, (span, bag) in enumerate(zip(spans, bags, strict=True)):
        others = [other for at, other in enumerate(bags) if bag < other or (bag == other and at < number)]
        if bag and not others:
            yield span


def _places(layers: Layers, telling: Telling) -> Iterator[PlaceRef]:
    """The words with the role of a place, with the place they name, each once."""
    seen: set[str] = set()
    for marked in telling.roles:
        span = marked.span
        if marked.label not in PLACE_ROLES or span.text in seen:
            continue
        seen.add(span.text)
        named = _place_named(layers, span)
        if named is None:
            yield PlaceRef(span.start, span.end, span.text, PlaceRole(marked.label))
        else:
            yield PlaceRef(
                span.start, span.end, span.text, PlaceRole(marked.label), named.extent, named.place
            )


def _place_named(layers: Layers, span: Span) -> PlaceMention | None:
    """The place name among the words, the first that is located; else what "the city" stands for."""
    inside = [mention for mention in layers.places if mention.touches(span)]
    located = [mention for mention in inside if mention.place is not None]
    if inside:
        return located[0] if located else inside[0]
    return _place_meant(layers, span)


def _place_meant(layers: Layers, span: Span) -> PlaceMention | None:
    """What "the city" or "the country" stands for: in the last sentence that names such places, the one that
    the report names most."""
    common = _COMMON_PLACE.search(span.text)
    if common is None:
        return None
    kinds = KINDS_OF_WORD[common[1].lower()]
    before = [m for m in layers.places if m.end <= span.start and m.place and m.place.kind in kinds]
    if not before:
        return None
    nearest = next(s for s in reversed(layers.sentences) if s.start <= before[-1].start)
    told = Counter(mention.text for mention in layers.places)
    # the town that the report is about, not the one it lies "north of"
    return max((m for m in before if m.start >= nearest.start), key=lambda m: told[m.text])


def _voices(layers: Layers, telling: Telling) -> Iterator[Voice]:
    """The chain of sources, outermost first, each name once: those tied to the trigger; where none is, but it
    is told as somebody's words, those of the sayings that it stands in."""
    chain = list(_tied_sources(telling))
    if not chain and telling.answers["speech"].label != Speech.OWN:
        chain = list(_sources_around(layers, telling))
    kinds = dict(chain)
    for span in _distinct(list(kinds)):
        kind = kinds[span]
        known, count = _resolve(layers, span.text), count_in(span.text)
        yield Voice(
            span.start,
            span.end,
            span.text,
            _kind_of_voice(layers, span, known, guess=kind),
            any(m.touches(span) and m.kind in NAMING for m in layers.mentions),
            count.least if count else None,
            known.actor,
        )


def _tied_sources(telling: Telling) -> Iterator[tuple[Span, VoiceKind]]:
    told = list(zip(telling.voices, telling.voice_kinds, strict=True))
    for label in ("outer", "last"):
        yield from ((marked.span, VoiceKind(kind)) for marked, kind in told if marked.label == label)


def _sources_around(layers: Layers, telling: Telling) -> Iterator[tuple[Span, VoiceKind]]:
    """The sources of the sayings whose content holds the trigger, the widest first."""
    around = [
        (sum(len(marked.span.text) for marked in said.content), said)
        for said in layers.attributions
        if not said.cue.touches(telling.trigger)
        and any(marked.span.touches(telling.trigger) for marked in said.content)
    ]
    for _, said in sorted(around, key=lambda pair: -pair[0]):
        for marked in said.source:
            span = _named_before(layers, marked.span)
            if span is not None:
                yield span, VoiceKind.OTHER


def _named_before(layers: Layers, source: Span) -> Span | None:
    """The source itself; for "he" or "she" the person named last before it."""
    if source.text.lower() not in PRONOUNS:
        return source
    before = [m for m in layers.mentions if m.end <= source.start and m.kind is MentionKind.PERSON]
    return before[-1] if before and source.text.lower() in ("he", "she") else None


def _resolve(layers: Layers, phrase: str) -> Resolution:
    return resolve_actor(
        phrase,
        directory=layers.directory,
        countries=layers.countries,
        on=layers.report.published,
        full_names=layers.full_names,
    )


def _kind_of_voice(layers: Layers, span: Span, known: Resolution, *, guess: VoiceKind) -> VoiceKind:
    """What sort of source it is: the outlet itself ("officials told the Courier"), by the directory, else as
    the network guesses from the words around."""
    publisher = (layers.report.publisher or "").lower()
    name = span.text.removeprefix("the ").removeprefix("The ")
    if name[:1].isupper() and name.lower() in publisher:
        return VoiceKind.MEDIA
    kind = voice_kind(span.text, known)
    return guess if kind is VoiceKind.OTHER else kind


# ── claims and silences ──────────────────────────────────────────────────────────────────


def _as_claim(layers: Layers, draft: Draft) -> Claim:
    trigger = draft.trigger
    parts = (layers.report.id, draft.kind, str(trigger.start), str(trigger.end), draft.stance)
    identity = "\0".join(parts)
    return Claim(
        id=hashlib.sha256(identity.encode()).hexdigest()[:16],
        report=layers.report.id,
        kind=draft.kind,
        mode=draft.mode,
        trigger=draft.trigger,
        actors=draft.actors,
        targets=draft.targets,
        places=draft.places,
        when=draft.when,
        means=draft.means,
        figures=draft.figures,
        voices=draft.voices,
        speech=draft.speech,
        stance=draft.stance,
        realis=draft.realis,
        hedged=draft.hedged,
        background=draft.background,
        evidence=(draft.sentence, *draft.retold),
        score=round(draft.score, 3),
        why=draft.why,
    )


def _find_silences(layers: Layers, claims: Sequence[Claim], glimpses: Sequence[Glimpse]) -> Iterator[Silence]:
    told = {evidence for claim in claims for evidence in claim.evidence}
    likeliest: dict[Span, Glimpse] = {}
    for glimpse in glimpses:
        sentence = _sentence_of(layers, glimpse.trigger)
        if sentence not in likeliest or likeliest[sentence].chance < glimpse.chance:
            likeliest[sentence] = glimpse
    for sentence in layers.sentences:
        if sentence in told:
            continue
        best = likeliest.get(sentence)
        yield Silence(sentence=sentence, why=_why_silent(best))


def _why_silent(best: Glimpse | None) -> str:
    """Why a sentence gave no claim; `best` is the likeliest word in it."""
    if best is None:
        return "no word in it is likely to tell of a happening"
    word = f"the likeliest word is {best.trigger.text!r} ({best.kind}, {best.chance:.2f})"
    if best.chance < THRESHOLD:
        return f"{word}, below {THRESHOLD:.2f}"
    return f"{word}, and it is taken to tell again what another sentence tells"
