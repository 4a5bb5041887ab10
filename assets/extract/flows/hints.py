"""Hints at who gave people up and who got them, from the words around the people and their verb.

Belongs here: hints of verbs, possessives and hostages. Not here: hints of further subjects of one verb and of indirect
objects (`second_subjects.py`), of nationality and of the place of captivity (`nations.py`), weighing the hints
(`directions.py`).
"""

from __future__ import annotations

from dataclasses import replace

from assets.extract.flows.agents import (
    both_are_agents,
    exchange_is_agent,
    find_actors,
    find_agent,
    find_agents,
    find_subject,
    has_joint_subject,
    pair_of_subjects,
)
from assets.extract.flows.flows import NATION, PAIR, SPEAKER, Flow, Hint, SentenceContext
from assets.extract.flows.governing import find_second_verb
from assets.extract.flows.nations import (
    add_hint_of_forces,
    add_hint_of_keeper,
    add_hint_of_nation,
    group_and_state,
    names_home,
)
from assets.extract.flows.routes import (
    find_destination,
    is_place_of_captivity,
    left_side,
    side_after,
)
from assets.extract.flows.second_subjects import (
    BESIDE_REACH,
    INDIRECT_GAP,
    VERB,
    add_hint_of_receiver,
    add_hint_of_second_subject,
)
from assets.extract.mentions.verbs import VerbMention

# Weights, beside those of `second_subjects.py`.
COMING_HOME = 2.5
PLACE = 1.0  # the state and the group that it fights are in one country
EXCHANGE = 1.5
OWN = 2.5
BESIDE = 4.0
HOSTAGES = 1.5
SPEAKING = 1.0  # who tells of a return need not be the side that got the people
COMING = "come_home"
WHOSE = frozenset(("frame.own", *NATION))  # people of one side are not those of both directions together

HOME_VERB = "repatriate"
TO_REACH = 6  # tokens between people and "to": "returned 45 servicemen on Friday to"
LINK_GAP = 8  # tokens between people and "for": "the 24 sailors taken in the Kerch Strait for Russians"
NATION_GAP = 3  # tokens between "for" and a nation: "for several captured Russians"
FROM_REACH = 6  # tokens between a verb and "from": "were repatriated on Tuesday from Azerbaijan"
OF_OURS = 2  # tokens: "28 of ours"
OWN_REACH = 4  # tokens between people and "own": "120 of their own"
ACHIEVED_REACH = 4  # tokens between "managed" and "to free", and between people and "from captivity"


def add_hints(context: SentenceContext, flow: Flow) -> None:
    """Adds to the flow every hint that the sentence gives."""
    if flow.verb is not None and flow.role in {"subject", "object"}:
        add_hint_of_receiver(context, flow, flow.verb)
        if not add_hint_of_second_subject(context, flow, flow.verb):
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
    flow.overall = flow.overall and not any(hint.rule in WHOSE for hint in flow.hints)
    if flow.hints:
        _bring_home(context, flow)
        _complete_third_side(context, flow)
        _follow_destination(context, flow)


def _bring_home(context: SentenceContext, flow: Flow) -> None:
    """`Kyiv repatriates 503 of its fallen`, `Ukraine returned 45 servicemen`: whoever brings its own people, home."""
    verb = flow.verb
    if verb is None or not context.lexicon.has("grammar.hints.homeward", verb.sense.lemma):
        return
    if any(h.rule == "frame.own" for h in flow.hints) or _names_nobody_else(context, flow, verb):
        for index, hint in enumerate(flow.hints):
            if hint.receiver is None and hint.rule == "frame.verb.release":
                flow.hints[index] = Hint(None, hint.giver, hint.weight, hint.rule)


def _names_nobody_else(context: SentenceContext, flow: Flow, verb: VerbMention) -> bool:
    """Whether the people may be the subject's own, and nothing tells of who else gave or got them."""
    if verb.noun or verb.passive or flow.role != "object" or flow.counterpart_of or any(h.receiver for h in flow.hints):
        return False
    gets = any(v.sense.meaning == "receive" and not v.noun for v in context.mentions.verbs)  # `returned 20 and got 20`
    if gets or "to" in context.lowers[flow.last : flow.last + TO_REACH]:
        return False
    return verb.sense.lemma == HOME_VERB or _are(context, flow, "grammar.hints.own_forces")


