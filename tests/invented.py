"""A small invented conflict: reports, claims and events about places and people that do not exist.

Made by hand, so that the tests of the API and the page know every field of it.
"""

from datetime import date

from dateline.types import (
    Actor,
    Basis,
    Claim,
    Figure,
    FigureKind,
    Kind,
    Means,
    Participant,
    Place,
    PlaceRef,
    PlaceRole,
    Reading,
    Realis,
    Report,
    Span,
    Speech,
    Stance,
    Voice,
    VoiceKind,
    When,
)

DAYS = {day: date(2031, 3, day) for day in range(1, 10)}


def a_place(name: str, lat: float, lon: float, radius_km: float = 5.0) -> Place:
    return Place(name=name, kind="city", country=None, lat=lat, lon=lon, radius_km=radius_km)


AMARA = a_place("Tel Amara", 35.2, 36.8)
SELIN = a_place("Port Selin", 35.5, 35.8, 8)
QASRIN = a_place("Qasrin", 34.7, 36.7, 12)
NORVA = a_place("Norva", 33.6, 36.4, 15)
DUNES = a_place("the Ashen Steppe", 34.6, 38.4, 60)

WIRE = Report(
    id="wire-1",
    title="Northern Front takes Tel Amara as army pulls out",
    text=(
        "Northern Front takes Tel Amara as army pulls out\n\n"
        "Fighters of the Northern Front took Tel Amara on Tuesday after the army withdrew to Qasrin, "
        "three officials told the Sample Wire.\n\n"
        "At least 12 soldiers were killed in the fighting, a doctor at the town's hospital said.\n\n"
        "The governor was evacuated by air from Tel Amara to Port Selin."
    ),
    published=DAYS[4],
    publisher="Sample Wire",
    furniture=("2 min read",),
)
COPY = Report(
    id="courier-1",
    title="Tel Amara falls",
    text=(
        "Tel Amara falls\n\nThe Northern Front has taken Tel Amara, the Sample Wire reported, "
        "citing three officials. Between 9 and 23 soldiers died."
    ),
    published=DAYS[5],
    publisher="Example Courier",
)
HOSTILE_TEXT = (
    "Talks <script>window.broken = 1</script> in Norva\n\n"
    '<img src=x onerror="window.broken = 2"> '
    "Envoys of the Northern Front met President Odan in Norva on Thursday. "
    "</mark></p><style>body{display:none}</style> 🕊 "
    "Families fled from Qasrin through the Ashen Steppe to Norva. "
    "{{constructor.constructor('window.broken=3')()}} "
    "The defence ministry denied that Tel Amara had fallen on Tuesday."
    + "\n\nThe talks were held behind closed doors." * 30
    + "\n\nThe army will defend Qasrin, President Odan said."
)
HOSTILE = Report(
    id="gazette/1?x=<b>&y",
    title="Talks <script>window.broken = 1</script> in Norva",
    text=HOSTILE_TEXT,
    published=DAYS[7],
    publisher="Mock Gazette & <b>Sons</b>",
)
REPORTS = (WIRE, COPY, HOSTILE)

FRONT = Actor(id="northern-front", name="Northern Front", sectors=("REB",))
ARMY = Actor(id="army", name="Army of Karsovia", sectors=("MIL",))


def find(report: Report, words: str) -> tuple[int, int, str]:
    start = report.text.index(words, report.body_start)
    return start, start + len(words), words


def who(report: Report, words: str, actor: Actor | None = None) -> Participant:
    return Participant(*find(report, words), actor)


def at(report: Report, words: str, place: Place, role: PlaceRole = PlaceRole.AT) -> PlaceRef:
    return PlaceRef(*find(report, words), role=role, place=place)


def says(report: Report, words: str, kind: VoiceKind, **more: object) -> Voice:
    return Voice(*find(report, words), kind=kind, named=False, **more)  # type: ignore[arg-type]


def on(report: Report, words: str, day: date) -> When:
    start, end, text = find(report, words)
    return When(earliest=day, latest=day, basis=Basis.RELATIVE, text=text, start=start, end=end)


def a_claim(id: str, report: Report, kind: Kind, trigger: str, evidence: str, **more: object) -> Claim:  # noqa: A002
    fields: dict[str, object] = {"score": 0.8, "why": (f"“{trigger}” is a word for {kind}",), **more}
    return Claim(id=id, report=report.id, kind=kind, trigger=Span(*find(report, trigger)),
                 evidence=(Span(*find(report, evidence)),), **fields)  # type: ignore[arg-type]  # fmt: skip


