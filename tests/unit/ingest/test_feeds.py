"""Feeds and sitemaps: what they name, in all their dialects, and what they cannot do."""

from __future__ import annotations

import pytest

from assets.ingest.feeds import Entry, FeedError, read_entries

RSS = b"""<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>World</title><link>https://a.example/</link>
<item><media:title>Photo</media:title><title>Ten men &amp; two boys</title><link>https://a.example/1?utm_source=rss</link>
<pubDate>Mon, 06 May 2024 10:00:00 +0000</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>Ten men came home.</p>]]></content:encoded></item>
<item><title>No link</title><guid isPermaLink="true">https://a.example/2</guid></item>
</channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>World</title><updated>2024-05-07T00:00:00Z</updated>
<entry><title>Ten men</title><link rel="self" href="https://a.example/feed/1"/><link href="/1"/>
<source><title>Other</title><link href="https://b.example/"/></source>
<published>2024-05-06T10:00:00Z</published><updated>2024-05-06T12:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Ten <b>men</b> came home.</p></div></content></entry>
</feed>"""
RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><item rdf:about="https://a.example/1"><title>Ten men</title>
<link>https://a.example/1</link><dc:date>2024-05-06</dc:date></item></rdf:RDF>"""
SITEMAP = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><image:image><image:loc>https://a.example/p.jpg</image:loc>
</image:image><loc> https://a.example/1 </loc><lastmod>2024-05-06</lastmod><news:news><news:publication_date>2024-05-05
</news:publication_date><news:title>Ten men</news:title></news:news></url></urlset>"""
INDEX = (
    b"<sitemapindex><sitemap><loc>https://a.example/s.xml</loc><lastmod>2024-05-06</lastmod></sitemap></sitemapindex>"
)


@pytest.mark.parametrize(
    ("data", "entries"),
    [
        (
            RSS,
            [
                Entry(
                    "https://a.example/1?utm_source=rss",
                    "Ten men & two boys",
                    "Mon, 06 May 2024 10:00:00 +0000",
                    text="<p>Ten men came home.</p>",
                ),
                Entry("https://a.example/2", "No link"),
            ],
        ),
        (RDF, [Entry("https://a.example/1", "Ten men", "2024-05-06")]),
        (SITEMAP, [Entry("https://a.example/1", "Ten men", "2024-05-05", "2024-05-06")]),
        (INDEX, [Entry("https://a.example/s.xml", changed="2024-05-06", is_sitemap=True)]),
    ],
)
def test_reads_what_a_feed_names(data, entries):
    assert read_entries(data) == entries


def test_completes_addresses_and_keeps_markup():
    (entry,) = read_entries(ATOM, "https://a.example/feed.atom")
    assert entry.url == "https://a.example/1"
    assert (entry.title, entry.changed) == ("Ten men", "2024-05-06T12:00:00Z")
    assert "Ten <b>men</b> came home." in entry.text


def test_reads_on_over_small_faults():
    broken = RSS.replace(b"&amp;", b"&").replace(b"Short.", b"&nbsp;Short")
    assert [entry.url for entry in read_entries(broken)] == [entry.url for entry in read_entries(RSS)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_refuses_entities(tmp_path, encoding):
    (tmp_path / "secret").write_text("secret")
    entity = f'<!ENTITY x SYSTEM "{(tmp_path / "secret").as_uri()}">'
    attack = f"<!DOCTYPE rss [{entity}]><rss><item><title>&x;</title></item></rss>"
    with pytest.raises(FeedError, match="entities"):
        read_entries(attack.encode(encoding))


def test_loads_nothing_from_elsewhere(tmp_path):
    (tmp_path / "rss.dtd").write_text('<!ENTITY x "secret">')
    attack = f'<!DOCTYPE rss SYSTEM "{(tmp_path / "rss.dtd").as_uri()}"><rss><item><title>a &x;</title></item></rss>'
    assert [entry.title for entry in read_entries(attack.encode())] in ([], [None], ["a"])


def test_a_feed_that_tells_only_of_changes_gives_their_day():
    (updated,) = read_entries(ATOM.replace(b"<published>2024-05-06T10:00:00Z</published>", b""))
    assert updated.given()["published"] == "2024-05-06T12:00:00Z"
    (changed,) = read_entries(
        b"<urlset><url><loc>https://a.example/1</loc><lastmod>2024-05-06</lastmod></url></urlset>"
    )
    assert "published" not in changed.given()


def test_refuses_endless_feeds():
    with pytest.raises(FeedError, match="50,000 pages"):
        read_entries(b"<rss>" + b"<item/>" * 50_001)


@pytest.mark.parametrize("data", [b"", b"nothing", b"<html><body>Not found</body></html>"])
def test_refuses_what_is_no_feed(data):
    with pytest.raises(FeedError, match=r"no XML|no feed"):
        read_entries(data)


def test_an_empty_feed_names_nothing():
    assert read_entries(b"<rss>") == []
