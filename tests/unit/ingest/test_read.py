"""Reading sources: every document once, nothing lost, whatever comes."""

from __future__ import annotations

import gzip
import json
import os
import random
from datetime import datetime
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from assets.ingest.documents import landed_keys
from assets.ingest.read import Landed, read_sources
from assets.ingest.sources import Source, load_sources, source_from_argument
from assets.ingest.streams import Limits
from tests.unit.warc_files import warc_record
from warehouse.tables import LANDING
from warehouse.visits import Visits

# Without the time of packing: the packed bytes name tests.
gzipped = partial(gzip.compress, mtime=0)

SEEDS = Path(__file__).parents[3] / "seeds"
AT = datetime(2026, 1, 2, 3, 4, 5)
SENTENCE = "Ten men came home on Friday, officials said."


def read(*arguments, known=frozenset(), **options):
    return list(read_sources([source_from_argument(str(argument)) for argument in arguments], known, AT, **options))


def documents(chunks):
    return [document for chunk in chunks for document in chunk.documents]


def rules(chunks):
    return [refusal.rule for chunk in chunks for refusal in chunk.refusals]


def counts(chunks):
    return tuple(sum(getattr(c, name) for c in chunks) for name in ("found", "landed", "known", "refused"))


def test_lands_the_seeds():
    chunks = list(read_sources(load_sources(SEEDS / "sources.toml"), set(), AT))
    assert counts(chunks) == (263, 263, 0, 0)
    rows = LANDING.rows(documents(chunks))
    assert rows.num_rows == 81 + 182
    assert len(set(rows["document_id"].to_pylist())) == 263
    assert set(rows["source"].to_pylist()) == {"reports", "known exchanges"}


def test_a_second_read_knows_everything():
    first = list(read_sources(load_sources(SEEDS / "sources.toml"), set(), AT))
    known = {document["document_id"] for document in documents(first)}
    again = list(read_sources(load_sources(SEEDS / "sources.toml"), known, AT))
    assert counts(again) == (263, 0, 263, 0)


def test_the_same_document_in_another_file_is_known(tmp_path):
    record = {"url": "http://a.example/1", "text": SENTENCE}
    (tmp_path / "a.json").write_text(json.dumps(record, indent=2))
    (tmp_path / "b.jsonl").write_text(
        json.dumps({**record, "section": "world"}) + "\n" + json.dumps({**record, "text": "Other."})
    )
    (tmp_path / "c.csv").write_text(f'link,body\nhttp://a.example/1,"{SENTENCE}"\n')
    pq.write_table(pa.table({"link": ["http://a.example/1"], "article": [SENTENCE]}), tmp_path / "d.parquet")
    (tmp_path / "e.json.gz").write_bytes(gzipped(json.dumps([record]).encode()))
    chunks = read(tmp_path)
    assert counts(chunks) == (6, 2, 4, 0)
    assert [(Path(d["origin"]).name, d["member"]) for d in documents(chunks)] == [("a.json", 0), ("b.jsonl", 1)]


def test_the_same_bytes_are_known_wherever_they_come_from(tmp_path):
    page = f"<!doctype html><p>{SENTENCE}</p>".encode()
    (tmp_path / "a.html").write_bytes(page)
    (tmp_path / "b.warc").write_bytes(
        warc_record("response", page, "https://a.example/1", {"Content-Type": "text/html"})
    )
    assert counts(read(tmp_path)) == (2, 1, 1, 0)


def test_a_corrected_declaration_reads_the_same_bytes_anew(tmp_path):
    (tmp_path / "a.json").write_text(json.dumps({"text": "Summary.", "story": SENTENCE}))
    known = {key for document in documents(read(tmp_path)) for key in landed_keys(document)}
    source = Source("desk", str(tmp_path), fields={"text": "story"})
    assert counts(list(read_sources([source], known, AT))) == (1, 1, 0, 0)


