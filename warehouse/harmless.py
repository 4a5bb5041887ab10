"""Text out of reports, made harmless for where it is shown: it is hostile by assumption.

Belongs here: what a terminal, a page and a spreadsheet must never be given. Not here: escaping for HTML, which the
briefing's template engine does to everything by itself.
"""

from __future__ import annotations

import unicodedata
from urllib.parse import urlsplit

# Their full-width forms count as well.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_LAID_OUT = {"\n", "\t"}


def visible_text(value: str) -> str:
    r"""The text with everything that could steer a terminal or turn a line around shown as `\x1b` or `\u202e`."""
    if value.isprintable():
        return value
    return "".join(
        character if character in _LAID_OUT or unicodedata.category(character)[0] != "C" else _escaped(character)
        for character in value
    )


def spreadsheet_text(value: str) -> str:
    """The text with an apostrophe before it if a spreadsheet would run it as a formula (OWASP, "CSV injection")."""
    return f"'{value}" if value.startswith(_FORMULA) else value


def web_address(value: str | None) -> str | None:
    """The address if a reader can be led there: http or https, a host, and no name or password before it; else None."""
    if not value or visible_text(value) != value or any(character.isspace() for character in value):
        return None
    try:
        parts = urlsplit(value)
        has_host = bool(parts.hostname) and parts.port != 0
    except ValueError:  # no port, or no IPv6 address
        return None
    is_web = parts.scheme.lower() in {"http", "https"} and has_host and parts.username is None
    return value if is_web and "\\" not in value else None


def web_host(address: str) -> str:
    """The host of an address as the network knows it: letters that only look Latin show as `xn--...`."""
    host = urlsplit(address).hostname or ""
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:  # longer than a name can be
        return host.encode("unicode_escape").decode("ascii")


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
