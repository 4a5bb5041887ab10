"""Values set on an exchange from outside its claims: they are published, and what stood there before stays visible.

Belongs here: putting a set value into the rows of an exchange. Not here: which values can be set (`settings.py`),
which decision applies (`constraints.py`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from assets.deduplicate.attestation import Sources
from assets.deduplicate.constraints import Constraints, Names
from assets.deduplicate.fusion import Exchange
from assets.deduplicate.fusion_facts import interval_text
from assets.deduplicate.records import Claim
from assets.deduplicate.settings import COUNT, LISTS, in_order, parse_date, parse_list

Row = dict[str, Any]


def set_decided(
    exchanges: Mapping[str, Exchange],
    constraints: Constraints,
    names: Names,
    claims_of: Mapping[str, Sequence[Claim]],
    sources: Sources,
) -> dict[str, Exchange]:
    """The exchanges with every value that people set; what became of each setting is noted in its outcome."""
    changed = dict(exchanges)
    exchange_of = {claim.claim_id: exchange_id for exchange_id, claims in claims_of.items() for claim in claims}
    done: set[tuple[str, str]] = set()
    for outcome in constraints.settings:
        decision = outcome.decision
        exchange_id = _exchange_meant(decision.subject, changed, names, exchange_of)
        if exchange_id is None:
            outcome.state, outcome.note = "stale", f"there is no exchange or claim {decision.subject}"
            continue
        outcome.exchange_ids = (exchange_id,)
        attribute = in_order(decision.object)
        if (exchange_id, attribute) in done:
            outcome.state, outcome.note = "overruled", f"a later decision sets {attribute}"
            continue
        try:
            rule = f"human {decision.decision_id}"
            changed[exchange_id] = set_value(
                changed[exchange_id], attribute, decision.value, rule, claims_of[exchange_id], sources
            )
        except CannotSetError as error:
            outcome.state, outcome.note = "stale", str(error)
            continue
        done.add((exchange_id, attribute))
    return changed


def _exchange_meant(
    subject: str, exchanges: Mapping[str, Exchange], names: Names, exchange_of: Mapping[str, str]
) -> str | None:
    """The present exchange of a name: itself, or the one that has most of its claims now."""
    if subject in exchanges:
        return subject
    votes = Counter(exchange_of[claim_id] for claim_id in names.named(subject) if claim_id in exchange_of)
    return min(votes, key=lambda exchange_id: (-votes[exchange_id], exchange_id), default=None)


def conclude(constraints: Constraints, exchange_of: Mapping[str, str]) -> None:
    """Notes in the outcomes which present exchanges each decision bears on."""
    for outcome in constraints.outcomes:
        if outcome.claim_ids:
            outcome.exchange_ids = tuple({exchange_of[c] for c in outcome.claim_ids if c in exchange_of})


class CannotSetError(ValueError):
    """A value cannot be set on this exchange; the message says why."""


def set_value(
    exchange: Exchange, name: str, value: str, rule: str, claims: Sequence[Claim], sources: Sources
) -> Exchange:
    """The exchange with an attribute set to a value by a rule; what it had stands beside it in its conflicts.

    Raises:
        CannotSetError: the count could belong to more than one category.
    """
    if match := COUNT.fullmatch(name):
        changed, attribute, before = _set_count(exchange, match, int(value), rule)
    else:
        changed, attribute, before = _set_fact(exchange, name, value)
    given = _given(attribute, claims)
    text = in_words(name, value)
    others = [row for row in exchange.conflicts if row["attribute"] == attribute and row["value"] != text]
    told = [row for row in exchange.conflicts if row["attribute"] == attribute and row["value"] == text]
    rows = [{**row, "chosen": False} for row in others]
    if before is not None and before != text and before not in {row["value"] for row in others}:
        rows.append(_conflict(exchange, attribute, before, given.get(before, ()), sources, "rule"))
    rows += [{**row, "chosen": True, "rule": rule} for row in told] or [
        {**_conflict(exchange, attribute, text, given.get(text, ()), sources, rule), "chosen": True}
    ]
    kept = [row for row in exchange.conflicts if row["attribute"] != attribute]
    return replace(changed, conflicts=sorted([*kept, *rows], key=lambda row: (row["attribute"], row["value"])))


def in_words(attribute: str, value: str) -> str:
    """A set value as `exchange_conflicts` writes it."""
    if attribute in LISTS:
        return ", ".join(parse_list(value)) or "none"
    if attribute == "date":
        start, end, precision = parse_date(value)
        return interval_text((start, end, precision)) if start and end else "unknown"
    return str(int(value)) if COUNT.fullmatch(attribute) else value or "unknown"


def _set_fact(exchange: Exchange, attribute: str, value: str) -> tuple[Exchange, str, str | None]:
    row = dict(exchange.exchange)
    if attribute == "date":
        before = (
            interval_text((row["date_start"], row["date_end"], row["date_precision"])) if row["date_start"] else None
        )
        row["date_start"], row["date_end"], row["date_precision"] = parse_date(value)
    elif attribute in LISTS:
        before = ", ".join(row[attribute]) or None
        row[attribute] = list(parse_list(value))
    else:
        before = row[attribute]
        row[attribute] = value or None
    return replace(exchange, exchange=row), attribute, before


def _set_count(exchange: Exchange, direction: re.Match[str], count: int, rule: str) -> tuple[Exchange, str, str | None]:
    by, to, category = direction["by"], direction["to"], direction["category"]
    fitting = [
        row
        for row in exchange.transfers
        if (row["released_by"], row["received_by"]) == (by, to) and category in {None, row["category"]}
    ]
    if len(fitting) > 1:
        named = ", ".join(sorted(row["category"] for row in fitting))
        raise CannotSetError(f"people of several categories went from {by} to {to}: name one of {named}")
    old = fitting[0] if fitting else None
    known = [n for n in (old["count_low"], old["count_best"], old["count_high"]) if n is not None] if old else []
    row = {
        "exchange_id": exchange.exchange["exchange_id"],
        "released_by": by,
        "received_by": to,
        "category": category or (old["category"] if old else "unspecified"),
        "count_low": min([count, *known]),
        "count_best": count,
        "count_high": None if old and known and old["count_high"] is None else max([count, *known]),
        "rule": rule,
        "n_claims": old["n_claims"] if old else 0,
    }
    attribute = f"count {by}>{to}" + (" remains" if row["category"] == "remains" else "")
    before = None if old is None or old["count_best"] is None else str(old["count_best"])
    transfers = [other for other in exchange.transfers if other is not old]
    return replace(exchange, transfers=[*transfers, row]), attribute, before


def _given(attribute: str, claims: Sequence[Claim]) -> dict[str, list[Claim]]:
    """The claims that give each value of an attribute."""
    given: dict[str, list[Claim]] = {}
    for claim in claims:
        for value in set(_values(attribute, claim)):
            given.setdefault(value, []).append(claim)
    return given


def _values(attribute: str, claim: Claim) -> Iterable[str]:
    if attribute == "status":
        yield claim.status
    elif attribute == "date" and claim.start and claim.end:
        yield interval_text((claim.start, claim.end, claim.precision))
    elif attribute == "parties" and claim.parties:
        yield ", ".join(claim.parties)
    elif attribute == "mediators" and claim.mediators:
        yield ", ".join(claim.mediators)
    elif attribute in {"place_country", "place_name"}:
        place = claim.country if attribute == "place_country" else claim.place
        yield from [place] if place else []
    elif attribute.startswith("count "):
        sides = attribute.removeprefix("count ").removesuffix(" remains")
        for transfer in claim.transfers:
            if f"{transfer.released_by}>{transfer.received_by}" == sides and transfer.count is not None:
                yield str(transfer.count)


def _conflict(
    exchange: Exchange, attribute: str, value: str, claims: Sequence[Claim], sources: Sources, rule: str
) -> Row:
    return {
        "exchange_id": exchange.exchange["exchange_id"],
        "attribute": attribute,
        "value": value,
        "n_publishers": sources.count(claims),
        "claim_ids": sorted(claim.claim_id for claim in claims),
        "chosen": False,
        "rule": rule,
    }
