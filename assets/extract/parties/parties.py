"""Which parties the names of a report mean: gone states, "the North", "the rebels", the side that a people stands for.

Belongs here: how names map to sides. Not here: choosing the sides of the exchange (`sides.py`), who released whom
(`flows/frames.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from assets.extract.language.known_exchanges import Captive
from assets.extract.language.lexicon import Lexicon, Name
from assets.extract.language.text import Text
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.names import NameMention

DATELINE_SENTENCES = 6  # headings may stand before it


@dataclass(slots=True)
class Sides:
    """The sides of a report's main exchange, who brokered it, and the way its party names resolve to sides.

    `acting` are the parties that sentences of hand-over name themselves, and not only their people, `foes` the pairs of
    known adversaries among the sides named.
    """

    main: tuple[str, ...] = ()
    brokers: frozenset[str] = frozenset()
    acting: frozenset[str] = frozenset()
    actors: tuple[str, ...] = ()
    aliases: dict[str, str] = field(default_factory=dict)
    foes: frozenset[frozenset[str]] = frozenset()

    def are_foes(self, one: str, other: str) -> bool:
        """Whether two sides that the report names are known adversaries."""
        return frozenset((one, other)) in self.foes

    def side(self, codes: tuple[str, ...]) -> str:
        """The side that party codes mean in this report: `DPR/LPR` for both together, the actor for its people."""
        if len(codes) == 1:
            return self.aliases.get(codes[0], codes[0])
        return "/".join(sorted({self.aliases.get(code, code) for code in codes}))


def is_place_use(text: Text, mention: NameMention, first: int, lexicon: Lexicon) -> bool:
    """Whether a party's name is used as a place: "in Turkey", "near Russia's border"."""
    if mention.name.form == "adjective":
        return lexicon.has("grammar.parties.grounds", text.word(mention.last))  # `the Turkish capital`
    if mention.name.form not in {"name", "seat"} or mention.first <= first:
        return False
    position = mention.first - 1
    if text.lowers[position] == "the" and position > first:
        position -= 1
    if not lexicon.has("grammar.parties.before_place", text.lowers[position]):
        return False
    if text.lowers[position] == "with" and lexicon.has("grammar.parties.borders", text.word(position - 1)):
        return True  # `the border with Pakistan`
    if lexicon.has_any("grammar.parties.keeping", text.lowers[max(first, position - 2) : position]):
        return False
    return lexicon.has("grammar.parties.places", text.lowers[position])


def is_organisation(codes: tuple[str, ...], lexicon: Lexicon) -> bool:
    """Whether a name is that of an organisation, which can mediate but is no side."""
    return codes[0] in lexicon.organisations if len(codes) == 1 else lexicon.organisations.issuperset(codes)


def resolve_names(
    text: Text,
    sentences: list[Mentions],
    sides: Sides,
    captives: Sequence[Captive],
    published: date | None,
    lexicon: Lexicon,
) -> None:
    """Fills in what the report's names mean: gone states, halves of countries, armed groups and "the rebels".

    The sides of known captives are as good as named.
    """
    of_captives = {code for captive in captives for code in (captive.held_by, captive.of)}
    _resolve_held_towns(text, sentences, published, lexicon)
    _resolve_halves(text, sentences, lexicon)
    _resolve_meanings(text, sentences, sides, of_captives, lexicon)
    _resolve_changed_states(sentences, sides, published, lexicon)
    _find_actors(text, sentences, sides, of_captives, published, lexicon)
    _resolve_generic_actors(text, sentences, sides, lexicon)


def are_adversaries(one: str, other: str, lexicon: Lexicon) -> bool:
    """Whether two sides are known to have fought each other, or to have held people of each other."""
    others, foes = other.split("/"), lexicon.adversaries
    if "/" not in one:
        return one in foes and not foes[one].isdisjoint(others)
    return any(not foes[code].isdisjoint(others) for code in one.split("/") if code in foes)


def _find_actors(
    text: Text,
    sentences: list[Mentions],
    sides: Sides,
    of_captives: Collection[str],
    published: date | None,
    lexicon: Lexicon,
) -> None:
    """Finds the armed groups and lets the nations that they stand for mean them: "Palestinian" is Hamas here."""
    counts: dict[tuple[str, ...], int] = defaultdict(int)
    for mentions in sentences:
        for mention in mentions.parties():
            if _are_actors(mention.name.codes, lexicon) and sides.aliases.keys().isdisjoint(mention.name.codes):
                counts[mention.name.codes] += 1
    if not counts:
        known = [code for code in of_captives if code not in sides.aliases]
        counts.update({(code,): 1 for code in known if _are_actors((code,), lexicon)})
    if not counts:
        return
    joint = [codes for codes in counts if len(codes) > 1]
    best = max(counts, key=lambda codes: (counts[codes], codes))
    sides.actors = joint[0] if joint and set(best) <= set(joint[0]) else best
    for actor in sorted({code for codes in counts for code in codes if code in sides.actors}):
        since = lexicon.governing_since.get(actor)
        governs = since is not None and published is not None and published >= since
        for nation in lexicon.constituencies.get(actor, ()):
            if actor in lexicon.opponents or governs or not _acts_itself(text, sentences, nation, lexicon):
                sides.aliases[nation] = actor


