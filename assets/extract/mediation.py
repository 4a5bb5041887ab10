"""Mediation: which parties and organisations a sentence names as those that brokered or hosted the exchange.

Belongs here: reading mediators from one sentence. Not here: where the hand-over was (`circumstances.py`), which event
a mediator belongs to (`reading.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assets.extract.lexicon import Lexicon
from assets.extract.mentions import Mentions
from assets.extract.names import NameMention
from assets.extract.parties import Sides, is_organisation
from assets.extract.text import Text

SUBJECT_REACH = 14  # tokens between a mediator and the verb: "the Emirates said in a statement that they had mediated"
WEAK_REACH = 8  # the same for verbs that may mean anything, such as "helped"
AGENT_REACH = 5  # tokens between the verb and "by": "brokered earlier this month by Qatar"
CHAIN_GAP = 9  # tokens between two mediators told together, all of them titles, names, commas or `and`
ANTECEDENT_REACH = 10  # tokens before "which" in which the thing it stands for is named
OBJECT_REACH = 5  # tokens after the verb in which the thing brokered stands
THANKS_REACH = 45  # tokens of a list of those thanked, each with a title
CONTEXT_REACH = 8  # tokens before "through" that tell of an agreement
UNREAL_REACH = 6  # tokens before a word of mediation that may take it back: "has not yet offered to mediate"
KINDS = ("verbs", "nouns", "gratitude", "credit", "ascribed", "through", "by_way_of")
CUES = frozenset(f"mediation.{kind}" for kind in KINDS)
ASCRIBED_REACH = 9  # tokens between "ascribed" and "to": "ascribed the success of the exchange to"
ROLE_REACH = 26  # tokens between a party and what it does "as a neutral go-between"
ROLE_GAP = 4  # tokens between a role and its party: "one helper by name, the Vatican"
OWN_ROLE_REACH = 6  # sentences between an organisation and what its people say of its part
BEFORE_NOUN = 4  # tokens between `as` and "mediator": "as a neutral and discreet mediator"


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with what is needed to read mediators from it; `parties` are those it may name as such."""

    text: Text
    mentions: Mentions
    parties: list[NameMention]
    sides: Sides
    lexicon: Lexicon
    wished: bool = False

    @property
    def first(self) -> int:
        """The sentence's first token."""
        return self.mentions.sentence.first

    @property
    def last(self) -> int:
        """The token after the sentence."""
        return self.mentions.sentence.last

    def before(self, index: int, count: int) -> list[str]:
        """The lower-case words, at most `count`, that stand before a token in the sentence."""
        return self.text.lowers[max(self.first, index - count) : max(self.first, index)]

    def after(self, index: int, count: int) -> list[str]:
        """The lower-case words, at most `count`, from a token on in the sentence."""
        return self.text.lowers[index : min(self.last, index + count)]

    def says(self, words: list[str], group: str) -> bool:
        """Whether one of the words belongs to a group of the lexicon."""
        return self.lexicon.has_any(group, words)

    def is_side(self, party: NameMention) -> bool:
        """Whether the party is one of the two main sides of the exchange."""
        return self.sides.side(party.name.codes) in self.sides.main[:2]


def find_mediators(
    text: Text, mentions: Mentions, sides: Sides, lexicon: Lexicon, *, wished: bool = False
) -> tuple[str, ...]:
    """Codes of the parties and organisations that the sentence says brokered or hosted the exchange, sorted.

    With `wished` also those that only offered to: they are no side of it either.
    """
    if CUES.isdisjoint(mentions.cue_names):
        return ()
    cues = [(start, end, cue) for start, end, cue in mentions.cues if cue in CUES]
    parties = [m for m in mentions.names if m.name.kind == "party" and _may_mediate(text, mentions, m, lexicon)]
    scene = Scene(text, mentions, parties, sides, lexicon, wished)
    found: set[str] = set()
    for start, end, cue in cues:
        for party in _named(scene, start, end, cue):
            if not scene.is_side(party):
                found.update(code for code in party.name.codes if sides.side([code]) not in sides.main[:2])
    return tuple(sorted(found))


