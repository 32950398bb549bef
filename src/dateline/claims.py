"""Layers of one report -> Claim, Claim, …: triggers get their roles, voices, days and figures.

    triggers ─▶ drafts ─▶ retellings joined ─▶ claims, and a silence for each other sentence

A draft is one telling in one sentence; tellings of one happening are one claim with several
evidence spans (retellings.py). The one thing to know: nothing is filled in that has no
words in the text; what stays open has a line in `why`.
"""

import hashlib
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from dateline.actors import Directory, Resolution, named_countries, resolve_actor, voice_kind
from dateline.captures import read_captures
from dateline.factuality import clause_head, is_background, is_hedged, judge_realis
from dateline.figures import find_figures, find_means
from dateline.numbers import NumberMention, count_in
from dateline.phrases import PRONOUNS, antecedent, is_group_word, noun_phrase, span_of
from dateline.retellings import Draft, join_retellings
from dateline.roles import ACTOR, PLACE_ROLES, PLACE_WORDS, TARGET, Arc, find_arcs, take
from dateline.times import choose_when
from dateline.topics import is_accident, is_leisure
from dateline.triggers import THRESHOLD, Trigger, weigh_words
from dateline.types import (
    Basis,
    Claim,
    Kind,
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
from dateline.voices import Attribution, attribute, find_quotes, find_speakers

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


# In a report of sport or culture nearly every attack is one on a goal.
LEISURE_THRESHOLD = 0.95
# A word with nobody and no place around it must be surer. Chosen on gold/dev.
BARE_THRESHOLD = 0.6


# What happens at one spot, so that the only place of its sentence is that spot.
LOCAL_KINDS = frozenset({Kind.ASSAULT, Kind.PROTEST})
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers:
    """What the stages before found in one report."""

    report: Report
    doc: "Doc"
    sentences: tuple[Span, ...]
    times: tuple[TimeMention, ...]
    places: tuple[PlaceMention, ...]
    numbers: tuple[NumberMention, ...]
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


def find_countries(doc: "Doc", *, places: Sequence[PlaceMention], directory: Directory) -> tuple[str, ...]:
    """The countries that places and nationalities of the report name most often (ISO3)."""
    named = Counter(m.place.country for m in places if m.place and m.place.country)
    nationalities = (entity.text for entity in doc.ents if entity.label_ == "NORP")
    named.update(named_countries(nationalities, directory=directory))
    return tuple(country for country, _ in named.most_common(3))


def read_claims(layers: Layers) -> tuple[tuple[Claim, ...], tuple[Silence, ...]]:
    """The claims of a report in order of the text, and why the other sentences gave none."""
    words = weigh_words(layers.doc, title_end=layers.title_end)
    weighed = tuple(read_captures(layers.doc, words, towns=_tokens_of_towns(layers)))
    threshold = LEISURE_THRESHOLD if is_leisure(layers.doc) else THRESHOLD
    triggers = [trigger for trigger in weighed if trigger.score >= threshold]
    drafts = list(_draft_all(layers, triggers))
    claims = tuple(_as_claim(layers, telling) for telling in join_retellings(drafts))
    return claims, tuple(_find_silences(layers, claims, weighed, threshold=threshold))


# ── one telling ──────────────────────────────────────────────────────────────────────────


def _draft_all(layers: Layers, triggers: Sequence[Trigger]) -> Iterator[Draft]:
    quotes = find_quotes(layers.report.text)
    speakers = find_speakers(layers.doc, quotes)
    places = frozenset(token.i for mention in layers.places for token in _tokens_of(layers.doc, mention))
    for trigger in triggers:
        word = layers.doc[trigger.token]
        if trigger.kind is Kind.ASSAULT and is_accident(word):
            continue
        said = attribute(word, quotes=quotes, speakers=speakers)
        arcs = find_arcs(layers.doc, trigger, places=places)
        draft = _draft(layers, trigger, arcs=arcs, said=said)
        around = (
            draft.places if trigger.kind is Kind.CONTROL else draft.places or draft.actors or draft.targets
        )
        if around or trigger.score >= BARE_THRESHOLD:
            yield draft


def _tokens_of_towns(layers: Layers) -> frozenset[int]:
    """The tokens inside the names of places smaller than a country."""
    towns = (mention for mention in layers.places if mention.place and mention.place.kind != "country")
    return frozenset(token.i for town in towns for token in _tokens_of(layers.doc, town))


def _tokens_of(doc: "Doc", span: Span) -> "Iterator[Token]":
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    return iter(tokens) if tokens is not None else iter(())


def _draft(layers: Layers, trigger: Trigger, *, arcs: Sequence[Arc], said: Attribution) -> Draft:
    doc, word = layers.doc, layers.doc[trigger.token]
    realis, why_realis = judge_realis(doc, trigger)
    when, why_when = _choose_when(layers, word, trigger=trigger, realis=realis, said=said)
    voices = tuple(_voices(layers, said))
    places = tuple(_places(layers, arcs))
    taken = [place for place in places if place.role is not PlaceRole.AT]
    accusers = voices if said.stance is Stance.ACCUSES else ()
    actors = tuple(_participants(layers, take(arcs, ACTOR), said=said, apart_from=[*taken, *accusers]))
    targets = tuple(_participants(layers, take(arcs, TARGET), said=said, apart_from=[*taken, *actors]))
    sentence = _sentence_of(layers, word)
    if not places and trigger.kind in LOCAL_KINDS:
        places = tuple(_lone_place(layers, sentence, apart_from=[*actors, *targets, *voices]))
    return Draft(
        kind=trigger.kind,
        mode=trigger.mode,
        trigger=span_of(doc, word.i, word.i + 1),
        lemma=word.lemma_.lower(),
        sentence=sentence,
        actors=actors,
        targets=targets,
        places=places,
        when=when,
        means=find_means(word, kind=trigger.kind),
        figures=find_figures(word, kind=trigger.kind, numbers=layers.numbers),
        voices=voices,
        speech=said.speech if voices else Speech.OWN,
        stance=said.stance if voices else Stance.ASSERTS,
        realis=realis,
        hedged=is_hedged(word),
        background=is_background(
            doc, trigger, days_before=_days_before(layers.report, when), title_end=layers.title_end
        ),
        score=trigger.score,
        why=(trigger.why, why_realis, f"when: {why_when}", said.why),
        in_title=word.idx < layers.title_end,
    )


def _sentence_of(layers: Layers, word: "Token") -> Span:
    at = bisect_right(layers.sentences, word.idx, key=lambda sentence: sentence.start) - 1
    if at >= 0 and word.idx < layers.sentences[at].end:
        return layers.sentences[at]
    return span_of(layers.doc, word.i, word.i + 1)


def _participants(
    layers: Layers, arcs: Sequence[Arc], *, said: Attribution, apart_from: Sequence[Span]
) -> Iterator[Participant]:
    """The phrases at the end of the arcs, pronouns by what they stand for, each once."""
    seen: set[str] = set()
    speaker = layers.doc[said.speaker] if said.speaker is not None else None
    found = (_stands_for(layers, layers.doc[arc.token], speaker=speaker) for arc in arcs)
    heads = [head for head in found if head is not None]
    phrases = [noun_phrase(head) for head in heads]
    for head, phrase in zip(heads, phrases, strict=True):
        if phrase.text.lower() in seen or any(place.touches(phrase) for place in apart_from):
            continue
        if any(other != phrase and other.holds(phrase) for other in phrases):
            continue
        seen.add(phrase.text.lower())
        known = _resolve(layers, _with_owner(head, phrase.text))
        yield Participant(phrase.start, phrase.end, phrase.text, known.actor, count_in(phrase.text))


def _with_owner(head: "Token", phrase: str) -> str:
    """The phrase with the owner's name for "its" or "their": whose commanders they are is no guess."""
    owner = next(
        (child for child in head.children if child.dep_ == "poss" and child.lower_ in PRONOUNS), None
    )
    named = antecedent(owner) if owner is not None else None
    if owner is None or named is None:
        return phrase
    return phrase.replace(owner.text, f"{noun_phrase(named).text}'s", 1)


def _stands_for(layers: Layers, head: "Token", *, speaker: "Token | None") -> "Token | None":
    """The noun itself, or what a pronoun stands for; "some" and "others" stand for themselves."""
    if head.lower_ in PRONOUNS:
        return antecedent(head, speaker=speaker)
    meant = antecedent(head) if is_group_word(head) else None
    is_place = meant is not None and any(m.start <= meant.idx < m.end for m in layers.places)
    return head if meant is None or is_place else meant


def _places(layers: Layers, arcs: Sequence[Arc]) -> Iterator[PlaceRef]:
    """The places at the end of the arcs: the place name in the phrase, else a phrase that is a place."""
    seen: set[str] = set()
    for arc in take(arcs, *PLACE_ROLES):
        head = layers.doc[arc.token]
        phrase, role = noun_phrase(head), PlaceRole(arc.role)
        mention = _place_named(layers, head, phrase)
        span: Span = mention or phrase
        if span.text in seen or (mention is None and head.lemma_.lower() not in PLACE_WORDS):
            continue
        seen.add(span.text)
        if mention is None:
            yield PlaceRef(span.start, span.end, span.text, role)
        else:
            yield PlaceRef(span.start, span.end, span.text, role, mention.extent, mention.place)


def _lone_place(layers: Layers, sentence: Span, *, apart_from: Sequence[Span]) -> Iterator[PlaceRef]:
    """The only place that the sentence names beside those who act in it."""
    inside = [m for m in layers.places if m.place is not None and sentence.holds(m)]
    free = [m for m in inside if not any(m.touches(other) for other in apart_from)]
    if len({mention.text for mention in free}) == 1:
        mention = free[0]
        yield PlaceRef(mention.start, mention.end, mention.text, PlaceRole.AT, mention.extent, mention.place)


def _place_named(layers: Layers, head: "Token", phrase: Span) -> PlaceMention | None:
    """The place name that the phrase is or ends with; "the US airstrike" names no place."""
    over = [mention for mention in layers.places if mention.start <= head.idx < mention.end]
    inside = [mention for mention in layers.places if mention.touches(phrase)]
    if head.lemma_.lower() not in PLACE_WORDS:
        inside = [mention for mention in inside if mention.start > head.idx]
    found = over or inside
    return found[-1] if found else _place_meant(layers, head)


def _place_meant(layers: Layers, head: "Token") -> PlaceMention | None:
    """What "the city" or "the country" stands for: in the last sentence that names such places, the one that
    the report names most."""
    kinds = KINDS_OF_WORD.get(head.lemma_.lower())
    if kinds is None or all(child.lower_ not in ("the", "this", "that") for child in head.children):
        return None
    earlier = [m for m in layers.places if m.end <= head.idx]
    fitting = {m.text: m for m in earlier if m.place and m.place.kind in kinds}
    before = [m for m in earlier if m.text in fitting]
    if not before:
        return None
    nearest = next(s for s in reversed(layers.sentences) if s.start <= before[-1].start)
    told = Counter(mention.text for mention in layers.places)
    # the town that the report is about, not the one it lies "north of"
    meant = max((m for m in before if m.start >= nearest.start), key=lambda m: told[m.text])
    return fitting[meant.text]


def _voices(layers: Layers, said: Attribution) -> Iterator[Voice]:
    for i in said.sources:
        head = layers.doc[i]
        phrase = noun_phrase(head)
        known, count = _resolve(layers, phrase.text), count_in(phrase.text)
        yield Voice(
            phrase.start,
            phrase.end,
            phrase.text,
            _kind_of_voice(layers, head, phrase, known),
            head.pos_ == "PROPN" or head.ent_type_ in ("PERSON", "ORG"),
            count.least if count else None,
            known.actor,
        )


def _resolve(layers: Layers, phrase: str) -> Resolution:
    return resolve_actor(
        phrase,
        directory=layers.directory,
        countries=layers.countries,
        on=layers.report.published,
        full_names=layers.full_names,
        names=layers.names,
    )


def _kind_of_voice(layers: Layers, head: "Token", phrase: Span, known: Resolution) -> VoiceKind:
    """What sort of source it is: by its own words, else by those beside a name ("Rahmati, an analyst"). The
    outlet may name itself: "officials told the Courier"."""
    publisher = (layers.report.publisher or "").lower()
    name = phrase.text.removeprefix("the ").removeprefix("The ")
    if name[:1].isupper() and name.lower() in publisher:
        return VoiceKind.MEDIA
    kind = voice_kind(phrase.text, known)
    beside = (voice_kind(text, _resolve(layers, text)) for text in _beside_name(head))
    return kind if kind is not VoiceKind.OTHER else next((k for k in beside if k is not kind), kind)


def _beside_name(head: "Token") -> Iterator[str]:
    """What stands in apposition to a source, on either side."""
    others = [child for child in head.children if child.dep_ == "appos"]
    for token in [*others, head, *([head.head] if head.dep_ == "appos" else [])]:
        if token.pos_ == "NOUN":
            yield token.doc[token.left_edge.i : token.i + 1].text


# ── when ─────────────────────────────────────────────────────────────────────────────────


def _choose_when(
    layers: Layers, word: "Token", *, trigger: Trigger, realis: Realis, said: Attribution
) -> tuple[When | None, str]:
    if trigger.kind is Kind.ASSESS:
        return None, "a judgement has no day"
    return choose_when(
        span_of(layers.doc, word.i, word.i + 1),
        sentence=_sentence_of(layers, word),
        times=layers.times,
        published=layers.report.published,
        quoted=said.speech is Speech.DIRECT,
        tense_is_news=realis is Realis.ACTUAL and is_news_tense(word),
        clause=_clause_of(word),
        nominal=word.pos_ in ("NOUN", "PROPN"),
        past=is_simple_past(word),
        phrase=span_of(layers.doc, word.left_edge.i, word.right_edge.i + 1),
        kind=trigger.kind,
        realis=realis,
        background=is_background(layers.doc, trigger, days_before=None, title_end=layers.title_end),
        text=layers.report.text,
    )


def is_simple_past(word: "Token") -> bool:
    """Is the clause in the simple past ("shelled", "were killed")?"""
    verb = clause_head(word)
    if verb.dep_ == "xcomp" and verb.tag_ in ("VB", "VBG"):  # "has begun to evacuate"
        verb = verb.head
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    passive = verb.tag_ == "VBN" and bool(helpers & {"was", "were"}) and not helpers & {"had", "be", "been"}
    return verb.tag_ == "VBD" or passive


def is_news_tense(word: "Token") -> bool:
    """Is the clause in the present perfect or the present progressive ("has begun", "are shelling")?"""
    verb = clause_head(word)
    if verb.dep_ == "xcomp" and verb.tag_ in ("VB", "VBG"):  # "has begun to evacuate"
        verb = verb.head
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    perfect = verb.tag_ == "VBN" and bool(helpers & {"has", "have", "'ve", "’ve"}) and "been" not in helpers
    return perfect or (verb.tag_ == "VBG" and bool(helpers & {"is", "are"}))


def _clause_of(word: "Token") -> Span:
    """The characters of the word's own clause: its subtree without the clauses under it."""
    verb = clause_head(word)
    below = {
        token.i
        for child in verb.children
        if child.dep_ in ("ccomp", "advcl", "relcl", "conj", "parataxis")
        for token in child.subtree
    }
    own = [token.i for token in verb.subtree if token.i not in below]
    return span_of(word.doc, min(own), max(own) + 1)


def _days_before(report: Report, when: When | None) -> int | None:
    """How long before publication a dated happening lies; `None` where its day is not told."""
    if when is None or report.published is None or when.basis is Basis.PUBLICATION:
        return None
    day = when.latest or when.earliest
    return (report.published - day).days if day else None


# ── claims and silences ──────────────────────────────────────────────────────────────────


def _as_claim(layers: Layers, telling: Draft) -> Claim:
    trigger = telling.trigger
    parts = (layers.report.id, telling.kind, str(trigger.start), str(trigger.end), telling.stance)
    identity = "\0".join(parts)
    return Claim(
        id=hashlib.sha256(identity.encode()).hexdigest()[:16],
        report=layers.report.id,
        kind=telling.kind,
        mode=telling.mode,
        trigger=telling.trigger,
        actors=telling.actors,
        targets=telling.targets,
        places=telling.places,
        when=telling.when,
        means=telling.means,
        figures=telling.figures,
        voices=telling.voices,
        speech=telling.speech,
        stance=telling.stance,
        realis=telling.realis,
        hedged=telling.hedged,
        background=telling.background,
        evidence=(telling.sentence, *telling.retold),
        score=round(telling.score, 3),
        why=telling.why,
    )


def _find_silences(
    layers: Layers, claims: Sequence[Claim], weighed: Sequence[Trigger], *, threshold: float
) -> Iterator[Silence]:
    told = {evidence for claim in claims for evidence in claim.evidence}
    words: defaultdict[Span, list[Trigger]] = defaultdict(list)
    for trigger in weighed:
        words[_sentence_of(layers, layers.doc[trigger.token])].append(trigger)
    for sentence in layers.sentences:
        if sentence in told:
            continue
        inside = words[sentence]
        if not inside:
            yield Silence(sentence=sentence, why="no verb or noun in it could tell a happening")
            continue
        best = max(inside, key=lambda trigger: trigger.score)
        word = layers.doc[best.token].text
        what = (
            f"below {threshold:.2f}" if best.score < threshold else "but nobody and no place is told with it"
        )
        yield Silence(
            sentence=sentence, why=f"the likeliest word is {word!r} ({best.kind}, {best.score:.2f}), {what}"
        )
