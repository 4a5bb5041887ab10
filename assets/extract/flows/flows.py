"""Flows: people whom a sentence lets change hands, with the hints at who gave and who got them.

Belongs here: the records that the reading of a sentence fills, and what that reading looks at. Not here: the reading
(`frames.py` and the modules that it calls).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mentions.groups import Group
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.names import NameMention
from assets.extract.mentions.persons import PersonMention
from assets.extract.mentions.verbs import VerbMention
from assets.extract.parties.parties import Sides

PAIR = 2  # the sides of an exchange, its directions, people who are exchanged for each other
NO_PEOPLE_REACH = 8  # tokens between a verb and nobody: "gave the Polisario Front not even one fighter"
BESIDE_VERB = 2  # tokens between a verb and a figure without a noun: "freed another 15"
BEFORE_VERB = 3  # the same for its subject: "14 had already come home"
# The rules of the hint that people of a third country go there: between an armed group and a state, and otherwise.
FOREIGNERS = "frame.foreigners"  # of a third country, between a group and the state that it fights
VOLUNTEERS = "frame.volunteers"  # of a third country, between two states
HOSTAGES = "frame.foreign_hostages"  # of a third country, whom a group that fights another state lets go
FOREIGN = (FOREIGNERS, VOLUNTEERS)
NATION = ("frame.nation", HOSTAGES, *FOREIGN)  # the rules of the hint that people go to their nation
OF_THIRD = frozenset((HOSTAGES, *FOREIGN))  # the rules of the hint that people go to a third country
SPEAKER = "frame.speaker"  # the rule of the hint that who tells of a return got the people
KNOWN = "frame.known"  # the rule of the hint of a figure of a known exchange
SHARE = "frame.share"  # the rule of the hint of a figure that stands beside its side
DIRECT_REACH = 4  # tokens between "an American" and "was freed"


@dataclass(slots=True)
class Hint:
    """One hint at a direction: a side that gave or got the people, and how strongly the words say so."""

    giver: str | None
    receiver: str | None
    weight: float
    rule: str


@dataclass(slots=True)
class Flow:
    """People (a group or a person) that a sentence lets change hands.

    `counterpart_of` are the people for whom they are exchanged (who are `exchanged_for` somebody, too), `listed_after`
    the first group of the list they are in. `in_exchange`: the sentence speaks of an exchange; `beside_others`: it
    tells of other people, too; `given_to`: a passive verb has a side for its receiver; `beside_group`: the
    counted people beside whom somebody named stands in a list; `kinds`: soldiers and civilians of which the people are
    said to consist. `way` is the direction, once the
    whole event has told it.
    """

    first: int
    last: int
    group: Group | None = None
    person: PersonMention | None = None
    verb: VerbMention | None = None
    role: str = ""
    hints: list[Hint] = field(default_factory=list)
    counterpart_of: Flow | None = None
    listed_after: Flow | None = None
    exchanged_for: bool = False
    both_ways: bool = False
    overall: bool = False
    subset: bool = False
    not_handed: bool = False
    in_exchange: bool = False
    beside_others: bool = False
    given_to: bool = False
    beside_group: Group | None = None
    kinds: tuple[Flow, ...] = ()
    rules: set[str] = field(default_factory=set)
    way: tuple[str | None, str | None] | None = None

    @property
    def hints_at_side(self) -> bool:
        """Whether anything tells who gave the people or who got them."""
        return bool(self.hints) and any(hint.giver or hint.receiver for hint in self.hints)

    @property
    def count(self) -> int | None:
        """How many people, where a group with a figure."""
        return self.group.count if self.group is not None else None


@dataclass(slots=True)
class SentenceContext:
    """What the rules for one sentence look at; `parties` are its parties that may be a side, outside of the flows.

    `topic` is the side that "it" or "they" means, `speaker` the one that says what the sentence tells. The sentence has
    the tokens `first` up to, not including, `last`; `lowers` are the lower-case tokens of the whole text.
    `actors` are the parties that may be subjects, once a rule has asked for them; `named` the sides of `parties`.
    """

    text: Text
    mentions: Mentions
    flows: list[Flow]
    parties: list[NameMention]
    sides: Sides
    topic: str | None
    speaker: str | None
    lexicon: Lexicon
    actors: list[NameMention] | None = field(init=False, default=None)
    named: list[str] = field(init=False)
    first: int = field(init=False)
    last: int = field(init=False)
    lowers: list[str] = field(init=False)

    def __post_init__(self) -> None:
        sentence = self.mentions.sentence
        self.first, self.last, self.lowers = sentence.first, sentence.last, self.text.lowers
        self.named = [self.sides.side(party.name.codes) for party in self.parties]

    @property
    def ours(self) -> str | None:
        """The side that "we" means, where the one who speaks is of one of the two."""
        speaker = self.speaker or self.topic
        return speaker if speaker in self.sides.main[:2] else None

    @property
    def theirs(self) -> str | None:
        """The side opposite to that which "we" means."""
        ours = self.ours
        return next((side for side in self.sides.main[:2] if ours is not None and side != ours), None)

    def before(self, index: int, count: int) -> list[str]:
        """The lower-case tokens, at most `count`, that stand before a token in the sentence."""
        return self.text.lowers[max(self.first, index - count) : index]

    def side(self, party: NameMention) -> str:
        """The side that the name of a party means in this report."""
        return self.sides.side(party.name.codes)

    def has_party_between(self, first: int, last: int) -> bool:
        """Whether a party begins between two tokens."""
        return any(first <= party.first < last for party in self.parties)


def is_of_dead(flow: Flow) -> bool:
    """Whether bodies are counted."""
    return flow.group is not None and flow.group.category == "remains"


def is_counted(flow: Flow) -> bool:
    """Whether the flow's group is one whose figure is that of people who change hands."""
    group = flow.group
    if group is None or flow.subset or flow.not_handed or (group.count == 0 and _is_nobody_else(flow)):
        return False
    if group.indefinite and flow.listed_after is None and not _is_direct(flow):
        return False
    if flow.verb is not None or flow.counterpart_of is not None or flow.both_ways or flow.overall:
        return True
    rules = {hint.rule for hint in flow.hints}
    if SHARE in rules or KNOWN in rules:
        return True
    if group.bare:
        return False
    if flow.exchanged_for and not group.indefinite:
        return True
    whose = bool(rules & {"frame.forces", "frame.own", *NATION})
    return whose and (flow.in_exchange or "frame.held" in rules or is_of_dead(flow))


