"""Names of parties and places that a sentence prints.

Belongs here: finding the names of the reference data as a text writes them, and the dateline, whose names are passed
over. Not here: names of persons (`persons.py`), which names are the sides of an exchange (`parties/parties.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assets.extract.language.lexicon import Lexicon, Name
from assets.extract.language.phrase_table import Found
from assets.extract.language.text import Sentence, Text
from assets.extract.records import record

DATELINE_TOKENS = 26
DASHES = frozenset("—–-")
DATELINE_MARKS = DASHES | {":", ")"}


@record
class NameMention:
    """A party or place that the sentence names."""

    first: int
    last: int
    name: Name


def find_names(text: Text, found: list[Found], first: int, lexicon: Lexicon) -> Iterator[NameMention]:
    """The names of one sentence from the token `first` on, in order; of overlapping ones the longest.

    `found` are the names of the lexicon whose words stand in the sentence.
    """
    taken = first
    for index, end, name in found:
        if index >= taken and _written_as(text, index, end - index, name, lexicon):
            taken = end
            begins = _with_government(text, first, index, name, lexicon)
            for single in _singles(name, lexicon):
                yield NameMention(begins, taken, single)


def _with_government(text: Text, first: int, index: int, name: Name, lexicon: Lexicon) -> int:
    """Where a name begins with the government that it is the seat of: `the authorities in Kyiv`."""
    if name.kind != "party" or name.form not in {"name", "seat"} or index - 2 < first:
        return index
    governs = text.lowers[index - 1] == "in" and lexicon.has("grammar.parties.governing", text.lowers[index - 2])
    return index - 2 if governs else index


def _singles(name: Name, lexicon: Lexicon) -> tuple[Name, ...]:
    """`The two Koreas` are two sides, where `the separatists` of two republics act as one."""
    if len(name.codes) < 2 or any(lexicon.party_kinds.get(code) != "state" for code in name.codes):
        return (name,)
    return tuple(replace(name, codes=(code,)) for code in name.codes)


def dateline_end(text: Text, sentence: Sentence) -> int:
    """The token after a dateline such as `NAIROBI, Kenya (AP) -`; the sentence's first token where there is none."""
    first, last = sentence.first, sentence.last
    if DATELINE_MARKS.isdisjoint(text.words[first : min(last, first + DATELINE_TOKENS)]):
        return first
    for index in [i for i in range(first, min(last, first + DATELINE_TOKENS)) if text.words[i] in DATELINE_MARKS]:
        if text.words[index] in DASHES and index > first and text.end(index - 1) < text.starts[index]:
            head = text.words[first:index]
            named = _is_in_capitals(head) or ")" in head or "." in head[0]
            return index + 1 if named else first
        if text.words[index] == ":" and index > first and text.words[first].isupper():
            is_time = text.words[index - 1].isdecimal() and text.word(index + 1).isdecimal()
            return first if is_time else index + 1  # `RENAMO freed ten at 10:30`
        if text.words[index] == ")" and index + 1 < last and text.words[index + 1] in {":", "—", "-"}:
            return index + 2
    return first


def _is_in_capitals(head: list[str]) -> bool:
    """`NAIROBI`, `LA MACARENA`; `UN` and `US` alone are none."""
    return head[0].isupper() and (len(head[0]) > len("US") or (len(head) > 1 and head[1].isupper()))


def _written_as(text: Text, index: int, length: int, name: Name, lexicon: Lexicon) -> bool:
    """Whether the text writes the name as the data do: capitalised, or an acronym in capitals."""
    first, written = name.display.partition(" ")[0], text.words[index]
    if (
        length == 1
        and lexicon.has("persons.given_names", text.lowers[index])
        and _surname_follows(text, index, lexicon)
    ):
        return False
    if name.form == "group":
        return True
    if first.isupper() and len(first) > 1 and "." not in first and length == 1:
        return written == first
    if name.kind == "place" and (first[:1].islower() or lexicon.has("place.words.articles", text.lowers[index])):
        return any(w[:1].isupper() for w in text.words[index : index + length])  # `al-Shwayrif`
    if first[:1].isupper() or name.kind == "place":
        return written[:1].isupper()
    in_text = any(w[:1].isupper() for w in text.words[index : index + length])
    return in_text or not any(w[:1].isupper() for w in name.display.split())


def _surname_follows(text: Text, index: int, lexicon: Lexicon) -> bool:
    """`Jordan Bell`: a name of a country that is a given name here."""
    if index + 1 >= len(text.words):
        return False
    following = text.words[index + 1]
    return following.istitle() and following.isalpha() and following not in lexicon.words["persons.not_names"]
