import pytest

from assets.deduplicate.figures import compare_figures, compare_totals, level_of
from assets.deduplicate.profile import Figure


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ((1, "exact"), (1, "exact"), "equal_small"),
        ((15, "exact"), (15, "exact"), "equal_few"),
        ((100, "exact"), (100, "exact"), "equal_round"),
        ((1200, "exact"), (1200, "exact"), "equal_round"),
        ((115, "exact"), (115, "exact"), "equal_distinct"),
        ((210, "exact"), (210, "exact"), "equal_distinct"),
        ((195, "exact"), (207, "exact"), "close"),
        ((10, "exact"), (11, "exact"), "different"),  # among few people one more is another figure
        ((70, "approx"), (74, "exact"), "compatible"),
        ((300, "approx"), (233, "exact"), "rough"),
        ((55, "approx"), (76, "exact"), "rough"),
        ((100, "at_least"), (144, "exact"), "compatible"),
        ((100, "at_least"), (900, "exact"), "very_different"),
        ((100, "at_least"), (80, "exact"), "rough"),
        ((6000, "at_most"), (5000, "exact"), "compatible"),
        ((6000, "at_most"), (1200, "exact"), "very_different"),
        ((75, "exact"), (100, "exact"), "different"),
        ((30, "exact"), (5, "exact"), "very_different"),
        ((0, "exact"), (5, "exact"), "very_different"),
    ],
)
def test_level_of_two_figures(one, other, level, weights):
    assert level_of(Figure(*one), Figure(*other), weights) == level
    assert level_of(Figure(*other), Figure(*one), weights) == level


@pytest.mark.parametrize(
    ("one", "other", "levels"),
    [
        ("RUS>UKR 75; UKR>RUS 75", "RUS>UKR 75; UKR>RUS 75", ["count.equal_distinct", "count.equal_repeated"]),
        ("RUS>UKR 207; UKR>RUS 195", "RUS>UKR 195; UKR>RUS 195", ["count.close", "count.equal_distinct"]),
        ("RUS>UKR 55; UKR>RUS 87", "RUS>UKR 76; UKR>RUS 120", ["count.different", "count.different_again"]),
        ("RUS>UKR 75", "UKR>RUS 75", []),
        ("RUS>UKR 75", "RUS>UKR ?", []),
        ("RUS>UKR 75 military", "RUS>UKR 212 remains", []),
        ("RUS>UKR 115 mixed", "RUS>UKR 100 military; RUS>UKR 15 remains", ["count.equal_distinct"]),
    ],
)
def test_figures_are_compared_direction_by_direction(one, other, levels, profiles, weights):
    first, second = profiles({"moved": one}, {"moved": other})
    assert [match.level for match in compare_figures(first, second, swapped=False, weights=weights)] == levels


def test_planned_figures_need_not_be_those_carried_out(profiles, weights):
    plan, done = profiles({"status": "agreed", "moved": "RUS>UKR 55"}, {"moved": "RUS>UKR 76"})
    (match,) = compare_figures(plan, done, swapped=False, weights=weights)
    assert match.level == "count.rough"


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ({"total": 150}, {"total": 150}, "total.equal"),
        ({"total": 150}, {"moved": "RUS>UKR 75; UKR>RUS 75"}, "total.equal"),
        ({"total": 6000}, {"moved": "RUS>UKR 6000; UKR>RUS 6000"}, "total.one_direction"),
        ({"total": 60}, {"moved": "RUS>UKR 35; UKR>RUS 35"}, "total.close"),
        ({"total": 300}, {"moved": "RUS>UKR 35; UKR>RUS 35"}, "total.different"),
        ({"total": 307}, {"moved": "RUS>UKR 233"}, None),  # the other direction may be the rest
        ({"total": 6000}, {"moved": "RUS>UKR 1200"}, "total.different"),
        ({"total": 100}, {"moved": "RUS>UKR 233"}, "total.different"),
        ({"total": 100}, {}, None),
        ({}, {}, None),
    ],
)
def test_overall_numbers(one, other, level, profiles, weights):
    first, second = profiles(one, other)
    for match in (compare_totals(first, second, weights), compare_totals(second, first, weights)):
        assert (match and match.level) == level
