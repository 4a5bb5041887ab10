"""Which reports are versions of one article, in the order in which they came: the same address, with another text.

Belongs here: the order of versions, which several stages rest on. Not here: what follows from it.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime

import pyarrow as pa

from assets.addresses import article_key

COLUMNS = ("report_id", "url", "curated", "landed_at", "published_on")


def article_versions(clean_reports: pa.Table) -> list[list[str]]:
    """For each article that landed more than once its report ids, the newest last.

    Args:
        clean_reports: one row is a report, at least `COLUMNS`; rows of curated lists have no versions.
    """
    articles: dict[str, list[tuple[datetime, date, str]]] = defaultdict(list)
    for row in clean_reports.select(COLUMNS).to_pylist():
        page = article_key(row["url"])
        if page and not row["curated"]:
            articles[page].append((row["landed_at"], row["published_on"] or date.min, row["report_id"]))
    return [[version[-1] for version in sorted(found)] for found in articles.values() if len(found) > 1]
