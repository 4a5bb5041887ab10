"""The case table of extraction (`cases/*.toml`, format in `cases/README.md`): reading it and comparing events with it.

Belongs here: what counts as a match. Not here: which cases have to match (`cases/passing.txt`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from assets.extract.claims import REFERENCE, person_id
from assets.extract.events.events import Event, parties_of
from assets.extract.flows.directions import Direction, same_side
from assets.extract.language.lexicon import Lexicon
from assets.extract.language.lexicon_files import load_lexicon
from assets.extract.reading import read_report

CASES = Path(__file__).parent / "cases"
PASSING = CASES / "passing.txt"
KEYS = {
    "status",
    "parties",
    "mediators",
    "persons",
    "date",
    "place",
    "total",
    "focus",
    "transfers",
    "bounds",
    "categories",
    "note",
}


@dataclass(frozen=True)
class Case:
    """One text with every event that it tells of; its kind is the name of its file."""

    id: str
    kind: str
    text: str
    published: date | None
    expect: list[dict[str, Any]]


@cache
def load_cases() -> dict[str, Case]:
    """All cases by id; an id or a key that is wrong is an error."""
    cases: dict[str, Case] = {}
    for path in sorted(CASES.glob("*.toml")):
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            unknown = {key for event in entry["expect"] for key in event} - KEYS
            if entry["id"] in cases or unknown:
                raise ValueError(f"{path.name}: case {entry['id']}: id is taken or keys are unknown: {sorted(unknown)}")
            published = entry.get("published")
            published = date.fromisoformat(str(published)) if published else None
            cases[entry["id"]] = Case(entry["id"], path.stem, entry["text"], published, entry["expect"])
    return cases


def listed() -> list[str]:
    """Ids of the cases that have to pass."""
    return PASSING.read_text(encoding="utf-8").split()


def lexicon() -> Lexicon:
    """The English lexicon of the repository."""
    return load_lexicon(REFERENCE, "en")


def failures(case: Case) -> list[str]:
    """What of the case is not found as expected, one line each; none where it passes."""
    left = read_report(case.text, case.published, lexicon()).events
    if len(left) != len(case.expect):
        return [f"expected {len(case.expect)} events, found {len(left)}"]
    lines = []
    for expected in case.expect:
        best = min(left, key=lambda event: len(_differences(expected, event)))
        left = [event for event in left if event is not best]
        lines += _differences(expected, best)
    return lines


def _differences(expected: dict[str, Any], event: Event) -> list[str]:
    found = {key: shown for key, (shown, _) in COMPARISONS.items() if key in expected}
    return [
        f"{key}: expected {expected[key]}, found {shown(event)}"
        for key, shown in found.items()
        if not COMPARISONS[key][1](expected[key], shown(event))
    ]


def _equal(expected: Any, found: Any) -> bool:
    return bool(expected == found)


def _same_list(expected: Iterable[str], found: Iterable[str]) -> bool:
    return sorted(expected) == sorted(found)


def _same_parties(expected: list[str], found: list[str]) -> bool:
    return all(any(same_side(a, b) for b in found) for a in expected) and all(
        any(same_side(a, b) for a in expected) for b in found
    )


def _same_persons(expected: list[str], found: list[str]) -> bool:
    return len(expected) == len(found) and all(any(_is_same_person(a, b) for b in found) for a in expected)


def _is_same_person(a: str, b: str) -> bool:
    """Whether surname and first name agree; a surname alone may stand for the full name."""
    left, right = person_id(a).split("-"), person_id(b).split("-")
    return left[-1] == right[-1] and (left[0] == right[0] or 1 in {len(left), len(right)})


def _same_transfers(expected: list[str], found: list[str]) -> bool:
    """Every transfer with a count, and no other with one; a transfer without a count may be missed."""
    counted = [entry for entry in expected if " " in entry]
    return len(counted) == sum(" " in entry for entry in found) and _has_each(counted, found)


def _has_each(expected: list[str], found: list[str]) -> bool:
    return all(any(_is_same_transfer(a, b) for b in found) for a in expected)


def _is_same_transfer(expected: str, found: str) -> bool:
    """`RUS>UKR 75` and `RUS>UKR 75`; a side `?` is any."""
    (way, *detail), (found_way, *found_detail) = expected.split(" "), found.split(" ")
    sides = zip(way.split(">"), found_way.split(">"), strict=True)
    return detail == found_detail and all(a == "?" or same_side(a, b) for a, b in sides)


def _way(direction: Direction) -> str:
    return f"{direction[0] or '?'}>{direction[1] or '?'}"


def _shown_transfers(event: Event) -> list[str]:
    return [_way(t.direction) + (f" {t.count}" if t.count is not None else "") for t in event.transfers]


def _shown_date(event: Event) -> Any:
    told = event.date
    return [str(told.start), str(told.end), told.precision] if told is not None and told.start is not None else "none"


# By key of an event: how the event is put in the form of the table, and how the two are compared.
COMPARISONS: dict[str, tuple[Callable[[Event], Any], Callable[[Any, Any], bool]]] = {
    "status": (lambda event: event.status, _equal),
    "parties": (parties_of, _same_parties),
    "mediators": (lambda event: list(event.mediators), _same_list),
    "persons": (lambda event: sorted({p.name for p in event.persons}), _same_persons),
    "date": (_shown_date, lambda expected, found: found == (expected if expected == "none" else [*map(str, expected)])),
    "place": (lambda event: (event.place and event.place.country) or "none", _equal),
    "total": (lambda event: "none" if event.total is None else event.total, _equal),
    "focus": (lambda event: event.focus, _equal),
    "transfers": (_shown_transfers, _same_transfers),
    "bounds": (lambda event: [f"{_way(t.direction)} {t.bound}" for t in event.transfers], _has_each),
    "categories": (lambda event: [f"{_way(t.direction)} {t.category}" for t in event.transfers], _has_each),
}
