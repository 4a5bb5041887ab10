"""Relevance: which events of a report are told as hand-overs, and whether it is about an exchange at all.

Belongs here: what an event needs to be claimed, and what a report. Not here: which sentences tell of a hand-over
(`mentions/telling.py`), which statements are of one event (`joining.py`).
"""

from __future__ import annotations

from assets.extract.events.events import Event, parties_of
from assets.extract.events.sums import without_plans_done, without_sums
from assets.extract.flows.flows import is_counted, is_surely_people
from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mentions.batches import is_next_batch
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.triggers import Trigger
from assets.extract.statements.statements import Statement

UNSETTLED = frozenset(("agreed", "proposed"))
PARTICIPLES = frozenset(("past", "participle"))
DESCRIBED_REACH = 4  # tokens: "freed Ukrainian prisoners"
RELEVANT = 2.5  # an exchange beside captives, or releases and words of captivity; below it the hand-over must be plain
ADVERSARIES = 2.5  # people told of between sides that are known to hold each other's: no more is needed
OTHER_TOPIC_WORDS = 2  # different words of another topic; one may stand in any report
TOPIC_BESIDE_EXCHANGE = 4  # so many in a report that names an exchange: that of a film


def keep_told(
    text: Text, sentences: list[Mentions], triggers: list[list[Trigger]], events: list[Event], lexicon: Lexicon
) -> tuple[list[Event], str]:
    """The events that are told as such, and the reason; none where the report is about something else."""
    main = events[0] if events and _is_told(events[0], lexicon) else None
    kept = without_sums([e for e in events if e is main or _is_beside(e, main, text, lexicon)])
    kept = without_plans_done(kept) if len(kept) > 1 else kept
    if not any(
        e.focus or _is_plain(e, lexicon) or any(t.mutual for s in e.statements for t in s.triggers) for e in kept
    ):
        kept = []  # a pardon told beside another
    if _is_of_another_topic(text, sentences, triggers, kept, lexicon) and not any(_is_of_persons(e) for e in kept):
        return [], "screen.another_topic"
    relevance = _relevance(sentences, triggers)
    if any(e.adversaries for e in kept):
        relevance += ADVERSARIES
    if relevance < RELEVANT and not any(_goes_both_ways(e) or (e.focus and _is_plain(e, lexicon)) for e in kept):
        return [], "screen.too_little"
    return kept, "exchange" if kept else "screen.no_event"


def _relevance(sentences: list[Mentions], triggers: list[list[Trigger]]) -> float:
    """How much speaks for an exchange of people: words of exchange beside captives, words of captivity."""
    found = [t for in_sentence in triggers for t in in_sentence]
    captivity = sum(len(mentions.where("captivity")) for mentions in sentences)
    score = 0.0
    if any(t.strong and t.mutual for t in found):
        score = 3.0
    elif any(t.mutual and not t.plural for t in found):
        score = 1.5
    if any(t.strong and not t.mutual for t in found):
        score += 1.5
    return score + min(2.0, 0.5 * captivity)


def _is_of_another_topic(
    text: Text, sentences: list[Mentions], triggers: list[list[Trigger]], events: list[Event], lexicon: Lexicon
) -> bool:
    """Ancestors' bones out of museums, diplomats expelled, amnesties, players traded: told in the same words."""
    named = any(t.strong and t.mutual for found in triggers for t in found)
    if not named and any(m.has_cue("other_topic_phrases") for m in sentences):
        return True
    named = named or any(e.transfers and _is_with_armed_group(e, lexicon) for e in events)
    wanted = TOPIC_BESIDE_EXCHANGE if named else OTHER_TOPIC_WORDS
    return len(lexicon.words["other_topics"].intersection(text.lowers)) >= wanted


def _is_of_persons(event: Event) -> bool:
    """Captives of two adversaries by name: a report on one of them may be full of films or football."""
    return event.adversaries and len(event.told_by_name) > 1


def _goes_both_ways(event: Event) -> bool:
    return len({t.direction for t in event.transfers}) > 1


def _is_plain(event: Event, lexicon: Lexicon) -> bool:
    """People handed over by one side to another, or an exchange of people by name."""
    told = [t.direction for t in event.transfers if not t.statement.mentions.has_cue("held")]
    told += [p.direction for p in event.told_by_name if p.direction is not None]
    return any(None not in direction for direction in told) or _is_mutual(event, lexicon)


