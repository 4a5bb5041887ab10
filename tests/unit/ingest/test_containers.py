"""Containers: every line, row and element becomes a document or a refusal."""

from __future__ import annotations

import io
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from assets.ingest.containers import (
    Place,
    parse_json,
    read_csv,
    read_json_array,
    read_json_lines,
    read_parquet,
)
from assets.ingest.documents import Document
from assets.ingest.formats import Format
from assets.ingest.sources import Source
from assets.ingest.streams import Limits, TooLargeError


def place(limits=None, **declared):
    return Place("in.x", Source("desk", "in.x", **declared), limits or Limits())


def told(items):
    """A document as its number and text-bearing bytes, a refusal as its rule and record."""
    return [(i.member, i.raw.decode()) if isinstance(i, Document) else (i.rule, i.record) for i in items]


def csv_form(delimiter=",", encoding="utf-8"):
    return Format("csv", delimiter=delimiter, encoding=encoding)


@pytest.mark.parametrize("text", ["{", "{'a': 1}", "[" * 100_000, '{"a":' * 50_000, "1" * 5_000, ""])
def test_broken_json_is_one_kind_of_error(text):
    with pytest.raises(ValueError):  # noqa: PT011 -- the kind is what callers rely on
        parse_json(text)


def test_reads_lines_and_goes_on_after_broken_ones():
    data = b'{"text": "one"}\n\n{"text": "two"\n[1]\n{"id": 4}\r\n{"text": "five"}'
    assert told(read_json_lines(io.BytesIO(data), place())) == [
        (0, '{"text": "one"}'),
        ("ingest.broken_json_line", "in.x line 3"),
        ("ingest.broken_json_line", "in.x line 4"),
        ("ingest.no_text", "in.x line 5"),
        (5, '{"text": "five"}'),
    ]


@pytest.mark.parametrize("length", [100, 101, 250, 1_000])
def test_a_line_over_the_bound_costs_only_itself(length):
    line = json.dumps({"text": "a" * (length - 12)}).encode()
    assert len(line) == length
    data = b'{"text": "one"}\n' + line + b'\n{"text": "three"}\n'
    told_of = told(read_json_lines(io.BytesIO(data), place(Limits(document_bytes=100))))
    too_large = ("ingest.too_large", "in.x line 2")
    assert told_of == [
        (0, '{"text": "one"}'),
        (1, line.decode()) if length <= 99 else too_large,
        (2, '{"text": "three"}'),
    ]


def test_a_line_may_have_an_encoding_of_its_own():
    lines = ['{"text": "обмен пленными состоялся"}'.encode("cp1251"), '{"text": "обмен"}'.encode()]
    items = list(read_json_lines(io.BytesIO(b"\n".join(lines)), place()))
    assert [item.raw for item in items] == lines


@pytest.mark.parametrize("size", [1, 3_000, 40_000])
def test_reads_an_array_element_by_element(size):
    records = [{"text": f"{number} " + "ä" * size, "n": [1, {"a": "]"}]} for number in range(7)]
    stream = io.BytesIO(json.dumps(records, indent=1, ensure_ascii=False).encode())
    items = list(read_json_array(stream, "utf-8", place()))
    assert [json.loads(item.raw) for item in items] == records
    assert [item.member for item in items] == list(range(7))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"[]", []),
        (b'[3, {"text": "a"}]', [("ingest.broken_json", "in.x element 1"), (1, '{"text": "a"}')]),
        (b'[{"id": 1}, {"text": "a"}]', [("ingest.no_text", "in.x element 1"), (1, '{"text": "a"}')]),
        (b'[{"text": "a"}, {"text": b}]', [(0, '{"text": "a"}'), ("ingest.broken_json", "in.x after element 1")]),
        (b'[{"text": "a"}', [(0, '{"text": "a"}'), ("ingest.broken_json", "in.x after element 1")]),
        (b"[", [("ingest.broken_json", "in.x after element 1")]),
        (b'[{"a":' + b"[" * 100_000, [("ingest.broken_json", "in.x after element 1")]),
    ],
)  # fmt: skip
def test_what_is_wrong_in_an_array_is_told(data, expected):
    assert told(read_json_array(io.BytesIO(data), "utf-8", place())) == expected


def test_an_element_over_the_bound_stops_the_array():
    data = b'[{"text": "' + b"a" * 500_000 + b'"}]'
    assert told(read_json_array(io.BytesIO(data), "utf-8", place(Limits(document_bytes=100_000)))) == [
        ("ingest.broken_json", "in.x after element 1")
    ]


