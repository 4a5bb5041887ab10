"""Publications: assemble a private DuckDB file, have it audited, rename it over `<data>/warehouse.duckdb`, page too.

Belongs here: the file's life (assembling, swapping in, snapshots, manifests, opening it to read). Readers see the old
file or the new one, never half of one, and no run waits for a reader. Not here: which rows go in (`assets/publish`),
what the audit asks (`expectations`).
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from warehouse.columns import Table, create_table_sql, quoted
from warehouse.errors import NoWarehouseError, SwapledgerError
from warehouse.storage import TEMPORARY_PREFIX
from warehouse.tables import PUBLISHED, TABLES

WAREHOUSE_NAME = "warehouse.duckdb"
BRIEFING_NAME = "briefing.html"
MANIFEST_NAME = "manifest.json"
SQL_FOLDER = Path(__file__).resolve().parent / "sql"

# The oldest format that this DuckDB writes and that DuckDB 1.2 clients and BI tools open.
STORAGE_VERSION = "v1.2.0"

# A quarter of DuckDB's default: every column takes whole blocks, so that 18 small tables took 7.6 MB instead of 2. A
# million claims take the same space and time with either (16 KiB: 60 % more space, a tenth more time).
BLOCK_SIZE = 65_536

# DuckDB writes nothing but statistics differently with more threads; one keeps the order of rows without being told.
_WRITER_SETTINGS = ("SET threads = 1", "SET preserve_insertion_order = true")


@dataclass(frozen=True)
class Publication:
    """One publication: the folder of its snapshot and what its manifest says."""

    folder: Path
    manifest: dict[str, Any]

    @property
    def file(self) -> Path:
        """The snapshot's own copy of the published file."""
        return self.folder / WAREHOUSE_NAME

    @property
    def page(self) -> Path:
        """The snapshot's own copy of the briefing page."""
        return self.folder / BRIEFING_NAME

    @property
    def number(self) -> int:
        """Number of the publication, from 1."""
        return int(self.manifest["number"])

    @property
    def n_rows(self) -> int:
        """Rows of all tables together."""
        return sum(int(table["rows"]) for table in self.manifest["tables"].values())

    @property
    def key(self) -> str:
        """Name of all that went into the publication."""
        return str(self.manifest["key"])


def warehouse_path(data: Path) -> Path:
    """Where the published file of a data folder is."""
    return data / WAREHOUSE_NAME


def briefing_path(data: Path) -> Path:
    """Where the briefing page of a data folder is."""
    return data / BRIEFING_NAME


