"""Mediation: which parties and organisations a sentence names as those that brokered or hosted the exchange.

Belongs here: collecting the mediators that the words of one sentence point to (`verbs.py`,
`nouns.py`). Not here: where the hand-over was (`places/handover_places.py`), which event a mediator belongs to
(`events/mediators.py`).
"""

from __future__ import annotations

from collections.abc import Sequence

from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mediation.nouns import of_cause, of_means, of_noun, of_thanks
from assets.extract.mediation.scene import Scene
from assets.extract.mediation.verbs import of_host, of_running, of_verb
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.names import NameMention
from assets.extract.parties.parties import Sides, is_organisation

KINDS = ("verbs", "nouns", "gratitude", "credit", "ascribed", "through", "by_way_of", "hosting", "running")
CUES = frozenset(f"mediation.{kind}" for kind in KINDS)
OWN_PART = ("mediation.nouns", "mediation.verbs")
OWN_ROLE_REACH = 6  # sentences between an organisation and what its people say of its part


def find_mediators(
    text: Text, mentions: Mentions, sides: Sides, lexicon: Lexicon, *, wished: bool = False
) -> tuple[str, ...]:
    """Codes of the parties and organisations that the sentence says brokered or hosted the exchange, sorted.

    With `wished` also those that only offered to: they are no side of it either.
    """
    if CUES.isdisjoint(mentions.cues.by_list):
        return ()
    cues = [(start, end, cue) for start, end, cue in mentions.cues if cue in CUES]
    parties = [m for m in mentions.names if m.name.kind == "party" and _may_mediate(text, mentions, m, lexicon)]
    scene = Scene(text, mentions, parties, sides, lexicon, wished)
    found: set[str] = set()
    for start, end, cue in cues:
        for party in _named(scene, start, end, cue):
            if not scene.is_side(party):
                found.update(party.name.codes)
    return tuple(sorted(found))


def find_own_role(
    text: Text, sentences: Sequence[Mentions], number: int, sides: Sides, lexicon: Lexicon
) -> tuple[str, ...]:
    """`"We are there as a neutral intermediary," said its head`, `It had mediated`: who was told of just before.

    Empty where the sentence is nobody's word of the own part, or names a party by itself.
    """
    mentions = sentences[number]
    if not mentions.cues.has_any(OWN_PART) or any(
        _may_mediate(text, mentions, party, lexicon) for party in mentions.parties()
    ):
        return ()
    if _begins_with_reference(text, mentions, lexicon):
        return _told_before(sentences, number, sides)
    roles = (text.slice(a, b).lower() for a, b in mentions.cues.spans("mediation.nouns"))
    if not mentions.has_word("grammar.mediation.ourselves") or not lexicon.has_any("mediation.words.roles", roles):
        return ()
    for before in reversed(sentences[max(0, number - OWN_ROLE_REACH) : number]):
        told = [m.name.codes for m in before.parties() if is_organisation(m.name.codes, lexicon)]
        if told:
            return tuple(sorted(told[-1]))
    return ()


def _begins_with_reference(text: Text, mentions: Mentions, lexicon: Lexicon) -> bool:
    """`It had mediated between the two`, `The committee acted as neutral intermediary`: a subject told of before."""
    first = mentions.sentence.first
    at = first + (text.lowers[first] == "the")
    of_pronoun = lexicon.has("grammar.agents.pronouns", text.lowers[at])
    if of_pronoun != (at == first) or not lexicon.has("grammar.mediation.references", text.lowers[at]):
        return False
    return any(
        not lexicon.has("mediation.words.weak", text.slice(start, end).lower())
        and not lexicon.has_any("mediation.words.unreal", text.lowers[at:start])
        for cue in OWN_PART
        for start, end in mentions.cues.spans(cue)
    )


def _told_before(sentences: Sequence[Mentions], number: int, sides: Sides) -> tuple[str, ...]:
    """The one party that the sentence before names beside the sides."""
    named = {m.name.codes for m in sentences[number - 1].parties()} if number else set()
    others = {codes for codes in named if sides.side(codes) not in sides.main[:2]}
    return tuple(sorted(others.pop())) if len(others) == 1 else ()


def _may_mediate(text: Text, mentions: Mentions, mention: NameMention, lexicon: Lexicon) -> bool:
    """A people mediates only as a whole ("the Qataris"), and no party where it is only a place ("in Nairobi").

    Unless it is that of those who mediated: "partners in Turkey".
    """
    before = text.lowers[mention.first - 1] if mention.first > mentions.sentence.first else ""
    if mention.name.form == "people":
        return before == "the"
    if mention.name.form != "official" and lexicon.has("grammar.mediation.named_for", text.word(mention.last)):
        return False  # `the Istanbul agreements`, `on the Belarusian border`
    of_whom = text.word(mention.first - 2)
    if mention.name.form == "seat" and before == "of" and lexicon.has("grammar.mediation.local", of_whom):
        return False  # `the archbishop of Bangui`
    is_place = mention.name.form in {"name", "seat"} and lexicon.has("grammar.mediation.places", before)
    if is_place and lexicon.has("grammar.mediation.resident", of_whom):
        return True
    return not is_place or text.word(mention.last) in {"'s", "-"}  # `at UN-sponsored talks`


def _named(scene: Scene, start: int, end: int, cue: str) -> list[NameMention]:
    """The mediators that one cue of mediation points to."""
    if cue == "mediation.verbs":
        return of_verb(scene, start, end)
    if cue == "mediation.nouns":
        return of_noun(scene, start, end)
    if cue in {"mediation.gratitude", "mediation.credit"}:
        return of_thanks(scene, start, end, cue)
    if cue == "mediation.ascribed":
        return of_cause(scene, end)
    if cue in {"mediation.through", "mediation.by_way_of"}:
        return of_means(scene, start, end, cue)
    if cue == "mediation.running":
        return of_running(scene, start, end)
    if cue == "mediation.hosting":
        return of_host(scene, start, end)
    return []
