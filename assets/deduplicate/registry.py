"""The registry: under which exchange id every claim ever published stood, and when, so that ids outlive everything.

A claim is known again by what it tells, not by its number: new rules of extraction may number the claims of a report
anew, or read one of them differently. Belongs here: finding claims again, what the next registry says, where gone ids
lead. Not here: which group of claims gets which id (`identifiers.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from assets.deduplicate.records import Claim

Row = dict[str, Any]

# Of what a claim told (date, figures, names, sides, status) as much must agree to take it for the same one read anew:
# about its parties and one fact more. A claim that is alone in its report both times is the same one whatever it tells.
LEAST_ALIKE = 0.2


@dataclass(frozen=True, slots=True)
class Stay:
    """From which to which resolution (counted from 1) a claim stood under an exchange id."""

    exchange_id: str
    first_seen: int
    last_seen: int


@dataclass(frozen=True, slots=True)
class Registered:
    """A claim that was published once.

    Attributes:
        name: its name for ever: the claim id that it had first.
        claim_id: the claim id that it had last.
        told: what it told last (`told_by`).
        stays: where it stood, the latest first.
    """

    name: str
    claim_id: str
    told: frozenset[str]
    stays: tuple[Stay, ...]

    @property
    def report_id(self) -> str:
        """The report that the claim is from."""
        return self.name.rpartition("#")[0]


class Registry:
    """All claims ever published.

    Attributes:
        by_name: the claims by the name that they have for ever.
        resolution: number of the latest resolution in it; 0 if there was none.
        exchange_ids: every id ever given.
    """

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        grouped: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            grouped[row["registered_as"]].append(row)
        self.by_name = {name: _registered(name, stays) for name, stays in sorted(grouped.items())}
        stays = [stay for known in self.by_name.values() for stay in known.stays]
        self.resolution = max((stay.last_seen for stay in stays), default=0)
        self.exchange_ids = frozenset(stay.exchange_id for stay in stays)

    @classmethod
    def of(cls, table: pa.Table | None) -> Registry:
        """The registry out of `exchange_registry`; an empty one for None."""
        return cls(table.to_pylist()) if table is not None else cls()

    def founded(self) -> dict[str, int]:
        """In which resolution each exchange id was first given."""
        first: dict[str, int] = {}
        for known in self.by_name.values():
            for stay in known.stays:
                first[stay.exchange_id] = min(stay.first_seen, first.get(stay.exchange_id, stay.first_seen))
        return first

    def where_stood(self, again: Mapping[str, Registered]) -> dict[str, tuple[str, ...]]:
        """For claims found again, the ids that they stood under: the latest first, the very first at the end."""
        return {
            claim_id: (
                *(stay.exchange_id for stay in known.stays),
                min(known.stays, key=lambda stay: stay.first_seen).exchange_id,
            )
            for claim_id, known in again.items()
        }

    def names_now(self) -> dict[str, str]:
        """The registered names of the claims of the latest resolution, by their ids in it."""
        latest = (known for known in self.by_name.values() if known.stays[0].last_seen == self.resolution)
        return {known.claim_id: known.name for known in latest}

    def find_again(self, claims: Sequence[Claim]) -> dict[str, Registered]:
        """The registered claim that each present one is, by its present id; new claims are left out."""
        known: dict[str, list[Registered]] = defaultdict(list)
        for registered in self.by_name.values():
            known[registered.report_id].append(registered)
        present: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            if claim.report.report_id in known:
                present[claim.report.report_id].append(claim)
        found: dict[str, Registered] = {}
        for report_id, of_report in present.items():
            found |= _pair(of_report, known[report_id])
        return found


def _registered(name: str, rows: Sequence[Row]) -> Registered:
    ordered = sorted(rows, key=lambda row: -row["last_seen"])
    stays = tuple(Stay(row["exchange_id"], row["first_seen"], row["last_seen"]) for row in ordered)
    return Registered(name, ordered[0]["claim_id"], frozenset(ordered[0]["told"]), stays)


def told_by(claim: Claim) -> frozenset[str]:
    """What a claim tells, as words of which two claims share more the more alike they are."""
    told = {f"status {claim.status}", *(f"party {party}" for party in claim.parties)}
    if claim.start:
        told.add(f"date {claim.start} {claim.end}")
    if claim.total is not None:
        told.add(f"total {claim.total}")
    for transfer in claim.transfers:
        told.add(f"moved {transfer.released_by or '?'}>{transfer.received_by or '?'}")
        if transfer.count is not None:
            told.add(f"count {transfer.count}")
    return frozenset(told | {f"person {person.person_id}" for person in claim.persons})


def _pair(claims: Sequence[Claim], registered: Sequence[Registered]) -> dict[str, Registered]:
    """The claims of one report and the registered ones brought together one to one, the surest pairs first."""
    told = {claim.claim_id: told_by(claim) for claim in claims}
    alone = len(claims) == len(registered) == 1
    pairs = []
    for claim in claims:
        for known in registered:
            alike = likeness(told[claim.claim_id], known.told)
            if alike >= LEAST_ALIKE or alone:
                same_number = claim.claim_id == known.claim_id
                pairs.append((-alike, -known.stays[0].last_seen, not same_number, known.name, claim.claim_id))
    by_name = {known.name: known for known in registered}
    found: dict[str, Registered] = {}
    taken: set[str] = set()
    for _, _, _, name, claim_id in sorted(pairs):
        if claim_id not in found and name not in taken:
            found[claim_id] = by_name[name]
            taken.add(name)
    return found


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of what two claims tell (`told_by`) they tell alike, from 0 to 1."""
    if not other:  # of a publication that told only ids
        return 1.0
    return len(one & other) / len(one | other)