def test_a_large_file_is_read_again_only_if_it_has_changed(tmp_path):
    visits = Visits(tmp_path / "data")
    (tmp_path / "in.jsonl").write_text("\n".join(json.dumps({"text": f"{n} men. " * 200}) for n in range(1_000)))
    first = read(tmp_path / "in.jsonl", find_visit=visits.find)
    for chunk in first:
        visits.record(chunk.visits)
    known = {key for document in documents(first) for key in landed_keys(document)}
    (again,) = read(tmp_path / "in.jsonl", known=known, find_visit=visits.find)
    assert (again.found, again.known, again.visits) == (1_000, 1_000, [])
    with (tmp_path / "in.jsonl").open("a") as file:
        file.write('\n{"text": "One more."}')
    assert counts(read(tmp_path / "in.jsonl", known=known, find_visit=visits.find)) == (1_001, 1, 1_000, 0)
    visits.close()


def test_an_answer_of_an_interface_is_a_list_of_reports(tmp_path):
    answer = {
        "status": "ok",
        "articles": [{"content": "Ten men.", "publishedAt": "2025-03-02"}, {"content": "Two men."}],
    }
    (tmp_path / "a.json").write_text(json.dumps(answer, indent=2))
    landed = documents(read(tmp_path))
    assert [(document["member"], json.loads(document["raw"])) for document in landed] == list(
        enumerate(answer["articles"])
    )


def test_a_field_that_is_declared_names_the_publisher(tmp_path):
    (tmp_path / "a.csv").write_text("url,text,desk,source\nhttps://a.example/1,Ten men came home.,The Desk,x\n")
    source = source_from_argument(str(tmp_path), {"fields": {"publisher": "desk"}})
    (document,) = documents(list(read_sources([source], frozenset(), AT)))
    assert json.loads(document["given"]) == {"publisher": "The Desk"}
    (document,) = documents(read(tmp_path))
    assert document["given"] is None


def test_a_changed_text_at_an_address_is_a_new_document(tmp_path):
    for number, text in enumerate((SENTENCE, SENTENCE.replace("Ten", "Twelve"))):
        (tmp_path / f"{number}.json").write_text(json.dumps({"url": "http://a.example/1", "text": text}))
    assert counts(read(tmp_path)) == (2, 2, 0, 0)


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "ingest.empty"),
        (b" \n\t\r\n", "ingest.empty"),
        (b"\0" * 1_000, "ingest.binary"),
        (random.Random(1).randbytes(2_000), "ingest.binary"),
        (b"WARC/1.1\r\n", "ingest.no_pages"),
        (b"\xd0\xcf\x11\xe0 an old office document", "ingest.binary"),
        (b'{"text": "Ten men', "ingest.broken_json"),
        (b'{"id": 1}', "ingest.no_text"),
        (b'{"text": {"a": 1}}', "ingest.no_text"),
        (gzipped(SENTENCE.encode())[:-9], "ingest.unreadable"),
        (b"\x1f\x8bnot really gzip", "ingest.unreadable"),
        (gzipped(b"a" * 30_000_000), "ingest.too_large"),
        (b" " * 200_000, "ingest.empty"),
        (b"a" * 10_000_000, "ingest.too_large"),
        (b'{"text": "' + b"a" * 10_000_000 + b'"}', "ingest.too_large"),
        (b"PAR1 and nothing else", "ingest.unreadable"),
    ],
)
def test_what_cannot_be_read_is_one_refusal(tmp_path, data, rule):
    (tmp_path / "in").write_bytes(data)
    (chunk,) = read(tmp_path / "in")
    assert rules([chunk]) == [rule]
    assert counts([chunk]) == (1, 0, 0, 1)
    assert chunk.refusals[0].stage == "ingest"
    assert chunk.refusals[0].record.startswith(str(tmp_path / "in"))
    assert chunk.refusals[0].reason.endswith(".")


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (SENTENCE.encode(), "text"),
        (SENTENCE.encode("utf-16"), "text"),
        (b"\n" * 100_000 + SENTENCE.encode(), "text"),
        (gzipped(SENTENCE.encode()), "text"),
        ("Обмен пленными состоялся.".encode("cp1251"), "text"),
        (f"# Home\n\n**{SENTENCE}**\n\n[More](http://a.example)".encode(), "markdown"),
        (f"<!doctype html><p>{SENTENCE}</p>".encode(), "html"),
        (json.dumps({"text": SENTENCE}).encode(), "json"),
        (("z" + "\u0301" * 100_000 + "\u202e").encode(), "text"),
    ],
)
def test_whole_files_land_as_they_came(tmp_path, data, form):
    (tmp_path / "in").write_bytes(data)
    (document,) = documents(read(tmp_path / "in"))
    assert document["format"] == form
    assert document["raw"] == (gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data)
    assert document["n_bytes"] == len(document["raw"])
    assert (document["member"], document["source"], document["landed_at"]) == (0, "command line", AT)


