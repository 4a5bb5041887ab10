"""What an opened file, page or archive member holds, as documents and refusals.

Belongs here: choosing the reader by the format that the bytes tell, and documents that are a whole file. Not here:
telling formats (`formats.py`), cutting tables (`containers.py`) and archives (`archives.py`), fetching (`web.py`).
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import BinaryIO

from assets.clean.encoding import decode_text, stream_encoding
from assets.ingest.archives import read_warc, read_zip
from assets.ingest.containers import Place, parse_json, read_csv, read_json_array, read_json_lines, read_parquet
from assets.ingest.documents import (
    Document,
    Item,
    Read,
    document_id,
    record_document,
    record_documents,
    refusal,
    text_document,
)
from assets.ingest.feeds import FeedError, read_entries
from assets.ingest.formats import HEAD_BYTES, Format, tell_format
from assets.ingest.streams import Opener, TooLargeError, recoded
from warehouse.refusals import Refusal

UNREADABLE = (OSError, EOFError, zlib.error)


def read_contents(opener: Opener, place: Place) -> Iterator[Read]:
    """Everything in what is opened, each with the origin that it is named by; what cannot be read is a refusal."""
    try:
        with closing(opener()) as stream:
            head = stream.read(HEAD_BYTES)
        with closing(opener()) as stream:
            yield from _read_stream(stream, head, place)
    except TooLargeError as error:
        reason = f"Too large to read further: {error}. Unpack or split it and check what it holds."
        yield place.origin, refusal("too_large", place.origin, reason, error.observed, error.bound)
    except UNREADABLE as error:
        why = (error.strerror if isinstance(error, OSError) else None) or str(error)
        reason = f"It cannot be read: {why}. Check that it is whole and may be read."
        yield place.origin, refusal("unreadable", place.origin, reason)


def head_of(opener: Opener) -> bytes:
    """The first bytes of what is opened, by which its format is told."""
    with closing(opener()) as stream:
        return stream.read(HEAD_BYTES)


def _read_stream(stream: BinaryIO, head: bytes, place: Place) -> Iterator[Read]:
    form = tell_format(head, list(place.source.fields.values()))
    if form.name == "zip":
        yield from read_zip(stream, place, read_contents)
    elif form.name == "warc":
        yield from read_warc(stream, place, read_contents)
    else:
        yield from ((place.origin, _with_given(item, place)) for item in _read_items(stream, head, form, place))


def _with_given(item: Item, place: Place) -> Item:
    """The item with what is told of its place; the number within a file goes before that of an archive's record."""
    if not isinstance(item, Document):
        return item
    return replace(item, given={**place.given, **item.given}, member=item.member or place.member)


def _read_items(stream: BinaryIO, head: bytes, form: Format, place: Place) -> Iterator[Item]:
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
    elif form.name == "feed":
        yield from _read_feed(stream, place)
    else:
        yield from _read_whole(stream, form, place)


def _read_feed(stream: BinaryIO, place: Place) -> Iterator[Item]:
    """What a feed itself says of its pages; `member` is the number of the entry, from 0."""
    data = stream.read(place.limits.fetched_bytes + 1)
    if len(data) > place.limits.fetched_bytes:
        raise TooLargeError("a feed", f"over {len(data):,} bytes", f"{place.limits.fetched_bytes:,} bytes")
    try:
        entries = read_entries(data, place.url)
    except FeedError as error:
        yield refusal("broken_feed", place.origin, f"The feed cannot be read: {error}. Look at it in a browser.")
        return
    if not entries:
        yield refusal("empty", place.origin, "The feed names no pages.", "no entries", "an entry")
    for number, entry in enumerate(entries):
        yield record_document(entry.record(), f"{place.origin} entry {number + 1}", number, {})


def _read_whole(stream: BinaryIO, form: Format, place: Place) -> Iterator[Item]:
    """The one document that the whole file is; several if it is a JSON object that wraps a list of them."""
    if problem := _unread(form, place.origin):
        yield problem
        return
    bound = place.limits.document_bytes
    raw = stream.read(bound + 1)
    if len(raw) > bound:
        reason = "It is larger than any report. Split it, if it holds several."
        yield refusal("too_large", place.origin, reason, f"over {bound:,} bytes", f"{bound:,} bytes")
    elif form.name == "json":
        yield from _read_object(raw, place)
    else:
        yield _read_text(raw, form, place)


def _unread(form: Format, origin: str) -> Refusal | None:
    if form.name in {"binary", "unsupported"}:
        reason = f"It is {form.detail}, which is not read. Give the text, the page or its export."
        return refusal(form.name, origin, reason)
    if form.name == "sitemap":
        reason = "It is a sitemap, which has no texts. Give its address, so that its pages can be fetched."
        return refusal("unsupported", origin, reason)
    return None


def _read_text(raw: bytes, form: Format, place: Place) -> Item:
    if form.name == "pdf":
        return Document(document_id(place.url, hashlib.sha256(raw).hexdigest()), "pdf", raw, url=place.url)
    text = decode_text(raw, place.given.get("charset"))
    if not text.strip("\ufeff \t\r\n"):
        return refusal("empty", place.origin, "It holds nothing. Remove it, or fetch it again.", "no text", "text")
    return text_document(raw, text, form.name, place.url)


def _read_object(raw: bytes, place: Place) -> Iterator[Item]:
    text = decode_text(raw, place.given.get("charset"))
    try:
        record = parse_json(text)
    except ValueError as error:
        yield refusal("broken_json", place.origin, f"It is not valid JSON: {error}. Correct it.", text[:80])
        return
    for number, item in enumerate(record_documents(record, place.origin, 0, place.source.fields, raw)):
        yield replace(item, member=number) if isinstance(item, Document) else item
