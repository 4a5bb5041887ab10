"""Which claims become one exchange: the twins that must join and the look-alikes that must stay apart."""

import pyarrow as pa
import pytest

from assets.deduplicate.resolve import resolve_exchanges
from tests.unit.deduplicate.test_obeying import decide

TOGETHER, APART = True, False

CASES = [
    # reports of one hand-over
    (
        "same day, same figures",
        TOGETHER,
        {"date": "2024-05-31", "moved": "RUS>UKR 75; UKR>RUS 75"},
        {"date": "2024-05-31", "moved": "RUS>UKR 75; UKR>RUS 75"},
    ),
    (
        "195 against 207",
        TOGETHER,
        {"date": "2024-01-31", "moved": "RUS>UKR 207; UKR>RUS 195"},
        {"date": "2024-01-31", "moved": "RUS>UKR 195; UKR>RUS 195"},
    ),
    (
        "first figures and later ones",
        TOGETHER,
        {"date": "2019-12-29", "moved": "DPR/LPR>UKR ~55; UKR>DPR/LPR ~87", "parties": "DPR LPR UKR"},
        {"date": "2019-12-29", "moved": "DPR/LPR>UKR 76; UKR>DPR/LPR 120", "parties": "DPR LPR UKR"},
    ),
    (
        "undated, published the day after",
        TOGETHER,
        {"date": "2023-12-13", "moved": "AZE>ARM 32", "parties": "ARM AZE"},
        {"on": "2023-12-14", "moved": "AZE>ARM 32", "parties": "ARM AZE"},
    ),
    (
        "neither date nor publication date",
        TOGETHER,
        {"date": "2024-08-24", "moved": "RUS>UKR 115; UKR>RUS 115"},
        {"moved": "RUS>UKR 115; UKR>RUS 115"},
    ),
    (
        "misspelt names",
        TOGETHER,
        {"date": "2022-09-19", "parties": "Taliban USA", "persons": ["Bashar Noorzai"]},
        {"parties": "Taliban USA", "persons": ["Bashir Noorzay"]},
    ),
    (
        "a curated month and a reported day",
        TOGETHER,
        {"date": "2025-12", "list_name": "known.csv", "moved": "RUS>UKR 1003 remains"},
        {"date": "2025-12-19", "moved": "RUS>UKR 1003 remains"},
    ),
    (
        "a coarser side",
        TOGETHER,
        {"date": "2024-08-01", "parties": "RUS USA", "moved": "RUS>USA 16"},
        {"date": "2024-08-01", "parties": "BLR DEU RUS USA", "moved": "RUS+BLR>USA+DEU 16"},
    ),
    (
        "a day that slipped",
        TOGETHER,
        {
            "date": "2022-12-08",
            "parties": "RUS USA",
            "moved": "RUS>USA 1; USA>RUS 1",
            "persons": ["Brittney Griner", "Viktor Bout"],
        },
        {
            "date": "2022-12-09",
            "parties": "RUS USA",
            "moved": "RUS>USA 1; USA>RUS 1",
            "persons": ["Brittney Griner", "Viktor Bout"],
        },
    ),
    # the life of one exchange
    (
        "agreed, then completed",
        TOGETHER,
        {"status": "agreed", "on": "2024-05-20", "moved": "RUS>UKR 75; UKR>RUS 75"},
        {"date": "2024-05-31", "moved": "RUS>UKR 75; UKR>RUS 75"},
    ),
    (
        "proposed, then agreed",
        TOGETHER,
        {"status": "proposed", "on": "2025-05-20", "parties": "RUS USA", "moved": "RUS>USA 9; USA>RUS 9"},
        {"status": "agreed", "on": "2025-05-27", "parties": "RUS USA", "moved": "RUS>USA 9; USA>RUS 9"},
    ),
    (
        "offered, then refused",
        TOGETHER,
        {"status": "proposed", "on": "2022-04-13", "moved": "UKR>RUS 1", "persons": ["Viktor Medvedchuk"]},
        {"status": "cancelled", "on": "2022-04-13", "moved": "UKR>RUS 1", "persons": ["Viktor Medvedchuk"]},
    ),
    (
        "reported too early",
        TOGETHER,
        {"on": "2019-08-29", "persons": ["Oleg Sentsov"]},
        {"date": "2019-09-07", "persons": ["Oleh Sentsov"], "moved": "RUS>UKR 35"},
    ),
    (
        "6,000 in all, or each",
        TOGETHER,
        {"status": "agreed", "on": "2025-06-14", "focus": False, "total": 6000, "moved": "RUS>UKR ? remains"},
        {
            "status": "agreed",
            "on": "2025-06-15",
            "focus": False,
            "moved": "RUS>UKR <6000 remains; UKR>RUS <6000 remains",
        },
    ),
    # look-alikes
    (
        "bodies again two days later",
        APART,
        {"date": "2025-06-13", "moved": "RUS>UKR 1200 remains"},
        {"date": "2025-06-15", "moved": "RUS>UKR 1200 remains"},
    ),
    (
        "15 in June and 15 in July",
        APART,
        {"date": "2021-06-12", "parties": "ARM AZE", "moved": "AZE>ARM 15"},
        {"date": "2021-07-03", "parties": "ARM AZE", "moved": "AZE>ARM 15"},
    ),
    (
        "called off, then carried out on another day",
        APART,
        {"status": "cancelled", "date": "2025-05-28", "moved": "RUS>UKR 75"},
        {"date": "2025-06-02", "moved": "RUS>UKR 75"},
    ),
    (
        "called off without a day, then carried out",
        APART,
        {"status": "cancelled", "on": "2025-05-28", "moved": "RUS>UKR 75"},
        {"date": "2025-06-02", "moved": "RUS>UKR 75"},
    ),
    (
        "refused, and later the same man freed in another exchange",
        APART,
        {"status": "cancelled", "moved": "RUS>UKR 23; UKR>RUS 23", "persons": ["Oleh Sentsov"]},
        {"date": "2019-09-07", "moved": "RUS>UKR 35; UKR>RUS 35", "persons": ["Oleg Sentsov"]},
    ),
    (
        "a deal and one of its stages",
        APART,
        {"status": "agreed", "on": "2025-05-16", "moved": "RUS>UKR 1000; UKR>RUS 1000"},
        {"date": "2025-05-23", "moved": "RUS>UKR 390; UKR>RUS 390"},
    ),
    (
        "bodies and prisoners on one day",
        APART,
        {"date": "2024-05-31", "moved": "RUS>UKR 75 military"},
        {"date": "2024-05-31", "moved": "RUS>UKR 212 remains"},
    ),
    (
        "two swaps on one day",
        APART,
        {"date": "2022-03-24", "moved": "RUS>UKR 10 military; UKR>RUS 10 military"},
        {"date": "2022-03-24", "moved": "RUS>UKR 19 civilian; UKR>RUS 11 civilian"},
    ),
    (
        "an agreement fulfilled within three months, not later",
        APART,
        {"status": "agreed", "on": "2024-01-10", "moved": "RUS>UKR 75"},
        {"date": "2024-05-31", "moved": "RUS>UKR 75"},
    ),
    (
        "another man",
        APART,
        {"date": "2025-02", "parties": "RUS USA", "moved": "RUS>USA 1", "persons": ["Marc Fogel"]},
        {"on": "2025-02-20", "parties": "RUS USA", "moved": "RUS>USA 1", "persons": ["Ksenia Karelina"]},
    ),
    (
        "other parties",
        APART,
        {"date": "2024-05-31", "moved": "RUS>UKR 75"},
        {"date": "2024-05-31", "parties": "Hamas ISR", "moved": "Hamas>ISR 75"},
    ),
    ("a round figure and no date", APART, {"date": "2024-02-08", "moved": "RUS>UKR 100"}, {"moved": "RUS>UKR 100"}),
]


