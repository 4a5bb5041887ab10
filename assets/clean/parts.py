"""The parts of a landed document: text, headline, date field and address, whatever format it landed in.

Belongs here: taking a document apart. Not here: what is then made of the parts (`documents.py`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from assets.clean.encoding import decode_text
from assets.clean.mending import mend_text
from assets.clean.pages import has_markup, read_page
from assets.clean.pdf import read_pdf
from assets.clean.reference import page_dates
from assets.record_fields import flattened

CHARSET = re.compile(rb"""(?i)<meta[^>]{0,200}charset=["']?\s*([\w.:-]{1,40})""")
CHARSET_BYTES: Final = 4096  # HTML wants the declaration in the first 1,024 bytes; pages are not that strict
FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n((?:.*\r?\n){1,50}?)---[ \t]*(?:\r?\n|\Z)")
FRONT_MATTER_FIELD = re.compile(
    r"(?m)^(title|headline|date|published|url|link)[ \t]*:[ \t]*[\"']?(.*?)[\"']?[ \t]*\r?$"
)
IMAGE = re.compile(r"!\[([^\[\]\n]*)\]\([^()\n]*\)")
LINK = re.compile(r"\[([^\[\]\n]+)\]\([^()\n]*\)")
HEADING = re.compile(r"(?m)^#{1,6}[ \t]+(.*?)[ \t]*#*$")
QUOTE = re.compile(r"(?m)^>[ \t]?")
EMPHASIS = re.compile(r"(\*\*|__|\*)(?=\S)([^*_\n]+?)(?<=\S)\1")
MAX_TITLE_CHARS: Final = 500


@dataclass(frozen=True)
class Parts:
    """The parts of a document; None for what it does not have.

    Attributes:
        text: mended, with its furniture.
        published: the date field or declaration as it stands.
        prefix: the date of the page metadata that stood before the text.
        site: the publisher as the page names itself.
        changed: the day of the last change, as the page declares it.
        captions: what the page marks as captions of photos; they stand in the text, too.
        stamps: what the page marks as dates near its headline; they need not stand in the text.
        given: what the source, the feed or the archive tells beside the document.
    """

    text: str
    title: str | None = None
    published: object = None
    prefix: str | None = None
    url: str | None = None
    site: str | None = None
    changed: str | None = None
    captions: tuple[str, ...] = ()
    stamps: tuple[str, ...] = ()
    given: Mapping[str, str] = field(default_factory=dict)


def take_apart(document: Mapping[str, Any]) -> Parts:
    """The parts of a row of `landing`."""
    given = json.loads(document.get("given") or "{}")  # batches that landed early have no such column
    return replace(_own_parts(document, given.get("charset")), given=given)


def _own_parts(document: Mapping[str, Any], charset: str | None) -> Parts:
    """What the document tells by itself; `charset` is the encoding that its server declared."""
    raw, url = document["raw"], document["url"]
    if document["format"] == "curated":
        return Parts(_render_row(json.loads(raw), json.loads(document["fields"])["columns"]))
    if document["format"] == "json":
        return _from_record(json.loads(decode_text(raw)), json.loads(document["fields"]), url)
    if document["format"] == "html":
        return _from_page(_decode_page(raw, charset), url)
    if document["format"] == "pdf":
        return _from_text(read_pdf(raw), None, None, url)
    text = decode_text(raw, charset)
    return _from_markdown(text, url) if document["format"] == "markdown" else _from_text(text, None, None, url)


def _from_record(record: Mapping[str, Any], fields: Mapping[str, str], url: str | None) -> Parts:
    flat = flattened(record)
    told = {part: flat.get(name) for part, name in fields.items()}
    text, published = str(flat[fields["text"]]), told.get("published")
    title, publisher = (value if isinstance(value, str) else None for value in map(told.get, ("title", "publisher")))
    if has_markup(text):
        page = _from_page(text, url)
        site = _mended_title(publisher) or page.site
        return replace(page, title=_mended_title(title) or page.title, published=published or page.published, site=site)
    return _from_text(text, title, published, url, _mended_title(publisher))


def _from_page(html: str, url: str | None) -> Parts:
    page = read_page(html)
    facts = page.facts
    parts = _from_text(page.text, facts.title, facts.published, url or facts.url, facts.site)
    captions, stamps = (tuple(map(mend_text, lines)) for lines in (facts.captions, facts.stamps))
    return replace(parts, changed=facts.changed, captions=captions, stamps=stamps)


def _from_markdown(text: str, url: str | None) -> Parts:
    fields: dict[str, str] = {}
    if front_matter := FRONT_MATTER.match(text):
        fields = dict(FRONT_MATTER_FIELD.findall(front_matter[1]))
        text = text[front_matter.end() :]
    for pattern, kept in ((IMAGE, r"\1"), (LINK, r"\1"), (HEADING, r"\1"), (QUOTE, ""), (EMPHASIS, r"\2")):
        text = pattern.sub(kept, text)
    title = fields.get("title") or fields.get("headline")
    return _from_text(
        text, title, fields.get("published") or fields.get("date"), url or fields.get("url") or fields.get("link")
    )


def _from_text(text: str, title: str | None, published: object, url: str | None, site: str | None = None) -> Parts:
    text = mend_text(text)
    prefix = page_dates().prefix.match(text)
    return Parts(
        text[prefix.end() :] if prefix else text,
        _mended_title(title),
        published,
        prefix[1] if prefix else None,
        url,
        site,
    )


def _mended_title(title: str | None) -> str | None:
    """A title on one line, mended and bounded."""
    return (" ".join(mend_text(title).split())[:MAX_TITLE_CHARS] or None) if title else None


def _decode_page(raw: bytes, charset: str | None) -> str:
    declared = CHARSET.search(raw[:CHARSET_BYTES])
    return decode_text(raw, charset or (declared[1].decode("ascii") if declared else None))


def _render_row(row: Mapping[str, str], columns: list[str]) -> str:
    """A row of a curated list as `column: value` lines, in the order of its columns."""
    return "\n".join(f"{column}: {' '.join(mend_text(row[column]).split())}".rstrip() for column in columns)
