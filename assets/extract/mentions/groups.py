"""Groups of people that a sentence counts: "15 Armenian soldiers", "the bodies of 1,200 Ukrainians".

Belongs here: what a figure counts, of which nation and kind, and which figures count no people. Not here: the figures
themselves (`numbers.py`), the words up to their noun (`count_phrases.py`) and of whose people they are (`origins.py`),
whether people changed hands (`flows/frames.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assets.extract.language.lexicon import UNTOLD, Lexicon
from assets.extract.language.phrase_table import Found
from assets.extract.language.text import Sentence, Text
from assets.extract.mentions.count_phrases import CountContext, CountPhrase, read_phrase
from assets.extract.mentions.cues import Cues
from assets.extract.mentions.measures import (
    PLURALS,
    is_bound_of_age,
    is_measure,
    is_second_of_pair,
    is_year,
)
from assets.extract.mentions.names import NameMention
from assets.extract.mentions.numbers import Number
from assets.extract.mentions.origins import nation_of_bodies, with_origin
from assets.extract.records import record

EACH_REACH = 3  # tokens between people and "each": "15 captives from each side"
QUOTES = frozenset("\"“‘'")
NOBODY = ("nobody", "anybody")  # lists of words for no people: "not ... anybody" is read as none
HELD_CATEGORIES = frozenset(("military", "detainee", "remains"))
SINGLE_CATEGORIES = frozenset(("military", "detainee"))


@record
class Group:
    """People of one kind that the sentence counts: "15 Armenian soldiers", "the bodies of 1,200 Ukrainians"."""

    first: int
    last: int
    count: int | None
    bound: str
    category: str
    nations: tuple[str, ...] = ()
    each: bool = False
    definite: bool = False
    bare: bool = False
    origin: tuple[str, ...] = ()
    indefinite: bool = False
    others: bool = False


def find_groups(
    text: Text,
    sentence: Sentence,
    numbers: list[Number],
    names: tuple[NameMention, ...],
    people: list[Found],
    cues: Cues,
    lexicon: Lexicon,
) -> Iterator[Group]:
    """The groups of people of one sentence, in order; no two of them overlap.

    `people` are the nouns for people whose words stand in the sentence.
    """
    nouns = _longest(people)
    begins = frozenset([*nouns, *[name.first for name in names]])
    context = CountContext(text, sentence, numbers, names, cues, nouns, begins, lexicon)
    taken = sentence.first
    unsaid = [*_articles(context), *_vague(context)]
    for number in sorted([*numbers, *unsaid], key=lambda n: n.first) if unsaid else numbers:
        if number.first < taken:
            continue
        group = _group_at(context, number)
        if group is not None and number.value is None and not _is_surely_people(group):
            group = None
        if group is not None and number.bound == "article":
            group = _one_captive(context, number, group)
        if group is not None:
            taken = group.last
            yield group


def _longest(people: list[Found]) -> dict[int, tuple[int, str]]:
    """By token the longest noun for people that begins there: its length and category."""
    nouns: dict[int, tuple[int, str]] = {}
    for first, last, category in people:
        nouns.setdefault(first, (last - first, category))
    return nouns


def _is_surely_people(group: Group) -> bool:
    """Whether `dozens of ...` are people of a nation or people held; without a figure other nouns say too little."""
    return not group.bare and (bool(group.nations) or group.category in HELD_CATEGORIES)


def _articles(context: CountContext) -> list[Number]:
    """`an American`, `for the mayor`: an article may count one person."""
    if not context.begins:
        return []
    lowers, lexicon = context.text.lowers, context.lexicon
    counted = {n.first for n in context.numbers}
    first, last = context.sentence.first, context.sentence.last
    the = [i for _, i in context.cues.spans("reciprocity.for_linking") if i < last and lowers[i] == "the"]
    articles = lexicon.where("grammar.groups.articles", lowers, first, last)
    return [
        Number(i, i + 1, 1, "article")
        for i in (sorted({*articles, *the}) if the else articles)
        if counted.isdisjoint((i, i + 1))  # `for the two prisoners`
        and context.may_be_people(i + 1)
        and not lexicon.has_any("grammar.groups.after_article", lowers[i + 1 : i + 4])
    ]


def _vague(context: CountContext) -> list[Number]:
    """`dozens of Armenian captives`: people without a figure; `all twenty captives` have one."""
    vague = context.cues.spans("numbers.vague")
    counted = {n.first for n in context.numbers} if vague else frozenset()
    return [Number(start, end, None, "approx") for start, end in vague if end not in counted]


def _is_modifier(context: CountContext, last: int) -> bool:
    """`a rebel village`, `the two separatist "republics"`: the noun for a person belongs to the noun of a place."""
    after = last + (context.text.word(last) in QUOTES)
    return context.lexicon.has("place.words.nouns", context.text.word(after))


def _one_captive(context: CountContext, number: Number, group: Group) -> Group | None:
    """One person with a nationality or a captive's calling; other nouns after an article count nobody."""
    noun = context.text.words[group.last - 1]
    plural = noun.endswith(PLURALS) and noun.islower()  # `a Swiss` is one
    swapped_for = any(end == number.first for _, end in context.cues.spans("reciprocity.for_linking"))
    kinds = (*SINGLE_CATEGORIES, "civilian") if swapped_for else SINGLE_CATEGORIES
    captive = len(group.nations) == 1 or group.category in kinds  # `a Russian American`: whose, is not told
    of_many = "of" in context.text.lowers[number.last : group.last]  # `the Treatment of Prisoners of War`
    speaks = context.lexicon.has("speech.verbs", context.text.word(group.last))  # `an Afghan lawmaker said`
    if plural or not captive or of_many or speaks:
        return None
    return replace(group, bound="exact", indefinite=True)


