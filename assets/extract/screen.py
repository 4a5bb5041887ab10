"""The screen: which texts have any word of captivity or exchange, told at the speed of a scan.

Belongs here: looking for the stems of `[screen]` in a whole column at once, in the bytes as Arrow holds them. Not here:
whether a text that has one tells of an exchange; most do not, and reading them (`reading.py`) says why.
"""

from __future__ import annotations

import threading
from functools import partial

import hyperscan
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from assets.extract.language.lexicon import Lexicon

# How many bytes are searched at once: the library counts them in 32 bits.
BLOCK = 1 << 30


class Screen:
    """Finds the texts that hold one of some stems, in capitals or not; any number of threads may use it at once."""

    def __init__(self, lexicon: Lexicon) -> None:
        stems = [stem.encode() for stem in sorted(lexicon.words["screen.stems"])]
        self._lengths = np.array([len(stem) for stem in stems], dtype=np.int64)
        self._stems = hyperscan.Database()
        self._stems.compile(
            expressions=stems,
            ids=list(range(len(stems))),
            elements=len(stems),
            flags=hyperscan.HS_FLAG_CASELESS,
            literal=True,
        )
        self._threads = threading.local()

    def mask(self, texts: pa.ChunkedArray) -> pa.ChunkedArray:
        """Which texts have a stem.

        Args:
            texts: one value is a text (`string` or `large_string`); null has no stem.

        Returns:
            One boolean a text, never null, in chunks like those of `texts`.
        """
        return pa.chunked_array((self._chunk(chunk) for chunk in texts.chunks), pa.bool_())

    def _chunk(self, texts: pa.Array) -> pa.Array:
        offsets, letters = _layout(texts)
        begins, ends = self._find(letters[offsets[0] : offsets[-1]])
        of_begin, of_end = (np.searchsorted(offsets, offsets[0] + at, side="right") - 1 for at in (begins, ends - 1))
        has_stem = np.zeros(len(texts), dtype=bool)
        # What begins in one text and ends in the next is in neither.
        has_stem[of_begin[of_begin == of_end]] = True
        return pa.array(has_stem)

    def _find(self, letters: npt.NDArray[np.uint8]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Where the stems begin and end."""
        found: list[tuple[int, int]] = []
        for first in range(0, len(letters), BLOCK):
            # A stem over the edge of two blocks is in the second.
            start = max(0, first - int(self._lengths.max()))
            block = letters[start : first + BLOCK].data
            note = partial(_note, found, start)
            self._stems.scan(block, note, scratch=self._scratch())  # type: ignore[type-var]  # a buffer will do
        stem, end = np.array(found, dtype=np.int64).reshape(-1, 2).T
        return end - self._lengths[stem], end

    def _scratch(self) -> hyperscan.Scratch:
        """The memory that a search of this thread needs for itself."""
        scratch: hyperscan.Scratch | None = getattr(self._threads, "scratch", None)
        if scratch is None:
            scratch = self._threads.scratch = self._stems.scratch.clone()
        return scratch


def _note(found: list[tuple[int, int]], start: int, stem: int, _begin: int, end: int, *_: object) -> None:
    found.append((stem, start + end))


def _layout(texts: pa.Array) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.uint8]]:
    """Where each text begins in the bytes of all of them, with the end of the last, and these bytes."""
    wide = texts.cast(pa.large_string())
    _, offsets, letters = wide.buffers()
    begins = np.frombuffer(offsets, dtype=np.int64)[wide.offset : wide.offset + len(wide) + 1]
    return begins, np.frombuffer(letters or b"", dtype=np.uint8)
