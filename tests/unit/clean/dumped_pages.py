"""Pages with all their furniture, as dumps of raw text and as HTML, and what `clean` leaves of it.

Belongs here: putting the pages of `dumped_pages.toml` together in six layouts, and counting what is left and lost.
Used by `test_dumped_pages.py`, and by `bench/furniture.py`, which prints the shares.
"""

from __future__ import annotations

import hashlib
import html
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from typing import Any, Final

from assets.clean.documents import clean_document
from warehouse.refusals import Refusal

LANDED_AT: Final = datetime(2026, 7, 1)
PAGES: Final[dict[str, Any]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
WORDINGS: Final = (0, 1)
TEXT_LAYOUTS: Final = ("spaced", "dense", "blocks")
HTML_LAYOUTS: Final = ("semantic", "divisions", "tables")

Blocks = list[tuple[str, list[str]]]
"""What a page holds, from top to bottom: the kind of a block, and its lines."""


@dataclass(frozen=True)
class DumpedPage:
    """A page put together.

    Attributes:
        raw: the text or HTML.
        body: the lines of the report.
        furniture: the lines around it, by kind.
        caption: the caption of its photo, which is to be told apart.
        day: its day of publication, which only its stamp tells.
    """

    name: str
    language: str
    wording: int
    layout: str
    raw: str
    title: str
    body: list[str]
    furniture: dict[str, list[str]]
    caption: str
    day: date


@dataclass
class Outcome:
    """What came of a page: words left and lost, and which of its facts were found."""

    furniture_words: int = 0
    left_words: int = 0
    body_words: int = 0
    lost_words: int = 0
    left: Counter[str] = field(default_factory=Counter)
    lines_left: list[str] = field(default_factory=list)
    lines_lost: list[str] = field(default_factory=list)
    title_is_right: bool = False
    day_is_right: bool = False
    caption_is_right: bool = False
    language_is_right: bool = False


def make_pages() -> Iterator[DumpedPage]:
    """Every page of every language, wording and layout."""
    for language, told in PAGES.items():
        for wording in WORDINGS:
            furniture = {kind: wordings[wording] for kind, wordings in told["furniture"].items()}
            for layout in (*TEXT_LAYOUTS, *HTML_LAYOUTS):
                blocks = _blocks(told, furniture, layout)
                raw = _as_text(blocks, layout) if layout in TEXT_LAYOUTS else _as_html(blocks, layout, told["title"])
                yield DumpedPage(
                    f"{language}-{layout}-{wording + 1}",
                    language,
                    wording,
                    layout,
                    raw,
                    told["title"],
                    told["text"],
                    furniture,
                    told["caption"],
                    told["stamp_day"],
                )


def clean_page(page: DumpedPage) -> dict[str, Any] | Refusal:
    """What the stage makes of a page."""
    raw = page.raw.encode()
    return clean_document(
        {
            "document_id": page.name, "origin": page.name, "member": 0, "source": "test", "url": None, "given": None,
            "format": "html" if page.layout in HTML_LAYOUTS else "text", "raw": raw, "fields": None,
            "sha256": hashlib.sha256(raw).hexdigest(), "n_bytes": len(raw), "landed_at": LANDED_AT,
        }
    )  # fmt: skip


def judge(page: DumpedPage) -> Outcome:
    """What of a page's furniture is left, what of its body is lost, and which facts are found."""
    cleaned = clean_page(page)
    row = {} if isinstance(cleaned, Refusal) else cleaned
    lines = set(row.get("text", "").replace("- ", "").split("\n"))
    told = Outcome(
        title_is_right=row.get("title") == page.title,
        day_is_right=row.get("published_on") == page.day,
        caption_is_right=row.get("captions") == [page.caption],
        language_is_right=row.get("language") == page.language,
    )
    for line in page.body:
        told.body_words += len(line.split())
        if line not in lines:
            told.lost_words += len(line.split())
            told.lines_lost.append(line)
    for kind, furniture in page.furniture.items():
        for line in furniture:
            told.furniture_words += len(line.split())
            if line in lines:
                told.left_words += len(line.split())
                told.left[kind] += 1
                told.lines_left.append(f"{kind}: {line}")
    return told


def _blocks(told: dict[str, Any], furniture: dict[str, list[str]], layout: str) -> Blocks:
    """The blocks of a page; layouts differ in what stands where."""
    head: Blocks = [("title", [told["title"]]), ("stamp", [told["stamp"]]), ("share", furniture["share"])]
    if layout in {"dense", "tables"}:
        head = [("title", [told["title"]]), ("share", furniture["share"]), ("stamp", [told["stamp"]])]
    if layout == "blocks":  # the headline in the page's head and again above the text, the section between them
        head = [("title", [told["title"]]), ("label", furniture["label"]), *head]
    else:
        head = [("label", furniture["label"]), *head]
    first, second, third = ([("text", [line])] for line in told["text"])
    caption: Blocks = [("caption", [told["caption"]])]
    kinds = ("author", "tags", "related", "trending", "donation", "comments", "footer")
    if layout in {"dense", "semantic"}:
        kinds = ("tags", "author", "donation", "trending", "related", "comments", "footer")
    return [
        *((kind, furniture[kind]) for kind in ("cookie", "menu", "ticker")),
        *head,
        *caption,
        *first,
        *((kind, furniture[kind]) for kind in ("ad", "also")),
        *second,
        ("newsletter", furniture["newsletter"]),
        *third,
        *((kind, furniture[kind]) for kind in kinds),
    ]


def _as_text(blocks: Blocks, layout: str) -> str:
    if layout == "dense":
        return "\n".join(chain.from_iterable(lines for _, lines in blocks))
    if layout == "spaced":
        return "\n\n".join(chain.from_iterable(lines for _, lines in blocks))
    return "\n\n".join("\n".join(lines) for _, lines in blocks)


def _as_html(blocks: Blocks, layout: str, title: str) -> str:
    tag = {"semantic": _semantic, "divisions": _division, "tables": _paragraph}[layout]
    parts = [(kind, tag(kind, [html.escape(line) for line in lines])) for kind, lines in blocks]
    places = [kind for kind, _ in parts]
    first, last = places.index("title"), len(places) - 1 - places[::-1].index("text")
    above, middle, below = (
        "".join(part for _, part in some) for some in (parts[:first], parts[first : last + 1], parts[last + 1 :])
    )
    body = {
        "semantic": f"<header>{above}</header><main><article>{middle}</article></main><footer>{below}</footer>",
        "divisions": f"<div id=top>{above}</div><div id=page><div class=main>{middle}{below}</div></div>",
        "tables": f"<table><tr><td>{above}</td><td>{middle}{below}</td></tr></table>",
    }[layout]
    return f"<!doctype html><html><head><title>{html.escape(title)} | Courier</title></head><body>{body}</body></html>"


def _semantic(kind: str, lines: list[str]) -> str:
    forms = {
        "title": "<h1>{}</h1>", "stamp": "<p class=byline>{}</p>", "text": "<p>{}</p>",
        "caption": "<figure><img src=a.jpg><figcaption>{}</figcaption></figure>",
    }  # fmt: skip
    if kind in forms:
        return forms[kind].format(lines[0])
    if kind in {"menu", "share", "tags"}:
        return f"<nav><ul>{''.join(f'<li><a href=/x>{line}</a></li>' for line in lines)}</ul></nav>"
    name = "section" if kind == "comments" else "aside"
    return f"<{name} class={kind}>{''.join(f'<p>{line}</p>' for line in lines)}</{name}>"


def _division(kind: str, lines: list[str]) -> str:
    names = {"title": "headline", "stamp": "post-date", "caption": "wp-caption-text", "text": "para"}
    inner = "".join(f"<div>{line}</div>" for line in lines) if len(lines) > 1 else lines[0]
    return f"<div class={names.get(kind, kind)}>{inner}</div>"


def _paragraph(kind: str, lines: list[str]) -> str:
    if kind == "title":
        return f"<font size=5>{lines[0]}</font>"
    return "".join(f"<p>{line}</p>" for line in lines)
