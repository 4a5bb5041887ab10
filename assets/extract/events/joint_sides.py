"""Joint sides: parties that act as one side of an event.

Belongs here: states listed as those in whose prisons people were, known allies. Not here: the two sides of an event
(`pairs.py`), two states that do one thing (`flows/hints.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from assets.extract.events.events import Event
from assets.extract.language.lexicon import Alliance, Lexicon
from assets.extract.language.lexicon_files import HELD
from assets.extract.language.text import Text
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.names import NameMention
from assets.extract.parties.parties import Sides, are_adversaries

FEWEST = 3  # states in a list; two are more often the two sides
ALLIED = 2  # states in a list of known allies
CUSTODY_REACH = 4  # tokens between "prisons" or "held" and the first state
BY_REACH = 2  # tokens between "by" or "from" and the first of two allies: "by both Russia and"


def add_joint_sides(
    text: Text,
    sentences: Sequence[Mentions],
    events: Sequence[Event],
    sides: Sides,
    published: date | None,
    lexicon: Lexicon,
) -> None:
    """`Eight held in the United States, Germany and Poland went home`: all three are sides of the event told of.

    So are states that are known to have exchanged together (`alliance` in `constituencies.toml`).
    """
    for number, mentions in enumerate(sentences):
        for run in _lists(text, mentions, lexicon):
            listed = {sides.side(party.name.codes) for party in run}
            event = _event_of(number, events)
            if not listed.isdisjoint(sides.brokers):
                continue
            if event is not None and any(are_adversaries(a, b, lexicon) for a in listed for b in event.sides[:2]):
                event.joint |= listed
    for event in events:
        for alliance in lexicon.alliances:
            two, allies = event.sides[:2], alliance.states
            if alliance.against in two and not allies.isdisjoint(two) and _holds(alliance, event, published, lexicon):
                told = sentences if alliance.since is None else [s.mentions for s in event.statements]
                event.joint |= allies & {code for m in told for party in m.parties() for code in party.name.codes}


def _holds(alliance: Alliance, event: Event, published: date | None, lexicon: Lexicon) -> bool:
    """Whether the allies exchange together by then: of a state and an armed group only where the group is a side."""
    if alliance.since is None:
        return True
    began = published is not None and published >= alliance.since
    return began and any(_is_group(side, lexicon) for side in event.sides[:2])


def _event_of(number: int, events: Sequence[Event]) -> Event | None:
    """The event that a sentence tells of, else the one told of last before it."""
    before = [(s.number, event) for event in events for s in event.statements if s.number <= number]
    return max(before, key=lambda told: told[0])[1] if before else None


def _lists(text: Text, mentions: Mentions, lexicon: Lexicon) -> Iterator[list[NameMention]]:
    """States told one after the other as those who held or freed people: three or more, or two allies."""
    parties = mentions.parties()
    if len(parties) < ALLIED or mentions.words.isdisjoint(lexicon.words["grammar.joint_sides"]):
        return
    runs: list[list[NameMention]] = []
    for party in parties:
        if runs and _goes_on(text, runs[-1][-1], party, lexicon):
            runs[-1].append(party)
        else:
            runs.append([party])
    for run in runs:
        states = all(lexicon.party_kinds.get(party.name.codes[0]) == "state" for party in run)
        if states and len(run) >= ALLIED and _hold(text, mentions, run, lexicon):
            yield run


def _hold(text: Text, mentions: Mentions, run: Sequence[NameMention], lexicon: Lexicon) -> bool:
    """Whether the words around a list of states tell that they held or freed people."""
    before = text.lowers[max(mentions.sentence.first, run[0].first - CUSTODY_REACH) : run[0].first]
    if len(run) >= FEWEST:
        return any(lexicon.has_any(words, before) for words in HELD)
    if not any({party.name.codes[0] for party in run} == each.states for each in lexicon.alliances):
        return False
    led = lexicon.has_any("grammar.sources", before[-BY_REACH:])
    return led or lexicon.has("grammar.hints.custody", text.word(run[-1].last))


def _goes_on(text: Text, left: NameMention, right: NameMention, lexicon: Lexicon) -> bool:
    """Whether nothing but commas and the like stands between two names."""
    return all(lexicon.has("grammar.parties.between_listed", word) for word in text.lowers[left.last : right.first])


def _is_group(side: str, lexicon: Lexicon) -> bool:
    return all(lexicon.party_kinds.get(code) == "actor" for code in side.split("/"))
