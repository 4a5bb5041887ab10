"""Which way named persons went: by their own sentence, by the group that they are named as one of, by their life."""

from datetime import date

import pytest

from assets.extract.reading import read_report
from tests.unit.extract.case_table import lexicon

WAYS = {
    "own_sentence": {"Anna Lindholm": ("IRN", "SWE"), "Reza Karimi": ("SWE", "IRN")},
    "exchanged_for_each_other": {"Mark Ellery": ("RUS", "USA"), "Pavel Orlin": ("USA", "RUS")},
    "one_of_a_group": {"Elchin Mammadov": ("ARM", "AZE"), "Tural Babazade": ("ARM", "AZE")},
    "group_told_of_before": dict.fromkeys(("Dale Porter", "Luis Mena", "Carl Whitby"), ("VEN", "USA")),
    "life_told": {"Ostap Melnyk": ("RUS", "UKR")},
}
TEXTS = {
    "own_sentence": "Iran freed the teacher Anna Lindholm on Monday. Sweden let go Reza Karimi in exchange.",
    "exchanged_for_each_other": """Russia released the student Mark Ellery in exchange for Pavel Orlin, whom the United
States had jailed.""",
    "one_of_a_group": """Armenia handed over nine captives to Azerbaijan on Friday, including Elchin Mammadov and Tural
Babazade, and Azerbaijan handed over six to Armenia.""",
    "group_told_of_before": """Venezuela freed three Americans on Saturday and the United States freed two Venezuelans.
The three are Dale Porter, Luis Mena and Carl Whitby.""",
    "life_told": """Russia and Ukraine exchanged 50 prisoners each on Sunday. Ostap Melnyk, who was sentenced to nine
years in Russia, is among those freed.""",
}


@pytest.mark.parametrize("name", TEXTS)
def test_way_of_each_person(name):
    events = read_report(TEXTS[name].replace("\n", " "), date(2024, 5, 8), lexicon()).events
    assert {p.name: p.direction for event in events for p in event.persons} == WAYS[name]
