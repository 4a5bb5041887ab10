"""Telling: which sentences of a report tell of a hand-over, by themselves or after one that does.

Belongs here: choosing the sentences. Not here: the words that speak of a hand-over (`triggers.py`), what a sentence
then says (`statements/statements.py`), whether the report is about exchanges at all (`events/relevance.py`).
"""

from __future__ import annotations

from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mentions.batches import find_whole_deal, is_next_batch
from assets.extract.mentions.groups import Group
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.persons import PersonMention
from assets.extract.mentions.triggers import Trigger
from assets.extract.mentions.verbs import VerbMention

PAST = frozenset(("past", "participle"))
BACK = 2  # sentences between one that tells and another that points back to it
SUBJECT_REACH = 4  # tokens between a verb and the pronoun or the people beside it: "it had also freed"
BATCH_REACH = 3  # tokens between "another" and its figure: "a first batch of 198"


def find_telling(
    text: Text,
    sentences: list[Mentions],
    triggers: list[list[Trigger]],
    persons: dict[int, list[PersonMention]],
    lexicon: Lexicon,
) -> list[int]:
    """Numbers of the sentences that tell of a hand-over; those that only point back get an elliptic trigger."""
    told: list[int] = []
    for number, (mentions, found) in enumerate(zip(sentences, triggers, strict=True)):
        tells = _tells(found, mentions, len(persons[number]))
        if not tells and told:
            tells = _tells_after(text, mentions, found, number - told[-1], lexicon)
        if tells and not _is_aside(text, mentions, found, lexicon):
            told.append(number)
    first = told[0] if told else 0
    opens = first > 0 and any(t.elliptic for t in triggers[first - 1])
    opens = opens and not any(persons.values())
    if opens and any(t.mutual for t in triggers[first]):
        told.insert(0, first - 1)  # `103 for 103. Russia and Ukraine have exchanged prisoners`
    return told


def _tells_after(text: Text, mentions: Mentions, triggers: list[Trigger], gap: int, lexicon: Lexicon) -> bool:
    """Whether a sentence tells of a hand-over after another that does, so many sentences before it."""
    if gap == 1 and _goes_on(text, mentions, triggers, lexicon):
        return True
    refers = (
        is_next_batch(mentions)
        or find_whole_deal(mentions) is not None
        or (gap <= BACK and (_points_back(mentions, triggers) or _is_agreed_upon(mentions)))
        or (gap == 1 and (_had_been_moved(mentions) or _turns_down(text, mentions)))
    )
    if refers and not any(t.mutual for t in triggers):
        spans = mentions.cues.spans("coming")
        index = spans[0][0] if spans else mentions.sentence.first
        triggers.append(Trigger(index, strong=False, mutual=True, verb=None, elliptic=True))
    return refers


def _had_been_moved(mentions: Mentions) -> bool:
    """`On Friday 318 had been flown to Sanaa`, `A first group of 198 had crossed on May 12`: others at another time."""
    verbs = [v for v in mentions.verbs if v.perfect]
    if not verbs or not mentions.date_phrases:
        return False
    return any(0 <= v.index - g.last <= SUBJECT_REACH and g.count for g in mentions.groups for v in verbs)


def _is_agreed_upon(mentions: Mentions) -> bool:
    """`Before, the two had agreed on 1,200 more people each`: others, on both sides."""
    ends = [end for _, end in mentions.cues.spans("status.agreed")] if mentions.has_cue("reciprocity.each") else []
    return any(0 <= g.first - end <= BATCH_REACH for end in ends for g in mentions.groups if g.each)


def _turns_down(text: Text, mentions: Mentions) -> bool:
    """`Kyiv rejected the proposal`: what was offered just before."""
    if not mentions.has_cue("status.cancelled"):
        return False
    offers = frozenset(mentions.where("grammar.triggers.offers"))
    return any(
        at in offers and not mentions.lexicon.has("grammar.purposes", text.word(at + 1))
        for start, end in (mentions.cues.spans("status.cancelled") if offers else ())
        for at in range(start + 1, end + 2)
    )


def _tells(triggers: list[Trigger], mentions: Mentions, n_persons: int) -> bool:
    """Whether a sentence may tell of the exchange: of one by name, or of people handed over."""
    if not triggers:
        return False
    by_name = any((t.strong or t.mutual) and not (t.plural or t.elliptic) for t in triggers)
    return by_name or _hands_over(triggers, mentions, n_persons)


