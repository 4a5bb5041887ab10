"""Who released whom: the transfers that claims tell of brought together by direction and kind, one row a category.

Belongs here: matching the directions of claims to each other, and the published rows. Not here: which figure is
published (`fusion_figures.py`), who stood on which side of a claim (`profile.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assets.deduplicate.attestation import Conflict, Sources, record_conflict, tally
from assets.deduplicate.comparison import match_parties
from assets.deduplicate.fusion_figures import Flow, choose_figure, figure_conflicts, is_disputed, range_of
from assets.deduplicate.profile import LIVING, REMAINS, Figure, Sides, directed_transfers, sum_of, two_sides
from assets.deduplicate.records import Claim, Transfer, members_of
from assets.deduplicate.weights import Weights

Part = tuple[str | None, str | None, str, int | None]  # released_by, received_by, category, count


@dataclass(frozen=True, slots=True)
class FusedFlow:
    """The published rows of one direction and kind (without the exchange), and what is in dispute.

    Attributes:
        rows: rows of `exchange_transfers` without `exchange_id`.
        conflicts: disagreements on the figure or the kind of people.
        disputed: whether exact figures of independent sources contradict each other.
    """

    rows: tuple[dict[str, Any], ...]
    conflicts: tuple[Conflict, ...]
    disputed: bool


def fuse_transfers(claims: Sequence[Claim], status: str, sources: Sources, weights: Weights) -> list[FusedFlow]:
    """The transfers of an exchange, by direction and kind.

    Args:
        claims: all claims about the exchange, sorted by id.
        status: the exchange's own status.
        sources: which reports are independent.
        weights: how parties relate, and when figures are compatible.
    """
    flows = {key: _by_same_givers(_current(found, sources)) for key, found in _flows(claims, weights).items()}
    _leave_out_lumped(flows)
    together = [(part, key[1]) for key in sorted(flows) for part in _nobody_apart(flows[key], weights)]
    return _each_once([_fuse_flow(part, kind, status, sources, weights) for part, kind in together])


def _each_once(flows: Sequence[FusedFlow]) -> list[FusedFlow]:
    """The flows with every pair of sides and category once.

    Claims about three sides in a ring, or about a side that releases to itself, may put one transfer into both
    directions; it must not count twice.
    """
    seen: set[object] = set()
    kept = []
    for flow in flows:
        rows = {(row["released_by"], row["received_by"], row["category"]): row for row in flow.rows}
        conflicts = tuple(conflict for conflict in flow.conflicts if conflict.attribute not in seen)
        kept.append(FusedFlow(tuple(row for key, row in rows.items() if key not in seen), conflicts, flow.disputed))
        seen |= rows.keys() | {conflict.attribute for conflict in conflicts}
    return kept


def _label(side: str | None) -> str | None:
    """A side as published: its members sorted, joined by `+`."""
    return "+".join(members_of(side)) or None


def _flows(claims: Sequence[Claim], weights: Weights) -> dict[tuple[int, str], list[Flow]]:
    """The flows by direction and kind; direction 0 is away from the first side of the fullest claim."""
    sided = [(claim, two_sides(claim, weights)) for claim in claims if claim.transfers]
    if not sided:
        return {}
    reference = min(sided, key=lambda item: (-bool(item[1].first) - bool(item[1].second), item[0].claim_id))[1]
    flows: dict[tuple[int, str], list[Flow]] = {}
    for claim, sides in sided:
        swapped = match_parties(reference, sides, weights).swapped
        for (direction, kind), transfers in directed_transfers(claim, sides, weights).items():
            oriented = 1 - direction if swapped else direction
            flow = Flow(claim, tuple(transfers), sum_of(transfers), _said_by_receiver(transfers, sides, weights))
            flows.setdefault((oriented, kind), []).append(flow)
    return flows


def _current(flows: list[Flow], sources: Sources) -> list[Flow]:
    """The flows without those of claims that give way to a newer version, unless that has none, or no figure."""
    kept = [flow for flow in flows if flow.claim.claim_id not in sources.superseded]
    has_figure = any(flow.figure for flow in kept) or not any(flow.figure for flow in flows)
    return kept if kept and has_figure else flows


def _by_same_givers(flows: list[Flow]) -> list[Flow]:
    """The flows, each without what a giver released that no other claim names, if just the rest is another's figure.

    Who tells in one breath of people whom two allies sent does not dispute a figure for one of the allies.
    """
    fitted = []
    for flow in flows:
        others = [other for other in flows if other is not flow]
        named = {transfer.released_by for other in others for transfer in other.transfers if transfer.released_by}
        rest = tuple(transfer for transfer in flow.transfers if transfer.released_by in named)
        figures, figure = {other.figure for other in others}, sum_of(rest)
        apart = flow.figure not in figures and figure is not None and figure.count > 0 and figure in figures
        fitted.append(replace(flow, transfers=rest, figure=figure) if apart else flow)
    return fitted


def _nobody_apart(flows: list[Flow], weights: Weights) -> list[list[Flow]]:
    """The flows, those apart that tell just of nobody, and of sides that no other flow tells of.

    That an ally let nobody go is no figure for those who let somebody go, and no dispute with it.
    """
    some = [flow for flow in flows if any(transfer.count != 0 for transfer in flow.transfers)]
    nobody = [flow for flow in flows if flow not in some and not any(_tells_of(flow, _parts(o), weights) for o in some)]
    if not some or not nobody:
        return [flows]
    return [[flow for flow in flows if flow not in nobody], nobody]


def _tells_of(flow: Flow, parts: Iterable[Part], weights: Weights) -> bool:
    """Whether the flow has a figure for the sides of one of the parts, by any of the names that reports take for them.

    The gate asks the same (`party_groups` of its rules), so that no figure of nobody stops a publication.
    """
    return any(
        _is_taken_for(transfer.released_by, part[0], weights) and _is_taken_for(transfer.received_by, part[1], weights)
        for transfer in flow.transfers
        if transfer.count is not None
        for part in parts
    )


def _is_taken_for(told: str | None, side: str | None, weights: Weights) -> bool:
    """Whether reports take one of the names of a side for one of the other's, or one is left open."""
    roots, others = (weights.roots(weights.actors(members_of(name))) for name in (told, side))
    return not roots or not others or bool(roots & others)


