"""Reading one report from its clean text to its events.

Belongs here: the order of the steps. Not here: the steps.
"""

from __future__ import annotations

from dataclasses import field, replace
from datetime import date
from itertools import accumulate

from assets.extract.events.categories import tell_categories
from assets.extract.events.dates_elsewhere import day_beside, day_it_took_place, day_told_before
from assets.extract.events.events import Event, parties_of
from assets.extract.events.joining import join_statements
from assets.extract.events.mediators import give_mediators
from assets.extract.events.open_figures import add_open_figures
from assets.extract.events.pairs import PairChoice, choose_pairs
from assets.extract.events.places_elsewhere import add_places
from assets.extract.events.slots import fill_event, give_persons, share_circumstances
from assets.extract.events.sums import without_sums
from assets.extract.flows.flows import is_counted, is_surely_people
from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text, read_text
from assets.extract.mediation.mediation import find_mediators
from assets.extract.mentions.back_references import resolve_back_references
from assets.extract.mentions.clauses import split_clauses
from assets.extract.mentions.groups import HELD_CATEGORIES
from assets.extract.mentions.mentions import Mentions, find_mentions
from assets.extract.mentions.persons import find_persons
from assets.extract.mentions.telling import find_telling
from assets.extract.mentions.triggers import Trigger, find_triggers
from assets.extract.parties.parties import Sides, are_adversaries, is_organisation
from assets.extract.parties.sides import find_sides
from assets.extract.persons.handed_over import SLOT as PERSONS
from assets.extract.persons.handed_over import add_hints_of_life, keep_handed_over, weigh_persons
from assets.extract.persons.pronouns import add_pronouns
from assets.extract.records import record
from assets.extract.statements.ellipsis import complete
from assets.extract.statements.roles import (
    add_hints_of_more,
    add_hints_of_none,
    add_hints_of_other_way,
    add_hints_of_return,
    add_hints_of_role,
)
from assets.extract.statements.splitting import split_statement
from assets.extract.statements.statements import Statement, read_statement
from assets.extract.weighing import Weighed

RELEVANT = 2.5  # an exchange beside captives, or releases and words of captivity; below it the hand-over must be plain
ADVERSARIES = 2.5  # people told of between sides that are known to hold each other's: no more is needed
OTHER_TOPIC_WORDS = 2  # different words of another topic; one may stand in any report
TOPIC_BESIDE_EXCHANGE = 4  # so many in a report that names an exchange: that of a film
MAX_TOLD = 150  # sentences that tell of hand-overs: ten times as many as any report has
MAX_TOLD_TOKENS = 4_000  # of these sentences together: likewise
MAX_ASKED_TOKENS = 4_000  # of sentences with words of hand-over, which cost most: eight times as many as any report has
MAX_CHARS = 100_000  # twenty times as many as the longest report has; a dump is read so far
MAX_SENTENCES = 2_000  # twice as many as prose of that length has, and lines of a dump


@record
class Reading:
    """What a report says: its text with tokens, its events, and why it was or was not taken for relevant.

    `weighed` is everybody who may have been handed over or have mediated, taken or not; `pairs` are the two sides that
    each event may be between, where the report names more.
    """

    text: Text
    events: list[Event]
    reason: str
    weighed: list[Weighed] = field(default_factory=list)
    pairs: list[PairChoice] = field(default_factory=list)
    sides: Sides = field(default_factory=Sides)


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
    resolve_back_references(cut, sentences, lexicon)
    persons = find_persons(cut, sentences, lexicon)
    add_pronouns(cut, sentences, persons, lexicon)
    triggers = [find_triggers(cut, m, persons[n], lexicon) for n, m in enumerate(sentences)]
    told = find_telling(cut, sentences, triggers, persons, lexicon)
    if not told:
        return Reading(cut, [], "screen.no_exchange_of_people")
    told = _bounded(told, sentences)
    nobody = Sides()
    brokers = {code for mentions in sentences for code in find_mediators(cut, mentions, nobody, lexicon, wished=True)}
    sides = find_sides(cut, sentences, told, brokers, published, lexicon)
    if not sides.main:
        return Reading(cut, [], "screen.no_party")
    statements: list[Statement] = []
    for n in told:
        topic, before = _topic(sentences, n, sides, lexicon), day_told_before(sentences, n, statements, published)
        read = read_statement(cut, n, sentences[n], triggers[n], persons[n], sides, topic, published, lexicon, before)
        complete(read, statements, published)
        statements += split_statement(read, sides)
    _add_hints(cut, statements, sides, lexicon)
    named = weigh_persons(cut, sentences, statements, persons, sides, lexicon)
    people = keep_handed_over(named, lexicon)
    add_hints_of_life(statements, people, sides)
    events = join_statements(statements, sides, published)
    choices = choose_pairs(cut, sentences, told, events, sides, lexicon)
    for event in events:
        fill_event(event, sentences, published)
    weighed = give_mediators(cut, sentences, triggers, told, events, sides, lexicon)
    weighed += [Weighed(PERSONS, person.key, person.signals) for person in named.values()]
    beside = {n: (sentences[n], triggers[n]) for n in set(range(len(sentences))) - set(told)}
    add_places(cut, beside, events, sides, lexicon)
    if events and (events[0].date is None or events[0].date.start is None):
        found = day_beside(cut, list(zip(sentences, triggers, strict=True)), events[0], published, lexicon)
        events[0].date = found or events[0].date
    elif events:
        parts = list(zip(sentences, triggers, strict=True))
        events[0].date = day_it_took_place(cut, parts, events[0], published, lexicon) or events[0].date
    share_circumstances(events, published)
    give_persons(events, people)
    add_open_figures(cut, events, sides, lexicon)
    for event in events:
        tell_categories(cut, event, lexicon)
        event.adversaries = len(event.sides) > 1 and are_adversaries(event.sides[0], event.sides[1], lexicon)
    relevant = _relevant(cut, sentences, triggers, events, lexicon)
    return replace(relevant, weighed=weighed, pairs=choices, sides=sides)


