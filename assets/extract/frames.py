"""Frames: who hands over whom to whom, read sentence by sentence.

Belongs here: the part that each group of people and each named person plays beside the verbs of hand-over in one
sentence, with the giver and receiver that the sentence tells. Not here: choosing between contradicting hints
(`directions.py`), joining sentences into events (`events.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from assets.extract.lexicon import Lexicon
from assets.extract.mentions import Group, Mentions, NameMention, VerbMention
from assets.extract.parties import Sides, is_organisation
from assets.extract.persons import PersonMention
from assets.extract.text import Text

SUBJECT_REACH = 22  # tokens between people and the verb of which they are the subject
OBJECT_REACH = 26  # tokens between a verb and the people who are its object
CLOSE_REACH = 7  # tokens for verbs of many meanings: "gave the mediators 20 prisoners"
GROUP_NATION = 3.2  # "681 Houthi fighters": nobody releases their own, so it outweighs a verb read amiss
PERSON_NATION = 2.0  # "an American": dual nationals and descriptions of others make it weaker
IN_ALL_REACH = 3  # tokens: "34 people changed hands in all"
SAME_NUMBER_REACH = 8  # tokens: "150 prisoners had been swapped for as many of its own"
LINK_REACH = 16  # tokens between the two groups of "A for B"


@dataclass(slots=True)
class Hint:
    """One hint at a direction: a side that gave or got the people, and how strongly the words say so."""

    giver: str | None
    receiver: str | None
    weight: float
    rule: str


@dataclass(slots=True)
class Flow:
    """People (a group or a person) that a sentence lets change hands."""

    first: int
    last: int
    group: Group | None = None
    person: PersonMention | None = None
    verb: VerbMention | None = None
    role: str = ""
    hints: list[Hint] = field(default_factory=list)
    counterpart_of: Flow | None = None
    both_ways: bool = False
    overall: bool = False
    subset: bool = False
    not_handed: bool = False
    in_exchange: bool = False
    rules: set[str] = field(default_factory=set)


def find_flows(
    text: Text, mentions: Mentions, persons: list[PersonMention], sides: Sides, topic: str | None, lexicon: Lexicon
) -> list[Flow]:
    """The flows of one sentence, in order, each with its hints; `topic` is the side that "it" or "they" means."""
    flows = [Flow(g.first, g.last, group=g) for g in mentions.groups]
    flows += [
        Flow(p.first, p.last, person=p)
        for p in persons
        if not any(g.first <= p.first < g.last for g in mentions.groups)
    ]
    flows.sort(key=lambda flow: flow.first)
    reader = _SentenceReader(text, mentions, flows, sides, topic, lexicon)
    for number, flow in enumerate(flows):
        reader.read(flow, flows[number - 1] if number else None)
    for flow in flows:
        if flow.counterpart_of is not None:
            flow.overall = flow.counterpart_of.overall = False
            _read_even_swap(flow, flow.counterpart_of)
    return flows


def _read_even_swap(flow: Flow, partner: Flow) -> None:
    """`307 for 307`: as many each way, whoever is meant first."""
    a, b = flow.group, partner.group
    if a is None or b is None or a.count != b.count or a.nations or b.nations:
        return
    partner.both_ways, flow.not_handed = True, True
    partner.rules.add("frame.even_swap")


class _SentenceReader:
    """Reads the flows of one sentence; holds what its rules look at."""

    def __init__(
        self, text: Text, mentions: Mentions, flows: list[Flow], sides: Sides, topic: str | None, lexicon: Lexicon
    ) -> None:
        self.text, self.mentions, self.flows, self.sides, self.lexicon = text, mentions, flows, sides, lexicon
        self.topic = topic
        self.first, self.last = mentions.sentence.first, mentions.sentence.last
        inside = [(f.first, f.last) for f in flows]
        self.parties = [
            m
            for m in mentions.parties()
            if not is_organisation(m.name.codes, lexicon) and not any(a <= m.first < b for a, b in inside)
        ]

    # --- one flow ------------------------------------------------------------------------------------------------------

    def read(self, flow: Flow, previous: Flow | None) -> None:
        self._mark_subset(flow)
        self._mark_held(flow)
        flow.verb, flow.role = self._governing(flow)
        self._negate(flow)
        if previous is not None:
            self._add_named(flow, previous)
        if flow.verb is not None and self._in_exchange_for(flow.verb):
            flow.counterpart_of = previous or next((f for f in self.flows if f.first >= flow.last), None)
            flow.verb, flow.role = None, "counterpart"
            previous = None
        if previous is not None and self._linked(previous, flow):
            flow.counterpart_of = previous
            flow.rules.add("frame.counterpart")
            if flow.role == "object" and flow.verb is not None and flow.verb.index < previous.first:
                flow.verb, flow.role = previous.verb, "counterpart"
        elif previous is not None and flow.verb is not None and self._for_pronoun(flow.verb):
            flow.counterpart_of = previous
            flow.rules.add("frame.for_them")
        if flow.verb is not None and flow.role in {"subject", "object"} and not self._hint_of_gap(flow):
            self._hint_of_verb(flow)
        self._hint_of_own(flow)
        self._hint_of_nation(flow)
        self._hint_of_place_held(flow)
        self._hint_beside(flow)
        if self._in_all(flow):
            flow.overall = True
            flow.group = replace(flow.group, bare=False) if flow.group is not None else None
        self._hint_of_hostages(flow)
        if flow.group is not None and (flow.group.each or self._same_number(flow) or self._each_is_subject(flow)):
            flow.both_ways = True
            flow.rules.add("frame.each")

    def _in_exchange_for(self, verb: VerbMention) -> bool:
        """`in exchange for 110 Ukrainians`: the noun links two groups and has no subject."""
        return (
            verb.noun
            and self.text.lowers[verb.index - 1 : verb.index] == ["in"]
            and self.text.lowers[verb.last : verb.last + 1] == ["for"]
        )

    def _add_named(self, flow: Flow, previous: Flow) -> None:
        """`Jason Rezaian and three more citizens`: the named one and the three are four."""
        if flow.group is None or previous.person is None or not flow.group.count or flow.first - previous.last > 14:
            return
        words = self.text.lowers[flow.first : flow.last]
        if self.text.lowers[flow.first - 1] == "and" and {"more", "other", "others"} & set(words):
            flow.group = replace(flow.group, count=flow.group.count + 1)
            flow.rules.add("frame.named_and_more")

    def _negate(self, flow: Flow) -> None:
        """`had not been given one Russian body`: none."""
        if flow.group is None or flow.verb is None or flow.group.count != 1:
            return
        before = self.text.lowers[max(self.first, flow.verb.index - 4) : flow.verb.index]
        if {"not", "never", "n't", "'t"} & set(before):
            flow.group = replace(flow.group, count=0)
            flow.rules.add("frame.none")

    def _hint_of_gap(self, flow: Flow) -> bool:
        """`Russia gave up 108 women, and Ukraine 110 Russians`: a second subject without a verb of its own."""
        party = self._party_just_before(flow.first)
        if party is None or flow.verb is None or flow.role != "object" or party.first < flow.verb.last:
            return False
        if party.name.form in {"adjective", "people"}:
            return False
        if self.text.lowers[party.first - 1] not in {"and", "while", ",", "the", "but", "whereas"}:
            return False
        side = self.sides.side(party.name.codes)
        giving = flow.verb.sense.meaning in {"release", "exchange"}
        flow.hints.append(Hint(side, None, 3.0, "frame.gapping") if giving else Hint(None, side, 3.0, "frame.gapping"))
        return True

    # --- which verb ----------------------------------------------------------------------------------------------------

    def _governing(self, flow: Flow) -> tuple[VerbMention | None, str]:
        right = next(
            (
                v
                for v in self.mentions.verbs
                if v.index >= flow.last and not v.noun and self._near_enough(v, v.index - flow.last)
            ),
            None,
        )
        left = next(
            (
                v
                for v in reversed(self.mentions.verbs)
                if v.index < flow.first and self._near_enough(v, flow.first - v.index)
            ),
            None,
        )
        if (
            right is not None
            and right.index - flow.last <= SUBJECT_REACH
            and not self._boundary(flow.last, right.index)
        ):
            if self._is_subject(flow, right):
                return right, "subject"
            if self._is_relative_object(flow, right) and (left is None or left.noun or right.index - flow.last <= 6):
                return right, "object"
        if left is not None and flow.first - left.index <= OBJECT_REACH and not self._boundary(left.index, flow.first):
            return left, "object"
        return None, ""

    def _near_enough(self, verb: VerbMention, gap: int) -> bool:
        """A verb that means a hand-over only between sides must stand close to the people, with a side in its sentence."""
        return verb.sense.needs != "sides" or (gap <= CLOSE_REACH and (bool(self.parties) or len(self.flows) >= 2))

    def _boundary(self, first: int, last: int) -> bool:
        return any(w in {";", ":"} for w in self.text.words[first:last])

    def _is_subject(self, flow: Flow, verb: VerbMention) -> bool:
        between = self.text.lowers[flow.last : verb.index]
        if {"as", "while", "when", "because", "although", "after", "before"} & set(between):
            return False
        if (
            any(other.first > flow.first and other.last <= verb.index and other.group for other in self.flows)
            and verb.index - flow.last > 10
        ):
            return False
        if (
            verb.sense.meaning == "come_home"
            and verb.sense.needs == "sides"
            and {"who", "that", "which"} & set(between)
        ):
            return False
        moves = (
            verb.passive
            or verb.sense.meaning == "come_home"
            or (verb.sense.meaning == "exchange" and bool(verb.sense.particle))
            or (verb.sense.intransitive is not None and not self._object_follows(verb))
            or (
                verb.form in {"past", "participle"}
                and not self._party_between(flow.last, verb.index)
                and self._reduced(verb)
            )
        )
        if not moves:
            return False
        return not any(w in {"said", "says", "told"} for w in between[-2:])

    def _reduced(self, verb: VerbMention) -> bool:
        """`prisoners freed by Moscow`, `men handed over on Friday`: a participle right after its noun."""
        return verb.last < self.last and self.text.lowers[verb.last] in {
            "by",
            "to",
            "from",
            "in",
            "on",
            "at",
            "for",
            "as",
            ",",
            ".",
            "altogether",
            "overall",
            "so",
            "since",
        }

    def _object_follows(self, verb: VerbMention) -> bool:
        return any(0 <= f.first - verb.last <= 6 for f in self.flows) or (
            verb.last < self.last
            and self.text.lowers[verb.last]
            in {"the", "their", "its", "his", "all", "some", "more", "bodies", "prisoners"}
        )

    def _party_between(self, first: int, last: int) -> bool:
        return any(first <= p.first < last for p in self.parties)

    def _is_relative_object(self, flow: Flow, verb: VerbMention) -> bool:
        """`ten sailors whom Iran let go`: the people before the subject of an active verb."""
        between = self.text.lowers[flow.last : verb.index]
        return bool({"whom", "who", "that"} & set(between[:3])) and self._party_between(flow.last, verb.index)

    # --- hints ---------------------------------------------------------------------------------------------------------

    def _hint_of_verb(self, flow: Flow) -> None:
        verb = flow.verb
        if verb is None:
            return
        meaning, agent = verb.sense.meaning, self._agent(verb, flow)
        if flow.role == "subject" and not verb.passive and verb.sense.intransitive == "receive":
            meaning = "come_home"
        target, source = self._after("to", verb, flow), self._after("from", verb, flow)
        rule = f"frame.verb.{meaning}"
        flow.rules.add(rule)
        if meaning == "come_home":
            target = target or self._destination(verb)
            flow.hints.append(Hint(source, target, 2.5, rule))
        elif meaning == "release" and agent is None and self._both_are_subject(verb):
            flow.overall = True
        elif meaning == "release":
            flow.hints.append(Hint(agent or source, target, 3.0, rule))
        elif meaning == "receive":
            flow.hints.append(Hint(source, agent or target, 3.0, rule))
        elif meaning == "exchange":
            self._hint_of_exchange(flow, verb, agent)

    def _hint_of_exchange(self, flow: Flow, verb: VerbMention, agent: str | None) -> None:
        if flow.group is not None and flow.group.nations:
            return
        if verb.sense.overall or len(self._agents(verb, flow)) >= 2 or (flow.role == "subject" and not verb.passive):
            flow.overall = flow.group is not None and not flow.group.each
        elif agent is not None and flow.role == "object" and not verb.noun:
            flow.hints.append(Hint(agent, None, 1.5, "frame.verb.exchange"))
        else:
            flow.overall = flow.group is not None and not flow.group.each

    def _both_are_subject(self, verb: VerbMention) -> bool:
        """`both sides let go 470 prisoners`."""
        before = self.text.lowers[max(self.first, verb.index - 5) : verb.index]
        return not verb.passive and bool({"both", "sides"} & set(before))

    def _agents(self, verb: VerbMention, flow: Flow) -> list[str]:
        if verb.passive or verb.noun:
            after = [
                p
                for p in self.parties
                if verb.last <= p.first <= verb.last + 14 and self._led_by(p, {"by", "between", "and"})
            ]
        else:
            after = [p for p in self.parties if p.last <= verb.index and self._is_agent(p)]
        return list(dict.fromkeys(self.sides.side(p.name.codes) for p in after))

    def _agent(self, verb: VerbMention, flow: Flow) -> str | None:
        if verb.passive or verb.noun or (flow.role == "subject" and verb.sense.meaning != "come_home"):
            for party in self.parties:
                if (
                    verb.last <= party.first <= verb.last + 16
                    and self._led_by(party, {"by"})
                    and not self._is_account(party)
                ):
                    return self.sides.side(party.name.codes)
            return self._possessor(verb)
        before = [p for p in self.parties if p.last <= verb.index and self._is_agent(p)]
        if before and self._exchange_is_subject(before[-1].last, verb.index):
            flow.overall = flow.group is not None and not flow.group.each
            return None
        if self._pronoun_subject(verb, before[-1].last if before else self.first):
            return self.sides.side(before[0].name.codes) if before and before[0].first == self.first else self.topic
        return self.sides.side(before[-1].name.codes) if before else None

    def _exchange_is_subject(self, first: int, last: int) -> bool:
        """`the prisoner swap will free 220`: the exchange itself stands before the verb, not a side."""
        return any(
            cue == "exchange_nouns.bare" and max(first, last - 4) <= start and end <= last
            for start, end, cue in self.mentions.cues
        )

    def _pronoun_subject(self, verb: VerbMention, after: int) -> bool:
        """`it handed over ...`: the nearest subject is a pronoun."""
        return bool({"it", "they"} & set(self.text.lowers[max(after, verb.index - 4) : verb.index]))

    def _is_account(self, party: NameMention) -> bool:
        """`by Ukraine's count`: who says so, not who did it."""
        return self.text.lowers[party.last : party.last + 1] == ["'s"]

    def _possessor(self, verb: VerbMention) -> str | None:
        """`Russia's release of ...`"""
        for party in self.parties:
            if party.last < verb.index <= party.last + 3 and self.text.lowers[party.last] == "'s":
                return self.sides.side(party.name.codes)
        return None

    def _is_agent(self, party: NameMention) -> bool:
        if party.first == self.first:
            return True
        before = self.text.lowers[party.first - 1]
        if before in {"the", "by"} and party.first - 1 > self.first:
            before = self.text.lowers[party.first - 2]
        return before not in {
            "from",
            "with",
            "against",
            "in",
            "near",
            "at",
            "for",
            "to",
            "into",
            "than",
            "between",
            "on",
            "about",
            "over",
            "outside",
            "toward",
            "towards",
        } and not (
            party.name.form == "adjective"
            and party.last < self.last
            and self.text.lowers[party.last] in {"captivity", "custody", "prison", "prisons", "jail", "jails", "-"}
        )

    def _led_by(self, party: NameMention, words: set[str]) -> bool:
        for position in range(party.first - 1, max(self.first, party.first - 6) - 1, -1):
            word = self.text.lowers[position]
            if word in words:
                return True
            if not (
                word
                in {"the", "both", "government", "authorities", "officials", "forces", "of", "army", "side", "'s", "-"}
                or any(p.first <= position < p.last for p in self.parties)
            ):
                return False
        return False

    def _destination(self, verb: VerbMention) -> str | None:
        """`landed in Moscow`, `arrived at an airport near Kyiv`: the side to which the place belongs."""
        known = {code for side in self.sides.main for code in side.replace("+", "/").split("/")}
        for name in self.mentions.names:
            if verb.last <= name.first <= verb.last + 8 and len(name.name.codes) == 1 and name.name.codes[0] in known:
                if self.text.lowers[name.first - 1] in {"in", "at", "to", "for", "'s", "near", "of"}:
                    return self.sides.side(name.name.codes)
        return None

    def _after(self, preposition: str, verb: VerbMention, flow: Flow) -> str | None:
        """The side after `to` or `from` that belongs to the verb or follows the people."""
        stop = min(
            (v.index for v in self.mentions.verbs if v.index > max(verb.last, flow.last) and not v.noun),
            default=self.last,
        )
        for party in self.parties:
            if (
                party.first > min(verb.index, flow.last)
                and party.first < stop
                and self._led_by_exactly(party, preposition)
            ):
                nearer = [
                    f
                    for f in self.flows
                    if f is not flow and flow.last <= f.first < party.first and f.group is not None
                ]
                if not nearer:
                    return self.sides.side(party.name.codes)
        return None

    def _led_by_exactly(self, party: NameMention, preposition: str) -> bool:
        for position in range(party.first - 1, max(self.first, party.first - 4) - 1, -1):
            word = self.text.lowers[position]
            if word == preposition:
                return True
            if word not in {"the", "its", "government", "of", "side"}:
                return False
        return False

    def _hint_of_nation(self, flow: Flow) -> None:
        if flow.group is not None:
            nations = flow.group.nations or self._origin_as_nation(flow) or self._generic_actor(flow)
        else:
            nations = self._nation_of_person(flow)
        if nations:
            weight = GROUP_NATION if flow.group is not None else PERSON_NATION
            flow.hints.append(Hint(None, self.sides.side(nations[:1]), weight, "frame.nation"))

    def _each_is_subject(self, flow: Flow) -> bool:
        """`each of the two was to hand over 6,000 bodies`, `gave each other 146 prisoners`."""
        if flow.verb is not None and flow.role == "object" and flow.verb.sense.mutual:
            return True
        if flow.verb is None or flow.role != "object" or flow.verb.passive:
            return False
        return any(cue == "reciprocity.each" and 0 <= flow.verb.index - end <= 5 for _, end, cue in self.mentions.cues)

    def _same_number(self, flow: Flow) -> bool:
        """`150 soldiers for the same number of its own`: one figure, both ways."""
        alone = sum(f.group is not None and not f.subset for f in self.flows) == 1
        return any(
            cue == "reciprocity.same_number" and (alone or 0 <= start - flow.last <= SAME_NUMBER_REACH)
            for start, _, cue in self.mentions.cues
        )

    def _origin_as_nation(self, flow: Flow) -> tuple[str, ...]:
        """`11 sailors from Russia`: Russians, unless they came or were got from there."""
        if flow.group is None or not flow.group.origin:
            return ()
        held = self.text.lowers[flow.first : flow.last]
        if {"captives", "captive", "hostages", "hostage"} & set(held) or (
            flow.verb is not None and flow.verb.sense.meaning in {"receive", "come_home"}
        ):
            flow.hints.append(Hint(self.sides.side(flow.group.origin), None, 3.0, "frame.from"))
            return ()
        return flow.group.origin

    def _generic_actor(self, flow: Flow) -> tuple[str, ...]:
        """`four separatist fighters`: people of the report's armed group."""
        words = set(self.text.lowers[flow.first : flow.last])
        return self.sides.actors if words & self.lexicon.words["generic_actors"] else ()

    def _in_all(self, flow: Flow) -> bool:
        """`637 in total`, `34 people in all`: both directions together, in a sentence about a mutual exchange."""
        if flow.group is None or flow.group.nations or flow.group.each:
            return False
        mutual = any(v.sense.meaning == "exchange" for v in self.mentions.verbs) or self.mentions.has_cue(
            "exchange_nouns.mutual"
        )
        return mutual and any(
            cue == "in_all" and (0 <= start - flow.last <= IN_ALL_REACH or 0 <= flow.first - end <= 1)
            for start, end, cue in self.mentions.cues
        )

    def _hint_of_hostages(self, flow: Flow) -> None:
        """Hostages are held by the armed group, not by the state."""
        words = set(self.text.lowers[flow.first : flow.last])
        actors = [s for s in self.sides.main[:2] if self._is_actor(s)]
        if flow.group is not None and words & {"hostage", "hostages"} and len(actors) == 1:
            flow.hints.append(Hint(actors[0], None, 1.5, "frame.hostages"))

    def _is_actor(self, side: str) -> bool:
        return all(self.lexicon.party_kinds.get(code) == "actor" for code in side.split("/"))

    def _for_pronoun(self, verb: VerbMention) -> bool:
        """`... came free for them`: in return for the people before."""
        words = self.text.lowers[verb.last : min(self.last, verb.last + 4)]
        return words[:1] == ["for"] and words[1:2] in (["them"], ["him"], ["her"], ["these"], ["those"])

    def _hint_of_own(self, flow: Flow) -> None:
        """`120 of their own`, `its own prisoners`: the receiver is the party spoken of."""
        window = self.text.lowers[flow.first : min(self.last, flow.last + 4)]
        if "own" not in window:
            return
        before = [p for p in self.parties if p.last <= flow.first and self._is_agent(p)]
        if before:
            flow.hints.append(Hint(None, self.sides.side(before[-1].name.codes), 2.5, "frame.own"))

    def _nation_of_person(self, flow: Flow) -> tuple[str, ...]:
        """`the Russian citizen Artur Petrov`, `Marc Fogel, an American`, `Marc Fogel of the United States`."""
        for party in self.mentions.parties():
            if (
                party.name.form in {"adjective", "people"}
                and (0 <= flow.first - party.last <= 5)
                and not self._breaks(party.last, flow.first)
            ):
                return party.name.codes
            if (
                party.name.form in {"adjective", "people"}
                and 0 < party.first - flow.last <= 4
                and self.text.lowers[flow.last] == ","
                and not self._custody_follows(party)
            ):
                return party.name.codes
            if party.name.form == "name" and 0 < party.first - flow.last <= 2 and self.text.lowers[flow.last] == "of":
                return party.name.codes
        return ()

    def _breaks(self, first: int, last: int) -> bool:
        return any(
            w
            in {
                ",",
                ";",
                "and",
                "said",
                "by",
                "for",
                "to",
                "in",
                "-",
                "'s",
                "with",
                "that",
                "captivity",
                "custody",
                "prison",
                "jail",
            }
            for w in self.text.lowers[first:last]
        )

    def _custody_follows(self, party: NameMention) -> bool:
        return party.last < self.last and self.text.lowers[party.last] in {
            "captivity",
            "custody",
            "prison",
            "prisons",
            "jail",
            "jails",
            "hands",
            "detention",
        }

    def _hint_of_place_held(self, flow: Flow) -> None:
        """`held by X`, `in X custody`, `jailed in X`, after the people: X gives them up."""
        stop = min((f.first for f in self.flows if f.first >= flow.last), default=self.last)
        for party in self.mentions.parties():
            if (
                not flow.last <= party.first < min(stop, flow.last + 14)
                or self.sides.side(party.name.codes) not in self.sides.main
            ):
                continue
            words = self.text.lowers[flow.last : party.first]
            held = {
                "held",
                "kept",
                "jailed",
                "imprisoned",
                "captured",
                "detained",
                "taken",
                "seized",
                "arrested",
                "captive",
                "prisoner",
                "prisoners",
                "serving",
                "custody",
            }
            if (
                self._custody_follows(party)
                or (held & set(words) and words and words[-1] in {"by", "in", "the"})
                or words[-4:-1] == ["in", "the", "hands"]
                or words[-2:] == ["hands", "of"]
            ):
                flow.hints.append(Hint(self.sides.side(party.name.codes), None, 2.0, "frame.held"))
                return

    def _hint_beside(self, flow: Flow) -> None:
        """`44 to Armenia`: the receiver right after the people."""
        for party in self.parties:
            if flow.last < party.first <= flow.last + 3 and self.text.lowers[flow.last] == "to":
                flow.hints.append(Hint(None, self.sides.side(party.name.codes), 4.0, "frame.beside"))

    def _party_just_before(self, index: int) -> NameMention | None:
        for party in self.parties:
            if 0 <= index - party.last <= 2 and all(
                w in {",", "some", "about", "just", "only", "gave", "another"}
                for w in self.text.lowers[party.last : index]
            ):
                return party
        return None

    # --- what is not handed over ---------------------------------------------------------------------------------------

    def _linked(self, previous: Flow, flow: Flow) -> bool:
        if flow.first - previous.last > LINK_REACH or (flow.person is not None and flow.person.official):
            return False
        between = [
            (start, end, cue)
            for start, end, cue in self.mentions.cues
            if cue == "reciprocity.for_linking" and previous.last <= start and end <= flow.first
        ]
        if not between:
            return False
        end = between[-1][1]
        tail = self.text.lowers[end : flow.first]
        return len(tail) <= 6 and not any(
            v.index >= end and v.index < flow.first and not v.noun for v in self.mentions.verbs
        )

    def _mark_subset(self, flow: Flow) -> None:
        group = flow.group
        if group is None:
            return
        before = self.text.lowers[max(self.first, group.first - 3) : group.first]
        after = self.text.lowers[group.last : group.last + 3]
        starts = {cue for _, end, cue in self.mentions.cues if group.first - 1 <= end <= group.first}
        earlier = [f for f in self.flows if f.last <= flow.first]
        if (
            earlier
            and earlier[-1].subset
            and self.text.lowers[earlier[-1].last : flow.first] in (["and"], [","], [",", "and"])
        ):
            flow.subset = True
        if (
            "subset.before" in starts
            or (
                after[:2] in (["of", "them"], ["of", "whom"], ["of", "the"], ["of", "those"], ["of", "these"])
                and self._other_count(flow)
            )
            or before[-1:] == ["including"]
        ):
            flow.subset = True
        if after[:2] == ["of", "the"] and "'s" in self.text.lowers[group.last + 2 : group.last + 5]:
            flow.subset = False
        if before[-2:] in (["of", "the"], ["among", "the"]) or (before[-1:] == ["the"] and before[-2:-1] == ["of"]):
            flow.subset = True
        if group.count is not None and self.text.lowers[group.first : group.last][-2:] == ["of", "the"]:
            flow.subset = True

    def _other_count(self, flow: Flow) -> bool:
        """Whether the sentence has the whole that `of them` speaks of."""
        return (
            any(f.group is not None and f is not flow and f.first < flow.first for f in self.flows)
            or self.text.lowers[flow.first - 1] != ","
        )

    def _mark_held(self, flow: Flow) -> None:
        """Counted people who were only hurt, captured, sentenced or are still held."""
        if flow.group is None or flow.group.category == "remains":
            return
        verbs = [v.index for v in self.mentions.verbs if not v.noun]
        lowers = self.text.lowers
        for start, end, cue in self.mentions.cues:
            if cue == "harmed":
                between = lowers[flow.last : start]
                passive = (
                    0 <= start - flow.last <= 4
                    and between
                    and between[-1] in {"were", "was", "been", "are", "be", "have", "had"}
                    and not {"who", "whom", "that", "which"} & set(between)
                )
                active = 0 <= flow.first - end <= 2 and not (lowers[start - 1] in {"the", "of"} or start == self.first)
                bare = start == flow.last and not verbs
                if passive or bare or (active and not any(abs(v - flow.first) <= 4 for v in verbs)):
                    flow.not_handed = True
            if (
                cue == "held"
                and self.text.lowers[start] in {"holds", "hold", "holding", "remain", "missing"}
                and abs(start - flow.first) <= 8
                and not verbs
            ):
                flow.not_handed = True
