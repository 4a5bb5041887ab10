"""Running the job in this process, against Dagster's instance under the data folder.

Belongs here: the lock, the instance, the execution. Not here: what is shown meanwhile (`progress.py`) and afterwards
(`summary.py`).
"""

from __future__ import annotations

import logging
import traceback
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile

import dagster as dg

from assets.garbage import collection_paused
from assets.notifications import tell_of_failure
from pipelines.history import history_unsynced, makings_kept
from pipelines.jobs import EVERYTHING
from pipelines.settings import Settings, prepare_dagster
from warehouse.disk import disk_is_full
from warehouse.errors import InterruptedRunError, SwapledgerError
from warehouse.ledger import Ledger
from warehouse.lock import data_held
from warehouse.storage import Batch, BatchStore

LOG = logging.getLogger("swapledger.stages")

# Marks the runs that the command line starts. While one holds the data's lock, no other can be going on.
COMMAND_LINE_TAG = {"swapledger/started_by": "command line"}


def run_everything(
    settings: Settings,
    sources: Sequence[str],
    *,
    told: Mapping[str, object] | None = None,
    names: Sequence[str] = (),
    again: bool = False,
    replayed: Sequence[Batch] | None = None,
    job_name: str = EVERYTHING.name,
) -> str:
    """Runs a job, by default every stage; returns the run's id. What came of it stands in the ledger.

    Args:
        settings: where and how.
        sources: what to read; the declared sources if empty.
        told: what is told of `sources`, as in a declaration.
        names: which of the declared sources; all if empty.
        again: whether places on the web are read in full, whatever earlier visits found there.
        replayed: batches to be made anew; `sources` are then read because they were in quarantine, and nothing else.
        job_name: one of the jobs of `jobs.py`.

    Raises:
        DataInUseError: another run holds the data folder.
        SwapledgerError: a stage cannot go on. That a gate stopped one is no error: the ledger tells it.
        OSError: something cannot be read or written.
        InterruptedRunError: somebody pressed Ctrl-C.
    """
    with (
        _full_disk_told(settings.data),
        data_held(settings.data, wait=settings.wait, log=LOG.info),
        history_unsynced(),
        makings_kept(),
    ):
        _check_writable(settings)
        prepare_dagster(settings)
        for batch in replayed or ():
            BatchStore(settings.data).remove(batch)
        with collection_paused():  # of imports: 0.4 s
            job = _load_job(settings, job_name)
            opened = _open_instance(settings)
        with opened as instance:
            _end_killed_runs(instance)
            run_id = _run_id(settings, instance)
            given = _run_config(sources, names, told, again=again, replays=replayed is not None)
            try:
                _execute(settings, job, instance, run_id, given if job_name == EVERYTHING.name else _run_config())
            finally:
                _forget_old_runs(instance, settings)
    return run_id


def _check_writable(settings: Settings) -> None:
    """What cannot be written is told as such, and not as what the libraries make of it."""
    with TemporaryFile(dir=settings.data):
        pass


def _execute(
    settings: Settings, job: dg.JobDefinition, instance: dg.DagsterInstance, run_id: str, config: dict[str, object]
) -> None:
    """Executes the job; whatever stops it, somebody is told."""
    try:
        job.execute_in_process(instance=instance, run_id=run_id, run_config=config, tags=COMMAND_LINE_TAG)
    except dg.Failure as failure:  # a stage said so itself, and why stands in the ledger
        tell_of_failure(settings.data, run_id, failure)
    except dg.DagsterExecutionInterruptedError as error:
        raise InterruptedRunError("interrupted; what was published before stays") from error
    except (SwapledgerError, OSError) as error:
        tell_of_failure(settings.data, run_id, error)
        raise
    except Exception as error:
        tell_of_failure(settings.data, run_id, error)
        raise _fault(settings, run_id, error) from error


@contextmanager
def _full_disk_told(data: Path) -> Iterator[None]:
    """Whatever library met a full disk, the user is told of the disk."""
    try:
        yield
    except Exception as error:
        if disk_is_full(error, data):
            raise SwapledgerError(
                f"the disk of {data} is full; what was published before stays. Free some space there and run again"
            ) from error
        raise


def _open_instance(settings: Settings) -> dg.DagsterInstance:
    try:
        return dg.DagsterInstance.from_config(str(settings.dagster_home))
    except Exception as error:
        folder = settings.dagster_home
        raise SwapledgerError(
            f"cannot open Dagster's instance in {folder}: {error}. Delete that folder, which only has its history"
        ) from error


def _fault(settings: Settings, run_id: str, error: Exception) -> SwapledgerError:
    """What the user is told of an error that nobody foresaw; its trace is kept with the run."""
    path = Ledger(settings.data).write_fault(run_id, "".join(traceback.format_exception(error)))
    return SwapledgerError(f"{type(error).__name__}: {error}. This is a fault of the program; its trace is in {path}")


def _load_job(settings: Settings, name: str) -> dg.JobDefinition:
    from pipelines.definitions import build_definitions  # noqa: PLC0415  (imports every stage)

    return build_definitions(settings).resolve_job_def(name)


def _run_id(settings: Settings, instance: dg.DagsterInstance) -> str:
    """A new id; under a frozen clock the same one for the same run of a data folder."""
    if settings.now is None:
        return str(uuid.uuid4())
    number = 1
    while instance.has_run(run_id := str(uuid.uuid5(uuid.NAMESPACE_OID, f"{settings.now.isoformat()} {number}"))):
        number += 1
    return run_id


def _run_config(
    sources: Sequence[str] = (),
    names: Sequence[str] = (),
    told: Mapping[str, object] | None = None,
    *,
    again: bool = False,
    replays: bool = False,
) -> dict[str, object]:
    values = {"sources": [*sources], **(told or {}), "names": [*names], "again": again, "replays": replays}
    given = {name: value for name, value in values.items() if value}
    return {
        **({"ops": {"landing": {"config": given}}} if given else {}),
        "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},  # what is shown is `progress.py`'s business
    }


def _end_killed_runs(instance: dg.DagsterInstance) -> None:
    """Dagster would show a run that was killed as going on for ever."""
    going_on = dg.RunsFilter(statuses=[dg.DagsterRunStatus.STARTED], tags=COMMAND_LINE_TAG)
    for run in instance.get_runs(going_on):
        instance.report_run_failed(run, "The process ended before the run did.")


def _forget_old_runs(instance: dg.DagsterInstance, settings: Settings) -> None:
    """Dagster would keep a file of some 300 kB for each run, for ever."""
    for run in instance.get_runs(dg.RunsFilter(tags=COMMAND_LINE_TAG))[settings.keep_runs :]:
        instance.delete_run(run.run_id)
        (settings.dagster_home / "history" / "runs" / f"{run.run_id}.db").unlink(missing_ok=True)
