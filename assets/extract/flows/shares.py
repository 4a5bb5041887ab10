"""Figures shared out between two sides: "900 by the government, 520 by the Houthis", "8 for India, 20 for Pakistan".

Belongs here: two figures with the same preposition and one side each, the figure at which a side's number is put. Not
here: a second subject ("and Ukraine 110", `second_subjects.py`), two parts of a total (`totals.py`).
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from assets.extract.flows.flows import PAIR, SHARE, Flow, Hint, SentenceContext

WEIGHT = 4.0  # both figures and both sides are told: no other word says it as plainly
VERB_REACH = 4  # tokens between the figure and its preposition: "63 going to Kyiv", "29 have been returned to Kyiv"
COUNT_REACH = 10  # tokens between "put" and the figure: "put the number of its own servicemen who returned at"
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
