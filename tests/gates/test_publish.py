"""The rules of the assembled file, each proven by a file that passes and one that trips just it."""

from __future__ import annotations

from contextlib import closing
from datetime import date

import duckdb
import pyarrow as pa
import pytest

from expectations.gate import audit_file, rules
from expectations.publish import LAST_FIGURES, key_figures
from expectations.rules import GateError
from tests.gates import batches
from warehouse.columns import create_table_sql
from warehouse.tables import PUBLISHED, REPORTS

ROWS = {
    "reports": [
        {name: report[name] for name in REPORTS.arrow_schema.names if name in report}
        | {"relevant": report["report_id"] != batches.OTHER, "copy_of": None, "replaced_by": None}
        for report in batches.CLEAN_REPORTS
    ],
    "claims": batches.CLAIMS,
    "claim_transfers": batches.CLAIM_TRANSFERS,
    "claim_persons": batches.CLAIM_PERSONS,
    "exchanges": batches.EXCHANGES,
    "deals": batches.DEALS,
    "exchange_transfers": batches.EXCHANGE_TRANSFERS,
    "exchange_persons": batches.EXCHANGE_PERSONS,
    "exchange_claims": batches.EXCHANGE_CLAIMS,
    "exchange_conflicts": batches.EXCHANGE_CONFLICTS,
    "monthly_totals": batches.MONTHLY_TOTALS,
    "exchange_redirects": batches.EXCHANGE_REDIRECTS,
    "exchange_transitions": batches.EXCHANGE_TRANSITIONS,
    "near_matches": batches.NEAR_MATCHES,
}


LAST = {"reports": 4, "claims": 4, "completed exchanges": 1, "people": 56}


def figures(**values):
    """The key figures of the last publication."""
    rows = [{"figure": name, "value": value} for name, value in {**LAST, **values}.items()]
    return pa.Table.from_pylist(rows, schema=LAST_FIGURES)


def officially(official, known_gap=0):
    """One running total of officials, of those whom AZE released to ARM."""
    sides = {"released_by": "AZE", "received_by": "ARM"}
    days = {"since": date(2020, 1, 1), "up_to": date(2020, 12, 31)}
    return pa.Table.from_pylist([{**days, **sides, "official": official, "known_gap": known_gap}])


def context(*, more=None, **given):
    """What the gate is given beside the file; `more` rows of a table than it has."""
    more = more or {}
    counts = [
        {"table_name": table.name, "n_rows": len(ROWS.get(table.name, [])) + more.get(table.name, 0)}
        for table in PUBLISHED
    ]
    default = {"last_exchanges": 2, "landed": 5, "refused": 1, "last_figures": figures()}
    return {"assembled": pa.Table.from_pylist(counts), **default, **given}


@pytest.fixture(scope="module")
def assembled(tmp_path_factory):
    """A file with all published tables, and rows in most of them."""
    path = tmp_path_factory.mktemp("publish") / "assembled.duckdb"
    with closing(duckdb.connect(str(path))) as connection:
        for table in PUBLISHED:
            for statement in create_table_sql(table):
                connection.execute(statement)
            if table.name in ROWS:
                connection.register("incoming", table.rows(ROWS[table.name]))
                connection.execute(f"INSERT INTO {table.name} FROM incoming")
    return path


def audited(path, **given):
    with closing(duckdb.connect(str(path), read_only=True, config={"threads": 1})) as connection:
        return audit_file(connection, context(**given))


def tripped(verdict):
    return [result["rule"] for result in verdict.results if result["outcome"] != "passed"]


