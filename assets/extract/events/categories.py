"""Categories: what kind of people a transfer is of, weighed by the words around it.

Belongs here: "75 prisoners" told as prisoners of war, as convicts, or as soldiers and civilians by the words around
them, and the choice among the kinds. Not here: what a noun means by itself (`mentions/groups.py`), the signals
(`category_signals.py`), which figure a transfer has (`transfers.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from assets.extract.events.category_signals import Told, category_signals, report_signals
from assets.extract.events.events import Event, Transfer
from assets.extract.language.lexicon import CATEGORIES, UNTOLD, Lexicon
from assets.extract.language.text import Text
from assets.extract.statements.statements import Statement

SLOT: Final = "categories"
REMAINS: Final = "remains"

LEAST_WORDS = 2  # different words of jails and courts about an event that make its prisoners detainees
KINDS = {kind: f"grammar.categories.{kind}" for kind in ("military", "detainee")}


def tell_categories(text: Text, events: Sequence[Event], lexicon: Lexicon) -> None:
    """Gives each figure of living people its likeliest category; two of one direction keep different ones."""
    of_report: list[float] = []
    for event in events:
        for transfer in event.transfers:
            transfer.by_rules = _by_rules(text, event, transfer, lexicon)
        for transfer in event.transfers:
            if is_weighed(transfer):
                of_report = of_report or weigh_categories(report_signals(text), lexicon)
                of_transfer = weigh_categories(category_signals(text, event, transfer), lexicon)
                _take_likeliest(event, transfer, [a + b for a, b in zip(of_report, of_transfer, strict=True)])


def is_weighed(transfer: Transfer) -> bool:
    """Whether the category is left to weights: the dead are told from the living by rules."""
    return bool(transfer.count) and transfer.by_rules != REMAINS


def _take_likeliest(event: Event, transfer: Transfer, weights: Sequence[float]) -> None:
    taken = {t.category for t in event.transfers if t is not transfer and t.direction == transfer.direction}
    weight_of = dict(zip(CATEGORIES, weights, strict=True))
    left = [category for category in CATEGORIES if category not in taken]
    category = max(left, key=lambda category: weight_of[category], default=transfer.category)
    if category != transfer.category:
        transfer.category = category
        event.rules.add("transfer.category_weighed")


def weigh_categories(told: Told, lexicon: Lexicon) -> list[float]:
    """How much signals say for each of the categories, in log-odds."""
    sums = [0.0] * len(CATEGORIES)
    for kind, values in told.items():
        known = lexicon.category_weights.get(kind, {})
        for value in values:
            weights = known.get(value)
            if weights is not None:
                for n, weight in weights:
                    sums[n] += weight
    return sums


def _by_rules(text: Text, event: Event, transfer: Transfer, lexicon: Lexicon) -> str:
    """The category of the noun beside a figure, else the one that the words of its sentence or event tell."""
    if transfer.category != UNTOLD:
        return transfer.category
    return _told_category(text, transfer.statement, event.statements, lexicon)


def _told_category(text: Text, own: Statement, statements: Sequence[Statement], lexicon: Lexicon) -> str:
    """The category that the sentence of a figure tells, else the sentences about its event; `unspecified` for none."""
    here = _kinds(text, [own], lexicon)
    if here["captured"] or (here["military"] and not here["detainee"]):
        return "military"
    if here["detainee"]:
        return "detainee"
    around = _kinds(text, statements, lexicon)
    if around["captured"]:
        return "military"
    return "detainee" if around["detainee"] >= LEAST_WORDS else UNTOLD


def _kinds(text: Text, statements: Sequence[Statement], lexicon: Lexicon) -> dict[str, int]:
    """How many different words of each kind the sentences have; `captured` for prisoners of war."""
    words = frozenset().union(*(s.mentions.words for s in statements))
    counts = {kind: len(words & lexicon.words[group]) for kind, group in KINDS.items()}
    spans = [(s.mentions.sentence.first, s.mentions.sentence.last) for s in statements] if "war" in words else []
    counts["captured"] = sum(_tells_of_prisoners_of_war(text, *span, lexicon) for span in spans)
    return counts


def _tells_of_prisoners_of_war(text: Text, first: int, last: int, lexicon: Lexicon) -> bool:
    return any(
        text.lowers[index] == "war" and lexicon.has("grammar.categories.captives", text.lowers[index - 2])
        for index in range(first + 2, last)
    )