_OFFICIALS = says(WIRE, "three officials", VoiceKind.OFFICIAL, count=3)
_TUESDAY = on(WIRE, "on Tuesday", DAYS[4])
_FALL = (
    "Fighters of the Northern Front took Tel Amara on Tuesday after the army withdrew to Qasrin, "
    "three officials told the Sample Wire."
)
CLAIMS = (
    a_claim(
        "c-take",
        WIRE,
        Kind.CONTROL,
        "took",
        _FALL,
        mode="takes",
        when=_TUESDAY,
        score=0.91,
        actors=(who(WIRE, "Fighters of the Northern Front", FRONT),),
        places=(at(WIRE, "Tel Amara", AMARA),),
        voices=(says(WIRE, "the Sample Wire", VoiceKind.MEDIA), _OFFICIALS),
        speech=Speech.INDIRECT,
    ),
    a_claim(
        "c-leave",
        WIRE,
        Kind.RETREAT,
        "withdrew",
        _FALL,
        mode="withdraw",
        when=_TUESDAY,
        actors=(who(WIRE, "the army", ARMY),),
        places=(at(WIRE, "Qasrin", QASRIN, PlaceRole.TO),),
        voices=(says(WIRE, "the Sample Wire", VoiceKind.MEDIA), _OFFICIALS),
        speech=Speech.INDIRECT,
    ),
    a_claim(
        "c-killed",
        WIRE,
        Kind.ASSAULT,
        "killed",
        "At least 12 soldiers were killed in the fighting, a doctor at the town's hospital said.",
        mode="clash",
        targets=(who(WIRE, "soldiers", ARMY),),
        figures=(Figure(*find(WIRE, "At least 12"), what=FigureKind.KILLED, least=12),),
        voices=(says(WIRE, "a doctor at the town's hospital", VoiceKind.WITNESS),),
        speech=Speech.INDIRECT,
    ),
    a_claim(
        "c-denied",
        HOSTILE,
        Kind.CONTROL,
        "fallen",
        "The defence ministry denied that Tel Amara had fallen on Tuesday.",
        mode="takes",
        when=on(HOSTILE, "on Tuesday", DAYS[4]),
        places=(at(HOSTILE, "Tel Amara", AMARA),),
        stance=Stance.DENIES,
        speech=Speech.INDIRECT,
        voices=(says(HOSTILE, "The defence ministry", VoiceKind.OFFICIAL),),
    ),
    a_claim(
        "c-governor",
        WIRE,
        Kind.MOVE,
        "evacuated",
        "The governor was evacuated by air from Tel Amara to Port Selin.",
        mode="evacuate",
        targets=(who(WIRE, "The governor"),),
        means=Means.AIR,
        places=(at(WIRE, "Tel Amara", AMARA, PlaceRole.FROM), at(WIRE, "Port Selin", SELIN, PlaceRole.TO)),
    ),
    a_claim(
        "c-copied",
        COPY,
        Kind.CONTROL,
        "taken",
        "The Northern Front has taken Tel Amara, the Sample Wire reported, citing three officials.",
        mode="takes",
        actors=(who(COPY, "The Northern Front", FRONT),),
        places=(at(COPY, "Tel Amara", AMARA),),
        speech=Speech.INDIRECT,
        hedged=True,
        voices=(
            says(COPY, "the Sample Wire", VoiceKind.MEDIA),
            says(COPY, "three officials", VoiceKind.OFFICIAL),
        ),
    ),
    a_claim(
        "c-toll",
        COPY,
        Kind.ASSAULT,
        "died",
        "Between 9 and 23 soldiers died.",
        mode="clash",
        targets=(who(COPY, "soldiers", ARMY),),
        figures=(Figure(*find(COPY, "Between 9 and 23"), what=FigureKind.KILLED, least=9, most=23),),
    ),
    a_claim(
        "c-talks",
        HOSTILE,
        Kind.CONSULT,
        "met",
        "Envoys of the Northern Front met President Odan in Norva on Thursday.",
        mode="meet",
        actors=(who(HOSTILE, "Envoys of the Northern Front", FRONT),),
        targets=(who(HOSTILE, "President Odan"),),
        places=(at(HOSTILE, "Norva", NORVA),),
        when=on(HOSTILE, "on Thursday", DAYS[6]),
    ),
    a_claim(
        "c-flight",
        HOSTILE,
        Kind.MOVE,
        "fled",
        "Families fled from Qasrin through the Ashen Steppe to Norva.",
        mode="flee",
        actors=(who(HOSTILE, "Families"),),
        means=Means.LAND,
        places=(
            at(HOSTILE, "Qasrin", QASRIN, PlaceRole.FROM),
            at(HOSTILE, "the Ashen Steppe", DUNES, PlaceRole.VIA),
            at(HOSTILE, "Norva", NORVA, PlaceRole.TO),
        ),
    ),
    a_claim(
        "c-plan",
        HOSTILE,
        Kind.CONTROL,
        "defend",
        "The army will defend Qasrin, President Odan said.",
        mode="holds",
        actors=(who(HOSTILE, "The army", ARMY),),
        places=(at(HOSTILE, "Qasrin", QASRIN),),
        realis=Realis.PLANNED,
        voices=(says(HOSTILE, "President Odan", VoiceKind.OFFICIAL),),
        speech=Speech.INDIRECT,
        score=0.62,
    ),
)


def readings() -> tuple[Reading, ...]:
    """Each report with its claims."""
    return tuple(
        Reading(report=report, sentences=(), claims=tuple(c for c in CLAIMS if c.report == report.id))
        for report in REPORTS
    )
