"""Decisions brought to the present claims: which belong together, which apart, which are out of the evidence.

What the names in a decision mean is found out once: the claims that they stand for in the first resolution that reads
it are published with it, and mean the same in every later one, wherever these claims stand by then. The latest decision
is obeyed first; an earlier one that contradicts it is overruled, one that refers to nothing any more is stale, and both
are reported. Belongs here: what names refer to, and the order of decisions. Not here: the form of a decision
(`decisions.py`), grouping (`clustering.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from assets.deduplicate.decisions import Decision, Outcome, Sides, find_undone
from assets.deduplicate.registry import Registered, Registry

MOST_TRIED = 20  # claims that a merge which later decisions cut into is tried to be built around


@dataclass
class Constraints:
    """What decisions ask of the grouping.

    Attributes:
        outcomes: what became of each decision, in the order written.
        together: pairs of claims that are about one exchange.
        apart: two sets of claims, of which none of one is about an exchange with one of the other.
        rejected: claims that are no evidence.
        joined: claims that a person put where they are -> the decision.
        settings: decisions that set a value, the latest first.
    """

    outcomes: list[Outcome] = field(default_factory=list)
    together: list[tuple[str, str]] = field(default_factory=list)
    apart: list[tuple[frozenset[str], frozenset[str]]] = field(default_factory=list)
    rejected: set[str] = field(default_factory=set)
    joined: dict[str, Decision] = field(default_factory=dict)
    settings: list[Outcome] = field(default_factory=list)

    @property
    def named(self) -> frozenset[str]:
        """The claims that decisions join or part; each has to stand by itself to be moved."""
        pairs = {claim_id for pair in self.together for claim_id in pair}
        return frozenset(pairs.union(*(one | other for one, other in self.apart)))


class Names:
    """What the names in decisions refer to: present claims, by their ids, their registered names, or an exchange's."""

    def __init__(self, claim_ids: Collection[str], registry: Registry, again: Mapping[str, Registered]) -> None:
        self._claim_ids = frozenset(claim_ids)
        self._by_name = {known.name: claim_id for claim_id, known in again.items()}
        self._given = registry.exchange_ids
        self._latest: dict[str, set[str]] = defaultdict(set)
        self._ever: dict[str, set[str]] = defaultdict(set)
        self._home: dict[str, str] = {}
        for claim_id, stood in registry.where_stood(again).items():
            self._latest[stood[0]].add(claim_id)
            self._home[claim_id] = stood[-1]
            for exchange_id in stood:
                self._ever[exchange_id].add(claim_id)

    def claims(self, names: Iterable[str]) -> frozenset[str]:
        """The present claims of registered names or claim ids."""
        found = (self._by_name.get(name, name) for name in names)
        return frozenset(claim_id for claim_id in found if claim_id in self._claim_ids)

    def named(self, text: str) -> frozenset[str]:
        """The present claims that one or more names stand for; an exchange stands for those that it had last."""
        claim_ids: set[str] = set()
        for name in text.split():
            if name in self._claim_ids:
                claim_ids.add(name)
            elif name in self._given:
                claim_ids |= self._latest[name] or self._ever[name]
            elif name in self._by_name:
                claim_ids.add(self._by_name[name])
        return frozenset(claim_ids)

    def missing(self, text: str) -> list[str]:
        """Those of the names that stand for no present claim."""
        return [name for name in text.split() if not self.named(name)]

    def ever(self, name: str) -> frozenset[str]:
        """All present claims that an exchange ever had; a claim stands for itself."""
        return frozenset(self._ever[name]) if name in self._given else self.named(name)

    def parted(self, one: str, other: str) -> tuple[frozenset[str], frozenset[str]]:
        """The claims of two names; one that both had belongs where it was first."""
        left, right = self.ever(one), self.ever(other)
        both = left & right
        first = frozenset(c for c in both if self._home.get(c) == one)
        return left - both | first, right - both | frozenset(c for c in both - first if self._home.get(c) == other)


def bring_to_bear(decisions: Sequence[Decision], names: Names, meant: Mapping[str, Sides]) -> Constraints:
    """What the decisions ask of the present claims.

    Args:
        decisions: in the order written.
        names: what the names in them stand for now.
        meant: decision id -> the registered names of the claims that it was found to mean when it was first read.
    """
    constraints = Constraints([Outcome(decision) for decision in decisions])
    find_undone(constraints.outcomes)
    for outcome in constraints.outcomes:
        outcome.pinned = meant.get(outcome.decision.decision_id) or outcome.decision.pinned
        outcome.meant = _sides(outcome.decision, names, outcome.pinned)
    active = [outcome for outcome in reversed(constraints.outcomes) if outcome.state == "obeyed"]
    for outcome in active:
        if outcome.decision.action == "reject":
            _reject(outcome, constraints)
    for outcome in active:
        if outcome.decision.action in {"merge", "split", "not_same"}:
            _relate(outcome, names, constraints)
        elif outcome.decision.action == "set":
            constraints.settings.append(outcome)
    return constraints