def _are_actors(codes: tuple[str, ...], lexicon: Lexicon) -> bool:
    kinds = lexicon.party_kinds
    if len(codes) == 1:
        return kinds.get(codes[0]) == "actor"
    return all(kinds.get(code) == "actor" for code in codes)


def _acts_itself(text: Text, sentences: list[Mentions], nation: str, lexicon: Lexicon) -> bool:
    """`the Afghan army`, `Kabul freed 100`: where the state acts beside the group, its people are its own."""
    return any(
        is_government(text, mention.last + (text.word(mention.last) == "'s"), lexicon)
        or mention.name.form in {"seat", "official"}
        for mentions in sentences
        for mention in mentions.parties()
        if mention.name.codes == (nation,)
    )


def is_government(text: Text, index: int, lexicon: Lexicon) -> bool:
    """Whether a word makes who governs of the name before it: `the Colombian government`, `the Afghan army`."""
    word = text.word(index)
    return lexicon.has("grammar.parties.services", word) or lexicon.has("grammar.parties.governing", word)


def _resolve_generic_actors(text: Text, sentences: list[Mentions], sides: Sides, lexicon: Lexicon) -> None:
    """Adds `the rebels` to the names: the report's only armed group, or that of the state it names most often.

    `The government` is then the state that the group fights.
    """
    named = bool(sides.actors) or any(_speaks_of_rebels(text, mentions, lexicon) for mentions in sentences)
    sides.actors = sides.actors or _rebels_of(sentences, lexicon)
    if not (sides.actors and named):
        return
    meant = {"generic_actors": ("group", sides.actors)}
    states = tuple(sorted({lexicon.opponents[actor] for actor in sides.actors if actor in lexicon.opponents}))
    if states:
        meant["generic_states"] = meant["bare_states"] = ("seat", states)
    for mentions in sentences:
        if not any(mentions.has_cue(cue) for cue in meant):
            continue
        covered, added = {i for m in mentions.names for i in range(m.first, m.last)}, []
        for start, end, cue in mentions.cues:
            aside = lexicon.has("grammar.parties.beside_actor", text.word(start - 1))  # `fought alongside rebels`
            aside = aside or (cue == "bare_states" and start != mentions.sentence.first)
            if (
                cue in meant
                and not aside
                and not _is_of_another(text, mentions, end, (*meant[cue][1], *states))
                and covered.isdisjoint(range(start, end))
            ):
                form, codes = meant[cue]
                added.append(NameMention(start, end, Name("party", codes, form, text.slice(start, end))))
                covered.update(range(start, end))
                if cue == "generic_actors":
                    mentions.drop_names(_describing(text, mentions, start, end, states, lexicon))
        mentions.add_names(added)


def _speaks_of_rebels(text: Text, mentions: Mentions, lexicon: Lexicon) -> bool:
    """`rebels`, `the militia`, and not only `the group`, which may be one of captives."""
    spans = mentions.cues.spans("generic_actors")
    return bool(spans) and any(
        not lexicon.has("grammar.parties.groups_named", text.slice(a, b).lower()) for a, b in spans
    )


def _is_of_another(text: Text, mentions: Mentions, end: int, codes: tuple[str, ...]) -> bool:
    """`the government of Switzerland` where that of the report is Nigeria's: whose it is stands behind it."""
    if text.word(end) != "of":
        return False
    return any(m.first - end in {1, 2} and set(codes).isdisjoint(m.name.codes) for m in mentions.parties())


def _describing(
    text: Text, mentions: Mentions, start: int, end: int, states: Sequence[str], lexicon: Lexicon
) -> list[NameMention]:
    """`Colombia` of "the guerrilla army of Colombia", `Syrian` of "Syrian militants": names of no side of their own."""
    while lexicon.has("grammar.parties.bodies", text.word(end)):
        end += 1
    behind = end + 2 if text.word(end + 1) == "the" else end + 1
    return [
        mention
        for mention in mentions.parties()
        if mention.name.codes[0] in states
        and (
            (mention.name.form == "adjective" and mention.last == start)
            or (mention.first == behind and text.word(end) in {"of", "in"})
        )
    ]


