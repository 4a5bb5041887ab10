"""The parties around a verb of hand-over that do what it says.

Belongs here: subjects, agents after "by". Not here: from where and to where people go (`routes.py`), what
they mean for the direction (`hints.py`).
"""

from __future__ import annotations

from itertools import pairwise

from assets.extract.flows.flows import PAIR, Flow, SentenceContext
from assets.extract.mentions.names import NameMention
from assets.extract.mentions.verbs import VerbMention
from assets.extract.parties.parties import is_government

AGENT_REACH = 16  # tokens between a passive verb and its agent: "were set free on Friday at the border by Armenia"
BETWEEN_REACH = 14  # the same for "exchanged between A and B"
PAIR_GAP = 4  # tokens between two subjects, and between them and their verb: "Kyiv's army and the rebel forces freed"
CHAIN_REACH = 3  # tokens between an "and" and the verb that it joins to another: "and in turn got"
PRONOUN_REACH = 4  # tokens between "it" and its verb: "it has also handed over"
RELATIVE_REACH = 5  # tokens between "which" and its verb: "which has since then freed"
SPEECH_REACH = 6  # tokens between a party and its verb of speech
BOTH_REACH = 5  # tokens between "both sides" and their verb
EXCHANGE_REACH = 4  # tokens between "the swap" and "will free"
RELATIVES = "grammar.relatives_of_things"
EXCHANGES = ("exchange_nouns.bare", "exchange_nouns.deal")
BESIDE_VERB = 3  # tokens from a verb to the party that is given people: "gave the communist rebels"
BACKED_REACH = 3  # tokens: "backed by the"
BY_REACH = 6  # tokens of titles between the preposition and its party: "by the authorities of both"


def find_agent(context: SentenceContext, verb: VerbMention, flow: Flow) -> str | None:
    """The side that does what the verb says, which is its subject or its agent."""
    if _has_agent_after(verb, flow):
        return _agent_after(context, verb)
    if (relative := relative_subject(context, verb)) is not None:
        return relative
    before = _subjects(context, verb)
    if (first := _first_person(context, verb, before[-1].last if before else context.first)) is not None:
        return first
    if verb.sense.meaning == "exchange" and "they" in context.before(verb.index, PRONOUN_REACH):
        return None  # both
    pronoun = _is_pronoun_subject(context, verb, before[-1].last if before else context.first)
    if pronoun and not (before and _speaks_before(context, before[-1], verb)):
        return context.topic
    return context.side(before[-1]) if before else None


def _agent_after(context: SentenceContext, verb: VerbMention) -> str | None:
    """`set free on Friday by Armenia`: the side after `by`."""
    reach = min(verb.last + AGENT_REACH, _next_passive(context, verb))
    for party in context.parties:
        if (
            verb.last <= party.first <= reach
            and _is_led_by(context, party, "grammar.agents.by")
            and not _is_of_other_deed(context, verb, party)
        ):
            return context.side(party)
    return None


def find_subject(context: SentenceContext, verb: VerbMention) -> str | None:
    """The side nearest before a noun that may be the subject of the noun's verb: `A secured the release of ...`."""
    before = _subjects(context, verb)
    return context.side(before[-1]) if before else None


def find_agents(context: SentenceContext, verb: VerbMention) -> list[str]:
    """All the sides that do what the verb says: two where they exchange people."""
    if verb.passive or verb.noun:
        agents = [
            party
            for party in context.parties
            if verb.last <= party.first <= verb.last + BETWEEN_REACH
            and _is_led_by(context, party, "grammar.agents.by_or_between")
        ]
    else:
        agents = _subjects(context, verb)
    return list(dict.fromkeys(context.side(party) for party in agents))


def exchange_is_agent(context: SentenceContext, verb: VerbMention, flow: Flow) -> bool:
    """`under the accord with Iran the swap will free 220`: the exchange or deal stands before the verb, not a side."""
    before = [] if flow.role == "subject" or _has_agent_after(verb, flow) else _subjects(context, verb)
    return bool(before) and any(
        max(before[-1].last, verb.index - EXCHANGE_REACH) <= start
        and end <= verb.index
        and (context.lexicon.has(RELATIVES, context.text.word(end)) or not _is_after_preposition(context, start))
        for nouns in EXCHANGES
        for start, end in context.mentions.cues.spans(nouns)
    )


def _is_after_preposition(context: SentenceContext, index: int) -> bool:
    """`handed over 50 in the swap and got 50`: the exchange is no subject."""
    before = index - 1
    while before > context.first and context.lexicon.has("grammar.verbs.determiners", context.lowers[before]):
        if context.lexicon.has("grammar.agents.not_before", context.lowers[before]):
            return True
        before -= 1
    return context.lexicon.has("grammar.agents.not_before", context.lowers[before])


