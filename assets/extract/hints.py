"""Hints at who gave people up and who got them, from the words around the people and their verb.

Belongs here: hints of verbs, second subjects, possessives and hostages. Not here: hints of nationality and of the place
of captivity (`nations.py`), weighing the hints (`directions.py`).
"""

from __future__ import annotations

from dataclasses import replace

from assets.extract.agents import (
    both_are_agents,
    exchange_is_agent,
    find_agent,
    find_agents,
    find_destination,
    find_subject,
    has_joint_subject,
    is_given_people,
    is_indirect_object,
    is_place_of_captivity,
    left_side,
    may_act,
    pair_of_subjects,
    side_after,
)
from assets.extract.flows import NATION, Flow, Hint, SentenceContext
from assets.extract.governing import find_second_verb
from assets.extract.names import NameMention
from assets.extract.nations import add_hint_of_forces, add_hint_of_keeper, add_hint_of_nation, names_home
from assets.extract.verbs import VerbMention

# Weights: the more surely the words tell the direction, the higher.
VERB = 3.0
COMING_HOME = 2.5
EXCHANGE = 1.5
SUBJECT = 3.0
OWN = 2.5
BESIDE = 4.0
HOSTAGES = 1.5
SPEAKER = 1.0  # who tells of a return need not be the side that got the people
COMING = "come_home"

OWN_REACH = 4  # tokens between people and "own": "120 of their own"
BESIDE_REACH = 3  # tokens between people and the receiver: "44 to Armenia"
RESPECTIVE_REACH = 6  # tokens between the verb and the two figures: "freed on Friday 30 and 22 detainees"
ACHIEVED_REACH = 4  # tokens between "managed" and "to free", and between people and "from captivity"
FEWEST = 2  # "the swap of two" is of two people told of before
INDIRECT_GAP = 3  # tokens between the receiver and the people: "gave Israel back 20 hostages"
SUBJECT_GAP = 7  # tokens between a second subject and the people: "and Ukraine, for its part, about 110"


def add_hints(context: SentenceContext, flow: Flow) -> None:
    """Adds to the flow every hint that the sentence gives."""
    if flow.verb is not None and flow.role in {"subject", "object"}:
        second = _second_subject(context, flow, flow.verb)
        agent = _second_agent(context, flow, flow.verb)
        own = _respective_subject(context, flow, flow.verb)
        _add_hint_of_indirect_object(context, flow, flow.verb)
        if (given := _given_side(context, flow, flow.verb)) is not None:
            flow.hints.append(Hint(None, given, VERB, "frame.given"))
        if second is not None:
            first = find_agent(context, flow.verb, flow)
            opposed = first is not None and _are_opposed(context, first, context.side(second))
            _add_hint_of_subject(flow, flow.verb, context.side(second), "frame.gapping", first if opposed else None)
            _lend_kind(context, flow)
        elif agent is not None:
            flow.hints.append(Hint(context.side(agent), None, SUBJECT, "frame.gapping"))
            _lend_kind(context, flow)
        elif own is not None:
            _add_hint_of_subject(flow, flow.verb, own, "frame.respective")
        else:
            _add_hint_of_verb(context, flow, flow.verb)
        if (other := find_second_verb(context, flow)) is not None:
            _add_hint_of_verb(context, replace(flow, role="object"), other)
    _add_hint_of_own(context, flow)
    add_hint_of_nation(context, flow)
    add_hint_of_forces(context, flow)
    add_hint_of_keeper(context, flow)
    _add_hint_beside(context, flow)
    _add_hint_of_hostages(context, flow)
    _add_hint_of_speaker(context, flow)
    _complete_third_side(context, flow)
    _follow_destination(context, flow)


def _follow_destination(context: SentenceContext, flow: Flow) -> None:
    """`two British volunteers came back to Ukraine`: where they are told to have come goes before their nation."""
    main = context.sides.main[:2]
    nations = [h for h in flow.hints if h.rule in NATION and h.receiver not in main]
    told = [h.receiver for h in flow.hints if h.rule not in NATION and h.receiver in main]
    for hint in nations if told else ():
        hint.receiver = told[0]


