"""Transfers: which figures of an event's statements are those of its two directions, and which the total.

Belongs here: the choice of one figure a direction, figures that add up, the total. Not here: which way each figure
went (`corrections.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from assets.extract.events.events import Event, Transfer
from assets.extract.flows.directions import Direction, opposite, same_side
from assets.extract.flows.flows import NATION, PAIR, Flow, is_surely_people
from assets.extract.language.lexicon import UNTOLD
from assets.extract.mentions.groups import Group
from assets.extract.mentions.mentions import Mentions
from assets.extract.records import record
from assets.extract.statements.statements import Statement

ROUND = 100  # figures that are whole hundreds may be rounded ones ...
ROUNDING = 0.1  # ... of a figure within a tenth
FEW = 2  # one or two are people told of before, not all of an exchange
SUM_SLACK = 0.25  # "some 300" for 189 and 150
DEAL_REACH = 14  # tokens between the figure of a deal and "stage" or "under"
LEAST_DEAL = 300  # so many each way are exchanged in stages
LEAST_SUM = 10  # a smaller figure may well be another one
RIVALS = 2  # two figures for one transfer differ by less than this factor
ADDED_KINDS = frozenset(("military", "civilian"))
LOCAL_REACH = 5  # tokens between people and "region": "nine servicemen from the Vologda region"
SAME_LIST_REACH = 8  # tokens between the figures of one list: "10 soldiers and 5 civilians"


@record
class _Figure:
    """A group with the statement that tells of it."""

    statement: Statement
    flow: Flow
    group: Group


def find_transfers(event: Event, flows: Sequence[tuple[Statement, Flow, Direction | None]]) -> list[Transfer]:
    """The transfers of an event out of its counted flows, each with its direction; remains apart from the living."""
    grouped: dict[tuple[Direction, bool], list[_Figure]] = defaultdict(list)
    for statement, flow, direction in flows:
        if flow.group is None:
            continue
        figure, remains = _Figure(statement, flow, flow.group), flow.group.category == "remains"
        if flow.both_ways and len(event.sides) >= 2:
            main = (event.sides[0], event.sides[1])
            for way in (main, opposite(main)):
                grouped[(way, remains)].append(figure)
        elif direction is not None and not flow.overall:
            grouped[(direction, remains)].append(figure)
    _drop_parts_to_others(grouped, event.sides)
    _drop_whole_deal(grouped)
    told = [transfer for (way, _), found in grouped.items() for transfer in _chosen(way, _without_none(found))]
    told = [t for n, t in enumerate(told) if not (_are_the_dead(t, told) or _is_repeated(t, told[:n]))]
    people = any(f.count or f.person is not None for _, f, _ in flows)
    none = {t.direction for t in told if t.count == 0}  # nobody either way: of no hand-over
    one_way = len(none) < PAIR and people
    return [t for t in told if t.count != 0 or (one_way and set(t.direction) <= set(event.sides[:2]))]


def _are_the_dead(living: Transfer, told: Sequence[Transfer]) -> bool:
    """`The bodies of 77 soldiers were returned. All 77 defenders came home`: as many, told of once more."""
    return living.category != "remains" and any(
        (t.direction, t.count, t.category) == (living.direction, living.count, "remains")
        and t.statement is not living.statement
        for t in told
    )


def _is_repeated(transfer: Transfer, before: Sequence[Transfer]) -> bool:
    """`Each side returned 50 soldiers. 33 officers and 17 privates came home`: the same figure once more, as a sum."""
    same = (transfer.direction, transfer.count, transfer.category)
    return any((t.direction, t.count, t.category) == same for t in before)


def _drop_parts_to_others(grouped: dict[tuple[Direction, bool], list[_Figure]], sides: tuple[str, ...]) -> None:
    """`17 hostages`, told as `14 Israelis and three Thais`: those of third countries are in the whole."""
    for (way, remains), found in list(grouped.items()):
        others = [key for key in grouped if key[1] is remains and key[0][0] == way[0] and key[0][1] not in sides[:2]]
        third = [figure for key in others for figure in grouped[key]]
        if way[1] in sides[:2] and any(_is_part_beside(part, third, found) for part in found):
            for key in others:
                del grouped[key]


def _drop_whole_deal(grouped: dict[tuple[Direction, bool], list[_Figure]]) -> None:
    """`303 came home, the third part of the 1,000-for-1,000 exchange`: the sum of a deal carried out in stages."""
    even = [f for found in grouped.values() for f in found if "frame.even_swap" in f.flow.rules and _is_deal(f)]
    deals = {f.group.count or 0 for f in even}
    if not deals:
        return
    done = any(_is_stage(f, min(deals)) for (_, remains), found in grouped.items() if not remains for f in found)
    for key, found in list(grouped.items()) if done else ():
        left = [f for f in found if f.group.count not in deals]
        if left:
            grouped[key] = left
        else:
            del grouped[key]


def _is_deal(figure: _Figure) -> bool:
    """`the third stage of the 1,000-for-1,000 exchange`, `under the 500-for-500 deal`: a figure for all stages."""
    count, mentions = figure.group.count or 0, figure.statement.mentions
    near = mentions.text.lowers[max(0, figure.group.first - DEAL_REACH) : figure.group.last + DEAL_REACH]
    return count >= LEAST_DEAL and mentions.lexicon.has_any("grammar.batches.of_deal", near)


def _is_stage(figure: _Figure, whole: int) -> bool:
    """Whether a figure is that of people who went home, and fewer than those of the whole deal."""
    told = figure.flow.verb is not None and not figure.group.bare
    return told and FEW < (figure.group.count or 0) < whole and figure.statement.status in {None, "completed"}


def _is_part_beside(part: _Figure, third: Sequence[_Figure], found: list[_Figure]) -> bool:
    """Whether a figure and those of third countries in its sentence add up to another figure for one direction."""
    beside = [figure.group.count or 0 for figure in third if figure.statement is part.statement]
    return bool(beside) and (part.group.count or 0) + sum(beside) in {figure.group.count for figure in found}


def _without_none(found: list[_Figure]) -> list[_Figure]:
    """What tells of people, where one sentence has them and another nobody."""
    return [f for f in found if f.group.count != 0] or found


def find_total(transfers: Sequence[Transfer], flows: list[Flow]) -> tuple[int, str] | None:
    """The figure for both directions together and how it is meant, where the report gives one that is no transfer's."""
    totals = [f.group for f in flows if f.overall and f.group is not None and not f.group.bare]
    totals = [g for g in totals or _only_figure(flows) if _may_be_sum(g.count or 0, transfers)]
    if not totals:
        return None
    exact = [g for g in totals if g.bound == "exact"] or totals
    count = _unrounded(exact[0].count, [g.count for g in exact])
    return (count, exact[0].bound) if count else None


