import os
from datetime import datetime

import pytest

from warehouse.errors import SwapledgerError
from warehouse.ledger import Ledger, StageEntry, gate_results_table, quarantine_rows, refused_before_landing
from warehouse.refusals import Refusal

AT = datetime(2026, 1, 2, 3, 4, 5)
REFUSAL = Refusal("ingest", "ingest.binary", "a.bin", "It is an image.", observed="PNG")
RESULT = {
    "stage": "ingest",
    "batch": "b",
    "rule": "ingest.bytes_whole",
    "severity": "stop",
    "outcome": "failed",
    "reason": "Whole.",
    "observed": "3 bytes",
    "bound": "4 bytes",
    "n_rows": 1,
    "n_failing": 1,
    "failing_keys": ["a"],
}


def entry(run_id="r1", stage="ingest", **changes):
    return StageEntry(run_id=run_id, stage=stage, rules_version="1", at=AT, seconds=0.5, **changes)


@pytest.fixture
def ledger(tmp_path):
    return Ledger(tmp_path)


def test_entry_is_read_back_as_it_was(ledger):
    written = entry(
        rows_in=3, rows_out=2, rows_quarantined=1, stopped=("why",), gate_results=(RESULT,), refusals=(REFUSAL,)
    )
    ledger.write(written)
    assert ledger.entries("r1") == [written]


def test_entries_come_in_the_order_of_the_stages(ledger):
    for stage in ("publish", "clean", "ingest"):
        ledger.write(entry(stage=stage))
    assert [e.stage for e in ledger.entries("r1")] == ["ingest", "clean", "publish"]


def test_later_runs_come_last_and_old_ones_are_removed(ledger, tmp_path):
    for second, run_id in enumerate(("z", "a", "m")):
        ledger.write(entry(run_id))
        os.utime(tmp_path / "runs" / run_id, (second, second))
    assert ledger.run_ids() == ["z", "a", "m"]
    assert [e.run_id for e in ledger.all_entries()] == ["z", "a", "m"]
    assert ledger.remove_old(keep=2) == 1
    assert ledger.run_ids() == ["a", "m"]


def test_fault_is_kept_with_its_run(ledger):
    ledger.write(entry())
    assert not ledger.has_fault("r1")
    assert ledger.write_fault("r1", "trace").read_text() == "trace"
    assert ledger.has_fault("r1")
    assert [e.stage for e in ledger.entries("r1")] == ["ingest"]


def test_nothing_is_there_before_the_first_run(ledger):
    assert ledger.run_ids() == []
    assert ledger.entries("r1") == []


def test_damaged_entry_says_what_to_do(ledger, tmp_path):
    ledger.write(entry())
    (tmp_path / "runs" / "r1" / "ingest.json").write_text("{")
    with pytest.raises(SwapledgerError, match="Delete the folder"):
        ledger.entries("r1")


@pytest.mark.parametrize(
    ("stage", "counts", "is_without_input"),
    [
        ("ingest", {}, True),
        ("ingest", {"rows_quarantined": 2}, True),
        ("ingest", {"rows_reused": 1}, False),
        ("ingest", {"rows_out": 1}, False),
        ("clean", {}, False),
    ],
)
def test_run_without_input(stage, counts, is_without_input):
    assert entry(stage=stage, **counts).is_without_input == is_without_input


def test_entries_become_rows_of_their_tables():
    run = entry(rows_in=3).run_row()
    assert (run["run_id"], run["stage"], run["rows_in"], run["at"]) == ("r1", "ingest", 3, AT)
    [result] = gate_results_table([RESULT], "r1", AT).to_pylist()
    assert result == {**RESULT, "run_id": "r1", "at": AT}
    [refused] = quarantine_rows([entry(refusals=(REFUSAL,))]).to_pylist()
    assert (refused["rule"], refused["observed"], refused["run_id"], refused["at"]) == (
        "ingest.binary",
        "PNG",
        "r1",
        AT,
    )


def test_what_was_read_since_is_no_longer_refused():
    picture = Refusal("ingest", "ingest.binary", "a.bin", "It is an image.")
    line = Refusal("ingest", "ingest.broken_json_line", "b.jsonl line 2", "Broken.")
    other = Refusal("ingest", "ingest.broken_json_line", "b.jsonl line 9", "Broken.")
    first = entry("r1", refusals=(picture, line))
    second = entry("r2", refusals=(picture, other), requeued=("a.bin", "b.jsonl"))
    rows = refused_before_landing([first, second])
    assert [(row["record"], row["run_id"]) for row in rows] == [("a.bin", "r1"), ("b.jsonl line 9", "r2")]
