"""Faults of the machine: a full disk, damaged files, a clock set back. Readers keep what they have; a line says why."""

import ctypes
import json
import os
import resource
import shutil
import subprocess
from functools import partial
from pathlib import Path

import duckdb
import pytest

from tests.integration.conftest import COMMAND, NOW, PROJECT, SEEDS, run_command
from warehouse.snapshot import last_publication, publications, settle_publications, warehouse_path
from warehouse.storage import TEMPORARY_PREFIX

NEW_REPORT = SEEDS / "reports" / "de-1986-02-11-latimes.json"
KB = 1024
TOO_FEW = (0, 60 * KB, 400 * KB, 3_000 * KB)  # for anything, a batch, Dagster's history, a publication


def truncate(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def files_of(folder):
    """All files but the one that names the process which holds the folder."""
    return {path: path.read_bytes() for path in folder.rglob("[!.]*") if path.is_file()}


def assert_one_line(answer, code=1):
    assert answer.code == code, answer
    assert "Traceback" not in answer.err
    assert answer.err.splitlines()[-1].startswith("swapledger: ")


def n_reports(swapledger, data):
    answer = swapledger("sql", "SELECT count(*) AS n FROM reports", "--data", data, "--format", "csv")
    return int(answer.out.splitlines()[1])


def test_files_that_must_not_grow_end_in_a_line_and_the_next_run_heals(data, swapledger, fork):
    before, n_before = warehouse_path(data).read_bytes(), n_reports(swapledger, data)
    for largest in (2 * KB, 150 * KB):
        limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (largest, largest))
        ended = fork("run", NEW_REPORT, "--data", data, first=limit)
        ended.join()
        told = ended.told.read_text()
        assert ended.exitcode == 1, told
        assert "Traceback" not in told
        assert warehouse_path(data).read_bytes() == before

    assert swapledger("run", NEW_REPORT, "--data", data).code == 0
    assert n_reports(swapledger, data) == n_before + 1
    assert list(data.glob(f"**/{TEMPORARY_PREFIX}*")) == []


def mount_own_disk(folder):
    """Mounts a disk of 64 MB that only this process sees; it needs no rights, but a system with user namespaces."""
    system, user, group = ctypes.CDLL(None, use_errno=True), os.getuid(), os.getgid()
    new_user, new_mounts = 0x10000000, 0x00020000  # CLONE_NEWUSER, CLONE_NEWNS of linux/sched.h
    if system.unshare(new_user | new_mounts):
        raise OSError(ctypes.get_errno(), "cannot enter a namespace")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"0 {user} 1")
    Path("/proc/self/gid_map").write_text(f"0 {group} 1")
    if system.mount(b"tmpfs", os.fsencode(folder), b"tmpfs", 0, b"size=64m"):
        raise OSError(ctypes.get_errno(), "cannot mount a disk")


def run_on_full_disk(disk, data, outcome):
    """Runs on a disk with ever more bytes free, and at last with enough; what is published after each is copied out."""
    mount_own_disk(disk)
    shutil.copytree(data, disk / "data", symlinks=True)
    codes, filler = {}, disk / "filler"
    for free in (*TOO_FEW, None):
        filler.unlink(missing_ok=True)
        if free is not None:
            filler.write_bytes(bytes(shutil.disk_usage(disk).free - free))
        with pytest.raises(SystemExit) as end:
            run_command(["run", str(NEW_REPORT), "--data", str(disk / "data")], {}, outcome / f"{free}.txt")
        codes[str(free)] = end.value.code
        shutil.copy(warehouse_path(disk / "data"), outcome / f"{free}.duckdb")
    left = [str(path) for path in disk.glob(f"data/**/{TEMPORARY_PREFIX}*")]
    (outcome / "codes.json").write_text(json.dumps([codes, left]))


@pytest.fixture
def own_disk(forks, tmp_path):
    """A folder on which a process can mount a disk of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    tried = forks.Process(target=mount_own_disk, args=(folder,))
    tried.start()
    tried.join()
    if tried.exitcode:
        pytest.skip("nobody may mount a disk here: the system has no user namespaces, or forbids them")
    return folder


def test_full_disk_is_told_of_until_there_is_space_again(published, own_disk, forks, tmp_path):
    process = forks.Process(target=run_on_full_disk, args=(own_disk, published, tmp_path))
    process.start()
    process.join()
    codes, left = json.loads((tmp_path / "codes.json").read_text())
    assert codes == {**dict.fromkeys(map(str, TOO_FEW), 1), "None": 0}
    assert left == []
    for free in TOO_FEW:
        told = (tmp_path / f"{free}.txt").read_text()
        assert "Traceback" not in told
        assert told.splitlines()[-1] == (
            f"swapledger: the disk of {own_disk / 'data'} is full; what was published before stays. "
            "Free some space there and run again"
        )
        assert (tmp_path / f"{free}.duckdb").read_bytes() == warehouse_path(published).read_bytes()
    counts = []
    for file in (warehouse_path(published), tmp_path / "None.duckdb"):
        with duckdb.connect(str(file), read_only=True) as connection:
            counts += connection.execute("SELECT count(*) FROM reports").fetchone()
    assert counts[1] == counts[0] + 1


@pytest.mark.skipif(os.geteuid() == 0 and not shutil.which("setpriv"), reason="root writes to read-only folders")
def test_read_only_folder_ends_in_a_line_and_is_read_all_the_same(data, seeds, swapledger):
    before = files_of(data)
    # Root minds permissions only without the capability to override them.
    mind = ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override"] if os.geteuid() == 0 else []
    folders = [data, *(path for path in data.rglob("*") if path.is_dir() and not path.is_symlink())]
    for folder in folders:
        folder.chmod(0o555)
    try:
        ended = [
            subprocess.run(
                [*mind, *COMMAND, *words, "--data", str(data)],
                cwd=PROJECT,
                env={"PATH": os.environ["PATH"], "SWAPLEDGER_SEEDS": str(seeds)},
                capture_output=True,
                text=True,
                check=False,
            )
            for words in (["run", str(NEW_REPORT)], ["ui"])
        ]
        assert swapledger("sql", "FROM exchanges", "--data", data).code == 0
    finally:
        for folder in folders:
            folder.chmod(0o755)
    for each in ended:
        assert each.returncode == 1, each.stderr
        assert "Traceback" not in each.stderr
        assert each.stderr.splitlines()[-1].startswith(f"swapledger: {data}")
    assert files_of(data) == before


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
