"""The shape that the six Dagster assets share: read, compute, audit, write, tell.

Belongs here: the decorator that makes an asset of a stage, and `StageRun`, which has every batch audited before it is
written, keeps the counts, and tells the ledger, Dagster and the log what came of it. Not here: what a stage computes
(the pure modules), which rules it must keep (`expectations`), where batches stand (`warehouse/storage.py`).
"""

from __future__ import annotations

import inspect
import logging
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import dagster as dg
import pyarrow as pa

from assets.asset_metadata import (
    ASSETS,
    OWNERS,
    RUNS_SHOWN,
    definition_metadata,
    folder_size,
    materialization_metadata,
    plot_gates,
    preview,
    shown_tables,
    stage_tables,
    with_plot,
)
from assets.checks import check_results, check_specs
from assets.latest import declared_trust
from assets.notifications import notify_of_failure, notify_of_warnings
from assets.plots import plot_by_date
from assets.versions import stage_before, stage_version
from assets.workers import computed
from expectations.drift import FIGURES, RUNS_OF_PAST, measure_sources, sum_figures
from expectations.gate import audit, audit_drift
from expectations.rules import Given, Verdict
from warehouse.acceptances import ACCEPTED_NAME, read_accepted
from warehouse.data_folder import DECISIONS_NAME
from warehouse.ledger import Ledger, StageEntry, gate_results_table
from warehouse.lock import hold_data
from warehouse.refusals import Refusal, quarantine_table
from warehouse.snapshot import settle_publications
from warehouse.storage import Batch, BatchStore
from warehouse.tables import STAGES

# What is worth a line: a terminal and the log of a run in Dagster's UI show it.
LOG = logging.getLogger("swapledger.stages")
# How far a stage is, as often as it can be told: a bar moves with it.
STEPS = logging.getLogger("swapledger.steps")

# A long stage writes a line so often; every batch would flood the log of a run over an archive.
SECONDS_BETWEEN_LINES = 10.0

# The plot of a stage: which table's dates are counted, how (by rows, or by a column's sum), and what that is.
_PLOTS = {
    "clean": ("clean_reports", "published_on", None, "new reports published"),
    "deduplicate": ("exchanges", "date_start", None, "exchanges"),
    "aggregate": ("monthly_totals", "month", "count_best", "people released"),
}

# The daily run should have made a new publication, or found nothing new; twice missed is wrong.
STALE_AFTER = {"warn_window": timedelta(hours=26), "fail_window": timedelta(hours=50)}

# Marks runs that compute again what is there already under the same rules.
AGAIN_TAG = "swapledger/again"

T = TypeVar("T")
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
    wait: int = 0
    workers: int = 0
    inbox: str | None = None
    licence: str = "CC-BY-4.0"
    licence_url: str | None = None
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
    def inbox_folder(self) -> Path:
        """The folder in which people put files to be read."""
        return Path(self.inbox) if self.inbox else self.data_folder / "inbox"

    @property
    def accepted_files(self) -> tuple[Path, ...]:
        """Records that people accept although a gate refuses them: the project's, then those of the data folder."""
        return Path(self.seeds) / ACCEPTED_NAME, Path(self.data) / ACCEPTED_NAME

    @property
    def decision_files(self) -> tuple[Path, ...]:
        """What people decided about claims and exchanges: the project's decisions, then those of the data folder."""
        return Path(self.seeds) / DECISIONS_NAME, Path(self.data) / DECISIONS_NAME

    @property
    def n_workers(self) -> int:
        """How many processes compute many batches: as many as the run has cores, if not set."""
        return self.workers or len(os.sched_getaffinity(0))

    @property
    def trust(self) -> dict[str, float]:
        """How far declared sources are trusted, by name."""
        return declared_trust(self.sources_file)

    def clock(self) -> datetime:
        """The time in UTC, without zone."""
        return datetime.fromisoformat(self.now) if self.now else datetime.now(UTC).replace(tzinfo=None)


def stage_asset(
    stage: str, *, deps: Sequence[str], kinds: set[str]
) -> Callable[[Callable[..., StageEvents]], dg.AssetsDefinition]:
    """Decorator: the Dagster asset that a stage's output is, with what its tables' declarations and its gate tell."""

    def defined(function: Callable[..., StageEvents]) -> dg.AssetsDefinition:
        module = Path(inspect.getfile(function))
        is_last = stage == STAGES[-1]
        return dg.asset(
            name=ASSETS[stage],
            deps=list(deps),
            group_name=stage,
            kinds=kinds,
            owners=[OWNERS[stage]],
            tags={"swapledger/stage": stage, "swapledger/one_row_is": stage_tables(stage)[0].name},
            code_version=stage_version(stage),
            description="\n\n".join(f"**{table.name}**: {table.comment}" for table in shown_tables(stage)),
            metadata=definition_metadata(stage, module),
            check_specs=check_specs(ASSETS[stage], stage),
            automation_condition=None if stage == STAGES[0] else _AUTOMATION,
            freshness_policy=dg.FreshnessPolicy.time_window(**STALE_AFTER) if is_last else None,
            hooks={notify_of_failure, notify_of_warnings} if is_last else {notify_of_failure},
        )(function)

    return defined


# A stage follows the one before it, and is made anew after an upgrade; off until switched on under Automation.
_AUTOMATION = (dg.AutomationCondition.eager() | dg.AutomationCondition.code_version_changed()).with_label(
    "the stage before has run, or the rules have changed"
)


