"""The shape that the six Dagster assets share: read, compute, audit, write, tell.

Belongs here: the decorator that makes an asset of a stage, and `StageRun`, which has every batch audited before it is
written, keeps the counts, and tells the ledger, Dagster and the log what came of it. Not here: what a stage computes
(the pure modules), which rules it must keep (`expectations`), where batches stand (`warehouse/storage.py`).
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import dagster as dg
import pyarrow as pa

from assets.checks import check_results, check_specs
from assets.latest import DECISIONS_NAME
from assets.versions import stage_before, stage_version
from expectations.drift import FIGURES, RUNS_OF_PAST, measure_sources, sum_figures
from expectations.gate import audit, audit_drift
from expectations.rules import Given, Verdict
from warehouse.columns import Table, column_comment
from warehouse.ledger import Ledger, StageEntry, gate_results_table
from warehouse.lock import hold_data
from warehouse.refusals import Refusal, quarantine_table
from warehouse.snapshot import settle_publications
from warehouse.storage import Batch, BatchStore
from warehouse.tables import TABLES

LOG = logging.getLogger("swapledger")

StageEvents = Iterator[dg.AssetCheckResult | dg.MaterializeResult[Any]]


class RunSettings(dg.ConfigurableResource[None]):
    """What a run needs to know beside its input: folders, retention, and the clock, which may be frozen."""

    data: str
    seeds: str
    keep_snapshots: int = 5
    keep_runs: int = 100
    allow_private: bool = False
    contact: str | None = None
    fetch_delay: float = 1.0
    allow_fewer: bool = False
    now: str | None = None

    @property
    def data_folder(self) -> Path:
        """The folder that holds everything swapledger makes."""
        return Path(self.data)

    @property
    def sources_file(self) -> Path:
        """The declaration of the sources."""
        return Path(self.seeds) / "sources.toml"

    @property
    def decision_files(self) -> tuple[Path, ...]:
        """What people decided about claims and exchanges: the project's decisions, then those of the data folder."""
        return Path(self.seeds) / DECISIONS_NAME, Path(self.data) / DECISIONS_NAME

    def clock(self) -> datetime:
        """The time in UTC, without zone."""
        return datetime.fromisoformat(self.now) if self.now else datetime.now(UTC).replace(tzinfo=None)


def stage_tables(stage: str) -> list[Table]:
    """The tables that a stage makes; the first is the one whose rows it accounts for."""
    return [table for table in TABLES.values() if table.stage == stage]


def stage_asset(
    name: str, stage: str, *, deps: Sequence[str], kinds: set[str]
) -> Callable[[Callable[..., StageEvents]], dg.AssetsDefinition]:
    """Decorator: the Dagster asset that a stage's output is, with what its tables' declarations and its gate tell."""
    tables = stage_tables(stage)
    return dg.asset(
        name=name,
        deps=list(deps),
        group_name=stage,
        kinds=kinds,
        code_version=stage_version(stage),
        description="\n\n".join(f"**{table.name}**: {table.comment}" for table in tables),
        metadata={"dagster/column_schema": _column_schema(tables[0])},
        check_specs=check_specs(name, stage),
    )


def _column_schema(table: Table) -> dg.TableSchema:
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                column.name,
                column.type,
                column_comment(column),
                dg.TableColumnConstraints(nullable=column.nullable, unique=table.key == (column.name,)),
            )
            for column in table.columns
        ]
    )


