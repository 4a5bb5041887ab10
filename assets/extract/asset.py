"""The Dagster asset `claims`: what each report asserts about which exchange."""

import dagster as dg
import pyarrow as pa
import pyarrow.compute as pc

from assets.accuracy import accuracy
from assets.extract.claims import extract_claims
from assets.extract.curated import curated_claims
from assets.stage import RunSettings, StageEvents, StageRun, stage_asset


@stage_asset("extract", deps=["reports"], kinds={"python", "parquet"})
def claims(context: dg.AssetExecutionContext, settings: RunSettings) -> StageEvents:
    """Claims with their transfers, persons and evidence."""
    stage = StageRun("extract", context, settings)
    for batch in stage.new_batches():
        reports = batch.read("clean_reports")
        found = extract_claims(reports.filter(pc.invert(reports["curated"])))
        listed, refusals = curated_claims(reports.filter(reports["curated"]))
        tables = {name: pa.concat_tables([found[name], listed[name]]) for name in found}
        given = {"clean_reports": reports, "accuracy": accuracy(stage.store)}
        # A row of a list that makes no claim is refused, but stays a report that was screened.
        stage.admit(batch.name, tables, refusals, given, rows_refused=0)
    yield from stage.finish()
