"""Report, Report, … -> Copy, Copy, …: who has it from whom.

A copy is no second source. Three traces give it away: the same run of words in two
reports (whole or in part; who printed first is the source), a line of credit ("(AP) –",
"first reported by the Post"), and the same words in quotation marks, which say that two
outlets heard one speaker and not that one copied the other.

Runs of words are found by sampling: every run of five words is hashed and the hashes
divisible by four are looked up, so that the cost grows with the text and not with the
number of pairs (Broder 1997; docs/decisions says why no MinHash).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from zlib import crc32

from dateline.types import Report

RUN_WORDS = 5
SAMPLE = 4
"""One run in so many is looked up; what it finds is then counted exactly."""
CROWD = 40
CROWD_FIRSTS = 3
"""Where more reports than a crowd share a run of words, each is compared with the first ones only."""
WHOLE_SHARE = 0.6
PART_SHARE = 0.15
PART_RUNS = 10
"""A part that counts: two sentences or so, and a seventh of the report."""
QUOTE_WORDS = 6
"""Shorter quotations are common phrases."""
TOP_CHARACTERS = 160
"""A date line with its credit stands at the top of the body."""
LINE_CHARACTERS = 120
"""A line of credit is short."""
NAME_WORDS = 6

WORD = re.compile(r"[^\W_]+")
QUOTED = re.compile(r"[“\"]([^“”\"]{20,600})[”\"]")
DATE_LINE = re.compile(r"^[^\n(]{0,60}\((?P<name>[A-Z][^()\n]{1,40})\)\s*[-–—:]")
CREDITING = re.compile(
    r"\bcontributed to (?:this|the) (?:report|story|article)"
    r"|\bfirst (?:reported|published|carried) (?:by|in)\b|\bfirst to report\b"
    r"|\b(?:with|additional) (?:reporting|material) (?:by|from)\b",
    re.IGNORECASE,
)
"""A sentence that says whose work it is, wherever it stands."""
SENTENCE_END = re.compile(r"[.\n]")
OUTLET_SORT = re.compile(r"(?:'s|(?: news)? agency| newspaper| magazine| website)$", re.IGNORECASE)
"""What an outlet is, behind its name."""
PICTURE = re.compile(
    r"\b(?:photos?|photograph\w*|pictures?|images?|getty|video|caption|illustration|map|graphic|file)\b",
    re.IGNORECASE,
)
"""Whose picture it is says nothing about whose news it is."""

WIRES: Mapping[str, str] = {
    "ap": "Associated Press",
    "associated press": "Associated Press",
    "afp": "Agence France-Presse",
    "agence france-presse": "Agence France-Presse",
    "agence france presse": "Agence France-Presse",
    "reuters": "Reuters",
    "thomson reuters": "Reuters",
    "dpa": "dpa",
    "deutsche presse-agentur": "dpa",
    "efe": "EFE",
    "ansa": "ANSA",
    "tass": "TASS",
    "interfax": "Interfax",
    "ria novosti": "RIA Novosti",
    "ria": "RIA Novosti",
    "xinhua": "Xinhua",
    "anadolu": "Anadolu Agency",
    "anadolu agency": "Anadolu Agency",
    "sana": "SANA",
    "irna": "IRNA",
    "upi": "United Press International",
    "united press international": "United Press International",
    "pa": "PA Media",
    "press association": "PA Media",
    "kyodo": "Kyodo News",
    "kyodo news": "Kyodo News",
    "yonhap": "Yonhap",
    "pti": "Press Trust of India",
    "press trust of india": "Press Trust of India",
    "ukrinform": "Ukrinform",
}
"""Agencies by the names they are credited under."""


class Trace(StrEnum):
    """What gives a copy away."""

    WHOLE = "whole"
    """most of the report's words stand in the other"""
    PART = "part"
    """some sentences of the report stand in the other"""
    CREDIT = "credit"
    """the report names an outlet as where it has its news from"""
    QUOTATION = "quotation"
    """both hold the same words in quotation marks: one speaker, two outlets"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """`report` has something from `of`, a report at hand, or from `outlet`, or both."""

    report: str
    of: str | None
    outlet: str | None
    trace: Trace
    share: float
    """how much of the report's words is shared, 0 to 1; 0 for a mere line of credit"""
    why: str


def find_copies(reports: Sequence[Report]) -> tuple[Copy, ...]:
    """Every copy among `reports` and every line of credit, in the order of the report ids."""
    known = {report.id: report for report in reports}
    credited = list(_find_credits(known))
    found = [
        *credited,
        *_find_shared_runs(known, _rank_outlets(known, credited)),
        *_find_shared_quotations(known),
    ]
    return tuple(sorted(found, key=lambda copy: (copy.report, copy.trace, copy.of or "", copy.outlet or "")))


