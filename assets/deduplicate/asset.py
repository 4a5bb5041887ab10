"""The Dagster asset `exchanges`: the real exchanges, resolved from all claims."""

import dagster as dg

from assets.deduplicate.resolve import resolve_exchanges
from assets.latest import claim_tables, exchanges_name, read_decisions, resolved_before
from assets.stage import RunSettings, StageEvents, StageRun, stage_asset


@stage_asset("deduplicate", deps=["claims"], kinds={"python", "parquet"})
def exchanges(context: dg.AssetExecutionContext, settings: RunSettings) -> StageEvents:
    """Exchanges with their transfers, persons, claims and conflicts."""
    stage = StageRun("deduplicate", context, settings, counted=["exchange_claims"])
    name = exchanges_name(stage.store, settings.decision_files, settings.trust)
    if not stage.reuse(name):
        given = claim_tables(stage.store)
        stage.count(rows_in=given["claims"].num_rows)
        earlier = resolved_before(stage.store.data)
        resolved = resolve_exchanges(given, read_decisions(settings.decision_files), earlier, settings.trust)
        stage.admit(name, resolved, [], {**given, "earlier": earlier["exchange_registry"]} if earlier else given)
    yield from stage.finish()
