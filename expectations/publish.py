"""The rules of the assembled file, judged through a connection to it: what readers get is what was made.

Belongs here: what can go wrong between the stages' batches and the file, and against the last publication. Values were
judged stage by stage; the file's own constraints keep types, keys, enumerations and ranges.
"""

from __future__ import annotations

from typing import Final

import pyarrow as pa

from expectations.baseline import references
from expectations.rules import FailingRows, Figure, Rule, Suite, query
from warehouse.columns import column_comment, quoted
from warehouse.tables import PUBLISHED

# Rules over all tables at once name the file.
WHOLE_FILE: Final = "warehouse"

# A publication adds reports; a report or two fewer is a correction, half of the exchanges gone is a broken source.
LEAST_KEPT: Final = 0.5


def declared_columns() -> pa.Table:
    """What the file must have: one row a column, with its table, place, type, and both comments."""
    rows = [
        {
            "table_name": table.name,
            "column_index": number,
            "column_name": column.name,
            "data_type": column.type,
            "column_comment": column_comment(column),
            "table_comment": table.comment,
        }
        for table in PUBLISHED
        for number, column in enumerate(table.columns, start=1)
    ]
    return pa.Table.from_pylist(rows)


def rows_as_assembled() -> str:
    """The query that compares the rows of every published table with those that went in."""
    counts = " UNION ALL ".join(
        f"SELECT {quoted(table.name)} AS table_name, count(*) AS n_found FROM {table.name}"  # noqa: S608  (as declared)
        for table in PUBLISHED
    )
    return f"WITH found AS ({counts}) {query('publish/rows_as_assembled')}"


STRUCTURE: Final = (
    Rule(
        "publish.columns_as_declared",
        "stop",
        WHOLE_FILE,
        "Tables and columns are an interface: queries and dashboards rest on their names, order and types.",
        "every published table with its declared columns, in order, in their types",
        "declaration of the tables (warehouse/tables.py)",
        FailingRows(query("publish/columns_as_declared")),
    ),
)

RULES: Final = (
    Rule(
        "publish.comments_as_declared",
        "stop",
        WHOLE_FILE,
        "Every table and column says in the file itself what it means.",
        "the declared comment on every table and column",
        "declaration of the tables (warehouse/tables.py)",
        FailingRows(query("publish/comments_as_declared")),
    ),
    Rule(
        "publish.rows_as_assembled",
        "stop",
        WHOLE_FILE,
        "No row is lost or doubled on the way into the file.",
        "as many rows of each table as were assembled",
        "write-audit-publish: the file is audited, not what was meant to be in it",
        FailingRows(rows_as_assembled()),
    ),
    Rule(
        "publish.evidence_kept",
        "stop",
        "claims",
        "Every claim, figure and name keeps the words that it rests on.",
        "evidence not empty and as long as its span",
        "design: evidence is exact; the texts, against which extract has checked it, are not in the file",
        FailingRows(query("publish/evidence_kept")),
    ),
    Rule(
        "publish.exchanges_not_halved",
        "stop",
        "exchanges",
        "Exchanges do not vanish by themselves; if so many shall, the run says that it is meant.",
        f"at least {LEAST_KEPT:.0%} of the exchanges of the last publication, or a run that allows fewer",
        "judgement: corrections touch a few exchanges, a lost source touches many",
        Figure(query("publish/exchanges_not_halved"), {"least": LEAST_KEPT}),
    ),
)

SUITE: Final = Suite(
    "publish",
    structure=STRUCTURE,
    rules=(*(rule for table in PUBLISHED for rule in references(table, {}, "publish")), *RULES),
    context={
        "assembled": "table of the rows that went in, columns table_name and n_rows, one row a published table",
        "last_exchanges": "number of exchanges of the last publication; 0 before the first",
        "fewer_allowed": "1 if the run allows that most exchanges vanish",
        "declared_columns": "table of the declared columns",
    },
    defaults={"last_exchanges": int, "fewer_allowed": int, "declared_columns": declared_columns},
)
