"""Names of persons in a report: where they stand, and which spellings mean the same person within the report.

Belongs here: which names, surnames and aliases mean one person, and who holds an office. Not here: where a
name begins and ends (`person_names.py`), whether the person was handed over (`persons/handed_over.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from itertools import pairwise

from rapidfuzz import fuzz
from rapidfuzz.process import extract_iter

from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.person_names import find_full_names, is_title
from assets.extract.mentions.person_short_names import find_short_names, is_alias
from assets.extract.records import record

TITLES_REACH = 6  # tokens of titles between a verb and a name: "freed the former opposition leader"
MAX_COMPARED = 30  # names of one initial that a spelling is compared with: no report names more, a dump may
NOTHING: frozenset[int] = frozenset()
SAME_SPELLING = 86.0  # "mohammed" and "mohammad" are 92 alike, "karen" and "araik" of one surname 75


@record
class PersonMention:
    """A person's name at some tokens; `key` is the fullest form of the name in the report."""

    first: int
    last: int
    name: str
    key: str
    official: bool = False
    pronoun: bool = False
    freed: bool = False  # object of a verb of hand-over: one handed over whatever the title


def find_persons(text: Text, sentences: list[Mentions], lexicon: Lexicon) -> dict[int, list[PersonMention]]:
    """Persons by number of the sentence; a surname alone stands for the full name that came before or after it."""
    found = {number: find_full_names(text, mentions, lexicon) for number, mentions in enumerate(sentences)}
    keys = _keys([text.slice(a, b) for spans in found.values() for a, b in spans])
    _join_honoured(keys, lexicon)
    by_surname: dict[str, str] = {}
    for spans in found.values():
        for first, last in spans:
            by_surname.setdefault(text.words[last - 1].lower(), keys[text.slice(first, last)])
    by_given = _by_given_name(keys, lexicon)
    _add_short_names(text, sentences, found, by_surname, by_given.keys(), lexicon)
    by_surname |= {name: key for name, key in by_given.items() if key}
    full = {number: _in_sentence(text, sentences[number], found[number], keys, by_surname, lexicon) for number in found}
    return _join_aliases(text, full, lexicon)


def _by_given_name(keys: dict[str, str], lexicon: Lexicon) -> dict[str, str]:
    """The person whom a given name stands for: that of the one full name with it; empty where several have it."""
    given: dict[str, str] = {}
    for key in sorted(set(keys.values())):
        first = key.lower().partition(" ")[0]
        is_given = lexicon.has("persons.freed_by_given_name", first) or key.lower() in lexicon.captives
        if is_given and first != key.lower():
            given[first] = "" if first in given else key
    return given


def _add_short_names(
    text: Text,
    sentences: list[Mentions],
    found: dict[int, list[tuple[int, int]]],
    by_surname: dict[str, str],
    given: Collection[str],
    lexicon: Lexicon,
) -> None:
    """Adds names of one word to the surnames: "Col. Abel", where no full name goes with them."""
    known = frozenset(by_surname).union(given)
    for number, mentions in enumerate(sentences):
        taken = _tokens_of(found[number])
        for first, last in find_short_names(text, mentions, taken, known, lexicon):
            by_surname.setdefault(text.lowers[first], text.slice(first, last))


def _join_aliases(
    text: Text, persons: dict[int, list[PersonMention]], lexicon: Lexicon
) -> dict[int, list[PersonMention]]:
    """`Lonsdale, whose real name is Konon Molody`: the second name means the person of the first."""
    same = {
        right.key: left.key
        for named in persons.values()
        for left, right in pairwise(named)
        if is_alias(text, left.last, right.first, lexicon)
    }
    if not same:
        return persons
    return {
        number: [replace(person, key=same.get(person.key, person.key)) for person in named]
        for number, named in persons.items()
    }


def _in_sentence(
    text: Text,
    mentions: Mentions,
    spans: list[tuple[int, int]],
    keys: dict[str, str],
    by_surname: dict[str, str],
    lexicon: Lexicon,
) -> list[PersonMention]:
    """The persons of one sentence, in order, by full name or surname."""
    if not spans and mentions.words.isdisjoint(by_surname):
        return []
    freed: set[int] = set()  # the tokens after their names
    for first, last in spans:
        if _is_freed(text, mentions, first, freed, lexicon):
            freed.add(last)
    full = [
        PersonMention(
            *span,
            text.slice(*span),
            keys[text.slice(*span)],
            span[1] not in freed and _is_official(text, mentions, *span, lexicon),
            freed=span[1] in freed,
        )
        for span in spans
    ]
    surnames = _surnames(text, mentions, spans, by_surname, lexicon)
    return sorted([*full, *surnames], key=lambda person: person.first) if full and surnames else full or surnames


def _is_freed(text: Text, mentions: Mentions, first: int, freed: set[int], lexicon: Lexicon) -> bool:
    """`freed General Rubén Alzate, Corporal Díaz and the lawyer Gloria Urrego`: the object of a verb of hand-over."""
    start = first
    while start > max(mentions.sentence.first, first - TITLES_REACH) and (
        _is_of_title(text, mentions, start - 1, lexicon) or _is_before_title(text, start - 1, lexicon)
    ):
        start -= 1
    if not freed.isdisjoint((start - 1, start - 2)):
        return lexicon.has("grammar.persons.lists", text.lowers[start - 1])
    return any(
        verb.last == start and verb.sense.needs == "people" and not verb.noun
        for verb in mentions.verbs
        if verb.sense.meaning != "come_home" and not text.lowers[verb.index].startswith("receiv")  # a guest, too
    )


