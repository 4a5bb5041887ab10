"""Statements grouped into exchanges: greedily by match weight, never through a contradiction.

A statement is what one or more reports say in the same terms; comparing statements, not claims, keeps the cost of a
thousand like reports at that of one. Belongs here: statements, clusters of them, and when two clusters may become one.
Not here: the weight of a pair (`comparison.py`), the order of the passes (`passes.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from assets.deduplicate.comparison import find_contradiction, match_parties
from assets.deduplicate.profile import LIVING, REMAINS, Profile, Sides
from assets.deduplicate.records import Claim
from assets.deduplicate.weights import Weights

TOLD_APART = "told apart by one report"
DECIDED_APART = "kept apart by a decision"

PairWeights = Mapping[tuple[int, int], float]


@dataclass(frozen=True, slots=True)
class Joint:
    """Why a statement is in its group: its strongest match to another statement of it.

    Attributes:
        other: index of the other statement.
        weight: the match weight.
        profile: what the statement was compared by.
    """

    other: int
    weight: float
    profile: Profile


@dataclass(frozen=True, slots=True)
class Statement:
    """One or more claims, at most one of each report, that say the same; `first_claim` is the smallest claim id."""

    profile: Profile
    claims: tuple[Claim, ...]

    @property
    def first_claim(self) -> str:
        """The smallest claim id, by which ties are broken."""
        return self.claims[0].claim_id


def group_statements(
    claims: Sequence[Claim], profiles: Sequence[Profile], alone: AbstractSet[str] = frozenset()
) -> list[Statement]:
    """The claims by what they say, sorted by first claim.

    A claim too vague to be told from others stands by itself, and so does one in `alone` (claim ids), which people
    join or part.
    """
    groups: dict[tuple[Profile, str | int], list[Claim]] = defaultdict(list)
    seen: dict[tuple[str, Profile], int] = defaultdict(int)
    for claim, profile in sorted(zip(claims, profiles, strict=True), key=lambda pair: pair[0].claim_id):
        told = (claim.report.report_id, profile)
        may_group = profile.is_firm and not profile.is_vague and not profile.list_name and claim.claim_id not in alone
        groups[profile, seen[told] if may_group else claim.claim_id].append(claim)
        seen[told] += 1
    statements = [Statement(profile, tuple(group)) for (profile, _), group in groups.items()]
    return sorted(statements, key=lambda statement: statement.first_claim)


class Cluster:
    """Statements about one exchange, with what bounds further ones."""

    __slots__ = ("apart", "earliest", "kinds", "latest", "lists", "members", "reports", "sides", "statuses")

    def __init__(self, index: int, statement: Statement) -> None:
        profile = statement.profile
        self.members: list[int] = [index]
        self.apart: set[int] = set()  # statements that people keep apart from this cluster
        self.reports: set[str] = {claim.report.report_id for claim in statement.claims}
        self.lists: set[str] = {profile.list_name} if profile.list_name else set()
        self.kinds: set[str] = {profile.kind}
        self.statuses: set[str] = {profile.status}
        self.sides: set[Sides] = {profile.sides}
        self.earliest: int = profile.window.earliest
        self.latest: int = profile.window.latest

    def absorb(self, other: Cluster) -> None:
        """Takes in the statements of another cluster."""
        self.members += other.members
        self.apart |= other.apart
        self.reports |= other.reports
        self.lists |= other.lists
        self.kinds |= other.kinds
        self.statuses |= other.statuses
        self.sides |= other.sides
        self.earliest = max(self.earliest, other.earliest)
        self.latest = min(self.latest, other.latest)


class Clustering:
    """Clusters of statements and the match weights between them.

    Attributes:
        statements: the statements, by index.
        weights: the thresholds and party relations.
        pairs: the match weight of each compared pair of statements that do not contradict each other.
    """

    def __init__(self, statements: Sequence[Statement], pairs: PairWeights, weights: Weights) -> None:
        self.statements = statements
        self.weights = weights
        self.pairs = pairs
        self.clusters: dict[int, Cluster] = {i: Cluster(i, s) for i, s in enumerate(statements)}
        self._cluster_of = list(range(len(statements)))
        self._links: dict[int, dict[int, tuple[float, int]]] = defaultdict(dict)
        for (a, b), weight in pairs.items():
            self._links[a][b] = self._links[b][a] = (weight, 1)

    def cluster_of(self, index: int) -> int:
        """The cluster in which a statement stands."""
        return self._cluster_of[index]

    def linked(self, cluster: int) -> list[int]:
        """The clusters with a compared pair to this one, sorted."""
        return sorted(self._links[cluster])

    def mean_weight(self, a: int, b: int) -> float:
        """The mean weight of the compared pairs between two clusters."""
        total, n = self._links[a][b]
        return total / n

    def contradiction(self, a: int, b: int) -> str | None:
        """Why two clusters cannot be one exchange, or None."""
        one, other = self.clusters[a], self.clusters[b]
        if one.apart and not one.apart.isdisjoint(other.members):
            return DECIDED_APART
        if not one.reports.isdisjoint(other.reports):
            return TOLD_APART
        if not one.lists.isdisjoint(other.lists):
            return TOLD_APART
        clear = (
            max(one.earliest, other.earliest) <= min(one.latest, other.latest)
            and not {LIVING, REMAINS} <= one.kinds | other.kinds
            and not {"completed", "cancelled"} <= one.statuses | other.statuses
            and all(match_parties(x, y, self.weights).level for x in one.sides for y in other.sides)
        )
        return None if clear else self._pairwise_contradiction(one, other)

    def _pairwise_contradiction(self, one: Cluster, other: Cluster) -> str | None:
        """The first contradiction between two members; the bounds of a cluster may miss only by an excused slip."""
        for a in sorted(one.members):
            for b in sorted(other.members):
                reason = find_contradiction(self.statements[a].profile, self.statements[b].profile, self.weights)
                if reason:
                    return reason
        return None

    def keep_apart(self, one: Iterable[int], other: Iterable[int]) -> None:
        """Keeps the statements of either side from ever standing with one of the other."""
        left, right = set(one), set(other)
        for index in left:
            self.clusters[self._cluster_of[index]].apart |= right
        for index in right:
            self.clusters[self._cluster_of[index]].apart |= left

    def may_join(self, a: int, b: int) -> bool:
        """Whether nothing contradicts and the evidence between two linked clusters speaks for one exchange."""
        return self.mean_weight(a, b) >= self.weights.numbers["mean_bits"] and self.contradiction(a, b) is None

    def merge(self, a: int, b: int) -> int:
        """Makes two clusters one and returns it; the smaller one is moved."""
        if len(self.clusters[a].members) < len(self.clusters[b].members):
            a, b = b, a
        moved = self.clusters.pop(b)
        for index in moved.members:
            self._cluster_of[index] = a
        self.clusters[a].absorb(moved)
        links = self._links[a]
        for other, (total, n) in self._links.pop(b, {}).items():
            del self._links[other][b]
            if other != a:
                known, n_known = links.get(other, (0.0, 0))
                links[other] = self._links[other][a] = (known + total, n_known + n)
        return a

    def agglomerate(self, allowed: Iterable[int]) -> None:
        """Joins clusters of the allowed statements, the strongest pair first, while a pair reaches the threshold."""
        among, threshold = set(allowed), self.weights.numbers["join_bits"]
        strong = [
            (-weight, a, b)
            for (a, b), weight in self.pairs.items()
            if weight >= threshold and a in among and b in among
        ]
        for _, a, b in sorted(strong):  # statements are sorted by first claim, so ties do not hang on the input's order
            one, other = self._cluster_of[a], self._cluster_of[b]
            if one != other and self.may_join(one, other):
                self.merge(one, other)
