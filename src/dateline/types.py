"""The nouns of dateline. Read this first.

One report goes in, a list of claims comes out; claims of many reports that tell
one happening are fused into an event; events make the situation on a day.

    Report ─▶ Reading (sentences, mentions, times, places, claims, silences)
    Claim, Claim, … ─▶ Event, Event, … ─▶ Situation

Everything is frozen, and construction checks what must hold. Unknown is `None`,
none found is `()`. Offsets count Unicode characters of `Report.text` and are
half-open. Field names are the vocabulary of every surface: JSON, CSV, the API,
the store and the page use the same ones (docs/vocabulary.md).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar


class Kind(StrEnum):
    """What happened. Sixteen are PLOVER's event types, three are dateline's own."""

    AGREE = "AGREE"
    """agrees to act or to settle, signs, accepts"""
    CONSULT = "CONSULT"
    """meets, visits, phones, negotiates"""
    SUPPORT = "SUPPORT"
    """backs politically, praises, recognises, endorses, defends in words"""
    CONCEDE = "CONCEDE"
    """yields: lifts a curb, resigns, frees, accepts a demand, admits"""
    COOPERATE = "COOPERATE"
    """shares, trades, acts jointly, opens relations"""
    AID = "AID"
    """gives money, arms, supplies, training, fighters, relief, asylum"""
    RETREAT = "RETREAT"
    """a force withdraws, surrenders, ceases fire, disarms"""
    REQUEST = "REQUEST"
    """asks, demands, appeals, calls for"""
    ACCUSE = "ACCUSE"
    """blames, condemns, criticises, alleges, investigates, sues"""
    REJECT = "REJECT"
    """refuses, vetoes, opposes, breaks off a proposal"""
    THREATEN = "THREATEN"
    """warns, threatens, gives an ultimatum"""
    PROTEST = "PROTEST"
    """demonstrates, strikes, riots"""
    SANCTION = "SANCTION"
    """embargo, expels, cuts ties, bans, halts aid"""
    MOBILIZE = "MOBILIZE"
    """deploys, raises, masses or alerts forces"""
    COERCE = "COERCE"
    """arrests, deports, censors, curfew, seizes property, suppresses"""
    ASSAULT = "ASSAULT"
    """attacks: shells, bombs, shoots, kills, abducts, clashes"""
    MOVE = "MOVE"
    """people or forces go or are taken from one place to another (dateline's own)"""
    CONTROL = "CONTROL"
    """who holds a place: taken, lost, held, contested, handed over (dateline's own)"""
    ASSESS = "ASSESS"
    """a source's judgement or forecast; no happening of its own (dateline's own)"""


MODES: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {
        Kind.CONSULT: ("visit", "call", "meet", "mediate"),
        Kind.AID: ("military", "economic", "humanitarian", "refuge"),
        Kind.RETREAT: ("withdraw", "ceasefire", "surrender", "disarm"),
        Kind.PROTEST: ("demo", "riot", "strike"),
        Kind.MOBILIZE: ("troops", "weapons", "alert"),
        Kind.COERCE: ("arrest", "deport", "ban", "seize", "disperse"),
        Kind.ASSAULT: (
            "airstrike",
            "shelling",
            "bombing",
            "shooting",
            "clash",
            "abduction",
            "execution",
            "arson",
            "other",
        ),
        Kind.MOVE: ("evacuate", "flee", "transfer", "return", "deport", "travel"),
        Kind.CONTROL: ("takes", "loses", "holds", "contests", "enters"),
    }
)
"""The finer words a kind may carry as its mode; a kind that is missing here has none."""


class PlaceRole(StrEnum):
    """What a place is to the happening."""

    AT = "at"
    FROM = "from"
    TO = "to"
    VIA = "via"


class Extent(StrEnum):
    """How much of the place is meant."""

    WHOLE = "whole"
    PART = "part"


