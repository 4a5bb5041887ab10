"""Totals over exchanges written out by hand, so that every sum can be checked by eye."""

import random
from datetime import date

import pyarrow as pa
import pytest

from assets.aggregate.summarise import GIVEN, TOTALS, summarise
from tests.rows import tables_of
from warehouse.tables import TABLES

# Each: id, status, parties, dates and what the function below reads on; a transfer is by, to, category and range.
EXCHANGES = [
    (
        "X1",
        "completed",
        "RUS UKR",
        ("2024-05-31", "2024-05-31"),
        "day",
        ["ARE"],
        [("RUS", "UKR", "military", 70, 75, 80), ("UKR", "RUS", "military", 75, 75, 75)],
    ),
    ("X2", "completed", "RUS UKR", ("2024-05-01", "2024-05-31"), "month", [], [("RUS", "UKR", "military", 5, 5, None)]),
    (
        "X3",
        "completed",
        "RUS UKR",
        ("2024-08-24", "2024-08-24"),
        "day",
        ["ARE"],
        [("RUS", "UKR", "remains", 10, 10, 10)],
    ),
    ("X4", "completed", "RUS UKR", ("2024-01-01", "2024-12-31"), "year", [], [("RUS", "UKR", "military", 1, 1, 1)]),
    ("X5", "agreed", "RUS UKR", ("2024-07-01", "2024-07-01"), "day", ["ARE"], [("RUS", "UKR", "military", 9, 9, 9)]),
    (
        "X6",
        "completed",
        "RUS USA",
        (None, None),
        "unknown",
        ["ARE", "TUR"],
        [("RUS", "DEU+USA", "detainee", None, None, None), (None, "USA", "detainee", 2, 2, 2)],
    ),
    ("X7", "completed", "RUS USA", ("2024-08-01", "2024-08-01"), "day", [], []),
]
PERSONS = [
    ("X1", "oleg-sentsov", "Oleg Sentsov", ["Oleh Sentsov"], 3),
    ("X5", "oleg-sentsov", "Oleg Sencov", [], 1),
    ("X6", "marc-fogel", "Marc Fogel", [], 1),
]
# report, publisher, published, claims of exchanges, copy of
REPORTS = [
    ("r1", "one.example", "2024-06-01", ["X1", "X2"], None),
    ("r2", "one.example", "2024-06-03", [], None),
    ("r3", "two.example", None, ["X1"], "r1"),
    ("r4", None, "2024-06-02", ["X3", "X4", "X5", "X6", "X7"], None),
]


def day(text):
    return date.fromisoformat(text) if text else None


def exchange_row(exchange):
    exchange_id, status, parties, (start, end), precision, mediators, _ = exchange
    return {
        "exchange_id": exchange_id, "status": status, "parties": parties.split(), "date_start": day(start),
        "date_end": day(end), "date_precision": precision, "mediators": mediators,
    }  # fmt: skip


def resolved(exchanges=EXCHANGES, persons=PERSONS, reports=REPORTS):
    ids = {exchange[0] for exchange in exchanges}
    claims = [(report[0], n, x) for report in reports for n, x in enumerate(report[3]) if x in ids]
    keys = ("released_by", "received_by", "category", "count_low", "count_best", "count_high")
    rows = {
        "exchanges": [exchange_row(exchange) for exchange in exchanges],
        "exchange_transfers": [
            {"exchange_id": exchange[0], **dict(zip(keys, transfer, strict=True)), "rule": "only_figure"}
            for exchange in exchanges
            for transfer in exchange[6]
        ],
        "exchange_persons": [
            {"exchange_id": x, "person_id": person_id, "name": name, "aliases": aliases, "n_claims": n}
            for x, person_id, name, aliases, n in persons
            if x in ids
        ],
        "exchange_claims": [{"exchange_id": x, "claim_id": f"{r}#{n}"} for r, n, x in claims],
        "clean_reports": [
            {"report_id": report_id, "publisher": publisher, "published_on": day(on)}
            for report_id, publisher, on, _, _ in reports
        ],
        "claims": [{"claim_id": f"{r}#{n}", "report_id": r} for r, n, _ in claims],
        "copies": [{"report_id": report[0], "copy_of": report[4]} for report in reports if report[4]],
    }
    return tables_of(rows)


@pytest.fixture(scope="module")
def totals():
    return {name: table.to_pylist() for name, table in summarise(resolved()).items()}


