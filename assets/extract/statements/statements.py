"""Statements: what one sentence says about one exchange, before sentences about the same event are joined.

Belongs here: collecting the flows, status, date, place and mediators of a sentence. Not here: which sentences speak of
a hand-over (`mentions/triggers.py`), joining statements (`events/joining.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from assets.extract.flows.flows import Flow, is_counted
from assets.extract.flows.frames import find_flows
from assets.extract.language.known_exchanges import KnownExchange
from assets.extract.language.lexicon import UNTOLD, Lexicon
from assets.extract.language.text import Sentence, Text
from assets.extract.mediation.mediation import find_mediators
from assets.extract.mentions.batches import find_whole_deal, is_next_batch, is_rest
from assets.extract.mentions.clauses import is_earlier_time
from assets.extract.mentions.dates import DateMention, find_dates
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.persons import PersonMention
from assets.extract.mentions.triggers import Trigger
from assets.extract.mentions.turns import is_whole_of_stage
from assets.extract.parties.parties import Sides, is_organisation, is_place_use
from assets.extract.places.handover_places import PlaceMention, find_place
from assets.extract.statements.handover_dates import choose_dates
from assets.extract.statements.status import sentence_status, status_beside

CLAIMANT_REACH = 8  # tokens between a side and its verb of speech: "the Ukrainian ministry of defence said"
A_DAY = timedelta(days=1)
HEAD_REACH = 2  # tokens before an earlier time at the head of a sentence: "But a week earlier"
HELD_REACH = 4  # tokens between "in a Karachi jail" and "since 2021"
PERFECT_REACH = 4  # tokens between "have" and its participle: "have now been repatriated"
REMAINS = frozenset(("remains",))
HELPING_REACH = 10  # tokens between "has" and a noun: "has facilitated under the agreements the release of"
SINCE = frozenset(("since",))
ARRIVING = frozenset(("come_home", "receive"))
SUPPOSED = frozenset(("proposed", "conditional"))
AHEAD = frozenset(("agreed", "announced", "proposed", "cancelled", "conditional"))


@dataclass(slots=True)
class Statement:
    """What one sentence says about one exchange.

    `in_passing`: only when it was, beside another one; `apart`: its people are said to be no part of that told before.
    """

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
    in_passing: bool = False
    apart: bool = False
    known: frozenset[KnownExchange] = frozenset()
    rules: set[str] = field(default_factory=set)


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
    before: date | None = None,
) -> Statement:
    """The statement of one sentence; `topic` is the side that the one before is about, `before` the day told last."""
    statement = Statement(number, mentions, triggers)
    statement.claimant = _claimant(mentions, sides, lexicon)
    statement.flows = find_flows(text, mentions, persons, sides, topic, statement.claimant, lexicon)
    _mark_flows(statement)
    statement.status = _status(text, statement, lexicon)
    ahead = statement.status in AHEAD
    statement.dates = find_dates(mentions, published, future=ahead, before=before)
    statement.date, statement.reported = choose_dates(text, mentions, statement.dates, triggers, lexicon)
    if statement.status == "completed" and _is_yet_to_come(statement.date, published):
        statement.date = None  # `home for New Year's Eve`
    if mentions.sentence.heading and statement.date is not None and statement.date.kind == "full":
        statement.date = statement.date if statement.date.start != published else None  # the day of the page
    statement.place = find_place(text, mentions, triggers, sides, lexicon)
    statement.mediators = find_mediators(text, mentions, sides, lexicon)
    statement.pair = tuple(s for s in _pair(text, mentions, sides, lexicon) if s not in statement.mediators)
    statement.tally = not _is_of_one_day(statement) and (
        _is_tally(text, statement, published, lexicon)
        or _counts_since(text, statement, lexicon)
        or _counts_up_to(mentions, statement)
    )
    statement.background = _is_of_before(text, statement, lexicon)
    statement.remains = _speaks_of_remains(text, statement, lexicon)
    if statement.remains:
        _take_for_remains(statement.flows)
    statement.living = any(f.group and f.group.category != "remains" for f in statement.flows) or mentions.has_word(
        "grammar.triggers.living"
    )
    return statement


def _is_yet_to_come(told: DateMention | None, published: date | None) -> bool:
    """Whether a time lies behind the day of the report, wherever on earth that was."""
    return told is not None and told.start is not None and published is not None and told.start > published + A_DAY


def _mark_flows(statement: Statement) -> None:
    """Marks each flow with what the sentence says of all: whether it is of an exchange, and whether others stand by."""
    mentions, flows = statement.mentions, statement.flows
    mutual = any(t.mutual and t.strong and not t.plural for t in statement.triggers)
    mutual = mutual or mentions.has_cue("reciprocity.in_return")
    several = sum(map(is_counted, flows)) > 1
    for flow in flows:
        flow.in_exchange, flow.beside_others = mutual, several
    whole = find_whole_deal(mentions)
    for flow in flows if whole is not None else ():
        flow.overall = flow.overall or (flow.group is whole and not flow.hints_at_side)


def _is_of_before(text: Text, statement: Statement, lexicon: Lexicon) -> bool:
    """Whether the sentence tells what came before the news, by its time or by its words."""
    mentions = statement.mentions
    earlier = statement.status == "completed" and is_earlier_time(text, mentions.sentence.first, lexicon)
    earlier = earlier or _opens_background(mentions) or _goes_back(mentions, statement.triggers)
    return earlier or _is_told_as_background(text, mentions, lexicon)


def _status(text: Text, statement: Statement, lexicon: Lexicon) -> str | None:
    """How far a sentence says that it got; the whole of a stage that is told of in the same sentence is agreed."""
    mentions = statement.mentions
    status = sentence_status(text, mentions, statement.triggers, lexicon)
    if status == "completed" and _tells_of_nobody(statement):
        status = status_beside(text, mentions, lexicon)
    if status in SUPPOSED and mentions.has_cue("coming") and is_rest(mentions) and is_next_batch(mentions):
        status = "agreed"
    if status in {None, "completed"} and find_whole_deal(mentions) is not None:
        status = "agreed"
    if status is None and mentions.sentence.part and is_whole_of_stage(text, mentions.sentence.first, lexicon):
        status = "agreed"
    return status


def tells_only_arrival(statement: Statement) -> bool:
    """`They came home on Friday`: where people arrived, and not how they changed hands."""
    verbs = [t.verb for t in statement.triggers if t.verb is not None]
    return not any(t.mutual for t in statement.triggers) and all(v.sense.meaning in ARRIVING for v in verbs)


def _tells_of_nobody(statement: Statement) -> bool:
    """`Nothing was given for them.`: how far the hand-over of the others got, it does not say."""
    counted = [f for f in statement.flows if f.person is not None or is_counted(f)]
    done = any(t.mutual and not (t.verb is not None and t.verb.form == "gerund") for t in statement.triggers)
    return bool(counted) and all(f.count == 0 for f in counted) and not done


def _is_told_as_background(text: Text, mentions: Mentions, lexicon: Lexicon) -> bool:
    """`an earlier exchange`, but not `the same earlier exchange`."""
    spans = mentions.cues.spans("background")
    return bool(spans) and any(not lexicon.has("grammar.sameness.same", text.word(start - 1)) for start, _ in spans)


def _opens_background(mentions: Mentions) -> bool:
    """`A week earlier three women were exchanged ...`: an earlier time at the head of the sentence."""
    if not mentions.has_cue("background_at_start"):
        return False
    head = mentions.sentence.first + HEAD_REACH
    return any(start <= head for start, _ in mentions.cues.spans("background_at_start"))


def _goes_back(mentions: Mentions, triggers: list[Trigger]) -> bool:
    """`three months after the two had exchanged 35 men each`: an earlier hand-over after the words of time."""
    ends = [end for _, end in mentions.cues.spans("background_before")]
    if not ends:
        return False
    told = [t for t in triggers if t.verb is not None and (t.mutual or t.strong)]
    return any(t.index >= end for t in told for end in ends)


def _is_of_one_day(statement: Statement) -> bool:
    """`the exchange which was held today, the 58th since the invasion`: one of many, and no sum of them."""
    on_a_day = any(d.precision == "day" for d in statement.dates)
    return on_a_day and any(t.mutual and not t.plural for t in statement.triggers)


def _is_tally(text: Text, statement: Statement, published: date | None, lexicon: Lexicon) -> bool:
    """A sum over many exchanges: "so far", "since 2022", "in 2025 there were 14 exchanges"."""
    if _has_cue_of_tally(text, statement, lexicon) or any(_is_counted(statement, t) for t in statement.triggers):
        return True
    swaps = any(flow.counterpart_of is not None for flow in statement.flows)
    return (
        published is not None
        and not swaps
        and any(
            d.kind == "year" and d.start is not None and d.start.year >= published.year - 1 for d in statement.dates
        )
    )


def _counts_since(text: Text, statement: Statement, lexicon: Lexicon) -> bool:
    """`Since the two made peace 1,200 have been repatriated`; `held since 2021` is no such beginning.

    Nor is that of the largest exchange since the war began.
    """
    if statement.mentions.has_cue("superlative"):
        return False
    sentence = statement.mentions.sentence
    begins = any(not _follows_custody(text, sentence, i, lexicon) for i in statement.mentions.indices(SINCE))
    begins = begins or (statement.date is not None and statement.date.precision == "year")  # `from the start in 2015`
    if not begins:
        return False
    counting = [f.verb for f in statement.flows if f.verb and (f.count or 0) > 1]
    return any(
        lexicon.has_any(
            "grammar.verbs.present_perfect",
            text.lowers[max(sentence.first, v.index - (HELPING_REACH if v.noun else PERFECT_REACH)) : v.index],
        )
        for v in counting
    )


def _counts_up_to(mentions: Mentions, statement: Statement) -> bool:
    """`As of May 31 there were 3,210 captives whom Russia had let go`: how many in all up to a day."""
    opens = any(first == mentions.sentence.first for first, _ in mentions.cues.spans("tally_up_to"))
    return opens and any((flow.count or 0) > 1 for flow in statement.flows)


def _has_begin(text: Text, mentions: Mentions, lexicon: Lexicon) -> bool:
    """`since last year` people have come home; but `held since last year`."""
    begins = mentions.cues.spans("tally_unless_superlative")
    return any(not _follows_custody(text, mentions.sentence, start, lexicon) for start, _ in begins)


def _follows_custody(text: Text, sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    """`in a Karachi jail since 2021`: words of captivity right before, in the same sentence."""
    before = text.lowers[max(sentence.first, index - HELD_REACH) : index]
    return lexicon.has_any("grammar.hints.keeping", before) or lexicon.has_any("grammar.hints.custody", before)


def _has_cue_of_tally(text: Text, statement: Statement, lexicon: Lexicon) -> bool:
    """`so far`; `had already swapped 55 for 14` is one exchange, though, and what "in all" is to come no sum."""
    mentions = statement.mentions
    swaps = any(flow.counterpart_of is not None for flow in statement.flows)
    dated = statement.date is not None and statement.date.precision in {"day", "month"} and not statement.date.since
    if statement.status == "agreed":
        return False
    return (
        (mentions.has_cue("tally") and not mentions.has_cue("superlative"))
        or (
            mentions.has_cue("tally_of_number")
            and not mentions.words.isdisjoint(lexicon.words["tally_of_number.counting"])
        )
        or (_has_begin(text, mentions, lexicon) and not (mentions.has_cue("superlative") or swaps))
        or (mentions.has_cue("tally_unless_swapped") and not (swaps or dated))
    )


def _is_counted(statement: Statement, trigger: Trigger) -> bool:
    """`five swaps`, `60 prisoner exchanges`: a number of exchanges."""
    return trigger.plural and any(
        n.value is not None and n.value > 2 and 0 <= trigger.index - n.last <= 2 for n in statement.mentions.numbers
    )


def _pair(text: Text, mentions: Mentions, sides: Sides, lexicon: Lexicon) -> tuple[str, ...]:
    codes: dict[str, None] = {}
    for mention in mentions.parties():
        if is_organisation(mention.name.codes, lexicon) or is_place_use(
            text, mention, mentions.sentence.first, lexicon
        ):
            continue
        codes.setdefault(sides.side(mention.name.codes))
    return tuple(codes)


def _speaks_of_remains(text: Text, statement: Statement, lexicon: Lexicon) -> bool:
    if any(f.group and f.group.category == "remains" for f in statement.flows):
        return True
    mentions = statement.mentions
    return bool(statement.triggers) and (
        mentions.has_word("grammar.triggers.remains")
        or any(_is_human(text, index, mentions.sentence, lexicon) for index in mentions.indices(REMAINS))
    )


def _is_human(text: Text, index: int, sentence: Sentence, lexicon: Lexicon) -> bool:
    """`the remains of ...`, `mortal remains`, and not the verb "remains"."""
    if index + 1 < sentence.last and text.lowers[index + 1] == "of":
        return True
    return index > sentence.first and lexicon.has("grammar.triggers.before_remains", text.lowers[index - 1])


def _take_for_remains(flows: list[Flow]) -> None:
    """`The bodies were exchanged: Ukraine reclaimed 212 and Russia 45`: figures without a noun count bodies."""
    told = [f.group.category for f in flows if f.group and not f.group.bare]
    kind = "remains" if set(told) <= {"remains"} else UNTOLD
    for flow in flows:
        if flow.group is None:
            continue
        if not flow.group.bare:
            kind = flow.group.category
        elif kind == "remains":
            flow.group = replace(flow.group, category="remains")


def _claimant(mentions: Mentions, sides: Sides, lexicon: Lexicon) -> str | None:
    """The side that the sentence's verb of speech belongs to."""
    speech = mentions.where("speech.verbs")
    parties = [p for p in mentions.parties() if not is_organisation(p.name.codes, lexicon)] if speech else []
    for index in speech:
        gaps = [(index - p.last if p.last <= index else p.first - index, p) for p in parties]
        near = [(gap, party) for gap, party in gaps if gap <= CLAIMANT_REACH]
        if near:
            return sides.side(min(near, key=lambda item: item[0])[1].name.codes)
    return None
