"""Which of a sentence's dates is that of the hand-over, and which that of the report or of something else.

Belongs here: choosing among the dates of one sentence. Not here: finding and resolving dates (`mentions/dates.py`),
choosing among sentences (`events/slots.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Sentence, Text
from assets.extract.mentions.dates import DateMention
from assets.extract.mentions.mentions import Mentions
from assets.extract.mentions.names import dateline_end
from assets.extract.mentions.triggers import Trigger

FAR = 99  # tokens; further than anything is told together
SAID_REACH, TOLD_REACH = 2, 4  # tokens between a verb of speech and the day on which it was said
SPEAKER_REACH = 14  # the same past a long name: "said the International Committee of the Red Cross (ICRC) on Friday"
APART = 8  # tokens between a hand-over and a date from which a date near a verb of speech is that of the speech
OPENING_REACH = 2  # tokens before a date at the head of its sentence: "But on Sunday"
OPENING_SUBJECT = 4  # tokens before the day of a subject: "A similar deal on June 12"
FRONTED_REACH = 24  # tokens between such a date and the hand-over
TOLD_BEFORE = 8  # tokens between a verb of speech and its day: "told an online briefing on Monday that"
DECIDED_REACH = 2  # tokens between a decision and the day on which it was taken: "called off on Tuesday"
OCCASION_REACH = 6  # tokens between "ahead of" and the day of an occasion
DEAL_NOUN_REACH = 3  # tokens between "deal" and "reached last month"
DEAL_REACH = 5  # the same with what was decided between them: "initialled a paper on Sunday"
PUT_OFF_REACH = 4  # tokens between "put off" and the new day
BEGINNING_REACH = 10  # tokens between an exchange and "began"
HAPPENING_REACH = 12  # tokens between "arrested" and its date
AFTER_REACH = 6  # tokens between "a day after" and the hand-over that was then: "a day after Russia released her"
YEAR_REACH = 10  # tokens between a hand-over and the year of it: "exchanged in Berlin for Rudolf Abel in 1962"
LIFE_REACH = 16  # tokens between "who" and a date of the same clause: "who left for Cairo with her sister in May"
CLAUSE_ENDS = frozenset((",", ";", ":", "-", "(", ")"))
DESCRIBING_REACH = 3  # tokens: "captured Indian air force pilot"
DAY_BONUS = 3  # a day is preferred to a month or a year that is up to so many tokens nearer


def choose_dates(
    text: Text, mentions: Mentions, dates: list[DateMention], triggers: list[Trigger], lexicon: Lexicon
) -> tuple[DateMention | None, DateMention | None]:
    """The date of the hand-over and the date on which it was reported, each None where the sentence has none."""
    if not dates:
        return None, None
    sentence, speech = mentions.sentence, mentions.where("speech.verbs")
    indices = [t.index for t in triggers if t.tells] or [t.index for t in triggers]
    dateline = dateline_end(text, sentence)
    best: tuple[int, DateMention] | None = None
    reported: DateMention | None = None
    open_days: list[DateMention] = []
    for mention in dates:
        if mention.last <= dateline or mention.since or _is_year_aside(sentence, mention, triggers):
            continue
        if mention.kind == "days_after" and not any(0 <= i - mention.last <= AFTER_REACH for i in indices):
            continue
        to_trigger = _distance(mention, indices)
        told_with = _told_with(text, mention, speech)
        to_speech = min((_words_from_speech(text, mention, i, lexicon) for i in told_with), default=FAR)
        if (to_speech <= SAID_REACH and to_trigger > to_speech) or (to_speech <= TOLD_REACH and to_trigger > APART):
            reported = reported or mention
            continue
        if _is_of_speech(text, sentence, dateline, mention, indices, lexicon) or _is_of_announcement(
            text, sentence, mention, lexicon
        ):
            reported = reported or mention
            continue
        if _is_of_another_day(text, sentence, mention, triggers, lexicon):
            continue
        score = to_trigger - (DAY_BONUS if mention.precision == "day" else 0)
        if mention.precision == "day":
            open_days.append(mention)
        if best is None or score < best[0]:
            best = (score, mention)
    return _finer(best[1], open_days) if best is not None else None, reported


def _finer(chosen: DateMention, days: list[DateMention]) -> DateMention:
    """`A first exchange in 2025 was announced on Wednesday`: of a year the day in it that is told as well."""
    if chosen.precision != "year" or chosen.start is None or chosen.end is None:
        return chosen
    within = (d for d in days if d.start is not None and chosen.start <= d.start <= chosen.end)
    return next(within, chosen)


def _told_with(text: Text, mention: DateMention, speech: Iterable[int]) -> list[int]:
    """The verbs of speech that a date can belong to: `took place in June, say the organisers` is not said in June."""
    return [i for i in speech if i < mention.last or "," not in text.lowers[mention.last : i]]


def _is_year_aside(sentence: Sentence, mention: DateMention, triggers: list[Trigger]) -> bool:
    """`lured to Caracas in 2017`: a year far from every word of hand-over, and not at the head of its sentence."""
    if mention.kind != "year":
        return False
    near = any((t.strong or t.mutual) and _distance(mention, [t.index]) <= YEAR_REACH for t in triggers)
    return not near and mention.first - sentence.first > OPENING_REACH


def _is_of_speech(
    text: Text, sentence: Sentence, dateline: int, mention: DateMention, indices: Sequence[int], lexicon: Lexicon
) -> bool:
    """`Last Thursday its spokesman announced ...`, `told a briefing on Monday that ...`: when it was told."""
    opens = mention.first - dateline <= OPENING_REACH
    after = range(mention.last, min([*(i for i in indices if i >= mention.last), sentence.last]))
    if opens and after and not any(i < mention.first for i in indices):
        told = lexicon.where("grammar.dates.telling", text.lowers, after.start, after.stop)
        if told and told[0] - mention.last <= TOLD_BEFORE and text.word(told[0] + 1) == "that":
            return True
        if len(after) <= FRONTED_REACH:
            return bool(told) and "," not in text.lowers[told[0] : after.stop]
    low = max(sentence.first, mention.first - TOLD_BEFORE)
    return (
        lexicon.has("grammar.dates.told", text.word(mention.last))
        and bool(lexicon.where("grammar.dates.telling", text.lowers, low, mention.first))
        and not any(low <= i < mention.first for i in indices)
    )


def _words_from_speech(text: Text, mention: DateMention, index: int, lexicon: Lexicon) -> int:
    """How far a day stands from a verb of speech, past the name of who speaks: `said the Red Cross on Friday`."""
    far = min(abs(mention.first - index), abs(mention.last - 1 - index))
    if not 0 < mention.first - index <= SPEAKER_REACH:
        return far
    between = range(index + 1, mention.first)
    small = (text.lowers[i] for i in between if not text.words[i][0].isupper())
    return 1 if all(lexicon.has("grammar.dates.of_speaker", word) for word in small) else far


def _distance(mention: DateMention, indices: Iterable[int]) -> int:
    return min((min(abs(mention.first - i), abs(mention.last - 1 - i)) for i in indices), default=FAR)


def _is_of_announcement(text: Text, sentence: Sentence, mention: DateMention, lexicon: Lexicon) -> bool:
    """`announced the exchange on Wednesday`: when it was told of, and done by then where it is told as done."""
    index = _verb_before(text, sentence, mention, lexicon)
    return lexicon.has("grammar.dates.announcing", text.word(index))


def _is_of_decision(text: Text, sentence: Sentence, mention: DateMention, lexicon: Lexicon) -> bool:
    """`agreed on Wednesday to swap`, `was called off on Tuesday`: the day on which it was decided.

    But `brought to the agreed place on Wednesday`.
    """
    before = range(max(sentence.first, mention.first - DECIDED_REACH), mention.first + 1)
    decided = (i for i in before if lexicon.has("grammar.dates.deciding", text.lowers[i]))
    if any(text.word(i - 1) != "the" for i in decided) or lexicon.has(
        "grammar.dates.reaching", text.word(mention.last)
    ):
        return True
    return lexicon.has("grammar.dates.deciding", text.word(_verb_before(text, sentence, mention, lexicon)))


def _verb_before(text: Text, sentence: Sentence, mention: DateMention, lexicon: Lexicon) -> int:
    """The word before a date, past what was decided, where and by whom: `agreed in Istanbul on June 2`."""
    for index in range(mention.first - 1, max(sentence.first, mention.first - DEAL_REACH) - 1, -1):
        if not (lexicon.has("grammar.dates.decided", text.lowers[index]) or text.words[index][0].isupper()):
            return index
    return -1


def is_new_day(text: Text, start: int, first: int, lexicon: Lexicon) -> bool:
    """`put off until Saturday`, `rescheduled for Thursday`: the day that took the place of another one."""
    before = text.lowers[max(start, first - PUT_OFF_REACH) : first + 1]
    return lexicon.has_any("grammar.dates.put_off", before) and lexicon.has_any("grammar.dates.new_day", before)


def _is_of_another_day(
    text: Text, sentence: Sentence, mention: DateMention, triggers: list[Trigger], lexicon: Lexicon
) -> bool:
    """Whether the date is that of a decision, of something else, or one on which it was not."""
    return (
        _is_put_aside(text, mention, lexicon)
        or _is_still_ahead(text, sentence, mention, lexicon)
        or _is_of_talks(text, mention, lexicon)
        or _is_of_life(text, sentence, mention, triggers, lexicon)
        or _is_of_decision(text, sentence, mention, lexicon)
        or (
            not _is_subject(sentence, mention, triggers)
            and _is_of_something_else(text, sentence, mention, triggers, lexicon)
        )
    )


def _is_put_aside(text: Text, mention: DateMention, lexicon: Lexicon) -> bool:
    """`instead of Monday`: the day on which it was not."""
    return lexicon.has_any("grammar.dates.instead", text.lowers[max(0, mention.first - 2) : mention.first])


def _is_still_ahead(text: Text, sentence: Sentence, mention: DateMention, lexicon: Lexicon) -> bool:
    """`days before Easter on April 19`, `ahead of the summit on Friday`: the day of what is to come after."""
    for position in range(mention.first - 1, max(sentence.first, mention.first - OCCASION_REACH) - 1, -1):
        if lexicon.has("grammar.dates.ahead_of", text.lowers[position]):
            return position < mention.first - 1
        named = text.words[position][0].isupper() or lexicon.has("grammar.dates.occasions", text.lowers[position])
        if not (named or lexicon.has("grammar.dates.before_occasion", text.lowers[position])):
            return False
    return False


def _is_of_talks(text: Text, mention: DateMention, lexicon: Lexicon) -> bool:
    """`the deal, reached last month`, `last month's negotiations`: when they talked and when they came to terms."""
    if text.word(mention.last) == "'s":
        return lexicon.has("mediation.words.talks", text.word(mention.last + 1))
    verb = mention.first - 1 - lexicon.has("grammar.dates.before_date", text.word(mention.first - 1))
    before = text.lowers[max(0, verb - DEAL_NOUN_REACH) : verb]
    return lexicon.has("grammar.dates.reaching", text.word(verb)) and any(
        lexicon.has("exchange_nouns.deal", word) for word in before
    )


def _is_of_life(
    text: Text, sentence: Sentence, mention: DateMention, triggers: Sequence[Trigger], lexicon: Lexicon
) -> bool:
    """`Omar Said, who in March had crossed the line by mistake`: what a clause tells about people."""
    for position in range(mention.first - 1, max(sentence.first, mention.first - LIFE_REACH) - 1, -1):
        word = text.lowers[position]
        if lexicon.has("grammar.relatives_of_people", word):
            end = next((i for i in range(mention.last, sentence.last) if text.lowers[i] in CLAUSE_ENDS), sentence.last)
            return not any(position < t.index < end for t in triggers)
        if word in CLAUSE_ENDS:
            return False
    return False


def _is_of_something_else(
    text: Text, sentence: Sentence, mention: DateMention, triggers: list[Trigger], lexicon: Lexicon
) -> bool:
    """`arrested in September 2024`: the date of something else that befell the people."""
    handovers = {t.index for t in triggers}
    for position in range(mention.first - 1, max(sentence.first, mention.first - HAPPENING_REACH) - 1, -1):
        word = text.lowers[position]
        if lexicon.has("grammar.dates.taking", word) and not lexicon.has(
            "grammar.dates.not_capture", text.lowers[position + 1]
        ):
            return True
        if position in handovers:
            return False
        if word == "war" and "of" in text.lowers[max(0, position - 2) : position]:
            continue  # `prisoners of war`, `the biggest exchange of the war`
        if word == "dead" and not lexicon.has("modal.be", text.word(position - 1)):
            continue  # `the bodies of its dead`
        if _describes_people(text, position, mention.first, lexicon):
            continue  # `captured soldiers`, `the captured Indian pilot`, `the Cold War`
        begins = lexicon.has("grammar.dates.beginning", word)
        if begins and _begins_exchange(text, sentence, position, triggers, lexicon):
            return False
        if lexicon.has("harmed", word) or lexicon.has("grammar.dates.other_happenings", word):
            return True
    return False


def _is_subject(sentence: Sentence, mention: DateMention, triggers: list[Trigger]) -> bool:
    """`A similar deal on June 12 freed 15`: a day in the first words, right before the verb of hand-over."""
    opens = mention.first - sentence.first <= OPENING_SUBJECT
    return opens and any(t.verb is not None and t.index == mention.last for t in triggers)


def _describes_people(text: Text, position: int, last: int, lexicon: Lexicon) -> bool:
    """Whether a word stands before a noun for people, or is part of a name."""
    if text.words[position][0].isupper() and text.words[position - 1][0].isupper():
        return True
    for index in range(position + 1, min(last, position + 1 + DESCRIBING_REACH)):
        if any(True for _ in lexicon.people.at(text.lowers, index, last)):
            return True
        if not text.words[index][0].isupper():
            return False
    return False


def _begins_exchange(text: Text, sentence: Sentence, position: int, triggers: list[Trigger], lexicon: Lexicon) -> bool:
    """`The exchange between them began on Friday`, `It began on`: what began is the hand-over; a war may begin, too."""
    if lexicon.has("grammar.triggers.pronouns", text.lowers[sentence.first]):
        return True
    return any(t.verb is None and t.mutual and 0 < position - t.index <= BEGINNING_REACH for t in triggers)
