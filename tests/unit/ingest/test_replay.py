"""Which source a record that never landed is read from again."""

import pytest

from assets.ingest.replay import replayed_sources
from assets.ingest.sources import COMMAND_LINE, Source
from warehouse.refusals import location_of


@pytest.fixture
def declared(tmp_path):
    """A folder, a feed and a bucket."""
    folder = tmp_path / "seeds"
    (folder / "wires" / "old").mkdir(parents=True)
    for name in ("a.jsonl", "old/b.zip", "old/c.txt"):
        (folder / "wires" / name).write_text("x")
    return [
        Source("wires", "wires", fields={"text": "story"}, match=r"jsonl|zip", folder=folder),
        Source("feed", "https://news.example/rss.xml", publisher="News"),
        Source("bucket", "s3://archive/2024/*.jsonl", options={"anon": True}),
    ]


@pytest.mark.parametrize(
    ("record", "name", "location"),
    [
        ("seeds/wires/a.jsonl line 7", "wires", "a.jsonl"),
        ("seeds/wires/old/b.zip/deep/d.json element 2", "wires", "b.zip"),
        ("https://news.example/2024/swap.html", "feed", "https://news.example/2024/swap.html"),
        ("s3://archive/2024/may.jsonl line 3", "bucket", "s3://archive/2024/may.jsonl"),
        ("https://other.example/swap.html", COMMAND_LINE, "https://other.example/swap.html"),
        ("seeds/wires/old/c.txt", COMMAND_LINE, "seeds/wires/old/c.txt"),
    ],
)
def test_record_is_read_as_its_source_is_declared(declared, record, name, location):
    [source] = replayed_sources([location_of(record)], declared)
    assert (source.name, source.location.endswith(location)) == (name, True)
    assert source.fields == ({"text": "story"} if name == "wires" else {})


def test_file_keeps_its_name_and_is_read_once(declared):
    [source] = replayed_sources(["seeds/wires/a.jsonl", "seeds/wires/a.jsonl"], declared)
    assert source.origin_of(source.path) == "seeds/wires/a.jsonl"


def test_archive_of_the_command_line_is_found_by_its_member(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "some.zip").write_text("x")
    [source] = replayed_sources(["some.zip/inside.json"], [])
    assert (source.name, source.location) == (COMMAND_LINE, "some.zip")


@pytest.mark.parametrize(
    "part", ["line 3", "after row 4", "record 5", "from record 6 on", "entry 7", "member 8", "line 9 record 1"]
)
def test_part_of_a_file_is_no_part_of_its_location(part):
    assert location_of(f"reports.warc.gz {part}") == "reports.warc.gz"
