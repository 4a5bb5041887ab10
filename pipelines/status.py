"""The state of a data folder: what is published, the latest runs, what the gates said, what was refused.

Belongs here: reading and laying it out. It works while a run goes on, and when nothing was ever published.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from pipelines.terminal import data_table, safe_text
from warehouse.ledger import Ledger, StageEntry
from warehouse.lock import holder_of
from warehouse.outcomes import count_outcomes, outcome_of, worst_first
from warehouse.snapshot import current_publication, last_publication, publications, warehouse_path
from warehouse.storage import TEMPORARY_PREFIX
from warehouse.tables import STAGES

RUNS_SHOWN = 10


def print_status(data: Path, out: Console) -> None:
    """Prints the state of the data folder."""
    holder = holder_of(data)
    if holder:
        out.print(Text(f"a run goes on (process {holder})", style="bold"))
    _print_publication(data, out)
    ledger = Ledger(data)
    runs = [entries for run_id in ledger.run_ids()[-RUNS_SHOWN:] if (entries := ledger.entries(run_id))]
    if not runs:
        out.print("No run yet: start one with `swapledger run`.")
        return
    columns = ("run", "ended", "outcome", "new", "known", "quarantined", "time")
    rows = [_run_row(entries, has_fault=ledger.has_fault(entries[-1].run_id)) for entries in runs]
    out.print(data_table(columns, rows, title="Latest runs"))
    _print_gates(runs[-1], out)
    _print_quarantine(runs, out)
    leftovers = [path for path in data.glob(f"**/{TEMPORARY_PREFIX}*") if not holder]
    if leftovers:
        out.print(f"{len(leftovers)} things left by a run that was killed: the next run removes them")


def _print_publication(data: Path, out: Console) -> None:
    publication, path = last_publication(data), warehouse_path(data)
    if publication is None or not path.is_file():
        out.print(f"Nothing is published in {data} yet.")
        return
    manifest = publication.manifest
    rows = {name: table["rows"] for name, table in manifest["tables"].items()}
    out.print(Text(safe_text(path), style="bold green"))
    out.print(
        f"publication {publication.number} of {manifest['published_at'][:19]} UTC, {path.stat().st_size / 1e6:.1f} MB, "
        f"{rows['reports']:,} reports, {rows['claims']:,} claims, {rows['exchanges']:,} exchanges; "
        f"{len(publications(data))} snapshots kept"
    )
    if current_publication(data) is None:
        out.print(Text("The file was changed since: the next run publishes it anew.", style="yellow"))


def _run_row(entries: Sequence[StageEntry], *, has_fault: bool) -> tuple[object, ...]:
    last = entries[-1]
    stopped = next((entry for entry in entries if entry.stopped), None)
    if stopped:
        outcome = f"stopped at {stopped.stage}"
    elif has_fault or last.stage != STAGES[-1]:
        outcome = f"fault after {last.stage}" if has_fault else f"ended after {last.stage}"
    else:
        outcome = "published" if last.rows_out else "nothing new"
    return (
        last.run_id[:8],
        f"{last.at:%Y-%m-%d %H:%M:%S}",
        outcome,
        entries[0].rows_out,
        entries[0].rows_reused,
        sum(len(entry.refusals) for entry in entries),
        f"{sum(entry.seconds for entry in entries):.1f} s",
    )


def _print_gates(entries: Sequence[StageEntry], out: Console) -> None:
    results = [result for entry in entries for result in entry.gate_results]
    out.print(f"Gates of the last run: {count_outcomes(results) or 'nothing new to check'}")
    rows = [
        (outcome_of(result), result["rule"], result["observed"], result["bound"], result["n_failing"])
        for result in worst_first(results)
        if outcome_of(result) != "passed"
    ]
    if rows:
        out.print(data_table(("outcome", "rule", "found", "asked", "rows"), rows))


def _print_quarantine(runs: Sequence[Sequence[StageEntry]], out: Console) -> None:
    refusals = {refusal for entries in runs for entry in entries for refusal in entry.refusals}
    if not refusals:
        out.print("Nothing was quarantined in these runs.")
        return
    rows = sorted((refusal.stage, refusal.rule, refusal.record, refusal.reason) for refusal in refusals)
    out.print(data_table(("stage", "rule", "record", "reason"), rows, title=f"{len(rows)} quarantined in these runs"))
