"""Sources: what a declaration and an argument become, and how their files are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from assets.ingest.sources import COMMAND_LINE, Source, load_sources, source_from_argument
from warehouse.errors import InputError

SEEDS = Path(__file__).parents[3] / "seeds"


def test_declares_the_seed_sources():
    sources = {source.name: source for source in load_sources(SEEDS / "sources.toml")}
    assert {name: source.kind for name, source in sources.items()} == {
        "reports": "reports",
        "known exchanges": "curated",
    }
    assert sources["reports"].path == SEEDS / "reports" / "*.json"
    assert sources["reports"].origin_of(SEEDS / "reports" / "a.json") == "seeds/reports/a.json"


def test_reads_everything_that_a_declaration_can_say(tmp_path):
    declaration = '[[source]]\nname = "desk"\nlocation = "in/*.csv"\nfields = { text = "story", published = "seen" }\n'
    (tmp_path / "sources.toml").write_text(declaration)
    (source,) = load_sources(tmp_path / "sources.toml")
    assert source == Source("desk", "in/*.csv", "reports", {"text": "story", "published": "seen"}, tmp_path)


@pytest.mark.parametrize(
    ("declaration", "message"),
    [
        ("[[source]", "not valid TOML"),
        ('title = "x"', "nothing else"),
        ("source = 3", "must hold"),
        ('[[source]]\nname = "a"', "needs a name and a location"),
        ('[[source]]\nname = 3\nlocation = "x"', "needs a name and a location"),
        ('[[source]]\nname = "a"\nlocation = "x"\nkinds = "reports"', "unknown keys: kinds"),
        ('[[source]]\nname = "a"\nlocation = "x"\nkind = "feed"', "of kind 'feed'"),
        ('[[source]]\nname = "a"\nlocation = "x"\nfields = { body = "b" }', "must name parts"),
        ('[[source]]\nname = "command line"\nlocation = "x"', "stands for what is given"),
        ('[[source]]\nname = "a"\nlocation = "x"\n[[source]]\nname = "a"\nlocation = "y"', "more than once"),
    ],
)
def test_refuses_declarations_that_say_nothing_clear(tmp_path, declaration, message):
    path = tmp_path / "sources.toml"
    path.write_text(declaration)
    with pytest.raises(InputError, match=message):
        load_sources(path)


def test_says_which_declaration_is_missing(tmp_path):
    with pytest.raises(InputError, match=r"nowhere\.toml"):
        load_sources(tmp_path / "nowhere.toml")


@pytest.mark.parametrize(
    ("argument", "is_address"),
    [("reports/a.json", False), ("HTTPS://example.org/a", True), ("http://example.org", True), ("httpdocs/a", False)],
)
def test_tells_addresses_from_paths(argument, is_address):
    source = source_from_argument(argument)
    assert (source.name, source.location, source.is_address) == (COMMAND_LINE, argument, is_address)


@pytest.mark.parametrize("argument", ["", "  "])
def test_refuses_an_empty_argument(argument):
    with pytest.raises(InputError, match="empty"):
        source_from_argument(argument)


@pytest.mark.parametrize(
    ("path", "origin"),
    [
        (Path("in/a.json"), "in/a.json"),
        (Path("/data/a.json"), "/data/a.json"),
        (Path("in/caf\udce9.txt"), "in/caf\\xe9.txt"),  # a name that is not UTF-8
    ],
)
def test_names_files_as_they_were_given(path, origin):
    assert source_from_argument("in").origin_of(path) == origin
