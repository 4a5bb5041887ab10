"""Finding files: order, what is passed over, and what is refused."""

from __future__ import annotations

import pytest

from assets.ingest.files import FoundFile, find_files
from assets.ingest.sources import Source, source_from_argument
from warehouse.refusals import Refusal


@pytest.fixture
def tree(tmp_path, monkeypatch):
    for name in (
        "in/b.txt",
        "in/a.txt",
        "in/deep/er/c.txt",
        "in/.hidden",
        "in/.git/d.txt",
        "in/[x].txt",
        "other/e.json",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    (tmp_path / "empty" / ".cache").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(location):
    return [
        found.origin if isinstance(found, FoundFile) else found.rule
        for found in find_files(source_from_argument(location))
    ]


@pytest.mark.parametrize(
    ("location", "found"),
    [
        ("in", ["in/[x].txt", "in/a.txt", "in/b.txt", "in/deep/er/c.txt"]),
        ("in/", ["in/[x].txt", "in/a.txt", "in/b.txt", "in/deep/er/c.txt"]),
        ("in/a.txt", ["in/a.txt"]),
        ("in/*.txt", ["in/[x].txt", "in/a.txt", "in/b.txt"]),
        ("in/[x].txt", ["in/[x].txt"]),
        ("**/*.txt", ["in/[x].txt", "in/a.txt", "in/b.txt", "in/deep/er/c.txt"]),
        ("in/**", ["in/[x].txt", "in/a.txt", "in/b.txt", "in/deep/er/c.txt"]),
        ("*", ["ingest.empty_folder", "in/[x].txt", "in/a.txt", "in/b.txt", "in/deep/er/c.txt", "other/e.json"]),
        ("in/.hidden", ["in/.hidden"]),
        ("empty", ["ingest.empty_folder"]),
        ("nowhere", ["ingest.missing_path"]),
        ("in/*.pdf", ["ingest.missing_path"]),
    ],
)
@pytest.mark.usefixtures("tree")
def test_finds_files_in_order(location, found):
    assert names(location) == found


def test_says_what_is_missing_and_what_to_do():
    (refusal,) = find_files(source_from_argument("no/such/*.json"))
    assert isinstance(refusal, Refusal)
    assert (refusal.stage, refusal.record) == ("ingest", "no/such/*.json")
    assert "No file matches" in refusal.reason
    assert "Check" in refusal.reason


def test_follows_links_once(tree):
    (tree / "in" / "up").symlink_to(tree / "in", target_is_directory=True)
    (tree / "in" / "side").symlink_to(tree / "other", target_is_directory=True)
    assert names("in") == ["in/[x].txt", "in/a.txt", "in/b.txt", "in/deep/er/c.txt", "in/side/e.json"]


def test_keeps_a_dangling_link_for_the_reader_to_refuse(tree):
    (tree / "other" / "gone.txt").symlink_to(tree / "nowhere")
    assert names("other") == ["other/e.json", "other/gone.txt"]


def test_starts_declared_locations_at_their_folder(tree):
    found = list(find_files(Source("desk", "deep/*/*.txt", folder=tree / "in")))
    assert found == [FoundFile(tree / "in" / "deep" / "er" / "c.txt", "in/deep/er/c.txt")]


@pytest.fixture
def data(tree):
    """A data folder in the midst of reports, with some that people put there."""
    for name in (".lock", "briefing.html", "ingest/1/x.txt", "inbox/f.txt", "mine/g.txt"):
        path = tree / "in" / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")


@pytest.mark.parametrize(
    ("location", "found"),
    [
        ("in/data", ["in/data/inbox/f.txt", "in/data/mine/g.txt"]),
        ("in/data/mine", ["in/data/mine/g.txt"]),
        (
            "in/**/*.txt",
            ["in/[x].txt", "in/a.txt", "in/b.txt", "in/data/inbox/f.txt", "in/data/mine/g.txt", "in/deep/er/c.txt"],
        ),
        ("in/*/*.html", ["ingest.own_output"]),
        ("in/data/ingest", ["ingest.own_output"]),
        ("in/data/ingest/1/x.txt", ["ingest.own_output"]),
    ],
)
@pytest.mark.usefixtures("data")
def test_never_takes_what_swapledger_made_for_a_report(location, found):
    assert names(location) == found


@pytest.mark.usefixtures("data")
def test_passes_over_a_data_folder_behind_a_link(tree):
    (tree / "other" / "side").symlink_to(tree / "in" / "data", target_is_directory=True)
    assert names("other") == ["other/e.json", "other/side/inbox/f.txt", "other/side/mine/g.txt"]
