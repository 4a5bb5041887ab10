"""Sources: what a declaration and an argument become, and how their files are named."""

from __future__ import annotations

import json
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
    told = {
        "name": "desk",
        "location": "s3://news/in/*.csv",
        "kind": "reports",
        "fields": {"text": "story", "published": "seen"},
        "publisher": "The Desk",
        "language": "uk",
        "follow": False,
        "match": "/world/",
        "max_pages": 20,
        "trust": 0.5,
        "date_order": "month_first",
        "options": {"anon": True},
    }
    lines = [f"{key} = {json.dumps(value)}" for key, value in told.items() if not isinstance(value, dict)]
    lines.append('fields = { text = "story", published = "seen" }\noptions = { anon = true }')
    (tmp_path / "sources.toml").write_text("\n".join(["[[source]]", *lines]))
    (source,) = load_sources(tmp_path / "sources.toml")
    assert source == Source(**told, folder=tmp_path)
    assert source.is_object
    assert [source.wants(url) for url in ("https://a.example/world/1", "https://a.example/sport/1")] == [True, False]


@pytest.mark.parametrize(
    ("declaration", "message"),
    [
        ("[[source]", "not valid TOML"),
        ('title = "x"', "nothing else"),
        ("source = 3", "must hold"),
        ('[[source]]\nname = "a"', "has no location"),
        ('[[source]]\nlocation = "x"', "has no name"),
        ('[[source]]\nname = 3\nlocation = "x"', "has name = 3: it must be a text"),
        ('[[source]]\nname = "a"\nlocation = "x"\nkinds = "reports"', "unknown keys: kinds"),
        ('[[source]]\nname = "a"\nlocation = "x"\nkind = "feed"', "must be one of reports, curated"),
        ('[[source]]\nname = "a"\nlocation = "x"\nfields = { body = "b" }', "names parts out of"),
        ('[[source]]\nname = "a"\nlocation = "x"\nmatch = "(("', "must be a regular expression"),
        ('[[source]]\nname = "a"\nlocation = "x"\nmax_pages = true', "must be a number above 0"),
        ('[[source]]\nname = "a"\nlocation = "x"\ntrust = 1.5', "must be a number from 0 to 1"),
        ('[[source]]\nname = "a"\nlocation = "x"\ntrust = true', "must be a number from 0 to 1"),
        ('[[source]]\nname = "a"\nlocation = "x"\ndate_order = "iso"', "must be one of day_first, month_first"),
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
