"""Names of people and places compared: folding, likeness of two spellings, and keys under which spellings meet.

Belongs here: what depends on the spelling alone. Not here: which person an exchange has (`fusion_persons.py`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz

SEPARATORS = re.compile(r"[\W_]+")
# Letters that transliterations of Slavic, Arabic and Persian names swap, each brought to one.
SKELETON_STEPS = (
    (re.compile(r"shch|sch|sh|zh|tch|ch"), "s"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"kh|gh|h"), ""),
    (re.compile(r"ts|tz"), "z"),
    (re.compile(r"[cqx]"), "k"),
    (re.compile(r"w"), "v"),
    (re.compile(r"[aeiouyj]"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)
LONG_SKELETON = 3  # shorter ones are shared by unlike names
MIN_ALIKE = 60.0  # rapidfuzz ratio that two words of one long skeleton must still reach (Whelan/Whalen 67) ...
MIN_ALIKE_SHORT = 75.0  # ... and of one short skeleton (Noury/Nouri 80)

Agreement = Literal["full", "surname"]


@lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """The name in lower case without accents and punctuation, its words apart by one space."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return SEPARATORS.sub(" ", plain).strip()


@lru_cache(maxsize=1 << 16)
def skeleton(word: str) -> str:
    """The consonants that survive transliteration; the word itself where none would be left."""
    text = word
    for pattern, replacement in SKELETON_STEPS:
        text = pattern.sub(replacement, text)
    return text or word


def name_keys(folded: str) -> frozenset[str]:
    """Keys under which two spellings of one name meet: the skeletons of all words but the first name's."""
    words = folded.split()
    return frozenset(skeleton(word) for word in (words[1:] or words))


@lru_cache(maxsize=1 << 18)
def compare_persons(one: str, other: str, same_name: float, same_first_name: float) -> Agreement | None:
    """How two folded names agree: in full, in the surname only, or not at all.

    A single word agrees with a surname only: a bare first name says nothing.
    """
    words, others = one.split(), other.split()
    if not words or not others:
        return None
    surname = _alike(words[-1], others[-1], same_name)
    if len(words) == 1 or len(others) == 1:
        return "surname" if surname else None
    if not _alike_first(words[0], others[0], same_first_name):
        same_words = sorted(words) == sorted(others)  # the surname first, or last
        return "full" if same_words else "surname" if surname else None
    # A middle name or a second surname may stand at the end of either.
    pairs = [(words[-1], word) for word in others[1:]] + [(word, others[-1]) for word in words[1:]]
    return "full" if any(_alike(a, b, same_name) for a, b in pairs) else None


@lru_cache(maxsize=1 << 16)
def is_same_place(one: str, other: str, same_name: float) -> bool:
    """Whether two folded place names mean one place: alike, or the words of one within the other."""
    return fuzz.token_set_ratio(one, other) >= same_name


def _alike_first(one: str, other: str, same_first_name: float) -> bool:
    if min(len(one), len(other)) == 1:  # an initial
        return one[0] == other[0]
    return fuzz.ratio(one, other) >= same_first_name or skeleton(one) == skeleton(other)


def _alike(one: str, other: str, same_name: float) -> bool:
    ratio = fuzz.ratio(one, other)
    if ratio >= same_name:
        return True
    key = skeleton(one)
    return key == skeleton(other) and ratio >= (MIN_ALIKE if len(key) >= LONG_SKELETON else MIN_ALIKE_SHORT)
