"""A name and the first bytes -> the format.

The name decides where it can; bytes without a telling name (standard input) are
looked at. A `.txt` that starts like a page is read as a page.
"""

import re
from enum import StrEnum
from pathlib import PurePosixPath

import msgspec


class Format(StrEnum):
    """What a file is read as."""

    TEXT = "text"
    HTML = "html"
    JSONL = "jsonl"
    MAIL = "mail"
    ZIP = "zip"
    GZIP = "gzip"


SUFFIXES = {
    ".txt": Format.TEXT,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
    ".eml": Format.MAIL,
    ".zip": Format.ZIP,
    ".gz": Format.GZIP,
}

START_BYTES = 4096

_PAGE = re.compile(
    rb"(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|article)\b",
    re.I | re.S,
)
_HEADERS = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n)*)+")
_MAIL_HEADERS = (
    b"from",
    b"subject",
    b"date",
    b"received",
    b"return-path",
    b"message-id",
    b"mime-version",
    b"to",
)


def format_of(name: str) -> Format | None:
    """What the name says; `None` where it says nothing."""
    return SUFFIXES.get(PurePosixPath(name).suffix.lower())


def is_report_name(name: str) -> bool:
    """Would a folder's file of this name be read? Of packed files, only packed reports are."""
    path = PurePosixPath(name)
    inner = path.stem if path.suffix.lower() == ".gz" else path.name
    return format_of(inner) is not None


def choose_format(name: str | None, *, start: bytes) -> Format:
    """The format to read as, from the name or else from the first bytes."""
    named = format_of(name) if name else None
    if named is None or (named is Format.TEXT and _PAGE.match(start.lstrip())):
        return sniff(start)
    return named


def sniff(start: bytes) -> Format:
    """What the first bytes look like; plain text where they look like nothing else."""
    if start.startswith(b"PK\x03\x04"):
        return Format.ZIP
    if start.startswith(b"\x1f\x8b"):
        return Format.GZIP
    start = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _PAGE.match(start):
        return Format.HTML
    if _is_json_line(start):
        return Format.JSONL
    return Format.MAIL if _is_mail(start) else Format.TEXT


def _is_json_line(start: bytes) -> bool:
    line, end, _ = start.partition(b"\n")
    if not line.startswith(b"{"):
        return False
    if not end and len(line) >= START_BYTES // 2:  # a long line, not seen to its end
        return bool(re.match(rb"\{\s*\"", line))
    try:
        return isinstance(msgspec.json.decode(line), dict)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return False


def _is_mail(start: bytes) -> bool:
    """Does it start with mail headers, the sender's and two more of the usual ones?"""
    found = _HEADERS.match(start.replace(b"\r\n", b"\n"))
    if not found:
        return False
    names = {line.partition(b":")[0].lower() for line in found[0].split(b"\n")}
    return b"from" in names and len(names & set(_MAIL_HEADERS)) >= 3
