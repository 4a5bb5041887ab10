"""The Dagster asset `reports`: the clean text and facts of every landed document."""

import dagster as dg

from assets.clean.documents import clean_documents
from assets.stage import RunSettings, StageEvents, StageRun, stage_asset


@stage_asset("clean", deps=["landing"], kinds={"python", "parquet"})
def reports(context: dg.AssetExecutionContext, settings: RunSettings) -> StageEvents:
    """Reports with their clean text."""
    stage = StageRun("clean", context, settings)
    for batch, (cleaned, refusals) in stage.computed(clean_documents):
        given = {"landing": batch.read("landing"), "refused": len(refusals)}
        stage.admit(batch.name, {"clean_reports": cleaned}, refusals, given)
    yield from stage.finish()
