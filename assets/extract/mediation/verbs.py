"""Mediators told by a verb: "Oman brokered the swap", "a deal worked out by Qatar".

Belongs here: the subject or agent of a verb of mediation, and what speaks against it: a thing that is no exchange, a
side that bargains, an offer that nobody took. Not here: nouns, thanks and means (`nouns.py`).
"""

from __future__ import annotations

from itertools import pairwise

from assets.extract.mediation.scene import (
    SUBJECT_REACH,
    WEAK_REACH,
    Scene,
    agent_at,
    chain_before,
    chain_from,
    is_unreal,
    others_than_sides,
    speaks_of_exchange,
)
from assets.extract.mentions.names import NameMention
from assets.extract.parties.parties import is_organisation

CLOSING = frozenset(".,;!")
ANTECEDENT_REACH = 10  # tokens before "which" in which the thing it stands for is named
WITH_REACH = 6  # tokens: "brokered the exchange together with", "negotiated the deal with the rebels"
DEFINITE_REACH = 2  # tokens: "the fragile truce"
OWN_REACH = 9  # tokens between "obtained" and those whose release it was
ON_REACH = 9  # tokens: "the deal that the UN mediated on the release of grain shipments"
OBJECT_REACH = 5  # tokens after the verb in which the thing brokered stands


def of_verb(scene: Scene, start: int, end: int) -> list[NameMention]:
    """The agent after `by`, else the subject."""
    weak = scene.says([scene.text.slice(start, end).lower()], "mediation.words.weak")
    if (weak and not _is_about_exchange(scene, end)) or is_unreal(scene, start) or _is_unnamed(scene, start):
        return []
    joined = [p for p in scene.parties if p.last == start - 1 and scene.text.words[start - 1] == "-"]
    if joined:  # `a Qatar-brokered deal`, but not `UN-sponsored talks ended without an agreement`
        talks = weak and scene.says(scene.after(end, 2), "mediation.words.talks")
        return joined if not talks or _agreed_there(scene, start) else []
    agent = agent_at(scene, end)
    if _brokered_something_else(scene, start, end, passive=agent is not None):
        return []
    if agent is not None:
        return chain_from(scene, agent)
    if weak and _worked_out_between_sides(scene, end):
        return []
    chain = chain_before(scene, start, WEAK_REACH if weak else SUBJECT_REACH)
    chain = (others_than_sides(scene, chain) if weak else chain) or _speaker_after(scene, end)
    return [*chain, *(_beside(scene, end) if chain else [])]


def _agreed_there(scene: Scene, start: int) -> bool:
    """`agreed at UN-sponsored talks to free 1,081 detainees`: the talks at which the exchange was settled."""
    agreed = scene.says(scene.before(start, SUBJECT_REACH), "mediation.words.agreed")
    return agreed and scene.says(scene.text.lowers[scene.first : scene.last], "mediation.words.captives")


def of_running(scene: Scene, start: int, end: int) -> list[NameMention]:
    """`Turkish intelligence ran the exchange`: the subject or agent of what is done to an exchange."""
    agent = agent_at(scene, end)
    thing = scene.before(start, OBJECT_REACH) if agent is not None else scene.after(end, OBJECT_REACH)
    things = [word for before, word in pairwise(["", *thing]) if before != "in"]  # `obtained three men in return`
    told = scene.says(things, "exchange_nouns.bare") or scene.says(things, "mediation.words.freedom")
    if is_unreal(scene, start) or not told:
        return []
    chain = chain_from(scene, agent) if agent is not None else chain_before(scene, start, WEAK_REACH)
    if any(scene.is_side(p) for p in chain) or (agent is None and _for_its_own(scene, chain, end)):
        return []
    return chain


def _for_its_own(scene: Scene, chain: list[NameMention], end: int) -> bool:
    """`Washington obtained the release of two Americans`: who gets its own people is a side."""
    own = {code for party in chain for code in party.name.codes}
    names = [m for m in scene.mentions.parties() if end <= m.first < end + OWN_REACH]
    return any(not own.isdisjoint(m.name.codes) for m in names)


def _beside(scene: Scene, end: int) -> list[NameMention]:
    """`brokered it together with Egypt`, `helped to bring it about with the Red Cross`."""
    after = scene.after(end, WITH_REACH)
    if "with" not in after:
        return []
    at = after.index("with")
    together = at > 0 and scene.lexicon.has("grammar.mediation.together", after[at - 1])
    if not together and at > 1:
        return []
    return [p for p in chain_from(scene, end + at + 1) if together or is_organisation(p.name.codes, scene.lexicon)]


def of_host(scene: Scene, start: int, end: int) -> list[NameMention]:
    """`talks hosted by Canada`, `Norway hosted the talks`: no side of what is talked about, but no mediator yet."""
    if not scene.wished:
        return []
    agent = agent_at(scene, end)
    return chain_from(scene, agent) if agent is not None else chain_before(scene, start, WEAK_REACH)


