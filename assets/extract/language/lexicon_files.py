"""Reading the lexicon of a language, the places and what is known from `seeds/reference`.

Belongs here: how the files become tables, and what is wrong with a file. Not here: the tables themselves
(`lexicon.py`), any word (that is data), who the parties are (`party_files.py`).
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from assets.extract.language.known_exchanges import read_captives, read_exchanges
from assets.extract.language.lexicon import Lexicon, Name, VerbSense
from assets.extract.language.party_files import add_parties, add_relations
from assets.extract.language.phrase_table import LexiconError, PhraseIndex, PhraseTable
from assets.extract.language.reference_files import interned, read_toml
from assets.extract.language.signal_weights import read_weights, weights_by_category
from assets.extract.language.spellings import sound_of
from assets.extract.language.text import Vocabulary, tokenize

RELATIVE_KINDS = (
    "before_yesterday",
    "day_before",
    "in_the_day",
    "today",
    "yesterday",
    "tomorrow",
    "last_month",
    "this_month",
    "next_month",
    "last_year",
    "weekend",
    "same_day",
    "next_day",
)  # sections of phrases such as "last month"
BOUNDS = ("at_least", "approx", "at_most")
TITLES = ("captive_titles", "official_titles", "ranks")  # lists of words that may stand before a person's name
OFFICES = ("official_titles", "heads_of")  # the same, of those who hold an office
AUXILIARIES = ("modal.future", "modal.possible", "grammar.status.conditional", "grammar.status.infinitive")
JOINTS = ("when", "after_comma")  # lists of words at which a clause may begin
HELD = ("grammar.hints.custody", "grammar.hints.keeping", "grammar.hints.came")  # words before who held people
FORMS = ("base", "third", "past", "participle", "gerund")
AS_PRINTED = ("persons.not_names",)  # lists whose words are compared as a text prints them, capitals and all
NO_GROUPS = ("people.", "verbs.", "language")  # sections that are read by functions of their own
# Lists that are looked up one by one, not searched for in a text.
NO_CUES = (
    *("bounds.", "captivity", "dates.before_year", "grammar.", "mediation.words.", "modal.", "modifiers."),
    *("not_exchanged", "other_topics", "persons.also_", "persons.captive_titles", "persons.former"),
    *("persons.given_names", "persons.heads_of", "persons.honorifics", "persons.kin", "persons.no_office"),
    *("persons.not_names", "persons.of_captives", "persons.official_titles", "persons.ranks"),
    *("place.words.", "screen.", "speech.", "text.", "units"),
)

# Groups of single words that rules often ask a sentence for: they are searched for in it together with its phrases.
SOUGHT = (
    *("captivity", "dates.first", "dates.named", "numbers.first", "speech.verbs"),
    *("grammar.batches.numbered", "grammar.batches.ordinals", "grammar.clauses.after", "grammar.dates.ahead"),
    *("grammar.hints.custody", "grammar.hints.keeping", "grammar.hints.keeping_verbs"),
    *("grammar.triggers.lists", "grammar.triggers.living", "grammar.triggers.remains", "grammar.triggers.stages"),
    *("grammar.triggers.things", "place.words.grounds"),
    *("place.words.before_unlisted", "place.words.coming", "place.words.lines", "place.words.on_foot"),
    *("place.words.parts", "place.words.pointing", "place.words.sites", "place.words.talking"),
)


@lru_cache(maxsize=8)
def load_lexicon(reference: Path, language: str = "en") -> Lexicon:
    """The lexicon of a language with the parties and places of `reference` (a folder like `seeds/reference`)."""
    data = read_toml(reference / "lexicon" / f"{language}.toml")
    lexicon = Lexicon(language, data)
    _add_cues(lexicon)
    _add_date_words(lexicon)
    _add_joined_lists(lexicon)
    _add_number_words(lexicon)
    _add_people(lexicon)
    _add_verbs(lexicon)
    add_parties(lexicon, reference / "parties.toml")
    add_relations(lexicon, reference / "constituencies.toml")
    _add_places(lexicon, reference / "places.csv")
    _add_captives(lexicon, reference / "captives.csv")
    _add_exchanges(lexicon, reference / "exchanges.csv")
    lexicon.cues.freeze()
    lexicon.people.freeze()
    lexicon.names.freeze()
    lexicon.sought = frozenset(SOUGHT)
    words = _words_sought(lexicon)
    lexicon.phrases = PhraseIndex(lexicon.cues, lexicon.people, lexicon.names, _verb_forms(lexicon), words)
    marks = (lexicon.words["text.abbreviations"], lexicon.words["text.sentence_openers"])
    lexicon.vocabulary = Vocabulary(*marks, lexicon.phrases.nodes)
    lexicon.weights = read_weights(reference, language)
    lexicon.category_weights = weights_by_category(lexicon.weights["categories"])
    return lexicon


def _lists(data: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, list[str] | dict[str, Any]]]:
    for key, value in data.items():
        name = f"{prefix}{key}"
        if (isinstance(value, list) and all(isinstance(item, str) for item in value)) or (
            isinstance(value, dict) and value and not any(isinstance(item, (list, dict)) for item in value.values())
        ):
            yield name, value
        elif isinstance(value, dict):
            yield from _lists(value, f"{name}.")


def _add_cues(lexicon: Lexicon) -> None:
    """Every list of the file becomes a group of words, and, unless it only helps to read others, one of cues."""
    for path, words in _lists(lexicon.data):
        name = sys.intern(path.removesuffix(".words"))
        if name.startswith(NO_GROUPS):
            continue
        lexicon.words[name] = frozenset(words if name.startswith(AS_PRINTED) else (w.lower() for w in words))
        if isinstance(words, list) and not name.startswith(NO_CUES):
            for phrase in words:
                lexicon.cues.add(phrase, name)


def _add_date_words(lexicon: Lexicon) -> None:
    """The words with which a date phrase without a leading figure can begin: most tokens are none of them."""
    dates = lexicon.data.get("dates", {})
    for kind in RELATIVE_KINDS:
        for phrase in dates.get(kind, ()):
            tokens = phrase.split()
            by_second = lexicon.relative.setdefault(tokens[0], {})
            by_second.setdefault(tokens[1] if len(tokens) > 1 else "", []).append((kind, tokens))
    for phrases in (phrases for by_second in lexicon.relative.values() for phrases in by_second.values()):
        phrases.sort(key=lambda phrase: -len(phrase[1]))
    named = {*dates.get("months", ()), *dates.get("weekdays", ())}
    lexicon.feasts = {
        tuple(tokenize(phrase)): (int(day[:2]), int(day[3:])) for phrase, day in dates.get("feasts", {}).items()
    }
    lexicon.holidays = {
        tuple(tokenize(phrase)): tuple((int(day[:2]), int(day[3:])) for day in days)
        for phrase, days in dates.get("holidays", {}).items()
    }
    feasts = frozenset(phrase[0] for phrase in (*lexicon.feasts, *lexicon.holidays))
    lexicon.words["dates.feasts.first"] = feasts
    lexicon.words["dates.named"] = frozenset(named)
    lexicon.words["dates.first"] = frozenset(
        {*lexicon.relative, *named, *feasts, *dates.get("from_another", ()), "ago", "months"}
    )


def _add_joined_lists(lexicon: Lexicon) -> None:
    """Lists that rules ask for together: where a clause may begin, what makes a place or a side of a name."""
    lexicon.words["grammar.parties.before_place"] = frozenset().union(
        *(lexicon.words.get(f"grammar.parties.{name}", ()) for name in ("places", "of_border"))
    )
    lexicon.words["grammar.clauses.joints"] = frozenset().union(
        *(lexicon.words.get(f"grammar.clauses.{name}", ()) for name in JOINTS)
    )
    lexicon.words["grammar.status.auxiliaries"] = frozenset().union(
        *(lexicon.words.get(name, ()) for name in AUXILIARIES)
    )
    lexicon.words["grammar.joint_sides"] = frozenset().union(
        *(lexicon.words.get(name, ()) for name in (*HELD, "grammar.sources"))
    )


def _add_number_words(lexicon: Lexicon) -> None:
    """The words with which a figure in words can begin, and those that bound a figure."""
    numbers = lexicon.data.get("numbers", {})
    lexicon.words["numbers.first"] = frozenset(
        {*numbers.get("units", ()), *numbers.get("scales", ()), *lexicon.words.get("grammar.numbers.irregular", ())}
    )
    for bound in reversed(BOUNDS):  # of a phrase in two lists the first counts
        lexicon.bounds.update(dict.fromkeys(lexicon.words.get(f"bounds.{bound}", ()), bound))
    lexicon.words["bounds.last"] = frozenset(phrase.rpartition(" ")[2] for phrase in lexicon.bounds)


def _plural(noun: str) -> str:
    """The regular plural of a noun; nouns that are plurals are left as they are."""
    if noun.endswith(("s", "men", "people", "children", "personnel")):
        return noun
    if noun.endswith("man"):
        return f"{noun[:-2]}en"
    return f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2] not in "aeou" else f"{noun}s"


def _add_people(lexicon: Lexicon) -> None:
    plurals: dict[str, str] = {}
    for category, entry in lexicon.data["people"].items():
        if "nouns" in entry:
            for noun in entry["nouns"]:
                lexicon.people.add(noun, category)
                plurals.setdefault(_plural(noun), category)
    listed = {noun for entry in lexicon.data["people"].values() for noun in entry.get("nouns", ())}
    for noun, category in plurals.items():
        if noun not in listed:
            lexicon.people.add(noun, category)
    lexicon.words["people.held_or_serving"] = frozenset(
        noun.lower()
        for category in ("military", "detainee", "remains")
        for noun in lexicon.data["people"][category]["nouns"]
        if " " not in noun
    )
    titles = frozenset().union(*(lexicon.words.get(f"persons.{kind}", ()) for kind in TITLES))
    lexicon.words["persons.titles"] = titles
    lexicon.words["persons.titles_of_many"] = titles | {f"{title}s" for title in titles}
    lexicon.words["persons.offices"] = frozenset().union(*(lexicon.words.get(f"persons.{k}", ()) for k in OFFICES))
    lexicon.words["people.head.captive"] = frozenset(n.lower() for n in lexicon.data["people"]["head"]["captive"])


def _add_verbs(lexicon: Lexicon) -> None:
    for meaning, entry in lexicon.data["verbs"].items():
        for word in entry["words"]:
            forms = word["forms"].split()
            if len(forms) != len(FORMS):
                raise LexiconError(f"verb {word['forms']!r}: needs {len(FORMS)} forms, has {len(forms)}")
            particle = tuple(word.get("particle", "").split())
            sense = VerbSense(
                meaning,
                forms[0],
                particle,
                word.get("needs", "none"),
                word.get("intransitive"),
                word.get("status"),
                word.get("mutual", False),
            )
            for form, name in zip(forms, FORMS, strict=True):
                lexicon.verbs.setdefault(form, []).append((name, sense))
    for form, senses in lexicon.verbs.items():
        senses.sort(key=lambda item: (-len(item[1].particle), FORMS.index(item[0])))
        if all(sense.particle for _, sense in senses):
            lexicon.particles[form] = frozenset(max(sense.particle, key=len) for _, sense in senses)


def _verb_forms(lexicon: Lexicon) -> PhraseTable[str]:
    forms: PhraseTable[str] = PhraseTable()
    for form in lexicon.verbs:
        forms.add(form, form)
    return forms


def _words_sought(lexicon: Lexicon) -> PhraseTable[str]:
    """The words of the groups that rules ask a sentence for; what has a space or a hyphen is no word of a text."""
    sought: PhraseTable[str] = PhraseTable()
    for group in SOUGHT:
        for word in sorted(lexicon.words[group]):
            if tokenize(word) == [word]:
                sought.add(word, group)
    return sought


def _add_places(lexicon: Lexicon, path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        for row in map(interned, csv.DictReader(file)):
            for phrase in _names(row):
                lexicon.names.add(phrase, Name("place", (row["country"],), row["kind"], row["name"]))


def _add_captives(lexicon: Lexicon, path: Path) -> None:
    for names, captive in read_captives(path):
        lexicon.captives.update((name.lower(), captive) for name in names)
        lexicon.captives_by_sound.update((sound_of(name), captive) for name in names)
    lexicon.captives_by_sound.pop("", None)  # of single words


def _add_exchanges(lexicon: Lexicon, path: Path) -> None:
    for known in read_exchanges(path):
        for year in range(known.days[0].year, known.days[1].year + 1):
            lexicon.exchanges_in.setdefault(year, []).append(known)
        for figure in sorted(known.given[0] | known.given[1]):
            lexicon.exchanges_with.setdefault(figure, []).append(known)


def _names(row: dict[str, str]) -> Iterable[str]:
    return [row["name"], *(alias for alias in row["aliases"].split(";") if alias)]
