"""Glimpses + layers of one report -> Claim, Claim, …: names, places, days and figures are looked up.

    glimpses ─▶ tellings ─▶ drafts ─▶ retellings joined ─▶ claims, and a silence for each other sentence

A draft is one telling in one sentence; tellings of one happening are one claim with several
evidence spans (retellings.py). The one thing to know: nothing is filled in that has no
words in the text; what stays open has a line in `why`.
"""

import hashlib
import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from dateline.actors import Directory, Resolution, named_countries, resolve_actor, voice_kind
from dateline.figures import find_figures
from dateline.numbers import NumberMention, count_in
from dateline.parts import (
    PRONOUNS,
    choose_parties,
    choose_places,
    find_distinct,
    find_parts,
    find_whole,
)
from dateline.retellings import Draft, join_retellings
from dateline.spans import Marked
from dateline.tellings import SOURCES, Glimpse, Telling, tell
from dateline.times import choose_when
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
    find_touching,
)
from dateline.voices import Attribution

NAMING = frozenset({MentionKind.PERSON, MentionKind.GROUP, MentionKind.PLACE, MentionKind.FACILITY})
BESIDE_A_SOURCE = 0.7
"""Beside the likeliest source others are taken that are at least so many times as likely. Chosen on
gold/dev."""
THRESHOLD = 0.8
"""A word tells of a happening from this chance on. Chosen on gold/dev."""
CALIBRATION = (0.40, -1.46)
"""Slope and offset from the log odds of a trigger's chance to those of a right kind: logistic regression on
the 430 claims read from gold/dev, which so tell nothing of how well it holds elsewhere."""
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
SETTLEMENTS = frozenset({"city", "town", "village", "capital", "settlement"})
KINDS_OF_WORD: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "city": SETTLEMENTS,
        "town": SETTLEMENTS,
        "village": SETTLEMENTS,
        "country": frozenset({"country"}),
        "province": frozenset({"admin1"}),
        "region": frozenset({"admin1", "region"}),
        "governorate": frozenset({"admin1"}),
    }
)
"""Which places a common noun can stand for."""
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
    sayings: Mapping[Span, Sequence[Attribution]]
    """by the sentences that what is said stands in"""
    directory: Directory
    countries: tuple[str, ...]
    """the countries the report is about (ISO3), the most named first"""
    full_names: tuple[str, ...]
    """the people whom the report names in full"""
    names: tuple[str, ...]
    """people and groups who are somebody even where no directory knows them"""

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


