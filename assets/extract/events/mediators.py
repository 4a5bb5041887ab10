"""Mediators: which parties brokered which event, weighed over all that a report says of them.

Belongs here: bringing what rules find and what stands around the names together. Not here: what one sentence credits
to whom (`mediation/mediation.py`), the features (`party_context.py`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from assets.extract.events.events import Event
from assets.extract.events.party_context import mention_signals, party_signals
from assets.extract.flows.directions import parts
from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mediation.mediation import find_mediators, find_own_role
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.triggers import Trigger
from assets.extract.parties.parties import Sides
from assets.extract.weighing import Weighed, is_likely, weigh

DISTANCE = 12  # sentences between what was told of an exchange and who brokered it
SLOT = "mediators"


def give_mediators(
    text: Text,
    sentences: list[Mentions],
    triggers: list[list[Trigger]],
    told: Collection[int],
    events: list[Event],
    sides: Sides,
    lexicon: Lexicon,
) -> list[Weighed]:
    """Puts the mediators of each event, and returns all that was weighed."""
    if not events:
        return []
    _add_told_beside(text, sentences, events, sides, lexicon)
    found = {code for event in events for code in event.mediators}
    parts_of_text = list(zip(sentences, triggers, strict=True))
    named = mention_signals(text, parts_of_text, told, _sides_of(events, found))
    weights = lexicon.weights[SLOT]
    weighed = [
        Weighed(SLOT, code, party_signals(code, of_sentences, lexicon, by_rules=code in found))
        for code, of_sentences in sorted(named.items())
    ]
    taken = {each.value for each in weighed if is_likely(each.signals, weights)}
    for event in events:
        event.mediators = tuple(code for code in event.mediators if code in taken)
    for code in sorted(taken - found):
        brokered = _told_with(events, named[code], weights)
        if brokered is not None:
            brokered.mediators = tuple(sorted({*brokered.mediators, code}))
            brokered.rules.add("mediator.weighed")
    return weighed


def _sides_of(events: Sequence[Event], brokers: Collection[str]) -> set[str]:
    """The parties that exchange, and whoever else gave or got people and is no broker by the rules."""
    sides = {code for event in events for side in event.sides[:2] for code in parts(side)}
    told = {code for event in events for t in event.transfers for side in t.direction for code in parts(side)}
    return sides | (told - set(brokers))


def _told_with(events: list[Event], of_sentences: Mapping[int, set[str]], weights: dict[str, float]) -> Event | None:
    """The event of the sentence that speaks most for the mediation, or of the one told before it; else the main one."""
    number = max(of_sentences, key=lambda n: (weigh(dict.fromkeys(sorted(of_sentences[n]), 1.0), weights), -n))
    here = next((e for e in events for s in e.statements if s.number == number), None)
    return here or _told_before(events, number, points=True) or next(iter(events), None)


def _add_told_beside(
    text: Text, sentences: list[Mentions], events: list[Event], sides: Sides, lexicon: Lexicon
) -> None:
    """`The United Arab Emirates brokered the deal.`: a sentence of its own, about the event told last before it."""
    joined = {s.number for event in events for s in event.statements}
    for number, mentions in enumerate(sentences):
        if number in joined:
            continue
        found = find_mediators(text, mentions, sides, lexicon) or find_own_role(text, sentences, number, lexicon)
        if not found:
            continue
        points = lexicon.has_any("grammar.mediation.pointing", mentions.words)
        event = _told_before(events, number, points=points)
        if event is not None:
            event.mediators = tuple(sorted({*event.mediators, *found}))


def _told_before(events: list[Event], number: int, *, points: bool) -> Event | None:
    """The event told last before a sentence; the main one where the sentence stands before all that is told.

    What is told in passing is left behind by the sentence after it, unless that points back.
    """
    before = [
        (s.number, e)
        for e in events
        for s in e.statements
        if s.number < number and (e.focus or (points and s.number == number - 1))
    ]
    last, event = max(before, key=lambda item: item[0], default=(number, events[0] if events else None))
    return event if number - last <= DISTANCE else None