UNKNOWN = {
    "publish.reports.replaced_by_known": "UPDATE reports SET replaced_by = 'gone' WHERE publisher = 'c.example'",
    "publish.reports.copy_of_known": "UPDATE reports SET copy_of = 'gone' WHERE publisher = 'c.example'",
    "publish.claims.report_id_known": "UPDATE claims SET report_id = 'gone' WHERE focus",
    "publish.claim_transfers.claim_id_known": "UPDATE claim_transfers SET claim_id = 'gone' WHERE \"count\" = 12",
    "publish.claim_persons.claim_id_known": "UPDATE claim_persons SET claim_id = 'gone'",
    "publish.exchange_transfers.exchange_id_known": (
        "INSERT INTO exchange_transfers SELECT * REPLACE ('gone' AS exchange_id) FROM exchange_transfers LIMIT 1"
    ),
    "publish.exchange_persons.exchange_id_known": "UPDATE exchange_persons SET exchange_id = 'gone'",
    "publish.exchange_claims.exchange_id_known": "UPDATE exchange_claims SET exchange_id = 'gone'",
    "publish.exchange_claims.claim_id_known": (
        "INSERT INTO exchange_claims SELECT * REPLACE ('gone' AS claim_id) FROM exchange_claims LIMIT 1"
    ),
    "publish.exchange_claims.superseded_by_known": (
        "UPDATE exchange_claims SET superseded_by = 'gone' WHERE match_weight = 9"
    ),
    "publish.deals.deal_id_known": "UPDATE deals SET deal_id = 'gone'",
    "publish.exchange_transitions.exchange_id_known": (
        "UPDATE exchange_transitions SET exchange_id = 'gone' WHERE status = 'agreed'"
    ),
    "publish.near_matches.claim_id_known": "UPDATE near_matches SET claim_id = 'gone'",
    "publish.near_matches.other_claim_id_known": "UPDATE near_matches SET other_claim_id = 'gone'",
    "publish.near_matches.exchange_id_known": "UPDATE near_matches SET exchange_id = 'gone'",
    "publish.near_matches.other_exchange_id_known": "UPDATE near_matches SET other_exchange_id = 'gone'",
    "publish.exchange_redirects.redirected_to_known": "UPDATE exchange_redirects SET redirected_to = 'gone'",
    "publish.exchange_conflicts.exchange_id_known": "UPDATE exchange_conflicts SET exchange_id = 'gone'",
}

TENFOLD = "; ".join(
    f"UPDATE {table} SET count_best = 440 WHERE count_best = 44" for table in ("exchange_transfers", "monthly_totals")
)

BREAKS = {
    "publish.columns_as_declared": "ALTER TABLE runs DROP COLUMN seconds",
    "publish.comments_as_declared": "COMMENT ON COLUMN exchanges.grade IS 'good or bad'",
    "publish.rows_as_assembled": "DELETE FROM exchange_conflicts WHERE chosen",
    "publish.evidence_kept": "UPDATE claim_persons SET evidence = ''",
    "publish.exchanges_not_halved": None,  # the file is as it was, here and below where it says None
    "publish.documents_accounted_for": None,
    "publish.claims_resolved": "DELETE FROM exchange_claims WHERE match_weight IS NULL",
    "publish.totals_add_up": "UPDATE monthly_totals SET count_best = 43 WHERE count_best = 44",
    "publish.key_figures_kept": None,
    "publish.key_figures_not_soaring": TENFOLD,
    "publish.official_totals_met": TENFOLD,
    **UNKNOWN,
}

# What the gate is given with it, where that is what trips the rule, or where rows were added or removed.
GIVEN = {
    "publish.exchanges_not_halved": {"last_exchanges": 5},
    "publish.documents_accounted_for": {"landed": 6},
    "publish.claims_resolved": {"more": {"exchange_claims": -1}},
    "publish.exchange_transfers.exchange_id_known": {"more": {"exchange_transfers": 1}},
    "publish.exchange_claims.claim_id_known": {"more": {"exchange_claims": 1}},
    "publish.key_figures_kept": {"last_figures": figures(reports=9)},
    "publish.key_figures_not_soaring": {"last_figures": figures(people=100)},
    "publish.official_totals_met": {"official_totals": officially(44)},
}
WARNING = {"publish.key_figures_not_soaring", "publish.official_totals_met"}


@pytest.mark.parametrize("rule", BREAKS)
def test_change_trips_just_this_rule(rule, assembled, tmp_path):
    path = tmp_path / "changed.duckdb"
    path.write_bytes(assembled.read_bytes())
    if BREAKS[rule]:
        with closing(duckdb.connect(str(path))) as connection:
            connection.execute(BREAKS[rule])
    verdict = audited(path, **GIVEN.get(rule, {}))
    assert tripped(verdict) == [rule]
    assert verdict.stopped is (rule not in WARNING)
    assert len(verdict.reasons) == verdict.stopped


def test_every_rule_has_a_file_that_trips_it():
    assert sorted(rule.id for rule in rules("publish")) == sorted(BREAKS)


def test_good_file_trips_nothing(assembled):
    verdict = audited(assembled)
    assert (tripped(verdict), verdict.stopped, verdict.tables, verdict.refusals) == ([], False, {}, [])
    assert [result["rule"] for result in verdict.results] == [rule.id for rule in rules("publish")]
    n_rows = {result["rule"]: result["n_rows"] for result in verdict.results}
    assert n_rows["publish.evidence_kept"] == len(batches.CLAIMS)
    assert n_rows["publish.rows_as_assembled"] == sum(map(len, ROWS.values()))