def find_told_sum(transfers: Sequence[Transfer], sentences: list[Mentions]) -> tuple[int, str] | None:
    """The sum of both directions and its bound, where the report counts so many people anywhere."""
    if len({transfer.direction for transfer in transfers}) < PAIR:
        return None
    both = sum(transfer.count or 0 for transfer in transfers)
    printed = {str(both), f"{both:,}"}
    if both in {transfer.count for transfer in transfers}:
        return None
    groups = (g for m in sentences if not printed.isdisjoint(m.words) for g in m.groups)
    return next(((both, g.bound) for g in groups if g.count == both and not (g.bare or g.nations)), None)


def _only_figure(flows: list[Flow]) -> list[Group]:
    """`In October 2020 more than 1,000 came free in an exchange`: a lone figure without a direction is of both."""
    counted = [f for f in flows if f.group is not None and f.count and f.count > FEW]
    lone = [f.group for f in counted if f.group and f.in_exchange and f.role == "subject" and not f.hints_at_side]
    return lone if len({f.count for f in counted}) == 1 and len(lone) == len(counted) else []


def _may_be_sum(total: int, transfers: Sequence[Transfer]) -> bool:
    """Whether a figure is more than went either way, and near the sum of both; a running tally is far off it.

    `Two Russians were traded for her`: a few people are those of one direction mostly.
    """
    ways: dict[Direction, int] = defaultdict(int)
    for transfer in transfers:
        ways[transfer.direction] += transfer.count or 0
    both = sum(count for way, count in ways.items() if ways.get(opposite(way)))
    if total == both:
        return total > PAIR
    near = not both or abs(total - both) <= SUM_SLACK * both
    return near and total >= LEAST_SUM and total > max(ways.values(), default=0)


def _unrounded(count: int | None, others: Sequence[int | None]) -> int | None:
    """`4,000` and `4,208` in one report are one figure: the exact one."""
    if count is None or count < ROUND or count % ROUND:
        return count
    return next((o for o in others if o and o % ROUND and abs(o - count) <= ROUNDING * count), count)


def _chosen(direction: Direction, found: list[_Figure]) -> list[Transfer]:
    """The figure for one direction: the whole rather than its parts, the exact one rather than the round one."""
    most = max(figure.group.count or 0 for figure in found)
    best = max(found, key=lambda figure: _rank(direction, figure, most, found))
    finer = _unrounded(best.group.count, [figure.group.count for figure in found])
    best = next((figure for figure in found if figure.group.count == finer), best)
    if best.group.indefinite:
        return [_sum_of_singles(direction, [f for f in found if f.statement is best.statement])]
    if (kinds := _kinds_of(best, found)) is not None:
        return [_transfer(_way_of_kind(direction, figure.flow), figure, kinds) for figure in kinds]
    beside = [f for f in found if _is_in_one_list(best, f) or _is_added(best, f) or _is_beside_even(best, f)]
    return [_sum_of_list(direction, figure, found) for figure in [best, *beside]]


