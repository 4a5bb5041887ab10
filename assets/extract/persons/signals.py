"""Signals: what the words of one sentence say for or against a named person's being one of those handed over.

Belongs here: which signals one mention of a name has, by name. Not here: how much each weighs (`seeds/reference/
weights`), what mentions in one list share (`evidence.py`), what the whole report says
(`handed_over.py`).
"""

from __future__ import annotations

from collections.abc import Iterator

from assets.extract.flows.flows import Flow
from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.persons import PersonMention
from assets.extract.persons.fates import (
    find_arrival,
    find_biography,
    has_age,
    has_no_stop,
    is_called_freed,
    is_dead,
    is_killed,
    is_remains_of,
    is_told_as_captive,
    stays,
    tells_of_itself,
    tells_of_own_captivity,
)
from assets.extract.persons.lists import (
    LIST_REACH,
    QUOTES,
    in_one_list,
    is_apposed,
    is_definite,
    is_listed,
    is_one_of_group,
)
from assets.extract.persons.roles import (
    count_callings,
    count_offices,
    find_titles,
    has_kin,
    is_joined,
    is_named_for_kin,
    is_relative,
    speaks,
)
from assets.extract.records import record
from assets.extract.statements.statements import Statement
from assets.extract.weighing import Signals

NEAR_VERB = 8  # tokens between a verb and its object; one further away may belong to another verb
CAPTIVITY_BEFORE, CAPTIVITY_AFTER = 8, 10  # tokens between a word of captivity and the name


@record
class Scene:
    """One sentence with the persons named in it; `named` are the tokens of their names."""

    text: Text
    mentions: Mentions
    statement: Statement | None
    persons: list[PersonMention]
    named: frozenset[int]
    lexicon: Lexicon


def find_signals(scene: Scene, person: PersonMention) -> Signals:
    """The signals of one mention, each from 0 to 1 or counted."""
    stop = _next_person(scene, person)
    flow = flow_of(scene.statement, person)
    says = speaks(scene.text, person, scene.lexicon)
    found: Signals = dict.fromkeys(_of_part(scene, person, flow, says=says), 1.0)
    for name in _of_lists(scene, person):
        found[name] = 1.0
    for name in _of_fate(scene, person, stop, swapped="given_for" in found):
        found[name] = 1.0
    for name in _of_words_beside(scene, person):
        found[name] = 1.0
    found.update(_of_role(scene, person, stop, found, says=says))
    if "killed" in found or "named_for_kin" in found:  # `22 years for the death of X`, `nephews of X, for seven`
        found.pop("exchanged", None)
        found.pop("given_for", None)
    return found


def flow_of(statement: Statement | None, mention: PersonMention) -> Flow | None:
    """The flow of the sentence that is about the person."""
    if statement is not None:
        for flow in statement.flows:
            if flow.person is mention:
                return flow
    return None


def _next_person(scene: Scene, person: PersonMention) -> int:
    """The token of the next person who is not in one list with this one; the end of the sentence if nobody is."""
    after = (
        p.first
        for p in scene.persons
        if p.first > person.last and not in_one_list(scene.text, person, p, scene.lexicon)
    )
    return next(after, scene.mentions.sentence.last)


# --- the part that a person plays in a hand-over ----------------------------------------------------------------------


def _of_part(scene: Scene, person: PersonMention, flow: Flow | None, *, says: bool) -> Iterator[str]:
    """What the verbs of hand-over beside the name say."""
    text, statement, lexicon = scene.text, scene.statement, scene.lexicon
    if person.freed:
        yield "freed"
    if statement is None:
        return
    yield "told"
    if flow is None:
        return
    part = _part_of_verb(text, flow, person, lexicon)
    if part:
        yield part
    if says:
        return  # `came out of prison, X said, in exchange for 54`
    if flow.counterpart_of is not None:
        yield "exchanged"
    if is_exchanged(flow):
        yield "given_for"
    if _is_introduced(text, statement, flow, lexicon):
        yield "introduced"


