"""Whether those who made a page write the day before the month: by country, language and time zone.

Belongs here: conventions, which decide only where the page itself does not. Not here: what the page itself tells
(`published.py`), and the conventions as data (`seeds/reference/page_dates.toml`).
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from assets.clean.reference import page_dates

ZONE = re.compile(r"(?<![^\W\d_])([A-Z]{2,5})(?![^\W\d_])")


def order_of_source(url: str | None, language: str, declared: str | None) -> bool | None:
    """Whether a report's source writes the day first; None where neither its declaration, country nor language tells.

    Args:
        url: the address; its top-level domain tells the country.
        language: of the text (ISO 639-1).
        declared: `day_first` or `month_first` as the source's declaration has it.
    """
    if declared:
        return declared == "day_first"
    data = page_dates()
    country = _top_level_domain(url)
    if country in data.month_first["countries"]:
        return False
    return True if country in data.day_first["countries"] or language in data.day_first["languages"] else None


def order_by_zone(text: str) -> bool | None:
    """Whether a line with a time zone (`16:11 IST`) has the day first; None without one, or with several."""
    zones = {zone.lower() for zone in ZONE.findall(text)}
    data = page_dates()
    found = {
        *([True] if zones & data.day_first["zones"] else []),
        *([False] if zones & data.month_first["zones"] else []),
    }
    return found.pop() if len(found) == 1 else None


def _top_level_domain(url: str | None) -> str:
    try:
        return (urlsplit(url or "").hostname or "").rpartition(".")[2]
    except ValueError:
        return ""