def _kinds_of(best: _Figure, found: list[_Figure]) -> list[_Figure] | None:
    """`390 came home, 270 soldiers and 120 civilians`: each kind, as half of those who count such people do."""
    whole = next((f for f in found if f.flow.kinds and f.group.count == best.group.count), None)
    if whole is None:
        return None
    return [_Figure(whole.statement, part, part.group) for part in whole.flow.kinds if part.group is not None]


def _way_of_kind(direction: Direction, part: Flow) -> Direction:
    """`24 hostages, 13 Israelis, ten Thais and a Filipino`: each nation gets its own."""
    nation = next((h.receiver for h in part.hints if h.rule in NATION), None)
    return direction if nation is None else (direction[0], nation)


def _sum_of_list(direction: Direction, figure: _Figure, found: list[_Figure]) -> Transfer:
    """`two smugglers, a hacker`: people of one kind in one list add up."""
    told = _transfer(direction, figure, found)
    more = [f for f in found if _is_in_sum(figure, f) and f.group.category == figure.group.category]
    return replace(told, count=sum(f.group.count or 0 for f in [figure, *more])) if more else told


def _is_in_sum(figure: _Figure, other: _Figure) -> bool:
    heads = [f.flow.listed_after or f.flow for f in (figure, other)]
    return other.flow is not figure.flow and heads[0] is heads[1]


def _rank(direction: Direction, figure: _Figure, most: int, found: list[_Figure]) -> tuple[int, ...]:
    group, flow = figure.group, figure.flow
    sure = is_surely_people(flow) or flow.counterpart_of is not None
    whole = group.count is not None and sure and not group.indefinite
    told = flow.verb is not None or flow.both_ways or flow.counterpart_of is not None or flow.exchanged_for
    rival = (group.count or 0) * RIVALS > most  # a figure far below another one counts others, whoever says it
    receiver_says = rival and same_side(figure.statement.claimant, direction[1])
    number = figure.statement.number
    again = any(f.group.count == group.count and f.statement.number != number for f in found)
    return whole, not _is_local(figure), again, group.bound == "exact", not group.others, receiver_says, told


def _is_local(figure: _Figure) -> bool:
    """`nine servicemen from the Vologda region`: of those exchanged the ones of whom a place tells."""
    mentions = figure.statement.mentions
    near = mentions.text.lowers[figure.group.first : figure.group.last + LOCAL_REACH]
    return mentions.lexicon.has_any("grammar.subsets.local", near)


def _is_in_one_list(best: _Figure, other: _Figure) -> bool:
    """`10 soldiers and 5 civilians`: people of another kind under the same verb."""
    return (
        other.statement is best.statement
        and other.group.category != best.group.category
        and abs(other.flow.first - best.flow.first) <= SAME_LIST_REACH
    )


def _is_added(best: _Figure, other: _Figure) -> bool:
    """`Four civilians were also returned`: people of another kind, told later as some more."""
    later = (other.statement.number, other.flow.first) > (best.statement.number, best.flow.first)
    return (
        later
        and {best.group.category, other.group.category} == ADDED_KINDS
        and other.flow.verb is not None
        and not (other.group.definite or other.group.bare)
        and (other.group.count or 0) < (best.group.count or 0)
    )


def _is_beside_even(best: _Figure, other: _Figure) -> bool:
    """`swapped 146 each, and eight civilians were handed to Moscow`: some more one way, beside as many each way."""
    group, flow = other.group, other.flow
    return (
        best.flow.both_ways
        and not flow.both_ways
        and (group.count or 0) * RIVALS < (best.group.count or 0)
        and (group.category != best.group.category or other.statement.mentions.has_cue("more"))
        and not (group.definite or group.indefinite or group.bare)
    )


def _sum_of_singles(direction: Direction, found: list[_Figure]) -> Transfer:
    """`a diplomat and a second Swede`: two."""
    one = _transfer(direction, found[0], found)
    return replace(one, count=sum(figure.group.indefinite for figure in found))


def _transfer(direction: Direction, figure: _Figure, found: list[_Figure]) -> Transfer:
    group, statement = figure.group, figure.statement
    category = group.category
    if category == UNTOLD:
        kinds = (f.group.category for f in found if f.group.count == group.count)
        category = next((kind for kind in kinds if kind != UNTOLD), category)
    return Transfer(
        direction,
        category,
        group.count,
        group.bound,
        statement.claimant,
        statement.mentions.sentence.first,
        statement.mentions.sentence.last,
        statement,
        explicit=_is_explicit(figure.flow),
    )


def _is_explicit(flow: Flow) -> bool:
    """Whether the sentence itself tells who gave the people up and who got them."""
    givers = {h.giver for h in flow.hints if h.giver}
    receivers = {h.receiver for h in flow.hints if h.receiver}
    return flow.verb is not None and bool(givers) and bool(receivers - givers)
