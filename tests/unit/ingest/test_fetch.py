"""Fetching, against a server on loopback."""

from __future__ import annotations

import gzip
import ipaddress
import zlib
from dataclasses import replace

import pytest

from assets.addresses import is_public
from assets.ingest.connection import FetchError
from assets.ingest.fetch import Fetcher, Manners, Validators

PAGE = b"<html><p>Ten men came home.</p></html>"


def fetch(manners, url, **known):
    return Fetcher(manners).fetch(url, max_bytes=1_000, **known)


def refused(manners, url):
    with pytest.raises(FetchError) as caught:
        fetch(manners, url)
    return caught.value


def test_fetches_a_page_and_says_who_asks(site, hasty):
    site.put("/page?q=%C3%A4", PAGE, Content_Type="text/html; charset=Windows-1251")
    page = fetch(replace(hasty, contact="desk@example.org"), f"{site.base}/page?q=ä#part")
    assert (page.url, page.data, page.charset) == (f"{site.base}/page?q=%C3%A4", PAGE, "windows-1251")
    assert [headers["User-Agent"] for _, headers, _ in site.seen] == ["swapledger/0.1 (+desk@example.org)"] * 2


def test_follows_redirects_to_the_last_address(site, hasty):
    site.put("/old", status=302, Location="/new")
    site.put("/new", PAGE)
    assert fetch(hasty, f"{site.base}/old").url == f"{site.base}/new"


@pytest.mark.parametrize(
    ("pack", "name"),
    [(gzip.compress, "gzip"), (gzip.compress, "X-GZIP"), (zlib.compress, "deflate"), (bytes, "identity")],
)
def test_unpacks_what_a_server_packs(site, hasty, pack, name):
    site.put("/page", pack(PAGE), Content_Encoding=name)
    assert fetch(hasty, f"{site.base}/page").data == PAGE


def test_asks_only_for_what_has_changed(site, hasty):
    site.put("/page", PAGE, ETag='"1"', Last_Modified="Mon, 01 Jan 2024 00:00:00 GMT")
    page = fetch(hasty, f"{site.base}/page")
    assert page.validators == Validators('"1"', "Mon, 01 Jan 2024 00:00:00 GMT")
    assert fetch(hasty, f"{site.base}/page", known=page.validators) is None
    assert site.seen[-1][1]["If-Modified-Since"] == page.validators.last_modified


@pytest.mark.parametrize(
    ("answer", "message", "passes"),
    [
        ({"status": 404}, "status 404", False),
        ({"status": 503}, "status 503", True),
        ({"body": b"a" * 5_000}, "larger than 1,000 bytes", False),
        ({"body": gzip.compress(b"a" * 5_000_000), "Content_Encoding": "gzip"}, "larger than 1,000 bytes", False),
        ({"body": gzip.compress(PAGE)[:-12], "Content_Encoding": "gzip"}, "before the end", True),
        ({"body": b"\x0b\x02\x80", "Content_Encoding": "br"}, "packs its answer as br", False),
        ({"body": b"a" * 100, "Content_Length": "5000"}, "4,900 bytes before the end|in time", True),
        ({"body": b"a" * 300, "X_Pause": "0.01"}, "in time", True),
        ({"status": 302, "Location": "/page"}, "redirects more than 5 times", False),
        ({"status": 302, "Location": "file:///etc/passwd"}, "Only http and https", False),
        ({"status": 302, "Location": "ftp://a.example/x"}, "Only http and https", False),
    ],
)
def test_says_why_a_page_cannot_be_fetched(site, hasty, answer, message, passes):
    site.put("/page", answer.pop("body", b""), **answer)
    error = refused(replace(hasty, timeout=0.3, tries=1), f"{site.base}/page")
    assert error.passes is passes
    with pytest.raises(FetchError, match=message):
        raise error


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("file:///etc/passwd", "Only http and https"),
        ("http:///no-host", "Only http and https"),
        ("http://a.example:99999/", "not valid"),
        ("http://[::1/", "not valid"),
        ("http://" + "a" * 70 + ".example/", "not valid"),
        ("http://me:secret@a.example/", "user name or password"),
        ("http://127.0.0.1:1/", "cannot be fetched"),
    ],
)
def test_refuses_addresses(url, hasty, message):
    error = refused(hasty, url)
    assert message in str(error)
    assert "secret" not in str(error)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "[::1]", "[::ffff:127.0.0.1]", "10.0.0.1", "169.254.169.254"]
)
def test_does_not_connect_to_private_networks(site, host):
    error = refused(Manners(delay=0), f"http://{host}:{site.port}/page")
    assert (error.rule, error.passes, site.seen) == ("private_address", False, [])


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("fe80::1", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::5db8:d822", True),
        ("2002:7f00:1::", False),
    ],
)
def test_tells_public_addresses(address, public):
    assert is_public(ipaddress.ip_address(address)) is public


