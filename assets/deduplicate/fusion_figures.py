"""How many people went in one direction: the published figure, the range around it, and what is in dispute.

Belongs here: the choice among the figures that claims give for one direction and kind. Not here: which transfers make
up a direction, and the published rows (`fusion_transfers.py`).

Rules, each asked only where those before it leave more than one figure:
    trusted_source: figures that weigh as much as one source that is trusted in full.
    carried_out: figures of claims with the exchange's own status; what was planned is not what was done.
    receiving_side: the figure that the receiving side gives; it counted whom it got.
    most_publishers: the figure of most independent sources, each by its trust.
    exact_first: an exact figure before a rounded one or a bound.
    latest_report: the figure published last.
    larger: the larger figure, as the last resort.
    only_figure: there was but one; not_stated: there was none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assets.deduplicate.attestation import Conflict, Sources, record_conflict, tally
from assets.deduplicate.figures import level_of
from assets.deduplicate.profile import Figure
from assets.deduplicate.records import Claim, Transfer
from assets.deduplicate.weights import Weights

BOUND_RANK = {"exact": 0, "approx": 1, "at_least": 2, "at_most": 2}
BOUND_TEXT = {"exact": "", "approx": "about ", "at_least": "at least ", "at_most": "at most "}


@dataclass(frozen=True, slots=True)
class Flow:
    """What one claim says of one direction and kind: its transfers and their sum (None if it gives no figure)."""

    claim: Claim
    transfers: tuple[Transfer, ...]
    figure: Figure | None
    said_by_receiver: bool


def choose_figure(told: Sequence[Flow], status: str, sources: Sources) -> tuple[Figure | None, str]:
    """The published figure and the rule that decided; `told` are the flows that give one."""
    figures = {flow.figure for flow in told}
    if len(figures) < 2:
        return (told[0].figure, "only_figure") if told else (None, "not_stated")

    def support(flow: Flow) -> float:
        return sources.support(f.claim for f in told if f.figure == flow.figure)

    steps: tuple[tuple[str, Callable[[Flow], float]], ...] = (
        ("trusted_source", lambda flow: support(flow) >= 1),
        ("carried_out", lambda flow: flow.claim.status == status),
        ("receiving_side", lambda flow: flow.said_by_receiver),
        ("most_publishers", support),
        ("exact_first", lambda flow: -BOUND_RANK[flow.figure.bound] if flow.figure else 0),
        ("latest_report", lambda flow: _published(flow.claim)),
        ("larger", lambda flow: flow.figure.count if flow.figure else 0),
    )
    left = list(told)
    for rule, rank in steps:
        best = max(rank(flow) for flow in left)
        left = [flow for flow in left if rank(flow) == best]
        if len({flow.figure for flow in left}) == 1:
            return left[0].figure, rule
    return left[0].figure, steps[-1][0]


def _published(claim: Claim) -> int:
    return claim.report.published_on.toordinal() if claim.report.published_on else 0


def range_of(figures: Sequence[Figure]) -> tuple[int | None, int | None]:
    """The lowest and the highest figure; none at an end that nothing but a bound reaches, which leaves it open."""
    if not figures:
        return None, None
    lowest, highest = min(figure.count for figure in figures), max(figure.count for figure in figures)
    from_below = any(figure.count == lowest and figure.bound != "at_most" for figure in figures)
    from_above = any(figure.count == highest and figure.bound != "at_least" for figure in figures)
    return lowest if from_below else None, highest if from_above else None


def figure_conflicts(
    name: str, told: Sequence[Flow], published: tuple[Figure | None, str], sources: Sources, weights: Weights
) -> list[Conflict]:
    """The figures of a direction, if two of them cannot both be right; `published` as `choose_figure` returns it."""
    best, rule = published
    figures = sorted({flow.figure for flow in told if flow.figure}, key=lambda figure: (figure.count, figure.bound))
    if best is None or not any(_disagree(a, b, weights) for a in figures for b in figures):
        return []
    given = tally((_figure_text(flow.figure), flow.claim) for flow in told if flow.figure)
    return record_conflict(f"count {name}", given, _figure_text(best), rule, sources)


def _disagree(one: Figure, other: Figure, weights: Weights) -> bool:
    return one.count != other.count and level_of(one, other, weights) != "compatible"


def _figure_text(figure: Figure) -> str:
    return f"{BOUND_TEXT[figure.bound]}{figure.count}"


def is_disputed(told: Sequence[Flow], status: str, sources: Sources) -> bool:
    """Whether independent sources give different exact figures for what was done."""
    exact: Mapping[int, Sequence[Claim]] = tally(
        (flow.figure.count, flow.claim)
        for flow in told
        if flow.figure and flow.figure.bound == "exact" and flow.claim.status == status
    )
    weighty = [claims for claims in exact.values() if sources.is_weighty(claims)]
    return len(weighty) > 1 and sources.count(claim for claims in weighty for claim in claims) > 1
