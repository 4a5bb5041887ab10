"""The published file: a DuckDB database of every published table, its keys, checks and comments, and the views.

Belongs here: writing such a file, opening it to read, describing what is in it. Not here: when it becomes what people
see (`snapshot.py`), the tables (`tables.py`).
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from warehouse.columns import Table, create_table_sql, quoted
from warehouse.errors import NoWarehouseError, SwapledgerError
from warehouse.storage import sync
from warehouse.tables import PUBLISHED, TABLES

SQL_FOLDER = Path(__file__).resolve().parent / "sql"

# The oldest format that this DuckDB writes and that DuckDB 1.2 clients and BI tools open.
STORAGE_VERSION = "v1.2.0"

# A quarter of DuckDB's default: every column takes whole blocks, so that 18 small tables took 7.6 MB instead of 2. A
# million claims take the same space and time with either (16 KiB: 60 % more space, a tenth more time).
BLOCK_SIZE = 65_536

# DuckDB writes nothing but statistics differently with more threads; one keeps the order of rows without being told.
_WRITER_SETTINGS = ("SET threads = 1", "SET preserve_insertion_order = true")


def open_warehouse(path: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection to a published file.

    Raises:
        NoWarehouseError: there is none, or it cannot be opened.
    """
    if not path.is_file():
        raise NoWarehouseError(f"no warehouse at {path} yet: make one with `swapledger run`")
    try:
        connection = duckdb.connect(str(path), read_only=True)
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        if "lock" in reason.lower():
            raise NoWarehouseError(
                f"{path} is open for writing in another program: close it there, or open it with -readonly"
            ) from error
        raise NoWarehouseError(f"cannot open {path}: {reason}. Run again to publish it anew.") from error
    # Nothing is fetched or installed because a query mentions it.
    connection.execute("SET autoinstall_known_extensions = false")
    return connection


def read_published(file: Path, names: tuple[str, ...]) -> dict[str, pa.Table]:
    """Tables of a published file, in the order of their rows in it, with their declared schemas.

    What an earlier version of swapledger did not publish yet is empty: a table without rows, a column without values.
    """
    with contextlib.closing(open_warehouse(file)) as connection:
        return {name: _read_table(connection, TABLES[name]) for name in names}


def assemble(file: Path, tables: Mapping[str, pa.Table], views: Sequence[str]) -> None:
    """Writes a DuckDB file with every published table, its keys, checks and comments, and the views."""
    with contextlib.closing(duckdb.connect()) as connection:
        for setting in _WRITER_SETTINGS:
            connection.execute(setting)
        connection.execute(f"SET temp_directory = {quoted(str(file.parent))}")
        options = f"STORAGE_VERSION {quoted(STORAGE_VERSION)}, BLOCK_SIZE {BLOCK_SIZE}"
        connection.execute(f"ATTACH {quoted(str(file))} AS published ({options})")
        connection.execute("USE published")
        connection.execute("BEGIN")
        for table in PUBLISHED:
            for statement in create_table_sql(table):
                connection.execute(statement)
            if table.name in tables:
                _load(connection, table, tables[table.name])
        for statement in views:
            connection.execute(statement)
        connection.execute("COMMIT")
        connection.execute("CHECKPOINT published")
    sync(file)


def read_views(folder: Path = SQL_FOLDER) -> list[str]:
    """The statements that make the views, then those that make the macros, one `.sql` file each, by name."""
    kinds = ("views", "macros")
    return [path.read_text(encoding="utf-8") for kind in kinds for path in sorted((folder / kind).glob("*.sql"))]


def append(file: Path, name: str, rows: pa.Table) -> None:
    """Adds rows to a table of the file."""
    with contextlib.closing(duckdb.connect(str(file))) as connection:
        for setting in _WRITER_SETTINGS:
            connection.execute(setting)
        _load(connection, TABLES[name], rows)
        connection.execute("CHECKPOINT")
    sync(file)


def describe_tables(file: Path) -> dict[str, dict[str, Any]]:
    """Rows and content hash of every published table; the hash leaves volatile columns out and does not see order."""
    described = {}
    with contextlib.closing(open_warehouse(file)) as connection:
        for table in PUBLISHED:
            columns = ", ".join(f'"{c.name}"' for c in table.columns if not c.volatile)
            rows, digest = connection.execute(
                "SELECT count(*), sha256(coalesce(string_agg(digest, '' ORDER BY digest), '')) "
                f'FROM (SELECT sha256(CAST(row({columns}) AS VARCHAR)) AS digest FROM "{table.name}")'
            ).fetchall()[0]
            described[table.name] = {"rows": rows, "content_sha256": digest}
    return described


def count_outcomes(file: Path) -> dict[str, int]:
    """How many rules of the gates passed, warned, failed, by outcome."""
    with contextlib.closing(open_warehouse(file)) as connection:
        rows = connection.execute("SELECT outcome, count(*) FROM gate_results GROUP BY ALL ORDER BY ALL").fetchall()
    return dict(rows)


def _load(connection: duckdb.DuckDBPyConnection, table: Table, rows: pa.Table) -> None:
    columns = ", ".join(f'"{c.name}"' for c in table.columns)
    key = ", ".join(f'"{name}"' for name in table.key)
    order = f" ORDER BY {key}" if key else ""
    connection.register("incoming", rows.select([c.name for c in table.columns]))
    try:
        connection.execute(f'INSERT INTO "{table.name}" ({columns}) SELECT {columns} FROM incoming{order}')
    except duckdb.Error as error:
        raise SwapledgerError(f"table {table.name} cannot be published: {str(error).splitlines()[0]}") from error
    connection.unregister("incoming")


def _read_table(connection: duckdb.DuckDBPyConnection, table: Table) -> pa.Table:
    found = connection.execute("SELECT column_name FROM duckdb_columns() WHERE table_name = ?", [table.name]).fetchall()
    known = {name for (name,) in found}
    if not known:
        return table.arrow_schema.empty_table()
    columns = ", ".join(f'"{c.name}"' if c.name in known else f'NULL AS "{c.name}"' for c in table.columns)
    rows = connection.sql(f'SELECT {columns} FROM "{table.name}" ORDER BY rowid').to_arrow_table()
    return rows.cast(table.arrow_schema)
