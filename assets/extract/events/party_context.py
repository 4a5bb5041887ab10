"""Context of a party that is no side of an exchange: what stands around its names, as signals that are weighed.

Belongs here: the signals of a party that may have mediated. Not here: their weights (`seeds/reference/weights`), what
rules find (`mediation/mediation.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mediation.mediation import CUES
from assets.extract.mentions.context import cues_beside, words_around
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.names import NameMention
from assets.extract.mentions.triggers import Trigger
from assets.extract.weighing import BY_RULES, Signals

MEDIATION = frozenset(f"cue: {cue}" for cue in CUES - {"mediation.hosting"})  # who hosts may mediate, too
NOT_THOUGH_TOLD = "not though told beside"
EARLY = 3  # sentences of heading and lead
OFTEN = 4


def mention_signals(
    text: Text,
    sentences: list[tuple[Mentions, list[Trigger]]],
    told: Collection[int],
    sides: Collection[str],
) -> dict[str, dict[int, Signals]]:
    """What stands around each party that a report names and that is none of its sides, by code and sentence.

    `told` are the sentences that tell of a hand-over, `sides` the codes of the parties that exchange.
    """
    found: dict[str, dict[int, Signals]] = defaultdict(dict)
    for number, (mentions, triggers) in enumerate(sentences):
        parties = [
            (name, code)
            for name in mentions.parties()
            for code in name.name.codes
            if code not in sides and not _is_of_name(text, name, mentions.lexicon)
        ]
        if not parties:
            continue
        of_sentence = dict.fromkeys(cues_beside(mentions), 1.0)
        for signal in _place_in_report(number, triggers, told):
            of_sentence[signal] = 1.0
        for name, code in parties:
            signals = found[code].setdefault(number, of_sentence.copy())
            signals[f"as: {name.name.form}"] = 1.0
            for word in words_around(text, mentions, name.first, name.last):
                signals[word] = 1.0
    return found


def _is_of_name(text: Text, name: NameMention, lexicon: Lexicon) -> bool:
    """`the Barbados Agreement`, `the Geneva Conventions`: what is called after a state where it was signed."""
    if not lexicon.has("mediation.words.named_after", text.word(name.last)):
        return False
    return name.name.form != "adjective" and lexicon.party_kinds.get(name.name.codes[0]) == "state"


def party_signals(code: str, of_sentences: Mapping[int, Signals], lexicon: Lexicon, *, by_rules: bool) -> Signals:
    """The signals of a party: of all its mentions, which party it is, and whether rules take it for a mediator.

    `NOT_THOUGH_TOLD`: a sentence that names it speaks of mediation, and the rules give that to somebody else.
    """
    signals: Signals = {}
    for of_sentence in of_sentences.values():
        signals.update(of_sentence)
    said = "yes" if by_rules else "no" if MEDIATION.isdisjoint(signals) else NOT_THOUGH_TOLD
    of_party = (f"is: {code}", f"kind: {lexicon.party_kinds.get(code)}", f"sentences: {min(OFTEN, len(of_sentences))}")
    for name in (*of_party, f"{BY_RULES}{said}"):
        signals[name] = 1.0
    return signals


def _place_in_report(number: int, triggers: Sequence[Trigger], told: Collection[int]) -> Iterator[str]:
    if number in told:
        yield "told"
    if number - 1 in told or number + 1 in told:
        yield "beside what is told"
    if any(trigger.mutual for trigger in triggers):
        yield "exchange"
    if number < EARLY:
        yield "early"