def _hands_over(triggers: list[Trigger], mentions: Mentions, n_persons: int) -> bool:
    """People and a verb that means a hand-over between sides: "12 captives were handed to Azerbaijan"."""
    if not any(t.verb is not None for t in triggers):
        return False
    return n_persons >= 2 or (bool(mentions.parties()) and (n_persons > 0 or bool(mentions.groups)))


def _points_back(mentions: Mentions, triggers: list[Trigger]) -> bool:
    """`That day 52 a side crossed the border`, `It was the turn of 97`: counted people, and words that point back."""
    if any(t.elliptic for t in triggers):
        return True
    if not (mentions.has_cue("pointing") or mentions.has_cue("reciprocity.each")):
        return False
    verbs = [t.verb for t in triggers if t.verb is not None]
    groups = mentions.groups if verbs else ()
    return any((g.each and g.count) or (_is_beside(g, v) and not g.bare) for g in groups for v in verbs)


def _goes_on(text: Text, mentions: Mentions, triggers: list[Trigger], lexicon: Lexicon) -> bool:
    """`They will be handed over at Wagah`, `Last month it freed another 15`: of the people told of just before."""
    if triggers and mentions.has_cue("in_all") and any(g.count and not g.bare for g in mentions.groups):
        return True  # `Thirty-four people crossed the border in all`
    if triggers and _tells_other_way(text, mentions, lexicon):
        return True
    if _came_in_return(text, mentions):
        triggers.append(Trigger(mentions.sentence.first, strong=False, mutual=True, verb=None, elliptic=True))
        return True
    verbs = [t.verb for t in triggers if t.verb is not None and t.tells]
    if not verbs:
        return False
    if lexicon.has("grammar.triggers.continuing", text.lowers[mentions.sentence.first]):
        return True
    subjects = [text.lowers[max(mentions.sentence.first, v.index - SUBJECT_REACH) : v.index] for v in verbs]
    pronoun = any(lexicon.has_any("grammar.agents.pronouns", words) for words in subjects)
    others = any(tells_of_more(text, group, lexicon) for group in mentions.groups)
    moved = any(0 <= v.index - g.last <= SUBJECT_REACH and g.count for g in mentions.groups for v in verbs)
    beside = any(_is_beside(group, v) for group in mentions.groups for v in verbs)
    each = mentions.has_cue("reciprocity.each")
    return moved or (beside and (pronoun or others or each or _had_been_done(mentions, verbs)))


def _came_in_return(text: Text, mentions: Mentions) -> bool:
    """`The remains of 34 Russian soldiers came in return`: for those told of just before."""
    told = any(text.word(end) != "for" for _, end in mentions.cues.spans("reciprocity.in_return"))
    return told and any(group.count for group in mentions.groups)


def _had_been_done(mentions: Mentions, verbs: list[VerbMention]) -> bool:
    """`In September each side had freed 103`: of another time than the hand-over told of just before."""
    return bool(mentions.date_phrases) and any(v.perfect or v.form in PAST for v in verbs)


def _tells_other_way(text: Text, mentions: Mentions, lexicon: Lexicon) -> bool:
    """`249 from Aden to Sanaa and 69 the other way`, `In the other direction went fourteen`: counted people."""
    if not mentions.has_word("grammar.counterparts.reverse"):
        return False
    told = " ".join(text.lowers[mentions.sentence.first : mentions.sentence.last])
    return any(words in told for words in lexicon.words["grammar.counterparts.other_way"])


def tells_of_more(text: Text, group: Group, lexicon: Lexicon) -> bool:
    """`another 15`, `35 more`, `a first batch of 198`, and not `more than 35`: people beside those told of before."""
    near = range(max(0, group.first - BATCH_REACH), min(len(text.lowers), group.last + 1))
    found = [i for i in near if lexicon.has("grammar.triggers.more_people", text.lowers[i])]
    return any(text.word(i + 1) != "than" for i in found)


def _is_beside(group: Group, verb: VerbMention) -> bool:
    """Whether people counted stand right before or after a verb."""
    gap = group.first - verb.last if group.first >= verb.last else verb.index - group.last
    return bool(group.count) and 0 <= gap <= SUBJECT_REACH


def _is_aside(text: Text, mentions: Mentions, triggers: list[Trigger], lexicon: Lexicon) -> bool:
    """`Separately, a court let a journalist go`: expressly no part of the exchange, and no exchange of its own."""
    apart = lexicon.has("grammar.triggers.separate", text.lowers[mentions.sentence.first])
    return apart and not any(t.mutual for t in triggers)
