"""Bytes to text, whatever they are encoded in.

Belongs here: telling encodings. Not here: mending text that was decoded wrongly before it came (`mending.py`). `ingest`
uses it, too, to cut containers into documents; it stands here since what it does is part of this stage's rules.
"""

from __future__ import annotations

import codecs
from typing import Final

from charset_normalizer import from_bytes

BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SINGLE_BYTE: Final = ["cp1252", "cp1251", "cp1250", "cp1254", "cp1256", "koi8_r"]  # of the languages covered
CENTRAL_EUROPEAN: Final = frozenset("ąćčďěęłľňőřśšťůűźž")  # letters of cp1250 that Western text misread does not give
SAMPLE_BYTES: Final = 20_000  # telling takes time by length, and this much is sure
NUL_SHARE: Final = 0.3  # UTF-16 without a mark has a NUL in nearly every second byte


def decode_text(data: bytes, declared: str | None = None) -> str:
    """The text of the bytes; never fails, what no encoding fits becomes U+FFFD.

    Tried in turn: a byte order mark, UTF-8, UTF-16 by its NUL bytes, the declared encoding, UTF-8 with lines in
    another encoding, the single-byte encoding that gives the most plausible text.
    """
    encoding = _marked(data) or _by_nuls(data)
    if encoding:
        return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if declared and (known := _known(declared)):
        return data.decode(known, "replace")
    if _is_mostly_utf8(data):
        return "".join(_decode_line(line) for line in data.splitlines(keepends=True))
    return data.decode(_single_byte(data), "replace")


def stream_encoding(head: bytes) -> str:
    """The name of the encoding of a file, told from its first bytes (a character may be cut at their end)."""
    encoding = _marked(head) or _by_nuls(head)
    if encoding:
        return encoding
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "utf-8" if _is_mostly_utf8(head) else _single_byte(head)
    return "utf-8"


def _marked(data: bytes) -> str | None:
    return next((name for mark, name in BOMS if data.startswith(mark)), None)


def _by_nuls(data: bytes) -> str | None:
    sample = data[: SAMPLE_BYTES & ~1]
    half = len(sample) // 2
    if half and sample[1::2].count(0) > NUL_SHARE * half and not sample[::2].count(0):
        return "utf-16-le"
    if half and sample[::2].count(0) > NUL_SHARE * half and not sample[1::2].count(0):
        return "utf-16-be"
    return None


def _known(name: str) -> str | None:
    try:
        return codecs.lookup(name).name
    except (LookupError, ValueError):
        return None


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether valid sequences outnumber the bytes that break UTF-8."""
    sample = data[:SAMPLE_BYTES]
    valid = sample.decode("utf-8", "ignore")
    n_valid = sum(len(char.encode()) for char in valid if char > "\x7f")
    n_broken = len(sample) - len(valid.encode())
    return n_valid > n_broken


def _decode_line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode(_single_byte(line), "replace")


def _single_byte(data: bytes) -> str:
    best = from_bytes(data[:SAMPLE_BYTES], cp_isolation=SINGLE_BYTE).best()
    encoding = best.encoding if best else "cp1252"
    if encoding == "cp1250" and len(CENTRAL_EUROPEAN & set(str(best).lower())) < 3:  # one may be chance
        return "cp1252"
    return encoding
