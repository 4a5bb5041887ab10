"""The views and macros of the published file, over a handful of exchanges."""

from datetime import date

import duckdb
import pytest

from assets.deduplicate.weights import load_weights
from tests.rows import tables_of
from warehouse.published_file import SQL_FOLDER, assemble, read_views

# Each: id, status, parties, dates and what the function below reads on; a transfer is by, to, category and range.
EXCHANGES = [
    (
        "X1",
        "completed",
        "RUS UKR",
        "2024-05-31",
        "2024-05-31",
        "day",
        "Sumy",
        "disputed",
        [("RUS", "UKR", "military", 195, 207, 300), ("UKR", "RUS", "unspecified", 75, 75, 75)],
    ),
    (
        "X2",
        "completed",
        "RUS UKR",
        "2024-06-01",
        "2024-06-30",
        "month",
        None,
        "single_source",
        [("RUS", "UKR", "remains", None, None, None)],
    ),
    (
        "X3",
        "agreed",
        "RUS UKR",
        "2024-07-01",
        "2024-07-02",
        "day",
        None,
        "single_source",
        [(None, "UKR", "military", 10, 10, 10)],
    ),
    ("X4", "proposed", "IRN USA", None, None, "unknown", None, "single_source", []),
    (
        "X5",
        "completed",
        "RUS UKR",
        "2024-01-01",
        "2024-12-31",
        "year",
        None,
        "single_source",
        [("RUS", "UKR", "military", 4, 4, 4)],
    ),
]


# Reports and what they tell, before resolution; `what_is_known` has what was made of it.
WHAT_IS_TOLD = {
    "parties": [
        {"party": code, "name": name, "kind": "state", "aliases": ["US", "America"] if code == "USA" else []}
        for code, name in {
            "RUS": "Russia", "UKR": "Ukraine", "IRN": "Iran", "USA": "United States", "Hamas": "Hamas",
        }.items()
    ],
    "reports": [{"report_id": "r", "origin": "r"}],
    "claims": [
        {"claim_id": f"r#{n}", "report_id": "r", "confidence": confidence}
        for n, confidence in enumerate([0.9, 0.4, 0.9, 0.9, 0.3])
    ],
    "claim_transfers": [
        {
            "claim_id": "r#0", "transfer_no": n + 1, "released_by": by, "received_by": to, "count": count,
            "evidence": f"{count} of {by}",
        }
        for n, (by, to, count) in enumerate([("RUS", "UKR", 207), ("UKR", "RUS", 75)])
    ],
}  # fmt: skip


def exchange_row(exchange):
    exchange_id, status, parties, start, end, precision, place, grade, _ = exchange
    return {
        "exchange_id": exchange_id, "status": status, "parties": parties.split(),
        "date_start": start and date.fromisoformat(start), "date_end": end and date.fromisoformat(end),
        "date_precision": precision, "place_name": place, "place_country": "UKR" if place else None,
        "mediators": ["ARE", "USA"] if place else [], "grade": grade,
    }  # fmt: skip


def what_is_known():
    """Exchanges of those claims, and their sums."""
    keys = ("released_by", "received_by", "category", "count_low", "count_best", "count_high")
    return {
        "monthly_totals": [
            {
                "month": date(2024, 5, 1), "released_by": "RUS", "received_by": "UKR", "category": "military",
                "count_low": 195, "count_best": 207, "count_high": 300, "exchange_ids": ["X1"],
            }
        ],
        "party_balances": [
            {
                "party": party, "counterpart": other, "category": category, "released": released, "received": received,
                "balance": received - released, "n_exchanges": len(ids), "exchange_ids": ids,
            }
            for party, other, category, released, received, ids in [
                ("RUS", "UKR", "military", 211, 0, ["X1", "X5"]),
                ("RUS", "UKR", "unspecified", 0, 75, ["X1"]),
                ("RUS", "UKR", "remains", 6, 0, ["X2"]),
                ("UKR", None, "military", 0, 3, ["X5"]),
            ]
        ],
        "exchanges": [exchange_row(exchange) for exchange in EXCHANGES],
        "exchange_transfers": [
            {"exchange_id": exchange[0], **dict(zip(keys, transfer, strict=True)), "rule": "only_figure"}
            for exchange in EXCHANGES
            for transfer in exchange[8]
        ],
        "exchange_claims": [{"exchange_id": f"X{n + 1}", "claim_id": f"r#{n}"} for n in range(5)],
    }  # fmt: skip


