"""The match weights that pairs of known truth would give.

Belongs here: counting findings over pairs of annotated claims and over pairs that people decided on, and the weights
that follow. Not here: when a finding holds (`assets/deduplicate/comparison.py`), writing a proposal
(`pipelines/estimate.py`).

A level's weight is log2(m / u), its share among pairs of one exchange against its share among pairs of two. Few pairs
move a weight little: it is drawn to the present one as if that rested on `PRIOR` pairs of each kind; a level met in
fewer than `ENOUGH` pairs stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import combinations
from math import log2
from typing import NamedTuple

import duckdb
import pyarrow as pa

from assets.accuracy import REPORTS
from assets.deduplicate.blocking import candidate_pairs
from assets.deduplicate.comparison import compare
from assets.deduplicate.passes import days_told
from assets.deduplicate.profile import make_profile
from assets.deduplicate.records import read_claims, read_reports
from assets.deduplicate.weights import LEVELS, load_weights
from assets.estimates.annotated import annotated_claims, annotated_set

PRIOR = 30  # pairs of each kind that the present weight counts for
ENOUGH = 10  # pairs of a level below which its weight stays as it is
STEP = 0.5  # bits; finer differences are beyond what so few pairs tell

TABLES = ("claims", "claim_transfers", "claim_persons")


class Estimate(NamedTuple):
    """A weight as it is and as it would be, and how many pairs of one exchange, and of two, showed the level."""

    level: str
    matches: int
    others: int
    present: float
    estimated: float


@dataclass
class Seen:
    """How often each level was met, in pairs of one exchange and in pairs of two, and how many pairs told its field."""

    matches: Counter[str] = field(default_factory=Counter)
    others: Counter[str] = field(default_factory=Counter)

    def add(self, levels: list[str], *, is_match: bool) -> None:
        """Counts the levels of a pair, and their fields."""
        told = self.matches if is_match else self.others
        told.update(levels)
        told.update({level.split(".")[0] for level in levels})

    def estimate(self, level: str, present: float) -> float:
        """The weight of a level, in bits."""
        if self.matches[level] + self.others[level] < ENOUGH:
            return present
        name = level.split(".", maxsplit=1)[0]
        u = 2 ** -max(present, 0) / 2
        m = u * 2**present
        share_of_matches = (self.matches[level] + PRIOR * m) / (self.matches[name] + PRIOR)
        share_of_others = (self.others[level] + PRIOR * u) / (self.others[name] + PRIOR)
        return round(log2(share_of_matches / share_of_others) / STEP) * STEP


def estimate_match_weights(warehouse: duckdb.DuckDBPyConnection | None) -> list[Estimate]:
    """Every level with its present and its estimated weight.

    Args:
        warehouse: a published file, for the pairs that people decided on; None for the annotated ones alone.
    """
    seen = Seen()
    count_annotated(seen)
    if warehouse:
        count_decided(seen, warehouse)
    bits = load_weights().bits
    names = [f"{name}.{level}" for name, levels in LEVELS.items() for level in levels]
    return [
        Estimate(level, seen.matches[level], seen.others[level], bits[level], seen.estimate(level, bits[level]))
        for level in names
    ]


def count_annotated(seen: Seen) -> None:
    """Counts the pairs of annotated claims that blocking brings together."""
    for name in REPORTS:
        tables, truth = annotated_claims(*annotated_set(name))
        _count(seen, tables, partial(_is_one, truth))


def _is_one(truth: Mapping[str, str], one: str, other: str) -> bool:
    return truth[one] == truth[other]


def count_decided(seen: Seen, warehouse: duckdb.DuckDBPyConnection) -> None:
    """Counts the pairs of a published file that people decided on."""
    tables = {name: warehouse.sql(f'FROM "{name}"').to_arrow_table() for name in TABLES}
    tables["clean_reports"] = warehouse.sql(
        "SELECT *, [] AS sketch, "
        "report_id IN (SELECT report_id FROM claims WHERE extractor = 'curated') AS curated FROM reports"
    ).to_arrow_table()
    known = dict(_decided_pairs(warehouse))
    if known:
        _count(seen, tables, lambda one, other: known.get(frozenset((one, other))))


def _decided_pairs(warehouse: duckdb.DuckDBPyConnection) -> Iterator[tuple[frozenset[str], bool]]:
    """Two claims, and whether people say that they are about one exchange."""
    decided = warehouse.sql(
        "SELECT action, claim_ids FROM decisions WHERE state = 'obeyed' AND action IN ('merge', 'not_same', 'split')"
    ).fetchall()
    placed = dict(warehouse.sql("SELECT claim_id, exchange_id FROM exchange_claims").fetchall())
    for action, claim_ids in decided:
        for one, other in combinations(claim_ids, 2):
            is_one = placed[one] == placed[other]
            if is_one == (action == "merge"):
                yield frozenset((one, other)), is_one


def _count(seen: Seen, tables: Mapping[str, pa.Table], is_match: Callable[[str, str], bool | None]) -> None:
    weights = load_weights()
    claims = read_claims(tables, read_reports(tables))
    told = days_told(claims)
    profiles = [make_profile(claim, weights, told.get(claim.report.report_id)) for claim in claims]
    for a, b in candidate_pairs(profiles, weights):
        same = is_match(claims[a].claim_id, claims[b].claim_id)
        levels = compare(profiles[a], profiles[b], weights)
        if same is not None and levels is not None and claims[a].report != claims[b].report:
            seen.add(levels, is_match=same)


def with_weights(text: str, estimates: list[Estimate]) -> str:
    """The file of weights with the estimates in it; reasons and everything else stay."""
    for each in estimates:
        text = re.sub(rf"(\[{re.escape(each.level)}\]\nbits = )[-\d.]+", rf"\g<1>{each.estimated:.1f}", text)
    return text
