"""Categories: what kind of people a transfer is of, where the noun beside its figure leaves that open.

Belongs here: "75 prisoners" told as prisoners of war, as convicts, or as soldiers and civilians by the words around
them. Not here: what a noun means by itself (`mentions/groups.py`), which figure a transfer has (`transfers.py`).
"""

from __future__ import annotations

from collections.abc import Sequence

from assets.extract.events.events import Event
from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.statements.statements import Statement

LEAST_WORDS = 2  # different words of jails and courts about an event that make its prisoners detainees
KINDS = {kind: f"grammar.categories.{kind}" for kind in ("military", "civilian", "detainee")}


def tell_categories(text: Text, event: Event, lexicon: Lexicon) -> None:
    """Fills in the categories of an event's transfers where no noun beside a figure told them."""
    for transfer in event.transfers:
        if transfer.category == "unspecified" and transfer.count:
            transfer.category = _told_category(text, transfer.statement, event.statements, lexicon)
            if transfer.category != "unspecified":
                event.rules.add("transfer.category_told")


def _told_category(text: Text, own: Statement, statements: Sequence[Statement], lexicon: Lexicon) -> str:
    """The category that the sentence of a figure tells, else the sentences about its event; `unspecified` for none."""
    here = _kinds(text, [own], lexicon)
    if here["civilian"] and here["military"]:
        return "mixed"
    if here["captured"] or (here["military"] and not here["detainee"]):
        return "military"
    if here["detainee"]:
        return "detainee"
    around = _kinds(text, statements, lexicon)
    if around["captured"]:
        return "unspecified" if around["civilian"] else "military"
    return "detainee" if around["detainee"] >= LEAST_WORDS and not around["military"] else "unspecified"


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
