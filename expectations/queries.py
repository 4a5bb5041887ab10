"""SQL checks run by DuckDB: over the tables of a batch and its context, or over the published file.

Belongs here: running one check and reading what it returns. Not here: the queries (`sql/`), what follows from them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import duckdb
import pyarrow as pa

from expectations.rules import FailingRows, Figure, Finding, Given

N_EXAMPLES = 3


def connect(tables: Mapping[str, pa.Table]) -> duckdb.DuckDBPyConnection:
    """A connection that sees the tables under their names; they are let go when it is closed."""
    connection = _database().cursor()
    for name, rows in tables.items():
        connection.register(name, rows)
    return connection


@cache
def _database() -> duckdb.DuckDBPyConnection:
    """A database in memory that stays empty; opening one takes 15 ms, another connection to it less than one."""
    return duckdb.connect()


def judge_query(
    connection: duckdb.DuckDBPyConnection, check: FailingRows | Figure, context: Mapping[str, Given]
) -> Finding:
    """The finding of one SQL check; a query that cannot be run is a crash, not a failure."""
    try:
        parameters = {name: _value(name, check, context) for name in sorted(set(re.findall(r"\$(\w+)", check.sql)))}
        cursor = connection.execute(check.sql, parameters or None)
        columns = [str(column[0]) for column in cursor.description or ()]
        rows = cursor.fetchall()
    except (duckdb.Error, KeyError) as error:
        return Finding(holds=False, crashed=str(error))
    return _figure(rows) if isinstance(check, Figure) else _failing_rows(columns, rows)


def _value(name: str, check: FailingRows | Figure, context: Mapping[str, Given]) -> object:
    if name in check.parameters:
        return check.parameters[name]
    if isinstance(value := context.get(name), int):
        return value
    raise KeyError(f"the query asks for the number ${name}, which neither the rule nor the context has")


def _figure(rows: list[tuple[object, ...]]) -> Finding:
    if len(rows) != 1 or not isinstance(rows[0][1], bool):
        return Finding(holds=False, crashed=f"a figure must be one row (observed, holds), but was {rows[:N_EXAMPLES]}")
    observed, holds = rows[0]
    return Finding(n_failing=0 if holds else 1, observed=str(observed), holds=bool(holds))


def _failing_rows(columns: list[str], rows: list[tuple[object, ...]]) -> Finding:
    """Keys are all columns but `observed`; in ascending order, so that two runs name the same first rows."""
    if not rows:
        return Finding()
    at = columns.index("observed")
    ordered = sorted(rows, key=lambda row: [(value is None, value) for value in row])
    found = [(row[:at] + row[at + 1 :], row[at]) for row in ordered]
    keys = tuple(key for key, _ in found)
    details = tuple(None if detail is None else str(detail) for _, detail in found)
    examples = list(dict.fromkeys(detail for detail in details if detail))[:N_EXAMPLES]
    return Finding(len(rows), keys, details, "; ".join(examples) or None, holds=False)
