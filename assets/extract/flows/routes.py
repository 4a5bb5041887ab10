"""Routes: the sides from which and to which people go, told by a preposition, a place or a verb of leaving.

Belongs here: "from Russia", "to Armenia", "landed in Moscow", "left Kyiv's prisons". Not here: who does it
(`agents.py`), what it means for the direction (`hints.py`).
"""

from __future__ import annotations

from itertools import pairwise

from assets.extract.flows.flows import Flow, SentenceContext
from assets.extract.mentions.names import NameMention
from assets.extract.mentions.verbs import VerbMention

DESTINATION_REACH = 8  # tokens between "landed" and a place
CUSTODY_REACH = 4  # tokens between "left" and "cells"
TO_REACH = 4  # tokens of titles between the preposition and its party: "to the government of"


def side_after(context: SentenceContext, preposition: str, verb: VerbMention, flow: Flow) -> str | None:
    """The side after `to` or `from` that belongs to the verb or follows the people, sooner the latter."""
    words = context.mentions.words
    if preposition not in words and (preposition != "from" or "out" not in words):
        return None
    end = max(verb.last, flow.last)
    stop = min((v.index for v in context.mentions.verbs if v.index > end and not v.noun), default=context.last)
    start = min(verb.index, flow.last)
    found = [
        party
        for party in context.parties
        if start < party.first < stop
        and _follows(context, party, preposition)
        and not any(
            f is not flow and flow.last <= f.first < party.first and f.group is not None and not f.subset
            for f in context.flows
        )
    ]
    behind = [party for party in found if party.first >= flow.last]
    return context.side((behind or found)[0]) if found else None


def find_destination(context: SentenceContext, verb: VerbMention, flow: Flow) -> str | None:
    """`landed in Moscow`, `arrived at an airport near Kyiv`: the side to which the place belongs."""
    known = {code for side in context.sides.main for code in side.replace("+", "/").split("/")}
    others = [f.first for f in context.flows if f.group is not None and f.first >= max(verb.last, flow.last)]
    for name in context.mentions.names:
        if (
            verb.last <= name.first <= min([verb.last + DESTINATION_REACH, *others])
            and len(name.name.codes) == 1
            and name.name.codes[0] in known
            and context.lexicon.has("grammar.agents.destinations", context.lowers[name.first - 1])
            and not context.lexicon.has_any("grammar.hints.custody", context.lowers[name.first : name.last + 1])
        ):
            return context.side(name)
    return None


def is_place_of_captivity(context: SentenceContext, verb: VerbMention) -> bool:
    """`left cells in Russia`: the place behind the verb is where people were held."""
    after = context.lowers[verb.last : min(context.last, verb.last + CUSTODY_REACH)]
    return any(
        word == "in" and context.lexicon.has("grammar.hints.custody", before) for before, word in pairwise(after)
    )


def left_side(context: SentenceContext, verb: VerbMention) -> str | None:
    """`left Tehran`, `left Kyiv's prisons`: the side whose soil people leave."""
    leaves = context.lexicon.has("grammar.hints.leaving", context.text.word(verb.index))
    if not leaves or context.text.word(verb.last) == "for":  # `left for Moscow`
        return None
    party = next((p for p in context.mentions.parties() if 0 <= p.first - verb.last <= 1), None)
    side = context.side(party) if party is not None else None
    return side if side in context.sides.main[:2] else None


def _follows(context: SentenceContext, party: NameMention, preposition: str) -> bool:
    for position in range(party.first - 1, max(context.first, party.first - TO_REACH) - 1, -1):
        word = context.lowers[position]
        if word == preposition or (
            preposition == "from" and context.lowers[position - 1 : position + 1] == ["out", "of"]
        ):
            return True  # `out of Russian captivity`
        if not context.lexicon.has("grammar.agents.short_titles", word):
            return False
    return False
