"""Fetching pages like a good citizen: robots.txt, a delay for each host, retries that back off, bounded redirects.

Belongs here: the manners of fetching. Not here: one request (`connection.py`), what a page holds (`formats.py`), and
which pages are to be fetched (`web.py`).
"""

from __future__ import annotations

import random
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import urljoin, urlsplit

from assets.addresses import AddressError, encode_address
from assets.ingest.connection import Answer, FetchError, ask, charset_of
from assets.ingest.robots import MAX_BYTES as MAX_ROBOTS_BYTES
from assets.ingest.robots import ROBOT_NAME, Robots

VERSION: Final = "0.1"
MAX_REDIRECTS: Final = 5
REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504})  # answers after which trying again may help
NOT_MODIFIED: Final = 304
MAX_WAIT: Final = 30.0  # seconds; a host that asks for more (Retry-After) is left for the next run
MAX_FAILURES: Final = 3  # pages in a row for which a host does not answer; then it is left alone in this run


@dataclass(frozen=True)
class Manners:
    """How pages are fetched.

    Attributes:
        allow_private: whether loopback, link-local and private addresses may be connected to.
        contact: an address or e-mail under which the operator can be reached; sent with every request.
        delay: seconds between two requests to a host; its robots.txt may ask for more.
        tries: how often a request is made that fails in a way that can pass.
        backoff: seconds before the second try, at most; doubled before each further one.
        timeout: seconds for an answer as a whole.
    """

    allow_private: bool = False
    contact: str | None = None
    delay: float = 1.0
    tries: int = 3
    backoff: float = 2.0
    timeout: float = 20.0

    @property
    def user_agent(self) -> str:
        """What requests call themselves."""
        who = f"+{self.contact}" if self.contact else "reads news reports about prisoner exchanges"
        return f"{ROBOT_NAME}/{VERSION} ({who})"


@dataclass(frozen=True)
class Validators:
    """What a server gave with a page, and gets back to say whether the page has changed since."""

    etag: str | None = None
    last_modified: str | None = None

    def headers(self) -> dict[str, str]:
        """The headers of a conditional request."""
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in given.items() if value}


@dataclass(frozen=True)
class Page:
    """A fetched page: its address after redirects, its bytes, what tells whether it has changed, its encoding."""

    url: str
    data: bytes
    validators: Validators = Validators()
    charset: str | None = None


