"""Scores claims against annotations: how much of what a careful reader finds is found, and how much is invented.

Belongs here: aligning claims with annotated events; precision, recall and F1 a slot. Not here: reading annotated
reports and making claims of them (`assets/accuracy.py`), the floors that a gate holds (`seeds/annotated/floors.json`).
"""

from __future__ import annotations

import operator
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from assets.extract.language.lexicon import UNTOLD

FACTS = ("parties", "status", "date", "place", "mediators", "total", "transfers", "persons")
SLOTS = (*FACTS, "category")  # a category is right only with its transfer, so among the facts it would count that twice
ALIGN_WEIGHTS = {"parties": 3, "transfers": 3, "date": 2, "persons": 2, "status": 1, "place": 1, "total": 1}
UNREALISED = frozenset(("proposed", "cancelled"))
LEAST_ALIKE = 0.25  # below it a claim and an event are not about the same thing

Values = dict[str, list[Any]]


@dataclass
class Tally:
    """How many values are right, annotated and claimed."""

    right: int = 0
    annotated: int = 0
    claimed: int = 0

    def add(self, right: int, annotated: int, claimed: int) -> None:
        """Adds what one report, event or slot comes to."""
        self.right += right
        self.annotated += annotated
        self.claimed += claimed

    @property
    def precision(self) -> float:
        """Share of the claimed values that are right."""
        return self.right / self.claimed if self.claimed else 1.0

    @property
    def recall(self) -> float:
        """Share of the annotated values that are claimed."""
        return self.right / self.annotated if self.annotated else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass
class Score:
    """Tallies of relevance, events and every slot, and each slot that was missed.

    `unrealised` are the annotated events that were only proposed, or cancelled; `premature` those of them that a claim
    takes for completed: the gravest error, as it makes a hand-over that never was.
    """

    relevance: Tally = field(default_factory=Tally)
    events: Tally = field(default_factory=Tally)
    slots: dict[str, Tally] = field(default_factory=lambda: {slot: Tally() for slot in SLOTS})
    errors: list[str] = field(default_factory=list)
    unrealised: int = 0
    premature: int = 0

    @property
    def facts(self) -> Tally:
        """All slots together, but that of categories."""
        tallies = [self.slots[slot] for slot in FACTS]
        return Tally(sum(t.right for t in tallies), sum(t.annotated for t in tallies), sum(t.claimed for t in tallies))

    @property
    def tallies(self) -> dict[str, Tally]:
        """All tallies by name."""
        return {"relevance": self.relevance, "events": self.events, **self.slots, "facts": self.facts}

    def figures(self) -> dict[str, float]:
        """F1 by name, to three places."""
        return {name: round(tally.f1, 3) for name, tally in self.tallies.items()}


def score_report(name: str, annotation: Mapping[str, Any], claims: list[Values]) -> Score:
    """Scores the claims made of one report against its annotation."""
    result = Score()
    events = [annotated_values(event) for event in annotation["events"]]
    _score_report(result, name, events, claims, relevant=annotation["relevant"])
    return result


def combine(scores: Iterable[Score]) -> Score:
    """The score of several reports together."""
    result = Score()
    for one in scores:
        for mine, theirs in ((result.relevance, one.relevance), (result.events, one.events)):
            mine.add(theirs.right, theirs.annotated, theirs.claimed)
        for slot, tally in one.slots.items():
            result.slots[slot].add(tally.right, tally.annotated, tally.claimed)
        result.errors += one.errors
        result.unrealised += one.unrealised
        result.premature += one.premature
    return result


def claimed_values(tables: Mapping[str, pa.Table]) -> dict[str, list[Values]]:
    """The comparable values of claims, by the id of their report.

    Args:
        tables: `claims`, `claim_transfers` and `claim_persons`.
    """
    transfers, persons = _by_claim(tables["claim_transfers"]), _by_claim(tables["claim_persons"])
    values: dict[str, list[Values]] = defaultdict(list)
    for claim in tables["claims"].to_pylist():
        of_claim = _values(claim, transfers[claim["claim_id"]], persons[claim["claim_id"]])
        values[claim["report_id"]].append(of_claim)
    return values


def _by_claim(table: pa.Table) -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in table.to_pylist():
        rows[row["claim_id"]].append(row)
    return rows


def _values(claim: dict[str, Any], transfers: list[dict[str, Any]], persons: list[dict[str, Any]]) -> Values:
    counted = [t for t in transfers if t["count"] is not None]
    return {
        "parties": claim["parties"],
        "status": [claim["status"]],
        "date": date_values(claim["date_start"], claim["date_end"], claim["date_precision"]),
        "place": [claim["place_country"]] if claim["place_country"] else [],
        "mediators": claim["mediators"],
        "total": [claim["total"]] if claim["total"] is not None else [],
        "transfers": [_of_transfer(t, frozenset([t["count"]])) for t in counted],
        "persons": sorted({p["name"] for p in persons}),
        "category": [_of_category(t, frozenset([t["count"]])) for t in counted if t["category"] != UNTOLD],
    }


