"""Hints of nationality and captivity: whose people they are gets them, who holds them gives them up.

Belongs here: nations of groups and persons, places and keepers of captivity. Not here: hints of verbs (`hints.py`).
"""

from __future__ import annotations

from collections.abc import Sequence

from assets.extract.flows.flows import FOREIGNERS, HOSTAGES, NATION, VOLUNTEERS, Flow, Hint, SentenceContext
from assets.extract.mentions.names import NameMention
from assets.extract.mentions.verbs import VerbMention

FORCES = 1.2  # "ten policemen": weaker than any word of who gave or got them
GROUP_NATION = 3.2  # "681 Houthi fighters": nobody releases their own, so it outweighs a verb read amiss
PERSON_NATION = 2.0  # "an American": dual nationals and descriptions of others make it weaker
ORIGIN = 3.0  # "captives of the Houthis"
KEEPER = 2.0  # "held by the Houthis"
SERVICE_REACH = 4  # tokens between "members of" and "security forces"
POSSESSOR_REACH = 3  # tokens between "of" and the party, and between its "'s" and the noun
KEEPING_REACH = 4  # tokens between "whom" and the keeper, and between the keeper and "held"
KEEPER_REACH = 14  # tokens between people and who holds them
BEFORE_PERSON = 5  # tokens between a nationality and the name: "the Russian citizen and musician Artur Petrov"
AFTER_PERSON = 4  # tokens between a name and the nationality after a comma


def add_hint_of_nation(context: SentenceContext, flow: Flow) -> None:
    """Adds that the side whose people they are gets them."""
    if flow.group is not None:
        nations = flow.group.nations or _nation_of_possessor(context, flow)
        nations = nations or _nation_of_origin(context, flow) or _armed_group(context, flow)
    else:
        nations = _nation_of_person(context, flow)
    if nations:
        weight = GROUP_NATION if flow.group is not None else PERSON_NATION
        side = _side_of(context, nations)
        if flow.group is not None and context.lexicon.has_any(
            "grammar.hints.dissidents", context.lowers[flow.first : flow.last]
        ):
            flow.hints.append(Hint(side, None, weight, "frame.from"))
            return  # `Five Soviet dissidents arrived in New York`
        rule = _kind_of_foreigners(context, flow) if _are_foreigners(context, side) else "frame.nation"
        flow.hints.append(Hint(None, side, weight, rule))


def _kind_of_foreigners(context: SentenceContext, flow: Flow) -> str:
    """What people of a third country are: hostages of a group, who go home, its own, or fighters in a war of two."""
    two = group_and_state(context)
    if two is None:
        return VOLUNTEERS if frozenset(context.sides.main[:2]) in context.lexicon.wars else "frame.nation"
    return HOSTAGES if any(hint.giver == two[0] for hint in flow.hints) else FOREIGNERS


def _side_of(context: SentenceContext, nations: Sequence[str]) -> str:
    """The side that gets people of some nations, one of the report's own if any (`Russian-Israeli women`)."""
    sides = [context.sides.side((code,)) for code in nations]
    return next((side for side in sides if side in context.sides.main), sides[0])


def _are_foreigners(context: SentenceContext, side: str) -> bool:
    """`three Thais`, in a report in which Thailand does nothing."""
    known = {code for told in [*context.sides.main, *context.sides.acting] for code in told.split("/")}
    return known.isdisjoint(side.split("/"))


def group_and_state(context: SentenceContext) -> tuple[str, str] | None:
    """The armed group and the state, where these are the sides."""
    kinds = {context.lexicon.party_kinds.get(side.split("/")[0]): side for side in context.sides.main[:2]}
    return (kinds["actor"], kinds["state"]) if kinds.keys() == {"actor", "state"} else None


def add_hint_of_forces(context: SentenceContext, flow: Flow) -> None:
    """`ten policemen`, `members of the security forces`, `eleven fighters`: of the state, or of the group it fights."""
    if flow.group is None or any(hint.rule in {"frame.own", *NATION} for hint in flow.hints):
        return
    sides = group_and_state(context)
    if sides is None:
        return
    words, held = context.lowers[flow.first : flow.last], False
    if context.text.word(flow.last) == "of":
        held = context.lexicon.has("grammar.groups.captives", words[-1])
        words = [*words, *context.lowers[flow.last : min(context.last, flow.last + SERVICE_REACH)]]
    for side, forces in zip(sides, ("grammar.hints.forces_of_group", "grammar.hints.forces_of_state"), strict=True):
        if context.lexicon.has_any(forces, words):
            giver, receiver = (side, None) if held else (None, side)  # `captives of the guerrillas`
            flow.hints.append(Hint(giver, receiver, FORCES, "frame.forces"))
            return


