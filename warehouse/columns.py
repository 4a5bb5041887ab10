"""What a table and a column are: the form in which `tables.py` declares them, and the schemas that follow from it.

Belongs here: the two dataclasses and the derivations (Arrow schema, `CREATE TABLE`). Not here: the declarations
themselves (`tables.py`), reading and writing files (`storage.py`, `snapshot.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pyarrow as pa

SqlType = Literal["VARCHAR", "VARCHAR[]", "BIGINT", "BIGINT[]", "DOUBLE", "BOOLEAN", "DATE", "TIMESTAMP", "BLOB"]

ARROW_TYPES: dict[str, pa.DataType] = {
    "VARCHAR": pa.string(),
    "VARCHAR[]": pa.list_(pa.string()),
    "BIGINT": pa.int64(),
    "BIGINT[]": pa.list_(pa.int64()),
    "DOUBLE": pa.float64(),
    "BOOLEAN": pa.bool_(),
    "DATE": pa.date32(),
    "TIMESTAMP": pa.timestamp("us"),
    "BLOB": pa.binary(),
}


@dataclass(frozen=True)
class Column:
    """One column: its type, what it means, and the bounds that every value keeps.

    Attributes:
        minimum, maximum: inclusive bounds of numbers.
        values: the only values allowed (an enumeration); for a list column, of its items.
        volatile: the value comes from the clock or the run, so two equal runs may differ in it.
    """

    name: str
    type: SqlType
    description: str
    nullable: bool = False
    values: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    unit: str | None = None
    volatile: bool = False


@dataclass(frozen=True)
class Table:
    """One table: its grain (`one row is ...`), key and columns.

    Attributes:
        stage: the stage whose output it is.
        key: the columns that identify a row; empty for a log.
        references: foreign keys, `(column, other table, other column)`.
        published: whether the table stands in the published file (others stay in the stage's Parquet batches).
    """

    name: str
    stage: str
    grain: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    references: tuple[tuple[str, str, str], ...] = ()
    published: bool = True

    def column(self, name: str) -> Column:
        """The column of that name; `KeyError` names the table and its columns."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"table {self.name} has no column {name!r}, only {', '.join(c.name for c in self.columns)}")

    @property
    def arrow_schema(self) -> pa.Schema:
        """The Arrow schema of the table's Parquet batches."""
        return pa.schema([pa.field(c.name, ARROW_TYPES[c.type], nullable=c.nullable) for c in self.columns])

    @property
    def comment(self) -> str:
        """The text of `COMMENT ON TABLE`."""
        return f"One row is {self.grain}. {self.description}".strip()

    def rows(self, records: list[dict[str, object]]) -> pa.Table:
        """An Arrow table of this schema from records; a record may leave out nullable columns only."""
        names = {c.name for c in self.columns}
        for record in records:
            if unknown := record.keys() - names:
                raise ValueError(f"table {self.name} has no column {', '.join(sorted(unknown))}")
            if missing := {c.name for c in self.columns if not c.nullable} - record.keys():
                raise ValueError(f"a row of {self.name} lacks {', '.join(sorted(missing))}: {record}")
        return pa.Table.from_pylist(records, schema=self.arrow_schema)


def quoted(text: str) -> str:
    """The text as an SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def create_table_sql(table: Table) -> list[str]:
    """The statements that make the table with its keys, checks and comments; names are quoted, some are keywords."""
    lines = [_column_sql(column) for column in table.columns]
    if table.key:
        lines.append(_key_sql(table.key))
    statements = [f'CREATE TABLE "{table.name}" (\n  ' + ",\n  ".join(lines) + "\n)"]
    statements.append(f'COMMENT ON TABLE "{table.name}" IS {quoted(table.comment)}')
    statements += [f'COMMENT ON COLUMN "{table.name}"."{c.name}" IS {quoted(column_comment(c))}' for c in table.columns]
    return statements


def column_comment(column: Column) -> str:
    """What `COMMENT ON COLUMN` and the data dictionary say of the column: meaning, unit, allowed values."""
    text = column.description
    if column.unit:
        text += f" Unit: {column.unit}."
    if column.values:
        text += f" One of: {', '.join(column.values)}."
    return text


def _key_sql(key: tuple[str, ...]) -> str:
    names = ", ".join(f'"{name}"' for name in key)
    return f"PRIMARY KEY ({names})"


def _column_sql(column: Column) -> str:
    name = f'"{column.name}"'
    parts = [name, column.type]
    if not column.nullable:
        parts.append("NOT NULL")
    conditions = []
    if column.values and not column.type.endswith("[]"):
        conditions.append(f"{name} IN ({', '.join(quoted(v) for v in column.values)})")
    if column.minimum is not None:
        conditions.append(f"{name} >= {column.minimum}")
    if column.maximum is not None:
        conditions.append(f"{name} <= {column.maximum}")
    if conditions:
        parts.append(f"CHECK ({' AND '.join(conditions)})")
    return " ".join(parts)