def annotated_values(event: dict[str, Any]) -> Values:
    """The comparable values of an annotated event."""
    transfers = [t for t in event["transfers"] if t["count"] is not None]
    return {
        "parties": sorted(set(event["parties"])),
        "status": [event["status"]],
        "date": date_values(event["date"]["start"], event["date"]["end"], event["date"]["precision"]),
        "place": [event["place"]["country"]] if event["place"]["country"] else [],
        "mediators": sorted(set(event["mediators"])),
        "total": [event["total"]] if event["total"] is not None else [],
        "transfers": [_of_transfer(t, _counts(t)) for t in transfers],
        "persons": sorted({p["name"] for p in event["persons"]}),
        "category": [_of_category(t, _counts(t)) for t in transfers if t["category"] != UNTOLD],
    }


def _of_transfer(transfer: Mapping[str, Any], counts: frozenset[int]) -> tuple[Any, ...]:
    return (transfer["released_by"], transfer["received_by"], counts)


def _of_category(transfer: Mapping[str, Any], counts: frozenset[int]) -> tuple[Any, ...]:
    return (*_of_transfer(transfer, counts), transfer["category"])


def date_values(start: Any, end: Any, precision: str) -> list[tuple[str, ...]]:
    """A date as comparable values: a month or year by itself, days with their interval."""
    if precision == "unknown" or start is None:
        return []
    first, last = str(start), str(end or start)
    return [{"month": ("month", first[:7]), "year": ("year", first[:4])}.get(precision, ("day", first, last))]


def _counts(transfer: dict[str, Any]) -> frozenset[int]:
    return frozenset([transfer["count"], *(transfer.get("alt") or [])])


def _score_report(result: Score, name: str, events: list[Values], claims: list[Values], *, relevant: bool) -> None:
    result.relevance.add(relevant and bool(claims), relevant, bool(claims))
    pairs = dict(align(events, claims))
    result.events.add(len(pairs), len(events), len(claims))
    empty: Values = {slot: [] for slot in SLOTS}
    left = [claims[j] for j in range(len(claims)) if j not in pairs.values()]
    result.unrealised = sum(event["status"][0] in UNREALISED for event in events)
    result.premature = sum(
        events[i]["status"][0] in UNREALISED and claims[j]["status"] == ["completed"] for i, j in pairs.items()
    )
    for number, event in enumerate(events):
        _score_slots(result, name, event, claims[pairs[number]] if number in pairs else empty)
    for claim in left:
        _score_slots(result, name, empty, claim)


def _score_slots(result: Score, name: str, event: Values, claim: Values) -> None:
    for slot in SLOTS:
        right = hits(slot, event[slot], claim[slot])
        result.slots[slot].add(right, len(event[slot]), len(claim[slot]))
        if right < max(len(event[slot]), len(claim[slot])):
            result.errors.append(f"{name} {slot}: annotated {event[slot]}, claimed {claim[slot]}")


def align(events: list[Values], claims: list[Values]) -> list[tuple[int, int]]:
    """The events and claims of one report brought together one to one, the most alike first, by their places."""
    alike = sorted(((_likeness(e, c), i, j) for i, e in enumerate(events) for j, c in enumerate(claims)), reverse=True)
    pairs: list[tuple[int, int]] = []
    for likeness, i, j in alike:
        if likeness >= LEAST_ALIKE and all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return pairs


def _likeness(event: Values, claim: Values) -> float:
    told = [slot for slot in ALIGN_WEIGHTS if event[slot] or claim[slot]]
    weight = sum(ALIGN_WEIGHTS[slot] for slot in told)
    shared = sum(
        ALIGN_WEIGHTS[slot] * 2 * hits(slot, event[slot], claim[slot]) / (len(event[slot]) + len(claim[slot]))
        for slot in told
    )
    return shared / weight if weight else 1.0


def hits(slot: str, annotated: Iterable[Any], claimed: Iterable[Any]) -> int:
    """How many annotated values find a claimed value of their own."""
    same: Callable[[Any, Any], bool] = SAME.get(slot, operator.eq)
    left, found = list(claimed), 0
    for value in annotated:
        match = next((other for other in left if same(value, other)), None)
        if match is not None:
            left.remove(match)
            found += 1
    return found


def same_side(annotated: str | None, claimed: str | None) -> bool:
    """Whether two sides share a party; a side that the annotation leaves open fits any."""
    return annotated is None or bool(set(re.split(r"[+/]", annotated)) & set(re.split(r"[+/]", claimed or "")))


def same_transfer(annotated: Any, claimed: Any) -> bool:
    """Whether direction and count agree; any count that the report gives for the transfer is right."""
    return (
        same_side(annotated[0], claimed[0]) and same_side(annotated[1], claimed[1]) and bool(annotated[2] & claimed[2])
    )


def same_category(annotated: Any, claimed: Any) -> bool:
    """Whether transfers agree, and their categories."""
    return same_transfer(annotated, claimed) and bool(annotated[3] == claimed[3])


def same_name(a: str, b: str) -> bool:
    """Whether two printed names are one person's: all agrees, or the surname and what there is of the first name."""
    first, second = _folded(a), _folded(b)
    alone = 1 in {len(first), len(second)}
    return bool(first and second) and first[-1] == second[-1] and (alone or first[0] == second[0])


def _folded(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() or name
    return re.sub(r"[^a-z0-9]+", " ", plain.lower()).split()


SAME: dict[str, Callable[[Any, Any], bool]] = {
    "persons": same_name,
    "parties": same_side,
    "mediators": same_side,
    "transfers": same_transfer,
    "category": same_category,
}
