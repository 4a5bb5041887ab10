"""The match weights and party relations of `seeds/reference/match_weights.toml`, checked and ready to look up.

Belongs here: reading that file. Not here: any number itself (that is data), nor when a level applies (`comparison.py`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from warehouse.errors import InputError

WEIGHTS_FILE = Path(__file__).resolve().parents[2] / "seeds" / "reference" / "match_weights.toml"
LEVELS: Mapping[str, tuple[str, ...]] = {
    "parties": ("same", "same_several", "compatible", "affiliated", "unknown"),
    "time": ("same_day", "same_week", "same_month", "same_year", "unknown", "near", "apart", "far", "slip"),
    "count": (
        "equal_distinct", "equal_round", "equal_few", "equal_small", "equal_repeated", "compatible", "close", "rough",
        "different", "different_again", "very_different",
    ),
    "total": ("equal", "one_direction", "close", "different"),
    "category": ("remains", "same", "unlike", "open"),
    "persons": ("several", "one", "surname", "none_shared", "others"),
    "place": ("same", "same_country", "other_country"),
    "mediators": ("shared", "none_shared"),
    "status": ("same", "in_order"),
}  # fmt: skip
NUMBERS: Mapping[str, tuple[str, ...]] = {
    "thresholds": ("join_bits", "near_bits", "mean_bits", "margin_bits", "vague_bits", "same_name", "same_first_name"),
    "shares": ("close_share", "rough_share", "approximate_share", "total_share"),
    "days": (
        "near_days", "apart_days", "slip_days", "reported_after", "premature", "late", "planned_ahead",
        "fulfilled_within", "called_off_around", "same_day_width", "same_week_width", "same_month_width",
        "same_year_width",
    ),
}  # fmt: skip


@dataclass(frozen=True, eq=False)  # compared and hashed by identity, so that it can be an argument of cached functions
class Weights:
    """Bits by `field.level`, the numbers by name, and how parties relate.

    Attributes:
        one_actor: a name -> the name under which the actor is compared.
        wholes: a name for several actors -> those actors.
        affiliations: an actor -> the first of the actors that reports take it for.
    """

    bits: Mapping[str, float]
    numbers: Mapping[str, float]
    one_actor: Mapping[str, str]
    wholes: Mapping[str, tuple[str, ...]]
    affiliations: Mapping[str, str]

    @cached_property
    def days(self) -> Mapping[str, int]:
        """The numbers that count days, whole."""
        return {name: int(self.numbers[name]) for name in NUMBERS["days"]}

    def actors(self, parties: Iterable[str]) -> frozenset[str]:
        """The actors behind names: each under one name, a whole as its members."""
        return _actors(self, tuple(parties))

    def roots(self, actors: Iterable[str]) -> frozenset[str]:
        """The actors, those that reports take for one another under one name."""
        return frozenset(self.affiliations.get(actor, actor) for actor in actors)


@lru_cache(maxsize=1 << 14)
def _actors(weights: Weights, parties: tuple[str, ...]) -> frozenset[str]:
    named = (member for party in parties for member in weights.wholes.get(party, (party,)))
    return frozenset(weights.one_actor.get(member, member) for member in named)


@lru_cache(maxsize=1)
def load_weights(path: Path = WEIGHTS_FILE) -> Weights:
    """The weights of a file; `InputError` if a level is missing, unknown or without a reason."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    relations = {"one_actor", "whole", "affiliated"}
    if unknown := data.keys() - LEVELS.keys() - NUMBERS.keys() - relations:
        raise InputError(f"{path.name}: unknown entries {', '.join(sorted(unknown))}; delete or correct them")
    return Weights(
        {f"{field}.{level}": _bits(path, data, field, level) for field, levels in LEVELS.items() for level in levels},
        {name: _number(path, data, group, name) for group, names in NUMBERS.items() for name in names},
        {name: entry["names"][0] for entry in data.get("one_actor", ()) for name in entry["names"]},
        {entry["name"]: tuple(entry["members"]) for entry in data.get("whole", ())},
        {name: entry["names"][0] for entry in data.get("affiliated", ()) for name in entry["names"]},
    )


def _bits(path: Path, data: Mapping[str, Any], field: str, level: str) -> float:
    entry = data.get(field, {}).get(level, {})
    if "bits" not in entry or not entry.get("reason"):
        raise InputError(f"{path.name}: [{field}.{level}] needs `bits` and a `reason`")
    if extra := data[field].keys() - set(LEVELS[field]):
        raise InputError(f"{path.name}: [{field}] has no level {', '.join(sorted(extra))}")
    return float(entry["bits"])


def _number(path: Path, data: Mapping[str, Any], group: str, name: str) -> float:
    value = data.get(group, {}).get(name)
    if not isinstance(value, int | float):
        raise InputError(f"{path.name}: [{group}] needs the number `{name}`")
    return float(value)
