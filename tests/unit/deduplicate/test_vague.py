import pytest

DATED = {"report": "a", "date": "2024-02-08", "moved": "RUS>UKR 100; UKR>RUS 100"}


@pytest.mark.parametrize(
    ("vague", "joins"),
    [
        ({"date": "2024-02", "focus": False, "on": "2024-06-01"}, True),
        ({"on": "2024-02-09"}, True),
        ({"on": "2024-02-09", "focus": False}, False),  # a look back, over an open span
        ({"on": "2024-03-09"}, False),
        ({"date": "2024"}, False),  # a year is too much
        ({"on": "2024-02-01", "status": "proposed"}, False),  # could be about anything that follows
        ({"date": "2024-02", "parties": "IRN USA"}, False),
        ({"date": "2024-02", "status": "cancelled"}, False),
        ({}, False),
    ],
)
def test_a_vague_claim_joins_the_only_exchange_that_fits(vague, joins, groups):
    assert (frozenset({"a", "v"}) in groups(DATED, {"report": "v", **vague})) is joins


def test_where_two_exchanges_fit_it_stands_alone(groups):
    other = {"report": "b", "date": "2024-02-20", "moved": "RUS>UKR 60"}
    assert frozenset({"v"}) in groups(DATED, other, {"report": "v", "date": "2024-02"})


def test_an_exchange_that_contradicts_does_not_make_it_ambiguous(groups):
    bodies = {"report": "b", "date": "2024-02-20", "moved": "RUS>UKR 60 remains"}
    vague = {"report": "v", "date": "2024-02", "moved": "RUS>UKR ? military"}
    assert frozenset({"a", "v"}) in groups(DATED, bodies, vague)


def test_vague_claims_do_not_chain(groups):
    found = groups({"report": "v", "date": "2024-02"}, {"report": "w", "on": "2024-02-10"})
    assert found == {frozenset({"v"}), frozenset({"w"})}


def test_the_day_of_a_reports_other_claim_places_its_vague_one(groups):
    """A report without any date tells of 75 prisoners, which are known, and of bodies, of which it gives no number."""
    found = groups(
        {"report": "a", "date": "2024-05-31", "moved": "RUS>UKR 75 military; UKR>RUS 75 military"},
        {"report": "a", "date": "2024-05-31", "moved": "RUS>UKR 212 remains"},
        {"report": "far", "date": "2024-03-29", "moved": "RUS>UKR 121 remains"},
        {"report": "u", "moved": "RUS>UKR 75 military; UKR>RUS 75 military"},
        {"report": "u", "moved": "RUS>UKR ? remains; UKR>RUS ? remains"},
    )
    assert found == {frozenset({"a", "u"}), frozenset({"a#1", "u#1"}), frozenset({"far"})}
