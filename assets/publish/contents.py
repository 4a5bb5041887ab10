"""What a publication is made of: the present batches of all stages, the last publication, and the ledger.

Belongs here: gathering them, and the key that tells whether anything of it is new. Not here: how the tables are made
from it (`reports.py`, `records.py`, `history.py`), what becomes of them (`warehouse/snapshot.py`).
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import pyarrow as pa

from assets.latest import (
    CLAIM_TABLES,
    EXCHANGE_TABLES,
    REPORT_COLUMNS,
    TOTAL_TABLES,
    batch_tables,
    exchanges_key,
    find_exchanges,
    find_totals,
    published_before,
    read_stage,
)
from assets.publish.history import exchange_changes
from assets.publish.parties import published_parties
from assets.publish.records import published_quarantine, published_runs, results_of_runs
from assets.publish.reports import published_reports
from assets.publish.states import next_versions
from assets.versions import PROJECT, stage_version
from warehouse.ledger import Ledger, StageEntry, refused_before_landing
from warehouse.snapshot import last_publication, publications
from warehouse.storage import Batch, BatchStore, batch_name
from warehouse.tables import STAGES

COMPARED_TABLES = ("exchanges", "exchange_transfers", "exchange_persons", "exchange_claims")
PARTIES_FILE = PROJECT / "seeds" / "reference" / "parties.toml"
CARRIED_TABLES = ("exchange_history", "exchange_versions", "runs", "quarantine")
REMEMBERED_TABLES = (*COMPARED_TABLES, *CARRIED_TABLES, "exchange_registry", "decisions")


@dataclass(frozen=True)
class Contents:
    """The batches that a publication is made of.

    Attributes:
        batches: all of them, in the order of the stages.
        entries: the ledger, earliest entry first.
    """

    store: BatchStore
    exchanges_key: str
    exchanges: Batch
    totals: Batch
    batches: tuple[Batch, ...]
    entries: tuple[StageEntry, ...]

    @property
    def key(self) -> str:
        """Name of all that is published; the same key means that nothing is new."""
        names = [f"{batch.stage} {batch.version} {batch.identity}" for batch in self.batches]
        refused = (f"{row['rule']} {row['record']} {row['reason']}" for row in refused_before_landing(self.entries))
        digests = [hashlib.sha256(text.encode()).hexdigest() for text in refused]
        return batch_name([*names, *digests, stage_version("publish")])

    @property
    def n_exchanges_before(self) -> int:
        """Exchanges of the last publication; 0 before the first."""
        publication = last_publication(self.store.data)
        return int(publication.manifest["tables"]["exchanges"]["rows"]) if publication else 0

    @property
    def n_landed(self) -> int:
        """Documents that landed, over all runs."""
        return sum(batch.n_rows("landing") for batch in self.batches if batch.stage == STAGES[0])

    @property
    def n_refused_when_cleaned(self) -> int:
        """Of these the ones that are no report."""
        return sum(batch.n_rows("quarantine") for batch in self.batches if batch.stage == "clean")

    def remove_unused(self) -> None:
        """Removes the batches of exchanges and totals that no kept snapshot was made from."""
        used = [publication.manifest["batches"] for publication in publications(self.store.data)]
        for stage in ("deduplicate", "aggregate"):
            self.store.remove_others(stage, {batches[stage] for batches in used})

    def facts(self) -> dict[str, object]:
        """What the manifest tells of the contents."""
        return {
            "exchanges_key": self.exchanges_key,
            "batches": {"deduplicate": self.exchanges.name, "aggregate": self.totals.name},
            "versions": {stage: stage_version(stage) for stage in STAGES},
        }


def find_contents(data: Path, decisions: Sequence[Path], trust: Mapping[str, float]) -> Contents:
    """The contents of a publication of the present state."""
    store = BatchStore(data)
    exchanges = find_exchanges(store, decisions, trust)
    totals = find_totals(store, exchanges)
    stages = ("ingest", "clean", "extract")
    earlier = [batch for stage in stages for batch in store.batches(stage, stage_version(stage))]
    key = exchanges_key(store, decisions, trust)
    return Contents(store, key, exchanges, totals, (*earlier, exchanges, totals), tuple(Ledger(data).all_entries()))


def published_tables(contents: Contents, publishing: StageEntry, at: datetime) -> dict[str, pa.Table]:
    """Every published table by name.

    Args:
        contents: what there is.
        publishing: the ledger's entry of this publication, as far as it is known.
        at: when it is published.
    """
    store, exchanges, totals = contents.store, contents.exchanges, contents.totals
    resolved = batch_tables(exchanges, EXCHANGE_TABLES)
    before = published_before(store.data, (*COMPARED_TABLES, *CARRIED_TABLES))
    return {
        **{name: read_stage(store, "extract", name) for name in CLAIM_TABLES},
        **{name: rows for name, rows in resolved.items() if name != "copies"},
        **batch_tables(totals, TOTAL_TABLES),
        "reports": published_reports(
            read_stage(store, "clean", "clean_reports", REPORT_COLUMNS),
            read_stage(store, "extract", "screened"),
            resolved["copies"],
        ),
        "parties": _parties(),
        "exchange_history": _history(before, resolved, at),
        "exchange_versions": next_versions(before and before["exchange_versions"], resolved, at),
        "quarantine": published_quarantine(
            before and before["quarantine"], contents.entries, _records(contents.batches, "quarantine")
        ),
        "gate_results": pa.concat_tables(
            [*_records(contents.batches, "gate_results", with_landing=True), results_of_runs(contents.entries)]
        ),
        "runs": published_runs(before and before["runs"], [*contents.entries, publishing]),
    }


@cache
def _parties() -> pa.Table:
    return published_parties(tomllib.loads(PARTIES_FILE.read_text(encoding="utf-8"))["party"])


def _history(before: dict[str, pa.Table] | None, resolved: dict[str, pa.Table], at: datetime) -> pa.Table:
    empty = {name: resolved[name].slice(0, 0) for name in COMPARED_TABLES}
    changes = exchange_changes(before or empty, resolved, at)
    return pa.concat_tables([before["exchange_history"], changes]) if before else changes


def _records(batches: tuple[Batch, ...], name: str, *, with_landing: bool = False) -> list[pa.Table]:
    return [batch.read(name) for batch in batches if with_landing or batch.stage != "ingest"]
