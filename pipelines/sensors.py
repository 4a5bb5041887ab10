"""The sensors: what starts a run when something happens.

Belongs here: looking, and asking for a run. Like schedules, they are off until somebody switches them on in Dagster's
UI.
"""

from __future__ import annotations

import hashlib
import time
from pathlib import Path
from typing import Final

import dagster as dg

from assets.asset_metadata import ASSETS
from assets.stage import RunSettings
from pipelines.jobs import EVERYTHING

# A file that was changed more lately than this may still be copied.
SECONDS_AT_REST = 10.0


def inbox_state(folder: Path, now: float) -> str | None:
    """A name of what lies in the folder; None if there is nothing, or a file may still be written.

    Args:
        folder: the inbox; it need not exist.
        now: seconds since 1970.
    """
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    stats = [(path.relative_to(folder).as_posix(), path.stat()) for path in files]
    if not stats or any(now - stat.st_mtime < SECONDS_AT_REST for _, stat in stats):
        return None
    told = "\n".join(f"{name} {stat.st_size} {stat.st_mtime_ns}" for name, stat in stats)
    return hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()[:16]


@dg.sensor(
    name="inbox",
    job=EVERYTHING,
    minimum_interval_seconds=30,
    description="Runs when files were put into the inbox folder (`inbox` in the data folder, or SWAPLEDGER_INBOX). "
    "Files stay where they are; what was read before is known and costs nothing.",
)
def inbox(settings: RunSettings) -> dg.RunRequest | dg.SkipReason:
    """A run over the inbox, once for each state of it."""
    state = inbox_state(settings.inbox_folder, time.time())
    if state is None:
        return dg.SkipReason(f"{settings.inbox_folder} is empty, or a file in it is still being written")
    landing = {"config": {"sources": [str(settings.inbox_folder)]}}
    return dg.RunRequest(run_key=state, run_config={"ops": {ASSETS["ingest"]: landing}})


# Lets a stage follow the one before it, wherever that was run from; see `automation_condition` in `assets/stage.py`.
FOLLOW: Final = dg.AutomationConditionSensorDefinition(
    "follow_the_stage_before", target=dg.AssetSelection.all(), minimum_interval_seconds=30
)

SENSORS: Final = (inbox, FOLLOW)
