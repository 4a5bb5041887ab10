"""Signals: what a report says for an event's being between two of the sides that it names.

Belongs here: which signals a side has, and two sides together. Not here: how much each weighs
(`seeds/reference/weights`), the choice (`pairs.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from math import log1p

from assets.extract.events.events import Event
from assets.extract.flows.directions import parts, same_side
from assets.extract.flows.flows import PAIR
from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mentions.context import words_around
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.names import NameMention
from assets.extract.parties.parties import Sides, are_adversaries, is_organisation, is_place_use
from assets.extract.parties.sides import are_told_together
from assets.extract.records import record
from assets.extract.weighing import BY_RULES, Signals

MOST = 7  # sides of which pairs are made: those named most; a report about twenty states would have 190 pairs
LOWEST = 4  # of the ranks that are told apart
ASIDE = 0.15  # of the namings in the sentences of an event: so few are of bystanders

Pair = tuple[str, str]


@record
class Naming:
    """A side that a sentence names; `told`: the sentence is one that tells of a hand-over."""

    number: int
    mention: NameMention
    side: str
    told: bool


@dataclass(slots=True)
class Scene:
    """A report with all sides that it names.

    `foes` are the known adversaries of each among the others, `told_in` the sentences of hand-overs that name it,
    `together` those told as two: `between A and B`.
    """

    text: Text
    sentences: Sequence[Mentions]
    namings: Sequence[Naming]
    sides: Sides
    lexicon: Lexicon
    of_report: dict[str, int] = field(init=False)
    foes: dict[str, set[str]] = field(init=False)
    told_in: dict[str, set[int]] = field(init=False)
    together: set[frozenset[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.of_report = _counted(self.namings)
        self.foes = defaultdict(set)
        self.told_in = defaultdict(set)
        for one, other in combinations(self.of_report, 2):
            if not same_side(one, other) and are_adversaries(one, other, self.lexicon):
                self.foes[one].add(other)
                self.foes[other].add(one)
        for naming in self.namings:
            if naming.told:
                self.told_in[naming.side].add(naming.number)
        self.together = {
            frozenset((left.side, right.side))
            for left, right in pairwise(self.namings)
            if left.number == right.number
            and left.side != right.side
            and are_told_together(self.text, left.mention, right.mention, self.lexicon)
        }

    def are_foes(self, one: str, other: str) -> bool:
        """Whether two sides are known adversaries."""
        if one in self.of_report and other in self.of_report:
            return other in self.foes[one]
        return are_adversaries(one, other, self.lexicon)


@dataclass(slots=True)
class Account:
    """What the sentences of one event name: `numbers` are these, `givers` and `receivers` what they hint at."""

    event: Event
    numbers: set[int]
    inside: list[Naming]
    named: dict[str, int]
    givers: set[str]
    receivers: set[str]


def find_namings(sentences: Sequence[Mentions], told: Collection[int], sides: Sides, lexicon: Lexicon) -> list[Naming]:
    """Every naming of a party that may be a side."""
    within = set(told)
    return [
        Naming(number, mention, sides.side(mention.name.codes), number in within)
        for number, mentions in enumerate(sentences)
        for mention in mentions.parties()
        if not is_organisation(mention.name.codes, lexicon)
    ]


def account_of(scene: Scene, event: Event) -> Account:
    """What an event's own sentences name."""
    numbers = {statement.number for statement in event.statements}
    inside = [naming for naming in scene.namings if naming.number in numbers]
    hints = [hint for statement in event.statements for flow in statement.flows for hint in flow.hints]
    givers = {hint.giver for hint in hints if hint.giver}
    return Account(event, numbers, inside, _counted(inside), givers, {hint.receiver for hint in hints if hint.receiver})


def is_plain(scene: Scene, account: Account) -> bool:
    """Whether the rules' two sides have fought each other and nobody else is named beside them more than in passing."""
    two = account.event.sides[:2]
    if len(two) < PAIR or not scene.are_foes(*two):
        return False
    aside = max((count for side, count in account.named.items() if side not in two), default=0)
    return aside <= ASIDE * len(account.inside)


def pairs_of(of_sides: Iterable[str]) -> Iterator[Pair]:
    """Every two sides that share no party."""
    return (pair for pair in combinations(sorted(of_sides), 2) if not same_side(*pair))


