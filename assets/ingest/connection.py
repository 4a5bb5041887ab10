"""One request over http(s), within bounds of size and time, and never to a private network unless that is allowed.

Belongs here: one request and its answer. Not here: redirects, robots.txt, delays and retries (`fetch.py`). The check is
made on the address that the name was resolved to, for the connection that is then used, so neither a redirect nor a
second answer of the name server leads around it. Proxies are not used.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import zlib
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from email.message import Message
from functools import cache
from typing import Any, Final
from urllib.parse import urlsplit

from assets.addresses import is_public

CHUNK: Final = 64 * 1024
ANY_WINDOW: Final = 47  # zlib: the header of gzip or its own, largest window


class FetchError(Exception):
    """There is no whole answer; the message says why and what to do.

    Attributes:
        rule: what the refusal is called.
        passes: whether trying again may help.
    """

    def __init__(self, message: str, rule: str = "fetch_failed", *, passes: bool = False) -> None:
        super().__init__(message)
        self.rule = rule
        self.passes = passes


@dataclass(frozen=True)
class Answer:
    """An answer: its status, its headers with names in lower case, and its bytes."""

    status: int
    headers: Mapping[str, str]
    data: bytes = b""


def charset_of(content_type: str) -> str | None:
    """The encoding that a `Content-Type` declares, in lower case."""
    header = Message()
    header["content-type"] = content_type
    return header.get_content_charset()


def ask(url: str, headers: Mapping[str, str], *, max_bytes: int, timeout: float, allow_private: bool) -> Answer:
    """The answer to one GET request.

    Args:
        url: the address, encoded (`encode_address`).
        headers: what is sent along.
        max_bytes: the most that is accepted, packed as well as unpacked.
        timeout: seconds for the answer as a whole.
        allow_private: whether loopback, link-local and private addresses may be connected to.

    Raises:
        FetchError: the address is private, does not answer in time, breaks off, or sends too much.
    """
    parts = urlsplit(url)
    watch = _Watch(timeout)
    try:
        with watch, closing(_connection(parts.scheme, parts.netloc, watch, allow_private=allow_private)) as connection:
            connection.request("GET", url.partition(parts.netloc)[2], headers={"Accept-Encoding": "gzip", **headers})
            with connection.getresponse() as response:
                return _read_answer(response, max_bytes)
    except FetchError as error:
        raise (_late() if error.passes and watch.is_overdue else error) from error
    except (OSError, http.client.HTTPException, zlib.error) as error:
        raise _late() if watch.is_overdue else _explained(error) from error


class _Watch:
    """Hangs up when the time is over; servers that trickle would never use up the time of a single read."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.is_overdue = False
        self._lines: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._hang_up)
        self._timer.daemon = True

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        for line in self._lines:
            line.close()

    def add(self, connection: socket.socket) -> None:
        """Watches a connection, by a second handle to it, for TLS takes the first one away."""
        self._lines.append(connection.dup())

    def _hang_up(self) -> None:
        self.is_overdue = True
        for line in self._lines:
            with suppress(OSError):  # the other side was faster
                line.shutdown(socket.SHUT_RDWR)


def _connection(scheme: str, netloc: str, watch: _Watch, *, allow_private: bool) -> http.client.HTTPConnection:
    made = (
        http.client.HTTPSConnection(netloc, timeout=watch.seconds, context=_tls())
        if scheme == "https"
        else http.client.HTTPConnection(netloc, timeout=watch.seconds)
    )
    made._create_connection = _connector(watch, allow_private=allow_private)  # type: ignore[attr-defined]  # noqa: SLF001 -- the one seam between name resolution and connection
    return made


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()


def _connector(watch: _Watch, *, allow_private: bool) -> Callable[..., socket.socket]:
    def connect(address: tuple[str, int], timeout: float, source_address: object = None) -> socket.socket:  # noqa: ARG001 -- http.client's form
        last_error: OSError | None = None
        for family, kind, protocol, _, target in socket.getaddrinfo(*address, type=socket.SOCK_STREAM):
            if not allow_private and not is_public(ipaddress.ip_address(str(target[0]).partition("%")[0])):
                reason = (
                    f"{address[0]} is a private address, which is not fetched unless SWAPLEDGER_ALLOW_PRIVATE is set."
                )
                raise FetchError(reason, "private_address")
            connection = socket.socket(family, kind, protocol)
            try:
                connection.settimeout(timeout)
                connection.connect(target)
            except OSError as error:
                connection.close()
                last_error = error
            else:
                watch.add(connection)
                return connection
        raise last_error or OSError(f"{address[0]} has no address")

    return connect


def _read_answer(response: http.client.HTTPResponse, max_bytes: int) -> Answer:
    headers = {name.lower(): value for name, value in response.getheaders()}
    if not 200 <= response.status < 300:  # the text of an error is nothing to us
        return Answer(response.status, headers)
    data = bytearray()
    unpacker = _unpacker(headers.get("content-encoding", "identity").strip().lower())
    while chunk := response.read1(CHUNK):
        data += unpacker.decompress(chunk, max_bytes + 1) if unpacker else chunk
        if len(data) > max_bytes:
            raise FetchError(f"It is larger than {max_bytes:,} bytes, which no report is.", "too_large")
    if response.length:
        missing = f"The connection broke {response.length:,} bytes before the end. Try again later."
        raise FetchError(missing, passes=True)
    if unpacker and not unpacker.eof:
        raise FetchError("The connection broke before the end. Try again later.", passes=True)
    return Answer(response.status, headers, bytes(data))


def _unpacker(packing: str) -> Any:
    """What unpacks an answer; None if it is not packed."""
    if packing in {"identity", ""}:
        return None
    if packing in {"gzip", "x-gzip", "deflate"}:
        return zlib.decompressobj(ANY_WINDOW)
    raise FetchError(f"The server packs its answer as {packing}, which nobody asked for. Look at it in a browser.")


def _late() -> FetchError:
    return FetchError("The server did not answer in time. Try again later.", passes=True)


def _explained(error: Exception) -> FetchError:
    if isinstance(error, TimeoutError):
        return _late()
    if isinstance(error, socket.gaierror):
        return FetchError("The host name is not known. Check the address and the connection.", passes=True)
    if isinstance(error, ssl.SSLCertVerificationError):
        return FetchError(f"The certificate of the server is not valid: {error.verify_message}.")
    return FetchError(f"It cannot be fetched: {error}. Check the address and the connection.", passes=True)
