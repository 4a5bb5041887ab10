import pytest

from assets.extract.claims import REFERENCE
from assets.extract.language.lexicon_files import load_lexicon
from assets.extract.language.text import read_text
from assets.extract.mentions.mentions import find_mentions

LEXICON = load_lexicon(REFERENCE, "en")


def _mentions(text):
    cut = read_text(text, LEXICON.vocabulary)
    return cut, find_mentions(cut, cut.sentences[0], LEXICON)


FIGURES = [
    ("They freed 75 men.", [(75, "exact", "75")]),
    ("They freed 1,200 men.", [(1200, "exact", "1,200")]),
    ("They freed 2 thousand men.", [(2000, "exact", "2 thousand")]),
    ("They freed twenty-five men.", [(25, "exact", "twenty-five")]),
    ("They freed one hundred and ten men.", [(110, "exact", "one hundred and ten")]),
    ("They freed two thousand three hundred men.", [(2300, "exact", "two thousand three hundred")]),
    ("They freed a dozen men.", [(12, "exact", "a dozen")]),
    ("They freed two dozen men.", [(24, "exact", "two dozen")]),
    ("They freed half a dozen men.", [(6, "exact", "half a dozen")]),
    ("They freed several dozen men.", []),
    ("They freed no men.", [(0, "exact", "no")]),
    ("They did not free a single man.", [(0, "exact", "single")]),
    ("They freed a single man.", []),
    ("Both men came home.", [(2, "exact", "Both")]),
    ("They freed at least 30 men.", [(30, "at_least", "at least 30")]),
    ("They freed more than 30 men.", [(30, "at_least", "more than 30")]),
    ("They freed about 30 men.", [(30, "approx", "about 30")]),
    ("They freed up to 30 men.", [(30, "at_most", "up to 30")]),
    ("They handed over 30 men.", [(30, "exact", "30")]),
    ("They counted over 30 men.", [(30, "at_least", "over 30")]),
    ("They spent 30 million on men.", []),
    ("The 3rd exchange came.", []),
    ("They met on 3 May 2024.", []),
    ("The 2.5 tons came.", []),
    ("They freed 1234567890123 men.", []),
    ("They freed ٣ men.", []),
]

GROUPS = [
    ("They freed 15 Armenian soldiers.", [(15, "military", ("ARM",))]),
    ("They freed the bodies of 1,200 Ukrainians.", [(1200, "remains", ("UKR",))]),
    ("They freed fifteen captive Armenian soldiers.", [(15, "military", ("ARM",))]),
    ("They freed 11 sailors from Russia.", [(11, "military", ())]),
    ("They freed dozens of Armenian captives.", [(None, "unspecified", ("ARM",))]),
    ("They freed an American citizen.", [(1, "unspecified", ("USA",))]),
    ("They freed a group of men.", []),
    ("One of the men came home.", []),
    ("They agreed on two prisoner swaps.", []),
    ("They were held for 12 years.", []),
    ("They were swapped at 9:30.", []),
    ("They paid $ 20 for them.", []),
]


@pytest.mark.parametrize(("text", "expected"), FIGURES)
def test_figures(text, expected):
    cut, found = _mentions(text)
    assert [(n.value, n.bound, cut.slice(n.first, n.last)) for n in found.numbers] == expected


@pytest.mark.parametrize(("text", "expected"), GROUPS)
def test_groups(text, expected):
    _, found = _mentions(text)
    assert [(g.count, g.category, g.nations) for g in found.groups] == expected
