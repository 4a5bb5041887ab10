"""The rules of the assembled file, each proven by a file that passes and one that trips just it."""

from __future__ import annotations

from contextlib import closing

import duckdb
import pyarrow as pa
import pytest

from expectations.gate import audit_file, rules
from expectations.rules import GateError
from tests.gates import batches
from warehouse.columns import create_table_sql
from warehouse.tables import PUBLISHED, REPORTS

ROWS = {
    "reports": [
        {name: report[name] for name in REPORTS.arrow_schema.names if name in report}
        | {"relevant": report["report_id"] != batches.OTHER, "copy_of": None}
        for report in batches.CLEAN_REPORTS
    ],
    "claims": batches.CLAIMS,
    "claim_transfers": batches.CLAIM_TRANSFERS,
    "claim_persons": batches.CLAIM_PERSONS,
    "exchanges": batches.EXCHANGES,
    "exchange_transfers": batches.EXCHANGE_TRANSFERS,
    "exchange_persons": batches.EXCHANGE_PERSONS,
    "exchange_claims": batches.EXCHANGE_CLAIMS,
    "exchange_conflicts": batches.EXCHANGE_CONFLICTS,
}


def context(**given):
    counts = [{"table_name": table.name, "n_rows": len(ROWS.get(table.name, []))} for table in PUBLISHED]
    return {"assembled": pa.Table.from_pylist(counts), "last_exchanges": 2, **given}


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
    with closing(duckdb.connect(str(path), read_only=True)) as connection:
        return audit_file(connection, context(**given))


def tripped(verdict):
    return [result["rule"] for result in verdict.results if result["outcome"] != "passed"]


UNKNOWN = {
    "publish.reports.copy_of_known": "UPDATE reports SET copy_of = 'gone' WHERE publisher = 'c.example'",
    "publish.claims.report_id_known": "UPDATE claims SET report_id = 'gone' WHERE focus",
    "publish.claim_transfers.claim_id_known": "UPDATE claim_transfers SET claim_id = 'gone' WHERE \"count\" = 12",
    "publish.claim_persons.claim_id_known": "UPDATE claim_persons SET claim_id = 'gone'",
    "publish.exchange_transfers.exchange_id_known": "UPDATE exchange_transfers SET exchange_id = 'gone'",
    "publish.exchange_persons.exchange_id_known": "UPDATE exchange_persons SET exchange_id = 'gone'",
    "publish.exchange_claims.exchange_id_known": "UPDATE exchange_claims SET exchange_id = 'gone'",
    "publish.exchange_claims.claim_id_known": (
        "UPDATE exchange_claims SET claim_id = 'gone' WHERE match_weight IS NULL"
    ),
    "publish.exchange_conflicts.exchange_id_known": "UPDATE exchange_conflicts SET exchange_id = 'gone'",
}

BREAKS = {
    "publish.columns_as_declared": "ALTER TABLE runs DROP COLUMN seconds",
    "publish.comments_as_declared": "COMMENT ON COLUMN exchanges.grade IS 'good or bad'",
    "publish.rows_as_assembled": "DELETE FROM exchange_conflicts WHERE chosen",
    "publish.evidence_kept": "UPDATE claim_persons SET evidence = ''",
    "publish.exchanges_not_halved": None,  # the file is as it was; the last publication had more
    **UNKNOWN,
}


@pytest.mark.parametrize("rule", BREAKS)
def test_change_trips_just_this_rule(rule, assembled, tmp_path):
    path = tmp_path / "changed.duckdb"
    path.write_bytes(assembled.read_bytes())
    if BREAKS[rule]:
        with closing(duckdb.connect(str(path))) as connection:
            connection.execute(BREAKS[rule])
    verdict = audited(path, last_exchanges=2 if BREAKS[rule] else 5)
    assert tripped(verdict) == [rule]
    assert verdict.stopped
    assert len(verdict.reasons) == 1


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


def test_first_publication_needs_no_last_one(assembled):
    given = context()
    del given["last_exchanges"]
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
