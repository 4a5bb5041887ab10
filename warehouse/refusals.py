"""Refusals: records that a stage could not take, on their way to the `quarantine` table.

Belongs here: the record and its table form. Who refuses, and why, is decided in the stages and in `expectations`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

import pyarrow as pa

from warehouse.tables import QUARANTINE

# What a part of a file is called after the file that it is in.
_PART = re.compile(r"(?: (?:after |from )?(?:line|row|element|member|record|entry) \d+(?: on)?)+$")


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


def location_of(record: str) -> str:
    """The file or address that holds a refused record: `reports.jsonl` of `reports.jsonl line 7`."""
    return _PART.sub("", record)


def quarantine_table(refusals: Iterable[Refusal], run_id: str, at: datetime) -> pa.Table:
    """The refusals as rows of `quarantine`."""
    return QUARANTINE.rows([{**asdict(refusal), "run_id": run_id, "at": at} for refusal in refusals])
