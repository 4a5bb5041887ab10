"""Dagster's UI on this machine, over one data folder.

Belongs here: what it is started with, and where in it to look first. Not here: what it shows (`definitions.py`).
"""

from __future__ import annotations

import importlib.util
import os
import sys

from pipelines.settings import Settings, prepare_dagster
from pipelines.terminal import console
from warehouse.errors import InputError
from warehouse.tables import STAGES

HOST = "127.0.0.1"


def serve_ui(settings: Settings, port: int) -> None:
    """Prints where to look and becomes `dagster dev`, which ends with Ctrl-C; does not return.

    Raises:
        InputError: the UI is not installed.
    """
    if importlib.util.find_spec("dagster_webserver") is None:
        raise InputError("Dagster's UI is not installed: pip install 'swapledger[ui]'")
    prepare_dagster(settings)
    for name, value in settings.model_dump(mode="json", exclude_defaults=True).items():
        os.environ[f"SWAPLEDGER_{name.upper()}"] = str(value)
    # A run that the UI or a schedule starts has nobody who would start it again later.
    os.environ.setdefault("SWAPLEDGER_WAIT", "3600")
    os.environ["PYTHONWARNINGS"] = "ignore"  # Dagster's own, about `dagster dev`
    for what, address in ui_addresses(f"http://{HOST}:{port}").items():
        console(error=True).print(f"{what}:\n  {address}", soft_wrap=True)
    console(error=True).print("It takes a moment to start; Ctrl-C ends it.")
    command = [sys.executable, "-m", "dagster", "dev", "-h", HOST, "-p", str(port), "-m", "pipelines.definitions"]
    os.execv(sys.executable, command)  # noqa: S606  (this very Python)


def ui_addresses(at: str) -> dict[str, str]:
    """Where in Dagster's UI to look first, by what is there: its own first page has only runs that it started."""
    groups = ",".join(f"global@global:{stage}" for stage in STAGES)
    return {
        "the way of the data": f"{at}/asset-groups?expanded={groups}",
        "what the last gate checked": f"{at}/assets/warehouse?view=checks",
        "runs, also those of the command line": f"{at}/runs",
        "schedules and sensors": f"{at}/automation",
    }
