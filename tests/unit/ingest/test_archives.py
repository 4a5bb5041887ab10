"""Archives: every member accounted for, and no bomb."""

from __future__ import annotations

import bz2
import gzip
import io
import zipfile
from datetime import datetime

import pyarrow as pa
import pytest

from assets.ingest.archives import read_warc
from assets.ingest.containers import Place
from assets.ingest.contents import read_contents
from assets.ingest.read import read_sources
from assets.ingest.sources import source_from_argument
from assets.ingest.streams import Limits
from tests.unit.warc_files import warc_record

AT = datetime(2026, 1, 2, 3, 4, 5)
SENTENCE = "Ten men came home on Friday, officials said."
PAGE = f"<!doctype html><p>{SENTENCE}</p>".encode()


def zipped(**members):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/"), data)
    return target.getvalue()


def zstd(data):
    sink = pa.BufferOutputStream()
    with pa.CompressedOutputStream(sink, "zstd") as stream:
        stream.write(data)
    return sink.getvalue().to_pybytes()


def read(tmp_path, data, **options):
    (tmp_path / "in").write_bytes(data)
    chunks = list(read_sources([source_from_argument(str(tmp_path / "in"))], set(), AT, **options))
    documents = [document for chunk in chunks for document in chunk.documents]
    for document in documents:
        document["origin"] = document["origin"].removeprefix(str(tmp_path))
    refusals = [
        (refusal.rule.removeprefix("ingest."), refusal.record.removeprefix(str(tmp_path)))
        for chunk in chunks
        for refusal in chunk.refusals
    ]
    assert sum(chunk.found for chunk in chunks) == len(documents) + sum(chunk.known for chunk in chunks) + len(refusals)
    return documents, refusals


@pytest.mark.parametrize("pack", [gzip.compress, zstd, bz2.compress, lambda data: zstd(data) + zstd(b" It rained.")])
def test_unpacks_what_is_packed(tmp_path, pack):
    (document,), refusals = read(tmp_path, pack(SENTENCE.encode()))
    assert document["raw"].startswith(SENTENCE.encode())
    assert refusals == []


@pytest.mark.parametrize("pack", [gzip.compress, zstd, bz2.compress])
def test_no_packing_passes_the_bounds(tmp_path, pack):
    assert read(tmp_path, pack(b"a" * 30_000_000)) == ([], [("too_large", "/in")])


def test_a_cut_archive_is_refused(tmp_path):
    assert read(tmp_path, zstd(SENTENCE.encode() * 100)[:-9]) == ([], [("unreadable", "/in")])


def test_members_of_a_zip_archive_are_files(tmp_path):
    inner = zipped(a=f"{SENTENCE} Again.")
    data = zipped(
        b__page=PAGE,
        list=b'{"text": "One."}\n{"text": "Two."}\n{broken',
        image=b"\x89PNG",
        inner=inner,
        **{".hidden": b"x"},
    )
    documents, refusals = read(tmp_path, data)
    assert [(d["origin"], d["member"], d["format"]) for d in documents] == [
        ("/in/b/page", 0, "html"),
        ("/in/inner/a", 0, "text"),
        ("/in/list", 0, "json"),
        ("/in/list", 1, "json"),
    ]
    assert refusals == [("binary", "/in/image"), ("broken_json_line", "/in/list line 3")]


