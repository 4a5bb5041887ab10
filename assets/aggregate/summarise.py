"""The stage `aggregate`: totals over the exchanges, by the statements of `warehouse/sql`.

Belongs here: running the statements over tables in memory. Not here: the sums themselves, which are SQL.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path

import duckdb
import pyarrow as pa

from warehouse.tables import TABLES

SQL_FOLDER = Path(__file__).resolve().parents[2] / "warehouse" / "sql"
TOTALS = ("monthly_totals", "party_balances", "mediation_record", "person_index", "source_coverage")
GIVEN = ("clean_reports", "claims", "exchanges", "exchange_transfers", "exchange_persons", "exchange_claims", "copies")


def summarise(tables: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    """The totals, each sorted by its key and the same for any order of the input's rows.

    Args:
        tables: at least the tables of `GIVEN`; `clean_reports` may come without its text.

    Raises:
        KeyError: one of these tables is missing.
    """
    with contextlib.closing(duckdb.connect()) as connection:
        connection.execute("SET threads = 1")  # sums of many threads come in any order
        for name in GIVEN:
            connection.register(name, tables[name])
        return {name: _run(connection, name) for name in TOTALS}


def _run(connection: duckdb.DuckDBPyConnection, name: str) -> pa.Table:
    statement = (SQL_FOLDER / f"{name}.sql").read_text(encoding="utf-8")
    schema = TABLES[name].arrow_schema
    return connection.sql(statement).to_arrow_table().select(schema.names).cast(schema)
