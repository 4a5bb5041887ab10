"""The data dictionary: what every table and column means, from the declarations.

Belongs here: the document `docs/data-dictionary.md`. A test fails when it is out of step; `make dictionary` writes it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from warehouse.columns import Column, Table, column_comment
from warehouse.tables import PUBLISHED, TABLES

PATH = Path(__file__).resolve().parent.parent / "docs" / "data-dictionary.md"

_HEADER = """\
# Data dictionary

Generated from `warehouse/tables.py` by `make dictionary`; the same words stand in the published file as comments.
Lists are DuckDB lists (`VARCHAR[]`): `list_contains(parties, 'UKR')`, `unnest(mediators)`.
"""


def dictionary_markdown() -> str:
    """The data dictionary as Markdown: published tables first, then those that stay in the stages' Parquet."""
    kept = [table for table in TABLES.values() if not table.published]
    sections = [_HEADER, "## Published tables\n", *map(_section, PUBLISHED)]
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


def _type(column: Column) -> str:
    return f"`{column.type}`" + ("" if column.nullable else " not null")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    PATH.write_text(dictionary_markdown(), encoding="utf-8")
    sys.stdout.write(f"wrote {PATH}\n")
