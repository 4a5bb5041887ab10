"""What Dagster's UI tells of an asset: its columns and where they come from, its code, and each materialization.

Belongs here: turning declarations, counts and rows into Dagster's metadata. Not here: the checks (`checks.py`), drawing
(`plots.py`), what a stage does (`stage.py`).
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import dagster as dg
import pyarrow as pa

from assets.plots import BLUE, GREY, ORANGE, RED, plot_bars
from assets.versions import PROJECT
from warehouse.columns import Table, column_comment
from warehouse.harmless import visible_text
from warehouse.ledger import StageEntry
from warehouse.lineage import origins
from warehouse.outcomes import outcome_of
from warehouse.tables import PUBLISHED, STAGES, TABLES

# The asset that each stage's output is.
ASSETS = dict(zip(STAGES, ("landing", "reports", "claims", "exchanges", "totals", "warehouse"), strict=True))

# Who answers for a stage: those who know the sources, the texts, or the readers.
OWNERS = {
    "ingest": "team:sources",
    "clean": "team:sources",
    "extract": "team:coding",
    "deduplicate": "team:coding",
    "aggregate": "team:publication",
    "publish": "team:publication",
}

ROWS_SHOWN = 10
LONGEST_CELL = 160
RUNS_SHOWN = 40

_COLOURS = {"passed": BLUE, "warned": ORANGE, "quarantined": ORANGE, "failed": RED, "crashed": RED}


def stage_tables(stage: str) -> list[Table]:
    """The tables that a stage makes; the first is the one whose rows it accounts for."""
    return [table for table in TABLES.values() if table.stage == stage]


def shown_tables(stage: str) -> list[Table]:
    """The tables that the asset of a stage consists of: those of the stage; for the published file, all of it."""
    return list(PUBLISHED) if stage == STAGES[-1] else stage_tables(stage)


def definition_metadata(stage: str, module: Path) -> dict[str, dg.RawMetadataValue]:
    """Metadata of an asset's definition: the columns of all its tables, and its code.

    Args:
        stage: the stage.
        module: the file that defines the asset.
    """
    return {
        "dagster/column_schema": _column_schema(shown_tables(stage)),
        "dagster/code_references": _code(stage, module),
    }


def materialization_metadata(entry: StageEntry) -> dict[str, dg.RawMetadataValue]:
    """Metadata of one materialization that its counts and its declaration give."""
    outcomes = [outcome_of(result) for result in entry.gate_results]
    return {
        "rows_in": entry.rows_in,
        "rows_out": entry.rows_out,
        "rows_reused": entry.rows_reused,
        "rows_quarantined": entry.rows_quarantined,
        "seconds": entry.seconds,
        "rules_version": entry.rules_version,
        "rules_passed": outcomes.count("passed"),
        "rules_not_passed": len(outcomes) - outcomes.count("passed"),
        "dagster/column_lineage": _column_lineage(entry.stage),
    }


def preview(rows: pa.Table, table: Table | None = None) -> dg.TableMetadataValue:
    """The first rows of a table (or view); what reports say is made harmless and shortened."""
    meanings = {column.name: column_comment(column) for column in table.columns} if table else {}
    columns = [dg.TableColumn(field.name, str(field.type), meanings.get(field.name)) for field in rows.schema]
    records = [
        dg.TableRecord({name: _cell(value) for name, value in row.items()})
        for row in rows.slice(0, ROWS_SHOWN).to_pylist()
    ]
    return dg.MetadataValue.table(records, dg.TableSchema(columns))


def plot_gates(runs: Iterable[Iterable[StageEntry]]) -> str:
    """Markdown with a bar a run, latest last: how many rules passed, warned or took rows out, and stopped it."""
    bars = []
    for entries in list(runs)[-RUNS_SHOWN:]:
        at, parts = "", dict.fromkeys((BLUE, ORANGE, RED), 0)
        for entry in entries:
            at = f"{entry.at:%Y-%m-%d %H:%M}"
            for result in entry.gate_results:
                parts[_COLOURS.get(outcome_of(result), GREY)] += 1
        bars.append((at, parts))
    return plot_bars(bars, "rules checked by run (blue passed, orange warned or quarantined, red stopped)")


def _column_schema(tables: Iterable[Table]) -> dg.TableSchema:
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                f"{table.name}.{column.name}",
                column.type,
                column_comment(column),
                dg.TableColumnConstraints(nullable=column.nullable, unique=table.key == (column.name,)),
            )
            for table in tables
            for column in table.columns
        ]
    )


def _column_lineage(stage: str) -> dg.TableColumnLineage:
    return dg.TableColumnLineage(
        {
            f"{table.name}.{column.name}": [
                dg.TableColumnDep(dg.AssetKey(ASSETS[TABLES[source].stage]), f"{source}.{name}")
                for source, name in _origins(stage, table, column.name)
            ]
            for table in shown_tables(stage)
            for column in table.columns
        }
    )


def _origins(stage: str, table: Table, column: str) -> tuple[tuple[str, str], ...]:
    """A column that the published file takes over from a stage is made from that very column."""
    return origins(table.name, column) if table.stage == stage else ((table.name, column),)


def _code(stage: str, module: Path) -> dg.CodeReferencesMetadataValue:
    places = {
        "asset": module,
        "what the stage does": PROJECT / "assets" / stage,
        "its gate": PROJECT / "expectations" / f"{stage}.py",
        "its tables": PROJECT / "warehouse" / "tables.py",
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", dg.BetaWarning)
        references: list[Any] = [
            dg.LocalFileCodeReference(file_path=str(p), label=label) for label, p in places.items()
        ]
        return dg.CodeReferencesMetadataValue(code_references=references)


def _cell(value: object) -> str | int | float | bool | None:
    if value is None or isinstance(value, bool | int | float):
        return value
    text = visible_text(", ".join(map(str, value)) if isinstance(value, list) else str(value))
    return text if len(text) <= LONGEST_CELL else f"{text[:LONGEST_CELL]}…"


def folder_size(folders: Iterable[Path]) -> int:
    """Bytes of the files in the folders."""
    return sum(path.stat().st_size for folder in folders for path in folder.iterdir())


def with_plot(metadata: Mapping[str, dg.RawMetadataValue], markdown: str | None) -> dict[str, dg.RawMetadataValue]:
    """The metadata, with the plot if there is one."""
    return {**metadata, **({"plot": dg.MetadataValue.md(markdown)} if markdown else {})}
