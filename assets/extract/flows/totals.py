"""Totals: figures of both directions together, and the parts that add up to one.

Belongs here: "637 in total", "1,081 captives, of whom 681 went to A and 400 to B". Not here: parts of those who went
one way (`subsets.py`, `lists.py`), the total of an event (`events/transfers.py`).
"""

from __future__ import annotations

from dataclasses import replace

from assets.extract.flows.flows import NATION, SPEAKER, Flow, Hint, SentenceContext

ROUNDING = 0.025  # so near is a round figure to the sum of the parts
OTHER_PART = 2.0  # weight of the hint that the second of two parts went the other way
IN_ALL_REACH = 3  # tokens: "34 people changed hands in all"


def mark_parts_of_total(flows: list[Flow]) -> None:
    """`1,081 captives, of whom 681 went to A and 400 to B`: two parts that go two ways are no subsets, but all.

    Whose people they are says so where the whole is that of an exchange: `65, 40 Iraqis and 25 Iranians`.
    """
    groups = [flow for flow in flows if flow.count]
    for whole, left, right in zip(groups, groups[1:], groups[2:], strict=False):
        open_ways = all(h.rule == SPEAKER for h in whole.hints if h.receiver)
        told = [
            {h.receiver for h in part.hints if h.receiver and (open_ways or h.rule not in NATION)}
            for part in (left, right)
        ]
        parts = (left.count or 0) + (right.count or 0)
        _tell_other_part(whole, (left, right), told)
        if _is_sum(whole, parts) and all(told) and told[0] != told[1]:
            left.subset = right.subset = False
            for part in (left, right):
                part.verb = part.verb or whole.verb
            whole.overall = True
            whole.hints.clear()
            whole.rules.add("frame.parts_of_total")


def _is_sum(whole: Flow, parts: int) -> bool:
    """Whether two parts add up to a whole; `nearly 900` tells 706 and 181 roundly."""
    if whole.group is None or whole.count is None:
        return False
    rounded = whole.group.bound != "exact"
    return parts == whole.count or (rounded and abs(parts - whole.count) <= ROUNDING * whole.count)


def _tell_other_part(whole: Flow, parts: tuple[Flow, Flow], told: list[set[str]]) -> None:
    """`1,081: 681 rebels, and 400 on the other side`: of two parts the one without a noun went the other way."""
    if not _is_sum(whole, sum(part.count or 0 for part in parts)):
        return
    index = 0 if told[1] else 1
    part, receivers = parts[index], told[1 - index]
    if part.group is not None and part.group.bare and not part.hints_at_side and len(receivers) == 1:
        part.group = replace(part.group, bare=False)
        part.hints.append(Hint(next(iter(receivers)), None, OTHER_PART, "frame.other_part"))
        told[index].add(f"not {next(iter(receivers))}")


def mark_total(context: SentenceContext, flow: Flow) -> None:
    """`637 in total`, `34 people in all`: both directions together, in a sentence about a mutual exchange."""
    group = flow.group
    if group is None or group.nations or not _is_mutual(context):
        return
    if flow.hints_at_side and not context.mentions.has_cue("exchange_nouns.mutual"):
        return  # `is prepared to give Ukraine 6,000 bodies in all`
    if any(
        0 <= start - flow.last <= IN_ALL_REACH or 0 <= flow.first - end <= 1
        for start, end in context.mentions.cues.spans("in_all")
    ):
        flow.overall = True
        flow.group = replace(group, bare=False)


def _is_mutual(context: SentenceContext) -> bool:
    if any(v.sense.meaning == "exchange" for v in context.mentions.verbs):
        return True
    return len(context.sides.main) > 1 and all(side in context.named for side in context.sides.main[:2])
