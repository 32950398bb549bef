"""Report -> Reading: the stages in one straight function.

    sentences ─▶ mentions ─▶ times, places, numbers ─▶ claims

Each stage is a function of the layers before it; to swap one, change its line here.
"""

from collections.abc import Iterable, Iterator
from itertools import tee
from typing import TYPE_CHECKING

from dateline.actors import Directory, find_names, open_directory, outlet_country, settle_locals
from dateline.claims import Layers, find_countries, read_claims
from dateline.mentions import find_mentions
from dateline.numbers import find_numbers
from dateline.places import find_place_mentions, open_gazetteer
from dateline.sentences import find_sentences, parse, parse_many
from dateline.times import find_times
from dateline.types import MentionKind, Reading, Report

if TYPE_CHECKING:
    from spacy.tokens import Doc


def read_report(report: Report, *, directory: Directory | None = None) -> Reading:
    """All that one report tells, layer by layer; `directory` is the shipped one unless given."""
    return _read(report, parse(report.text), directory=directory or open_directory())


def read_reports_in_batches(
    reports: Iterable[Report], *, directory: Directory | None = None
) -> Iterator[Reading]:
    """The readings of many reports, in order."""
    directory = directory or open_directory()
    for_parse, for_read = tee(reports)
    for report, doc in zip(for_read, parse_many(report.text for report in for_parse), strict=True):
        yield _read(report, doc, directory=directory)


def _read(report: Report, doc: "Doc", *, directory: Directory) -> Reading:
    sentences = find_sentences(doc)
    mentions = find_mentions(doc)
    times = find_times(report.text, published=report.published, body_start=report.body_start)
    places = find_place_mentions(
        report.text,
        named=mentions,
        gazetteer=open_gazetteer(),
        publisher_country=outlet_country(report.publisher) if report.publisher else None,
    )
    layers = Layers(
        report=report,
        doc=doc,
        sentences=sentences,
        times=times,
        places=places,
        numbers=find_numbers(report.text),
        directory=directory,
        countries=find_countries(doc, places=places, directory=directory),
        full_names=tuple(m.text for m in mentions if m.kind is MentionKind.PERSON and " " in m.text),
        names=find_names(mentions, places=places),
    )
    claims, silences = read_claims(layers)
    return Reading(
        report=report,
        sentences=sentences,
        mentions=mentions,
        times=times,
        places=places,
        claims=settle_locals(claims),
        silences=silences,
    )