def _part_of_verb(text: Text, flow: Flow, person: PersonMention, lexicon: Lexicon) -> str:
    """Subject, object or counterpart of a verb of hand-over, or `weakly` where the verb may mean anything."""
    if flow.verb is None or _is_apart(text, flow, person, lexicon):
        return ""
    if _is_quoted_away(text, flow) or _is_beside_noun(text, flow):
        return ""
    if flow.role == "object" and lexicon.has("speech.verbs", text.word(person.last)):
        return ""
    if flow.verb.sense.needs == "sides" and not flow.verb.passive and not _has_both_sides(flow):
        return "handed_weakly"
    if flow.role == "object":
        return "handed_object" if flow.first - flow.verb.index <= NEAR_VERB else "handed_far"
    return f"handed_{flow.role}" if flow.role in {"subject", "counterpart"} else ""


def _is_apart(text: Text, flow: Flow, person: PersonMention, lexicon: Lexicon) -> bool:
    """`took part in the exchange`, which may be to watch over it; `was freed after talks with X`."""
    took_part = flow.verb is not None and flow.verb.sense.particle == ("part",)
    with_whom = text.word(person.first - 1) == "with"
    return took_part or (with_whom and lexicon.has("grammar.persons.no_company", text.word(person.first - 2)))


def is_exchanged(flow: Flow) -> bool:
    """`an aide of the chancellor, was returned in exchange`, `for X, the leader of the party`: whatever the office."""
    suffered = flow.in_exchange and flow.role == "subject" and flow.verb is not None and flow.verb.passive
    return suffered or flow.counterpart_of is not None or flow.exchanged_for


def _is_quoted_away(text: Text, flow: Flow) -> bool:
    """`"Until the last one is back," X said`: the end of a quote between the verb and the person."""
    if flow.verb is None:
        return False
    first, last = sorted((flow.verb.index, flow.first))
    return not QUOTES.isdisjoint(text.words[first:last])


def _is_beside_noun(text: Text, flow: Flow) -> bool:
    """`attended the exchange, and X thanked him`: another clause, about somebody who is not one of it."""
    if flow.verb is None or not flow.verb.noun:
        return False
    between = text.lowers[flow.verb.last : flow.first]
    return "and" in between and "of" not in between


def _has_both_sides(flow: Flow) -> bool:
    """`Moscow handed Norway the inspector`: a verb that may mean anything, beside one who gave and one who got."""
    return any(h.giver for h in flow.hints) and any(h.receiver for h in flow.hints)


def _is_introduced(text: Text, statement: Statement, flow: Flow, lexicon: Lexicon) -> bool:
    """Whether words of introduction stand before the person: `including`, `among them`."""
    return any(
        0 <= flow.first - end <= LIST_REACH
        and not lexicon.has("grammar.persons.no_introduction", text.word(start - 1))
        and not lexicon.has_any("speech.verbs", text.lowers[end : flow.first])
        and has_no_stop(text.words[end : flow.first])
        and QUOTES.isdisjoint(text.words[end : flow.first])
        for start, end in statement.mentions.cues.spans("persons.introduce")
    )


# --- what else the sentence tells of the person -----------------------------------------------------------------------


def _of_lists(scene: Scene, person: PersonMention) -> Iterator[str]:
    """Whether the name tells who those handed over are, or some of them."""
    text, mentions, lexicon = scene.text, scene.mentions, scene.lexicon
    if is_listed(text, mentions, person, lexicon):
        yield "listed"
    if not lexicon.has("speech.verbs", text.word(person.last)) and is_apposed(text, mentions, scene.statement, person):
        yield "apposed"
    if is_one_of_group(text, mentions, person, lexicon):
        yield "one_of_group"
    if is_definite(text, mentions, person):
        yield "definite"


