"""The data dictionary: what every table, view, macro and column means, from the declarations and the SQL's comments.

Belongs here: the document `docs/data-dictionary.md`. A test fails when it is out of step; `make dictionary` writes it.
"""

from __future__ import annotations

import sys
import tempfile
from contextlib import closing
from pathlib import Path

import duckdb

from warehouse.columns import Column, Table, column_comment
from warehouse.published_file import assemble, open_warehouse, read_views
from warehouse.tables import PUBLISHED, TABLES

PATH = Path(__file__).resolve().parent.parent / "docs" / "data-dictionary.md"

_HEADER = """\
# Data dictionary

Generated from `warehouse/tables.py` and `warehouse/sql/` by `make dictionary`; the same words stand in the published
file as comments.
Lists are DuckDB lists (`VARCHAR[]`): `list_contains(parties, 'UKR')`, `unnest(mediators)`.
"""


def dictionary_markdown() -> str:
    """The data dictionary as Markdown: what is published first, then what stays in the stages' Parquet."""
    kept = [table for table in TABLES.values() if not table.published]
    sections = [_HEADER, "## Published tables\n", *map(_section, PUBLISHED)]
    sections += _views_and_macros()
    sections += ["## Tables of the stages' Parquet batches\n", *map(_section, kept)]
    return "\n".join(sections)


def _section(table: Table) -> str:
    key = ", ".join(f"`{name}`" for name in table.key)
    facts = [f"Made by `{table.stage}`."]
    facts += [f"Key: {key}."] if key else []
    facts += [f"`{column}` leads to `{other}.{target}`." for column, other, target in table.references]
    rows = [f"| `{c.name}` | {_type(c)} | {_cell(column_comment(c))} |" for c in table.columns]
    return "\n".join(
        [
            f"### {table.name}",
            "",
            f"{table.comment} {' '.join(facts)}",
            "",
            "| column | type | meaning |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )


def _views_and_macros() -> list[str]:
    """Sections on the views and macros, as a file without any rows tells of them."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "empty.duckdb"
        assemble(file, {}, read_views())
        with closing(open_warehouse(file)) as connection:
            views = connection.execute(
                "SELECT view_name, comment FROM duckdb_views() WHERE NOT internal ORDER BY view_name"
            ).fetchall()
            macros = connection.execute(
                "SELECT function_name, parameters, comment FROM duckdb_functions() "
                "WHERE NOT internal AND function_type LIKE '%macro' ORDER BY function_name"
            ).fetchall()
            sections = ["## Views\n", *(_view_section(connection, name, comment) for name, comment in views)]
    told = [f"| `{name}({', '.join(parameters)})` | {_cell(comment)} |" for name, parameters, comment in macros]
    return [*sections, "## Macros\n", "\n".join(["| macro | what comes out of it |", "|---|---|", *told, ""])]


def _view_section(connection: duckdb.DuckDBPyConnection, name: str, comment: str) -> str:
    columns = connection.execute(
        "SELECT column_name, data_type, comment FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index",
        [name],
    ).fetchall()
    rows = [f"| `{column}` | `{type_}` | {_cell(meaning)} |" for column, type_, meaning in columns]
    return "\n".join([f"### {name}", "", comment, "", "| column | type | meaning |", "|---|---|---|", *rows, ""])


def _type(column: Column) -> str:
    return f"`{column.type}`" + ("" if column.nullable else " not null")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    PATH.write_text(dictionary_markdown(), encoding="utf-8")
    sys.stdout.write(f"wrote {PATH}\n")
