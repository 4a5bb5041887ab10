"""The part that a named person has in a report: an office, a relative or speaker, or a calling that those held have.

Belongs here: words beside the name. Not here: what befell the person (`fates.py`), adding it up
(`evidence.py`).
"""

from __future__ import annotations

from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.persons import PersonMention, is_office
from assets.extract.persons.fates import is_source
from assets.extract.records import record

OFFICE_BEFORE, OFFICE_AFTER = 4, 7  # tokens between a title of office and a name
CALLING_BEFORE, CALLING_AFTER = 3, 6  # the same for callings of those held
CLAUSE_REACH = 22  # tokens of a clause between a name and its verb of speech
KIN_AFTER = 5  # tokens after a name: ", Tomeu's daughter"
BROKER_REACH = 8  # tokens between "mediation" or "agreed" and the name
SETTLING = ("mediation.nouns", "mediation.verbs", "status.agreed")
OF_REACH = 4  # tokens between "of" and "ministry": "Hassan Idriss of the interior ministry"
OF_HIS = ("and", "a", "grammar.persons.relatives", "of", "grammar.persons.theirs", ",")
STOPS = frozenset(".;")
CLAUSE_SIGNS = frozenset((".", ";", ",", ":", "(", ")", "“", "”", '"'))
MOST_CALLINGS = 2
INVERSION_REACH = 6  # tokens between "said" and the name of who says it
HOUSE_REACH = 9  # tokens of "of the Ministry of Foreign Affairs" after a name
NOUN_PHRASE = 9  # tokens of "the U.S. ambassador to West Germany, " before the name


@record
class Titles:
    """The tokens in which titles of a person may stand: from `first` to the name, and from it to `last`."""

    first: int
    last: int


def find_titles(
    text: Text, mentions: Mentions, person: PersonMention, named: frozenset[int], lexicon: Lexicon
) -> Titles:
    """The tokens around a name that may be titles; `named` are those of all names of the sentence."""
    first = _start_of_titles(text, mentions, person, named, lexicon)
    return Titles(first, end_of_apposition(text, mentions, person, OFFICE_AFTER, lexicon))


def count_offices(text: Text, mentions: Mentions, person: PersonMention, titled: Titles, lexicon: Lexicon) -> int:
    """Titles of office right before the name, in an apposition after it or in what the person does by office."""
    first, last = titled.first, titled.last
    own = lexicon.where("grammar.persons.of_others", text.lowers, person.last, last)
    places = range(first, own[0] if own else last)
    titles = sum(is_office(text, i, lexicon) for i in places if i < person.first or i >= person.last)
    acts = _acts_by_office(text, person, lexicon) + _is_of_institution(text, person, lexicon)
    acts += is_source(text, mentions, person) + _brokers(text, mentions, person)
    return titles + acts + (not titles and _is_apposed_to_office(text, mentions, person, lexicon))


def _is_apposed_to_office(text: Text, mentions: Mentions, person: PersonMention, lexicon: Lexicon) -> bool:
    """`The ambassador to West Germany, Richard Burt, received him`: the name tells who holds the office."""
    comma = _before_rank(text, person, lexicon)
    first = max(mentions.sentence.first, comma - NOUN_PHRASE)
    if comma <= first or text.words[comma] != "," or text.word(person.last) not in CLAUSE_SIGNS:
        return False
    start = next((i + 1 for i in range(comma - 1, first - 1, -1) if text.words[i] in CLAUSE_SIGNS), first)
    return any(is_office(text, i, lexicon) for i in range(start, comma))


def _before_rank(text: Text, person: PersonMention, lexicon: Lexicon) -> int:
    """The token before a name and its rank: the comma of `the Chief of Staff, Gen. Mordechai Gur`."""
    before = person.first - 1
    ranked = before - (text.word(before) == ".")
    return ranked - 1 if lexicon.has("persons.ranks", text.word(ranked)) else before


def _acts_by_office(text: Text, person: PersonMention, lexicon: Lexicon) -> bool:
    """`Andrei Kartapolov, who chairs the committee`."""
    after = text.lowers[person.last : person.last + 4]
    return after[:2] == [",", "who"] and lexicon.has_any("grammar.persons.office_verbs", after[2:])


def _brokers(text: Text, mentions: Mentions, person: PersonMention) -> bool:
    """`after mediation by the politician X`, `agreed last month by X and Y`: who settled it was not handed over."""
    for cue in SETTLING if mentions.cues.has_any(SETTLING) else ():
        for _, end in mentions.cues.spans(cue):
            between = text.lowers[end : person.first]
            led = mentions.lexicon.has_any("grammar.purposes", between)
            if led and len(between) <= BROKER_REACH and not mentions.lexicon.has_any("grammar.persons.breaks", between):
                return True
    return False


