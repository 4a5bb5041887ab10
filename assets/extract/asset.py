"""The Dagster asset `claims`: what each report asserts about which exchange."""

import dagster as dg

from assets.accuracy import accuracy
from assets.extract.batches import batch_claims
from assets.stage import RunSettings, StageEvents, StageRun, stage_asset


@stage_asset("extract", deps=["reports"], kinds={"python", "parquet"})
def claims(context: dg.AssetExecutionContext, settings: RunSettings) -> StageEvents:
    """Claims with their transfers, persons and evidence."""
    stage = StageRun("extract", context, settings)
    for batch, (tables, refusals) in stage.computed(batch_claims):
        given = {"clean_reports": batch.read("clean_reports"), "accuracy": accuracy(stage.store)}
        # A row of a list that makes no claim is refused, but stays a report that was screened.
        stage.admit(batch.name, tables, refusals, given, rows_refused=0)
    yield from stage.finish()
