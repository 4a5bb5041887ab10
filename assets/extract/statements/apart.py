"""Apart: people of whom the sentence right behind them says that they were no part of the exchange.

Belongs here: "The three Thais came out, too. They were not part of the deal with Israel". Not here: such words in the
sentence of the hand-over itself and what follows from them (`events/same_people.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.persons import PersonMention
from assets.extract.statements.statements import Statement


def set_apart(
    statements: Sequence[Statement], sentences: Sequence[Mentions], persons: Mapping[int, list[PersonMention]]
) -> None:
    """Marks the statements about people of whom the next sentence says that they were no part of the exchange."""
    for statement in statements:
        after = statement.number + 1
        if after < len(sentences) and sentences[after].has_cue("set_apart"):
            named = {flow.person.key for flow in statement.flows if flow.person is not None}
            others = any(person.key not in named for person in persons.get(after, ()))
            statement.apart = not others and _refers_back(sentences[after])


def _refers_back(mentions: Mentions) -> bool:
    """`He was not part of it`, `The contractor was freed ..., and not as part of it`: who they are was told before."""
    start = mentions.cues.spans("set_apart")[0][0]
    words = mentions.text.lowers[mentions.sentence.first : start]
    others = any(group.count for group in mentions.groups) or any(party.first < start for party in mentions.parties())
    return not others and mentions.lexicon.has_any("set_apart.referring", words)
