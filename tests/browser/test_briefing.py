"""The briefing page in a real browser: what it shows, where its links lead, how it is used without a mouse."""

import re
from contextlib import closing
from datetime import datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from assets.publish.briefing.facts import Bounds, Edition
from assets.publish.briefing.page import briefing_page
from tests.browser.conftest import HOSTILE
from warehouse.published_file import open_warehouse
from warehouse.snapshot import warehouse_path

pytestmark = pytest.mark.browser

VIEWS = {
    "phone": {"width": 390, "height": 844, "has_touch": True},
    "laptop": {"width": 1280, "height": 800},
    "wide": {"width": 1920, "height": 1080},
    "dark": {"width": 1280, "height": 800, "color_scheme": "dark"},
}
RUSSIA_UKRAINE = "list_contains(parties, 'RUS') AND list_contains(parties, 'UKR')"


@pytest.fixture
def briefing(look, published):
    """The page, opened at a fragment; what the console said and what was asked of the network is checked at the end."""
    opened = []

    def open_at(fragment="", **options):
        seen = look(published.address + fragment, **options)
        opened.append(seen)
        return seen.page

    yield open_at
    for seen in opened:
        assert seen.messages == []
        assert {url.partition("#")[0] for url in seen.requests} == {published.address}


def number(text):
    return int(text.replace(",", ""))


def entries(page):
    """Ids of the exchanges that the list shows, folded ones included."""
    return page.eval_on_selector_all("details.exchange:not([hidden])", "all => all.map(each => each.id)")


@pytest.mark.parametrize("view", VIEWS)
def test_page_fits_its_screen_and_is_accessible(briefing, shot, view):
    page = briefing(**VIEWS[view])
    expect(page.get_by_role("heading", level=1)).to_have_text("Exchanges of prisoners")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    shot(page, f"briefing-{view}", full_page=True)
    if view in {"phone", "dark"}:  # the others show the same elements in the same colours
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()


def test_narrowest_screen_is_not_scrolled_sideways(briefing):
    assert briefing(width=320, height=600).evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_opened_exchange_is_accessible(briefing, shot, published):
    [(exchange_id,)] = published.rows("SELECT exchange_id FROM exchanges ORDER BY n_claims DESC, exchange_id LIMIT 1")
    page = briefing(f"#x={exchange_id}")
    expect(page.get_by_role("dialog")).to_be_visible()
    shot(page, "briefing-exchange")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def test_filters_show_what_sql_counts_and_stay_in_the_address(briefing, published):
    page = briefing()
    expected = published.rows(
        f"SELECT exchange_id FROM exchanges WHERE {RUSSIA_UKRAINE} AND status = 'completed' "
        "AND year(date_end) >= 2025 AND year(date_start) <= 2025 ORDER BY 1"
    )
    page.get_by_label("Party").select_option("RUS")
    page.locator("[name=from]").select_option("2025")
    page.locator("[name=to]").select_option("2025")
    page.get_by_label("Status").select_option("completed")
    assert page.url.endswith("#party=RUS&from=2025&to=2025&status=completed")
    shown = entries(page)
    assert {(each,) for each in shown} >= set(expected)
    assert page.locator("[data-key=completed]").inner_text() == str(len(shown))
    expect(page.locator("#shown")).to_contain_text(f"{len(shown)} of ")
    for part in ("disputed", "review"):
        rows = page.locator(f"#{part} [data-x]:not([hidden])").count()
        assert number(page.locator(f"[data-rows-of={part}]").inner_text()) == rows

    page.reload()
    assert entries(page) == shown
    expect(page.get_by_label("Party")).to_have_value("RUS")
    page.go_back()
    assert len(entries(page)) >= len(shown)
    page.get_by_role("button", name="Show all", exact=True).first.click()
    assert len(entries(page)) == len(published.rows("FROM exchanges"))
    assert "=" not in page.url


