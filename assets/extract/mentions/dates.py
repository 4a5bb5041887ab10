"""Dates that a sentence tells, as intervals: stated in full, without a year, or relative to the day of publication.

Belongs here: resolving date phrases. A phrase that cannot be resolved (a weekday in a report without publication date)
keeps its words and has no interval. Not here: finding the phrases (`date_phrases.py`), which date is that of the
hand-over (`statements/handover_dates.py`).
"""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import date, timedelta

from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Sentence, Text
from assets.extract.mentions.clauses import is_span_of_time
from assets.extract.mentions.date_phrases import DAYS_OF_WEEK, MONTHS_OF_YEAR, DatePhrase, merge_phrases
from assets.extract.mentions.date_ranges import join_ranges
from assets.extract.mentions.mentions import Mentions
from assets.extract.records import record

SOON_DAYS = 20  # a day and month this little ahead is not last year's, however the sentence is put
DAYS_BACK = {"today": 0, "in_the_day": 0, "yesterday": 1, "day_before": 1, "before_yesterday": 2, "tomorrow": -1}
DAYS_OF_SPEECH = frozenset(("weekday", "day_month", "full", "yesterday"))
DAYS_BACK_IN_SPEECH = frozenset(("today", "yesterday", "tomorrow"))
QUOTES = frozenset(('"', "“", "”", "«", "„"))
HOLIDAY_DAYS = 7  # days before the report in which a feast is meant that other countries keep on other days
NEAR_DAYS = 60  # a day written in figures is one of the weeks before the report
LONGEST_RANGE = 62  # days; an exchange in stages may last for weeks
LONGEST_FULL_RANGE = 184  # days; and for months where the year is told, too
NEEDS_ANOTHER_DAY = frozenset(("days_after", "days_later", "days_earlier", "same_day", "next_day"))
FROM_ANOTHER_DAY = NEEDS_ANOTHER_DAY | {"day_before", "in_the_day"}
DAYS_FROM = {"same_day": 0, "in_the_day": 0, "next_day": -1}  # days back from the other day; else as many as are told
HEAD_REACH = 3  # tokens before a phrase at the head of its sentence: "But on that Sunday"
TENSE_REACH = 10  # tokens between a day and the verb of its clause
DAYS_AFTER = frozenset(("next_day", "days_after"))
ANOTHER_REACH = 3  # tokens of "after the one" before its time
SATURDAY = 5
MONTHS_AHEAD = 6  # a month further ahead is rather the one that is past: "the plan that failed in February"
LONG_AGO = 182  # days; what is to come is not so long past
VERB_REACH = 4  # tokens of "will be freed in" before its month
JUST_PAST = 31  # days; what "will be" may have been told so long before the report
UPCOMING_DAYS = 120  # "on December 29" said on the 28th is the coming one; further ahead the phrase means last year's


@record
class DateMention:
    """A date phrase: tokens, interval (None if it cannot be resolved), precision and basis."""

    first: int
    last: int
    start: date | None
    end: date | None
    precision: str  # day, month, year, unknown
    basis: str  # stated, relative
    kind: str  # that of the phrase
    since: bool = False
    calendar: tuple[int, int] | None = None  # month and day of a phrase that tells both
    amount: int | None = None
    previous: bool = False  # `the previous Saturday`


def find_dates(
    mentions: Mentions, published: date | None, *, future: bool = False, before: date | None = None
) -> list[DateMention]:
    """All dates of the sentence, in order.

    Args:
        mentions: those of the sentence.
        published: the day that relative phrases and missing years are resolved against.
        future: whether the sentence speaks of what is to come ("will be exchanged on Monday").
        before: the day that the report told last before the sentence, for "the day before" and "that day".
    """
    if not mentions.date_phrases:
        return []
    text, sentence, lexicon = mentions.text, mentions.sentence, mentions.lexicon
    phrases = join_ranges(text, merge_phrases(text, mentions.date_phrases, lexicon), lexicon)
    phrases = [_on_that_day(text, _in_that_year(text, phrase, before, lexicon), before) for phrase in phrases]
    if sentence.part and phrases[0].kind in DAYS_AFTER and is_span_of_time(text, sentence.first, lexicon):
        amount = phrases[0].amount or 1  # `60 were exchanged, a day after 50 had been freed`
        phrases[0] = replace(phrases[0], kind="days_earlier", amount=amount)
    found = [_resolved(text, sentence, phrase, published, lexicon, future=future) for phrase in phrases]
    return _from_another_day(_on_day_of_speech(text, _in_year_beside(text, found, lexicon)), sentence.first, before)


