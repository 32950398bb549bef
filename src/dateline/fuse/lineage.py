"""Claim -> Mouth: where it comes from in the end.

A source is followed to the mouth it comes from: a paper that prints a wire to the wire,
a claim under "the Observatory said" to the Observatory. Nameless sources ("three
officials") are no more than the outlet that heard them, so they count as that outlet.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.actors import is_local
from dateline.alike.names import is_class
from dateline.copies import Copy, Trace, canonical_outlet, find_outlets, find_runs
from dateline.types import Actor, Claim, Report, Voice, VoiceKind

NAMED, OUTLET = "name ", "outlet "
"""How the keys of named sources and of outlets start."""
HEARD_BY = ", heard by "
"""Stands between nameless speakers and the outlet that they count as."""
PERSON_WORDS = frozenset(
    "source official officer spokesman spokeswoman spokesperson commander diplomat aide adviser witness "
    "resident soldier fighter member lawmaker politician doctor".split()
)
"""A voice that ends in one of these is some person of an institution."""
WHOLE_STANDS, PART_STANDS = 0.2, 0.5
"""So much of a claim's evidence must stand in the report that was copied whole or in part."""


@dataclass(frozen=True, slots=True)
class Lineage:
    """Who copied whom, ready to be asked."""

    reports: Mapping[str, Report]
    wholes: Mapping[str, str]
    parts: Mapping[str, tuple[str, ...]]
    credits: Mapping[str, str]
    cited: Mapping[str, str]
    """the one outlet that a report cites by name, which its "the newspaper" then means"""
    outlets: Mapping[str, str]
    """names of the outlets at hand by their full and short forms: "the courier" is the Example Courier's"""


@dataclass(frozen=True, slots=True)
class Mouth:
    """Where one claim comes from in the end."""

    key: str
    name: str
    kind: VoiceKind
    how: str | None = None
    """how the claim came from there to its report, if not directly"""
    copied: str | None = None
    """the report at hand that the claim was copied from"""

    @property
    def is_outlet(self) -> bool:
        """Is there nobody named but the outlet?"""
        return self.key.startswith(OUTLET)


def trace_lineage(
    copies: Iterable[Copy], *, reports: Mapping[str, Report], claims: Iterable[Claim] = ()
) -> Lineage:
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
        cited=_find_cited(claims, reports),
        outlets=_find_short_names(reports.values()),
    )


def _find_cited(claims: Iterable[Claim], reports: Mapping[str, Report]) -> dict[str, str]:
    """For reports with a voice such as "the newspaper": the only outlet they name beside their own."""
    known = {
        canonical_outlet(report.publisher).casefold(): canonical_outlet(report.publisher)
        for report in reports.values()
        if report.publisher
    }
    vague = {
        claim.report
        for claim in claims
        if any(voice.kind is VoiceKind.MEDIA and not _is_outlet_name(voice) for voice in claim.voices)
    }
    named = {
        key: set(find_outlets(reports[key].text, outlets=known)) - {_own_outlet(reports[key])}
        for key in vague & reports.keys()
    }
    return {report: min(names) for report, names in named.items() if len(names) == 1}


def _own_outlet(report: Report) -> str:
    return canonical_outlet(report.publisher) if report.publisher else f"report {report.id}"


def _name_outlet(voice: Voice) -> str:
    is_known = voice.actor is not None and not is_class(voice.actor)
    return canonical_outlet(voice.actor.name if voice.actor and is_known else voice.text)


def _is_outlet_name(voice: Voice) -> bool:
    return any(letter.isupper() for letter in voice.text.removeprefix("The "))


def _find_short_names(reports: Iterable[Report]) -> dict[str, str]:
    """The names, and the last words of names that only one outlet ends with."""
    names = {canonical_outlet(report.publisher) for report in reports if report.publisher}
    endings = [
        (" ".join(words[at:]), name)
        for name in names
        for words in (name.casefold().split(),)
        for at in range(len(words))
    ]
    counts = Counter(ending for ending, _ in endings)
    return {ending: name for ending, name in endings if counts[ending] == 1}


# ── one claim to its mouth ───────────────────────────────────────────────────────────────


def find_mouths(claims: Sequence[Claim], *, lineage: Lineage) -> dict[str, Mouth]:
    """The mouth of each claim of one event, by the ids of the claims."""
    mouths = {claim.id: _find_mouth(claim, lineage) for claim in claims}
    return {claim.id: _take_from_source(claim, claims, mouths) for claim in claims}


