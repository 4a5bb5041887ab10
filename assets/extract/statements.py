"""Statements: what one sentence says about one exchange, before sentences about the same event are joined.

Belongs here: telling which sentences speak of a hand-over of people, and collecting their flows, status, date, place
and mediators. Not here: joining statements (`events.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from assets.extract.circumstances import PlaceMention, find_place
from assets.extract.dates import DateMention, find_dates
from assets.extract.frames import Flow, find_flows
from assets.extract.lexicon import Lexicon, Name
from assets.extract.mediation import find_mediators
from assets.extract.mentions import Mentions, VerbMention, dateline_end
from assets.extract.parties import Sides, is_organisation, is_place_use
from assets.extract.persons import PersonMention
from assets.extract.status import is_negated, noun_status, verb_status
from assets.extract.text import Text

NEAR_CAPTIVES = 6  # tokens between "exchange" and the people exchanged: "exchange of the two countries' prisoners"


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that speaks of a hand-over: `strong` ones mean one of people by themselves."""

    index: int
    strong: bool
    mutual: bool
    verb: VerbMention | None
    plural: bool = False


@dataclass(slots=True)
class Statement:
    """What one sentence says about one exchange."""

    number: int
    mentions: Mentions
    triggers: list[Trigger]
    flows: list[Flow] = field(default_factory=list)
    status: str | None = None
    dates: list[DateMention] = field(default_factory=list)
    date: DateMention | None = None
    reported: DateMention | None = None
    place: PlaceMention | None = None
    mediators: tuple[str, ...] = ()
    pair: tuple[str, ...] = ()
    background: bool = False
    remains: bool = False
    living: bool = False
    claimant: str | None = None
    tally: bool = False
    rules: set[str] = field(default_factory=set)


def find_triggers(text: Text, mentions: Mentions, persons: list[PersonMention], lexicon: Lexicon) -> list[Trigger]:
    """The words of one sentence that speak of a hand-over."""
    triggers = []
    for start, end, cue in mentions.cues:
        if cue == "exchange_nouns.bare" and _noun_here(text, mentions, start, lexicon):
            mutual = lexicon.has("exchange_nouns.mutual", text.lowers[start])
            strong = _beside_captives(text, mentions, start, end, lexicon)
            if not _of_something_else(text, mentions, start, end, lexicon):
                triggers.append(Trigger(start, strong, mutual, None, plural=text.lowers[start].endswith("s")))
    for verb in mentions.verbs:
        if verb.noun:
            continue
        strong = verb.sense.needs != "sides" and _beside_people(text, mentions, persons, verb, lexicon)
        mutual = verb.sense.meaning == "exchange"
        if not (mutual and _of_something_else(text, mentions, verb.index, verb.last, lexicon)):
            triggers.append(Trigger(verb.index, strong, mutual, verb))
    if not triggers and (told := _pronoun_trigger(text, mentions)) is not None:
        triggers.append(told)
    return sorted(triggers, key=lambda t: t.index)


def _pronoun_trigger(text: Text, mentions: Mentions) -> Trigger | None:
    """`It took place at a checkpoint ...`, `a similar deal was reached last month`: an exchange by another word."""
    first = mentions.sentence.first
    deal = [start for start, _, cue in mentions.cues if cue == "exchange_nouns.deal"]
    if deal and mentions.has_cue("background"):
        return Trigger(deal[0], strong=False, mutual=True, verb=None)
    if text.lowers[first] not in {"it", "this"}:
        return None
    held = any(cue == "status.completed" and first < start <= first + 2 for start, _, cue in mentions.cues)
    return Trigger(first, strong=False, mutual=True, verb=None) if held else None


def _noun_here(text: Text, mentions: Mentions, start: int, lexicon: Lexicon) -> bool:
    return not any(v.index == start and not v.noun for v in mentions.verbs)


def _beside_captives(text: Text, mentions: Mentions, start: int, end: int, lexicon: Lexicon) -> bool:
    captive = lexicon.words["people.head.captive"]
    before = text.lowers[max(mentions.sentence.first, start - 3) : start]
    after = text.lowers[end : min(mentions.sentence.last, end + NEAR_CAPTIVES)]
    if any(w in captive or w in {"pow", "hostage", "prisoner", "spy", "captive", "detainee"} for w in before):
        return True
    if after[:1] == ["of"] or after[:1] == ["for"] or "of" in after[:4]:
        return any(w in captive for w in after) or any(end <= g.first <= end + NEAR_CAPTIVES for g in mentions.groups)
    return False


