"""The present state over all batches: whole tables of a stage, and which batch holds the present exchanges and totals.

Belongs here: what the stages that work on the whole warehouse share (deduplicate, aggregate, publish). The name of
such a batch follows from what goes into it, so every stage finds the batch of the stage before without being told.
"""

from __future__ import annotations

import csv
import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from assets.versions import stage_version
from warehouse.errors import InputError, NoWarehouseError, SwapledgerError
from warehouse.memory import read_memory
from warehouse.published_file import read_published
from warehouse.snapshot import last_publication, warehouse_path
from warehouse.storage import Batch, BatchStore, batch_name
from warehouse.tables import CLEAN_REPORTS, EXCHANGE_REGISTRY, TABLES

CLAIM_TABLES = ("claims", "claim_transfers", "claim_persons")
EXCHANGE_TABLES = (
    "exchanges", "exchange_transfers", "exchange_persons", "exchange_claims", "exchange_conflicts", "copies",
    "deals", "exchange_transitions", "near_matches", "exchange_registry", "exchange_redirects", "decisions",
)  # fmt: skip
TOTAL_TABLES = ("monthly_totals", "party_balances", "mediation_record", "person_index", "source_coverage")

# What the later stages need of a report; its text would fill the memory.
REPORT_COLUMNS = tuple(name for name in CLEAN_REPORTS.arrow_schema.names if name != "text")


def read_stage(store: BatchStore, stage: str, table: str, columns: Sequence[str] | None = None) -> pa.Table:
    """All rows that the batches of a stage have of a table, by its key."""
    schema = TABLES[table].arrow_schema
    names = list(columns or schema.names)
    empty = pa.schema([schema.field(name) for name in names]).empty_table()
    parts = [batch.read(table, names) for batch in store.batches(stage, stage_version(stage))]
    return pa.concat_tables([empty, *parts]).sort_by([(name, "ascending") for name in TABLES[table].key])


def claim_tables(store: BatchStore) -> dict[str, pa.Table]:
    """What resolution works on: all claims with their parts, roll-ups of lists, and the reports that they are from."""
    claims = {name: read_stage(store, "extract", name) for name in (*CLAIM_TABLES, "rollups")}
    return {"clean_reports": read_stage(store, "clean", "clean_reports", REPORT_COLUMNS), **claims}


def read_decisions(paths: Sequence[Path]) -> pa.Table | None:
    """The decisions of people in the files that are there, one after the other, every column as text; None if none is.

    Raises:
        InputError: a file is no CSV table.
    """
    distinct = dict.fromkeys(path.resolve() for path in paths)  # the seeds may stand in the data folder
    tables = [_read_decisions(path) for path in distinct if path.is_file()]
    return pa.concat_tables(tables, promote_options="default") if tables else None


