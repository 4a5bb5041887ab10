"""The Dagster asset `warehouse`: the published DuckDB file, audited before anybody sees it."""

from collections.abc import Mapping
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import dagster as dg
import pyarrow as pa

from assets.asset_metadata import ROWS_SHOWN, preview
from assets.publish.briefing.facts import Edition
from assets.publish.briefing.page import briefing_page
from assets.publish.contents import REMEMBERED_TABLES, Contents, find_contents, published_tables
from assets.stage import RunSettings, StageEvents, StageRun, stage_asset
from expectations.gate import audit_file
from expectations.publish import key_figures
from warehouse.ledger import gate_results_table
from warehouse.licence import Licence, licence_of
from warehouse.memory import remember
from warehouse.published_file import open_warehouse, read_views
from warehouse.snapshot import (
    briefing_path,
    current_publication,
    last_publication,
    publish,
    restore_page,
    warehouse_path,
)
from warehouse.tables import PUBLISHED


@stage_asset("publish", deps=["totals"], kinds={"duckdb"})
def warehouse(context: dg.AssetExecutionContext, settings: RunSettings) -> StageEvents:
    """The published file."""
    stage = StageRun("publish", context, settings)
    contents = find_contents(settings.data_folder, settings.decision_files, settings.trust)
    current = current_publication(settings.data_folder)
    if current and current.key == contents.key and not stage.again:
        stage.count(rows_in=current.n_rows, rows_reused=current.n_rows)
        restore_page(settings.data_folder, current)
    else:
        _publish(stage, contents)
    yield from stage.finish(**_shown(settings.data_folder))


def _shown(data: Path) -> dict[str, Any]:
    """What Dagster's UI shows of the published file; nothing before the first publication."""
    file = warehouse_path(data)
    if not file.is_file():
        return {}
    with closing(open_warehouse(file)) as connection:
        latest = connection.sql(f"FROM exchange_summary LIMIT {ROWS_SHOWN}").to_arrow_table()
    shown = {"file": str(file), "file_bytes": file.stat().st_size, "preview": preview(latest)}
    return {**shown, "briefing": str(briefing_path(data))}


def _last_figures(data: Path) -> dict[str, pa.Table]:
    publication = last_publication(data)
    if publication is None:
        return {}
    with closing(open_warehouse(publication.file)) as connection:
        return {"last_figures": key_figures(connection)}


def _publish(stage: StageRun, contents: Contents) -> None:
    tables = published_tables(contents, stage.entry(), stage.at)
    n_rows = {table.name: tables[table.name].num_rows for table in PUBLISHED}
    given = {
        "assembled": pa.table({"table_name": list(n_rows), "n_rows": list(n_rows.values())}),
        "last_exchanges": contents.n_exchanges_before,
        "fewer_allowed": int(stage.settings.allow_fewer),
        "landed": contents.n_landed,
        "refused": contents.n_refused_when_cleaned,
        **_last_figures(stage.store.data),
    }

    def audit(file: Path) -> pa.Table | None:
        with closing(open_warehouse(file)) as connection:
            verdict = audit_file(connection, given, contents.key)
        stage.judged(verdict)
        return None if verdict.stopped else gate_results_table(verdict.results, stage.run_id, stage.at)

    stage.count(rows_in=sum(n_rows.values()))
    publication = publish(
        stage.store.data,
        tables,
        read_views(),
        key=contents.key,
        at=stage.at,
        facts={**contents.facts(), "run_id": stage.run_id},
        audit=audit,
        draw=partial(_draw, licence=licence_of(stage.settings.licence, stage.settings.licence_url)),
        keep=stage.settings.keep_snapshots,
    )
    if publication:
        of_audit = publication.n_rows - sum(n_rows.values())
        stage.count(rows_in=of_audit, rows_out=publication.n_rows)
        remember(stage.store.data, {name: tables[name] for name in REMEMBERED_TABLES})
        contents.remove_unused()


def _draw(file: Path, manifest: Mapping[str, Any], licence: Licence) -> str:
    before = manifest["published_before"]
    edition = Edition(
        manifest["number"],
        datetime.fromisoformat(manifest["published_at"]),
        manifest["key"],
        before and datetime.fromisoformat(before),
        licence,
    )
    with closing(open_warehouse(file)) as connection:
        return briefing_page(connection, edition)