def _said_by_receiver(transfers: Iterable[Transfer], sides: Sides, weights: Weights) -> bool:
    """Whether the claimant is among those who got the people."""
    for transfer in transfers:
        claimant = weights.actors(members_of(transfer.claimant))
        getting = weights.actors(members_of(transfer.received_by))
        if not getting:
            giving = weights.actors(members_of(transfer.released_by))
            getting = sides.second if giving & sides.first else sides.first
        if claimant & getting:
            return True
    return False


def _leave_out_lumped(flows: dict[tuple[int, str], list[Flow]]) -> None:
    """Keeps the dead from being counted twice, by themselves and in a figure that lumps them with the living.

    The lump gives way to claims that tell the living, too, and to a figure of the dead that is as large; else it is
    the whole, and the dead alone give way.
    """
    for direction in (0, 1):
        dead, living = flows.get((direction, REMAINS), []), flows.get((direction, LIVING), [])
        apart = {flow.claim.claim_id for flow in dead}
        lumps = [f for f in living if {t.category for t in f.transfers} == {"mixed"} and f.claim.claim_id not in apart]
        if not dead or not lumps:
            continue
        counts = {flow.figure.count for flow in dead if flow.figure}
        if len(lumps) < len(living) or any(f.figure is None or f.figure.count in counts for f in lumps):
            flows[direction, LIVING] = [flow for flow in living if flow not in lumps]
        else:
            del flows[direction, REMAINS]
        if not flows[direction, LIVING]:
            del flows[direction, LIVING]


def _fuse_flow(flows: Sequence[Flow], kind: str, status: str, sources: Sources, weights: Weights) -> FusedFlow:
    told = [flow for flow in flows if flow.figure]
    best, rule = choose_figure(told, status, sources)
    parts = _choose_parts(flows, best, sources, weights)
    told = [flow for flow in told if flow.figure == best or not _is_nobody(flow) or _tells_of(flow, parts, weights)]
    rows = []
    for part in parts:
        # A part on its own is compared with what claims say of all people of the direction, whatever they call them.
        figures = [flow.figure for flow in told] if len(parts) == 1 else _figures_of(told, part)
        low, high = range_of([figure for figure in figures if figure])
        rows.append(
            {
                "released_by": part[0],
                "received_by": part[1],
                "category": part[2],
                "count_low": low,
                "count_best": best.count if best and len(parts) == 1 else part[3],
                "count_high": high,
                "rule": rule,
                "n_claims": len({flow.claim.claim_id for flow in flows}),
            }
        )
    name = f"{_all_of(p[0] for p in parts)}>{_all_of(p[1] for p in parts)}" + (" remains" if kind == REMAINS else "")
    conflicts = [
        *figure_conflicts(name, told, (best, rule), sources, weights),
        *_category_conflicts(name, flows, parts, sources),
    ]
    return FusedFlow(tuple(rows), tuple(conflicts), is_disputed(told, status, sources))


