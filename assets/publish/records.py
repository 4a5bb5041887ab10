"""The published records of runs: what ran, what was checked, what was refused.

Belongs here: joining what the last publication told with what the ledger and the batches have told since. Not here:
reading any of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyarrow as pa

from warehouse.ledger import StageEntry, gate_results_table, refused_before_landing
from warehouse.outcomes import WHOLE_RUN
from warehouse.tables import GATE_RESULTS, QUARANTINE, RUNS, STAGES


def published_runs(earlier: pa.Table | None, entries: Sequence[StageEntry]) -> pa.Table:
    """Rows of `runs`, one a stage of a run, in the order of their ends.

    Args:
        earlier: `runs` of the last publication; it remembers runs that the ledger has forgotten.
        entries: the ledger's entries, which count where both know a stage of a run.
    """
    known = {(row["run_id"], row["stage"]): row for row in earlier.to_pylist()} if earlier else {}
    known |= {(entry.run_id, entry.stage): entry.run_row() for entry in entries}
    ordered = sorted(known.values(), key=lambda row: (row["at"], row["run_id"], STAGES.index(row["stage"])))
    return RUNS.rows(ordered)


def results_of_runs(entries: Iterable[StageEntry]) -> pa.Table:
    """Rows of `gate_results` of the rules on all that a run has brought, which no batch tells."""
    told = [
        gate_results_table((r for r in entry.gate_results if r["batch"] == WHOLE_RUN), entry.run_id, entry.at)
        for entry in entries
    ]
    return pa.concat_tables([GATE_RESULTS.arrow_schema.empty_table(), *told])


def published_quarantine(
    earlier: pa.Table | None, entries: Iterable[StageEntry], batches: Sequence[pa.Table]
) -> pa.Table:
    """Rows of `quarantine`, one a refused record, in the order of the stages.

    A file that is refused again by every run is told once, with the run that first refused it. What later stages
    refuse is told by the batches that are published, for a change of their rules can take it in after all.

    Args:
        earlier: `quarantine` of the last publication.
        entries: the ledger's entries, earliest first.
        batches: `quarantine` of the published batches of the stages after ingest.
    """
    landing = refused_before_landing(entries, earlier.to_pylist() if earlier else ())
    rows = [*landing, *(row for batch in batches for row in batch.to_pylist())]
    return QUARANTINE.rows(sorted(rows, key=lambda row: STAGES.index(str(row["stage"]))))
