"""Formats, told by content."""

from __future__ import annotations

import gzip
import io

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from assets.ingest.formats import tell_format


def parquet():
    sink = io.BytesIO()
    pq.write_table(pa.table({"text": ["x"]}), sink)
    return sink.getvalue()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\0\0\0\0", "binary"),
        (b"%PDF-1.7\n", "pdf"),
        (b"\x89PNG\r\n\x1a\n", "binary"),
        (b"PK\x03\x04rest", "zip"),
        (bytes(range(256)) * 4, "binary"),
        (b"WARC/1.0\r\n", "warc"),
        (b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>', "feed"),
        (b"<urlset><url/></urlset>", "sitemap"),
        (b'<?xml version="1.0"?>\n<!-- x -->\n<?xml-stylesheet href="a"?><feed xmlns="http://b"/>', "feed"),
        (b'<!DOCTYPE rss [<!ENTITY a "b">]><rss/>', "feed"),
        (b'<?xml version="1.0"?><rdf:RDF xmlns:rdf="x"/>', "feed"),
        (b'<?xml version="1.0"?><note/>', "unsupported"),
        (parquet(), "parquet"),
        (b"<!DOCTYPE html><p>Hi</p>", "html"),
        (b'\n <!-- made by hand -->\n<?xml version="1.0"?><html lang="en">', "html"),
        (b"<div class='a'><p>Ten men came home.</p></div>", "html"),
        (b'{"text": "Ten men came home."}', "json"),
        (b'\xef\xbb\xbf{\n  "text": "Ten men",\n  "n": {\n    "a": 1\n  }\n}\n', "json"),
        (b'{"items": [\n{"a": 1},\n{"b": 2}\n]}', "json"),
        (b'{"text": "' + b"a" * 70_000, "json_lines"),
        (b'{"text": "a"}\n{"text": "b"}\n', "json_lines"),
        (b'{"text": "a\n{"text": "b"}\n{"text": "c"}\n', "json_lines"),
        ('{"text": "а"}\n{"text": "б"}\n'.encode("utf-16"), "json_lines"),
        (b'[{"text": "a"}]', "json_array"),
        (b"[\n]", "json_array"),
        (b"[Photo] Ten men came home.", "text"),
        (b"{curly} things", "text"),
        (b"url,text\nhttp://a.example/1,Ten men came home\n", "csv"),
        (b"url;headline;article\nhttp://a.example;Home;Ten men\n", "csv"),
        (b"id\tpublished\tstory\n1\t2024\tTen men\n2\t2024\tTwo men\n", "csv"),
        (b"exchange_date_start,party_a,party_b\n2024,RUS,UKR\n", "csv"),
        (b"Kyiv, Moscow\nThey met, again.\nThen, on Friday, more.\n", "text"),
        (b"Ten men, two women, and a dog\ncame home on Friday, officials said.\n", "text"),
        (b"# Ten men home\n\nThey [came](http://a.example) home.\n", "markdown"),
        (b"---\ntitle: Ten men home\n---\nThey came home.\n", "markdown"),
        (b"Ten men came home.\n", "text"),
        ("Десять человек вернулись домой.".encode("cp1251"), "text"),
        ("Ten men came home.".encode("utf-16"), "text"),
        ("Ten men came home.".encode("utf-16-le"), "text"),
    ],
)  # fmt: skip
def test_tells_the_format(data, name):
    assert tell_format(data).name == name


def test_a_declared_field_marks_a_table():
    data = b"story,seen\nTen men came home,2024-01-02\n"
    assert tell_format(data).name == "text"
    assert tell_format(data, ["story", "seen"]).name == "csv"


@pytest.mark.parametrize(("delimiter", "encoding"), [(",", "utf-8"), (";", "cp1251"), ("\t", "utf-16")])
def test_tells_delimiter_and_encoding_of_a_table(delimiter, encoding):
    rows = [
        ["url", "title", "text"],
        ["http://a.example", "Обмен", "Десять человек вернулись домой в пятницу вечером."],
    ]
    form = tell_format("\n".join(delimiter.join(row) for row in rows).encode(encoding))
    assert (form.name, form.delimiter, form.encoding) == ("csv", delimiter, encoding)


def test_names_what_is_not_read():
    assert tell_format(gzip.compress(b"x")[:2] + b"\0" * 50).detail == "bytes that are no text"
    assert "PDF" in tell_format(b"%PDF-1.4").detail