def test_what_the_system_does_not_let_read_is_refused(tmp_path):
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    assert rules(read(tmp_path)) == ["ingest.unreadable", "ingest.unreadable"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_closed_files_and_folders_are_refused(tmp_path):
    (tmp_path / "closed.txt").write_text(SENTENCE)
    (tmp_path / "closed.txt").chmod(0)
    (tmp_path / "closed").mkdir(mode=0)
    assert rules(read(tmp_path)) == ["ingest.unreadable", "ingest.unreadable"]


def test_goes_on_after_every_refusal(tmp_path):
    (tmp_path / "a.txt").write_text("")
    (tmp_path / "b.txt").write_text(SENTENCE)
    chunks = read(tmp_path / "nowhere", tmp_path, "http://127.0.0.1:1/")
    assert rules(chunks) == ["ingest.missing_path", "ingest.empty", "ingest.private_address"]
    assert counts(chunks) == (4, 1, 0, 3)


def test_relative_origins_stay_relative(tmp_path, monkeypatch):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(SENTENCE)
    monkeypatch.chdir(tmp_path)
    assert documents(read("in/a.txt"))[0]["origin"] == "in/a.txt"


def test_a_curated_source_must_be_a_table(tmp_path):
    (tmp_path / "list.txt").write_text(SENTENCE)
    chunks = list(read_sources([Source("list", str(tmp_path / "list.txt"), "curated")], set(), AT))
    assert rules(chunks) == ["ingest.not_curated"]


def test_large_containers_come_in_chunks(tmp_path):
    lines = (json.dumps({"text": f"{number} men came home."}) for number in range(4_500))
    (tmp_path / "in.jsonl.gz").write_bytes(gzipped("\n".join(lines).encode()))
    chunks = read(tmp_path)
    assert [chunk.landed for chunk in chunks] == [2_000, 2_000, 500]


def test_chunks_are_bounded_in_bytes(tmp_path):
    with (tmp_path / "in.jsonl").open("w") as file:
        for number in range(10):
            file.write(json.dumps({"text": f"{number} " + "a" * 7_000_000}) + "\n")
    assert [chunk.landed for chunk in read(tmp_path, limits=Limits()) if chunk.found] == [5, 5]


def test_refusals_fill_chunks_too(tmp_path):
    (tmp_path / "in.jsonl").write_text('{"text": "a"}\n' + "{broken}\n" * 4_000)
    assert [chunk.found for chunk in read(tmp_path)] == [2_000, 2_000, 1]


def test_counts_that_do_not_add_up_are_an_error():
    with pytest.raises(AssertionError, match="2 documents were found, but 0 landed, 1 known, 0 refused"):
        Landed([], [], found=2, known=1)


def test_tells_which_places_were_read(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": "a"}\n{broken}\n')
    (tmp_path / "b.txt").write_bytes(b"\x89PNG")
    (chunk,) = read(tmp_path)
    assert {Path(place).name for place in chunk.places} == {"a.jsonl", "b.txt"}
