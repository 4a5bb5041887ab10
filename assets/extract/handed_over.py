"""Persons handed over, told from persons who speak, decide, or wait at home.

Belongs here: weighing what all sentences of a report say of one named person. Not here: finding names (`persons.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from assets.extract.directions import Direction, decide, opposite
from assets.extract.frames import Flow, Hint
from assets.extract.lexicon import Lexicon
from assets.extract.persons import PersonMention
from assets.extract.statements import Statement
from assets.extract.text import Text

THRESHOLD = 2.0  # evidence that a person was handed over; one verb of hand-over is 3, one list after "including" 2
TITLE_REACH = 5
CLAUSE_REACH = 22


@dataclass(slots=True)
class HandedOver:
    """A person who changed hands: name as printed, direction, and where it is said."""

    name: str
    key: str
    first: int
    last: int
    event_sentence: int
    score: float = 0.0
    direction: Direction | None = None
    among: bool = False
    category: str = "detainee"
    hints: list[Hint] = field(default_factory=list)


def find_handed_over(
    text: Text,
    statements: list[Statement],
    persons: dict[int, list[PersonMention]],
    mentions_of: Sequence[object],
    sides: Sequence[str],
    lexicon: Lexicon,
) -> dict[str, HandedOver]:
    """Persons handed over, by the fullest form of their name."""
    told = {s.number: s for s in statements}
    people: dict[str, HandedOver] = {}
    flows_of: dict[str, list[Flow]] = defaultdict(list)
    for number in sorted(persons):
        statement = told.get(number)
        for person in persons[number]:
            score = _title_score(text, person, lexicon) + _speech_score(text, person, lexicon)
            flow = next((f for f in statement.flows if f.person is person), None) if statement else None
            among = False
            if statement is not None and flow is not None:
                gained, among = _flow_score(text, statement, flow, lexicon)
                score += gained
                flows_of[person.key].append(flow)
            entry = people.setdefault(person.key, HandedOver(person.key, person.key, person.first, person.last, number))
            if statement is not None and flow is not None and (entry.event_sentence not in told or entry.score <= 0):
                entry.event_sentence, entry.first, entry.last = number, person.first, person.last
            entry.score += score
            entry.among = entry.among or among
            if flow is not None:
                entry.hints += flow.hints
    kept = {key: p for key, p in people.items() if p.score >= THRESHOLD and p.event_sentence in told}
    for key, person in kept.items():
        person.direction, _ = decide(person.hints, sides)
    _mirror(kept, flows_of)
    return kept


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
    score, among = 0.0, False
    if flow.verb is not None and flow.role in {"subject", "counterpart"}:
        score += 3.0
    elif flow.verb is not None and flow.role == "object":
        near = flow.first - flow.verb.index
        score += 3.0 if near <= 8 else 1.5
    if flow.counterpart_of is not None or any(f.counterpart_of is flow for f in statement.flows):
        score += 3.0
    introduced = _introduced(text, statement, flow, lexicon)
    if introduced:
        score += 2.0
        among = introduced in {"including", "among them", "among those", "among others", "included", "includes", "include", "such as", "one of them", "one of", "among whom"}
    return score, among


def _introduced(text: Text, statement: Statement, flow: Flow, lexicon: Lexicon) -> str | None:
    for start, end, cue in statement.mentions.cues:
        if cue == "persons.introduce" and 0 <= flow.first - end <= 14:
            words = text.words[end : flow.first]
            if not any(w in {".", ";"} for w in words):
                return " ".join(text.lowers[start:end])
    return None


def _title_score(text: Text, person: PersonMention, lexicon: Lexicon) -> float:
    before = text.lowers[max(0, person.first - TITLE_REACH) : person.first]
    after = text.lowers[person.last : person.last + TITLE_REACH]
    score = 0.0
    for words, limit in ((before, 2), (after, 5)):
        for position, word in enumerate(words):
            distance = len(words) - position if words is before else position + 1
            if word in {".", ";"}:
                if words is before:
                    score = 0.0
                else:
                    break
            if distance <= limit + 2 and word in lexicon.words["persons.official_titles"]:
                score -= 3.0
            elif distance <= limit + 1 and word in lexicon.words["persons.captive_titles"]:
                score += 0.7
    if person.official:
        score -= 5.0
    return score


def _speech_score(text: Text, person: PersonMention, lexicon: Lexicon) -> float:
    verbs = lexicon.words["speech.verbs"]
    after = text.lowers[person.last] if person.last < len(text.lowers) else ""
    before = text.lowers[person.first - 1] if person.first else ""
    if after in verbs or before in verbs or _speaks_after_clause(text, person, lexicon):
        return -3.0
    return 0.0


def _speaks_after_clause(text: Text, person: PersonMention, lexicon: Lexicon) -> bool:
    """`Viktor Medvedchuk, who watched over the exchange for Ukraine, said ...`"""
    if text.lowers[person.last : person.last + 1] != [","]:
        return False
    for position in range(person.last + 1, min(len(text.lowers) - 1, person.last + CLAUSE_REACH)):
        if text.words[position] in {".", ";"}:
            return False
        if text.words[position] == ",":
            return text.lowers[position + 1] in lexicon.words["speech.verbs"]
    return False
