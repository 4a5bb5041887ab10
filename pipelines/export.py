"""Exports: the published tables as files that other programs read, with a Frictionless data package descriptor.

Belongs here: writing CSV, Parquet, JSON Lines and spreadsheets, and the descriptor, licence and citation beside them.
Not here: answers to single queries (`query.py`). Files are written into a folder of a temporary name, which is renamed.
"""

from __future__ import annotations

import csv
import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from warehouse.columns import Column
from warehouse.errors import InputError
from warehouse.harmless import spreadsheet_text
from warehouse.licence import Licence
from warehouse.published_file import open_warehouse
from warehouse.snapshot import last_publication, warehouse_path
from warehouse.storage import file_sha256
from warehouse.tables import TABLES

Format = Literal["csv", "parquet", "jsonl", "xlsx"]

ROWS_AT_ONCE = 20_000
WORKBOOK = "swapledger.xlsx"

# Limits of the format (Microsoft: "Excel specifications and limits").
MOST_SHEET_ROWS = 1_048_575
LONGEST_SHEET_CELL = 32_767

# A row a sentence behind each total: larger than all the rest together, and made of it. It is exported if it is named.
NOT_BY_ITSELF = ("lineage",)

MEDIA_TYPES = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "jsonl": "application/jsonl",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

_TYPES = {
    "VARCHAR": "string", "BIGINT": "integer", "INTEGER": "integer", "HUGEINT": "integer", "DOUBLE": "number",
    "BOOLEAN": "boolean", "DATE": "date", "TIMESTAMP": "datetime",
}  # fmt: skip

_README = """\
# swapledger: prisoner exchanges told by news reports

Publication {number} of {published_at} (UTC), {exchanges} exchanges from {reports} reports. `datapackage.json` describes
every file, column, key and link (Frictionless Data Package 2).

## Licence

The compilation, its codes and figures: {licence_told}. Quoted words (`evidence`, `sentence`, `title`,
`date_phrase`) remain those of the publishers whose reports they are from; `url` leads there.

## How to cite

> {citation}

## Before it is used

Figures are what reports say: `count_low`, `count_best` and `count_high` tell how far they differ, `grade` how well an
exchange is attested, `exchange_conflicts` where sources contradict each other. Only `completed` exchanges were carried
out.
{about_form}"""

_ABOUT_FORM = {
    "csv": "In CSV, lists are JSON; text that a spreadsheet would run as a formula begins with an apostrophe.\n",
    "xlsx": "In the workbook, lists are JSON; text that begins like a formula has an apostrophe before it.\n",
}


