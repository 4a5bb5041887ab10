"""Batches: immutable folders of Parquet tables, `<data>/<stage>/<rules version>/<batch>/<table>.parquet`.

Belongs here: naming, writing and reading batches. A batch is written under a temporary name and renamed whole, so it
is there completely or not at all. Not here: what a stage computes, the published file (`published_file.py`).
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.errors import SwapledgerError

TEMPORARY_PREFIX = ".unfinished-"

_LARGE = (pa.binary(), pa.list_(pa.int64()))  # whole documents, sketches


class StorageError(SwapledgerError):
    """A batch cannot be written or read; the message says which file and what to do."""


@dataclass(frozen=True)
class Batch:
    """A written batch: where it is, and its name (which tells what went into it)."""

    stage: str
    version: str
    name: str
    folder: Path

    @property
    def identity(self) -> str:
        """Name, and size of the tables: a batch that was made anew after a fix may hold other rows under its name."""
        records = {"gate_results.parquet", "quarantine.parquet"}  # they name the run
        size = sum(p.stat().st_size for p in self.folder.glob("*.parquet") if p.name not in records)
        return f"{self.name} {size}"

    def read(
        self, table: str, columns: Sequence[str] | None = None, *, where: tuple[str, str, object] | None = None
    ) -> pa.Table:
        """One table of the batch, or some of its columns, or the rows for which `where` holds: column, `in`, values.

        Raises:
            StorageError: the file is damaged or missing.
        """
        path = self.folder / f"{table}.parquet"
        try:
            return pq.read_table(path, columns=columns, filters=[where] if where else None)
        except (OSError, pa.ArrowInvalid) as error:
            raise self._damaged(path, error) from error

    def head(self, table: str, n: int = 10) -> pa.Table:
        """The first rows of one table, without the columns that are too large to be shown.

        Raises:
            StorageError: the file is damaged or missing.
        """
        path = self.folder / f"{table}.parquet"
        try:
            with pq.ParquetFile(path) as file:
                small = [field.name for field in file.schema_arrow if field.type not in _LARGE]
                rows = next(file.iter_batches(batch_size=n, columns=small), None)
                return file.schema_arrow.empty_table() if rows is None else pa.Table.from_batches([rows])
        except (OSError, pa.ArrowInvalid) as error:
            raise self._damaged(path, error) from error

    def n_rows(self, table: str) -> int:
        """Rows of one table, from its footer.

        Raises:
            StorageError: the file is damaged or missing.
        """
        path = self.folder / f"{table}.parquet"
        try:
            return int(pq.read_metadata(path).num_rows)
        except (OSError, pa.ArrowInvalid) as error:
            raise self._damaged(path, error) from error

    def _damaged(self, path: Path, error: Exception) -> StorageError:
        return StorageError(f"cannot read {path}: {error}. Delete the folder {self.folder} and run again.")


def batch_name(parts: Iterable[str]) -> str:
    """A name that tells what went in: 16 hex digits of the SHA-256 over the sorted parts."""
    digest = hashlib.sha256()
    for part in sorted(parts):
        digest.update(part.encode() + b"\n")
    return digest.hexdigest()[:16]


def rules_version(*places: Path) -> str:
    """The version of a stage's rules: 12 hex digits over the content of its code and data files.

    A changed rule so changes the version by itself, and what it made is computed anew.
    """
    digest = hashlib.sha256()
    for place in places:
        files = (
            sorted(p for p in place.rglob("*") if p.suffix in {".py", ".toml", ".csv", ".sql", ".html", ".css", ".js"})
            if place.is_dir()
            else [place]
        )
        for file in files:
            name = file.relative_to(place).as_posix() if place.is_dir() else file.name
            digest.update(name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


class BatchStore:
    """The batches under one data folder."""

    def __init__(self, data: Path) -> None:
        self.data = data

    def folder(self, stage: str, version: str) -> Path:
        """Where the batches of a stage and rules version stand."""
        return self.data / stage / version

    def batches(self, stage: str, version: str) -> list[Batch]:
        """All batches of a stage and rules version, by name."""
        folder = self.folder(stage, version)
        if not folder.is_dir():
            return []
        names = sorted(p.name for p in folder.iterdir() if p.is_dir() and not p.name.startswith(TEMPORARY_PREFIX))
        return [Batch(stage, version, name, folder / name) for name in names]

    def find(self, stage: str, version: str, name: str) -> Batch | None:
        """The batch of that name, if it was written."""
        folder = self.folder(stage, version) / name
        return Batch(stage, version, name, folder) if folder.is_dir() else None

    def write(
        self, stage: str, version: str, name: str, tables: Mapping[str, pa.Table], *, replace: bool = False
    ) -> Batch:
        """Writes the batch whole: a reader sees all its tables or none.

        One that exists already is left as it is, or replaced; a run that is killed between may leave none, which the
        next run then computes.
        """
        target = self.folder(stage, version) / name
        if target.is_dir() and not replace:
            return Batch(stage, version, name, target)
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(prefix=TEMPORARY_PREFIX, dir=target.parent))
        try:
            for table, rows in tables.items():
                pq.write_table(rows, unfinished / f"{table}.parquet", compression="zstd")
            if replace and target.is_dir():
                target.rename(unfinished.with_name(f"{unfinished.name}-replaced"))
            try:
                unfinished.rename(target)
            except OSError:
                if not target.is_dir():  # another run wrote the same batch first: same name, same content
                    raise
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
            shutil.rmtree(unfinished.with_name(f"{unfinished.name}-replaced"), ignore_errors=True)
        return Batch(stage, version, name, target)

    def remove(self, batch: Batch) -> None:
        """Removes a batch, whole at once, so that the next run makes it anew."""
        unfinished = batch.folder.with_name(f"{TEMPORARY_PREFIX}{batch.name}")
        batch.folder.rename(unfinished)
        shutil.rmtree(unfinished, ignore_errors=True)

    def remove_others(self, stage: str, keep: AbstractSet[str]) -> int:
        """Removes the stage's batches of every version but those of the names given; returns how many."""
        others = [p for p in self.data.glob(f"{stage}/*/*") if p.is_dir() and p.name not in keep]
        for folder in others:
            shutil.rmtree(folder, ignore_errors=True)
        return len(others)

    def remove_unfinished(self) -> int:
        """Removes what runs that were killed left behind; returns how many folders that were."""
        leftovers = [p for p in self.data.glob(f"*/*/{TEMPORARY_PREFIX}*") if p.is_dir()]
        for folder in leftovers:
            shutil.rmtree(folder, ignore_errors=True)
        return len(leftovers)


def file_sha256(path: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def sync(path: Path) -> None:
    """Waits until a file, or the names in a folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
