"""Claims of a batch of reports: of those in prose, and of the rows of curated lists.

Belongs here: which reports go which way. Not here: claims out of prose (`claims.py`), out of a list (`curated.py`).
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from assets.extract.claims import extract_claims
from assets.extract.curated import curated_claims
from warehouse.refusals import Refusal


def batch_claims(reports: pa.Table) -> tuple[dict[str, pa.Table], list[Refusal]]:
    """The tables of claims that a batch makes, and refusals for rows of lists that cannot be read.

    Args:
        reports: one row is a report with its clean text (`clean_reports`).
    """
    found = extract_claims(reports.filter(pc.invert(reports["curated"])))
    listed, refusals = curated_claims(reports.filter(reports["curated"]))
    return {**listed, **{name: pa.concat_tables([found[name], listed[name]]) for name in found}}, refusals
