"""Hints of parties that share a verb with another: second subjects and agents, receivers before the people.

Belongs here: "and Ukraine 110", "and 146 by the government", "gave Israel back 20 hostages", "was handed 44 of its
soldiers". Not here: the first subject of the verb and its routes (`hints.py`).
"""

from __future__ import annotations

from dataclasses import replace

from assets.extract.flows.agents import is_indirect_object, pair_of_subjects, relative_subject
from assets.extract.flows.flows import Flow, Hint, SentenceContext
from assets.extract.mentions.names import NameMention
from assets.extract.mentions.verbs import VerbMention

VERB = 3.0  # the weights of hints: the more surely the words tell the direction, the higher
SUBJECT = 3.0
BESIDE_REACH = 3  # tokens between people and the receiver: "44 to Armenia"
RESPECTIVE_REACH = 6  # tokens between the verb and the two figures: "freed on Friday 30 and 22 detainees"
INDIRECT_GAP = 3  # tokens between the receiver and the people: "gave Israel back 20 hostages"
SUBJECT_GAP = 7  # tokens between a second subject and the people: "and Ukraine, for its part, about 110"


def add_hint_of_receiver(context: SentenceContext, flow: Flow, verb: VerbMention) -> None:
    """`Britain gave the Soviet Union two agents`, `Kyiv was handed 44 soldiers`: a receiver without `to`."""
    if (given := _given_side(context, flow, verb)) is not None:
        flow.hints.append(Hint(None, given, VERB, "frame.given"))
    if verb.sense.meaning != "release" or verb.passive or verb.noun:
        return
    for party in context.parties:
        beside = flow.first - party.last <= INDIRECT_GAP and is_indirect_object(context, verb, party)
        if beside and "," not in context.lowers[party.last : flow.first]:
            flow.hints.append(Hint(None, context.side(party), VERB, "frame.indirect_object"))
            return


def _given_side(context: SentenceContext, flow: Flow, verb: VerbMention) -> str | None:
    """`Kyiv was handed 44 of its soldiers`: the receiver is the subject of the passive."""
    if not (verb.passive and verb.sense.meaning == "release" and flow.role == "object"):
        return None
    if flow.first - verb.last > INDIRECT_GAP:
        return None
    if (relative := relative_subject(context, verb)) is not None:
        return relative
    return next((context.side(p) for p in context.parties if 0 < verb.index - p.last <= INDIRECT_GAP), None)


def add_hint_of_second_subject(context: SentenceContext, flow: Flow, verb: VerbMention) -> bool:
    """Adds the hint of a subject that shares the verb with another one; whether there is one."""
    if (second := _second_subject(context, flow, verb)) is not None:
        _add_hint_of_subject(flow, verb, context.side(second), "frame.gapping")
        _lend_kind(context, flow)
    elif (agent := _second_agent(context, flow, verb)) is not None:
        flow.hints.append(Hint(context.side(agent), None, SUBJECT, "frame.gapping"))
        _lend_kind(context, flow)
    elif (own := _respective_subject(context, flow, verb)) is not None:
        _add_hint_of_subject(flow, verb, own, "frame.respective")
    else:
        return False
    return True


def _second_subject(context: SentenceContext, flow: Flow, verb: VerbMention) -> NameMention | None:
    """`Russia gave up 108 women, and the Ukrainian army 110`: a second subject without a verb of its own."""
    party = _party_just_before(context, flow.first)
    if party is None or party.first < verb.last:
        return None
    before = party.first - 1
    while before > verb.last and context.lexicon.has("grammar.hints.before_name", context.lowers[before]):
        before -= 1
    return party if context.lexicon.has("grammar.hints.before_second_subject", context.lowers[before]) else None


def _second_agent(context: SentenceContext, flow: Flow, verb: VerbMention) -> NameMention | None:
    """`97 were freed by the SDF and 146 by the government`: a second agent without a verb of its own."""
    if not (verb.passive and verb.sense.meaning == "release" and verb.last <= flow.first):
        return None
    if context.text.word(flow.last) != "by":
        return None
    return next((p for p in context.parties if 0 < p.first - flow.last <= BESIDE_REACH), None)


def _lend_kind(context: SentenceContext, flow: Flow) -> None:
    """`got back 212 bodies and Moscow 45`: as many of the same kind."""
    before = [f.group for f in context.flows if f.last <= flow.first and f.group is not None]
    if before and not before[-1].bare and flow.group is not None and flow.group.bare:
        flow.group = replace(flow.group, category=before[-1].category, bare=False)


def _party_just_before(context: SentenceContext, index: int) -> NameMention | None:
    """The party with nothing between it and a token but titles, adverbs and `for its part`."""
    for party in reversed(context.parties):
        if 0 <= index - party.last <= SUBJECT_GAP:
            between = context.lowers[party.last : index]
            if all(context.lexicon.has("grammar.hints.after_second_subject", word) for word in between):
                return party
    return None


def _respective_subject(context: SentenceContext, flow: Flow, verb: VerbMention) -> str | None:
    """`the army and the RSF freed 30 and 22 detainees`: the first figure is the first subject's."""
    objects = [f for f in context.flows if f.group is not None and 0 <= f.first - verb.last <= RESPECTIVE_REACH]
    if flow.role != "object" or len(objects) < 2 or flow not in objects[:2]:
        return None
    first, second = objects[:2]
    if first.group is None or not first.group.bare or context.lowers[first.last : second.first] != ["and"]:
        return None
    pair = pair_of_subjects(context, verb)
    return pair[objects.index(flow)] if pair is not None else None


def _add_hint_of_subject(flow: Flow, verb: VerbMention, side: str, rule: str) -> None:
    """The subject gives or gets the people."""
    gives = verb.sense.meaning in {"release", "exchange"} and not verb.passive  # `Kyiv was handed 757, Moscow 45`
    flow.hints.append(Hint(side, None, SUBJECT, rule) if gives else Hint(None, side, SUBJECT, rule))
