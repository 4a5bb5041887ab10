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
from assets.extract.mentions.numbers import Number
from assets.extract.mentions.turns import find_turn, find_whole

TIME_REACH = 6  # tokens between the beginning of a clause and its time: "and in the second, on Saturday, ..."
HEAD_REACH = 1  # tokens before a time that opens a clause: "; in December 44 came home"
PART_REACH = 4  # tokens up to the figure of a part without a verb: "and the last 40 in July"
OPENING_REACH = 3  # tokens between them and its time, where the time comes first: "; on 5 February, 150"
LATE_REACH = 10  # tokens between them and its figure then: "and later in May, for the feast, 15"
TIME_AFTER = 10  # tokens between its figure and its time: "another 100, with three civilians, on July 3"
SEMICOLON = frozenset(";")
SEPARATORS = frozenset(",;")
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
    if elliptic is not None:
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
    """`; on 5 February, 150`, `, 20 on October 13`, `and 100 more in March`: a figure with a time, and no verb.

    It is the first such part after the time of the hand-over that the verb tells.
    """
    figures = [n.first for n in mentions.numbers if not _is_of_those(text, n, lexicon)]
    verbs = [verb.index for verb in mentions.verbs if not verb.noun]
    for index in range(phrases[0].last, mentions.sentence.last - 2):
        word = text.lowers[index]
        if word not in SEPARATORS and not lexicon.has("grammar.clauses.after_comma", word):
            continue
        time = next((p for p in phrases if p.first > index), None)
        if time is None:
            return None
        if any(p.last == index for p in phrases) and time.first == index + 1:
            continue  # `on Saturday, September 28`
        end = next((i for i in mentions.indices(SEMICOLON) if i > index), mentions.sentence.last)
        if _has_figure(text, index, time, figures, lexicon) and not any(index < verb < end for verb in verbs):
            return index + 1
    return None


def _has_figure(text: Text, joint: int, time: DatePhrase, figures: list[int], lexicon: Lexicon) -> bool:
    """Whether people are counted at the head of a part and its time follows, or behind a time at its head."""
    for figure in figures:
        if joint < figure <= joint + PART_REACH and 0 < time.first - figure <= TIME_AFTER:
            part = text.lowers[joint + 1 : time.first]
            of_next = lexicon.has_any("grammar.clauses.after_comma", part[-OPENING_REACH:])
            return not of_next and not lexicon.has_any("grammar.lists.clauses", part)
        if time.first - joint <= OPENING_REACH and time.last <= figure <= joint + LATE_REACH:
            return True
    return text.lowers[joint] == ";" and time.first - joint <= TIME_REACH


def _is_of_those(text: Text, number: Number, lexicon: Lexicon) -> bool:
    """`20, 15 of them women`, `one of the hostages`: some of those told of before."""
    of_them = lexicon.has("grammar.subsets.of_them", " ".join(text.lowers[number.last : number.last + 2]))
    return of_them or (number.value == 1 and text.word(number.last) == "of")


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


def _is_pointed_at(text: Text, index: int, lexicon: Lexicon) -> bool:
    """Whether the time is that of a hand-over to which the one before is likened: `since May`, `as they did in May`."""
    before = text.lowers[max(0, index - 2) : index]
    return lexicon.has_any("grammar.clauses.since", before)


def _wording(text: Text, phrase: DatePhrase) -> str:
    return " ".join(text.lowers[phrase.first : phrase.last])