def test_members_whose_names_lead_away_are_read_where_they_are(tmp_path):
    documents, refusals = read(tmp_path, zipped(**{"..__..__up": SENTENCE, "__etc__down": f"{SENTENCE} Again."}))
    assert [document["origin"] for document in documents] == ["/in/../../up", "/in//etc/down"]
    assert refusals == []
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_a_packed_zip_archive_is_read(tmp_path):
    documents, _ = read(tmp_path, gzip.compress(zipped(a=SENTENCE)))
    assert [document["origin"] for document in documents] == ["/in/a"]


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (zipped(a=b"a" * 30_000_000), ("too_large", "/in/a")),
        (zipped(a=zipped(b=zipped(c=zipped(d=SENTENCE)))), ("too_large", "/in/a/b")),
        (zipped(**{f"m{n}": "x" for n in range(30)}), ("too_large", "/in")),
        (zipped(**{"[Content_Types].xml": "<x/>"}), ("binary", "/in")),
        (zipped(), ("empty", "/in")),
        (zipped(a=SENTENCE)[:-30], ("unreadable", "/in")),
        (zipped(a=SENTENCE * 9).replace(b"\x00\x00\x08\x00", b"\x01\x00\x08\x00"), ("unreadable", "/in/a")),  # locked
    ],
    ids=["bomb", "deep", "many", "office", "empty", "cut", "locked"],
)
def test_archives_that_cannot_be_read_are_one_refusal(tmp_path, data, refusal):
    assert read(tmp_path, data, limits=Limits(members=20)) == ([], [refusal])


def test_members_that_are_small_each_are_a_bomb_together(tmp_path):
    data = zipped(**{f"m{n}": b"a" * 900_000 for n in range(20)})
    documents, refusals = read(tmp_path, data)
    assert len(documents) < 3
    assert {rule for rule, _ in refusals} == {"too_large"}


def test_pages_of_a_web_archive_land_with_their_address(tmp_path):
    data = b"".join(
        [
            warc_record("warcinfo", b"software: x", None),
            warc_record("response", PAGE, "https://a.example/1", {"Content-Type": "text/html; charset=koi8-r"}),
            warc_record("request", b"GET / HTTP/1.1\r\n\r\n", "https://a.example/1"),
            warc_record("response", b"GIF89a", "https://a.example/p.gif", {"Content-Type": "image/gif"}),
            warc_record("response", b"gone", "https://a.example/2", {"Content-Type": "text/html"}, status=404),
            warc_record("response", gzip.compress(SENTENCE.encode()), "https://a.example/3",
                        {"Content-Type": "text/plain", "Content-Encoding": "gzip"}),
            warc_record("revisit", b"", "https://a.example/1"),
            warc_record("conversion", b"Twelve men came home.", "https://a.example/4"),
        ]
    )  # fmt: skip
    documents, refusals = read(tmp_path, data)
    assert [(d["url"], d["format"], d["member"]) for d in documents] == [
        ("https://a.example/1", "html", 1),
        ("https://a.example/3", "text", 5),
        ("https://a.example/4", "text", 7),
    ]
    assert documents[0]["given"] == '{"captured": "2024-05-06T10:00:00Z", "charset": "koi8-r"}'
    assert refusals == [("no_pages", "/in")]


def test_a_cut_web_archive_gives_what_stands_before(tmp_path):
    pages = [PAGE + str(n).encode() for n in range(3)]
    records = [warc_record("response", p, f"https://a.example/{n}", {}) for n, p in enumerate(pages)]
    documents, refusals = read(tmp_path, gzip.compress(b"".join(records)[:-40]))
    assert len(documents) == 2
    assert refusals == [("unreadable", "/in from record 3 on")]


def test_a_page_of_a_web_archive_can_be_too_large(tmp_path):
    bomb = gzip.compress(b"a" * 30_000_000)
    data = warc_record(
        "response", bomb, "https://a.example/1", {"Content-Type": "text/plain", "Content-Encoding": "gzip"}
    )
    data += warc_record("conversion", b"a" * 3_000, "https://a.example/2")
    documents, refusals = read(tmp_path, data, limits=Limits(document_bytes=1_000))
    assert documents == []
    assert refusals == [("too_large", "/in record 1"), ("too_large", "/in record 2")]


def test_a_web_archive_is_read_as_a_stream(tmp_path):
    page = b"<!doctype html><p>" + b"a" * 30_000
    records = (
        warc_record("response", page, f"https://a.example/{n}", {"Content-Type": "text/html"}) for n in range(200)
    )
    (tmp_path / "in.warc").write_bytes(b"".join(records))
    with (tmp_path / "in.warc").open("rb") as file:
        reading = read_warc(file, Place("in", source_from_argument("in"), Limits()), read_contents)
        assert next(reading)[1].url == "https://a.example/0"
        assert file.tell() < 200_000
