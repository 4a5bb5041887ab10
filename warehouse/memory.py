"""What a publication leaves for ever: tables that cannot be computed anew from landed documents.

Belongs here: writing and reading `<data>/memory/`. The ids of exchanges and the history of what was published are in
the snapshots, too; here they outlive them, so that stage outputs, snapshots and the published file may all be deleted
and made again from `landing`, decisions and this folder.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.errors import SwapledgerError
from warehouse.storage import TEMPORARY_PREFIX
from warehouse.tables import TABLES

MEMORY_NAME = "memory"


def remember(data: Path, tables: Mapping[str, pa.Table]) -> None:
    """Keeps the tables, in place of what was remembered before; a reader finds the old ones or the new ones.

    Killed between the two renames, it leaves none, which the next publication mends; until then the snapshot has them.
    """
    folder = data / MEMORY_NAME
    prefix = f"{TEMPORARY_PREFIX}{MEMORY_NAME}-"
    for leftover in data.glob(f"{prefix}*"):
        shutil.rmtree(leftover, ignore_errors=True)
    unfinished = Path(tempfile.mkdtemp(prefix=prefix, dir=data))
    try:
        for name, rows in tables.items():
            pq.write_table(rows, unfinished / f"{name}.parquet", compression="zstd")
        unfinished.chmod(0o755)
        if folder.is_dir():
            folder.rename(unfinished / "before")
        unfinished.rename(folder)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.rmtree(folder / "before", ignore_errors=True)


def read_memory(data: Path, names: Sequence[str]) -> dict[str, pa.Table] | None:
    """Remembered tables by name, empty where one was never kept; None if nothing is remembered.

    Raises:
        SwapledgerError: a file is damaged.
    """
    folder = data / MEMORY_NAME
    if not folder.is_dir():
        return None
    return {name: _read(folder / f"{name}.parquet", TABLES[name].arrow_schema) for name in names}


def _read(path: Path, schema: pa.Schema) -> pa.Table:
    if not path.is_file():
        return schema.empty_table()
    try:
        return pq.read_table(path, schema=schema)
    except (OSError, pa.ArrowInvalid) as error:
        raise SwapledgerError(f"cannot read {path}: {error}. Put it back from a backup, for ids rest on it.") from error
