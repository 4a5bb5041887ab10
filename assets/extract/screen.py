"""The screen: which texts have any word of captivity or exchange, told at the speed of a scan.

Belongs here: looking for the stems of `[screen]` in a whole column at once, in the bytes as Arrow holds them. Not here:
whether a text that has one tells of an exchange; most do not, and reading them (`reading.py`) says why.
"""

from __future__ import annotations

import ahocorasick_rs
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from assets.extract.lexicon import Lexicon


class Screen:
    """Finds the texts that hold one of some stems, in small letters, with a capital, or in capitals throughout."""

    def __init__(self, lexicon: Lexicon) -> None:
        stems = sorted(lexicon.words["screen.stems"])
        printed = {form.encode() for stem in stems for form in (stem, stem.capitalize(), stem.upper())}
        # Leftmost matching is what lets the library compare many bytes at once; which stem it finds is all the same.
        self._stems = ahocorasick_rs.BytesAhoCorasick(sorted(printed), ahocorasick_rs.MatchKind.LeftmostFirst)

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
        found = self._stems.find_matches_as_indexes(letters[offsets[0] : offsets[-1]].data)
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
