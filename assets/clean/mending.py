"""Mending of decoded text: mojibake, control and invisible characters, spaces, line breaks, Unicode form.

Belongs here: what does not change a word. Not here: decoding bytes (`encoding.py`), page furniture (`furniture.py`).
"""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Final

import ftfy

LINE_BREAKS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
# Control characters, and signs that print nothing but part words: zero-width space, soft hyphen, word joiner,
# direction marks, byte order mark. The joiners U+200C and U+200D are kept: Persian and Hindi words need them.
INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
)
SURROGATES = re.compile(r"[\ud800-\udfff]")
SPACES = re.compile(r" [^\S\n]+|[^\S\n ][^\S\n]*")  # white space that is more than one space
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
# Mojibake is letters and signs beside each other that no language has so: what stands around those that are neither
# ASCII nor typographic quotes, dashes and points tells, and is a small part of most texts.
PLAIN: Final = r"\x00-\x7f\u2013\u2014\u2018\u2019\u201c\u201d\u2026"
AROUND: Final = 16  # characters; the longest pattern of ftfy has 6
SUSPECT = re.compile(rf"[^{PLAIN}]+(?:[{PLAIN}]{{1,{2 * AROUND}}}[^{PLAIN}]+)*")
# Marks on one letter in a row: the bound of Unicode's stream-safe text (UAX 15); no language comes near it, and
# without it text made of marks takes quadratic time to normalise.
MAX_MARKS: Final = 30


def mend_text(text: str) -> str:
    """The text in NFC, with its lines stripped and single spaces, and without what cannot be seen.

    Mojibake is mended only in lines that look like it, so that good text is never touched.
    """
    text = LINE_BREAKS.sub("\n", text)
    text = SURROGATES.sub("\ufffd", text)
    if "&" in text:
        text = ENTITY.sub(lambda match: html.unescape(match.group()), text)
        text = LINE_BREAKS.sub("\n", text)
    if not text.isascii():
        text = _mend_encoding(text)
        if not unicodedata.is_normalized("NFC", text):
            text = unicodedata.normalize("NFC", _bounded_marks(text))
    text = SPACES.sub(" ", INVISIBLE.sub("", text))
    return "\n".join(line.strip() for line in text.split("\n"))


def _mend_encoding(text: str) -> str:
    around = [text[max(0, m.start() - AROUND) : m.end() + AROUND] for m in SUSPECT.finditer(text)]
    if not ftfy.badness.is_bad("\n".join(around)):
        return text
    return "\n".join(ftfy.fix_encoding(line) if ftfy.badness.is_bad(line) else line for line in text.split("\n"))


def _bounded_marks(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks <= MAX_MARKS:
            kept.append(char)
    return "".join(kept)
