"""Pronouns that stand for a named person: "He was exchanged", "For her Iran got two men".

Belongs here: which person a pronoun at the head of a sentence means. Not here: "both" and "the two priests"
(`references.py`), what the sentence says of the person (`evidence.py`).
"""

from __future__ import annotations

from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.persons import PersonMention

LINK = "reciprocity.for_linking"


def add_pronouns(
    text: Text, sentences: list[Mentions], persons: dict[int, list[PersonMention]], lexicon: Lexicon
) -> None:
    """Adds to each sentence the pronoun at its head, with the person it means.

    `He` is the person whom the sentence before was about; `for him`, who was given for somebody, holds no office.
    """
    topic: PersonMention | None = None
    named_so_far: list[list[PersonMention]] = []  # by sentence
    for number, mentions in enumerate(sentences):
        first = mentions.sentence.first
        index = _after_exchange_for(text, mentions, lexicon)
        if lexicon.has("grammar.persons.pronouns", text.lowers[first]):
            _add(text, persons[number], first, topic)
        elif index is not None:
            _add(text, persons[number], index, _last_captive(named_so_far))
        for verb in mentions.verbs:
            if verb.sense.meaning == "release" and verb.sense.needs == "people" and not (verb.noun or verb.passive):
                _add_object(text, verb.index + 1, persons[number], named_so_far, lexicon)
        named = [p for p in persons[number] if not p.pronoun]
        topic = named[0] if named else topic
        named_so_far.append(named)


def _last_captive(named: list[list[PersonMention]]) -> PersonMention | None:
    """The first person who is no official of the last sentence that names one; `named` are those of each sentence."""
    return next((person for persons in reversed(named) for person in persons if not person.official), None)


def _add_object(
    text: Text, index: int, persons: list[PersonMention], named: list[list[PersonMention]], lexicon: Lexicon
) -> None:
    """`The Taliban freed him`, `Iran let them go`: those named last before the pronoun, in this sentence or another."""
    if lexicon.has("grammar.persons.object_pronouns", text.word(index)):
        before = [p for p in persons if p.last < index and not p.pronoun]
        _add(text, persons, index, _last_captive([*named, before]))


def _add(text: Text, persons: list[PersonMention], index: int, meant: PersonMention | None) -> None:
    if meant is not None:
        pronoun = PersonMention(index, index + 1, text.words[index], meant.key, meant.official, pronoun=True)
        persons.insert(0, pronoun)


def _after_exchange_for(text: Text, mentions: Mentions, lexicon: Lexicon) -> int | None:
    """The token of the pronoun in `For her Iran got two men`, `In exchange for him ...`."""
    if not mentions.has_cue(LINK):
        return None
    first = mentions.sentence.first
    heads = [end for start, end in mentions.cues.spans(LINK) if start == first]
    return next((end for end in heads if lexicon.has("grammar.persons.object_pronouns", text.word(end))), None)
