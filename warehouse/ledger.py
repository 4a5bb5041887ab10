"""The ledger: what every stage of every run did, `<data>/runs/<run id>/<stage>.json`, stopped ones included.

Belongs here: writing entries whole, reading them, their form as rows of `runs`, `gate_results` and `quarantine`. A
gate that stops a stage leaves no batch, so this is where its results are found. Not here: what the stages do.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from warehouse.errors import SwapledgerError
from warehouse.refusals import Refusal, location_of
from warehouse.storage import TEMPORARY_PREFIX
from warehouse.tables import GATE_RESULTS, QUARANTINE, RUNS, STAGES


@dataclass(frozen=True)
class StageEntry:
    """What one stage of one run did.

    Attributes:
        at: when the stage ended (UTC, without zone).
        stopped: reasons for which a gate stopped it; empty if it went through.
        gate_results: one dict a rule checked, of the columns of `gate_results` except `run_id` and `at`.
        requeued: files and addresses that were in quarantine and were read again.
        source_figures: what the run tells of each source, by which later runs are judged; one dict a figure.
    """

    run_id: str
    stage: str
    rules_version: str
    at: datetime
    seconds: float
    rows_in: int = 0
    rows_out: int = 0
    rows_reused: int = 0
    rows_quarantined: int = 0
    stopped: tuple[str, ...] = ()
    gate_results: tuple[dict[str, Any], ...] = ()
    refusals: tuple[Refusal, ...] = field(default=())
    source_figures: tuple[dict[str, Any], ...] = ()
    requeued: tuple[str, ...] = ()

    @property
    def is_without_input(self) -> bool:
        """Whether there was nothing that the run could read."""
        return self.stage == STAGES[0] and not self.rows_out + self.rows_reused

    def run_row(self) -> dict[str, Any]:
        """The entry as a row of `runs`."""
        return {column.name: getattr(self, column.name) for column in RUNS.columns}


def gate_results_table(results: Iterable[dict[str, Any]], run_id: str, at: datetime) -> pa.Table:
    """Results of a gate as rows of `gate_results`."""
    return GATE_RESULTS.rows([{**result, "run_id": run_id, "at": at} for result in results])


def refused_before_landing(
    entries: Iterable[StageEntry], earlier: Iterable[dict[str, Any]] = ()
) -> list[dict[str, Any]]:
    """What could not be read and has not been read since, as rows of `quarantine`, each told once.

    Args:
        entries: the ledger's entries, earliest first.
        earlier: rows of `quarantine` that an earlier publication told of; it remembers what the ledger has forgotten.
    """
    standing = {_told(row): row for row in earlier if row["stage"] == STAGES[0]}
    for entry in entries:
        if entry.stage == STAGES[0]:
            again = {_told(row): row for row in quarantine_rows([entry]).to_pylist()}
            read = frozenset(entry.requeued)
            kept = {
                told: row for told, row in standing.items() if told in again or location_of(row["record"]) not in read
            }
            standing = {**kept, **{told: row for told, row in again.items() if told not in kept}}
    return list(standing.values())


def _told(row: Mapping[str, Any]) -> tuple[object, ...]:
    """What a row of `quarantine` tells, whichever run told it first."""
    return tuple(row[column.name] for column in QUARANTINE.columns if not column.volatile)


def quarantine_rows(entries: Iterable[StageEntry]) -> pa.Table:
    """Refusals of the entries as rows of `quarantine`, in the order given."""
    rows = [
        {**asdict(refusal), "run_id": entry.run_id, "at": entry.at} for entry in entries for refusal in entry.refusals
    ]
    return QUARANTINE.rows(rows)


class Ledger:
    """The entries under one data folder."""

    def __init__(self, data: Path) -> None:
        self.folder = data / "runs"

    def write(self, entry: StageEntry) -> None:
        """Writes the entry whole; an entry of the same run and stage is replaced."""
        folder = self.folder / entry.run_id
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = folder / f"{TEMPORARY_PREFIX}{entry.stage}.json"
        record = {**asdict(entry), "at": entry.at.isoformat()}
        unfinished.write_text(json.dumps(record, ensure_ascii=False, indent=1, default=str), encoding="utf-8")
        unfinished.replace(folder / f"{entry.stage}.json")

    def write_fault(self, run_id: str, trace: str) -> Path:
        """Keeps the trace of an error that nobody foresaw; returns where."""
        path = self._fault(run_id)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(trace, encoding="utf-8")
        return path

    def has_fault(self, run_id: str) -> bool:
        """Whether the run ended in an error that nobody foresaw."""
        return self._fault(run_id).is_file()

    def _fault(self, run_id: str) -> Path:
        return self.folder / run_id / "fault.txt"

    def run_ids(self) -> list[str]:
        """Ids of the runs, latest last."""
        if not self.folder.is_dir():
            return []
        folders = [path for path in self.folder.iterdir() if path.is_dir()]
        return [path.name for path in sorted(folders, key=lambda path: (path.stat().st_mtime_ns, path.name))]

    def entries(self, run_id: str) -> list[StageEntry]:
        """Entries of a run, in the order of the stages."""
        paths = [self.folder / run_id / f"{stage}.json" for stage in STAGES]
        return [_read_entry(path) for path in paths if path.is_file()]

    def past_figures(self, stage: str, runs: int) -> list[dict[str, Any]]:
        """The `source_figures` of a stage in the latest runs that went through, earliest first."""
        paths = [self.folder / run_id / f"{stage}.json" for run_id in self.run_ids()[-runs:]]
        entries = [_read_entry(path) for path in paths if path.is_file()]
        return [figure for entry in entries if not entry.stopped for figure in entry.source_figures]

    def all_entries(self) -> list[StageEntry]:
        """Entries of all runs, earliest run first."""
        return [entry for run_id in self.run_ids() for entry in self.entries(run_id)]

    def remove_old(self, keep: int) -> int:
        """Removes all but the latest runs; returns how many were removed."""
        old = self.run_ids()[:-keep]
        for run_id in old:
            shutil.rmtree(self.folder / run_id, ignore_errors=True)
        return len(old)


def _read_entry(path: Path) -> StageEntry:
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        return StageEntry(
            **{
                **record,
                "at": datetime.fromisoformat(record["at"]),
                "stopped": tuple(record["stopped"]),
                "gate_results": tuple(record["gate_results"]),
                "requeued": tuple(record.get("requeued", ())),
                "source_figures": tuple(record.get("source_figures", ())),
                "refusals": tuple(Refusal(**refusal) for refusal in record["refusals"]),
            }
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SwapledgerError(f"cannot read {path}: {error}. Delete the folder {path.parent} and run again.") from error
