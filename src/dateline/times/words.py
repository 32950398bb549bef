"""The words that dates are made of: word -> class, number, month, weekday, unit.

Every word of a text becomes one letter, its class; the grammar (patterns.py) is
written over those letters. A word that can be no part of a date is ".".
"""

from collections.abc import Mapping
from types import MappingProxyType

OTHER = "."
"""the class of a word that is no part of a date"""

MONTHS: Mapping[str, int] = MappingProxyType({
    **{name: number for number, name in enumerate(
        ("january", "february", "march", "april", "may", "june", "july", "august", "september",
         "october", "november", "december"), start=1)},
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9,
    "oct": 10, "nov": 11, "dec": 12,
})  # fmt: skip

ISLAMIC_MONTHS: Mapping[str, int] = MappingProxyType({
    "muharram": 1, "safar": 2, "rajab": 7, "shaban": 8, "shaaban": 8, "ramadan": 9, "ramazan": 9,
    "shawwal": 10,
})  # fmt: skip
PERSIAN_MONTHS: Mapping[str, int] = MappingProxyType({
    name: number for number, name in enumerate(
        ("farvardin", "ordibehesht", "khordad", "tir", "mordad", "shahrivar", "mehr", "aban", "azar", "dey",
         "bahman", "esfand"), start=1)
})  # fmt: skip
"""the months of the Solar Hijri calendar of Iran and Afghanistan"""

WEEKDAYS: Mapping[str, int] = MappingProxyType({
    **{name: number for number, name in enumerate(
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), start=1)},
    "mon": 1, "tue": 2, "tues": 2, "wed": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5, "sat": 6, "sun": 7,
})  # fmt: skip

UNITS: Mapping[str, str] = MappingProxyType({
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "N", "week": "W", "fortnight": "F",
    "month": "M", "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE", "millennium": "ML",
    "weekend": "WE", "season": "SN", "centurie": "CE", "millennia": "ML", "semester": "H", "yr": "Y",
    "hr": "TH", "min": "TM",
})  # fmt: skip
"""singular -> the unit's letters; T marks the units of a clock"""

SMALL_NUMBERS: Mapping[str, float] = MappingProxyType({
    **{word: float(number) for number, word in enumerate(
        ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
         "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"))},
    **{word: float(10 * number) for number, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2)},
})  # fmt: skip
BIG_NUMBERS: Mapping[str, float] = MappingProxyType({
    "dozen": 12.0, "hundred": 100.0, "thousand": 1000.0, "million": 1e6,
})  # fmt: skip

ORDINALS: Mapping[str, int] = MappingProxyType({
    **{word: number for number, word in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
         "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
         "eighteenth", "nineteenth", "twentieth"), start=1)},
    "thirtieth": 30, "final": -1,
})  # fmt: skip

DAY_PARTS: Mapping[str, str] = MappingProxyType({
    "morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "midday": "12:00", "dawn": "MO",
    "daybreak": "MO", "sunrise": "MO", "dusk": "EV", "sunset": "EV", "nightfall": "EV", "lunchtime": "MI",
    "noon": "12:00", "midnight": "24:00", "daytime": "DT", "overnight": "NI", "nighttime": "NI",
})  # fmt: skip

SEASONS: Mapping[str, str] = MappingProxyType({
    "spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI", "springtime": "SP",
    "summertime": "SU", "wintertime": "WI",
})  # fmt: skip

DEICTIC_DAYS: Mapping[str, int] = MappingProxyType({"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1})

REFERENCES: Mapping[str, str] = MappingProxyType({
    "now": "PRESENT_REF", "nowadays": "PRESENT_REF", "currently": "PRESENT_REF", "current": "PRESENT_REF",
    "presently": "PRESENT_REF", "recently": "PAST_REF", "recent": "PAST_REF", "lately": "PAST_REF",
    "future": "FUTURE_REF", "former": "PAST_REF",
})  # fmt: skip

SETS: Mapping[str, str] = MappingProxyType({
    "hourly": "PT1H", "daily": "P1D", "weekly": "P1W", "biweekly": "P2W",
    "fortnightly": "P2W", "monthly": "P1M", "yearly": "P1Y",
})  # fmt: skip

# Letters of the grammar. Where a word has two readings the grammar decides by its neighbours:
# "May" and "March" (m), the short weekdays (k), "second" (an ordinal here), "fall" and "spring".
_GROUPS: tuple[tuple[str, str], ...] = (
    ("m", "may march mar"),
    ("k", "mon tue tues wed thu thur thurs fri sat sun"),
    ("f", "few several couple many some dozens scores handful"),
    ("a", "a an"),
    ("e", "the"),
    ("t", "this"),
    ("T", "that these those"),
    ("l", "last past previous preceding latest prior"),
    ("x", "next coming following upcoming subsequent ensuing"),
    ("g", "ago"),
    ("b", "earlier"),
    ("r", "later"),
    ("<", "before beforehand prior"),
    (">", "after afterwards afterward thereafter hence"),
    ("E", "early late mid"),
    ("w", "middle beginning start end close"),
    ("O", "of"),
    ("I", "in on at during"),
    ("F", "from"),
    ("K", "to until till through and or"),
    ("S", "same"),
    ("c", "current"),
    ("V", "every each per"),
    ("h", "half"),
    ("Q", "fiscal financial fy"),
    ("L", "long"),
    ("B", "bc bce"),
    ("C", "ad ce"),
    ("G", "gmt utc est edt cst cdt mst mdt pst pdt bst cet cest eet msk et ist zulu"),
    ("j", "period term era"),
    ("@", "o'clock o’clock"),
    ("A", "am pm"),
    ("~", "so"),
    ("3", "future"),
    ("D", "twenties thirties forties fifties sixties seventies eighties nineties"),
)


def _class_table() -> dict[str, str]:
    table = dict.fromkeys(MONTHS, "M")
    table |= dict.fromkeys(WEEKDAYS, "W")
    table |= {f"{word}s": "v" for word in WEEKDAYS if word.endswith("day")}
    table |= dict.fromkeys(UNITS, "u") | {f"{word}s": "U" for word in UNITS}
    table |= dict.fromkeys(SMALL_NUMBERS, "N") | dict.fromkeys(BIG_NUMBERS, "%")
    table |= dict.fromkeys(ORDINALS, "o") | dict.fromkeys(SEASONS, "z")
    table |= {f"{word}s": "U" for word in SEASONS}
    table |= dict.fromkeys(DAY_PARTS, "p")
    table |= {f"{word}s": "P" for word in ("morning", "afternoon", "evening", "night")}
    table |= dict.fromkeys(DEICTIC_DAYS, "Y") | dict.fromkeys(REFERENCES, "R")
    table |= dict.fromkeys(SETS, "s")
    table |= dict.fromkeys((*ISLAMIC_MONTHS, *PERSIAN_MONTHS), "4")
    for letter, words in _GROUPS:
        table |= dict.fromkeys(words.split(), letter)
    return table


CLASSES: Mapping[str, str] = MappingProxyType(_class_table())