class Relation(StrEnum):
    """How the happening lies to the days of its `When`."""

    ON = "on"
    SINCE = "since"
    UNTIL = "until"
    BEFORE = "before"
    AFTER = "after"
    DURING = "during"


class Basis(StrEnum):
    """What a `When` rests on."""

    STATED = "stated"
    """a full calendar date in the text"""
    RELATIVE = "relative"
    """words such as "on Friday", worked out from the day of publication"""
    PUBLICATION = "publication"
    """plain news tense without any date: the day of publication or the day before"""
    UNKNOWN = "unknown"


class Means(StrEnum):
    """How people or goods travel."""

    AIR = "air"
    LAND = "land"
    SEA = "sea"


class FigureKind(StrEnum):
    """What a figure counts."""

    KILLED = "killed"
    INJURED = "injured"
    CAPTURED = "captured"
    DISPLACED = "displaced"
    EVACUATED = "evacuated"
    MISSING = "missing"
    PEOPLE = "people"
    OTHER = "other"


class VoiceKind(StrEnum):
    """What sort of source speaks."""

    MEDIA = "media"
    OFFICIAL = "official"
    MILITARY = "military"
    REBEL = "rebel"
    WITNESS = "witness"
    ANALYST = "analyst"
    NGO = "ngo"
    UN = "un"
    ANONYMOUS = "anonymous"
    CIVILIAN = "civilian"
    OTHER = "other"


class Speech(StrEnum):
    """In whose words the claim stands."""

    OWN = "own"
    """the outlet's own words"""
    INDIRECT = "indirect"
    DIRECT = "direct"
    """inside quotation marks"""


class Stance(StrEnum):
    """What the last voice does with the claim."""

    ASSERTS = "asserts"
    DENIES = "denies"
    ACCUSES = "accuses"
    DOUBTS = "doubts"


class Realis(StrEnum):
    """Whether the claim is told as real."""

    ACTUAL = "actual"
    PLANNED = "planned"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"
    NEGATED = "negated"


class MentionKind(StrEnum):
    """What a stretch of text names."""

    PERSON = "person"
    GROUP = "group"
    ROLE = "role"
    PLACE = "place"
    FACILITY = "facility"
    NATIONALITY = "nationality"
    NUMBER = "number"


# ── what comes in ────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One news report as intake understood it.

    `text` is the headline, a blank line and the body (just the body where there is no
    headline). What intake took for furniture (bylines, captions, "2 min read") is not in
    `text` but is kept, line by line, in `furniture`.
    """

    id: str
    text: str
    title: str | None = None
    published: date | None = None
    publisher: str | None = None
    url: str | None = None
    source: str | None = None
    """where the bytes came from: a path, `archive.zip!member`, `file.jsonl:17`, or `-`"""
    sha256: str | None = None
    """of the raw bytes, in hex"""
    furniture: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    """one line for each decision of intake"""

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("a report needs text")
        if self.title is not None and not self.text.startswith(f"{self.title}\n\n"):
            raise ValueError("Report.text must start with the title and a blank line")

    @property
    def body_start(self) -> int:
        """Offset of the first character after the headline and its blank line."""
        return len(self.title) + 2 if self.title is not None else 0


# ── the layers of a reading ──────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Span:
    """Some characters of a report's text, half-open."""

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or self.end - self.start != len(self.text):
            raise ValueError(f"no span: {self.start}-{self.end} for {len(self.text)} characters")

    def touches(self, other: "Span") -> bool:
        """Do the two share a character?"""
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Span") -> bool:
        """Does `other` lie wholly inside?"""
        return self.start <= other.start and other.end <= self.end


AnySpan = TypeVar("AnySpan", bound=Span)


def find_touching(layer: Sequence[AnySpan], span: Span) -> Sequence[AnySpan]:
    """Those of a layer that share a character with the span. The layer is in order of the text and none of it
    overlaps, as all layers of a reading are, so that looking takes no longer in a long text."""
    first = bisect_right(layer, span.start, key=lambda one: one.end)
    stop = bisect_left(layer, span.end, lo=first, key=lambda one: one.start)
    return layer[first:stop]


