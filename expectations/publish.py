"""The rules of the assembled file, judged through a connection to it: what readers get is what was made.

Belongs here: what can go wrong between the stages' batches and the file, and against the last publication. Values were
judged stage by stage; the file's own constraints keep types, keys, enumerations and ranges.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa
import pyarrow.csv as pa_csv

from expectations.baseline import references
from expectations.rules import FailingRows, Figure, Rule, Suite, query
from warehouse.columns import column_comment, quoted
from warehouse.tables import PUBLISHED

OFFICIAL_TOTALS_FILE: Final = Path(__file__).parent.parent / "seeds" / "reference" / "official_totals.csv"

# Rules over all tables at once name the file.
WHOLE_FILE: Final = "warehouse"

# A publication adds reports; a report or two fewer is a correction, half of the exchanges gone is a broken source.
LEAST_KEPT: Final = 0.5
# A judgement: figures of a hundred or more that grow thrice as fast as the reports are more often wrong than new.
MOST_GROWTH: Final = 3
FEWEST_FOR_GROWTH: Final = 100
# The table of seeds/README.md strays by up to 53 people with what is counted as an exchange; one large exchange counted
# twice or not at all is more.
OFFICIAL_SLACK: Final = 100

LAST_FIGURES: Final = pa.schema([("figure", pa.string()), ("value", pa.int64())])


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


@cache
def official_totals() -> pa.Table:
    """Running totals that officials have given, one row a total, with the gap that is known."""
    return pa_csv.read_csv(OFFICIAL_TOTALS_FILE)


def key_figures(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """Numbers by which publications are compared: rows `figure`, `value`."""
    return connection.sql(query("publish/shared/key_figures")).to_arrow_table().cast(LAST_FIGURES)


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
        "publish.documents_accounted_for",
        "stop",
        "reports",
        "Every document that ever landed is a report or was refused when cleaned: over all runs, none is lost.",
        "landed = reports + refused",
        "design: rows in = rows out + quarantined",
        Figure(query("publish/documents_accounted_for")),
    ),
    Rule(
        "publish.claims_resolved",
        "stop",
        "claims",
        "Every claim stands under an exchange; else what it says is lost on the way from report to exchange.",
        "a row of exchange_claims for every claim that no person rejected",
        "design: the claims are parted among the exchanges",
        FailingRows(query("publish/claims_resolved")),
    ),
    Rule(
        "publish.totals_add_up",
        "stop",
        "monthly_totals",
        "The file's totals are those of its own exchanges.",
        "people in monthly_totals = people in completed exchanges of a known month",
        "meaning of the table",
        Figure(query("publish/totals_add_up")),
    ),
    Rule(
        "publish.key_figures_kept",
        "stop",
        WHOLE_FILE,
        "What was published does not vanish by itself; if so much shall, the run says that it is meant.",
        f"at least {LEAST_KEPT:.0%} of the reports, claims, completed exchanges and people of the last publication, or "
        "a run that allows fewer",
        "judgement: corrections touch a few rows, a lost source touches many",
        FailingRows(query("publish/key_figures_kept", "key_figures"), {"least": LEAST_KEPT}),
    ),
    Rule(
        "publish.key_figures_not_soaring",
        "warn",
        WHOLE_FILE,
        "Figures that grow far faster than the reports that they are from are counted twice or misread.",
        f"growth since the last publication at most {MOST_GROWTH} times that of the reports, of figures of "
        f"{FEWEST_FOR_GROWTH} or more",
        "judgement: a ceiling against double counting",
        FailingRows(
            query("publish/key_figures_not_soaring", "key_figures"), {"most": MOST_GROWTH, "fewest": FEWEST_FOR_GROWTH}
        ),
    ),
    Rule(
        "publish.official_totals_met",
        "warn",
        "exchange_transfers",
        "The people of all exchanges together are about as many as officials count: more means exchanges counted "
        "twice, fewer than the known gap means exchanges lost.",
        f"within {OFFICIAL_SLACK} people of the official running totals, less the known gap",
        "seeds/reference/official_totals.csv; too few is only told of where the curated list was read",
        FailingRows(query("publish/official_totals_met"), {"slack": OFFICIAL_SLACK}),
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
        "landed": "number of all documents landed",
        "refused": "number of them that were refused when cleaned",
        "last_figures": "the key figures of the last publication; none before the first",
        "official_totals": "table of the running totals that officials have given",
    },
    defaults={
        "last_exchanges": int,
        "fewer_allowed": int,
        "declared_columns": declared_columns,
        "last_figures": LAST_FIGURES.empty_table,
        "official_totals": official_totals,
    },
)
