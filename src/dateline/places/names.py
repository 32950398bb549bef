"""A name -> the keys under which it is looked up.

Two keys. The *plain* key forgets case, accents, hyphens, apostrophes and dots. The *sound* key
forgets, on top of that, what transliteration leaves to taste: articles, vowels, doubled letters,
kh or h, q or k or g. Sound keys are lossy, so what they find is ranked with `likeness`.
"""

import re
import unicodedata
from functools import lru_cache

ARTICLES = frozenset(
    "al el ul il ar er ur as es us ash esh ush ach ech at et ut ath ad ed ud adh edh az ez an en un "
    "le la les the".split()
)
"""Arabic's article before every letter it melts into, and the French and English ones."""

TRANSLITERATED = frozenset(
    "AE AF AM AZ BD BH BY DJ DZ EG EH ER ET GE IL IN IQ IR JO KG KM KW KZ LB LK LY MA MK ML MM MN MR "
    "MV NE NP OM PK PS QA RS RU SA SD SO SS SY TD TJ TM TN TR UA UZ XK YE".split()
)
"""Countries whose names reach the English press through another script or in loose spelling."""
ENGLISH = frozenset("US GB CA AU NZ IE".split())
"""Countries where a place may be called Lincoln, Lake or Reading."""
LEVEL_WORDS = {
    "governorate": "admin1",
    "gouvernorat": "admin1",
    "muhafazat": "admin1",
    "province": "admin1",
    "oblast": "admin1",
    "krai": "admin1",
    "kray": "admin1",
    "prefecture": "admin1",
    "state": "admin1",
    "region": "admin1",
    "wilayah": "admin1",
    "wilaya": "admin1",
    "emirate": "admin1",
    "voivodeship": "admin1",
    "canton": "admin1",
    "department": "admin1",
    "territory": "admin1",
    "republic": "admin1",
    "county": "admin2",
    "parish": "admin2",
    "district": "admin2",
    "raion": "admin2",
    "rayon": "admin2",
    "subdistrict": "admin2",
    "locality": "admin2",
    "municipality": "admin2",
    "borough": "admin2",
    "cercle": "admin2",
    "woreda": "admin2",
    "zone": "admin2",
    "township": "admin2",
    "commune": "admin2",
    "prefectures": "admin1",
    "provinces": "admin1",
    "governorates": "admin1",
    "regions": "admin1",
    "counties": "admin2",
    "districts": "admin2",
    "countryside": "admin1",
    "suburbs": "city",
    "suburb": "city",
    "outskirts": "city",
    "city": "city",
    "town": "city",
    "village": "city",
    "hamlet": "city",
    "neighborhood": "city",
    "neighbourhood": "city",
    "cities": "city",
    "towns": "city",
    "villages": "city",
    "capital": "city",
    "airport": "airport",
    "airbase": "base",
    "base": "base",
    "camp": "camp",
    "crossing": "crossing",
    "checkpoint": "crossing",
    "port": "port",
    "island": "island",
    "river": "water",
    "lake": "water",
    "sea": "water",
    "gulf": "water",
    "strait": "water",
    "mountains": "region",
    "valley": "region",
    "desert": "region",
    "plateau": "region",
    "heights": "region",
    "peninsula": "region",
    "basin": "region",
}
"""Words beside a name that say what sort of place is meant."""