def _group_at(context: CountContext, number: Number) -> Group | None:
    if is_bound_of_age(context.text, context.sentence, number, context.lexicon):
        return _aged_group(context, number)
    one_of = number.value == 1 and context.text.word(number.last) == "of"  # `one of the men`: out of a group
    if one_of or is_measure(context.text, context.sentence, number, context.lexicon):
        return None
    said = " ".join(context.text.lowers[number.first : number.last])
    if number.value == 0 and any(context.lexicon.has(f"grammar.numbers.{words}", said) for words in NOBODY):
        return Group(number.first, number.last, 0, "exact", UNTOLD)
    phrase = read_phrase(context, number)
    if phrase.category is not None:
        of_two_kinds = said == "both" and context.text.word(phrase.last) == "and"  # `both soldiers and civilians`
        if of_two_kinds or _is_modifier(context, phrase.last):
            return None
        return _group(context, phrase, phrase.category)
    return _part_of_nation(context, number) or _bare_group(context, number)


def _aged_group(context: CountContext, number: Number) -> Group | None:
    """`Russian servicemen under 25`, `under-25 prisoners`: people without a figure."""
    phrase = read_phrase(context, number)
    if phrase.category is not None and not phrase.counts_exchanges:
        return replace(_group(context, phrase, phrase.category), count=None, bound="approx")
    at = next((i for i in (number.first - 1, number.first - 2) if i in context.nouns), None)
    if at is None:
        return None
    name = next((name for name in context.names if name.last == at and name.name.kind == "party"), None)
    first, nations = (name.first, name.name.codes) if name is not None else (at, ())
    return Group(first, number.last, None, "approx", context.nouns[at][1], nations)


def _group(context: CountContext, phrase: CountPhrase, noun: str) -> Group:
    number, lowers, lexicon = phrase.number, context.text.lowers, context.lexicon
    bodies = _bodies_before(context, number.first)
    category = "remains" if bodies is not None else _category(phrase, noun, lexicon)
    first = number.first
    if category == "remains":
        first = bodies or first
    last, nations, origin = with_origin(context, phrase)
    if category == "remains" and not nations:
        last, nations = nation_of_bodies(context, last)
    if category == UNTOLD and last - phrase.last > 1 and lexicon.has("grammar.groups.services", lowers[last - 1]):
        category = "military"
    if _are_whose_bodies(context, last):
        category, last = "remains", last + 2
    return Group(
        first,
        last,
        number.value,
        number.bound,
        category,
        tuple(dict.fromkeys([*_nations(phrase, category, lexicon), *nations])),
        _each_near(context, number.first, last),
        number.first > context.sentence.first and lexicon.has("grammar.groups.definite", lowers[number.first - 1]),
        origin=origin,
        others=lexicon.has_any("grammar.subsets.others", lowers[first:last]),
    )


def _bodies_before(context: CountContext, index: int) -> int | None:
    """`the bodies of 1,200 ...`: where the words for remains before the figure begin."""
    lowers, position = context.text.lowers, index - 1
    while position > context.sentence.first and context.lexicon.has("grammar.groups.before_bodies", lowers[position]):
        position -= 1
    match = next(iter(context.lexicon.people.at(lowers, position, index)), None)
    return position if match and match[1] == "remains" else None


def _nations(phrase: CountPhrase, category: str, lexicon: Lexicon) -> Iterator[str]:
    """`UN peacekeepers` are the organisation's own, `an EU diplomat` is of some nation."""
    for code in phrase.nations:
        if category == "military" or lexicon.party_kinds.get(code) != "organisation":
            yield code


def _are_whose_bodies(context: CountContext, last: int) -> bool:
    """`three soldiers' bodies`."""
    lowers, lexicon = context.text.lowers, context.lexicon
    return lexicon.has_any("grammar.genitives", lowers[last : last + 1]) and lexicon.has_any(
        "grammar.triggers.remains_nouns", lowers[last + 1 : last + 2]
    )