def _on_day_of_speech(text: Text, found: list[DateMention]) -> list[DateMention]:
    """`announced on Friday: "Today 46 came home."`: what a quote calls today is the day on which it was said."""
    told = found[0] if found else None
    if told is None or told.start is None or len(found) == 1 or told.kind not in DAYS_OF_SPEECH:
        return found
    result = [told]
    for mention in found[1:]:
        quoted = mention.kind in DAYS_BACK_IN_SPEECH and not QUOTES.isdisjoint(text.words[told.last : mention.first])
        day = told.start - timedelta(days=DAYS_BACK[mention.kind]) if quoted else mention.start
        result.append(replace(mention, start=day, end=day) if quoted else mention)
    return result


def _in_that_year(text: Text, phrase: DatePhrase, before: date | None, lexicon: Lexicon) -> DatePhrase:
    """`September 6 of that year`: of the year told before."""
    following = " ".join(text.lowers[phrase.last : phrase.last + 3])
    if before is None or phrase.year is not None or not lexicon.has("grammar.dates.of_that_year", following):
        return phrase
    until = replace(phrase.until, year=before.year) if phrase.until is not None else None
    return replace(phrase, year=before.year, until=until)


def _on_that_day(text: Text, phrase: DatePhrase, before: date | None) -> DatePhrase:
    """`On that Sunday`: the day told before, where it was one."""
    if before is None or phrase.kind != "weekday" or text.word(phrase.first - 1) != "that":
        return phrase
    return replace(phrase, kind="same_day") if phrase.weekday == before.weekday() else phrase


def _in_year_beside(text: Text, found: list[DateMention], lexicon: Lexicon) -> list[DateMention]:
    """`Late in 2016, on 27 December`: a day without a year, in a report without a date, is of the year beside it."""
    told = [m for m in found if m.kind == "year" and m.start is not None]
    if not told or lexicon.has("grammar.dates.other_happenings", text.word(told[0].first - 1)):
        return found  # `the war of 1991`
    years = [m.start.year for m in told if m.start is not None]
    result = []
    for mention in found:
        day = safe_date(years[0], *mention.calendar) if mention.start is None and mention.calendar else None
        result.append(replace(mention, start=day, end=day, precision="day") if day else mention)
    return result


def _from_another_day(found: list[DateMention], first: int, before: date | None) -> list[DateMention]:
    """`confirmed on Wednesday that it had freed them a day earlier`: days before the one told beside it, or before.

    `first` is the first token of the sentence.
    """
    result = []
    for mention in found:
        if mention.previous and (day := _anchor_of(mention, found, first, before)) is not None:
            result.append(_week_before(mention, day))
        elif mention.kind not in FROM_ANOTHER_DAY:
            result.append(mention)
        elif (anchor := _anchor_of(mention, found, first, before)) is not None:
            result.append(_days_from(mention, anchor))
        elif mention.kind not in NEEDS_ANOTHER_DAY:
            result.append(mention)
    return result


def _anchor_of(mention: DateMention, found: list[DateMention], first: int, before: date | None) -> date | None:
    """The day that a phrase counts from: one told before it; at the head of a sentence rather that of another one."""
    days = [m for m in found if m.kind not in FROM_ANOTHER_DAY and m.precision == "day" and m is not mention]
    if before is not None and mention.kind != "days_after" and mention.first - first <= HEAD_REACH:
        days = [m for m in days if m.first < mention.first]
    return next((m.start for m in days), before)


def _days_from(mention: DateMention, anchor: date) -> DateMention:
    amount = mention.amount or 1
    back = DAYS_FROM.get(mention.kind, -amount if mention.kind == "days_later" else amount)
    day = anchor - timedelta(days=back)
    return replace(mention, start=day, end=day, precision="day")


def _week_before(mention: DateMention, anchor: date) -> DateMention:
    """`freed ten on Wednesday, after five the previous Friday`: the last such day before the one told."""
    if mention.start is None:
        return mention
    back = (anchor.weekday() - mention.start.weekday() - 1) % DAYS_OF_WEEK + 1
    day = anchor - timedelta(days=back)
    return replace(mention, start=day, end=day)


