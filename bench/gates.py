"""What the gates cost beside the stages that they judge: `python -m bench.gates [--claims 100000]`.

The sample reports, several times over with other numbers, go through ingest, clean and extract in one batch; a seeded
world of so many claims (`bench/resolution.py`) goes through deduplicate and aggregate. Prints the processor seconds of
each stage and of its gate, without the import of Great Expectations, and their ratio.
"""

from __future__ import annotations

import argparse
import hashlib
import tempfile
import time
from pathlib import Path
from typing import Any

import pyarrow as pa

from assets.deduplicate.resolve import resolve_exchanges
from bench.faults import STAGES, State
from bench.resolution import make_world
from expectations.gate import audit
from warehouse.storage import BatchStore
from warehouse.tables import LANDING

SEED = 20260701
TIMES = 6  # 81 sample reports and 182 rows of a list, so often: about a batch


def repeated(landing: pa.Table) -> pa.Table:
    """The documents several times over, under other ids and with other bytes."""
    rows: list[dict[str, Any]] = []
    for number in range(TIMES):
        for row in landing.to_pylist():
            raw = row["raw"] + b" " * number
            digest = hashlib.sha256(raw).hexdigest()
            rows.append({**row, "raw": raw, "n_bytes": len(raw), "sha256": digest, "document_id": digest[:16]})
    return LANDING.rows(rows)


def measure(state: State, stage: str) -> tuple[float, float]:
    """Processor seconds of the stage and of its gate."""
    started = time.process_time()
    if stage not in state.tables:
        state.compute(stage)
    computed = time.process_time()
    verdict = audit(stage, "bench", state.tables[stage], state.context[stage])
    judged = time.process_time()
    if verdict.stopped:
        print(f"  {stage} stops: {verdict.reasons[0][:200]}")
    else:
        state.tables[stage] = verdict.tables
    return computed - started, judged - computed


def main() -> None:
    """Measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--claims", type=int, default=100_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        state = State(BatchStore(Path(folder)))
        state.compute("ingest")
        audit("ingest", "warm", state.tables["ingest"], state.context["ingest"])  # imports Great Expectations
        landing = repeated(state.tables["ingest"]["landing"])
        state.tables["ingest"] = {"landing": landing}
        state.context["ingest"] = {"found": landing.num_rows, "known": 0, "refused": 0}
        spent = {stage: measure(state, stage) for stage in ("ingest", "clean", "extract")}
        n_reports = landing.num_rows

        world = State(state.store)
        given = make_world(arguments.claims, SEED).tables()
        world.context["deduplicate"] = dict(given)
        started = time.process_time()
        world.tables["deduplicate"] = resolve_exchanges(given, None, None)
        resolving = time.process_time() - started
        world.context["clean"] = {}
        _, judging = measure(world, "deduplicate")
        spent["deduplicate"] = resolving, judging
        spent["aggregate"] = measure(world, "aggregate")
    print(f"{n_reports} documents; {arguments.claims:,} claims")
    print(f"{'stage':14}{'stage s':>10}{'gate s':>10}{'share':>9}")
    for stage in STAGES:
        own, gate = spent[stage]
        print(f"{stage:14}{own:10.2f}{gate:10.2f}{gate / (own + gate):9.1%}")
    own, gate = (sum(pair[n] for pair in spent.values()) for n in (0, 1))
    print(f"{'all':14}{own:10.2f}{gate:10.2f}{gate / (own + gate):9.1%}")


if __name__ == "__main__":
    main()
