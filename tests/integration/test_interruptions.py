"""Runs that are killed or meet another one: the published file is the old or the new one, and the next run heals."""

import gzip
import os
import random
import shutil
import signal
import time

import dagster as dg
import duckdb
import pyarrow.parquet as pq

from tests.integration.conftest import SEEDS
from tests.unit.warc_files import warc_record
from warehouse.lock import holder_of
from warehouse.snapshot import current_publication, publications, settle_publications, warehouse_path
from warehouse.storage import TEMPORARY_PREFIX
from warehouse.tables import PUBLISHED

NEW_REPORTS = ("de-1986-02-11-latimes", "de-1986-02-11-tribune", "us-tb-2022-09-19-bolnews")
N_KILLS = 3
N_PAGES = 90  # of a feed
CHUNK = 20  # pages that are kept at a time
N_RECORDS = 2_100  # of a web archive; 2,000 are kept at a time


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
    data, seeds, tmp_path, swapledger, monkeypatch, fork
):
    more = tmp_path / "seeds"
    shutil.copytree(seeds, more)
    started = time.monotonic()
    fork("run", "--data", data).join()
    usual = time.monotonic() - started
    for name in NEW_REPORTS:
        shutil.copy(SEEDS / "reports" / f"{name}.json", more / "reports")
    old, found = content(data), []
    moments = random.Random(20260701)
    for _ in range(N_KILLS):
        process = fork("run", "--data", data, SWAPLEDGER_SEEDS=str(more))
        time.sleep(moments.uniform(0.2, 1.2) * usual)
        process.kill()
        process.join()
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


def test_interrupted_run_says_so_and_keeps_what_is_published(data, seeds, tmp_path, fork):
    more = tmp_path / "seeds"
    shutil.copytree(seeds, more)
    shutil.copy(SEEDS / "reports" / f"{NEW_REPORTS[0]}.json", more / "reports")
    before = content(data)
    process = fork("run", "--data", data, SWAPLEDGER_SEEDS=str(more))
    while process.is_alive() and "ingest: 1 new" not in process.told.read_text():
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGINT)
    process.join()
    assert process.exitcode == 130, process.told.read_text()
    assert process.told.read_text().splitlines()[-1] == "swapledger: interrupted; what was published before stays"
    assert content(data) == before


def test_second_run_on_the_same_data_says_so_and_readers_go_on(data, swapledger, fork):
    first = fork("run", "--data", data)
    while first.is_alive() and holder_of(data) is None:
        time.sleep(0.01)
    second = swapledger("run", "--data", data)
    assert swapledger("sql", "FROM exchanges", "--data", data).code == 0
    assert "a run goes on" in swapledger("status", "--data", data).out
    first.join()
    assert second.code == 3
    assert second.err.startswith("swapledger: another run (process ")
    assert second.err.count("\n") == 1
    assert first.exitcode == 0


def landed_files(data):
    """The files with documents that have landed."""
    return [file for file in data.glob("ingest/*/*/landing.parquet") if TEMPORARY_PREFIX not in str(file.parent)]


def documents(data):
    """How many documents have landed, and how many addresses they have."""
    urls = [url for file in landed_files(data) for url in pq.read_table(file, columns=["url"])["url"].to_pylist()]
    return len(urls), len(set(urls))


def kill_when_landed(process, data, n_documents):
    """Kills a run once more documents than that have landed."""
    while process.is_alive() and sum(pq.read_metadata(file).num_rows for file in landed_files(data)) <= n_documents:
        time.sleep(0.02)
    process.kill()
    process.join()


def test_killed_ingest_goes_on_where_it_stopped(tmp_path, new_data, site, swapledger, monkeypatch, fork):
    items = "".join(f"<item><link>{site.base}/{n}</link></item>" for n in range(N_PAGES))
    site.put("/feed", f"<rss><channel>{items}</channel></rss>", ETag='"1"')
    for n in range(N_PAGES):
        site.put(f"/{n}", f"Nothing came to pass in P{n}, all said.")
    records = (
        warc_record("conversion", f"Nothing came to pass in W{n}, all said.".encode(), f"https://a.example/{n}")
        for n in range(N_RECORDS)
    )
    archive, data = tmp_path / "old.wet.gz", new_data
    archive.write_bytes(b"".join(map(gzip.compress, records)))
    settings = {"SWAPLEDGER_ALLOW_PRIVATE": "true", "SWAPLEDGER_FETCH_DELAY": "0.02", "SWAPLEDGER_SEEDS": str(SEEDS)}
    command = ["run", f"{site.base}/feed", str(archive), "--data", str(data)]

    kill_when_landed(fork(*command, **settings), data, CHUNK)
    landed, distinct = documents(data)
    assert CHUNK < landed == distinct < N_PAGES

    site.seen.clear()
    kill_when_landed(fork(*command, **settings), data, N_PAGES)
    asked = site.asked(but=("/robots.txt", "/feed"))
    assert len(asked) == len(set(asked))
    assert 0 <= len(asked) - (N_PAGES - landed) <= CHUNK  # what is missing, and the last chunk if it was just written
    landed, distinct = documents(data)
    assert N_PAGES < landed == distinct < N_PAGES + N_RECORDS

    site.seen.clear()
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert swapledger(*command).code == 0
    assert len(site.asked(but=("/feed",))) <= CHUNK  # the chunk that was just written when the run was killed
    assert documents(data) == (N_PAGES + N_RECORDS, N_PAGES + N_RECORDS)
