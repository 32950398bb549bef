"""Archives -> the streams inside, one after the other.

Names inside are labels only: nothing is ever written to disk. What is wrong with one
member is said of that member, and the rest is read. Limits stop bombs; a zip cut off
before its directory is read member by member for as long as that goes.
"""

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO, Protocol, cast

from dateline.errors import InputError

MOST_MEMBERS = 200_000
MOST_UNPACKED_BYTES = 8 * 2**30
"""Over all members of one archive."""

MOST_RATIO = 200
"""Text packs to a tenth, repeated text to a fortieth; bombs begin in the thousands."""

RATIO_FROM_BYTES = 10 * 2**20
"""Below it a high ratio harms nobody."""

MOST_SALVAGED_BYTES = 256 * 2**20
"""Read into memory of a zip without its directory."""

CHUNK_BYTES = 1 << 16

DEEPEST = 3
"""Archives in archives in archives; beyond it, somebody plays."""

LOCAL_HEADER = struct.Struct("<4s5H3L2H")
LOCAL_MAGIC = b"PK\x03\x04"
_UTF8_NAME, _ENCRYPTED, _STREAMED = 0x800, 0x1, 0x8


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One file of an archive: its name, and its bytes or why they cannot be had."""

    name: str
    stream: BinaryIO | None = None
    packed_bytes: int = 0
    error: InputError | None = None


class Unpacked(Protocol):
    """A stream that gives what there is at once, as the streams of gzip and zipfile do."""

    def read1(self, size: int, /) -> bytes: ...


class Guarded(io.RawIOBase):
    """A stream of unpacked bytes that fails with `InputError` at a bomb or at damage."""

    def __init__(self, inner: Unpacked, *, packed_bytes: int) -> None:
        self._inner = inner
        self._packed_bytes = max(packed_bytes, 1)
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            # read1 gives what there is before the damage; read would lose it.
            data = self._inner.read1(len(buffer))
        except (EOFError, zlib.error, zipfile.BadZipFile, OSError, NotImplementedError, ValueError) as error:
            raise InputError(
                f"the archive is damaged or cut off here: {error}", slug="damaged-archive"
            ) from error
        self._given += len(data)
        self._check_bomb()
        buffer[: len(data)] = data
        return len(data)

    def _check_bomb(self) -> None:
        ratio = self._given / self._packed_bytes
        if self._given > MOST_UNPACKED_BYTES or (self._given > RATIO_FROM_BYTES and ratio > MOST_RATIO):
            raise InputError(
                f"this unpacks to {ratio:.0f} times its size and more, as an archive made to fill disks does",
                slug="archive-bomb",
            )


def open_gzip(stream: BinaryIO, *, packed_bytes: int) -> BinaryIO:
    """The unpacked stream; reading it raises `InputError` at a bomb or where it is cut off."""
    return guard(gzip.GzipFile(fileobj=stream), packed_bytes=packed_bytes)


def open_zip(stream: BinaryIO) -> Iterator[Member]:
    """The members of a zip in its own order; those of a cut-off one as far as they go."""
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error):
        yield from _salvage(stream)
        return
    with archive:
        yield from _members(archive)


def _members(archive: zipfile.ZipFile) -> Iterator[Member]:
    infos = [info for info in archive.infolist() if not info.is_dir() and not is_clutter(info.filename)]
    if len(infos) > MOST_MEMBERS or sum(info.file_size for info in infos) > MOST_UNPACKED_BYTES:
        raise InputError(
            f"the zip has {len(infos)} members of {sum(info.file_size for info in infos):,} bytes unpacked; "
            f"at most {MOST_MEMBERS:,} and {MOST_UNPACKED_BYTES:,} are read. Split it",
            slug="archive-bomb",
        )
    for info in infos:
        yield _member(archive, info)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Member:
    if error := refuse_name(info.filename) or _refuse_flags(info.flag_bits):
        return Member(name=info.filename, error=error)
    try:
        inner = cast(zipfile.ZipExtFile, archive.open(info))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        reason = InputError(f"this member of the zip cannot be unpacked: {error}", slug="damaged-archive")
        return Member(name=info.filename, error=reason)
    return Member(
        name=info.filename,
        stream=guard(inner, packed_bytes=info.compress_size),
        packed_bytes=info.compress_size,
    )


def guard(inner: Unpacked, *, packed_bytes: int) -> BinaryIO:
    """The stream with its guard, buffered."""
    return io.BufferedReader(Guarded(inner, packed_bytes=packed_bytes))


def is_clutter(name: str) -> bool:
    """Is it what systems put beside files: `__MACOSX/`, `.DS_Store`?"""
    path = PurePosixPath(name)
    return "__MACOSX" in path.parts or path.name.startswith(".")


def refuse_name(name: str) -> InputError | None:
    """The refusal of a name that would lead out of the archive; `None` for a good one."""
    path = PurePosixPath(name.replace("\\", "/"))
    if not path.is_absolute() and ".." not in path.parts and name[1:2] != ":":
        return None
    return InputError(
        "the name of this member leads out of the archive, as names made to overwrite files do; not read",
        slug="unsafe-name",
    )


def _refuse_flags(flags: int) -> InputError | None:
    if not flags & _ENCRYPTED:
        return None
    return InputError(
        "this member of the zip is encrypted; unpack it with its password first", slug="encrypted"
    )


# ── zips without their directory, which stands at the end ────────────────────────────────


class CutOff(io.BytesIO):
    """The bytes there are, then `EOFError` in place of an end."""

    def read1(self, size: int | None = -1, /) -> bytes:
        data = super().read1(size)
        if not data:
            raise EOFError("the zip ends within this member")
        return data


def _salvage(stream: BinaryIO) -> Iterator[Member]:
    """The members of a zip that lost its directory, then a member that says so."""
    stream.seek(0)
    data = stream.read(MOST_SALVAGED_BYTES)
    if not data.startswith(LOCAL_MAGIC):
        raise InputError(
            "this is no zip archive, or one damaged from its first byte on", slug="damaged-archive"
        )
    at: int | None = 0
    while at is not None and data[at : at + 4] == LOCAL_MAGIC and len(data) >= at + LOCAL_HEADER.size:
        member, at = _salvage_member(data, at)
        if member:
            yield member
    raise InputError("the zip is cut off: its directory is missing, and what stood behind the cut is lost; "
                     "the members before it were read", slug="truncated-archive")  # fmt: skip


def _salvage_member(data: bytes, at: int) -> tuple[Member | None, int | None]:
    """The member whose header is at `at`, and where the next header is."""
    _, _, flags, method, _, _, _, packed, _, name_length, extra_length = LOCAL_HEADER.unpack_from(data, at)
    start = at + LOCAL_HEADER.size + name_length
    name = data[at + LOCAL_HEADER.size : start].decode(
        "utf-8" if flags & _UTF8_NAME else "cp437", errors="replace"
    )
    start += extra_length
    packed = None if flags & _STREAMED else packed
    error = refuse_name(name) or _refuse_flags(flags)
    content, end = _unpack(data, start, method=method, packed=packed)
    following = data.find(LOCAL_MAGIC, end) if end is not None else -1
    next_at = following if following >= 0 else None
    if name.endswith("/") or is_clutter(name):
        return None, next_at
    if error:
        return Member(name=name, error=error), next_at
    inner = io.BytesIO(content) if end is not None else CutOff(content)
    taken = (len(data) if end is None else end) - start
    return Member(name=name, stream=guard(inner, packed_bytes=taken), packed_bytes=taken), next_at


def _unpack(data: bytes, start: int, *, method: int, packed: int | None) -> tuple[bytes, int | None]:
    """The unpacked bytes from `start`, and where they end; no end where they are cut off."""
    if method == zipfile.ZIP_STORED and packed is not None:
        end = start + packed
        return data[start:end], end if end <= len(data) else None
    if method != zipfile.ZIP_DEFLATED:
        return b"", None if packed is None else start + packed
    inflater, content = zlib.decompressobj(-zlib.MAX_WBITS), bytearray()
    try:
        while not inflater.eof and start < len(data) and len(content) <= MOST_SALVAGED_BYTES:
            chunk = data[start : start + CHUNK_BYTES]
            content += inflater.decompress(chunk)
            start += len(chunk)
    except zlib.error:
        return bytes(content), None
    return bytes(content), start - len(inflater.unused_data) if inflater.eof else None
