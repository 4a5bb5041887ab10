"""The page of small warehouses, made of real files; how it behaves in a browser is for `tests/browser`."""

import base64
import csv
import hashlib
import json
import re
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest

from assets.publish.briefing.facts import Bounds, Edition
from assets.publish.briefing.page import briefing_page
from tests.rows import tables_of
from warehouse.licence import licence_of
from warehouse.published_file import assemble, open_warehouse, read_views
from warehouse.tables import TABLES

PROJECT = Path(__file__).resolve().parents[4]
BRIEFING = PROJECT / "assets" / "publish" / "briefing"
AT = datetime(2026, 1, 2, 3, 4)
EDITION = Edition(2, AT, "0123456789abcdef", datetime(2026, 1, 1))
HOSTILE = '</script><script>alert(1)</script>"\u202e\x1b[31m{{ 7 * 7 }}'


def warehouse_of(n_exchanges, words="Russia freed 10 men."):
    """Tables of a warehouse in which each exchange has one claim, all text of which is `words`."""
    numbers = range(n_exchanges)
    evidence = {"evidence": words, "evidence_end": len(words)}
    told = {"place_name": words, "mediators": ["ARE"], "date_precision": "day"}
    sides = {"released_by": "RUS", "received_by": "UKR"}
    return tables_of({
        "parties": [
            {"party": "RUS", "name": "Russia", "kind": "state"}, {"party": "UKR", "name": "Ukraine", "kind": "state"},
        ],
        "reports": [
            {"report_id": f"r{n}", "title": words, "url": words, "publisher": words, "landed_at": AT} for n in numbers
        ],
        "claims": [
            {**told, **evidence, "claim_id": f"r{n}#0", "report_id": f"r{n}", "confidence": 0.4} for n in numbers
        ],
        "claim_transfers": [{**sides, **evidence, "claim_id": f"r{n}#0", "count": 10} for n in numbers],
        "exchanges": [
            {**told, "exchange_id": f"X{n}", "date_start": date(2025, 1, 1 + n), "date_end": date(2025, 1, 1 + n)}
            for n in numbers
        ],
        "exchange_transfers": [
            {**sides, "exchange_id": f"X{n}", "count_low": 9, "count_best": 10, "rule": "only_figure"} for n in numbers
        ],
        "exchange_claims": [{"exchange_id": f"X{n}", "claim_id": f"r{n}#0", "explanation": words} for n in numbers],
        "exchange_history": [
            {"exchange_id": f"X{n}", "attribute": "exchange", "new_value": "completed", "published_at": AT}
            for n in numbers
        ],
    })  # fmt: skip


@pytest.fixture
def page_of(tmp_path):
    """The page of a warehouse with those tables."""

    def make(tables, edition=EDITION, bounds=None):
        file = tmp_path / "warehouse.duckdb"
        file.unlink(missing_ok=True)
        assemble(file, tables, read_views())
        with closing(open_warehouse(file)) as connection:
            return briefing_page(connection, edition, bounds)

    return make


def known(page):
    return json.loads(re.search(r'<script type="application/json" id="known">(.*?)</script>', page, re.DOTALL)[1])


def test_empty_warehouse_has_a_page_that_says_what_to_do(page_of):
    page = page_of({}, Edition(1, AT, "0"))
    for told in (
        "This is the first publication",
        "No exchange is known yet",
        "Nothing awaits review",
        "No record was refused",
    ):
        assert told in page
    assert known(page)["exchanges"] == []


def test_value_that_no_claim_gives_leads_to_its_exchange(page_of):
    conflict = {"exchange_id": "X0", "attribute": "status", "n_publishers": 0}
    values = [
        {**conflict, "value": "agreed", "rule": "stages_counted", "claim_ids": [], "chosen": True},
        {**conflict, "value": "completed", "rule": "rule", "claim_ids": ["r0#0"], "chosen": False},
    ]
    page = page_of({**warehouse_of(1), "exchange_conflicts": TABLES["exchange_conflicts"].rows(values)})
    assert 'href="#x=X0"' in page
    assert 'href="#x=X0&amp;claim=r0%230"' in page


