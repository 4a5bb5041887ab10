"""What a run came to: the table that `swapledger run` ends with.

Belongs here: laying out the ledger's entries and the published counts. Not here: running (`runner.py`).
"""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from pipelines.query import ask
from pipelines.settings import load_settings
from pipelines.terminal import data_table, safe_text
from warehouse.ledger import StageEntry
from warehouse.outcomes import count_outcomes, outcome_of, stops
from warehouse.snapshot import briefing_path, warehouse_path

# Each answers something on the sample reports; a test asks them.
QUERIES = (
    "FROM exchange_summary SELECT happened, parties, who, status, grade LIMIT 10",
    (
        "SELECT released_by_name, received_by_name, sum(count_best) AS people FROM releases "
        "WHERE year = 2025 AND status = 'completed' AND category <> 'remains' "
        "GROUP BY ALL HAVING people > 0 ORDER BY people DESC"
    ),
    "FROM disputed_figures SELECT exchange_id, direction, figure, n_publishers, chosen LIMIT 10",
)

_UNITS = {
    "ingest": "documents landed",
    "clean": "reports cleaned",
    "extract": "reports read for claims",
    "deduplicate": "claims put to exchanges",
    "aggregate": "totals",
    "publish": "rows published",
}


def print_summary(data: Path, entries: Sequence[StageEntry], out: Console) -> None:
    """Prints what each stage did, what was refused and warned of, and what the warehouse holds now."""
    is_news = any(entry.rows_out for entry in entries)
    out.print(_stages_table(entries))
    _print_refusals(entries, out)
    _print_warnings(entries, out)
    stopped = [reason for entry in entries for reason in entry.stopped]
    if stopped:
        out.print(Text("Stopped; what was published before stays.", style="bold red"))
        return
    if not is_news:
        out.print(Text("Nothing is new: the warehouse stays as it is.", style="bold"))
    _print_warehouse(data, out)


def _stages_table(entries: Sequence[StageEntry]) -> object:
    rows = [
        (
            entry.stage,
            _UNITS[entry.stage],
            entry.rows_out,
            entry.rows_reused,
            len(entry.refusals),
            _gate(entry),
            f"{entry.seconds:.1f} s",
        )
        for entry in entries
    ]
    return data_table(("stage", "", "new", "known", "quarantined", "gate", "time"), rows)


def _gate(entry: StageEntry) -> str:
    return count_outcomes(entry.gate_results) or "nothing new to check"


def _print_refusals(entries: Sequence[StageEntry], out: Console) -> None:
    refusals = [refusal for entry in entries for refusal in entry.refusals]
    counted = Counter((refusal.stage, refusal.rule) for refusal in refusals)
    for (stage, rule), n in counted.items():
        first = next(refusal for refusal in refusals if (refusal.stage, refusal.rule) == (stage, rule))
        out.print(
            Text(safe_text(f"quarantined {n} × {rule}: {first.record}: {first.reason}"), style="yellow"), soft_wrap=True
        )


def _print_warnings(entries: Sequence[StageEntry], out: Console) -> None:
    for result in (result for entry in entries for result in entry.gate_results):
        if stops(result) or outcome_of(result) == "warned":
            told = f"{outcome_of(result)} {result['rule']}: {result['observed']} (asked: {result['bound']})"
            out.print(Text(safe_text(told), style="red" if stops(result) else "yellow"), soft_wrap=True)


def _print_warehouse(data: Path, out: Console) -> None:
    path = warehouse_path(data)
    [counts] = ask(
        path,
        "SELECT (SELECT count(*) FROM reports) AS reports, (SELECT count(*) FROM reports WHERE relevant) AS relevant, "
        "(SELECT count(*) FROM claims) AS claims, (SELECT count(*) FROM exchanges) AS exchanges, "
        "(SELECT count(*) FROM exchanges WHERE status = 'completed') AS completed, "
        "(SELECT count(DISTINCT (exchange_id, attribute)) FROM exchange_conflicts) AS conflicts, "
        "(SELECT count(*) FROM quarantine) AS quarantined, "
        "(SELECT count(*) FROM reports WHERE language NOT IN ('en', 'und')) AS other_languages, "
        "(SELECT min(exchange_id) FROM exchange_conflicts) AS disputed, "
        "(SELECT min(exchange_id) FROM exchanges) AS any_id",
    ).to_pylist()
    out.print()
    out.print(
        Text(
            f"{counts['reports']:,} reports ({counts['relevant']:,} tell of exchanges), {counts['claims']:,} claims, "
            f"{counts['exchanges']:,} exchanges ({counts['completed']:,} completed), "
            f"{counts['conflicts']:,} facts in dispute, {counts['quarantined']:,} records in quarantine"
        )
    )
    if counts["other_languages"]:
        out.print(f"{counts['other_languages']:,} reports are not in English: kept, but no claims are made of them yet")
    out.print(Text(safe_text(f"warehouse: {path}"), style="bold green"), soft_wrap=True)
    out.print(
        Text(safe_text(f"briefing:  {briefing_path(data)} (open it in a browser)"), style="bold green"), soft_wrap=True
    )
    out.print()
    out.print("Try:")
    program, option = _program(), _data_option(data)
    for query in QUERIES:
        out.print(Text(f'  {program} sql "{query}"{option}'), soft_wrap=True)
    if example := counts["disputed"] or counts["any_id"]:
        out.print(Text(f"  {program} explain {example}{option}"), soft_wrap=True)


def _program() -> str:
    """How to call the command line from where the user is."""
    called = Path(sys.argv[0])
    if shutil.which("swapledger") or not called.is_file():
        return "swapledger"
    return os.path.relpath(called)


def _data_option(data: Path) -> str:
    """What a command needs to find the data folder, if it is not the one it looks in by itself."""
    return "" if load_settings().data == data else f" --data {shlex.quote(os.path.relpath(data))}"
