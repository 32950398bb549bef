"""A mail message -> the parts of the report in it.

The subject is the headline, the date header the day of publication. The sender is
the publisher only where the name reads like that of an outlet. The plain text is
read where there is one, else the HTML; attachments are left out and named.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr

from dateline.errors import InputError
from dateline.intake.characters import decode, tidy
from dateline.intake.furniture import is_agency, is_outlet
from dateline.intake.pages import read_page
from dateline.intake.plain import Parted, overrule, part_text
from dateline.intake.published import read_date_field

SHOWN_HEADERS = ("From", "To", "Cc", "Date", "Subject")
_FORWARDED = re.compile(r"^(?:(?:fwd?|re|aw|wg)\s*:\s*)+", re.IGNORECASE)


def read_mail(data: bytes) -> Parted:
    """The report in a message; `InputError` when it holds no text."""
    try:
        message = message_from_bytes(data, policy=policy.default)
        headers = {name: _header(message, name) for name in SHOWN_HEADERS}
        body = message.get_body(preferencelist=("plain", "html"))
    except Exception as error:  # the parser meets headers that no standard foresees
        raise InputError(f"this mail message cannot be parsed: {error}", slug="unreadable-mail") from error
    if body is None:
        raise InputError("this mail message has no text part, only attachments", slug="empty-input")
    parts = _part_body(body, title=_headline(headers["Subject"]))
    return _with_headers(parts, headers=headers, why=tuple(_attachments(message)))


def _header(message: EmailMessage, name: str) -> str:
    """The header as one tidy line; empty where it is missing or broken beyond reading."""
    try:
        value = message.get(name)
    except (ValueError, IndexError, LookupError, AttributeError, TypeError):
        return ""
    return " ".join(tidy(str(value or "").encode("utf-8", errors="replace").decode("utf-8")).text.split())


def _headline(subject: str) -> str | None:
    return _FORWARDED.sub("", subject) or None


def _subject_why(subject: str) -> Iterator[str]:
    if _headline(subject):
        yield f"headline: the subject '{subject}'"


def _part_body(body: MIMEPart, *, title: str | None) -> Parted:
    content = _content(body)
    if body.get_content_subtype() != "html":
        return part_text(content, title=title)
    parts = read_page(content).parts
    return replace(parts, title=title or parts.title)


def _content(body: MIMEPart) -> str:
    """The characters of a part; the declared encoding is tried, then what the bytes say."""
    payload = body.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return str(body.get_payload())
    return decode(payload, declared=body.get_content_charset()).text


def _with_headers(parts: Parted, *, headers: dict[str, str], why: tuple[str, ...]) -> Parted:
    day = read_date_field(headers["Date"]) if headers["Date"] else None
    publisher, publisher_why = _publisher(headers["From"])
    told = (*_subject_why(headers["Subject"]), *why, *_day_why(day, header=headers["Date"]), publisher_why)
    return replace(
        parts,
        published=day or parts.published,
        publisher=publisher or parts.publisher,
        furniture=(*(f"{name}: {value}" for name, value in headers.items() if value), *parts.furniture),
        why=overrule(parts, why=told),
    )


def _day_why(day: date | None, *, header: str) -> Iterator[str]:
    if day:
        yield f"published: {day}, from the header 'Date: {header}'"


def _publisher(sender: str) -> tuple[str | None, str]:
    name = parseaddr(sender)[0]
    if is_outlet(name) or is_agency(name):
        return name, f"publisher: {name}, the sender"
    return None, f"sender: '{sender}' does not read like an outlet, so it is no publisher"


def _attachments(message: EmailMessage) -> Iterator[str]:
    for part in message.walk():
        if part.get_content_disposition() == "attachment" or part.get_content_maintype() not in (
            "text",
            "multipart",
        ):
            yield f"attachment left out: {part.get_content_type()} {part.get_filename() or ''}".rstrip()
