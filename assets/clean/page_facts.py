"""What a page declares of itself: headline, address, site, day of publication, captions, printed dates.

Belongs here: reading the head, the structured data and the marked elements of a parsed page. Not here: its main text
(`pages.py`), and which of its dates is its day of publication (`published.py`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from lxml import etree

from assets.clean.dates import HAS_DATE

TITLE_SEPARATOR = re.compile(r"(?<!\s)\s+[|\u2013\u2014-]\s+")
MIN_TITLE_WORDS: Final = 3
MIN_CAPTION_WORDS: Final = 4
MAX_CAPTION_WORDS: Final = 100  # longer is a paragraph in an element that is named so
# Names under which pages declare the day of publication, the more reliable first.
PUBLISHED_NAMES: Final = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished", "article.published",
    "article:published", "rnews:datepublished", "dcterms.issued", "dc.date.issued", "dc.issued", "dcterms.created",
    "dc.date.created", "dc.created", "dc.date", "dcterms.date", "parsely-pub-date", "sailthru.date", "bt:pubdate",
    "cxenseparse:recs:publishtime", "shareaholic:article_published_time", "originalpublicationdate", "publish-date",
    "publish_date", "publishdate", "publisheddate", "published_date", "published-date", "pubdate", "pub_date",
    "publication_date", "citation_publication_date", "citation_date", "datecreated", "article.created", "date",
)  # fmt: skip
CHANGED_NAMES: Final = (
    "article:modified_time", "og:updated_time", "og:modified_time", "datemodified", "article.updated",
    "dcterms.modified", "dc.date.modified", "last-modified", "lastmod", "revised",
)  # fmt: skip
ARTICLE_TYPES = re.compile("Article|Report|Posting")
DATE_CLASS = re.compile(
    r"(?i)(?:^|[\s_-])(?:date(?:line|time|published)?|time(?:stamp)?|published(?:on|at|date)?|pub-?date|posted(?:on)?|"
    r"post-?(?:date|meta|info)|updated|modified|byline|meta|entry-?(?:date|meta|info)|article-?(?:date|meta|info)|"
    r"stamp|created)(?:$|[\s_-])"
)
CAPTION_CLASS = re.compile(
    r"(?i)(?:^|[\s_-])(?:caption|captions|captiontext|legende|bildunterschrift|pie-?de-?foto)(?:$|[\s_-])"
)
ASIDE = re.compile(
    r"(?i)(?:^|[\s_-])(?:related|sidebar|aside|recommend\w*|trending|popular|teaser|comments?|comment-\w+|footer|nav\w*|"
    r"menu|most-?read|latest|more-?(?:news|stories)|promo)(?:$|[\s_-])"
)
ASIDE_TAGS: Final = frozenset({"nav", "aside", "footer"})
MAX_STAMP_CHARS: Final = 160
MAX_STAMPS: Final = 2  # near the headline; those further down are of other articles
Element = Any  # of lxml, which has no types


@dataclass(frozen=True)
class PageFacts:
    """What a page declares; None for what it does not.

    Attributes:
        changed: the day of its last change.
        stamps: short texts with a date, as they are printed near the headline.
    """

    title: str | None = None
    published: str | None = None
    changed: str | None = None
    url: str | None = None
    site: str | None = None
    captions: tuple[str, ...] = ()
    stamps: tuple[str, ...] = ()


def find_facts(tree: Element) -> PageFacts:
    """The facts of a parsed page."""
    metas = _metas(tree)
    linked = list(_linked_articles(tree))
    canonical = next((href for href in tree.xpath("//link[@rel='canonical']/@href") if href.startswith("http")), None)
    return PageFacts(
        title=_find_title(tree, metas),
        published=_find_published(tree, metas, linked),
        changed=_first(metas, CHANGED_NAMES) or _first_linked(linked, "dateModified"),
        url=canonical or metas.get("og:url"),
        site=metas.get("og:site_name") or next(_publishers(linked), None),
        captions=tuple(_captions(tree)),
        stamps=tuple(_stamps(tree)),
    )


def text_of(element: Element) -> str:
    """The text of an element, single spaces between words."""
    return " ".join(element.text_content().split())


def _metas(tree: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop")
        content = (element.get("content") or "").strip()
        if key and content:
            found.setdefault(key.lower(), content)
    return found


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name] for name in names if name in metas), None)


def _find_title(tree: Element, metas: dict[str, str]) -> str | None:
    headings = [text_of(heading) for heading in tree.iter("h1")]
    headings = [heading for heading in headings if len(heading.split()) >= MIN_TITLE_WORDS]
    if len(headings) == 1:
        return headings[0]
    whole = metas.get("og:title") or " ".join((tree.findtext(".//title") or "").split())
    first = TITLE_SEPARATOR.split(whole)[0]
    return (first if len(first.split()) >= MIN_TITLE_WORDS else whole) or None


def _find_published(tree: Element, metas: dict[str, str], linked: list[dict[str, Any]]) -> str | None:
    declared = _first(metas, PUBLISHED_NAMES) or _first_linked(linked, "datePublished")
    if declared := declared or next(_marked_dates(tree), None):
        return declared
    times = {time.get("datetime") for article in tree.iter("article") for time in article.iter("time")} - {None}
    return str(times.pop()) if len(times) == 1 else None


def _marked_dates(tree: Element) -> Iterator[str]:
    """The days of publication in microdata and microformats."""
    marked = (element for element in tree.iter(etree.Element) if _marks_date(element))
    for element in marked:
        told = element.get("datetime") or element.get("content") or (element.tag == "abbr" and element.get("title"))
        if told:
            yield str(told)


def _marks_date(element: Element) -> bool:
    return (
        element.get("itemprop") == "datePublished"
        or (element.tag == "time" and "pubdate" in element.attrib)
        or "published" in element.get("class", "").split()
    )


def _linked_articles(tree: Element) -> Iterator[dict[str, Any]]:
    """The articles in JSON-LD."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            yield from _articles(json.loads(script))
        except (ValueError, RecursionError):
            continue