def _counted(namings: Iterable[Naming]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for naming in namings:
        counts[naming.side] = counts.get(naming.side, 0) + 1
    return counts


# --- what speaks for a side -------------------------------------------------------------------------------------------


def side_signals(scene: Scene, account: Account) -> dict[str, Signals]:
    """The signals of each side that may be one of the event's."""
    candidates = _foremost(scene, account)
    meant = {side: _meant(side, candidates) for side in scene.of_report}
    found: dict[str, Signals] = {side: {} for side in candidates}
    for naming in scene.namings:
        if not meant[naming.side]:
            continue
        told = (
            _of_naming(scene, naming) if naming.number in account.numbers else _of_naming_aside(naming, account.numbers)
        )
        signals = dict.fromkeys(told, 1.0)
        for side in meant[naming.side]:
            found[side].update(signals)
    for side in _nations(scene, account.event):
        for one in meant.get(side, ()):
            found[one]["nation"] = 1.0
    most = sorted(account.named, key=lambda side: -account.named[side])  # of those named as often the first
    ranked = {side: rank for rank, side in enumerate(most[:LOWEST])}
    for side, of_side in found.items():
        for name in _of_side(scene, account, side):
            of_side[name] = 1.0
        of_side[f"rank: {ranked.get(side, LOWEST)}"] = 1.0
        of_side["share of event"] = account.named.get(side, 0) / max(1, len(account.inside))
        of_side["share of report"] = scene.of_report.get(side, 0) / max(1, len(scene.namings))
    return found


def _foremost(scene: Scene, account: Account) -> list[str]:
    """The sides that are weighed: those of the event by the rules, and those named most."""
    of_event, of_report = max(1, len(account.inside)), max(1, len(scene.namings))
    known = account.event.sides

    def rank(side: str) -> tuple[float, str]:
        named = account.named.get(side, 0) / of_event + scene.of_report.get(side, 0) / of_report
        return -(side in known[:2]) - named, side

    return sorted({*scene.of_report, *known}, key=rank)[:MOST]


def _meant(side: str, candidates: Iterable[str]) -> list[str]:
    """The candidates that a naming of a side means: `DPR` is part of `DPR/LPR`."""
    own = parts(side)
    return [candidate for candidate in candidates if candidate == side or not own.isdisjoint(parts(candidate))]


def _of_naming(scene: Scene, naming: Naming) -> Iterator[str]:
    """What the words around a naming in a sentence of the event say."""
    mentions, mention = scene.sentences[naming.number], naming.mention
    first, form = mentions.sentence.first, mention.name.form
    yield f"as: {form}"
    if form != "adjective" and not is_place_use(scene.text, mention, first, scene.lexicon):
        yield "acting"
    if naming.number == 0:
        yield "headline"
    yield from words_around(scene.text, mentions, mention.first, mention.last)


def _of_naming_aside(naming: Naming, numbers: Collection[int]) -> Iterator[str]:
    """What a naming in a sentence that is none of the event's says."""
    if naming.told:
        yield "told elsewhere"
    elif naming.number - 1 in numbers or naming.number + 1 in numbers:
        yield "beside what is told"
    if naming.number == 0:
        yield "headline"


def _nations(scene: Scene, event: Event) -> Iterator[str]:
    """The sides whose people change hands."""
    return (
        scene.sides.side((nation,))
        for statement in event.statements
        for flow in statement.flows
        if flow.group is not None
        for nation in flow.group.nations
    )


def _of_side(scene: Scene, account: Account, side: str) -> Iterator[str]:
    """Which side it is, whom it has fought, and what the rules take it for."""
    lexicon, codes, event = scene.lexicon, parts(side), account.event
    foes = scene.foes[side]
    yield from (f"kind: {lexicon.party_kinds.get(code)}" for code in codes)
    yield f"foes: {min(2, len(foes))}"
    if not foes.isdisjoint(event.sides[:2]):
        yield "foe of a side"
    if any(foe in account.named for foe in foes):
        yield "foe in the event"
    if any(same_side(side, other) for statement in event.statements for other in statement.pair):
        yield "in the pair of a sentence"
    if not codes.isdisjoint(scene.sides.brokers):
        yield "brokered"
    if not codes.isdisjoint(lexicon.brokers):
        yield "brokers often"
    place = next((n for n, known in enumerate(event.sides) if same_side(known, side)), "none")
    yield f"{BY_RULES}side {place}"
    yield f"{BY_RULES}side {place}{_of_focus(event)}"


def _of_focus(event: Event) -> str:
    return "" if event.focus else ", in passing"


# --- what speaks for two of them together -----------------------------------------------------------------------------


def pair_signals(scene: Scene, account: Account, pair: Pair) -> Signals:
    """The signals of two sides together."""
    found = dict.fromkeys(_of_pair(scene, account, pair), 1.0)
    shared = scene.told_in[pair[0]] & scene.told_in[pair[1]]
    found["named in one sentence" if shared else "never named in one sentence"] = 1.0
    found["sentences shared"] = log1p(len(shared) + len(shared & account.numbers))
    return found


def _of_pair(scene: Scene, account: Account, pair: Pair) -> Iterator[str]:
    lexicon, event = scene.lexicon, account.event
    kinds = " and ".join(sorted({_kind(side, lexicon) for side in pair}))
    foes = scene.are_foes(*pair)
    yield f"kinds: {kinds}"
    yield f"kinds: {kinds}, {'foes' if foes else 'no foes'}"
    if foes:
        yield "foes of each other"
    if any(lexicon.opponents.get(code) in parts(other) for a, other in (pair, pair[::-1]) for code in parts(a)):
        yield "a group and its state"
    if frozenset(pair) in scene.together:
        yield "told together"
    if any(pair[0] in statement.pair and pair[1] in statement.pair for statement in event.statements):
        yield "pair of a sentence"
    if any(a in account.givers and b in account.receivers for a, b in (pair, pair[::-1])):
        yield "a giver and a receiver"
    elif (account.givers or account.receivers) and (account.givers | account.receivers).isdisjoint(pair):
        yield "neither gives or receives"
    of_main, of_event = len({*pair} & {*scene.sides.main[:2]}), len({*pair} & {*event.sides[:2]})
    yield f"{BY_RULES}{of_main} of the main pair"
    yield f"{BY_RULES}{of_event} of the pair"
    yield f"{BY_RULES}{of_event} of the pair{_of_focus(event)}"


def _kind(side: str, lexicon: Lexicon) -> str:
    return "group" if any(lexicon.party_kinds.get(code) == "actor" for code in parts(side)) else "state"
