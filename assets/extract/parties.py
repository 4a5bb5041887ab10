"""Which parties a report is about: the sides of its exchange, and how its names map to them.

Belongs here: choosing the sides from all mentions, resolving "the rebels" and "Palestinian" to the side they stand
for. Not here: who released whom (`frames.py`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass, field

from assets.extract.lexicon import Lexicon
from assets.extract.mentions import Mentions, NameMention
from assets.extract.text import Text

FORM_WEIGHTS = {"name": 1.0, "seat": 0.6, "group": 1.2, "official": 0.5, "adjective": 0.6, "people": 0.8}
PAIR_BONUS = 3.0  # "Russia and Ukraine", "between A and B": two parties told together
TOGETHER = frozenset(
    ("and", "-", "–", "/", "with", "the", "&", "'s", "to", "for", "government", "authorities", "army", "forces")
)
TOGETHER_REACH = 5  # tokens: "the Yemeni government and the Houthis"
LEAD_SENTENCES = 3
SPEAKER_WEIGHT = 0.5  # "Qatar announced that ...": who tells of it need not be a side
ASIDE_WEIGHT = 0.12  # a sentence that tells of no exchange hints at the sides only where the others leave them open
MEDIATOR_WEIGHT = 0.1  # who brokered the exchange is seldom also a side of it
OPPONENT_WEIGHT = 0.5  # an armed group exchanges with the state that it fights sooner than with a bystander
THIRD_SIDE = 0.7  # a third side is named nearly as often as the second
LEAD_BONUS = 1.5  # the lead names the sides; what comes later is often background


@dataclass(slots=True)
class Sides:
    """The sides of a report's main exchange and the way its party names resolve to sides."""

    main: tuple[str, ...] = ()
    weights: Counter[str] = field(default_factory=Counter)
    actors: tuple[str, ...] = ()
    aliases: dict[str, str] = field(default_factory=dict)

    def side(self, codes: Iterable[str]) -> str:
        """The side that party codes mean in this report: `DPR/LPR` for both together, the actor for its people."""
        mapped = sorted({self.aliases.get(code, code) for code in codes})
        return "/".join(mapped)


def is_place_use(text: Text, mention: NameMention, first: int) -> bool:
    """Whether a party's name is used as a place: "in Turkey", "near Russia's border"."""
    if mention.name.form not in {"name", "seat"} or mention.first <= first:
        return False
    position = mention.first - 1
    if text.lowers[position] == "the" and position > first:
        position -= 1
    if {"held", "jailed", "detained", "imprisoned", "jail", "prison", "custody", "kept"} & set(
        text.lowers[max(first, position - 2) : position]
    ):
        return False
    return text.lowers[position] in {
        "in",
        "at",
        "near",
        "into",
        "outside",
        "across",
        "inside",
        "through",
        "via",
        "around",
        "throughout",
    }


def is_organisation(codes: Iterable[str], lexicon: Lexicon) -> bool:
    """Whether a name is that of an organisation, which can mediate but is no side."""
    return all(lexicon.party_kinds.get(code) == "organisation" for code in codes)


def find_sides(
    text: Text, sentences: list[Mentions], told: list[int], mediators: Container[str], lexicon: Lexicon
) -> Sides:
    """The sides of the exchange that the sentences `told` (numbers, in order) tell of."""
    sides = Sides()
    _find_actors(sentences, sides, lexicon)
    resolve_generic_actors(text, sentences, sides, lexicon)
    for rank, number in enumerate(told):
        bonus = LEAD_BONUS if rank < LEAD_SENTENCES else 1.0
        _weigh(text, sentences[number], sides, bonus, lexicon)
    for number, mentions in enumerate(sentences):
        if number not in told:
            _weigh(text, mentions, sides, ASIDE_WEIGHT, lexicon)
    for side in sides.weights:
        if side in mediators:
            sides.weights[side] *= MEDIATOR_WEIGHT
    for actor, state in lexicon.opponents.items():
        if sides.weights[actor] > 0 and sides.weights[state] > 0:
            sides.weights[state] += OPPONENT_WEIGHT * sides.weights[actor]
    ranked = [
        side for side, weight in sorted(sides.weights.items(), key=lambda item: (-item[1], item[0])) if weight > 0
    ]
    sides.main = tuple(ranked[:2])
    if len(ranked) == 1 and ranked[0] in lexicon.opponents:
        sides.main = (ranked[0], lexicon.opponents[ranked[0]])
    if len(ranked) > 2 and sides.weights[ranked[2]] >= THIRD_SIDE * sides.weights[ranked[1]]:
        sides.main = tuple(ranked[:3])
    return sides


