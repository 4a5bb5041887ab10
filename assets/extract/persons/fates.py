"""What befell a named person: arrest and sentence, captivity and the way home, told beside the name.

Belongs here: reading these from one sentence. Not here: verbs of hand-over (`flows/flows.py`), adding
it up (`evidence.py`).
"""

from __future__ import annotations

from collections.abc import Sequence

from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.persons import PersonMention

BIOGRAPHY_REACH = 24  # tokens between a name and words of captivity
ARRIVAL_REACH = 14  # tokens between a name and the way home
SOURCE_REACH = 8  # tokens between "according" and the name
TERM_REACH = 12  # tokens between a name and "got 50 years"
TERM_LENGTH = 5  # tokens between "got" and "years"
AGE_BEFORE = 6  # tokens between "25-year-old" and the name
YOUNGEST, OLDEST = 10, 99
AGE_LENGTH = 3  # tokens: "is 25."
LEFT_REACH = 14  # tokens between "remains in prison" or "works for the release of" and the name
REMAINS_BEFORE = 8  # tokens between "the body of" and the name
STOPS = frozenset(".;")
CLAUSE_REACH = 12  # tokens of an apposition between a name and its verb of speech
OWN_REACH = 14  # tokens between "he" and "was caught"
ARRIVALS = ("persons.arrived", "persons.arriving", "persons.coming")
VICTIM_BEFORE, VICTIM_AFTER = 6, 3  # tokens between a name and "the murder of" or "was shot dead"
QUOTES = frozenset('"“”')
BIOGRAPHIES = ("biography", "biography.own")  # cues of captivity, and of those left behind
LEFT = ("persons.left", "persons.left_after")


def find_biography(text: Text, mentions: Mentions, person: PersonMention, stop: int, lexicon: Lexicon) -> str:
    """Arrest, sentence, captivity told of the person: after the name up to the token `stop`, or right before it.

    `captivity`, or `captive_before` for a word of captivity somewhere before the name; empty where nothing is told.
    """
    said = next((i for i in mentions.where("speech.verbs") if person.last <= i < stop), mentions.sentence.last)
    if tells_of_itself(text, mentions, person, lexicon):
        return "captivity"
    if is_source(text, mentions, person):
        said = person.last
    for start, end, cue in mentions.cues if mentions.cues.has_any(BIOGRAPHIES) else ():
        told = cue == "biography" and 0 <= start - person.last <= BIOGRAPHY_REACH and start < min(stop, said)
        if told and (person.pronoun or not lexicon.has_any("grammar.persons.others", text.lowers[person.last : start])):
            return "captivity"
        if cue == "biography.own" and 0 <= start - person.last <= BIOGRAPHY_REACH and start < stop:
            return "captivity"
        if cue == "biography" and 0 < person.first - start <= 3:
            return "captivity" if end == person.first else "captive_before"
    last = min(stop, said, person.last + TERM_REACH)
    told = _has_term(text, person.last, last, lexicon) or _was_taken(text, person, stop, lexicon)
    return "captivity" if told else ""


def is_told_as_captive(text: Text, mentions: Mentions, person: PersonMention, stop: int, lexicon: Lexicon) -> bool:
    """`X, deputy chairman of the council, was serving 14 years`: suffered by the person, not done by one in office."""
    if text.lowers[person.last : person.last + 2] == [",", "whom"] and _was_taken(text, person, stop, lexicon):
        return True
    for start, _ in mentions.cues.spans("biography"):
        if 0 <= start - person.last <= BIOGRAPHY_REACH:
            return lexicon.has("grammar.persons.suffered", text.lowers[start])
    return False


def is_source(text: Text, mentions: Mentions, person: PersonMention) -> bool:
    """`According to the ombudsman X, 48 are in captivity`: what follows is told by the person, not of the person."""
    before = text.lowers[max(mentions.sentence.first, person.first - SOURCE_REACH) : person.first]
    return "according" in before and "," not in before[before.index("according") :]


def _has_term(text: Text, first: int, last: int, lexicon: Lexicon) -> bool:
    """`got 50 years each`, `given 11 years`, `has spent 2,850 nights in Evin`."""
    for index in lexicon.where("grammar.persons.terms", text.lowers, first, last):
        if lexicon.has_any("grammar.persons.term_units", text.lowers[index + 1 : min(last, index + 1 + TERM_LENGTH)]):
            return True
    return False


def _was_taken(text: Text, person: PersonMention, stop: int, lexicon: Lexicon) -> bool:
    """`X of the volunteer battalion, whom the rebels took in 2015`, `X was taken at the mill in 2022`."""
    words = text.lowers[person.last : min(stop, person.last + TERM_REACH)]
    if words[:2] == ["was", "taken"]:
        return True
    return "whom" in words and lexicon.has_any("grammar.persons.taking", words[words.index("whom") :])


def find_arrival(mentions: Mentions, person: PersonMention, stop: int) -> str:
    """The way home told of the person: `arrived` for `kissed the ground`, `stepped off a plane at Arlanda`.

    `arriving` for `landed`, `embraced`, which others do, too; empty where nothing is told.
    """
    best = ""
    for start, _, cue in mentions.cues if mentions.cues.has_any(ARRIVALS) else ():
        if cue in {"persons.arrived", "persons.arriving"} and 0 <= start - person.last <= ARRIVAL_REACH:
            if start < stop:
                best = "arrived" if cue == "persons.arrived" else best or "arriving"
        elif cue == "persons.coming" and 0 <= person.first - start <= ARRIVAL_REACH:
            best = "arrived"
    return best