def _of_something_else(text: Text, mentions: Mentions, start: int, end: int, lexicon: Lexicon) -> bool:
    words = lexicon.words["not_exchanged"]
    if {"list", "lists"} & set(text.lowers[mentions.sentence.first : mentions.sentence.last]) and text.lowers[
        start
    ] not in {"swap", "swaps", "swapped"}:
        return True
    before = text.lowers[start - 1] if start > mentions.sentence.first else ""
    if lexicon.has("not_exchanged.before_exchange", before):
        return True
    for position in range(end, min(mentions.sentence.last, end + 5)):
        word = text.lowers[position]
        if word in words:
            return True
        if word in lexicon.words["people.head.captive"] or any(g.first <= position < g.last for g in mentions.groups):
            return False
        if not (word.isalnum() or word[0].isdigit() or word in {"-", "'s"}) or word in {
            "for",
            "with",
            "in",
            "on",
            "by",
            "and",
        }:
            return False
    return before in words


def _beside_people(
    text: Text, mentions: Mentions, persons: list[PersonMention], verb: VerbMention, lexicon: Lexicon
) -> bool:
    captive = lexicon.words["people.head.captive"]
    window = range(max(mentions.sentence.first, verb.index - 10), min(mentions.sentence.last, verb.index + 12))
    serving = lexicon.words["people.held_or_serving"]
    if any(text.lowers[i] in captive or text.lowers[i] in serving for i in window):
        return True
    if any(g.first in window and not g.bare for g in mentions.groups):
        return True
    if any(m.name.form == "people" and -1 <= verb.index - m.last <= 3 for m in mentions.parties()):
        return True
    return any(p.first in window for p in persons)


def read_statement(
    text: Text,
    number: int,
    mentions: Mentions,
    triggers: list[Trigger],
    persons: list[PersonMention],
    sides: Sides,
    topic: str | None,
    published: date | None,
    lexicon: Lexicon,
) -> Statement:
    """The statement of one sentence."""
    statement = Statement(number, mentions, triggers)
    statement.flows = find_flows(text, mentions, persons, sides, topic, lexicon)
    for flow in statement.flows:
        flow.in_exchange = any(t.mutual and t.strong and not t.plural for t in triggers)
    statement.status = _status(text, mentions, triggers, lexicon)
    future = statement.status in {"agreed", "proposed", "cancelled", "conditional"}
    statement.dates = find_dates(text, mentions.sentence, published, lexicon, future=future)
    _choose_date(text, statement, lexicon)
    statement.place = find_place(text, mentions, triggers, sides, lexicon)
    statement.mediators = find_mediators(text, mentions, sides, lexicon)
    statement.pair = tuple(s for s in _pair(text, mentions, sides, lexicon) if s not in statement.mediators)
    statement.tally = _is_tally(text, statement, published)
    statement.background = mentions.has_cue("background")
    statement.remains = _speaks_of_remains(text, statement, lexicon)
    if statement.remains:
        _take_for_remains(statement.flows)
    statement.living = any(f.group and f.group.category != "remains" for f in statement.flows) or bool(
        {"prisoner", "prisoners", "pows", "pow", "captives", "detainees", "hostages"}
        & set(text.lowers[mentions.sentence.first : mentions.sentence.last])
    )
    statement.claimant = _claimant(text, mentions, sides, lexicon)
    return statement


def _status(text: Text, mentions: Mentions, triggers: list[Trigger], lexicon: Lexicon) -> str | None:
    votes: list[str] = []
    telling = [t for t in triggers if t.verb is None or t.verb.sense.needs != "sides"]
    for trigger in telling or triggers:
        status = (
            noun_status(text, mentions, trigger.index, lexicon)
            if trigger.verb is None
            else verb_status(text, mentions, trigger.verb, lexicon)
        )
        if status:
            votes.append("proposed" if status == "denied" else "agreed" if status == "stalled" else status)
            if status in {"cancelled", "denied"} and trigger.strong:
                return votes[-1]
    if mentions.has_cue("status.denied") and any(t.mutual for t in triggers):
        return "proposed"
    if not votes:
        return None
    if "completed" not in votes and _calls_off(text, mentions, lexicon):
        return "cancelled"
    return votes[0] if len(set(votes)) == 1 else _weakest(votes)


def _calls_off(text: Text, mentions: Mentions, lexicon: Lexicon) -> bool:
    """An offer or a plan beside a word such as "rejected": what was offered will not be."""
    return any(
        cue == "status.cancelled" and not is_negated(text, mentions, start, lexicon) for start, _, cue in mentions.cues
    )


def _weakest(votes: list[str]) -> str:
    """Of contradicting verbs in one sentence the least certain one governs ("offered to hand over those captured")."""
    order = ("proposed", "conditional", "agreed", "completed", "cancelled")
    best = max(votes.count(v) for v in votes)
    return next(v for v in order if votes.count(v) == best)


