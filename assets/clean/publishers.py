"""Who publishes an address: the registered domain, and the publisher's name where it is known.

Belongs here: the rule of registered domains. Not here: which suffixes and names there are (`seeds/reference`).
"""

from __future__ import annotations

from urllib.parse import urlsplit

from assets.clean.reference import public_suffixes, publisher_names


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
