"""The Dagster asset `totals`: sums over the exchanges."""

import dagster as dg

from assets.aggregate.summarise import summarise
from assets.latest import EXCHANGE_TABLES, TOTAL_TABLES, batch_tables, claim_tables, find_exchanges, totals_name
from assets.stage import RunSettings, StageEvents, StageRun, stage_asset


@stage_asset("aggregate", deps=["exchanges"], kinds={"duckdb", "sql", "parquet"})
def totals(context: dg.AssetExecutionContext, settings: RunSettings) -> StageEvents:
    """Totals by month, party, mediator, person and publisher."""
    stage = StageRun("aggregate", context, settings, counted=TOTAL_TABLES)
    exchanges = find_exchanges(stage.store, settings.decision_files, settings.trust)
    name = totals_name(exchanges)
    if not stage.reuse(name):
        given = {**claim_tables(stage.store), **batch_tables(exchanges, EXCHANGE_TABLES)}
        stage.count(rows_in=given["exchanges"].num_rows)
        stage.admit(name, summarise(given), [], {**given, "today": int(f"{stage.at:%Y%m%d}")})
    yield from stage.finish()
