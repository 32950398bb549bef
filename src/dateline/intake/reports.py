"""What a format reader found -> Report.

Every Report of intake is made here, so that ids, limits and the range of dates are
the same for all. An id that came with the input is kept; else it is a hash of what
the report says and of who published it, so that the same report gets the same id
from any file.
"""

import hashlib
from dataclasses import dataclass
from datetime import date

from dateline.errors import InputError
from dateline.intake.plain import Parted, overrule, part_text
from dateline.intake.published import check_range
from dateline.types import Report

MOST_BYTES = 20 * 2**20
"""The most bytes one report may have: forty times the longest report met."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the caller knows of the reports: used where a report does not say it itself."""

    published: date | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """Input that gave no report, with the reason. `source` is what the report's would have been."""

    source: str
    error: InputError


def make_report(
    text: str,
    *,
    title: str | None = None,
    published: date | None = None,
    publisher: str | None = None,
    id: str | None = None,  # noqa: A002 (the record's name for it)
    url: str | None = None,
    source: str | None = None,
    sha256: str | None = None,
    furniture: tuple[str, ...] = (),
    why: tuple[str, ...] = (),
) -> Report:
    """A report of exactly this text: the title, a blank line, `text`, nothing tidied or left out.

    `InputError` for blank text and for a day of publication outside 1900 to 2100.
    """
    if not text.strip():
        raise InputError("the report has no text, so there is nothing to read", slug="empty-input")
    if published:
        check_range(published)
    whole = f"{title}\n\n{text}" if title else text
    return Report(
        id=id or _hash(whole, published, publisher, url),
        text=whole,
        title=title or None,
        published=published,
        publisher=publisher,
        url=url,
        source=source,
        sha256=sha256,
        furniture=furniture,
        why=why,
    )


def report_from_text(text: str, *, published: date | None = None, publisher: str | None = None) -> Report:
    """The report in a text as it was saved or pasted: headline, day and furniture told apart."""
    return report_from_parts(part_text(text), given=Given(published=published, publisher=publisher))


def report_from_parts(
    parts: Parted,
    *,
    given: Given,
    source: str | None = None,
    url: str | None = None,
    sha256: str | None = None,
    why: tuple[str, ...] = (),
) -> Report:
    """The report of parts that were told apart; what the caller gave fills what the parts do not tell."""
    told = ("published", parts.published, given.published), ("publisher", parts.publisher, given.publisher)
    filled = tuple(f"{name}: {value}, as given" for name, own, value in told if own is None and value)
    return make_report(
        parts.body,
        title=parts.title,
        published=parts.published or given.published,
        publisher=parts.publisher or given.publisher,
        url=url,
        source=source,
        sha256=sha256,
        furniture=parts.furniture,
        why=overrule(parts, why=(*why, *filled)),
    )


def _hash(*parts: object) -> str:
    """Sixteen hex digits of what makes the report this one."""
    joined = "\0".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", errors="surrogatepass")).hexdigest()[:16]
