"""Who stands where in a sentence that speaks of mediation: the parties told together before or after a word.

Belongs here: the sentence with what it names, chains of names, the agent after `by`. Not here: which word of mediation
asks for which of them (`verbs.py`, `nouns.py`).
"""

from __future__ import annotations

from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.names import NameMention
from assets.extract.parties.parties import Sides
from assets.extract.records import record

SUBJECT_REACH = 14  # tokens between a mediator and the verb: "the Emirates said in a statement that they had mediated"
WEAK_REACH = 8  # the same for verbs that may mean anything, such as "helped"
AGENT_REACH = 5  # tokens between the verb and "by": "brokered earlier this month by Qatar"
GERUND_REACH = 5  # tokens between a party and its gerund: "with the Qatari foreign ministry mediating"
INSERTED_REACH = 20  # tokens inserted after a name: "Qatar, whose foreign minister flew there with them,"
RELATIVE_REACH = 4  # tokens between a name and the verb of its relative clause
BOTH = 2
CLAUSE_ENDS = frozenset((",", ";", "–", "—", ":", '"', "“", "”"))
UNREAL_REACH = 6  # tokens before a word of mediation that may take it back: "has not yet offered to mediate"


@record
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


def others_than_sides(scene: Scene, found: list[NameMention]) -> list[NameMention]:
    """Those who helped, had a part or a role: none where a side did, unless both sides are told with others."""
    others = [p for p in found if not scene.is_side(p)]
    n_sides = len({scene.sides.side(p.name.codes) for p in found if scene.is_side(p)})
    return others if n_sides in {0, BOTH} else []


def speaks_of_exchange(scene: Scene) -> bool:
    """Whether the sentence names an exchange, a release or captives."""
    return scene.says(scene.text.lowers[scene.first : scene.last], "mediation.words.exchange_words")


def tells_of_handover(scene: Scene) -> bool:
    """Whether the sentence names an exchange or captives, or has a verb of hand-over: "230 men came home"."""
    return speaks_of_exchange(scene) or any(verb.sense.needs == "people" for verb in scene.mentions.verbs)


def is_unreal(scene: Scene, start: int) -> bool:
    """`has not offered to mediate`, `is ready to mediate`, but not `without its mediation it would not have been`."""
    named = {i for p in scene.parties for i in range(p.first, p.last)}  # `asked the ... of the Red Cross to mediate`
    reached = [i for i in range(scene.first, start) if i not in named][-UNREAL_REACH:]
    before = [scene.text.lowers[i] for i in reached]
    return not scene.wished and "without" not in before and scene.says(before, "mediation.words.unreal")


def agent_at(scene: Scene, end: int) -> int | None:
    """The token after the `by` that names the agent of a passive verb."""
    for position in range(end, min(end + AGENT_REACH, scene.last)):
        word = scene.text.lowers[position]
        if word == "by":
            return position + 1
        if scene.lexicon.has("grammar.mediation.no_agent", word):
            return None
    return None


def chain_before(scene: Scene, index: int, reach: int) -> list[NameMention]:
    """The parties told together that are the subject of what stands at the token, but not those behind `with`."""
    found = _before_relative(scene, index) or _with_company(scene, index)
    return found or _chain_of_subject(scene, index, reach)


def _chain_of_subject(scene: Scene, index: int, reach: int) -> list[NameMention]:
    end = index
    while True:
        before = [p for p in scene.parties if p.last <= end]
        if not before or index - before[-1].last > reach or ";" in scene.text.lowers[before[-1].last : end]:
            return []
        inserted = _head_of_insertion(scene, end)
        before = [p for p in before if inserted is None or p.last <= inserted]
        if not before:
            return []
        chain = [before[-1]]
        for party in reversed(before[:-1]):
            if not _is_told_together(scene, party.last, chain[0].first):
                if chain[0].first - party.last > INSERTED_REACH:
                    break
                continue
            chain.insert(0, party)
        adjacent = index - chain[-1].last <= 1 and scene.text.lowers[index - 1] != ","
        after = scene.after(chain[-1].last, 2)
        relative = scene.says(after, "grammar.relatives_of_things") or after == [",", "who"]  # `flown to Qatar, which`
        if adjacent or relative or _may_be_subject(scene, chain[0].first):
            return chain
        end = chain[0].first


def _before_relative(scene: Scene, index: int) -> list[NameMention]:
    """`the Swiss embassy, which stands for Moscow in Kyiv and helped`: the party right before the relative clause."""
    lowers = scene.text.lowers
    for position in range(index - 1, max(scene.first, index - INSERTED_REACH), -1):
        if lowers[position] in CLAUSE_ENDS:
            return []
        if scene.lexicon.has("grammar.relatives", lowers[position]):
            if lowers[position - 1] != "," or not _is_verb_of_clause(scene, position + 1):
                return []
            end = position - 1
            heads = [p for p in scene.parties if 0 <= end - p.last <= RELATIVE_REACH]
            return told_with(scene, heads[-1:]) if heads else []
    return []