def export(data: Path, folder: Path, form: Format, names: Sequence[str] = (), *, licence: Licence) -> list[Path]:
    """Writes tables and views of the published file into a new folder; returns the files.

    Args:
        data: the data folder.
        folder: where to; it must not exist, or be empty.
        form: of the files.
        names: which tables and views; all but `lineage` if none is named.
        licence: under which the export is passed on.

    Raises:
        InputError: the folder is in use, a name is unknown, or a table does not fit the format.
        NoWarehouseError: nothing is published.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(f"{folder} exists and is not empty: name a new folder")
    with closing(open_warehouse(warehouse_path(data))) as connection:
        chosen = _chosen(connection, names)
        folder.parent.mkdir(parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=folder.parent))
        try:
            _write(connection, unfinished, chosen, form)
            _describe(connection, unfinished, chosen, form, _facts(data, licence))
            unfinished.chmod(0o755)
            unfinished.replace(folder)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    return sorted(folder.iterdir())


def _chosen(connection: duckdb.DuckDBPyConnection, names: Sequence[str]) -> list[str]:
    """The tables, then the views, in the order of the data dictionary."""
    views = [name for (name,) in connection.execute(
        "SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY view_name").fetchall()]  # fmt: skip
    known = [table.name for table in TABLES.values() if table.published] + views
    if unknown := [name for name in names if name not in known]:
        raise InputError(f"there is no table or view {', '.join(unknown)}: `swapledger schema` lists all")
    return list(names) or [name for name in known if name not in NOT_BY_ITSELF]


def _batches(connection: duckdb.DuckDBPyConnection, name: str) -> Iterator[pa.RecordBatch]:
    order = " ORDER BY rowid" if name in TABLES else ""
    yield from connection.sql(f'FROM "{name}"{order}').to_arrow_reader(ROWS_AT_ONCE)


def _write(connection: duckdb.DuckDBPyConnection, folder: Path, names: Iterable[str], form: Format) -> None:
    if form == "xlsx":
        _write_workbook(connection, folder / WORKBOOK, names)
        return
    for name in names:
        schema = connection.sql(f'FROM "{name}" LIMIT 0').to_arrow_table().schema
        _WRITERS[form](folder / f"{name}.{form}", schema, _batches(connection, name))


def _write_csv(path: Path, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(schema.names)
        for batch in batches:
            writer.writerows([_plain(value) for value in row.values()] for row in batch.to_pylist())


def _write_jsonl(path: Path, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> None:  # noqa: ARG001
    with path.open("w", encoding="utf-8") as stream:
        for batch in batches:
            stream.writelines(json.dumps(row, ensure_ascii=False, default=_iso) + "\n" for row in batch.to_pylist())


def _write_parquet(path: Path, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> None:
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(batch)


_WRITERS: Mapping[str, Callable[[Path, pa.Schema, Iterable[pa.RecordBatch]], None]] = {
    "csv": _write_csv,
    "jsonl": _write_jsonl,
    "parquet": _write_parquet,
}


def _write_workbook(connection: duckdb.DuckDBPyConnection, path: Path, names: Iterable[str]) -> None:
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
               "default_date_format": "yyyy-mm-dd", "remove_timezone": True}  # fmt: skip
    with xlsxwriter.Workbook(str(path), options) as workbook:
        bold = workbook.add_format({"bold": True})
        for name in names:
            sheet = workbook.add_worksheet(name[:31])
            sheet.freeze_panes(1, 0)
            rows = (list(row.items()) for batch in _batches(connection, name) for row in batch.to_pylist())
            columns = connection.sql(f'FROM "{name}" LIMIT 0').columns
            sheet.write_row(0, 0, columns, bold)
            for number, row in enumerate(rows, start=1):
                if number > MOST_SHEET_ROWS:
                    raise InputError(f"{name} has more rows than a spreadsheet can have: export it as csv or parquet")
                for place, (_, value) in enumerate(row):
                    sheet.write(number, place, _cell(value))


def _cell(value: object) -> object:
    plain = value if isinstance(value, date) else _plain(value)
    return plain[:LONGEST_SHEET_CELL] if isinstance(plain, str) else plain


def _plain(value: object) -> object:
    """A value as a cell: numbers stay, lists are JSON, days ISO 8601, and no text is a formula."""
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False, default=_iso)
    return spreadsheet_text(value) if isinstance(value, str) else _iso(value) if isinstance(value, date) else value


def _iso(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _facts(data: Path, licence: Licence) -> dict[str, Any]:
    """What is said of the publication; a file that was put there by hand has no manifest."""
    publication = last_publication(data)
    manifest = publication.manifest if publication else {}
    tables = manifest.get("tables", {})
    at = str(manifest.get("published_at", "an unknown time"))[:19]
    number = manifest.get("number", "?")
    facts = {
        "number": number,
        "published_at": at,
        "exchanges": tables.get("exchanges", {}).get("rows", "?"),
        "reports": tables.get("reports", {}).get("rows", "?"),
        "licence": licence,
        "licence_told": f"{licence.name} ({licence.address})" if licence.address else licence.name,
    }
    told = f"{facts['exchanges']} exchanges from {facts['reports']} reports"
    return {
        **facts,
        "citation": f"swapledger: prisoner exchanges told by news reports. Publication {number}, {at} UTC; {told}.",
    }


def _describe(
    connection: duckdb.DuckDBPyConnection, folder: Path, names: Sequence[str], form: Format, facts: Mapping[str, Any]
) -> None:
    licence: Licence = facts["licence"]
    readme = _README.format(**facts, about_form=_ABOUT_FORM.get(form, ""))
    (folder / "README.md").write_text(readme, encoding="utf-8")
    resources = [_resource(connection, folder, name, form, names) for name in names]
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "swapledger",
        "title": "swapledger: prisoner exchanges told by news reports",
        "description": facts["citation"],
        "version": str(facts["number"]),
        "created": f"{facts['published_at']}Z",
        "licenses": [{"name": licence.name, **({"path": licence.address} if licence.address else {})}],
        "resources": resources,
    }
    if facts["number"] == "?":
        del package["created"]
    text = json.dumps(package, ensure_ascii=False, indent=1)
    (folder / "datapackage.json").write_text(text + "\n", encoding="utf-8")


def _resource(
    connection: duckdb.DuckDBPyConnection, folder: Path, name: str, form: Format, names: Sequence[str]
) -> dict[str, Any]:
    path = folder / (WORKBOOK if form == "xlsx" else f"{name}.{form}")
    sheet = name[:31]
    # `sheetName` is the standard's; frictionless 5 reads the other, and takes the first sheet without it.
    dialect = {"dialect": {"sheetName": sheet, "excel": {"sheet": sheet}}} if form == "xlsx" else {}
    encoding = {"encoding": "utf-8"} if form in {"csv", "jsonl"} else {}
    comment = connection.execute(
        "SELECT comment FROM (SELECT table_name AS name, comment FROM duckdb_tables() "
        "UNION ALL SELECT view_name, comment FROM duckdb_views()) WHERE name = ?", [name]).fetchall()[0][0]  # fmt: skip
    return {
        "name": name,
        "type": "table",
        "path": path.name,
        "title": name.replace("_", " "),
        "description": comment,
        "format": form,
        "mediatype": MEDIA_TYPES[form],
        **encoding,
        **dialect,
        "bytes": path.stat().st_size,
        "hash": f"sha256:{file_sha256(path)}",
        "schema": _schema(connection, name, names),
    }


def _schema(connection: duckdb.DuckDBPyConnection, name: str, names: Sequence[str]) -> dict[str, Any]:
    columns = connection.execute(
        "SELECT column_name, data_type, comment FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index",
        [name],
    ).fetchall()
    table = TABLES.get(name)
    declared = {column.name: column for column in table.columns} if table else {}
    fields = []
    for column, type_, comment in columns:
        field: dict[str, Any] = {"name": column, "type": _TYPES.get(type_, "array" if type_.endswith("[]") else "any")}
        if comment:
            field["description"] = comment
        if constraints := _constraints(declared[column]) if column in declared else {}:
            field["constraints"] = constraints
        fields.append(field)
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if table and table.key:
        schema["primaryKey"] = list(table.key)
    links = [reference for reference in (table.references if table else ()) if reference[1] in names]
    if links:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": "" if other == name else other, "fields": [target]}}
            for column, other, target in links
        ]
    return schema


def _constraints(column: Column) -> dict[str, Any]:
    is_list = column.type.endswith("[]")
    return {
        **({} if column.nullable else {"required": True}),
        **({"enum": list(column.values)} if column.values and not is_list else {}),
        **({} if column.minimum is None else {"minimum": column.minimum}),
        **({} if column.maximum is None else {"maximum": column.maximum}),
    }
