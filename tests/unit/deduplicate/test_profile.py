import pytest

from assets.deduplicate.profile import LIVING, OPEN, REMAINS, Figure


@pytest.mark.parametrize(
    ("parties", "moved", "first", "second", "loose"),
    [
        ("RUS UKR", "RUS>UKR 75", {"RUS"}, {"UKR"}, set()),
        ("UKR RUS", "UKR>RUS 75", {"RUS"}, {"UKR"}, set()),
        ("RUS UKR", "", set(), set(), {"RUS", "UKR"}),
        ("RUS UKR", ">UKR 75", {"RUS"}, {"UKR"}, set()),  # of two parties the unnamed side is the other one
        ("ISR", "ISR> 430; >ISR 3", {"ISR"}, set(), set()),
        ("UKR DPR LPR", "LPR>UKR 5; DPR>UKR 4; UKR>LPR 7; UKR>DPR 4", {"DPR", "LPR"}, {"UKR"}, set()),
        ("SLV USA VEN", "SLV>VEN 238; VEN>USA 10", {"SLV", "USA"}, {"VEN"}, set()),
        ("DEU SUN USA", "SUN>USA+DEU 4", {"DEU", "USA"}, {"RUS"}, set()),  # SUN is compared as RUS
        ("AZE ARM RUS", "AZE>ARM 4", {"ARM"}, {"AZE"}, {"RUS"}),
    ],
)
def test_sides_are_those_that_release_to_each_other(parties, moved, first, second, loose, profiles):
    (profile,) = profiles({"parties": parties, "moved": moved})
    assert (profile.sides.first, profile.sides.second, profile.sides.loose) == (first, second, loose)


@pytest.mark.parametrize(
    ("moved", "figures"),
    [
        ("RUS>UKR 75; UKR>RUS 75", {(0, LIVING): Figure(75, "exact"), (1, LIVING): Figure(75, "exact")}),
        ("UKR>RUS 80 civilian; UKR>RUS 30 military", {(1, LIVING): Figure(110, "exact")}),
        (
            "RUS>UKR 75 military; RUS>UKR 212 remains",
            {(0, LIVING): Figure(75, "exact"), (0, REMAINS): Figure(212, "exact")},
        ),
        ("RUS>UKR ~70", {(0, LIVING): Figure(70, "approx")}),
        ("RUS>UKR 70; RUS>UKR ? civilian", {(0, LIVING): Figure(70, "at_least")}),
        ("RUS>UKR ?", {}),
    ],
)
def test_figures_are_summed_by_direction_the_dead_apart(moved, figures, profiles):
    (profile,) = profiles({"moved": moved})
    assert dict(profile.figures) == figures


@pytest.mark.parametrize(
    ("moved", "kind"),
    [
        ("RUS>UKR 75 military", LIVING),
        ("RUS>UKR 75 military; UKR>RUS 75", LIVING),
        ("RUS>UKR 75 remains", REMAINS),
        ("RUS>UKR 75 military; RUS>UKR 212 remains", OPEN),
        ("RUS>UKR 75 mixed", OPEN),
        ("RUS>UKR 75", OPEN),
        ("", OPEN),
    ],
)
def test_kind_is_told_only_where_it_is_sure(moved, kind, profiles):
    (profile,) = profiles({"moved": moved})
    assert profile.kind == kind


@pytest.mark.parametrize(
    ("told", "firm", "vague"),
    [
        ({"date": "2024-05-31", "moved": "RUS>UKR 75"}, True, False),
        ({"date": "2024-05-31"}, True, False),
        ({"date": "2024-05"}, False, True),
        ({"date": "2024-05", "moved": "RUS>UKR 75"}, False, False),
        ({"on": "2024-05-31"}, True, True),  # sure of the day, but of nothing that tells it from another exchange
        ({"on": "2024-05-31", "total": 150}, True, False),
        ({"persons": ["Oleg Sentsov"]}, True, False),
        ({"persons": ["Oleg"]}, False, True),
        ({"on": "2024-05-31", "focus": False, "moved": "RUS>UKR 75"}, False, False),
        ({}, False, True),
    ],
)
def test_which_claims_may_found_an_exchange(told, firm, vague, profiles):
    (profile,) = profiles(told)
    assert (profile.is_firm, profile.is_vague) == (firm, vague)
