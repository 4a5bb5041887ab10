"""The passes that put every claim under an exchange, from the surest statements to the vaguest.

1. Statements that name a day or a person, and a figure or a person, are grouped by match weight.
2. Loosely dated ones join one of these groups if it fits clearly better than every other one.
3. What is left, vague statements apart, is grouped by match weight.
4. A vague statement joins where exactly one group fits, else it stands alone.

Belongs here: the order of the passes and the placing of single statements. Not here: weights, contradictions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from assets.deduplicate.blocking import candidate_pairs
from assets.deduplicate.clustering import Clustering, Joint, Statement, group_statements
from assets.deduplicate.comparison import compare, weigh
from assets.deduplicate.constraints import Constraints
from assets.deduplicate.near import NearMatch, find_near_matches
from assets.deduplicate.profile import make_profile
from assets.deduplicate.records import Claim
from assets.deduplicate.vague import place_vague
from assets.deduplicate.weights import Weights

ALONE = "stands alone: no other claim fits"
AMBIGUOUS = "stands alone: more than one exchange fits"


@dataclass(frozen=True)
class Grouping:
    """What the passes came to.

    Attributes:
        statements: what was grouped.
        groups: indices of the statements of each exchange, sorted.
        joints: for statements that share their exchange, the strongest match.
        near: matches that did not join two exchanges, but nearly did.
        remarks: for statements that stand alone, why.
    """

    statements: Sequence[Statement]
    groups: list[list[int]]
    joints: dict[int, Joint]
    remarks: dict[int, str]
    near: list[NearMatch]


def group_claims(claims: Sequence[Claim], weights: Weights, constraints: Constraints | None = None) -> Grouping:
    """The claims as exchanges.

    Args:
        claims: all claims but the rejected ones, in any order.
        weights: match weights and thresholds.
        constraints: what people said belongs together, obeyed even against a contradiction, and what does not.
    """
    constraints = constraints or Constraints()
    told = days_told(claims)
    profiles = [make_profile(claim, weights, told.get(claim.report.report_id)) for claim in claims]
    statements = group_statements(claims, profiles, constraints.named)
    pairs = _weigh_pairs(statements, weights)
    clustering = Clustering(statements, pairs, weights)
    _obey(clustering, constraints)
    everything = range(len(statements))
    core = {i for i in everything if statements[i].profile.is_firm and statements[i].profile.has_identity}
    vague = {i for i in everything if statements[i].profile.is_vague}
    clustering.agglomerate(core)
    ambiguous = _place_loose(clustering, [i for i in everything if i not in core and i not in vague], core)
    clustering.agglomerate(i for i in everything if i not in vague)
    joints, undecided = place_vague(clustering, sorted(vague))
    near = find_near_matches(clustering, {**ambiguous, **undecided})
    return _grouping(clustering, joints, ambiguous.keys() | undecided.keys(), near)


def _weigh_pairs(statements: Sequence[Statement], weights: Weights) -> dict[tuple[int, int], float]:
    """The match weight of each candidate pair that does not contradict itself."""
    pairs = {}
    for a, b in candidate_pairs([statement.profile for statement in statements], weights):
        levels = compare(statements[a].profile, statements[b].profile, weights)
        if levels is not None:
            pairs[a, b] = weigh(levels, weights)
    return pairs


def days_told(claims: Iterable[Claim]) -> dict[str, date]:
    """For reports without publication date, the last day of a hand-over that they are about."""
    days: dict[str, date] = {}
    for claim in claims:
        if claim.report.published_on or not claim.end or not claim.focus or claim.status != "completed":
            continue
        if claim.precision == "day":
            days[claim.report.report_id] = max(claim.end, days.get(claim.report.report_id, claim.end))
    return days


def _obey(clustering: Clustering, constraints: Constraints) -> None:
    """Joins what people said is one exchange, and keeps the rest from joining what they said is not."""
    index_of = {claim.claim_id: i for i, s in enumerate(clustering.statements) for claim in s.claims}
    for one, other in sorted(constraints.together):
        a, b = (clustering.cluster_of(index_of[claim_id]) for claim_id in (one, other))
        if a != b:
            clustering.merge(a, b)
    for left, right in constraints.apart:
        clustering.keep_apart(*({index_of[claim_id] for claim_id in side} for side in (left, right)))


def _place_loose(clustering: Clustering, loose: Iterable[int], core: set[int]) -> dict[int, list[Joint]]:
    """Joins loosely dated statements to groups of sure ones; returns those that fit two alike, with these.

    All are matched against the groups as they stood before, so the order of the statements does not matter.
    """
    threshold, margin = clustering.weights.numbers["join_bits"], clustering.weights.numbers["margin_bits"]
    best_weights = _best_weights(clustering, core)
    placed: list[tuple[float, int, int]] = []
    ambiguous: dict[int, list[Joint]] = {}
    for index in loose:
        own = clustering.cluster_of(index)
        if not core.isdisjoint(clustering.clusters[own].members):
            continue  # a person has placed it
        fits = sorted(
            (
                (-weight, cluster)
                for cluster, weight in best_weights[index].items()
                if clustering.may_join(own, cluster)
            ),
        )
        if not fits or -fits[0][0] < threshold:
            continue
        if len(fits) > 1 and fits[1][0] - fits[0][0] < margin:
            profile = clustering.statements[index].profile
            ambiguous[index] = [Joint(clustering.clusters[c].members[0], -weight, profile) for weight, c in fits[:2]]
            continue
        placed.append((fits[0][0], index, clustering.clusters[fits[0][1]].members[0]))
    for _, index, member in sorted(placed):
        own, cluster = clustering.cluster_of(index), clustering.cluster_of(member)
        if own != cluster and clustering.may_join(own, cluster):
            clustering.merge(own, cluster)
    return ambiguous


def _best_weights(clustering: Clustering, core: set[int]) -> dict[int, dict[int, float]]:
    """For each statement outside the core, the strongest weight to each group of core statements."""
    best: dict[int, dict[int, float]] = defaultdict(dict)
    for (a, b), weight in clustering.pairs.items():
        for index, other in ((a, b), (b, a)):
            if index not in core and other in core:
                cluster = clustering.cluster_of(other)
                best[index][cluster] = max(weight, best[index].get(cluster, weight))
    return best


def _grouping(
    clustering: Clustering, joints: Mapping[int, Joint], ambiguous: AbstractSet[int], near: list[NearMatch]
) -> Grouping:
    """The result, with the strongest match of every statement within its group."""
    best: dict[int, tuple[float, int]] = {}
    for (a, b), weight in clustering.pairs.items():
        if clustering.cluster_of(a) == clustering.cluster_of(b):
            for index, other in ((a, b), (b, a)):
                best[index] = max(best.get(index, (weight, -other)), (weight, -other))
    joined = {
        index: Joint(-other, weight, clustering.statements[index].profile) for index, (weight, other) in best.items()
    }
    met = _met_by_vague(clustering.statements, joints, clustering.weights)
    groups = sorted(sorted(cluster.members) for cluster in clustering.clusters.values())
    alone = [group[0] for group in groups if len(group) == 1]
    return Grouping(
        clustering.statements,
        groups,
        {**met, **joints, **joined},
        {i: AMBIGUOUS if i in ambiguous else ALONE for i in alone},
        near,
    )


def _met_by_vague(statements: Sequence[Statement], joints: Mapping[int, Joint], weights: Weights) -> dict[int, Joint]:
    """The matches of vague statements as those see them that they joined, which may have no other; the strongest."""
    met: dict[int, Joint] = {}
    for index, joint in sorted(joints.items()):
        profile = statements[joint.other].profile
        weight = weigh(compare(profile, statements[index].profile, weights) or [], weights)
        if joint.other not in met or weight > met[joint.other].weight:
            met[joint.other] = Joint(index, weight, profile)
    return met
