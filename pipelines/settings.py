"""The settings of swapledger: one object, from `SWAPLEDGER_…` in the environment or from the command line.

Belongs here: what a person may set, with defaults, and the settings that the libraries need. Not here: exceptions,
lexicons and limits (data in `seeds/`).
"""

from __future__ import annotations

import errno
import os
from datetime import UTC, datetime
from pathlib import Path

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from warehouse.acceptances import ACCEPTED_NAME
from warehouse.errors import InputError

PROJECT = Path(__file__).resolve().parent.parent

# Dagster's instance: nothing is sent anywhere, nobody is asked to sign up; of two runs started in the UI one waits;
# what the stages log goes to the run's own log, as progress.
DAGSTER_YAML = """\
telemetry:
  enabled: false
nux:
  enabled: false
concurrency:
  runs:
    max_concurrent_runs: 1
python_logs:
  managed_python_loggers: [swapledger.stages]
  python_log_level: INFO
freshness:
  enabled: true
compute_logs:
  module: dagster._core.storage.noop_compute_log_manager
  class: NoOpComputeLogManager
"""


class Settings(BaseSettings):
    """What a person may set; each can stand in the environment as `SWAPLEDGER_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix="SWAPLEDGER_", extra="ignore", frozen=True)

    data: Path = Field(default=Path("data"), description="Folder that holds everything swapledger makes.")
    seeds: Path = Field(default=PROJECT / "seeds", description="Folder with `sources.toml` and `decisions.csv`.")
    keep_snapshots: int = Field(default=5, ge=1, description="How many publications are kept as snapshots.")
    keep_runs: int = Field(default=100, ge=1, description="How many runs `status` remembers.")
    allow_private: bool = Field(default=False, description="Whether pages may be fetched from private networks.")
    contact: str | None = Field(default=None, description="Web address or e-mail that is sent with every request.")
    fetch_delay: float = Field(default=1.0, ge=0, description="Seconds between two requests to one host, at least.")
    allow_fewer: bool = Field(default=False, description="Whether a run may publish far fewer exchanges than the last.")
    licence: str = Field(
        default="CC-BY-4.0", pattern=r"^[A-Za-z0-9.+-]+$", description="SPDX name of the licence of page and exports."
    )
    licence_url: str | None = Field(default=None, pattern=r"^https?://\S+$", description="Where its text is.")
    wait: int = Field(default=0, ge=0, description="For how many seconds a run waits while another one goes on.")
    workers: int = Field(default=0, ge=0, description="How many processes clean and extract; 0 is one for each core.")
    compiled: bool = Field(
        default=False,
        exclude=True,  # read from the environment when the modules are imported (`assets/compiled.py`)
        description="Whether compiled modules read reports, where `make compiled` made some.",
    )
    inbox: Path | None = Field(default=None, description="Folder of files to be read; by default `inbox` in `data`.")
    notify: SecretStr | None = Field(
        default=None,
        exclude=True,  # it holds secrets, and is read from the environment where it is needed
        description="Addresses to tell of runs that stop or warn, parted by spaces: webhooks, or Apprise's.",
    )
    now: datetime | None = Field(default=None, description="Freezes the clock of a run (ISO 8601; UTC without zone).")

    @field_validator("data", "seeds", "inbox")
    @classmethod
    def _absolute(cls, path: Path | None) -> Path | None:
        return path and path.expanduser().resolve()

    @field_validator("now")
    @classmethod
    def _in_utc(cls, now: datetime | None) -> datetime | None:
        return now.astimezone(UTC).replace(tzinfo=None) if now and now.tzinfo else now

    @property
    def accepted_file(self) -> Path:
        """Where it is written down that a person accepts a record although a gate refuses it."""
        return self.data / ACCEPTED_NAME

    @property
    def dagster_home(self) -> Path:
        """The folder of Dagster's instance: runs, checks and materializations as its UI shows them."""
        return self.data / "dagster"


def load_settings(**given: object) -> Settings:
    """The settings; what is given (and not None) wins over the environment.

    Raises:
        InputError: a value cannot be used.
    """
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise InputError(
            f"SWAPLEDGER_{name.upper()} (--{name.replace('_', '-')}) is {first['input']!r}: {first['msg']}"
        ) from error


def prepare_dagster(settings: Settings) -> None:
    """Makes the folder of Dagster's instance, and switches the telemetry of every library off for this process.

    Raises:
        PermissionError: nothing can be written there; Dagster would end in a fault of its database.
    """
    settings.dagster_home.mkdir(parents=True, exist_ok=True)
    if not os.access(settings.dagster_home, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(settings.dagster_home))
    path = settings.dagster_home / "dagster.yaml"
    if not path.is_file():  # a person may edit it
        path.write_text(DAGSTER_YAML, encoding="utf-8")
    os.environ["DAGSTER_HOME"] = str(settings.dagster_home)
    os.environ["DAGSTER_DISABLE_TELEMETRY"] = "yes"
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
