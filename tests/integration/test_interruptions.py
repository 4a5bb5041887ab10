"""Runs that are killed or meet another one: the published file is the old or the new one, and the next run heals."""

import random
import shutil
import signal
import time

import dagster as dg
import duckdb

from tests.integration.conftest import SEEDS, start_process
from warehouse.lock import holder_of
from warehouse.snapshot import current_publication, publications, settle_publications, warehouse_path
from warehouse.storage import TEMPORARY_PREFIX
from warehouse.tables import PUBLISHED

NEW_REPORTS = ("de-1986-02-11-latimes", "de-1986-02-11-tribune", "us-tb-2022-09-19-bolnews")
N_KILLS = 3


def content(data):
    """Every published table but what the clock decides."""
    tables = {}
    with duckdb.connect(str(warehouse_path(data)), read_only=True) as connection:
        for table in PUBLISHED:
            columns = ", ".join(f'"{c.name}"' for c in table.columns if not c.volatile)
            tables[table.name] = connection.execute(f"SELECT {columns} FROM {table.name}").fetchall()
    del tables["runs"]  # a killed run leaves its own rows
    return tables


def test_killed_runs_leave_the_old_or_the_new_file_and_the_next_one_heals(
    data, first_run, seeds, tmp_path, swapledger, monkeypatch
):
    more = tmp_path / "seeds"
    shutil.copytree(seeds, more)
    for name in NEW_REPORTS:
        shutil.copy(SEEDS / "reports" / f"{name}.json", more / "reports")
    old, found = content(data), []
    moments = random.Random(20260701)
    for _ in range(N_KILLS):
        with start_process(more, data) as process:
            time.sleep(moments.uniform(0.2, 0.9) * first_run.seconds)
            process.kill()
        found.append(content(data))

    monkeypatch.setenv("SWAPLEDGER_SEEDS", str(more))
    last = swapledger("run", "--data", data)
    assert last.code == 0, last.err
    new = content(data)
    assert len(new["reports"]) == len(old["reports"]) + len(NEW_REPORTS)
    assert all(state in (old, new) for state in found)
    assert list(data.glob(f"**/{TEMPORARY_PREFIX}*")) == []
    assert settle_publications(data) == 0
    assert current_publication(data) == publications(data)[-1]
    with dg.DagsterInstance.from_config(str(data / "dagster")) as instance:
        assert instance.get_runs(dg.RunsFilter(statuses=[dg.DagsterRunStatus.STARTED])) == []


def test_interrupted_run_says_so_and_keeps_what_is_published(data, seeds, tmp_path):
    more = tmp_path / "seeds"
    shutil.copytree(seeds, more)
    shutil.copy(SEEDS / "reports" / f"{NEW_REPORTS[0]}.json", more / "reports")
    before = content(data)
    with start_process(more, data) as process:
        for line in process.stderr:
            if line.startswith("ingest: 1 new"):
                process.send_signal(signal.SIGINT)
                break
        told = process.stderr.read()
    assert process.returncode == 130
    assert told.splitlines()[-1] == "swapledger: interrupted; what was published before stays"
    assert content(data) == before


def test_second_run_on_the_same_data_says_so_and_readers_go_on(data, seeds, swapledger):
    with start_process(seeds, data) as first:
        while first.poll() is None and holder_of(data) is None:
            time.sleep(0.01)
        second = swapledger("run", "--data", data)
        assert swapledger("sql", "FROM exchanges", "--data", data).code == 0
        assert "a run goes on" in swapledger("status", "--data", data).out
        first.communicate(timeout=120)
    assert second.code == 3
    assert second.err.startswith("swapledger: another run (process ")
    assert second.err.count("\n") == 1
    assert first.returncode == 0
