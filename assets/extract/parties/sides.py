"""The sides of a report's exchange: which two of all the parties that it names.

Belongs here: weighing mentions, known adversaries, brokers. Not here: which party a name means (`parties.py`), who
released whom (`flows/frames.py`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations, pairwise

from assets.extract.language.known_exchanges import Captive
from assets.extract.language.lexicon import Lexicon, Span
from assets.extract.language.text import Text
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.names import NameMention
from assets.extract.parties.parties import Sides, are_adversaries, is_organisation, is_place_use, resolve_names

FORM_WEIGHTS = {"name": 1.0, "seat": 0.6, "group": 1.2, "official": 0.5, "adjective": 0.6, "people": 0.8}
PAIR_BONUS = 3.0  # "Russia and Ukraine", "between A and B": two parties told together
TOGETHER_REACH = 5  # tokens: "the Yemeni government and the Houthis"
LEAD_SENTENCES = 3
SPEAKER_WEIGHT = 0.5  # "Qatar announced that ...": who tells of it need not be a side
OFFICE_REACH = 3  # tokens between a state and the name of its official: "US President Donald Trump"
ASIDE_WEIGHT = 0.12  # a sentence that tells of no exchange hints at the sides only where the others leave them open
MEDIATOR_WEIGHT = 0.1  # who brokered the exchange is seldom also a side of it
BROKER_WEIGHT = 0.3  # a state that mostly brokers, where it is named beside no adversary of its own
PAIR_SHARE = 0.8  # of the weight of the two foremost: two adversaries with so much come first; swept over 0.2 to 0.8
RIVAL_SHARE = 2.0  # another adversary of a group that weighs twice as much as the state it fights is the side
FEW = 5  # adversaries of a side that has been at war with one only, and with the groups that the other backs
EQUAL = 0.9  # weights of two sides that are told of alike
OPPONENT_WEIGHT = 0.7  # an armed group exchanges with the state that it fights sooner than with a bystander
UNNAMED_WEIGHT = 0.2  # so much of it where the report does not name that state: more than a name in passing
THIRD_SIDE = 0.7  # a third side is named nearly as often as the second
CAPTIVE_WEIGHT = 0.3  # for each side of a known captive who is named
LEAD_BONUS = 1.5  # the lead names the sides; what comes later is often background


def find_sides(
    text: Text,
    sentences: list[Mentions],
    told: Sequence[int],
    mediators: Collection[str],
    captives: Sequence[Captive],
    published: date | None,
    lexicon: Lexicon,
) -> Sides:
    """The sides of the exchange that the sentences `told` (numbers, in order) tell of.

    `captives`: those whom they name who are known to have been exchanged.
    """
    sides = Sides()
    resolve_names(text, sentences, sides, captives, published, lexicon)
    weights: dict[str, float] = defaultdict(float)
    for rank, number in enumerate(told):
        bonus = LEAD_BONUS if rank < LEAD_SENTENCES else 1.0
        _weigh(text, sentences[number], sides, weights, bonus, lexicon)
    read = set(told)
    for number, mentions in enumerate(sentences):
        if number not in read:
            _weigh(text, mentions, sides, weights, ASIDE_WEIGHT, lexicon)
    for captive in captives:
        for code in (captive.held_by, captive.of):
            weights[sides.side((code,))] += CAPTIVE_WEIGHT
    named = {side for side, weight in weights.items() if weight > 0}
    sides.foes = frozenset(frozenset(two) for two in combinations(sorted(named), 2) if are_adversaries(*two, lexicon))
    _correct(weights, mediators, sides, published, lexicon)
    sides.main = _main(weights, named, mediators, lexicon)
    _complete_main(text, sentences, sides, mediators, published, lexicon)
    sides.main = _without_volunteers(sides, [sentences[number] for number in told], published, lexicon)
    if set(sides.main) <= set(mediators) and frozenset(sides.main[:2]) not in sides.foes:
        sides.main = ()  # `brokered by Qatar and Norway`, with no word of whose captives they were
    sides.brokers = frozenset(mediators) - frozenset(sides.main[:2])
    sides.acting = frozenset(_acting(text, [sentences[number] for number in told], sides, lexicon))
    return sides


def _complete_main(
    text: Text,
    sentences: list[Mentions],
    sides: Sides,
    mediators: Collection[str],
    published: date | None,
    lexicon: Lexicon,
) -> None:
    """Adds the side that goes without saying, where sentences of hand-overs name one, or one and a bystander."""
    if not sides.main:
        sides.main = _of_war(sentences, published, lexicon)
    if len(sides.main) == 1:
        sides.main = (*sides.main, *_told_as_places(text, sentences, sides, lexicon))
    if len(sides.main) == 1 and not set(sides.main) <= set(mediators):
        sides.main = (*sides.main, *_unsaid(sides.main[0], published, lexicon))
    if len(sides.main) > 1 and not are_adversaries(sides.main[0], sides.main[1], lexicon):
        sides.main = _of_its_war(sides.main, mediators, published, lexicon)


def _told_as_places(text: Text, sentences: list[Mentions], sides: Sides, lexicon: Lexicon) -> list[str]:
    """`The bodies lay in morgues in Russia`, `captives from Cherkasy`: the adversary told of as a place only.

    Only in a report on captives or the dead: courts let foreigners go, too.
    """
    if not _speaks_of_captives(text, lexicon):
        return []
    names = [m for mentions in sentences for m in mentions.names]
    told = Counter(sides.side(m.name.codes) for m in names)
    foes = [side for side in told if are_adversaries(sides.main[0], side, lexicon)]
    return sorted(foes, key=lambda side: (-told[side], side))[:1]


def _of_war(sentences: Sequence[Mentions], published: date | None, lexicon: Lexicon) -> tuple[str, ...]:
    """`86 captives were exchanged in the Zaporizhzhia region`: the war of which only places are named."""
    told = Counter(code for mentions in sentences for m in mentions.names for code in m.name.codes)
    wars = [sorted(war) for war, span in lexicon.wars.items() if _holds(span, published)]
    best = max(wars, key=lambda war: (sum(map(told.__getitem__, war)), war), default=[])
    return tuple(best) if any(told[side] for side in best) else ()


def _without_volunteers(
    sides: Sides, told: Sequence[Mentions], published: date | None, lexicon: Lexicon
) -> tuple[str, ...]:
    """`64 Ukrainian soldiers and an American are home`: a few foreigners among the people of a war make no side."""
    main = sides.main
    wars = (war for war, span in lexicon.wars.items() if _is_of_war(war, main, lexicon) and _holds(span, published))
    war = next(wars, None)
    if war is None:
        return main
    people: Counter[str] = Counter()
    for group in (group for mentions in told for group in mentions.groups if group.nations):
        people[sides.side(group.nations[:1])] += group.count or 0
    own = sum(people[side] for side in war - {*main[:2]} or war)
    strangers = [side for side in main if side not in war]
    if all(0 < people[side] < own for side in strangers):
        return (*(side for side in main if side in war), *sorted(war - {*main}))
    return main


def _is_of_war(war: frozenset[str], main: tuple[str, ...], lexicon: Lexicon) -> bool:
    """Whether a side of a war of two states is among others."""
    if war.isdisjoint(main) or war.issuperset(main):
        return False
    return all(lexicon.party_kinds.get(side) == "state" for side in war | {*main})


def _of_its_war(
    main: tuple[str, ...], mediators: Collection[str], published: date | None, lexicon: Lexicon
) -> tuple[str, ...]:
    """`Polish Radio: 52 Ukrainians exchanged`, `a thousand bodies near the Belarusian border`: bystanders give way."""
    allied = any(each.states == {*main[:2]} for each in lexicon.alliances)  # `freed by Russia and Belarus`
    for side in main[:2]:
        foe = _unsaid(side, published, lexicon)
        alone = allied or lexicon.brokers.issuperset({*main[:2]} - {side})
        if foe and side not in mediators and (alone or len(lexicon.adversaries[side]) <= FEW):
            return (side, *foe)
    return main


def _unsaid(side: str, published: date | None, lexicon: Lexicon) -> list[str]:
    """`Ukraine brings home 95 defenders`: the other side of a war goes without saying; undated pages are of late."""
    foes = lexicon.adversaries.get(side, frozenset())
    if len(foes) == 1:
        return list(foes)
    wars = [war for war, span in lexicon.wars.items() if side in war and _holds(span, published)]
    return [other for war in wars[:1] for other in war if other != side]


def _holds(span: Span, published: date | None) -> bool:
    return span.until is None if published is None else span.holds(published)


def _speaks_of_captives(text: Text, lexicon: Lexicon) -> bool:
    return any(lexicon.has_any(words, text.lowers) for words in ("captivity", "grammar.triggers.remains_nouns"))


def _acting(text: Text, sentences: Iterable[Mentions], sides: Sides, lexicon: Lexicon) -> Iterator[str]:
    """Parties that are named themselves, and not as the place where it happened."""
    for mentions in sentences:
        for mention in mentions.parties():
            if mention.name.form in {"adjective", "people"}:
                continue
            if not is_place_use(text, mention, mentions.sentence.first, lexicon):
                yield sides.side(mention.name.codes)


def _correct(
    weights: dict[str, float], mediators: Collection[str], sides: Sides, published: date | None, lexicon: Lexicon
) -> None:
    """Mediators weigh less; the state that an armed group fights weighs more, or comes in where it is not named."""
    told = {side for side, weight in weights.items() if weight > 0}
    wars = [war for war, span in lexicon.wars.items() if war <= told and _holds(span, published)]
    at_war = {side for war in wars for side in war if lexicon.party_kinds.get(side) == "state"}
    for side in weights:
        if side in mediators:
            weights[side] *= MEDIATOR_WEIGHT
        elif side in lexicon.brokers and not any(are_adversaries(side, other, lexicon) for other in told - at_war):
            weights[side] *= BROKER_WEIGHT
    named = {side for side, weight in weights.items() if weight > 0}
    for actor in sorted(named & lexicon.opponents.keys()):
        state = sides.side((lexicon.opponents[actor],))
        rivals = [weights[side] for side in named - {state} if sides.are_foes(side, actor)]
        if state != actor and max(rivals, default=0.0) <= RIVAL_SHARE * weights[state]:
            weights[state] += (OPPONENT_WEIGHT if state in named else UNNAMED_WEIGHT) * weights[actor]


def _main(
    weights: dict[str, float], named: Collection[str], mediators: Collection[str], lexicon: Lexicon
) -> tuple[str, ...]:
    """The two sides that weigh most, and a third that weighs nearly as much."""
    ranked = sorted((side for side, weight in weights.items() if weight > 0), key=lambda side: (-weights[side], side))
    if len(ranked) > 2:
        ranked = _adversaries_first(ranked, weights, lexicon)
        ranked = _with_adversary(ranked, weights, set(named) - (lexicon.brokers & set(mediators)), lexicon)
        if weights[ranked[2]] >= THIRD_SIDE * weights[ranked[1]]:
            return tuple(ranked[:3])
    return tuple(ranked[:2])


def _adversaries_first(ranked: list[str], weights: dict[str, float], lexicon: Lexicon) -> list[str]:
    """Two known adversaries come before a foremost side that is nobody's: that one told of them or carried them."""
    if any(are_adversaries(ranked[0], other, lexicon) for other in ranked[1:]):
        return ranked
    foes = [two for two in combinations(ranked[1:], 2) if are_adversaries(*two, lexicon)]
    best = max(foes, key=lambda two: weights[two[0]] + weights[two[1]], default=None)
    if best is None or sum(weights[side] for side in best) < PAIR_SHARE * (weights[ranked[0]] + weights[ranked[1]]):
        return ranked
    return [*best, *(side for side in ranked if side not in best)]