def _is_verb_of_clause(scene: Scene, index: int) -> bool:
    """Whether the word after `which` begins no subject of its own: but `the deal with Hamas, which Qatar brokered`."""
    word = scene.text.words[index]
    return word.islower() and not scene.lexicon.has("grammar.mediation.together", word)


def told_with(scene: Scene, found: list[NameMention]) -> list[NameMention]:
    """Some parties with those told together with the first of them: `Oman and Qatar provided mediation`."""
    chain = list(found)
    for party in reversed([p for p in scene.parties if p.last <= found[0].first]):
        if not _is_told_together(scene, party.last, chain[0].first):
            break
        chain.insert(0, party)
    return chain


def _before_auxiliaries(scene: Scene, end: int) -> int:
    """The token of the first auxiliary of a verb: "had" of "had also brokered"."""
    while end > scene.first and scene.lexicon.has("grammar.mediation.auxiliaries", scene.text.lowers[end - 1]):
        end -= 1
    return end


def _with_company(scene: Scene, end: int) -> list[NameMention]:
    """`Oman, with Qatar and Egypt at its side, negotiated it`: the subject and those inserted behind `with`."""
    end = _before_auxiliaries(scene, end)
    if scene.text.word(end - 1) != ",":
        return []
    for position in range(end - 2, max(scene.first, end - INSERTED_REACH), -1):
        if scene.text.lowers[position - 1] == ",":
            opened = scene.text.lowers[position : position + 2]
            if "with" not in opened:
                return []
            heads = [p for p in scene.parties if 0 <= position - 1 - p.last <= RELATIVE_REACH]
            company = chain_from(scene, position + 1 + opened.index("with"))
            ours = heads and is_title_run(scene, heads[-1].last, position - 1)
            return [*told_with(scene, heads[-1:]), *company] if ours and company else []
    return []


def _head_of_insertion(scene: Scene, end: int) -> int | None:
    """The comma after X in `X, which looks after their interests in Y, brokered it`: Y is no subject."""
    end = _before_auxiliaries(scene, end)
    if scene.text.word(end - 1) != ",":
        return None
    for position in range(end - 2, max(scene.first, end - INSERTED_REACH), -1):
        if scene.text.lowers[position - 1] == ",":
            return position - 1 if scene.lexicon.has("grammar.relatives", scene.text.lowers[position]) else None
    return None


def _is_told_together(scene: Scene, first: int, last: int) -> bool:
    """`X and Y`, `Belarus, which together with the Red Cross helped`: whether two parties are told together."""
    inserted = scene.text.lowers[first : first + 4]
    with_other = inserted[:1] == [","] and inserted[3:] == ["with"]
    with_other = with_other and scene.says(inserted[2:3], "grammar.mediation.together")
    return with_other or is_title_run(scene, first, last)


def chain_from(scene: Scene, first: int) -> list[NameMention]:
    """`by Qatar, Egypt and the United States`: the parties that follow, told together."""
    chain: list[NameMention] = []
    position, closed, listed = first, False, 0
    for party in scene.parties:
        if party.first < first:
            continue
        if not is_title_run(scene, position, party.first):
            break
        if chain and closed and scene.text.lowers[position] == ",":
            break  # "brokered by Qatar and Egypt, Hamas freed three": the list ends with the one after `and`
        listed += bool(chain) and scene.text.lowers[position : party.first] == [","]
        closed = closed or "and" in scene.text.lowers[position : party.first]
        chain.append(party)
        position = party.last
    following = scene.text.word(position)
    if listed and not closed and following and not scene.lexicon.has("grammar.mediation.after_list", following):
        return chain[:1]  # "brokered by the UN, Saudi Arabia let 183 go": no list, another clause
    return chain


def _may_be_subject(scene: Scene, first: int) -> bool:
    """Whether no preposition makes a party something else: `with Oman`, but not `the leadership of Oman`."""
    words = scene.before(first, 3)
    if words[-1:] == ["the"]:
        words = words[:-1]
    if words[-1:] == ["with"] and _has_gerund(scene, first):
        return True
    if words[-1:] == ["of"] and any(
        scene.says(words[-2:-1], group) for group in ("mediation.words.acting_for", "persons.official_titles")
    ):
        return True
    return not scene.says(words[-1:], "mediation.words.not_subject")


def _has_gerund(scene: Scene, first: int) -> bool:
    """`with Russian peacekeepers acting as mediators`: what stands behind `with` is a subject after all."""
    after = scene.after(first + 1, GERUND_REACH)
    gerund = next((i for i, word in enumerate(after) if word.endswith("ing")), None)
    return gerund is not None and "," not in after[:gerund]


def is_title_run(scene: Scene, first: int, last: int) -> bool:
    """Whether only commas, `and`, titles and names stand between two parties."""
    return all(
        scene.text.words[i][:1].isupper()
        or scene.lexicon.has("mediation.words.connectors", scene.text.lowers[i])
        or scene.lexicon.has("persons.official_titles", scene.text.lowers[i])
        for i in range(first, last)
    )
