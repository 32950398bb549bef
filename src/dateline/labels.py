"""What the heads of the reader answer with: their labels, in the order of their outputs."""

KINDS = (
    "none", "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "MOVE", "CONTROL", "ASSESS",
)  # fmt: skip
MODES = tuple(
    "none visit call meet mediate military economic humanitarian refuge withdraw ceasefire surrender disarm "
    "demo riot strike troops weapons alert arrest deport ban seize disperse airstrike shelling bombing "
    "shooting clash abduction execution arson other evacuate flee transfer return travel takes loses holds "
    "contests enters".split()
)
TELLINGS = ("first", "again")
REALIS = ("actual", "planned", "possible", "conditional", "negated")
STANCES = ("asserts", "denies", "accuses", "doubts")
SPEECHES = ("own", "indirect", "direct")
FLAGS = ("no", "yes")
MEANS = ("none", "air", "land", "sea")
WHENS = ("none", "words", "publication")
SPANS = ("on", "since", "until")
"""both days known or none; latest open; earliest open"""
VOICE_KINDS = tuple("media official military rebel witness analyst ngo un anonymous civilian other".split())
ATTRIBUTES = {
    "telling": TELLINGS, "mode": MODES, "realis": REALIS, "stance": STANCES, "speech": SPEECHES,
    "hedged": FLAGS, "background": FLAGS, "means": MEANS, "when": WHENS, "span": SPANS,
}  # fmt: skip
ROLES = ("actor", "target", "at", "from", "to", "via")
FIGURES = tuple("killed injured captured displaced evacuated missing people other".split())


def tagged(names: tuple[str, ...]) -> tuple[str, ...]:
    """none, then where a span begins and where it goes on, for each name."""
    return ("none", *(f"{part}-{name}" for name in names for part in ("begin", "inside")))


GROUPS = {
    "role": tagged(ROLES),
    "when": tagged(("when",)),
    "voice": tagged(("last", "outer")),
    "figure": tagged(FIGURES),
    "attribution": tagged(("source", "content")),
    "where": tagged(("place",)),
}
MENTIONS = tagged(tuple("person group place facility nationality number".split()))

DISTANCES = (-256, -128, -64, -32, -16, -8, -4, -2, -1, 0, 1, 2, 3, 5, 9, 17, 33, 65, 129, 257)
"""words from trigger to word: the edges of the steps that count"""