def _follow_destination(context: SentenceContext, flow: Flow) -> None:
    """`two British volunteers came back to Ukraine`: where they are told to have come goes before their nation."""
    main = context.sides.main[:2]
    if all(hint.receiver is None or hint.receiver in main for hint in flow.hints):
        return
    for of_nation in (True, False):  # `let 103 Polisario fighters leave for Algeria`: the other way round
        others = [h for h in flow.hints if (h.rule in NATION) is of_nation and h.receiver not in {None, *main}]
        told = [h.receiver for h in flow.hints if (h.rule in NATION) is not of_nation and h.receiver in main]
        for hint in others if told else ():
            hint.receiver = told[0]


def _complete_third_side(context: SentenceContext, flow: Flow) -> None:
    """`The Soviets released Powers`, in a report about the two Germanies: to their known adversary."""
    whole = any(h.giver for h in flow.hints) and any(h.receiver for h in flow.hints)
    for hint in () if whole else flow.hints:
        told = hint.giver or hint.receiver
        if told is None or told in context.sides.main[:2] or hint.rule in NATION:
            continue
        other = next((s for s in [*context.named, *context.sides.main] if context.sides.are_foes(told, s)), None)
        hint.giver, hint.receiver = hint.giver or other, hint.receiver or other


def _add_hint_of_speaker(context: SentenceContext, flow: Flow) -> None:
    """`Kyiv said that 88 soldiers were home`: who tells of a return, and names no side, tells of its own people."""
    if flow.verb is None or flow.group is None or flow.counterpart_of is not None or flow.hints_at_side:
        return
    main = context.sides.main[:2]
    comes = f"frame.verb.{COMING}" in flow.rules or _is_got(flow, flow.verb)
    known = {*main, *context.sides.brokers}
    if comes and context.speaker in main and all(context.side(party) in known for party in context.mentions.parties()):
        flow.hints.append(Hint(None, context.speaker, SPEAKING, SPEAKER))


def _is_got(flow: Flow, verb: VerbMention) -> bool:
    """`101 sergeants were received`, `two girls were given back`: the passive of a verb of receipt or return."""
    got = verb.sense.meaning == "receive" or verb.sense.particle in {("back",), ("home",)}
    return got and verb.passive and flow.role == "subject"


def _add_hint_of_verb(context: SentenceContext, flow: Flow, verb: VerbMention) -> None:
    agent = None
    if exchange_is_agent(context, verb, flow):
        flow.overall = _is_whole(flow)
    else:
        agent = _joint_agent(context, verb) or find_agent(context, verb, flow)
    meaning = _meaning_of(context, flow, verb)
    if meaning == "release" and _is_achieved(context, flow, verb):
        agent = agent or find_subject(context, verb)
        meaning = "receive" if agent is not None else meaning
    source, target = _route(context, flow, verb)
    rule = f"frame.verb.{meaning}"
    flow.rules.add(rule)
    if meaning in {"come_home", "carry"}:
        place, captive = find_destination(context, verb, flow), is_place_of_captivity(context, verb)
        source, place = (place, None) if captive else (source, place)
        source = source or left_side(context, verb)
        weight = COMING_HOME if source or target or group_and_state(context) is None else PLACE
        flow.hints.append(Hint(source, target or place, weight, rule))
    elif meaning == "release" and _both_release(context, flow, verb, agent):
        flow.overall = True
    elif meaning == "release":
        flow.hints.append(Hint(agent or source, target, VERB, rule))
    elif meaning == "receive":
        receiver = target or agent if verb.passive else agent or target  # `brought to Yerevan by the Russians`
        flow.hints.append(Hint(source, receiver, VERB, rule))
    elif meaning == "exchange":
        _add_hint_of_exchange(context, flow, verb, agent)


def _meaning_of(context: SentenceContext, flow: Flow, verb: VerbMention) -> str:
    """What the verb means where it has no object, where it is a noun, or where it tells of a wish."""
    if flow.role == "subject" and not verb.passive and verb.sense.intransitive == "receive":
        return "come_home"
    if verb.noun and verb.sense.intransitive == "receive":
        return "come_home"  # `reported the return of 63 men`
    return "receive" if _is_wished(context, flow, verb) else verb.sense.meaning


