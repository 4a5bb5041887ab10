"""The schedules: when jobs run by themselves.

Belongs here: times. They are off until somebody switches them on in Dagster's UI.
"""

from __future__ import annotations

from typing import Final

import dagster as dg

from assets.asset_metadata import ASSETS
from assets.ingest.sources import load_sources
from assets.stage import RunSettings
from pipelines.jobs import EVERYTHING, re_estimate

DAILY: Final = dg.ScheduleDefinition(
    name="daily",
    job=EVERYTHING,
    cron_schedule="0 5 * * *",
    execution_timezone="UTC",
    description="Every morning, after the night's reports from both sides of the world are in.",
)


@dg.schedule(
    name="hourly_feeds",
    job=EVERYTHING,
    cron_schedule="20 * * * *",
    execution_timezone="UTC",
    description="Every hour, from the declared sources that are on the web: feeds, sitemaps and pages.",
)
def hourly_feeds(settings: RunSettings) -> dg.RunRequest | dg.SkipReason:
    """A run over the sources on the web; none if no such source is declared."""
    names = [source.name for source in load_sources(settings.sources_file) if source.is_address]
    if not names:
        return dg.SkipReason(f"no source in {settings.sources_file} is on the web")
    return dg.RunRequest(run_config={"ops": {ASSETS["ingest"]: {"config": {"names": names}}}})


WEEKLY: Final = dg.ScheduleDefinition(
    name="weekly_re_estimation",
    job=re_estimate,
    cron_schedule="0 6 * * 1",
    execution_timezone="UTC",
    description="Every Monday, after the daily run: proposes weights from what people decided meanwhile. A proposal "
    "changes nothing until a person takes it over.",
)

SCHEDULES: Final = (DAILY, hourly_feeds, WEEKLY)
