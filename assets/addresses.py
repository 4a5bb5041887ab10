"""Addresses of pages: how they are sent, when two are one, and which hosts are public.

Belongs here: pure judgement of addresses. Not here: connecting to them (`connection.py`) and the manners of fetching
(`fetch.py`).
"""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from typing import Final
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

NAT64: Final = ipaddress.ip_network("64:ff9b::/96")
DEFAULT_PORTS: Final = {"http": 80, "https": 443}
SAFE: Final = "%/:=&?~#+!$,;'@()*[]"
# What newsletters, social networks and advertisers hang on an address to follow a reader: it leads to the same page.
TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|yclid|twclid|igshid|mc_[ce]id|_hs(?:enc|mi)|ref_src|ref_url|ns_\w+|at_\w+"
    r"|cmpid|ito|smid|ocid|xtor",
    re.IGNORECASE,
)

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class AddressError(ValueError):
    """The address cannot be fetched as it stands; the message says why."""


def is_web_address(text: str) -> bool:
    """Whether the text is an http(s) address."""
    return text.lower().startswith(("http://", "https://"))


def encode_address(url: str) -> str:
    """The address as it is sent: ASCII only, with a path, without fragment.

    Raises:
        AddressError: it is not valid, not http(s), or holds a user name or password.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
        ascii_host = host if ":" in host else host.encode("idna").decode()
    except ValueError as error:  # UnicodeError of a bad host name is one, too
        raise AddressError(f"The address is not valid: {error}. Check it.") from error
    if parts.scheme not in DEFAULT_PORTS or not ascii_host:
        raise AddressError("Only http and https addresses with a host are fetched. Check the address.")
    if parts.username is not None or parts.password is not None:
        raise AddressError("Addresses with a user name or password are not fetched. Leave them out.")
    netloc = f"[{ascii_host}]" if ":" in ascii_host else ascii_host
    netloc += f":{port}" if port and port != DEFAULT_PORTS[parts.scheme] else ""
    return urlunsplit((parts.scheme, netloc, quote(parts.path or "/", SAFE), quote(parts.query, SAFE), ""))


def without_tracking(url: str) -> str:
    """The address without fragment and without what only tracks readers; as it stands if it has neither."""
    try:
        parts = urlsplit(url)
        query = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        return url
    kept = [(name, value) for name, value in query if not TRACKING.fullmatch(name)]
    if len(kept) == len(query) and not parts.fragment:
        return url
    return urlunsplit(parts._replace(query=urlencode(kept) if len(kept) < len(query) else parts.query, fragment=""))


@lru_cache(maxsize=10_000)
def page_key(url: str) -> str:
    """What the addresses of one page have in common: no scheme, no `www.`, no tracking, no last slash."""
    try:
        parts = urlsplit(without_tracking(url.strip()))
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port and parts.port not in DEFAULT_PORTS.values() else ""
    except ValueError:
        return url.strip()
    if not host:
        return url.strip()
    return f"{host}{port}{parts.path.rstrip('/')}" + (f"?{parts.query}" if parts.query else "")


def article_key(url: str | None) -> str | None:
    """The `page_key` of an article; None for no address, and for the front page of a host, which is no article."""
    key = page_key(url) if url else ""
    return key if "/" in key or "?" in key else None


def is_public(address: Address) -> bool:
    """Whether an address is one of the public internet, also when it wraps an IPv4 address."""
    wrapped = _wrapped_ipv4(address) if isinstance(address, ipaddress.IPv6Address) else None
    return address.is_global and not address.is_multicast and (wrapped is None or is_public(wrapped))


def _wrapped_ipv4(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address in NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
