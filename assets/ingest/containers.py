"""Files that hold many documents, cut into them: JSON Lines, JSON arrays, CSV and Parquet.

Belongs here: cutting, with memory that does not grow with the file. Not here: telling formats (`formats.py`) and
whole-file documents (`read.py`). A function here yields documents and refusals; one broken line, row or element is
one refusal, and what follows it is still read where the format allows that.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Final, TextIO

import pyarrow as pa
import pyarrow.parquet as pq

from assets.clean.encoding import decode_text
from assets.ingest.documents import (
    CURATED_COLUMNS,
    Document,
    Item,
    curated_document,
    no_text_field,
    record_document,
    record_documents,
    refusal,
)
from assets.ingest.formats import Format, is_curated
from assets.ingest.sources import Source
from assets.ingest.streams import MIB, Limits, TooLargeError, text_of
from assets.record_fields import find_fields
from warehouse.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Place:
    """Where bytes come from: their origin and source, the bounds that hold, and what is told of them beside.

    `url` is the address of a fetched or archived page, `given` what the feed or the archive tells of it, `member` the
    number of the record that it is.
    """

    origin: str
    source: Source
    limits: Limits
    url: str | None = None
    given: Mapping[str, str] = field(default_factory=dict)
    member: int = 0


PARQUET_ROWS: Final = 256  # rows held at a time
JSON_CHUNK: Final = 64 * 1024
MAX_ROW_GROUP_BYTES: Final = 1024 * MIB  # writers make groups of up to 1 GiB; a reader may have to hold one


def parse_json(text: str) -> Any:
    """The parsed JSON.

    Raises:
        ValueError: the text is no JSON, nests too deep, or has a number of thousands of digits.
    """
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError("it nests too deep") from error


def read_json_lines(stream: BinaryIO, place: Place) -> Iterator[Item]:
    """The documents of a JSON Lines file in UTF-8; `member` is the number of the line, from 0."""
    for number, line in enumerate(_bounded_lines(stream, place.limits.document_bytes)):
        where = f"{place.origin} line {number + 1}"
        if len(line) > place.limits.document_bytes:
            yield _too_large(where, "line", place.limits)
        elif line.strip():
            yield from _read_json_line(line, where, number, place.source)


def _read_json_line(line: bytes, where: str, number: int, source: Source) -> Iterator[Item]:
    raw = line.rstrip(b"\r\n")
    try:
        record = parse_json(decode_text(raw))
    except ValueError as error:
        yield refusal(
            "broken_json_line", where, f"The line is not valid JSON: {error}. Correct or remove it.", _start(raw)
        )
        return
    if isinstance(record, dict):
        yield from record_documents(record, where, number, source.fields, raw)
    else:
        reason = f"The line holds a {type(record).__name__}, not an object. Write one object a line."
        yield refusal("broken_json_line", where, reason, _start(raw), "an object")


def _bounded_lines(stream: BinaryIO, bound: int) -> Iterator[bytes]:
    """The lines of the stream; of a line that is longer than the bound only the first `bound` + 1 bytes."""
    while line := stream.readline(bound + 1):
        rest = line
        while len(rest) > bound and not rest.endswith(b"\n"):
            rest = stream.readline(bound + 1)
            if len(rest) <= bound:
                break
        yield line


def read_json_array(stream: BinaryIO, encoding: str, place: Place) -> Iterator[Item]:
    """The documents of a JSON array, one element at a time; `member` is the number of the element, from 0."""
    number = 0
    try:
        with text_of(stream, encoding) as text:
            for number, element in enumerate(_array_elements(text, place.limits.document_bytes)):
                yield _read_element(element, number, place)
    except _ArrayError as error:
        reason = f"The array cannot be read further: {error}. Correct it; what stands before was read."
        yield refusal("broken_json", f"{place.origin} after element {number + 1}", reason)


def _read_element(element: object, number: int, place: Place) -> Item:
    where = f"{place.origin} element {number + 1}"
    if isinstance(element, dict):
        return record_document(element, where, number, place.source.fields)
    reason = f"The element is a {type(element).__name__}, not an object. Give an array of objects."
    return refusal("broken_json", where, reason, _start(repr(element).encode()), "an object")


class _ArrayError(ValueError):
    """The array is broken from some element on."""


def _array_elements(text: TextIO, bound: int) -> Iterator[object]:
    decoder = json.JSONDecoder()
    buffer = text.read(JSON_CHUNK).lstrip("\ufeff \t\r\n")[1:]
    position = 0
    while True:
        position = _skip_separators(buffer, position)
        if position == len(buffer):
            buffer, position = text.read(JSON_CHUNK), 0
            if not buffer:
                raise _ArrayError("it ends without a closing bracket")
            continue
        if buffer[position] == "]":
            return
        try:
            element, position = decoder.raw_decode(buffer, position)
        except (ValueError, RecursionError) as error:
            pending = len(buffer) - position
            more = text.read(max(JSON_CHUNK, pending))  # doubling keeps the repeated parsing linear
            if not more or pending > bound:
                raise _ArrayError(
                    f"{error}" if not more else f"an element is longer than {bound:,} bytes or broken"
                ) from error
            buffer, position = buffer[position:] + more, 0
            continue
        yield element


def _skip_separators(buffer: str, position: int) -> int:
    while position < len(buffer) and buffer[position] in " \t\r\n,":
        position += 1
    return position


def read_csv(stream: BinaryIO, form: Format, place: Place) -> Iterator[Item]:
    """The documents of a table of reports, or of a curated list; `member` is the number of the row, from 0."""
    csv.field_size_limit(place.limits.document_bytes)  # the module's default of 128 KiB is less than a long report
    with text_of(stream, form.encoding, newline="") as text:
        yield from _read_table(
            csv.reader(_table_lines(text, place.limits.document_bytes), delimiter=form.delimiter), place
        )


def _read_table(rows: Iterator[list[str]], place: Place) -> Iterator[Item]:
    number = -1
    try:
        header = [cell.strip() for cell in next(rows)]
        if problem := _check_header(header, place):
            yield problem
            return
        for number, cells in enumerate(row for row in rows if any(row)):
            yield _read_row(header, cells, f"{place.origin} row {number + 1}", number, place.source)
    except csv.Error as error:
        reason = f"The table cannot be read further: {error}. Look for a quotation mark that is not closed."
        yield refusal(
            "broken_csv",
            f"{place.origin} after row {number + 1}",
            reason,
            bound=f"{place.limits.document_bytes:,} characters",
        )


def _table_lines(text: TextIO, bound: int) -> Iterator[str]:
    while line := text.readline(bound + 1):
        if len(line) > bound:
            raise TooLargeError("a line of the table", f"over {bound:,} characters", f"{bound:,} characters")
        yield line.replace("\0", "\ufffd").lstrip("\ufeff")


def _check_header(header: list[str], place: Place) -> Refusal | None:
    names = dict.fromkeys(header, "")
    if len(names) < len(header):
        return refusal("broken_csv", place.origin, "Two columns have the same name. Rename one.", ", ".join(header))
    if place.source.kind == "curated" and not is_curated(names):
        reason = "A curated list needs the columns of seeds/known_exchanges.csv. Add those that are missing."
        return refusal("not_curated", place.origin, reason, ", ".join(header), ", ".join(sorted(CURATED_COLUMNS)))
    if not is_curated(names) and "text" not in find_fields(names, place.source.fields):
        return no_text_field(place.origin, "No column holds the text", header)
    return None


def _read_row(header: list[str], cells: list[str], where: str, number: int, source: Source) -> Item:
    if len(cells) != len(header):
        reason = (
            "The row has another number of cells than the header. Look for a separator or a quotation mark too many."
        )
        return refusal("broken_csv", where, reason, f"{len(cells)} cells", f"{len(header)} cells")
    row = dict(zip(header, cells, strict=True))
    return curated_document(row, number) if is_curated(row) else record_document(row, where, number, source.fields)


def read_parquet(stream: BinaryIO, place: Place) -> Iterator[Item]:
    """The documents of a Parquet file of reports; `member` is the number of the row, from 0."""
    number = 0
    try:
        file = pq.ParquetFile(stream)
        names = dict.fromkeys(_column_names(file.schema_arrow), "")
        if "text" not in find_fields(names, place.source.fields):
            yield no_text_field(place.origin, "No column holds the text", names)
            return
        if problem := _check_row_groups(file, place.origin):
            yield problem
            return
        for batch in file.iter_batches(batch_size=PARQUET_ROWS):
            for row in batch.to_pylist():
                yield _read_record(row, number, place)
                number += 1
    except (pa.ArrowException, OSError, ValueError) as error:
        reason = f"The Parquet file cannot be read further: {str(error).rstrip('.')}. Write it anew."
        yield refusal("unreadable", f"{place.origin} after row {number}", reason)


def _column_names(schema: pa.Schema) -> list[str]:
    """The names of the columns; those within others are dotted, as those of records within records."""
    table = schema.empty_table()
    while any(pa.types.is_struct(kind) for kind in table.schema.types):
        table = table.flatten()
    return list(table.schema.names)


def _read_record(row: Mapping[str, object], number: int, place: Place) -> Item:
    where = f"{place.origin} row {number + 1}"
    decoded = {
        name: value.decode("utf-8", "replace") if isinstance(value, bytes) else value for name, value in row.items()
    }
    document = record_document(decoded, where, number, place.source.fields)
    if isinstance(document, Document) and len(document.raw) > place.limits.document_bytes:
        return _too_large(where, "row", place.limits)
    return document


def _check_row_groups(file: pq.ParquetFile, origin: str) -> Refusal | None:
    groups = file.metadata
    largest = max((groups.row_group(index).total_byte_size for index in range(groups.num_row_groups)), default=0)
    if largest <= MAX_ROW_GROUP_BYTES:
        return None
    reason = "A row group of the Parquet file is too large to hold. Write it with smaller row groups."
    return refusal("too_large", origin, reason, f"{largest:,} bytes", f"{MAX_ROW_GROUP_BYTES:,} bytes")


def _too_large(where: str, what: str, limits: Limits) -> Refusal:
    reason = f"The {what} is longer than any report. Split it, if it holds several."
    return refusal(
        "too_large", where, reason, f"over {limits.document_bytes:,} bytes", f"{limits.document_bytes:,} bytes"
    )


def _start(raw: bytes) -> str:
    return raw[:80].decode("utf-8", "replace")