def _resolved(
    text: Text, sentence: Sentence, phrase: DatePhrase, published: date | None, lexicon: Lexicon, *, future: bool
) -> DateMention:
    if phrase.years_back is not None and published is not None:
        phrase = replace(phrase, year=published.year - phrase.years_back)
    future = future and not _is_past_there(text, sentence, phrase, lexicon)
    following = lexicon.has("grammar.dates.following", text.word(phrase.first - 1))
    if phrase.kind in {"weekday", "weekend"} and following:
        phrase, future = replace(phrase, following=True), True
    stated = phrase.kind in {"full", "day_month", "year"} or (phrase.kind == "month" and phrase.year is not None)
    start, end, precision = _interval(phrase, published, future=future)
    if future and start is not None and published is not None and published - start > timedelta(days=JUST_PAST):
        phrase = _in_year_to_come(text, sentence, phrase, start.year, lexicon)
        start, end, precision = _interval(phrase, published, future=future)
    if phrase.until is not None and start is not None:
        last = _day(phrase.until, published, future=future)
        longest = LONGEST_FULL_RANGE if phrase.kind == "full" else LONGEST_RANGE
        end = last if last is not None and start <= last <= start + timedelta(days=longest) else end
    first = phrase.first
    if first > sentence.first and lexicon.has("grammar.dates.before_date", text.lowers[first - 1]):
        first -= 1
    return DateMention(
        first,
        phrase.last,
        start,
        end,
        precision if start else "unknown",
        "stated" if stated else "relative",
        phrase.kind,
        since=text.lowers[first] == "since" or _is_of_another(text, sentence, first, lexicon),
        calendar=(phrase.month, phrase.day) if phrase.month and phrase.day else None,
        amount=phrase.amount,
        previous=phrase.kind == "weekday" and lexicon.has("grammar.dates.previous", text.word(phrase.first - 1)),
    )


def _in_year_to_come(text: Text, sentence: Sentence, phrase: DatePhrase, past: int, lexicon: Lexicon) -> DatePhrase:
    """`will be freed in July`, told in November: the next July, and not that of the `past` year."""
    before = _up_to_pause(text.lowers[max(sentence.first, phrase.first - VERB_REACH) : phrase.first][::-1], lexicon)
    coming = lexicon.has_any("modal.future", before) or lexicon.has_any("grammar.dates.ahead", before)
    if phrase.year is not None or phrase.month is None or not coming:
        return phrase
    until = phrase.until and replace(phrase.until, year=phrase.until.year or past + 1)
    return replace(phrase, year=past + 1, until=until)


def _is_of_another(text: Text, sentence: Sentence, first: int, lexicon: Lexicon) -> bool:
    """`the first exchange after that of August`: the time of the one before."""
    return any(
        " ".join(text.lowers[start:first]) in lexicon.words["grammar.dates.after_another"]
        for start in range(max(sentence.first, first - ANOTHER_REACH), first)
    )


def _is_past_there(text: Text, sentence: Sentence, phrase: DatePhrase, lexicon: Lexicon) -> bool:
    """`whom they should have freed on Saturday`, `On Friday 390 had gone each way`: past, whatever else is to come."""
    if phrase.kind != "weekday":
        return False
    before = _up_to_pause(text.lowers[max(sentence.first, phrase.first - TENSE_REACH) : phrase.first][::-1], lexicon)
    after = _up_to_pause(text.lowers[phrase.last : min(sentence.last, phrase.last + TENSE_REACH)], lexicon)
    opens = phrase.first - sentence.first <= HEAD_REACH
    if "had" in before or (opens and "had" in after):
        return True
    goes_on = lexicon.has_any("modal.future", text.lowers[phrase.last : sentence.last])
    if (lexicon.words["grammar.dates.should_have"] <= {*before} and not goes_on) or lexicon.has_any(
        "grammar.dates.missed", after
    ):
        return True
    settled = lexicon.has_any("grammar.dates.ahead", before) or lexicon.has_any("modal.future", before)
    return not settled and not {"to", "set"} & {*before} and lexicon.has_any("grammar.was", before)


def _up_to_pause(words: list[str], lexicon: Lexicon) -> list[str]:
    return words[: next((i for i, word in enumerate(words) if lexicon.has("grammar.pauses", word)), len(words))]