def find_own_role(text: Text, sentences: Sequence[Mentions], number: int, lexicon: Lexicon) -> tuple[str, ...]:
    """`"We are there as a neutral intermediary," said its head`: the organisation that the report told of just before.

    Empty where the sentence is nobody's word of the own role, or names a party by itself.
    """
    mentions = sentences[number]
    if "mediation.nouns" not in mentions.cue_names or mentions.parties():
        return ()
    words = text.lowers[mentions.sentence.first : mentions.sentence.last]
    roles = (text.slice(a, b).lower() for a, b, cue in mentions.cues if cue == "mediation.nouns")
    if not lexicon.has_any("grammar.mediation.ourselves", words) or not lexicon.has_any("mediation.words.roles", roles):
        return ()
    for before in reversed(sentences[max(0, number - OWN_ROLE_REACH) : number]):
        told = [m.name.codes for m in before.parties() if is_organisation(m.name.codes, lexicon)]
        if told:
            return tuple(sorted(told[-1]))
    return ()


def _may_mediate(text: Text, mentions: Mentions, mention: NameMention, lexicon: Lexicon) -> bool:
    """A people mediates only as a whole ("the Qataris"), and no party where it is only a place ("in Nairobi")."""
    before = text.lowers[mention.first - 1] if mention.first > mentions.sentence.first else ""
    if mention.name.form == "people":
        return before == "the"
    is_place = mention.name.form in {"name", "seat"} and lexicon.has("grammar.mediation.places", before)
    return not is_place or text.word(mention.last) == "'s"


def _named(scene: Scene, start: int, end: int, cue: str) -> list[NameMention]:
    """The mediators that one cue of mediation points to."""
    if cue == "mediation.verbs":
        return _of_verb(scene, start, end)
    if cue == "mediation.nouns":
        return _of_noun(scene, start, end)
    if cue in {"mediation.gratitude", "mediation.credit"}:
        return _of_thanks(scene, start, end, cue)
    if cue == "mediation.ascribed":
        return _of_cause(scene, end)
    if cue in {"mediation.through", "mediation.by_way_of"}:
        return _of_means(scene, start, end, cue)
    return []


def _of_verb(scene: Scene, start: int, end: int) -> list[NameMention]:
    """The agent after `by`, else the subject."""
    weak = scene.says([scene.text.slice(start, end).lower()], "mediation.words.weak")
    if (weak and not _speaks_of_exchange(scene)) or _is_unreal(scene, start) or _is_unnamed(scene, start):
        return []
    joined = [p for p in scene.parties if p.last == start - 1 and scene.text.words[start - 1] == "-"]
    if joined:
        return joined  # `a Qatar-brokered deal`
    agent = _agent_at(scene, end)
    if _brokered_something_else(scene, start, end, passive=agent is not None):
        return []
    if agent is not None:
        return _chain_from(scene, agent)
    if weak and _worked_out_between_sides(scene, end):
        return []
    chain = _chain_before(scene, start, WEAK_REACH if weak else SUBJECT_REACH)
    if weak and any(scene.is_side(p) for p in chain):
        return []
    chain = chain or _speaker_after(scene, end)
    together = scene.after(end, 2)
    return [*chain, *(_chain_from(scene, end + 2) if together == ["together", "with"] else [])]


def _is_unreal(scene: Scene, start: int) -> bool:
    """`has not offered to mediate`, `is ready to mediate`, but not `without its mediation it would not have been`."""
    before = scene.before(start, UNREAL_REACH)
    if "without" in before and scene.says(scene.after(start, scene.last), "mediation.words.impossible"):
        return False
    return not scene.wished and scene.says(before, "mediation.words.unreal")


def _is_unnamed(scene: Scene, start: int) -> bool:
    """`thanked everyone who had a hand in it`: the subject is nobody whom the sentence names."""
    before = scene.before(start, 2)
    return before[1:] == ["who"] and scene.says(before[:1], "mediation.words.unnamed")


