"""Fetching, against a server on loopback."""

from __future__ import annotations

import ipaddress
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from assets.ingest.fetch import FetchError, PageTooLargeError, fetch_page, is_public

PAGE = b"<html><p>Ten men came home.</p></html>"


class Site(BaseHTTPRequestHandler):
    seen: list[str]

    def do_GET(self):
        self.seen.append(self.headers["User-Agent"])
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to/"))
            self.end_headers()
        elif self.path == "/loop":
            self.send_response(302)
            self.send_header("Location", "/loop")
            self.end_headers()
        elif self.path == "/page?q=%C3%A4":
            self.answer(200, PAGE)
        elif self.path == "/large":
            self.answer(200, b"a" * 5_000)
        elif self.path == "/cut":
            self.send_response(200)
            self.send_header("Content-Length", "5000")
            self.end_headers()
            self.wfile.write(b"a" * 100)
        elif self.path == "/slow":
            self.send_response(200)
            self.end_headers()
            for _ in range(20):
                self.wfile.write(b"a")
                self.wfile.flush()
                time.sleep(0.05)
        else:
            self.answer(404, b"gone")

    def answer(self, status, body):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def site():
    Site.seen = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", Site.seen
    server.shutdown()
    thread.join()
    server.server_close()


def fetch(url, **options):
    return fetch_page(url, max_bytes=1_000, timeout=0.4, **{"allow_private": True, **options})


def test_fetches_a_page_and_says_who_asks(site):
    base, seen = site
    page = fetch(f"{base}/page?q=ä")
    assert (page.url, page.data) == (f"{base}/page?q=%C3%A4", PAGE)
    assert seen[-1].startswith("swapledger/")


def test_follows_redirects_to_the_last_address(site):
    base, _ = site
    assert fetch(f"{base}/to//page?q=ä").url == f"{base}/page?q=%C3%A4"


@pytest.mark.parametrize(
    ("path", "error", "message"),
    [
        ("/none", FetchError, "404"),
        ("/large", PageTooLargeError, "larger than 1,000 bytes"),
        ("/cut", FetchError, "4,900 bytes before the end"),
        ("/slow", FetchError, "in time"),
        ("/loop", FetchError, "302"),
        ("/to/file:///etc/passwd", FetchError, "not allowed"),
        ("/to/ftp://a.example/x", FetchError, "Only http and https"),
    ],
)
def test_says_why_a_page_cannot_be_fetched(site, path, error, message):
    with pytest.raises(error, match=message):
        fetch(site[0] + path)


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
def test_refuses_addresses(url, message):
    with pytest.raises(FetchError, match=message) as caught:
        fetch(url)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "[::1]", "[::ffff:127.0.0.1]", "10.0.0.1", "169.254.169.254"]
)
def test_does_not_connect_to_private_networks(site, host):
    port = site[0].rpartition(":")[2]
    before = len(site[1])
    with pytest.raises(FetchError, match="private address"):
        fetch(f"http://{host}:{port}/page", allow_private=False)
    assert len(site[1]) == before


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
