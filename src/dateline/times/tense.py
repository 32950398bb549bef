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
    SURELY_PAST = "surely past"
    """a past verb right before the date: "was jailed on January 15" """


_FUTURE = frozenset(
    "will shall would ll wo going scheduled due expected slated upcoming effective intends hopes must "
    "should may might could can begins opens starts deadline expires looms tomorrow postponed adjourned "
    "rescheduled payable plans".split()
)
# Right beside the date it is the date of the word given ("agreed in June to buy"), further
# off that of the deed ("agreed to meet on Monday").
_PLEDGES = frozenset("vowed threatened agreed promised pledged offered planned invited".split())
_PAST = frozenset(
    "was were had did has have been said told took went came made gave got saw left killed held met began "
    "fell won lost fought shot sent found brought became knew thought kept let led read ran rose broke "
    "spoke wrote drove flew fled hit cut put paid sold stood struck swept threw understood withdrew shut "
    "set stole burst announced claimed according ended spent drew built bought caught chose dealt drank "
    "ate felt forgot grew hung heard hid laid lay lent meant rode sang sank sat sought shook slept slid "
    "stuck swore swam taught tore woke wore wound".split()
)
# "-ed" words that are no past verbs, or that say nothing of when.
_NO_VERB = frozenset(
    "united hundred armed red need bed speed indeed naked sacred alleged so-called wicked shed".split()
)
_NO_INFINITIVE = frozenset(
    "the a an his her their its our my your this that these those all some more two three four five".split()
)
_BEFORE_PLANNED_DEED = frozenset(
    "is are set due scheduled planned plans expected agreed hopes wants ready intends likely vowed "
    "promised threatened pledged prepared preparing going poised reluctant hoping planning willing "
    "unlikely".split()
)
_FAR = 24
"""words on each side beyond which a verb belongs to another clause"""
_BESIDE = 2
"""words between a verb and its own date: "agreed in early June" """


def _tense_of(word: str) -> Tense:
    if word in _FUTURE:
        return Tense.FUTURE
    if word in _PAST or word in _PLEDGES or (len(word) > 4 and word.endswith("ed") and word not in _NO_VERB):
        return Tense.PAST
    return Tense.UNKNOWN


def _is_clause_end(word: str) -> bool:
    return word in (".", "!", "?", ";", ":") or word[:1] == "\n"


def _is_planned_deed(words: list[str], at: int) -> bool:
    """ "is to resume", "planned to leave": `at` is the "to"."""
    if words[max(0, at - 3) : max(0, at - 1)] == ["had", "been"]:
        return False
    after = words[at + 1] if at + 1 < len(words) else ""
    return (
        at > 0 and words[at - 1] in _BEFORE_PLANNED_DEED and after.isalpha() and after not in _NO_INFINITIVE
    )


def _search_before(words: list[str], at: int) -> Tense:
    for distance in range(_FAR):
        place = at - distance
        if place < 0 or _is_clause_end(words[place]):
            break
        word = words[place]
        if word == "to" and _is_planned_deed(words, place):
            return Tense.FUTURE
        tense = _tense_of(word)
        if tense is Tense.PAST and place and words[place - 1] == "be":
            return Tense.FUTURE
        if tense is Tense.FUTURE and words[max(0, place - 2) : place] == ["had", "been"]:
            return Tense.PAST
        if tense is not Tense.UNKNOWN:
            pledged = word in _PLEDGES and distance > _BESIDE and words[place + 1] == "to"
            return Tense.FUTURE if pledged else tense
    return Tense.UNKNOWN


def _search_after(words: list[str], at: int) -> Tense:
    for place in range(at, min(at + _FAR, len(words))):
        if _is_clause_end(words[place]):
            break
        tense = _tense_of(words[place])
        if tense is not Tense.UNKNOWN:
            return tense
    return Tense.UNKNOWN


_PRESENT_HELPERS = frozenset("be is are being".split())
_LOOKS_AHEAD = (("as", "soon", "as"), ("as", "early", "as"), ("no", "later", "than"))


def _is_surely_past(words: list[str], first: int) -> bool:
    """ "was jailed on January 15", but not "to be paid on" and "extended to"."""
    for place in range(first - 1, max(0, first - 1 - _BESIDE), -1):
        word = words[place]
        if word in ("set", "to") or word in _PLEDGES:
            return False
        if _tense_of(word) is Tense.PAST:
            return words[place - 1] not in _PRESENT_HELPERS
    return False


def find_tense(words: Words, *, first: int, last: int) -> Tense:
    """The tense of the clause around words `first` to before `last`."""
    every = words.words
    if tuple(every[max(0, first - 3) : first]) in _LOOKS_AHEAD:
        return Tense.FUTURE
    after = last + 1 if last < len(every) and every[last] == "," else last
    if after < len(every) and _tense_of(every[after]) is Tense.PAST:
        return Tense.PAST
    if _is_surely_past(every, first):
        return Tense.SURELY_PAST
    before = _search_before(every, first - 1)
    return before if before is not Tense.UNKNOWN else _search_after(every, last)
