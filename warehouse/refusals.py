"""Refusals: records that a stage could not take, on their way to the `quarantine` table.

Belongs here: the record and its table form. Who refuses, and why, is decided in the stages and in `expectations`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

import pyarrow as pa

from warehouse.tables import QUARANTINE


@dataclass(frozen=True)
class Refusal:
    """One refused record; the attributes are columns of `quarantine`."""

    stage: str
    rule: str
    record: str
    reason: str
    observed: str | None = None
    bound: str | None = None
    content: str | None = None


def quarantine_table(refusals: Iterable[Refusal], run_id: str, at: datetime) -> pa.Table:
    """The refusals as rows of `quarantine`."""
    return QUARANTINE.rows([{**asdict(refusal), "run_id": run_id, "at": at} for refusal in refusals])
