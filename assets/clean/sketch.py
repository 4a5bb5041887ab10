"""Sketches of texts: a few of the hashes of a text's shingles, by which copies are found across all batches.

Belongs here: making a sketch. Not here: comparing sketches (`assets/deduplicate`).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import Final

import numpy as np

SHINGLE_WORDS: Final = 5
SKETCH_SIZE: Final = 64  # the standard error of a share estimated from 64 hashes is at most 1/16
MIN_SHINGLES: Final = 16  # 20 words: shorter texts share phrases by chance
WORD = re.compile(r"\w+")
NOT_ASCII = re.compile(r"[^\x00-\x7f]{1,64}")  # most letters of most texts need no folding
# Odd multipliers, one a place in the shingle, so that the order of the words counts: constants of the mixers
# SplitMix64, rrmxmx and wyhash.
PLACES: Final = np.array(
    [0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F],
    dtype=np.uint64,
)


def make_sketch(text: str) -> list[int]:
    """The smallest 64 hashes of the text's five-word shingles, ascending; empty for fewer than 20 words.

    Case, accents, punctuation and line breaks do not count. The hashes are the same on every machine and in every run.
    """
    words = WORD.findall(_folded(text))
    if len(words) < MIN_SHINGLES + SHINGLE_WORDS - 1:
        return []
    hashes = np.fromiter(map(_word_hash, words), dtype=np.uint64, count=len(words))
    n_shingles = len(words) - SHINGLE_WORDS + 1
    shingles = np.zeros(n_shingles, dtype=np.uint64)
    for place, multiplier in enumerate(PLACES):
        shingles ^= _mixed(hashes[place : place + n_shingles] * multiplier)
    smallest: list[int] = np.unique(_mixed(shingles).view(np.int64))[:SKETCH_SIZE].tolist()
    return smallest


def _folded(text: str) -> str:
    folded = text.lower()
    return folded if folded.isascii() else NOT_ASCII.sub(lambda match: _without_marks(match.group()), folded)


@lru_cache(maxsize=50_000)
def _without_marks(run: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", run) if not unicodedata.combining(char))


@lru_cache(maxsize=200_000)
def _word_hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _mixed(
    values: np.ndarray[tuple[int, ...], np.dtype[np.uint64]],
) -> np.ndarray[tuple[int, ...], np.dtype[np.uint64]]:
    """The finisher of SplitMix64: every bit of the input changes half the bits of the output."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))
