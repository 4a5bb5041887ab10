"""Figures of two sides: those that they share out between them, and those of both directions together.

Belongs here: "900 by the government, 520 by the Houthis", the figure at which a side's number is put, "637 in total",
the parts that add up to a total. Not here: a second subject ("and Ukraine 110", `second_subjects.py`), parts of those
who went one way (`subsets.py`, `lists.py`), the total of an event (`events/transfers.py`).
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from assets.extract.flows.flows import NATION, OF_THIRD, PAIR, SHARE, SPEAKER, Flow, Hint, SentenceContext

WEIGHT = 4.0  # both figures and both sides are told: no other word says it as plainly
VERB_REACH = 4  # tokens between the figure and its preposition: "63 going to Kyiv", "29 have been returned to Kyiv"
COUNT_REACH = 10  # tokens between "put" and the figure: "put the number of its own servicemen who returned at"
ROUNDING = 0.025  # so near is a round figure to the sum of the parts
OTHER_PART = 2.0  # weight of the hint that the second of two parts went the other way
IN_ALL_REACH = 3  # tokens: "34 people changed hands in all"
TITLE_REACH = 3  # tokens between the preposition and the party: "by the authorities in Kiev"


def tell_counts(context: SentenceContext) -> None:
    """`Russia put its own number at 248`, `he put the Russian figure at 195`: so many came home to whoever is meant."""
    if context.mentions.where("grammar.shares.counting"):
        for flow in context.flows:
            owner = _counted_side(context, flow) if flow.group is not None and flow.count else None
            if owner is not None and flow.group is not None:
                flow.group = replace(flow.group, bare=False)
                flow.hints = [Hint(None, owner, WEIGHT, SHARE)]


def _counted_side(context: SentenceContext, flow: Flow) -> str | None:
    """The side whose people a figure behind "at" counts."""
    before = context.before(flow.first, COUNT_REACH)
    start = flow.first - len(before)
    verbs = [i for i, w in enumerate(before) if context.lexicon.has("grammar.shares.counting", w)]
    figures = [i for i, w in enumerate(before) if context.lexicon.has("grammar.shares.figures", w)]
    if before[-1:] != ["at"] or not verbs or not figures or figures[-1] < verbs[-1]:
        return None
    named = next((p for p in context.parties if verbs[-1] < p.first - start < figures[-1]), None)
    if named is not None:
        return context.side(named)
    subjects = [p for p in context.parties if p.last <= start + verbs[-1]]
    return context.side(subjects[-1]) if subjects else None


def tell_shares(context: SentenceContext) -> None:
    """Gives two figures that two sides share out between them their directions."""
    if len(context.parties) < PAIR:
        return
    counted = [flow for flow in context.flows if flow.count]
    for left, right in pairwise(counted):
        one, other = _share(context, left), _share(context, right)
        if one is None or other is None or one[0] != other[0] or one[1] == other[1]:
            continue
        for flow, (preposition, side) in ((left, one), (right, other)):
            flow.hints.append(
                Hint(side, None, WEIGHT, SHARE) if preposition == "by" else Hint(None, side, WEIGHT, SHARE)
            )
            flow.counterpart_of, flow.exchanged_for, flow.overall, flow.not_handed = None, False, False, False


def _share(context: SentenceContext, flow: Flow) -> tuple[str, str] | None:
    """The preposition right behind a figure, or behind its verb, and the side that follows it."""
    for index in range(flow.last, min(context.last, flow.last + VERB_REACH)):
        word = context.lowers[index]
        if context.lexicon.has("grammar.shares.prepositions", word):
            party = next((p for p in context.parties if 0 < p.first - index <= TITLE_REACH), None)
            return (word, context.side(party)) if party is not None else None
        if not context.lexicon.has("grammar.shares.before_preposition", word):
            return None
    return None


def mark_parts_of_total(flows: list[Flow]) -> None:
    """`1,081 captives, of whom 681 went to A and 400 to B`: two parts that go two ways are no subsets, but all.

    Whose people they are says so where the whole is that of an exchange: `65, 40 Iraqis and 25 Iranians`.
    """
    counted = [flow for flow in flows if flow.count]
    for whole, left, right in zip(counted, counted[1:], counted[2:], strict=False):
        if not _is_sum(whole, (left.count or 0) + (right.count or 0)):
            continue
        if whole.kinds and any(hint.rule in OF_THIRD for part in (left, right) for hint in part.hints):
            continue  # `17 hostages: 13 Israelis and four Thais`: given by one side, and no two ways
        open_ways = all(h.rule == SPEAKER for h in whole.hints if h.receiver)
        told = [
            {h.receiver for h in part.hints if h.receiver and (open_ways or h.rule not in NATION)}
            for part in (left, right)
        ]
        _tell_other_part((left, right), told)
        if all(told) and told[0] != told[1]:
            for part in (left, right):
                part.subset, part.verb = False, part.verb or whole.verb
            whole.overall = True
            whole.hints.clear()
            whole.rules.add("frame.parts_of_total")


def _is_sum(whole: Flow, parts: int) -> bool:
    """Whether two parts add up to a whole; `nearly 900` tells 706 and 181 roundly."""
    rounded = whole.group is not None and whole.group.bound != "exact"
    return parts == whole.count or (rounded and abs(parts - (whole.count or 0)) <= ROUNDING * parts)


def _tell_other_part(parts: tuple[Flow, Flow], told: list[set[str]]) -> None:
    """`1,081: 681 rebels, and 400 on the other side`: of two parts the one without a noun went the other way."""
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
