"""Figures told by pointing back: "Russia said that it got the same number".

Belongs here: giving such words the figure of the sentence before. Not here: the same number within one sentence
(`flows/counterparts.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assets.extract.language.lexicon import UNTOLD, Lexicon
from assets.extract.language.text import Text
from assets.extract.mentions.groups import EACH_REACH, Group
from assets.extract.mentions.mentions import Mentions

BACK = 2  # sentences between a figure and the words that point to it


def resolve_back_references(text: Text, sentences: list[Mentions], lexicon: Lexicon) -> None:
    """Adds to each sentence without a figure of its own the people that its "same number" stands for."""
    for number, mentions in enumerate(sentences):
        if mentions.has_cue("reciprocity.so_many"):
            _count_so_many(mentions, sentences[max(0, number - BACK) : number])
        if not mentions.has_cue("reciprocity.same_number"):
            continue
        cue = next(iter(mentions.same_number()), None)
        if cue is None or any(g.count is not None for g in mentions.groups) or _is_multiple(text, cue[0], lexicon):
            continue
        meant = _figure_before(sentences[max(0, number - BACK) : number]) or _main_figure(sentences[:number])
        if meant is None:
            continue
        beside = [g for g in mentions.groups if g.first < cue[1] and cue[0] < g.last]
        if not beside:
            mentions.groups.append(
                replace(meant, first=cue[0], last=cue[1], category=UNTOLD, nations=(), origin=(), each=False)
            )
        for group in beside:  # `as many Russians`
            mentions.groups[mentions.groups.index(group)] = replace(group, count=meant.count, bound=meant.bound)
        mentions.groups.sort(key=lambda group: group.first)


def _count_so_many(mentions: Mentions, before: Sequence[Mentions]) -> None:
    """`It ended with 215. That many Ukrainians crossed over`: the figure told last before the words."""
    start, end = mentions.cues.spans("reciprocity.so_many")[0]
    told = [g for m in (*before, mentions) for g in m.groups if g.count and g.last <= start]
    beside = next((g for g in mentions.groups if g.first <= end and start < g.last and g.count is None), None)
    if not told:
        return
    meant = told[-1]
    if beside is not None:
        counted = replace(beside, count=meant.count, bound=meant.bound, bare=False)
        mentions.groups[mentions.groups.index(beside)] = counted
    elif any(0 <= verb.index - end <= 1 for verb in mentions.verbs):  # `so many went to each country`
        each = any(0 <= first - end <= EACH_REACH for first, _ in mentions.cues.spans("reciprocity.each"))
        mentions.groups.append(replace(meant, first=start, last=end, category=UNTOLD, bare=False, each=each))
        mentions.groups.sort(key=lambda group: group.first)


def _is_multiple(text: Text, start: int, lexicon: Lexicon) -> bool:
    """`twice as many`."""
    return start > 0 and lexicon.has("grammar.groups.multiples", text.lowers[start - 1])


def _main_figure(sentences: list[Mentions]) -> Group | None:
    """The people counted first in the report beside a verb of hand-over."""
    told = (g for m in sentences if any(not v.noun for v in m.verbs) for g in m.groups)
    return next((g for g in told if g.count and not (g.bare or g.indefinite)), None)


def _figure_before(sentences: list[Mentions]) -> Group | None:
    """The people counted first in the nearest sentence that counts any, sooner in one with a verb of hand-over."""
    found = [(bool(m.verbs), n, m.groups) for n, m in enumerate(sentences)]
    counted = [(verbs, n, g) for verbs, n, groups in found for g in groups if g.count and not (g.bare or g.indefinite)]
    return max(counted, key=lambda told: told[:2])[2] if counted else None  # of equal ones the first
