"""Text and day of publication -> date words with their days.

`find_times` is the whole of this package in one straight function: split into words, find
the runs that look like dates, read each against what was told before it.
"""

import re
from dataclasses import replace
from datetime import date

from dateline.times.anchors import Anchor, Lean
from dateline.times.patterns import find_phrases
from dateline.times.tense import find_tense
from dateline.times.tokens import Phrase, split_words
from dateline.times.told import Told
from dateline.times.values import read_phrase
from dateline.times.whens import join_ranges, make_when
from dateline.types import TimeMention

_MODIFIER = re.compile(
    r"(?:\b(?:about|around|approximately|roughly|nearly|almost|(?:no )?(?:more|less|fewer|longer) than"
    r"|at least|at most|up to|over|under|well over)\s+)+$",
    re.IGNORECASE,
)
# A date line stands this near the start of the body: "DAMASCUS, Dec. 7, 2024 -", or a line of its own.
DATE_LINE_CHARS = 60


def _with_modifier(phrase: Phrase, told: Told, floor: int) -> int:
    """Where the mention starts: a duration takes in "about", "more than", "at least"."""
    if told.type != "DURATION" and phrase.rule != "ago":
        return phrase.start
    found = _MODIFIER.search(phrase.words.text, max(floor, phrase.start - 40), phrase.start)
    is_loose = found is not None and found[0].split()[-1].lower() in ("over", "about", "around")
    return phrase.start if found is None or (is_loose and phrase.letters[0] == "e") else found.start()


def _is_by_the_way(phrase: Phrase, told: Told) -> bool:
    """A bare year inside a sentence ("declassified in 2005"), or "the previous year": they move
    no narrative on."""
    if phrase.rule in ("unit", "offset", "ago"):
        return told.value.isdigit() and told.lean is Lean.TOLD
    if phrase.rule != "year":
        return False
    return not ({"|", ""} & {phrase.letters_before(1), phrase.letters_before(2)[:-1]})


def _is_date_line(phrase: Phrase, told: Told, body_start: int) -> bool:
    """A whole date at the start of the body, after nothing but a place in capitals."""
    if told.type != "DATE" or told.lean is not Lean.NOTHING or told.period is None or told.period.unit != "D":
        return False
    before = phrase.words.text[body_start : phrase.start] if phrase.start >= body_start else "no"
    return len(before) < DATE_LINE_CHARS and not re.search(r"[a-z]{3}", before)


def find_times(text: str, *, published: date | None, body_start: int = 0) -> tuple[TimeMention, ...]:
    """The date words of `text` in order, each with TIMEX3 type and value and its days.

    `published` is the day of publication; without it a date line at the start of the body
    (`body_start`) takes its place, and without that relative words are found but stay
    undated, and say so. What is added after the end of a text never changes the reading of
    what came before.
    """
    words = split_words(text)
    anchor = Anchor(published=published)
    mentions: list[TimeMention] = []
    floor = 0
    for phrase in find_phrases(words):
        here = replace(anchor, tense=find_tense(words, first=phrase.first, last=phrase.last))
        told = read_phrase(phrase, anchor=here)
        if told is None:
            continue
        start = _with_modifier(phrase, told, floor)
        floor = phrase.end
        when = make_when(phrase, told=told, anchor=here)
        why = (told.why,) if told.why else ()
        mentions.append(TimeMention(start, floor, text[start:floor], told.type, told.value, when, why))
        if anchor.published is None and told.period and _is_date_line(phrase, told, body_start):
            anchor = replace(anchor, published=told.period.first)
        if told.type in ("DATE", "TIME"):
            anchor = anchor.after(told.period, lean=told.lean, by_the_way=_is_by_the_way(phrase, told))
    return join_ranges(mentions, text=text)