def canonical_outlet(name: str) -> str:
    """One name for an outlet however it is written: "the AP" is the Associated Press."""
    plain = " ".join(name.replace("’", "'").split()).strip(" .,:;-–—()")
    plain = re.sub(r"^the ", "", plain, flags=re.IGNORECASE)
    plain = OUTLET_SORT.sub("", plain)
    return WIRES.get(plain.casefold(), plain)


def find_runs(text: str) -> frozenset[int]:
    """Hashes of all runs of five words."""
    words = [match.group().casefold() for match in WORD.finditer(text)]
    if len(words) < RUN_WORDS:
        return frozenset()
    return frozenset(
        crc32(" ".join(words[at : at + RUN_WORDS]).encode()) for at in range(len(words) - RUN_WORDS + 1)
    )


def _without_quotations(text: str) -> str:
    return QUOTED.sub(" ", text)


# ── runs of words ────────────────────────────────────────────────────────────────────────


def _find_shared_runs(known: Mapping[str, Report], rank: Mapping[str, int]) -> Iterator[Copy]:
    runs = {report.id: find_runs(_without_quotations(report.text)) for report in known.values()}
    sampled = {key: {run for run in value if run % SAMPLE == 0} for key, value in runs.items()}
    ordered = sorted(known.values(), key=lambda each: (_find_day(each), rank[each.id], *_by_length(each)))
    for source, copier in _find_pairs({report.id: sampled[report.id] for report in ordered}):
        shared = len(runs[source] & runs[copier])
        share = shared / max(1, len(runs[copier]))
        if shared >= PART_RUNS and max(share, shared / max(1, len(runs[source]))) >= PART_SHARE:
            yield _make_copy(known[source], known[copier], share=share)


def _rank_outlets(known: Mapping[str, Report], credited: Sequence[Copy]) -> dict[str, int]:
    """Who is likely first among reports of one day: agencies and outlets that others credit
    come before the rest, and those that credit others after them."""
    sources = {copy.outlet for copy in credited} | set(WIRES.values())
    takers = {copy.report for copy in credited}
    return {
        key: 0 if canonical_outlet(report.publisher or "") in sources else 2 if key in takers else 1
        for key, report in known.items()
    }


def _find_day(report: Report) -> int:
    return report.published.toordinal() if report.published else 10**7


def _by_length(report: Report) -> tuple[int, str]:
    """The longer text first: papers cut more often than they add."""
    return -len(report.text), report.id


def _find_pairs(sets: Mapping[str, Iterable[int]]) -> list[tuple[str, str]]:
    """Pairs, in the order of `sets`, that share two sampled runs or more."""
    holders: dict[int, list[str]] = defaultdict(list)
    for key, items in sets.items():
        for item in items:
            holders[item].append(key)
    shared = Counter(pair for keys in holders.values() for pair in _pair_up(keys))
    return [pair for pair, count in shared.items() if count >= 2]


def _pair_up(keys: Sequence[str]) -> Iterator[tuple[str, str]]:
    """All pairs of a few; of a crowd each with the first ones, for a story that a hundred papers
    print has its source among them."""
    for at, key in enumerate(keys[: CROWD_FIRSTS if len(keys) > CROWD else None]):
        yield from ((key, other) for other in keys[at + 1 :])


def _print_order(report: Report) -> tuple[int, str]:
    return _find_day(report), report.id


def _make_copy(source: Report, copier: Report, *, share: float) -> Copy:
    trace = Trace.WHOLE if share >= WHOLE_SHARE else Trace.PART
    same_day = source.published == copier.published
    order = "same day: the order is a guess" if same_day else f"printed first on {source.published}"
    return Copy(
        report=copier.id,
        of=source.id,
        outlet=canonical_outlet(source.publisher) if source.publisher else None,
        trace=trace,
        share=round(min(share, 1.0), 3),
        why=f"{share:.0%} of its runs of five words stand in {source.id}, {order}",
    )


# ── lines of credit ──────────────────────────────────────────────────────────────────────