def next_rows(
    registry: Registry, claims: Sequence[Claim], again: Mapping[str, Registered], exchange_of: Mapping[str, str]
) -> list[Row]:
    """The rows of `exchange_registry` after this resolution; what it knew of claims that are gone stays in it.

    Args:
        registry: the registry before.
        claims: the present claims.
        again: as `Registry.find_again` returns it.
        exchange_of: present claim id -> exchange id; a claim that stands nowhere is left as it was registered.
    """
    now = registry.resolution + 1
    rows = {(row["registered_as"], row["exchange_id"]): row for row in _rows(registry)}
    names = set(registry.by_name)
    for claim in sorted(claims, key=lambda claim: claim.claim_id):
        if claim.claim_id not in exchange_of:
            continue
        known, exchange_id = again.get(claim.claim_id), exchange_of[claim.claim_id]
        name = known.name if known else _new_name(claim.claim_id, names)
        names.add(name)
        before = rows.get((name, exchange_id))
        rows[name, exchange_id] = {
            "registered_as": name,
            "exchange_id": exchange_id,
            "claim_id": claim.claim_id,
            "told": sorted(told_by(claim)),
            "first_seen": before["first_seen"] if before else now,
            "last_seen": now,
        }
    return [rows[key] for key in sorted(rows)]


def _rows(registry: Registry) -> Iterable[Row]:
    for known in registry.by_name.values():
        for stay in known.stays:
            yield {
                "registered_as": known.name,
                "exchange_id": stay.exchange_id,
                "claim_id": known.claim_id,
                "told": sorted(known.told),
                "first_seen": stay.first_seen,
                "last_seen": stay.last_seen,
            }


def _new_name(claim_id: str, names: set[str]) -> str:
    """The claim's id, or with a number behind it where an earlier claim of that id is another one."""
    attempt, name = 1, claim_id
    while name in names:
        attempt += 1
        name = f"{claim_id}~{attempt}"
    return name


def find_redirects(registry: Registry, live: Iterable[str]) -> list[Row]:
    """Rows of `exchange_redirects`: where every id leads that is gone, and what was split off those that are not.

    Args:
        registry: the registry after this resolution.
        live: the ids of the present exchanges.
    """
    present = frozenset(live)
    members: dict[str, list[Registered]] = defaultdict(list)
    for known in registry.by_name.values():
        for stay in known.stays:
            members[stay.exchange_id].append(known)
    founded = registry.founded()
    rows = []
    for exchange_id in sorted(registry.exchange_ids):
        if exchange_id in present:
            parts = _split_off(exchange_id, members, founded, present)
            rows += [_redirect(exchange_id, part, "split") for part in parts]
            continue
        targets: list[str | None] = [*sorted(_lead(exchange_id, members, present, frozenset()))]
        kind = "merged" if len(targets) == 1 else "split" if targets else "withdrawn"
        rows += [_redirect(exchange_id, target, kind) for target in targets or [None]]
    return rows


def _redirect(exchange_id: str, target: str | None, kind: str) -> Row:
    return {"exchange_id": exchange_id, "redirected_to": target, "kind": kind}


def _lead(
    exchange_id: str, members: Mapping[str, list[Registered]], present: frozenset[str], seen: frozenset[str]
) -> set[str]:
    """The present exchanges in which the claims of a gone one stand, or stood last, in however many steps."""
    targets: set[str] = set()
    for known in members[exchange_id]:
        latest = known.stays[0].exchange_id
        if latest in present:
            targets.add(latest)
        elif latest != exchange_id and latest not in seen:
            targets |= _lead(latest, members, present, seen | {exchange_id})
    return targets


def _split_off(
    exchange_id: str, members: Mapping[str, list[Registered]], founded: Mapping[str, int], present: frozenset[str]
) -> list[str]:
    """The present exchanges that were founded by claims which stood under this one until then."""
    parts = set()
    for known in members[exchange_id]:
        latest = known.stays[0]
        if latest.exchange_id == exchange_id or latest.exchange_id not in present:
            continue
        stay = next(stay for stay in known.stays if stay.exchange_id == exchange_id)
        if founded[latest.exchange_id] == latest.first_seen == stay.last_seen + 1:
            parts.add(latest.exchange_id)
    return sorted(parts)
