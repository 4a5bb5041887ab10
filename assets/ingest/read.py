"""Reading sources into rows of `landing`: every document once, in chunks, with nothing lost.

Belongs here: going through sources and files, recognising what has landed before, chunking, and the count that proves
`found = landed + known + refused`. Not here: finding files (`files.py`), the web (`web.py`) and what is in a file or
page (`contents.py`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from assets.ingest.ahead import read_ahead
from assets.ingest.containers import Place
from assets.ingest.contents import read_contents
from assets.ingest.documents import Document, Read, Unchanged, landed_keys
from assets.ingest.fetch import Manners
from assets.ingest.files import FoundFile, find_files
from assets.ingest.objects import FoundObject, find_objects
from assets.ingest.once import file_stamp, read_to_remember, told_again
from assets.ingest.sources import Source
from assets.ingest.streams import MIB, Limits, file_opener
from assets.ingest.web import FindVisit, WebReader
from warehouse.refusals import Refusal, location_of
from warehouse.visits import Visit

CHUNK_DOCUMENTS: Final = 2_000
CHUNK_BYTES: Final = 32 * MIB
LARGE_FILE: Final = (
    MIB  # bytes; smaller ones are read in no time, and may change within a tick of the file system's clock
)
CHUNK_VISITS: Final = 20  # pages take a second each; no more of them are fetched again when a run is killed


@dataclass(frozen=True)
class Landed:
    """A chunk of what was read.

    Attributes:
        documents: rows of `landing`.
        refusals: what could not be read, and why.
        found: documents and refusals met, whatever became of them.
        known: documents that had landed before, in an earlier run or earlier in this one.
        visits: what is to be remembered of the places that were read, once the documents of this chunk and of those
            before it are kept.
        places: the files and addresses that were read.
    """

    documents: list[dict[str, Any]]
    refusals: list[Refusal]
    found: int
    known: int
    visits: list[Visit] = field(default_factory=list)
    places: AbstractSet[str] = frozenset()

    def __post_init__(self) -> None:
        if self.found != self.landed + self.known + self.refused:
            counts = f"{self.landed} landed, {self.known} known, {self.refused} refused"
            raise AssertionError(f"{self.found} documents were found, but {counts}")

    @property
    def landed(self) -> int:
        """Documents that are new."""
        return len(self.documents)

    @property
    def refused(self) -> int:
        """Documents, files or addresses that could not be read."""
        return len(self.refusals)


@dataclass
class _Chunk:
    documents: list[dict[str, Any]] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    found: int = 0
    known: int = 0
    visits: list[Visit] = field(default_factory=list)
    places: set[str] = field(default_factory=set)
    n_bytes: int = 0

    def is_full(self) -> bool:
        return (
            len(self.documents) + len(self.refusals) >= CHUNK_DOCUMENTS
            or self.n_bytes >= CHUNK_BYTES
            or len(self.visits) >= CHUNK_VISITS
        )

    def landed(self) -> Landed:
        return Landed(self.documents, self.refusals, self.found, self.known, self.visits, self.places)


def read_sources(
    sources: Sequence[Source],
    known: AbstractSet[str],
    landed_at: datetime,
    *,
    manners: Manners = Manners(),  # noqa: B008 -- frozen
    find_visit: FindVisit = lambda _: None,
    limits: Limits = Limits(),  # noqa: B008 -- frozen
) -> Iterator[Landed]:
    """Everything that the sources hold, as chunks of about 2,000 documents or 32 MB.

    Args:
        sources: read in this order.
        known: keys of the documents that landed before (`landed_keys`); they are counted, not landed again.
        landed_at: written into each row (UTC, without zone).
        manners: how pages are fetched.
        find_visit: the last visit to a place, by which it is known that nothing has changed there.
        limits: bounds of what is read.
    """
    web = WebReader(manners, find_visit, landed_at, limits)
    seen: set[str] = set()
    chunk = _Chunk()
    for source, (origin, reading) in _readings(sources, web, find_visit, landed_at, limits):
        chunk.places.add(location_of(origin))
        if isinstance(reading, Visit):
            chunk.visits.append(reading)
        elif isinstance(reading, Unchanged):
            chunk.found += reading.n_documents
            chunk.known += reading.n_documents
        elif isinstance(reading, Refusal):
            chunk.found += 1
            chunk.refusals.append(reading)
        else:
            chunk.found += 1
            row = _landing_row(reading, origin, source, landed_at)
            keys = landed_keys(row)
            if known.isdisjoint(keys) and seen.isdisjoint(keys):
                seen.update(keys)
                chunk.documents.append(row)
                chunk.n_bytes += row["n_bytes"]
            else:
                chunk.known += 1
        if chunk.is_full():
            yield chunk.landed()
            chunk = _Chunk()
    chunk.visits += web.robots_visits()
    if chunk.found or chunk.visits:
        yield chunk.landed()


def _landing_row(document: Document, origin: str, source: Source, landed_at: datetime) -> dict[str, Any]:
    given = {**document.given, **source.given}
    return {
        "document_id": document.document_id,
        "origin": origin,
        "member": document.member,
        "source": source.name,
        "format": document.format,
        "raw": document.raw,
        "sha256": hashlib.sha256(document.raw).hexdigest(),
        "n_bytes": len(document.raw),
        "url": document.url,
        "fields": document.fields,
        "given": json.dumps(given, sort_keys=True, ensure_ascii=False) if given else None,
        "landed_at": landed_at,
    }


def _readings(
    sources: Sequence[Source], web: WebReader, find_visit: FindVisit, at: datetime, limits: Limits
) -> Iterator[tuple[Source, Read]]:
    """What all sources hold, in their order; those on the web are read ahead, for servers take their time."""
    pages = iter(read_ahead(web.plan([source for source in sources if source.is_address])))
    for source in sources:
        if source.is_address:
            yield from ((source, reading) for reading in next(pages))
            continue
        for found in find_objects(source, limits) if source.is_object else find_files(source):
            if isinstance(found, Refusal):
                yield source, (found.record, found)
            elif source.wants(found.origin):
                yield from ((source, reading) for reading in _read_once(found, source, find_visit, at, limits))


def _read_once(
    found: FoundFile | FoundObject, source: Source, find_visit: FindVisit, at: datetime, limits: Limits
) -> Iterator[Read]:
    """What a file or an object holds; a large one is read only if it has changed since the last time."""
    place = Place(found.origin, source, limits)
    opener = file_opener(found.path, limits) if isinstance(found, FoundFile) else found.opener
    if isinstance(found, FoundFile) and found.size < LARGE_FILE:
        yield from read_contents(opener, place)
        return
    stamp = file_stamp(source, found.state)
    visit = find_visit(found.key)
    if visit and visit.stamp == stamp:
        yield from told_again(found.origin, visit)
    else:
        now = Visit(found.key, at, visit.first_at if visit else at, stamp=stamp)
        yield from read_to_remember(read_contents(opener, place), found.origin, now)