def _speaker_after(scene: Scene, end: int) -> list[NameMention]:
    """`... had allowed it to bring the sides together, the Emirati ministry said`: who says it of itself."""
    for party in scene.parties:
        if 1 <= party.first - end <= 3 and scene.text.lowers[end] == ",":
            return [party] if scene.says(scene.after(party.last, 4), "speech.verbs") else []
    return []


def _agent_at(scene: Scene, end: int) -> int | None:
    """The token after the `by` that names the agent of a passive verb."""
    for position in range(end, min(end + AGENT_REACH, scene.last)):
        word = scene.text.lowers[position]
        if word == "by":
            return position + 1
        if scene.lexicon.has("grammar.mediation.no_agent", word):
            return None
    return None


def _worked_out_between_sides(scene: Scene, end: int) -> bool:
    """`worked out with Moscow`, `negotiated the deal with the rebels`: a side that bargains, not a mediator."""
    return any(
        scene.is_side(p) and "with" in scene.before(p.first, 2) for p in scene.parties if 0 <= p.first - end <= 6
    )


def _brokered_something_else(scene: Scene, start: int, end: int, *, passive: bool) -> bool:
    """Whether what was brokered is a ceasefire, a grain deal or a meeting, and no exchange beside it."""
    if passive or scene.says(scene.before(start, 1), "modal.be"):
        thing = scene.before(start, OBJECT_REACH)
        weak = scene.says([scene.text.slice(start, end).lower()], "mediation.words.weak")
        if weak and scene.says(thing, "mediation.words.talks"):
            return True
    else:
        antecedent = _antecedent(scene, start)
        if antecedent and not scene.says(scene.before(start, 1), "grammar.mediation.relative"):
            truce = antecedent[0] != "whose" and scene.says(antecedent, "mediation.words.truces")
            return _is_something_else(scene, antecedent) and not (truce and _hands_over(scene))
        thing = [*scene.before(start, 2), *scene.after(end, OBJECT_REACH)]
    if not scene.says(thing, "mediation.words.other_objects") or scene.says(thing, "mediation.words.captives"):
        return False
    return not (scene.says(thing, "mediation.words.truces") and _hands_over(scene))


def _hands_over(scene: Scene) -> bool:
    """`the truce, under which 50 hostages are to be exchanged`: what was brokered holds the exchange, too."""
    words = scene.text.lowers[scene.first : scene.last]
    return scene.says(words, "mediation.words.exchanging")


def _antecedent(scene: Scene, start: int) -> list[str]:
    """The words before `which` or `that`: "the Minsk agreements, which Germany and France brokered"."""
    for position in range(start - 1, max(scene.first, start - SUBJECT_REACH), -1):
        word = scene.text.lowers[position]
        if scene.lexicon.has("grammar.mediation.relative", word):
            return scene.before(position, ANTECEDENT_REACH)
        if word == "whose":
            return scene.text.lowers[position:start]
        if scene.lexicon.has("grammar.mediation.not_relative", word):
            return []
    return []


def _is_something_else(scene: Scene, words: list[str]) -> bool:
    """Whether the last thing that the words name is no exchange; "peace talks" is one thing."""
    for index in range(len(words) - 1, -1, -1):
        if scene.lexicon.has("mediation.words.other_objects", words[index]):
            return True
        if scene.lexicon.has("mediation.words.exchange_words", words[index]):
            return scene.says(words[max(0, index - 1) : index], "mediation.words.other_objects")
    return False


def _of_noun(scene: Scene, start: int, end: int) -> list[NameMention]:
    """`Qatari mediation`, `with Oman as mediator`, `mediators Egypt and Qatar`, `the good offices of the Pope`."""
    noun = scene.text.slice(start, end).lower()
    weak = scene.says([noun], "mediation.words.weak")
    role = scene.says([noun], "mediation.words.roles")
    following = scene.after(end, 1)
    if _is_unreal(scene, start):
        return []
    found = [p for p in scene.parties if 0 <= start - p.last <= 2 and not _stands_apart(scene, p.last, start)]
    if found and role:
        found = _chain_before(scene, start, 2)
    if not found and role:
        being = scene.says(following, "modal.be")  # `intermediary was again Oman`
        found = _in_role(scene, start) or _chain_from(scene, end + being, gap=ROLE_GAP)
    if not found and scene.says(following, "grammar.mediation.before_source"):
        found = _chain_from(scene, end + 1)
    if not found and not weak:
        found = _of_its_own(scene, start) or _provided(scene, end)
    if not found and scene.says([noun], "mediation.words.parts"):
        found = _playing(scene, start)
    if weak and scene.says(scene.before(start, SUBJECT_REACH), "mediation.words.other_objects"):
        return []
    if weak and (not _speaks_of_exchange(scene) or any(scene.is_side(p) for p in found)):
        return []
    if scene.says(scene.after(end, 3), "mediation.words.other_objects") and not role:
        return []
    return found