def test_months_stand_without_a_gap_and_year_only_exchanges_have_none(totals):
    found = [
        (str(r["month"])[:7], r["released_by"], r["received_by"], r["category"], r["n_exchanges"], r["count_low"],
         r["count_best"], r["count_high"], r["exchange_ids"])
        for r in totals["monthly_totals"]
    ]  # fmt: skip
    assert found == [
        ("2024-05", "RUS", "UKR", "military", 2, 75, 80, 85, ["X1", "X2"]),
        ("2024-05", "UKR", "RUS", "military", 1, 75, 75, 75, ["X1"]),
        ("2024-06", None, None, None, 0, 0, 0, 0, []),
        ("2024-07", None, None, None, 0, 0, 0, 0, []),
        ("2024-08", None, None, "unspecified", 1, 0, 0, 0, ["X7"]),
        ("2024-08", "RUS", "UKR", "remains", 1, 10, 10, 10, ["X3"]),
    ]


def test_balances_by_party_and_counterpart(totals):
    found = {
        (r["party"], r["counterpart"], r["category"]): (r["released"], r["received"], r["balance"], r["exchange_ids"])
        for r in totals["party_balances"]
    }
    assert found == {
        ("RUS", "UKR", "military"): (81, 75, -6, ["X1", "X2", "X4"]),
        ("UKR", "RUS", "military"): (75, 81, 6, ["X1", "X2", "X4"]),
        ("RUS", "UKR", "remains"): (10, 0, -10, ["X3"]),
        ("UKR", "RUS", "remains"): (0, 10, 10, ["X3"]),
        ("RUS", "DEU+USA", "detainee"): (0, 0, 0, ["X6"]),
        ("DEU+USA", "RUS", "detainee"): (0, 0, 0, ["X6"]),
        ("USA", None, "detainee"): (0, 2, 2, ["X6"]),
    }


def test_what_one_side_released_the_other_received(totals):
    both = [r for r in totals["party_balances"] if r["counterpart"]]
    assert sum(r["released"] for r in both) == sum(r["received"] for r in both) == 166


def test_mediators(totals):
    found = {
        (r["mediator"], *r["parties"]): (r["n_completed"], r["n_other"], r["people"], r["remains"], r["exchange_ids"])
        for r in totals["mediation_record"]
    }
    assert found == {
        ("ARE", "RUS", "UKR"): (2, 1, 150, 10, ["X1", "X3", "X5"]),
        ("ARE", "RUS", "USA"): (1, 0, 2, 0, ["X6"]),
        ("TUR", "RUS", "USA"): (1, 0, 2, 0, ["X6"]),
    }


def test_a_person_of_two_exchanges_stands_once_under_the_best_attested_name(totals):
    found = [
        (r["person_id"], r["name"], r["aliases"], r["n_exchanges"], r["exchange_ids"]) for r in totals["person_index"]
    ]
    assert found == [
        ("marc-fogel", "Marc Fogel", [], 1, ["X6"]),
        ("oleg-sentsov", "Oleg Sentsov", ["Oleg Sencov", "Oleh Sentsov"], 2, ["X1", "X5"]),
    ]


def test_what_each_publisher_gave(totals):
    keys = ("n_reports", "n_relevant", "n_copies", "n_claims", "exchange_ids")
    found = {r["publisher"]: tuple(r[key] for key in keys) for r in totals["source_coverage"]}
    assert found == {
        "one.example": (2, 1, 0, 2, ["X1", "X2"]),
        "two.example": (1, 1, 1, 1, ["X1"]),
        "unknown": (1, 1, 0, 5, ["X3", "X4", "X5", "X6", "X7"]),
    }
    spans = {r["publisher"]: (r["first_published_on"], r["last_published_on"]) for r in totals["source_coverage"]}
    assert spans["one.example"] == (day("2024-06-01"), day("2024-06-03"))
    assert spans["two.example"] == (None, None)


def test_tables_have_their_declared_schemas():
    totals = summarise(resolved())
    assert tuple(totals) == TOTALS
    assert all(table.schema.equals(TABLES[name].arrow_schema) for name, table in totals.items())


def test_nothing_to_sum():
    totals = summarise(resolved(exchanges=[], persons=[], reports=[]))
    assert {name: table.num_rows for name, table in totals.items()} == dict.fromkeys(TOTALS, 0)


def test_only_undated_exchanges_make_no_month():
    totals = summarise(resolved(exchanges=[EXCHANGES[3], EXCHANGES[5]]))
    assert totals["monthly_totals"].num_rows == 0
    assert totals["party_balances"].num_rows > 0


@pytest.mark.parametrize("seed", range(5))
def test_order_of_the_rows_changes_nothing(seed):
    given = resolved()
    chance = random.Random(seed)
    for name, table in given.items():
        order = list(range(table.num_rows))
        chance.shuffle(order)
        given[name] = table.take(pa.array(order, pa.int64()))
    again, before = summarise(given), summarise(resolved())
    assert all(again[name].equals(before[name]) for name in TOTALS)


def test_a_missing_table_is_named():
    given = resolved()
    del given["copies"]
    with pytest.raises(KeyError, match="copies"):
        summarise(given)
    assert "copies" in GIVEN
