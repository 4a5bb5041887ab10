"""Publications: assemble a private DuckDB file, have it audited, rename it over `<data>/warehouse.duckdb`, page too.

Belongs here: the life of publications (swapping in, snapshots, manifests). Readers see the old file or the new one,
never half of one, and no run waits for a reader. Not here: what is in the file (`published_file.py`), which rows go in
(`assets/publish`), what the audit asks (`expectations`).
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from warehouse.published_file import append, assemble, count_outcomes, describe_tables
from warehouse.storage import TEMPORARY_PREFIX, file_sha256, sync

WAREHOUSE_NAME = "warehouse.duckdb"
BRIEFING_NAME = "briefing.html"
MANIFEST_NAME = "manifest.json"


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
        append(file, "gate_results", results)
        manifest = {**_describe(file, last_publication(data), at), "key": key, **facts}
        if draw:
            manifest["briefing_sha256"] = _write_page(unfinished, draw(file, manifest))
        _write_manifest(unfinished, manifest)
        _swap_in(file, warehouse_path(data))
        snapshot = _finish_snapshot(unfinished, manifest)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    _remove_old_snapshots(data, keep)
    publication = Publication(snapshot, manifest)
    restore_page(data, publication)
    return publication


def _describe(file: Path, last: Publication | None, at: datetime) -> dict[str, Any]:
    """The manifest of a publication of the file, but for what its maker knows of it."""
    number = last.number + 1 if last else 1
    return {
        "number": number,
        "name": f"{number:06d}_{at:%Y-%m-%dT%H%M%SZ}",
        "published_at": at.isoformat(),
        "published_before": last.manifest["published_at"] if last else None,
        "sha256": file_sha256(file),
        "tables": describe_tables(file),
        "gates": count_outcomes(file),
    }


def _write_page(folder: Path, page: str) -> str:
    """Writes the briefing page; returns the SHA-256 of the file."""
    path = folder / BRIEFING_NAME
    path.write_text(page, encoding="utf-8")
    sync(path)
    return file_sha256(path)


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


def _read_manifest(folder: Path) -> dict[str, Any] | None:
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):  # not written yet, or damaged: no snapshot
        return None
    return manifest


def _write_manifest(folder: Path, manifest: dict[str, Any]) -> None:
    path = folder / MANIFEST_NAME
    path.write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    sync(path)


def _swap_in(file: Path, target: Path) -> None:
    # A copy, not a link: somebody who writes into the published file must not change the snapshot.
    outgoing = file.with_name(f"outgoing-{file.name}")
    shutil.copyfile(file, outgoing)
    sync(outgoing)
    # A log that a writer other than swapledger left behind belongs to the old file; the new one must not replay it.
    target.with_name(target.name + ".wal").unlink(missing_ok=True)
    outgoing.replace(target)
    sync(target.parent)


def _finish_snapshot(folder: Path, manifest: dict[str, Any]) -> Path:
    folder.chmod(0o755)
    target = folder.with_name(manifest["name"])
    return folder.rename(target)


def _remove_old_snapshots(data: Path, keep: int) -> None:
    for publication in publications(data)[:-keep]:
        shutil.rmtree(publication.folder, ignore_errors=True)