def _is_of_title(text: Text, mentions: Mentions, index: int, lexicon: Lexicon) -> bool:
    """A title, rank or calling, or what may stand with it: "the former opposition leader", "Afghan General"."""
    word = text.lowers[index]
    return (
        is_title(word, lexicon)
        or word in {"the", "-"}
        or any(m.first <= index < m.last and m.name.form == "adjective" for m in mentions.names)
    )


def _is_before_title(text: Text, index: int, lexicon: Lexicon) -> bool:
    """`the communist leader`: a word of any kind between an article and a title."""
    titled = lexicon.has("persons.titles", text.lowers[index + 1])
    return titled and lexicon.has("grammar.articles", text.lowers[index - 1])


def _keys(names: list[str]) -> dict[str, str]:
    """For each spelling of a name the one that the report prints most often."""
    printed: dict[str, int] = defaultdict(int)
    for name in names:
        printed[name] += 1
    initials: dict[str, list[str]] = defaultdict(list)  # only names that share their initial can be one
    for name in printed:
        initials[name[0].lower()].append(name)
    clusters = [cluster for names in initials.values() for cluster in (_spellings(names) if names[1:] else [names])]
    best = [
        max(cluster, key=lambda spelling: (printed[spelling], -spelling.count("-"))) if cluster[1:] else cluster[0]
        for cluster in clusters
    ]
    return {name: key for key, cluster in zip(best, clusters, strict=True) for name in cluster}


def _spellings(names: list[str]) -> list[list[str]]:
    """Full names, those together that are spellings of one ("Khan Mohammed", "Khan Mohammad")."""
    clusters: list[list[str]] = []
    known: list[str] = []  # the first spelling of each
    for name in names:
        compared = known[-MAX_COMPARED:]
        alike = extract_iter(name.lower(), compared, scorer=fuzz.ratio, score_cutoff=SAME_SPELLING) if compared else ()
        first = next((index for _, _, index in alike), None)
        if first is None:
            clusters.append([name])
            known.append(name.lower())
        else:
            clusters[first - len(compared)].append(name)
    return clusters


def _join_honoured(keys: dict[str, str], lexicon: Lexicon) -> None:
    """`Haji Bashar` is Bashar Noorzai, `Moore-Gilbert` Kylie Moore-Gilbert where the report names them, too."""
    honoured = {name for name in keys if lexicon.has("persons.honorifics", name.split()[0].lower())}
    full = {w: key for name, key in keys.items() if name not in honoured and " " in name for w in name.split()}
    for name in honoured:
        keys[name] = full.get(name.partition(" ")[2], keys[name])
    for name in [name for name in keys if " " not in name]:  # `Moore-Gilbert` of Kylie Moore-Gilbert
        keys[name] = full.get(name, keys[name])


def is_office(text: Text, index: int, lexicon: Lexicon) -> bool:
    """A title of office, but no `film director` and no `former minister`: those are held as others are."""
    if not lexicon.has("persons.offices", text.lowers[index]):
        return False
    led = text.word(index + 1) == "of" or lexicon.has("grammar.its", text.word(index - 1))
    led = led or _is_acronym(text.words[index - 1])
    heads = led and lexicon.has("persons.heads_of", text.lowers[index])
    if not heads and not lexicon.has("persons.official_titles", text.lowers[index]):
        return False
    before = text.lowers[max(0, index - 3) : index]
    return not lexicon.has_any("persons.no_office", before[-1:]) and not lexicon.has_any("persons.former", before)


def _is_acronym(word: str) -> bool:
    """`CIA director`, `FSB chief`."""
    return len(word) > 1 and word.isalpha() and word.isupper()


def _is_official(text: Text, mentions: Mentions, first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether the reference data know the name as an official's, or a title of office stands right before it."""
    if first > mentions.sentence.first and is_office(text, first - 1, lexicon):
        return True
    if first > mentions.sentence.first and _is_calling(text.lowers[first - 1], lexicon):
        return False  # `Corporal Jorge Rodríguez`, a namesake
    return any(m.name.form == "official" and first < m.last == last for m in mentions.names)


def _is_calling(word: str, lexicon: Lexicon) -> bool:
    """A calling or rank that is no office."""
    return lexicon.has("persons.captive_titles", word) and not lexicon.has("persons.official_titles", word)


def _tokens_of(spans: list[tuple[int, int]]) -> frozenset[int]:
    return frozenset([i for first, last in spans for i in range(first, last)]) if spans else NOTHING


def _surnames(
    text: Text, mentions: Mentions, taken: list[tuple[int, int]], by_surname: dict[str, str], lexicon: Lexicon
) -> list[PersonMention]:
    if mentions.words.isdisjoint(by_surname):
        return []
    covered = _tokens_of(taken)
    return [
        PersonMention(
            i, i + 1, text.words[i], by_surname[text.lowers[i]], _is_official(text, mentions, i, i + 1, lexicon)
        )
        for i in mentions.capitals
        if text.lowers[i] in by_surname and i not in covered
    ]