def what_is_in_doubt():
    """Pairs that nearly were one, a decision that is stale, and values that differ."""
    return {
        "near_matches": [
            {
                "claim_id": f"r#{one}", "other_claim_id": f"r#{other}", "exchange_id": f"X{one + 1}",
                "other_exchange_id": f"X{other + 1}", "match_weight": weight, "reason": reason,
            }
            for one, other, weight, reason in [
                (2, 4, 7.0, "it fits more than one exchange"),
                (0, 2, 6.0, "below the threshold"),
                (1, 3, 6.0, "below the threshold"),
            ]
        ],
        "decisions": [
            {
                "decision_id": "D1", "decided_by": "Anna", "action": "merge", "subject": "X9", "object": "X1",
                "state": "stale", "note": "there is no X9",
            }
        ],
        "exchange_conflicts": [
            {
                "exchange_id": "X1", "attribute": attribute, "value": value, "n_publishers": n, "claim_ids": ["r#0"],
                "chosen": chosen, "rule": "most_publishers",
            }
            for attribute, value, n, chosen in [
                ("count RUS>UKR", "195", 1, False),
                ("count RUS>UKR", "207", 2, True),
                ("status", "agreed", 1, False),
                ("status", "completed", 1, True),
            ]
        ],
    }  # fmt: skip


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    path = tmp_path_factory.mktemp("views") / "warehouse.duckdb"
    assemble(path, tables_of({**WHAT_IS_TOLD, **what_is_known(), **what_is_in_doubt()}), read_views())
    with duckdb.connect(str(path), read_only=True) as connection:
        yield lambda query: connection.execute(query).fetchall()


def test_every_view_file_makes_a_view_that_says_what_a_row_is(ask):
    found = dict(ask("SELECT view_name, comment FROM duckdb_views() WHERE NOT internal"))
    assert set(found) == {path.stem for path in (SQL_FOLDER / "views").glob("*.sql")}
    assert all(comment.startswith("One row is ") for comment in found.values())


def test_every_column_of_a_view_says_what_it_is_and_is_no_list(ask):
    columns = ask(
        "SELECT table_name, column_name, data_type, comment FROM duckdb_columns() "
        "WHERE NOT internal AND table_name IN (SELECT view_name FROM duckdb_views() WHERE NOT internal)"
    )
    assert len(columns) > 80
    assert [column for column in columns if not (column[3] or "").endswith(".") or "[" in column[2]] == []


def test_every_macro_says_what_comes_out_of_it(ask):
    found = ask(
        "SELECT function_name, comment FROM duckdb_functions() WHERE NOT internal AND function_type LIKE '%macro'"
    )
    assert {"party", "between_parties"} <= {name for name, _ in found}
    assert all(comment and comment.endswith(".") for _, comment in found)


def test_exchange_summary_tells_an_exchange_on_a_line(ask):
    found = {
        row[0]: row[1:]
        for row in ask("SELECT exchange_id, happened, who, people, place, mediators FROM exchange_summary")
    }
    assert found == {
        "X1": ("2024-05-31", "RUS→UKR 207 military; UKR→RUS 75", 282, "Sumy, UKR", "ARE, USA"),
        "X2": ("2024-06", "RUS→UKR some remains", None, "", ""),
        "X3": ("2024-07-01 to 2024-07-02", "?→UKR 10 military", 10, "", ""),
        "X4": ("date unknown", "nothing told", None, "", ""),
        "X5": ("2024", "RUS→UKR 4 military", 4, "", ""),
    }


def test_latest_exchange_stands_first_and_undated_ones_last(ask):
    assert [row[0] for row in ask("SELECT exchange_id FROM exchange_summary")] == ["X3", "X2", "X1", "X5", "X4"]


def test_timeline_adds_up_what_was_completed(ask):
    assert ask("SELECT exchange_id, people, people_so_far FROM timeline") == [
        ("X5", 4, 4),
        ("X1", 282, 286),
        ("X2", None, 286),
        ("X3", 10, 286),
    ]


def test_disputed_figures_are_those_of_counts_the_chosen_first(ask):
    assert ask("SELECT exchange_id, direction, figure, n_publishers, chosen FROM disputed_figures") == [
        ("X1", "RUS>UKR", "207", 2, True),
        ("X1", "RUS>UKR", "195", 1, False),
    ]


