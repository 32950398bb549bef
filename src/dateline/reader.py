"""Report -> Reading: the stages in one straight function.

    pieces ─▶ encoder ─▶ mentions, glimpses ─▶ times, places, numbers ─▶ claims

Each stage is a function of the layers before it; to swap one, change its line here.
"""

from collections.abc import Iterable, Iterator, Sequence

from dateline.actors import Directory, find_names, open_directory, outlet_country, settle_locals
from dateline.claims import Layers, find_countries, find_full_names, find_sayings, make_claims
from dateline.encoder import encode, on_one_core
from dateline.mentions import find_mentions
from dateline.numbers import find_numbers
from dateline.pieces import cut_windows, cut_words
from dateline.places import find_place_mentions, open_gazetteer
from dateline.sentences import find_sentences
from dateline.spans import Page, read_pages
from dateline.tellings import find_glimpses
from dateline.times import find_times
from dateline.types import Mention, Reading, Report
from dateline.voices import find_attributions


def read_report(report: Report, *, directory: Directory | None = None) -> Reading:
    """All that one report tells, layer by layer; `directory` is the shipped one unless given."""
    return next(read_reports_in_batches([report], directory=directory))


def read_reports_in_batches(
    reports: Iterable[Report], *, directory: Directory | None = None
) -> Iterator[Reading]:
    """The readings of many reports, in order. All of them go through the encoder together."""
    directory = directory or open_directory()
    together = list(reports)
    words = [cut_words(report.text, body_start=report.body_start) for report in together]
    windows = [list(cut_windows(of_report)) for of_report in words]
    states = encode([window for of_report in windows for window in of_report])
    for report, of_words, of_windows in zip(together, words, windows, strict=True):
        pages = [Page(report.text, of_words, window, next(states)) for window in of_windows]
        with on_one_core():
            reading = _read(report, pages, directory=directory)
        yield reading


def name_mentions(texts: Iterable[str]) -> Iterator[tuple[Mention, ...]]:
    """The named mentions of texts without headlines, in order, and nothing else of them."""
    return (find_mentions(read_pages(text, body_start=0)) for text in texts)


def _read(report: Report, pages: Sequence[Page], *, directory: Directory) -> Reading:
    sentences = find_sentences(report.text)
    mentions = find_mentions(pages)
    times = find_times(report.text, published=report.published, body_start=report.body_start)
    places = find_place_mentions(
        report.text,
        named=mentions,
        gazetteer=open_gazetteer(),
        publisher_country=outlet_country(report.publisher) if report.publisher else None,
    )
    layers = Layers(
        report=report,
        sentences=sentences,
        mentions=mentions,
        times=times,
        places=places,
        numbers=find_numbers(report.text),
        sayings=find_sayings(find_attributions(pages), sentences=sentences),
        directory=directory,
        countries=find_countries(mentions, places=places, directory=directory),
        full_names=find_full_names(mentions),
        names=find_names(mentions, places=places),
    )
    claims, silences = make_claims(layers, find_glimpses(pages))
    return Reading(
        report=report,
        sentences=sentences,
        mentions=mentions,
        times=times,
        places=places,
        claims=settle_locals(claims),
        silences=silences,
    )