def _route(context: SentenceContext, flow: Flow, verb: VerbMention) -> tuple[str | None, str | None]:
    """The sides after `from` and `to`; `25 from Ethiopia were repatriated` tells where those went, too."""
    source, target = side_after(context, "from", verb, flow), side_after(context, "to", verb, flow)
    home = names_home(context, verb) and "from" not in context.lowers[verb.last : verb.last + FROM_REACH]
    return (None, target or source) if home else (source, target)


def _is_achieved(context: SentenceContext, flow: Flow, verb: VerbMention) -> bool:
    """`managed to free 96`, `secured the release of 27`, `returned 14 from captivity`: who does it gets the people."""
    lexicon, before = context.lexicon, context.before(verb.index, ACHIEVED_REACH)
    if lexicon.has_any("grammar.hints.achieving", before) and verb.form in {"base", "gerund"}:
        return True
    near = [*context.lowers[verb.last : flow.first], *context.lowers[flow.last : flow.last + ACHIEVED_REACH]]
    back = verb.sense.intransitive == "receive" and not verb.passive and "from" in near
    return back and lexicon.has_any("grammar.hints.custody", near)


def _is_wished(context: SentenceContext, flow: Flow, verb: VerbMention) -> bool:
    """`Washington's offer for Whelan`: whoever makes it wants to get the one."""
    if verb.sense.status != "proposed" or context.lowers[verb.last : flow.first][:1] != ["for"]:
        return False
    return not any(verb.last <= f.first < flow.first and f.group is not None for f in context.flows)


def _both_release(context: SentenceContext, flow: Flow, verb: VerbMention, agent: str | None) -> bool:
    """`both sides let go 470`, `the army and the RSF freed 30 captives`: a figure of both directions together."""
    if agent is None:
        return both_are_agents(context, verb)
    pair = pair_of_subjects(context, _exchanging(context, verb) or verb)
    told = flow.group is not None and not flow.group.nations
    return told and pair is not None and len(set(pair)) > 1 and set(pair) <= set(context.sides.main[:2])


def _exchanging(context: SentenceContext, verb: VerbMention) -> VerbMention | None:
    """`A and B exchanged prisoners on Monday, freeing 34`: the verb of exchange whose subjects a gerund has, too."""
    if verb.form != "gerund" or context.before(verb.index, 1) != [","]:
        return None
    before = [v for v in context.mentions.verbs if v.index < verb.index and not v.noun]
    return before[-1] if before and before[-1].sense.meaning == "exchange" else None


def _joint_agent(context: SentenceContext, verb: VerbMention) -> str | None:
    """`Moscow and Minsk released 16`: two states act as one side, unless they are the two that exchange."""
    pair = pair_of_subjects(context, verb) if verb.sense.meaning in {"release", "receive"} else None
    if pair is None or set(pair) <= set(context.sides.main[:2]):
        return None
    return "+".join(sorted({*pair}))


def _add_hint_of_exchange(context: SentenceContext, flow: Flow, verb: VerbMention, agent: str | None) -> None:
    """The subject of `exchanged` gives its object; two subjects, or people as the subject, are told of as a whole."""
    if (other := _swapped_nation(context, flow)) is not None:
        flow.hints.append(Hint(other, None, EXCHANGE, "frame.for_nation"))
        return
    told_whole = len(find_agents(context, verb)) >= PAIR or has_joint_subject(context, verb)
    if not told_whole and agent is not None and flow.role == "object":
        flow.hints.append(Hint(agent, None, EXCHANGE, "frame.verb.exchange"))
    elif not _is_beside_exchange(context, flow, verb):
        flow.overall = _is_whole(flow)


def _swapped_nation(context: SentenceContext, flow: Flow) -> str | None:
    """`a swap of 50 fighters for Russian conscripts`: the side whose people, uncounted, they are exchanged for."""
    for start, end in context.mentions.cues.spans("reciprocity.for_linking") if flow.group is not None else ():
        if 0 <= start - flow.last <= LINK_GAP and not any(
            flow.last <= f.first < end + NATION_GAP for f in context.flows
        ):
            party = next((p for p in context.mentions.parties() if 0 <= p.first - end <= NATION_GAP), None)
            if party is not None and context.side(party) in context.sides.main[:2]:
                return context.side(party)
    return None