class StageRun:
    """One stage of one run: every batch is audited before it is written, and all of it is accounted for.

    Attributes:
        at: the run's time (UTC); frozen if the clock is.
        refusals: what was refused so far.
        counted: the tables whose rows are counted as the stage's output; its first one if not said otherwise.
    """

    def __init__(
        self, stage: str, context: dg.AssetExecutionContext, settings: RunSettings, *, counted: Sequence[str] = ()
    ) -> None:
        hold_data(settings.data_folder)
        self.stage = stage
        self.version = stage_version(stage)
        self.settings = settings
        self.store = BatchStore(settings.data_folder)
        self.store.remove_unfinished()
        settle_publications(settings.data_folder)
        self.at = settings.clock()
        self.run_id = context.run_id
        self.counted = tuple(counted) or (stage_tables(stage)[0].name,)
        self._started = time.monotonic()
        self._counts = {"rows_in": 0, "rows_out": 0, "rows_reused": 0, "rows_quarantined": 0}
        self._stopped: list[str] = []
        self._results: list[dict[str, Any]] = []
        self._figures: list[dict[str, Any]] = []
        self.refusals: list[Refusal] = []

    def batches(self) -> list[Batch]:
        """The batches that this stage has written under its present rules."""
        return self.store.batches(self.stage, self.version)

    def new_batches(self) -> Iterator[Batch]:
        """The batches of the stage before that this stage has not taken up yet; the others are counted as reused."""
        before = stage_before(self.stage)
        batches = self.store.batches(before, stage_version(before))
        if not batches:
            self.stop(f"no batch of {before} is there: run that stage first")
        counted = stage_tables(before)[0].name
        total = sum(batch.n_rows(counted) for batch in batches)
        for batch in batches:
            rows = batch.n_rows(counted)
            self.count(rows_in=rows)
            if self.store.find(self.stage, self.version, batch.name):
                self.count(rows_reused=rows)
            else:
                yield batch
                self.progress("documents", total)

    def reuse(self, name: str) -> Batch | None:
        """The batch of that name, if an earlier run has written it; its rows are then counted as reused."""
        batch = self.store.find(self.stage, self.version, name)
        if batch:
            rows = sum(batch.n_rows(table) for table in self.counted)
            self.count(rows_in=rows, rows_reused=rows)
        return batch

    def admit(
        self,
        name: str,
        tables: Mapping[str, pa.Table],
        refusals: Sequence[Refusal],
        context: Mapping[str, Given],
        *,
        rows_refused: int | None = None,
    ) -> None:
        """Has a batch audited and writes what passed, together with its quarantine and the gate's results.

        A batch that the gate stops is not written; the stage goes on with its other batches and fails in the end.

        Args:
            name: name of the batch.
            tables: what the stage made of the input.
            refusals: what the stage could not take.
            context: what the stage's gate asks for beside the tables.
            rows_refused: how many rows that went in are refused and so not counted as output; as many as there are
                refusals, if not said.
        """
        verdict = audit(self.stage, name, tables, context)
        self.judged(verdict)
        refused = [*refusals, *verdict.refusals]
        self.refusals += refused
        if verdict.stopped:
            return
        self._figures += measure_sources(self.stage, verdict.tables, context)
        written = self._counted_rows(verdict.tables)
        refused_before = len(refusals) if rows_refused is None else rows_refused
        self.count(rows_out=written, rows_quarantined=refused_before + self._counted_rows(tables) - written)
        records = {
            "quarantine": quarantine_table(refused, self.run_id, self.at),
            "gate_results": gate_results_table(verdict.results, self.run_id, self.at),
        }
        self.store.write(self.stage, self.version, name, {**verdict.tables, **records})

    def refuse(self, refusals: Sequence[Refusal]) -> None:
        """Keeps refusals that belong to no batch."""
        self.refusals += refusals
        self.count(rows_quarantined=len(refusals))

    def judged(self, verdict: Verdict) -> None:
        """Keeps what a gate said; if it stops a batch, the stage fails in the end."""
        self._results += verdict.results
        self._stopped += verdict.reasons

    def count(self, **rows: int) -> None:
        """Adds to the counts of rows: `rows_in`, `rows_out`, `rows_reused`, `rows_quarantined`."""
        for name, n in rows.items():
            self._counts[name] += n

    @property
    def rows_kept(self) -> int:
        """Rows that the stage has, new ones and those of earlier runs."""
        return self._counts["rows_out"] + self._counts["rows_reused"]

    @property
    def is_stopped(self) -> bool:
        """Whether something of the stage was not written, for a gate or another reason."""
        return bool(self._stopped)

    def stop(self, reason: str) -> None:
        """Lets the stage fail in the end, for a reason that is not a gate's."""
        self._stopped.append(reason)

    def progress(self, unit: str, total: int | None = None) -> None:
        """Tells the log how far the stage is; the command line shows it, Dagster's UI keeps it with the run."""
        done = self._counts["rows_in"]
        of = "" if total is None else f" of {total}"
        LOG.info("%s: %d%s %s", self.stage, done, of, unit, extra={"stage": self.stage, "done": done, "total": total})

    def entry(self) -> StageEntry:
        """What the ledger keeps of the stage, as it stands now."""
        # A frozen clock stands still: two runs with the same one then differ in nothing.
        seconds = 0.0 if self.settings.now else round(time.monotonic() - self._started, 3)
        return StageEntry(
            run_id=self.run_id,
            stage=self.stage,
            rules_version=self.version,
            at=self.settings.clock(),
            seconds=seconds,
            stopped=tuple(self._stopped),
            gate_results=tuple(self._results),
            refusals=tuple(self.refusals),
            source_figures=tuple(sum_figures(self._figures).to_pylist()),
            **self._counts,
        )

    def finish(self, **metadata: dg.RawMetadataValue) -> StageEvents:
        """Writes the ledger, yields the checks and the materialization; raises `dg.Failure` if the stage stopped."""
        ledger = Ledger(self.settings.data_folder)
        if self._figures:
            past = pa.Table.from_pylist(ledger.past_figures(self.stage, RUNS_OF_PAST), schema=FIGURES)
            self.judged(audit_drift(self.stage, sum_figures(self._figures), past))
        entry = self.entry()
        ledger.write(entry)
        ledger.remove_old(self.settings.keep_runs)
        outcome = "stopped" if self._stopped else f"{self._counts['rows_out']} new, {self._counts['rows_reused']} known"
        LOG.info(
            "%s: %s",
            self.stage,
            outcome,
            extra={"stage": self.stage, "done": self._counts["rows_in"], "finished": True},
        )
        yield from check_results(self.stage, self._results)
        if self._stopped:
            raise dg.Failure("; ".join(self._stopped), allow_retries=False)
        counts = {name: int(count) for name, count in self._counts.items()}
        yield dg.MaterializeResult(
            metadata={**counts, "seconds": entry.seconds, "rules_version": self.version, **metadata}
        )

    def _counted_rows(self, tables: Mapping[str, pa.Table]) -> int:
        return sum(tables[name].num_rows for name in self.counted)
