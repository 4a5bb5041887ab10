"""Readers that query all the time while one publication follows the other: `python -m bench.readers [--old PYTHON]`.

Eight processes open the published file, ask two tables in two queries of one connection for the publication's number,
and close it again, until all publications are made; with `--old` half of them run under another Python, which has an
older DuckDB client. A reader that meets an error, or two numbers in one connection, has met a half-done state.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

import pyarrow as pa

from warehouse.published_file import read_views
from warehouse.snapshot import publish, warehouse_path
from warehouse.tables import EXCHANGES, GATE_RESULTS, SOURCE_COVERAGE

ROOT = Path(__file__).resolve().parents[1]
NOW = datetime(2026, 7, 1)  # noqa: DTZ001
READERS = 8
VIEWS = read_views(ROOT / "warehouse" / "sql" / "views")

# Standard library and DuckDB only: an old client's Python has nothing else.
READER = """
import duckdb, json, pathlib, sys
path, stop = sys.argv[1], pathlib.Path(sys.argv[2])
reads, errors, mixed, seen = 0, [], 0, set()
while not stop.exists():
    try:
        with duckdb.connect(path, read_only=True) as connection:
            one = connection.execute("SELECT max(n_claims), count(*) FROM exchanges").fetchone()
            other = connection.execute("SELECT max(n_reports), max(n_claims) FROM source_coverage").fetchone()
        reads += 1
        seen.add(one[0])
        mixed += not (one[0] == one[1] == other[0] == other[1])
    except Exception as error:
        errors.append(str(error)[:200])
print(json.dumps({"client": duckdb.__version__, "reads": reads, "errors": errors, "mixed": mixed, "seen": len(seen)}))
"""


def tables(number: int) -> dict[str, pa.Table]:
    """Tables that all tell the number of their publication."""
    exchange = {
        "status": "completed", "parties": ["RUS", "UKR"], "date_precision": "unknown", "mediators": [],
        "n_claims": number, "n_reports": number, "n_publishers": 1, "grade": "single_source",
    }  # fmt: skip
    coverage = {"publisher": "a", "n_reports": number, "n_relevant": 0, "n_copies": 0, "n_claims": number}
    return {
        "exchanges": EXCHANGES.rows([{**exchange, "exchange_id": f"x{n}"} for n in range(number)]),
        "source_coverage": SOURCE_COVERAGE.rows([{**coverage, "exchange_ids": []}]),
    }


def publish_number(data: Path, number: int) -> None:
    """One publication, whose audit agrees."""
    results = GATE_RESULTS.arrow_schema.empty_table()
    publish(data, tables(number), VIEWS, key=str(number), at=NOW, facts={}, audit=lambda _: results, keep=3)


def main() -> None:
    """Publishes, lets read, prints."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--old", help="a Python with an older DuckDB client")
    parser.add_argument("--publications", type=int, default=100)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        data, stop = Path(place, "data"), Path(place, "stop")
        publish_number(data, 1)
        pythons = [arguments.old if arguments.old and n % 2 else sys.executable for n in range(READERS)]
        command = ["-c", READER, str(warehouse_path(data)), str(stop)]
        readers = [subprocess.Popen([python, *command], stdout=subprocess.PIPE, text=True) for python in pythons]  # noqa: S603
        started = time.monotonic()
        for number in range(2, arguments.publications + 2):
            publish_number(data, number)
        seconds = time.monotonic() - started
        stop.touch()
        found = [json.loads(reader.communicate()[0]) for reader in readers]
    for one in found:
        told = f"{one['reads']} reads of {one['seen']} publications"
        print(f"DuckDB {one['client']}: {told}, {len(one['errors'])} errors, {one['mixed']} mixed", *one["errors"][:1])
    print(f"{arguments.publications} publications in {seconds:.0f} s, {sum(one['reads'] for one in found)} reads")
    sys.exit(1 if any(one["errors"] or one["mixed"] for one in found) else 0)


if __name__ == "__main__":
    main()
