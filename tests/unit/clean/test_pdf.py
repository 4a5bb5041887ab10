"""PDFs, made here by hand."""

import pytest

from assets.clean.pdf import read_pdf
from tests.unit.pdf_files import make_pdf

LINES = [
    "Prisoners exchanged near Chernihiv",
    "",
    "KYIV, 24 August 2024 (Agency) - Russia and Ukraine exchanged 230 prisoners of war on",
    "Saturday, each side releasing 115, said officials of both countries in two statements (and",
    "a video).",
    "The United Arab Emirates mediated.",
]


def test_joins_lines_to_paragraphs():
    assert read_pdf(make_pdf([LINES, ["Page two."]])).split("\n\n") == [
        "Prisoners exchanged near Chernihiv",
        " ".join(LINES[2:5]),
        "The United Arab Emirates mediated.",
        "Page two.",
    ]


def test_a_page_without_text_gives_none():
    assert read_pdf(make_pdf([[]])) == ""


def test_refuses_what_is_no_pdf_and_what_is_a_book():
    with pytest.raises(Exception, match="PDFium"):
        read_pdf(b"%PDF-1.7 ...")
    with pytest.raises(ValueError, match="301 pages"):
        read_pdf(make_pdf([["a"]] * 301))
