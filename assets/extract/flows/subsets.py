"""Figures that are not the number handed over: parts of a whole, and people only hurt, captured or still held.

Belongs here: marking such groups, and the corrections "not one" and "X and three more". Not here: choosing among the
figures of several sentences (`events/transfers.py`).
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from assets.extract.flows.flows import Flow, SentenceContext
from assets.extract.flows.governing import find_governing
from assets.extract.mentions.groups import Group

NAMED_REACH = 14  # tokens between a named person and "three more citizens"
UNWILLING_REACH = 6  # tokens between "not" and the verb: "did not want to go back"
NEGATION_REACH = 4  # tokens between "not" and the verb: "had not yet been given one body"
RATE_AFTER, RATE_BEFORE = 1, 9  # tokens between people and "for each": "30 for each woman", "for each soldier 50"
HARMED_AFTER = 4  # tokens between people and "were killed"
HARMED_BEFORE = 2  # tokens between "killed" and people
WHOLE_AFTER = 2  # tokens between "Among" and the figure of a whole: "Among the 140"
WHOLE_REACH = 4  # tokens: "every one of the"
PART_TOLD_REACH = 6  # tokens between two parts: "149 of whom were Americans and 471 Britons"
ASIDE = ("harmed", "held")  # lists of words beside people who are not handed over
KEPT_REACH = 4  # tokens between "kept" and people: "kept in its hands 22 others"
HELD_REACH = 8  # tokens between "holds" and the people still held


def mark_subset(context: SentenceContext, flow: Flow) -> None:
    """Marks a figure that is part of another: `including 12 women`, `two of whom`, `five of the prisoners`.

    `every one of the 252` is no part.
    """
    if flow.group is not None and not context.lexicon.has_any(
        "grammar.subsets.whole", context.before(flow.group.first, WHOLE_REACH)
    ):
        flow.subset = not _is_of_possessor(context, flow.group) and _is_part(context, flow, flow.group)


def mark_taken_of_whole(context: SentenceContext) -> None:
    """`freed 20 of the 48 hostages`, `80, the first of the 400`: those handed over out of more, who were not.

    `Five of the 48 freed men` are a part of those handed over.
    """
    for part, whole in pairwise(context.flows):
        if part.group is None or whole.group is None or not (part.count and whole.count and part.count < whole.count):
            continue
        between = " ".join(context.lowers[part.last : whole.first])
        if not context.lexicon.has("grammar.subsets.out_of", between):
            continue
        if _is_handed_over(context, whole):
            part.subset, whole.subset = True, False
            continue
        whole.subset = True
        if part.group.bare:
            _join(part, part.group, whole, whole.group)


def _join(part: Flow, some: Group, whole: Flow, group: Group) -> None:
    """`20 of the 48 hostages` are 20 hostages."""
    whole.first, part.subset, whole.subset = part.first, True, False
    whole.group = replace(group, first=some.first, count=some.count, bound=some.bound)


def _is_handed_over(context: SentenceContext, whole: Flow) -> bool:
    """`the 48 freed hostages`, `the 48 who were exchanged`, `the 48 whom Hamas let go`: all of them changed hands."""
    if context.lexicon.has_any("grammar.groups.participles", context.lowers[whole.first : whole.last]):
        return True
    verb, role = find_governing(context, whole)
    relative = context.lexicon.has("grammar.relatives_or_that", context.text.word(whole.last))
    if verb is None or verb.index < whole.last:
        return False
    return (role == "object" and verb.form != "base") or (verb.passive and relative)


def _is_part(context: SentenceContext, flow: Flow, group: Group) -> bool:
    """`including 12 women`, `two of whom`, `15 Saudis included`, and figures after "Of the 50 captives"."""
    return (
        _opens_with_among(context, group)
        or _continues_subset(context, flow)
        or _is_apposed(context, flow)
        or _has_cue_of_part(context, group)
        or _is_told_after(context, flow, group)
        or context.before(group.first, 1) == ["including"]
        or (group.bare and _follows_whole(context, group))
        or _goes_along(context, flow)
    )


def _opens_with_among(context: SentenceContext, group: Group) -> bool:
    """`Among those freed are twelve women and five medics`; of `Among the 140 is a medic` the figure is the whole."""
    opens = context.lexicon.has("grammar.subsets.among", context.lowers[context.first])
    return opens and group.first - context.first > WHOLE_AFTER


def _goes_along(context: SentenceContext, flow: Flow) -> bool:
    """`eight Russians were sent home, with two children`: others who go along."""
    along = context.before(flow.first, 2) == [",", "with"]
    along = along and context.lowers[flow.last : flow.last + 2] != ["on", "one"]  # `with 15 on one side and six on`
    if not along or (flow.group is not None and flow.group.each):
        return False
    return any(f.group is not None and f.last < flow.first for f in context.flows)


def _is_told_after(context: SentenceContext, flow: Flow, group: Group) -> bool:
    """Whether words such as "of them" or "included" stand right after the people."""
    lexicon, after = context.lexicon, " ".join(context.lowers[group.last : group.last + 2])
    pairs = [" ".join(two) for two in pairwise(context.lowers[group.first : group.last])] if group.nations else []
    if lexicon.has_any("grammar.subsets.of_them", pairs):
        return True  # `230 of them Ukrainian`
    if lexicon.has("grammar.subsets.after", context.text.word(group.last)):
        return True
    of_them = lexicon.has("grammar.subsets.after", after)
    return (of_them or (group.bare and lexicon.has("grammar.subsets.after_bare", after))) and _has_whole(context, flow)


def _opens(context: SentenceContext, group: Group) -> bool:
    """`Of the 50 captives who were freed, four are officers`: the whole that a sentence begins with."""
    return group.first - 2 == context.first and context.lowers[context.first] == "of"


def _follows_whole(context: SentenceContext, group: Group) -> bool:
    first = context.flows[0].group
    return first is not None and first is not group and _opens(context, first)


def _is_of_possessor(context: SentenceContext, group: Group) -> bool:
    """`20 of the country's soldiers`."""
    lowers = context.lowers
    return lowers[group.last : group.last + 2] == ["of", "the"] and "'s" in lowers[group.last + 2 : group.last + 5]


def mark_not_handed(context: SentenceContext, flow: Flow) -> None:
    """Marks counted people who were only hurt, captured, sentenced or are still held, and rates."""
    if flow.group is None:
        return
    cues = context.mentions.cues
    if cues.has_any(("rate",)) and any(_is_rate(context, flow, start, end) for start, end in cues.spans("rate")):
        flow.not_handed = True
    if flow.group.category == "remains":
        return
    if _is_listed(context, flow) or _is_kept(context, flow):
        flow.not_handed = True
    if context.lexicon.has_any("grammar.subsets.aboard", context.lowers[flow.last : flow.last + HARMED_AFTER]):
        _, role = find_governing(context, flow)
        flow.not_handed = flow.not_handed or role != "subject"
    if not cues.has_any(ASIDE):
        return
    for start, end, cue in cues:
        inside = any(other is not flow and other.first <= start < other.last for other in context.flows)
        if cue == "harmed" and not inside and _is_harmed(context, flow, start, end):
            flow.not_handed = True
        if (
            cue == "held"
            and all(v.noun for v in context.mentions.verbs)
            and context.lexicon.has("grammar.subsets.staying", context.lowers[start])
            and abs(start - flow.first) <= HELD_REACH
            and not context.mentions.has_cue("exchange_nouns.mutual")
        ):
            flow.not_handed = True


def _is_rate(context: SentenceContext, flow: Flow, start: int, end: int) -> bool:
    """`for each of them 30 prisoners`, `15 bodies for that of each hostage`; `246 for each side` is none."""
    if any(start == at for at, _ in context.mentions.cues.spans("reciprocity.each")):
        return False
    return 0 <= start - flow.last <= RATE_AFTER or 0 <= flow.first - end <= RATE_BEFORE


def _is_kept(context: SentenceContext, flow: Flow) -> bool:
    """`set free nine and kept 22 others`: object of a verb of captivity with nothing of a hand-over between."""
    if context.text.word(flow.last) == "-":
        return False  # `hold a 62-for-62 swap`
    before = context.before(flow.first, KEPT_REACH)
    active = [i for i, word in enumerate(before) if context.lexicon.has("grammar.subsets.keeping", word)]
    return bool(active) and all(
        context.lexicon.has("grammar.subsets.after_keeping", word) for word in before[active[-1] + 1 :]
    )


def _is_listed(context: SentenceContext, flow: Flow) -> bool:
    """`the names of 391 prisoners and 33 fishermen`, `a list with 339 names`: people named, and not handed over."""
    lists = context.lexicon.where("grammar.subsets.listing", context.lowers, context.first, flow.first)
    if not lists:
        return False
    if context.text.word(flow.last - 1) == "names":
        return True
    between = range(lists[-1], flow.first)
    return not any(v.index in between for v in context.mentions.verbs)


def count_none(context: SentenceContext, flow: Flow) -> None:
    """`had not been given one Russian body`: none."""
    if flow.group is None or flow.verb is None or flow.group.count != 1:
        return
    if context.lexicon.has_any("grammar.negation", context.before(flow.verb.index, NEGATION_REACH)):
        flow.group = replace(flow.group, count=0)
        flow.rules.add("frame.none")


def mark_unrealised(context: SentenceContext, flow: Flow) -> None:
    """`three others did not want to go back`, `306 people should have been freed`: they were not handed over."""
    if flow.group is None or flow.verb is None or flow.role != "subject" or flow.group.count in {None, 0, 1}:
        return
    words = context.lowers[flow.last : flow.verb.index]
    lexicon = context.lexicon
    unwilling = lexicon.has_any("grammar.subsets.unwilling", words[-UNWILLING_REACH:])
    missed = lexicon.has_any("grammar.subsets.should", words) and lexicon.has_any("modal.have", words)
    if unwilling or (missed and not flow.group.each):
        flow.not_handed = True


def mark_own_people(context: SentenceContext, flow: Flow) -> None:
    """`Cuba promised to let 50 Cuban political prisoners go`: nobody hands its own dissidents over to another state."""
    words = context.lowers[flow.first : flow.last]
    if flow.group is None or not context.lexicon.has_any("grammar.subsets.domestic", words):
        return
    givers = {hint.giver for hint in flow.hints if hint.giver}
    receivers = {hint.receiver for hint in flow.hints if hint.receiver}
    if givers == receivers and len(givers) == 1:
        flow.not_handed = True


def add_named(context: SentenceContext, flow: Flow, previous: Flow) -> None:
    """`Jason Rezaian and three more citizens`: the named one and the three are four."""
    group = flow.group
    if group is None or previous.person is None or not group.count or flow.first - previous.last > NAMED_REACH:
        return
    words = context.lowers[flow.first - 1 : flow.last]
    together = context.lexicon.has_any("grammar.together_with", context.before(flow.first, 2))
    if together and context.lexicon.has_any("grammar.subsets.others", words):
        flow.group = replace(group, count=group.count + 1)
        flow.rules.add("frame.named_and_more")


def _continues_subset(context: SentenceContext, flow: Flow) -> bool:
    """`including 12 women and 3 children`: the second part of a list of parts."""
    earlier = [f for f in context.flows if f.last <= flow.first]
    if not earlier or not earlier[-1].subset:
        return False
    between = context.lowers[earlier[-1].last : flow.first]
    told = len(between) <= PART_TOLD_REACH and between[-1:] == ["and"] and between[0] == "of"
    return told or context.lexicon.has("grammar.subsets.lists", " ".join(between))


def _is_apposed(context: SentenceContext, flow: Flow) -> bool:
    """`ten Americans - five citizens and five residents`: after a dash the whole is told in parts."""
    if flow.first == context.first:
        return False
    before = next((f for f in context.flows if f.last == flow.first - 1 and (f.count or 0) > 1), None)
    if before is not None and flow.group is not None and flow.group.indefinite and context.lowers[before.last] == ",":
        return True  # `two persons, a serviceman and a civilian, had been given up`
    dashed = context.lexicon.has("grammar.subsets.dashes", context.lowers[flow.first - 1])
    return dashed and any(f.first < flow.first for f in context.flows)


def _has_cue_of_part(context: SentenceContext, group: Group) -> bool:
    return not _opens(context, group) and any(
        group.first - 1 <= end <= group.first and start != context.first  # `With them two civilians left`: more people
        for start, end in context.mentions.cues.spans("subset.before")
    )


def _has_whole(context: SentenceContext, flow: Flow) -> bool:
    """Whether the sentence has the whole that `of them` speaks of."""
    return any(f.first < flow.first for f in context.flows) or context.lowers[flow.first - 1] != ","


def _is_harmed(context: SentenceContext, flow: Flow, start: int, end: int) -> bool:
    """Whether the people are subject or object of a word such as "killed"."""
    lexicon, between = context.lexicon, context.lowers[flow.last : start]
    if (
        0 < start - flow.last <= HARMED_AFTER
        and lexicon.has("grammar.subsets.being", between[-1])
        and not lexicon.has_any("grammar.relatives_or_that", between)
    ):
        return True
    return 0 <= flow.first - end <= HARMED_BEFORE and not lexicon.has(
        "grammar.subsets.not_harmed_after", context.text.word(start - 1)
    )