def _is_of_institution(text: Text, person: PersonMention, lexicon: Lexicon) -> bool:
    """`Hassan Idriss of the interior ministry`."""
    after = text.lowers[person.last : person.last + OF_REACH + 1]
    return after[:1] == ["of"] and lexicon.has_any("grammar.persons.institutions", after[1:])


def is_relative(text: Text, mentions: Mentions, person: PersonMention, titled: Titles, lexicon: Lexicon) -> bool:
    """`Holt's mother, Laurie Holt`, `Cristina Vadell, Tomeu's daughter`, but not `Joshua Holt and his wife`."""
    first = titled.first
    before = any(
        lexicon.has("persons.kin", text.words[i]) and not _joins_relative(text, i, lexicon)
        for i in range(first, person.first)
    )
    if first > mentions.sentence.first + 1 and text.words[first - 1] == ",":  # `Holt's friend, the boxer Lee Mann`
        before = before or (
            lexicon.has("persons.of_captives", text.lowers[first - 2])
            and lexicon.has("grammar.genitives", text.word(first - 3))
        )
    if _is_apposed_to_kin(text, mentions, person, lexicon):
        return True
    last = min(titled.last, person.last + KIN_AFTER)
    after = [i for i in range(person.last, last) if lexicon.has("persons.kin", text.words[i])]
    # `X, nephew of the first lady` may be the one held; he is not if he speaks
    return before or any(text.word(i + 1) != "of" or speaks(text, person, lexicon) for i in after)


def _is_apposed_to_kin(text: Text, mentions: Mentions, person: PersonMention, lexicon: Lexicon) -> bool:
    """`The wife of the prisoner, Olha Havryk, wept`: the name tells who the relative is."""
    comma = person.first - 1
    first = max(mentions.sentence.first, comma - NOUN_PHRASE)
    if comma <= first or text.words[comma] != ",":
        return False
    start = next((i + 1 for i in range(comma - 1, first - 1, -1) if text.words[i] in CLAUSE_SIGNS), first)
    head = next((i for i in range(start, min(start + 3, comma)) if lexicon.has("persons.kin", text.lowers[i])), None)
    if head is None or text.word(head + 1) != "of":
        return False
    return not any(start <= verb.index < comma for verb in mentions.verbs)


def is_named_for_kin(text: Text, person: PersonMention, lexicon: Lexicon) -> bool:
    """`Efrain Campo, nephew of First Lady Cilia Flores`: named to tell who the one before is."""
    for position in range(person.first - 1, max(1, person.first - OFFICE_BEFORE), -1):
        word = text.lowers[position]
        if word == "of" and text.lowers[position - 2] == ",":
            return lexicon.has("persons.kin", text.lowers[position - 1].removesuffix("s"))
        if not text.words[position][:1].isupper():
            return False
    return False


def is_joined(text: Text, person: PersonMention, lexicon: Lexicon) -> bool:
    """`let go of Joshua Holt, who ..., and his wife Thamara`: a relative who shares what befalls the one before."""
    if lexicon.has("persons.kin", text.word(person.first - 1)) and _joins_relative(text, person.first - 1, lexicon):
        return True
    if text.word(person.first - 1) != OF_HIS[-1]:
        return False
    words = text.lowers[max(0, person.first - len(OF_HIS)) : person.first]  # `and a relative of his, X`
    return len(words) == len(OF_HIS) and all(
        word == wanted if wanted.isalpha() or wanted == "," else lexicon.has(wanted, word)
        for word, wanted in zip(words, OF_HIS, strict=True)
    )


def _joins_relative(text: Text, index: int, lexicon: Lexicon) -> bool:
    """`and his wife`."""
    possessive = lexicon.has("grammar.persons.possessives", text.word(index - 1))
    return possessive and lexicon.has("grammar.together_with", text.word(index - 2))


def count_callings(text: Text, mentions: Mentions, person: PersonMention, titled: Titles, lexicon: Lexicon) -> int:
    """Callings of those held, right before the name or in an apposition after it, at most two."""
    callings, lowers = lexicon.words["persons.captive_titles"], text.lowers
    last = end_of_apposition(text, mentions, person, CALLING_AFTER, lexicon)
    near = lowers[max(titled.first, person.first - CALLING_BEFORE) : person.first] + lowers[person.last : last]
    return min(sum(word in callings for word in near), MOST_CALLINGS)