_SPECIAL = str.maketrans(
    {
        "ø": "o",
        "đ": "d",
        "ł": "l",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "þ": "th",
        "ð": "d",
        "ə": "a",
        "ħ": "h",
        "ŋ": "n",
        "ɓ": "b",
        "ɗ": "d",
        "ƙ": "k",
        "ɛ": "e",
        "ɔ": "o",
    }
)
_MARKS = re.compile(r"['’‘`´ʼʻʾʿʽˈ′ʹ\".,]+")
_BREAKS = re.compile(r"[^0-9a-z]+")
_SOUNDS = (
    ("tch", "x"),
    ("dzh", "j"),
    ("dj", "j"),
    ("sch", "x"),
    ("ch", "x"),
    ("sh", "x"),
    ("kh", "h"),
    ("gh", "k"),
    ("dh", "d"),
    ("th", "t"),
    ("ph", "f"),
    ("ts", "s"),
    ("tz", "s"),
    ("q", "k"),
    ("g", "k"),
    ("c", "k"),
    ("v", "w"),
)
_VOWELS = re.compile(r"(?<=.)[aeiouwy]+")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=50_000)
def plain_key(name: str) -> str:
    """`Deir az-Zawr` -> `deir az zawr`. Empty where nothing of the Latin alphabet is left."""
    if name.isascii():
        bare = name.lower()
    else:
        decomposed = unicodedata.normalize("NFKD", name.lower().translate(_SPECIAL))
        bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _BREAKS.sub(" ", _MARKS.sub("", bare)).strip()


def without_articles(key: str) -> str:
    """A plain key without its articles; the key itself where it is nothing but articles."""
    kept = [word for word in key.split() if word not in ARTICLES]
    return " ".join(kept) or key


@lru_cache(maxsize=50_000)
def sound_key(key: str) -> str:
    """The consonants of a plain key: `deir az zawr`, `deir ez zor` and `dayr al zour` are all `drsr`.

    A vowel at the start is kept as `a`. Empty where fewer than two consonants are left: such
    a key would find anything.
    """
    sound = without_articles(key).replace(" ", "")
    for spelling, letter in _SOUNDS:
        sound = sound.replace(spelling, letter)
    sound = sound.replace("z", "s").rstrip("h") or sound
    if sound[:1] in "aeiou":
        sound = "a" + sound[1:]
    sound = _DOUBLED.sub(r"\1", _VOWELS.sub("", sound))
    return sound if len(sound) > 1 else ""


_SPELLINGS = (
    ("ou", "u"),
    ("oo", "u"),
    ("aw", "o"),
    ("au", "o"),
    ("ay", "e"),
    ("ai", "e"),
    ("ei", "e"),
    ("ey", "e"),
    ("ee", "i"),
    ("ii", "i"),
    ("iy", "i"),
    ("kh", "h"),
    ("gh", "g"),
    ("dh", "d"),
    ("th", "t"),
    ("ch", "sh"),
    ("q", "k"),
    ("y", "i"),
    ("z", "s"),
)


@lru_cache(maxsize=50_000)
def spelling(key: str) -> str:
    """A plain key with the usual choices of transliteration evened out, for `likeness`."""
    even = without_articles(key).replace(" ", "")
    for one, other in _SPELLINGS:
        even = even.replace(one, other)
    return _DOUBLED.sub(r"\1", even.rstrip("h") or even)


@lru_cache(maxsize=50_000)
def likeness(one: str, other: str) -> float:
    """How alike two plain keys sound, 0 to 1: one minus the edits over the longer length.

    Vowels that change into each other cost half an edit.
    """
    first, second = spelling(one), spelling(other)
    if first == second:
        return 1.0
    row = [float(column) for column in range(len(second) + 1)]
    for index, letter in enumerate(first, 1):
        previous, row[0] = row[0], float(index)
        for column, opposite in enumerate(second, 1):
            kept = previous + _cost(letter, opposite)
            previous = row[column]
            row[column] = min(kept, row[column] + 1, row[column - 1] + 1)
    return 1 - row[-1] / max(len(first), len(second))


def _cost(letter: str, opposite: str) -> float:
    """What it costs to put one letter for another."""
    if letter == opposite:
        return 0.0
    return 0.4 if letter in "aeiou" and opposite in "aeiou" else 1.0


def base_key(key: str) -> str:
    """A plain key without the words that name its level: `idlib governorate` -> `idlib`."""
    words = key.split()
    while len(words) > 1 and words[-1] in LEVEL_WORDS:
        words = words[:-1]
    while len(words) > 2 and words[0] in LEVEL_WORDS and words[1] == "of":
        words = words[2:]
    while len(words) > 1 and words[0] in {"muhafazat", "wilayat", "wilaya", "oblast", "mintaqat", "qada"}:
        words = words[1:]
    return " ".join(words)
