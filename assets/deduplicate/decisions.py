"""What people decided about claims and exchanges: read, checked, and brought to what it means for the present claims.

Belongs here: the form of a decision, what it refers to, and what became of it. Not here: how joining and keeping apart
are carried out (`clustering.py`), how a value is set (`fusion_decided.py`), the files (`assets/latest.py`).

States:
    obeyed: it was carried out.
    stale: it refers to something that is not there any more, or cannot be carried out on it; the note says what.
    overruled: a later decision says otherwise.
    undone: somebody took it back.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa

from assets.deduplicate.settings import check_setting
from warehouse.errors import InputError

COLUMNS = ("decided_on", "decided_by", "action", "subject", "object", "value", "reason")
ACTIONS = ("merge", "split", "not_same", "reject", "set", "undo")
NEEDS_OBJECT = frozenset({"merge", "split", "not_same", "set"})
ID_DIGITS = 8

Sides = tuple[tuple[str, ...], tuple[str, ...]]  # registered names of claims; the right one is empty for `reject`


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision as written.

    Attributes:
        decision_id: `D` and hex digits over all that is written, so that it can be referred to.
        value: for `set` the value; else the claims that were meant, as `left | right`, or empty.
    """

    decision_id: str
    decided_on: date
    decided_by: str
    action: str
    subject: str
    object: str
    value: str
    reason: str

    @property
    def signed(self) -> str:
        """Who decided, when and why, as explanations tell it."""
        return f"decided by {self.decided_by} on {self.decided_on} ({self.decision_id}): {self.reason}"

    @property
    def pinned(self) -> Sides | None:
        """The claims that were meant when it was decided; None if that is not told."""
        return read_sides(self.action, self.value)


@dataclass(slots=True)
class Outcome:
    """What became of a decision.

    Attributes:
        pinned: the claims that it means from the first resolution on that reads it; None where that cannot be told yet.
        meant: those of them that are present, on the left and on the right.
        renewal: the commands that decide a stale one anew.
    """

    decision: Decision
    pinned: Sides | None = None
    meant: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
    state: str = "obeyed"
    note: str | None = None
    renewal: str | None = None
    claim_ids: tuple[str, ...] = ()
    exchange_ids: tuple[str, ...] = ()

    def row(self) -> dict[str, Any]:
        """The row of `decisions`."""
        decision = self.decision
        return {
            "decision_id": decision.decision_id,
            "decided_on": decision.decided_on,
            "decided_by": decision.decided_by,
            "action": decision.action,
            "subject": decision.subject,
            "object": decision.object or None,
            "value": " | ".join(map(" ".join, self.pinned)) if self.pinned else decision.value or None,
            "reason": decision.reason,
            "state": self.state,
            "note": self.note,
            "renewal": self.renewal,
            "claim_ids": sorted(self.claim_ids),
            "exchange_ids": sorted(self.exchange_ids),
        }


def read_decisions(table: pa.Table | None) -> list[Decision]:
    """The decisions, in the order written.

    Args:
        table: one row is a decision (`COLUMNS`, all text; `place`, where it is written, if known); None for none.

    Raises:
        InputError: an action is not known, something is missing, or a value cannot be set.
    """
    if table is None or not table.num_rows:
        return []
    if missing := [name for name in COLUMNS if name not in table.column_names]:
        raise InputError(f"decisions.csv lacks the column {', '.join(missing)}; its first line is {','.join(COLUMNS)}")
    numbers = range(1, table.num_rows + 1)
    known = "place" in table.column_names
    places = table["place"].to_pylist() if known else [f"decisions.csv, decision {number}" for number in numbers]
    seen: Counter[str] = Counter()
    decisions = []
    for place, row in zip(places, table.select(COLUMNS).to_pylist(), strict=True):
        values = {name: (value or "").strip() for name, value in row.items()}
        text = "\0".join(values.values())
        seen[text] += 1
        decisions.append(make_decision(values, seen[text], place))
    return decisions


def read_meant(published: pa.Table | None) -> dict[str, Sides]:
    """By decision id the claims that each decision means, out of `decisions` of the last publication."""
    rows = published.select(["decision_id", "action", "value"]).to_pylist() if published is not None else []
    read = {row["decision_id"]: read_sides(row["action"], row["value"]) for row in rows}
    return {decision_id: sides for decision_id, sides in read.items() if sides}


def make_decision(values: dict[str, str], occurrence: int = 1, place: str = "this decision") -> Decision:
    """The decision of a row's values; `occurrence` tells equal rows apart, `place` is named in errors.

    Raises:
        InputError: as `read_decisions`.
    """
    action = values["action"].replace("-", "_").replace(" ", "_").replace("not_the_same", "not_same")
    if action not in ACTIONS:
        raise InputError(f"{place}: the action {action!r} is not known, only {', '.join(ACTIONS)}; correct it")
    if not values["decided_by"] or not values["reason"]:
        raise InputError(f"{place}: `decided_by` and `reason` must say who decided and why; fill them in")
    if not values["subject"] or (action in NEEDS_OBJECT and not values["object"]):
        both = "`subject` and `object`" if action in NEEDS_OBJECT else "`subject`"
        raise InputError(f"{place}: {action} needs {both}; fill in what it is about")
    if action == "set":
        check_setting(values["object"], values["value"], place)
    text = "\0".join(values[name] for name in COLUMNS) + ("" if occurrence == 1 else f"\0{occurrence}")
    decision_id = "D" + hashlib.sha256(text.encode()).hexdigest()[:ID_DIGITS]
    try:
        decided_on = date.fromisoformat(values["decided_on"])
    except ValueError as error:
        raise InputError(f"{place}: `decided_on` is {values['decided_on']!r}; write the day as 2026-01-31") from error
    return Decision(
        decision_id,
        decided_on,
        values["decided_by"],
        action,
        values["subject"],
        values["object"],
        values["value"],
        values["reason"],
    )


def read_sides(action: str, value: str | None) -> Sides | None:
    """The claims meant on either side, out of `left | right`; None where a side is not told, or has none to tell."""
    if action in {"set", "undo"}:
        return None
    left, _, right = (value or "").partition("|")
    sides = tuple(left.split()), tuple(right.split())
    return sides if sides[0] and (sides[1] or action == "reject") else None


def find_undone(outcomes: Sequence[Outcome]) -> None:
    """Marks what was taken back; an `undo` can be undone as well, so the latest one is asked first."""
    by_id = {outcome.decision.decision_id: place for place, outcome in enumerate(outcomes)}
    for place in range(len(outcomes) - 1, -1, -1):
        outcome = outcomes[place]
        if outcome.decision.action != "undo" or outcome.state != "obeyed":
            continue
        target = by_id.get(outcome.decision.subject)
        if target is None or target >= place:
            outcome.state, outcome.note = "stale", f"there is no earlier decision {outcome.decision.subject}"
        else:
            outcomes[target].state = "undone"
            outcomes[target].note = outcome.decision.signed


def pin(outcomes: Iterable[Outcome], registered_as: Mapping[str, str]) -> None:
    """Notes which claims a decision means that was read for the first time, by the names that they have for ever."""
    for outcome in outcomes:
        left, right = (tuple(sorted(registered_as.get(c, c) for c in side)) for side in outcome.meant)
        if not outcome.pinned and left and (right or outcome.decision.action == "reject"):
            outcome.pinned = left, right
