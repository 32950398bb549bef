"""Counts the independent sources of the cases in tests/circular/*.md, and how often the count is right.

tests/circular/README.md says how a case is written. The claims are built from the marks in the
text, so that what is measured is copies and fusing, not the reading of text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from dateline.fuse import fuse_claims
from dateline.types import (
    Basis,
    Claim,
    Event,
    Extent,
    Kind,
    Participant,
    Place,
    PlaceRef,
    PlaceRole,
    Realis,
    Report,
    Span,
    Speech,
    Stance,
    Voice,
    VoiceKind,
    When,
)

HERE = Path(__file__).parent / "circular"
LEAST_RIGHT = 0.9
"""The bar: so many of the counts are right."""

PLACES = {
    name: Place(name=name, kind="city", country=country, lat=lat, lon=lon, radius_km=8)
    for name, country, lat, lon in (
        ("Hama", "SYR", 35.13, 36.75),
        ("Homs", "SYR", 34.73, 36.71),
        ("Idlib", "SYR", 35.93, 36.63),
        ("Damascus", "SYR", 33.51, 36.29),
        ("Syria", "SYR", 35.0, 38.0),
        ("Doha", "QAT", 25.28, 51.53),
        ("Norvale", None, 51.1, -4.2),
        ("Qusaya", None, 49.4, -2.9),
        ("Karsa", None, 47.2, 1.3),
        ("Dolma", None, 46.1, 3.7),
        ("Ilva", None, 44.9, 5.2),
    )
}
FROM = {Kind.MOVE, Kind.RETREAT}

MARK = re.compile(
    r"\*\*(?P<trigger>[^*]+)\*\*(?P<flags>(?:!\w+)*)|\[(?P<voice>[^\]]+)\]\((?P<about>[\w ]+)\)"
)
HEADING = re.compile(r"(?P<outlet>.+), (?P<day>\d{4}-\d\d-\d\d|no date)")


@dataclass(frozen=True, slots=True)
class Happening:
    """What all reports of a case tell of."""

    kind: Kind
    mode: str | None
    actor: str | None
    place: str
    day: date


@dataclass(frozen=True, slots=True)
class Mark:
    """A trigger or a voice in the text, offsets in the text without marks."""

    span: Span
    flags: tuple[str, ...]
    """of a trigger: denies, hedged, …; of a voice: its kind, `named`, its place in the chain"""
    is_trigger: bool


@dataclass(frozen=True, slots=True)
class Case:
    """One happening as several reports tell it, and how many sources stand behind it."""

    name: str
    independent: int
    reports: tuple[Report, ...]
    claims: tuple[Claim, ...]
    later: str | None


# ── reading the Markdown ─────────────────────────────────────────────────────────────────


def parse_case(name: str, block: str) -> Case:
    head, *parts = re.split(r"^### ", block, flags=re.MULTILINE)
    fields = dict(re.findall(r"^(\w+): (.+)$", head, flags=re.MULTILINE))
    happening = parse_happening(fields["happening"])
    told = [parse_report(f"{name} {at}", part, happening) for at, part in enumerate(parts, start=1)]
    return Case(
        name=name,
        independent=int(fields["independent"]),
        reports=tuple(report for report, _ in told),
        claims=tuple(claim for _, claims in told for claim in claims),
        later=fields.get("later"),
    )


def parse_happening(line: str) -> Happening:
    what, actor, place, day = (part.strip() for part in line.split("|"))
    kind, _, mode = what.partition(" ")
    return Happening(
        Kind(kind), mode or None, None if actor == "-" else actor, place, date.fromisoformat(day)
    )


def parse_report(key: str, part: str, happening: Happening) -> tuple[Report, list[Claim]]:
    heading, _, rest = part.partition("\n")
    named = HEADING.fullmatch(heading.strip())
    assert named, f"{key}: {heading!r} is not an outlet and a day"
    fields = dict(re.findall(r"^(title|credit): (.+)$", rest, flags=re.MULTILINE))
    marked = "\n".join(line[1:].strip() for line in rest.splitlines() if line.startswith(">"))
    title = fields.get("title")
    text, marks = read_marks(marked, offset=len(title) + 2 if title else 0)
    report = Report(
        id=re.sub(r"\W+", "-", key),
        text=f"{title}\n\n{text}" if title else text,
        title=title,
        published=None if named["day"] == "no date" else date.fromisoformat(named["day"]),
        publisher=named["outlet"],
        furniture=(fields["credit"],) if "credit" in fields else (),
    )
    return report, list(make_claims(report, marks, happening))


def read_marks(marked: str, *, offset: int) -> tuple[str, list[Mark]]:
    """The text without marks, and the marks with their offsets in it."""
    text, marks, last = "", [], 0
    for found in MARK.finditer(marked):
        text += marked[last : found.start()]
        last = found.end()
        words = found["trigger"] or found["voice"]
        start = offset + len(text)
        flags = re.findall(r"\w+", found["flags"] if found["trigger"] else found["about"])
        marks.append(Mark(Span(start, start + len(words), words), tuple(flags), bool(found["trigger"])))
        text += words
    return text + marked[last:], marks


# ── marks -> claims ──────────────────────────────────────────────────────────────────────


def paragraphs_of(report: Report) -> Iterator[Span]:
    for found in re.finditer(r"[^\n]+", report.text):
        if found.start() >= report.body_start:
            yield Span(found.start(), found.end(), found.group())


def make_claims(report: Report, marks: Sequence[Mark], happening: Happening) -> Iterator[Claim]:
    """One claim for each paragraph with a trigger."""
    for paragraph in paragraphs_of(report):
        inside = [mark for mark in marks if paragraph.holds(mark.span)]
        trigger = next((mark for mark in inside if mark.is_trigger), None)
        if trigger:
            voices = sorted((mark for mark in inside if not mark.is_trigger), key=place_in_chain)
            yield make_claim(report, paragraph, trigger, voices, happening)


def place_in_chain(mark: Mark) -> int:
    return next((int(flag) for flag in mark.flags if flag.isdigit()), 0)


def make_claim(
    report: Report, paragraph: Span, trigger: Mark, voices: Sequence[Mark], happening: Happening
) -> Claim:
    flags = set(trigger.flags)
    stance = next((Stance(flag) for flag in flags & set(Stance)), Stance.ASSERTS)
    return Claim(
        id=f"{report.id} {trigger.span.start}",
        report=report.id,
        kind=happening.kind,
        mode=happening.mode,
        trigger=trigger.span,
        actors=tuple(find_actor(paragraph, happening)),
        places=tuple(find_place(paragraph, happening)),
        when=When(earliest=happening.day, latest=happening.day, basis=Basis.RELATIVE),
        voices=tuple(make_voice(mark) for mark in voices),
        speech=Speech.INDIRECT if voices else Speech.OWN,
        stance=stance,
        realis=Realis.NEGATED if "negated" in flags else Realis.ACTUAL,
        hedged="hedged" in flags,
        background="background" in flags,
        evidence=(paragraph,),
        score=0.8,
    )


def find_actor(paragraph: Span, happening: Happening) -> Iterator[Participant]:
    """The actor, where the paragraph says it in the happening's words."""
    at = paragraph.text.casefold().find((happening.actor or "\0").casefold())
    if happening.actor and at >= 0:
        words = paragraph.text[at : at + len(happening.actor)]
        yield Participant(paragraph.start + at, paragraph.start + at + len(words), words)