def test_text_is_found_in_names_and_sentences(briefing, published):
    page = briefing()
    page.get_by_label("Text").fill("vyshinsky")
    found = published.rows("SELECT exchange_id FROM exchange_persons WHERE name ILIKE '%vyshinsky%'")
    assert {(each,) for each in entries(page)} >= set(found)
    assert len(entries(page)) < len(published.rows("FROM exchanges"))
    page.get_by_label("Text").fill("nothing says this")
    assert entries(page) == []
    expect(page.get_by_text("No exchange fits the filter.")).to_be_visible()
    expect(page.get_by_text("No dated exchange to show.")).to_be_visible()


def test_totals_are_those_of_the_warehouse_with_and_without_a_filter(briefing, published):
    def told(page):
        rows = page.locator("table[data-rows=direction] tbody tr:not([hidden])")
        cells = rows.evaluate_all(
            "rows => rows.map(row => [row.dataset.key, ...['living', 'dead', 'exchanges']"
            ".map(name => row.querySelector(`[data-cell=${name}]`).textContent)])"
        )
        return {key: tuple(number(text) for text in texts) for key, *texts in cells}

    def summed(where="true"):
        rows = published.rows(
            "SELECT coalesce(released_by, '?') || '>' || coalesce(received_by, '?'), "
            "coalesce(sum(count_best) FILTER (category <> 'remains'), 0), "
            "coalesce(sum(count_best) FILTER (category = 'remains'), 0), count(DISTINCT exchange_id) "
            "FROM exchange_transfers JOIN exchanges USING (exchange_id) "
            f"WHERE status = 'completed' AND {where} GROUP BY 1"
        )
        return {key: tuple(map(int, counts)) for key, *counts in rows}

    page = briefing()
    came = told(page)
    assert came == summed()
    page.locator("[name=from]").select_option("2025")
    assert told(page) == summed("year(date_end) >= 2025")
    page.locator("[name=from]").select_option("")
    assert told(page) == came


def test_every_number_leads_to_its_exchanges(briefing, published):
    page = briefing()
    row = page.locator("table[data-rows=direction] tbody tr").first
    key, count = row.get_attribute("data-key"), number(row.locator("[data-cell=exchanges]").inner_text())
    row.locator("[data-cell=living]").click()
    expect(page.get_by_role("button", name="Remove filter")).to_be_visible()
    released_by, received_by = key.split(">")
    expected = published.rows(
        "SELECT DISTINCT exchange_id FROM exchange_transfers "
        f"WHERE released_by = '{released_by}' AND received_by = '{received_by}'"
    )
    assert {(each,) for each in entries(page)} == set(expected)
    assert number(page.locator("[data-key=completed]").inner_text()) == count
    page.get_by_role("button", name="Remove filter").click()
    assert "dir=" not in page.url
    for link in page.locator("main a[href^='#']").all():
        target = link.get_attribute("href")
        assert "=" in target or page.locator(target).count() == 1


def test_exchange_is_followed_to_its_sentences_and_reports(briefing, published):
    page = briefing()
    page.locator("#disputed a, #review a, .mark").first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    exchange_id = dialog.locator("code").first.inner_text()
    claims = published.rows(
        "SELECT claim_id, split_part(evidence, chr(10), 1), extractor FROM exchange_claims "
        f"JOIN claims USING (claim_id) WHERE exchange_id = '{exchange_id}'"
    )
    assert claims
    for claim_id, sentence, extractor in claims:
        claim = dialog.locator(f'[data-claim="{claim_id}"]')
        expect(claim).to_have_count(1)
        if extractor == "rules":
            expect(claim.locator("blockquote").first).to_contain_text(sentence)
    addresses = {url for (url,) in published.rows("SELECT url FROM reports WHERE url IS NOT NULL")}
    for link in dialog.locator(".claim .source a").all():
        assert link.get_attribute("href") in addresses
        assert link.get_attribute("rel") == "noopener noreferrer external"
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page).not_to_have_url(re.compile("x="))  # the address follows a moment later