@dataclass
class _Host:
    """What is known of one host in this run."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    robots: Robots | None = None
    next_request: float = 0.0
    failures: int = 0


RobotsMemory = Callable[[str], str | None]
"""The text of a robots.txt that was read a short time ago, by its address; None if it is to be read anew."""


class Fetcher:
    """Fetches pages for one run; can be used by several threads, of which one at a time asks a host."""

    def __init__(self, manners: Manners = Manners(), remembered_robots: RobotsMemory = lambda _: None) -> None:
        self.manners = manners
        self.robots_read: dict[str, str] = {}
        self._remembered = remembered_robots
        self._hosts: Mapping[str, _Host] = defaultdict(_Host)

    def fetch(self, url: str, *, max_bytes: int, known: Validators = Validators()) -> Page | None:
        """The page at an http(s) address; None if it has not changed since the validators were given.

        Raises:
            FetchError: the address is refused, disallowed, does not answer in time, answers with an error, or sends
                more than `max_bytes`.
        """
        current = _encoded(url)
        for _ in range(MAX_REDIRECTS + 1):
            answer = self._ask_politely(current, known.headers(), max_bytes)
            if answer.status == NOT_MODIFIED and known.headers():
                return None
            if answer.status not in REDIRECTS or "location" not in answer.headers:
                break
            current = _encoded(urljoin(current, answer.headers["location"]))
        else:
            raise FetchError(f"It redirects more than {MAX_REDIRECTS} times. Check the address.", "redirects")
        if not 200 <= answer.status < 300:
            raise _refused(answer)
        validators = Validators(answer.headers.get("etag"), answer.headers.get("last-modified"))
        return Page(current, answer.data, validators, charset_of(answer.headers.get("content-type", "")))

    def _ask_politely(self, url: str, headers: Mapping[str, str], max_bytes: int) -> Answer:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        host = self._hosts[origin]
        with host.lock:
            if host.robots is None:
                host.robots = self._read_robots(origin, host)
            if not host.robots.allows(url):
                reason = f"The robots.txt of {parts.netloc} does not allow it. Ask its publisher, or leave it out."
                raise FetchError(reason, "robots_disallow")
            return self._ask_again(url, headers, max_bytes, host)

    def _read_robots(self, origin: str, host: _Host) -> Robots:
        address = f"{origin}/robots.txt"
        text = self._remembered(address)
        if text is None:
            text = self._fetch_robots(address, host)
            self.robots_read[address] = text
        return Robots.read(text)

    def _fetch_robots(self, address: str, host: _Host) -> str:
        """The text of the file; empty if there is none (RFC 9309, 2.3.1.3)."""
        current = address
        for _ in range(MAX_REDIRECTS + 1):
            try:
                answer = self._ask_again(current, {}, MAX_ROBOTS_BYTES, host)
            except FetchError as error:
                if error.rule == "too_large":
                    return ""
                raise
            if answer.status not in REDIRECTS or "location" not in answer.headers:
                break
            current = _encoded(urljoin(current, answer.headers["location"]))
        if answer.status in PASSING or answer.status >= 500:  # a host in trouble allows nothing (2.3.1.4)
            reason = f"Its robots.txt cannot be read (status {answer.status}), so nothing is. Try again later."
            raise FetchError(reason, "robots_unreadable", passes=True)
        return answer.data.decode("utf-8", "replace")

    def _ask_again(self, url: str, headers: Mapping[str, str], max_bytes: int, host: _Host) -> Answer:
        """The answer, after as many tries as it takes and as are allowed."""
        for attempt in range(1, self.manners.tries + 1):
            if host.failures >= MAX_FAILURES:
                reason = f"{urlsplit(url).netloc} does not answer and is left alone in this run. Try again later."
                raise FetchError(reason, "host_left_alone", passes=True)
            is_last = attempt == self.manners.tries
            try:
                answer = self._ask_once(url, headers, max_bytes, host)
            except FetchError as error:
                if not error.passes or is_last:
                    host.failures += error.passes
                    raise
                wait = self._backoff(attempt)
            else:
                host.failures = 0
                if answer.status not in PASSING or is_last:
                    return answer
                wait = max(_asked_wait(answer), self._backoff(attempt))
                if wait > MAX_WAIT:
                    return answer
            time.sleep(wait)
        raise AssertionError("there is a last try")

    def _ask_once(self, url: str, headers: Mapping[str, str], max_bytes: int, host: _Host) -> Answer:
        time.sleep(max(0.0, host.next_request - time.monotonic()))
        manners = self.manners
        sent = {"User-Agent": manners.user_agent, "Accept": "text/html,application/xml;q=0.9,*/*;q=0.5", **headers}
        try:
            return ask(url, sent, max_bytes=max_bytes, timeout=manners.timeout, allow_private=manners.allow_private)
        finally:
            host.next_request = time.monotonic() + max(manners.delay, host.robots.delay if host.robots else 0.0)

    def _backoff(self, attempt: int) -> float:
        """Seconds before the next try: random up to a bound that doubles, so that many do not come back at once."""
        return random.uniform(0.0, self.manners.backoff * 2 ** (attempt - 1))  # noqa: S311 -- no secret


def _encoded(url: str) -> str:
    try:
        return encode_address(url)
    except AddressError as error:
        raise FetchError(str(error), "bad_address") from error


def _asked_wait(answer: Answer) -> float:
    """The seconds that an answer asks to wait (Retry-After, as a number or a date)."""
    asked = answer.headers.get("retry-after", "").strip()
    if asked.isdigit():
        return float(asked)
    try:
        return max(0.0, parsedate_to_datetime(asked).timestamp() - time.time())
    except (ValueError, TypeError):
        return 0.0


def _refused(answer: Answer) -> FetchError:
    passes = answer.status in PASSING
    do = "Try again later." if passes else "Check the address."
    return FetchError(f"The server answered with status {answer.status}. {do}", "fetch_failed", passes=passes)