def _of_its_own(scene: Scene, start: int) -> list[NameMention]:
    """`Qatar, whose mediation ...`, `Abu Dhabi said that it was its tenth successful mediation`."""
    for position in range(start - 1, max(scene.first, start - BEFORE_NOUN), -1):
        if scene.lexicon.has("grammar.mediation.possessives", scene.text.lowers[position]):
            return _chain_before(scene, position, SUBJECT_REACH)
    return []


def _provided(scene: Scene, end: int) -> list[NameMention]:
    """`mediation efforts were provided by the Emirates`: the agent of what is done by way of mediation."""
    agent = _agent_at(scene, end)
    given = agent is not None and scene.says(scene.text.lowers[end:agent], "mediation.words.provided")
    return _chain_from(scene, agent) if given and agent is not None else []


def _playing(scene: Scene, start: int) -> list[NameMention]:
    """`The Vatican played an important role in the release`: the subject of "played"."""
    for position in range(start - 1, max(scene.first, start - OBJECT_REACH), -1):
        if scene.lexicon.has("mediation.words.playing", scene.text.lowers[position]):
            return _chain_before(scene, position, WEAK_REACH)
    return []


def _stands_apart(scene: Scene, first: int, last: int) -> bool:
    words = scene.text.lowers[first:last]
    return scene.says(words, "grammar.mediation.apart") or scene.says(words, "speech.verbs")


def _in_role(scene: Scene, start: int) -> list[NameMention]:
    """`Oman acting as a go-between`, `Spain and France are the mediators`: the subject of a role."""
    for position in range(start - 1, max(scene.first, start - 1 - BEFORE_NOUN), -1):
        word = scene.text.lowers[position]
        if word == "as":
            return _chain_before(scene, position, ROLE_REACH)
        if scene.lexicon.has("modal.be", word):
            return _chain_before(scene, position, SUBJECT_REACH)
        if not (word.isalpha() or word == "-"):
            return []
    return []


def _of_thanks(scene: Scene, start: int, end: int, cue: str) -> list[NameMention]:
    """Those who are thanked or get the credit; `for` tells whether it is for the exchange."""
    lowers = scene.text.lowers
    if scene.after(end, 1) == ["by"]:
        return []  # `was praised by Washington`
    if cue == "mediation.credit" and scene.after(end, 1) in (["with"], ["for"]):
        return _chain_before(scene, start, SUBJECT_REACH) if scene.says(scene.before(start, 2), "modal.be") else []
    stop = min(scene.last, end + THANKS_REACH)
    stop = next((i for i in range(end, stop) if scene.lexicon.has("grammar.mediation.clauses", lowers[i])), stop)
    reason = next((i for i in range(end, stop) if lowers[i] == "for"), None)
    reasons = scene.after(reason, 14) if reason is not None else []
    told_reason = scene.says(reasons, "mediation.words.reasons") and not scene.says(
        reasons, "mediation.words.other_reasons"
    )
    if (reason is not None and not told_reason) or (cue == "mediation.credit" and not _speaks_of_exchange(scene)):
        return []
    thanked = [p for p in scene.parties if end <= p.first < (reason or stop) and not _is_aside(scene, p)]
    if reason is None:
        thanked = _chain_from(scene, end)
    return [] if any(scene.is_side(p) for p in thanked) else thanked