def test_changes_since_the_last_publication_are_told(briefing, published):
    page = briefing()
    changed = published.rows("SELECT DISTINCT exchange_id FROM exchange_history WHERE published_at > '2026-07-05'")
    assert changed
    new = page.locator("#new")
    expect(new).to_contain_text("Since 1 July 2026")
    new.get_by_role("link", name=re.compile(r"\d+ exchanges?$")).click()
    assert {(each,) for each in entries(page)} == set(changed)


def test_page_is_used_with_the_keyboard_alone(briefing):
    page = briefing()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the briefing")
    page.keyboard.press("Enter")
    expect(page.locator("h2:focus, main:focus")).to_have_count(1)
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.locator(".mark:focus").count():
            break
    first = page.locator(".mark:focus").get_attribute("aria-label")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    second = page.locator(".mark:focus").get_attribute("aria-label")
    assert first != second
    expect(page.locator("#tip")).to_be_visible()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    assert second.startswith(dialog.get_by_role("heading").first.inner_text().rpartition(", ")[2])
    place = page.locator("#detail-place").inner_text()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#detail-place")).to_have_text(place)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.locator(".mark:focus")).to_have_count(1)


def test_long_lists_are_folded_until_somebody_asks(briefing):
    page = briefing()
    listed = page.locator("#list > details:visible")
    assert listed.count() == 30
    page.locator("#exchanges .fold").click()
    assert listed.count() == len(entries(page)) > 30
    page.get_by_label("Order").select_option("people")
    assert page.url.endswith("sort=people")


def test_page_reads_without_scripts(look, published, shot):
    seen = look(published.address, java_script_enabled=False)
    expect(seen.page.get_by_text("Filters and charts need JavaScript")).to_be_visible()
    expect(seen.page.locator("#filters")).to_be_hidden()
    entry = seen.page.locator("details.exchange").first
    entry.locator("summary").click()
    expect(entry.locator(".claim").first).to_be_visible()
    shot(seen.page, "briefing-without-scripts")


def test_page_prints_whole_and_in_ink_on_white(briefing):
    page = briefing("#party=RUS", color_scheme="dark")
    page.emulate_media(media="print")
    expect(page.locator("#filters")).to_be_hidden()
    expect(page.locator("#print-filters")).to_contain_text("Russia")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("#list > details:visible").count() == len(entries(page))
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_hostile_reports_are_shown_and_do_nothing(briefing):
    page = briefing()
    page.get_by_role("button", name="Open all").click()
    text = page.locator("#list").text_content()
    for title in (report["title"] for report in HOSTILE):
        assert title.replace("\u202e", "").replace("\u2066", "") in text
    assert "<iframe srcdoc='<script>parent.owned=1</script>'>" in text
    assert page.evaluate("window.owned") is None
    assert (
        page.locator("main script, main iframe, main img, [onload], [onclick], [onerror], [onmouseover]").count() == 0
    )
    addresses = page.eval_on_selector_all("a[href]", "all => all.map(each => each.getAttribute('href'))")
    assert all(re.match(r"#|https?://[^@]+$", address) for address in addresses)
    expect(page.get_by_text("address not linked: javascript:window.owned=1").first).to_be_attached()
    expect(page.get_by_text("address not linked: https://www.bbc.co.uk@evil.example/swap").first).to_be_attached()


def test_hostile_fragments_do_nothing(briefing):
    page = briefing(
        "#party=%3Cscript%3Ewindow.owned%3D1%3C%2Fscript%3E&pair=%3Cimg%20src%3Dx%20onerror%3Downed%3D1%3E&x=__proto__"
    )
    assert page.evaluate("window.owned") is None
    assert entries(page) == []
    expect(page.get_by_role("button", name="Remove filter")).to_contain_text("<img src=x onerror=owned=1>")


