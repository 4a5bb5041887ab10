"""Which library finds the text of a page best: `python -m bench.pages`.

Pages are made from the sample reports in five layouts that news sites have (`LAYOUTS`), with menus, related headlines,
share buttons, newsletter boxes and comments around and within the text. Prints for each library precision and recall of
the words of the report, their F1, and pages a second. Libraries that are not installed are left out: only the one that
is used is a dependency.
"""

from __future__ import annotations

import html
import json
import random
import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from assets.clean.documents import clean_documents
from assets.clean.pages import read_page
from bench.copies import LANDED_AT, Corpus
from warehouse.tables import LANDING

SAMPLES = Path(__file__).resolve().parents[1] / "seeds" / "reports"
MIN_WORDS = 100  # of a report; shorter ones are all furniture
HEADLINES = (
    "Minister denies 40 detainees were moved",
    "Turkey frees 12 sailors after storm",
    "Nine hurt in station fire",
    "Qatar hosts talks on 300 visas",
    "Court jails 5 over fraud",
    "Rail strike enters day 16",
    "Poland opens 2 crossings",
)
MENU = "".join(f"<li><a href=/{name}>{name}</a></li>" for name in ("World", "Sport", "Money", "Video"))
COMMENTS = "<h3>Comments</h3><p>anna: let them all go at once</p><p>bob: nobody believes this any more</p>"


def _links(chance: random.Random, n: int) -> str:
    return "".join(f'<li><a href="/{chance.random()}">{chance.choice(HEADLINES)}</a></li>' for _ in range(n))


def _furniture(chance: random.Random) -> dict[str, str]:
    return {
        "menu": f"<ul>{MENU}</ul>",
        "related": f"<h3>Related</h3><ul>{_links(chance, 5)}</ul>",
        "share": '<a href="#">Share</a> <a href="#">Tweet</a> <a href="#">Print</a>',
        "letter": "<p>Sign up for our newsletter and never miss a story.</p>",
        "comments": COMMENTS,
        "footer": "<p>All rights reserved. Terms of use. Privacy policy. Contact us.</p>",
    }


def _semantic(title: str, paragraphs: list[str], f: dict[str, str]) -> str:
    return (
        f"<header><nav>{f['menu']}</nav></header><main><article><h1>{title}</h1><div class=share>{f['share']}</div>"
        f"{''.join(f'<p>{p}</p>' for p in paragraphs)}</article><aside>{f['related']}</aside>"
        f"<section id=comments>{f['comments']}</section></main><footer>{f['footer']}</footer>"
    )


def _divisions(title: str, paragraphs: list[str], f: dict[str, str]) -> str:
    middle = len(paragraphs) // 2
    body = "".join(f"<div class=par>{p}</div>" for p in paragraphs[:middle])
    rest = "".join(f"<div class=par>{p}</div>" for p in paragraphs[middle:])
    return (
        f"<div id=top>{f['menu']}</div><div id=content><div class=headline>{title}</div>{body}"
        f"<div class=box>{f['related']}</div>{rest}<div class=nl>{f['letter']}</div></div>"
        f"<div id=foot>{f['footer']}</div>"
    )


def _tables(title: str, paragraphs: list[str], f: dict[str, str]) -> str:
    return (
        f"<table><tr><td width=150>{f['menu']}</td><td><font size=5>{title}</font><br><br>"
        f"{'<br><br>'.join(paragraphs)}</td>"
        f"<td>{f['related']}</td></tr><tr><td colspan=3>{f['footer']}</td></tr></table>"
    )


def _inserted(title: str, paragraphs: list[str], f: dict[str, str]) -> str:
    parts = [f"<p>{p}</p>" for p in paragraphs]
    parts.insert(1, f"<div class='related-articles'>{f['related']}</div>")
    parts.insert(len(parts) - 1, f"<div class='newsletter-signup'>{f['letter']}</div>")
    return (
        f"<nav>{f['menu']}</nav><article><h1>{title}</h1><div class='social'>{f['share']}</div>"
        f"{''.join(parts)}</article>"
        f"<div class='comments'>{f['comments']}</div><footer>{f['footer']}</footer>"
    )


