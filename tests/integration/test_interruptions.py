"""Runs that are killed or meet another one: the published file is the old or the new one, and the next run heals."""

import gzip
import random
import shutil
import signal
import subprocess
import time

import dagster as dg
import duckdb
import pyarrow.parquet as pq

from tests.integration.conftest import COMMAND, PROJECT, SEEDS, start_process
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


def documents(data):
    """How many documents have landed, and how many addresses they have."""
    files = [file for file in data.glob("ingest/*/*/landing.parquet") if TEMPORARY_PREFIX not in str(file.parent)]
    urls = [url for file in sorted(files) for url in pq.read_table(file, columns=["url"])["url"].to_pylist()]
    return len(urls), len(set(urls))


def kill_when_landed(command, settings, data, n_documents):
    """Starts a run and kills it once more documents than that have landed."""
    with subprocess.Popen(
        [*COMMAND, *command],
        cwd=PROJECT,
        env={"PATH": "", **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        while process.poll() is None and documents(data)[0] <= n_documents:
            time.sleep(0.01)
        process.kill()


def test_killed_ingest_goes_on_where_it_stopped(tmp_path, site, swapledger, monkeypatch):
    items = "".join(f"<item><link>{site.base}/{n}</link></item>" for n in range(N_PAGES))
    site.put("/feed", f"<rss><channel>{items}</channel></rss>", ETag='"1"')
    for n in range(N_PAGES):
        site.put(f"/{n}", f"Nothing came to pass in P{n}, all said.")
    records = (
        warc_record("conversion", f"Nothing came to pass in W{n}, all said.".encode(), f"https://a.example/{n}")
        for n in range(N_RECORDS)
    )
    archive, data = tmp_path / "old.wet.gz", tmp_path / "data"
    archive.write_bytes(b"".join(map(gzip.compress, records)))
    settings = {"SWAPLEDGER_ALLOW_PRIVATE": "true", "SWAPLEDGER_FETCH_DELAY": "0.02", "SWAPLEDGER_SEEDS": str(SEEDS)}
    command = ["run", f"{site.base}/feed", str(archive), "--data", str(data)]

    kill_when_landed(command, settings, data, CHUNK)
    landed, distinct = documents(data)
    assert CHUNK < landed == distinct < N_PAGES

    site.seen.clear()
    kill_when_landed(command, settings, data, N_PAGES)
    asked = site.asked(but=("/robots.txt", "/feed"))
    assert len(asked) == len(set(asked))
    assert 0 <= len(asked) - (N_PAGES - landed) <= CHUNK  # what is missing, and the last chunk if it was just written
    landed, distinct = documents(data)
    assert N_PAGES < landed == distinct < N_PAGES + N_RECORDS

    site.seen.clear()
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert swapledger(*command).code == 0
    assert site.asked() == ["/feed"]
    assert documents(data) == (N_PAGES + N_RECORDS, N_PAGES + N_RECORDS)
