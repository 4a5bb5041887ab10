"""Mediators told by a noun, by thanks or as a means: "Qatari mediation", "thanked the Pope", "with Oman's help".

Belongs here: whom such words point to. Not here: verbs of mediation (`verbs.py`).
"""

from __future__ import annotations

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
    tells_of_handover,
    told_with,
)
from assets.extract.mentions.names import NameMention

THANKS_REACH = 45  # tokens of a list of those thanked, each with a title
CONTEXT_REACH = 8  # tokens before "through" that tell of an agreement
THANKED_BY_REACH = 10  # tokens between "thanked" and "for their help"
NAMED_REACH = 8  # tokens between thanks and the first one thanked by name: "thanked both administrations and Qatar"
ASCRIBED_REACH = 9  # tokens between "ascribed" and "to": "ascribed the success of the exchange to"
ROLE_REACH = 26  # tokens between a party and what it does "as a neutral go-between"
GIVEN_REACH = 12  # tokens between "gave" and "the credit for"
BEING_REACH = 7  # tokens between a role and its verb: "the go-between in the secret talks had been"
ROLE_GAP = 4  # tokens between a role and its party: "one helper by name, the Vatican"
DEED_REACH = 5  # tokens between "played" and "role", "announced" and the mediation that succeeded
TAKEN_REACH = 6  # tokens: "took on the part of the"
BEFORE_NOUN = 4  # tokens between `as` and "mediator": "as a neutral and discreet mediator"


def of_noun(scene: Scene, start: int, end: int) -> list[NameMention]:
    """`Qatari mediation`, `with Oman as mediator`, `mediators Egypt and Qatar`, `the good offices of the Pope`."""
    noun = scene.text.slice(start, end).lower()
    weak = scene.says([noun], "mediation.words.weak")
    role = scene.says([noun], "mediation.words.roles")
    if is_unreal(scene, start):
        return []
    found = _right_before(scene, start)
    if not found and role:
        found = _apposed(scene, start) or _in_role(scene, start) or chain_from(scene, _after_being(scene, end))
    if not found and scene.says(scene.after(end, 1), "grammar.sources"):
        found = chain_from(scene, end + 1)
    if not found and not weak:
        found = (
            _of_its_own(scene, start)
            or _provided(scene, start, end)
            or _sharing(scene, start)
            or _announced(scene, start)
        )
    if not found and scene.says([noun], "mediation.words.parts"):
        found = _subject_of(scene, start, "mediation.words.playing")
    if weak:
        elsewhere = scene.says(scene.before(start, SUBJECT_REACH), "mediation.words.other_objects")
        return others_than_sides(scene, found) if speaks_of_exchange(scene) and not elsewhere else []
    return found


def _after_being(scene: Scene, end: int) -> int:
    """The token after the verb in `The intermediary was again Oman`, `The go-between in the talks had been Oman`."""
    for position in range(end, min(scene.last, end + BEING_REACH)):
        if scene.lexicon.has("modal.be", scene.text.lowers[position]):
            return position + 1
        if not scene.text.words[position].isalpha():
            return end
    return end


def _right_before(scene: Scene, start: int) -> list[NameMention]:
    """`Qatari mediation`, `Qatar and Oman provided mediation`, `makes the ICRC the neutral intermediary`."""
    found = [
        p
        for p in scene.parties
        if 0 <= start - _after_brackets(scene, p.last) <= 2
        and not scene.says(scene.text.lowers[p.last : start], "grammar.mediation.apart")
    ]
    return told_with(scene, found) if found else []


def _after_brackets(scene: Scene, end: int) -> int:
    """The token after a name and the bracket that closes behind it: "(ICRC)"."""
    return end + (scene.after(end, 1) == [")"])


def _of_its_own(scene: Scene, start: int) -> list[NameMention]:
    """`Qatar, whose mediation ...`, `Abu Dhabi said that it was its tenth successful mediation`."""
    for position in range(start - 1, max(scene.first, start - BEFORE_NOUN), -1):
        if scene.lexicon.has("grammar.mediation.possessives", scene.text.lowers[position]):
            chain = chain_before(scene, position, SUBJECT_REACH)
            return _only_others(scene, position) if all(scene.is_side(p) for p in chain) else chain
    return []


def _only_others(scene: Scene, end: int) -> list[NameMention]:
    """`The ICRC says that 125 soldiers held by the RSF were freed with its mediation`: the last told but the sides."""
    others = [p for p in scene.parties if p.last <= end and not scene.is_side(p)]
    return told_with(scene, others[-1:]) if others else []


def _announced(scene: Scene, start: int) -> list[NameMention]:
    """`Abu Dhabi announced the success of new mediation efforts`: the subject of "announced"."""
    succeeded = scene.says(scene.before(start, DEED_REACH), "mediation.words.succeeding")
    return _subject_of(scene, start, "mediation.words.announcing") if succeeded else []


def _provided(scene: Scene, start: int, end: int) -> list[NameMention]:
    """`mediation efforts were provided by the Emirates`, `Qatar led the mediation`: who does what mediation is."""
    agent = agent_at(scene, end)
    return chain_from(scene, agent) if agent is not None else _subject_of(scene, start, "mediation.words.provided")


def _subject_of(scene: Scene, start: int, deeds: str) -> list[NameMention]:
    """`The Vatican played an important role in the release`: the subject of the last word of a deed before a noun."""
    at = list(scene.lexicon.where(deeds, scene.text.lowers, max(scene.first, start - DEED_REACH), start))
    return chain_before(scene, at[-1], WEAK_REACH) if at else []


