"""The published `reports`: what `clean` tells of each, whether it is relevant, what it copies, what replaced it.

Belongs here: joining what three stages say about a report. The text stays in the clean stage's Parquet.
"""

from __future__ import annotations

from itertools import pairwise

import pyarrow as pa

from assets.article_versions import article_versions
from warehouse.tables import REPORTS


def published_reports(clean_reports: pa.Table, screened: pa.Table, copies: pa.Table) -> pa.Table:
    """Rows of `reports`, one a report, by report id.

    Args:
        clean_reports: at least the columns that `reports` takes from `clean_reports`.
        screened: rows of `screened`; a report without one counts as not relevant.
        copies: columns `report_id, copy_of`, one row a report that repeats another.
    """
    relevant = dict(zip(screened["report_id"].to_pylist(), screened["relevant"].to_pylist(), strict=True))
    original = dict(zip(copies["report_id"].to_pylist(), copies["copy_of"].to_pylist(), strict=True))
    ordered = clean_reports.sort_by("report_id")
    ids = ordered["report_id"].to_pylist()
    columns = {name: ordered[name] for name in REPORTS.arrow_schema.names if name in ordered.column_names}
    columns["relevant"] = pa.array([relevant.get(i, False) for i in ids], pa.bool_())
    columns["copy_of"] = pa.array([original.get(i) for i in ids], pa.string())
    replaced_by = {one: other for ids in article_versions(ordered) for one, other in pairwise(ids)}
    columns["replaced_by"] = pa.array([replaced_by.get(i) for i in ids], pa.string())
    return pa.table([columns[name] for name in REPORTS.arrow_schema.names], schema=REPORTS.arrow_schema)