@pytest.mark.parametrize(("together", "one", "other"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_two_claims(together, one, other, groups):
    expected = {frozenset({"a", "b"})} if together else {frozenset({"a"}), frozenset({"b"})}
    assert groups({"report": "a", **one}, {"report": "b", **other}) == expected
    assert groups({"report": "b", **one}, {"report": "a", **other}) == expected


def test_claims_of_one_report_are_never_joined(groups):
    same = {"date": "2024-05-31", "moved": "RUS>UKR 75"}
    assert groups({"report": "a", **same}, {"report": "a", **same}) == {frozenset({"a"}), frozenset({"a#1"})}


def test_like_claims_of_two_reports_are_paired_off(groups):
    day, night = {"date": "2024-05-31", "moved": "RUS>UKR 75"}, {"date": "2024-05-31", "moved": "RUS>UKR 75"}
    found = groups({"report": "a", **day}, {"report": "a", **night}, {"report": "b", **day}, {"report": "b", **night})
    assert found == {frozenset({"a", "b"}), frozenset({"a#1", "b#1"})}


def test_a_report_that_tells_two_exchanges_apart_keeps_a_third_claim_from_joining_both(groups):
    found = groups(
        {"report": "a", "date": "2024-05-31", "moved": "RUS>UKR 75 military"},
        {"report": "a", "date": "2024-05-31", "moved": "RUS>UKR 212 remains"},
        {"report": "b", "date": "2024-05-31", "moved": "RUS>UKR 75"},
        {"report": "c", "date": "2024-05-31", "moved": "RUS>UKR 212"},
    )
    assert found == {frozenset({"a", "b"}), frozenset({"a#1", "c"})}


def test_rows_of_one_curated_list_stay_apart_and_both_find_their_reports(groups):
    row = {"date": "2022-03-24", "list_name": "known.csv"}
    found = groups(
        {"report": "k1", **row, "moved": "RUS>UKR 10 military; UKR>RUS 10 military"},
        {"report": "k2", **row, "moved": "RUS>UKR 19 civilian; UKR>RUS 11 civilian"},
        {"report": "a", "on": "2022-03-25", "moved": "RUS>UKR 19; UKR>RUS 11"},
        {"report": "b", "on": "2022-03-25", "moved": "RUS>UKR 10; UKR>RUS 10"},
    )
    assert found == {frozenset({"k1", "b"}), frozenset({"k2", "a"})}


def test_a_loosely_dated_claim_joins_only_what_it_fits_better_than_all_else(groups):
    told = [
        {"report": "a", "date": "2022-11-24", "moved": "RUS>UKR 50; UKR>RUS 50"},
        {"report": "b", "date": "2022-12-01", "moved": "RUS>UKR 50; UKR>RUS 50"},
    ]
    loose = {"report": "c", "on": "2023-02-01", "focus": False, "moved": "RUS>UKR 50; UKR>RUS 50", "mediators": "ARE"}
    assert frozenset({"c"}) in groups(*told, loose)
    told[0]["mediators"] = loose["mediators"] = "ARE"
    told[0]["place"] = loose["place"] = "Sumy"
    assert frozenset({"a", "c"}) in groups(*told, loose)


def test_a_decision_joins_even_against_a_contradiction(groups):
    told = [
        {"report": "a", "date": "2024-05-31", "moved": "RUS>UKR 75"},
        {"report": "b", "date": "2024-06-30", "moved": "RUS>UKR 100"},
    ]
    merge = {"decided_on": "2026-01-01", "decided_by": "Anna", "action": "merge", "subject": "a#0", "object": "b#0"}
    decisions = pa.table(
        {name: [text] for name, text in {**merge, "value": "", "reason": "the date was corrected"}.items()}
    )
    assert len(groups(*told)) == 2
    assert groups(*told, decisions=decisions) == {frozenset({"a", "b"})}


def test_a_loosely_dated_claim_stays_where_a_decision_placed_it(groups):
    told = [
        {"report": "a", "date": "2024-05-31", "moved": "RUS>UKR 75; UKR>RUS 75"},
        {"report": "b", "date": "2024-05", "moved": "RUS>UKR 75; UKR>RUS 75"},
        {"report": "c", "date": "2024-05-12", "moved": "RUS>UKR 75; UKR>RUS 75", "place": "Sumy"},
    ]
    assert groups(*told, decisions=decide(("merge", "a#0", "b#0"))) == {frozenset("ab"), frozenset("c")}


def test_a_thousand_reports_of_one_exchange_are_one_exchange(groups):
    told = [
        {"report": f"r{n:04}", "date": "2024-05-31", "moved": f"RUS>UKR {75 if n % 3 else '~80'}; UKR>RUS 75"}
        for n in range(300)
    ]
    assert len(groups(*told)) == 1


def test_a_claim_that_only_a_vague_one_joined_is_told_by_what(tables):
    told = [
        {"report": "a", "date": "2024", "status": "cancelled", "place": "Sumy"},
        {"report": "b", "date": "2024-05-31", "status": "cancelled", "place": "Sumy"},
    ]
    vague, dated = resolve_exchanges(tables(told))["exchange_claims"].to_pylist()
    assert vague["exchange_id"] == dated["exchange_id"]
    assert vague["match_weight"] == dated["match_weight"] == 7
    assert dated["explanation"].startswith("with a#0: same parties")
