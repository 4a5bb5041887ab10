"""Estimates the match weights anew from pairs whose truth is known.

    python -m bench.match_weights [warehouse.duckdb] [--write]

Known are the pairs of annotated claims, and in a published file those that people decided on (`swapledger decide`). A
level's weight is log2(m / u), its share among pairs of one exchange against its share among pairs of two. Few pairs
move a weight little: it is drawn to the present one as if that rested on `PRIOR` pairs of each kind; a level met in
fewer than `ENOUGH` pairs stays. Prints a line a level; `--write` puts the estimates into the file of weights.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import combinations
from math import log2
from pathlib import Path

import duckdb
import pyarrow as pa

from assets.accuracy import REPORTS
from assets.deduplicate.blocking import candidate_pairs
from assets.deduplicate.comparison import compare
from assets.deduplicate.passes import days_told
from assets.deduplicate.profile import make_profile
from assets.deduplicate.records import read_claims, read_reports
from assets.deduplicate.weights import LEVELS, WEIGHTS_FILE, load_weights
from bench.annotated_resolution import annotated_claims, annotated_set

PRIOR = 30  # pairs of each kind that the present weight counts for
ENOUGH = 10  # pairs of a level below which its weight stays as it is
STEP = 0.5  # bits; finer differences are beyond what so few pairs tell

TABLES = ("claims", "claim_transfers", "claim_persons")


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
        name = level.split(".", maxsplit=1)[0]
        u = 2 ** -max(present, 0) / 2
        m = u * 2**present
        share_of_matches = (self.matches[level] + PRIOR * m) / (self.matches[name] + PRIOR)
        share_of_others = (self.others[level] + PRIOR * u) / (self.others[name] + PRIOR)
        return round(log2(share_of_matches / share_of_others) / STEP) * STEP


def count_annotated(seen: Seen) -> None:
    """Counts the pairs of annotated claims that blocking brings together."""
    for name in REPORTS:
        tables, truth = annotated_claims(*annotated_set(name))
        _count(seen, tables, partial(_is_one, truth))


def _is_one(truth: Mapping[str, str], one: str, other: str) -> bool:
    return truth[one] == truth[other]


def count_decided(seen: Seen, warehouse: Path) -> None:
    """Counts the pairs of a published file that people decided on."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        tables = {name: connection.sql(f'FROM "{name}"').to_arrow_table() for name in TABLES}
        tables["clean_reports"] = connection.sql(
            "SELECT *, [] AS sketch, "
            "report_id IN (SELECT report_id FROM claims WHERE extractor = 'curated') AS curated FROM reports"
        ).to_arrow_table()
        decided = connection.sql(
            "SELECT action, claim_ids FROM decisions "
            "WHERE state = 'obeyed' AND action IN ('merge', 'not_same', 'split')"
        ).fetchall()
        placed = dict(connection.sql("SELECT claim_id, exchange_id FROM exchange_claims").fetchall())
    known = {
        frozenset(pair): placed[pair[0]] == placed[pair[1]]
        for action, claim_ids in decided
        for pair in combinations(claim_ids, 2)
        if (placed[pair[0]] == placed[pair[1]]) == (action == "merge")
    }
    _count(seen, tables, lambda one, other: known.get(frozenset((one, other))))


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


def estimates(seen: Seen) -> Iterator[tuple[str, float, float]]:
    """Every level with its present and its estimated weight."""
    bits = load_weights().bits
    for name, levels in LEVELS.items():
        for level in (f"{name}.{level}" for level in levels):
            enough = seen.matches[level] + seen.others[level] >= ENOUGH
            yield level, bits[level], seen.estimate(level, bits[level]) if enough else bits[level]


def write(weights: Mapping[str, float]) -> None:
    """Puts the weights into the file; their reasons stay."""
    text = WEIGHTS_FILE.read_text(encoding="utf-8")
    for level, bits in weights.items():
        text = re.sub(rf"(\[{re.escape(level)}\]\nbits = )[-\d.]+", rf"\g<1>{bits:.1f}", text)
    WEIGHTS_FILE.write_text(text, encoding="utf-8")


def main(warehouse: Path | None, *, is_written: bool) -> None:
    """Prints the estimates."""
    seen = Seen()
    count_annotated(seen)
    if warehouse:
        count_decided(seen, warehouse)
    found = list(estimates(seen))
    print(f"{'level':24}{'one exchange':>14}{'two':>8}{'present':>10}{'estimated':>11}")
    for level, present, estimated in found:
        print(f"{level:24}{seen.matches[level]:14}{seen.others[level]:8}{present:10.1f}{estimated:11.1f}")
    if is_written:
        write({level: estimated for level, _, estimated in found})
        print(f"written to {WEIGHTS_FILE.name}; now run bench.annotated_resolution and bench.resolution against it")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("warehouse", nargs="?", type=Path, help="a published file with decisions of people")
    parser.add_argument("--write", action="store_true", help="put the estimates into the file")
    arguments = parser.parse_args()
    main(arguments.warehouse, is_written=arguments.write)