def _read_decisions(path: Path) -> pa.Table:
    """The rows of a file as they stand, with the `place` of each; lines without a value tell nothing."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:  # spreadsheets write a mark at its beginning
            rows = [row for row in csv.reader(stream) if any(cell.strip() for cell in row)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"cannot read the decisions in {path}: {error}. Correct them there.") from error
    if not rows:
        raise InputError(f"cannot read the decisions in {path}: it is empty. Delete it.")
    header = rows[0]
    places = [f"{path}, decision {number}" for number in range(1, len(rows))]
    for place, row in zip(places, rows[1:], strict=True):
        if len(row) != len(header):
            raise InputError(
                f"cannot read the decisions in {place}: it has {len(row)} cells, the header {len(header)}: "
                f"{','.join(row)}. Correct it there."
            )
    told = {name: [row[column] for row in rows[1:]] for column, name in enumerate(header)}
    columns = {name: pa.array(values, pa.string()) for name, values in {**told, "place": places}.items()}
    return pa.table(columns)


def published_before(data: Path, names: tuple[str, ...]) -> dict[str, pa.Table] | None:
    """Tables of the last publication; None if nothing was published yet.

    They come from its snapshot, which no other program has open; if nothing published is there any more, from what is
    remembered of it.
    """
    publication = last_publication(data)
    file = publication.file if publication else warehouse_path(data)
    if not file.is_file():
        return read_memory(data, names)
    try:
        return read_published(file, names)
    except NoWarehouseError as error:
        place = publication.folder if publication else file
        raise SwapledgerError(f"what was published last is damaged: delete {place} and run again") from error


def resolved_before(data: Path) -> dict[str, pa.Table] | None:
    """Of the last publication the registry of ids, and what decisions mean; None before the first one."""
    published = published_before(data, ("exchange_registry", "decisions", "exchange_claims"))
    if published is None:
        return None
    claims = published.pop("exchange_claims")
    return published if published["exchange_registry"].num_rows else {**published, **_registry_of_ids(claims)}


def _registry_of_ids(claims: pa.Table) -> dict[str, pa.Table]:
    """A registry of a publication that had none yet: what its claims told is not known."""
    rows = [
        {
            "registered_as": row["claim_id"],
            "exchange_id": row["exchange_id"],
            "claim_id": row["claim_id"],
            "told": [],
            "first_seen": 1,
            "last_seen": 1,
        }
        for row in claims.select(["claim_id", "exchange_id"]).to_pylist()
    ]
    return {"exchange_registry": EXCHANGE_REGISTRY.rows(rows)}


def declared_trust(sources_file: Path) -> dict[str, float]:
    """How far sources are trusted, by name, as their declarations stand now; those that do not say are left out.

    Raises:
        InputError: the file cannot be read.
    """
    if not sources_file.is_file():
        return {}
    try:
        declared = tomllib.loads(sources_file.read_text(encoding="utf-8-sig")).get("source", [])
    except (OSError, ValueError) as error:
        raise InputError(f"cannot read the trust of sources from {sources_file}: {error}. Correct it there.") from error
    return {source["name"]: float(source["trust"]) for source in declared if source.get("trust", 1) != 1}


def exchanges_key(store: BatchStore, decisions: Sequence[Path], trust: Mapping[str, float] | None = None) -> str:
    """Name of all that the exchanges are resolved from, but for the ids that are given already."""
    decided = [hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "none" for path in decisions]
    claims = [batch.identity for batch in store.batches("extract", stage_version("extract"))]
    trusted = [f"trust {name} {share}" for name, share in sorted((trust or {}).items())]
    return batch_name([*claims, f"decisions {' '.join(decided)}", *trusted, stage_version("deduplicate")])


def exchanges_name(store: BatchStore, decisions: Sequence[Path], trust: Mapping[str, float] | None = None) -> str:
    """Name of the batch with the present exchanges."""
    key = exchanges_key(store, decisions, trust)
    publication = last_publication(store.data)
    # What was published from the same claims stands; else the ids published from it would make it new.
    if publication and publication.manifest["exchanges_key"] == key:
        return str(publication.manifest["batches"]["deduplicate"])
    before = resolved_before(store.data) or {}
    return batch_name([key, *(str(row) for table in before.values() for row in table.to_pylist())])


def totals_name(exchanges: Batch) -> str:
    """Name of the batch with the totals of a batch of exchanges."""
    return batch_name([exchanges.name, stage_version("aggregate")])


def find_exchanges(store: BatchStore, decisions: Sequence[Path], trust: Mapping[str, float] | None = None) -> Batch:
    """The batch with the present exchanges."""
    return _find(store, "deduplicate", exchanges_name(store, decisions, trust), "exchanges")


def find_totals(store: BatchStore, exchanges: Batch) -> Batch:
    """The batch with the totals of the exchanges."""
    return _find(store, "aggregate", totals_name(exchanges), "totals")


def batch_tables(batch: Batch, names: Sequence[str]) -> dict[str, pa.Table]:
    """Tables of a batch by name."""
    return {name: batch.read(name) for name in names}


def _find(store: BatchStore, stage: str, name: str, asset: str) -> Batch:
    batch = store.find(stage, stage_version(stage), name)
    if batch is None:
        raise SwapledgerError(f"the {asset} of the present input are not there: materialize the asset `{asset}` first")
    return batch
