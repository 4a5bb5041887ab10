"""Reading one report from its clean text to its events.

Belongs here: the order of the steps. Not here: the steps.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from itertools import accumulate

from assets.extract.confidence import tell_confidence
from assets.extract.events.captors import give_by_captors
from assets.extract.events.categories import tell_categories
from assets.extract.events.dates_elsewhere import (
    Report,
    day_beside,
    day_it_took_place,
    day_right_before,
    day_told_before,
)
from assets.extract.events.dates_weighed import weigh_dates
from assets.extract.events.doubtful_figures import leave_out_doubtful
from assets.extract.events.eras import name_states_of_day
from assets.extract.events.events import Event
from assets.extract.events.joining import join_statements
from assets.extract.events.joint_sides import add_joint_sides
from assets.extract.events.known_events import day_known, known_of
from assets.extract.events.mediators import Brokering, give_mediators
from assets.extract.events.open_figures import add_open_figures
from assets.extract.events.pairs import PairChoice, choose_pairs, follow_transfers
from assets.extract.events.person_events import give_persons
from assets.extract.events.places import give_places
from assets.extract.events.relevance import keep_told
from assets.extract.events.slots import drop_time_of_offer, fill_event, share_circumstances, tell_sum
from assets.extract.events.third_parties import drop_counted_already
from assets.extract.language.known_exchanges import Captive
from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text, read_text
from assets.extract.mediation.mediation import find_mediators
from assets.extract.mentions.back_references import resolve_back_references
from assets.extract.mentions.clauses import split_clauses
from assets.extract.mentions.datelines import day_of_dateline
from assets.extract.mentions.mentions import Mentions, find_mentions
from assets.extract.mentions.names import NameMention
from assets.extract.mentions.persons import PersonMention, find_persons
from assets.extract.mentions.telling import find_telling
from assets.extract.mentions.triggers import find_triggers
from assets.extract.parties.parties import Sides, are_adversaries, is_organisation
from assets.extract.parties.sides import find_sides
from assets.extract.persons.captives import exchanged_by, known_captives
from assets.extract.persons.handed_over import SLOT as PERSONS
from assets.extract.persons.handed_over import HandedOver, add_hints_of_life, keep_handed_over, weigh_persons
from assets.extract.persons.pronouns import add_pronouns
from assets.extract.records import record
from assets.extract.statements.apart import set_apart
from assets.extract.statements.ellipsis import complete
from assets.extract.statements.known_exchanges import recognise_exchanges
from assets.extract.statements.roles import (
    add_hints_in_return,
    add_hints_of_more,
    add_hints_of_none,
    add_hints_of_other_way,
    add_hints_of_return,
    add_hints_of_role,
)
from assets.extract.statements.splitting import add_last_before, split_statement
from assets.extract.statements.statements import Statement, read_statement
from assets.extract.weighing import Weighed

OF_PEOPLE = frozenset(("adjective", "people"))  # forms of a party's name that stand among counted people
MAX_TOLD = 150  # sentences that tell of hand-overs: ten times as many as any report has
MAX_TOLD_TOKENS = 4_000  # of these sentences together: likewise
MAX_ASKED_TOKENS = 4_000  # of sentences with words of hand-over, which cost most: eight times as many as any report has
MAX_CHARS = 100_000  # twenty times as many as the longest report has; a dump is read so far
MAX_SENTENCES = 2_000  # twice as many as prose of that length has, and lines of a dump


@record
class Reading:
    """What a report says: its text with tokens, its events, and why it was or was not taken for relevant.

    `weighed` is everybody who may have been handed over, taken or not; `pairs` are the two sides that each event may be
    between, where the report names more; `brokerings` are the parties that may have mediated each event.
    """

    text: Text
    events: list[Event]
    reason: str
    weighed: list[Weighed] = field(default_factory=list)
    pairs: list[PairChoice] = field(default_factory=list)
    sides: Sides = field(default_factory=Sides)
    brokerings: list[Brokering] = field(default_factory=list)


def read_report(text: str, published: date | None, lexicon: Lexicon) -> Reading:
    """Reads a clean text; no events mean that it tells of no exchange of people.

    Of a text longer than any report only the beginning is read; where that tells of none, the reason says so.
    """
    cut, is_whole = _cut(text, lexicon)
    sentences = _find_sentences(cut, lexicon)
    is_whole = is_whole and (not sentences or sentences[-1].sentence.last == cut.sentences[-1].last)
    reading = _read_sentences(cut, sentences, published, lexicon)
    return reading if is_whole or reading.events else replace(reading, reason="screen.too_long")


def _cut(text: str, lexicon: Lexicon) -> tuple[Text, bool]:
    """The tokens and sentences of a text, as many as may be read, and whether these are all.

    Of a text that is too long the last sentence is left out: it may go on.
    """
    cut = read_text(text[:MAX_CHARS], lexicon.vocabulary, most=MAX_SENTENCES + 1)
    is_whole = len(text) <= MAX_CHARS and len(cut.sentences) <= MAX_SENTENCES
    if not is_whole:
        del cut.sentences[min(MAX_SENTENCES, len(cut.sentences) - 1) :]
    return cut, is_whole


def _find_sentences(cut: Text, lexicon: Lexicon) -> list[Mentions]:
    """The mentions of each sentence that is read: of a dump full of words of hand-over not all."""
    sentences: list[Mentions] = []
    asked = 0
    for sentence in cut.sentences:
        mentions = find_mentions(cut, sentence, lexicon)
        sentences += split_clauses(cut, mentions, lexicon)
        if mentions.verbs or mentions.has_cue("exchange_nouns.bare"):
            asked += sentence.last - sentence.first
            if asked > MAX_ASKED_TOKENS:
                break
    return sentences


def _read_sentences(cut: Text, sentences: list[Mentions], published: date | None, lexicon: Lexicon) -> Reading:
    """Finds which sentences tell of hand-overs, between whom and of whom; then the events that they tell of together.

    Without a sentence that does, or a party, there are none.
    """
    resolve_back_references(cut, sentences, lexicon)
    persons = find_persons(cut, sentences, lexicon)
    add_pronouns(cut, sentences, persons, lexicon)
    triggers = [find_triggers(cut, m, persons[n], lexicon) for n, m in enumerate(sentences)]
    told = find_telling(cut, sentences, triggers, persons, lexicon)
    if not told:
        return Reading(cut, [], "screen.no_exchange_of_people")
    told = _bounded(told, sentences)
    captives = known_captives(persons, published, lexicon)
    held = [captives[person.key] for n in told for person in persons[n] if person.key in captives]
    sides = find_sides(cut, sentences, told, _brokers(cut, sentences, lexicon), held, published, lexicon)
    published = day_of_dateline(sentences, published) if published is not None else None
    report = Report(cut, list(zip(sentences, triggers, strict=True)), published, lexicon)
    statements = _read_statements(report, told, persons, sides)
    named = weigh_persons(cut, sentences, statements, persons, captives, sides, published, lexicon)
    people = keep_handed_over(named, lexicon)
    add_hints_of_life(statements, people, sides)
    known = exchanged_by({key: person.named_in for key, person in people.items()}, captives, published)
    events = join_statements(statements, sides, known, published)
    choices = choose_pairs(cut, sentences, told, events, sides, lexicon)
    _fill_events(report, events, people, captives, sides)
    brokerings = give_mediators(cut, report.sentences, told, events, sides, published, lexicon)
    _settle_sides(cut, events, lexicon)
    kept, reason = keep_told(cut, sentences, triggers, events, lexicon)
    for event in kept:
        drop_time_of_offer(event, published)
    leave_out_doubtful(cut, kept, lexicon)
    tell_confidence(kept, lexicon)
    weighed = [Weighed(PERSONS, person.key, person.signals) for person in named.values()]
    return Reading(cut, kept, reason, weighed, choices, sides, brokerings)


def _brokers(text: Text, sentences: list[Mentions], lexicon: Lexicon) -> set[str]:
    """The parties that some sentence tells of as mediators, be it in vain."""
    nobody = Sides()
    return {code for mentions in sentences for code in find_mediators(text, mentions, nobody, lexicon, wished=True)}


def _read_statements(
    report: Report, told: list[int], persons: dict[int, list[PersonMention]], sides: Sides
) -> list[Statement]:
    """What each of the sentences `told` says of a hand-over, and what they say of the way of each other's people."""
    text, published, lexicon = report.text, report.published, report.lexicon
    sentences = [mentions for mentions, _ in report.sentences]
    statements: list[Statement] = []
    for n in told:
        mentions, triggers = report.sentences[n]
        topic, before = _topic(sentences, n, sides, lexicon), day_told_before(sentences, n, statements, published)
        read = read_statement(text, n, mentions, triggers, persons[n], sides, topic, published, lexicon, before)
        complete(read, statements, published)
        statements += [part for told_of in add_last_before(read) for part in split_statement(told_of, sides)]
    set_apart(statements, sentences, persons)
    recognise_exchanges(statements, sentences, sides, published, lexicon)
    _add_hints(text, statements, sides, lexicon)
    return statements


