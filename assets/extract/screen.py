"""The screen: which texts have any word of captivity or exchange, told at the speed of a scan.

Belongs here: looking for the stems of `[screen]` in a whole column at once, in the bytes as Arrow holds them. Not here:
whether a text that has one tells of an exchange; most do not, and reading them (`reading.py`) says why.
"""

from __future__ import annotations

import ahocorasick_rs
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from assets.extract.language.lexicon import Lexicon

# The bit that a small letter has more than its capital; what it makes of other signs is no letter of a stem.
SMALL = np.uint8(0x20)


class Screen:
    """Finds the texts that hold one of some stems, in capitals or not."""

    def __init__(self, lexicon: Lexicon) -> None:
        stems = [stem.encode() for stem in sorted(lexicon.words["screen.stems"])]
        # Leftmost matching is what lets the library compare many bytes at once, up to 64 stems; which stem it finds is
        # all the same.
        self._stems = ahocorasick_rs.BytesAhoCorasick(stems, ahocorasick_rs.MatchKind.LeftmostFirst)

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
        small = letters[offsets[0] : offsets[-1]] | SMALL
        found = self._stems.find_matches_as_indexes(small.data)
        # A match that begins in one text and ends in the next lets both through.
        touched = offsets[0] + np.array([at for _, start, end in found for at in (start, end - 1)], dtype=np.int64)
        has_stem = np.zeros(len(texts), dtype=bool)
        has_stem[np.searchsorted(offsets, touched, side="right") - 1] = True
        return pa.array(has_stem)


def _layout(texts: pa.Array) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.uint8]]:
    """Where each text begins in the bytes of all of them, with the end of the last, and these bytes."""
    wide = texts.cast(pa.large_string())
    _, offsets, letters = wide.buffers()
    begins = np.frombuffer(offsets, dtype=np.int64)[wide.offset : wide.offset + len(wide) + 1]
    return begins, np.frombuffer(letters or b"", dtype=np.uint8)
