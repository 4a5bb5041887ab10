"""Two groups that are exchanged for each other, and figures that hold for both directions.

Belongs here: "A for B", "each side", "the same number", "the other way". Not here: the direction that each goes
(`directions.py`), figures of both directions together (`shares.py`).
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from assets.extract.flows.flows import Flow, SentenceContext
from assets.extract.flows.lists import is_coordinated
from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mentions.verbs import VerbMention

SAME_NUMBER_REACH = 8  # tokens: "150 prisoners had been swapped for as many of its own"
LINK_REACH = 16  # tokens between the two groups of "A for B"
AFTER_LINK = 6  # tokens between "for" and the second group
LIST_REACH = 3  # tokens between two told of side by side: ", and the"
OTHER_WAY_WORDS = 4  # of the longest: "in the opposite direction"
FORMULA_REACH = 4  # tokens: "by the formula of"
EACH_REACH = 5  # tokens between "each of the two" and its verb


def link_counterpart(context: SentenceContext, flow: Flow, previous: Flow | None) -> None:
    """Links the flow with the people for whom it is exchanged, mostly the flow before it."""
    _find_counterpart(context, flow, previous)
    if flow.counterpart_of is None:
        _link_fronted(context, flow)
    if flow.counterpart_of is not None:
        flow.counterpart_of.exchanged_for = True
        _lend_kind(context, flow, flow.counterpart_of)


def _find_counterpart(context: SentenceContext, flow: Flow, previous: Flow | None) -> None:
    if previous is not None and previous.subset:
        wholes = [f for f in context.flows if f.last <= previous.first and not f.subset]
        previous = wholes[-1] if wholes else previous  # `ten Americans, six of them oil men, for Alex Saab`
    if previous is not None and previous.person is not None:
        described = [f for f in context.flows if f.count and f.last == previous.first - 1]
        apposed = bool(described) and context.lowers[previous.first - 1] == ","
        previous = described[-1] if apposed else previous  # `ten agents, Anna Chapman the best known, against four`
    if flow.verb is not None and _is_in_exchange_for(context, flow.verb):
        named = previous is not None and previous.first > flow.verb.index
        flow.counterpart_of = previous.counterpart_of if previous is not None and named else previous
        flow.verb, flow.role = None, "counterpart"
    elif previous is not None and _is_linked(context, previous, flow):
        flow.counterpart_of = _head_of_list(context, previous)
        flow.rules.add("frame.counterpart")
        if flow.verb is not None and _is_verb_of_those_before(flow.verb, previous):
            flow.verb, flow.role = previous.verb, "counterpart"
    elif previous is not None and previous.counterpart_of is not None and is_coordinated(context, previous, flow):
        flow.counterpart_of = previous.counterpart_of
        flow.verb, flow.role = previous.verb, previous.role
    elif previous is not None and _goes_other_way(context, flow):
        flow.counterpart_of = previous
        flow.rules.add("frame.other_way")
    elif previous is None and flow.count and _is_other_way(context.lowers, context.first, context.lexicon):
        flow.exchanged_for = True
        flow.rules.add("frame.other_way")
    elif previous is not None and flow.verb is not None and _is_for_pronoun(context, flow.verb):
        flow.counterpart_of = previous
        flow.rules.add("frame.for_them")


def _is_verb_of_those_before(verb: VerbMention, previous: Flow) -> bool:
    """`freed Reed for Yaroshenko`, `Reed was freed by Russia for Yaroshenko`: the verb is not of those for whom."""
    return verb.index < previous.first or (verb.passive and previous.role == "subject")


def _head_of_list(context: SentenceContext, last: Flow) -> Flow:
    """`13 Israelis and four Thais for 39 prisoners`: the first of those told side by side, all of them exchanged."""
    head = last
    for left, right in reversed(list(pairwise(context.flows))):
        if right is head and left.count and is_coordinated(context, left, right):
            head.exchanged_for, head = True, left
    return head


def _link_fronted(context: SentenceContext, flow: Flow) -> None:
    """`For 13 people in its hands Georgia got 85`: the first to change hands are those for whom the others were."""
    fronted, verb = context.flows[0], flow.verb
    if verb is None or verb.noun or flow is fronted or fronted.counterpart_of or verb.index < fronted.last:
        return
    opens = any(
        start - context.first <= 1
        and not any(end <= v.index < fronted.first for v in context.mentions.verbs)  # `For them Israel freed five`
        for start, end in _links(context)
    )
    front = _front_of(context) if opens else []
    given = verb.sense.meaning != "exchange" or verb.passive
    if opens and given and not flow.subset and flow not in front:
        flow.exchanged_for = True
        flow.rules.add("frame.fronted")
        for other in front:
            other.counterpart_of, other.verb, other.role = flow, None, "counterpart"


def _front_of(context: SentenceContext) -> list[Flow]:
    """The first people of a sentence and those told beside them: `For a businessman and three bodies, ...`."""
    front = context.flows[:1]
    for left, right in pairwise(context.flows):
        between = context.lowers[left.last : right.first]
        listed = len(between) <= LIST_REACH and all(context.lexicon.has("grammar.lists.between", w) for w in between)
        if left is not front[-1] or not listed or (between == [","] and right.person is None):
            break
        front = [*front, right]
    return list(front)


def _links(context: SentenceContext) -> list[tuple[int, int]]:
    """The words that link people with those for whom they are exchanged; `246 for each side` links nobody."""
    spans = context.mentions.cues.spans("reciprocity.for_linking")
    each = {start for start, _ in context.mentions.cues.spans("reciprocity.each")} if spans else ()
    return [(start, end) for start, end in spans if start not in each]


def _lend_kind(context: SentenceContext, flow: Flow, partner: Flow) -> None:
    """`50 bodies were exchanged for those of 23 Russians`."""
    if flow.group is not None and partner.group is not None and partner.group.category == "remains":
        pointed = context.lexicon.has("grammar.counterparts.those_of", " ".join(context.before(flow.first, 2)))
        flow.group = replace(flow.group, category="remains") if pointed else flow.group


def mark_even_swaps(flows: list[Flow]) -> None:
    """`307 for 307`: as many each way, whoever is meant first; no figure of a pair is that of both directions."""
    for flow in flows:
        partner = flow.counterpart_of
        if partner is None:
            continue
        flow.overall = partner.overall = False
        for listed in flows:
            listed.overall = listed.overall and listed.listed_after not in (flow, partner)
        here, there = flow.group, partner.group
        if here is None or there is None or here.count != there.count or here.nations or there.nations:
            continue
        partner.both_ways, flow.not_handed = True, True
        partner.group = replace(there, bare=False)
        partner.rules.add("frame.even_swap")


def mark_both_ways(context: SentenceContext, flow: Flow) -> None:
    """`15 on each side`, `150 for as many of its own`, `gave each other 146`: the figure holds each way."""
    if flow.group is not None and (
        flow.group.each
        or _is_same_number(context, flow)
        or _each_is_subject(context, flow)
        or _each_is_agent(context, flow)
        or _does_likewise(context, flow)
    ):
        flow.both_ways = True
        flow.group = replace(flow.group, bare=False)
        flow.rules.add("frame.each")


def _is_in_exchange_for(context: SentenceContext, verb: VerbMention) -> bool:
    """`in exchange for 110 Ukrainians`: the noun links two groups and has no subject."""
    return verb.noun and context.text.word(verb.index - 1) == "in"


def _is_linked(context: SentenceContext, previous: Flow, flow: Flow) -> bool:
    """`A for B`, `A in return for B`, with no verb between the link and B."""
    if flow.first - previous.last > LINK_REACH or any(f.person and f.person.official for f in (previous, flow)):
        return False
    if _is_swapped_with(context, previous, flow) or _is_formula(context, previous, flow):
        return True
    links = [end for start, end in _links(context) if previous.last <= start and end <= flow.first]
    if not links or flow.first - links[-1] > AFTER_LINK:
        return False
    if "that" in context.lowers[links[-1] : flow.first]:
        return False  # `for proof that the soldier is alive`
    if ";" in context.lowers[previous.last : links[-1]]:
        return False  # `took part for the army; for the rebels, their commander`
    return not any(links[-1] <= v.index < flow.first and not v.noun for v in context.mentions.verbs)


def _is_formula(context: SentenceContext, previous: Flow, flow: Flow) -> bool:
    """`by the formula 118 on 118`, `Its formula was 4 to 5`: two figures with one word between."""
    between = context.lowers[previous.last : flow.first]
    if between == ["on"]:
        return True
    bare = len(between) == 1 and all(f.group is not None and f.group.bare for f in (previous, flow))
    return bare and context.lexicon.has_any(
        "grammar.counterparts.formulas", context.before(previous.first, FORMULA_REACH)
    )


def _is_swapped_with(context: SentenceContext, previous: Flow, flow: Flow) -> bool:
    """`25 people changed places with four agents`: the subject and its company of a verb of exchange."""
    verb = previous.verb
    return (
        verb is not None
        and verb is flow.verb
        and verb.sense.meaning == "exchange"
        and (previous.role, flow.role) == ("subject", "object")
        and context.before(flow.first, 1) == ["with"]
    )


def goes_other_way(text: Text, verb: VerbMention, lexicon: Lexicon) -> bool:
    """`... went the other way`: against the people told before."""
    return _is_other_way(text.lowers, verb.index + 1, lexicon)


def _goes_other_way(context: SentenceContext, flow: Flow) -> bool:
    """`249 to Sanaa and 69 the other way`, `five more went the other way`."""
    if flow.verb is not None and goes_other_way(context.text, flow.verb, context.lexicon):
        return True
    return flow.count is not None and _is_other_way(context.lowers, flow.last, context.lexicon)


def _is_other_way(lowers: list[str], first: int, lexicon: Lexicon) -> bool:
    """`the other way`, `In the opposite direction went fourteen people`: whether these words stand there."""
    said = " ".join(lowers[first : first + OTHER_WAY_WORDS])
    return said.startswith(tuple(lexicon.words["grammar.counterparts.other_way"]))


def _is_for_pronoun(context: SentenceContext, verb: VerbMention) -> bool:
    """`... came free for them`: in return for the people before."""
    words = context.lowers[verb.last : min(context.last, verb.last + 2)]
    return len(words) == 2 and words[0] == "for" and context.lexicon.has("grammar.counterparts.pronouns", words[1])


def _is_same_number(context: SentenceContext, flow: Flow) -> bool:
    """`150 soldiers for the same number of its own`: one figure, both ways."""
    cues = context.mentions.same_number()
    alone = sum(f.group is not None and not f.subset for f in context.flows) == 1 if cues else False
    return any(
        (alone or 0 <= start - flow.last <= SAME_NUMBER_REACH)
        and context.text.word(end) != "had"  # `in June the same number had come home`
        for start, end in cues
    )


def _each_is_agent(context: SentenceContext, flow: Flow) -> bool:
    """`3,000 bodies will be handed over by either country`, `303 men were returned to each side`."""
    verb = flow.verb
    return (
        verb is not None
        and verb.passive
        and flow.role == "subject"
        and any(0 <= start - verb.last <= 1 for start, _ in context.mentions.cues.spans("reciprocity.each"))
    )


def _does_likewise(context: SentenceContext, flow: Flow) -> bool:
    """`released 62, as did Ukraine`: the only figure of both sides' deed."""
    verb = flow.verb
    if verb is None or flow.role != "object" or verb.noun or verb.sense.meaning == "exchange":
        return False
    after = [start for start, _ in context.mentions.cues.spans("reciprocity.likewise") if start >= flow.last]
    return bool(after) and not any(f.count and not f.subset and f is not flow for f in context.flows)


def _each_is_subject(context: SentenceContext, flow: Flow) -> bool:
    """`each of the two was to hand over 6,000 bodies`, `gave each other 146 prisoners`."""
    verb = flow.verb
    if verb is None or flow.role != "object":
        return False
    if verb.sense.mutual:
        return True
    return not verb.passive and any(
        0 <= verb.index - end <= EACH_REACH
        and context.text.word(start - 1) != "for"
        and not context.lexicon.has_any("grammar.counterparts.clauses", context.lowers[end : verb.index])
        for start, end in context.mentions.cues.spans("reciprocity.each")
    )