def _complete_third_side(context: SentenceContext, flow: Flow) -> None:
    """`The Soviets released Powers`, in a report about the two Germanies: to their known adversary."""
    near = [context.side(party) for party in context.parties]
    whole = any(h.giver for h in flow.hints) and any(h.receiver for h in flow.hints)
    for hint in () if whole else flow.hints:
        told = hint.giver or hint.receiver
        if told is None or told in context.sides.main[:2] or hint.rule in NATION:
            continue
        other = next((s for s in [*near, *context.sides.main] if context.sides.are_foes(told, s)), None)
        hint.giver, hint.receiver = hint.giver or other, hint.receiver or other


def _add_hint_of_speaker(context: SentenceContext, flow: Flow) -> None:
    """`Kyiv said that 88 soldiers were home`: who tells of a return, and names no side, tells of its own people."""
    comes = f"frame.verb.{COMING}" in flow.rules or (flow.verb is not None and _is_got(flow, flow.verb))
    told = any(h.giver or h.receiver for h in flow.hints) or flow.verb is None or flow.counterpart_of is not None
    main = context.sides.main[:2]
    others = [party for party in context.mentions.parties() if context.side(party) not in main]
    if comes and not told and flow.group is not None and not others and context.speaker in main:
        flow.hints.append(Hint(None, context.speaker, SPEAKER, "frame.speaker"))


def _is_got(flow: Flow, verb: VerbMention) -> bool:
    """`101 sergeants were received`, `two girls were given back`: the passive of a verb of receipt or return."""
    back = verb.sense.intransitive == "receive" or verb.sense.particle in {("back",), ("home",)}
    return (verb.sense.meaning == "receive" or back) and verb.passive and flow.role == "subject"


def _second_subject(context: SentenceContext, flow: Flow, verb: VerbMention) -> NameMention | None:
    """`Russia gave up 108 women, and the Ukrainian army 110`: a second subject without a verb of its own."""
    party = _party_just_before(context, flow.first)
    if party is None or flow.role != "object" or party.first < verb.last or is_indirect_object(context, verb, party):
        return None
    if party.name.form in {"adjective", "people"} and not (
        _is_of_government(context, party) or _are_people(context, party, flow)
    ):
        return None
    before = party.first - 1
    while before > verb.last and context.lexicon.has("grammar.hints.before_name", context.lowers[before]):
        before -= 1
    return party if context.lexicon.has("grammar.hints.before_second_subject", context.lowers[before]) else None


def _are_people(context: SentenceContext, party: NameMention, flow: Flow) -> bool:
    """`and the Croats 30`: a people that acts, right before a figure without a noun, and no adjective of the people."""
    bare = flow.group is not None and flow.group.bare and party.last == flow.first
    return bare and party.name.form == "people" and context.before(party.first, 1) == ["the"]


def _is_of_government(context: SentenceContext, party: NameMention) -> bool:
    """`the Colombian government`: the adjective names who acts."""
    following = context.text.word(party.last)
    return context.lexicon.has("grammar.parties.governing", following) or context.lexicon.has(
        "grammar.parties.services", following
    )


def _add_hint_of_indirect_object(context: SentenceContext, flow: Flow, verb: VerbMention) -> None:
    """`Britain gave the Soviet Union two agents`: the receiver between the verb and the people."""
    if verb.sense.meaning != "release" or verb.passive or verb.noun or flow.role != "object":
        return
    for party in context.parties:
        between = context.lowers[party.last : flow.first]
        described = party.name.form == "adjective" and not _is_of_government(context, party)  # `the Swiss doctor`
        if described:
            continue
        if is_indirect_object(context, verb, party) and len(between) <= INDIRECT_GAP and "," not in between:
            flow.hints.append(Hint(None, context.side(party), VERB, "frame.indirect_object"))
            return


def _given_side(context: SentenceContext, flow: Flow, verb: VerbMention) -> str | None:
    """`Kyiv was handed 44 of its soldiers`: the receiver is the subject of the passive."""
    if not (verb.passive and verb.sense.meaning == "release" and flow.role == "object"):
        return None
    if flow.first - verb.last > INDIRECT_GAP or "by" in context.lowers[verb.last : flow.first]:
        return None
    return next(
        (context.side(p) for p in context.parties if 0 < verb.index - p.last <= INDIRECT_GAP and may_act(context, p)),
        None,
    )