def _is_beside_exchange(context: SentenceContext, flow: Flow, verb: VerbMention) -> bool:
    """`exchanged for two people`, `are to be exchanged, and 20,000 must leave`: not those who are exchanged in all."""
    behind = verb.passive and flow.role == "object" and flow.first - verb.last > INDIRECT_GAP
    return behind or context.before(flow.first, 1) == ["for"]


def _is_whole(flow: Flow) -> bool:
    """Whether the figure may be that of both directions together."""
    return flow.group is not None and flow.count != 0


def _add_hint_of_own(context: SentenceContext, flow: Flow) -> None:
    """`120 of their own`, `its own prisoners`: the receiver is the party spoken of."""
    words = context.lowers[flow.first : min(context.last, flow.last + OWN_REACH)]
    theirs = context.ours if _speak_of_themselves(context) else context.theirs
    owners = ((context.ours, "grammar.hints.ours"), (theirs, "grammar.hints.theirs"))
    for owner, possessives in owners if flow.group is not None else ():
        if owner is not None and _is_of_speaker(context, flow, possessives):
            flow.hints.append(Hint(None, owner, OWN, "frame.own"))
            return
    if "own" not in words and not _is_of_its_people(context, flow):
        return
    before = [party for party in find_actors(context) if party.last <= flow.first]
    if before:
        flow.hints.append(Hint(None, context.side(before[-1]), OWN, "frame.own"))


def _speak_of_themselves(context: SentenceContext) -> bool:
    """`The Russians say that 100 of theirs are free`: of their own, as a people that speaks."""
    return any(p.name.form == "people" and context.side(p) == context.speaker for p in context.parties)


def _is_of_speaker(context: SentenceContext, flow: Flow, possessives: str) -> bool:
    """`189 of our people`, `28 of ours`, `our 12 sailors`: with the possessive in or right beside the phrase."""
    lexicon, behind = context.lexicon, context.lowers[flow.last : min(context.last, flow.last + OF_OURS)]
    return (
        lexicon.has_any(possessives, context.lowers[flow.first : flow.last])
        or lexicon.has(possessives, context.text.word(flow.first - 1))
        or (behind[:1] == ["of"] and lexicon.has_any(possessives, behind))
    )


def _is_of_its_people(context: SentenceContext, flow: Flow) -> bool:
    """`Kyiv said that 207 of its people had come home`, `248 of its servicemen were returned`."""
    verb = flow.verb
    returned = verb is not None and verb.passive and flow.role == "subject" and verb.sense.meaning == "release"
    comes = returned or (verb is not None and verb.sense.meaning in {"come_home", "receive"})
    return comes and _are(context, flow, "grammar.its") and _are(context, flow, "grammar.hints.own_people")


def _add_hint_beside(context: SentenceContext, flow: Flow) -> None:
    """`44 to Armenia`: the receiver right after the people."""
    for party in context.parties if context.text.word(flow.last) == "to" else ():
        if flow.last < party.first <= flow.last + BESIDE_REACH:
            flow.hints.append(Hint(None, context.side(party), BESIDE, "frame.beside"))


def _add_hint_of_hostages(context: SentenceContext, flow: Flow) -> None:
    """Hostages are held by the armed group, not by the state."""
    hostages = flow.group is not None and _are(context, flow, "grammar.hints.hostages")
    is_open = flow.overall or not flow.hints_at_side
    if flow.group is None or not (hostages or is_open):
        return
    actors = [side for side in context.sides.main[:2] if _is_actor(context, side)]
    if len(actors) != 1:
        return
    if hostages:
        flow.hints.append(Hint(actors[0], None, HOSTAGES, "frame.hostages"))
        flow.overall = False
    elif (
        is_open
        and _are(context, flow, "grammar.hints.prisoners")
        and any(_are(context, other, "grammar.hints.hostages") for other in context.flows)
    ):
        flow.hints.append(Hint(None, actors[0], HOSTAGES, "frame.hostages"))
        flow.overall = False  # `50 hostages and 150 prisoners are to be exchanged`


def _are(context: SentenceContext, flow: Flow, nouns: str) -> bool:
    return context.lexicon.has_any(nouns, context.lowers[flow.first : flow.last])


def _is_actor(context: SentenceContext, side: str) -> bool:
    return all(context.lexicon.party_kinds.get(code) == "actor" for code in side.split("/"))