def _find_actors(sentences: list[Mentions], sides: Sides, lexicon: Lexicon) -> None:
    counts: Counter[tuple[str, ...]] = Counter()
    for mentions in sentences:
        for mention in mentions.parties():
            codes = mention.name.codes
            if all(lexicon.party_kinds.get(code) == "actor" for code in codes):
                counts[codes] += 1
    if not counts:
        return
    joint = [codes for codes in counts if len(codes) > 1]
    best = max(counts, key=lambda codes: (counts[codes], codes))
    sides.actors = joint[0] if joint and set(best) <= set(joint[0]) else best
    for actor in {code for codes in counts for code in codes}:
        for nation in lexicon.constituencies.get(actor, ()):
            if actor in sides.actors:
                sides.aliases[nation] = actor


def resolve_generic_actors(text: Text, sentences: list[Mentions], sides: Sides, lexicon: Lexicon) -> None:
    """`the rebels`: the report's only armed group, where it names one."""
    sides.actors = sides.actors or _rebels_of(sentences, lexicon)
    if not sides.actors:
        return
    from assets.extract.lexicon import Name

    for mentions in sentences:
        covered = {i for m in mentions.names for i in range(m.first, m.last)}
        for start, end, cue in mentions.cues:
            if cue == "generic_actors" and not covered & set(range(start, end)):
                mentions.names.append(
                    NameMention(start, end, Name("party", sides.actors, "group", text.slice(start, end)))
                )
                covered |= set(range(start, end))
        mentions.names.sort(key=lambda m: m.first)


def _rebels_of(sentences: list[Mentions], lexicon: Lexicon) -> tuple[str, ...]:
    """The armed group that "the rebels" of the state named most often are."""
    counts = Counter(code for m in sentences for p in m.parties() for code in p.name.codes if code in lexicon.rebels)
    return lexicon.rebels[max(counts, key=lambda code: (counts[code], code))] if counts else ()


def _weigh(text: Text, mentions: Mentions, sides: Sides, bonus: float, lexicon: Lexicon) -> None:
    parties = [m for m in mentions.parties() if not is_organisation(m.name.codes, lexicon)]
    seen: Counter[str] = Counter()
    for mention in parties:
        side = sides.side(mention.name.codes)
        seen[side] += 1
        weight = FORM_WEIGHTS[mention.name.form] * bonus / seen[side]
        if mention.last < mentions.sentence.last and text.lowers[mention.last] in lexicon.words["speech.verbs"]:
            weight *= SPEAKER_WEIGHT
        if is_place_use(text, mention, mentions.sentence.first):
            continue
        sides.weights[side] += weight
    mutual = any(cue == "exchange_nouns.mutual" for _, _, cue in mentions.cues) or any(
        v.sense.meaning == "exchange" for v in mentions.verbs
    )
    for left, right in zip(parties, parties[1:], strict=False):
        if mutual and told_together(text, left, right):
            for mention in (left, right):
                sides.weights[sides.side(mention.name.codes)] += PAIR_BONUS * bonus / 2


def told_together(text: Text, left: NameMention, right: NameMention) -> bool:
    """Whether two parties are named as a pair: "A and B", "A-B", "A with B", "A, B"."""
    between = text.lowers[left.last : right.first]
    if not between or len(between) > TOGETHER_REACH:
        return False
    return all(word in TOGETHER for word in between)
