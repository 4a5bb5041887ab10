"""Spellings: one form for the ways in which a name from another script is written ("Khylyuk", "Hyliuk").

Belongs here: bringing letters together that transliterations of Slavic, Arabic and Persian names swap. Not here:
whether two names of a report are one person's (`mentions/persons.py`), or of several (`assets/deduplicate/names.py`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

# Letters and groups of them that transliterations swap, each brought to one; in this order.
SWAPPED: Final = (
    *(("kh", "h"), ("gh", "h"), ("dzh", "j"), ("dj", "j"), ("ph", "f"), ("ck", "k"), ("q", "k"), ("x", "ks")),
    *(("w", "v"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("g", "h"), ("tz", "ts"), ("c", "k")),
)
VOWELS: Final = re.compile("[iyj]+e?")
DOUBLED: Final = re.compile(r"(.)\1")
MAX_KNOWN: Final = 1 << 13  # words whose sound is kept: names of persons come again and again


def sound_of(name: str) -> str:
    """A full name as its transliterations share it, without accents, hyphens and initials; empty for a single word."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    words = [word for word in plain.replace("'", "").replace("-", " ").split() if len(word.rstrip(".")) > 1]
    if len(words) < 2:
        return ""
    return " ".join(map(_sound_of_word, words))


@lru_cache(maxsize=MAX_KNOWN)
def _sound_of_word(sound: str) -> str:
    for letters, one in SWAPPED:
        sound = sound.replace(letters, one)
    return DOUBLED.sub(r"\1", VOWELS.sub("i", sound))