def _category(phrase: CountPhrase, noun: str, lexicon: Lexicon) -> str:
    if "remains" in phrase.modifiers:
        return "remains"
    for category in ("remains", "civilian", "military"):
        if lexicon.has_any(f"modifiers.{category}", phrase.modifiers):
            return category
    return noun


def _each_near(context: CountContext, first: int, last: int) -> bool:
    return any(
        (0 <= start - last <= EACH_REACH or 0 <= first - end <= 1)
        and context.text.word(end) != "other"  # `handed 185 fishermen to each other`: both together
        and not context.lexicon.has("grammar.groups.time_units", context.text.word(end))  # `39 on each day`
        and not any(last <= n.first < start for n in context.numbers)
        for start, end in context.cues.spans("reciprocity.each")
    )


def _is_against_figure(context: CountContext, number: Number) -> bool:
    """`seven for nine`, `40 against 25`: the second of two figures of people."""
    behind = context.lexicon.has("grammar.exchanged_for", context.text.word(number.first - 1))
    return behind and any(other.last == number.first - 1 for other in context.numbers)


def _part_of_nation(context: CountContext, number: Number) -> Group | None:
    """`478 captives, 230 of them Ukrainian and 248 Russian`: a part of people told before, of one nation."""
    words, after = context.text.lowers[number.last : number.last + 2], number.last + 2
    if not context.lexicon.has("grammar.subsets.of_them", " ".join(words)):
        return None
    after += context.lexicon.has("modal.be", context.text.word(after))
    name = next((m for m in context.names if m.first == after and m.name.form in {"adjective", "people"}), None)
    if name is None or name.name.kind != "party":
        return None
    return Group(number.first, name.last, number.value, number.bound, UNTOLD, name.name.codes)


def _is_shared_out(context: CountContext, number: Number) -> bool:
    """`five went home to Armenia and one to Azerbaijan`: the second of two figures that two sides share."""
    beside = (number.last + 1, number.last + 2)  # `to the Azerbaijanis`
    return (
        context.text.word(number.first - 1) == "and"
        and context.lexicon.has("grammar.shares.prepositions", context.text.word(number.last))
        and any(name.first in beside and name.name.kind == "party" for name in context.names)
    )


def _bare_group(context: CountContext, number: Number) -> Group | None:
    """`Russia got 212 and Ukraine 45`: a figure with no noun counts people where the sentence hands people over."""
    lowers, lexicon = context.text.lowers, context.lexicon
    following = number.last + (context.text.word(number.last) == "more")  # `it freed 82 more, ...`
    after = lowers[following] if following < context.sentence.last else "."
    before = lowers[number.first - 1] if number.first > context.sentence.first else ""
    going = any(
        form in {"past", "third", "gerund"} and sense.meaning == "come_home"
        for form, sense in lexicon.verbs.get(after, ())
    )
    going = going or is_second_of_pair(context.text, context.sentence, number, lexicon)
    going = going or _is_against_figure(context, number)
    going = going or any(start == number.last for start, _ in context.cues.spans("reciprocity.each"))
    reverse = context.text.word(number.last + 1)
    going = going or (after == "the" and lexicon.has("grammar.counterparts.reverse", reverse))
    if not (going or lexicon.has("grammar.groups.after_bare_figure", after)) or number.value == 0:
        return None
    if number.value == 1 and not _is_shared_out(context, number):
        return None
    if is_year(context.text, number) or _is_part_of_name(context, number) or _is_in_compound(context, number):
        return None  # `since 2014, 2016 and 2017`
    if number.value == 2 and lexicon.has("grammar.groups.two_of_known", before):
        return None
    each = _each_near(context, number.first, number.last)
    return Group(number.first, number.last, number.value, number.bound, UNTOLD, (), each, before == "the", bare=True)


def _is_in_compound(context: CountContext, number: Number) -> bool:
    """`an 80-page account`, and not `a 62-for-62 swap`: the figure measures the noun that a hyphen ties it to."""
    text, hyphen = context.text, number.last
    tied = text.words[hyphen : hyphen + 1] == ["-"] and text.starts[hyphen] == text.end(hyphen - 1)
    tied = tied and text.starts[hyphen + 1 : hyphen + 2] == [text.end(hyphen)]
    return tied and not context.lexicon.has("grammar.exchanged_for", text.word(hyphen + 1))


def _is_part_of_name(context: CountContext, number: Number) -> bool:
    """`members of the ring known as the Cuban Five`: the name of a group, of whom some are told."""
    written = context.text.words[number.last - 1]
    if number.first == context.sentence.first or not written.istitle() or not written.isalpha():
        return False
    name = next((n for n in context.names if n.last == number.first and n.name.form == "adjective"), None)
    return name is not None and context.lexicon.has(
        "grammar.groups.before_group_name", " ".join(context.text.lowers[name.first - 2 : name.first])
    )