def _is_nobody_else(flow: Flow) -> bool:
    """Whether `nobody` and the like are not right beside a verb of hand-over: `nobody was hurt`, `none of them`."""
    return flow.verb is None or flow.first - flow.verb.index > NO_PEOPLE_REACH


def is_surely_people(flow: Flow) -> bool:
    """Whether the group has its noun, or its figure stands beside a verb that means a hand-over by itself."""
    return flow.group is not None and (not flow.group.bare or _is_beside_verb(flow))


def _is_beside_verb(flow: Flow) -> bool:
    """`it freed another 15`, `14 had already come home`: a figure without a noun, object or subject of its verb."""
    verb = flow.verb
    if verb is None or verb.sense.needs == "sides":
        return False
    if flow.role == "object":
        return 0 <= flow.first - verb.last <= BESIDE_VERB
    return 0 <= verb.index - flow.last <= BEFORE_VERB


def _is_direct(flow: Flow) -> bool:
    """Whether one unnamed person stands right beside the verb of hand-over, or opposite somebody."""
    if flow.given_to or is_of_dead(flow):
        return True  # nobody but the dead is told of by their bodies
    if flow.counterpart_of is not None or flow.exchanged_for:
        return True
    if any(hint.rule in {SHARE, "frame.gapping"} for hint in flow.hints):
        return True
    if flow.verb is None or flow.verb.noun:
        return False
    gap = flow.verb.index - flow.last if flow.role == "subject" else flow.first - flow.verb.last
    return gap <= DIRECT_REACH
