"""Opening bytes: plain or packed with gzip, zstd or bzip2, with bounds that no archive bomb passes.

Belongs here: opening, unpacking, and the bounds of size. Not here: what the bytes mean (`formats.py`).
"""

from __future__ import annotations

import bz2
import gzip
import io
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

import pyarrow as pa

CODECS: Final = ((b"\x1f\x8b", "gzip"), (b"\x28\xb5\x2f\xfd", "zstd"), (b"BZh", "bzip2"))
MIB: Final = 1024 * 1024

Opener = Callable[[], BinaryIO]


@dataclass(frozen=True)
class Limits:
    """Bounds of what is read.

    Attributes:
        document_bytes: one document. Common Crawl cuts pages at 5 MiB; no report comes near it.
        unpacked_bytes: one file after unpacking.
        fetched_bytes: one answer of a server. Sitemaps have up to 50 MiB.
        ratio: unpacked to packed. Prose packs 3 to 5 times, repetitive exports up to 50, a bomb 1,000 times (the most
            that Deflate can do).
        depth: how often packing may be packed.
        members: files in one archive.
    """

    document_bytes: int = 8 * MIB
    unpacked_bytes: int = 16 * 1024 * MIB
    fetched_bytes: int = 64 * MIB
    ratio: int = 200
    depth: int = 2
    members: int = 100_000


class TooLargeError(Exception):
    """Something passes a bound: what it is, what was found, what is accepted."""

    def __init__(self, what: str, observed: str, bound: str) -> None:
        super().__init__(what)
        self.observed = observed
        self.bound = bound


def file_opener(path: Path, limits: Limits) -> Opener:
    """A function that opens the file, unpacked.

    Raises:
        OSError: on opening: missing, closed, or not a regular file (a pipe would wait for ever).
        TooLargeError: on reading, when a bound of unpacking is passed.
    """

    def opener() -> BinaryIO:
        if not stat.S_ISREG(path.stat().st_mode):
            raise OSError(0, "not a regular file")
        return unpack(path.open("rb"), limits)

    return opener


def bytes_opener(data: bytes, limits: Limits) -> Opener:
    """A function that opens bytes in memory, unpacked."""
    return lambda: unpack(io.BytesIO(data), limits)


@contextmanager
def text_of(stream: BinaryIO, encoding: str, newline: str | None = None) -> Iterator[io.TextIOWrapper]:
    """The stream as text; the stream itself is left open."""
    text = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline=newline)
    try:
        yield text
    finally:
        text.detach()


def recoded(stream: BinaryIO, encoding: str) -> BinaryIO:
    """The stream in UTF-8."""
    return io.BufferedReader(_Recoded(stream, encoding))


def unpack(stream: Any, limits: Limits) -> BinaryIO:
    """The stream, unpacked as often as it is packed.

    Raises:
        TooLargeError: it is packed too often; on reading, when a bound of unpacking is passed.
    """
    buffered = io.BufferedReader(stream)
    for _ in range(limits.depth + 1):
        codec = next((name for magic, name in CODECS if buffered.peek(4)[: len(magic)] == magic), None)
        if codec is None:
            return buffered
        buffered = io.BufferedReader(_open_codec(codec, buffered, limits), buffer_size=MIB)
    raise TooLargeError("it is packed too often", f"more than {limits.depth} times", f"{limits.depth} times")


def _open_codec(codec: str, packed: BinaryIO, limits: Limits) -> BoundedStream:
    counted = _Counted(packed)
    opened: Any
    if codec == "gzip":
        opened = gzip.GzipFile(fileobj=counted)
    elif codec == "bzip2":
        opened = bz2.BZ2File(counted)
    else:
        opened = pa.CompressedInputStream(io.BufferedReader(counted), "zstd")
    return BoundedStream(opened, limits, lambda: counted.n_bytes, packed=counted)


class _Counted(io.RawIOBase):
    """Counts the packed bytes that were read."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.n_bytes = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self.n_bytes += len(data)
        return len(data)

    def close(self) -> None:
        self._stream.close()
        super().close()


class BoundedStream(io.RawIOBase):
    """An unpacking stream that stops at the bounds of size and ratio."""

    def __init__(
        self,
        unpacking: Any,
        limits: Limits,
        packed_size: Callable[[], int],
        whole: Callable[[int], None] = lambda _: None,
        packed: io.RawIOBase | None = None,
    ) -> None:
        """Makes one.

        Args:
            unpacking: what unpacks.
            limits: the bounds.
            packed_size: how many packed bytes were read so far, or are read in all.
            whole: told of all bytes; raises when the archive that this is a member of passes its own bounds.
            packed: what is closed together with the stream.
        """
        self._unpacking = unpacking
        self._check = self.budget(limits, packed_size)
        self._whole = whole
        self._packed = packed

    @staticmethod
    def budget(limits: Limits, packed_size: Callable[[], int]) -> Callable[[int], None]:
        """A function that is told of unpacked bytes and raises `TooLargeError` at the bounds."""
        n_bytes = 0

        def check(more: int) -> None:
            nonlocal n_bytes
            n_bytes += more
            if n_bytes > limits.unpacked_bytes:
                what = "the unpacked file is too large"
                raise TooLargeError(what, f"over {n_bytes:,} bytes", f"{limits.unpacked_bytes:,} bytes")
            if n_bytes > MIB and n_bytes > limits.ratio * packed_size():
                ratio = n_bytes // max(packed_size(), 1)
                raise TooLargeError(
                    "it unpacks like an archive bomb", f"{ratio} times its size", f"{limits.ratio} times"
                )

        return check

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Unpacks into the buffer; raises `TooLargeError` at a bound."""
        data = self._unpacking.read(min(len(buffer), MIB))
        buffer[: len(data)] = data
        self._check(len(data))
        self._whole(len(data))
        return len(data)

    def close(self) -> None:
        """Closes what unpacks, too."""
        if not self.closed:
            self._unpacking.close()
            if self._packed:
                self._packed.close()
        super().close()


class _Recoded(io.RawIOBase):
    """Turns another encoding into UTF-8 while reading."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._text = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._text.read(len(buffer) // 4).encode("utf-8", "replace")  # no character takes more than four bytes
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._text.detach()
        super().close()
