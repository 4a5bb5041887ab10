"""How far an exchange got, read from the form of a verb and the words around it.

Belongs here: the status that one sentence tells. Not here: what a cue of status means beside other words
(`status_cues.py`), the status of an event over several sentences (`events/slots.py`).
"""

from __future__ import annotations

from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Text
from assets.extract.mentions.cues import Cue
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.triggers import Trigger
from assets.extract.mentions.verbs import VerbMention
from assets.extract.statements.handover_dates import is_new_day
from assets.extract.statements.intentions import AUXILIARY_REACH, of_gerund, of_intention, of_present
from assets.extract.statements.predicates import of_predicate, of_verb_before
from assets.extract.statements.status_cues import find_auxiliary, may_precede_verb, status_cues

TERMS_REACH = 18  # tokens after "by the deal": "by the deal of the two 5,000 men and 1,000 soldiers should be free"
TALKS_AFTER = 4  # "agree to a swap amid negotiations": what comes after the noun says less of it
MEANS = {"denied": "proposed", "stalled": "agreed"}  # what was denied is at most an idea; what stalls had been agreed
UNDOING = ("denied", "cancelled")
LEAST_CERTAIN = ("proposed", "conditional", "announced", "agreed", "completed", "cancelled")
ARTICLE_REACH = 3  # tokens between "after" and its noun: "after a prisoner swap"
CAUSE_REACH = 8  # tokens between "after" and the verb of its clause
DENIED_REACH = 12  # tokens between "it is not true that" and the hand-over denied
WISH_REACH = 7  # tokens between "wants" and "exchanged"
TOPIC_REACH = 5  # tokens between "about" and the noun: "about another large prisoner exchange"
CUE_REACH = 12  # tokens between "the exchange" and "was called off"
SETTLED_REACH = 6  # tokens between "that 40 would be exchanged" and "had been settled"
UNDOING_REACH = 24  # the same past those between whom it was to be


def sentence_status(text: Text, mentions: Mentions, triggers: list[Trigger], lexicon: Lexicon) -> str | None:
    """Status that the words of hand-over in one sentence tell together; None where they tell nothing."""
    votes: list[str] = []
    cues = status_cues(text, mentions, lexicon)
    told = [t for t in triggers if not _is_link(mentions, t)]
    for trigger in [t for t in told if t.tells] or told or triggers:
        status = (
            _noun_status(text, mentions, trigger.index, cues, lexicon)
            if trigger.verb is None
            else _verb_status(text, mentions, trigger.verb, lexicon)
        )
        if status is None:
            continue
        if status != "completed" and votes[-1:] == ["completed"] and _is_cause(text, trigger, lexicon):
            continue
        if status in {"agreed", "proposed"} and trigger.verb is None and votes == ["completed"]:
            continue  # `released 307, the second day of a swap that is to reach 1,000`
        votes.append(MEANS.get(status, status))
        if status in UNDOING and trigger.strong:
            return votes[-1]
    days = mentions.where("dates.named")
    if any(is_new_day(text, mentions.sentence.first, i, lexicon) for i in days):
        return "agreed"
    if _is_denied(text, triggers, cues, lexicon):
        return "proposed"
    if not votes:
        return _of_sentence(text, mentions, cues, lexicon) if any(t.strong or t.mutual for t in triggers) else None
    if "completed" not in votes and _calls_off(text, mentions, cues, lexicon):
        return "cancelled"
    return _weakest(votes)


def status_beside(text: Text, mentions: Mentions, lexicon: Lexicon) -> str | None:
    """Status that the cues of a sentence tell of an exchange in which nobody was handed over yet."""
    status = _of_sentence(text, mentions, status_cues(text, mentions, lexicon), lexicon)
    return status if status != "completed" else None


def _is_cause(text: Text, trigger: Trigger, lexicon: Lexicon) -> bool:
    """`were on their way home after Biden agreed to free two`: what was agreed before the hand-over that is told."""
    before = text.lowers[max(0, trigger.index - CAUSE_REACH) : trigger.index]
    return lexicon.has_any("grammar.status.before_cause", before)


def _is_denied(text: Text, triggers: list[Trigger], cues: list[Cue], lexicon: Lexicon) -> bool:
    """`It is not true that Belarus has let six Poles go`: a denial of the hand-over, not of what came with it."""
    denials = [end for _, end, cue in cues if cue == "denied"]
    if not denials or _is_of_kind(triggers, denials[0]):
        return False
    return any(t.mutual for t in triggers) or any(
        0 <= t.index - end <= DENIED_REACH and not lexicon.has_any("grammar.status.aside", text.lowers[end : t.index])
        for t in triggers
        for end in denials
    )


def _is_of_kind(triggers: list[Trigger], denial: int) -> bool:
    """`21 girls were released; Abuja denied that anyone was swapped`: that they were is not denied, only for whom."""
    told = [t.index < denial for t in triggers if t.mutual or (t.tells and t.verb is not None)]
    return bool(told) and told[0] and not told[-1] and not triggers[0].mutual


