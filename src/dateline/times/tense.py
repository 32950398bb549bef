"""The tense around a date word, read off the nearest verb of its clause.

"said on Monday" looks back, "will meet on Monday" looks ahead. There is no parse here:
the words before the phrase are searched back to the start of its sentence, and only where
they hold no verb the words after it are.
"""

from enum import StrEnum

from dateline.times.tokens import Words


class Tense(StrEnum):
    """Which way a clause looks."""

    PAST = "past"
    FUTURE = "future"
    UNKNOWN = "unknown"


_FUTURE = frozenset(
    "will shall would 'll ll wo going scheduled due expected slated upcoming "
    "intends hopes vowed threatened agreed promised pledged must should may might could can begins opens starts "
    "ahead deadline expires looms tomorrow".split()
)
_PAST = frozenset(
    "was were had did has have been said told took went came made gave got saw left killed held met began fell "
    "won lost fought shot sent found brought became knew thought kept let led read ran rose broke spoke wrote "
    "drove flew fled hit cut put paid sold stood struck swept threw understood withdrew shut set stole burst "
    "announced claimed according ended spent drew built bought caught chose dealt drank ate felt forgot grew hung "
    "heard hid laid lay lent meant rode sang sank sat sought shook slept slid stuck swore swam taught tore woke "
    "wore wound".split()
)
# "-ed" words that are no past verbs, or that say nothing of when.
_NO_VERB = frozenset(
    "united hundred armed red need bed speed indeed naked sacred alleged so-called wicked shed".split()
)
_FAR = 24
"""words on each side beyond which a verb belongs to another clause"""


def _tense_of(word: str) -> Tense:
    if word in _FUTURE:
        return Tense.FUTURE
    if word in _PAST or (len(word) > 4 and word.endswith("ed") and word not in _NO_VERB):
        return Tense.PAST
    return Tense.UNKNOWN


def _is_clause_end(word: str) -> bool:
    return word in (".", "!", "?", ";", ":") or word[:1] == "\n"


def _search(words: Words, at: int, step: int) -> Tense:
    for _ in range(_FAR):
        if not 0 <= at < len(words.words) or _is_clause_end(words.words[at]):
            break
        tense = _tense_of(words.words[at])
        if tense is not Tense.UNKNOWN:
            return tense
        at += step
    return Tense.UNKNOWN


def find_tense(words: Words, *, first: int, last: int) -> Tense:
    """The tense of the clause around words `first` to before `last`."""
    after = last + 1 if last < len(words.words) and words.words[last] == "," else last
    if after < len(words.words) and _tense_of(words.words[after]) is Tense.PAST:
        return Tense.PAST
    before = _search(words, first - 1, -1)
    return before if before is not Tense.UNKNOWN else _search(words, last, 1)