def _fill_events(
    report: Report,
    events: list[Event],
    people: dict[str, HandedOver],
    captives: Mapping[str, Captive],
    sides: Sides,
) -> None:
    """Gives each event what the report tells of it: where and when it was, and who and how many changed hands."""
    text, published, lexicon = report.text, report.published, report.lexicon
    sentences = [mentions for mentions, _ in report.sentences]
    add_joint_sides(text, sentences, events, sides, published, lexicon)
    for event in events:
        fill_event(event, sentences, published)
        event.known = known_of(event, lexicon)
    give_places(text, sentences, [triggers for _, triggers in report.sentences], events, sides, lexicon)
    _give_days(report, events, captives)
    share_circumstances(events)
    weigh_dates(report, events)
    give_persons(events, people, published)
    add_open_figures(text, events, sides, lexicon)
    for event in events:
        give_by_captors(event, published, lexicon)
        drop_counted_already(event, lexicon)
        name_states_of_day(event, published, lexicon)
        tell_sum(event, sentences)


def _settle_sides(text: Text, events: list[Event], lexicon: Lexicon) -> None:
    """Once all people and mediators are told: the sides that they are exchanged between, and what kind they are."""
    for event in events:
        follow_transfers(event, lexicon)
        event.adversaries = len(event.sides) > 1 and are_adversaries(event.sides[0], event.sides[1], lexicon)
    tell_categories(text, events, lexicon)


