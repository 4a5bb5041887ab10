"""Mediators: which parties brokered which event, weighed over all that a report says of them.

Belongs here: bringing what rules find and what stands around the names together. Not here: what one sentence credits
to whom (`mediation/mediation.py`), the features (`party_context.py`, `mediator_signals.py`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from assets.extract.events.events import Event
from assets.extract.events.mediator_signals import Standing, event_signals, standings_of
from assets.extract.events.party_context import mention_signals, party_signals
from assets.extract.flows.directions import parts
from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mediation.mediation import CUES, find_mediators, find_own_role
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.triggers import Trigger
from assets.extract.parties.parties import Sides
from assets.extract.weighing import Signals, is_likely

SLOT: Final = "mediators"


@dataclass(slots=True)
class Brokering:
    """A party that may have brokered an event, with all that speaks for it and against it."""

    event: Event
    code: str
    signals: Signals


def give_mediators(
    text: Text,
    sentences: list[tuple[Mentions, list[Trigger]]],
    told: Collection[int],
    events: Sequence[Event],
    sides: Sides,
    published: date | None,
    lexicon: Lexicon,
) -> list[Brokering]:
    """Puts the mediators of each event, and returns all that was weighed: every party beside its sides."""
    if not events:
        return []
    credited = _credited(text, [mentions for mentions, _ in sentences], events, sides, lexicon)
    named = mention_signals(text, sentences, told, _sides_of_all(events))
    of_parties = {
        code: party_signals(code, of_sentences, lexicon, by_rules=code in credited)
        for code, of_sentences in sorted(named.items())
    }
    weighed = []
    for standing in standings_of(events, published):
        if standing.event.in_passing:
            continue
        of_event = _weighed(standing, named, credited, of_parties)
        weighed += of_event
        taken = [each.code for each in of_event if is_likely(each.signals, lexicon.weights[SLOT])]
        standing.event.mediators = tuple(sorted(taken))
        if not credited.keys() >= set(taken):
            standing.event.rules.add("mediator.weighed")
    return weighed


def _weighed(
    standing: Standing,
    named: Mapping[str, dict[int, Signals]],
    credited: Mapping[str, list[int]],
    of_parties: Mapping[str, Signals],
) -> list[Brokering]:
    """Every party that may have brokered one event: it is none of its sides, and gave and got nobody in it."""
    event = standing.event
    acting = {code for side in event.sides[:2] for code in parts(side)}
    moving = {code for t in event.transfers for side in t.direction for code in parts(side)} - credited.keys()
    return [
        Brokering(event, code, {**signals, **event_signals(standing, code, named[code], credited.get(code, ()))})
        for code, signals in of_parties.items()
        if code not in acting and code not in moving
    ]


def _sides_of_all(events: Sequence[Event]) -> set[str]:
    """The parties that are a side of every event: they brokered none."""
    return set.intersection(*({code for side in event.sides[:2] for code in parts(side)} for event in events))


def _credited(
    text: Text, sentences: Sequence[Mentions], events: Sequence[Event], sides: Sides, lexicon: Lexicon
) -> dict[str, list[int]]:
    """The sentences in which rules find that a party brokered the exchange, by its code."""
    acting = {s.number: event.sides[:2] for event in reversed(events) for s in event.statements}
    found: dict[str, list[int]] = {}
    for number, mentions in enumerate(sentences):
        if CUES.isdisjoint(mentions.cues.by_list):
            continue
        main = acting.get(number, events[0].sides[:2])  # `there Washington stood in the middle`, between two others
        settled = sides if sides.main == main else replace(sides, main=main)
        told = find_mediators(text, mentions, settled, lexicon) or find_own_role(
            text, sentences, number, settled, lexicon
        )
        for code in told:
            found.setdefault(code, []).append(number)
    return found
