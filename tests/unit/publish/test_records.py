from datetime import datetime, timedelta

from assets.publish.records import published_quarantine, published_runs
from warehouse.ledger import StageEntry, quarantine_rows
from warehouse.refusals import Refusal, quarantine_table

AT = datetime(2026, 1, 2)


def entry(run_id, stage="ingest", *, minutes=0, refusals=(), rows_in=0):
    at = AT + timedelta(minutes=minutes)
    return StageEntry(run_id, stage, "1", at, 0.1, rows_in=rows_in, refusals=tuple(refusals))


def refusal(record, stage="ingest"):
    return Refusal(stage, f"{stage}.broken", record, "It is broken.")


def test_runs_are_carried_on_and_the_ledger_has_the_last_word():
    earlier = published_runs(None, [entry("old"), entry("r1", "publish", minutes=1, rows_in=1)])
    runs = published_runs(earlier, [entry("r1", "publish", minutes=1, rows_in=5), entry("r2", minutes=2)])
    assert [(r["run_id"], r["stage"], r["rows_in"]) for r in runs.to_pylist()] == [
        ("old", "ingest", 0),
        ("r1", "publish", 5),
        ("r2", "ingest", 0),
    ]


def test_runs_of_the_first_publication():
    runs = published_runs(None, [entry("r1", "clean"), entry("r1", "ingest")])
    assert [r["stage"] for r in runs.to_pylist()] == ["ingest", "clean"]


def test_file_refused_by_every_run_is_told_once_with_the_first_run():
    earlier = quarantine_rows([entry("r1", refusals=[refusal("a.bin")])])
    later = entry("r2", minutes=1, refusals=[refusal("a.bin"), refusal("b.bin")])
    rows = published_quarantine(earlier, [later], []).to_pylist()
    assert [(r["record"], r["run_id"]) for r in rows] == [("a.bin", "r1"), ("b.bin", "r2")]


def test_later_stages_tell_what_their_batches_tell_now():
    earlier = quarantine_rows([entry("r1", "clean", refusals=[refusal("taken in since", "clean")])])
    batch = quarantine_table([refusal("still refused", "clean")], "r2", AT)
    rows = published_quarantine(earlier, [entry("r2", refusals=[refusal("a.bin")])], [batch]).to_pylist()
    assert [(r["stage"], r["record"]) for r in rows] == [("ingest", "a.bin"), ("clean", "still refused")]
