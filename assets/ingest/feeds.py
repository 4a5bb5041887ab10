"""Feeds and sitemaps: the pages that they name, with what they tell of each.

Belongs here: RSS, Atom and sitemaps as bytes, cut into entries. Not here: fetching (`web.py`). The parser resolves no
entity and loads nothing, so a feed can neither read files nor grow beyond its own size.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Final
from urllib.parse import urljoin

from lxml import etree

ROOTS: Final = frozenset({"rss", "feed", "rdf", "urlset", "sitemapindex"})
ENTRIES: Final = frozenset({"item", "entry", "url", "sitemap"})
PUBLISHED: Final = ("pubdate", "published", "issued", "publication_date", "date", "created")
CHANGED: Final = ("updated", "modified", "lastmod")
TEXT: Final = ("encoded", "content", "description", "summary")  # the fullest first
OF_MEDIA: Final = ("mrss", "sitemap-image", "sitemap-video", "itunes")  # in the names of their namespaces
MAX_ENTRIES: Final = 50_000  # what one sitemap may name (sitemaps.org)


class FeedError(ValueError):
    """The feed cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed or sitemap tells of one page; `changed` is when it says that the page was last changed."""

    url: str | None
    title: str | None = None
    published: str | None = None
    changed: str | None = None
    text: str | None = None
    is_sitemap: bool = False

    def record(self) -> dict[str, str]:
        """What is told, as a record with the names that a report has."""
        told = {"url": self.url, "title": self.title, "published": self.published or self.changed, "text": self.text}
        return {name: value for name, value in told.items() if value}

    def given(self) -> dict[str, str]:
        """What a feed tells of a page beside the page itself.

        The day of a change tells something where there is no other; in a sitemap it is often that of its making.
        """
        told = {"title": self.title, "published": self.published or (self.changed if self.title else None)}
        return {name: value for name, value in told.items() if value}

    def page(self) -> dict[str, object]:
        """Where and when the page is, without what can be long: enough to look for it again."""
        return {name: value for name, value in asdict(self).items() if value and name != "text"}


def read_entries(data: bytes, base: str | None = None) -> list[Entry]:
    """The entries of a feed or sitemap, in its order; addresses are completed by `base`.

    Raises:
        FeedError: it defines entities, which no feed needs, is no XML, or names more pages than a sitemap may.
    """
    if b"<!ENTITY" in data or "<!ENTITY".encode("utf-16-le") in data or "<!ENTITY".encode("utf-16-be") in data:
        raise FeedError("it defines XML entities, which no feed needs and attacks use")
    entries: list[Entry] = []
    try:
        for entry in _entries(data, base):
            entries.append(entry)
            if len(entries) > MAX_ENTRIES:
                raise FeedError(f"it names more than {MAX_ENTRIES:,} pages")
    except etree.XMLSyntaxError as error:
        raise FeedError(f"it is no XML that can be read: {error}") from error
    return entries


def _entries(data: bytes, base: str | None) -> Iterator[Entry]:
    parsing = etree.iterparse(
        io.BytesIO(data), events=("end",), resolve_entities=False, no_network=True, load_dtd=False, recover=True
    )
    for _, element in parsing:
        if _name(element) in ENTRIES and _name(element.getparent()) not in ENTRIES:
            yield _read_entry(element, base)
            element.clear()
    if _name(parsing.root) not in ROOTS:
        raise FeedError(f"it is no feed or sitemap, it begins with {_name(parsing.root) or 'something else'!r}")


def _read_entry(element: etree._Element, base: str | None) -> Entry:
    found: dict[str, str] = {}
    for part in _parts(element):
        value = _content(part)
        if _name(part) == "link" and not value and part.get("rel", "alternate") == "alternate":
            value = (part.get("href") or "").strip()
        if value:
            found.setdefault(_name(part), value)
    guid = found.get("guid", "")
    url = _first(found, ("link", "loc")) or (guid if guid.startswith("http") else None)
    return Entry(
        url=urljoin(base or "", url) if url else None,
        title=found.get("title"),
        published=_first(found, PUBLISHED),
        changed=_first(found, CHANGED),
        text=max((found[name] for name in TEXT if name in found), key=len, default=None),
        is_sitemap=_name(element) == "sitemap",
    )


def _parts(element: etree._Element) -> Iterator[etree._Element]:
    """The parts of an entry, and those of a sitemap's `news`; not those that tell of images and films."""
    for part in element:
        if _name(part) == "news":
            yield from part
        elif _name(part) and not any(sign in part.tag for sign in OF_MEDIA):
            yield part


def _first(found: Mapping[str, str], names: Sequence[str]) -> str | None:
    return next((found[name] for name in names if name in found), None)


def _name(element: etree._Element | None) -> str:
    """The name of an element without its namespace, in lower case; empty for comments and the like."""
    if element is None or not isinstance(element.tag, str):
        return ""
    return str(etree.QName(element).localname).lower()


def _content(element: etree._Element) -> str:
    """The text of an element; of markup that stands in it as such (Atom's XHTML) the source."""
    if len(element) and _name(element) in TEXT:
        return "".join(etree.tostring(child, encoding="unicode") for child in element).strip()
    return (element.text or "").strip()
