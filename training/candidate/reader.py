"""Report -> Reading: the stages in one straight function.

    pieces ─▶ encoder ─▶ mentions, glimpses ─▶ times, places, numbers ─▶ claims

Each stage is a function of the layers before it; to swap one, change its line here.
"""

from collections.abc import Iterable, Iterator, Sequence

from dateline.actors import open_directory, outlet_country
from dateline.numbers import find_numbers
from dateline.places import find_place_mentions, open_gazetteer
from dateline.times import find_times
from dateline.types import Mention, Reading, Report
from training.candidate.claims import Layers, find_countries, make_claims
from training.candidate.encoder import encode
from training.candidate.mentions import find_mentions
from training.candidate.pieces import cut_windows, cut_words
from training.candidate.sentences import find_sentences
from training.candidate.spans import Page, read_pages
from training.candidate.tellings import find_glimpses
from training.candidate.voices import find_attributions


def read_report(report: Report) -> Reading:
    """All that one report tells, layer by layer."""
    return next(read_reports_in_batches([report]))


def read_reports_in_batches(reports: Iterable[Report]) -> Iterator[Reading]:
    """The readings of many reports, in order. All of them go through the encoder together."""
    together = list(reports)
    words = [cut_words(report.text, body_start=report.body_start) for report in together]
    windows = [list(cut_windows(of_report)) for of_report in words]
    states = iter(encode([window for of_report in windows for window in of_report]))
    for report, of_words, of_windows in zip(together, words, windows, strict=True):
        yield _read(report, [Page(report.text, of_words, window, next(states)) for window in of_windows])


def name_mentions(texts: Iterable[str]) -> Iterator[tuple[Mention, ...]]:
    """The named mentions of texts without headlines, in order, and nothing else of them."""
    return (find_mentions(read_pages(text, body_start=0)) for text in texts)


def _read(report: Report, pages: Sequence[Page]) -> Reading:
    sentences = find_sentences(report.text)
    mentions = find_mentions(pages)
    times = find_times(report.text, published=report.published, body_start=report.body_start)
    places = find_place_mentions(
        report.text,
        named=mentions,
        gazetteer=open_gazetteer(),
        publisher_country=outlet_country(report.publisher) if report.publisher else None,
    )
    directory = open_directory()
    layers = Layers(
        report=report,
        sentences=sentences,
        mentions=mentions,
        times=times,
        places=places,
        numbers=find_numbers(report.text),
        attributions=find_attributions(pages),
        directory=directory,
        countries=find_countries(mentions, places=places, directory=directory),
    )
    claims, silences = make_claims(layers, find_glimpses(pages))
    return Reading(
        report=report,
        sentences=sentences,
        mentions=mentions,
        times=times,
        places=places,
        claims=claims,
        silences=silences,
    )