def test_keeps_to_robots_txt_also_after_a_redirect(site, hasty):
    site.put("/robots.txt", "User-agent: *\nDisallow: /private\nAllow: /private/$\nUser-agent: other\nDisallow: /")
    site.put("/old", status=301, Location="/private/page")
    site.put("/public", PAGE)
    fetcher = Fetcher(hasty)
    assert fetcher.fetch(f"{site.base}/public", max_bytes=1_000)
    for path in ("/private/page", "/old"):
        with pytest.raises(FetchError, match=r"robots\.txt") as caught:
            fetcher.fetch(site.base + path, max_bytes=1_000)
        assert caught.value.rule == "robots_disallow"
    assert [path for path, _, _ in site.seen] == ["/robots.txt", "/public", "/old"]


def test_takes_a_host_in_trouble_to_allow_nothing(site, hasty):
    site.put("/robots.txt", status=500)
    error = refused(hasty, f"{site.base}/page")
    assert (error.rule, error.passes, site.asked()) == ("robots_unreadable", True, [])


def test_uses_a_robots_txt_that_was_read_before(site, hasty):
    fetcher = Fetcher(hasty, lambda address: "User-agent: *\nDisallow: /" if address.endswith("/robots.txt") else None)
    with pytest.raises(FetchError, match=r"robots\.txt"):
        fetcher.fetch(f"{site.base}/page", max_bytes=1_000)
    assert site.seen == []


def test_tries_again_what_can_pass(site, hasty):
    site.put("/page", status=503, Retry_After="0")
    site.then("/page", PAGE)
    assert fetch(hasty, f"{site.base}/page").data == PAGE
    assert site.asked() == ["/page", "/page"]


def test_leaves_a_host_that_asks_for_much_time(site, hasty):
    site.put("/page", status=429, Retry_After="3600")
    assert refused(hasty, f"{site.base}/page").passes
    assert site.asked() == ["/page"]


def test_does_not_try_again_what_cannot_pass(site, hasty):
    assert not refused(hasty, f"{site.base}/none").passes
    assert site.asked() == ["/none"]


def test_waits_between_two_requests_as_robots_txt_asks(site, hasty):
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 0.2")
    site.put("/page", PAGE)
    fetcher = Fetcher(replace(hasty, delay=0.1))
    for _ in range(2):
        fetcher.fetch(f"{site.base}/page", max_bytes=1_000)
    times = [at for _, _, at in site.seen]
    assert times[1] - times[0] >= 0.1
    assert times[2] - times[1] >= 0.2


def test_leaves_a_host_alone_that_does_not_answer(hasty):
    fetcher = Fetcher(replace(hasty, tries=1), lambda _: "")
    rules = []
    for number in range(4):
        with pytest.raises(FetchError) as caught:
            fetcher.fetch(f"http://127.0.0.1:1/{number}", max_bytes=1_000)
        rules.append(caught.value.rule)
    assert rules == ["fetch_failed"] * 3 + ["host_left_alone"]
