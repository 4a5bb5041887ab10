"""Pages, feeds and sitemaps of a site on loopback: each page once, nothing asked for that has not changed."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from assets.ingest.documents import landed_keys
from assets.ingest.read import read_sources
from assets.ingest.sources import Source, source_from_argument
from warehouse.visits import Visits

AT = datetime(2026, 1, 2, 3, 4, 5)


class Desk:
    """Runs over the same sources, with the memory that runs have."""

    def __init__(self, data, manners):
        self.visits = Visits(data)
        self.manners = manners
        self.known = set()
        self.documents = []
        self.refusals = []

    def read(self, *sources, at=AT):
        """Reads the sources; returns found, landed, known, refused."""
        sources = [source if isinstance(source, Source) else source_from_argument(source) for source in sources]
        chunks = list(read_sources(sources, self.known, at, manners=self.manners, find_visit=self.visits.find))
        for chunk in chunks:
            self.visits.record(chunk.visits)
        self.documents = [document for chunk in chunks for document in chunk.documents]
        self.refusals = [refusal for chunk in chunks for refusal in chunk.refusals]
        self.known |= {key for document in self.documents for key in landed_keys(document)}
        return tuple(sum(getattr(chunk, name) for chunk in chunks) for name in ("found", "landed", "known", "refused"))

    def rules(self):
        return [refusal.rule.removeprefix("ingest.") for refusal in self.refusals]


@pytest.fixture
def desk(tmp_path, hasty):
    running = Desk(tmp_path, hasty)
    yield running
    running.visits.close()


def page(text):
    return f"<!doctype html><html><body><p>{text}</p></body></html>"


def rss(site, *items):
    rows = "".join(
        f"<item><title>{path}</title><link>{site.base}{path}</link><pubDate>Mon, 06 May 2024 10:00:00 GMT</pubDate>"
        f"<description>{text}</description></item>"
        for path, text in (item if isinstance(item, tuple) else (item, "") for item in items)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{rows}</channel></rss>'


def sitemap(site, **changed):
    rows = "".join(f"<url><loc>{site.base}/{name}</loc><lastmod>{day}</lastmod></url>" for name, day in changed.items())
    return f"<urlset>{rows}</urlset>"


def test_lands_a_page_with_what_the_server_says(site, desk):
    site.put("/a", "<!doctype html><p>Обмен</p>".encode("cp1251"), Content_Type="text/html; charset=windows-1251")
    assert desk.read(f"{site.base}/a") == (1, 1, 0, 0)
    (document,) = desk.documents
    assert (document["origin"], document["url"], document["format"]) == (f"{site.base}/a", f"{site.base}/a", "html")
    assert document["given"] == '{"charset": "windows-1251"}'


def test_a_feed_leads_to_its_pages(site, desk):
    site.put("/feed", rss(site, "/a", "/b", "/none"), ETag='"f"')
    site.put("/a", page("Ten men came home."), ETag='"a"')
    site.put("/b", page("Twelve men came home."))
    assert desk.read(f"{site.base}/feed") == (3, 2, 0, 1)
    assert [document["url"] for document in desk.documents] == [f"{site.base}/a", f"{site.base}/b"]
    assert desk.documents[0]["given"] == '{"published": "Mon, 06 May 2024 10:00:00 GMT", "title": "/a"}'
    assert [(refusal.rule, refusal.record) for refusal in desk.refusals] == [
        ("ingest.fetch_failed", f"{site.base}/none")
    ]


def test_a_second_run_asks_only_whether_the_feed_has_changed(site, desk):
    site.put("/feed", rss(site, "/a", "/none"), ETag='"f"')
    site.put("/a", page("Ten men came home."))
    desk.read(f"{site.base}/feed")
    site.seen.clear()
    assert desk.read(f"{site.base}/feed", at=AT + timedelta(minutes=5)) == (2, 0, 1, 1)
    assert [path for path, _, _ in site.seen] == ["/feed"]


def test_a_page_is_asked_for_again_the_next_day_and_lands_if_it_has_changed(site, desk):
    site.put("/feed", rss(site, "/a", "/b"), ETag='"f"')
    site.put("/a", page("Ten men came home."), ETag='"1"')
    site.put("/b", page("Nobody came."), ETag='"1"')
    desk.read(f"{site.base}/feed")
    site.put("/a", page("Twelve men came home."), ETag='"2"')
    site.seen.clear()
    assert desk.read(f"{site.base}/feed", at=AT + timedelta(days=1)) == (2, 1, 1, 0)
    assert site.asked() == ["/feed", "/a", "/b"]
    assert b"Twelve" in desk.documents[0]["raw"]


def test_pages_that_are_weeks_old_are_asked_for_no_more(site, desk):
    site.put("/feed", rss(site, "/a"))
    site.put("/a", page("Ten men came home."))
    for days in (0, 15, 30):
        site.seen.clear()
        desk.read(f"{site.base}/feed", at=AT + timedelta(days=days))
    assert site.asked() == ["/feed"]


def test_a_sitemap_says_what_has_changed(site, desk):
    site.put("/robots.txt", "")
    site.put("/index", f"<sitemapindex><sitemap><loc>{site.base}/s</loc></sitemap>"
             f"<sitemap><loc>{site.base}/broken</loc></sitemap></sitemapindex>")  # fmt: skip
    site.put("/s", sitemap(site, a="2024-05-01", b="2024-05-02"))
    site.put("/broken", "no xml")
    for name in "ab":
        site.put(f"/{name}", page(f"{name} came home."))
    assert desk.read(f"{site.base}/index") == (3, 2, 0, 1)
    assert desk.rules() == ["broken_feed"]
    assert site.asked()[-2:] == ["/b", "/a"]  # the latest first
    site.put("/s", sitemap(site, a="2024-05-03", b="2024-05-02"))
    site.put("/a", page("a came home again."))
    site.seen.clear()
    assert desk.read(f"{site.base}/index", at=AT + timedelta(days=2)) == (3, 1, 1, 1)
    assert site.asked() == ["/index", "/s", "/broken", "/a"]


def test_a_feed_that_fails_does_not_stop_the_others(site, desk):
    site.put("/down", status=500)
    site.put("/bomb", '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "b">]><rss/>')
    site.put("/empty", rss(site))
    site.put("/feed", rss(site, "/a"))
    site.put("/a", page("Ten men came home."))
    found = desk.read(*(f"{site.base}/{name}" for name in ("down", "bomb", "empty", "feed")))
    assert found == (4, 1, 0, 3)
    assert desk.rules() == ["fetch_failed", "broken_feed", "empty"]


def test_what_failed_for_a_time_is_tried_by_the_next_run(site, desk):
    site.put("/feed", rss(site, "/a"), ETag='"f"')
    site.put("/a", status=503)
    assert desk.read(f"{site.base}/feed") == (1, 0, 0, 1)
    site.put("/a", page("Ten men came home."))
    assert desk.read(f"{site.base}/feed") == (1, 1, 0, 0)


def test_a_page_in_two_feeds_is_fetched_once(site, desk):
    site.put("/one", rss(site, "/a?utm_source=one", "/b"))
    site.put("/two", rss(site, "/c", "/a?utm_source=two", "/b#top"))
    for name in ("a?utm_source=one", "b", "c"):
        site.put(f"/{name}", page(f"{name} came home."))
    assert desk.read(f"{site.base}/one", f"{site.base}/two") == (3, 3, 0, 0)
    assert sorted(site.asked()[2:]) == ["/a?utm_source=one", "/b", "/c"]


def test_a_declaration_bounds_what_is_fetched(site, desk):
    site.put("/feed", rss(site, "/sport/1", "/world/1", "/world/2", "/world/3"))
    for number in (1, 2, 3):
        site.put(f"/world/{number}", page(f"{number} men came home."))
    source = Source("desk", f"{site.base}/feed", match="/world/", max_pages=2, publisher="The Desk", language="en")
    assert desk.read(source) == (3, 2, 0, 1)
    assert desk.rules() == ["left_for_next_run"]
    assert '"language": "en"' in desk.documents[0]["given"]
    assert '"publisher": "The Desk"' in desk.documents[0]["given"]
    assert desk.read(source) == (3, 1, 2, 0)


def test_a_feed_may_be_the_report_itself(site, desk):
    site.put("/feed", rss(site, ("/a", "Ten men came home.")))
    assert desk.read(Source("desk", f"{site.base}/feed", follow=False)) == (1, 1, 0, 0)
    assert desk.documents[0]["url"] == f"{site.base}/a"
    assert desk.read(Source("desk", f"{site.base}/feed", follow=False)) == (1, 0, 1, 0)


def test_a_page_that_may_not_be_fetched_is_read_in_the_feed(site, desk):
    site.put("/robots.txt", "User-agent: *\nDisallow: /closed")
    site.put("/feed", rss(site, ("/closed/1", "Ten men came home. " * 40), ("/closed/2", "Short.")))
    assert desk.read(f"{site.base}/feed") == (2, 1, 0, 1)
    assert desk.rules() == ["robots_disallow"]
    assert desk.read(f"{site.base}/feed") == (2, 0, 1, 1)


def test_a_page_that_is_gone_stays_known(site, desk):
    site.put("/feed", rss(site, "/a"))
    site.put("/a", page("Ten men came home."))
    desk.read(f"{site.base}/feed")
    site.put("/a", status=404)
    assert desk.read(f"{site.base}/feed", at=AT + timedelta(days=1)) == (1, 0, 1, 0)


def test_exports_and_archives_are_read_from_addresses_too(site, desk):
    site.put("/export", '{"text": "Ten men came home."}\n{"text": "Twelve men."}\n{broken\n', ETag='"1"')
    assert desk.read(f"{site.base}/export") == (3, 2, 0, 1)
    assert desk.read(f"{site.base}/export") == (3, 0, 2, 1)


def test_private_networks_stay_closed(site, tmp_path, hasty):
    desk = Desk(tmp_path, type(hasty)(delay=0))
    assert desk.read(f"{site.base}/feed", "http://169.254.169.254/latest/meta-data/") == (2, 0, 0, 2)
    assert desk.rules() == ["private_address", "private_address"]
    assert site.seen == []
    desk.visits.close()
