"""Who was handed over: the spellings of one person's name brought together, the best attested one published.

Belongs here: people within one exchange. Not here: likeness of two names (`names.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assets.deduplicate.attestation import Conflict, Sources, record_conflict, tally
from assets.deduplicate.names import compare_persons, fold
from assets.deduplicate.records import Claim, Person, members_of
from assets.deduplicate.weights import Weights

Named = tuple[Person, Claim]


def fuse_persons(
    claims: Sequence[Claim], sources: Sources, weights: Weights
) -> tuple[list[dict[str, Any]], list[Conflict]]:
    """The people of an exchange.

    Returns:
        Rows of `exchange_persons` without `exchange_id`, by person; and disagreements on who released somebody.
    """
    naming = sources.current([claim for claim in claims if claim.persons])
    rows: dict[str, dict[str, Any]] = {}
    conflicts: list[Conflict] = []
    for named in _group([(p, claim) for claim in naming for p in claim.persons], sources, weights):
        spelt = tally((person.name, claim) for person, claim in named)
        # A full name before a bare surname, however many use that.
        ordered = sorted(spelt, key=lambda name: (" " not in name, -sources.support(spelt[name]), -len(name), name))
        person_id = next(person.person_id for person, _ in named if person.name == ordered[0])
        direction, disagreement = _direction(ordered[0], named, sources)
        if person_id not in rows:
            conflicts += disagreement
            rows[person_id] = {
                "person_id": person_id,
                "name": ordered[0],
                "aliases": sorted(ordered[1:]),
                "released_by": direction[0],
                "received_by": direction[1],
                "n_claims": len({claim.claim_id for _, claim in named}),
            }
    return [rows[person_id] for person_id in sorted(rows)], conflicts


def _group(named: Sequence[Named], sources: Sources, weights: Weights) -> list[list[Named]]:
    """The mentions by person; fuller and better attested spellings first, so that a surname joins a full name."""
    spelt = tally((fold(person.person_id), claim) for person, claim in named)
    groups: dict[str, set[str]] = {}
    for name in sorted(spelt, key=lambda n: (" " not in n, -sources.support(spelt[n]), n)):
        own = next((key for key in groups if _is_same_person(key, name, weights)), name)
        groups.setdefault(own, set()).add(name)
    return [[mention for mention in named if fold(mention[0].person_id) in names] for names in groups.values()]


def _is_same_person(known: str, name: str, weights: Weights) -> bool:
    agreement = compare_persons(known, name, weights.numbers["same_name"], weights.numbers["same_first_name"])
    return agreement == "full" or (agreement == "surname" and " " not in name)


def _direction(
    name: str, named: Sequence[Named], sources: Sources
) -> tuple[tuple[str | None, str | None], list[Conflict]]:
    """Who released and who received the person, by `most_attested`; an unnamed side gives way to a named one."""
    given: Mapping[tuple[str | None, str | None], Sequence[Claim]] = tally(
        ((_label(person.released_by), _label(person.received_by)), claim) for person, claim in named
    )
    chosen = min(given, key=lambda d: ((d[0] is None) + (d[1] is None), -sources.support(given[d]), str(d)))
    releasing = {released_by for released_by, _ in given if released_by}
    if chosen[0] is None or len(releasing) < 2:
        return chosen, []
    values = tally((side, claim) for (side, _), claims in given.items() if side for claim in claims)
    return chosen, record_conflict(f"released_by {name}", values, chosen[0], "most_attested", sources)


def _label(side: str | None) -> str | None:
    return "+".join(members_of(side)) or None
