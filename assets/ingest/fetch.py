"""Fetching one page over http(s), within bounds and never from a private network.

Belongs here: the request, its bounds, and the check of every address that is connected to. Not here: telling what
came (`formats.py`). The check is made on the address that the name was resolved to, for the connection that is then
used, so neither a redirect nor a second answer of the name server leads around it. Proxies are not used.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPMessage
from typing import IO, Final
from urllib.parse import quote, urlsplit, urlunsplit

USER_AGENT: Final = "swapledger/0.1 (reads single pages about prisoner exchanges)"
TIMEOUT_SECONDS: Final = 20.0  # for an answer, and for the whole page
MAX_REDIRECTS: Final = 5
CHUNK: Final = 64 * 1024
NAT64: Final = ipaddress.ip_network("64:ff9b::/96")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class FetchError(Exception):
    """The page cannot be fetched; the message says why and what to do."""


class PageTooLargeError(FetchError):
    """The page is larger than the bound."""


@dataclass(frozen=True)
class Page:
    """A fetched page: its address after redirects, and its bytes."""

    url: str
    data: bytes


def fetch_page(
    url: str,
    *,
    max_bytes: int,
    allow_private: bool = False,
    timeout: float = TIMEOUT_SECONDS,
    user_agent: str = USER_AGENT,
) -> Page:
    """The page at an http(s) address.

    Args:
        url: the address; letters outside ASCII are encoded.
        max_bytes: the most that is read.
        allow_private: whether loopback, link-local and private addresses may be connected to.
        timeout: seconds for each answer, and for the page as a whole.
        user_agent: what the request calls itself.

    Raises:
        FetchError: the address is refused, does not answer in time, or answers with an error.
        PageTooLargeError: the page is larger than `max_bytes`.
    """
    request = urllib.request.Request(_encoded(url), headers={"User-Agent": user_agent, "Accept": "text/html,*/*;q=0.5"})  # noqa: S310 -- _encoded lets http(s) through only
    try:
        with _opener(allow_private=allow_private).open(request, timeout=timeout) as response:
            return Page(response.geturl(), _read_bounded(response, max_bytes, time.monotonic() + timeout))
    except urllib.error.HTTPError as error:
        error.close()
        raise FetchError(f"The server answered {error.code} {error.reason}. Check the address.") from error
    except urllib.error.URLError as error:
        raise FetchError(_explained(error.reason)) from error
    except (OSError, http.client.HTTPException) as error:
        raise FetchError(_explained(error)) from error


def is_public(address: Address) -> bool:
    """Whether an address is one of the public internet, also when it wraps an IPv4 address."""
    wrapped = _wrapped_ipv4(address) if isinstance(address, ipaddress.IPv6Address) else None
    return address.is_global and not address.is_multicast and (wrapped is None or is_public(wrapped))


def _wrapped_ipv4(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address in NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)


def _encoded(url: str) -> str:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        ascii_host = host if ":" in host else host.encode("idna").decode()
    except ValueError as error:  # UnicodeError of a bad host name is one, too
        raise FetchError(f"The address is not valid: {error}. Check it.") from error
    if parts.scheme not in {"http", "https"} or not ascii_host:
        raise FetchError("Only http and https addresses with a host are fetched. Check the address.")
    if parts.username is not None or parts.password is not None:
        raise FetchError("Addresses with a user name or password are not fetched. Leave them out.")
    netloc = f"[{ascii_host}]" if ":" in ascii_host else ascii_host
    netloc += f":{port}" if port else ""
    safe = "%/:=&?~#+!$,;'@()*[]"
    return urlunsplit((parts.scheme, netloc, quote(parts.path or "/", safe), quote(parts.query, safe), ""))


def _opener(*, allow_private: bool) -> urllib.request.OpenerDirector:
    opener = urllib.request.OpenerDirector()
    for handler in (
        _HTTPHandler(allow_private),
        _HTTPSHandler(allow_private),
        _RedirectHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.UnknownHandler(),
    ):
        opener.add_handler(handler)
    return opener


def _connector(*, allow_private: bool) -> Callable[..., socket.socket]:
    def connect(address: tuple[str, int], timeout: float, source_address: object = None) -> socket.socket:  # noqa: ARG001 -- http.client's form
        last_error: OSError | None = None
        for family, kind, protocol, _, target in socket.getaddrinfo(*address, type=socket.SOCK_STREAM):
            if not allow_private and not is_public(ipaddress.ip_address(str(target[0]).partition("%")[0])):
                raise FetchError(f"{address[0]} is a private address, which is not fetched unless that is allowed.")
            connection = socket.socket(family, kind, protocol)
            try:
                connection.settimeout(timeout)
                connection.connect(target)
            except OSError as error:
                connection.close()
                last_error = error
            else:
                return connection
        raise last_error or OSError(f"{address[0]} has no address")

    return connect


class _HTTPHandler(urllib.request.HTTPHandler):
    def __init__(self, allow_private: bool) -> None:
        super().__init__()
        self._allow_private = allow_private

    def http_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_connection_class(http.client.HTTPConnection, self._allow_private), request)


class _HTTPSHandler(urllib.request.HTTPSHandler):
    def __init__(self, allow_private: bool) -> None:
        super().__init__(context=ssl.create_default_context())
        self._allow_private = allow_private

    def https_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        context = ssl.create_default_context()
        return self.do_open(
            _connection_class(http.client.HTTPSConnection, self._allow_private), request, context=context
        )


def _connection_class(
    base: type[http.client.HTTPConnection], allow_private: bool
) -> Callable[..., http.client.HTTPConnection]:
    def make(host: str, **options: object) -> http.client.HTTPConnection:
        connection = base(host, **options)  # type: ignore[arg-type]  # urllib passes what the class takes
        connection._create_connection = _connector(allow_private=allow_private)  # type: ignore[attr-defined]  # noqa: SLF001 -- the one seam between name resolution and connection
        return connection

    return make


class _RedirectHandler(urllib.request.HTTPRedirectHandler):
    max_redirections = MAX_REDIRECTS

    def redirect_request(  # urllib's form
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        return super().redirect_request(req, fp, code, msg, headers, _encoded(newurl))


def _read_bounded(response: http.client.HTTPResponse, max_bytes: int, deadline: float) -> bytes:
    data = bytearray()
    while chunk := response.read1(CHUNK):
        data += chunk
        if len(data) > max_bytes:
            raise PageTooLargeError(f"The page is larger than {max_bytes:,} bytes, which no report is.")
        if time.monotonic() > deadline:
            raise FetchError("The page did not come whole in time. Try again later.")
    if response.length:
        raise FetchError(f"The connection broke {response.length:,} bytes before the end. Try again later.")
    return bytes(data)


def _explained(error: object) -> str:
    if isinstance(error, TimeoutError):
        return "The server did not answer in time. Try again later."
    if isinstance(error, socket.gaierror):
        return "The host name is not known. Check the address and the connection."
    return f"The page cannot be fetched: {error}. Check the address and the connection."
