"""Verbs of hand-over: which sense a word has in its sentence, in which form, and whether it is a verb there at all.

Belongs here: forms, particles, the passive, verbs told from nouns of the same form. Not here: the subject and object
of a verb (`flows/governing.py`, `flows/agents.py`), how far a hand-over got (`statements/status.py`).
"""

from __future__ import annotations

from collections.abc import Iterator

from assets.extract.language.lexicon import Lexicon, VerbSense
from assets.extract.language.phrase_table import Found
from assets.extract.language.text import Sentence, Text
from assets.extract.records import record

PARTICLE_REACH = 14  # tokens between a verb and its particle: "let 20 captured soldiers of the army go"
SHORT_REACH = {"come_home": 3, "exchange": 1}  # these verbs have no object between them and their particle
PAST_FORMS = frozenset(("past", "participle"))
NOT_DONE = ("status.cancelled", "status.proposed", "status.denied", "status.stalled", "status.agreed")
AUXILIARY_REACH = 5  # tokens between an auxiliary and its participle: "were all on Friday released"


@record
class VerbMention:
    """A verb of hand-over: which sense, in which form, where its particle ends; `perfect` after "had"."""

    index: int
    last: int
    form: str
    sense: VerbSense
    passive: bool
    noun: bool = False
    perfect: bool = False


def find_verbs(
    text: Text, sentence: Sentence, words: frozenset[str], found: list[Found], lexicon: Lexicon
) -> Iterator[VerbMention]:
    """The verbs of hand-over in a sentence of some words, in order, and the nouns that have a form of one.

    `found` are the forms of such verbs that stand in the sentence.
    """
    particles: set[int] = set()  # `go` of "let them go" is no verb of its own
    senses, needed = lexicon.verbs, lexicon.particles
    for index, _, word in found:
        if (word in needed and needed[word].isdisjoint(words)) or index in particles:
            continue
        if not _is_verb_here(text, index, sentence, lexicon):
            continue
        for listed_form, sense in senses[word]:
            wanted = sense.particle
            if wanted and (wanted[0] not in words or wanted[-1] not in words):
                continue
            particle = _particle(text, index, sentence.last, sense, lexicon)
            if particle is None:
                continue
            if sense.status == "agreed" and lexicon.has("grammar.verbs.not_due", text.word(particle[1])):
                continue
            if particle[0] < particle[1]:
                particles.update(range(*particle))
            form = _form_here(text, index, sentence, listed_form, lexicon)
            noun = _is_noun(text, index, sentence, form, lexicon)
            passive = not noun and _is_passive(text, index, sentence, form, lexicon)
            end = particle[1] if particle[0] == index + 1 else index + 1
            perfect = _is_perfect(text, index, sentence, lexicon)
            yield VerbMention(index, end, form, sense, passive, noun, perfect)
            break


def _is_perfect(text: Text, index: int, sentence: Sentence, lexicon: Lexicon) -> bool:
    """`had freed`, but not where somebody "said that they had freed" them just now."""
    if "had" not in text.lowers[max(sentence.first, index - AUXILIARY_REACH) : index]:
        return False
    return not lexicon.has_any("speech.verbs", text.lowers[sentence.first : index])


def _is_verb_here(text: Text, index: int, sentence: Sentence, lexicon: Lexicon) -> bool:
    """`Red Cross`, `in rebel hands`, `they are free`: forms of verbs that are none here."""
    if lexicon.has("grammar.verbs.only_nouns", text.lowers[index]):
        return lexicon.has("grammar.verbs.after_only_noun", text.word(index + 1))
    if index == sentence.first:
        return True
    word, before = text.lowers[index], text.lowers[index - 1]
    if text.words[index][0].isupper() and not sentence.heading:
        return False
    if word == "free" and (lexicon.has("modal.be", before) or lexicon.has("grammar.verbs.before_adjective", before)):
        return False
    taking = lexicon.has("grammar.verbs.taking", word) and text.word(index + 2) != "of"
    if taking and lexicon.has("grammar.verbs.not_taken", text.word(index + 1)):
        return False
    if word == "hands":
        return text.words[index - 1][0].isupper() and before not in lexicon.nationalities and before != "'s"
    return True