@pytest.mark.parametrize(
    ("statement", "observed"),
    [
        ("DROP TABLE exchange_history", "no VARCHAR in place 1"),
        ("ALTER TABLE runs ADD COLUMN more INTEGER", "INTEGER in place 10, not declared"),
        ("ALTER TABLE exchange_history ALTER published_at TYPE DATE", "no TIMESTAMP in place 5"),
    ],
)
def test_other_columns_stop_before_anything_else_is_judged(assembled, tmp_path, statement, observed):
    path = tmp_path / "changed.duckdb"
    path.write_bytes(assembled.read_bytes())
    with closing(duckdb.connect(str(path))) as connection:
        connection.execute(statement)
    verdict = audited(path)
    [result] = verdict.results
    assert (result["rule"], result["outcome"]) == ("publish.columns_as_declared", "failed")
    assert observed in result["observed"]
    assert verdict.stopped


@pytest.mark.parametrize(
    ("last", "allowed", "stopped"), [(0, 0, False), (4, 0, False), (5, 0, True), (5, 1, False), (500, 1, False)]
)
def test_exchanges_may_be_halved_but_not_more_unless_allowed(assembled, last, allowed, stopped):
    assert audited(assembled, last_exchanges=last, fewer_allowed=allowed).stopped is stopped


def curated(path):
    """All claims of the file are a curated list's."""
    with closing(duckdb.connect(str(path))) as connection:
        connection.execute("UPDATE claims SET extractor = 'curated'")


@pytest.mark.parametrize(
    ("official", "known_gap", "is_listed", "met"),
    [
        (44, 0, False, True),
        (500, 0, False, True),  # whoever reads a few reports has a few of the exchanges
        (145, 0, True, True),  # the list itself has less than half: it is another list
        (86, 0, True, True),
    ],
)
def test_official_totals_ask_for_no_more_than_was_read(assembled, tmp_path, official, known_gap, is_listed, met):
    path = tmp_path / "changed.duckdb"
    path.write_bytes(assembled.read_bytes())
    if is_listed:
        curated(path)
    assert (tripped(audited(path, official_totals=officially(official, known_gap))) == []) is met


@pytest.mark.parametrize(("known_gap", "met"), [(0, False), (250, True)])
def test_list_that_was_read_but_whose_exchanges_are_lost_is_told_of(assembled, tmp_path, known_gap, met):
    path = tmp_path / "changed.duckdb"
    path.write_bytes(assembled.read_bytes())
    curated(path)
    with closing(duckdb.connect(str(path))) as connection:
        connection.execute("UPDATE claim_transfers SET \"count\" = 200 WHERE received_by = 'ARM'")
    assert (tripped(audited(path, official_totals=officially(300, known_gap))) == []) is met


def test_key_figures_are_compared_with_those_of_another_file(assembled):
    with closing(duckdb.connect(str(assembled), read_only=True)) as connection:
        assert key_figures(connection) == figures()


@pytest.mark.parametrize(("allowed", "stopped"), [(0, True), (1, False)])
def test_key_figures_may_fall_if_a_run_allows_it(assembled, allowed, stopped):
    assert audited(assembled, last_figures=figures(people=200), fewer_allowed=allowed).stopped is stopped


def test_growth_is_measured_against_that_of_the_reports(assembled, tmp_path):
    path = tmp_path / "changed.duckdb"
    path.write_bytes(assembled.read_bytes())
    with closing(duckdb.connect(str(path))) as connection:
        connection.execute(TENFOLD)
    assert tripped(audited(path, last_figures=figures(people=100, reports=1, claims=1))) == []


def test_first_publication_needs_no_last_one(assembled):
    given = context()
    del given["last_exchanges"], given["last_figures"]
    with closing(duckdb.connect(str(assembled), read_only=True)) as connection:
        assert not audit_file(connection, given).stopped


def test_counts_of_what_was_assembled_must_be_given(assembled):
    with (
        closing(duckdb.connect(str(assembled), read_only=True)) as connection,
        pytest.raises(GateError, match="assembled"),
    ):
        audit_file(connection, {})


def test_views_are_no_tables(assembled, tmp_path):
    path = tmp_path / "with_view.duckdb"
    path.write_bytes(assembled.read_bytes())
    with closing(duckdb.connect(str(path))) as connection:
        connection.execute("CREATE VIEW latest AS SELECT exchange_id FROM exchanges")
    assert tripped(audited(path)) == []