def _interval(phrase: DatePhrase, published: date | None, *, future: bool) -> tuple[date | None, date | None, str]:
    if phrase.kind == "year" and phrase.year:
        return date(phrase.year, 1, 1), date(phrase.year, 12, 31), "year"
    if phrase.kind == "month" and phrase.month:
        year = phrase.year or _year_of_month(phrase.month, published, future=future)
        if year is None:
            return None, None, "unknown"
        return (
            date(year, phrase.month, 1),
            date(year, phrase.month, calendar.monthrange(year, phrase.month)[1]),
            "month",
        )
    if published is not None and (months := _months_back(phrase, future=future)) is not None:
        index = published.year * 12 + published.month - 1 - months
        year, month = divmod(index, 12)
        if phrase.day is not None:
            day = safe_date(year, month + 1, phrase.day)
            return day, day, "day" if day else "unknown"
        return date(year, month + 1, 1), date(year, month + 1, calendar.monthrange(year, month + 1)[1]), "month"
    if published is not None and phrase.kind in {"last_year", "years_ago"}:
        year = published.year - (phrase.amount or 1)
        return date(year, 1, 1), date(year, 12, 31), "year"
    day = _day(phrase, published, future=future)
    if day is not None and phrase.kind == "weekend":
        return day, day + timedelta(days=1), "day"
    return day, day, "day" if day else "unknown"


def _months_back(phrase: DatePhrase, *, future: bool) -> int | None:
    """How many months before that of the report a phrase such as `last month` means; negative ones are to come."""
    if phrase.kind == "months_ago":
        return phrase.amount
    if phrase.kind == "months_ahead":
        return -(phrase.amount or 0) if future else None
    return {"last_month": 1, "this_month": 0, "next_month": -1}.get(phrase.kind)


def _year_of_month(month: int, published: date | None, *, future: bool) -> int | None:
    if published is None:
        return None
    if future:
        return published.year + (month + MONTHS_OF_YEAR - published.month <= MONTHS_AHEAD)
    return published.year if month <= published.month else published.year - 1


def _day(phrase: DatePhrase, published: date | None, *, future: bool) -> date | None:
    if phrase.day and phrase.month:
        return _calendar_day(phrase, published, future=future)
    if published is None:
        return None
    if phrase.kind == "days_ago":
        return published - timedelta(days=phrase.amount or 0)
    if phrase.kind in DAYS_BACK:
        return published - timedelta(days=DAYS_BACK[phrase.kind])
    if phrase.kind == "day_of_month" and phrase.day is not None:
        return _day_of_month(phrase.day, published)
    if phrase.kind == "holiday":
        return _last_holiday(phrase, published)
    if phrase.kind == "weekend":
        back = (published.weekday() - SATURDAY) % 7
        return published + timedelta(days=7 - back if future and back > 1 else -back)
    if phrase.kind == "weekday" and phrase.weekday is not None:
        back = (published.weekday() - phrase.weekday) % 7
        if future:
            return published + timedelta(days=7 - back if phrase.following or back else 0)
        return published - timedelta(days=back)
    return None


def _last_holiday(phrase: DatePhrase, published: date) -> date | None:
    """The last day of a feast before the report, where it lies right before it."""
    days = [safe_date(year, month, day) for year in {published.year, published.year - 1} for month, day in phrase.days]
    near = [day for day in days if day is not None and 0 <= (published - day).days <= HOLIDAY_DAYS]
    return max(near, default=None)


def _day_of_month(day: int, published: date) -> date | None:
    """`on the 18th`: the last one up to the report."""
    index = published.year * 12 + published.month - 1 - (day > published.day)
    return safe_date(index // 12, index % 12 + 1, day)


def _likelier(phrase: DatePhrase, published: date | None) -> date | None:
    """Of 6 December and 12 June the last one up to the report, where only one lies near it."""
    if published is None:
        return None
    readings = {
        safe_date(phrase.year or 0, *order) for order in ((phrase.month, phrase.day), (phrase.day, phrase.month))
    }
    near = [day for day in readings if day is not None and 0 <= (published - day).days <= NEAR_DAYS]
    return near[0] if len(near) == 1 else None


def _calendar_day(phrase: DatePhrase, published: date | None, *, future: bool) -> date | None:
    year = phrase.year
    if phrase.either and phrase.day != phrase.month:
        return _likelier(phrase, published)
    if year is None:
        if published is None:
            return None
        year = published.year
        ahead = safe_date(year, phrase.month, phrase.day)
        if ahead and future and timedelta(days=LONG_AGO) < published - ahead:
            year += 1  # `on January 20`, said in December
        elif ahead and ahead > published + timedelta(days=UPCOMING_DAYS if future else SOON_DAYS):
            year -= 1
    return safe_date(year, phrase.month, phrase.day)


def safe_date(year: int, month: int | None, day: int | None) -> date | None:
    """The day, or None where the calendar has none such."""
    try:
        return date(year, month or 0, day or 0)
    except ValueError:
        return None
