"""Which of a report's dates belongs to a trigger.

The nearest date is often the wrong one: it stands in another clause, belongs to the verb of
saying, or is the date of another happening. `choose_when` weighs every date of the trigger's
sentence, and the last dates before it, by where they stand to the trigger, and rather leaves
the date open than takes a doubtful one. The weights are a small log-linear model
(training/times_attach.py), so that the reason for a choice can be told.
"""

import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from dateline.times.attach_weights import WEIGHTS
from dateline.times.periods import days_of_value, shift_days
from dateline.types import Basis, Kind, Realis, Relation, Span, TimeMention, When

# Happenings that reports tell as deeds; the other kinds are mostly words, plans and positions.
DEEDS = frozenset(
    {Kind.ASSAULT, Kind.PROTEST, Kind.COERCE, Kind.MOVE, Kind.CONTROL, Kind.RETREAT, Kind.CONSULT}
)
# Of the dates before the trigger's sentence so many are weighed.
EARLIER_DATES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A trigger and all that is known of where it stands; see `choose_when`."""

    trigger: Span
    sentence: Span
    times: Sequence[TimeMention]
    published: date | None
    quoted: bool
    tense_is_news: bool
    clause: Span | None
    nominal: bool
    past: bool
    phrase: Span | None
    kind: Kind | None
    realis: Realis
    text: str


def undated(mention: TimeMention) -> When:
    """The When of a date word that no day is known for: both ends open."""
    return When(
        earliest=None,
        latest=None,
        basis=Basis.UNKNOWN,
        text=mention.text,
        start=mention.start,
        end=mention.end,
    )


def publication_when(published: date) -> When:
    """Plain news tense without a date: the day of publication or the day before."""
    return When(
        earliest=shift_days(published, -1), latest=published, relation=Relation.ON, basis=Basis.PUBLICATION
    )


def choose_when(
    trigger: Span,
    *,
    sentence: Span,
    times: Sequence[TimeMention],
    published: date | None,
    quoted: bool,
    tense_is_news: bool,
    clause: Span | None = None,
    nominal: bool = False,
    past: bool = False,
    phrase: Span | None = None,
    kind: Kind | None = None,
    realis: Realis = Realis.ACTUAL,
    background: bool = False,
    text: str = "",
) -> tuple[When | None, str]:
    """The When of what `trigger` tells, and one line saying why; (None, why) where it is open.

    `trigger`, `sentence` and `times` have offsets of the same report; `times` are those of
    the whole report, since a date told before may hold on. `published` is the day of
    publication. `quoted`: the trigger stands inside quotation marks. `tense_is_news`: the
    trigger is plain news tense ("has begun", "is shelling"), which dates a claim to the day of
    publication or the day before where no date is told. The rest sharpens the choice where it
    is known: `clause`, the characters of the trigger's own clause without the clauses under it;
    `nominal`, the trigger is a noun; `past`, its clause is in the simple past; `phrase`, the
    characters of all that hangs on the trigger; `kind` and `realis` of the claim; `background`,
    it is told as earlier context; `text`, the whole report.
    """
    setting = Setting(
        trigger=trigger, sentence=sentence, times=times, published=published, quoted=quoted,
        tense_is_news=tense_is_news, clause=clause, nominal=nominal, past=past, phrase=phrase, kind=kind,
        realis=realis, text=text,
    )  # fmt: skip
    scored = [(score_candidate(setting, mention), mention) for mention in find_candidates(setting)]
    best = max(scored, key=lambda pair: pair[0], default=None)
    if best is not None and best[0] > 0:
        share = round(100 / (1 + math.exp(-best[0])))
        return when_of(setting, best[1]), f"{best[1].text!r} belongs to {trigger.text!r} ({share} %)"
    if tense_is_news and published is not None and not (quoted or background or nominal):
        return publication_when(
            published
        ), "news tense without a date: the day of publication or the day before"
    if best is None:
        return None, "no date in the sentence or before it"
    return (
        None,
        f"{best[1].text!r} is the date that fits best, but it is not sure to belong to {trigger.text!r}",
    )


_BEGAN = re.compile(r"[^,.;:\n]{0,40}\b(?:began|begun|started)\s+(?:(?:in|on|last|early|late)\s+)*$")


def _since_it_began(setting: Setting, mention: TimeMention) -> bool:
    """ "The protests began in June": the protests have gone on since."""
    between = setting.text[setting.trigger.end : mention.start]
    return setting.nominal and bool(_BEGAN.fullmatch(between))


def when_of(setting: Setting, mention: TimeMention) -> When:
    """The mention's When. Inside "since the war began in 2011" the war itself is in 2011, and in
    "after the 2012 attack" the attack is in 2012."""
    trigger, when = setting.trigger, mention.when
    if when is None or when.start is None:
        return undated(mention)
    if mention.type == EVENT:
        return when
    if when.relation is Relation.ON and _since_it_began(setting, mention):
        return replace(when, latest=None, relation=Relation.SINCE)
    inside = when.start <= trigger.start < mention.start or 0 <= trigger.start - mention.end <= 2
    days = days_of_value(mention.value) if inside and when.relation is not Relation.ON else None
    if days is None:
        return when
    return When(
        earliest=days.first,
        latest=days.last,
        basis=when.basis,
        text=mention.text,
        start=mention.start,
        end=mention.end,
    )


_EVENT = re.compile(
    r"\b(since|after|following|before|prior to|until|during)\s+"
    r"((?:then|that)\b|(?:the|a|an|its|his|her|their|our|this|that|these|\w+['’]s|[A-Z]\w+)\b[^,.;:\"“”\n]*)",
    re.IGNORECASE,
)
EVENT = "EVENT"
"""the type of a pseudo-mention such as "after the attack": an event without a date of its own"""
_EVENT_RELATIONS = {
    "since": Relation.SINCE, "after": Relation.AFTER, "following": Relation.AFTER, "before": Relation.BEFORE,
    "prior to": Relation.BEFORE, "until": Relation.UNTIL, "during": Relation.DURING,
}  # fmt: skip


def find_candidates(setting: Setting) -> Iterator[TimeMention]:
    """The dates of the sentence, the last dates told before it, and events without a date."""
    sentence = setting.sentence
    for mention in _times_between(setting.times, sentence.start, sentence.end):
        if sentence.holds(mention) and (mention.type in ("DATE", "TIME") or mention.when is not None):
            yield mention
    before = (
        mention
        for mention in reversed(_times_between(setting.times, 0, sentence.start))
        if mention.end <= sentence.start
        and mention.type in ("DATE", "TIME")
        and mention.when is not None
        and not _is_date_line(setting.text, mention)
    )
    yield from reversed(list(islice(before, EARLIER_DATES)))
    yield from _find_events(setting)


def _times_between(times: Sequence[TimeMention], start: int, stop: int) -> Sequence[TimeMention]:
    """Those that begin from `start` to before `stop`. A report has many, and each trigger asks."""
    first, last = (bisect_left(times, edge, key=lambda mention: mention.start) for edge in (start, stop))
    return times[first:last]


_REST_OF_LINE = re.compile(r"[^\S\n]*(?:\n|\Z)")


def _is_date_line(text: str, mention: TimeMention) -> bool:
    """Does the date stand on a line of its own, as the day of publication under a headline does?"""
    if not text or not _REST_OF_LINE.match(text, mention.end):
        return False
    line_start = text.rfind("\n", 0, mention.start) + 1
    return not text[line_start : mention.start].strip()


def _find_events(setting: Setting) -> Iterator[TimeMention]:
    """ "after the attack", "since the coup", where neither the trigger nor a date stands inside."""
    for found in _EVENT.finditer(setting.sentence.text):
        start, end = (setting.sentence.start + edge for edge in found.span())
        span = Span(start, end, found[0])
        if span.touches(setting.trigger) or any(span.touches(mention) for mention in setting.times):
            continue
        relation = _EVENT_RELATIONS[found[1].lower()]
        yield TimeMention(
            start, end, found[0], EVENT, relation.value, _when_of_event(setting, span, relation)
        )


def _when_of_event(setting: Setting, span: Span, relation: Relation) -> When:
    """Open, or from or to the day told last before it."""
    told = next(
        (
            mention.when
            for mention in reversed(setting.times)
            if mention.end <= span.start and mention.when and mention.when.earliest == mention.when.latest
        ),
        None,
    )
    day = told.earliest if told else None
    return When(
        earliest=None if relation in (Relation.BEFORE, Relation.UNTIL) else day,
        latest=day if relation in (Relation.BEFORE, Relation.UNTIL, Relation.DURING) else None,
        relation=relation, basis=Basis.RELATIVE if day else Basis.UNKNOWN,
        text=span.text, start=span.start, end=span.end,
    )  # fmt: skip


def score_candidate(setting: Setting, mention: TimeMention) -> float:
    """How much speaks for the mention against leaving the date open; above 0 it is taken."""
    return sum(WEIGHTS.get(name, 0.0) for name in describe_candidate(setting, mention))


# ── what speaks for or against a date ────────────────────────────────────────────────────


def describe_candidate(setting: Setting, mention: TimeMention) -> list[str]:
    """The names of the features of a date as seen from a trigger."""
    if setting.sentence.holds(mention):
        names = ["same", *_describe_same(setting, mention)]
        place = "same"
    else:
        names = ["earlier", *_describe_earlier(setting, mention)]
        place = "earlier"
    names += _describe_date(setting, mention)
    if mention.type == EVENT:
        place = "event"
    names.append(f"{place} realis={setting.realis}")
    names += [f"{place} past"] if setting.past else []
    names.append(f"{place} {'deed' if setting.kind in DEEDS else 'word'}")
    names += [f"{place} quoted"] if setting.quoted else []
    names += [f"{place} nominal"] if setting.nominal else []
    names += [f"{place} news tense"] if setting.tense_is_news else []
    return names


_SAYING = re.compile(
    r"\b(?:said|says|say|told|announced|reported|added|according|statement|claimed|warned)\b"
)
_CLAUSE_WORDS = re.compile(
    r"\b(?:that|who|which|whom|where|when|while|after|before|because|as|since|if|but)\b"
)
_QUOTES = re.compile(r"[\"“”]")


def _bucket(gap: int) -> str:
    return next((f"<{limit}" for limit in (4, 15, 35, 70, 130) if gap < limit), ">=130")


def _describe_same(setting: Setting, mention: TimeMention) -> list[str]:
    trigger = setting.trigger
    gap = max(mention.start - trigger.end, trigger.start - mention.end, 0)
    side = "after" if mention.start >= trigger.end else "before"
    names = [f"{side} gap{_bucket(gap)}"]
    if setting.clause is not None:
        names.append("in clause" if setting.clause.holds(mention) else "not in clause")
        if setting.nominal and not setting.clause.holds(mention):
            names.append("nominal, not in clause")
    if setting.phrase is not None:
        names.append("in phrase" if setting.phrase.holds(mention) else "not in phrase")
    begin = mention.when.start if mention.when and mention.when.start is not None else mention.start
    if begin - setting.sentence.start <= 4:
        names.append("opens the sentence")
    others = [other for other in setting.times if setting.sentence.holds(other) and other.type != "SET"]
    names.append("only date" if len(others) == 1 else "one of several dates")
    names += _describe_between(setting, mention)
    return names


def _describe_between(setting: Setting, mention: TimeMention) -> list[str]:
    start, end = sorted((setting.trigger, mention), key=lambda span: span.start)
    between = setting.text[start.end : end.start] if setting.text else _words_between(setting, mention)
    names = []
    commas = between.count(",")
    if commas:
        names.append("comma between" if commas == 1 else "commas between")
    if _SAYING.search(between):
        names.append("saying between")
    if _CLAUSE_WORDS.search(between):
        names.append("clause word between")
    if _QUOTES.search(between):
        names.append("quote between")
    if " to " in between:
        names.append("to between")
    if " and " in between:
        names.append("and between")
    inner = [other for other in setting.times if start.end <= other.start and other.end <= end.start]
    return [*names, "date between"] if inner else names


def _words_between(setting: Setting, mention: TimeMention) -> str:
    offset = setting.sentence.start
    start, end = sorted((setting.trigger, mention), key=lambda span: span.start)
    return setting.sentence.text[max(0, start.end - offset) : max(0, end.start - offset)]


_CARRY_ON = frozenset("he she they it the this these those his her their also both some other others".split())


_SENTENCE_ENDS = re.compile(r"[.!?][\"”’]?\s")


def _describe_earlier(setting: Setting, mention: TimeMention) -> list[str]:
    sentence = setting.sentence
    between = setting.text[mention.end : sentence.start]
    paragraphs = len(re.findall(r"\n\s*\n", between))
    sentences = len(_SENTENCE_ENDS.findall(between))
    later = [
        other
        for other in _times_between(setting.times, mention.end, sentence.start)
        if other.type in ("DATE", "TIME")
    ]
    inside = _times_between(setting.times, sentence.start, sentence.end)
    own = [other for other in inside if sentence.holds(other) and other.type in ("DATE", "TIME")]
    names = [f"earlier paragraphs={min(paragraphs, 3)}", f"earlier sentences={min(sentences, 5)}"]
    names.append("the last date before" if not later else "not the last date before")
    if sentences <= 1 and not later:
        names.append(f"told just before, {'past' if setting.past else 'not past'}")
    opening = setting.sentence.text.split(" ", 1)[0].lower()
    if opening in _CARRY_ON:
        names.append("the sentence carries on")
    names += ["the sentence has its own date"] if own else []
    return names


def _describe_date(setting: Setting, mention: TimeMention) -> list[str]:
    place = "same" if setting.sentence.holds(mention) else "earlier"
    names = [f"{place} {_sort_of(mention)}"]
    when = mention.when
    if when is not None and when.relation is not Relation.ON:
        names.append(f"{place} {when.relation}")
    if when is not None and setting.published is not None and place == "same":
        ahead = when.earliest is not None and when.earliest > setting.published
        planned = setting.realis in (Realis.PLANNED, Realis.POSSIBLE, Realis.CONDITIONAL)
        names.append(
            f"{'date ahead' if ahead else 'date behind'}, {'not yet' if planned else 'told as real'}"
        )
    after = setting.text[mention.end : mention.end + 2] if setting.text else ""
    if after in ("'s", "’s"):
        names.append(
            "possessive of it" if 0 <= setting.trigger.start - mention.end <= 25 else "possessive of another"
        )
    if setting.text and place == "same":
        names += _describe_attributive(setting, mention)
    return names


_ATTRIBUTIVE_BEFORE = re.compile(r"\b(?:a|an|the|his|her|their|its|this|that)\s+$", re.IGNORECASE)
_NOUN_AFTER = re.compile(r"\s+[a-z]{3,}")


def _describe_attributive(setting: Setting, mention: TimeMention) -> list[str]:
    """ "a Jan. 6 strike": the date belongs to the noun it stands before."""
    before = setting.text[max(0, mention.start - 8) : mention.start]
    noun = _NOUN_AFTER.match(setting.text, mention.end)
    if not (noun and _ATTRIBUTIVE_BEFORE.search(before)):
        return []
    return ["before its noun" if 0 <= setting.trigger.start - mention.end <= 25 else "before another noun"]


def _sort_of(mention: TimeMention) -> str:
    """How fine a date is: day, part of a year, year, stretch, vague."""
    value = mention.value
    if value.endswith("_REF"):
        return "vague"
    if mention.type == EVENT:
        return f"event {mention.value}"
    if mention.type == "DURATION":
        return "stretch"
    if re.match(r"[\dX]{4}-[\dX]{2}-[\dX]{2}", value):
        return "day"
    return "year" if re.fullmatch(r"[\dXBC]{2,6}", value) else "part of a year"