def _articles(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, list):
        for item in node:
            yield from _articles(item)
    elif isinstance(node, dict):
        if ARTICLE_TYPES.search(str(node.get("@type"))):
            yield node
        yield from _articles(node.get("@graph"))
        yield from _articles(node.get("mainEntity"))


def _first_linked(linked: list[dict[str, Any]], name: str) -> str | None:
    return next((value for article in linked if isinstance(value := article.get(name), str)), None)


def _publishers(linked: list[dict[str, Any]]) -> Iterator[str]:
    for article in linked:
        publisher = article.get("publisher")
        name = publisher.get("name") if isinstance(publisher, dict) else None
        if isinstance(name, str) and name.strip():
            yield name.strip()


def _captions(tree: Element) -> list[str]:
    whole = next(tree.iter("article", "main"), tree)
    found = [text_of(caption) for caption in whole.iter("figcaption")]
    found += [text_of(element) for element in _classed(whole, CAPTION_CLASS)]
    return [caption for caption in dict.fromkeys(found) if _is_caption(caption)]


def _is_caption(text: str) -> bool:
    return MIN_CAPTION_WORDS <= len(text.split()) <= MAX_CAPTION_WORDS


def _stamps(tree: Element) -> list[str]:
    """Short texts with a date near the headline: below it, else right above it."""
    heading = next(tree.iter("h1"), None)
    above: list[str] = []
    below: list[str] = []
    for element in tree.iter("h1", "time", "p", "div", "span", "li", "td", "small", "em", "i", "b", "font", "section"):
        if element is heading:
            above, below = below, []
        elif element.tag == "time" or _is_named(element, DATE_CLASS):
            text = text_of(element)
            if text and len(text) <= MAX_STAMP_CHARS and HAS_DATE.search(text) and not _is_aside(element):
                below.append(text)
    return list(dict.fromkeys(below))[:MAX_STAMPS] or list(dict.fromkeys(above))[-MAX_STAMPS:]


def _classed(tree: Element, pattern: re.Pattern[str]) -> Iterator[Element]:
    return (element for element in tree.iter(etree.Element) if element is not tree and _is_named(element, pattern))


def _is_named(element: Element, pattern: re.Pattern[str]) -> bool:
    """Whether the pattern is found in the classes or the id of an element."""
    classes, name = element.get("class"), element.get("id")
    return bool((classes and _fits(pattern, classes)) or (name and _fits(pattern, name)))


@lru_cache(maxsize=10_000)
def _fits(pattern: re.Pattern[str], name: str) -> bool:
    """Whether the pattern is found in a name; the pages of a site have the same names over and over."""
    return bool(pattern.search(name))


def _is_aside(element: Element) -> bool:
    return any(
        ancestor.tag in ASIDE_TAGS or _is_named(ancestor, ASIDE) for ancestor in (element, *element.iterancestors())
    )
