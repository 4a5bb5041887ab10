"""Triggers: the words of a sentence that speak of a hand-over of people.

Belongs here: telling exchanges of people from those of gas, letters or lists. Not here: what the sentence then says
(`statements/statements.py`).
"""

from __future__ import annotations

from itertools import pairwise

from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mentions.batches import find_whole_deal
from assets.extract.mentions.groups import Group
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.persons import PersonMention
from assets.extract.mentions.verbs import VerbMention
from assets.extract.records import record

CAPTIVES_BEFORE = 3  # tokens between captives and "exchange": "prisoner and hostage exchange"
CAPTIVES_AFTER = 6  # tokens between "exchange" and the people exchanged: "exchange of the two countries' prisoners"
PEOPLE_BEFORE, PEOPLE_AFTER = 10, 12  # tokens between a verb and people who may be its subject or object
LIST_REACH = 4  # tokens between "handed over" and the list: "their annual list of"
THINGS_REACH = 6  # tokens between a verb and what it gives: "handed over the military record of"
GREETED_REACH = 7  # tokens between "welcomed" and those who are
FOLLOWING_REACH = 3  # tokens between people and "follow": "550 are to follow"
TURNS = ("exchange_nouns.turns", "exchange_nouns.amounts")
TURN_REACH = 3  # tokens between "the turn of" and the figure: "the turn of more than 300"
FOR_REACH, FOR_BEFORE = 5, 3  # tokens between two groups, and between "for" and the second: "for up to 150"
SINCE_REACH = 5  # tokens between "have not exchanged" and "since August", when they last did
BEFORE_REACH = 5  # tokens between "the one before" and its time: "the one before that dates from August"
NAMES_REACH = 10  # tokens between two names: "Viktor Bout, 'Merchant of Death', for basketballer Brittney Griner"
RATE_OF = ["rate", "of"]
OBJECT_REACH = 5  # tokens between "exchange" and what is exchanged: "exchange of natural gas"


@record
class Trigger:
    """A word that speaks of a hand-over: `strong` ones mean one of people by themselves.

    `elliptic` ones do so only after a sentence that tells of one: "On Saturday it was the turn of 307 against 307".
    """

    index: int
    strong: bool
    mutual: bool
    verb: VerbMention | None
    plural: bool = False
    elliptic: bool = False

    @property
    def tells(self) -> bool:
        """Whether the word means a hand-over by itself, not only where two sides stand beside it."""
        return self.verb is None or self.verb.sense.needs != "sides"


def find_triggers(text: Text, mentions: Mentions, persons: list[PersonMention], lexicon: Lexicon) -> list[Trigger]:
    """The words of one sentence that speak of a hand-over, in order."""
    triggers = [
        *_nouns(text, mentions, lexicon),
        *_verbs(text, mentions, persons, lexicon),
    ]
    if not triggers:
        told = (
            _by_captives(text, mentions, lexicon)
            or _by_names(text, mentions, persons, lexicon)
            or _by_another_word(text, mentions, lexicon)
            or _by_figures(text, mentions, lexicon)
        )
        triggers += [told] if told is not None else []
    return sorted(triggers, key=lambda t: t.index) if len(triggers) > 1 else triggers


def _nouns(text: Text, mentions: Mentions, lexicon: Lexicon) -> list[Trigger]:
    verbs = {v.index for v in mentions.verbs if not v.noun}
    triggers = []
    for start, end in mentions.cues.spans("exchange_nouns.bare"):
        if start in verbs or _is_of_something_else(text, mentions, start, end, lexicon):
            continue
        mutual = lexicon.has("exchange_nouns.mutual", text.lowers[start])
        strong = _is_beside_captives(text, mentions, start, end, lexicon)
        triggers.append(Trigger(start, strong, mutual, None, plural=text.lowers[start].endswith("s")))
    return triggers


