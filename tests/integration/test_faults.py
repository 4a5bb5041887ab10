"""Faults of the machine: a full disk, damaged files, a clock set back. Readers keep what they have; a line says why."""

import os
import resource
import shutil
import subprocess

import pytest

from tests.integration.conftest import COMMAND, NOW, PROJECT, SEEDS
from warehouse.snapshot import last_publication, publications, settle_publications, warehouse_path
from warehouse.storage import TEMPORARY_PREFIX

NEW_REPORT = SEEDS / "reports" / "de-1986-02-11-latimes.json"
KB = 1024


def truncate(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def assert_one_line(answer, code=1):
    assert answer.code == code, answer
    assert "Traceback" not in answer.err
    assert answer.err.splitlines()[-1].startswith("swapledger: ")


def n_reports(swapledger, data):
    answer = swapledger("sql", "SELECT count(*) AS n FROM reports", "--data", data, "--format", "csv")
    return int(answer.out.splitlines()[1])


@pytest.mark.parametrize("largest", [2 * KB, 150 * KB])
def test_full_disk_ends_in_a_line_and_the_next_run_heals(data, seeds, swapledger, largest):
    before, n_before = warehouse_path(data).read_bytes(), n_reports(swapledger, data)
    ended = subprocess.run(
        [*COMMAND, "run", str(NEW_REPORT), "--data", str(data)],
        cwd=PROJECT,
        env={"PATH": "", "SWAPLEDGER_SEEDS": str(seeds)},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest)),  # as a disk that is full
    )
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    assert ended.stderr.splitlines()[-1].startswith("swapledger: ")
    assert warehouse_path(data).read_bytes() == before

    assert swapledger("run", NEW_REPORT, "--data", data).code == 0
    assert n_reports(swapledger, data) == n_before + 1
    assert list(data.glob(f"**/{TEMPORARY_PREFIX}*")) == []


@pytest.mark.skipif(os.geteuid() == 0 and not shutil.which("setpriv"), reason="root writes to read-only folders")
def test_read_only_folder_ends_in_a_line_and_is_read_all_the_same(data, seeds, swapledger):
    before = warehouse_path(data).read_bytes()
    # Root minds permissions only without the capability to override them.
    mind = ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override"] if os.geteuid() == 0 else []
    folders = [data, *(path for path in data.rglob("*") if path.is_dir() and not path.is_symlink())]
    for folder in folders:
        folder.chmod(0o555)
    try:
        ended = subprocess.run(
            [*mind, *COMMAND, "run", str(NEW_REPORT), "--data", str(data)],
            cwd=PROJECT,
            env={"PATH": os.environ["PATH"], "SWAPLEDGER_SEEDS": str(seeds)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert swapledger("sql", "FROM exchanges", "--data", data).code == 0
    finally:
        for folder in folders:
            folder.chmod(0o755)
    assert ended.returncode == 1, ended.stderr
    assert "Traceback" not in ended.stderr
    assert ended.stderr.splitlines()[-1].startswith(f"swapledger: {data}")
    assert warehouse_path(data).read_bytes() == before
    assert swapledger("run", NEW_REPORT, "--data", data).code == 0


def test_damaged_batch_is_named_and_made_anew_once_it_is_gone(data, swapledger):
    [batch] = data.glob("clean/*/*/clean_reports.parquet")
    truncate(batch)
    before = warehouse_path(data).read_bytes()
    answer = swapledger("run", NEW_REPORT, "--data", data)
    assert_one_line(answer)
    assert f"Delete the folder {batch.parent}" in answer.err
    assert warehouse_path(data).read_bytes() == before

    shutil.rmtree(batch.parent)
    assert swapledger("run", NEW_REPORT, "--data", data).code == 0


def test_damaged_file_is_published_anew(data, swapledger):
    before = warehouse_path(data).read_bytes()
    truncate(warehouse_path(data))
    assert_one_line(swapledger("sql", "FROM exchanges", "--data", data), code=4)
    assert swapledger("run", "--data", data).code == 0
    assert swapledger("sql", "FROM exchanges", "--data", data).code == 0
    assert len(warehouse_path(data).read_bytes()) >= len(before) // 2


def test_damaged_snapshot_is_named_and_ids_are_kept_once_it_is_gone(data, swapledger):
    snapshot = last_publication(data)
    truncate(snapshot.file)
    answer = swapledger("run", NEW_REPORT, "--data", data)
    assert_one_line(answer)
    assert f"delete {snapshot.folder}" in answer.err
    asked = ("sql", "SELECT exchange_id FROM exchanges", "--data", data, "--format", "csv")
    known = swapledger(*asked).out

    shutil.rmtree(snapshot.folder)
    assert swapledger("run", NEW_REPORT, "--data", data).code == 0
    assert set(known.split()) <= set(swapledger(*asked).out.split())


def test_clock_set_back_changes_no_order(data, swapledger):
    an_hour_before = NOW.replace("T12", "T11")
    assert swapledger("run", NEW_REPORT, "--data", data, "--now", an_hour_before).code == 0
    first, second = publications(data)
    assert second.manifest["published_at"] < first.manifest["published_at"]
    assert last_publication(data) == second
    assert settle_publications(data) == 0
    assert "Nothing is new" in swapledger("run", NEW_REPORT, "--data", data).out