def _is_nobody(flow: Flow) -> bool:
    return flow.figure is not None and flow.figure.count == 0


def _all_of(sides: Iterable[str | None]) -> str:
    """Sides together, for naming a direction."""
    return "+".join(sorted({member for side in sides for member in members_of(side)})) or "?"


def _choose_parts(flows: Sequence[Flow], best: Figure | None, sources: Sources, weights: Weights) -> tuple[Part, ...]:
    """The categories and sides of the published rows: those most sources give together with the published figure.

    A category before none told, several categories that add up to the figure before one for all.
    """
    fitting = [f for f in flows if best and f.figure and f.figure.count == best.count] or list(flows)
    given = tally((_parts(flow), flow.claim) for flow in fitting)

    def rank(parts: tuple[Part, ...]) -> tuple[int, int, tuple[float, float], int, str]:
        untold = sum(category == "unspecified" for _, _, category, _ in parts)
        vague_sides = sum(not side or side in weights.wholes for part in parts for side in part[:2])
        lumped = sum(category == "mixed" for _, _, category, _ in parts)
        return untold, vague_sides, sources.rank(given[parts]), lumped, str(parts)

    chosen = min(given, key=rank)
    return _with_category(chosen[0], flows, sources, weights) if len(chosen) == 1 else chosen


def _with_category(part: Part, flows: Sequence[Flow], sources: Sources, weights: Weights) -> tuple[Part, ...]:
    """A part of no told category with the one that most sources tell of its sides, whichever figure they give."""
    released_by, received_by, category, count = part
    if category != "unspecified":
        return (part,)
    single = (
        (categories.pop(), flow)
        for flow in flows
        if len(categories := {t.category for t in flow.transfers}) == 1
        and any(
            _same_side(t.released_by, released_by, weights) and _same_side(t.received_by, received_by, weights)
            for t in flow.transfers
        )
    )
    given = tally((category, flow.claim) for category, flow in single if category != "unspecified")
    if not given:
        return (part,)
    return ((released_by, received_by, min(given, key=lambda c: (sources.rank(given[c]), c)), count),)


def _same_side(told: str | None, side: str | None, weights: Weights) -> bool:
    """Whether two names of a side share an actor, or one is left open."""
    actors, others = (weights.actors(members_of(name)) for name in (told, side))
    return not actors or not others or bool(actors & others)


def _parts(flow: Flow) -> tuple[Part, ...]:
    """The transfers of a claim by sides and category, sorted; the sides written alike."""
    counts: dict[tuple[str | None, str | None, str], list[int | None]] = {}
    for transfer in flow.transfers:
        key = (_label(transfer.released_by), _label(transfer.received_by), transfer.category)
        counts.setdefault(key, []).append(transfer.count)
    ordered = sorted(counts.items(), key=lambda item: tuple(side or "" for side in item[0]))
    return tuple((*key, None if None in found else sum(c or 0 for c in found)) for key, found in ordered)


def _figures_of(told: Sequence[Flow], part: Part) -> list[Figure | None]:
    """The figures that claims give for the same sides and category."""
    return [
        sum_of([t for t in f.transfers if (_label(t.released_by), _label(t.received_by), t.category) == part[:3]])
        for f in told
    ]


def _category_conflicts(name: str, flows: Sequence[Flow], parts: tuple[Part, ...], sources: Sources) -> list[Conflict]:
    """Claims that put all people of a direction into one category, and differ in which."""
    chosen = _category_text(parts)
    texts = tally((_category_text(_parts(flow)), flow.claim) for flow in flows)
    given = {text: claims for text, claims in texts.items() if text != "unspecified"}
    if len(given) < 2 or chosen not in given:
        return []
    return record_conflict(f"category {name}", given, chosen, "given_with_figure", sources)


def _category_text(parts: Iterable[Part]) -> str:
    return " and ".join(sorted({category for _, _, category, _ in parts}))
