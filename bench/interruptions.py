"""Runs that are killed at random moments, and what is found afterwards: `python -m bench.interruptions [--kills 200]`.

A process that has imported everything is forked for each run and killed with SIGKILL at a seeded random moment; each
run has one new report to publish beside what earlier, killed runs left. After each kill the published file is opened
and compared with the states before and after; now and then a run is let through, and everything must then be as if
nobody had been killed. Prints how many kills met which stage, and what was found.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import duckdb

from pipelines.definitions import build_definitions
from pipelines.runner import run_everything
from pipelines.settings import load_settings
from warehouse.ledger import Ledger
from warehouse.snapshot import publications, settle_publications, warehouse_path
from warehouse.storage import TEMPORARY_PREFIX
from warehouse.tables import PUBLISHED, STAGES

SEED = 20260701
REPORT = (
    "On {day} March 2025 Russia freed {n} Ukrainian soldiers in a prisoner swap; Ukraine freed {n} Russian soldiers."
)
EVERY = 10  # each so manieth run is let through


def write_report(folder: Path, number: int) -> None:
    """One more report in the folder that the runs read."""
    text = REPORT.format(day=1 + number % 28, n=10 + number)
    record = {"text": text, "published": "2025-04-01", "url": f"https://news.example/{number}"}
    (folder / f"{number}.json").write_text(json.dumps(record), encoding="utf-8")


def content(data: Path) -> str:
    """A hash of every published table but what the clock or the runs decide."""
    digest = hashlib.sha256()
    with duckdb.connect(str(warehouse_path(data)), read_only=True) as connection:
        for table in PUBLISHED:
            if table.name not in {"runs", "gate_results"}:
                columns = ", ".join(f'"{c.name}"' for c in table.columns if not c.volatile)
                rows = connection.execute(f"SELECT {columns} FROM {table.name} ORDER BY ALL").fetchall()
                digest.update(repr((table.name, rows)).encode())
    return digest.hexdigest()


def start_run(data: Path, folder: Path) -> int:
    """The process id of a forked run."""
    process = os.fork()
    if process:
        return process
    with contextlib.suppress(BaseException), Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
        run_everything(load_settings(data=data), [str(folder)])
        os._exit(0)
    os._exit(1)


def kill_at(process: int, seconds: float) -> bool:
    """Whether the run was still going on when it was killed."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if os.waitpid(process, os.WNOHANG)[0]:
            return False
        time.sleep(0.002)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    return True


def stage_met(data: Path, before: int) -> str:
    """The stage that the killed run was in."""
    ledger = Ledger(data)
    run_ids = ledger.run_ids()
    done = len(ledger.entries(run_ids[-1])) if len(run_ids) > before else 0
    return STAGES[min(done, len(STAGES) - 1)]


def main() -> None:
    """Kills, looks, prints."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop after so long")
    parser.add_argument("--seed", type=int, default=SEED)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    found: Counter[str] = Counter()
    met: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as place:
        folder, data = Path(place, "reports"), Path(place, "data")
        folder.mkdir()
        build_definitions(load_settings(data=data))
        write_report(folder, 0)
        import great_expectations  # noqa: F401, PLC0415

        os.waitpid(start_run(data, folder), 0)
        write_report(folder, 1)
        started = time.monotonic()
        os.waitpid(start_run(data, folder), 0)
        usual = time.monotonic() - started
        number, largest = 1, 0
        began = time.monotonic()
        while met.total() < arguments.kills and time.monotonic() - began < arguments.seconds:
            number += 1
            write_report(folder, number)
            old, before = content(data), len(Ledger(data).run_ids())
            killed = kill_at(start_run(data, folder), chance.uniform(0, 1.1 * usual))
            if killed:
                met[stage_met(data, before)] += 1
            now = content(data)
            found["old state" if now == old else "new state"] += 1
            largest = max(largest, len(list(data.glob(f"**/{TEMPORARY_PREFIX}*"))))
            if number % EVERY == 0:
                _, status = os.waitpid(start_run(data, folder), 0)
                left = len(list(data.glob(f"**/{TEMPORARY_PREFIX}*")))
                with duckdb.connect(str(warehouse_path(data)), read_only=True) as connection:
                    [(reports,)] = connection.execute("SELECT count(*) FROM reports").fetchall()
                healed = status == 0 and reports == number + 1 and not left and settle_publications(data) == 0
                found["healed" if healed else "NOT HEALED"] += 1
        size = sum(path.stat().st_size for path in data.rglob("*") if path.is_file()) / 1e6
        print(f"{met.total()} kills; a run takes {usual:.2f} s; killed in {dict(met)}")
        print(f"found {dict(found)}")
        print(f"at most {largest} left-overs at once; {len(publications(data))} snapshots, {size:.1f} MB")
    sys.exit(1 if found["NOT HEALED"] else 0)


if __name__ == "__main__":
    main()