def _resolve_changed_states(sentences: list[Mentions], sides: Sides, published: date | None, lexicon: Lexicon) -> None:
    """`Moscow` is the Soviet Union's in its days, and where the report says "Soviet" more often than "Russian".

    Groups that a state has taken over are its own from then on, unless the report names them, and not the state, or
    speaks of rebels.
    """
    named: dict[str, int] = defaultdict(int)
    for mentions in sentences:
        for mention in mentions.parties():
            if mention.name.form not in {"seat", "official"}:
                for code in mention.name.codes:
                    named[code] += 1
    for state, heir in lexicon.gone_states.items():
        stood = published is not None and published.year <= lexicon.gone_since.get(state, 0)
        if stood or (named[state] and named[state] >= named[heir]):
            sides.aliases.setdefault(heir, state)
    rebels = any(mentions.has_cue("generic_actors") for mentions in sentences)
    for actor, absorption in lexicon.absorbed.items():
        if published is None or published < absorption.since:
            continue
        if absorption.wholly or (not rebels and (named[absorption.by] or not named[actor])):
            sides.aliases.setdefault(actor, absorption.by)


def _countries_of_dateline(text: Text, sentences: list[Mentions], lexicon: Lexicon) -> Iterator[str]:
    """`SARAJEVO, Bosnia-Herzegovina`: where the report is from, of which its sentences need say nothing."""
    for mentions in sentences[:DATELINE_SENTENCES]:
        first = mentions.sentence.first
        for index in range(first, mentions.dateline):
            for _, name in lexicon.names.at(text.lowers, index, mentions.sentence.last):
                yield from name.codes


def _resolve_meanings(
    text: Text, sentences: list[Mentions], sides: Sides, of_captives: Collection[str], lexicon: Lexicon
) -> None:
    """`The Serbs` are those of Bosnia in a report from there that does not name Serbia."""
    named = {*_countries_of_dateline(text, sentences, lexicon), *of_captives}
    states: set[str] = set()
    for mentions in sentences:
        for mention in mentions.names:
            named.update(mention.name.codes)
            if mention.name.kind == "party" and (
                mention.name.form in {"name", "seat", "official"}
                or lexicon.has("grammar.parties.governing", text.word(mention.last))  # `the Serbian government`
            ):
                states.update(mention.name.codes)
    for meaning in lexicon.meanings:
        if meaning.name not in named or meaning.name in sides.aliases or meaning.beside.isdisjoint(named):
            continue
        told = not meaning.words or not meaning.words.isdisjoint(text.lowers)
        if told and not (meaning.people and meaning.name in states):
            sides.aliases[meaning.name] = meaning.means


def _resolve_halves(text: Text, sentences: list[Mentions], lexicon: Lexicon) -> None:
    """Adds `the North` to the names in a report about Korea."""
    named = {code for mentions in sentences for m in mentions.parties() for code in m.name.codes}
    halves = {party for party, beside in lexicon.halves.items() if beside & named}
    for mentions in sentences if halves else ():
        mentions.add_names(
            [
                NameMention(start, end, Name("party", (party,), "name", text.slice(start, end)))
                for start, end, cue in mentions.cues
                for party in halves & {cue.removeprefix("half.")}
                if text.words[end - 1][0].isupper()
            ]
        )


def _resolve_held_towns(text: Text, sentences: list[Mentions], published: date | None, lexicon: Lexicon) -> None:
    """`Donetsk gave Kiev ten men`: adds those who held the town, where its name is that of no place."""
    if published is None:
        return
    for mentions in sentences:
        for place in [m for m in mentions.names if m.name.kind == "place"]:
            held = lexicon.held_towns.get(text.slice(place.first, place.last).lower())
            if held is None or not held[1].holds(published) or _is_place(text, mentions, place, lexicon):
                continue
            mentions.drop_names([place])
            mentions.add_names(
                [NameMention(place.first, place.last, Name("party", (held[0],), "seat", place.name.display))]
            )


def _is_place(text: Text, mentions: Mentions, place: NameMention, lexicon: Lexicon) -> bool:
    """`in Donetsk`, `the Donetsk region`, `of Donetsk`."""
    before, after = text.word(place.first - 1).lower(), text.word(place.last).lower()
    if place.first < mentions.dateline or lexicon.has("grammar.parties.of_town", after):
        return True
    return lexicon.has("grammar.parties.before_town", before)


def _rebels_of(sentences: list[Mentions], lexicon: Lexicon) -> tuple[str, ...]:
    """The armed group that "the rebels" of the state named most often are, if by its places only."""
    rebels = lexicon.rebels
    told = [code for m in sentences for p in m.parties() for code in p.name.codes if code in rebels]
    told = told or [code for m in sentences for p in m.names for code in p.name.codes if code in rebels]
    return rebels[max(dict.fromkeys(told), key=told.count)] if told else ()  # of equal ones the first named