def find_full_names(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The people whom a report names in full, each once."""
    named = (mention.text for mention in mentions if mention.kind is MentionKind.PERSON)
    return tuple(dict.fromkeys(name for name in named if " " in name))


def find_sayings(
    attributions: Sequence[Attribution], *, sentences: Sequence[Span]
) -> Mapping[Span, Sequence[Attribution]]:
    """Who says what, by the sentences that what is said stands in."""
    found: defaultdict[Span, list[Attribution]] = defaultdict(list)
    for said in attributions:
        touched = (one for marked in said.content for one in find_touching(sentences, marked.span))
        for sentence in dict.fromkeys(touched):
            found[sentence].append(said)
    return found


def make_claims(layers: Layers, glimpses: Sequence[Glimpse]) -> tuple[tuple[Claim, ...], tuple[Silence, ...]]:
    """The claims of a report in order of the text, and why the other sentences gave none."""
    drafts = [_draft(layers, tell(glimpse)) for glimpse in glimpses if glimpse.chance >= THRESHOLD]
    claims = tuple(_as_claim(layers, draft) for draft in join_retellings(drafts))
    return claims, tuple(_find_silences(layers, claims, glimpses))


# ── one telling ──────────────────────────────────────────────────────────────────────────


def _draft(layers: Layers, telling: Telling) -> Draft:
    text, sentence = layers.report.text, _sentence_of(layers, telling.trigger)
    parts = find_parts(telling, text=text, mentions=layers.mentions)
    doers = choose_parties(parts, "actor", kind=telling.kind, sentence=sentence, text=text)
    others = choose_parties(parts, "target", kind=telling.kind, sentence=sentence, text=text)
    spots = choose_places(parts, sentence=sentence)
    sources, why_sources = _sources(layers, telling)
    when, why_when = find_when(telling, times=layers.times, published=layers.report.published, text=text)
    mode, why_mode = _mode(telling)
    is_background, why_background = _background(layers, telling, when)
    actors = tuple(_participant(layers, marked.span) for marked in doers)
    return Draft(
        kind=telling.kind,
        mode=mode,
        trigger=telling.trigger,
        sentence=sentence,
        actors=actors,
        targets=tuple(_participant(layers, marked.span, of=actors) for marked in others),
        places=tuple(_place(layers, marked) for marked in spots),
        when=when,
        means=_means(telling),
        figures=find_figures(telling.figures, numbers=layers.numbers),
        voices=tuple(_voice(layers, span, kind) for span, kind in sources),
        speech=_speech(telling) if sources else Speech.OWN,
        stance=Stance(telling.answers["stance"].label) if sources else Stance.ASSERTS,
        realis=Realis(telling.answers["realis"].label),
        hedged=telling.answers["hedged"].label == "yes",
        background=is_background,
        score=telling.chance,
        leads=telling.leads,
        state=telling.state,
        why=(
            f"{telling.kind}: {telling.trigger.text!r} tells of one ({telling.chance:.2f})",
            *why_mode,
            *(_why_answer(telling, name) for name in ("realis", "stance") if name != "stance" or sources),
            why_background,
            *(f"{one.label}: {one.span.text!r} ({one.chance:.2f})" for one in (*doers, *others, *spots)),
            *(f"{one.label}: {one.span.text!r} ({one.chance:.2f})" for one in telling.figures),
            *why_sources,
            f"when: {why_when}",
        ),
        in_title=telling.trigger.start < layers.title_end,
    )


def _speech(telling: Telling) -> Speech:
    """How the words of a source are told; between marks they are its own where the network does not say."""
    told = Speech(telling.answers["speech"].label)
    if told is Speech.OWN:
        return Speech.DIRECT if telling.quoted else Speech.INDIRECT
    return told


def find_when(
    telling: Telling, *, times: Sequence[TimeMention], published: date | None, text: str
) -> tuple[When | None, str]:
    """The days of what a telling tells, and one line saying why; (None, why) where they are open."""
    if telling.kind is Kind.ASSESS:
        return None, "a judgement has no day"
    return choose_when(
        telling.trigger,
        dates=[marked.span for marked in telling.dates],
        is_news_tense=telling.answers["when"].label == "publication",
        times=times,
        published=published,
        text=text,
    )


def _background(layers: Layers, telling: Telling, when: When | None) -> tuple[bool, str]:
    """Is it earlier context, and why? So where it is told to lie days back, else as the network says."""
    published = layers.report.published
    last = (when.latest or when.earliest) if when is not None else None
    if published is not None and last is not None and (published - last).days >= OLD_DAYS:
        return True, f"background: yes, {(published - last).days} days before publication"
    return telling.answers["background"].label == "yes", _why_answer(telling, "background")


def _mode(telling: Telling) -> tuple[str | None, tuple[str, ...]]:
    """The mode and why: as the verb settles it where a place changes hands, else as the network says."""
    if telling.kind is Kind.CONTROL:
        for word in re.findall(r"\w+", telling.trigger.text.lower()):
            if word in MODE_OF_WORD:
                return MODE_OF_WORD[word], (f"mode: {MODE_OF_WORD[word]}, as {word!r} says",)
    mode = telling.answers["mode"].label
    return (None, ()) if mode == "none" else (mode, (_why_answer(telling, "mode"),))


def _means(telling: Telling) -> Means | None:
    means = telling.answers["means"].label
    return None if means == "none" else Means(means)


def _why_answer(telling: Telling, name: str) -> str:
    """What the network answered, and how sure it is."""
    answer = telling.answers[name]
    return f"{name}: {answer.label} ({answer.chance:.2f})"


def _sentence_of(layers: Layers, span: Span) -> Span:
    at = bisect_right(layers.sentences, span.start, key=lambda sentence: sentence.start) - 1
    if at >= 0 and span.start < layers.sentences[at].end:
        return layers.sentences[at]
    return span


def _participant(layers: Layers, span: Span, *, of: Sequence[Participant] = ()) -> Participant:
    """Somebody as told; "its commanders" are those `of` somebody."""
    known = _resolve(layers, span.text, of=of)
    return Participant(span.start, span.end, span.text, known.actor, count_in(span.text))


def _place(layers: Layers, marked: Marked) -> PlaceRef:
    """The words with the place they name."""
    span, role, named = marked.span, PlaceRole(marked.label), _place_named(layers, marked.span)
    if named is None:
        return PlaceRef(span.start, span.end, span.text, role)
    return PlaceRef(span.start, span.end, span.text, role, named.extent, named.place)


def _place_named(layers: Layers, span: Span) -> PlaceMention | None:
    """The place name among the words, the first that is located; else what "the city" stands for."""
    inside = find_touching(layers.places, span)
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


Source = tuple[Span, VoiceKind]


def _sources(layers: Layers, telling: Telling) -> tuple[tuple[Source, ...], tuple[str, ...]]:
    """The chain of sources, outermost first, each name once, and why: those tied to the trigger; where none
    of them stands in its sentence, but it is told as somebody's words, those of the saying it stands in."""
    sentence = _sentence_of(layers, telling.trigger)
    chain, why = list(_tied_sources(layers, telling)), "tied to it"
    if not any(sentence.holds(span) for span, _ in chain) and telling.answers["speech"].label != Speech.OWN:
        around = list(_sources_around(layers, telling))
        chain, why = (around, "it stands in what they say") if around else (chain, why)
    text, mentions = layers.report.text, layers.mentions
    kinds = {find_whole(span, text=text, mentions=mentions): kind for span, kind in chain}
    chosen = tuple((span, kinds[span]) for span in find_distinct(list(kinds)))
    if not chosen:
        return (), ("said by: the outlet itself, no source is tied to it",)
    return chosen, tuple(f"said by: {span.text!r}, {why}" for span, _ in chosen)


def _voice(layers: Layers, span: Span, kind: VoiceKind) -> Voice:
    """A source as told, with who it is as far as known."""
    known, count = _resolve(layers, span.text), count_in(span.text)
    return Voice(
        span.start,
        span.end,
        span.text,
        _kind_of_voice(layers, span, known, guess=kind),
        any(mention.kind in NAMING for mention in find_touching(layers.mentions, span)),
        count.least if count else None,
        known.actor,
    )


def _tied_sources(layers: Layers, telling: Telling) -> Iterator[Source]:
    """The sources tied to the trigger with their kinds, the outer ones first. Of equals only those about as
    likely as the likeliest count, and where its sentence names some, none of other sentences."""
    told = list(zip(telling.voices, telling.voice_kinds, strict=True))
    sentence = _sentence_of(layers, telling.trigger)
    for label in SOURCES:
        equals = [(marked, kind) for marked, kind in told if marked.label == label]
        best = max((marked.chance for marked, _ in equals), default=0.0)
        likely = [(marked, kind) for marked, kind in equals if marked.chance >= BESIDE_A_SOURCE * best]
        here = [(marked, kind) for marked, kind in likely if sentence.holds(marked.span)]
        yield from ((marked.span, VoiceKind(kind)) for marked, kind in here or likely)


def _sources_around(layers: Layers, telling: Telling) -> Iterator[Source]:
    """The sources of the sayings whose content holds the trigger, the widest first."""
    around = [
        (sum(len(marked.span.text) for marked in said.content), said)
        for said in layers.sayings.get(_sentence_of(layers, telling.trigger), ())
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
    word = source.text.lower()
    if word not in PRONOUNS:
        return source
    if word not in ("he", "she"):
        return None
    at = bisect_right(layers.mentions, source.start, key=lambda mention: mention.end)
    before = reversed(layers.mentions[:at])
    return next((mention for mention in before if mention.kind is MentionKind.PERSON), None)


def _resolve(layers: Layers, phrase: str, *, of: Sequence[Participant] = ()) -> Resolution:
    owners = [one.actor.country for one in of if one.actor and one.actor.country]
    is_theirs = phrase.lower().startswith(("its ", "their ", "his ", "her "))
    return resolve_actor(
        phrase,
        directory=layers.directory,
        countries=(*owners, *layers.countries) if is_theirs else layers.countries,
        on=layers.report.published,
        full_names=layers.full_names,
        names=layers.names,
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
        score=round(chance_of_right(draft.score), 3),
        why=draft.why,
    )


def chance_of_right(chance: float) -> float:
    """How often a claim whose trigger has this chance is right in its kind, as on gold/dev."""
    bounded = min(max(chance, 1e-4), 1 - 1e-4)
    slope, offset = CALIBRATION
    return 1 / (1 + math.exp(-(slope * math.log(bounded / (1 - bounded)) + offset)))


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
