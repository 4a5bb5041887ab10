"""The data dictionary on the terminal: tables from their declarations, views from the published file.

Belongs here: laying it out. The document of the same content is `warehouse/dictionary.py`'s.
"""

from __future__ import annotations

import difflib
from pathlib import Path

from rich.console import Console
from rich.text import Text

from pipelines.query import ask
from pipelines.terminal import data_table, safe_text
from warehouse.columns import Table, column_comment
from warehouse.errors import InputError
from warehouse.snapshot import warehouse_path
from warehouse.tables import PUBLISHED


def print_schema(data: Path, name: str | None, out: Console) -> None:
    """Prints all tables and views, or the columns of one.

    Raises:
        InputError: there is no table or view of that name.
    """
    tables = {table.name: table for table in PUBLISHED}
    views = _views(data)
    if name is None:
        out.print(data_table(("table", "one row is", "columns"), [_line(table) for table in PUBLISHED]))
        if views:
            out.print(data_table(("view", "what it shows"), sorted(views.items())))
        out.print("Columns of one: swapledger schema TABLE")
    elif name in tables:
        _print_table(tables[name], out)
    elif name in views:
        _print_view(data, name, views[name], out)
    else:
        near = difflib.get_close_matches(name, [*tables, *views], n=3, cutoff=0.4)
        told = f"Near ones: {', '.join(near)}." if near else "`swapledger schema` lists all."
        raise InputError(f"there is no table or view {name!r}. {told}")


def _line(table: Table) -> tuple[str, str, str]:
    return table.name, table.grain, ", ".join(column.name for column in table.columns)


def _print_table(table: Table, out: Console) -> None:
    out.print(Text(f"{table.name}: {table.comment}", style="bold"))
    rows = [
        (column.name, column.type, "" if column.nullable else "not null", column_comment(column))
        for column in table.columns
    ]
    out.print(data_table(("column", "type", "", "meaning"), rows))
    if table.key:
        out.print(f"Key: {', '.join(table.key)}")
    for column, other, target in table.references:
        out.print(f"{column} leads to {other}.{target}")


def _print_view(data: Path, name: str, comment: str, out: Console) -> None:
    out.print(Text(safe_text(f"{name}: {comment}"), style="bold"))
    columns = ask(
        warehouse_path(data),
        "SELECT column_name, data_type, coalesce(comment, '') FROM duckdb_columns() "
        "WHERE table_name = ? ORDER BY column_index",
        [name],
    )
    rows = [tuple(row.values()) for row in columns.to_pylist()]
    out.print(data_table(("column", "type", "meaning"), rows))


def _views(data: Path) -> dict[str, str]:
    """Name and comment of every view of the published file; none before the first publication."""
    path = warehouse_path(data)
    if not path.is_file():
        return {}
    found = ask(path, "SELECT view_name, coalesce(comment, '') AS comment FROM duckdb_views() WHERE NOT internal")
    return {row["view_name"]: row["comment"] for row in found.to_pylist()}
