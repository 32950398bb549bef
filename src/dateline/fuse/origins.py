"""Claims of one event -> Origin, …: the independent sources behind it.

A source is followed to the mouth it comes from: a paper that prints a wire to the wire,
a claim under "the Observatory said" to the Observatory. Nameless sources ("three
officials") are no more than the outlet that heard them, so they count as that outlet.
A denial is no support, an outlet's "reportedly" and its background are none where
somebody else says it outright.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.alike.names import likeness_of_names, make_name
from dateline.copies import Copy, Trace, canonical_outlet, find_runs
from dateline.types import Claim, Origin, Realis, Report, Stance, Voice, VoiceKind

SAME_MOUTH = 0.9
"""Names of sources at least this alike are one source."""


@dataclass(frozen=True, slots=True)
class Lineage:
    """Who copied whom, ready to be asked."""

    reports: Mapping[str, Report]
    wholes: Mapping[str, str]
    parts: Mapping[str, tuple[str, ...]]
    credits: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Mouth:
    """Where one claim comes from in the end."""

    key: str
    name: str
    kind: VoiceKind
    how: str | None = None
    """how the claim came from there to its report, if not directly"""


def trace_lineage(copies: Iterable[Copy], *, reports: Mapping[str, Report]) -> Lineage:
    """Each report's source, from the copies found: the best whole copy, the parts, the credit."""
    wholes: dict[str, Copy] = {}
    parts: dict[str, list[str]] = defaultdict(list)
    credited: dict[str, str] = {}
    for copy in copies:
        if copy.trace is Trace.CREDIT and copy.outlet:
            credited[copy.report] = copy.outlet
        elif copy.trace is Trace.PART and copy.of:
            parts[copy.report].append(copy.of)
        elif copy.trace is Trace.WHOLE and copy.of:
            best = wholes.get(copy.report)
            if best is None or copy.share > best.share:
                wholes[copy.report] = copy
    return Lineage(
        reports=reports,
        wholes={report: copy.of for report, copy in wholes.items() if copy.of},
        parts={report: tuple(sources) for report, sources in parts.items()},
        credits=credited,
    )


# ── one claim to its mouth ───────────────────────────────────────────────────────────────


def find_mouth(claim: Claim, *, lineage: Lineage) -> Mouth:
    """Where `claim` comes from in the end."""
    outlet, how = _find_outlet(claim, lineage)
    if not claim.voices:
        return _outlet_mouth(outlet, how)
    for voice in claim.voices[:-1]:
        if voice.kind is VoiceKind.MEDIA:
            outlet, how = _name_of(voice), f"through {_name_of(voice)}"
    last = claim.voices[-1]
    if last.kind is VoiceKind.MEDIA:
        return _outlet_mouth(_name_of(last), how)
    if last.actor:
        return Mouth(f"actor {last.actor.id}", last.actor.name, last.kind, how)
    if last.named:
        words = " ".join(sorted(make_name(last.text).words)) or last.text.casefold()
        return Mouth(f"name {words}", last.text, last.kind, how)
    return Mouth(_outlet_key(outlet), f"{last.text}, heard by {outlet}", last.kind, how)


def _outlet_mouth(outlet: str, how: str | None) -> Mouth:
    return Mouth(_outlet_key(outlet), outlet, VoiceKind.MEDIA, how)


def _outlet_key(outlet: str) -> str:
    return f"outlet {outlet.casefold()}"


def _name_of(voice: Voice) -> str:
    return canonical_outlet(voice.actor.name if voice.actor else voice.text)


def _find_outlet(claim: Claim, lineage: Lineage) -> tuple[str, str | None]:
    """The outlet whose words these are in the end, and the way there."""
    report, seen = claim.report, {claim.report}
    while (source := _find_source(report, claim, lineage)) and source not in seen:
        report = source
        seen.add(source)
    if report in lineage.credits:
        return lineage.credits[report], f"credits {lineage.credits[report]}"
    known = lineage.reports.get(report)
    name = canonical_outlet(known.publisher) if known and known.publisher else f"report {report}"
    return name, f"copies {report}" if report != claim.report else None


def _find_source(report: str, claim: Claim, lineage: Lineage) -> str | None:
    if report in lineage.wholes:
        return lineage.wholes[report]
    for source in lineage.parts.get(report, ()):
        if _stands_in(claim, lineage.reports[source]):
            return source
    return None


def _stands_in(claim: Claim, source: Report) -> bool:
    """Is the claim's evidence in the source, word for word?"""
    runs = find_runs(" ".join(span.text for span in claim.evidence))
    return bool(runs) and len(runs & find_runs(source.text)) >= len(runs) / 2


# ── the claims of an event to its origins ────────────────────────────────────────────────


def is_support(claim: Claim) -> bool:
    """Does the claim say that it happened? A denial and a "did not" do not."""
    return claim.stance in (Stance.ASSERTS, Stance.ACCUSES) and claim.realis is not Realis.NEGATED


def find_origins(claims: Sequence[Claim], *, lineage: Lineage) -> tuple[Origin, ...]:
    """The independent sources of the claims that support an event, the best backed first."""
    mouths = {claim.id: find_mouth(claim, lineage=lineage) for claim in claims if is_support(claim)}
    withdrawn = _find_withdrawn(claims, lineage)
    by_key: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.id in mouths and mouths[claim.id].key not in withdrawn:
            by_key[_join_key(mouths[claim.id], by_key)].append(claim)
    firm = {key: group for key, group in by_key.items() if any(_is_firm(claim) for claim in group)}
    origins = [_make_origin(group, mouths) for group in (firm or by_key).values()]
    return tuple(sorted(origins, key=lambda origin: (-len(origin.reports), origin.name)))


def _join_key(mouth: Mouth, known: Mapping[str, list[Claim]]) -> str:
    """The key of a mouth already met under a like name, else its own."""
    if mouth.key in known or not mouth.key.startswith("name "):
        return mouth.key
    name = make_name(mouth.name)
    for key in known:
        if key.startswith("name ") and (likeness_of_names(name, make_name(key[5:])) or 0) >= SAME_MOUTH:
            return key
    return mouth.key


def _is_firm(claim: Claim) -> bool:
    """Is it told outright, and as the news?"""
    return bool(claim.voices) or not (claim.hedged or claim.background)


def _make_origin(claims: Sequence[Claim], mouths: Mapping[str, Mouth]) -> Origin:
    first = mouths[claims[0].id]
    reports = tuple(sorted({claim.report for claim in claims}))
    ways = sorted({f"{claim.report} {how}" for claim in claims if (how := mouths[claim.id].how)})
    why = f"{len(reports)} report{'s' if len(reports) > 1 else ''} go back to {first.name}"
    return Origin(
        name=first.name,
        kind=first.kind,
        reports=reports,
        claims=tuple(claim.id for claim in claims),
        why=f"{why}: {'; '.join(ways)}" if ways else why,
    )


def _find_withdrawn(claims: Sequence[Claim], lineage: Lineage) -> set[str]:
    """Mouths that first told it and later said that it is not so."""
    told: set[str] = set()
    withdrawn: set[str] = set()
    for claim in claims:
        key = find_mouth(claim, lineage=lineage).key
        if is_support(claim):
            told.add(key)
        elif key in told:
            withdrawn.add(key)
    return withdrawn
