"""Roles of nouns: what a report calls the people of one direction it calls nobody of the other.

Belongs here: a direction told by the noun alone ("three women were exchanged for 90 prisoners", where the hostages
were Hamas's and the prisoners Israel's in all that the report tells before). Not here: what one sentence tells
(`flows/hints.py`).
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from assets.extract.flows.counterparts import goes_other_way
from assets.extract.flows.directions import Direction, decide
from assets.extract.flows.flows import Flow, Hint, is_counted
from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mentions.telling import tells_of_more
from assets.extract.statements.statements import Statement

SWAP = 3.0  # stronger than the nation of somebody named
PRONOUN_REACH = 2  # sentences between people and the pronoun that means them
SUBJECT_REACH = 5  # tokens between "they" and its verb
ROLE = 1.0  # weaker than anything that a sentence itself tells


def add_hints_of_role(text: Text, statements: list[Statement], sides: tuple[str, ...]) -> None:
    """Gives the people of whom nothing tells a direction that of the others with their noun, where it is only one."""
    flows = [f for s in statements for f in s.flows if f.group is not None and (is_counted(f) or f.hints)]
    if not any(map(_is_open, flows)):
        return
    ways: dict[str, set[Direction]] = defaultdict(set)
    for flow in flows:
        way, _ = decide(flow.hints, sides)
        if way is not None and None not in way and set(way) <= set(sides):
            ways[_noun(text, flow)].add(way)
    for flow in flows:
        told = ways.get(_noun(text, flow), set())
        if len(told) == 1 and _is_open(flow):
            giver, receiver = next(iter(told))
            flow.hints.append(Hint(giver, receiver, ROLE, "frame.role"))


def add_hints_of_more(text: Text, statements: list[Statement], sides: tuple[str, ...], lexicon: Lexicon) -> None:
    """`Last October 21 others were set free`: they went the way of those told before them."""
    way: Direction | None = None
    flows = [f for s in statements for f in s.flows if f.group is not None and is_counted(f)]
    more = {id(f) for f in flows if _is_one_way(f) and f.group and tells_of_more(text, f.group, lexicon)}
    more |= {id(f) for s in statements for f in s.flows if _is_one_way(f) and _is_as_before(text, s, f)}
    for flow in flows if more else ():
        told, _ = decide(flow.hints, sides)
        if told is not None and set(told) <= set(sides):
            way = told if (flow.count or 0) > 1 else way
        elif way is not None and id(flow) in more:
            flow.hints.append(Hint(*way, ROLE, "frame.more"))


def _is_as_before(text: Text, statement: Statement, flow: Flow) -> bool:
    """`On January 24 the same number had been received`: as many as those told before, and the same way."""
    if flow.group is None or not statement.mentions.has_cue("reciprocity.same_number"):
        return False
    spans = statement.mentions.same_number()
    return any(flow.first < end <= flow.last and text.word(flow.last) == "had" for _, end in spans)


def add_hints_of_none(text: Text, statements: list[Statement], sides: tuple[str, ...], lexicon: Lexicon) -> None:
    """`Nobody was released for him`: none went the other way than those told before."""
    way: Direction | None = None
    flows = [f for s in statements for f in s.flows if f.person is not None or is_counted(f)]
    for flow in flows if any(f.count == 0 for f in flows) else ():
        told, _ = decide(flow.hints, sides)
        if told is not None and None not in told and flow.count != 0:
            way = told
        elif way is not None and flow.count == 0 and _is_for_others(text, flow, lexicon):
            flow.hints.append(Hint(way[1], way[0], ROLE, "frame.none_for_them"))


def add_hints_of_other_way(text: Text, statements: list[Statement], sides: tuple[str, ...], lexicon: Lexicon) -> None:
    """`Five more went the other way`: against the people told before, in a sentence of its own."""
    way: Direction | None = None
    flows = [f for s in statements for f in s.flows if f.person is not None or is_counted(f)]
    back = {id(f) for f in flows if f.verb is not None and goes_other_way(text, f.verb, lexicon)}
    back |= {id(f) for f in flows if f.exchanged_for and "frame.other_way" in f.rules}
    if not back:
        return
    for flow in flows:
        told, _ = decide(flow.hints, sides)
        if told is not None:
            way = told
        elif way is not None and id(flow) in back:
            flow.hints.append(Hint(way[1], way[0], ROLE, "frame.other_way"))
    for before, flow in pairwise(f for f in flows if f.count):
        way, _ = decide(flow.hints, sides)
        if id(flow) in back and _is_one_way(before) and way is not None and set(way) <= set(sides):
            before.hints.append(Hint(way[1], way[0], ROLE, "frame.other_way"))


def _is_for_others(text: Text, flow: Flow, lexicon: Lexicon) -> bool:
    """Whether the verb is followed by "for them" and the like, or the sentence speaks of a return."""
    after = text.lowers[flow.verb.last : flow.verb.last + 2] if flow.verb is not None else []
    for_them = after[:1] == ["for"] and lexicon.has_any("grammar.counterparts.pronouns", after[1:])
    return for_them or flow.in_exchange


def add_hints_in_return(text: Text, statements: list[Statement], sides: tuple[str, ...]) -> None:
    """`115 conscripts came home. Russia got 115 of its own in exchange`: against the people told just before."""
    for before, after in pairwise(statements):
        gap = after.number - before.number
        swapped = gap <= PRONOUN_REACH and _are_swapped_for(text, after)
        linked = swapped or (gap == 1 and _links_back(text, after))
        if not linked and not (gap <= PRONOUN_REACH and _is_for_them(text, after)):
            continue
        there, back = _people(before), _people(after)
        if swapped:
            _swap_for(there, back, sides)
        ways = [{decide(f.hints, sides)[0] for f in told} - {None} for told in (there, back)]
        for others, told in ((there, ways[1]), (back, ways[0])):
            way = next(iter(told), None) if len(told) == 1 else None
            if way is None or None in way or (ways[0] and ways[1]):
                continue
            for flow in others:
                if not (flow.hints_at_side or flow.both_ways or flow.overall):
                    flow.hints.append(Hint(way[1], way[0], ROLE, "frame.in_return"))


def _swap_for(those: list[Flow], others: list[Flow], sides: tuple[str, ...]) -> None:
    """`They have been traded for two Ukrainian journalists`: the others went the other way, whatever their nation."""
    ways = {way for flow in those if (way := decide(flow.hints, sides)[0]) is not None and set(way) <= set(sides)}
    if len(ways) == 1:
        giver, receiver = ways.pop()
        for flow in others:
            flow.hints.append(Hint(receiver, giver, SWAP, "frame.in_return"))


def _people(statement: Statement) -> list[Flow]:
    """Those who change hands in a statement."""
    return [f for f in statement.flows if f.verb is not None or is_counted(f)]


def _links_back(text: Text, statement: Statement) -> bool:
    """`in exchange`, `in return` without those for whom: the sentence goes on about the people told just before."""
    spans = statement.mentions.cues.spans("reciprocity.in_return")
    return any(text.lowers[start] == "in" and text.word(end) not in {"for", "part"} for start, end in spans)


def _is_for_them(text: Text, statement: Statement) -> bool:
    """`Four civilians came back for him`, `For them Kyiv let three go`: a pronoun means those for whom."""
    mentions = statement.mentions
    if not mentions.has_cue("reciprocity.for_linking") or any(f.counterpart_of is not None for f in statement.flows):
        return False
    after = [end for _, end in mentions.cues.spans("reciprocity.for_linking") if end < mentions.sentence.last]
    return any(
        mentions.lexicon.has("grammar.counterparts.pronouns", text.lowers[i])
        and (i - mentions.sentence.first <= 1 or not text.word(i + 1)[:1].isalpha())
        for i in after
    )


def _are_swapped_for(text: Text, statement: Statement) -> bool:
    """`They have been traded for two journalists`, `he was exchanged for Lonsdale`: people told of before."""
    mentions, first = statement.mentions, statement.mentions.sentence.first
    return any(
        v.sense.meaning == "exchange"
        and v.passive
        and text.word(v.last) == "for"
        and mentions.lexicon.has_any(
            "grammar.persons.pronouns", text.lowers[max(first, v.index - SUBJECT_REACH) : v.index]
        )
        for v in mentions.verbs
    )


def add_hints_of_return(statements: list[Statement], sides: tuple[str, ...]) -> None:
    """`In October 21 had come home`: in a report of releases one way, those of whom no side is told went it, too."""
    told = [(s, f) for s in statements for f in s.flows if f.group is not None and is_counted(f)]
    returns = [f for _, f in told if _is_one_way(f)]
    if not returns or any(f.in_exchange or f.exchanged_for for _, f in told):
        return
    others = (f for s in statements for f in s.flows if f.hints_at_side and not is_counted(f))
    known = {flow.count for flow in others}  # as many, of whom more is told elsewhere
    decided = [(s.number, decide(flow.hints, sides)[0]) for s, flow in told]
    tellers = {number for number, way in decided if way is not None}
    ways = {way for _, way in decided if way is not None}
    if len(ways) != 1 or not set(way := next(iter(ways)) or ()) <= set(sides):
        return
    for flow in (f for f in returns if f.count not in known):
        if way and (len(tellers) > 1 or not flow.beside_others):  # beside people of one sentence they may be for them
            flow.hints.append(Hint(way[0], way[1], ROLE, "frame.return"))


def _is_one_way(flow: Flow) -> bool:
    """Whether people change hands alone, and no word tells from whom or to whom."""
    mutual = flow.verb is None or flow.verb.sense.meaning == "exchange"
    swapped = mutual or flow.exchanged_for or flow.counterpart_of is not None
    return not swapped and not any(h.giver or h.receiver for h in flow.hints)


def _is_open(flow: Flow) -> bool:
    """Whether people are swapped for others, and no word tells the direction of either."""
    partner = flow.counterpart_of
    told = any(h.giver or h.receiver for f in (flow, partner) if f is not None for h in f.hints)
    return partner is not None and not told


def _noun(text: Text, flow: Flow) -> str:
    return text.lowers[flow.group.last - 1] if flow.group is not None and not flow.group.bare else ""
