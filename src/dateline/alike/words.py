"""Text -> stems of its content words, for comparing wordings without a model.

The stems are crude on purpose: they only need to be the same for the forms of one
verb or noun ("took", "takes", "taken"), they are never shown to anybody.
"""

import re
from functools import lru_cache

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")

ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "ied", "ies", "ed", "es", "s", "e", "y")

IRREGULAR = {
    **dict.fromkeys(("took", "taken", "taking"), "take"),
    **dict.fromkeys(("fled", "fleeing"), "flee"),
    **dict.fromkeys(("fell", "fallen"), "fall"),
    **dict.fromkeys(("shot", "shots", "shooting"), "shoot"),
    **dict.fromkeys(("struck", "stricken"), "strike"),
    **dict.fromkeys(("held",), "hold"),
    **dict.fromkeys(("left", "leaving"), "leave"),
    **dict.fromkeys(("lost", "losing", "loss"), "lose"),
    **dict.fromkeys(("met",), "meet"),
    **dict.fromkeys(("fought", "fighting"), "fight"),
    **dict.fromkeys(("withdrew", "withdrawn", "withdrawal"), "withdraw"),
    **dict.fromkeys(("sent",), "send"),
    **dict.fromkeys(("went", "gone"), "go"),
    **dict.fromkeys(("gave", "given"), "give"),
    **dict.fromkeys(("said", "says"), "say"),
    **dict.fromkeys(("told",), "tell"),
    **dict.fromkeys(("drove", "driven"), "drive"),
    **dict.fromkeys(("flew", "flown"), "fly"),
    **dict.fromkeys(("overran",), "overrun"),
    **dict.fromkeys(("won",), "win"),
    **dict.fromkeys(("died", "dead", "deaths", "death", "dying"), "die"),
}

STOP = frozenset(
    """
    a about above after again against all also although among an and another any are as at away be because
    been before being between both but by can could day days did do does during each early even ever every
    few first for former from further had has have he her here him his how however if in including into is it
    its itself just last late later least less like made make many may might month months more most much must
    near new next no nor not now of off on once one only or other our out over own part people per put rather
    report reported reportedly reporting reports said same saw say saying says second several shall she should
    since so some still such than that the their them then there these they this those three through time
    times to today told tomorrow too took two under until up us very via was way we week weeks well were what
    when where which while who whom whose why will with within without would year years yesterday yet you your
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august
    september october november december mr mrs ms according statement spokesman spokesperson spokeswoman
    """.split()
)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The part of `word` that its forms share, in lower case."""
    lower = word.casefold().removesuffix("'s").removesuffix("’s")
    lower = IRREGULAR.get(lower, lower)
    for ending in (
        "ations",
        "ation",
        "ments",
        "ment",
        "ings",
        "ing",
        "ied",
        "ies",
        "ed",
        "es",
        "s",
        "e",
        "y",
    ):
        if lower.endswith(ending) and len(lower) - len(ending) >= 3:
            lower = lower[: -len(ending)]
            break
    return lower[:-1] if len(lower) > 4 and lower[-1] == lower[-2] else lower


def find_stems(text: str, *, most: int = 60) -> frozenset[str]:
    """Stems of the first `most` content words of `text`; numbers count as words."""
    words = (match.group() for match in WORD.finditer(text))
    kept = [stem(word) for word in words if word.casefold() not in STOP and (len(word) > 2 or word.isdigit())]
    return frozenset(kept[:most])


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """Dice overlap, 0 to 1; 0 where either is empty."""
    total = len(a) + len(b)
    return 2 * len(a & b) / total if a and b else 0.0
