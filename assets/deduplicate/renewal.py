"""What a decision that no longer applies could mean now: what took the place of what it names, and the commands for it.

Belongs here: finding successors and wording the commands. Not here: when a decision is stale (`constraints.py`,
`fusion_decided.py`).
"""

from __future__ import annotations

import shlex
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from assets.deduplicate.constraints import Names
from assets.deduplicate.decisions import Decision, Outcome
from assets.deduplicate.records import Claim
from assets.deduplicate.registry import Registry


class Successors:
    """What stands now for names that decisions use."""

    def __init__(
        self, names: Names, registry: Registry, claims: Iterable[Claim], exchange_of: Mapping[str, str]
    ) -> None:
        """Takes what there is to find them by.

        Args:
            names: what names stand for.
            registry: every claim ever published.
            claims: the present claims.
            exchange_of: the exchange of each of them.
        """
        self._names = names
        self._exchange_of = exchange_of
        self._exchanges = frozenset(exchange_of.values())
        self._of_report: dict[str, set[str]] = defaultdict(set)
        for claim in claims:
            self._of_report[claim.report.report_id].add(claim.claim_id)
        self._reports: dict[str, set[str]] = defaultdict(set)
        for known in registry.by_name.values():
            for stay in known.stays:
                self._reports[stay.exchange_id].add(known.report_id)

    def is_there(self, name: str) -> bool:
        """Whether a name is a present exchange or claim itself."""
        return name in self._exchanges or name in self._exchange_of

    def claims(self, name: str) -> list[str]:
        """The present claims that a name stands for; of one that is gone, those that its reports make now."""
        found = set(self._names.ever(name))
        if not found:
            reports = self._reports.get(name) or {name.rpartition("#")[0]}
            found = {claim_id for report in reports for claim_id in self._of_report.get(report, ())}
        return sorted(claim_id for claim_id in found if claim_id in self._exchange_of)

    def exchanges(self, name: str) -> list[str]:
        """The present exchanges of these claims, the one with most of them first."""
        votes = Counter(self._exchange_of[claim_id] for claim_id in self.claims(name))
        return sorted(votes, key=lambda exchange_id: (-votes[exchange_id], exchange_id))


def propose_renewals(outcomes: Sequence[Outcome], successors: Successors) -> None:
    """Tells in stale outcomes what took the place of what they name, and the commands that decide it anew."""
    for outcome in outcomes:
        decision = outcome.decision
        if outcome.state != "stale" or decision.action == "undo":
            continue
        names = decision.subject.split() + ([] if decision.action == "set" else decision.object.split())
        gone = [name for name in names if not successors.is_there(name)]
        now = {name: successors.exchanges(name) for name in gone}
        if not gone or not all(now.values()):
            continue
        told = "; ".join(f"what was {name} is {' or '.join(exchanges)} now" for name, exchanges in now.items())
        outcome.note = f"{outcome.note}; {told}"
        outcome.renewal = _commands(decision, successors)


def _commands(decision: Decision, successors: Successors) -> str | None:
    """The commands that take a decision back and decide the same of what is there now, if that can be told."""
    words = _words(decision, successors)
    if not words:
        return None
    said = f"{decision.action.replace('_', '-')} {shlex.join(words)} --why {shlex.quote(decision.reason)}"
    return f"swapledger decide undo {decision.decision_id} --why renewed && swapledger decide {said}"


def _words(decision: Decision, successors: Successors) -> list[str]:
    def present(names: str) -> str:
        first = names.split(maxsplit=1)[0]
        return first if successors.is_there(first) else successors.exchanges(first)[0]

    if decision.action == "reject":
        claims = successors.claims(decision.subject)
        return claims if len(claims) == 1 else []
    if decision.action == "set":
        return [present(decision.subject), decision.object, decision.value]
    if decision.action == "split":
        taken = {claim_id for name in decision.object.split() for claim_id in successors.claims(name)}
        return [present(decision.subject), *sorted(taken)]
    one, other = present(decision.subject), present(decision.object)
    return [one, other] if one != other else []
