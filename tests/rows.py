"""Rows for tests that care for some columns only: the others get an ordinary value, by the declaration of the table.

Belongs here: what is ordinary. Not here: batches that a gate lets pass as a whole (`gates/batches.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

import pyarrow as pa

from warehouse.columns import Column
from warehouse.tables import TABLES

ORDINARY_OF_TYPE = {
    "VARCHAR": "x",
    "BIGINT": 1,
    "DOUBLE": 1.0,
    "BOOLEAN": True,
    "DATE": date(2026, 1, 1),
    "TIMESTAMP": datetime(2026, 1, 1),
    "BLOB": b"x",
}
ORDINARY = {
    "status": "completed",
    "parties": ["RUS", "UKR"],
    "category": "military",
    "bound": "exact",
    "grade": "single_source",
    "date_precision": "unknown",
    "date_basis": "none",
    "published_basis": "none",
    "published_precision": "unknown",
    "evidence_start": 0,
    "extractor": "rules",
    "language": "en",
}


def table_of(name: str, *records: Mapping[str, object]) -> pa.Table:
    """An Arrow table; what a record leaves out is ordinary where there must be a value, else null."""
    needed = [column for column in TABLES[name].columns if not column.nullable]
    return TABLES[name].rows([{**{c.name: ordinary(c) for c in needed}, **record} for record in records])


def tables_of(records: Mapping[str, Iterable[Mapping[str, object]]]) -> dict[str, pa.Table]:
    """Tables by name, each as `table_of` makes it."""
    return {name: table_of(name, *rows) for name, rows in records.items()}


def ordinary(column: Column) -> object:
    """A value that the column may have."""
    if column.name in ORDINARY:
        return ORDINARY[column.name]
    if column.type.endswith("[]"):
        return []
    return column.values[0] if column.values else ORDINARY_OF_TYPE[column.type]
