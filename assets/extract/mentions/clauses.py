"""Clauses: a sentence that tells of two hand-overs at two times is read as two.

Belongs here: where such a sentence is cut. Not here: what each part says (`statements/statements.py`), two exchanges
of different sides in one clause (`statements/splitting.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assets.extract.language.lexicon import Lexicon
from assets.extract.language.lexicon_files import JOINTS
from assets.extract.language.text import Text
from assets.extract.mentions.date_phrases import DatePhrase
from assets.extract.mentions.mentions import Mentions, find_mentions
from assets.extract.mentions.names import dateline_end
from assets.extract.mentions.turns import find_turn, find_whole

TIME_REACH = 6  # tokens between the beginning of a clause and its time: "and in the second, on Saturday, ..."
HEAD_REACH = 1  # tokens before a time that opens a clause: "; in December 44 came home"
PART_REACH = 7  # tokens between its beginning and the figure and the time of a part without a verb: "and 100 on"
SEMICOLON = frozenset(";")
EACH = "reciprocity.each"
DEED = "exchange_nouns.mutual"
MAX_PARTS = 4  # hand-overs at times of their own that one sentence tells of


def split_clauses(text: Text, mentions: Mentions, lexicon: Lexicon) -> Iterator[Mentions]:
    """`In May A freed three; in June B freed five`: the mentions of each part, or of the sentence as it is."""
    for _ in range(MAX_PARTS):
        cut = _find_cut(text, mentions, lexicon)
        if cut is None:
            break
        left = replace(mentions.sentence, last=cut)
        yield find_mentions(text, left, lexicon)
        mentions = find_mentions(text, replace(mentions.sentence, first=cut, part=True), lexicon)
    yield mentions


def _find_cut(text: Text, mentions: Mentions, lexicon: Lexicon) -> int | None:
    """The token at which the second hand-over begins; None where the sentence tells of one, or of one time."""
    deeds = sorted(_deeds(mentions)) if mentions.verbs or mentions.has_cue("exchange_nouns.mutual") else ()
    if len(deeds) < 2 and not ((deeds or mentions.sentence.part) and mentions.may_tell_times()):
        return None
    told_from = dateline_end(text, mentions.sentence)
    phrases = [p for p in mentions.date_phrases if p.last > told_from and (p.kind != "year" or p.last - p.first == 1)]
    elliptic = _find_elliptic(text, mentions, phrases, lexicon) if len(phrases) > 1 else None
    if elliptic is not None and not any(elliptic <= deed for deed in _told_by_words(mentions)):
        return elliptic  # `390 from each side were exchanged on Friday and 307 from each on Saturday`
    if len(deeds) < 2:
        return None
    whole = find_whole(text, mentions, lexicon)
    if whole is not None:
        return whole
    earlier_told = _find_day_after(text, mentions, lexicon)
    if earlier_told is not None and deeds[0] < earlier_told < deeds[-1]:
        return earlier_told
    starts = [start for start, _ in mentions.cues.spans("background_at_start")]
    for cut in _joints(text, mentions, phrases, lexicon):
        if not deeds[0] < cut <= deeds[-1] or not any(cut <= n.first for n in mentions.numbers):
            continue
        before = {_wording(text, p) for p in phrases if p.last <= cut}
        reach = TIME_REACH if text.lowers[cut - 1] != ";" else mentions.sentence.last
        after = [p for p in phrases if cut <= p.first <= cut + reach]
        earlier = is_earlier_time(text, cut, lexicon) or any(cut <= start <= cut + TIME_REACH for start in starts)
        since = bool(after) and _is_pointed_at(text, cut, lexicon)
        opens = text.lowers[cut - 1] == ";" and any(p.first - cut <= HEAD_REACH for p in after)
        opens = opens and any(n.value is not None and n.first < cut for n in mentions.numbers)
        if earlier or since or opens or (after and before and not before & {_wording(text, p) for p in after}):
            return cut
    return find_turn(text, mentions, lexicon)


def _find_elliptic(text: Text, mentions: Mentions, phrases: list[DatePhrase], lexicon: Lexicon) -> int | None:
    """`; on 5 February, 150`, `and 100 more in March`: where a figure with a time goes on without a verb.

    It is the first such part after the time of the hand-over that the verb tells.
    """
    figures = [n.first for n in mentions.numbers]
    for index in range(phrases[0].last, mentions.sentence.last - 2):
        joint = text.lowers[index] == ";" or lexicon.has("grammar.clauses.after_comma", text.lowers[index])
        if not joint and not (text.lowers[index] == "," and _is_time_next(phrases, index)):
            continue
        part = range(index + 1, index + PART_REACH + 1)
        if any(p.first in part for p in phrases) and any(f in part for f in figures):
            return index + 1
    return None


def _find_day_after(text: Text, mentions: Mentions, lexicon: Lexicon) -> int | None:
    """`..., a day after Kyiv had received 50 bodies`: where the hand-over is told after which another one was."""
    for index in mentions.where("grammar.clauses.after"):
        if not is_span_of_time(text, index - 2, lexicon):
            continue
        counted = any(index < group.first and group.count for group in mentions.groups)
        if counted and any(index < verb.index for verb in mentions.verbs):
            return index - 2
    return None


def is_span_of_time(text: Text, first: int, lexicon: Lexicon) -> bool:
    """`a day after`, `two weeks earlier`: how long before or after it was that what is told happened."""
    return lexicon.has("grammar.groups.time_units", text.word(first + 1).removesuffix("s"))


def is_earlier_time(text: Text, first: int, lexicon: Lexicon) -> bool:
    """`Six days before, ...`, `a day after they had ...`: an earlier time at the head of a clause."""
    if is_span_of_time(text, first, lexicon):
        return True
    if "before" not in text.lowers[first + 1 : first + TIME_REACH]:
        return False
    return any(
        text.lowers[index : index + 2] == ["before", ","]
        and lexicon.has("grammar.groups.time_units", text.lowers[index - 1].removesuffix("s"))
        for index in range(first + 1, first + TIME_REACH)
    )


def _deeds(mentions: Mentions) -> list[int]:
    """Where words stand that may tell of a hand-over, also by figures: `20 a side`."""
    return [*_told_by_words(mentions), *(start for start, _ in mentions.cues.spans(EACH))]


def _told_by_words(mentions: Mentions) -> list[int]:
    """Where verbs and nouns stand that may tell of a hand-over."""
    verbs = [verb.index for verb in mentions.verbs if not verb.noun]
    return [*verbs, *(start for start, _ in mentions.cues.spans(DEED))]


def _joints(text: Text, mentions: Mentions, phrases: list[DatePhrase], lexicon: Lexicon) -> Iterator[int]:
    """The tokens at which a clause may begin: after a semicolon, at `and` and the like, at `in May 2020, when`."""
    when, after_comma = (lexicon.words[f"grammar.clauses.{name}"] for name in JOINTS)
    places = {*mentions.where("grammar.clauses.joints"), *(i + 1 for i in mentions.indices(SEMICOLON))}
    for index in sorted(places & set(range(mentions.sentence.first + 1, mentions.sentence.last - 1))):
        word, before = text.lowers[index], text.lowers[index - 1]
        if word in when:
            yield from (p.first for p in phrases if p.last == index - 1 and before == ",")
        elif before == ";" or (before == "," and word in after_comma):
            yield index


def _is_time_next(phrases: list[DatePhrase], index: int) -> bool:
    return any(0 < p.first - index <= 2 for p in phrases)


def _is_pointed_at(text: Text, index: int, lexicon: Lexicon) -> bool:
    """Whether the time is that of a hand-over to which the one before is likened: `since May`, `as they did in May`."""
    before = text.lowers[max(0, index - 2) : index]
    return lexicon.has_any("grammar.clauses.since", before)


def _wording(text: Text, phrase: DatePhrase) -> str:
    return " ".join(text.lowers[phrase.first : phrase.last])