def _take_from_source(claim: Claim, claims: Sequence[Claim], mouths: Mapping[str, Mouth]) -> Mouth:
    """A copy that left out who says so has it from whom its source has it."""
    mouth = mouths[claim.id]
    if mouth.copied is None or claim.voices:
        return mouth
    runs = find_evidence_runs(claim)
    origins = [
        mouths[other.id]
        for other in claims
        if other.report == mouth.copied and other.voices and runs & find_evidence_runs(other)
    ]
    return replace(origins[0], how=mouth.how) if origins else mouth


def _find_mouth(claim: Claim, lineage: Lineage) -> Mouth:
    outlet = _find_outlet(claim, lineage)
    if not claim.voices:
        return outlet
    for voice in claim.voices:
        if _is_media(voice, lineage):
            outlet = _find_cited_outlet(voice, claim, lineage) or outlet
    last = claim.voices[-1]
    if _is_media(last, lineage):
        return outlet
    if last.actor and is_local(last.actor):
        return Mouth(f"{NAMED}{last.actor.name.casefold()}", last.actor.name, last.kind, outlet.how)
    if last.actor and _is_identified(last, last.actor):
        return Mouth(f"actor {last.actor.id}", last.actor.name, last.kind, outlet.how)
    if last.named:
        return Mouth(f"{NAMED}{last.text.casefold()}", last.text, last.kind, outlet.how)
    return Mouth(outlet.key, f"{last.text}{HEARD_BY}{outlet.name}", last.kind, outlet.how)


def name_teller(mouth_name: str) -> str:
    """Whose record it goes to: that of the outlet, where it heard somebody nameless."""
    return mouth_name.rpartition(HEARD_BY)[2]


def _is_identified(voice: Voice, actor: Actor) -> bool:
    """Is it somebody, or an institution ("the army"), and not just some of its people?"""
    if voice.named or not is_class(actor):
        return True
    last_word = voice.text.split()[-1].casefold()
    is_people = last_word.endswith("s") or last_word in PERSON_WORDS or voice.count is not None
    return actor.country is not None and voice.text.casefold().startswith("the ") and not is_people


def _outlet_mouth(name: str, *, how: str | None, copied: str | None = None) -> Mouth:
    return Mouth(f"{OUTLET}{name.casefold()}", name, VoiceKind.MEDIA, how, copied)


def _is_media(voice: Voice, lineage: Lineage) -> bool:
    """An outlet at hand is one whatever the reader took it for."""
    return voice.kind is VoiceKind.MEDIA or canonical_outlet(voice.text).casefold() in lineage.outlets


def _find_cited_outlet(voice: Voice, claim: Claim, lineage: Lineage) -> Mouth | None:
    name = _name_outlet(voice) if _is_outlet_name(voice) else lineage.cited.get(claim.report)
    if name is None:
        return None
    full = lineage.outlets.get(name.casefold(), name)
    return _outlet_mouth(full, how=f"through {full}")


def _find_outlet(claim: Claim, lineage: Lineage) -> Mouth:
    """The outlet whose words these are in the end, and the way there."""
    report, seen = claim.report, {claim.report}
    while (source := _find_source(report, claim, lineage)) and source not in seen:
        report = source
        seen.add(source)
    copied = report if report != claim.report else None
    credited = lineage.credits.get(report)
    if credited:
        return _outlet_mouth(credited, how=f"credits {credited}", copied=copied)
    known = lineage.reports.get(report)
    name = _own_outlet(known) if known else f"report {report}"
    return _outlet_mouth(name, how=f"copies {report}" if copied else None, copied=copied)


def _find_source(report: str, claim: Claim, lineage: Lineage) -> str | None:
    """The report that `report` has this claim from: a copy need not have all from its source."""
    whole = lineage.wholes.get(report)
    sources: list[str] = [whole] if whole else []
    for source in [*sources, *lineage.parts.get(report, ())]:
        if _stands_in(claim, lineage.reports[source], least=WHOLE_STANDS if source == whole else PART_STANDS):
            return source
    return None


def _stands_in(claim: Claim, source: Report, *, least: float) -> bool:
    """Do so many of the evidence's runs of five words stand in the source? Evidence too short
    to have any is held to be copied with the rest."""
    runs = find_evidence_runs(claim)
    return not runs or len(runs & find_runs(source.text)) >= least * len(runs)


def find_evidence_runs(claim: Claim) -> frozenset[int]:
    """The runs of five words of a claim's evidence."""
    return find_runs(" ".join(span.text for span in claim.evidence))
