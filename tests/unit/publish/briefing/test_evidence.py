import pytest

from assets.publish.briefing.evidence import LONGEST, listed_facts, listed_links, quotations, report_link

TEXT = "Russia freed 15 men. Ukraine freed 16 men. Later 20 more came home."


def figure(words):
    return {"evidence": words, "evidence_start": TEXT.index(words), "evidence_end": TEXT.index(words) + len(words)}


def claim(words, *figures):
    return {**figure(words), "figures": [figure(each) for each in figures]}


@pytest.mark.parametrize(
    ("given", "quoted"),
    [
        (claim("Russia freed 15 men."), ["Russia freed 15 men."]),
        (claim("Russia freed 15 men.", "Russia freed 15 men."), ["Russia freed 15 men."]),
        (claim("Russia freed 15 men.", "15 men"), ["Russia freed [15 men]."]),
        (claim("Russia freed 15 men.", "15 men", "15"), ["Russia freed [15] men."]),
        (
            claim("Russia freed 15 men.", "15", "Ukraine freed 16 men."),
            ["Russia freed [15] men.", "[Ukraine freed 16 men.]"],
        ),
        (claim("Ukraine freed 16 men.", "20 more"), ["Ukraine freed 16 men.", "[20 more]"]),
    ],
)
def test_figures_are_marked_in_their_words(given, quoted):
    told = ["".join(f"[{p.text}]" if p.marked else p.text for p in q.pieces) for q in quotations(given)]
    assert told == quoted


def test_endless_quotation_is_cut():
    words = "a" * (LONGEST + 1)
    [quotation] = quotations({"evidence": words, "evidence_start": 0, "evidence_end": len(words), "figures": []})
    assert quotation.is_cut
    assert sum(len(piece.text) for piece in quotation.pieces) == LONGEST


def test_row_of_a_list_is_told_by_name_and_its_addresses_apart():
    row = {
        "evidence": "party_a: RUS\nmediators:\nnote: x: y\n"
        "source_urls: https://a.example/1;javascript:b; http://c.example"
    }
    assert listed_facts(row) == [("party a", "RUS"), ("note", "x: y")]
    assert [link.host for link in listed_links(row)] == ["a.example", "c.example"]


def test_report_is_linked_with_its_host():
    assert report_link("https://news.example/a") == ("https://news.example/a", "news.example")
    assert report_link("javascript:alert(1)") is None
    assert report_link(None) is None