def _of_cause(scene: Scene, end: int) -> list[NameMention]:
    """`ascribed the success to the Emirates`, `that it came about is owed to Oman`."""
    stop = min(scene.last, end + ASCRIBED_REACH)
    to = next((i for i in range(end, stop) if scene.text.lowers[i] == "to"), None)
    if to is None or not _speaks_of_exchange(scene):
        return []
    chain = _chain_from(scene, to + 1)
    return [] if any(scene.is_side(p) for p in chain) else chain


def _is_aside(scene: Scene, party: NameMention) -> bool:
    """`under Sweden's chairmanship`, `in Moscow`: named beside the one thanked."""
    return scene.says(scene.before(party.first, 1), "grammar.mediation.aside")


def _of_means(scene: Scene, start: int, end: int, cue: str) -> list[NameMention]:
    """`with the help of Turkey`; `through the Swiss embassy` beside words of an agreement, not of a journey."""
    around = scene.before(start, CONTEXT_REACH)
    if cue == "mediation.through":
        if not scene.says(around, "mediation.words.settled") or scene.says(around[-4:], "mediation.words.journey"):
            return []
        if scene.says(scene.after(end, 5), "place.words.nouns"):
            return []
    elif not _speaks_of_exchange(scene) or scene.says(
        scene.before(start, SUBJECT_REACH), "mediation.words.other_objects"
    ):
        return []
    chain = _chain_from(scene, end)
    return [] if any(scene.is_side(p) for p in chain) else chain


def _speaks_of_exchange(scene: Scene) -> bool:
    return scene.says(scene.text.lowers[scene.first : scene.last], "mediation.words.exchange_words")


def _chain_before(scene: Scene, index: int, reach: int) -> list[NameMention]:
    """The parties told together that are the subject of what stands at the token, but not those behind `with`."""
    end = index
    while True:
        before = [p for p in scene.parties if p.last <= end]
        if not before or index - before[-1].last > reach or ";" in scene.text.lowers[before[-1].last : end]:
            return []
        chain = [before[-1]]
        for party in reversed(before[:-1]):
            if not _is_title_run(scene, party.last, chain[0].first):
                break
            chain.insert(0, party)
        adjacent = index - chain[-1].last <= 1 and scene.text.lowers[index - 1] != ","
        relative = scene.says(scene.after(chain[-1].last, 2), "grammar.mediation.relative")  # `flown to Qatar, which`
        if adjacent or relative or _may_be_subject(scene, chain[0].first):
            return chain
        end = chain[0].first


def _may_be_subject(scene: Scene, first: int) -> bool:
    """Whether no preposition makes a party something else: `with Oman`, but not `the leadership of Oman`."""
    words = scene.before(first, 3)
    if words[-1:] == ["the"]:
        words = words[:-1]
    if words[-1:] == ["of"] and scene.says(words[-2:-1], "mediation.words.acting_for"):
        return True
    return not scene.says(words[-1:], "mediation.words.not_subject")


def _chain_from(scene: Scene, first: int, gap: int = CHAIN_GAP) -> list[NameMention]:
    """`by Qatar, Egypt and the United States`: the parties that follow, told together."""
    chain: list[NameMention] = []
    position, closed = first, False
    for party in scene.parties:
        if party.first < first:
            continue
        if (
            (chain and party.first == position)
            or party.first - position > gap
            or not _is_title_run(scene, position, party.first)
        ):
            break
        if chain and closed and scene.text.lowers[position] == ",":
            break  # "brokered by Qatar and Egypt, Hamas freed three": the list ends with the one after `and`
        closed = closed or "and" in scene.text.lowers[position : party.first]
        chain.append(party)
        position, gap = party.last, CHAIN_GAP
    return chain


def _is_title_run(scene: Scene, first: int, last: int) -> bool:
    """Whether only commas, `and`, titles and names stand between two parties."""
    return last - first <= CHAIN_GAP and all(
        scene.text.words[i][:1].isupper()
        or scene.lexicon.has("mediation.words.connectors", scene.text.lowers[i])
        or scene.lexicon.has("persons.official_titles", scene.text.lowers[i])
        for i in range(first, last)
    )