def _second_agent(context: SentenceContext, flow: Flow, verb: VerbMention) -> NameMention | None:
    """`97 were freed by the SDF and 146 by the government`: a second agent without a verb of its own."""
    if not (verb.passive and verb.sense.meaning == "release" and verb.last <= flow.first):
        return None
    if context.text.word(flow.last) != "by":
        return None
    return next((p for p in context.parties if 0 < p.first - flow.last <= BESIDE_REACH), None)


def _are_opposed(context: SentenceContext, first: str, second: str) -> bool:
    """Whether two subjects of one verb exchange with each other: an armed group and the state that it fights."""
    opponents = context.lexicon.opponents
    return opponents.get(first) == second or opponents.get(second) == first


def _lend_kind(context: SentenceContext, flow: Flow) -> None:
    """`got back 212 bodies and Moscow 45`: as many of the same kind."""
    before = [f.group for f in context.flows if f.verb is flow.verb and f.last <= flow.first and f.group is not None]
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


def _add_hint_of_subject(flow: Flow, verb: VerbMention, side: str, rule: str, first: str | None = None) -> None:
    """The subject gives or gets; `first` is the subject of the verb itself, which then does the opposite."""
    other = first if first != side else None
    gives = verb.sense.meaning in {"release", "exchange"}
    flow.hints.append(Hint(side, other, SUBJECT, rule) if gives else Hint(other, side, SUBJECT, rule))


def _add_hint_of_verb(context: SentenceContext, flow: Flow, verb: VerbMention) -> None:
    agent = None
    if exchange_is_agent(context, verb, flow):
        flow.overall = _is_whole(flow)
    else:
        agent = _joint_agent(context, verb) or find_agent(context, verb, flow)
    meaning = verb.sense.meaning
    if flow.role == "subject" and not verb.passive and verb.sense.intransitive == "receive":
        meaning = "come_home"
    if verb.noun and verb.sense.intransitive == "receive" and agent is None:
        meaning = "come_home"  # `reported the return of 63 men`
    if meaning == "release" and _is_achieved(context, flow, verb):
        agent = agent or find_subject(context, verb)
        meaning = "receive" if agent is not None else meaning
    source, target = _route(context, flow, verb)
    rule = f"frame.verb.{meaning}"
    flow.rules.add(rule)
    if meaning in {"come_home", "carry"}:
        place, captive = find_destination(context, verb, flow), is_place_of_captivity(context, verb)
        source, place = (source or place, None) if captive else (source, place)
        source = source or left_side(context, verb)
        flow.hints.append(Hint(source, target or place, COMING_HOME, rule))
    elif meaning == "release" and _both_release(context, flow, verb, agent):
        flow.overall = True
    elif meaning == "release":
        flow.hints.append(Hint(agent or source, target, VERB, rule))
    elif meaning == "receive":
        flow.hints.append(Hint(source, agent or target, VERB, rule))
    elif meaning == "exchange":
        _add_hint_of_exchange(context, flow, verb, agent)


def _route(context: SentenceContext, flow: Flow, verb: VerbMention) -> tuple[str | None, str | None]:
    """The sides after `from` and `to`; `25 from Ethiopia were repatriated` tells where those went, too."""
    source, target = side_after(context, "from", verb, flow), side_after(context, "to", verb, flow)
    return (None, target or source) if names_home(context, verb) else (source, target)


def _is_achieved(context: SentenceContext, flow: Flow, verb: VerbMention) -> bool:
    """`managed to free 96`, `secured the release of 27`, `returned 14 from captivity`: who does it gets the people."""
    lexicon, before = context.lexicon, context.before(verb.index, ACHIEVED_REACH)
    if lexicon.has_any("grammar.hints.achieving", before) and (verb.noun or verb.form in {"base", "gerund"}):
        return True
    near = [*context.lowers[verb.last : flow.first], *context.lowers[flow.last : flow.last + ACHIEVED_REACH]]
    out = any(
        near[i] == "from" and lexicon.has_any("grammar.hints.custody", near[i + 1 : i + 3]) for i in range(len(near))
    )
    return verb.sense.intransitive == "receive" and not verb.passive and not verb.noun and out


