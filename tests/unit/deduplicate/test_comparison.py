import pytest

from assets.deduplicate.comparison import OTHER_ACTORS, compare, find_contradiction, match_parties, weigh

SAME = {"date": "2024-05-31", "moved": "RUS>UKR 75; UKR>RUS 75"}


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        (("RUS UKR", "RUS>UKR 1"), ("RUS UKR", "UKR>RUS 1"), "parties.same"),
        (("RUS UKR", "RUS>UKR 1"), ("RUS UKR", ""), "parties.same"),
        (("DPR LPR UKR", "DPR/LPR>UKR 1"), ("DPR UKR", "DPR>UKR 1"), "parties.compatible"),
        (("RUS USA", "RUS>USA 1"), ("BLR DEU RUS USA", "RUS+BLR>USA+DEU 1"), "parties.compatible"),
        (("DDR SUN West", "SUN>West 1"), ("DEU SUN USA", "SUN>USA+DEU 1"), "parties.compatible"),
        (("SUN USA", "SUN>USA 1"), ("RUS USA", "RUS>USA 1"), "parties.same"),
        (("DPR LPR UKR", "DPR/LPR>UKR 1"), ("DPR LPR UKR", "UKR>DPR/LPR 1"), "parties.same"),
        (("SLV USA VEN", "SLV>VEN 1; VEN>USA 1"), ("SLV USA VEN", "VEN>SLV 1; VEN>USA 1"), "parties.same_several"),
        (("SLV USA VEN", "SLV>VEN 1; VEN>USA 1"), ("USA VEN", "VEN>USA 1"), "parties.compatible"),
        (("DPR UKR", "DPR>UKR 1"), ("RUS UKR", "RUS>UKR 1"), "parties.affiliated"),
        (("DPR UKR", ""), ("RUS UKR", ""), "parties.affiliated"),
        (("ISR", "ISR> 1"), ("Hezbollah ISR", "ISR>Hezbollah 1"), "parties.unknown"),
        (("RUS UKR", "RUS>UKR 1"), ("RUS USA", "RUS>USA 1"), None),
        (("RUS UKR", ""), ("RUS USA", ""), None),
        (("Hamas ISR", "Hamas>ISR 1"), ("Hezbollah ISR", "Hezbollah>ISR 1"), None),
    ],
)
def test_parties(one, other, level, profiles, weights):
    first, second = profiles(*({"parties": parties, "moved": moved} for parties, moved in (one, other)))
    assert match_parties(first.sides, second.sides, weights).level == level
    assert match_parties(second.sides, first.sides, weights).level == level


def test_sides_that_sort_the_other_way_round_are_matched_crosswise(profiles, weights):
    one, other = profiles(
        {"parties": "DDR DEU SUN USA", "moved": "SUN>West 1; DDR>West 3"},
        {"parties": "DEU SUN USA", "moved": "SUN>USA+DEU 4"},
    )
    assert match_parties(one.sides, other.sides, weights).swapped
    assert "count.equal_few" in (compare(one, other, weights) or [])


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ({"date": "2025-06-13"}, {"date": "2025-06-15"}, "disjoint dates"),
        ({"date": "2024-05"}, {"date": "2024-06-01"}, "disjoint dates"),
        ({"date": "2024-05"}, {"date": "2024-05-31"}, None),
        ({"date": "2024-05-31"}, {"on": "2024-05-01"}, "disjoint dates"),  # completed a month before it was
        ({"date": "2024-05-10"}, {"on": "2024-05-01"}, None),  # a premature report
        ({"date": "2024-05-10"}, {"on": "2024-05-01", "focus": False}, "disjoint dates"),
        ({"date": "2024-05-10"}, {"on": "2024-05-01", "status": "agreed"}, None),
        ({"date": "2024-12-10"}, {"on": "2024-05-01", "status": "agreed"}, "disjoint dates"),
        ({"moved": "RUS>UKR 1 remains"}, {"moved": "RUS>UKR 1 military"}, "the living against the dead"),
        ({"moved": "RUS>UKR 1 remains"}, {"moved": "RUS>UKR 1"}, None),
        ({"parties": "RUS UKR"}, {"parties": "IRN USA"}, "other parties"),
        ({"status": "cancelled"}, {"status": "completed"}, "called off against carried out"),
        ({"status": "cancelled"}, {"status": "agreed"}, None),
        ({"list_name": "a.csv"}, {"list_name": "a.csv"}, "two rows of one curated list"),
        ({"list_name": "a.csv"}, {"list_name": "b.csv"}, None),
    ],
)
def test_contradictions(one, other, reason, profiles, weights):
    first, second = profiles(one, other)
    assert find_contradiction(first, second, weights) == reason
    assert find_contradiction(second, first, weights) == reason
    assert (compare(first, second, weights) is None) == (reason is not None)