def _sharing(scene: Scene, start: int) -> list[NameMention]:
    """`Oman also took part in the mediation`, `was involved in the mediation`: the subject of what is shared in."""
    before = scene.before(start, BEFORE_NOUN)
    if "in" not in before or not scene.says(before, "grammar.mediation.sharing"):
        return []
    return chain_before(scene, start - len(before), WEAK_REACH)


def _apposed(scene: Scene, start: int) -> list[NameMention]:
    """`Qatar's foreign ministry, the mediator, said`: a role right behind a comma, and the name that it tells of."""
    before = scene.before(start, 2)
    if before[:1] != [","] or not scene.says(before[1:], "grammar.articles"):
        return []
    return chain_before(scene, start - 1, ROLE_GAP)


def _in_role(scene: Scene, start: int) -> list[NameMention]:
    """`Oman acting as a go-between`, `Spain is the mediator`, `took on the role of mediator`: the subject."""
    taken = "of" in scene.before(start, 2)
    for position in range(start - 1, max(scene.first, start - 1 - TAKEN_REACH), -1):
        word = scene.text.lowers[position]
        if word == "as":
            return chain_before(scene, position, ROLE_REACH)
        if scene.lexicon.has("modal.be", word) or (taken and scene.lexicon.has("mediation.words.playing", word)):
            return chain_before(scene, position, SUBJECT_REACH)
        if not (word.isalpha() or word == "-"):
            return []
    return []


def of_thanks(scene: Scene, start: int, end: int, cue: str) -> list[NameMention]:
    """Those who are thanked or get the credit; `for` tells whether it is for the exchange."""
    lowers = scene.text.lowers
    passive = scene.says(scene.before(start, 2), "modal.be")
    if scene.after(end, 1) == ["by"] and "for" not in scene.after(end, THANKED_BY_REACH):
        return []  # `was praised by Washington`, but not `was thanked by both presidents for its help`
    if passive and lowers[end - 1].endswith("ed"):
        return chain_before(scene, start, SUBJECT_REACH)  # `was credited with`, `were thanked again`
    if lowers[end - 2 : end] == ["credit", "for"]:
        return _of_credit_given(scene, start, end)
    if cue == "mediation.credit" and scene.after(end, 1) in (["with"], ["for"]):
        return []
    stop = min(scene.last, end + THANKS_REACH)
    stop = next((i for i in range(end, stop) if scene.lexicon.has("grammar.mediation.clauses", lowers[i])), stop)
    reason = next((i for i in range(end, stop) if lowers[i] == "for"), None)
    of_help = reason is None or scene.says(scene.after(reason, 14), "mediation.words.reasons")
    if not of_help or (cue == "mediation.credit" and not speaks_of_exchange(scene)):
        return []
    stop = stop if reason is None else reason
    thanked = [p for p in scene.parties if end <= p.first < stop and not _is_aside(scene, p)]
    if reason is None:
        near = next((p for p in thanked if p.first - end <= NAMED_REACH), None)
        thanked = chain_from(scene, near.first) if near is not None else []
    return [] if any(scene.is_side(p) for p in thanked) else thanked


def _of_credit_given(scene: Scene, start: int, end: int) -> list[NameMention]:
    """`gave Oman, mediator of earlier swaps, the credit for this one`, `credit for the exchange belongs to Oman`."""
    first = max(scene.first, start - GIVEN_REACH)
    given = next(iter(scene.lexicon.where("grammar.mediation.giving", scene.text.lowers, first, start)), None)
    chain = chain_from(scene, given + 1) if given is not None else of_cause(scene, end)
    return [] if any(scene.is_side(p) for p in chain) else chain


def of_cause(scene: Scene, end: int) -> list[NameMention]:
    """`ascribed the success to the Emirates`, `that it came about is owed to Oman`."""
    stop = min(scene.last, end + ASCRIBED_REACH)
    to = next((i for i in range(end, stop) if scene.text.lowers[i] == "to"), None)
    if to is None or not speaks_of_exchange(scene):
        return []
    chain = chain_from(scene, to + 1)
    return [] if any(scene.is_side(p) for p in chain) else chain


def _is_aside(scene: Scene, party: NameMention) -> bool:
    """`under Sweden's chairmanship`, `in Moscow`: named beside the one thanked."""
    return scene.says(scene.before(party.first, 1), "grammar.mediation.aside")


def of_means(scene: Scene, start: int, end: int, cue: str) -> list[NameMention]:
    """`with the help of Turkey`; `through the Swiss embassy` beside words of an agreement, not of a journey."""
    around = scene.before(start, CONTEXT_REACH)
    if cue == "mediation.through":
        about = around[-1:] == ["about"]  # `came about through Oman`
        journey = scene.says(around[-4:], "mediation.words.journey") and not about
        if journey or not scene.says(around, "mediation.words.settled"):
            return []
    elif scene.text.lowers[start] == "without":  # `Without Oman there would have been no exchange`
        if not scene.says(scene.text.lowers[scene.first : scene.last], "modal.possible"):
            return []
    elif not tells_of_handover(scene) or scene.says(
        scene.before(start, SUBJECT_REACH), "mediation.words.other_objects"
    ):
        return []
    chain = chain_from(scene, end)
    return [] if any(scene.is_side(p) for p in chain) else chain
