"""Persons handed over, told from persons who speak, decide, or wait at home.

Belongs here: weighing what all sentences of a report say of one named person. Not here: finding names (`persons.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from assets.extract.directions import Direction, decide, opposite
from assets.extract.flows import Flow, Hint
from assets.extract.lexicon import Lexicon
from assets.extract.mentions import Mentions
from assets.extract.persons import PersonMention
from assets.extract.statements import Statement
from assets.extract.text import Text

THRESHOLD = 2.0  # evidence that a person was handed over; one verb of hand-over is 3, one list after "including" 2
TITLE_REACH = 5  # tokens between a title and a name
CLAUSE_REACH = 22  # tokens of a clause between a name and its verb of speech
BIOGRAPHY = 2.0  # "Hamid Noury, who was serving life in Sweden": swept over 1 to 2.5 on the annotated reports
BIOGRAPHY_BEFORE = 0.7  # "the jailed journalist ...": a word of captivity before the name
BIOGRAPHY_REACH = 24  # tokens between a name and words of captivity
APPOSITION_REACH = 9  # tokens between "two journalists" and their names
LIST_REACH = 14  # tokens between two names of one list
NEAR_VERB = 8  # tokens between a verb and its object; one further away may belong to another verb
HANDED = 3.0  # subject or object of a verb of hand-over, or exchanged for somebody
INTRODUCED = 2.0  # named after "including"
OFFICE, OFFICIAL = 3.0, 5.0  # a title of office; an official of the reference data
CALLING = 0.7  # a calling that those held often have
STOPS = frozenset(".;")
LISTED = 2.5  # named in a list of those handed over
SPEAKING = 3.0  # who is quoted is mostly an official or a relative; counted once, since those freed speak, too


@dataclass(slots=True)
class HandedOver:
    """A person who changed hands: name as printed, direction, and where it is said."""

    name: str
    key: str
    first: int
    last: int
    event_sentence: int
    score: float = 0.0
    best: float = 0.0
    speaks: bool = False
    direction: Direction | None = None
    among: bool = False
    category: str = "detainee"
    hints: list[Hint] = field(default_factory=list)


def find_handed_over(
    text: Text,
    sentences: list[Mentions],
    statements: list[Statement],
    persons: dict[int, list[PersonMention]],
    sides: Sequence[str],
    lexicon: Lexicon,
) -> dict[str, HandedOver]:
    """Persons handed over, by the fullest form of their name."""
    told = {s.number: s for s in statements}
    planned = _only_planned(statements)
    people: dict[str, HandedOver] = {}
    flows_of: dict[str, list[Flow]] = defaultdict(list)
    for number in sorted(persons):
        statement = told.get(number)
        scores = _sentence_scores(text, sentences[number], statement, persons[number], lexicon)
        for mention, score in zip(persons[number], scores, strict=True):
            entry = people.setdefault(
                mention.key, HandedOver(mention.key, mention.key, mention.first, mention.last, number)
            )
            flow = _flow_of(statement, mention)
            if flow is not None:
                flows_of[mention.key].append(flow)
                entry.hints += [h for h in flow.hints if not _is_travel(h, flow)]
            if number not in planned:
                _add_evidence(entry, mention, number, score)
    kept = {key: person for key, person in people.items() if _is_handed_over(person)}
    for person in kept.values():
        person.direction, _ = decide(person.hints, sides)
    _mirror(kept, flows_of)
    return kept


def _flow_of(statement: Statement | None, mention: PersonMention) -> Flow | None:
    return next((f for f in statement.flows if f.person is mention), None) if statement is not None else None


def _add_evidence(entry: HandedOver, mention: PersonMention, number: int, score: _Score) -> None:
    if score.gained > entry.best and not mention.pronoun:
        entry.best, entry.event_sentence = score.gained, number
        entry.first, entry.last = mention.first, mention.last
    entry.score += score.gained + score.office
    entry.speaks = entry.speaks or score.speaks
    entry.among = entry.among or score.among


def _is_handed_over(person: HandedOver) -> bool:
    return person.score - (SPEAKING if person.speaks else 0.0) >= THRESHOLD and person.best > 0


def _only_planned(statements: list[Statement]) -> set[int]:
    """Sentences that, in a report of a hand-over that is done, tell what was only hoped for or refused."""
    done = False
    planned = set()
    for statement in statements:
        done = done or statement.status == "completed"
        if done and statement.status in {"proposed", "cancelled"}:
            planned.add(statement.number)
    return planned


def _is_travel(hint: Hint, flow: Flow) -> bool:
    """`came to the US in 2022`: a journey that is no way home."""
    return hint.rule == "frame.verb.come_home" and flow.verb is not None and flow.verb.sense.needs == "sides"


@dataclass(frozen=True, slots=True)
class _Score:
    """Evidence of one mention: for the hand-over, of an office, of speaking, and whether one among others."""

    gained: float
    office: float
    speaks: bool
    among: bool


def _sentence_scores(
    text: Text, mentions: Mentions, statement: Statement | None, persons: list[PersonMention], lexicon: Lexicon
) -> list[_Score]:
    """Evidence for each person of a sentence; names in one list share the best of it."""
    scores = [_score(text, mentions, statement, person, persons, lexicon) for person in persons]
    return _shared(text, persons, scores, lexicon)


def _score(
    text: Text,
    mentions: Mentions,
    statement: Statement | None,
    person: PersonMention,
    persons: list[PersonMention],
    lexicon: Lexicon,
) -> _Score:
    title = _title_score(text, person, lexicon)
    gained = max(title, 0.0) + _biography_score(text, mentions, person, persons, lexicon)
    among = False
    flow = _flow_of(statement, person)
    if statement is not None and flow is not None:
        more, among = _flow_score(text, statement, flow, lexicon)
        gained += more
    listed = _listed(text, mentions, person) or _apposed(text, mentions, person)
    speaks = not listed and _speaks(text, person, lexicon)
    gained += LISTED if listed else 0.0
    return _Score(0.0 if title < 0 else gained, min(title, 0.0), speaks, among or listed)


def _shared(text: Text, persons: list[PersonMention], scores: list[_Score], lexicon: Lexicon) -> list[_Score]:
    result = list(scores)
    for index in range(1, len(persons)):
        left, right = result[index - 1], result[index]
        if left.office == right.office == 0.0 and _in_one_list(text, persons[index - 1], persons[index], lexicon):
            best = max(left.gained, right.gained)
            result[index - 1] = _Score(best, 0.0, left.speaks, left.among)
            result[index] = _Score(best, 0.0, right.speaks, left.among or right.among)
    return result


def _in_one_list(text: Text, left: PersonMention, right: PersonMention, lexicon: Lexicon) -> bool:
    between = text.lowers[left.last : right.first]
    return (
        0 < len(between) <= LIST_REACH
        and lexicon.has_any("grammar.persons.lists", between[:1] + between[-4:])
        and not lexicon.has_any("grammar.persons.not_in_lists", between)
    )


def _biography_score(
    text: Text, mentions: Mentions, person: PersonMention, persons: list[PersonMention], lexicon: Lexicon
) -> float:
    """Arrest, sentence, captivity told of the person: after the name, before the next name."""
    stop = min(
        (p.first for p in persons if p.first > person.last and not _in_one_list(text, person, p, lexicon)),
        default=mentions.sentence.last,
    )
    for start, _, cue in mentions.cues:
        if cue == "biography" and 0 <= start - person.last <= BIOGRAPHY_REACH and start < stop:
            return BIOGRAPHY
        if cue == "biography" and 0 < person.first - start <= 3:
            return BIOGRAPHY_BEFORE
    return 0.0


def _apposed(text: Text, mentions: Mentions, person: PersonMention) -> bool:
    """`The soldiers Karina Ariev and Naama Levy`, `two journalists, Roman Borshch and ...`: a group told by name."""
    return any(
        0 <= person.first - g.last <= APPOSITION_REACH
        and not g.bare
        and g.count is not None
        and g.count > 1
        and "," in text.words[g.last : person.first]
        for g in mentions.groups
    )


def _listed(text: Text, mentions: Mentions, person: PersonMention) -> bool:
    return any(
        cue == "biography.listed" and 0 <= person.first - end <= 8 and STOPS.isdisjoint(text.words[end : person.first])
        for _, end, cue in mentions.cues
    )


def _mirror(people: dict[str, HandedOver], flows_of: dict[str, list[Flow]]) -> None:
    """A person exchanged for another goes the other way."""
    for key, flows in flows_of.items():
        for flow in flows:
            partner = flow.counterpart_of.person if flow.counterpart_of is not None else None
            if partner is None or key not in people or partner.key not in people:
                continue
            a, b = people[key], people[partner.key]
            if a.direction is None and b.direction is not None:
                a.direction = opposite(b.direction)
            elif b.direction is None and a.direction is not None:
                b.direction = opposite(a.direction)


def _flow_score(text: Text, statement: Statement, flow: Flow, lexicon: Lexicon) -> tuple[float, bool]:
    """How much the part that a person plays in a sentence speaks for a hand-over, and whether as one of several."""
    score = _verb_score(flow)
    if flow.counterpart_of is not None or any(f.counterpart_of is flow for f in statement.flows):
        score += HANDED
    introduced = _introduced(text, statement, flow)
    if introduced is None:
        return score, False
    return score + INTRODUCED, lexicon.has("grammar.persons.one_of_several", introduced)


def _verb_score(flow: Flow) -> float:
    if flow.verb is None:
        return 0.0
    if flow.verb.sense.needs == "sides" and not flow.verb.passive:
        return 1.0
    if flow.role == "object":
        return HANDED if flow.first - flow.verb.index <= NEAR_VERB else HANDED / 2
    return HANDED if flow.role in {"subject", "counterpart"} else 0.0


def _introduced(text: Text, statement: Statement, flow: Flow) -> str | None:
    """The words of introduction before the person: `including`, `among them`."""
    for start, end, cue in statement.mentions.cues:
        if (
            cue == "persons.introduce"
            and 0 <= flow.first - end <= LIST_REACH
            and STOPS.isdisjoint(text.words[end : flow.first])
        ):
            return " ".join(text.lowers[start:end])
    return None


def _title_score(text: Text, person: PersonMention, lexicon: Lexicon) -> float:
    """Titles right before the name or in an apposition after it: of an office, or of somebody who may be held."""
    before = text.lowers[max(0, person.first - TITLE_REACH) : person.first]
    after = text.lowers[person.last : person.last + TITLE_REACH]
    cut = max((i + 1 for i, word in enumerate(before) if word in STOPS), default=0)
    score = 0.0
    for position in range(cut, len(before)):
        score += _title_weight(before[position], len(before) - position, 2, lexicon)
    if after[:1] == [","]:
        for distance, word in enumerate(after, start=1):
            if word in STOPS:
                break
            score += _title_weight(word, distance, 5, lexicon)
    return score - (OFFICIAL if person.official else 0.0)


def _title_weight(word: str, distance: int, limit: int, lexicon: Lexicon) -> float:
    if distance <= limit + 2 and lexicon.has("persons.official_titles", word):
        return -OFFICE
    return CALLING if distance <= limit + 1 and lexicon.has("persons.captive_titles", word) else 0.0


def _speaks(text: Text, person: PersonMention, lexicon: Lexicon) -> bool:
    beside = (text.word(person.last), text.word(person.first - 1))
    return lexicon.has_any("speech.verbs", beside) or _speaks_after_clause(text, person, lexicon)


def _speaks_after_clause(text: Text, person: PersonMention, lexicon: Lexicon) -> bool:
    """`Viktor Medvedchuk, who watched over the exchange for Ukraine, said ...`: speech after a clause about him."""
    if text.word(person.last) != ",":
        return False
    for position in range(person.last + 1, min(len(text.lowers) - 1, person.last + CLAUSE_REACH)):
        if text.words[position] in STOPS:
            return False
        if text.words[position] == ",":
            return lexicon.has("speech.verbs", text.lowers[position + 1])
    return False
