"""Events: the hand-overs that a report tells of, with their slots.

Belongs here: the records. Not here: which statement belongs to which event (`joining.py`), filling the slots
(`slots.py`, `transfers.py`), the rows of the tables (`claims.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from assets.extract.flows.directions import Direction, same_side
from assets.extract.language.known_exchanges import KnownExchange
from assets.extract.mentions.dates import DateMention
from assets.extract.persons.handed_over import HandedOver
from assets.extract.places.handover_places import PlaceMention
from assets.extract.statements.statements import Statement
from assets.extract.weighing import Weighed


@dataclass(slots=True)
class Transfer:
    """People of one category in one direction, with the words they rest on.

    `by_rules` is the category by rules, `chance` how likely the figure is right.
    """

    direction: Direction
    category: str
    count: int | None
    bound: str
    claimant: str | None
    first: int
    last: int
    statement: Statement
    explicit: bool = False
    by_rules: str = ""
    chance: float | None = None


@dataclass(slots=True)
class Event:
    """One hand-over that a report tells of.

    `joint` are states listed as one of its sides; `adversaries`: its sides are known to have held people of each other;
    `weighed` is what was weighed for its slots; `doubtful` are the transfers that were left out as likelier wrong.
    """

    focus: bool
    statements: list[Statement] = field(default_factory=list)
    sides: tuple[str, ...] = ()
    joint: set[str] = field(default_factory=set)
    status: str = "proposed"
    date: DateMention | None = None
    place: PlaceMention | None = None
    mediators: tuple[str, ...] = ()
    total: int | None = None
    total_bound: str | None = None
    transfers: list[Transfer] = field(default_factory=list)
    doubtful: list[Transfer] = field(default_factory=list)
    persons: list[HandedOver] = field(default_factory=list)
    confidence: float = 0.0
    rules: set[str] = field(default_factory=set)
    remains: bool = False
    adversaries: bool = False
    anchor: DateMention | None = None
    directions: dict[str, Direction] = field(default_factory=dict)
    weighed: list[Weighed] = field(default_factory=list)
    known: frozenset[KnownExchange] = frozenset()

    @property
    def claimed(self) -> list[Transfer]:
        """The transfers, and those that were left out."""
        return [*self.transfers, *self.doubtful]

    @property
    def in_passing(self) -> bool:
        """Whether of the event only the time is told, beside another one: "their first exchange since October"."""
        return all(s.in_passing for s in self.statements)

    @property
    def told_by_name(self) -> list[HandedOver]:
        """The persons who can make an event: of whom words of hand-over tell, and all where some went each way."""
        both_ways = len({person.direction for person in self.persons if person.direction is not None}) > 1
        return [p for p in self.persons if p.plain or (both_ways and p.direction is not None)]


def parties_of(event: Event) -> list[str]:
    """The parties of the event, sorted: its sides and whoever gave or got people."""
    told = [side for t in event.claimed for side in t.direction if side is not None]
    singles = {code for side in told for code in side.split("+")}
    for side in event.sides[:2] if event.focus or len(singles) < 2 else ():
        if not any(same_side(side, single) for single in singles):
            singles |= set(side.split("+"))
    singles |= event.joint
    return sorted(singles)