def test_same_warehouse_has_the_same_page(page_of):
    assert page_of(warehouse_of(3)) == page_of(warehouse_of(3))


def test_policy_names_just_the_scripts_and_styles_of_the_page(page_of):
    page = page_of(warehouse_of(1))
    [policy] = re.findall(r'http-equiv="Content-Security-Policy" content="(.*?)"', page)
    inlined = re.findall(r"<(script|style)>(.*?)</\1>", page, re.DOTALL)
    assert [name for name, _ in inlined] == ["style", "script"]
    for name, text in inlined:
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{name}-src &#39;sha256-{digest}&#39;" in policy
    assert policy.startswith("default-src &#39;none&#39;")
    assert not re.search(r"\sstyle=|\son[a-z]+=", page.split("</style>")[1].split("<script>")[0])


def test_text_of_reports_is_nowhere_markup(page_of):
    page = page_of(warehouse_of(2, HOSTILE))
    assert "alert(1)" in page
    assert "<script>alert" not in page
    assert "\u202e" not in page
    assert "\x1b" not in page
    assert "{{ 7 * 7 }}" in page
    assert "address not linked" in page
    assert known(page)["exchanges"][0]["parties"] == ["RUS", "UKR"]


def test_large_warehouse_is_bounded_and_the_page_says_so(page_of):
    tables = warehouse_of(9)
    page = page_of(tables, bounds=Bounds(listed=5, in_full=2, changes=3, reviewed=4))
    assert [(e["id"], e["full"]) for e in known(page)["exchanges"]] == [
        ("X8", True),
        ("X7", True),
        ("X6", False),
        ("X5", False),
        ("X4", False),
    ]
    assert page.count('<details class="exchange"') == 2
    for told in ("2 of 9 exchanges are here", "3 of 9 changes are here", "4 of 9 entries are here"):
        assert told in page
    assert re.search(r'data-key="living">90<', page)  # totals leave nothing out


def test_figures_have_their_range(page_of):
    page = page_of(warehouse_of(1))
    assert '<b>10</b> military <span class="band">(9 or more)</span>' in page


def test_vendored_library_says_whose_it_is(page_of):
    page = page_of({})
    assert "Copyright 2010-2026 Mike Bostock" in page
    assert "Permission to use, copy, modify, and/or distribute" in page


@pytest.mark.parametrize(("licence", "told"), [
    (licence_of("ODbL-1.0"), r'href="https://spdx\.org/licenses/ODbL-1\.0\.html"'),
    (licence_of("LicenseRef-Ours"), r"under\s+LicenseRef-Ours\."),
    (licence_of("LicenseRef-Ours", "javascript:alert(1)"), r"under\s+LicenseRef-Ours\."),
])  # fmt: skip
def test_page_tells_its_licence(page_of, licence, told):
    page = page_of({}, Edition(1, AT, "0", licence=licence))
    assert re.search(told, page)
    assert "javascript:alert" not in page


def test_every_country_of_the_gazetteer_is_on_the_map():
    world = (BRIEFING / "vendor" / "world.js").read_text(encoding="utf-8")
    points = json.loads(world.partition("const WORLD = ")[2].rstrip(";\n"))["points"]
    with (PROJECT / "seeds" / "reference" / "places.csv").open(encoding="utf-8") as stream:
        countries = {row["country"] for row in csv.DictReader(stream)}
    assert countries - points.keys() == {"TUV"}  # islands too small for the atlas: in the table only
    assert all(0 <= x <= 1000 and 0 <= y <= 500 for x, y in points.values())
    assert points["UKR"][0] > points["DEU"][0]
    assert points["ZAF"][1] > points["EGY"][1]
