"""The jobs: what can be run as one.

Belongs here: selections of assets and how they are executed. Not here: when (`schedules.py`), what an asset does
(`assets/*/asset.py`).
"""

from __future__ import annotations

from typing import Final

import dagster as dg

# One process for all stages: starting one for each costs more than the stages take, and each holds the data's lock.
EVERYTHING: Final = dg.define_asset_job(
    "everything",
    selection=dg.AssetSelection.all(),
    executor_def=dg.in_process_executor,
    description="Reads the sources, computes what is new or whose rules changed, and publishes it if the gates agree.",
)
