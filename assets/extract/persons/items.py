"""Items: persons named line by line under a sentence that ends with a colon ("The five freed are:").

Belongs here: which names are such items. Not here: names listed in one sentence (`lists.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assets.extract.language.text import Sentence, Text
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.persons import PersonMention

NUMBERED = 2  # tokens before the name in a numbered item: "1."
SIGNS = frozenset((",", "(", "-", "–", "—", ":", ";", "."))


def find_items(
    text: Text, sentences: Sequence[Mentions], persons: Mapping[int, Sequence[PersonMention]]
) -> list[list[PersonMention]]:
    """The persons of each list that the report gives line by line, one an item."""
    lists: list[list[PersonMention]] = []
    open_list = False
    for number, mentions in enumerate(sentences):
        named = persons.get(number, ())
        if open_list and _is_item(text, mentions.sentence, named):
            lists[-1] += named[:1]
        elif not (open_list and _is_mark(text, mentions.sentence)):
            open_list = _opens_list(text, mentions)
            lists += [[]] if open_list else []
    return lists


def _opens_list(text: Text, mentions: Mentions) -> bool:
    """`These were freed:`, `Clemency was given to five Iranians:`."""
    if text.words[mentions.sentence.last - 1] != ":":
        return False
    return mentions.has_word("grammar.persons.itemising") or bool(mentions.groups)


def _is_item(text: Text, sentence: Sentence, persons: Sequence[PersonMention]) -> bool:
    """A line that begins with a name and goes on only with who that is: "Oleg Orbow, 71"."""
    if not persons or persons[0].first - sentence.first > NUMBERED:
        return False
    after = persons[0].last
    return after >= sentence.last or text.words[after] in SIGNS


def _is_mark(text: Text, sentence: Sentence) -> bool:
    """The "1." of a numbered item, where it stands for a sentence."""
    return not any(word.isalpha() for word in text.words[sentence.first : sentence.last])
