"""HTML pages: main text, headline, date and address as the page itself declares them.

Belongs here: reading a page. The main text is found by trafilatura; captions, which it drops, are kept, since they may
hold the only date. Not here: furniture within the text (`furniture.py`), dates printed on the page (`published.py`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from assets.clean.reference import fold

TITLE_SEPARATOR = re.compile(r"(?<!\s)\s+[|\u2013\u2014-]\s+")
MIN_TITLE_WORDS: Final = 3
MIN_CAPTION_WORDS: Final = 4
# Names under which pages declare the day of publication, the more reliable first.
DATE_NAMES: Final = (
    "article:published_time", "og:published_time", "datepublished", "article.published", "dcterms.issued",
    "dc.date.issued", "dcterms.created", "dc.date", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
    "publish-date", "publishdate", "pubdate", "publication_date", "citation_publication_date", "date",
)  # fmt: skip
BLOCKS: Final = frozenset({
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "footer",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section",
    "table", "td", "th", "tr", "ul",
})  # fmt: skip
UNSEEN: Final = ("script", "style", "noscript", "template", "svg", "head")
Element = Any  # of lxml, which has no types
MARKUP = re.compile(r"(?i)<(?:p|div|br|html|body|article)\b[^>]*>")


@dataclass(frozen=True)
class PageParts:
    """What a page tells: its main text, and what it declares; None for what it does not."""

    text: str
    title: str | None
    published: str | None
    url: str | None
    site: str | None
    captions: tuple[str, ...] = ()


def has_markup(text: str) -> bool:
    """Whether a text is HTML, as exports often have it in their text field."""
    return bool(MARKUP.search(text))


def read_page(html: str) -> PageParts:
    """The parts of a page; the text is empty where the page cannot be parsed."""
    import trafilatura  # noqa: PLC0415 -- takes 0.3 s, which a run without pages need not wait for

    tree = trafilatura.load_html(html)
    if tree is None:
        return PageParts("", None, None, None, None)
    title, published = _find_title(tree), _find_date(tree)
    url = next((href for href in tree.xpath("//link[@rel='canonical']/@href") if href.startswith("http")), None)
    site = _meta(tree, "og:site_name")
    captions = _captions(tree)
    extracted = trafilatura.bare_extraction(html, include_comments=False, with_metadata=False)
    main = getattr(extracted, "text", None)
    text = _with_paragraphs(main) if main else _all_text(tree)
    seen = fold(text)
    text = "\n\n".join([text, *(caption for caption in captions if fold(caption) not in seen)])
    return PageParts(text, title, published, url or _meta(tree, "og:url"), site, tuple(captions))


def _meta(tree: Element, name: str) -> str | None:
    return _metas(tree).get(name)


def _metas(tree: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop")
        content = (element.get("content") or "").strip()
        if key and content:
            found.setdefault(key.lower(), content)
    return found


def _find_title(tree: Element) -> str | None:
    headings = [" ".join(heading.text_content().split()) for heading in tree.iter("h1")]
    headings = [heading for heading in headings if len(heading.split()) >= MIN_TITLE_WORDS]
    if len(headings) == 1:
        return headings[0]
    whole = _meta(tree, "og:title") or " ".join((tree.findtext(".//title") or "").split())
    first = TITLE_SEPARATOR.split(whole)[0]
    return (first if len(first.split()) >= MIN_TITLE_WORDS else whole) or None


def _find_date(tree: Element) -> str | None:
    metas = _metas(tree)
    declared = next((metas[name] for name in DATE_NAMES if name in metas), None)
    if declared := declared or next(_linked_dates(tree), None):
        return declared
    times = {time.get("datetime") for article in tree.iter("article") for time in article.iter("time")} - {None}
    return str(times.pop()) if len(times) == 1 else None


def _linked_dates(tree: Element) -> Iterator[str]:
    """The days of publication in JSON-LD, of articles only."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            yield from _article_dates(json.loads(script))
        except (ValueError, RecursionError):
            continue


def _article_dates(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for item in node:
            yield from _article_dates(item)
    elif isinstance(node, dict):
        date = node.get("datePublished")
        if isinstance(date, str) and re.search("Article|Report|Posting", str(node.get("@type"))):
            yield date
        yield from _article_dates(node.get("@graph"))
        yield from _article_dates(node.get("mainEntity"))


def _captions(tree: Element) -> list[str]:
    articles = list(tree.iter("article", "main")) or [tree]
    found = [" ".join(caption.text_content().split()) for caption in articles[0].iter("figcaption")]
    return [caption for caption in dict.fromkeys(found) if len(caption.split()) >= MIN_CAPTION_WORDS]


def _with_paragraphs(text: str) -> str:
    """The extracted text, of which every line is a paragraph, with blank lines between all but the items of a list."""
    return re.sub(r"\n(?!- )", "\n\n", text)


def _all_text(tree: Element) -> str:
    """All that can be read on the page, one line a block, for pages in which no main text is found."""
    for element in list(tree.iter(*UNSEEN)):
        if element.getparent() is not None:
            element.drop_tree()
    for element in tree.iter(*BLOCKS):
        element.text = "\n" + (element.text or "")
        element.tail = "\n" + (element.tail or "")
    return str(tree.text_content())