def _of_sentence(text: Text, mentions: Mentions, cues: list[Cue], lexicon: Lexicon) -> str | None:
    """Status that the cues of the sentence tell where no word of hand-over has one beside it."""
    found = {
        cue
        for start, end, cue in cues
        if not _is_negated(text, mentions, start, lexicon)
        and not lexicon.has("grammar.status.of_captives", " ".join(text.lowers[start:end]))
    }
    return next(
        (MEANS.get(s, s) for s in ("denied", "cancelled", "proposed", "agreed", "completed") if s in found), None
    )


def _is_link(mentions: Mentions, trigger: Trigger) -> bool:
    """`in exchange for`: it links those who are exchanged, and tells nothing of how far it got."""
    if trigger.verb is not None or not mentions.has_cue("reciprocity.in_return"):
        return False
    return any(start <= trigger.index < end for start, end in mentions.cues.spans("reciprocity.in_return"))


def _calls_off(text: Text, mentions: Mentions, cues: list[Cue], lexicon: Lexicon) -> bool:
    """An offer or a plan beside a word such as "rejected": what was offered will not be."""
    return any(cue == "cancelled" and not _is_negated(text, mentions, start, lexicon) for start, _, cue in cues)


def _weakest(votes: list[str]) -> str:
    """Of contradicting verbs in one sentence the least certain one governs ("offered to hand over those captured")."""
    if len(votes) == 1:
        return votes[0]
    if "agreed" in votes:
        votes = [v for v in votes if v != "conditional"]  # `is to free 33, while Israel frees 1,900`
    best = max(votes.count(v) for v in votes)
    return next(v for v in LEAST_CERTAIN if votes.count(v) == best)


def _verb_status(text: Text, mentions: Mentions, verb: VerbMention, lexicon: Lexicon) -> str | None:
    """Status that the verb's own form and auxiliaries tell; None where they tell nothing."""
    if verb.sense.status is not None:
        return verb.sense.status
    left = _auxiliaries(text, mentions.sentence.first, verb.index, lexicon)
    if left in {"conditional", "possible"} and _is_of_settled_deal(mentions, verb):
        return "agreed"
    if left == "unreal":
        return "cancelled"
    if left == "conditional":
        return "announced" if _is_announced(text, mentions, verb, lexicon) else "conditional"
    if left in {"future", "possible", "infinitive"}:
        return of_intention(text, mentions, verb, left, lexicon)
    if left == "negated":
        return "cancelled" if _is_refused(text, mentions, verb, lexicon) else None
    if verb.form == "gerund":
        return of_gerund(text, mentions, verb, lexicon)
    return _by_tense(text, mentions, verb, lexicon)


def _by_tense(text: Text, mentions: Mentions, verb: VerbMention, lexicon: Lexicon) -> str | None:
    """What the tense of a finite verb tells: what is past is done, unless it is wished for."""
    if verb.form in {"past", "participle"}:
        return "proposed" if _is_wished(text, mentions, verb, lexicon) else "completed"
    if mentions.sentence.heading or verb.sense.lemma == "be":
        return "completed"
    return of_present(mentions, verb, lexicon)


def _is_refused(text: Text, mentions: Mentions, verb: VerbMention, lexicon: Lexicon) -> bool:
    """`will not exchange the agents`, `are not going to trade one for the other`: what nobody is going to do."""
    before = text.lowers[max(mentions.sentence.first, verb.index - AUXILIARY_REACH) : verb.index]
    coming = lexicon.has_any("modal.future", before) or before[-2:] == ["going", "to"]
    return coming and verb.sense.meaning == "exchange" and not verb.noun


def _is_wished(text: Text, mentions: Mentions, verb: VerbMention, lexicon: Lexicon) -> bool:
    """`wants 40 officers exchanged for guerrillas`: a participle behind a verb of wishing and its object."""
    wishing = lexicon.words["grammar.status.wishing"]
    if wishing.isdisjoint(mentions.words):
        return False
    for position in range(verb.index - 1, max(mentions.sentence.first, verb.index - WISH_REACH) - 1, -1):
        word = text.lowers[position]
        if word in wishing:
            return position < verb.index - 1
        if lexicon.has("modal.be", word) or lexicon.has("modal.have", word):
            return False
    return False


def _auxiliaries(text: Text, first: int, index: int, lexicon: Lexicon) -> str | None:
    """What the words before a verb make of it: future, conditional, possible, unreal, infinitive or negated."""
    negated = perfect = False
    for position in range(index - 1, max(first, index - AUXILIARY_REACH) - 1, -1):
        if lexicon.has("modal.negation", text.lowers[position]):
            negated = True
            continue
        kind = find_auxiliary(text, first, position, lexicon)
        if kind == "infinitive":
            return kind
        if kind in {"conditional", "possible"} and perfect:
            return "unreal"  # `should have been freed on Monday`
        perfect = perfect or text.lowers[position] == "have"
        if kind is not None:
            return "negated" if negated else kind
        if not may_precede_verb(text.lowers[position], lexicon):
            break
    return "negated" if negated else None