def test_reads_rows():
    data = 'url,Title,text\r\nhttp://a.example,"Home, at last","Ten men\ncame home."\r\n,,\r\n,"x",\r\na,b\r\n'
    assert told(read_csv(io.BytesIO(data.encode("utf-8-sig")), csv_form(encoding="utf-8-sig"), place())) == [
        (0, '{"Title": "Home, at last", "text": "Ten men\\ncame home.", "url": "http://a.example"}'),
        ("ingest.no_text", "in.x row 2"),
        ("ingest.broken_csv", "in.x row 3"),
    ]


def test_reads_rows_of_another_encoding():
    data = "url;текст\nhttp://a.example;Десять человек\n".encode("cp1251")
    (item,) = read_csv(io.BytesIO(data), csv_form(";", "cp1251"), place(fields={"text": "текст"}))
    assert json.loads(item.raw)["текст"] == "Десять человек"


@pytest.mark.parametrize(
    ("data", "declared", "rule"),
    [
        (b"url,story\na,b\n", {}, "ingest.no_text"),
        (b"text,text\na,b\n", {}, "ingest.broken_csv"),
        (b"url,text\na,b\n", {"kind": "curated"}, "ingest.not_curated"),
    ],
)
def test_a_table_without_the_columns_is_refused_once(data, declared, rule):
    assert told(read_csv(io.BytesIO(data), csv_form(), place(**declared))) == [(rule, "in.x")]


def test_a_quotation_mark_that_stays_open_stops_the_table():
    data = b'url,text\na,b\nc,"' + b"d\n" * 300
    rules = told(read_csv(io.BytesIO(data), csv_form(), place(Limits(document_bytes=500))))
    assert rules == [(0, '{"text": "b", "url": "a"}'), ("ingest.broken_csv", "in.x after row 1")]


def test_a_table_line_over_the_bound_stops_the_table():
    with pytest.raises(TooLargeError):
        list(read_csv(io.BytesIO(b"url,text\na," + b"b" * 1_000), csv_form(), place(Limits(document_bytes=500))))


def test_rows_with_the_columns_of_facts_are_curated():
    data = b"exchange_date_start,party_a,party_b,note\n2024-05-31,RUS,UKR,x\n"
    (item,) = read_csv(io.BytesIO(data), csv_form(), place())
    assert item.format == "curated"
    assert json.loads(item.fields)["columns"] == ["exchange_date_start", "party_a", "party_b", "note"]


def parquet(table, **options):
    sink = io.BytesIO()
    pq.write_table(table, sink, **options)
    return io.BytesIO(sink.getvalue())


def test_reads_parquet():
    table = pa.table(
        {"link": ["http://a.example", None, None], "body": [b"Ten men came home.", b"", None], "n": [1, 2, 3]}
    )
    assert told(read_parquet(parquet(table), place())) == [
        (0, '{"body": "Ten men came home.", "link": "http://a.example", "n": 1}'),
        ("ingest.no_text", "in.x row 2"),
        ("ingest.no_text", "in.x row 3"),
    ]


@pytest.mark.parametrize(
    ("stream", "expected"),
    [
        (parquet(pa.table({"id": [1, 2]})), [("ingest.no_text", "in.x")]),
        (io.BytesIO(b"PAR1 and nothing else"), [("ingest.unreadable", "in.x after row 0")]),
        (parquet(pa.table({"text": ["a" * 2_000]})), [("ingest.too_large", "in.x row 1")]),
    ],
    ids=["no text column", "broken", "row too large"],
)
def test_what_is_wrong_in_parquet_is_told(stream, expected):
    assert told(read_parquet(stream, place(Limits(document_bytes=1_000)))) == expected


def test_a_line_may_wrap_a_list_of_reports():
    answers = b'{"status": "ok", "articles": [{"content": "one"}, 7, {"title": "x"}]}\n{"text": "two"}\n'
    assert told(read_json_lines(io.BytesIO(answers), place())) == [
        (0, '{"content": "one"}'),
        ("ingest.broken_json", "in.x line 1 record 2"),
        ("ingest.no_text", "in.x line 1 record 3"),
        (1, '{"text": "two"}'),
    ]


def test_reads_columns_within_columns():
    rows = [{"title": {"rendered": "Swap"}, "content": {"rendered": "Ten men came home."}}]
    (document,) = read_parquet(parquet(pa.Table.from_pylist(rows)), place())
    assert json.loads(document.fields) == {"title": "title.rendered", "text": "content.rendered"}


def test_a_refusal_names_the_columns_that_there_are():
    (refusal,) = read_csv(io.BytesIO(b"link,story\na,b\n"), csv_form(), place())
    assert "its fields are link, story." in refusal.reason
    assert "--field text=NAME" in refusal.reason
