"""The text of a PDF, its lines joined to paragraphs.

Belongs here: PDF. Not here: what is furniture in it (`furniture.py`). A PDF's own dates tell when the file was made,
not when the report was published, and are not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Final

MAX_PAGES: Final = 300  # books have more, reports do not
FULL_LINE: Final = 0.7  # of the longest line on the page; a shorter one ends a paragraph
SOFT_HYPHEN: Final = "\x02"  # what PDFium puts where a word is divided at the end of a line


def read_pdf(raw: bytes) -> str:
    """The text of a PDF; empty if it only has images of pages.

    Raises:
        PdfiumError: the file is broken or locked by a password.
        ValueError: it has more pages than any report.
    """
    import pypdfium2  # noqa: PLC0415 -- takes 0.1 s, which a run without PDFs need not wait for

    with closing(pypdfium2.PdfDocument(raw)) as document:
        if len(document) > MAX_PAGES:
            raise ValueError(f"it has {len(document):,} pages, more than {MAX_PAGES}")
        return "\n\n".join(paragraph for page in document for paragraph in _paragraphs(_page_text(page)))


def _page_text(page: object) -> str:
    text = page.get_textpage().get_text_bounded()  # type: ignore[attr-defined]  # pypdfium2 has no types
    return str(text).replace(SOFT_HYPHEN, "")


def _paragraphs(text: str) -> Iterator[str]:
    lines = [line.strip() for line in text.splitlines()]
    full = FULL_LINE * max(map(len, lines), default=0)
    begun: list[str] = []
    for line in lines:
        if line:
            begun.append(line)
        if begun and len(line) < full:
            yield " ".join(begun)
            begun = []
    if begun:
        yield " ".join(begun)