def _verbs(text: Text, mentions: Mentions, persons: list[PersonMention], lexicon: Lexicon) -> list[Trigger]:
    triggers = []
    for verb in mentions.verbs:
        mutual = verb.sense.meaning == "exchange"
        if verb.noun or (mutual and _is_of_something_else(text, mentions, verb.index, verb.last, lexicon)):
            continue
        if mutual and _did_not_happen(text, mentions, verb, lexicon):
            continue
        if lexicon.has("grammar.triggers.sending", verb.sense.lemma) and _sends_forces(text, mentions, verb, lexicon):
            continue
        if _is_object_list(text, mentions, verb, lexicon) or _gives_things(text, mentions, verb, lexicon):
            continue
        if verb.sense.meaning == "carry" and not _tells_route(text, mentions, verb):
            continue
        greets = lexicon.has("grammar.triggers.greeting", verb.sense.lemma)
        if greets and not _has_people_after(mentions, persons, verb):
            continue
        if verb.sense.meaning == "come_home" and mentions.has_cue("giving_in"):
            continue  # `came out of the plant and gave themselves up`
        coming = lexicon.has("grammar.triggers.following", verb.sense.lemma) or verb.sense.status == "agreed"
        if coming and not _has_people_before(mentions, verb):
            continue
        strong = verb.sense.needs != "sides" and _is_beside_people(text, mentions, persons, verb, lexicon)
        triggers.append(Trigger(verb.index, strong, mutual, verb))
    return triggers


def _is_object_list(text: Text, mentions: Mentions, verb: VerbMention, lexicon: Lexicon) -> bool:
    """`handed over a list of 308 prisoners`, and not `lists of whom they would free`."""
    if verb.passive or not mentions.has_word("grammar.triggers.lists"):
        return False
    after = range(verb.last, min(mentions.sentence.last - 1, verb.last + LIST_REACH))
    return any(lexicon.has("grammar.triggers.lists", text.lowers[i]) and text.lowers[i + 1] == "of" for i in after)


def _gives_things(text: Text, mentions: Mentions, verb: VerbMention, lexicon: Lexicon) -> bool:
    """`handed over the record of Private Wood`, `figures released by Yerevan`: what is given is no people."""
    if not mentions.has_word("grammar.triggers.things"):
        return False
    if verb.passive:
        return lexicon.has("grammar.triggers.things", text.word(verb.index - 1))
    for position in range(verb.index + 1, min(mentions.sentence.last, verb.last + THINGS_REACH)):
        word = text.lowers[position]
        if lexicon.has("grammar.triggers.things", word):
            return True
        if _ends_object(word, lexicon) or any(group.first <= position < group.last for group in mentions.groups):
            return False
    return False


def _tells_route(text: Text, mentions: Mentions, verb: VerbMention) -> bool:
    """`carried four people from Baku to Yerevan`: a side behind the verb to which or from which it goes."""
    return any(
        verb.last < party.first <= verb.last + PEOPLE_AFTER
        and mentions.lexicon.has("grammar.triggers.route", text.word(party.first - 1))
        for party in mentions.parties()
    )


def _sends_forces(text: Text, mentions: Mentions, verb: VerbMention, lexicon: Lexicon) -> bool:
    """`has sent some 2,000 soldiers to the region`: its own, to where they serve."""
    if verb.sense.particle:
        return False
    near = [g for g in mentions.groups if verb.index < g.first <= verb.index + GREETED_REACH]
    return any(lexicon.has_any("grammar.triggers.forces", text.lowers[g.first : g.last]) for g in near)


def _has_people_after(mentions: Mentions, persons: list[PersonMention], verb: VerbMention) -> bool:
    """`welcomed the 20 men`, where leaders welcome a breakthrough, too."""
    near = range(verb.index + 1, verb.index + GREETED_REACH)
    return any(g.first in near for g in mentions.groups) or any(p.first in near for p in persons)


def _has_people_before(mentions: Mentions, verb: VerbMention) -> bool:
    """`the other 550 are to follow`, `four are due on Friday`, where an exchange follows a summit, too."""
    return any(0 <= verb.index - g.last <= FOLLOWING_REACH and g.count for g in mentions.groups)


def _did_not_happen(text: Text, mentions: Mentions, verb: VerbMention, lexicon: Lexicon) -> bool:
    """`have not exchanged any prisoners`."""
    before = text.lowers[max(mentions.sentence.first, verb.index - 2) : verb.index]
    since = "since" in text.lowers[verb.last : min(mentions.sentence.last, verb.last + SINCE_REACH)]
    return lexicon.has_any("modal.negation", before) and lexicon.has_any("modal.have", before) and not since


