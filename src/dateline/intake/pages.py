"""An HTML page -> the parts of the article on it.

trafilatura in its precise setting finds the article, and the headline, day, outlet
and address in meta tags and JSON-LD. What else the page shows is kept as furniture.
Scripts are never run; a page without an article is read as the text it shows.
"""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dateline.errors import InputError
from dateline.intake.characters import decode, tidy
from dateline.intake.plain import Parted, overrule, part_text
from dateline.intake.published import EARLIEST, LATEST, read_date_field

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)
HEAD_BYTES = 4096
"""A page must declare its encoding within its first kilobyte; some are late."""

LONG_ENOUGH_TO_FIND = 20
"""Shorter lines ("Share") stand inside other words ("Shareholders")."""

_BLOCKS = frozenset(
    "address article aside blockquote body br button caption dd details dialog div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol option p pre section summary table "
    "tbody td tfoot th thead tr ul".split()
)
_HIDDEN = frozenset("script style noscript template head svg iframe object select".split())

# The clock must not decide what is a date, so htmldate is told the range; only declared
# dates are taken, for a date out of the running text may be any day.
DATE_SEARCH = {
    "original_date": True,
    "extensive_search": False,
    "min_date": EARLIEST.isoformat(),
    "max_date": LATEST.isoformat(),
}

# They log each odd page to the terminal, where a progress bar stands; the reason is in `why`.
for _library in ("trafilatura", "htmldate", "courlan"):
    logging.getLogger(_library).addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The parts of a page, and the address it gives for itself."""

    parts: Parted
    url: str | None


def read_page(data: bytes | str) -> Page:
    """The article of an HTML page; `InputError` when it shows no text or cannot be parsed."""
    html, why = decode_page(data) if isinstance(data, bytes) else (data, ())
    html = _DECLARATION.sub("", html).replace("\0", "")
    shown = visible_lines(html)
    article = extract_article(html)
    if article is None or not article.text:
        parts = part_text("\n".join(shown))
        return Page(
            parts=_with_why(parts, "page: no article found on it, read as the text it shows", *why), url=None
        )
    return Page(parts=_part_article(article, shown=shown, why=why), url=article.url or None)


def decode_page(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The characters of a page; its meta tag is believed only where it is not UTF-8."""
    declared = _CHARSET.search(data[:HEAD_BYTES])
    decoded = decode(data, declared=declared[1].decode("ascii") if declared else None)
    return decoded.text, decoded.why


def extract_article(html: str) -> Any:
    """trafilatura's document for the page; `None` where it sees no article."""
    import trafilatura

    try:
        return trafilatura.bare_extraction(
            html,
            favor_precision=True,
            include_comments=False,
            with_metadata=True,
            date_extraction_params=dict(DATE_SEARCH),
        )
    except Exception as error:  # a parser of wild pages may fail in ways that it does not name
        raise InputError(f"this page cannot be parsed as HTML: {error}", slug="unreadable-page") from error


def visible_lines(html: str) -> list[str]:
    """What the page shows, block by block, scripts and styles left out."""
    import lxml.etree
    import lxml.html

    try:
        parser = lxml.html.HTMLParser(huge_tree=True)  # without it, what is nested deep is left out
        root = lxml.html.document_fromstring(html or "<html/>", parser=parser)
    except (lxml.etree.LxmlError, ValueError, AssertionError):
        return []
    return _squeezed("".join(_shown(root)))


def _shown(root: Any) -> Iterator[str]:
    """The text under `root` in order, blocks set off by line ends; no recursion, pages nest deep."""
    import lxml.etree

    walker = lxml.etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        is_block = element.tag in _BLOCKS
        if event == "start" and element.tag in _HIDDEN:
            walker.skip_subtree()
        elif event == "start":
            yield ("\n" if is_block else "") + (element.text or "")
        else:
            yield ("\n" if is_block else "") + (element.tail or "")


def _squeezed(text: str) -> list[str]:
    """The non-blank lines, runs of blanks in them made one."""
    return [line for raw in text.split("\n") if (line := " ".join(raw.split()))]


def _part_article(article: Any, *, shown: list[str], why: tuple[str, ...]) -> Parted:
    """The article's text parted like any saved text, with what the page declares about itself."""
    title = _headline(article.title or "", site=article.sitename or "")
    parts = part_text(article.text.replace("\n", "\n\n"), title=title)
    day = read_date_field(article.date) if article.date else None
    return replace(
        parts,
        published=day or parts.published,
        publisher=article.sitename or parts.publisher,
        furniture=tuple(_leftovers(shown, parts=parts)),
        why=overrule(
            parts, why=(*why, "page: the article was found by trafilatura", *_declared(article, day=day))
        ),
    )


def _headline(title: str, *, site: str) -> str | None:
    """The title without the name of the site behind a bar: "Army leaves Homs | Lakeside Tribune"."""
    title = " ".join(tidy(title).text.split())
    for end in (f" {bar} {site}" for bar in "|–—-" if site):
        if title.lower().endswith(end.lower()):
            title = title[: -len(end)].rstrip()
    return title or None


def _declared(article: Any, *, day: date | None) -> Iterator[str]:
    """What the page's own tags say, one line each."""
    told = (
        ("headline", article.title),
        ("published", day),
        ("publisher", article.sitename),
        ("author", article.author),
    )
    for name, value in told:
        if value:
            yield f"{name}: {value}, as the page declares"


def _leftovers(shown: list[str], *, parts: Parted) -> Iterator[str]:
    """The lines that the page shows and the report's text does not hold."""
    story = _squeezed(parts.body)
    known, whole = {parts.title, *story}, " ".join(story)
    for line in (" ".join(tidy(line).text.split()) for line in shown):
        # A line break inside a paragraph makes two lines shown and one read.
        is_read = line in known or (len(line) >= LONG_ENOUGH_TO_FIND and line in whole)
        if line and not is_read:
            yield line


def _with_why(parts: Parted, *why: str) -> Parted:
    return replace(parts, why=(*why, *parts.why))
