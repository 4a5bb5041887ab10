"""What was known from when to when, and the macro that asks it for a day."""

from datetime import date, datetime

import duckdb
import pytest

from assets.publish.states import next_versions
from tests.rows import tables_of
from warehouse.published_file import assemble, read_views

MAY, JUNE, JULY = datetime(2025, 5, 1, 12), datetime(2025, 6, 1, 12), datetime(2025, 7, 1, 12)


def resolved(**told):
    """Exchanges by id, each given as status and people released by Russia."""
    exchanges = [{"exchange_id": i, "status": status} for i, (status, _) in told.items()]
    transfers = [
        {
            "exchange_id": i, "released_by": "RUS", "received_by": "UKR", "count_low": n, "count_best": n,
            "count_high": n,
        }
        for i, (_, n) in told.items()
    ]  # fmt: skip
    return tables_of({"exchanges": exchanges, "exchange_transfers": transfers})


@pytest.fixture(scope="module")
def versions():
    """Three publications: X1 is agreed, then completed; X2 comes, and goes into X1."""
    first = next_versions(None, resolved(X1=("agreed", 100)), MAY)
    second = next_versions(first, resolved(X1=("agreed", 100), X2=("completed", None)), JUNE)
    return next_versions(second, resolved(X1=("completed", 103)), JULY)


def test_a_state_is_known_until_another_one_is_published(versions):
    names = ("exchange_id", "known_from", "known_to", "status", "who", "people")
    assert [tuple(row[name] for name in names) for row in versions.to_pylist()] == [
        ("X1", MAY, JULY, "agreed", "RUS→UKR 100 military", 100),
        ("X1", JULY, None, "completed", "RUS→UKR 103 military", 103),
        ("X2", JUNE, JULY, "completed", "RUS→UKR some military", None),
    ]


@pytest.fixture(scope="module")
def ask(versions, tmp_path_factory):
    """A file in which three reports tell of X1: agreed in January 2025, carried out in March, and that corrected."""
    reports = [
        ("a", "agreed", date(2025, 1, 2), 100),
        ("b", "completed", date(2025, 3, 4), 103),
        ("c", "agreed", None, 9),
        ("d", "completed", date(2025, 3, 2), 190),
    ]
    records = {
        "reports": [{"report_id": r, "publisher": r, "published_on": on} for r, _, on, _ in reports],
        "claims": [
            {
                "claim_id": f"{r}#0", "report_id": r, "status": status,
                **({"date_start": on, "date_end": on, "date_precision": "day"} if status == "completed" else {}),
            }
            for r, status, on, _ in reports
        ],
        "claim_transfers": [
            {"claim_id": f"{r}#0", "released_by": "RUS", "received_by": "UKR", "count": n} for r, _, _, n in reports
        ],
        "exchange_claims": [
            {"exchange_id": "X1", "claim_id": f"{r}#0", "superseded_by": "b" if r == "d" else None} for r, *_ in reports
        ],
        "exchange_transitions": [
            {"exchange_id": "X1", "step_no": no, "status": status, "reported_on": on, "claim_ids": [f"{r}#0"]}
            for no, (r, status, on, _) in enumerate([reports[0], reports[3]], start=1)
        ],
    }  # fmt: skip
    path = tmp_path_factory.mktemp("states") / "warehouse.duckdb"
    assemble(path, {**tables_of(records), "exchange_versions": versions}, read_views())
    with duckdb.connect(str(path), read_only=True) as connection:
        yield lambda query: connection.execute(query).fetchall()


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2025-01-01", []),
        ("2025-01-02", [("X1", "agreed", None, "RUS→UKR 100", 1, "reported")]),
        ("2025-03-03", [("X1", "completed", date(2025, 3, 2), "RUS→UKR 190", 2, "reported")]),
        ("2025-04-30", [("X1", "completed", date(2025, 3, 4), "RUS→UKR 103", 2, "reported")]),
        ("2025-05-01", [("X1", "agreed", None, "RUS→UKR 100 military", 1, "published")]),
        (
            "2025-06-30",
            [
                ("X1", "agreed", None, "RUS→UKR 100 military", 1, "published"),
                ("X2", "completed", None, "RUS→UKR some military", 1, "published"),
            ],
        ),
        ("2025-07-01", [("X1", "completed", None, "RUS→UKR 103 military", 1, "published")]),
    ],
)
def test_what_was_known_on_a_day(day, expected, ask):
    columns = "exchange_id, status, date_start, who, n_publishers, basis"
    assert ask(f"SELECT {columns} FROM known_on('{day}') ORDER BY exchange_id") == expected


def test_a_day_may_be_a_date_as_well(ask):
    assert ask("SELECT count(*) FROM known_on(DATE '2025-07-02')") == [(1,)]