def _is_of_settled_deal(mentions: Mentions, verb: VerbMention) -> bool:
    """`agreed on a deal under which 33 would be released`: the deal stands, only the hand-over is to come."""
    deal = next((i for i, _ in mentions.cues.spans("exchange_nouns.deal") if i < verb.index), None)
    if deal is None:
        return False
    by_deal = mentions.lexicon.has("grammar.status.by_deal", mentions.text.word(deal - 2))
    if by_deal and mentions.text.word(deal - 1) == "the":
        return verb.index - deal <= TERMS_REACH
    return any(cue == "status.agreed" and start < deal for start, _, cue in mentions.cues)


def _is_announced(text: Text, mentions: Mentions, verb: VerbMention, lexicon: Lexicon) -> bool:
    """`said that Azerbaijan would release 32 men`: told as settled, where nothing makes it an idea or a condition."""
    unsettled = mentions.has_word("grammar.status.unsettled")
    proposed = any(text.word(start) != "would" for start, _ in mentions.cues.spans("status.proposed"))
    if unsettled or proposed:
        return False
    first, after = mentions.sentence.first, text.lowers[verb.last : verb.last + SETTLED_REACH]
    if lexicon.has_any("grammar.status.deal_participles", after):
        return True  # `That 40 would be exchanged had been settled by Kyiv and Moscow`
    return lexicon.has_any("grammar.status.announcing", text.lowers[first : verb.index])


def _of_topic(text: Text, mentions: Mentions, index: int, lexicon: Lexicon) -> str | None:
    """`spoke about a mass prisoner swap`, `asks for an exchange`: told of by its kind alone, it is only in the air."""
    if not lexicon.has("exchange_nouns.mutual", text.lowers[index]):
        return None
    for position in range(index - 1, max(mentions.sentence.first, index - TOPIC_REACH) - 1, -1):
        word = text.lowers[position]
        if lexicon.has("grammar.status.of_topic", word):
            rate = word == "for" and (text.word(position - 1) == "all" or text.word(position - 1) == "-")
            figure = any(n.last == position for n in mentions.numbers)
            return None if rate or figure else "proposed"
        if lexicon.has("grammar.status.definite", word) or not word.isalpha():
            return None
    return None


def _is_negated(text: Text, mentions: Mentions, index: int, lexicon: Lexicon) -> bool:
    """Whether a word of negation stands up to three tokens before."""
    return lexicon.has_any("modal.negation", text.lowers[max(mentions.sentence.first, index - 3) : index])


def _is_set_aside(text: Text, mentions: Mentions, index: int, lexicon: Lexicon) -> bool:
    """Whether a word of status is negated, or part of another phrase: `Moscow made it possible`."""
    if _is_negated(text, mentions, index, lexicon) or _is_past_delay(text, mentions, index):
        return True
    return any(cue.startswith("mediation.") and start < index < end for start, end, cue in mentions.cues)


def _is_past_delay(text: Text, mentions: Mentions, index: int) -> bool:
    """`which had been put off twice, was carried out`: an earlier delay of what then was done."""
    before = text.lowers[max(mentions.sentence.first, index - 3) : index]
    return "had" in before and any(start > index for start, _ in mentions.cues.spans("status.completed"))


def _is_of_deal(text: Text, index: int, start: int, lexicon: Lexicon) -> bool:
    """`the exchange agreed in Istanbul`: which one it is, not how far it got."""
    return start == index + 1 and lexicon.has("grammar.status.deal_participles", text.lowers[start])


def _noun_status(text: Text, mentions: Mentions, index: int, cues: list[Cue], lexicon: Lexicon) -> str | None:
    """Status from the cue nearest to a noun of exchange; cancelled and denied win over what they undo."""
    nearest: dict[str, int] = {}
    before = text.lowers[max(mentions.sentence.first, index - ARTICLE_REACH) : index]
    done = lexicon.has_any("grammar.status.before_cause", before)  # `could be seen at home after the swap`
    for start, end, cue in cues:
        if cue == "agreed" and _is_of_deal(text, index, start, lexicon):
            continue
        if start == index:
            continue
        gap = start - index if start > index else max(0, index - end + 1)
        if start > index and cue == "proposed":
            gap += TALKS_AFTER
        undone = cue in UNDOING and start > index
        if gap <= (UNDOING_REACH if undone else CUE_REACH) and not _is_set_aside(text, mentions, start, lexicon):
            nearest[cue] = min(gap, nearest.get(cue, gap))
    if not nearest:
        if done:
            return "completed"
        told = of_predicate(text, mentions, index, lexicon) or of_verb_before(text, mentions, index, lexicon)
        return told or _of_topic(text, mentions, index, lexicon)
    for strong in UNDOING:
        if strong in nearest:
            return strong
    status = min(nearest.items(), key=lambda item: (item[1], item[0]))[0]
    none = "no" in text.lowers[max(mentions.sentence.first, index - 2) : index]
    return "cancelled" if none and status in {"completed", "agreed"} else status
