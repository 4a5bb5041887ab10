"""Batches computed by several processes: the same results in the same order, and an end that leaves nothing behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pytest

from assets.workers import computed
from warehouse.errors import SwapledgerError
from warehouse.storage import Batch, BatchStore

SLOW = """
import sys
from pathlib import Path
from assets.workers import computed
from tests.unit.test_workers import store_batches, wait_elsewhere
list(computed(wait_elsewhere, "numbers", store_batches(Path(sys.argv[1])), 2, worth=0))
"""


def store_batches(folder: Path, n: int = 4) -> list[Batch]:
    store = BatchStore(folder)
    return [store.write("clean", "v1", f"b{i}", {"numbers": pa.table({"n": [i]})}) for i in range(n)]


def squared(table: pa.Table) -> tuple[int, int]:
    """The square, and the process that computed it; the first batch takes longest."""
    number = table["n"][0].as_py()
    time.sleep(0.2 if number == 0 else 0)
    return number**2, os.getpid()


def die_elsewhere(_table: pa.Table) -> None:
    if multiprocessing.parent_process() is not None:
        os.kill(os.getpid(), signal.SIGKILL)


def wait_elsewhere(_table: pa.Table) -> None:
    """A worker says which process it is, and waits."""
    if multiprocessing.parent_process() is not None:
        print(os.getpid(), flush=True)
        time.sleep(60)


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize(
    ("workers", "worth", "shared"), [(2, 0.0, True), (1, 0.0, False), (2, 60.0, False)], ids=["two", "one", "little"]
)
def test_results_come_in_the_order_of_the_batches(tmp_path, workers, worth, shared):
    results = list(computed(squared, "numbers", store_batches(tmp_path), workers, worth=worth))
    assert [number for number, _ in results] == [0, 1, 4, 9]
    assert (len({process for _, process in results}) > 1) == shared


def test_a_worker_that_is_killed_is_told_in_one_line(tmp_path):
    with pytest.raises(SwapledgerError, match="SWAPLEDGER_WORKERS=1"):
        list(computed(die_elsewhere, "numbers", store_batches(tmp_path), 2, worth=0))


def test_workers_end_with_a_run_that_is_killed(tmp_path):
    run = subprocess.Popen([sys.executable, "-c", SLOW, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    workers = [int(run.stdout.readline()) for _ in range(2)]
    run.kill()
    run.wait()
    until = time.monotonic() + 20
    while any(map(is_alive, workers)) and time.monotonic() < until:
        time.sleep(0.05)
    run.stdout.close()
    assert not any(map(is_alive, workers))