class StageRun:
    """One stage of one run: every batch is audited before it is written, and all of it is accounted for.

    Attributes:
        at: the run's time (UTC); frozen if the clock is.
        again: whether what is there already is to be computed again.
        refusals: what was refused so far.
        requeued: files and addresses that were in quarantine and are read again.
        counted: the tables whose rows are counted as the stage's output; its first one if not said otherwise.
    """

    def __init__(
        self, stage: str, context: dg.AssetExecutionContext, settings: RunSettings, *, counted: Sequence[str] = ()
    ) -> None:
        hold_data(settings.data_folder, wait=settings.wait, log=LOG.info)
        self.stage = stage
        self.version = stage_version(stage)
        self.settings = settings
        self.store = BatchStore(settings.data_folder)
        self.store.remove_unfinished()
        settle_publications(settings.data_folder)
        self.at = settings.clock()
        self.run_id = context.run_id
        self.again = AGAIN_TAG in context.run.tags
        self.counted = tuple(counted) or (stage_tables(stage)[0].name,)
        self._started = self._told = time.monotonic()
        self._written: list[Batch] = []
        self._shown: Batch | None = None
        self._dated: Counter[date] = Counter()
        self._counts = {"rows_in": 0, "rows_out": 0, "rows_reused": 0, "rows_quarantined": 0}
        self._stopped: list[str] = []
        self._results: list[dict[str, Any]] = []
        self._samples: dict[str, list[dict[str, object]]] = {}
        self.requeued: Iterable[str] = ()
        self._figures: list[dict[str, Any]] = []
        self.refusals: list[Refusal] = []

    def batches(self) -> list[Batch]:
        """The batches that this stage has written under its present rules."""
        return self.store.batches(self.stage, self.version)

    def computed(self, function: Callable[[pa.Table], T]) -> Iterator[tuple[Batch, T]]:
        """The batches of the stage before that this stage has not taken up yet, with what a function makes of each.

        The others are counted as reused. The function gets the first table of the stage before; for many batches it
        runs in several processes, but what it made comes in the order of the batches.
        """
        before = stage_before(self.stage)
        batches = self.store.batches(before, stage_version(before))
        if not batches:
            self.stop(f"no batch of {before} is there: run that stage first")
        table = stage_tables(before)[0].name
        rows = {batch.name: batch.n_rows(table) for batch in batches}
        known = [b for b in batches if not self.again and self.store.find(self.stage, self.version, b.name)]
        n_known = sum(rows[batch.name] for batch in known)
        self.count(rows_in=n_known, rows_reused=n_known)
        names = {batch.name for batch in known}
        new = [batch for batch in batches if batch.name not in names]
        for batch, result in zip(new, computed(function, table, new, self.settings.n_workers), strict=True):
            self.count(rows_in=rows[batch.name])
            yield batch, result
            self.progress("documents", sum(rows.values()))

    def reuse(self, name: str) -> Batch | None:
        """The batch of that name, if an earlier run has written it; its rows are then counted as reused."""
        if self.again:
            return None
        batch = self.store.find(self.stage, self.version, name)
        if batch:
            self._show(batch)
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
        verdict = audit(self.stage, name, tables, context, read_accepted(self.settings.accepted_files))
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
        batch = self.store.write(self.stage, self.version, name, {**verdict.tables, **records}, replace=self.again)
        self._written.append(batch)
        self._show(batch)

    def refuse(self, refusals: Sequence[Refusal]) -> None:
        """Keeps refusals that belong to no batch."""
        self.refusals += refusals
        self.count(rows_quarantined=len(refusals))

    def judged(self, verdict: Verdict) -> None:
        """Keeps what a gate said; if it stops a batch, the stage fails in the end."""
        self._results += verdict.results
        for rule, rows in verdict.samples.items():
            self._samples.setdefault(rule, rows)
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
        """Tells how far the stage is: always to those who show a bar, now and then in a line of the log."""
        done = self._counts["rows_in"]
        of = "" if total is None else f" of {total}"
        extra = {"stage": self.stage, "done": done, "total": total}
        STEPS.info("%s: %d%s %s", self.stage, done, of, unit, extra=extra)
        if time.monotonic() - self._told >= SECONDS_BETWEEN_LINES:
            LOG.info("%s: %d%s %s", self.stage, done, of, unit, extra=extra)
            self._told = time.monotonic()

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
            requeued=tuple(sorted(self.requeued)),
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
        yield from check_results(self.stage, self._results, self._samples)
        if self._stopped:
            raise dg.Failure("; ".join(self._stopped), allow_retries=False)
        yield dg.MaterializeResult(metadata={**self._metadata(entry, ledger), **metadata})

    def _metadata(self, entry: StageEntry, ledger: Ledger) -> dict[str, dg.RawMetadataValue]:
        written = folder_size(batch.folder for batch in self._written)
        told = {**materialization_metadata(entry), "bytes_written": written}
        if shown := self._shown or next(reversed(self.batches()), None):
            table = stage_tables(self.stage)[0]
            told["preview"] = preview(shown.head(table.name), table)
        if self.stage == STAGES[-1]:
            return with_plot(told, plot_gates(map(ledger.entries, ledger.run_ids()[-RUNS_SHOWN:])))
        return with_plot(told, plot_by_date(self._dated, _PLOTS[self.stage][3]) if self._dated else None)

    def _show(self, batch: Batch) -> None:
        """Takes what the UI shows of a batch: its first rows, and how its rows spread over time."""
        self._shown = batch
        if self.stage not in _PLOTS:
            return
        table, day, counted, _ = _PLOTS[self.stage]
        rows = batch.read(table, [day, *([counted] if counted else [])])
        for row in rows.to_pylist():
            if row[day] is not None:
                self._dated[row[day]] += row[counted] if counted else 1

    def _counted_rows(self, tables: Mapping[str, pa.Table]) -> int:
        return sum(tables[name].num_rows for name in self.counted)
