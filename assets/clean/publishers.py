"""Who publishes a report: the registered domain of its address, the publisher's name, or the site that a page names.

Belongs here: the rule of registered domains, and the name in a page's own furniture. Not here: which suffixes and names
there are (`seeds/reference`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from assets.clean.lines import Line
from assets.clean.reference import furniture, public_suffixes, publisher_names

ADDRESS: Final = re.compile(r"\A(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}/?\S*\Z", re.ASCII)


def find_publisher(url: str | None) -> str | None:
    """The publisher's name, else the registered domain, else None for an address without a host."""
    domain = registered_domain(url) if url else None
    return publisher_names().get(domain, domain) if domain else None


def registered_domain(url: str) -> str | None:
    """The part of the host that was registered: `bbc.co.uk` for `https://news.bbc.co.uk/a`.

    An IP address stands for itself; None where there is no host, or one without a dot.
    """
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return None
    labels = [label for label in host.split(".") if label]
    if ":" in host or (labels and labels[-1].isdigit()):
        return host
    if len(labels) < 2:  # a name and a suffix
        return None
    for n_labels in (3, 2):
        if ".".join(labels[-n_labels:]) in public_suffixes().suffixes:
            return ".".join(labels[-n_labels - 1 :])
    is_country = len(labels[-1]) == 2  # the length of country codes
    if is_country and labels[-2] in public_suffixes().second_level:
        return ".".join(labels[-3:])
    return ".".join(labels[-2:])


def name_publisher(told: str | None) -> str | None:
    """The publisher that a field or a page names: a name as it stands, an address by the name that is known for it."""
    return (find_publisher(told) if told and ADDRESS.match(told) else told) or None


def find_named_site(lines: Iterable[Line]) -> str | None:
    """The site that a page names in its furniture: by name (`© 2025 Daily Herald`), else by its address for mail.

    None where several are named, or none.
    """
    removed = [line.text for line in lines if line.removed]
    data = furniture()
    named = {name.removesuffix(" All") for name in _named(removed, data.sites)}
    domains = {registered_domain(name.lower()) for name in _named(removed, [data.mail])} - data.mail_providers
    told = named or domains
    return name_publisher(told.pop()) if len(told) == 1 else None


def _named(lines: Iterable[str], patterns: Iterable[re.Pattern[str]]) -> list[str]:
    return [match["name"] for line in lines for pattern in patterns if (match := pattern.fullmatch(line))]