def _add_hints(text: Text, statements: list[Statement], sides: Sides, lexicon: Lexicon) -> None:
    """What statements tell of the way of people in other statements."""
    main = sides.main[:2]
    add_hints_of_role(text, statements, main)
    add_hints_of_other_way(text, statements, main, lexicon)
    add_hints_of_more(text, statements, main, lexicon)
    add_hints_of_none(text, statements, main, lexicon)
    add_hints_of_return(statements, main)


def _bounded(told: list[int], sentences: list[Mentions]) -> list[int]:
    """The sentences of hand-overs that are read: all but those of a dump."""
    lengths = (sentences[n].sentence.last - sentences[n].sentence.first for n in told[:MAX_TOLD])
    return [n for n, upto in zip(told, accumulate(lengths), strict=False) if upto <= MAX_TOLD_TOKENS]


def _relevant(
    cut: Text, sentences: list[Mentions], triggers: list[list[Trigger]], events: list[Event], lexicon: Lexicon
) -> Reading:
    """The reading with the events that are told as such; with none where the report is about something else."""
    kept = without_sums([e for e in events if _is_told(e, lexicon) or _is_stage(e, events[0])])
    if not any(
        e.focus or _is_plain(e, lexicon) or any(t.mutual for s in e.statements for t in s.triggers) for e in kept
    ):
        kept = []  # a pardon told beside another
    if _is_of_another_topic(cut, sentences, triggers, kept, lexicon) and not any(_is_of_persons(e) for e in kept):
        return Reading(cut, [], "screen.another_topic")
    relevance = _relevance(sentences, triggers)
    if any(e.focus and e.adversaries for e in kept):
        relevance += ADVERSARIES
    if relevance < RELEVANT and not any(_goes_both_ways(e) or (e.focus and _is_plain(e, lexicon)) for e in kept):
        return Reading(cut, [], "screen.too_little")
    return Reading(cut, kept, "exchange" if kept else "screen.no_event")


def _topic(sentences: list[Mentions], number: int, sides: Sides, lexicon: Lexicon) -> str | None:
    """The side that the sentence before is about: the first party it names."""
    for mentions in reversed(sentences[max(0, number - 2) : number]):
        parties = [m for m in mentions.parties() if not is_organisation(m.name.codes, lexicon)]
        if parties:
            return sides.side(parties[0].name.codes)
    return None


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
    if not captivity and not any(g.nations or g.category in HELD_CATEGORIES for m in sentences for g in m.groups):
        return 0.0
    return score + min(2.0, 0.5 * captivity)


def _is_of_another_topic(
    text: Text, sentences: list[Mentions], triggers: list[list[Trigger]], events: list[Event], lexicon: Lexicon
) -> bool:
    """Ancestors' bones out of museums, diplomats expelled, amnesties, players traded: told in the same words."""
    named = any(t.strong and t.mutual for found in triggers for t in found)
    if not named and any(m.has_cue("other_topic_phrases") for m in sentences):
        return True
    named = named or any(e.focus and e.transfers and _is_with_armed_group(e, lexicon) for e in events)
    wanted = TOPIC_BESIDE_EXCHANGE if named else OTHER_TOPIC_WORDS
    return len(lexicon.words["other_topics"].intersection(text.lowers)) >= wanted


