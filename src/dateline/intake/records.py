"""A line of JSON -> Report, its text unchanged.

The fields are `id`, `title`, `published`, `text`, `url` and `publisher`; all but
`text` may be missing. Offsets of claims count in exactly this text, so nothing is
tidied: only characters that cannot be stored (NUL) give way to U+FFFD, one for one.
"""

import hashlib
from datetime import date

import msgspec

from dateline.errors import InputError
from dateline.intake.published import read_date_field
from dateline.intake.reports import Given, make_report
from dateline.types import Report

FIELDS = ("id", "title", "published", "text", "url", "publisher")


def report_from_line(line: bytes, *, given: Given, source: str) -> Report:
    """The report on one line of JSON; `InputError` bad-json, wrong-field or empty-input."""
    record, decoded_why = decode_record(line)
    text, text_why = _storable(_text_field(record, "text", required=True) or "")
    title, title_why = _storable(_text_field(record, "title") or "")
    day, day_why = _published(record, given=given)
    publisher, publisher_why = _publisher(record, given=given)
    return make_report(
        text,
        title=title if title.strip() else None,
        published=day,
        publisher=publisher,
        id=_id(record),
        url=_text_field(record, "url"),
        source=source,
        sha256=hashlib.sha256(line).hexdigest(),
        why=(*decoded_why, *text_why, *title_why, day_why, publisher_why, *_unused(record)),
    )


def decode_record(line: bytes) -> tuple[dict[str, object], tuple[str, ...]]:
    """The JSON object on a line, and what had to be done to decode it."""
    try:
        text = line.decode("utf-8")
        why: tuple[str, ...] = ()
    except UnicodeDecodeError:
        text = line.decode("utf-8", errors="replace")
        why = (f"encoding: {text.count(chr(0xFFFD))} bytes are no utf-8 and stand as \ufffd",)
    try:
        record = msgspec.json.decode(text)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise InputError(f"this line is no JSON: {error}", slug="bad-json") from error
    if not isinstance(record, dict):
        raise InputError(
            f"this line is JSON but holds {_type_name(record)}, not an object with a text", slug="bad-json"
        )
    return record, why


def _text_field(record: dict[str, object], name: str, *, required: bool = False) -> str | None:
    value = record.get(name)
    if value is None and not required:
        return None
    if not isinstance(value, str):
        told = "is missing" if name not in record else f"holds {_type_name(value)}"
        raise InputError(f"the field '{name}' {told} where text belongs", slug="wrong-field")
    return value if value.strip() or required else None


def _id(record: dict[str, object]) -> str | None:
    value = record.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    found = _text_field(record, "id")
    return found.replace("\0", "\ufffd") if found else None


def _published(record: dict[str, object], *, given: Given) -> tuple[date | None, str]:
    value = record.get("published")
    if isinstance(value, bool) or not isinstance(value, str | int | float | None):
        raise InputError(
            f"the field 'published' holds {_type_name(value)} where a date belongs", slug="wrong-field"
        )
    if value is not None and (day := read_date_field(value)):
        return day, f"published: {day}, from the field '{value}'"
    unread = (
        "published: unknown, the field is missing" if value is None else f"published: '{value}' is no date"
    )
    return given.published, f"published: {given.published}, as given" if given.published else unread


def _publisher(record: dict[str, object], *, given: Given) -> tuple[str | None, str]:
    if name := _text_field(record, "publisher"):
        return name, f"publisher: {name}, from the field"
    return (
        given.publisher,
        f"publisher: {given.publisher}, as given" if given.publisher else "publisher: not told",
    )


def _storable(text: str) -> tuple[str, tuple[str, ...]]:
    count = text.count("\0")
    return text.replace("\0", "\ufffd"), (f"characters: {count} NUL stand as \ufffd",) if count else ()


def _unused(record: dict[str, object]) -> tuple[str, ...]:
    names = [name for name in record if name not in FIELDS]
    return (f"fields not used: {', '.join(names)[:200]}",) if names else ()


def _type_name(value: object) -> str:
    """What JSON calls the value's type."""
    if value is None or isinstance(value, bool):
        return "null" if value is None else "true or false"
    if isinstance(value, int | float):
        return "a number"
    if isinstance(value, str):
        return "text"
    return "a list" if isinstance(value, list) else "an object"
