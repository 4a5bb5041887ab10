import re

import pytest

from assets.deduplicate.comparison import compare, weigh
from assets.deduplicate.explanation import PHRASES, explain_pair
from assets.deduplicate.weights import LEVELS


@pytest.fixture
def explained(claims, profiles, weights):
    def explain(one, other):
        first, second = claims({"report": "a", **one}, {"report": "b", **other})
        profile, other_profile = profiles({"report": "a", **one}, {"report": "b", **other})
        levels = compare(profile, other_profile, weights)
        assert levels is not None
        return explain_pair(first, profile, second, other_profile, weights), weigh(levels, weights)

    return explain


def test_every_level_that_may_weigh_has_its_words():
    levels = {f"{field}.{level}" for field, levels in LEVELS.items() for level in levels}
    told_by_figures = {level for level in levels if level.startswith(("count.", "total."))}
    assert PHRASES.keys() == levels - told_by_figures - {"status.same"}


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        (
            {"date": "2024-05-31", "moved": "RUS>UKR 75"},
            {"date": "2024-05", "moved": "RUS>UKR 75"},
            [
                "with b#0: same parties RUS, UKR (+3.0)",
                "same month (2024-05-31; 2024-05) (+3.0)",
                "75 people in both (+5.5)",
            ],
        ),
        ({"moved": "RUS>UKR 195"}, {"moved": "RUS>UKR 207"}, ["195 people against 207 (+1.0)"]),
        ({"total": 60}, {"moved": "RUS>UKR 35; UKR>RUS 35"}, ["60 people in all against 70 (+0.5)"]),
        ({"on": "2024-06-01"}, {}, ["dates do not help (undated, published 2024-06-01; undated) (-2.0)"]),
        ({"parties": "DPR UKR"}, {"parties": "RUS UKR"}, ["parties taken for one another (DPR, UKR; RUS, UKR) (-1.0)"]),
        ({"mediators": "ARE USA"}, {"mediators": "ARE"}, ["a mediator in common (ARE) (+1.0)"]),
        ({"place": "Sumy"}, {"place": "Sumy region"}, ["same place (Sumy; Sumy region) (+3.0)"]),
    ],
)
def test_explanation_names_values_and_bits(one, other, words, explained):
    text, _ = explained(one, other)
    for part in words:
        assert part in text


def test_bits_add_up_to_the_total(explained):
    text, weight = explained(
        {
            "date": "2024-05-31",
            "moved": "RUS>UKR 75 military; UKR>RUS 75",
            "place": "Sumy",
            "persons": ["Roman Onyschuk"],
        },
        {"on": "2024-05-31", "moved": "RUS>UKR 75 military; UKR>RUS 80", "place": "Sumy", "persons": ["Anna Other"]},
    )
    bits = [float(number) for number in re.findall(r"\(([+-]\d+\.\d)\)", text)]
    assert sum(bits) == pytest.approx(weight)
    assert text.endswith(f"total {weight:.1f}")