def _is_of_persons(event: Event) -> bool:
    """Captives of two adversaries by name: a report on one of them may be full of films or football."""
    return event.focus and event.adversaries and len(event.told_by_name) > 1


def _is_returned(event: Event) -> bool:
    """`Sixteen were let go ... In return eight came down in Moscow`: an exchange that no word names."""
    in_return = any(s.mentions.has_cue("reciprocity.in_return") for s in event.statements)
    return in_return and len(event.told_by_name) > 1 and any(is_counted(f) for s in event.statements for f in s.flows)


def _goes_both_ways(event: Event) -> bool:
    return len({t.direction for t in event.transfers}) > 1


def _is_plain(event: Event, lexicon: Lexicon) -> bool:
    """People handed over in two directions, or by one side to another, or an exchange of people by name."""
    if _is_returned(event) or _goes_both_ways(event) or any(t.explicit for t in event.transfers):
        return True
    strong = any(t.strong for s in event.statements for t in s.triggers)
    told = [t.direction for t in event.transfers if strong or not t.statement.mentions.has_cue("held")]
    told += [p.direction for p in event.told_by_name if strong and p.direction is not None]
    if any(None not in direction for direction in told):
        return True
    return _is_mutual(event, lexicon)


def _is_mutual(event: Event, lexicon: Lexicon) -> bool:
    """An exchange of people by name, or one with an armed group: "the swap between Kinshasa and M23"."""
    mutual = [(s, t) for s in event.statements for t in s.triggers if t.mutual]
    armed = _is_with_armed_group(event, lexicon)
    each = [s for s in event.statements if s.mentions.has_cue("reciprocity.each") and any(t.strong for t in s.triggers)]
    pairs = [s.pair for s in each] + [s.pair for s, _ in mutual]
    return any(t.strong for _, t in mutual) or (armed and any(len(pair) > 1 for pair in pairs))


def _is_with_armed_group(event: Event, lexicon: Lexicon) -> bool:
    return any(lexicon.party_kinds.get(side.split("/")[0]) == "actor" for side in event.sides[:2])


def _is_told(event: Event, lexicon: Lexicon) -> bool:
    """An event needs two parties, or one and people who change hands; background also a fact of its own."""
    n_parties = len(parties_of(event))
    if event.focus:
        if event.status == "proposed" and _is_demanded(event):
            return False
        mutual = any(t.mutual for s in event.statements for t in s.triggers)
        people = bool(event.transfers or event.total) or any(p.direction is not None for p in event.told_by_name)
        people = people or (mutual and len(event.told_by_name) > 1)
        people = people or (event.adversaries and _has_people(event))
        return n_parties >= 2 and (_is_mutual(event, lexicon) or event.remains or people)
    mutual = any(t.mutual for s in event.statements for t in s.triggers)
    own_date = event.date is not None and event.date.start is not None
    flows = [f for s in event.statements for f in s.flows]
    swapped = any(f.counterpart_of is not None and is_counted(f) for f in flows)
    figure = any(f.count and (is_counted(f) if own_date else is_surely_people(f) and not f.subset) for f in flows)
    told = (mutual and (own_date or swapped or figure)) or (own_date and figure)
    return n_parties >= 1 and (bool(event.transfers) or bool(event.told_by_name) or told)


def _has_people(event: Event) -> bool:
    """Whether people are named or counted in words of a hand-over, with no word of who gave them up."""
    told = [s for s in event.statements if any(t.strong for t in s.triggers) and not s.tally]
    flows = [f for s in told for f in s.flows if f.count and not (f.verb is not None and f.verb.noun)]
    return bool(event.told_by_name) or any(is_counted(f) and is_surely_people(f) for f in flows)


def _is_stage(event: Event, main: Event) -> bool:
    """`The next stage is planned for Sunday`: a hand-over beside the main one, with a day of its own."""
    dated = event.date is not None and event.date.start is not None and event.date.precision == "day"
    settled = event is not main and event.focus and event.status in {"agreed", "completed"}
    return settled and dated and any(t.mutual and not t.plural for s in event.statements for t in s.triggers)


def _is_demanded(event: Event) -> bool:
    """Whether people's release is only asked for, with nobody on offer: that is no exchange."""
    triggers = [t for s in event.statements for t in s.triggers]
    offered = any(t.mutual or (t.verb is not None and t.verb.sense.status == "proposed") for t in triggers)
    return not offered and any(s.mentions.has_cue("demand") for s in event.statements)
