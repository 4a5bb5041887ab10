import ast
from collections import Counter
from pathlib import Path

import pytest

from assets.extract import claims
from assets.extract.claims import REFERENCE
from assets.extract.language.known_exchanges import read_captives, read_exchanges
from assets.extract.language.lexicon_files import FORMS, load_lexicon
from assets.extract.language.phrase_table import LexiconError, PhraseTable
from assets.extract.language.text import tokenize

LEXICON = load_lexicon(REFERENCE, "en")
MEANINGS = {"carry", "release", "receive", "come_home", "exchange"}
NEEDS = {"none", "people", "sides"}


def _lists(data, prefix=""):
    for key, value in data.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict):
            yield from _lists(value, f"{name}.")
        elif isinstance(value, list) and all(isinstance(item, str) for item in value):
            yield name, value


LISTS = dict(_lists(LEXICON.data))
VERBS = [(meaning, word) for meaning, entry in LEXICON.data["verbs"].items() for word in entry["words"]]


def test_lists_have_words_and_none_twice():
    assert [name for name, words in LISTS.items() if not words] == []
    assert [(name, word) for name, words in LISTS.items() for word, n in Counter(words).items() if n > 1] == []


def test_lists_are_of_phrases_that_a_text_can_have():
    phrases = [(name, phrase) for name, words in LISTS.items() for phrase in words]
    assert [(name, phrase) for name, phrase in phrases if phrase != phrase.strip() or not tokenize(phrase)] == []


def test_verbs_have_five_forms_and_known_needs():
    assert set(LEXICON.data["verbs"]) == MEANINGS
    assert [word for _, word in VERBS if len(word["forms"].split()) != len(FORMS)] == []
    assert [word for _, word in VERBS if word.get("needs", "none") not in NEEDS] == []


def test_no_verb_is_listed_twice_with_one_particle_and_meaning():
    entries = Counter((meaning, word["forms"], word.get("particle", "")) for meaning, word in VERBS)
    assert [entry for entry, n in entries.items() if n > 1] == []


def test_grammar_is_never_looked_for_in_texts():
    grammar = {name for name in LEXICON.words if name.startswith("grammar.")}
    words = {word for name in grammar for word in LEXICON.words[name]}
    cues = {cue for word in words for _, cue in LEXICON.cues.at(tokenize(word), 0, len(tokenize(word)))}
    assert grammar
    assert not grammar & cues


def _asked_as_cues(code):
    """The strings by which a module asks for cues of a sentence."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            of_cues = node.func.attr == "has_any" and getattr(node.func.value, "attr", "") == "cues"
            if of_cues or node.func.attr in {"spans", "has_cue"}:
                yield from (argument.value for argument in node.args if isinstance(argument, ast.Constant))


def test_every_list_asked_for_as_a_cue_is_searched_for():
    modules = Path(claims.__file__).parent.rglob("*.py")
    asked = {name for module in modules for name in _asked_as_cues(module.read_text())}
    assert len(asked) > 30
    assert asked <= {value for _, value in LEXICON.cues.entries()}


def _strings(code):
    return {n.value for n in ast.walk(ast.parse(code)) if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def test_code_asks_for_lists_of_grammar_that_there_are_and_for_all_of_them():
    modules = Path(claims.__file__).parent.rglob("*.py")
    asked = {name for module in modules for name in _strings(module.read_text()) if name.startswith("grammar.")}
    beginnings = {name for name in asked if name.endswith((".", "_"))}  # `f"grammar.categories.{kind}"`
    lists = {name for name in LEXICON.words if name.startswith("grammar.")}
    assert asked - beginnings <= lists
    assert {name for name in lists - asked if not name.startswith(tuple(beginnings - {"grammar."}))} == set()


def test_every_group_of_words_is_lower_case_unless_it_is_of_names():
    assert [
        n for n, words in LEXICON.words.items() if n != "persons.not_names" and any(w != w.lower() for w in words)
    ] == []


def test_longest_phrase_comes_first():
    table = PhraseTable()
    for phrase, value in (("prisoner", 1), ("prisoner of war", 2), ("prisoner", 3)):
        table.add(phrase, value)
    table.freeze()
    lowers = tokenize("the prisoner of war")
    assert list(table.at(lowers, 1, 4)) == [(3, 2), (1, 1), (1, 3)]
    assert list(table.at(lowers, 1, 3)) == [(1, 1), (1, 3)]
    assert list(table.at(lowers, 0, 4)) == []


def test_phrase_without_token_is_refused():
    with pytest.raises(LexiconError, match="has no token"):
        PhraseTable().add(" ", 1)


def test_verb_with_missing_form_is_refused(tmp_path):
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "xx.toml").write_text(
        '[people.head]\ncaptive = ["pow"]\n[people.military]\nnouns = ["pow"]\n[people.detainee]\nnouns = ["spy"]\n'
        '[people.remains]\nnouns = ["body"]\n[verbs.release]\nwords = [{ forms = "free frees freed" }]\n'
    )
    with pytest.raises(LexiconError, match="needs 5 forms, has 3"):
        load_lexicon(tmp_path, "xx")


def test_unknown_language_is_refused():
    with pytest.raises(LexiconError, match=r"cannot read .*zz\.toml"):
        load_lexicon(REFERENCE, "zz")


HEAD = "start,end,party_a,party_b,a_to_b,b_to_a,place,mediators,source\n"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f"{HEAD}2024-02-30,,RUS,UKR,1,1,,,\n", "exchanges.csv, line 2: day is out of range"),
        (f"{HEAD}2024,,RUS,UKR,1,1,,,\n2025,,RUS,UKR,some,1,,,\n", "exchanges.csv, line 3: invalid literal .* 'some'"),
        ("start,end\n2024,\n", "exchanges.csv, line 2: there is no column 'party_a'"),
    ],
)
def test_a_known_exchange_that_cannot_be_read_is_named_with_its_line(tmp_path: Path, text: str, reason: str) -> None:
    file = tmp_path / "exchanges.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=reason):
        read_exchanges(file)


def test_a_captive_that_cannot_be_read_is_named_with_the_line(tmp_path: Path) -> None:
    file = tmp_path / "captives.csv"
    file.write_text("name,held_by,of,since,exchanged,aliases\nA B,RUS,UKR,long ago,,\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"captives\.csv, line 2: invalid literal .* 'long ago'"):
        read_captives(file)