@pytest.mark.parametrize(
    ("day", "persons", "contradicts"),
    [
        ("2022-12-09", ["Brittney Griner"], False),
        ("2022-12-09", ["Paul Whelan"], True),
        ("2022-12-09", [], True),
        ("2022-12-12", ["Brittney Griner"], True),
    ],
)
def test_a_day_may_slip_only_with_the_same_people(day, persons, contradicts, profiles, weights):
    one, other = profiles({"date": "2022-12-08", "persons": ["Brittney Griner"]}, {"date": day, "persons": persons})
    assert bool(find_contradiction(one, other, weights)) is contradicts


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ({"date": "2024-05-31"}, {"date": "2024-05-31"}, "time.same_day"),
        ({"date": "2020-12-14"}, {"date": "2020-12-14..2020-12-15"}, "time.same_day"),
        ({"date": "2024-05-31"}, {"on": "2024-06-02"}, "time.same_week"),
        ({"date": "2024-05-31"}, {"on": "2024-06-10"}, "time.apart"),
        ({"date": "2024-05-31"}, {"on": "2024-07-10"}, "time.far"),
        ({"date": "2024-05-31"}, {"on": "2024-05-29"}, "time.near"),
        ({"date": "2024-05-31"}, {"date": "2024-05"}, "time.same_month"),
        ({"date": "2024-05-31"}, {"date": "2024"}, "time.same_year"),
        ({"date": "2024-05-31"}, {"on": "2025-01-01", "focus": False}, "time.unknown"),
        ({"date": "2024-05-31"}, {}, "time.unknown"),
        ({"persons": ["A Bb"], "moved": "X>Y 1"}, {"persons": ["A Bb"]}, "persons.one"),
        ({"persons": ["A Bb", "C Dd"]}, {"persons": ["A Bb", "C Dd", "E Ff"]}, "persons.several"),
        ({"persons": ["A Bb"]}, {"persons": ["Bb"]}, "persons.surname"),
        ({"persons": ["A Bb"]}, {"persons": ["C Dd"]}, "persons.none_shared"),
        (
            {"persons": ["A Bb"], "moved": "RUS>UKR 1"},
            {"persons": ["C Dd"], "moved": "RUS>UKR 1"},
            "persons.others",
        ),
        ({"place": "Horlivka", "country": "UKR"}, {"place": "Gorlivka", "country": "UKR"}, "place.same"),
        ({"place": "Kyiv", "country": "UKR"}, {"country": "UKR"}, "place.same_country"),
        ({"country": "UKR"}, {"country": "BLR"}, "place.other_country"),
        ({"mediators": "ARE USA"}, {"mediators": "ARE"}, "mediators.shared"),
        ({"mediators": "USA"}, {"mediators": "ARE"}, "mediators.none_shared"),
        ({"status": "cancelled"}, {"status": "agreed"}, "status.in_order"),
        ({"moved": "RUS>UKR 1 remains"}, {"moved": "RUS>UKR 1 remains"}, "category.remains"),
        ({"moved": "RUS>UKR 1 remains"}, {"moved": "RUS>UKR 1"}, "category.open"),
        ({"moved": "RUS>UKR 1 military"}, {"moved": "RUS>UKR 1 civilian"}, "category.unlike"),
        ({"moved": "RUS>UKR 1 military"}, {"moved": "RUS>UKR 1 military"}, "category.same"),
    ],
)
def test_levels_reached(one, other, level, profiles, weights):
    first, second = profiles(one, other)
    assert level in (compare(first, second, weights) or [])
    assert level in (compare(second, first, weights) or [])


def test_weight_is_the_sum_of_its_levels(profiles, weights):
    one, other = profiles(SAME, SAME)
    levels = compare(one, other, weights)
    assert levels is not None
    assert weigh(levels, weights) == pytest.approx(sum(weights.bits[level] for level in levels))
    assert weigh(levels, weights) > weights.numbers["join_bits"]


BRIDGE = {"date": "1986-02-11", "parties": "DDR DEU SUN", "persons": ["Anatoly Shcharansky"]}


@pytest.mark.parametrize(
    ("other", "found"),
    [
        ({"date": "1986-02-11", "parties": "ISR SUN", "persons": ["Anatoly Sharansky"]}, None),
        ({"date": "1986-02-12", "parties": "ISR SUN", "persons": ["Anatoly Sharansky"]}, OTHER_ACTORS),
        ({"date": "1986-02", "parties": "ISR SUN", "persons": ["Anatoly Sharansky"]}, OTHER_ACTORS),
        ({"date": "1986-02-11", "parties": "ISR SUN", "persons": ["Karl Koecher"]}, OTHER_ACTORS),
        (
            {"date": "1986-02-11", "parties": "ISR USA", "persons": ["Anatoly Sharansky"], "moved": "ISR>USA 5"},
            OTHER_ACTORS,
        ),
    ],
    ids=["day, person and actor", "another day", "a month", "another person", "no actor"],
)
def test_reports_may_each_name_some_sides_of_a_round_of_many(other, found, profiles, weights):
    one, two = profiles({**BRIDGE, "moved": "DDR>DEU 4; DDR>SUN 1"}, {"moved": "ISR>SUN 5", **other})
    assert find_contradiction(one, two, weights) == found
