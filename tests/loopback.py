"""A site on loopback whose pages a test sets, and which remembers what it was asked."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from assets.ingest.fetch import Manners


class Site:
    """Pages by path: each a list of answers, of which the last is repeated; an answer is (status, headers, body)."""

    def __init__(self, server):
        self.base = f"http://127.0.0.1:{server.server_port}"
        self.port = server.server_port
        self.answers = defaultdict(lambda: [(404, {}, b"gone")])
        self.seen = []

    def put(self, path, body=b"", status=200, **headers):
        """The one answer of a path from now on; one with an ETag is told to be unmodified to whoever knows it."""
        body = body if isinstance(body, bytes) else body.encode()
        self.answers[path] = [(status, {name.replace("_", "-"): value for name, value in headers.items()}, body)]

    def then(self, path, body=b"", status=200, **headers):
        """A further answer of a path."""
        before = self.answers[path]
        self.put(path, body, status, **headers)
        self.answers[path] = before + self.answers[path]

    def asked(self, but=("/robots.txt",)):
        """The paths that were asked for, in order."""
        return [path for path, _, _ in self.seen if path not in but]


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        site = self.server.site
        site.seen.append((self.path, dict(self.headers), time.monotonic()))
        answers = site.answers[self.path]
        status, headers, body = answers.pop(0) if len(answers) > 1 else answers[0]
        if headers.get("ETag") and self.headers["If-None-Match"] == headers["ETag"]:
            status, body = 304, b""
        pause = float(headers.get("X-Pause", 0))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value.replace("{base}", site.base))
        if "Content-Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        for piece in [body[n : n + 1] for n in range(len(body))] if pause else [body]:
            try:
                self.wfile.write(piece)
                self.wfile.flush()
            except OSError:
                return
            time.sleep(pause)

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True


@pytest.fixture(scope="session")
def server():
    running = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=running.serve_forever, args=(0.02,))
    thread.start()
    yield running
    running.shutdown()
    thread.join()
    running.server_close()


@pytest.fixture
def site(server):
    server.site = Site(server)
    return server.site


@pytest.fixture
def hasty():
    """Manners for loopback: no delays, two tries."""
    return Manners(allow_private=True, delay=0.0, tries=2, backoff=0.01, timeout=1.0)
