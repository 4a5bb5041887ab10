"""What every declaration keeps to; the declarations themselves are the interface."""

import duckdb
import pytest

from warehouse.columns import create_table_sql
from warehouse.tables import PUBLISHED, STAGES, TABLES

ALL = pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)

# Readers have queries over these: names may be added, none may go or change.
PROMISED = {
    "reports": "report_id origin url source publisher title published_on published_basis language relevant copy_of "
    "landed_at n_chars sha256",
    "claims": "claim_id report_id focus status parties date_start date_end date_precision date_basis date_phrase "
    "place_country place_name mediators total confidence evidence evidence_start evidence_end extractor",
    "claim_transfers": "claim_id transfer_no released_by received_by category count bound claimant evidence "
    "evidence_start evidence_end",
    "claim_persons": "claim_id name person_id released_by received_by evidence_start evidence_end",
    "exchanges": "exchange_id status parties date_start date_end date_precision place_country place_name mediators "
    "n_claims n_reports n_publishers first_reported_on last_reported_on grade",
    "exchange_transfers": "exchange_id released_by received_by category count_low count_best count_high rule n_claims",
    "exchange_persons": "exchange_id person_id name aliases released_by received_by n_claims",
    "exchange_claims": "exchange_id claim_id match_weight decided_by explanation",
    "exchange_conflicts": "exchange_id attribute value n_publishers claim_ids chosen rule",
    "exchange_history": "exchange_id attribute old_value new_value published_at because",
    "monthly_totals": "exchange_ids",
    "party_balances": "exchange_ids",
    "mediation_record": "exchange_ids",
    "person_index": "exchange_ids",
    "source_coverage": "exchange_ids",
    "parties": "party name kind aliases",
    "quarantine": "stage rule reason observed bound at",
    "gate_results": "stage rule reason observed bound at",
    "runs": "stage at",
}


@pytest.mark.parametrize(("name", "columns"), PROMISED.items())
def test_promised_columns_are_published(name, columns):
    table = next(table for table in PUBLISHED if table.name == name)
    assert set(columns.split()) <= {column.name for column in table.columns}


@ALL
def test_key_and_references_lead_to_columns(table):
    assert table.stage in STAGES
    for name in table.key:
        assert not table.column(name).nullable
    for name, other, target in table.references:
        assert table.column(name).type == TABLES[other].column(target).type


@ALL
def test_every_column_is_described_in_a_sentence(table):
    for column in table.columns:
        assert column.description.strip().endswith("."), column.name
    assert not table.grain.endswith(".")


def test_duckdb_makes_the_tables():
    with duckdb.connect() as connection:
        for table in PUBLISHED:
            for statement in create_table_sql(table):
                connection.execute(statement)
        made = connection.execute(
            "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal ORDER BY column_index"
        ).fetchall()
    for table in PUBLISHED:
        columns = [(name, kind) for of, name, kind in made if of == table.name]
        assert columns == [(column.name, column.type) for column in table.columns], table.name