def _find_credits(known: Mapping[str, Report]) -> Iterator[Copy]:
    by_outlet: dict[str, list[Report]] = defaultdict(list)
    for report in sorted(known.values(), key=_print_order):
        if report.publisher:
            by_outlet[canonical_outlet(report.publisher).casefold()].append(report)
    names = {key: canonical_outlet(reports[0].publisher or "") for key, reports in by_outlet.items()}
    for report in known.values():
        credit = find_credit(report, outlets=names)
        if credit:
            outlet, words = credit
            yield Copy(
                report=report.id,
                of=_find_credited(report, by_outlet.get(outlet.casefold(), [])),
                outlet=outlet,
                trace=Trace.CREDIT,
                share=0.0,
                why=f"credits {outlet}: {words!r}",
            )


def find_credit(report: Report, *, outlets: Mapping[str, str]) -> tuple[str, str] | None:
    """The outlet that `report` has its news from and the words that say so; `None` where it
    credits nobody but itself. `outlets` are further names to know, in lower case."""
    own = canonical_outlet(report.publisher).casefold() if report.publisher else None
    for outlet, words in _find_credit_words(report, outlets):
        if outlet.casefold() != own:
            return outlet, " ".join(words.split())
    return None


def _find_credit_words(report: Report, outlets: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    body = report.text[report.body_start :]
    if match := DATE_LINE.match(body[:TOP_CHARACTERS]):
        yield canonical_outlet(match["name"]), match.group()
    last_line = body.rstrip().rsplit("\n", 1)[-1]
    zones = [sentence for sentence in SENTENCE_END.split(body) if CREDITING.search(sentence)]
    lines = [line for line in (*report.furniture, last_line) if len(line) <= LINE_CHARACTERS]
    for zone in (*zones, *(line for line in lines if _is_credit_line(line, last_line))):
        yield from ((outlet, zone) for outlet in find_outlets(zone, outlets=outlets))


def _is_credit_line(line: str, last_line: str) -> bool:
    """The last line of the body is a credit only where it is no sentence."""
    is_sentence = line is last_line and (len(line.split()) > NAME_WORDS or line.endswith((".", "”", '"')))
    return not is_sentence and not PICTURE.search(line)


def find_outlets(text: str, *, outlets: Mapping[str, str]) -> Iterator[str]:
    """The outlets that `text` names, agencies and those of `outlets`, longest names first."""
    words = [word.strip(".,:;()[]–—-/'’") for word in re.split(r"[\s/]+", text)]
    taken: set[int] = set()
    for length in range(min(NAME_WORDS, len(words)), 0, -1):
        for at in range(len(words) - length + 1):
            place = set(range(at, at + length))
            outlet = _find_outlet(" ".join(words[at : at + length]), outlets)
            if outlet and not place & taken:
                taken |= place
                yield outlet


def _find_outlet(name: str, outlets: Mapping[str, str]) -> str | None:
    plain = canonical_outlet(name).casefold()
    if name.casefold() in WIRES:
        # "AP" is an agency, "ap" and "Pa" are not; only dpa writes itself small.
        return WIRES[name.casefold()] if len(name) > 4 or name.isupper() or name == "dpa" else None
    return outlets.get(plain) if plain in outlets and name[:1].isupper() else None


def _find_credited(report: Report, candidates: Sequence[Report]) -> str | None:
    """The latest report of the credited outlet that was out by then, within three days."""
    if report.published is None:
        return None
    out = [
        other
        for other in candidates
        if other.id != report.id and other.published and 0 <= (report.published - other.published).days <= 3
    ]
    return max(out, key=lambda other: (other.published, other.id)).id if len(out) == 1 else None


# ── quotations ───────────────────────────────────────────────────────────────────────────


def find_quotations(text: str) -> frozenset[str]:
    """The quotations of six words and more, in lower case without punctuation."""
    quotes = (" ".join(WORD.findall(match[1].casefold())) for match in QUOTED.finditer(text))
    return frozenset(quote for quote in quotes if len(quote.split()) >= QUOTE_WORDS)


def _find_shared_quotations(known: Mapping[str, Report]) -> Iterator[Copy]:
    holders: dict[str, list[Report]] = defaultdict(list)
    for report in known.values():
        for quote in find_quotations(report.text):
            holders[quote].append(report)
    seen: set[tuple[str, str]] = set()
    for quote in sorted(holders):
        first, *others = sorted(holders[quote], key=_print_order)
        for other in others:
            if (first.id, other.id) not in seen:
                seen.add((first.id, other.id))
                yield _make_shared_quotation(first, other, quote)


def _make_shared_quotation(first: Report, other: Report, quote: str) -> Copy:
    return Copy(
        report=other.id,
        of=first.id,
        outlet=canonical_outlet(first.publisher) if first.publisher else None,
        trace=Trace.QUOTATION,
        share=0.0,
        why=f"both quote {quote[:60]!r}",
    )
