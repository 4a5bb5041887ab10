"""One command over everything: `python -m bench.sources [--megabytes 200] [--pages 60]`.

Makes a folder with reports in every format, some broken, some twice, and a web archive of the given size (a quarter
of it pages, the rest pictures); and a site on loopback with a feed, a sitemap, redirects, errors and traps. Runs the
command over all of it, then into another data folder: killed once something has landed, again, and once more. Prints
for each run what became of every input, the requests that the site got, the most memory that a process took, and the
rows a second of each stage; and whether the killed run has come to the same reports in the end.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

import duckdb

from tests.integration.test_sources import SWAP, mixed_folder, page
from tests.loopback import Handler, Server, Site
from tests.unit.warc_files import warc_record
from warehouse.ledger import Ledger

MEGABYTE = 1_000_000
PAGE_SHARE = 0.25  # of the bytes of the web archive
LINKS = 40  # of the menu of an archived page
COMMAND = (sys.executable, "-c", "from pipelines.cli import main; main()")
WORDS = ("river", "market", "school", "winter", "road", "harvest", "council", "bridge", "museum", "garden", "forest")
BOMB = (
    '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'
    "<rss><channel><title>&c;</title></channel></rss>"
)


def write_archive(path: Path, n_bytes: int) -> int:
    """A web archive of about so many bytes; returns how many pages it has."""
    chance = random.Random(1)
    n_pages = 0
    picture = warc_record(
        "response", chance.randbytes(300_000), "https://a.example/a.jpg", {"Content-Type": "image/jpeg"}
    )
    with path.open("wb") as file:
        while file.tell() < n_bytes:
            if file.tell() * PAGE_SHARE >= n_pages * 16_000:
                html = _archived_page(n_pages, chance).encode()
                file.write(warc_record("response", html, f"https://a.example/{n_pages}", {"Content-Type": "text/html"}))
                n_pages += 1
            else:
                file.write(picture)
    return n_pages


def _archived_page(number: int, chance: random.Random) -> str:
    menu = "".join(f"<li><a href='/{n}'>{chance.choice(WORDS).title()}</a></li>" for n in range(LINKS))
    text = "".join(f"<p>{' '.join(chance.choices(WORDS, k=60)).capitalize()}.</p>" for _ in range(8))
    told = f"<p>{SWAP.format(n=20 + number % 70)}</p>" if number % 100 == 0 else ""
    script = "<script>" + "var a = 1;" * 900 + "</script>"
    article = f"<article><h1>Page {number} of it all</h1>{told}{text}</article>"
    return f"<!doctype html><head>{script}</head><nav><ul>{menu}</ul></nav>{article}"


def open_site(site: Site, n_pages: int) -> None:
    """Feed, sitemap, redirects, errors and traps."""
    paths = [f"/a/{n}" for n in range(n_pages)]
    traps = ["/closed/1", "/gone", "/error", "/loop", "/away", "/huge", "/moved"]
    for n, path in enumerate(paths):
        site.put(path, page(100 + n), ETag=f'"{n}"')
    site.put("/robots.txt", "User-agent: *\nDisallow: /closed")
    site.put("/error", status=500)
    site.put("/loop", status=302, Location="/loop")
    site.put("/away", status=302, Location="file:///etc/passwd")
    site.put("/huge", b"a" * 9_000_000)
    site.put("/moved", status=301, Location="/a/1")
    items = "".join(f"<item><link>{site.base}{path}</link></item>" for path in [*paths[: n_pages // 2], *traps])
    site.put("/feed", f"<rss><channel>{items}</channel></rss>", ETag='"1"')
    places = "".join(f"<url><loc>{site.base}{path}</loc></url>" for path in paths[n_pages // 3 :])
    site.put("/sitemap.xml", f"<urlset>{places}</urlset>", ETag='"1"')
    site.put("/bomb", BOMB)


def run(
    command: list[str], settings: dict[str, str], kill_when: threading.Event | None = None
) -> tuple[int, float, int]:
    """The exit code, the seconds and the most memory of a process (bytes) of a run, killed once the event is set."""
    started = time.monotonic()
    with subprocess.Popen(  # noqa: S603 -- our own command
        [*COMMAND, *command], env={**os.environ, **settings}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        if kill_when:
            kill_when.wait()
            process.send_signal(signal.SIGKILL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, time.monotonic() - started, usage.ru_maxrss * 1024


def describe(data: Path) -> None:
    """What the last run did, stage by stage."""
    ledger = Ledger(data)
    for entry in ledger.entries(ledger.run_ids()[-1]):
        rate = (entry.rows_in - entry.rows_reused) / max(entry.seconds, 0.1)
        whole = entry.rows_in == entry.rows_out + entry.rows_reused + entry.rows_quarantined or entry.stage != "ingest"
        print(
            f"  {entry.stage:12} in {entry.rows_in:6,} out {entry.rows_out:6,} known {entry.rows_reused:6,} "
            f"quarantined {entry.rows_quarantined:4,}  {entry.seconds:6.1f} s {rate:8,.0f}/s"
            f"{'' if whole else '  NOT ACCOUNTED FOR'}"
        )


def main() -> None:
    """Makes, runs, prints."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--megabytes", type=int, default=200)
    parser.add_argument("--pages", type=int, default=60)
    given = parser.parse_args()
    server = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    site = server.site = Site(server)
    open_site(site, given.pages)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "in")
        mixed_folder(folder)
        n_pages = write_archive(folder / "z.warc", given.megabytes * MEGABYTE)
        n_files = len(list(folder.iterdir()))
        print(f"{n_files} files, of which a web archive of {given.megabytes} MB with {n_pages:,} pages")
        sources = [str(folder), *(f"{site.base}{path}" for path in ("/feed", "/sitemap.xml", "/bomb", "/none"))]
        settings = {"SWAPLEDGER_ALLOW_PRIVATE": "true", "SWAPLEDGER_FETCH_DELAY": "0.05"}
        whole, data = Path(place, "whole"), Path(place, "killed")
        landed = threading.Event()
        threading.Thread(target=_watch, args=(data, landed), daemon=True).start()
        for name, target, moment in (
            ("in one go", whole, None),
            ("killed", data, landed),
            ("again", data, None),
            ("once more", data, None),
        ):
            site.seen.clear()
            code, seconds, memory = run(["run", *sources, "--data", str(target)], settings, moment)
            asked = Counter(site.asked())
            print(
                f"{name}: exit {code}, {seconds:.0f} s, {memory / MEGABYTE:,.0f} MB; {asked.total()} requests for "
                f"{len(asked)} places"
            )
            if not moment:
                describe(target)
        same = reports_of(whole) == reports_of(data)
        print(f"the killed run has {'the same reports' if same else 'OTHER REPORTS'} in the end")
        with duckdb.connect(data / "warehouse.duckdb", read_only=True) as warehouse:
            rules = warehouse.execute("SELECT rule, count(*) FROM quarantine GROUP BY rule ORDER BY rule").fetchall()
            print("in quarantine:", ", ".join(f"{rule} {n}" for rule, n in rules))


def reports_of(data: Path) -> list[tuple[str, ...]]:
    """The ids of the published reports."""
    with duckdb.connect(data / "warehouse.duckdb", read_only=True) as warehouse:
        return warehouse.execute("SELECT report_id FROM reports ORDER BY report_id").fetchall()


def _watch(data: Path, landed: threading.Event) -> None:
    """Sets the event once a first batch has landed."""
    while not list(data.glob("ingest/*/[!.]*/landing.parquet")):
        time.sleep(0.02)
    landed.set()


if __name__ == "__main__":
    main()
