"""One command over a mixed folder and a site: everything accounted for, and nothing done twice."""

import gzip
import json
import zipfile
from datetime import date

import duckdb
import pytest

from tests.integration.conftest import NOW
from tests.unit.pdf_files import make_pdf
from tests.unit.warc_files import warc_record

SENTENCE = "Ten men came home on Friday, officials said."
SWAP = (
    "On 1 March 2025 Russia released {n} Ukrainian soldiers in a prisoner swap near Chernihiv, and Ukraine returned "
    "{n} Russian soldiers to Russia, officials said."
)


def page(n):
    return f"<!doctype html><article><h1>Prisoners swapped near Chernihiv</h1><p>{SWAP.format(n=n)}</p></article>"


def mixed_folder(folder):
    """Reports in every format, some broken, some twice; returns how many are read, and how many refused."""
    folder.mkdir()
    (folder / "a.txt").write_text(SWAP.format(n=11))
    (folder / "again.txt").write_text(SWAP.format(n=11))
    (folder / "b.md").write_text(f"# Swap\n\n**Prisoners**\n\n{SWAP.format(n=12)}")
    (folder / "c.html").write_text(page(13))
    (folder / "d.json").write_text(json.dumps({"headline": "Swap", "body": SWAP.format(n=14), "pubDate": "2025-03-02"}))
    (folder / "e.csv").write_text(f'link,story,content\nhttps://a.example/1,x,"{SWAP.format(n=15)}"\n')
    (folder / "f.pdf").write_bytes(make_pdf([["Prisoners swapped near Chernihiv", SWAP.format(n=16)]]))
    with zipfile.ZipFile(folder / "g.zip", "w") as archive:
        archive.writestr("in/a.txt", SWAP.format(n=17))
        archive.writestr("in/image.png", b"\x89PNG")
    records = [warc_record("response", page(18).encode(), "https://b.example/1", {"Content-Type": "text/html"}),
               warc_record("conversion", SWAP.format(n=19).encode(), "https://b.example/2")]  # fmt: skip
    (folder / "h.warc.gz").write_bytes(b"".join(map(gzip.compress, records)))
    (folder / "broken.jsonl").write_text('{"text": "x"\n')
    (folder / "bomb.gz").write_bytes(gzip.compress(b"a" * 30_000_000))
    return 9, 3


def test_a_mixed_folder_and_a_site_are_read_once(tmp_path, new_data, site, swapledger, monkeypatch):
    monkeypatch.setenv("SWAPLEDGER_ALLOW_PRIVATE", "true")
    monkeypatch.setenv("SWAPLEDGER_FETCH_DELAY", "0")
    n_read, n_refused = mixed_folder(tmp_path / "in")
    items = "".join(
        f"<item><link>{site.base}{path}</link></item>" for path in ("/21", "/moved", "/none", "/closed/1", "/loop")
    )
    site.put("/robots.txt", "User-agent: *\nDisallow: /closed")
    site.put("/feed", f"<rss><channel>{items}</channel></rss>", ETag='"1"')
    site.put("/21", page(21))
    site.put("/moved", status=301, Location="/22")
    site.put("/22", page(22), ETag='"1"')
    site.put("/loop", status=302, Location="/loop")
    places = "".join(f"<url><loc>{site.base}{path}</loc></url>" for path in ("/21", "/23"))
    site.put("/sitemap.xml", f"<urlset>{places}</urlset>", ETag='"1"')
    site.put("/23", page(23), ETag='"1"')
    given = (
        "run",
        tmp_path / "in",
        f"{site.base}/feed",
        f"{site.base}/sitemap.xml",
        f"{site.base}/down",
        "--data",
        new_data,
        "--now",
        NOW,
    )
    assert swapledger(*given).code == 0
    with duckdb.connect(new_data / "warehouse.duckdb", read_only=True) as warehouse:
        (landed,) = warehouse.execute("SELECT count(*) FROM reports").fetchone()
        rules = warehouse.execute("SELECT rule FROM quarantine WHERE stage = 'ingest' ORDER BY rule").fetchall()
        counts = "SELECT rows_in, rows_out, rows_reused, rows_quarantined FROM runs WHERE stage = 'ingest'"
        assert warehouse.execute(counts).fetchall() == [(n_read + 1 + n_refused + 7, n_read + 3, 1, n_refused + 4)]
    assert landed == n_read + 3
    assert [rule.removeprefix("ingest.") for (rule,) in rules] == [
        "binary", "broken_json", "fetch_failed", "fetch_failed", "redirects", "robots_disallow", "too_large",
    ]  # fmt: skip
    site.seen.clear()
    assert swapledger(*given).code == 0
    assert sorted(path for path, _, _ in site.seen) == ["/down", "/feed", "/sitemap.xml"]


def test_the_command_shows_guesses(tmp_path, swapledger):
    (tmp_path / "a.csv").write_text(f'headline,body\n[red]Home,"{SENTENCE}"\n')
    answer = swapledger("sources", tmp_path, "https://a.example/feed", tmp_path / "none")
    assert answer.code == 0
    assert "text = body (guessed)" in answer.out
    assert "fetched by a run" in answer.out
    assert "no such file" in answer.out


def test_options_say_what_a_declaration_would(tmp_path, new_data, swapledger):
    (tmp_path / "a.csv").write_text(f'link,seen,long\n,05/06/2025,"{SWAP.format(n=31)}"\n')
    options = ("--field", "text=long", "--field", "published=seen")
    assert "text = long" in swapledger("sources", tmp_path / "a.csv", *options).out
    given = ("run", tmp_path / "a.csv", "--data", new_data, "--now", NOW)
    assert "--field text=NAME" in swapledger(*given).err
    answer = swapledger(*given, *options, "--publisher", "The Desk", "--date-order", "month_first", "--language", "en")
    assert answer.code == 0
    with duckdb.connect(new_data / "warehouse.duckdb", read_only=True) as warehouse:
        told = warehouse.execute("SELECT publisher, published_on, language FROM reports").fetchall()
        assert warehouse.execute("FROM quarantine").fetchall() == []
    assert told == [("The Desk", date(2025, 5, 6), "en")]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--field", "text=long"), "give them, too"),
        (("in", "--field", "text"), "write it as"),
        (("in", "--field", "story=text"), "names parts out of"),
        (("in", "--language", "English"), "ISO 639-1"),
        (("in", "--date-order", "us"), "day_first"),
    ],
)
def test_options_that_say_nothing_are_refused(swapledger, arguments, message):
    answer = swapledger("run", *arguments)
    assert answer.code == 2
    assert message in answer.err


def test_the_command_shows_the_declared_sources(swapledger):
    assert "known exchanges" in swapledger("sources").out
