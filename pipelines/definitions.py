"""The Dagster code location: assets, jobs, schedules, sensors and settings, for Dagster and the command line.

Belongs here: putting them together. Everything it joins is made elsewhere.
"""

from __future__ import annotations

import dagster as dg

from assets.aggregate.asset import totals
from assets.clean.asset import reports
from assets.deduplicate.asset import exchanges
from assets.extract.asset import claims
from assets.ingest.asset import landing
from assets.publish.asset import warehouse
from assets.stage import RunSettings
from pipelines.jobs import EXECUTOR, JOBS
from pipelines.schedules import SCHEDULES
from pipelines.sensors import SENSORS
from pipelines.settings import Settings, load_settings


def build_definitions(settings: Settings) -> dg.Definitions:
    """The definitions with the given settings."""
    return dg.Definitions(
        assets=[landing, reports, claims, exchanges, totals, warehouse],
        jobs=JOBS,
        schedules=SCHEDULES,
        sensors=SENSORS,
        executor=EXECUTOR,  # what is materialized from the asset graph runs like the jobs
        resources={"settings": RunSettings(**settings.model_dump(mode="json"))},
    )


defs = build_definitions(load_settings())
