"""Reading sources into rows of `landing`: every document once, in chunks, with nothing lost.

Belongs here: going through sources and files, recognising what has landed before, chunking, and the count that proves
`found = landed + known + refused`. Not here: finding files (`files.py`), fetching (`fetch.py`), formats (`formats.py`),
cutting containers (`containers.py`).
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, BinaryIO, Final

from assets.clean.encoding import decode_text, stream_encoding
from assets.ingest.containers import Item, Place, parse_json, read_csv, read_json_array, read_json_lines, read_parquet
from assets.ingest.documents import Document, record_document, refusal, text_document
from assets.ingest.fetch import FetchError, PageTooLargeError, fetch_page
from assets.ingest.files import find_files
from assets.ingest.formats import HEAD_BYTES, Format, tell_format
from assets.ingest.sources import Source
from assets.ingest.streams import MIB, Limits, Opener, TooLargeError, bytes_opener, file_opener, recoded
from warehouse.refusals import Refusal

CHUNK_DOCUMENTS: Final = 2_000
CHUNK_BYTES: Final = 32 * MIB
UNREADABLE = (OSError, EOFError, zlib.error)


@dataclass(frozen=True)
class Landed:
    """A chunk of what was read.

    Attributes:
        documents: rows of `landing`.
        refusals: what could not be read, and why.
        found: documents and refusals met, whatever became of them.
        known: documents that had landed before, in an earlier run or earlier in this one.
    """

    documents: list[dict[str, Any]]
    refusals: list[Refusal]
    found: int
    known: int

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
    n_bytes: int = 0

    def is_full(self) -> bool:
        return len(self.documents) + len(self.refusals) >= CHUNK_DOCUMENTS or self.n_bytes >= CHUNK_BYTES

    def landed(self) -> Landed:
        return Landed(self.documents, self.refusals, self.found, self.known)


def read_sources(
    sources: Sequence[Source],
    known: AbstractSet[str],
    landed_at: datetime,
    *,
    limits: Limits = Limits(),  # noqa: B008 -- frozen
    allow_private: bool = False,
) -> Iterator[Landed]:
    """Everything that the sources hold, as chunks of about 2,000 documents or 32 MB.

    Args:
        sources: read in this order.
        known: ids of the documents that landed before; they are counted, not landed again.
        landed_at: written into each row (UTC, without zone).
        limits: bounds of what is read.
        allow_private: whether pages may be fetched from private networks.
    """
    seen: set[str] = set()
    chunk = _Chunk()
    for source in sources:
        for origin, item in _read_source(source, limits, allow_private=allow_private):
            chunk.found += 1
            if isinstance(item, Refusal):
                chunk.refusals.append(item)
            elif item.document_id in seen or item.document_id in known:
                chunk.known += 1
            else:
                seen.add(item.document_id)
                chunk.documents.append(_landing_row(item, origin, source, landed_at))
                chunk.n_bytes += len(item.raw)
            if chunk.is_full():
                yield chunk.landed()
                chunk = _Chunk()
    if chunk.found:
        yield chunk.landed()


def _landing_row(document: Document, origin: str, source: Source, landed_at: datetime) -> dict[str, Any]:
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
        "landed_at": landed_at,
    }


def _read_source(source: Source, limits: Limits, *, allow_private: bool) -> Iterator[tuple[str, Item]]:
    if source.is_address:
        yield from ((source.location, item) for item in _read_page(source, limits, allow_private=allow_private))
        return
    for found in find_files(source):
        if isinstance(found, Refusal):
            yield found.record, found
        else:
            place = Place(found.origin, source, limits)
            yield from ((found.origin, item) for item in _read_bytes(file_opener(found.path, limits), place))


def _read_page(source: Source, limits: Limits, *, allow_private: bool) -> Iterator[Item]:
    try:
        page = fetch_page(source.location, max_bytes=limits.document_bytes, allow_private=allow_private)
    except PageTooLargeError as error:
        yield refusal("too_large", source.location, str(error), bound=f"{limits.document_bytes:,} bytes")
    except FetchError as error:
        yield refusal("fetch_failed", source.location, str(error))
    else:
        yield from _read_bytes(bytes_opener(page.data, limits), Place(source.location, source, limits, page.url))


def _read_bytes(opener: Opener, place: Place) -> Iterator[Item]:
    try:
        with closing(opener()) as stream:
            head = stream.read(HEAD_BYTES)
        with closing(opener()) as stream:
            yield from _read_stream(stream, head, place)
    except TooLargeError as error:
        reason = f"Too large to read further: {error}. Unpack or split it and check what it holds."
        yield refusal("too_large", place.origin, reason, error.observed, error.bound)
    except UNREADABLE as error:
        why = (error.strerror if isinstance(error, OSError) else None) or str(error)
        yield refusal("unreadable", place.origin, f"It cannot be read: {why}. Check that it is whole and may be read.")


def _read_stream(stream: BinaryIO, head: bytes, place: Place) -> Iterator[Item]:
    form = tell_format(head, list(place.source.fields.values()))
    if place.source.kind == "curated" and form.name not in {"csv", "empty", "binary"}:
        reason = "A curated list must be a CSV file with a header. Give it as one, or declare the source as reports."
        yield refusal("not_curated", place.origin, reason, form.name, "csv")
    elif form.name == "json_lines":
        encoding = stream_encoding(head)
        yield from read_json_lines(recoded(stream, encoding) if encoding.startswith("utf-16") else stream, place)
    elif form.name == "json_array":
        yield from read_json_array(stream, stream_encoding(head), place)
    elif form.name == "csv":
        yield from read_csv(stream, form, place)
    elif form.name == "parquet":
        yield from read_parquet(stream, place)
    else:
        yield _read_whole(stream, form, place)


def _read_whole(stream: BinaryIO, form: Format, place: Place) -> Item:
    """The one document that the whole file is."""
    if form.name in {"binary", "unsupported"}:
        reason = f"It is {form.detail}, which is not read. Give the text, the page or its export."
        return refusal(form.name, place.origin, reason)
    bound = place.limits.document_bytes
    raw = stream.read(bound + 1)
    if len(raw) > bound:
        reason = "It is larger than any report. Split it, if it holds several."
        return refusal("too_large", place.origin, reason, f"over {bound:,} bytes", f"{bound:,} bytes")
    text = decode_text(raw)
    if not text.strip("\ufeff \t\r\n"):
        return refusal("empty", place.origin, "It holds nothing. Remove it, or fetch it again.", "no text", "text")
    return _read_record(raw, text, place) if form.name == "json" else text_document(raw, text, form.name, place.url)


def _read_record(raw: bytes, text: str, place: Place) -> Item:
    try:
        record = parse_json(text)
    except ValueError as error:
        return refusal("broken_json", place.origin, f"It is not valid JSON: {error}. Correct it.", text[:80])
    return record_document(record, place.origin, 0, place.source.fields, raw)
