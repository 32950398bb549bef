"""Claim -> Telling, …: what is compared and grouped.

Most claims are one telling. A claim that four towns were taken is four: the report may
be the only source for three of them and one of six for the fourth. Tellings of one claim
that end in the same company are put together again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.alike import Facts, find_facts
from dateline.alike.facts import NO_STORY, find_story
from dateline.types import Claim, Kind, PlaceRef, PlaceRole, Report

MANY_PLACES = frozenset({Kind.CONTROL})
"""Kinds whose places are happenings of their own."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A claim, or the part of it that tells of some of its places."""

    claim: Claim
    places: tuple[PlaceRef, ...]
    report: Report | None
    facts: Facts

    @property
    def order(self) -> tuple[int, str, int, str, str]:
        """First told comes first; ties are settled by what the claim says, never by arrival."""
        printed = self.report.published if self.report else None
        day = printed.toordinal() if printed else 10**7
        return day, self.claim.report, self.claim.trigger.start, self.claim.id, self.part

    @property
    def part(self) -> str:
        """What tells the tellings of one claim apart."""
        return "|".join(ref.text for ref in self.places)


def find_tellings(claims: Iterable[Claim], *, reports: Mapping[str, Report]) -> list[Telling]:
    """The tellings of all claims, first told first; a claim given twice counts once."""
    stories = {key: find_story(report) for key, report in reports.items()}
    unique = {claim.id: claim for claim in claims}
    found = [
        Telling(claim, places, report, facts)
        for claim in unique.values()
        for report in (reports.get(claim.report),)
        for places in _split_places(claim)
        for facts in (
            find_facts(
                claim,
                published=report.published if report else None,
                story=stories.get(claim.report, NO_STORY),
                places=places,
            ),
        )
    ]
    return sorted(found, key=lambda telling: telling.order)


def _split_places(claim: Claim) -> Iterator[tuple[PlaceRef, ...]]:
    at = [ref for ref in claim.places if ref.role is PlaceRole.AT]
    if claim.kind not in MANY_PLACES or len(at) < 2:
        yield claim.places
        return
    rest = tuple(ref for ref in claim.places if ref.role is not PlaceRole.AT)
    for ref in _drop_areas(at):
        yield (ref, *rest)


def _drop_areas(places: Sequence[PlaceRef]) -> list[PlaceRef]:
    """The places without those that only say where the others lie ("Hama, in Syria")."""
    small = [ref for ref in places if ref.place is None or ref.place.kind != "country"]
    return small or list(places)
