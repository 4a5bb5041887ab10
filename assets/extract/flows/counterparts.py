"""Two groups that are exchanged for each other, and figures that hold for both directions.

Belongs here: "A for B", "each side", "the same number", "in all". Not here: the direction that each goes
(`directions.py`).
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from assets.extract.flows.flows import NATION, SPEAKER, Flow, Hint, SentenceContext
from assets.extract.flows.lists import is_coordinated
from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mentions.verbs import VerbMention

ROUND = 50  # round figures are multiples of it ...
ROUNDING = 0.025  # ... and as near to the sum of the parts
OTHER_PART = 2.0  # weight of the hint that the second of two parts went the other way
IN_ALL_REACH = 3  # tokens: "34 people changed hands in all"
SAME_NUMBER_REACH = 8  # tokens: "150 prisoners had been swapped for as many of its own"
LINK_REACH = 16  # tokens between the two groups of "A for B"
AS_MANY_REACH = 30  # the same where as many of another nation are told of
AFTER_LINK = 6  # tokens between "for" and the second group
LIST_REACH = 3  # tokens between two told of side by side: ", and the"
FRONTED_REACH = 5  # tokens of titles between "for" and those for whom the sentence tells what was given
OTHER_WAY_REACH = 5  # tokens: "flew in the opposite direction"
OTHER_WAY_WORDS = 4  # of "in the opposite direction"
CLAUSES = frozenset((";", ":", "and"))  # what ends the clause of "each"
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
    if previous is not None and previous.subset and not flow.subset:
        wholes = [f for f in context.flows if f.last <= previous.first and not f.subset]
        previous = wholes[-1] if wholes else previous  # `ten Americans, six of them oil men, for Alex Saab`
    if previous is not None and previous.person is not None:
        described = [f for f in context.flows if f.count and f.last == previous.first - 1]
        apposed = bool(described) and context.lowers[previous.first - 1] == ","
        previous = described[-1] if apposed else previous  # `ten agents, Anna Chapman the best known, against four`
    if flow.verb is not None and _is_in_exchange_for(context, flow.verb):
        named = previous is not None and previous.counterpart_of is not None and previous.first > flow.verb.index
        partner = previous.counterpart_of if previous is not None and named else previous
        flow.counterpart_of = partner or next((f for f in context.flows if _is_behind(context, flow, f)), None)
        flow.verb, flow.role = None, "counterpart"
    elif previous is not None and _is_linked(context, previous, flow):
        flow.counterpart_of = _head_of_list(context, previous)
        flow.rules.add("frame.counterpart")
        if flow.role == "object" and flow.verb is not None and _is_verb_of_those_before(flow.verb, previous):
            flow.verb, flow.role = previous.verb, "counterpart"
    elif previous is not None and previous.counterpart_of is not None and is_coordinated(context, previous, flow):
        flow.counterpart_of = previous.counterpart_of
        flow.verb, flow.role = previous.verb, previous.role
    elif previous is not None and _goes_other_way(context, flow):
        flow.counterpart_of = previous
        flow.rules.add("frame.other_way")
    elif previous is None and flow.count and _opens_with_other_way(context):
        flow.exchanged_for = True
        flow.rules.add("frame.other_way")
    elif previous is not None and flow.verb is not None and _is_for_those_before(context, previous, flow, flow.verb):
        flow.counterpart_of = previous
        flow.rules.add("frame.for_them")


def _is_verb_of_those_before(verb: VerbMention, previous: Flow) -> bool:
    """`freed Reed for Yaroshenko`, `Reed was freed by Russia for Yaroshenko`: the verb is not of those for whom."""
    return verb.index < previous.first or (verb is previous.verb and verb.passive and previous.role == "subject")


def _head_of_list(context: SentenceContext, last: Flow) -> Flow:
    """`13 Israelis and four Thais for 39 prisoners`: the first of those told side by side, all of them exchanged."""
    head = last
    for left, right in reversed(list(pairwise(context.flows))):
        if right is head and left.count and right.count and is_coordinated(context, left, right):
            head.exchanged_for, head = True, left
    return head


def _is_behind(context: SentenceContext, flow: Flow, other: Flow) -> bool:
    """Whether people are others than those told before, not their names nor told side by side with them."""
    return other.first > flow.last + 1 and not is_coordinated(context, flow, other)


def _link_fronted(context: SentenceContext, flow: Flow) -> None:
    """`For 13 people in its hands Georgia got 85`: the first to change hands are those for whom the others were."""
    fronted, verb = context.flows[0], flow.verb
    if verb is None or verb.noun or flow is fronted or fronted.counterpart_of or verb.index < fronted.last:
        return
    opens = any(
        start - context.first <= 1
        and 0 <= fronted.first - end <= FRONTED_REACH
        and not any(end <= v.index < fronted.first for v in context.mentions.verbs)  # `For them Israel freed five`
        for start, end in _links(context)
    )
    front = _front_of(context) if opens else []
    if opens and not flow.subset and flow not in front and verb.sense.meaning != "exchange":
        flow.exchanged_for = True
        flow.rules.add("frame.fronted")
        for other in front:
            other.counterpart_of, other.verb, other.role = flow, None, "counterpart"
            other.hints = [h for h in other.hints if not h.rule.startswith("frame.verb")]


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
    """The words that link people with those for whom they are exchanged.

    `for its part` and `246 for each side` link nobody.
    """
    spans = context.mentions.cues.spans("reciprocity.for_linking")
    each = {start for start, _ in context.mentions.cues.spans("reciprocity.each")} if spans else ()
    return [(start, end) for start, end in spans if start not in each and context.lowers[end + 1 : end + 2] != ["part"]]


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
        if flow.listed_after is not None or partner.listed_after is not None:
            continue
        here, there = flow.group, partner.group
        if here is None or there is None or here.count != there.count or here.nations or there.nations:
            continue
        partner.both_ways, flow.not_handed = True, True
        partner.group = replace(there, bare=False)
        partner.rules.add("frame.even_swap")


def mark_parts_of_total(flows: list[Flow]) -> None:
    """`1,081 captives, of whom 681 went to A and 400 to B`: two parts that go two ways are no subsets, but all.

    Whose people they are says so where the whole is that of an exchange: `65, 40 Iraqis and 25 Iranians`.
    """
    groups = [flow for flow in flows if flow.count]
    for whole, left, right in zip(groups, groups[1:], groups[2:], strict=False):
        open_ways = not (whole.group and whole.group.nations) and all(
            h.rule == SPEAKER for h in whole.hints if h.receiver
        )
        told = [
            {h.receiver for h in part.hints if h.receiver and (whole.overall or open_ways or h.rule not in NATION)}
            for part in (left, right)
        ]
        parts = (left.count or 0) + (right.count or 0)
        _tell_other_part(whole, (left, right), told)
        if _is_sum(whole, parts) and all(told) and told[0] != told[1]:
            left.subset = right.subset = False
            for part in (left, right):
                part.verb, part.role = part.verb or whole.verb, part.role or whole.role
            whole.overall = True
            whole.hints.clear()
            whole.rules.add("frame.parts_of_total")


def _is_sum(whole: Flow, parts: int) -> bool:
    """Whether two parts add up to a whole; `nearly 900` of 706 and 181 is a round figure of it."""
    if whole.group is None or whole.count is None:
        return False
    rounded = whole.group.bound != "exact" and whole.count % ROUND == 0
    return parts == whole.count or (rounded and abs(parts - whole.count) <= ROUNDING * whole.count)


def _tell_other_part(whole: Flow, parts: tuple[Flow, Flow], told: list[set[str]]) -> None:
    """`1,081: 681 rebels, and 400 on the other side`: of two parts the one without a noun went the other way."""
    counts = sum(part.count or 0 for part in parts)
    if whole.group is None or whole.group.nations or not _is_sum(whole, counts) or all(told) or not any(told):
        return
    index = 0 if told[1] else 1
    part, receivers = parts[index], told[1 - index]
    if part.group is not None and part.group.bare and not part.hints_at_side and len(receivers) == 1:
        part.group = replace(part.group, bare=False)
        part.hints.append(Hint(next(iter(receivers)), None, OTHER_PART, "frame.other_part"))
        told[index].add(f"not {next(iter(receivers))}")


def mark_total(context: SentenceContext, flow: Flow) -> None:
    """`637 in total`, `34 people in all`: both directions together, in a sentence about a mutual exchange."""
    group = flow.group
    if group is None or group.nations or group.each or not _is_mutual(context):
        return
    told = any(h.giver or h.receiver for h in flow.hints) and not context.mentions.has_cue("exchange_nouns.mutual")
    if told and not any(v.sense.meaning == "exchange" for v in context.mentions.verbs):
        return  # `is prepared to give Ukraine 6,000 bodies in all`
    if any(
        0 <= start - flow.last <= IN_ALL_REACH or 0 <= flow.first - end <= 1 or _heads(context, flow, start, end)
        for start, end in context.mentions.cues.spans("in_all")
    ):
        flow.overall = True
        flow.group = replace(group, bare=False)


def _heads(context: SentenceContext, flow: Flow, start: int, end: int) -> bool:
    """`Overall, some 888 detainees ...`, `Between them, A and B released 470`: the words that open the sentence."""
    first = next((f for f in context.flows if f.group is not None), None)
    return start <= context.first + 1 and context.text.word(end) == "," and flow is first


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


def _is_mutual(context: SentenceContext) -> bool:
    if any(v.sense.meaning == "exchange" for v in context.mentions.verbs):
        return True
    if context.mentions.has_cue("exchange_nouns.mutual"):
        return True
    return len(context.sides.main) > 1 and all(side in context.named for side in context.sides.main[:2])


def _is_in_exchange_for(context: SentenceContext, verb: VerbMention) -> bool:
    """`in exchange for 110 Ukrainians`: the noun links two groups and has no subject."""
    return verb.noun and context.text.word(verb.index - 1) == "in" and context.text.word(verb.last) == "for"


def _is_linked(context: SentenceContext, previous: Flow, flow: Flow) -> bool:
    """`A for B`, `A in return for B`, with no verb between the link and B."""
    counted_by = flow.group is not None and flow.group.count == previous.count and bool(flow.group.nations)
    if flow.first - previous.last > (AS_MANY_REACH if counted_by else LINK_REACH) or any(
        f.person and f.person.official for f in (previous, flow)
    ):
        return False
    if _is_swapped_with(context, previous, flow):
        return True
    if context.lowers[previous.last : flow.first] == ["on"] and flow.count == previous.count:
        return True  # `by the formula 118 on 118`
    links = [end for start, end in _links(context) if previous.last <= start and end <= flow.first]
    if not links or flow.first - links[-1] > AFTER_LINK:
        return False
    if context.lexicon.has_any("speech.verbs", context.lowers[links[-1] : flow.first]):
        return False
    if "that" in context.lowers[links[-1] : flow.first]:
        return False  # `for proof that the soldier is alive`
    if ";" in context.lowers[previous.last : links[-1]]:
        return False  # `took part for the army; for the rebels, their commander`
    return not any(links[-1] <= v.index < flow.first and not v.noun for v in context.mentions.verbs)


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
    after = " ".join(text.lowers[verb.index + 1 : verb.index + 1 + OTHER_WAY_REACH])
    return after.startswith(tuple(lexicon.words["grammar.counterparts.other_way"]))


def _goes_other_way(context: SentenceContext, flow: Flow) -> bool:
    """`249 to Sanaa and 69 the other way`, `five more went the other way`."""
    if flow.verb is not None and goes_other_way(context.text, flow.verb, context.lexicon):
        return True
    after = " ".join(context.lowers[flow.last : flow.last + OTHER_WAY_WORDS])
    return flow.count is not None and after.startswith(tuple(context.lexicon.words["grammar.counterparts.other_way"]))


def _opens_with_other_way(context: SentenceContext) -> bool:
    """`In the other direction went fourteen people`."""
    opening = " ".join(context.lowers[context.first : context.first + OTHER_WAY_WORDS])
    return opening.startswith(tuple(context.lexicon.words["grammar.counterparts.other_way"]))


def _is_for_those_before(context: SentenceContext, previous: Flow, flow: Flow, verb: VerbMention) -> bool:
    return _is_for_whom(context, previous, flow) or _is_for_pronoun(context, verb)


def _is_for_whom(context: SentenceContext, previous: Flow, flow: Flow) -> bool:
    """`freed the aid worker, for whom Belgium let a diplomat go`."""
    between = context.lowers[previous.last : flow.first]
    return len(between) <= LINK_REACH and any(two == ("for", "whom") for two in pairwise(between))


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
        and context.text.word(end) not in {"as", "had"}  # `as many as 200`, `in June the same number had come home`
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
    if verb is None or flow.role != "object" or verb.noun or flow.subset or verb.sense.meaning == "exchange":
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
        and CLAUSES.isdisjoint(context.lowers[end : verb.index])
        for start, end in context.mentions.cues.spans("reciprocity.each")
    )
