"""SQL over the published file: read-only, answered as a table, CSV, JSON or Parquet.

Belongs here: asking and writing answers out. Not here: the terminal's tables (`terminal.py`).
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Literal

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.terminal import console, data_table, fits, print_records, safe_text
from warehouse.errors import InputError
from warehouse.harmless import spreadsheet_text
from warehouse.published_file import open_warehouse

Format = Literal["table", "csv", "json", "parquet"]

# More rows than this are no longer read on a screen.
MOST_ROWS_SHOWN = 200


def ask(path: Path, sql: str, parameters: list[object] | None = None) -> pa.Table:
    """The answer of the published file to one query.

    Raises:
        InputError: the query is wrong; the message is DuckDB's, with the names that come near.
    """
    with contextlib.closing(open_warehouse(path)) as connection:
        # A query reads the warehouse and nothing else: no files, no network, and no way to change that.
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        try:
            relation = connection.sql(sql, params=parameters)
            return pa.table({}) if relation is None else relation.to_arrow_table()
        except duckdb.Error as error:
            raise InputError(in_one_line(str(error))) from error


def in_one_line(message: str) -> str:
    """DuckDB's message without the drawing of where in the query it is."""
    lines = [line.strip() for line in message.split("\nLINE ", maxsplit=1)[0].splitlines()]
    return " ".join(line for line in lines if line)


def rows_of(answer: pa.Table) -> list[tuple[object, ...]]:
    """The rows of an answer; two of its columns may have the same name."""
    return list(zip(*(column.to_pylist() for column in answer.columns), strict=True))


def write_answer(answer: pa.Table, form: Format, output: Path | None) -> None:
    """Writes an answer to the file, or to standard output.

    Raises:
        InputError: Parquet would go to a terminal, or the file cannot be written.
    """
    if form == "table" and output is None:
        _show(answer)
        return
    if form == "parquet" and output is None and sys.stdout.isatty():
        raise InputError("Parquet is not for a terminal: name a file with --output, or pipe it")
    try:
        with _target(output) as stream:
            _WRITERS[form](answer, stream)
    except OSError as error:
        raise InputError(f"cannot write {output}: {error.strerror}") from error


def _show(answer: pa.Table) -> None:
    out = console()
    columns = answer.column_names
    rows = rows_of(answer.slice(0, MOST_ROWS_SHOWN))
    if fits(columns, rows, out.width):
        out.print(data_table(columns, rows))
    else:
        print_records(out, columns, rows)
    more = answer.num_rows - len(rows)
    noun = "row" if answer.num_rows == 1 else "rows"
    shown = f", {len(rows):,} shown: ask for fewer, or for all with --format csv" if more else ""
    console(error=True).print(f"{answer.num_rows:,} {noun}{shown}", style="dim")


@contextlib.contextmanager
def _target(output: Path | None) -> Iterator[IO[bytes]]:
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with output.open("wb") as stream:
        yield stream


def _write_csv(answer: pa.Table, stream: IO[bytes]) -> None:
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(answer.column_names)
    shown = safe_text if stream.isatty() else _cell  # a file may be opened in a spreadsheet
    writer.writerows([shown(value) for value in row] for row in rows_of(answer))
    text.flush()
    text.detach()


def _write_json(answer: pa.Table, stream: IO[bytes]) -> None:
    text = json.dumps(answer.to_pylist(), ensure_ascii=False, indent=1, default=str)
    stream.write(text.encode() + b"\n")


def _write_parquet(answer: pa.Table, stream: IO[bytes]) -> None:
    sink = pa.BufferOutputStream()
    pq.write_table(answer, sink, compression="zstd")
    stream.write(sink.getvalue())


def _cell(value: object) -> object:
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return spreadsheet_text(value) if isinstance(value, str) else value


_WRITERS = {"table": _write_csv, "csv": _write_csv, "json": _write_json, "parquet": _write_parquet}
