"""Which sources are read again for records that never landed: the declared ones that they came from, cut down to them.

Belongs here: finding the source of a file, member of an archive or address. Not here: which records are in quarantine
(`pipelines/requeue.py`), reading (`read.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from assets.ingest.files import FoundFile, find_files
from assets.ingest.sources import Source, source_from_argument

Found = Mapping[str, tuple[Source, Path]]


def replayed_sources(locations: Iterable[str], declared: Sequence[Source]) -> list[Source]:
    """The sources that hold the locations, each read as it is declared, and only once.

    Args:
        locations: files, members of archives and addresses, as `quarantine` names them.
        declared: the sources that a run without arguments reads; a location of none of them was given on the command
            line, and is looked for from the working folder.
    """
    found = _files(declared)
    chosen = (
        _of_file(location, found) or _of_address(location, declared) or source_from_argument(_standing(location))
        for location in locations
    )
    return list({(source.name, source.location): source for source in chosen}.values())


def _files(declared: Iterable[Source]) -> Found:
    """The declared files by their names in the tables, with the first source that has them."""
    local = [source for source in declared if not source.is_address and not source.is_object]
    files: dict[str, tuple[Source, Path]] = {}
    for source in local:
        for file in find_files(source):
            if isinstance(file, FoundFile) and source.wants(file.origin):
                files.setdefault(file.origin, (source, file.path))
    return files


def _of_file(location: str, found: Found) -> Source | None:
    """The source of a declared file, or of the archive that a location is in."""
    for origin in (location, *(parent.as_posix() for parent in Path(location).parents)):
        if origin in found:
            source, path = found[origin]
            return replace(source, location=str(path.resolve()))
    return None


def _of_address(location: str, declared: Iterable[Source]) -> Source | None:
    """The source in whose store or on whose host an address is."""
    for source in declared:
        if source.is_object and location.startswith(source.location.partition("*")[0]):
            return replace(source, location=location)
        if source.is_address and urlsplit(location).netloc == urlsplit(source.location).netloc:
            return replace(source, location=location)
    return None


def _standing(location: str) -> str:
    """The location, or the archive that it is in."""
    if "://" in location:
        return location
    standing = (path for path in (Path(location), *Path(location).parents) if path.is_file())
    return str(next(standing, location))
