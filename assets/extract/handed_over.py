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
from assets.extract.mentions import Mentions
from assets.extract.persons import PersonMention
from assets.extract.statements import Statement
from assets.extract.text import Text

THRESHOLD = 2.0  # evidence that a person was handed over; one verb of hand-over is 3, one list after "including" 2
TITLE_REACH = 5
CLAUSE_REACH = 22
BIOGRAPHY_REACH = 24
APPOSITION_REACH = 9
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
        scores = _sentence_scores(text, sentences[number], told.get(number), persons[number], lexicon)
        for person, score in zip(persons[number], scores, strict=True):
            entry = people.setdefault(person.key, HandedOver(person.key, person.key, person.first, person.last, number))
            flow = next((f for f in told[number].flows if f.person is person), None) if number in told else None
            if flow is not None:
                flows_of[person.key].append(flow)
                entry.hints += [h for h in flow.hints if not _is_travel(h, flow)]
            if number in planned:
                continue
            if score.gained > entry.best and not person.pronoun:
                entry.best, entry.event_sentence, entry.first, entry.last = (
                    score.gained,
                    number,
                    person.first,
                    person.last,
                )
            entry.score += score.gained + score.office
            entry.speaks = entry.speaks or score.speaks
            entry.among = entry.among or score.among
    kept = {
        key: p for key, p in people.items() if p.score - (SPEAKING if p.speaks else 0.0) >= THRESHOLD and p.best > 0
    }
    for person in kept.values():
        person.direction, _ = decide(person.hints, sides)
    _mirror(kept, flows_of)
    return kept


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
    scores = []
    for person in persons:
        title = _title_score(text, person, lexicon)
        gained = max(title, 0.0) + _biography_score(text, mentions, person, persons)
        among = False
        flow = next((f for f in statement.flows if f.person is person), None) if statement else None
        if statement is not None and flow is not None:
            more, among = _flow_score(text, statement, flow, lexicon)
            gained += more
        listed = _listed(text, mentions, person) or _apposed(text, mentions, person)
        speaks = not listed and _speaks(text, person, lexicon)
        gained += LISTED if listed else 0.0
        scores.append(_Score(0.0 if title < 0 else gained, min(title, 0.0), speaks, among or listed))
    return _shared(text, persons, scores)


def _shared(text: Text, persons: list[PersonMention], scores: list[_Score]) -> list[_Score]:
    result = list(scores)
    for index in range(1, len(persons)):
        left, right = result[index - 1], result[index]
        if _in_one_list(text, persons[index - 1], persons[index]) and left.office == right.office == 0.0:
            best = max(left.gained, right.gained)
            result[index - 1] = _Score(best, 0.0, left.speaks, left.among)
            result[index] = _Score(best, 0.0, right.speaks, left.among or right.among)
    return result


def _in_one_list(text: Text, left: PersonMention, right: PersonMention) -> bool:
    between = text.lowers[left.last : right.first]
    return (
        0 < len(between) <= 14
        and any(w in {",", ";", "and"} for w in between[:1] + between[-4:])
        and not any(w in {"said", "for", "by", "against", "told", "who", "where"} for w in between)
    )


def _biography_score(text: Text, mentions: Mentions, person: PersonMention, persons: list[PersonMention]) -> float:
    """Arrest, sentence, captivity told of the person: after the name, before the next name."""
    stop = min(
        (p.first for p in persons if p.first > person.last and not _in_one_list(text, person, p)),
        default=mentions.sentence.last,
    )
    for start, _, cue in mentions.cues:
        if cue == "biography" and 0 <= start - person.last <= BIOGRAPHY_REACH and start < stop:
            return 1.5
        if cue == "biography" and 0 < person.first - start <= 3:
            return 0.7
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
        cue == "biography.listed"
        and 0 <= person.first - end <= 8
        and not {".", ";"} & set(text.words[end : person.first])
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
    score, among = 0.0, False
    if flow.verb is not None and flow.verb.sense.needs == "sides" and not flow.verb.passive:
        score += 1.0
    elif flow.verb is not None and flow.role in {"subject", "counterpart"}:
        score += 3.0
    elif flow.verb is not None and flow.role == "object":
        near = flow.first - flow.verb.index
        score += 3.0 if near <= 8 else 1.5
    if flow.counterpart_of is not None or any(f.counterpart_of is flow for f in statement.flows):
        score += 3.0
    introduced = _introduced(text, statement, flow, lexicon)
    if introduced:
        score += 2.0
        among = introduced in {
            "including",
            "among them",
            "among those",
            "among others",
            "included",
            "includes",
            "include",
            "such as",
            "one of them",
            "one of",
            "among whom",
        }
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
        if words is after and words[:1] != [","]:
            continue
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


def _speaks(text: Text, person: PersonMention, lexicon: Lexicon) -> bool:
    verbs = lexicon.words["speech.verbs"]
    after = text.lowers[person.last] if person.last < len(text.lowers) else ""
    before = text.lowers[person.first - 1] if person.first else ""
    return after in verbs or before in verbs or _speaks_after_clause(text, person, lexicon)


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
