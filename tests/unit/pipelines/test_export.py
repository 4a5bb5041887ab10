"""Exports in every format, read back by what people would read them with."""

import csv
import hashlib
import json
import shutil
import zipfile
from xml.etree import ElementTree as ET

import duckdb
import pyarrow.parquet as pq
import pytest

from pipelines.export import export
from warehouse.errors import InputError
from warehouse.licence import licence_of
from warehouse.published_file import assemble, read_views
from warehouse.snapshot import warehouse_path
from warehouse.tables import PUBLISHED, TABLES

FORMULA = '=HYPERLINK("https://evil.example","all")'
LICENCE = licence_of("CC-BY-4.0")


@pytest.fixture
def data(tmp_path):
    names = {"=cmd": FORMULA, "@RUS": "Russia", "UKR": "-Ukraine"}
    rows = [{"party": code, "name": name, "kind": "state", "aliases": ["a", "b"]} for code, name in names.items()]
    assemble(warehouse_path(tmp_path), {"parties": TABLES["parties"].rows(rows)}, read_views())
    return tmp_path


def package(folder):
    return json.loads((folder / "datapackage.json").read_text())


@pytest.mark.parametrize("form", ["csv", "parquet", "jsonl"])
def test_every_table_and_view_has_a_file_that_the_descriptor_describes(small_data, tmp_path, form):
    folder = tmp_path / "out"
    files = export(small_data, folder, form, licence=LICENCE)
    resources = {resource["name"]: resource for resource in package(folder)["resources"]}
    assert {table.name for table in PUBLISHED} | {"releases", "coded_events"} <= resources.keys()
    assert "lineage" not in resources
    assert {file.name for file in files} == {r["path"] for r in resources.values()} | {"datapackage.json", "README.md"}
    for resource in resources.values():
        content = (folder / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["description"]
    with duckdb.connect() as connection:
        read = {"csv": "read_csv", "parquet": "read_parquet", "jsonl": "read_json"}[form]
        [row] = connection.execute(
            f"SELECT count_best, date_start::DATE FROM {read}('{folder}/releases.{form}')"
        ).fetchall()
    assert (row[0], str(row[1])) == (390, "2025-05-23")


def test_descriptor_has_types_keys_and_links(small_data, tmp_path):
    export(small_data, tmp_path / "out", "csv", licence=licence_of("ODbL-1.0"))
    told = package(tmp_path / "out")
    assert told["licenses"] == [{"name": "ODbL-1.0", "path": "https://spdx.org/licenses/ODbL-1.0.html"}]
    schemas = {resource["name"]: resource["schema"] for resource in told["resources"]}
    fields = {field["name"]: field for field in schemas["exchanges"]["fields"]}
    assert schemas["exchanges"]["primaryKey"] == ["exchange_id"]
    assert fields["parties"]["type"] == "array"
    assert fields["date_start"] == {
        "name": "date_start", "type": "date", "description": fields["date_start"]["description"],
    }  # fmt: skip
    assert "completed" in fields["status"]["constraints"]["enum"]
    [link] = schemas["exchange_transfers"]["foreignKeys"]
    assert link == {"fields": ["exchange_id"], "reference": {"resource": "exchanges", "fields": ["exchange_id"]}}
    assert schemas["reports"]["foreignKeys"][0]["reference"]["resource"] == ""
    readme = (tmp_path / "out" / "README.md").read_text()
    assert "ODbL-1.0" in readme
    assert "> swapledger: prisoner exchanges" in readme


def test_text_of_a_report_is_no_formula_in_csv(data, tmp_path):
    export(data, tmp_path / "out", "csv", ["parties"], licence=LICENCE)
    with (tmp_path / "out" / "parties.csv").open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {row["party"]: row["name"] for row in rows} == {
        "'=cmd": f"'{FORMULA}",
        "'@RUS": "Russia",
        "UKR": "'-Ukraine",
    }
    assert {row["aliases"] for row in rows} == {'["a", "b"]'}


def test_text_of_a_report_is_no_formula_and_no_link_in_a_workbook(data, tmp_path):
    export(data, tmp_path / "out", "xlsx", ["parties"], licence=LICENCE)
    with zipfile.ZipFile(tmp_path / "out" / "swapledger.xlsx") as book:
        sheet = ET.fromstring(book.read("xl/worksheets/sheet1.xml"))  # noqa: S314  (written by ourselves)
    tags = {element.tag.rpartition("}")[2] for element in sheet.iter()}
    assert not tags & {"f", "hyperlink"}
    assert f"'{FORMULA}" in [element.text for element in sheet.iter() if element.tag.endswith("}t")]


def test_other_formats_have_text_as_it_is(data, tmp_path):
    export(data, tmp_path / "jsonl", "jsonl", ["parties"], licence=LICENCE)
    lines = (tmp_path / "jsonl" / "parties.jsonl").read_text().splitlines()
    assert FORMULA in {json.loads(line)["name"] for line in lines}
    export(data, tmp_path / "parquet", "parquet", ["parties"], licence=LICENCE)
    assert FORMULA in pq.read_table(tmp_path / "parquet" / "parties.parquet")["name"].to_pylist()


def test_folder_in_use_and_unknown_name_are_refused_without_a_trace(small_data, tmp_path):
    with pytest.raises(InputError, match="there is no table or view relases"):
        export(small_data, tmp_path / "out", "csv", ["relases"], licence=LICENCE)
    (tmp_path / "used").mkdir()
    (tmp_path / "used" / "mine").touch()
    with pytest.raises(InputError, match="not empty"):
        export(small_data, tmp_path / "used", "csv", licence=LICENCE)
    assert [path.name for path in tmp_path.iterdir()] == ["used"]


def test_empty_folder_may_be_used(small_data, tmp_path):
    (tmp_path / "out").mkdir()
    assert export(small_data, tmp_path / "out", "csv", ["parties"], licence=LICENCE)
    shutil.rmtree(tmp_path / "out")


def test_licence_of_a_newsroom_leads_where_it_says(data, tmp_path):
    export(
        data, tmp_path / "ours", "csv", ["parties"], licence=licence_of("LicenseRef-Ours", "https://ours.example/terms")
    )
    assert package(tmp_path / "ours")["licenses"] == [{"name": "LicenseRef-Ours", "path": "https://ours.example/terms"}]
    export(data, tmp_path / "bare", "csv", ["parties"], licence=licence_of("LicenseRef-Ours"))
    assert package(tmp_path / "bare")["licenses"] == [{"name": "LicenseRef-Ours"}]
    assert "figures: LicenseRef-Ours. Quoted" in (tmp_path / "bare" / "README.md").read_text()


def test_each_table_of_a_workbook_says_which_sheet_it_is(small_data, tmp_path):
    export(small_data, tmp_path / "out", "xlsx", ["releases", "parties"], licence=LICENCE)
    told = {resource["name"]: resource["dialect"] for resource in package(tmp_path / "out")["resources"]}
    assert told == {name: {"sheetName": name, "excel": {"sheet": name}} for name in ("releases", "parties")}