def _by_another_word(text: Text, mentions: Mentions, lexicon: Lexicon) -> Trigger | None:
    """`It took place at a checkpoint ...`, `a similar deal was reached last month`: an exchange by another word."""
    first = mentions.sentence.first
    deal = next((start for start, _ in mentions.cues.spans("exchange_nouns.deal")), None)
    if deal is not None and mentions.has_cue("background"):
        return Trigger(deal, strong=False, mutual=True, verb=None)
    if find_whole_deal(mentions) is not None:
        return Trigger(deal or first, strong=False, mutual=True, verb=None, elliptic=deal is None)
    stage = next((i for i in mentions.where("grammar.triggers.stages") if _is_numbered(text, i, lexicon)), None)
    if stage is not None and (mentions.date_phrases or any(g.count for g in mentions.groups)):
        return Trigger(stage, strong=False, mutual=True, verb=None, elliptic=True)
    for start, end in mentions.cues.spans("one_before")[:1]:
        if any(0 <= p.first - end <= BEFORE_REACH for p in mentions.date_phrases):
            return Trigger(start, strong=False, mutual=True, verb=None, elliptic=True)
    if not lexicon.has("grammar.triggers.pronouns", text.lowers[first]):
        return None
    held = any(first < start <= first + 2 for start, _ in mentions.cues.spans("status.completed"))
    return Trigger(first, strong=False, mutual=True, verb=None) if held else None


def _is_numbered(text: Text, index: int, lexicon: Lexicon) -> bool:
    """`The next stage`, `two more rounds`: one of several hand-overs, where `the next round of talks` is none."""
    return lexicon.has("grammar.triggers.numbered", text.word(index - 1)) and text.word(index + 1) != "of"


def _by_captives(text: Text, mentions: Mentions, lexicon: Lexicon) -> Trigger | None:
    """`50 women for 150 prisoners: the cabinet approved`, `36 Ukrainians for 35 Russians`: captives for captives."""
    if not lexicon.has_any("grammar.exchanged_for", mentions.words) or mentions.has_cue("harmed"):
        return None
    counted = [g for g in mentions.groups if g.count]
    for left, right in pairwise(counted):
        gap = text.lowers[left.last : right.first]
        words = text.lowers[left.first : right.last]
        held = lexicon.has_any("people.head.captive", words) or lexicon.has_any("people.held_or_serving", words)
        if (
            (held or (left.nations and right.nations))
            and 0 < len(gap) <= FOR_REACH
            and lexicon.has_any("grammar.exchanged_for", gap)
            and not lexicon.has_any("grammar.exchanged_for", gap[:-FOR_BEFORE])
        ):
            return Trigger(left.first, strong=True, mutual=True, verb=None)
    return None


def _by_names(text: Text, mentions: Mentions, persons: list[PersonMention], lexicon: Lexicon) -> Trigger | None:
    """`"Bout for Griner" was a deal`, `Abu Dhabi. Viktor Bout, for Brittney Griner.`: a known captive for another."""
    if len(persons) < 2 or not lexicon.has_any("grammar.exchanged_for", mentions.words):
        return None
    for left, right in pairwise(persons):
        gap = text.lowers[left.last : right.first]
        known = left.key.lower() in lexicon.captives or right.key.lower() in lexicon.captives
        swapped = lexicon.has_any("grammar.exchanged_for", gap[-FOR_BEFORE:])
        if known and 0 < len(gap) <= NAMES_REACH and swapped:
            return Trigger(left.first, strong=True, mutual=True, verb=None)
    return None


def _by_figures(text: Text, mentions: Mentions, lexicon: Lexicon) -> Trigger | None:
    """`it was the turn of 97`, `The second was Saturday's, 97 for 102`, `that makes 34 people in all`: by figures."""
    formula = lexicon.has_any("grammar.counterparts.formulas", mentions.words)
    if (mentions.has_cue("harmed") or mentions.has_cue("held")) and not formula:
        return None
    ends = [end for words in TURNS for _, end in mentions.cues.spans(words)]
    each = mentions.has_cue("reciprocity.each")
    in_all = mentions.cues.spans("in_all")
    told_otherwise = ends or each or in_all or mentions.sentence.part
    if not (told_otherwise or (lexicon.has_any("grammar.exchanged_for", mentions.words) and len(mentions.numbers) > 1)):
        return None
    counted = [g for g in mentions.groups if g.count]
    told = [g for g in counted if any(end <= g.first <= end + TURN_REACH for end in ends) or _is_each(g, mentions)]
    told += [g for g in counted if any(_is_next_to(g, span) for span in in_all)]
    told += counted if mentions.sentence.part else []
    told += [a for a, b in pairwise(counted) if lexicon.has("grammar.exchanged_for", text.lowers[a.last])]
    if not told:
        return None
    return Trigger(told[0].first, strong=False, mutual=True, verb=None, elliptic=True)


