"""The files that a source's location names: one file, a folder with all below it, or a glob.

Belongs here: finding files, in an order that does not depend on the machine. Not here: opening or reading them
(`streams.py`, `read.py`). Hidden files and folders are passed over, unless the location itself names them; so is what
swapledger itself made, for its own words would be a source of what they tell.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from assets.ingest.documents import refusal
from assets.ingest.sources import Source
from warehouse.data_folder import is_made
from warehouse.refusals import Refusal


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to read, and its name in the tables."""

    path: Path
    origin: str

    @property
    def key(self) -> str:
        """The place that a visit is remembered by, wherever the command is given."""
        return self.path.resolve().as_uri()

    @property
    def size(self) -> int:
        """Bytes of the file; 0 where it cannot be looked at."""
        try:
            return self.path.stat().st_size
        except OSError:
            return 0

    @property
    def state(self) -> str:
        """What changes when the file does."""
        status = self.path.stat()
        return f"{status.st_size} {status.st_mtime_ns} {status.st_ino}"


def find_files(source: Source) -> Iterator[FoundFile | Refusal]:
    """The files of a local source, each once, in sorted order; a refusal for what is missing, empty or closed."""
    starts = _starts(source.path)
    if not starts:
        what = (
            "No file matches this pattern"
            if any(sign in source.location for sign in "*?[")
            else "There is no such file or folder"
        )
        yield refusal("missing_path", source.location, f"{what}. Check the spelling and the working folder.")
    seen: set[str] = set()
    for start in starts:
        if _is_within_made(start):
            reason = "It was made by swapledger out of reports. Name the reports themselves."
            yield refusal("own_output", source.origin_of(start), reason)
            continue
        for found in _files_below(start, source) if start.is_dir() else [FoundFile(start, source.origin_of(start))]:
            if isinstance(found, FoundFile):
                if str(found.path) in seen:
                    continue
                seen.add(str(found.path))
            yield found


def _starts(path: Path) -> list[Path]:
    if os.path.lexists(path):
        return [path]
    matches = sorted(Path(match) for match in glob.glob(str(path), recursive=True))  # noqa: PTH207 -- Path.glob needs a root
    matches = [match for match in matches if "**" not in path.parts or not match.is_dir()]
    return [match for match in matches if not _is_within_made(match)] or matches


def _files_below(folder: Path, source: Source) -> Iterator[FoundFile | Refusal]:
    closed: list[OSError] = []
    visited = {os.path.realpath(folder)}
    n_files = 0
    for parent, folders, files in os.walk(folder, onerror=closed.append, followlinks=True):
        folders[:] = [path.name for path in _shown(parent, folders) if _is_new(path, visited)]
        for path in _shown(parent, files):
            n_files += 1
            yield FoundFile(path, source.origin_of(path))
    for error in closed:
        where = source.origin_of(Path(error.filename))
        yield refusal("unreadable", where, f"The folder cannot be listed: {error.strerror}. Check its permissions.")
    if not n_files and not closed:
        passed_over = "hidden ones, and what swapledger made, are passed over"
        reason = f"The folder holds no files ({passed_over}). Name the folder that the reports are in."
        yield refusal("empty_folder", source.origin_of(folder), reason)


def _shown(parent: str, names: Iterable[str]) -> list[Path]:
    """What is neither hidden nor made by swapledger, in order."""
    paths = [Path(parent, name) for name in sorted(names) if not name.startswith(".")]
    return [path for path in paths if not is_made(path)]


def _is_within_made(path: Path) -> bool:
    return any(is_made(above) for above in (path, *path.absolute().parents))


def _is_new(folder: Path, visited: set[str]) -> bool:
    """Whether a folder was not visited under another name; links may lead back up."""
    real = os.path.realpath(folder)
    if real in visited:
        return False
    visited.add(real)
    return True