def _start_of_titles(
    text: Text, mentions: Mentions, person: PersonMention, named: frozenset[int], lexicon: Lexicon
) -> int:
    """Where the words begin that may be titles before a name: after another name, a comma or `and`."""
    first, least = person.first, max(mentions.sentence.first, person.first - OFFICE_BEFORE)
    before_titles = lexicon.words["grammar.persons.before_titles"]
    while first > least:
        word = text.lowers[first - 1]
        parted = word in STOPS or word in before_titles
        if parted or first - 1 in named or (word == "," and first < person.first):
            break
        first -= 1
    return first


def end_of_apposition(text: Text, mentions: Mentions, person: PersonMention, reach: int, lexicon: Lexicon) -> int:
    """Where an apposition after a name ends; the end of the name where none follows, as in `X, an official said`."""
    if text.word(person.last) != ",":
        return person.last
    last, most, speech = (
        person.last + 1,
        min(mentions.sentence.last, person.last + reach),
        lexicon.words["speech.verbs"],
    )
    while last < most and not lexicon.has("grammar.persons.apposition_ends", text.lowers[last]):
        if text.lowers[last] in speech:
            return person.last
        last += 1
    return last


def has_kin(text: Text, person: PersonMention, lexicon: Lexicon) -> bool:
    """`Reed's father`, `the lawyer of Sutyagin`: words that go with somebody held."""
    if text.word(person.first - 1) == "of":
        return lexicon.has("persons.of_captives", text.word(person.first - 2))
    return lexicon.has("grammar.genitives", text.word(person.last)) and lexicon.has_any(
        "persons.of_captives", text.lowers[person.last + 1 : person.last + 3]
    )


def speaks(text: Text, person: PersonMention, lexicon: Lexicon) -> bool:
    """Whether the person says something: right beside a verb of speech, or after a clause about the person."""
    before = text.word(person.first - 1)
    title = text.word(person.first - 2) if lexicon.has("persons.ranks", before) else ""  # `said Mr Mori`
    beside = (text.word(person.last), before, title)
    if lexicon.has_any("speech.verbs", beside) or lexicon.has("grammar.persons.acts", beside[0]):
        return True
    if _speaks_for_house(text, person, lexicon):
        return True
    return _speaks_after_clause(text, person, lexicon) or _is_introduced_by_speech(text, person, lexicon)


def _speaks_for_house(text: Text, person: PersonMention, lexicon: Lexicon) -> bool:
    """`Iryna Kuksenko of the First Channel later disclosed`: of whom somebody is, and a word that says when."""
    position = person.last
    if lexicon.has("grammar.sources", text.word(position)):
        last = min(len(text.lowers), position + HOUSE_REACH)
        position += 1
        house = lexicon.words["grammar.persons.in_house"]
        while position < last and (text.words[position][:1].isupper() or text.lowers[position] in house):
            position += 1
        if lexicon.has("grammar.persons.plain_speech", text.word(position)):
            return True
    return _says_later(text, position, lexicon)


def _says_later(text: Text, position: int, lexicon: Lexicon) -> bool:
    """`later disclosed`, `did not say`: words of time or denial before a verb of speech."""
    first = position
    while lexicon.has("grammar.persons.before_speech", text.word(position)):
        position += 1
    return position > first and lexicon.has("grammar.persons.plain_speech", text.word(position))


def _speaks_after_clause(text: Text, person: PersonMention, lexicon: Lexicon) -> bool:
    """`Viktor Medvedchuk, who watched over the exchange for Ukraine, said ...`: speech after a clause about him."""
    if text.word(person.last) != ",":
        return False
    for position in range(person.last + 1, min(len(text.lowers) - 1, person.last + CLAUSE_REACH)):
        if text.words[position] in STOPS:
            return False
        if text.words[position] == ",":
            following = text.lowers[position + 1]
            return lexicon.has("speech.verbs", following) or lexicon.has("grammar.persons.acts", following)
    return False


def _is_introduced_by_speech(text: Text, person: PersonMention, lexicon: Lexicon) -> bool:
    """`said the elder Ugas Hassan`, `said her daughter, Laura Arce`: small words between the verb and the name."""
    first = max(1, person.first - INVERSION_REACH)
    for position in range(person.first - 1, first - 1, -1):
        word = text.words[position]
        if lexicon.has("grammar.persons.inverted_speech", text.lowers[position]):
            return not lexicon.has("grammar.persons.inverted_ends", text.lowers[position + 1])
        small = word.islower() or word in {",", "'s", "-"}
        if not small or lexicon.has("grammar.persons.inverted_ends", text.lowers[position]):
            return False
    return False