def pair_of_subjects(context: SentenceContext, verb: VerbMention) -> tuple[str, str] | None:
    """`the army and the RSF freed ...`, `freed by the army and the RSF`: the two sides that do what a verb says."""
    if verb.passive:
        return _pair_of_agents(context, verb)
    subjects = _subjects(context, verb)
    if len(subjects) < PAIR:
        return None
    left, right = subjects[-2:]
    if any(left.last <= other.index < right.first for other in context.mentions.verbs):
        return None  # `the army released five fighters and the RSF handed over ten`
    near = verb.index - right.last <= PAIR_GAP
    return (context.side(left), context.side(right)) if near and _are_joined(context, left, right) else None


def _pair_of_agents(context: SentenceContext, verb: VerbMention) -> tuple[str, str] | None:
    behind = [party for party in context.parties if verb.last <= party.first <= verb.last + AGENT_REACH]
    for left, right in pairwise(behind):
        between = {*context.lowers[left.last : right.first]} - {"and"}
        titles = all(context.lexicon.has("grammar.agents.titles", word) for word in between)
        if titles and _is_led_by(context, left, "grammar.agents.by") and _are_joined(context, left, right):
            return context.side(left), context.side(right)
    return None


def _are_joined(context: SentenceContext, left: NameMention, right: NameMention) -> bool:
    """`Kyiv's army and the rebel forces`: nothing but titles and an `and` between two parties."""
    between = context.lowers[left.last : right.first]
    return "and" in between and "," not in between and len(between) <= PAIR_GAP


def is_indirect_object(context: SentenceContext, verb: VerbMention, party: NameMention) -> bool:
    """`gave the Soviet Union ...`, `handed back to ...` apart: the party right after the verb, where people follow."""
    if not 0 < party.first - verb.index <= BESIDE_VERB:
        return False
    between = context.lowers[verb.index + 1 : party.first]
    return between[:1] in ([], ["the"]) and context.text.word(party.last) != "'s"


def both_are_agents(context: SentenceContext, verb: VerbMention) -> bool:
    """`both sides let go 470 prisoners`."""
    return not verb.passive and context.lexicon.has_any("grammar.agents.both", context.before(verb.index, BOTH_REACH))


def has_joint_subject(context: SentenceContext, verb: VerbMention) -> bool:
    """`the Syrian authorities and a force led by Kurds exchanged`: a second subject, though it is no known party."""
    subjects = _subjects(context, verb)
    if verb.passive or verb.noun or not subjects:
        return False
    return "and" in context.lowers[subjects[-1].last : verb.index]


def may_act(context: SentenceContext, party: NameMention) -> bool:
    """Whether a party may be a subject: it stands after no preposition, and is no adjective of a prison."""
    if party.first == context.first:
        return True
    lexicon, before = context.lexicon, context.lowers[party.first - 1]
    if before == "(" and any(set(group.origin) & set(party.name.codes) for group in context.mentions.groups):
        return False  # `40 bodies from the Syrian National Army (SNA)`
    if lexicon.has("grammar.agents.before_party", before) and party.first - 1 > context.first:
        before = context.lowers[party.first - 2]
    if lexicon.has("grammar.agents.not_before", before):
        return False
    if "by" in context.before(party.first, BACKED_REACH)[1:]:
        return False  # `The government, backed by Saudi Arabia, set free ...`
    if party.name.form == "official" and context.text.word(party.last) == "'s":
        return is_government(context.text, party.last + 1, lexicon)  # `Ghani's government`, not `Putin's close ally`
    return not (
        party.name.form == "adjective"
        and party.last < context.last
        and lexicon.has("grammar.agents.not_after_adjective", context.lowers[party.last])
    )


def _has_agent_after(verb: VerbMention, flow: Flow) -> bool:
    return verb.passive or verb.noun or (flow.role == "subject" and verb.sense.meaning != "come_home")


def _next_passive(context: SentenceContext, verb: VerbMention) -> int:
    """Where the next passive verb stands, whose agent is none of this one."""
    return next((v.index for v in context.mentions.verbs if v.index >= verb.last and v.passive), context.last)