def _form_here(text: Text, index: int, sentence: Sentence, form: str, lexicon: Lexicon) -> str:
    """`let`, `put`, `come` are several forms of their verb: the words before tell which."""
    if form != "base":
        return form
    forms = {name for name, _ in lexicon.verbs[text.lowers[index]]}
    if forms.isdisjoint(PAST_FORMS):
        return form
    before = text.lowers[max(sentence.first, index - 3) : index]
    if "participle" in forms and lexicon.has_any("modal.have", before):
        return "participle"
    if (
        "past" not in forms
        or "to" in before
        or lexicon.has_any("modal.future", before)
        or lexicon.has_any("modal.possible", before)
    ):
        return form
    return "past"


def _particle(text: Text, index: int, last: int, sense: VerbSense, lexicon: Lexicon) -> tuple[int, int] | None:
    """The tokens of the verb's particle (none after a plain verb); None if the verb needs one that is not there."""
    particle = sense.particle
    if not particle:
        return index + 1, index + 1
    length = len(particle)
    end = min(last, index + SHORT_REACH.get(sense.meaning, PARTICLE_REACH) + length)
    if particle[0] not in text.lowers[index + 1 : end]:
        return None
    for position in range(index + 1, end - length + 1):
        begins = text.lowers[position] == particle[0]
        if begins and (length == 1 or tuple(text.lowers[position : position + length]) == particle):
            return position, position + length
        word = text.lowers[position]
        if sense.lemma == "be" and not lexicon.has("grammar.status.adverbs", word):
            return None  # `had been set free`, `were leading me out`
        if word == "and" and _joins_people(text, position, last, lexicon):
            continue
        if any(other.particle[:1] == particle[:1] for _, other in lexicon.verbs.get(word, ())):
            return None  # `had already come back`: the particle is that of the nearer verb
        if lexicon.has("grammar.verbs.no_particle_after", word):
            return None  # `they are to free 20`: no one is free yet
    return None


def _joins_people(text: Text, index: int, last: int, lexicon: Lexicon) -> bool:
    """`let Kenneth Bae and Matthew Miller go`, `let 400 prisoners and a guard go`."""
    if text.words[index + 1].istitle():
        return True
    first = index + 1 + lexicon.has("numbers.units", text.word(index + 1))
    return next(iter(lexicon.people.at(text.lowers, first, last)), None) is not None


def _is_noun(text: Text, index: int, sentence: Sentence, form: str, lexicon: Lexicon) -> bool:
    """`the release`, `prisoner exchange`: a form that is also a noun is one after a determiner or a modifier."""
    if lexicon.has("grammar.verbs.only_nouns", text.lowers[index]):
        return True
    before = text.lowers[index - 1] if index > sentence.first else ""
    if before == "each":
        return False  # `will each release 50 prisoners`
    after = text.lowers[index + 1] if index + 1 < sentence.last else ""
    if form not in {"base", "third"} or not lexicon.has("grammar.verbs.also_nouns", text.lowers[index]):
        return form == "gerund" and lexicon.has("grammar.articles", before)
    if not before:
        return lexicon.has("grammar.verbs.after_first_noun", after)
    if sentence.heading and not _may_be_verb(before, lexicon) and _is_headed(before, after, lexicon):
        return True
    return lexicon.has("grammar.verbs.determiners", before) or lexicon.has("grammar.verbs.after_noun", after)


def _is_headed(before: str, after: str, lexicon: Lexicon) -> bool:
    """`Kremlin hints at contacts over Gershkovich swap`, `Manila rejects swap with rebels`: the noun in a headline."""
    return not after or any(lexicon.has(words, before) for words in NOT_DONE)


def _may_be_verb(before: str, lexicon: Lexicon) -> bool:
    """`to swap`, `will swap`, `agree on whom to free`."""
    return before == "to" or lexicon.has("modal.future", before) or lexicon.has("modal.possible", before)


def _is_passive(text: Text, index: int, sentence: Sentence, form: str, lexicon: Lexicon) -> bool:
    if form not in {"past", "participle", "base"}:
        return False
    being, having = lexicon.words["modal.be"], lexicon.words["modal.have"]
    for position in range(index - 1, max(sentence.first, index - AUXILIARY_REACH) - 1, -1):
        word = text.lowers[position]
        if word == "'s" and not lexicon.has("grammar.verbs.contracted", text.lowers[position - 1]):
            continue  # `Colombia's rebels freed ...`
        if word in being:
            return form != "base" or lexicon.has("grammar.verbs.unchanged", text.lowers[index])
        if word in having or lexicon.has("grammar.verbs.not_passive_after", word) or not word.isalpha():
            break
    return form != "base" and "by" in text.lowers[index + 1 : index + 3]
