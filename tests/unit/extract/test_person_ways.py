"""Which way named persons went: by their own sentence, by the group that they are named as one of, by their life."""

from datetime import date

import pytest

from assets.extract.lexicon_files import load_lexicon
from assets.extract.reading import read_report
from assets.versions import PROJECT

CASES = {
    "own sentence": (
        "Iran freed the teacher Anna Lindholm on Monday. Sweden let go Reza Karimi in exchange.",
        {"Anna Lindholm": ("IRN", "SWE"), "Reza Karimi": ("SWE", "IRN")},
    ),
    "exchanged for each other": (
        "Russia released the student Mark Ellery in exchange for Pavel Orlin, whom the United States had jailed.",
        {"Mark Ellery": ("RUS", "USA"), "Pavel Orlin": ("USA", "RUS")},
    ),
    "one of a group": (
        (
            "Armenia handed over nine captives to Azerbaijan on Friday, including Elchin Mammadov and Tural Babazade, and "
            "Azerbaijan handed over six to Armenia."
        ),
        {"Elchin Mammadov": ("ARM", "AZE"), "Tural Babazade": ("ARM", "AZE")},
    ),
    "a group told of before": (
        (
            "Venezuela freed three Americans on Saturday and the United States freed two Venezuelans. "
            "The three are Dale Porter, Luis Mena and Carl Whitby."
        ),
        {"Dale Porter": ("VEN", "USA"), "Luis Mena": ("VEN", "USA"), "Carl Whitby": ("VEN", "USA")},
    ),
    "the life told": (
        (
            "Russia and Ukraine exchanged 50 prisoners each on Sunday. Ostap Melnyk, who was sentenced to nine years in "
            "Russia, is among those freed."
        ),
        {"Ostap Melnyk": ("RUS", "UKR")},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_way_of_each_person(name):
    text, expected = CASES[name]
    lexicon = load_lexicon(PROJECT / "seeds" / "reference", "en")
    events = read_report(text, date(2024, 5, 8), lexicon).events
    assert {p.name: p.direction for event in events for p in event.persons} == expected