def _is_about_exchange(scene: Scene, end: int) -> bool:
    """Whether the sentence speaks of an exchange, or, like `Oman played a part.`, of nothing else."""
    if speaks_of_exchange(scene) or end == scene.last or scene.text.words[end] in CLOSING:
        return True
    return scene.says(scene.after(end, 1), "grammar.mediation.lasting")  # `had negotiated for 18 months`


def _is_unnamed(scene: Scene, start: int) -> bool:
    """`thanked everyone who had a hand in it`: the subject is nobody whom the sentence names."""
    before = scene.before(start, 2)
    return before[1:] == ["who"] and scene.says(before[:1], "mediation.words.unnamed")


def _speaker_after(scene: Scene, end: int) -> list[NameMention]:
    """`... had allowed it to bring the sides together, the Emirati ministry said`: who says it of itself."""
    for party in scene.parties:
        if 1 <= party.first - end <= 3 and scene.text.lowers[end] == ",":
            return [party] if scene.says(scene.after(party.last, 4), "speech.verbs") else []
    return []


def _worked_out_between_sides(scene: Scene, end: int) -> bool:
    """`negotiated the deal with the rebels`: a side that bargains, but not `arranged it with Moscow and Kyiv`."""
    near = [p for p in scene.parties if scene.is_side(p) and 0 <= p.first - end <= WITH_REACH]
    n_sides = len({scene.sides.side(p.name.codes) for p in near})
    return n_sides == 1 and any("with" in scene.before(p.first, 2) for p in near)


def _brokered_something_else(scene: Scene, start: int, end: int, *, passive: bool) -> bool:
    """Whether what was brokered is a ceasefire, a grain deal or a meeting, and no exchange beside it."""
    if passive:
        thing = scene.before(start, OBJECT_REACH)
        if scene.says(thing, "mediation.words.talks"):
            words = scene.text.lowers[scene.first : scene.last]
            return not scene.says(words, "mediation.words.captives")  # `the swap was agreed at talks chaired by the UN`
    else:
        antecedent = _antecedent(scene, start)
        if antecedent and not scene.says(scene.before(start, 1), "grammar.relatives_of_things"):
            truce = antecedent[0] != "whose" and scene.says(antecedent, "mediation.words.truces")
            goods = scene.says(scene.after(end, ON_REACH), "mediation.words.goods")
            return goods or (_is_something_else(scene, antecedent) and not (truce and _hands_over(scene)))
        if scene.after(end, 1) == ["it"]:
            pronouns, words = scene.lexicon.words["grammar.triggers.pronouns"], scene.text.lowers[scene.first : start]
            return _is_something_else(scene, [word for word in words if word not in pronouns])
        thing = [*scene.before(start, 2), *scene.after(end, OBJECT_REACH)]
    if not scene.says(thing, "mediation.words.other_objects") or scene.says(thing, "mediation.words.captives"):
        return False
    return not (_is_the_truce(scene, thing) or (scene.says(thing, "mediation.words.truces") and _hands_over(scene)))


def _is_the_truce(scene: Scene, words: list[str]) -> bool:
    """`Egypt and Qatar brokered the ceasefire`: the one of which a report on an exchange speaks holds the exchange."""
    truces = [i for i, word in enumerate(words) if scene.lexicon.has("mediation.words.truces", word)]
    return any("the" in words[max(0, i - DEFINITE_REACH) : i] for i in truces)


def _hands_over(scene: Scene) -> bool:
    """`the truce, under which 50 hostages are to be exchanged`: what was brokered holds the exchange, too."""
    words = scene.text.lowers[scene.first : scene.last]
    return scene.says(words, "mediation.words.exchanging")


def _antecedent(scene: Scene, start: int) -> list[str]:
    """The words before `which` or `that`: "the Minsk agreements, which Germany and France brokered"."""
    for position in range(start - 1, max(scene.first, start - SUBJECT_REACH), -1):
        word = scene.text.lowers[position]
        if scene.lexicon.has("grammar.relatives_of_things", word):
            return scene.before(position, ANTECEDENT_REACH)
        if word == "whose":
            return scene.text.lowers[position:start]
    return []


def _is_something_else(scene: Scene, words: list[str]) -> bool:
    """Whether the last thing that the words name is no exchange; "peace talks" is one thing."""
    for index in range(len(words) - 1, -1, -1):
        if scene.lexicon.has("mediation.words.other_objects", words[index]):
            return True
        if scene.lexicon.has("mediation.words.exchange_words", words[index]):
            return scene.says(words[max(0, index - 1) : index], "mediation.words.other_objects")
    return False
