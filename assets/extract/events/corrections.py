"""Corrections: what the figures of one event tell about each other's directions.

Belongs here: halves and sums, figures told twice, third countries, the remaining direction. Not here: the direction of
one flow (`flows/directions.py`), the choice of one figure a direction (`transfers.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from assets.extract.flows.directions import Direction, decide, decide_flows, opposite
from assets.extract.flows.flows import FOREIGN, FOREIGNERS, NATION, SPEAKER, Flow, Hint, is_of_dead

SURE = 2.4  # more than one verb of coming home: as many went each way, which is common
MAX_COMPARED = 150  # figures with a direction: no report has half of it, and each is compared with each
WHOSE = frozenset(("frame.own", *NATION))  # rules of the hint whose people they are
FEW = 2  # one or two are people told of before, not all of an exchange


def correct_flows(flows: list[Flow], sides: tuple[str, ...]) -> dict[int, Direction]:
    """Marks the figures that are the total and returns the directions of the flows by position in the sequence."""
    _split_halves(flows)
    _give_foreigners(flows, sides)
    decided, margins = decide_flows(flows, sides)
    _follow_lists(flows, decided)
    _drop_contradicted(flows, decided, margins)
    if len(sides) >= 2:
        _complete_directions(flows, decided)
    _find_whole(flows, decided)
    return decided


def _split_halves(flows: list[Flow]) -> None:
    """`12,000 bodies, 6,000 on each side`: the figure that is twice one for each side is the total."""
    halves = {f.count for f in flows if f.both_ways and f.count}
    for flow in flows:
        if flow.count is not None and flow.count % 2 == 0 and flow.count // 2 in halves:
            flow.overall, flow.both_ways = True, False


def _follow_lists(flows: list[Flow], decided: dict[int, Direction]) -> None:
    """`45 soldiers and two civilians came back`: those of a list of whom nothing else is told went one way."""
    number = {id(flow): index for index, flow in enumerate(flows)}
    for index, flow in enumerate(flows):
        head = number.get(id(flow.listed_after)) if flow.listed_after is not None else None
        if head is None or head not in decided or flow.hints_at_side:
            continue
        if flow.verb is None or flows[head].exchanged_for:
            decided[index] = decided[head]
            flow.rules.add("direction.list")


def _drop_contradicted(flows: list[Flow], decided: dict[int, Direction], margins: dict[int, float]) -> None:
    """One figure read both ways in one report is one transfer: the surer reading stays."""
    compared = sorted(decided)[:MAX_COMPARED]
    for index in compared:
        for other in compared:
            if (
                index != other
                and index in decided
                and other in decided
                and decided[index] == opposite(decided[other])
                and _is_same_people(flows[index], flows[other])
                and margins.get(index, 0) < min(margins.get(other, 0), SURE)
            ):
                del decided[index]


def _is_same_people(a: Flow, b: Flow) -> bool:
    """Two groups of the same size that are not exchanged for each other, and not of two owners or speakers."""
    if a.group is None or b.group is None or a.group.count != b.group.count:
        return False
    linked = a.counterpart_of is b or b.counterpart_of is a
    return not (linked or _are_of_two_speakers(a, b) or _are_of_two_owners(a, b))


def _are_of_two_owners(a: Flow, b: Flow) -> bool:
    """`115 conscripts came home. Russia got 115 of its own in exchange`: whose people they are tells them apart."""
    if any("frame.in_return" in {hint.rule for hint in flow.hints} for flow in (a, b)):
        return True
    whose = [{h.receiver for h in flow.hints if h.rule in WHOSE} for flow in (a, b)]
    return bool(whose[0] and whose[1]) and whose[0].isdisjoint(whose[1])


def _are_of_two_speakers(a: Flow, b: Flow) -> bool:
    """`Kyiv said 45 were freed from Russian captivity. Moscow confirmed the return of 45`: each of its own people."""
    said = [{h.receiver for h in flow.hints if h.rule == SPEAKER} for flow in (a, b)]
    gave = [{h.giver for h in flow.hints if h.giver} for flow in (a, b)]
    return not (said[0].isdisjoint(gave[1]) and said[1].isdisjoint(gave[0]))


def _complete_directions(flows: list[Flow], decided: dict[int, Direction]) -> None:
    """Where all that is known goes one way, people with another figure went the other way."""
    ways = set(decided.values())
    if len(ways) != 1:
        return
    way = ways.pop()
    known = {f.group.count for i, f in enumerate(flows) if i in decided and f.group}
    told = {(id(f.listed_after or f), f.group.category) for f in flows if f.group and f.count in known}
    dead = {is_of_dead(flows[index]) for index in decided}
    for index, flow in enumerate(flows):
        if index in decided or flow.overall or flow.both_ways or flow.group is None or flow.verb is None:
            continue
        if (id(flow.listed_after or flow), flow.group.category) in told:
            continue  # `the release of 200 fishermen and two civilians`: those of one kind in a list go one way
        if (
            flow.group.count not in known
            and not (flow.verb.noun and flow.role == "object")
            and flow.beside_others
            and not (flow.group.bare or flow.group.others)
            and is_of_dead(flow) in dead
            and flow.verb.sense.meaning != "exchange"
        ):
            decided[index] = opposite(way)
            flow.rules.add("direction.remaining_way")


def _give_foreigners(flows: list[Flow], sides: tuple[str, ...]) -> None:
    """`Hamas freed 13 Israelis and three Thais, and Israel 39 prisoners`: the other side gets the Thais, too.

    Those who fought in a war of two states go to the side for which they did: the dead, and who is freed with its own.
    """
    foreign = [(flow, h) for flow in flows for h in flow.hints if h.rule in FOREIGN]
    ways = {decide(flow.hints, sides)[0] for flow in flows} if foreign else set()
    for flow, hint in foreign:
        head = flow.listed_after if flow.exchanged_for else None
        beside = next((h.receiver for h in head.hints if h.receiver), None) if head is not None else None
        if beside is not None:
            hint.receiver = beside  # `13 Israelis and four Thais for 39 prisoners`
            continue
        way, _ = decide(flow.hints, sides)
        for other in sides[:2] if way is not None else ():
            if way is not None and other != way[0] and _goes_to(flow, hint, (way[0], other), flows, sides, ways):
                hint.receiver = other


def _goes_to(
    flow: Flow,
    hint: Hint,
    way: Direction,
    flows: list[Flow],
    sides: tuple[str, ...],
    ways: Collection[Direction | None],
) -> bool:
    """Whether people of a third country go to a side: what one gets for others whom it gives, and who fought for it."""
    if hint.rule == FOREIGNERS:
        return opposite(way) in ways
    return way[0] in sides[:2] and (is_of_dead(flow) or _is_beside_own(flow, way, flows, sides))


def _is_beside_own(foreign: Flow, way: Direction, flows: list[Flow], sides: tuple[str, ...]) -> bool:
    """`64 Ukrainian soldiers and an American were freed`: told in one breath with others who went that way."""
    return any(
        flow.verb is not None
        and flow.verb is foreign.verb
        and (flow.count or 0) > (foreign.count or 1)
        and decide(flow.hints, sides)[0] == way
        for flow in flows
    )


def _find_whole(flows: list[Flow], decided: dict[int, Direction]) -> None:
    """`70 captives, 35 in Kyiv and 35 in Moscow`: the figure that is the sum of the two ways is the total."""
    ways: dict[Direction, set[int]] = defaultdict(set)
    for index, way in decided.items():
        count = flows[index].count
        if count:
            ways[way].add(count)
    sums = {a + b for way, there in ways.items() for a in there for b in ways.get(opposite(way), ())}
    in_lists = {id(f) for flow in flows if flow.listed_after is not None for f in (flow, flow.listed_after)}
    for flow in flows:
        told = flow.verb is not None and flow.verb.sense.meaning == "release" and flow.role == "object"
        if flow.group is None or flow.both_ways or id(flow) in in_lists or told:
            continue
        if flow.group.count in sums:
            flow.overall, flow.group = True, replace(flow.group, bare=False)


def pool_hints(counted: Sequence[Flow], told: Sequence[Flow]) -> None:
    """`57 soldiers had fallen into rebel hands; all 57 are back`: what is told of as many elsewhere in the report."""
    for flow in counted:
        comes = flow.verb is not None and flow.verb.sense.meaning == "come_home"
        if not comes or (flow.count or 0) <= FEW:
            continue
        if any(other.count == flow.count and other.hints_at_side for other in counted):
            continue
        for other in told:
            if other is not flow and other.count == flow.count and not other.subset and other.group is not None:
                flow.hints += other.hints
                if flow.group is not None and flow.group.bare:
                    flow.group = replace(flow.group, category=other.group.category)