def _is_mutual(event: Event, lexicon: Lexicon) -> bool:
    """An exchange of people by name, or one with an armed group: "the swap between Kinshasa and M23"."""
    if any(t.mutual and t.strong for s in event.statements for t in s.triggers):
        return True
    told = [s for s in event.statements if s.mentions.has_cue("reciprocity.each") or any(t.mutual for t in s.triggers)]
    return _is_with_armed_group(event, lexicon) and any(len(s.pair) > 1 for s in told)


def _is_with_armed_group(event: Event, lexicon: Lexicon) -> bool:
    return any(lexicon.party_kinds.get(side.split("/")[0]) == "actor" for side in event.sides[:2])


def _is_told(event: Event, lexicon: Lexicon) -> bool:
    """An event needs two parties, or one and people who change hands; background also a fact of its own."""
    if all(_describes(s.mentions, t) for s in event.statements for t in s.triggers):
        return False
    n_parties = len(parties_of(event))
    flows = [f for s in event.statements for f in s.flows]
    if event.focus:
        if event.status == "proposed" and _is_demanded(event):
            return False
        people = bool(event.transfers or event.total) or any(f.counterpart_of is not None for f in flows)
        people = people or (event.adversaries and (_has_people(event) or _opens_report(event)))
        return n_parties >= 2 and (_is_mutual(event, lexicon) or event.remains or people)
    mutual = any(t.mutual for s in event.statements for t in s.triggers)
    own_date = event.date is not None and event.date.start is not None
    figure = any(f.count and (is_counted(f) if own_date else is_surely_people(f) and not f.subset) for f in flows)
    told = (mutual and own_date) or (figure and (mutual or own_date))
    return n_parties >= 1 and (bool(event.transfers) or bool(event.told_by_name) or told)


def _describes(mentions: Mentions, trigger: Trigger) -> bool:
    """`The UN spoke to 174 freed captives`, `every freed captive`: who they are, and not that they are freed now."""
    verb, text = trigger.verb, mentions.text
    if verb is None or verb.form not in PARTICIPLES:
        return False
    lexicon, after = mentions.lexicon, text.lowers[trigger.index + 1 : trigger.index + DESCRIBED_REACH]
    every = lexicon.has("grammar.triggers.before_described", text.word(trigger.index - 1))
    return (every and lexicon.has_any("people.head.captive", after)) or any(
        g.first < trigger.index < g.last - 1 for g in mentions.groups
    )


def _is_beside(event: Event, main: Event | None, text: Text, lexicon: Lexicon) -> bool:
    """Whether an event is told beside the main one: one of its own or a stage, between sides."""
    return (_is_told(event, lexicon) or _is_stage(event, main)) and not _frees_own(event, text)


def _frees_own(event: Event, text: Text) -> bool:
    """`Havana will also free 53 political prisoners`: a state its own, where nobody is said to get them."""
    return bool(event.transfers) and all(
        not t.explicit and "political" in text.lowers[t.first : t.last + 1] for t in event.transfers
    )


def _has_people(event: Event) -> bool:
    """Whether people are named or counted in words of a hand-over, with no word of who gave them up."""
    told = [s for s in event.statements if any(t.strong for t in s.triggers) and not s.tally]
    return any(f.count and is_counted(f) for s in told for f in s.flows)


def _opens_report(event: Event) -> bool:
    """Whether the report begins with it in plain words, and says on which day it was or is to be."""
    first = event.statements[0]
    if first.number <= 2 and _names_captives(first):
        return True
    plain = any(t.strong for s in event.statements for t in s.triggers)
    return plain and first.number == 0 and event.date is not None and event.date.precision == "day"


def _names_captives(statement: Statement) -> bool:
    """`The two republics will hand over a group of prisoners to Ukraine`: settled, of captives, and to whom."""
    settled = statement.status == "agreed" and not statement.tally
    return settled and statement.mentions.has_word("captivity") and len(statement.pair) > 1


def _is_stage(event: Event, main: Event | None) -> bool:
    """`The next stage is planned for Sunday`: a hand-over beside the main one, with a day of its own."""
    if main is None or event is main or not event.focus:
        return False
    date = event.date if event.date is not None and event.date.start is not None else None
    batch = [s for s in event.statements if is_next_batch(s.mentions)]
    if any(date or s.mentions.has_cue("coming_times") for s in batch):
        return True
    dated = date is not None and date.precision == "day"
    return dated and any(t.mutual and not t.plural for s in event.statements for t in s.triggers)


def _is_demanded(event: Event) -> bool:
    """Whether people's release is only asked for, with nobody on offer: that is no exchange."""
    triggers = [t for s in event.statements for t in s.triggers]
    offered = any(t.mutual for t in triggers) or any(s.mentions.has_cue("offering") for s in event.statements)
    return not offered and any(s.mentions.has_cue("demand") for s in event.statements)