@dataclass(frozen=True, slots=True)
class Mention(Span):
    """A name or noun phrase: a person, a group, a place, a number."""

    kind: MentionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place on earth. `kind` is what it is: city, admin1, admin2, country, region, camp, …"""

    name: str
    kind: str
    country: str | None = None
    """ISO 3166-1 alpha-3"""
    admin1: str | None = None
    lat: float
    lon: float
    radius_km: float
    """the place lies within this distance of the point"""
    geonames_id: int | None = None

    def __post_init__(self) -> None:
        if not (-90 <= self.lat <= 90 and -180 <= self.lon <= 180 and self.radius_km >= 0):
            raise ValueError(f"no place on earth: {self.lat}, {self.lon}, radius {self.radius_km} km")


@dataclass(frozen=True, slots=True)
class PlaceMention(Span):
    """A place name and what it was resolved to; `place` is `None` where dateline abstained."""

    place: Place | None
    extent: Extent
    score: float
    candidates: tuple[Place, ...] = ()
    """the places considered, best first"""
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The days a claim can mean, both ends included; an end is `None` where it is open."""

    earliest: date | None
    latest: date | None
    relation: Relation = Relation.ON
    basis: Basis
    text: str | None = None
    start: int | None = None
    end: int | None = None

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError(f"earliest {self.earliest} is after latest {self.latest}")