def relative_subject(context: SentenceContext, verb: VerbMention) -> str | None:
    """`14 men from Moscow, which received 185`: the party that a relative pronoun before the verb stands for."""
    for index in range(verb.index - 1, max(context.first, verb.index - RELATIVE_REACH) - 1, -1):
        if context.lexicon.has("grammar.relatives", context.lowers[index]):
            ends = {index, index - (context.lowers[index - 1] == ",")}
            party = next((p for p in context.mentions.parties() if _end_of_name(context, p) in ends), None)
            return context.side(party) if party is not None else None
        if not context.lexicon.has("grammar.agents.after_relative", context.lowers[index]):
            return None
    return None


def _end_of_name(context: SentenceContext, party: NameMention) -> int | None:
    """Where the name of a party ends: `Iran`, `the Afghan government`; an adjective by itself names nobody who acts."""
    if party.name.form != "adjective":
        return party.last
    return party.last + 1 if is_government(context.text, party.last, context.lexicon) else None


def _subjects(context: SentenceContext, verb: VerbMention) -> list[NameMention]:
    before = [party for party in find_actors(context) if party.last <= verb.index]
    if len(before) < PAIR or not context.mentions.has_word("grammar.relatives"):
        return before
    return [party for n, party in enumerate(before) if not (n and _is_enclosed(context, party, before[n - 1], verb))]


def _is_enclosed(context: SentenceContext, party: NameMention, before: NameMention, verb: VerbMention) -> bool:
    """`got 40 from the SNA, which Turkey backs, and gave 25`: a party of a clause that commas enclose does not act."""
    clause = range(before.last, party.first)
    opens = [i for i in clause if context.lexicon.has("grammar.relatives", context.lowers[i])]
    return bool(opens) and (",", "and") in pairwise(context.lowers[party.last : verb.index])


def find_actors(context: SentenceContext) -> list[NameMention]:
    """The parties that may be subjects: the same ones for every verb of the sentence."""
    if context.actors is None:
        context.actors = [p for p in context.parties if may_act(context, p) and not _is_given_people(context, p)]
    return context.actors


def _is_given_people(context: SentenceContext, party: NameMention) -> bool:
    """`gave Russia ten agents and got four`: who is given people is not the one who acts."""
    people = any(0 <= flow.first - party.last <= 1 for flow in context.flows)
    return people and any(
        verb.sense.meaning == "release" and is_indirect_object(context, verb, party) for verb in context.mentions.verbs
    )


def _is_pronoun_subject(context: SentenceContext, verb: VerbMention, after: int) -> bool:
    """`it handed over ...`: the nearest subject is a pronoun."""
    index = _first_of_chain(context, verb, after).index
    words = context.lowers[max(after, index - PRONOUN_REACH) : index]
    return context.lexicon.has_any("grammar.agents.pronouns", words)


def _first_of_chain(context: SentenceContext, verb: VerbMention, after: int) -> VerbMention:
    """`it freed 40 and got 50 back`: of the verbs that share a subject and are joined by "and" the first."""
    for other in reversed(context.mentions.verbs):
        if after <= other.index < verb.index:
            if "and" not in context.before(verb.index, CHAIN_REACH):
                break
            verb = other
    return verb


def _first_person(context: SentenceContext, verb: VerbMention, after: int) -> str | None:
    """`We give 306`: the side of who speaks."""
    words = context.lowers[max(after, verb.index - PRONOUN_REACH) : verb.index]
    return context.ours if "we" in words else None


def _speaks_before(context: SentenceContext, party: NameMention, verb: VerbMention) -> bool:
    """`the RSF said they had freed 537`: who speaks is the one who did it."""
    said = context.lowers[party.last : min(verb.index, party.last + SPEECH_REACH)]
    return context.lexicon.has_any("speech.verbs", said)


def _is_of_other_deed(context: SentenceContext, verb: VerbMention, party: NameMention) -> bool:
    """`freed after a visit by Americans`, `freed for five men held by Turkey`: who did that, and freed nobody."""
    between = context.lowers[verb.last : party.first]
    lexicon = context.lexicon
    return any(
        word == "by"
        and (lexicon.has("grammar.agents.other_deeds", before) or lexicon.has("grammar.hints.keeping", before))
        for before, word in pairwise(between)
    )


def _is_led_by(context: SentenceContext, party: NameMention, prepositions: str) -> bool:
    """Whether one of a list of prepositions stands before the party; titles and other parties may be between."""
    for position in range(party.first - 1, max(context.first, party.first - BY_REACH) - 1, -1):
        word = context.lowers[position]
        if context.lexicon.has(prepositions, word):
            return True
        if not (
            context.lexicon.has("grammar.agents.titles", word)
            or any(p.first <= position < p.last for p in context.parties)
        ):
            return False
    return False