def _short(title: str, paragraphs: list[str], f: dict[str, str]) -> str:
    return (
        f"<nav>{f['menu']}{f['menu']}</nav><h1>{title}</h1><div class=text><p>{' '.join(paragraphs[:2])}</p></div>"
        f"<div class=more>{f['related']}{f['related']}{f['letter']}</div><footer>{f['footer']}</footer>"
    )


LAYOUTS = {"semantic": _semantic, "divisions": _divisions, "tables": _tables, "inserted": _inserted, "short": _short}


def make_pages() -> list[tuple[str, str, str]]:
    """Pages: the layout, the HTML, and the text that is to be found."""
    chance = random.Random(1)
    corpus = Corpus()
    for path in sorted(SAMPLES.glob("*.json")):
        corpus.add(json.loads(path.read_text(encoding="utf-8"))["text"], LANDED_AT.date(), "sample.example")
    texts = clean_documents(LANDING.rows(corpus.rows))[0]["text"].to_pylist()
    pages = []
    for text in texts:
        title, *paragraphs = [line for line in text.split("\n") if line.strip()]
        if len(text.split()) < MIN_WORDS or len(paragraphs) < 3:
            continue
        for name, layout in LAYOUTS.items():
            kept = paragraphs[:2] if name == "short" else paragraphs
            body = layout(html.escape(title), [html.escape(p) for p in paragraphs], _furniture(chance))
            page = f"<!doctype html><html><head><title>{html.escape(title)}</title></head><body>{body}</body></html>"
            pages.append((name, page, " ".join([title, *kept])))
    return pages


def _cleaned(content: str, form: str) -> str:
    """What the whole clean stage makes of a page, or of the text that a library found in it."""
    sample = Corpus()
    sample.add(content, LANDED_AT.date(), "sample.example")
    row = sample.rows[0] | {"raw": content.encode(), "format": form, "url": None, "fields": None}
    cleaned, _ = clean_documents(LANDING.rows([row]))
    return str(cleaned["text"][0]) if cleaned.num_rows else ""


def _libraries() -> dict[str, Callable[[str], str]]:
    found: dict[str, Callable[[str], str]] = {
        "trafilatura, as used here": lambda page: read_page(page).text,
        "the whole clean stage": lambda page: _cleaned(page, "html"),
    }
    try:
        import justext  # noqa: PLC0415

        stop = justext.get_stoplist("English")
        found["jusText"] = lambda page: "\n".join(p.text for p in justext.justext(page, stop) if not p.is_boilerplate)
    except ImportError:
        pass
    try:
        from readability import Document  # noqa: PLC0415

        found["readability-lxml"] = lambda page: re.sub(r"<[^>]+>", " ", Document(page).summary())
    except ImportError:
        pass
    try:
        from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415

        found["Resiliparse"] = lambda page: extract_plain_text(page, main_content=True)
        found["Resiliparse and clean"] = lambda page: _cleaned(extract_plain_text(page, main_content=True), "text")
    except ImportError:
        pass
    return found


def _overlap(wanted: str, got: str) -> tuple[int, int, int]:
    one, other = (Counter(re.findall(r"\w+", text.lower())) for text in (wanted, html.unescape(got)))
    return (one & other).total(), one.total(), other.total()


def main() -> None:
    """Prints a line a library."""
    pages = make_pages()
    print(f"{len(pages)} pages in {len(LAYOUTS)} layouts")
    for name, extract in _libraries().items():
        extract(pages[0][1])
        start = time.perf_counter()
        texts = [extract(page) for _, page, _ in pages]
        seconds = time.perf_counter() - start
        by_layout = {layout: [0, 0, 0] for layout in LAYOUTS}
        for (layout, _, wanted), got in zip(pages, texts, strict=True):
            by_layout[layout] = [a + b for a, b in zip(by_layout[layout], _overlap(wanted, got), strict=True)]
        common, n_wanted, n_got = (sum(counts) for counts in zip(*by_layout.values(), strict=True))
        told = " ".join(f"{layout} {2 * c / (w + g):.3f}" for layout, (c, w, g) in by_layout.items())
        print(f"{name:26} precision {common / max(n_got, 1):.3f} recall {common / n_wanted:.3f} "
              f"F1 {2 * common / (n_wanted + n_got):.3f}  {len(pages) / seconds:6.0f} pages/s   {told}")  # fmt: skip


if __name__ == "__main__":
    main()