def _both_release(context: SentenceContext, flow: Flow, verb: VerbMention, agent: str | None) -> bool:
    """`both sides let go 470`, `the army and the RSF freed 30 captives`: a figure of both directions together."""
    if agent is None:
        return both_are_agents(context, verb)
    pair = pair_of_subjects(context, verb)
    told = flow.group is not None and not (flow.group.nations or flow.group.each)
    return told and pair is not None and len(set(pair)) > 1 and set(pair) <= set(context.sides.main[:2])


def _joint_agent(context: SentenceContext, verb: VerbMention) -> str | None:
    """`Moscow and Minsk released 16`: two states act as one side, unless they are the two that exchange."""
    pair = pair_of_subjects(context, verb) if verb.sense.meaning in {"release", "receive"} else None
    if pair is None or pair[0] == pair[1] or set(pair) <= set(context.sides.main[:2]):
        return None
    return "+".join(sorted(pair))


def _add_hint_of_exchange(context: SentenceContext, flow: Flow, verb: VerbMention, agent: str | None) -> None:
    """The subject of `exchanged` gives its object; two subjects, or people as the subject, are told of as a whole."""
    if flow.group is not None and flow.group.nations:
        return
    told_whole = (
        verb.sense.overall
        or len(find_agents(context, verb)) >= 2
        or (flow.role == "subject" and not verb.passive)
        or has_joint_subject(context, verb)
    )
    if not told_whole and agent is not None and flow.role == "object" and not verb.noun:
        flow.hints.append(Hint(agent, None, EXCHANGE, "frame.verb.exchange"))
    elif not _is_beside_exchange(context, flow, verb):
        flow.overall = _is_whole(flow)
        of = flow.group is not None and verb.noun and context.lowers[verb.last : flow.first] == ["of"]
        if of and flow.group is not None and (flow.count or 0) > FEWEST:
            flow.group = replace(flow.group, bare=False)  # `Swap of almost 400`


def _is_beside_exchange(context: SentenceContext, flow: Flow, verb: VerbMention) -> bool:
    """`exchanged for two people`, `are to be exchanged, and 20,000 must leave`: not those who are exchanged in all."""
    behind = verb.passive and flow.role == "object" and flow.first - verb.last > INDIRECT_GAP
    return behind or context.before(flow.first, 1) == ["for"]


def _is_whole(flow: Flow) -> bool:
    """Whether the figure may be that of both directions together."""
    return flow.group is not None and not flow.group.each


def _add_hint_of_own(context: SentenceContext, flow: Flow) -> None:
    """`120 of their own`, `its own prisoners`: the receiver is the party spoken of."""
    words = context.lowers[flow.first : min(context.last, flow.last + OWN_REACH)]
    if "own" not in words and not _is_of_its_people(context, flow):
        return
    before = [party for party in context.parties if party.last <= flow.first and may_act(context, party)]
    before = [party for party in before if not is_given_people(context, party)]
    if before:
        flow.hints.append(Hint(None, context.side(before[-1]), OWN, "frame.own"))


def _is_of_its_people(context: SentenceContext, flow: Flow) -> bool:
    """`Kyiv said that 207 of its people had come home`."""
    words, lexicon = context.lowers[flow.first : flow.last], context.lexicon
    comes = flow.verb is not None and flow.verb.sense.meaning in {"come_home", "receive"}
    return comes and lexicon.has_any("grammar.hints.its", words) and lexicon.has_any("grammar.hints.own_people", words)


def _add_hint_beside(context: SentenceContext, flow: Flow) -> None:
    """`44 to Armenia`: the receiver right after the people."""
    for party in context.parties:
        if flow.last < party.first <= flow.last + BESIDE_REACH and context.lowers[flow.last] == "to":
            flow.hints.append(Hint(None, context.side(party), BESIDE, "frame.beside"))


def _add_hint_of_hostages(context: SentenceContext, flow: Flow) -> None:
    """Hostages are held by the armed group, not by the state."""
    if flow.group is None:
        return
    actors = [side for side in context.sides.main[:2] if _is_actor(context, side)]
    words = context.lowers[flow.first : flow.last]
    if len(actors) == 1 and context.lexicon.has_any("grammar.hints.hostages", words):
        flow.hints.append(Hint(actors[0], None, HOSTAGES, "frame.hostages"))


def _is_actor(context: SentenceContext, side: str) -> bool:
    return all(context.lexicon.party_kinds.get(code) == "actor" for code in side.split("/"))
