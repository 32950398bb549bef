"""The grammar: which runs of word classes are a date, and of which sort.

Patterns are over the letters of words.py: `M` a month, `W` a weekday, `d` a number that can
be a day, `y` one that can be a year, `u` and `U` a unit in the singular and plural, and so
on. The first pattern that fits at a place wins, so the longer ones stand first.
"""

import re
from collections.abc import Iterator

from dateline.times.tokens import Phrase, Words

_PART = "(?:e?EO|E-?(?:I?e)?|[br](?=[tTWYx]|Ie?[uMmz])(?:Ie?)?)?"  # "the end of", "early in the", "mid-"
_NUM = "(?:[an]?fO?(?:NO?)?|aN(?:-?N)*O?|[dnyN](?:-?K?N)*)"  # "a few", "a dozen", "twenty-four"
_MONTH = "[Mm]"
_WHICH_YEAR = "(?:,?O?(?:e?[ltxT]u|ye?)?)"
_CLOCK = "(?:[qdn]A|NA|[dN]@|q|dG|e?p)(?:,?G)*"
_DAY_OF_MONTH = (
    f"(?:(?:[Wk],?e?)?{_PART}e?[Mm],?e?[do](?![uU:@]|-[uU])(?:,?y(?![uU])|,?O?[ltT]u)?"
    f"|(?:[Wk],?e?)?{_PART}e?[do]O?[Mm](?:,?O?y|,?O?[ltT]u)?)"
)
_WEEKDAY = "(?:[Ee]?-?)?(?:e?[lx]|[tT][lx]?|eS|S)?W(?:O?[ltx]u)?"
_DAY = f"(?:X|Z|{_DAY_OF_MONTH}|{_WEEKDAY}|E?Y|e[xlS]u|[xlT]u)"

_RULES: tuple[tuple[str, str], ...] = (
    ("iso", "X|Z"),
    ("day_part", f"e?E?-?(?:Ie?)?pO{_DAY}|{_CLOCK},?I?e?(?:{_DAY_OF_MONTH}|{_WEEKDAY}|Y)p?|{_CLOCK}Iep"),
    ("day_of_month", f"{_DAY_OF_MONTH}(?:p|,?{_CLOCK})?"),
    ("weekday_offset", f"(?:a|{_NUM})[uU](?:g|F)(?:W|Y)"),
    ("weekday", f"{_WEEKDAY}p?|WE?p"),
    ("deictic_day", "eu[<>]Y|[br]?E?-?Yp?"),
    ("day_part", "E?-?(?:e?[lxS]|[tT])p|e?E?(?:Ie?)?[xl]?p"),
    ("clock", "(?:[qd]A|NA|[dN]@|q(?!N)|[dny](?=G)G)(?:G)*"),
    ("quarter_of", "(?:e?[ltx]u'|e?y)Q?(?:o-?u|h)"),
    ("quarter", "e?(?:[lxt]u')?Q?-?o-?[uh](?:O?e?y|O?[ltx]u)?"),
    ("month", f"{_PART}(?:e?[lxtS]){{0,2}}[Mm](?:,?O?y|,?O?[ltxT]u)?"),
    ("season", f"{_PART}(?:e?[lxtTS]{{0,2}})z(?:O?y|O?[ltx]u)?|yz"),
    ("ago", f"{_NUM}-?[uU](?:K{_NUM}[uU])?g|[uU]g|aug|(?:{_PART}au)-g|u-g"),
    ("offset", f"{_NUM}[uU][br<>](?:{_DAY}|H)?|e?u[<>](?:{_DAY}|H)?|u-[br]"),
    ("century", "e?(?:E-?)?eo-?uB?|e?(?:E-?)?o-?uB?"),
    ("before_christ", "[dny]B"),
    ("decade", f"{_PART}e?(?:E-?)?[lt]?D"),
    ("fiscal_year", "e?[lxtc]?Q(?:u|y)"),
    ("set", f"V(?:{_NUM})?[uUWMzp]|V[o]u|s|v|[W]P|aup"),
    ("span", f"e?[lxTt]{_NUM}[-]?[uU]|e?o{_NUM}?[uU]"),
    ("unit", f"{_PART}e?(?:[lxtTSc]){{1,2}}[uU]|EIeu|{_PART}eu|u-?E"),
    ("duration", f"{_NUM}-?[uU](?:-?L|K{_NUM}[uU])?|auK?(?:ah)?|hau|ahu|U(?:-L)?|u-L"),
    ("year", f"{_PART}(?:eu|U)?(?:y|N-?N-?N)"),
    ("holiday", f"{_PART}[lxtTe]?HJ*(?:p|,?y|O?[ltx]u)?"),
    ("reference", "R|c|e[l]|TU"),
)  # fmt: skip

_GRAMMAR = re.compile(
    "|".join(f"(?P<{name}_{number}>{pattern})" for number, (name, pattern) in enumerate(_RULES))
)
_NAMES = {f"{name}_{number}": name for number, (name, _) in enumerate(_RULES)}


def find_phrases(words: Words) -> Iterator[Phrase]:
    """The runs of words that look like a date, in order and without overlap."""
    for found in _GRAMMAR.finditer(words.letters):
        assert found.lastgroup is not None
        yield Phrase(words, _NAMES[found.lastgroup], found.start(), found.end())
