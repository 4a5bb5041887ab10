"""Making room: what a data folder holds that no run uses any more.

Belongs here: stage outputs of former rules versions, and snapshots beyond those that are kept. Nothing of it is needed
to compute anything anew; landed documents, decisions and what is remembered are never touched.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from rich.console import Console

from assets.versions import stage_version
from pipelines.settings import Settings
from pipelines.terminal import data_table
from warehouse.snapshot import publications
from warehouse.tables import STAGES

# Landed documents have no rules, and the last stage writes no batches.
PRUNED_STAGES = STAGES[1:-1]


def unused_folders(settings: Settings) -> list[Path]:
    """The folders that no run uses any more: former rules versions, then old snapshots."""
    versions = [
        folder
        for stage in PRUNED_STAGES
        for folder in sorted((settings.data / stage).glob("*/"))
        if folder.name != stage_version(stage) and not _is_published(settings.data, stage, folder)
    ]
    return versions + [publication.folder for publication in publications(settings.data)[: -settings.keep_snapshots]]


def prune(settings: Settings, out: Console, *, is_rehearsal: bool) -> None:
    """Removes the folders and says what that frees; a rehearsal only says it. The caller holds the data folder."""
    folders = unused_folders(settings)
    rows = [(str(folder.relative_to(settings.data)), f"{_size(folder) / 1e6:.1f} MB") for folder in folders]
    if not is_rehearsal:
        for folder in folders:
            shutil.rmtree(folder)
    if rows:
        out.print(data_table(("would be removed" if is_rehearsal else "removed", "size"), rows))
    else:
        out.print("Nothing to remove: everything is in use.")


def _is_published(data: Path, stage: str, folder: Path) -> bool:
    """Whether a kept snapshot was made from a batch in the folder; only some stages are named in its manifest."""
    used = {publication.manifest["batches"].get(stage) for publication in publications(data)}
    return any((folder / str(name)).is_dir() for name in used if name)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
