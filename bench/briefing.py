"""What the briefing page takes over the size of the warehouse: `python -m bench.briefing [exchanges ...]`.

Prints a line a size: seconds to make the page, its megabytes, and in a real Chromium (if one is there) the seconds
until it is drawn and until a filter has taken hold (processor time of its main thread), the megabytes of the scripts'
memory, and the elements of the page. The world is seeded, and its claims are put to exchanges as they were made, for
resolution is measured in `resolution.py`.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
from playwright.sync_api import Browser, sync_playwright

from assets.publish.briefing.facts import Edition
from assets.publish.briefing.page import briefing_page
from bench.resolution import CLAIMS_PER_EXCHANGE, World, make_world
from warehouse.published_file import assemble, open_warehouse, read_views
from warehouse.tables import TABLES

SIZES = (0, 200, 2_000, 20_000)
SEED = 7
AT = datetime(2026, 1, 1)  # noqa: DTZ001  (UTC without zone)
COUNTRIES = (
    "ARE",
    "BLR",
    "DEU",
    "EGY",
    "IRQ",
    "NGA",
    "OMN",
    "PAK",
    "QAT",
    "SAU",
    "SYR",
    "TUR",
    "UKR",
    "USA",
    "VEN",
    None,
)
REVIEWED = 10  # of a hundred exchanges sources differ on a figure

Row = dict[str, Any]


def make_tables(n_exchanges: int) -> dict[str, pa.Table]:
    """The published tables of a world of so many exchanges."""
    world = make_world(n_exchanges * CLAIMS_PER_EXCHANGE, SEED)
    chance = random.Random(SEED)
    claims: dict[int, list[Row]] = defaultdict(list)
    for claim in world.rows["claims"]:
        claims[world.truth[claim["claim_id"]]].append(claim)
    rows: dict[str, list[Row]] = {**_told(world), **{name: [] for name in ("exchanges", "exchange_transfers")}}
    transfers: dict[str, list[Row]] = defaultdict(list)
    for transfer in world.rows["claim_transfers"]:
        transfers[transfer["claim_id"]].append(transfer)
    for number, told in claims.items():
        _add_exchange(rows, f"X{number:07d}", told, transfers, chance)
    return {name: TABLES[name].rows(listed) for name, listed in rows.items()}


def _told(world: World) -> dict[str, list[Row]]:
    left_out = {"curated", "text", "sketch"}
    reports = [
        {**{k: v for k, v in row.items() if k not in left_out}, "relevant": True, "title": f"Report {row['report_id']}",
         "url": f"https://news.example/{row['report_id']}"}
        for row in world.rows["clean_reports"]
    ]  # fmt: skip
    codes = sorted({code for claim in world.rows["claims"] for code in claim["parties"]})
    return {
        "parties": [{"party": code, "name": f"Party {code}", "kind": "actor", "aliases": []} for code in codes],
        "reports": reports,
        "claims": world.rows["claims"],
        "claim_transfers": world.rows["claim_transfers"],
        "exchange_claims": [],
        "exchange_conflicts": [],
        "exchange_history": [],
    }


def _add_exchange(
    rows: dict[str, list[Row]],
    exchange_id: str,
    told: list[Row],
    transfers: dict[str, list[Row]],
    chance: random.Random,
) -> None:
    best = min(told, key=lambda claim: (claim["date_start"] is None, claim["date_precision"] != "day"))
    kept = ("status", "parties", "date_start", "date_end", "date_precision", "place_name", "mediators")
    rows["exchanges"].append(
        {
            **{name: best[name] for name in kept},
            "exchange_id": exchange_id,
            "place_country": chance.choice(COUNTRIES) if best["place_name"] else None,
            "n_claims": len(told),
            "n_reports": len(told),
            "n_publishers": len(told),
            "grade": "several_sources",
        }
    )
    for transfer in transfers[best["claim_id"]]:
        count = transfer["count"]
        sides = {name: transfer[name] for name in ("released_by", "received_by", "category")}
        figures = {"count_low": count, "count_best": count, "count_high": count}
        rows["exchange_transfers"].append(
            {**sides, **figures, "exchange_id": exchange_id, "rule": "only_figure", "n_claims": len(told)}
        )
    rows["exchange_claims"] += [
        {"exchange_id": exchange_id, "claim_id": c["claim_id"], "decided_by": "rule", "explanation": "as it was made"}
        for c in told
    ]
    if chance.randrange(100) < REVIEWED:
        shared = {"exchange_id": exchange_id, "attribute": "count A>B", "n_publishers": 1, "rule": "most_publishers"}
        rows["exchange_conflicts"] += [
            {**shared, "value": str(n), "chosen": n == 10, "claim_ids": [told[0]["claim_id"]]} for n in (10, 12)
        ]


def _look(browser: Browser, page_file: Path) -> str:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(600_000)
    devtools = page.context.new_cdp_session(page)
    devtools.send("Performance.enable", {"timeDomain": "threadTicks"})  # of the processor, whatever else it does

    def figures() -> dict[str, float]:
        page.evaluate("new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))")
        return {each["name"]: each["value"] for each in devtools.send("Performance.getMetrics")["metrics"]}

    page.goto(page_file.as_uri())
    opened = figures()
    if page.locator("[name=party] option").count() > 1:
        page.locator("[name=party]").select_option(index=1)
    filtered = figures()
    nodes = page.evaluate("document.querySelectorAll('*').length")
    page.close()
    seconds = opened["TaskDuration"], filtered["TaskDuration"] - opened["TaskDuration"]
    return f"{seconds[0]:9.1f}{seconds[1]:9.1f}{filtered['JSHeapUsedSize'] / 1e6:9.0f}{nodes:9}"


def main(sizes: list[int]) -> None:
    """Prints the lines."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    print(
        f"{'exchanges':>9}{'made s':>9}{'MB':>7}"
        + (f"{'open s':>9}{'filter s':>9}{'heap MB':>9}{'nodes':>9}" if chromium else "")
    )
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"]) if chromium else None
        for size in sizes:
            file, page_file = Path(folder) / f"{size}.duckdb", Path(folder) / f"{size}.html"
            assemble(file, make_tables(size), read_views())
            started = time.process_time()
            with closing(open_warehouse(file)) as connection:
                page_file.write_text(briefing_page(connection, Edition(1, AT, "0")), encoding="utf-8")
            seconds = time.process_time() - started
            seen = _look(browser, page_file) if browser else ""
            print(f"{size:9}{seconds:9.1f}{page_file.stat().st_size / 1e6:7.1f}{seen}")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