def find_place(paragraph: Span, happening: Happening) -> Iterator[PlaceRef]:
    """The place, where the paragraph names it."""
    at = paragraph.text.find(happening.place)
    if at >= 0:
        role = PlaceRole.FROM if happening.kind in FROM else PlaceRole.AT
        start = paragraph.start + at
        yield PlaceRef(
            start, start + len(happening.place), happening.place, role, Extent.WHOLE, PLACES[happening.place]
        )


def make_voice(mark: Mark) -> Voice:
    kind = next(VoiceKind(flag) for flag in mark.flags if flag in set(VoiceKind))
    return Voice(mark.span.start, mark.span.end, mark.span.text, kind, "named" in mark.flags)


# ── the tests ────────────────────────────────────────────────────────────────────────────


def parse_file(path: Path) -> Iterator[Case]:
    _, *blocks = re.split(r"^## ", path.read_text("utf-8"), flags=re.MULTILINE)
    for block in blocks:
        name, rest = block.split("\n", 1)
        yield parse_case(f"{path.stem}: {name.strip()}", rest)


CASES = {case.name: case for path in sorted(HERE.glob("[a-z]*.md")) for case in parse_file(path)}


@cache
def events_of(name: str) -> tuple[Event, ...]:
    case = CASES[name]
    return fuse_claims(case.claims, reports={report.id: report for report in case.reports})


def count(name: str) -> int:
    """Sources found, over all events that the happening came out as."""
    return sum(len(event.origins) for event in events_of(name))


def each_case() -> list[object]:
    return [
        pytest.param(
            name,
            id=name,
            marks=[pytest.mark.xfail(reason=case.later, strict=True)] if case.later else [],
        )
        for name, case in CASES.items()
    ]


@pytest.mark.parametrize("name", each_case())
def test_the_independent_sources_are_counted(name: str) -> None:
    told = [
        f"{event.status} {event.summary!r}: {origin.name} ({origin.kind}): {origin.why}"
        for event in events_of(name)
        for origin in event.origins
    ]
    assert count(name) == CASES[name].independent, "\n".join(told)


def test_nine_counts_in_ten_are_right() -> None:
    right = sum(count(name) == case.independent for name, case in CASES.items())
    assert len(CASES) >= 60
    assert right / len(CASES) >= LEAST_RIGHT


def test_the_count_does_not_depend_on_the_order_of_the_claims() -> None:
    for case in CASES.values():
        reports = {report.id: report for report in reversed(case.reports)}
        assert fuse_claims(tuple(reversed(case.claims)), reports=reports) == events_of(case.name), case.name


@pytest.mark.parametrize("name", CASES)
def test_every_case_tells_of_its_happening(name: str) -> None:
    case = CASES[name]
    assert case.claims
    assert {claim.report for claim in case.claims} == {report.id for report in case.reports}
    for claim in case.claims:
        text = next(report.text for report in case.reports if report.id == claim.report)
        spans = [claim.trigger, *claim.voices, *claim.evidence, *claim.actors, *claim.places]
        assert all(text[span.start : span.end] == span.text for span in spans)