def _reject(outcome: Outcome, constraints: Constraints) -> None:
    claim_ids, _ = outcome.meant
    if not claim_ids:
        outcome.state, outcome.note = "stale", f"there is no claim {outcome.decision.subject}"
        return
    outcome.claim_ids = tuple(claim_ids)
    constraints.rejected |= claim_ids


def _relate(outcome: Outcome, names: Names, constraints: Constraints) -> None:
    """Takes in a decision on what belongs together or apart, if the claims are there and no later one gainsays it."""
    one, other = (claims - constraints.rejected for claims in outcome.meant)
    if not one or not other:
        outcome.state, outcome.note = "stale", _what_is_missing(outcome.decision, names)
        return
    together, apart = _asked(outcome.decision.action, one, other)
    if conflict := _contradicted(constraints, together, apart):
        kept = _largest_consistent(one, other, constraints) if apart is None else frozenset()
        if not kept:
            outcome.state, outcome.note = "overruled", f"a later decision says otherwise of {' and '.join(conflict)}"
            return
        outcome.note = f"but for {', '.join(sorted((one | other) - kept))}, of which a later decision says otherwise"
        one, other = one & kept, other & kept
        together, apart = _asked(outcome.decision.action, one, other)
    outcome.claim_ids = tuple(one | other)
    constraints.together += together
    if apart:
        constraints.apart.append(apart)
    for pair in together:
        for claim_id in pair:
            constraints.joined.setdefault(claim_id, outcome.decision)


def _sides(decision: Decision, names: Names, pinned: Sides | None) -> tuple[frozenset[str], frozenset[str]]:
    """The present claims on either side: merged or kept apart; of a split those taken out, and those left behind."""
    if decision.action in {"set", "undo"}:
        return frozenset(), frozenset()
    if pinned:
        return names.claims(pinned[0]), names.claims(pinned[1])
    if decision.action == "reject":
        return names.named(decision.subject), frozenset()
    if decision.action == "split":
        taken = names.named(decision.object)
        return taken, names.ever(decision.subject) - taken
    if decision.action == "not_same":
        return names.parted(decision.subject, decision.object)
    return names.named(decision.subject), names.named(decision.object)


def _what_is_missing(decision: Decision, names: Names) -> str:
    missing = names.missing(f"{decision.subject} {decision.object}")
    if missing:
        return f"there is no claim or exchange {', '.join(missing)}"
    return "the claims that it is about are gone, were rejected, or are the same on both sides"


def _asked(
    action: str, one: frozenset[str], other: frozenset[str]
) -> tuple[list[tuple[str, str]], tuple[frozenset[str], frozenset[str]] | None]:
    if action == "merge":
        return [(min(one), claim_id) for claim_id in sorted((one | other) - {min(one)})], None
    if action == "split":  # what is taken out is one exchange by itself
        return [(min(one), claim_id) for claim_id in sorted(one - {min(one)})], (one, other)
    return [], (one, other)


def _largest_consistent(one: frozenset[str], other: frozenset[str], constraints: Constraints) -> frozenset[str]:
    """The claims of a merge that no later decision keeps apart, some of either side; none if there are not two such."""
    best: frozenset[str] = frozenset()
    ordered = sorted(one | other)
    for first in ordered[:MOST_TRIED]:
        kept = [first]
        for claim_id in ordered:
            if claim_id != first and not _contradicted(constraints, [(first, c) for c in (*kept[1:], claim_id)], None):
                kept.append(claim_id)
        found = frozenset(kept)
        if found & one and found & other and len(found) > max(1, len(best)):
            best = found
    return best


def _contradicted(
    constraints: Constraints,
    together: Sequence[tuple[str, str]],
    apart: tuple[frozenset[str], frozenset[str]] | None,
) -> tuple[str, str] | None:
    """Two claims that would have to be both together and apart, or None."""
    roots: dict[str, str] = {}

    def root(claim_id: str) -> str:
        while claim_id in roots:
            claim_id = roots[claim_id]
        return claim_id

    for one, other in (*constraints.together, *together):
        if root(one) != root(other):
            roots[root(one)] = root(other)
    for left, right in (*constraints.apart, *((apart,) if apart else ())):
        of_left = {root(claim_id): claim_id for claim_id in sorted(left)}
        for claim_id in sorted(right):
            if root(claim_id) in of_left:
                return of_left[root(claim_id)], claim_id
    return None