def _with_adversary(
    ranked: list[str], weights: dict[str, float], named: Collection[str], lexicon: Lexicon
) -> list[str]:
    """A known adversary of the foremost side comes before a bystander that weighs more.

    `named` are those that may be meant: a state that mostly brokers, and brokered this one, is not.
    """
    if ranked[1] not in lexicon.brokers and are_adversaries(ranked[0], ranked[1], lexicon):
        return ranked
    alike = weights[ranked[1]] >= EQUAL * weights[ranked[0]]
    for side in sorted(ranked[1:], key=lambda other: other in lexicon.brokers):  # stable: by weight among each
        allied = alike and are_adversaries(ranked[1], side, lexicon)  # `Britain and the United States` against Russia
        if side in named and not allied and are_adversaries(ranked[0], side, lexicon):
            return [ranked[0], side, *(other for other in ranked[1:] if other != side)]
    return ranked


def _weigh(
    text: Text, mentions: Mentions, sides: Sides, weights: dict[str, float], bonus: float, lexicon: Lexicon
) -> None:
    """Adds to the weight of each side that a sentence names, more where two are named as a pair."""
    parties = [m for m in mentions.parties() if not is_organisation(m.name.codes, lexicon)]
    seen: dict[str, int] = {}
    for mention in parties:
        side = sides.side(mention.name.codes)
        seen[side] = seen.get(side, 0) + 1
        if is_place_use(text, mention, mentions.sentence.first, lexicon):
            continue
        weight = FORM_WEIGHTS[mention.name.form] * bonus / seen[side]
        if _speaks(text, mentions, mention, lexicon):
            weight *= SPEAKER_WEIGHT
        weights[side] += weight
    if len(parties) < 2:
        return
    mutual = mentions.has_cue("exchange_nouns.mutual") or any(v.sense.meaning == "exchange" for v in mentions.verbs)
    for left, right in pairwise(parties) if mutual else ():
        if are_told_together(text, left, right, lexicon):
            for mention in (left, right):
                weights[sides.side(mention.name.codes)] += PAIR_BONUS * bonus / 2


def _speaks(text: Text, mentions: Mentions, mention: NameMention, lexicon: Lexicon) -> bool:
    """`Qatar announced`, `US President Donald Trump announced`: right before a verb of speech, with the office."""
    holder, first, last = mention, mention.last, min(mention.last + OFFICE_REACH, mentions.sentence.last)
    for party in mentions.parties():
        if first <= party.first < last and party.name.form == "official":
            holder = party
            break
    return holder.last < mentions.sentence.last and lexicon.has("speech.verbs", text.lowers[holder.last])


def are_told_together(text: Text, left: NameMention, right: NameMention, lexicon: Lexicon) -> bool:
    """Whether two parties are named as a pair: "A and B", "A-B", "A with B", "A, B"."""
    between = text.lowers[left.last : right.first]
    return 0 < len(between) <= TOGETHER_REACH and all(lexicon.has("grammar.parties.between_pair", w) for w in between)