def has_age(text: Text, mentions: Mentions, person: PersonMention) -> bool:
    """`Or Levy, 34,`, `Or Levy (34)`, `the 34-year-old Or Levy`: ages are given of those freed."""
    after = text.lowers[person.last : min(mentions.sentence.last, person.last + AGE_LENGTH)]
    ends = mentions.lexicon.has_any("grammar.persons.after_age", after[2:])
    aging = ends and mentions.lexicon.has_any("grammar.groups.aging", after[:1])
    if len(after) == AGE_LENGTH and _is_age(after[1]) and (aging or after[0] in {",", "("}):
        return True  # `Or Levy, 34,`, `Mikhail is 25.`
    before = text.lowers[max(mentions.sentence.first, person.first - AGE_BEFORE) : person.first]
    old = next((i for i, word in enumerate(before) if word == "old"), None)
    return old is not None and old >= 2 and before[old - 2] == "year"


def _is_age(word: str) -> bool:
    return word.isdecimal() and YOUNGEST <= int(word) <= OLDEST


def tells_of_own_captivity(mentions: Mentions) -> bool:
    """`"I have been in since 1998," X told television`: quoted words of one who was held."""
    return not QUOTES.isdisjoint(mentions.words) and mentions.has_cue("persons.first_person")


def is_called_freed(text: Text, person: PersonMention, lexicon: Lexicon) -> bool:
    """`The freed soldier Petro Havryk`, `ex-prisoner Petro Havryk`: called one of those held right before the name."""
    who, how = text.word(person.first - 1), text.word(person.first - 2 - (text.word(person.first - 2) == "-"))
    if lexicon.has("grammar.persons.set_free", how):
        return lexicon.has("grammar.persons.somebody", who) or lexicon.has("persons.captive_titles", who)
    return lexicon.has("persons.former", how) and lexicon.has("grammar.persons.held_people", who)


def tells_of_itself(text: Text, mentions: Mentions, person: PersonMention, lexicon: Lexicon) -> bool:
    """`X, a fisherman, said that he was 19 when he was caught`: what befell the person, in its own report."""
    said = next((i for i in mentions.where("speech.verbs") if i >= person.last), None)
    if said is None or said - person.last > CLAUSE_REACH:
        return False
    if said > person.last and not text.words[person.last] == "," == text.words[said - 1]:
        return False
    at = said + 1 + (text.word(said + 1) == "that")
    if not lexicon.has("grammar.persons.pronouns", text.word(at)):
        return False
    last = min(mentions.sentence.last, at + OWN_REACH)
    suffered = lexicon.where("grammar.persons.befallen", text.lowers, at, last)
    return any(lexicon.has("grammar.persons.suffering", text.lowers[i - 1]) for i in suffered)


def is_remains_of(text: Text, mentions: Mentions, person: PersonMention, lexicon: Lexicon) -> bool:
    """`the bodies of X`, `their bodies and that of X`, `X's body`."""
    before = text.lowers[max(mentions.sentence.first, person.first - REMAINS_BEFORE) : person.first]
    after = text.lowers[person.last : person.last + 3]
    bodies = lexicon.where("grammar.triggers.remains_nouns", before, 0, len(before))
    if bodies and before[bodies[-1] + 1 :][:1] == ["of"]:
        return True
    if before[-2:] in (["that", "of"], ["those", "of"]):
        return lexicon.has_any("grammar.triggers.remains_nouns", text.lowers[mentions.sentence.first : person.first])
    return after[:1] == ["'s"] and lexicon.has_any("grammar.triggers.remains_nouns", after[1:])


def is_killed(text: Text, mentions: Mentions, person: PersonMention, lexicon: Lexicon) -> bool:
    """`serving life for the murder of X`: the victim of a deed."""
    first = max(mentions.sentence.first + 1, person.first - VICTIM_BEFORE)
    of = next((i for i in range(person.first - 1, first - 1, -1) if text.lowers[i] == "of"), None)
    if of is None or "," in text.lowers[of : person.first]:
        return False
    return lexicon.has("grammar.persons.deaths", text.lowers[of - 1])


def is_dead(mentions: Mentions, person: PersonMention) -> bool:
    """`X was shot dead`: one whose death is told, whose body may be handed over."""
    deaths = mentions.cues.spans("persons.died")
    return any(0 <= start - person.last <= VICTIM_AFTER for start, _ in deaths)


def stays(text: Text, mentions: Mentions, person: PersonMention) -> bool:
    """`works for the release of Paul Whelan`, `Paul Whelan is still held`: not handed over this time."""
    for start, end, cue in mentions.cues if mentions.cues.has_any(LEFT) else ():
        if cue == "persons.left" and 0 <= person.first - end <= LEFT_REACH:
            between = text.lowers[end : person.first]
            return has_no_stop(between) and not mentions.lexicon.has_any("grammar.relatives_of_things", between)
        if cue == "persons.left_after" and 0 <= start - person.last <= LEFT_REACH and text.lowers[start - 1] != "to":
            return STOPS.isdisjoint(text.lowers[person.last : start])
    return False


def has_no_stop(words: Sequence[str]) -> bool:
    """Whether no word ends a clause."""
    return STOPS.isdisjoint(words)
