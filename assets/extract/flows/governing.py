"""The verb of hand-over that governs a group of people or a person, and whether they are its subject or its object.

Belongs here: choosing the verb. Not here: what the verb tells of the direction (`hints.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assets.extract.flows.flows import Flow, SentenceContext
from assets.extract.mentions.verbs import VerbMention

SUBJECT_REACH = 22  # tokens between people and the verb of which they are the subject
OBJECT_REACH = 26  # tokens between a verb and the people who are its object
CLOSE_REACH = 7  # tokens for verbs of many meanings: "gave the mediators 20 prisoners"
PAST_OTHERS_REACH = 10  # tokens between people and their verb where other people stand between
RELATIVE_REACH = 6  # tokens between people and "whom Iran let go"
BESIDE_REACH = 2  # tokens between a verb and the object right after it
ENCLOSING_REACH = 40  # tokens of a relative clause between people and their verb
AUXILIARIES = 4  # tokens: "have now been freed"
OCCASION_REACH = 4  # tokens: "in a prisoner exchange"
BESIDE_RELATIVE = 3  # tokens between people and any relative pronoun: "sailors, all Danes, who"
NEXT_OBJECT_REACH = 6  # tokens between a verb and an object after it


def find_governing(context: SentenceContext, flow: Flow) -> tuple[VerbMention | None, str]:
    """The verb and the flow's role beside it (`subject` or `object`); None and no role where no verb governs it."""
    identified = _verb_of_those(context, flow)
    if identified is not None:
        return identified, "object"
    right, left = _next_verb(context, flow), _previous_verb(context, flow)
    if left is not None and right is not None and _is_object_before_clause(context, flow, left, right):
        return left, "object"
    if right is not None:
        gap = right.index - flow.last
        if gap <= _subject_reach(context, flow, right) and not _is_divided(context, flow.last, right.index):
            if _is_subject(context, flow, right):
                return right, "subject"
            if _is_relative_object(context, flow, right) and (left is None or gap <= RELATIVE_REACH):
                return right, "object"
    if (
        left is not None
        and flow.first - left.index <= OBJECT_REACH
        and not _is_divided(context, left.index, flow.first)
    ):
        return left, "object"
    inside = next((v for v in context.mentions.verbs if flow.first <= v.index < flow.last and v.form == "gerund"), None)
    return (inside, "subject") if inside is not None else (None, "")  # `the number of its returning servicemen`


def _subject_reach(context: SentenceContext, flow: Flow, verb: VerbMention) -> int:
    """How far the verb may stand: further behind a clause that commas enclose, `200 men, held since May, have come`."""
    after = context.text.word(flow.last)
    opens = after == "," or context.lexicon.has("grammar.relatives_of_people", after)
    return ENCLOSING_REACH if opens and _closes_clause(context, verb) else SUBJECT_REACH


def _closes_clause(context: SentenceContext, verb: VerbMention) -> bool:
    """Whether a comma stands right before a verb and its auxiliaries."""
    before = verb.index - 1
    while before > verb.index - AUXILIARIES and (
        context.lexicon.has("modal.be", context.lowers[before])
        or context.lexicon.has("modal.have", context.lowers[before])
    ):
        before -= 1
    return context.lowers[before] == ","


def _verb_of_those(context: SentenceContext, flow: Flow) -> VerbMention | None:
    """`Those whom Chad let go in the exchange are 12 drivers`: the verb of the pronoun that the people are."""
    copula = flow.first - 1
    if not context.lexicon.has("grammar.governing.copulas", context.text.word(copula)):
        return None
    those = next((i for i in range(copula - 1, context.first - 1, -1) if context.lowers[i] == "those"), None)
    if those is None:
        return None
    return next((v for v in context.mentions.verbs if those < v.index < copula and not v.noun), None)


def find_second_verb(context: SentenceContext, flow: Flow) -> VerbMention | None:
    """`has freed 12 Chadians, who were received by ...`: the verb whose object the people are, beside their own."""
    left = _previous_verb(context, flow)
    if left is None or flow.verb is None or flow.role != "subject" or left.noun:
        return None
    return left if 0 <= flow.first - left.last <= BESIDE_REACH else None


def _is_object_before_clause(context: SentenceContext, flow: Flow, left: VerbMention, right: VerbMention) -> bool:
    """`received 14 prisoners, and three others went back`: people of the next clause stand before the next verb."""
    beside = not (left.noun or left.passive) and flow.first - left.last <= BESIDE_REACH
    return beside and any(
        "," in context.lowers[flow.last : other.first]
        for other in context.flows
        if flow.last <= other.first < right.index
    )


def _next_verb(context: SentenceContext, flow: Flow) -> VerbMention | None:
    """The first verb behind the people, or the one behind `who gave themselves up`, which is about something else."""
    for verb in context.mentions.verbs:
        if verb.index >= flow.last and not verb.noun and _is_near_enough(context, verb, verb.index - flow.last):
            aside = context.lexicon.has("grammar.governing.relative", context.text.word(verb.index - 1))
            if not (aside and verb.sense.meaning == "release" and not verb.passive):
                return verb
    return None


def _previous_verb(context: SentenceContext, flow: Flow) -> VerbMention | None:
    for verb in reversed(context.mentions.verbs):
        near = verb.index < flow.first and _is_near_enough(context, verb, flow.first - verb.index)
        if near and not _is_occasion(context, verb):
            return verb
    return None