def test_review_queue_has_most_people_at_stake_first(ask):
    assert ask("SELECT kind, subject, exchange_id, people_at_stake FROM review_queue") == [
        ("disputed figures", "X1", "X1", 105),
        ("doubtful claim", "r#4", "X5", 3),
        ("near match", "X1", "X1", 3),
        ("undecided claim", "r#2", "X3", 2),
        ("decision stale", "D1", None, 0),
        ("doubtful claim", "r#1", "X2", 0),
        ("near match", "X2", "X2", 0),
    ]


def test_review_queue_says_how_to_look_and_how_to_decide(ask):
    commands = dict(ask("SELECT kind || ' ' || subject, look || '; ' || decide FROM review_queue"))
    assert commands["near match X1"] == "swapledger explain r#0 r#2; swapledger decide merge X1 X3"
    assert commands["disputed figures X1"] == 'swapledger explain X1; swapledger decide set X1 "count RUS>UKR" COUNT'


def test_review_queue_knows_the_threshold():
    assert "7 - match_weight" in (SQL_FOLDER / "views" / "review_queue.sql").read_text()
    assert load_weights().numbers["join_bits"] == 7


def test_balance_by_party_keeps_the_dead_apart_and_counts_an_exchange_once(ask):
    assert ask("FROM balance_by_party") == [
        ("RUS", "Russia", "UKR", "Ukraine", 211, 75, -136, 6, 0, 3),
        ("UKR", "Ukraine", None, None, 0, 3, 3, 0, 0, 1),
    ]


def test_releases_tell_who_released_whom_by_name(ask):
    assert ask(
        "SELECT year, released_by_name, received_by_name, count_best FROM releases "
        "WHERE status = 'completed' AND count_best IS NOT NULL"
    ) == [(2024, "Russia", "Ukraine", 207), (2024, "Ukraine", "Russia", 75), (2024, "Russia", "Ukraine", 4)]


def test_lineage_leads_from_a_cell_to_the_sentence_of_its_direction(ask):
    assert ask(
        "SELECT cell, exchange_id, claim_id, figure, sentence, url FROM lineage WHERE table_name = 'monthly_totals'"
    ) == [("2024-05", "X1", "r#0", 207, "207 of RUS", "r")]
    assert ask(
        "SELECT cell, exchange_id, figure, sentence FROM lineage "
        "WHERE table_name = 'party_balances' AND cell LIKE 'RUS%'"
    ) == [
        ("RUS received", "X1", 75, "75 of UKR"),
        ("RUS released", "X1", 207, "207 of RUS"),
        ("RUS released", "X5", None, "x"),
        ("RUS released", "X2", None, "x"),
    ]


def test_events_are_coded_by_how_far_they_got(ask):
    assert ask(
        "SELECT exchange_id, source, target, cameo_code, plover_type, quad_class, people FROM coded_events "
        "WHERE exchange_id <> 'X1'"
    ) == [
        ("X5", "RUS", "UKR", "0841", "RETREAT", 2, 4),
        ("X2", "RUS", "UKR", "084", "RETREAT", 2, None),
        ("X3", None, "UKR", "0353", "AGREE", 1, 10),
    ]
    assert ask("SELECT source, target FROM coded_events WHERE cameo_code = '045'") == [
        ("ARE", "RUS"), ("ARE", "UKR"), ("USA", "RUS"), ("USA", "UKR"),
    ]  # fmt: skip


def test_party_is_found_by_any_of_its_names(ask):
    assert ask("SELECT party('russia'), party('RUS'), party('America'), party('us')") == [("RUS", "RUS", "USA", "USA")]


def test_unknown_party_leads_to_near_ones(ask):
    with pytest.raises(duckdb.Error, match="no party is called Rusia; near: Russia"):
        ask("SELECT party('Rusia')")


def test_between_parties_takes_names_and_codes_in_any_order(ask):
    assert [row[0] for row in ask("FROM between_parties('Ukraine', 'RUS')")] == ["X3", "X2", "X1", "X5"]
    assert [row[0] for row in ask("FROM between_parties('Iran', 'US')")] == ["X4"]
    assert ask("FROM between_parties('Iran', 'Hamas')") == []
