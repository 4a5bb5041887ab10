"""The schedules: when jobs run by themselves.

Belongs here: times. They are off until somebody switches them on in Dagster's UI.
"""

from __future__ import annotations

from typing import Final

import dagster as dg

from pipelines.jobs import EVERYTHING

DAILY: Final = dg.ScheduleDefinition(
    name="daily",
    job=EVERYTHING,
    cron_schedule="0 5 * * *",
    execution_timezone="UTC",
    description="Every morning, after the night's reports from both sides of the world are in.",
)