def add_hint_of_keeper(context: SentenceContext, flow: Flow) -> None:
    """`held by X`, `in X custody`, `jailed in X`, after the people: X gives them up."""
    near = [p for p in context.mentions.parties() if flow.last <= p.first < flow.last + KEEPER_REACH]
    if not near:
        return
    links = context.mentions.cues.spans("reciprocity.for_linking")  # `44 marines for Russians held by Ukraine`
    ends = [f.first for f in context.flows if f.first >= flow.last] + [at for at, _ in links if at >= flow.last]
    stop = min(ends, default=context.last)
    for party in near:
        if party.first < stop and context.side(party) in context.sides.main and _is_keeper(context, flow, party):
            flow.hints.append(Hint(context.side(party), None, KEEPER, "frame.held"))
            return


def _is_keeper(context: SentenceContext, flow: Flow, party: NameMention) -> bool:
    words, lexicon = context.lowers[flow.last : party.first], context.lexicon
    return (
        _is_subject_of_keeping(context, words, party)
        or _is_custody_after(context, party)
        or (lexicon.has_any("grammar.hints.keeping", words) and lexicon.has("grammar.hints.before_keeper", words[-1]))
    )


def _is_subject_of_keeping(context: SentenceContext, between: Sequence[str], party: NameMention) -> bool:
    """`whom the Houthis had captured`: the keeper in a relative clause right after the people."""
    relative = context.lexicon.has_any("grammar.relatives_or_that", between[:2])
    near = (relative and len(between) <= KEEPING_REACH) or "whom" in between[-2:]
    after = context.lowers[party.last : min(context.last, party.last + KEEPING_REACH)]
    return near and context.lexicon.has_any("grammar.hints.keeping_verbs", after)


def _is_custody_after(context: SentenceContext, party: NameMention) -> bool:
    return party.last < context.last and context.lexicon.has("grammar.hints.custody", context.lowers[party.last])


def _nation_of_possessor(context: SentenceContext, flow: Flow) -> tuple[str, ...]:
    """`70 of the militia's fighters`, `12 of Kyiv's men`: the people of whoever is named."""
    if context.text.word(flow.last) != "of":
        return ()
    for party in context.mentions.parties():
        if 0 < party.first - flow.last <= POSSESSOR_REACH and context.text.word(party.last) == "'s":
            after = context.lowers[party.last + 1 : party.last + 1 + POSSESSOR_REACH]
            if any(next(iter(context.lexicon.people.at(after, i, len(after))), None) for i in range(len(after))):
                return party.name.codes
    return ()


def _nation_of_origin(context: SentenceContext, flow: Flow) -> tuple[str, ...]:
    """`11 sailors from Russia`: Russians, unless they were got from there."""
    if flow.group is None or not flow.group.origin:
        return ()
    if flow.verb is not None and names_home(context, flow.verb):
        return flow.group.origin
    words = context.lowers[flow.first : flow.last]
    if context.lexicon.has("grammar.hints.camps", context.text.word(flow.last)):
        return flow.group.origin  # `1,700 detainees of the Houthi camp`
    side = context.sides.side(flow.group.origin)
    others_gave = any(h.giver not in {None, side} for h in flow.hints)  # `the Houthis freed 290 prisoners of Yemen`
    kept = ("from" not in words and not others_gave) or context.lexicon.has_any("grammar.its", words)
    if context.lexicon.has_any("grammar.groups.held_nouns", words) or "frame.verb.receive" in flow.rules or kept:
        flow.hints.append(Hint(context.sides.side(flow.group.origin), None, ORIGIN, "frame.from"))
        return ()
    return flow.group.origin


def names_home(context: SentenceContext, verb: VerbMention) -> bool:
    """`58 prisoners of war from Eritrea were repatriated`: they are from where they are sent home to."""
    return verb.passive and context.lexicon.has("grammar.hints.sent_home", context.text.word(verb.index))


def _armed_group(context: SentenceContext, flow: Flow) -> tuple[str, ...]:
    """`four separatist fighters`: people of the report's armed group."""
    words = context.lowers[flow.first : flow.last]
    return context.sides.actors if context.lexicon.has_any("generic_actors", words) else ()


def _nation_of_person(context: SentenceContext, flow: Flow) -> tuple[str, ...]:
    """`the Russian citizen Artur Petrov`, `Marc Fogel, an American`, `Marc Fogel of the United States`."""
    for number, party in enumerate(context.mentions.parties()):
        after = party.first - flow.last
        if party.name.form in {"adjective", "people"}:
            before = flow.first - party.last
            if 0 <= before <= BEFORE_PERSON and not context.lexicon.has_any(
                "grammar.hints.not_of_person", context.lowers[party.last : flow.first]
            ):
                return _of_both(context, number)
            apposed = 0 < after <= AFTER_PERSON and context.lowers[flow.last] == ","
            if apposed and not _is_custody_after(context, party):
                return _of_both(context, number)
        if party.name.form == "name" and 0 < after <= 2 and context.lowers[flow.last] == "of":
            return party.name.codes
    return ()


def _of_both(context: SentenceContext, number: int) -> tuple[str, ...]:
    """`a German-Russian citizen`: both nations of a name joined by a hyphen."""
    parties = context.mentions.parties()
    party, following = parties[number], parties[number + 1 : number + 2]
    joined = [other for other in following if context.lowers[party.last : other.first] == ["-"]]
    return (*party.name.codes, *(code for other in joined for code in other.name.codes))
