"""The grammar: which runs of word classes are a date, and of which sort.

Patterns are over the letters of words.py. The first that fits at a place wins, so the longer
ones stand first.

    M m month (May, March)    W k v weekday, short, plural    d y n day, year, other number
    N % number words          o ordinal    u U unit, plural   z season    D decade    H J feast
    p P part of the day       X Z q A G  2024-12-07, 7/12/24, 10:30, a.m., GMT
    Y yesterday, today        R 3 recent, future              s V daily, every
    e a the, a                t T this, that                  l x last, next
    S c same, current         g b r ago, earlier, later       < > before, after
    E w early, beginning      O I F K of, in, from, to        f few, several
    Q fiscal                  B BC                            4 Muharram, Mehr
    | the end of a sentence   , - ' " ( ) as they stand       . any other word
"""

import re
from collections.abc import Iterator
from functools import cache

from dateline.times.tokens import Phrase, Words

_EARLY = "(?:[br](?=[tTx]|Ie?[ul])(?:Ie?)?)?"  # "earlier this month", "later in the day"
_PART = f"(?:e?wO|E-?(?:Ie?)?|{_EARLY})?"  # "the end of", "early in the", "mid-"
_NUM = "(?:a?fO?(?:[N%]O?)?|a%O?|[dnyN%](?:-?K?[N%])*O?)"  # "a few", "a dozen", "twenty-four"
_YEAR = "(?:y|NN-?N|N%N?)"
_OF_YEAR = f"(?:,?O?e?{_YEAR}|,?O?[ltxT]u)"
_CLOCK = "(?:[qdn]A|NA|[dN]@|[dN]Iep|q|[dn]G|e?p)(?:,?G)*"
_MONTH_DAY = f"{_PART}[lxt]?[Mm],?e?[do](?![uU@]|-[uU])(?:,?y(?![uU])|,?O?[ltT]u)?"
_DAY_MONTH = f"{_PART}e?[do]O?[Mm](?:,?O?y|,?O?[ltT]u)?"
_DAY_OF_MONTH = f"(?:[Wk],?e?)?(?:{_MONTH_DAY}|{_DAY_MONTH})"
_WEEKDAY = f"(?:{_EARLY}|E-?)?(?:e?[lx]|t[lx]?|T|eS|S)?W(?:O?[ltx]u)?"
_DAY = f"(?:X|Z|{_DAY_OF_MONTH}|{_WEEKDAY}|E?Y|e[xlS]u|[xlT]u)"
_MONTH = f"{_PART}(?:e?[lxtS]){{0,2}}[Mm]{_OF_YEAR}?"
_FEAST = "HJ*(?:,?y)?"
_SEASON = f"{_PART}e?[lxtTS]{{0,2}}z{_OF_YEAR}?"