def open_warehouse(path: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection to a published file.

    Raises:
        NoWarehouseError: there is none, or it cannot be opened.
    """
    if not path.is_file():
        raise NoWarehouseError(f"no warehouse at {path} yet: make one with `swapledger run`")
    try:
        connection = duckdb.connect(str(path), read_only=True)
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        if "lock" in reason.lower():
            raise NoWarehouseError(
                f"{path} is open for writing in another program: close it there, or open it with -readonly"
            ) from error
        raise NoWarehouseError(f"cannot open {path}: {reason}. Run again to publish it anew.") from error
    # Nothing is fetched or installed because a query mentions it.
    connection.execute("SET autoinstall_known_extensions = false")
    return connection


def publications(data: Path) -> list[Publication]:
    """The publications whose snapshots are kept, earliest first."""
    folders = sorted(p.parent for p in data.glob(f"snapshots/*/{MANIFEST_NAME}"))
    finished = [folder for folder in folders if not folder.name.startswith(TEMPORARY_PREFIX)]
    return [Publication(folder, manifest) for folder in finished if (manifest := _read_manifest(folder))]


def last_publication(data: Path) -> Publication | None:
    """The latest publication whose snapshot is kept; what stands at `<data>/warehouse.duckdb` may have been touched."""
    return next(reversed(publications(data)), None)


def current_publication(data: Path) -> Publication | None:
    """The publication that stands at `<data>/warehouse.duckdb`; None if nothing does, or no snapshot has its bytes."""
    path = warehouse_path(data)
    if not path.is_file():
        return None
    digest = file_sha256(path)
    return next((p for p in reversed(publications(data)) if p.manifest["sha256"] == digest), None)


def read_published(file: Path, names: tuple[str, ...]) -> dict[str, pa.Table]:
    """Tables of a published file, in the order of their rows in it, with their declared schemas.

    What an earlier version of swapledger did not publish yet is empty: a table without rows, a column without values.
    """
    with contextlib.closing(open_warehouse(file)) as connection:
        return {name: _read_table(connection, TABLES[name]) for name in names}


def publish(
    data: Path,
    tables: Mapping[str, pa.Table],
    views: Sequence[str],
    *,
    key: str,
    at: datetime,
    facts: Mapping[str, Any],
    audit: Callable[[Path], pa.Table | None],
    keep: int,
    draw: Callable[[Path, Mapping[str, Any]], str] | None = None,
) -> Publication | None:
    """Publishes the tables: assembled, audited, kept as a snapshot, swapped in; returns the publication.

    None if the audit stops it, which then leaves no trace.

    Args:
        data: the data folder.
        tables: rows by table name; declared tables that are missing stay empty.
        views: the statements that make the views.
        key: name of all that went in.
        at: when (UTC).
        facts: more for the manifest, such as versions.
        audit: judges the assembled file through a connection of its own; returns rows to add to `gate_results`, or
            None to stop the publication.
        keep: how many snapshots to keep, this one included.
        draw: makes the briefing page (HTML) of the audited file and the manifest so far; without it there is none.
    """
    snapshots = data / "snapshots"
    snapshots.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=TEMPORARY_PREFIX, dir=snapshots))
    try:
        file = unfinished / WAREHOUSE_NAME
        assemble(file, tables, views)
        results = audit(file)
        if results is None:
            return None
        _append(file, "gate_results", results)
        last = last_publication(data)
        number = last.number + 1 if last else 1
        manifest = {
            "number": number,
            "name": f"{number:06d}_{at:%Y-%m-%dT%H%M%SZ}",
            "published_at": at.isoformat(),
            "published_before": last.manifest["published_at"] if last else None,
            "key": key,
            "sha256": file_sha256(file),
            "tables": describe_tables(file),
            "gates": _count_outcomes(file),
            **facts,
        }
        if draw:
            page = unfinished / BRIEFING_NAME
            page.write_text(draw(file, manifest), encoding="utf-8")
            _sync(page)
            manifest["briefing_sha256"] = file_sha256(page)
        _write_manifest(unfinished, manifest)
        _swap_in(file, warehouse_path(data))
        snapshot = _finish_snapshot(unfinished, manifest)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    _remove_old_snapshots(data, keep)
    publication = Publication(snapshot, manifest)
    restore_page(data, publication)
    return publication


def assemble(file: Path, tables: Mapping[str, pa.Table], views: Sequence[str]) -> None:
    """Writes a DuckDB file with every published table, its keys, checks and comments, and the views."""
    with contextlib.closing(duckdb.connect()) as connection:
        for setting in _WRITER_SETTINGS:
            connection.execute(setting)
        connection.execute(f"SET temp_directory = {quoted(str(file.parent))}")
        options = f"STORAGE_VERSION {quoted(STORAGE_VERSION)}, BLOCK_SIZE {BLOCK_SIZE}"
        connection.execute(f"ATTACH {quoted(str(file))} AS published ({options})")
        connection.execute("USE published")
        connection.execute("BEGIN")
        for table in PUBLISHED:
            for statement in create_table_sql(table):
                connection.execute(statement)
            if table.name in tables:
                _load(connection, table, tables[table.name])
        for statement in views:
            connection.execute(statement)
        connection.execute("COMMIT")
        connection.execute("CHECKPOINT published")
    _sync(file)


def describe_tables(file: Path) -> dict[str, dict[str, Any]]:
    """Rows and content hash of every published table; the hash leaves volatile columns out and does not see order."""
    described = {}
    with contextlib.closing(open_warehouse(file)) as connection:
        for table in PUBLISHED:
            columns = ", ".join(f'"{c.name}"' for c in table.columns if not c.volatile)
            rows, digest = connection.execute(
                "SELECT count(*), sha256(coalesce(string_agg(digest, '' ORDER BY digest), '')) "
                f'FROM (SELECT sha256(CAST(row({columns}) AS VARCHAR)) AS digest FROM "{table.name}")'
            ).fetchall()[0]
            described[table.name] = {"rows": rows, "content_sha256": digest}
    return described


def file_sha256(path: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def settle_publications(data: Path) -> int:
    """Ends what a killed publication left: a snapshot whose file was swapped in is kept, others are removed.

    Returns how many were removed.
    """
    leftovers = list(data.glob(f"snapshots/{TEMPORARY_PREFIX}*"))
    if not leftovers:
        return 0
    published = file_sha256(warehouse_path(data)) if warehouse_path(data).is_file() else None
    removed = 0
    for folder in leftovers:
        manifest = _read_manifest(folder)
        if manifest and manifest["sha256"] == published:
            _finish_snapshot(folder, manifest)
        else:
            shutil.rmtree(folder, ignore_errors=True)
            removed += 1
    return removed


def restore_page(data: Path, publication: Publication) -> None:
    """Puts the page of the current publication in its place, if something else or nothing is there.

    It follows the file by some milliseconds; a run that is killed in between leaves that to the next one.
    """
    path = briefing_path(data)
    is_there = path.is_file() and file_sha256(path) == publication.manifest.get("briefing_sha256")
    if not is_there and publication.page.is_file():
        _swap_in(publication.page, path)


def _load(connection: duckdb.DuckDBPyConnection, table: Table, rows: pa.Table) -> None:
    columns = ", ".join(f'"{c.name}"' for c in table.columns)
    key = ", ".join(f'"{name}"' for name in table.key)
    order = f" ORDER BY {key}" if key else ""
    connection.register("incoming", rows.select([c.name for c in table.columns]))
    try:
        connection.execute(f'INSERT INTO "{table.name}" ({columns}) SELECT {columns} FROM incoming{order}')
    except duckdb.Error as error:
        raise SwapledgerError(f"table {table.name} cannot be published: {str(error).splitlines()[0]}") from error
    connection.unregister("incoming")


def _append(file: Path, name: str, rows: pa.Table) -> None:
    with contextlib.closing(duckdb.connect(str(file))) as connection:
        for setting in _WRITER_SETTINGS:
            connection.execute(setting)
        _load(connection, TABLES[name], rows)
        connection.execute("CHECKPOINT")
    _sync(file)


def _read_table(connection: duckdb.DuckDBPyConnection, table: Table) -> pa.Table:
    found = connection.execute("SELECT column_name FROM duckdb_columns() WHERE table_name = ?", [table.name]).fetchall()
    known = {name for (name,) in found}
    if not known:
        return table.arrow_schema.empty_table()
    columns = ", ".join(f'"{c.name}"' if c.name in known else f'NULL AS "{c.name}"' for c in table.columns)
    rows = connection.sql(f'SELECT {columns} FROM "{table.name}" ORDER BY rowid').to_arrow_table()
    return rows.cast(table.arrow_schema)


def _count_outcomes(file: Path) -> dict[str, int]:
    with contextlib.closing(open_warehouse(file)) as connection:
        rows = connection.execute("SELECT outcome, count(*) FROM gate_results GROUP BY ALL ORDER BY ALL").fetchall()
    return dict(rows)


def _read_manifest(folder: Path) -> dict[str, Any] | None:
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):  # not written yet, or damaged: no snapshot
        return None
    return manifest


def _write_manifest(folder: Path, manifest: dict[str, Any]) -> None:
    path = folder / MANIFEST_NAME
    path.write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    _sync(path)


def _swap_in(file: Path, target: Path) -> None:
    # A copy, not a link: somebody who writes into the published file must not change the snapshot.
    outgoing = file.with_name(f"outgoing-{file.name}")
    shutil.copyfile(file, outgoing)
    _sync(outgoing)
    # A log that a writer other than swapledger left behind belongs to the old file; the new one must not replay it.
    target.with_name(target.name + ".wal").unlink(missing_ok=True)
    outgoing.replace(target)
    _sync(target.parent)


def _finish_snapshot(folder: Path, manifest: dict[str, Any]) -> Path:
    folder.chmod(0o755)
    target = folder.with_name(manifest["name"])
    return folder.rename(target)


def _remove_old_snapshots(data: Path, keep: int) -> None:
    for publication in publications(data)[:-keep]:
        shutil.rmtree(publication.folder, ignore_errors=True)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read_views(folder: Path = SQL_FOLDER) -> list[str]:
    """The statements that make the views, then those that make the macros, one `.sql` file each, by name."""
    kinds = ("views", "macros")
    return [path.read_text(encoding="utf-8") for kind in kinds for path in sorted((folder / kind).glob("*.sql"))]
