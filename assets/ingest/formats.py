"""What bytes are, told by the bytes themselves and never by a file's name.

Belongs here: telling formats. Not here: reading them (`containers.py`).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from assets.clean.encoding import decode_text, stream_encoding
from assets.ingest.documents import CURATED_COLUMNS
from assets.record_fields import GUESSES, folded_name

HEAD_BYTES: Final = 64 * 1024  # what is looked at
FormatName = Literal[
    "empty", "binary", "unsupported", "parquet", "zip", "warc", "pdf", "feed", "sitemap",
    "csv", "json", "json_lines", "json_array", "html", "markdown", "text",
]  # fmt: skip

MAGIC: Final[tuple[tuple[bytes, FormatName, str], ...]] = (
    (b"PAR1", "parquet", "Parquet"),
    (b"%PDF-", "pdf", "PDF"),
    (b"PK\x03\x04", "zip", "ZIP"),
    (b"PK\x05\x06", "zip", "ZIP"),
    (b"WARC/", "warc", "WARC"),
    (b"\xfd7zXZ", "binary", "an xz archive"),
    (b"7z\xbc\xaf", "binary", "a 7z archive"),
    (b"\x89PNG", "binary", "a PNG image"),
    (b"\xff\xd8\xff", "binary", "a JPEG image"),
    (b"GIF8", "binary", "a GIF image"),
    (b"RIFF", "binary", "an image, sound or film"),
    (b"SQLite format 3", "binary", "an SQLite file"),
    (b"\xd0\xcf\x11\xe0", "binary", "an old office document"),
)
TEXT_CONTROLS: Final = b"\t\n\r\f\x1b"  # control characters that text has
CONTROL_SHARE: Final = 0.02  # more of the others and the bytes are no text
HTML_START = re.compile(r"(?is)\A(?:\s|<!--.*?-->|<\?xml[^>]*\?>)*<(?:!doctype\s+html|html|head|body)\b")
XML_ROOT = re.compile(r"(?is)\A(?:\s|<!--.*?-->|<\?[^>]*\?>|<!doctype[^>\[]*(?:\[.*?\]\s*)?>)*<(?:[\w-]+:)?([\w-]+)")
XML_START = re.compile(r"\A\s*<\?xml")
XML_NAMES: Final[dict[str, FormatName]] = {
    "rss": "feed",
    "feed": "feed",
    "RDF": "feed",
    "urlset": "sitemap",
    "sitemapindex": "sitemap",
}
HTML_PIECE = re.compile(
    r"(?is)\A\s*<(?:div|p|article|main|section|h[1-6])\b[^>]*>.*</(?:div|p|article|main|section|h[1-6])>"
)
MARKDOWN_LINE = re.compile(r"(?m)^#{1,6} \S|\]\(https?://|^\*\*[^*\n]+\*\*|^> \S|!\[[^\[\]\n]*\]\(")
FRONT_MATTER = re.compile(r"\A---\s*\n(?:[\w-]+:.*\n)+---\s*\n")
LONG_LINE: Final = 32 * 1024  # an object of one line so long may be the first of many, and is read the same alone
COLUMN_NAME = re.compile(r"[\w .:/()-]{1,40}")
DELIMITERS: Final = (",", "\t", ";", "|")
SAMPLE_ROWS: Final = 5
MIN_COLUMNS: Final = 3  # a table whose names say nothing; prose has a comma or two in line after line
# Those of publishers are left out: `Source: Reuters, London` is no header.
KNOWN_COLUMNS: Final = frozenset(
    [
        *(guess for part, guesses in GUESSES.items() if part != "publisher" for guess in guesses),
        *map(folded_name, CURATED_COLUMNS),
    ]
)


@dataclass(frozen=True)
class Format:
    """A format; `detail` says what binary or unsupported bytes are, `delimiter` and `encoding` are those of a table."""

    name: FormatName
    detail: str = ""
    delimiter: str = ""
    encoding: str = ""


def tell_format(head: bytes, columns: Collection[str] = ()) -> Format:
    """The format of a file from its first `HEAD_BYTES` bytes; `columns` are names that mark the header of a table."""
    if not head.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        if b"\0" in head:
            return Format("binary", "NUL bytes")
        return Format("empty" if len(head) < HEAD_BYTES else "text")  # text may follow the blanks
    for magic, name, detail in MAGIC:
        if head.startswith(magic):
            return Format(name, detail)
    encoding = stream_encoding(head)
    if not encoding.startswith(("utf-16", "utf-32")) and _has_controls(head):
        return Format("binary", "bytes that are no text")
    text = decode_text(head, encoding).lstrip("\ufeff")
    return _tell_markup(text) or _tell_json(text) or _tell_table(text, encoding, columns) or _tell_prose(text)


def _has_controls(head: bytes) -> bool:
    controls = head.translate(None, bytes(set(range(256)) - (set(range(32)) - set(TEXT_CONTROLS))))
    return b"\0" in controls or len(controls) > CONTROL_SHARE * len(head)


def _tell_markup(text: str) -> Format | None:
    if HTML_START.match(text) or HTML_PIECE.match(text):
        return Format("html")
    root = XML_ROOT.match(text)
    if root and root[1] in XML_NAMES:
        return Format(XML_NAMES[root[1]])
    return Format("unsupported", "an XML file that is no feed") if XML_START.match(text) else None


def _tell_json(text: str) -> Format | None:
    stripped = text.lstrip()
    if re.match(r"\[\s*[{\]]", stripped):
        return Format("json_array")
    if not re.match(r"\{\s*[\"}]", stripped):
        return None
    lines = [line.rstrip() for line in stripped.split("\n") if line.strip()]
    if len(lines) == 1:
        return Format("json_lines" if len(stripped) > LONG_LINE else "json")
    whole = [line for line in lines if line.startswith("{") and line.endswith("}")]
    return Format("json_lines" if 2 * len(whole) >= len(lines) - 1 else "json")


def _tell_table(text: str, encoding: str, columns: Collection[str]) -> Format | None:
    lines = text.splitlines()
    for delimiter in DELIMITERS:
        header = _cells(lines[:1], delimiter)
        if len(header) < 2 or not all(COLUMN_NAME.fullmatch(cell.strip()) for cell in header):  # a table
            continue
        known = set(map(folded_name, header)) & (KNOWN_COLUMNS | set(map(folded_name, columns)))
        if known or (len(header) >= MIN_COLUMNS and _has_rows_like(header, lines, delimiter)):
            return Format("csv", delimiter=delimiter, encoding=encoding)
    return None


def _has_rows_like(header: list[str], lines: list[str], delimiter: str) -> bool:
    rows = [_cells([line], delimiter) for line in lines[1 : SAMPLE_ROWS + 1]]
    return len(rows) > 1 and all(len(row) == len(header) for row in rows)


def _cells(lines: list[str], delimiter: str) -> list[str]:
    try:
        return next(csv.reader(lines, delimiter=delimiter), [])
    except csv.Error:
        return []


def _tell_prose(text: str) -> Format:
    if FRONT_MATTER.match(text) or len(MARKDOWN_LINE.findall(text)) > 1:
        return Format("markdown")
    return Format("text")


def is_curated(header: Mapping[str, object]) -> bool:
    """Whether the columns are those of a curated list of exchanges."""
    return header.keys() >= CURATED_COLUMNS