def _is_occasion(context: SentenceContext, verb: VerbMention) -> bool:
    """`Kyiv received 100 in a prisoner exchange on Monday and Moscow 106`: the noun only tells when it was."""
    of_people = context.lexicon.has("grammar.purposes", context.text.word(verb.last))
    if not verb.noun or verb.sense.meaning != "exchange" or of_people:
        return False
    before = context.before(verb.index, OCCASION_REACH)
    return context.lexicon.has_any("grammar.governing.before_occasion", before)  # `on the second day of the exchange`


def _is_near_enough(context: SentenceContext, verb: VerbMention, gap: int) -> bool:
    """A verb that means a hand-over only between sides must stand close to the people, with a side beside them."""
    if verb.sense.needs != "sides" or is_given_to(context, verb):
        return True
    if verb.sense.meaning == "come_home" and context.text.word(verb.index + gap - 1) == "with":
        return True  # `a helicopter landed on a field near Gori with 15 prisoners`
    beside = bool(context.parties) or len(context.flows) >= 2
    return gap <= CLOSE_REACH and (beside or context.mentions.has_cue("reciprocity.in_return"))


def is_given_to(context: SentenceContext, verb: VerbMention) -> bool:
    """`had been given to Armenia`: the side right behind the verb tells that people were."""
    return (
        verb.passive
        and context.text.word(verb.last) == "to"
        and context.has_party_between(verb.last + 1, verb.last + BESIDE_REACH + 2)
    )


def _is_divided(context: SentenceContext, first: int, last: int) -> bool:
    return any(w in {";", ":"} for w in context.text.words[first:last])


def _is_subject(context: SentenceContext, flow: Flow, verb: VerbMention) -> bool:
    lexicon, between = context.lexicon, context.lowers[flow.last : verb.index]
    if flow.person is not None and between[:2] == [",", "whose"]:
        return False  # `Olena, whose husband was freed`
    if _opens_clause(context, between):
        return False
    if verb.index - flow.last > PAST_OTHERS_REACH and any(
        other.first > flow.first and other.last <= verb.index and other.group and not other.subset
        for other in context.flows
    ):
        return False
    is_travel = verb.sense.meaning == "come_home" and verb.sense.needs == "sides"
    several = flow.group is not None and flow.group.definite and between[:1] == ["who"]  # `the 35 who landed in Moscow`
    if is_travel and not several and lexicon.has_any("grammar.governing.relative", between):
        return False
    return _lets_subject_move(context, flow, verb) and not lexicon.has_any("grammar.governing.saying", between[-2:])


def _opens_clause(context: SentenceContext, between: Sequence[str]) -> bool:
    """Whether a conjunction stands among some words; none is that of `civilians as well as soldiers`.

    In a relative clause right behind the people it belongs there: `who served there before the war were freed`.
    """
    told = [w for i, w in enumerate(between) if not (w == "as" and "well" in between[max(0, i - 1) : i + 2])]
    relative = context.lexicon.has_any("grammar.relatives_of_people", between[:1])
    return not relative and context.lexicon.has_any("grammar.governing.clauses", told)


def _lets_subject_move(context: SentenceContext, flow: Flow, verb: VerbMention) -> bool:
    """Whether it is the verb's subject that changes hands: `were freed`, `came home`, `changed hands`, `returned`."""
    return (
        verb.passive
        or verb.sense.meaning == "come_home"
        or (verb.sense.meaning == "exchange" and bool(verb.sense.particle))
        or (verb.sense.intransitive is not None and not _object_follows(context, verb))
        or (
            verb.form in {"past", "participle"}
            and not context.has_party_between(flow.last, verb.index)
            and context.lexicon.has("grammar.governing.after_participle", context.text.word(verb.last))
        )  # `prisoners freed by Moscow`, `men handed over on Friday`: a participle right after its noun
    )


def _object_follows(context: SentenceContext, verb: VerbMention) -> bool:
    return any(
        0 <= f.first - verb.last <= NEXT_OBJECT_REACH and (f.group is None or not _is_of_others(context, verb, f))
        for f in context.flows
    )


def _is_of_others(context: SentenceContext, verb: VerbMention, flow: Flow) -> bool:
    """`29 will return to Ukraine and 19 to Russia`: the people behind the verb are not its object."""
    return context.lexicon.has_any("grammar.governing.before_other", context.lowers[verb.last : flow.first])


def _is_relative_object(context: SentenceContext, flow: Flow, verb: VerbMention) -> bool:
    """`ten sailors whom Iran let go`: the people before the subject of an active verb."""
    between = context.lowers[flow.last : verb.index]
    if any(left == "for" and right == "whom" for left, right in pairwise(between)):
        return False  # `the aid worker, for whom Belgium let a diplomat go`
    if _is_bare_relative(context, flow, verb):
        return True
    relative = next((flow.last + i for i, word in enumerate(between) if _is_object_pronoun(context, word, i)), None)
    return relative is not None and context.has_party_between(relative, verb.index)


def _is_bare_relative(context: SentenceContext, flow: Flow, verb: VerbMention) -> bool:
    """`the 50 captives the FARC handed over`: a subject and its verb right behind their object, without a pronoun."""
    if verb.sense.meaning not in {"release", "receive"} or _object_follows(context, verb):
        return False
    start = flow.last + (context.text.word(flow.last) == "the")
    if context.lexicon.has("grammar.agents.pronouns", context.text.word(start)):
        return verb.index - start <= BESIDE_RELATIVE  # `the servicemen it had recovered`
    return any(
        party.first == start and 0 <= verb.index - party.last <= BESIDE_REACH and party.name.form != "adjective"
        for party in context.parties
    )


def _is_object_pronoun(context: SentenceContext, word: str, index: int) -> bool:
    """A relative pronoun right behind the people, or `whom` further on."""
    return word == "whom" or (index < BESIDE_RELATIVE and context.lexicon.has("grammar.relatives_or_that", word))
