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
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from dateline.actors import Directory, Resolution, named_countries, resolve_actor, voice_kind
from dateline.figures import find_figures
from dateline.numbers import NumberMention, count_in
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
)
from dateline.voices import Attribution

PRONOUNS = frozenset(
    "he she it they him her them we us i you his its their who whom which that this these those".split()
)
SMALL_WORDS = PRONOUNS | frozenset("the a an of s and in at to by for some other both".split())
PLACE_ROLES = frozenset(PlaceRole)
NAMING = frozenset({MentionKind.PERSON, MentionKind.GROUP, MentionKind.PLACE, MentionKind.FACILITY})
IS_A_PARTY = 0.4
"""A phrase acts or is acted on from this chance on. Chosen on gold/dev."""
BESIDE = 0.5
"""Beside the likeliest participant others are taken that are at least so many times as likely."""
BESIDE_A_PLACE, BESIDE_A_SOURCE = 0.7, 0.7
"""The same for places of one role and for sources. Chosen on gold/dev."""
ONE_SIDED = frozenset({Kind.CONTROL, Kind.RETREAT})
"""One side takes a place or leaves it; the other, though named beside it, does not do it too."""
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
_WAY = re.compile(r"(?<!close )(?<!next )(?<!near )\b(from|to|via) $")
_ARTICLE = re.compile(r"\b(?:[Tt]he|[Aa]n?) $")
_AND = re.compile(r",? and (?:the )?|, (?:the )?|; ")
"""What stands between places told in one breath."""
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
    names: tuple[str, ...]
    """people and groups who are somebody even where no directory knows them"""

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
    parts = _part_takers(layers, telling)
    actors = tuple(_participants(layers, telling, "actor", parts))
    return Draft(
        kind=telling.kind,
        mode=_mode(telling),
        trigger=telling.trigger,
        sentence=_sentence_of(layers, telling.trigger),
        actors=actors,
        targets=tuple(_participants(layers, telling, "target", parts, of=actors)),
        places=tuple(_places(layers, telling, parts)),
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


def _part_takers(layers: Layers, telling: Telling) -> tuple[Marked, ...]:
    """Who and what plays a part, no name cut in two and none with two parts: the likelier part counts."""
    whole = [replace(marked, span=_whole_name(layers, marked.span)) for marked in telling.roles]
    if telling.kind in (Kind.MOVE, Kind.RETREAT):
        whole = [replace(marked, label=_way(layers, marked)) for marked in whole]
    taken: list[Marked] = []
    for marked in sorted(whole, key=lambda marked: -marked.chance):
        if not any(marked.span.touches(other.span) or _are_one_party(marked, other) for other in taken):
            taken.append(marked)
    return tuple(_in_one_role(layers, sorted(taken, key=lambda marked: marked.span.start)))


def _way(layers: Layers, marked: Marked) -> str:
    """From, to or via, as the word before a place says; else as the network does."""
    before = _WAY.search(layers.report.text, max(0, marked.span.start - 12), marked.span.start)
    return before[1].lower() if before and marked.label in PLACE_ROLES else marked.label


def _in_one_role(layers: Layers, parts: Sequence[Marked]) -> Iterator[Marked]:
    """Places told in one breath ("to Iraq, Lebanon and the port") have the role of the likeliest."""
    breath: list[Marked] = []
    for marked in parts:
        between = layers.report.text[breath[-1].span.end : marked.span.start] if breath else ""
        if breath and not (marked.label in PLACE_ROLES and _AND.fullmatch(between)):
            yield from _with_the_likeliest(breath)
            breath = []
        if marked.label in PLACE_ROLES:
            breath.append(marked)
        else:
            yield marked
    yield from _with_the_likeliest(breath)


def _with_the_likeliest(breath: Sequence[Marked]) -> Iterator[Marked]:
    best = max(breath, key=lambda marked: marked.chance, default=None)
    return (replace(marked, label=best.label, chance=best.chance) for marked in breath if best)


def _are_one_party(one: Marked, other: Marked) -> bool:
    """Are they one name, once as actor and once as target? Nobody does it to himself."""
    bags = _bag(one.span), _bag(other.span)
    sides = {one.label, other.label}
    return sides == {"actor", "target"} and (bags[0] <= bags[1] or bags[1] <= bags[0])


def _bag(span: Span) -> frozenset[str]:
    """The words of a phrase that tell it from others."""
    return frozenset(re.findall(r"\w+", span.text.lower())) - SMALL_WORDS


def _of_sentence_first(layers: Layers, telling: Telling, found: Sequence[Marked]) -> Sequence[Marked]:
    """Those in the trigger's own sentence, where there are any."""
    sentence = _sentence_of(layers, telling.trigger)
    return [marked for marked in found if sentence.holds(marked.span)] or found


def _in_one_breath(layers: Layers, one: Marked, other: Marked) -> bool:
    """Does nothing but "and" or a comma stand between the two?"""
    first, second = sorted((one.span, other.span), key=lambda span: span.start)
    return _AND.fullmatch(layers.report.text, first.end, max(first.end, second.start)) is not None


def _whole_name(layers: Layers, span: Span) -> Span:
    """The words and all of each name or number that they touch, with the article before them."""
    touched = [mention for mention in layers.mentions if mention.touches(span)]
    start = min(span.start, *(mention.start for mention in touched), span.start)
    if (article := _ARTICLE.search(layers.report.text, max(0, start - 4), start)) is not None:
        start = article.start()
    end = max(span.end, *(mention.end for mention in touched), span.end)
    return Span(start, end, layers.report.text[start:end])


def _participants(
    layers: Layers,
    telling: Telling,
    role: str,
    parts: Sequence[Marked],
    *,
    of: Sequence[Participant] = (),
) -> Iterator[Participant]:
    """The words with this role, each name once; a pronoun names nobody. "Its" men are those `of` somebody."""
    found = _of_sentence_first(layers, telling, [marked for marked in parts if marked.label == role])
    best = max(found, key=lambda marked: marked.chance, default=None)
    if best is None:
        return
    if telling.kind in ONE_SIDED:
        found = [marked for marked in found if marked is best or _in_one_breath(layers, marked, best)]
    least = max(IS_A_PARTY, BESIDE * best.chance)
    for span in _distinct([marked.span for marked in found if marked.chance >= least]):
        yield Participant(
            span.start, span.end, span.text, _resolve(layers, span.text, of=of).actor, count_in(span.text)
        )


def _distinct(spans: Sequence[Span]) -> Iterator[Span]:
    """The spans without pronouns, and without those whose words all stand in another one."""
    bags = [_bag(span) for span in spans]
    for number, (span, bag) in enumerate(zip(spans, bags, strict=True)):
        others = [other for at, other in enumerate(bags) if bag < other or (bag == other and at < number)]
        if bag and not others:
            yield span


def _places(layers: Layers, telling: Telling, parts: Sequence[Marked]) -> Iterator[PlaceRef]:
    """The words with the role of a place, with the place they name, each once."""
    seen: set[str] = set()
    best: dict[str, float] = {}
    found = _of_sentence_first(layers, telling, [one for one in parts if one.label in PLACE_ROLES])
    for marked in found:
        best[marked.label] = max(marked.chance, best.get(marked.label, 0.0))
    for marked in found:
        span = marked.span
        if span.text in seen:
            continue
        if marked.chance < BESIDE_A_PLACE * best[marked.label]:
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
    sentence = _sentence_of(layers, telling.trigger)
    chain = list(_tied_sources(layers, telling))
    if not any(sentence.holds(span) for span, _ in chain) and telling.answers["speech"].label != Speech.OWN:
        chain = list(_sources_around(layers, telling)) or chain
    kinds = {_whole_name(layers, span): kind for span, kind in chain}
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


def _tied_sources(layers: Layers, telling: Telling) -> Iterator[tuple[Span, VoiceKind]]:
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
