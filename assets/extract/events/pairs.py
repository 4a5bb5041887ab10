"""Pairs: which two sides each event is between, weighed over every two that the report names.

Belongs here: the choice. Not here: what speaks for a pair (`pair_signals.py`), which sides the report is mainly about
(`parties/sides.py`), which party a name means (`parties/parties.py`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from assets.extract.events.events import Event
from assets.extract.events.pair_signals import (
    Account,
    Pair,
    Scene,
    account_of,
    find_namings,
    is_plain,
    pair_signals,
    pairs_of,
    side_signals,
)
from assets.extract.flows.flows import PAIR
from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mentions.mentions import Mentions
from assets.extract.parties.parties import Sides, are_adversaries
from assets.extract.weighing import Signals, weigh

SLOT: Final = "sides"
MARGIN: Final = 0.3  # the rules' pair stays where another weighs hardly more


@dataclass(slots=True)
class PairChoice:
    """The pairs that an event may be between, each with the signals of both sides and those of the two together."""

    event: Event
    sides: dict[str, Signals]
    pairs: dict[Pair, Signals]

    def signals(self, pair: Pair) -> Signals:
        """All that speaks for a pair: what speaks for both sides counts twice."""
        together = dict(self.pairs[pair])
        for side in pair:
            for name, value in self.sides[side].items():
                together[name] = together.get(name, 0.0) + value
        return together


def choose_pairs(
    text: Text,
    sentences: Sequence[Mentions],
    told: Collection[int],
    events: Sequence[Event],
    sides: Sides,
    lexicon: Lexicon,
) -> list[PairChoice]:
    """Gives each event the two sides for which most speaks, and returns all that was weighed.

    There is nothing to choose where the report names but two sides, or an event's are plain.
    """
    namings = find_namings(sentences, told, sides, lexicon)
    if len({naming.side for naming in namings} | {side for event in events for side in event.sides}) <= PAIR:
        return []
    scene = Scene(text, sentences, namings, sides, lexicon)
    accounts = [account_of(scene, event) for event in events]
    choices = [_options(scene, account) for account in accounts if not is_plain(scene, account)]
    for choice in choices:
        _choose(choice, lexicon)
    return choices


def follow_transfers(event: Event, lexicon: Lexicon) -> None:
    """`offered to free 20 Ukrainians if Washington lifts sanctions`: those who give and get are the sides."""
    told = {side for transfer in event.transfers for side in transfer.direction if side is not None}
    two = tuple(sorted(told))
    if len(two) == PAIR and told != set(event.sides[:PAIR]) and are_adversaries(two[0], two[1], lexicon):
        event.sides = two
        event.rules.add("sides.of_transfers")


def _options(scene: Scene, account: Account) -> PairChoice:
    of_sides = side_signals(scene, account)
    pairs = {pair: pair_signals(scene, account, pair) for pair in pairs_of(of_sides)}
    return PairChoice(account.event, of_sides, pairs)


def _choose(choice: PairChoice, lexicon: Lexicon) -> None:
    event, weights = choice.event, lexicon.weights[SLOT]
    of_sides = {side: weigh(signals, weights) for side, signals in choice.sides.items()}
    sums = {
        pair: sum(of_sides[side] for side in pair) + weigh(signals, weights) for pair, signals in choice.pairs.items()
    }
    by_rules = next((pair for pair in sums if set(pair) == set(event.sides[:PAIR])), None)
    best = max(sums, key=lambda pair: (sums[pair] + (MARGIN if pair == by_rules else 0.0), pair), default=None)
    if best is not None and best != by_rules:
        event.sides = (*(s for s in event.sides if s in best), *(s for s in best if s not in event.sides))
        event.rules.add("sides.weighed")