def _of_fate(scene: Scene, person: PersonMention, stop: int, *, swapped: bool) -> Iterator[str]:
    """What befell the person: captivity, the way home, death; an age, relatives who wait."""
    text, mentions, lexicon = scene.text, scene.mentions, scene.lexicon
    if not swapped and stays(text, mentions, person):
        yield "stays"
    else:
        if biography := find_biography(text, mentions, person, stop, lexicon):
            yield biography
        if arrival := find_arrival(mentions, person, stop):
            yield arrival
        if _is_near_captivity(scene, person):
            yield "near_captivity"
    if has_age(text, mentions, person):
        yield "age"
    if is_remains_of(text, mentions, person, lexicon):
        yield "remains"
    elif is_killed(text, mentions, person, lexicon):
        yield "killed"
        yield "victim"
    elif is_dead(mentions, person):
        yield "victim"
    if has_kin(text, person, lexicon):
        yield "kin_waits"


def _is_near_captivity(scene: Scene, person: PersonMention) -> bool:
    """Whether a word of captivity stands near the name, with no other name between."""
    if not scene.mentions.has_word("captivity"):
        return False
    sentence = scene.mentions.sentence
    first = max(sentence.first, person.first - CAPTIVITY_BEFORE)
    last = min(sentence.last, person.last + CAPTIVITY_AFTER)
    for other in scene.persons:
        if first < other.last <= person.first:
            first = other.last
        elif person.last <= other.first < last:
            last = other.first
    around = scene.text.lowers[first : person.first] + scene.text.lowers[person.last : last]
    return scene.lexicon.has_any("captivity", around)


def _of_words_beside(scene: Scene, person: PersonMention) -> Iterator[str]:
    """The words right before and after the name."""
    text, first = scene.text, scene.mentions.sentence.first
    before = text.lowers[person.first - 1] if person.first > first else ""
    if scene.lexicon.has("grammar.persons.telling_before", before):
        yield f"after_{before}"
    if text.lowers[person.first - 2 : person.first] == ["name", "of"]:
        yield "called_so"
    after = text.word(person.last)
    if scene.lexicon.has("grammar.genitives", after):
        yield "possessive"
    elif after == ",":
        yield "comma_after"
    if scene.mentions.sentence.heading:
        yield "heading"


def _is_known_official(mentions: Mentions, person: PersonMention) -> bool:
    """Whether the reference data know the name as an official's."""
    return person.official and any(m.name.form == "official" and m.last == person.last for m in mentions.names)


def _of_role(scene: Scene, person: PersonMention, stop: int, found: Signals, *, says: bool) -> Signals:
    """An office, a relative, a speaker; a calling that those held have."""
    text, mentions, lexicon = scene.text, scene.mentions, scene.lexicon
    roles: Signals = {}
    told = (text, mentions, person, stop)
    titled = find_titles(text, mentions, person, scene.named, lexicon)
    offices = count_offices(text, mentions, person, titled, lexicon)
    if _is_known_official(mentions, person):
        roles["official"] = 1.0
    elif offices and not {"freed", "given_for"} & found.keys() and not is_told_as_captive(*told, lexicon):
        roles["office"] = min(2.0, offices)
    if callings := count_callings(text, mentions, person, titled, lexicon):
        roles["calling"] = float(callings)
    if is_named_for_kin(text, person, lexicon):
        roles["office"] = roles["named_for_kin"] = 1.0
    if is_relative(text, mentions, person, titled, lexicon) and not is_told_as_captive(*told, lexicon):
        roles["relative"] = 1.0  # but not `her fiancé, X, whom they captured in 2022`
    if is_joined(text, person, lexicon):
        roles["joined"] = 1.0
    if says:
        own = tells_of_own_captivity(mentions) or is_called_freed(text, person, lexicon)
        own = own or tells_of_itself(text, mentions, person, lexicon)
        roles["testified" if own else "speaks"] = 1.0
    return roles
