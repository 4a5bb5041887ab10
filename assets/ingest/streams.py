"""Opening bytes: plain or gzip, with bounds that no archive bomb passes.

Belongs here: opening, unpacking, and the bounds of size. Not here: what the bytes mean (`formats.py`).
"""

from __future__ import annotations

import gzip
import io
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

GZIP_MAGIC: Final = b"\x1f\x8b"
MIB: Final = 1024 * 1024

Opener = Callable[[], BinaryIO]


@dataclass(frozen=True)
class Limits:
    """Bounds of what is read.

    Attributes:
        document_bytes: one document. Common Crawl cuts pages at 5 MiB; no report comes near it.
        unpacked_bytes: one file after unpacking.
        ratio: unpacked to packed. Prose packs 3 to 5 times, repetitive exports up to 50, a bomb 1,000 times (the most
            that Deflate can do).
        depth: how often gzip may be packed in gzip.
    """

    document_bytes: int = 8 * MIB
    unpacked_bytes: int = 16 * 1024 * MIB
    ratio: int = 200
    depth: int = 2


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
        return _unpacked(path.open("rb"), limits)

    return opener


def bytes_opener(data: bytes, limits: Limits) -> Opener:
    """A function that opens bytes in memory, unpacked."""
    return lambda: _unpacked(io.BytesIO(data), limits)


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


def _unpacked(stream: Any, limits: Limits) -> BinaryIO:
    buffered = io.BufferedReader(stream)
    for _ in range(limits.depth):
        if buffered.peek(2)[:2] != GZIP_MAGIC:
            return buffered
        buffered = io.BufferedReader(_BoundedGzip(buffered, limits), buffer_size=MIB)
    if buffered.peek(2)[:2] == GZIP_MAGIC:
        raise TooLargeError(
            "gzip is packed in gzip too often", f"more than {limits.depth} times", f"{limits.depth} times"
        )
    return buffered


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


class _BoundedGzip(io.RawIOBase):
    """Unpacks gzip and stops at the bounds."""

    def __init__(self, stream: BinaryIO, limits: Limits) -> None:
        self._packed = _Counted(stream)
        self._unpacked = gzip.GzipFile(fileobj=self._packed)
        self._limits = limits
        self._n_bytes = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._unpacked.read(len(buffer))
        buffer[: len(data)] = data
        self._n_bytes += len(data)
        self._check_bounds()
        return len(data)

    def _check_bounds(self) -> None:
        if self._n_bytes > self._limits.unpacked_bytes:
            raise TooLargeError(
                "the unpacked file is too large",
                f"over {self._n_bytes:,} bytes",
                f"{self._limits.unpacked_bytes:,} bytes",
            )
        if self._n_bytes > MIB and self._n_bytes > self._limits.ratio * self._packed.n_bytes:
            ratio = self._n_bytes // max(self._packed.n_bytes, 1)
            raise TooLargeError(
                "it unpacks like an archive bomb", f"{ratio} times its size", f"{self._limits.ratio} times"
            )

    def close(self) -> None:
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
