"""Which reports are versions of one article, in the order in which they came.

Pages of one address are; so are texts of one file, where nearly all of the text is the same: the file may hold another
article next time. Belongs here: the order of versions, which several stages rest on. Not here: what follows from it.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime

import pyarrow as pa

from assets.addresses import article_key
from assets.likeness import corrected_texts

COLUMNS = ("report_id", "url", "source", "origin", "curated", "landed_at", "published_on")


def article_versions(clean_reports: pa.Table) -> list[list[str]]:
    """For each article that landed more than once its report ids, the newest last.

    Args:
        clean_reports: one row is a report, at least `COLUMNS` and `sketch`; rows of curated lists have no versions.
    """
    articles: dict[str, list[tuple[datetime, date, str]]] = defaultdict(list)
    files: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, row in enumerate(clean_reports.select(COLUMNS).to_pylist()):
        page = article_key(row["url"])
        if row["curated"]:
            continue
        if page:
            articles[page].append((row["landed_at"], row["published_on"] or date.min, row["report_id"]))
        elif not row["url"]:
            files[row["source"], row["origin"]].append(place)
    pages = [[version[-1] for version in sorted(found)] for found in articles.values() if len(found) > 1]
    return [*pages, *(ids for places in files.values() if len(places) > 1 for ids in _of_file(clean_reports, places))]


def _of_file(clean_reports: pa.Table, places: list[int]) -> list[list[str]]:
    rows = clean_reports.take(places)
    return corrected_texts(zip(*(rows[name].to_pylist() for name in ("landed_at", "report_id", "sketch")), strict=True))
