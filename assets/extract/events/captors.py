"""Captors: the state that gives an armed group its people back where the group lets hostages of a third country go.

Belongs here: which state that is, and which figures it gave. Not here: whom the words tell as the giver
(`flows/hints.py`), which two sides an event is between (`pairs.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assets.extract.events.events import Event
from assets.extract.events.evidence import acting_sides
from assets.extract.flows.directions import Direction, same_side
from assets.extract.flows.flows import PAIR
from assets.extract.language.lexicon import Lexicon
from assets.extract.parties.parties import are_adversaries


def give_by_captors(event: Event, published: date | None, lexicon: Lexicon) -> None:
    """`freed three Indians for eleven commanders`: nobody tells who gave the eleven, so the state that holds them did.

    The country of the hostages holds some itself where it has fought the group, unless the event tells of the state.
    """
    for group, other in _groups(event, lexicon):
        state = _fought_at_home(group, published, lexicon)
        if state is None or same_side(state, other):
            continue
        at_war = are_adversaries(other, group, lexicon) or _has_soldiers(event, (group, other))
        if at_war and not any(state in acting_sides(s) for s in event.statements):
            continue
        hints = [hint for s in event.statements for flow in s.flows for hint in flow.hints]
        given = [t for t in event.transfers if t.direction == (other, group)]
        for transfer in given if not any(hint.giver == other for hint in hints) else ():
            transfer.direction = (state, group)
            event.rules.add("direction.captor")


def _groups(event: Event, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """An armed group that is a side, and the state that is the other."""
    two = event.sides[:PAIR]
    for group, other in (two, two[::-1]) if len(two) == PAIR else ():
        if lexicon.party_kinds.get(group) == "actor" and lexicon.party_kinds.get(other) == "state":
            yield group, other


def _fought_at_home(group: str, published: date | None, lexicon: Lexicon) -> str | None:
    """The state that the group fights, unless it governs it by then."""
    since = lexicon.governing_since.get(group)
    if since is not None and published is not None and published >= since:
        return None
    by_rebels = (state for state, groups in lexicon.rebels.items() if group in groups)
    return lexicon.opponents.get(group) or next(by_rebels, None)


def _has_soldiers(event: Event, way: Direction) -> bool:
    """`the Taliban released 12 Pakistani soldiers`: no hostages."""
    return any(t.direction == way and t.category == "military" for t in event.transfers)
