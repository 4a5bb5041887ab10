from datetime import date

import pytest

from assets.publish.briefing.words import Names, band, bounded, rule, when
from warehouse.tables import BOUNDS, CATEGORIES, GRADES, STATUSES

NAMES = Names({"RUS": "Russia", "UKR": "Ukraine", "DPR": "Donetsk", "Maoists (Nepal)": "Maoists"})


@pytest.mark.parametrize(
    ("first", "last", "precision", "told"),
    [
        (None, None, "unknown", "date not known"),
        ((2025, 5, 23), (2025, 5, 23), "day", "23 May 2025"),
        ((2025, 5, 23), None, "day", "23 May 2025"),
        ((2025, 5, 23), (2025, 5, 25), "day", "23–25 May 2025"),
        ((2025, 5, 30), (2025, 6, 2), "day", "30 May – 2 June 2025"),
        ((2025, 12, 30), (2026, 1, 2), "day", "30 December 2025 – 2 January 2026"),
        ((2025, 5, 1), (2025, 5, 31), "month", "May 2025"),
        ((2025, 1, 1), (2025, 12, 31), "year", "2025"),
    ],
)
def test_dates(first, last, precision, told):
    row = {"date_start": first and date(*first), "date_end": last and date(*last), "date_precision": precision}
    assert when(row) == told


@pytest.mark.parametrize(
    ("figures", "told"),
    [((5, 5, 5), ""), ((None, None, None), ""), ((90, 100, 1100), "90–1,100"), ((50, 50, None), "50 or more")],
)
def test_ranges(figures, told):
    assert band(*figures) == told


def test_bounds_of_claims():
    assert [bounded(1300, bound) for bound in BOUNDS] == ["1,300", "about 1,300", "at least 1,300", "at most 1,300"]
    assert bounded(None, "exact") == "no figure"


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("RUS", "Russia"),
        ("DPR+RUS", "Donetsk and Russia"),
        ("DPR/RUS", "Donetsk or Russia"),
        ("XYZ", "XYZ"),
        (None, "a side not named"),
    ],
)
def test_sides(code, name):
    assert NAMES.side(code) == name


def test_several_sides():
    assert NAMES.all([]) == "sides not named"
    assert NAMES.all(["RUS"]) == "Russia"
    assert NAMES.all(["DPR", "RUS", "UKR"]) == "Donetsk, Russia and Ukraine"


@pytest.mark.parametrize(
    ("attribute", "told", "value", "meant"),
    [
        ("count RUS>UKR", "how many, Russia to Ukraine", "about 300", "about 300"),
        ("count RUS>UKR remains", "how many, Russia to Ukraine (dead)", "5", "5"),
        ("count ?>Maoists (Nepal) civilian", "how many, a side not named to Maoists (civilians)", "5", "5"),
        (
            "category UKR>RUS",
            "what kind of people, Ukraine to Russia",
            "military and unspecified",
            "military and people",
        ),
        ("person Ivan Petrenko", "named: Ivan Petrenko", "RUS>UKR", "Russia to Ukraine"),
        ("released_by Ivan Petrenko", "who released Ivan Petrenko", "RUS", "Russia"),
        ("status", "how far it got", "cancelled", "called off"),
        ("grade", "how well it is attested", "both_sides", "told by both sides"),
        ("mediators", "mediators", "DPR, RUS", "Donetsk and Russia"),
        ("place_country", "country", "UKR", "Ukraine"),
        ("something_new", "something new", None, "nothing"),
    ],
)
def test_attributes_and_their_values(attribute, told, value, meant):
    assert NAMES.attribute(attribute) == told
    assert NAMES.value(attribute, value) == meant


def test_every_declared_value_has_words():
    from assets.publish.briefing import words  # noqa: PLC0415

    assert set(words.STATUSES) == set(STATUSES)
    assert set(words.GRADES) == set(GRADES)
    assert set(words.CATEGORIES) == set(CATEGORIES)
    assert rule("a_rule_of_tomorrow") == "a rule of tomorrow"
