"""The jobs: what can be run as one.

Belongs here: selections of assets and how they are executed. Not here: when (`schedules.py`, `sensors.py`), what an
asset does (`assets/*/asset.py`).
"""

from typing import Final

import dagster as dg

from assets.asset_metadata import ASSETS
from assets.stage import AGAIN_TAG, RunSettings
from warehouse.tables import STAGES

# One process for all stages: starting one for each costs more than the stages take, and each holds the data's lock.
EXECUTOR: Final = dg.in_process_executor

EVERYTHING: Final = dg.define_asset_job(
    "everything",
    selection=dg.AssetSelection.all(),
    executor_def=EXECUTOR,
    description="Reads the sources, computes what is new or whose rules changed, and publishes it if the gates agree.",
)


def _from(stage: str) -> dg.AssetSelection:
    return dg.AssetSelection.assets(*(ASSETS[later] for later in STAGES[STAGES.index(stage) :]))


RE_EXTRACT_ALL: Final = dg.define_asset_job(
    "re_extract_all",
    selection=_from("clean"),
    executor_def=EXECUTOR,
    tags={AGAIN_TAG: "yes"},
    description="Cleans and extracts all that ever landed anew, and publishes it. No source is read. Changed rules are "
    "taken up by themselves; this is for changes that no version tells, such as another release of a library.",
)

REPUBLISH: Final = dg.define_asset_job(
    "republish",
    selection=_from("deduplicate"),
    executor_def=EXECUTOR,
    tags={AGAIN_TAG: "yes"},
    description="Resolves, sums up and publishes the present claims anew, by the present decisions. No source is read.",
)

BACKFILL_SOURCE: Final = dg.define_asset_job(
    "backfill_source",
    selection=dg.AssetSelection.all(),
    executor_def=EXECUTOR,
    config={"ops": {ASSETS["ingest"]: {"config": {"names": [], "again": True}}}},
    description="Reads declared sources in full, whatever earlier visits found, and publishes what is new. Name them "
    "in the launchpad under `names`; without a name all are read.",
)


@dg.op
def propose(context: dg.OpExecutionContext, settings: RunSettings) -> None:
    """Writes a proposal and says where it is, what would move, and how well confidence is calibrated."""
    from pipelines.estimate import propose_weights  # with it comes scipy, a quarter of all that a run would import

    proposal = propose_weights(settings.data_folder, settings.clock())
    context.log.info(proposal.in_one_line())
    context.add_output_metadata(
        {
            "folder": dg.MetadataValue.path(str(proposal.folder)),
            "proposal": dg.MetadataValue.md((proposal.folder / "README.md").read_text(encoding="utf-8")),
        }
    )


@dg.job(
    executor_def=EXECUTOR,
    description="Estimates the match weights and the weights of confidence anew, from annotated reports and from what "
    "people decided, and writes them to `estimates` in the data folder as a proposal. Nothing that is published or "
    "that a run goes by is changed.",
)
def re_estimate() -> None:
    """Proposes new weights."""
    propose()


JOBS: Final = (EVERYTHING, RE_EXTRACT_ALL, REPUBLISH, BACKFILL_SOURCE, re_estimate)
