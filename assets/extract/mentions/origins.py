"""Whose the people are whom a figure counts: "12 sailors from Russia", "six members of Myanmar's military".

Belongs here: the state told after the noun of a counted group. Not here: nations before the noun (`count_phrases.py`),
where a group is at home by what the sentence says of it (`flows/nations.py`).
"""

from __future__ import annotations

from assets.extract.mentions.count_phrases import CountContext, CountPhrase
from assets.extract.mentions.names import NameMention

WHOSE_REACH = 4  # tokens between "bodies" and their nation: "bodies of the fallen Ukrainian soldiers"
SERVICE_REACH = 6  # tokens between people and the state whose they are: "of the Armed Forces of Armenia"


def with_origin(context: CountContext, phrase: CountPhrase) -> tuple[int, list[str], tuple[str, ...]]:
    """`sailors from Russia`, `soldiers of Ukraine`: the end of the phrase with them, its nations, its origin."""
    lowers, lexicon = context.text.lowers, context.lexicon
    last = phrase.last
    nations: list[str] = []
    origin: list[str] = []
    while last + 1 < context.sentence.last and lexicon.has("grammar.groups.origin", lowers[last]):
        name = next((m for m in context.names if 1 <= m.first - last <= 2 and m.name.kind == "party"), None)
        name = name or _owner_of_service(context, last)
        if name is None or not lexicon.has("grammar.groups.before_origin", lowers[name.first - 1]):
            break
        if name.name.form == "adjective":
            break  # `a member of the Russian parliament`
        if lowers[last] == "from" or lexicon.has("grammar.groups.captives", lowers[last - 1]):
            origin.extend(name.name.codes)
        else:
            nations.extend(c for c in name.name.codes if lexicon.party_kinds.get(c) != "organisation")
        last = name.last
        if context.text.word(last) == "'s" and lexicon.has("grammar.groups.services", context.text.word(last + 1)):
            last += 2  # `six members of Myanmar's military`
    return last, nations, tuple(origin)


def _owner_of_service(context: CountContext, last: int) -> NameMention | None:
    """`15 men of the Armed Forces of Armenia`: the state whose service people are of."""
    name = next((m for m in context.names if 2 < m.first - last <= SERVICE_REACH and m.name.kind == "party"), None)
    if name is None or name.name.form != "name":
        return None
    lowers, lexicon = context.text.lowers, context.lexicon
    between = [w for w in lowers[last : name.first] if not lexicon.has("grammar.groups.before_origin", w)]
    of_service = bool(between) and all(lexicon.has("grammar.groups.services", w) for w in between)
    return name if of_service and lowers[last] == "of" else None


def nation_of_bodies(context: CountContext, last: int) -> tuple[int, list[str]]:
    """`1,000 bodies of fallen Ukrainian soldiers`: the end of the phrase with them, and their nation."""
    name = next((m for m in context.names if 1 <= m.first - last <= WHOSE_REACH), None)
    if name is None or name.name.form != "adjective" or context.text.word(last) != "of":
        return last, []
    for position in (name.last, name.last + 1):
        noun = context.person_noun(position)
        if noun is not None:
            return position + noun[0], list(name.name.codes)
    return last, []