def _is_next_to(group: Group, span: tuple[int, int]) -> bool:
    """`34 people in all`, `put the total at 34 prisoners`."""
    return 0 <= span[0] - group.last <= 1 or 0 <= group.first - span[1] <= 1


def _is_each(group: Group, mentions: Mentions) -> bool:
    """`on Saturday 20 each`, where no verb says of what."""
    return group.each and not mentions.verbs


def _is_beside_captives(text: Text, mentions: Mentions, start: int, end: int, lexicon: Lexicon) -> bool:
    """`prisoner exchange`, `exchange of the two countries' prisoners`."""
    before = text.lowers[max(mentions.sentence.first, start - CAPTIVES_BEFORE) : start]
    if lexicon.has_any("people.head.captive", before) or lexicon.has_any("grammar.persons.held_people", before):
        return True
    after = text.lowers[end : min(mentions.sentence.last, end + CAPTIVES_AFTER)]
    if lexicon.has_any("grammar.purposes", after[:1]) or "of" in after[:4]:
        mutual = lexicon.has("exchange_nouns.mutual", text.lowers[start])
        if mutual and after[:1] == ["of"] and lexicon.has_any("people.held_or_serving", after):
            return True  # `the exchange of the dead soldiers`
        return lexicon.has_any("people.head.captive", after) or any(
            end <= g.first <= end + CAPTIVES_AFTER for g in mentions.groups
        )
    return False


def _is_of_something_else(text: Text, mentions: Mentions, start: int, end: int, lexicon: Lexicon) -> bool:
    """`gas exchange`, `swapped houses`, `exchanged lists of prisoners`: what changes hands is no people."""
    first, last = mentions.sentence.first, mentions.sentence.last
    has_list = mentions.has_word("grammar.triggers.lists")
    if has_list and start > first and lexicon.has("grammar.triggers.lists", text.lowers[start - 1]):
        return True  # `the lists swapped in Stockholm`
    if has_list and not lexicon.has("grammar.triggers.not_of_lists", text.lowers[start]):
        apart = all(";" in text.lowers[min(start, i) : max(start, i)] for i in mentions.where("grammar.triggers.lists"))
        if not apart and not _is_of_people(text, mentions, end, lexicon):
            return True
    before = text.lowers[start - 1] if start > first else ""
    if lexicon.has("not_exchanged.before_exchange", before) or text.lowers[max(first, start - 2) : start] == RATE_OF:
        return True
    goods, captives = lexicon.words["not_exchanged"], lexicon.words["people.head.captive"]
    for position in range(end, min(last, end + OBJECT_REACH)):
        word = text.lowers[position]
        if word in goods:
            return True
        if word in captives or _ends_object(word, lexicon):
            return False
        if any(g.first <= position < g.last for g in mentions.groups):
            return False
    return lexicon.has("not_exchanged", before)


def _is_of_people(text: Text, mentions: Mentions, end: int, lexicon: Lexicon) -> bool:
    """`the exchange of 40 soldiers`, `the exchange of prisoners`, whatever lists the sentence tells of."""
    if text.word(end) != "of":
        return False
    return lexicon.has("people.head.captive", text.word(end + 1)) or any(g.first == end + 1 for g in mentions.groups)


def _ends_object(word: str, lexicon: Lexicon) -> bool:
    inside = word.isalnum() or word[0].isdigit() or lexicon.has("grammar.triggers.inside_object", word)
    return not inside or lexicon.has("grammar.triggers.after_object", word)


def _is_beside_people(
    text: Text, mentions: Mentions, persons: list[PersonMention], verb: VerbMention, lexicon: Lexicon
) -> bool:
    first = max(mentions.sentence.first, verb.index - PEOPLE_BEFORE)
    last = min(mentions.sentence.last, verb.index + PEOPLE_AFTER)
    words = text.lowers[first:last]
    return (
        lexicon.has_any("people.head.captive", words)
        or lexicon.has_any("people.held_or_serving", words)
        or any(m.name.form == "people" and -1 <= verb.index - m.last <= 3 for m in mentions.parties())
        or any(first <= p.first < last for p in persons)
        or any(first <= g.first < last and not g.bare for g in mentions.groups)
    )
