"""Frames: who hands over whom to whom, read sentence by sentence.

Belongs here: the order in which the rules for one sentence are applied to each group of people and each named person.
Not here: the rules (`subsets.py`, `governing.py`, `lists.py`, `counterparts.py`, `shares.py`, `agents.py`,
`routes.py`, `second_subjects.py`, `hints.py`, `nations.py`), choosing between contradicting hints (`directions.py`),
joining sentences into events (`events/joining.py`).
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from assets.extract.flows.counterparts import (
    link_counterpart,
    mark_both_ways,
    mark_even_swaps,
)
from assets.extract.flows.flows import Flow, SentenceContext
from assets.extract.flows.governing import find_governing, is_given_to
from assets.extract.flows.hints import add_hints
from assets.extract.flows.lists import (
    is_coordinated,
    lend_verb,
    mark_lists,
    mark_named_beside,
    share_subject,
    spread_parts,
)
from assets.extract.flows.nations import add_hint_of_nation
from assets.extract.flows.shares import mark_parts_of_total, mark_total, tell_counts, tell_shares
from assets.extract.flows.subsets import (
    add_named,
    count_none,
    mark_not_handed,
    mark_own_people,
    mark_subset,
    mark_taken_of_whole,
    mark_unrealised,
)
from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.names import NameMention
from assets.extract.mentions.persons import PersonMention
from assets.extract.parties.parties import Sides, is_organisation

JOURNEY_REACH = 7  # tokens between "flown" and a country on the way


def find_flows(
    text: Text,
    mentions: Mentions,
    persons: list[PersonMention],
    sides: Sides,
    topic: str | None,
    speaker: str | None,
    lexicon: Lexicon,
) -> list[Flow]:
    """The flows of one sentence, in order, each with its hints.

    `topic` is the side that "it" or "they" means, `speaker` the one that says what is told.
    """
    flows = _people_told(mentions, persons)
    parties = _parties_told(text, mentions, flows, sides, lexicon)
    context = SentenceContext(text, mentions, flows, parties, sides, topic, speaker, lexicon)
    for flow in flows:
        mark_subset(context, flow)
    spread_parts(context)
    mark_taken_of_whole(context)
    for number, flow in enumerate(flows):
        _read_flow(context, flow, flows[number - 1] if number else None)
    mark_lists(context)
    share_subject(context)
    for left, right in pairwise(flow for flow in flows if flow.person is not None):
        if is_coordinated(context, left, right) and not right.hints:
            _share(context, right, left)
    mark_named_beside(context)
    tell_shares(context)
    tell_counts(context)
    mark_even_swaps(flows)
    mark_parts_of_total(flows)
    return flows


def _people_told(mentions: Mentions, persons: list[PersonMention]) -> list[Flow]:
    """A flow for each group of people and each person by name outside of groups, in order."""
    groups = mentions.groups
    flows = [Flow(g.first, g.last, group=g) for g in groups]
    flows += [
        Flow(p.first, p.last, person=p)
        for p in persons
        if not p.official and not any(g.first <= p.first < g.last for g in groups)
    ]
    flows.sort(key=lambda flow: flow.first)
    _count_as_many(mentions, flows)
    return flows


def _parties_told(
    text: Text, mentions: Mentions, flows: list[Flow], sides: Sides, lexicon: Lexicon
) -> list[NameMention]:
    """The parties named that may give people up or get them, but where the name is a part of those counted."""
    return [
        m
        for m in mentions.parties()
        if not is_organisation(m.name.codes, lexicon)
        and (sides.side(m.name.codes) not in sides.brokers or _releases(mentions, m))
        and not _is_way_station(text, m, sides, lexicon)
        and not any(f.first <= m.first < f.last for f in flows)
    ]


def _count_as_many(mentions: Mentions, flows: list[Flow]) -> None:
    """`19 Pakistani prisoners ... for as many Indians`: people of a nation counted by those before them."""
    cues = mentions.same_number()
    if not cues:
        return
    for left, right in pairwise(flow for flow in flows if flow.group is not None):
        told = any(start < right.last and right.first < end for start, end in cues)
        if told and right.group is not None and right.count is None:
            right.group = replace(right.group, count=left.count)


def _releases(mentions: Mentions, party: NameMention) -> bool:
    """`East Germany released 23 prisoners`: a side all the same, though it has brokered something."""
    return any(
        v.sense.meaning == "release" and not (v.noun or v.passive)
        for v in mentions.verbs
        if 0 <= v.index - party.last <= 1 and mentions.text.word(party.last) != ","  # `brokered by Egypt, freed 20`
    )


def _is_way_station(text: Text, party: NameMention, sides: Sides, lexicon: Lexicon) -> bool:
    """`were flown to Qatar`, `flew to Switzerland and on to Germany`: a third country on the way of those freed."""
    way = lexicon.has("grammar.agents.ways", text.word(party.first - 1))
    if not way or sides.side(party.name.codes) in sides.main[:2]:
        return False
    before = text.lowers[max(0, party.first - JOURNEY_REACH) : party.first]
    return lexicon.has_any("grammar.agents.journeys", before)


def _read_flow(context: SentenceContext, flow: Flow, previous: Flow | None) -> None:
    if previous is not None and _is_name_of(context, flow, previous):
        _share(context, flow, previous)
        return
    mark_not_handed(context, flow)
    flow.verb, flow.role = find_governing(context, flow)
    flow.given_to = flow.verb is not None and flow.role == "subject" and is_given_to(context, flow.verb)
    if previous is not None:
        _go_on_with_list(context, flow, previous)
    count_none(context, flow)
    mark_unrealised(context, flow)
    if previous is not None:
        add_named(context, flow, previous)
    link_counterpart(context, flow, previous)
    add_hints(context, flow)
    mark_own_people(context, flow)
    mark_total(context, flow)
    mark_both_ways(context, flow)
    if previous is not None and flow.subset:
        lend_verb(context, flow, previous)


def _go_on_with_list(context: SentenceContext, flow: Flow, previous: Flow) -> None:
    """`gave Israel the bodies of two soldiers and one farmer`: people told side by side are objects of one verb."""
    if previous.role != "object" or previous.verb is None or flow.group is None or flow.group.bare:
        return
    behind = flow.verb is None or flow.verb.index < previous.verb.index
    if behind and (is_coordinated(context, previous, flow) or previous.person is not None):
        flow.verb, flow.role = previous.verb, previous.role


def _is_name_of(context: SentenceContext, flow: Flow, previous: Flow) -> bool:
    """`the arms dealer Viktor Bout`, `an American, Marc Fogel`: the name of the one person before it."""
    single = previous.group is not None and (previous.group.indefinite or previous.count == 1)
    return flow.person is not None and single and context.lowers[previous.last : flow.first] in ([], [","], [":"])


def _share(context: SentenceContext, named: Flow, told: Flow) -> None:
    """What is told of a person by calling or nation is told of the one named."""
    named.verb, named.role, named.counterpart_of = told.verb, told.role, told.counterpart_of
    named.hints = list(told.hints)
    named.rules |= told.rules
    add_hint_of_nation(context, named)