_RULES: tuple[tuple[str, str], ...] = (
    ("iso", "X|Z"),
    ("other_calendar", "e?[do]O?[4H],?y"),
    ("day_part", f"(?:e?E-?(?:Ie?)?|e)?pO{_DAY}|{_CLOCK},?e?(?:{_DAY_OF_MONTH}|{_WEEKDAY}|Y)p?"),
    ("day_of_month", f"{_DAY_OF_MONTH}(?:p|,?{_CLOCK})?"),
    ("first_day_of_range", "e?[do](?=[-K]e?[do]O?[Mm])"),
    ("last_day_of_range", "(?<=[Mm][do][-K])[do](?![uUM:A])(?:,?y)?"),
    ("weekday_offset", f"(?:a|{_NUM})[uU](?:g|F)(?:W|Y)"),
    ("weekday", f"{_WEEKDAY}(?:p|(?!P))"),
    ("deictic_day", "eu[<>]Y|E?-?Yp?"),
    ("day_part", "E?-?(?:e?[lxS]|[tT])p|(?:e?E(?:Ie?)?|e)?[xl]?p"),
    ("clock", "[dN]Iep|(?:[qdn]A|NA|[dN]@|q(?!N)|[dny](?=G))G*"),
    ("quarter", f"(?:e?[ltx]u'|e{_YEAR})Q?(?:o-?u|h|j|u(?=[^']))|(?:e?Q?-?o|Q?-?o-)[uh](?:B|{_OF_YEAR})?"),
    ("month", _MONTH),
    ("season", f"{_SEASON}|yz"),
    ("ago", f"(?:a|{_NUM})-?[uU](?:K(?:~|{_NUM}[uU]?))?g|[uU]g"),
    ("offset", f"(?:a|{_NUM})[uU](?:[br]|[<>](?:(?=[,|\")T]|$)|{_DAY}|{_FEAST}))"),
    ("offset", f"e?u[<>](?:(?=[,|\")]|$)|{_DAY}|{_FEAST})"),
    ("year_ago", "e?u-[gb](?:o?-?u|j)|u-[gb]"),
    ("century", "(?:e?E-?(?:Ie?)?|e)?(?:E-?)?o-?uB?"),
    ("before_christ", "[dny]B"),
    ("decade", f"{_PART}e?(?:E-?)?[lt]?D"),
    ("year_range_end", "(?<=y-)[dn](?!-|[uU])"),
    ("fiscal_year", "e?[lxtc]?Q(?:u|y)"),
    ("year", f"eu{_YEAR}"),
    ("set", f"V(?:{_NUM})?[uUWMzp]|V[o]u|s|v|[W]P"),
    ("span_of", f"e(?:l|o)(?:{_NUM})?[uU]O(?:{_MONTH}|e?{_YEAR}|{_SEASON})"),
    ("span", f"e?[lxTt]{_NUM}[uU]|e[oR]?{_NUM}[uU]|e?RU"),
    ("unit", f"{_PART}e?(?:t?[lx]|[tTSc]|TS)[uUj]|e?wOeu|E(?:Ie)?u|eu(?!-L)|u'?-?w"),
    ("duration", f"{_NUM}-?[uU](?:-?L|(?:K{_NUM}[uU])(?![gbr]))?|auKah|auK{_NUM}"),
    ("duration", "au(?!-[gbL])|hau|ahu|a?[uU]-L|UKU|U"),
    ("year", f"{_PART}{_YEAR}"),
    ("holiday", f"{_PART}[lxtTe]?HJ*(?:p|,?y|O?[ltx]u)?"),
    ("reference", "e?3|R|c|e[l]|TU"),
)  # fmt: skip

_NAMES = {f"{name}_{number}": name for number, (name, _) in enumerate(_RULES)}


@cache
def _grammar() -> re.Pattern[str]:
    """All rules as one pattern. It takes 20 ms to compile, which only the first text pays for."""
    return re.compile("|".join(f"(?P<{name}_{number}>{rule})" for number, (name, rule) in enumerate(_RULES)))


# Where a date can start: most words cannot, and an article only before a word that can go on.
_START = re.compile(r"[^.,|_:()\"$'\-ea<>KIFOgLGBC@j~A]|[ea](?=[^.,|_:()\"$'\-])")


_BEFORE_VERB = frozenset("may will can could would might should must to not n't".split())


def _is_verb(words: Words, at: int) -> bool:
    """ "The strike may last two weeks"."""
    return words.letters[at] == "l" and at > 0 and words.words[at - 1] in _BEFORE_VERB


def find_phrases(words: Words) -> Iterator[Phrase]:
    """The runs of words that look like a date, in order and without overlap."""
    grammar = _grammar()
    letters, at = words.letters, 0
    while start := _START.search(letters, at):
        found = None if _is_verb(words, start.start()) else grammar.match(letters, start.start())
        if found is None or found.end() == found.start():
            at = start.end()
            continue
        assert found.lastgroup is not None
        yield Phrase(words, _NAMES[found.lastgroup], found.start(), found.end())
        at = found.end()