def _give_days(report: Report, events: Sequence[Event], captives: Mapping[str, Captive]) -> None:
    """The day of the main event that other sentences tell, and of each known exchange its own day."""
    if events:
        main = events[0]
        if main.date is None or main.date.start is None:
            found = day_beside(report, main, events[1:])
        else:
            found = day_it_took_place(report, main)
        main.date = found or main.date
    for event in events:
        if event.date is None and event.status == "completed":
            event.date = day_right_before(report, event, events)
    sentences = [mentions for mentions, _ in report.sentences]
    for event in events:
        known = day_known(event, sentences, captives, report.published)
        if known is not None and known is not event.date:
            event.date = known
            event.rules.add("date.known")


def _add_hints(text: Text, statements: list[Statement], sides: Sides, lexicon: Lexicon) -> None:
    """What statements tell of the way of people in other statements."""
    main = sides.main[:2]
    add_hints_of_role(text, statements, main)
    add_hints_of_other_way(text, statements, main, lexicon)
    add_hints_of_more(text, statements, main, lexicon)
    add_hints_of_none(text, statements, main, lexicon)
    add_hints_in_return(text, statements, main)
    add_hints_of_return(statements, main)


def _bounded(told: list[int], sentences: list[Mentions]) -> list[int]:
    """The sentences of hand-overs that are read: all but those of a dump."""
    lengths = (sentences[n].sentence.last - sentences[n].sentence.first for n in told[:MAX_TOLD])
    return [n for n, upto in zip(told, accumulate(lengths), strict=False) if upto <= MAX_TOLD_TOKENS]


def _topic(sentences: list[Mentions], number: int, sides: Sides, lexicon: Lexicon) -> str | None:
    """The side that the sentence before is about: the first party it names."""
    of_people: NameMention | None = None
    for mentions in reversed(sentences[max(0, number - 2) : number]):
        for party in mentions.parties():
            if is_organisation(party.name.codes, lexicon) or _is_of_custody(mentions, party, lexicon):
                continue
            if not _is_of_people(mentions, party):
                return sides.side(party.name.codes)
            of_people = of_people or party
    return sides.side(of_people.name.codes) if of_people is not None else None


def _is_of_people(mentions: Mentions, party: NameMention) -> bool:
    """`32 bodies of Armenian soldiers`: whose people are counted."""
    return party.name.form in OF_PEOPLE and any(group.first <= party.first < group.last for group in mentions.groups)


def _is_of_custody(mentions: Mentions, party: NameMention, lexicon: Lexicon) -> bool:
    """`Russian captivity`: not what a sentence is about."""
    return party.name.form == "adjective" and lexicon.has("grammar.hints.custody", mentions.text.word(party.last))