def test_policy_lets_no_other_script_run_and_nothing_be_loaded(look, published):
    seen = look(published.address)
    with seen.page.expect_event("requestfailed") as failed:
        refused = seen.page.evaluate(
            """() => {
                const tries = [
                    () => document.body.append(Object.assign(document.createElement("img"), {src: "https://news.example/a"})),
                    () => { document.createElement("script").textContent = "window.owned = 1"; },
                    () => { document.body.innerHTML = "<b>"; },
                ];
                return tries.map((go) => { try { go(); return false; } catch { return true; } });
            }"""
        )
    assert failed.value.failure == "csp"
    assert refused == [False, True, True]
    assert seen.page.evaluate("window.owned") is None


def test_map_tells_what_the_table_tells(briefing, shot):
    page = briefing()
    page.locator("#places").scroll_into_view_if_needed()
    shot(page, "briefing-map")
    rows = page.locator("table[data-rows=place] tbody tr:not([hidden])").evaluate_all(
        "rows => rows.map(row => [row.dataset.key, ...['exchanges', 'living', 'dead']"
        ".map(name => row.querySelector(`[data-cell=${name}]`).textContent)])"
    )
    told = {key: (exchanges, number(living) + number(dead)) for key, exchanges, living, dead in rows if key != "?"}
    spots = page.locator("#map .spot")
    labels = {spot.get_attribute("data-place"): spot.get_attribute("aria-label") for spot in spots.all()}
    assert labels.keys() == told.keys()
    for code, (exchanges, people) in told.items():
        assert re.search(rf", {exchanges} exchanges?, ({people:,} people|number of people not told)$", labels[code])
    page.locator("#map .spot").first.focus()
    expect(page.locator("#tip")).to_be_visible()
    chosen = page.locator("#map .spot").first.get_attribute("data-place")
    page.keyboard.press("Enter")
    expect(spots).to_have_count(1)
    assert f"place={chosen}" in page.url
    assert len(entries(page)) == number(told[chosen][0])


@pytest.fixture(scope="module")
def bounded(published, tmp_path_factory):
    """A page of the same file that knows no more than a few exchanges."""
    path = tmp_path_factory.mktemp("bounded") / "briefing.html"
    with closing(open_warehouse(warehouse_path(published.data))) as connection:
        edition = Edition(2, datetime(2026, 7, 8), "0")
        path.write_text(briefing_page(connection, edition, Bounds(listed=9, in_full=4, rows=2)), encoding="utf-8")
    return path.as_uri()


def test_page_of_a_large_warehouse_counts_all_and_says_what_is_left_out(look, bounded, published):
    seen = look(bounded)
    page = seen.page
    [(completed, exchanges)] = published.rows("SELECT count(*) FILTER (status = 'completed'), count(*) FROM exchanges")
    expect(page.locator("#shown")).to_have_text(f"{exchanges} exchanges")
    expect(page.locator("[data-key=completed]")).to_have_text(str(completed))
    came = page.locator("table[data-rows=place]").inner_text()
    expect(page.get_by_text(f"the latest 9 of {exchanges} exchanges")).to_be_visible()
    page.get_by_label("Party").select_option("RUS")
    expect(page.locator("#shown")).to_contain_text("of the latest 9 exchanges")
    assert number(page.locator("[data-key=completed]").inner_text()) <= 9
    page.get_by_role("button", name="Show all", exact=True).first.click()
    expect(page.locator("[data-key=completed]")).to_have_text(str(completed))
    assert page.locator("table[data-rows=place]").inner_text() == came
    assert seen.messages == []
    queries = page.locator(".left-out code").all_text_contents()
    asked = [query.split('"')[1] for query in queries if query.startswith("swapledger sql")]
    assert any("releases" in query for query in asked)
    assert all(published.rows(query) for query in asked)