@dataclass(frozen=True, slots=True)
class TimeMention(Span):
    """A date word. `type` and `value` are TIMEX3's; `when` is `None` for sets and bare durations
    ("two weeks"), and where the word cannot be dated (`why` says so)."""

    type: str
    """DATE, TIME, DURATION or SET"""
    value: str
    """TIMEX3 value such as 2024-12-06, 2024-W49, P2D, PAST_REF; XXXX-XX-XX where unknown"""
    when: When | None = None
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A sentence that gave no claim, and why."""

    sentence: Span
    why: str


# ── the claim (docs/vocabulary.md) ───────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who a participant or voice is, when that is known."""

    id: str
    name: str
    country: str | None = None
    """ISO 3166-1 alpha-3"""
    sectors: tuple[str, ...] = ()
    """PLOVER's: GOV, MIL, REB, …"""
    wikidata: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many: at least, at most; an end that the text leaves open is `None`."""

    least: int | None = None
    most: int | None = None

    def __post_init__(self) -> None:
        if self.least is not None and self.most is not None and self.least > self.most:
            raise ValueError(f"least {self.least} is more than most {self.most}")


@dataclass(frozen=True, slots=True)
class Participant(Span):
    """Someone who does it or has it done to them, in the words of the report."""

    actor: Actor | None = None
    count: Count | None = None


@dataclass(frozen=True, slots=True)
class PlaceRef(Span):
    """A place of this happening, with its role in it."""

    role: PlaceRole
    extent: Extent = Extent.WHOLE
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Figure(Span):
    """A number of the happening. "at least 12" is least 12, most unknown."""

    what: FigureKind
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Voice(Span):
    """One link of the chain of who says so."""

    kind: VoiceKind
    named: bool
    count: int | None = None
    actor: Actor | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One happening, or one state of affairs, as one report tells it.

    `voices` runs from the outermost source to the ultimate one; `()` is the outlet itself.
    """

    id: str
    report: str
    kind: Kind
    mode: str | None = None
    trigger: Span
    actors: tuple[Participant, ...] = ()
    targets: tuple[Participant, ...] = ()
    places: tuple[PlaceRef, ...] = ()
    when: When | None = None
    means: Means | None = None
    figures: tuple[Figure, ...] = ()
    voices: tuple[Voice, ...] = ()
    speech: Speech = Speech.OWN
    stance: Stance = Stance.ASSERTS
    realis: Realis = Realis.ACTUAL
    hedged: bool = False
    background: bool = False
    evidence: tuple[Span, ...]
    score: float
    why: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError("a claim without evidence cannot be made")
        if not 0 <= self.score <= 1:
            raise ValueError(f"score {self.score} is not between 0 and 1")
        if self.mode is not None and self.mode not in MODES.get(self.kind, ()):
            raise ValueError(f"{self.kind} has no mode {self.mode!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was read in one report, layer by layer."""

    report: Report
    sentences: tuple[Span, ...]
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    claims: tuple[Claim, ...] = ()
    silences: tuple[Silence, ...] = ()


# ── the event: what many reports tell of one happening ───────────────────────────────────


class Status(StrEnum):
    """How far an event is backed."""

    REPORTED = "reported"
    """one independent source"""
    CORROBORATED = "corroborated"
    """two independent sources or more"""
    CONTESTED = "contested"
    """sources disagree on whether it happened or who did it"""
    DENIED = "denied"
    """only told by those who deny it"""
    RETRACTED = "retracted"
    """withdrawn by the source that told it"""


class DisputeField(StrEnum):
    """What the sources disagree about."""

    OCCURRENCE = "occurrence"
    RESPONSIBILITY = "responsibility"
    FIGURE = "figure"
    PLACE = "place"
    TIME = "time"


class Reliability(StrEnum):
    """How reliable the source is: the letter of the Admiralty system (NATO AJP-2.1)."""

    COMPLETE = "A"
    """completely reliable"""
    USUAL = "B"
    """usually reliable"""
    FAIR = "C"
    """fairly reliable"""
    UNUSUAL = "D"
    """not usually reliable"""
    NONE = "E"
    """unreliable"""
    UNKNOWN = "F"
    """reliability cannot be judged"""


class Credibility(StrEnum):
    """How credible what it tells is: the digit of the Admiralty system."""

    CONFIRMED = "1"
    """confirmed by other independent sources"""
    PROBABLE = "2"
    """probably true"""
    POSSIBLE = "3"
    """possibly true"""
    DOUBTFUL = "4"
    """doubtful"""
    IMPROBABLE = "5"
    """improbable"""
    UNKNOWN = "6"
    """truth cannot be judged"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """The Admiralty grade of an event: two axes that are never made one."""

    reliability: Reliability = Reliability.UNKNOWN
    credibility: Credibility = Credibility.UNKNOWN
    why: tuple[str, ...] = ()
    """the reason of the letter and that of the digit"""

    @property
    def code(self) -> str:
        """Both in one word, such as "B2"."""
        return f"{self.reliability}{self.credibility}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A participant of an event under the fullest name it was given."""

    name: str
    actor: Actor | None = None
    claims: tuple[str, ...]
    """ids of the claims that name it"""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPlace:
    """A place of an event with its role."""

    name: str
    role: PlaceRole
    place: Place | None = None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """One figure of an event over all who give it: UCDP's low, best and high, and ACLED's."""

    what: FigureKind
    least: int | None
    best: int | None
    most: int | None
    conservative: int | None = None
    """the lowest of what each independent source said last: what ACLED records"""
    rule: str
    """the rule that chose `best`"""
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One side of a dispute: a value and the claims that hold it."""

    value: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Where the sources of one event disagree."""

    field: DisputeField
    accounts: tuple[Account, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One independent source: reports and voices that go back to the same mouth count once."""

    name: str
    kind: VoiceKind
    reports: tuple[str, ...]
    claims: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What the claims of many reports tell of one happening. It points to its claims; they
    are never merged away."""

    id: str
    kind: Kind
    mode: str | None = None
    summary: str
    """one line made of the fields, such as "rebels took Hama" """
    actors: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()
    places: tuple[EventPlace, ...] = ()
    earliest: date | None = None
    latest: date | None = None
    means: Means | None = None
    tolls: tuple[Toll, ...] = ()
    realis: Realis = Realis.ACTUAL
    background: bool = False
    """told only as earlier context, never as the news of a report"""
    status: Status = Status.REPORTED
    grade: Grade = Grade()
    origins: tuple[Origin, ...] = ()
    """the independent sources; their number is what counts"""
    disputes: tuple[Dispute, ...] = ()
    claims: tuple[str, ...]
    reports: tuple[str, ...]
    first_told: date | None = None
    """day of publication of the earliest report"""
    last_told: date | None = None
    score: float
    why: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.claims:
            raise ValueError("an event without claims cannot be made")


# ── the situation on a day, as known by a day ────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """Who holds a place."""

    place: Place
    holder: Party | None
    """`None` where only the loss is known"""
    since: date | None
    contested: bool
    origins: int
    """how many independent sources say so"""
    events: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """People or forces that went from place to place."""

    event: str
    who: tuple[Party, ...]
    count: Count | None
    origins: tuple[EventPlace, ...]
    stops: tuple[EventPlace, ...]
    destinations: tuple[EventPlace, ...]
    means: Means | None
    mode: str | None
    realis: Realis
    earliest: date | None
    latest: date | None


class TieKind(StrEnum):
    """What somebody does to another, again and again."""

    FIGHTS = "fights"
    """attacks them, or takes a place from them"""
    ARMS = "arms"
    """gives them weapons, training, fighters"""
    AIDS = "aids"
    """gives them money, relief, refuge"""
    SUPPORTS = "supports"
    """backs them in words"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """One edge of the graph of who fights, arms, aids and supports whom."""

    kind: TieKind
    actor: Actor
    """who does it"""
    target: Actor
    """to whom"""
    earliest: date
    latest: date
    """days of the first and the last event that tells of it"""
    contested: bool
    """every event that tells of it is contested"""
    origins: int
    """how many independent sources say so"""
    events: tuple[str, ...]


GAP_DAYS = 7
"""A week without news of a place is a gap, unless another number of days is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A place that was in the news, and of which nothing has been heard since."""

    place: Place
    last_told: date
    """day of publication of the last report with news of it"""
    days: int
    """without news since then"""
    reports: int
    """with news of it before"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """Who holds what and who moved where on `day`, from what was published by `known_by`."""

    day: date
    known_by: date
    control: tuple[Hold, ...] = ()
    movements: tuple[Movement, ...] = ()
    ties: tuple[Tie, ...] = ()
    gap_days: int = GAP_DAYS
    """without news for so many days, a place is a gap"""
    gaps: tuple[Gap, ...] = ()
    left_out: tuple[str, ...] = ()
    """one line for each event that could not be placed on the map or in time, and why"""


# ── what changed between two days ────────────────────────────────────────────────────────


class ChangeKind(StrEnum):
    """What became of an event between two days."""

    CONTESTED = "contested"
    """told before, and contradicted only now"""
    UPDATED = "updated"
    """told before, and otherwise now"""
    NEW = "new"
    """first told in these days"""


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldChange:
    """A place that came into other hands, or became contested, or no longer is."""

    before: Hold | None
    """`None` where nothing was known of it"""
    after: Hold


@dataclass(frozen=True, slots=True, kw_only=True)
class EventChange:
    """An event that is told otherwise than before, or was not told before."""

    change: ChangeKind
    event: Event
    """as it was told by the later day"""
    before: tuple[str, ...] = ()
    """ids of the events that its claims had made by the earlier day"""
    what: tuple[str, ...] = ()
    """one line for each thing that is told otherwise"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What happened, and what was told, after the day `since` and by the end of the day `until`,
    from what was published by `known_by`."""

    since: date
    until: date
    known_by: date
    control: tuple[HoldChange, ...] = ()
    movements: tuple[Movement, ...] = ()
    """those that began in these days"""
    events: tuple[EventChange, ...] = ()
