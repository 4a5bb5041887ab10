"""Lists of people in one sentence: "10 soldiers, two medics and a driver", "five Americans, four men and one woman".

Belongs here: which groups stand in one list, and whether a list tells the parts of the group before it. Not here: parts
told by words such as "including" (`subsets.py`), the sum over a list (`events/transfers.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from assets.extract.flows.flows import PAIR, Flow, Hint, SentenceContext
from assets.extract.flows.hints import add_hints

FEW = 4  # so many of another kind go without saying: "100, one civilian among them"
KINDS = frozenset(("military", "civilian"))  # kinds of people that reports count apart
LINK_REACH = 4  # tokens between two members of one list: ", as well as"
WHOLE_AND_PARTS = 3  # "five Americans, four men and one woman": a whole and at least two parts


def is_coordinated(context: SentenceContext, left: Flow, right: Flow) -> bool:
    """Whether two flows are told side by side: nothing but commas, `and` and the like between them."""
    between = context.lowers[left.last : right.first]
    if not 0 < len(between) <= LINK_REACH or (right.role == "subject" and left.role == "object" and not right.subset):
        return False
    return context.lexicon.has_any("grammar.lists.links", between) and all(
        context.lexicon.has("grammar.lists.between", word) or _is_second_noun(context, index)
        for index, word in enumerate(between, left.last)
    )


def _is_second_noun(context: SentenceContext, index: int) -> bool:
    """`nine privates and sergeants and one officer`: another noun for the people counted."""
    return next(iter(context.lexicon.people.at(context.lowers, index, index + 1)), None) is not None


def spread_parts(context: SentenceContext) -> None:
    """`..., 15 Saudis and three Sudanese among them`: what is said after the last is said of those before."""
    for run in _runs(context):
        for left, right in reversed(list(pairwise(run))):
            if right.subset and "," not in context.lowers[left.last : right.first]:
                left.subset = True


def mark_lists(context: SentenceContext) -> None:
    """Tells each group of a list its head; a list that adds up to the group before it tells only its parts."""
    for run in _runs(context):
        counts = [flow.count or 0 for flow in run]
        added_up = [f for f in context.flows if f.count == sum(counts) and f.last <= run[0].first and _may_hold(f, run)]
        if added_up:
            for part in run:
                part.subset = True  # `1,225 went home on Friday, 1,130 soldiers and 95 civilians`
            lend_verb(context, run[-1], added_up[-1])
            _tell_kinds(context, added_up[-1], run)
            continue
        if len(run) >= WHOLE_AND_PARTS and counts[0] == sum(counts[1:]):
            for part in run[1:]:
                part.subset = True
            _tell_kinds(context, run[0], run[1:])
            continue
        _share_verb(run)
        if run[-1].both_ways:
            for flow in run:
                flow.both_ways = True  # `270 servicemen and 120 civilians each`
        _spread_remains(context, run)
        if any("and" in context.lowers[left.last : right.first] for left, right in pairwise(run)):
            for flow in run[1:]:
                flow.listed_after = run[0]
                flow.rules.add("frame.list")


def _may_hold(whole: Flow, run: list[Flow]) -> bool:
    """`gave six and received three servicemen and three civilians`: objects of a verb of their own are no parts."""
    verb = run[0].verb
    own = verb is not None and verb is not whole.verb and run[0].role == "object"
    return verb is None or not own or not whole.last <= verb.index < run[0].first


def _tell_kinds(context: SentenceContext, whole: Flow, parts: list[Flow]) -> None:
    """`390 people, 270 soldiers and 120 civilians`, `24 hostages, 13 Israelis and 11 Thais`: the kinds in a whole."""
    groups = [part.group for part in parts if part.group is not None]
    kinds = [group.category for group in groups]
    several = len(kinds) == len(KINDS) and set(kinds) == KINDS and all((part.count or 0) > FEW for part in parts)
    nations = {group.nations for group in groups}
    hostages = context.lexicon.has_any("grammar.hints.hostages", context.lowers[whole.first : whole.last])
    if several or (hostages and () not in nations):
        whole.kinds = tuple(parts)


def mark_named_beside(context: SentenceContext) -> None:
    """`55 soldiers and the politician Viktor Medvedchuk`: one who is named is not among those counted beside.

    Both go one way, whatever it is that only one of them tells.
    """
    for left, right in _beside_each_other(context):
        named, counted = (left, right) if left.person is not None else (right, left)
        open_subject = named is left and left.verb is None and right.role == "subject"
        together = left.verb is right.verb or open_subject
        if named.person is None or (counted.count or 0) < PAIR or not together:
            continue
        if "frame.named_and_more" not in counted.rules and _are_joined(context, left, right):
            named.beside_group, named.verb, named.role = counted.group, counted.verb, counted.role
            if not counted.hints_at_side:
                counted.hints += named.hints


def _beside_each_other(context: SentenceContext) -> list[tuple[Flow, Flow]]:
    """Flows next to each other where one is a person by name: `Babulal Chavan, a soldier, and 200 fishermen`."""
    if all(flow.person is None for flow in context.flows):
        return []
    flows: list[Flow] = []
    for flow in context.flows:
        if not flows or not _is_in_apposition(context, flow, flows[-1]):
            flows.append(flow)
    return list(pairwise(flows))


def _is_in_apposition(context: SentenceContext, flow: Flow, named: Flow) -> bool:
    """`Babulal Chavan, a soldier,`, `Viktor Medvedchuk, a crony of Putin's,`: who tells what the one named is."""
    if named.person is None or context.text.word(named.last) != ",":
        return False
    if flow.group is not None:
        return flow.group.indefinite
    between = context.lowers[named.last + 1 : flow.first]
    return bool(between) and "," not in between


def _has_apposition_between(context: SentenceContext, left: Flow, right: Flow) -> bool:
    """`Viktor Medvedchuk, a crony of Putin's, and 55 of its soldiers`: what the one named is, between commas."""
    between = context.lowers[left.last : right.first]
    if len(between) <= LINK_REACH or between[0] != "," or between[-2:] != [",", "and"]:
        return False
    clause = context.lexicon.has_any("grammar.lists.clauses", between)
    return not clause and not any(left.last <= v.index < right.first for v in context.mentions.verbs)


def _are_joined(context: SentenceContext, left: Flow, right: Flow) -> bool:
    """`55 captives and the politician Viktor Medvedchuk`: an `and`, and at most a calling before the name."""
    between = context.lowers[left.last : right.first]
    if left.person is not None and _has_apposition_between(context, left, right):
        return True
    if right.person is not None and between[:1] == ["and"]:
        return all(word.isalpha() for word in between)
    return "and" in between and is_coordinated(context, left, right)


def share_subject(context: SentenceContext) -> None:
    """`Nine pilgrims kidnapped in May and two pilots abducted in August were freed`: two subjects of one verb."""
    for left, right in pairwise(flow for flow in context.flows if flow.count and not flow.subset):
        if left.verb is None and right.role == "subject" and right.verb is not None:
            between = context.lowers[left.last : right.first]
            apart = any(left.last <= verb.index < right.first for verb in context.mentions.verbs)
            if between[-1:] == ["and"] and between[-2:-1] != [","] and not apart:
                _share_verb([left, right])


def _spread_remains(context: SentenceContext, run: list[Flow]) -> None:
    """`the bodies of three drivers and two officers`: all of the list are dead."""
    head = run[0].group
    if head is None or head.category != "remains" or "of" not in context.lowers[head.first : head.last]:
        return
    for flow in run[1:]:
        living = context.lexicon.has_any("grammar.lists.living", context.lowers[flow.first : flow.last])
        if flow.group is not None and context.lowers[flow.first - 1] != "the" and not living:
            flow.group = replace(flow.group, category="remains")


def lend_verb(context: SentenceContext, part: Flow, whole: Flow) -> None:
    """`Thirty captives, 22 soldiers and eight civilians, came home`: the verb behind the parts."""
    if part.verb is not None and whole.verb is None:
        whole.verb, whole.role = part.verb, part.role
        whole.hints.clear()
        add_hints(context, whole)


def _share_verb(run: list[Flow]) -> None:
    """`Fifteen Saudis and four Sudanese ... were freed`: the verb and the giver of the last are those of the others."""
    last = run[-1]
    for flow in run[:-1]:
        is_open = flow.verb is None or not flow.hints_at_side
        if is_open and last.verb is not None and last.role == "subject":
            flow.verb, flow.role = last.verb, last.role
            other = flow.group is not None and bool(flow.group.nations)
            flow.hints += [Hint(h.giver, None if other else h.receiver, h.weight, h.rule) for h in last.hints]


def _runs(context: SentenceContext) -> Iterator[list[Flow]]:
    """Groups with a figure that are told side by side, two or more."""
    run: list[Flow] = []
    for flow in [*context.flows, None]:
        counted = flow is not None and bool(flow.count) and flow.group is not None and not flow.group.bare
        if run and not (counted and flow is not None and is_coordinated(context, run[-1], flow)):
            if len(run) > 1:
                yield run
            run = []
        if counted and flow is not None:
            run.append(flow)
