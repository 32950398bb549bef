"""Bytes -> characters, and characters -> tidy lines.

The encoding is read off the byte order mark, then UTF-8 is tried, then what the
document declares, then a guess. Nothing here fails on odd bytes: what cannot be
decoded becomes U+FFFD and a line of `why`. Only bytes that are no text at all
(pictures, programs, NUL bytes) are refused.
"""

import codecs
import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePath

from dateline.errors import InputError

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\x1f\x8b\x08", "gzip data"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3", "an SQLite database"),
)

GUESSES = (
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256",
    "koi8_r", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr",
)  # fmt: skip
"""Encodings that news files are met in; charset-normalizer chooses among these only."""

GUESS_BYTES = 1 << 16

# Up to here bytes over 127 are dashes, curly quotes and accents in a western text, on
# which statistics of letters say little; Polish has some 8 %, Russian over 80 %.
FEW_HIGH_BYTES = 0.05

# Text has next to none; random bytes have one in ten.
MOST_CONTROL_BYTES = 0.02

LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]")
INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""Soft hyphens, marks and overrides of direction; joiners stay, Persian needs them."""

_CONTROL_BYTES = bytes(sorted(set(range(32)) - {8, 9, 10, 12, 13, 27}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Characters, and how they were come by."""

    text: str
    why: tuple[str, ...] = ()


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """The characters of `data`; `InputError` not-text when the bytes are no text."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_leniently(data.removeprefix(mark), encoding=_ordered(encoding, mark=mark))
    refuse_binary(data)
    try:
        return Decoded(text=data.decode("utf-8"))
    except UnicodeDecodeError:
        return _decode_other(data, declared=declared)


def refuse_binary(data: bytes) -> None:
    """Raise `InputError` not-text when the bytes are a picture, a program or the like."""
    for magic, name in MAGIC:
        if data.startswith(magic):
            raise InputError(f"this is {name}, not text; dateline reads text, HTML, mail and JSON lines",
                             slug="not-text")  # fmt: skip
    control = len(data) - len(data.translate(None, _CONTROL_BYTES))
    if b"\0" in data or control > MOST_CONTROL_BYTES * len(data):
        raise InputError("this is binary data, not text: it holds bytes that no text has", slug="not-text")


def _ordered(encoding: str, *, mark: bytes) -> str:
    """The codec with its byte order, once the mark that told it is cut off."""
    if encoding == "utf-8":
        return encoding
    return f"{encoding}-{'le' if mark.startswith(codecs.BOM_UTF16_LE) else 'be'}"


def _decode_other(data: bytes, *, declared: str | None) -> Decoded:
    """Not clean UTF-8: damaged UTF-8, the declared encoding, or a guess."""
    if declared and (text := _decode_strictly(data, encoding=declared)) is not None:
        return Decoded(text=text, why=(f"encoding: {declared}, as the document says",))
    if _is_damaged_utf8(data):
        return _decode_leniently(data, encoding="utf-8")
    return _decode_leniently(data, encoding=_guess(data))


def _decode_strictly(data: bytes, *, encoding: str) -> str | None:
    try:
        codec = codecs.lookup(encoding)
        text = codec.decode(data, "strict")[0]
    except (LookupError, ValueError, TypeError):
        return None
    return text if isinstance(text, str) else None  # "base64" and its like are codecs too


def _is_damaged_utf8(data: bytes) -> bool:
    """Are there more whole UTF-8 letters beyond ASCII than bytes that are none?"""
    text = data.decode("utf-8", errors="replace")
    return sum(character > "\x7f" and character != "\ufffd" for character in text) > text.count("\ufffd")


def _guess(data: bytes) -> str:
    """The likeliest encoding of bytes that are not UTF-8; windows-1252 when nothing fits."""
    sample = data[:GUESS_BYTES]
    high = sum(byte > 127 for byte in sample)
    if high <= FEW_HIGH_BYTES * len(sample) and _decode_strictly(data, encoding="cp1252") is not None:
        return "cp1252"
    import charset_normalizer

    best = charset_normalizer.from_bytes(sample, cp_isolation=list(GUESSES), enable_fallback=False).best()
    return best.encoding if best else "cp1252"


def _decode_leniently(data: bytes, *, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    replaced = text.count("\ufffd")
    why = [] if encoding == "utf-8" else [f"encoding: {encoding}, from the bytes"]
    if replaced:
        why.append(f"encoding: {replaced} bytes are no {encoding} and stand as \ufffd")
    return Decoded(text=text, why=tuple(why))


def tidy(text: str) -> Decoded:
    """Text with `\\n` line ends, composed letters (NFC) and no control characters."""
    text = LINE_ENDS.sub("\n", text).replace("\t", " ")
    text, controls = CONTROL.subn("", text)
    text, invisible = INVISIBLE.subn("", text)
    why = f"characters: {controls + invisible} control or invisible ones left out"
    return Decoded(text=unicodedata.normalize("NFC", text), why=(why,) if controls + invisible else ())


def label(name: str | PurePath) -> str:
    """A file name that can be shown and stored: bytes and characters that cannot are escaped."""
    shown = str(name).encode("utf-8", errors="surrogateescape").decode("utf-8", errors="backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in shown)
