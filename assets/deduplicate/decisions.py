"""What people decided about claims and exchanges, read from the rows of `seeds/decisions.csv`.

Belongs here: which decisions there are and what they refer to. Not here: how they are carried out (`passes.py`). The
only action that is carried out so far is `merge`; another one is an error, so that no decision is passed over.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pyarrow as pa

from warehouse.errors import InputError

COLUMNS = ("decided_on", "decided_by", "action", "subject", "object", "value", "reason")
SUPPORTED = frozenset({"merge"})


@dataclass(frozen=True, slots=True)
class Merge:
    """Two claims that a person said are about one exchange, and who said so and why."""

    one: str
    other: str
    decided_by: str
    reason: str

    @property
    def explanation(self) -> str:
        """The decision as `exchange_claims` tells it."""
        return f"{self.one} and {self.other} are one exchange, decided by {self.decided_by}: {self.reason}"


def read_merges(decisions: pa.Table | None, claim_ids: Collection[str], earlier: Mapping[str, str]) -> list[Merge]:
    """The pairs of claims that a person said are about one exchange.

    Args:
        decisions: one row is a decision (`COLUMNS`); None for none.
        claim_ids: all claims there are.
        earlier: claim id -> exchange id of the last publication; an exchange in a decision stands for its claims.

    Raises:
        InputError: an action is not known, nobody signed, or a claim or exchange is not there.
    """
    if decisions is None or not decisions.num_rows:
        return []
    if missing := [name for name in COLUMNS if name not in decisions.column_names]:
        raise InputError(f"decisions.csv lacks the column {', '.join(missing)}; its header is {','.join(COLUMNS)}")
    founders: dict[str, str] = {}
    for claim_id in sorted(earlier.keys() & set(claim_ids)):
        founders.setdefault(earlier[claim_id], claim_id)
    merged = []
    for number, row in enumerate(decisions.to_pylist(), start=1):
        place = f"decisions.csv, decision {number}"
        _check(row, place)
        one, other = (_claim(row[role], claim_ids, founders, place) for role in ("subject", "object"))
        merged.append(Merge(one, other, row["decided_by"].strip(), row["reason"].strip()))
    return merged


def _check(row: Mapping[str, str | None], place: str) -> None:
    action = (row["action"] or "").strip()
    if action not in SUPPORTED:
        supported = ", ".join(sorted(SUPPORTED))
        raise InputError(f"{place}: the action {action!r} cannot be carried out, only {supported}; take it out")
    if not (row["decided_by"] or "").strip() or not (row["reason"] or "").strip():
        raise InputError(f"{place}: `decided_by` and `reason` must say who decided and why; fill them in")


def _claim(name: str | None, claim_ids: Collection[str], founders: Mapping[str, str], place: str) -> str:
    """The claim that a decision refers to; an exchange stands for its first claim."""
    wanted = (name or "").strip()
    if wanted in claim_ids:
        return wanted
    if wanted in founders:
        return founders[wanted]
    raise InputError(f"{place}: there is no claim and no published exchange {wanted!r}; correct it or take it out")