def _choose_date(text: Text, statement: Statement, lexicon: Lexicon) -> None:
    """The date of the hand-over: one that stands with a verb of hand-over rather than with a verb of speech."""
    best: tuple[float, DateMention] | None = None
    speech = [
        i
        for i in range(statement.mentions.sentence.first, statement.mentions.sentence.last)
        if text.lowers[i] in lexicon.words["speech.verbs"]
    ]
    telling = [t.index for t in statement.triggers if t.verb is None or t.verb.sense.needs != "sides"]
    indices = telling or [t.index for t in statement.triggers]
    dateline = dateline_end(text, statement.mentions.sentence)
    for mention in statement.dates:
        if mention.last <= dateline:
            continue
        if mention.since or (mention.kind == "year" and not statement.triggers):
            continue
        to_trigger = min((min(abs(mention.first - i), abs(mention.last - 1 - i)) for i in indices), default=99)
        to_speech = min((min(abs(mention.first - i), abs(mention.last - 1 - i)) for i in speech), default=99)
        if (to_speech <= 2 and to_trigger > to_speech) or (to_speech <= 4 and to_trigger > 8):
            statement.reported = statement.reported or mention
            continue
        if _of_capture(text, statement, mention, lexicon):
            continue
        score = to_trigger - (3 if mention.precision == "day" else 0)
        if best is None or score < best[0]:
            best = (score, mention)
    if best is not None:
        statement.date = best[1]


def _of_capture(text: Text, statement: Statement, mention: DateMention, lexicon: Lexicon) -> bool:
    """`arrested in September 2024`: the date of something else that befell the people."""
    for position in range(mention.first - 1, max(statement.mentions.sentence.first, mention.first - 10) - 1, -1):
        word = text.lowers[position]
        if word in {"took", "taken"} and text.lowers[position + 1] not in {"place", "part"}:
            return True
        if any(t.index == position for t in statement.triggers):
            return False
        if word == "war" and text.lowers[position - 1] == "of":
            continue
        if lexicon.has("harmed", word) or word in {
            "born",
            "invasion",
            "invaded",
            "war",
            "began",
            "broke",
            "since",
            "signed",
            "launched",
            "arrest",
            "capture",
            "served",
            "jailed",
            "agreement",
            "accord",
            "accords",
            "deal",
            "ceasefire",
            "attacked",
            "until",
            "talks",
            "spoke",
            "call",
        }:
            return True
    return False


def _is_tally(text: Text, statement: Statement, published: date | None) -> bool:
    """A sum over many exchanges: "so far", "since 2022", "in 2025 there were 14 exchanges"."""
    if any(d.precision == "day" and not d.since for d in statement.dates) and any(
        t.mutual and not t.plural for t in statement.triggers
    ):
        return False
    if statement.mentions.has_cue("tally") or any(_counted(text, statement, t) for t in statement.triggers):
        return True
    recent_years = published is not None and any(
        d.kind == "year" and d.start is not None and d.start.year >= published.year - 1 for d in statement.dates
    )
    return recent_years


def _counted(text: Text, statement: Statement, trigger: Trigger) -> bool:
    """`five swaps`, `60 prisoner exchanges`: a number of exchanges."""
    return trigger.plural and any(
        n.value is not None and n.value > 2 and 0 <= trigger.index - n.last <= 2 for n in statement.mentions.numbers
    )


def _pair(text: Text, mentions: Mentions, sides: Sides, lexicon: Lexicon) -> tuple[str, ...]:
    codes: dict[str, None] = {}
    for mention in mentions.parties():
        if is_organisation(mention.name.codes, lexicon) or is_place_use(text, mention, mentions.sentence.first):
            continue
        codes.setdefault(sides.side(mention.name.codes))
    return tuple(codes)


def _speaks_of_remains(text: Text, statement: Statement, lexicon: Lexicon) -> bool:
    if any(f.group and f.group.category == "remains" for f in statement.flows):
        return True
    first, last = statement.mentions.sentence.first, statement.mentions.sentence.last
    words = text.lowers[first:last]
    human = any(
        word == "remains"
        and (words[i + 1 : i + 2] == ["of"] or words[max(0, i - 1) : i] in (["the"], ["human"], ["mortal"], ["their"]))
        for i, word in enumerate(words)
    )
    return bool(statement.triggers) and (human or bool({"bodies", "fallen", "coffins"} & set(words)))


def _take_for_remains(flows: list[Flow]) -> None:
    """`The bodies were exchanged: Ukraine reclaimed 212 and Russia 45`: figures without a noun count bodies."""
    if any(f.group and not f.group.bare and f.group.category != "remains" for f in flows):
        return
    for flow in flows:
        if flow.group is not None and flow.group.bare:
            flow.group = replace(flow.group, category="remains")


def _claimant(text: Text, mentions: Mentions, sides: Sides, lexicon: Lexicon) -> str | None:
    """The side that the sentence's verb of speech belongs to."""
    for index in range(mentions.sentence.first, mentions.sentence.last):
        if text.lowers[index] not in lexicon.words["speech.verbs"]:
            continue
        near: list[tuple[int, Name]] = []
        for party in mentions.parties():
            if is_organisation(party.name.codes, lexicon):
                continue
            gap = index - party.last if party.last <= index else party.first - index
            if gap <= 8:
                near.append((gap, party.name))
        if near:
            return sides.side(min(near, key=lambda item: item[0])[1].codes)
    return None
