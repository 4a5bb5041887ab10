"""HTML pages: their main text, and with it what they declare.

Belongs here: reading a page. The main text is found by trafilatura; captions, which it drops, are kept, since they may
hold the only date. Not here: what the page declares (`page_facts.py`), furniture within the text (`furniture.py`).
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from assets.clean.page_facts import Element, PageFacts, find_facts, text_of
from assets.clean.reference import fold

BLOCKS: Final = frozenset({
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "footer",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section",
    "table", "td", "th", "tr", "ul",
})  # fmt: skip
UNSEEN: Final = ("script", "style", "noscript", "template", "svg", "head")
HEAVY: Final = ("script", "style", "noscript", "template", "svg", "iframe", "nav")  # nothing of a report is in them
LAYOUT: Final = "./p|./div|./h1|./h2|./h3|./font|./table|./center|./article|./br/following-sibling::br"
MARKUP = re.compile(r"(?i)<(?:p|div|br|html|body|article)\b[^>]*>")
# Words from which on trafilatura's quick way is believed; on short texts it falls short of the slow one.
SURE_WORDS: Final = 80
MIN_MENU_LINKS: Final = 8
MENU_SHARE: Final = 0.9  # of the text of a menu is in its links
MENU_TAGS: Final = frozenset({"ul", "ol", "div", "section", "table", "td", "header"})


@dataclass(frozen=True)
class PageParts:
    """What a page tells: its main text, captions included, and what it declares."""

    text: str
    facts: PageFacts = field(default_factory=PageFacts)


def has_markup(text: str) -> bool:
    """Whether a text is HTML, as exports often have it in their text field."""
    return bool(MARKUP.search(text))


def read_page(html: str) -> PageParts:
    """The parts of a page; the text is empty where the page cannot be parsed."""
    import trafilatura  # noqa: PLC0415 -- takes 0.3 s, which a run without pages need not wait for

    tree = trafilatura.load_html(html)
    if tree is None:
        return PageParts("")
    held = list(tree.iter())  # lxml makes an element's object anew for every look at it that finds it let go
    _drop_heavy(tree)
    _drop_menus(tree)
    facts = find_facts(tree)
    _flatten_layout(tree)
    held.clear()
    main = _main_text(tree)
    text = _with_paragraphs(main) if main else _all_text(tree)
    seen = fold(text)
    text = "\n\n".join([text, *(caption for caption in facts.captions if fold(caption) not in seen)])
    return PageParts(text, facts)


def _main_text(tree: Element) -> str:
    """The main text by the quick way, or by the slow one, which compares three algorithms, where that finds little."""
    import trafilatura  # noqa: PLC0415

    quick = trafilatura.bare_extraction(tree, options=_options(fast=True))
    text = getattr(quick, "text", None) or ""
    if len(text.split()) >= SURE_WORDS:
        return text
    _hash_stop_words_once()
    slow = trafilatura.bare_extraction(tree, options=_options(fast=False))
    return getattr(slow, "text", None) or ""


@cache
def _options(*, fast: bool) -> Any:
    """How trafilatura reads; made anew for every page, they take a fifth of its quick way."""
    from trafilatura.settings import Extractor  # noqa: PLC0415

    return Extractor(output_format="python", fast=fast, comments=False)


class _StopWords(tuple[str, ...]):
    """Stop words that are told apart by being the same object, not by all of their 150,000 words."""

    __slots__ = ()
    __hash__ = object.__hash__
    __eq__ = object.__eq__


@cache
def _hash_stop_words_once() -> None:
    """Spares 10 ms a page: justext, which the slow way asks, keeps what it makes of its stop words under their hash."""
    from trafilatura import external  # noqa: PLC0415

    external.JT_STOPLIST = _StopWords(external.jt_stoplist_init())  # type: ignore[assignment]  # declared as None


def _drop_heavy(tree: Element) -> None:
    """Takes out what is no text; JSON-LD stays, since it may hold the whole report."""
    for element in list(tree.iter(*HEAVY)):
        if element.getparent() is not None and element.get("type") != "application/ld+json":
            element.drop_tree()


def _drop_menus(tree: Element) -> None:
    """Takes out the largest blocks that are nothing but links; every later look at the page is the faster for it."""
    links: dict[Element, list[int]] = {}
    for link in tree.iter("a"):
        n_chars = len(text_of(link))
        for ancestor in link.iterancestors(*MENU_TAGS):
            told = links.setdefault(ancestor, [0, 0])
            told[0] += 1
            told[1] += n_chars
    menus = [block for block, (n, n_chars) in links.items() if n >= MIN_MENU_LINKS and _is_menu(block, n_chars)]
    for menu in menus:
        if menu.getparent() is not None:
            menu.drop_tree()


def _is_menu(block: Element, link_chars: int) -> bool:
    return link_chars >= MENU_SHARE * len(text_of(block))


def _flatten_layout(tree: Element) -> None:
    """Turns tables that lay out the page into plain blocks; trafilatura reads every table as rows of figures."""
    for table in list(tree.iter("table")):
        if any(cell.xpath(LAYOUT) for cell in table.iter("td", "th")):
            for element in table.iter("table", "tbody", "thead", "tr", "td", "th"):
                element.tag = "div"


def _with_paragraphs(text: str) -> str:
    """The extracted text, of which every line is a paragraph, with blank lines between all but the items of a list."""
    return re.sub(r"\n(?!- )", "\n\n", text)


def _all_text(tree: Element) -> str:
    """All that can be read on the page, one line a block, for pages in which no main text is found."""
    tree = deepcopy(tree)
    for element in list(tree.iter(*UNSEEN)):
        if element.getparent() is not None:
            element.drop_tree()
    for element in tree.iter(*BLOCKS):
        element.text = "\n" + (element.text or "")
        element.tail = "\n" + (element.tail or "")
    return str(tree.text_content())
