"""Date phrases: the words of a sentence that tell a date, with the parts of the date that they give.

Belongs here: finding the phrases. Not here: which day they mean (`dates.py`).
"""

from __future__ import annotations

from dataclasses import replace

from assets.extract.language.lexicon import Lexicon
from assets.extract.language.text import Sentence, Text
from assets.extract.records import record

EARLIEST_YEAR, LATEST_YEAR = 1900, 2099
MONTHS_OF_YEAR, DAYS_OF_MONTH = 12, 31
MOST_AGO = 99  # more days or months than this ago no report says
DAYS_OF_WEEK = 7
MOST_WEEKS = 4  # more weeks than these are told in round figures: "eight weeks earlier"
HOLIDAY_REACH = 4  # tokens between "on" and a holiday: "on the country's Independence Day"
HEAD_REACH = 2  # tokens before an earlier time at the head of a sentence: "But a week earlier"
THIS_CENTURY = 2000  # of a year in two figures
CALENDAR_KINDS = frozenset(("full", "day_month"))


@record
class DatePhrase:
    """A date phrase at some tokens, with what it gives of a date; `until` is the end of a range of days.

    `kind` is full, day_month, day_of_month ("on the 18th"), month, year, weekday, one of the relative kinds ("today",
    "last_month"), holiday, on one of `days` (months and days), days_ago, months_ago and years_ago, so many as `amount`
    says, or days_after, days_later and days_earlier, so many from another day. `either`: day and month may be the other
    way round ("6/12/2021").
    """

    first: int
    last: int
    kind: str
    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    amount: int | None = None
    years_back: int | None = None
    following: bool = False
    either: bool = False
    days: tuple[tuple[int, int], ...] = ()
    until: DatePhrase | None = None


def find_phrases(text: Text, sentence: Sentence, begins: list[int], lexicon: Lexicon) -> list[DatePhrase]:
    """The date phrases of one sentence, in order; `begins` are the tokens at which one may begin."""
    lowers, taken = text.lowers, sentence.first
    phrases: list[DatePhrase] = []
    for index in begins:
        if index < taken:
            continue
        told = _from_figure if lowers[index][0].isdigit() else _from_word
        phrase = told(text, index, sentence, lexicon)
        if phrase is not None and phrase.first >= taken:
            phrases.append(phrase)
            taken = phrase.last
    return phrases


def _from_figure(text: Text, index: int, sentence: Sentence, lexicon: Lexicon) -> DatePhrase | None:
    return (
        _numeric(text, index, sentence.last)
        or _with_month(text, index, sentence, lexicon)
        or _day_alone(text, index, sentence, lexicon)
        or _feast(text, index, sentence.last, lexicon)
        or _year(text, index, sentence, lexicon)
    )


def _from_word(text: Text, index: int, sentence: Sentence, lexicon: Lexicon) -> DatePhrase | None:
    word = text.lowers[index]
    if lexicon.has("dates.named", word):  # a month or a weekday
        named = _with_month(text, index, sentence, lexicon) or _weekday(text, index, lexicon)
        if named is not None:
            return named
    return (
        (_relative(text, index, sentence.last, lexicon) if word in lexicon.relative else None)
        or (_ago(text, index, sentence, lexicon) if word == "ago" else None)
        or (_days_from(text, index, sentence, lexicon) if lexicon.has("dates.from_another", word) else None)
        or (_months_ahead(text, index, lexicon) if word == "months" else None)
        or _feast(text, index, sentence.last, lexicon)
    )


def merge_phrases(text: Text, phrases: list[DatePhrase], lexicon: Lexicon) -> list[DatePhrase]:
    """`Sunday, December 29`, `today, 15 June 2024`: one date told twice is one phrase."""
    merged: list[DatePhrase] = []
    for phrase in phrases:
        together = _as_one(merged[-1], phrase) if merged and _is_next(text, merged[-1], phrase, lexicon) else None
        if together is not None:
            merged[-1] = together
        else:
            merged.append(phrase)
    return merged


def _is_next(text: Text, left: DatePhrase, right: DatePhrase, lexicon: Lexicon) -> bool:
    """Whether at most one token and a comma stand between two phrases, and none that tells a range."""
    if lexicon.has("grammar.ranges", text.word(left.last)):
        return False
    return right.first - left.last <= 1 + (text.word(left.last) == ",")


def _as_one(left: DatePhrase, right: DatePhrase) -> DatePhrase | None:
    kinds = {left.kind, right.kind}
    if kinds & CALENDAR_KINDS and kinds & {"weekday", "today", "day_before"}:
        exact = right if right.kind in CALENDAR_KINDS else left
        return DatePhrase(left.first, right.last, exact.kind, exact.day, exact.month, exact.year)
    if kinds == {"weekday", "day_before"}:
        weekday = left.weekday if right.weekday is None else right.weekday
        return DatePhrase(left.first, right.last, "weekday", weekday=weekday)
    if left.kind == "day_of_month" and right.kind in {"this_month", "last_month"}:
        return replace(left, last=right.last, kind=right.kind)
    if right.kind == "last_year" and left.kind in {"month", "day_month"} and left.year is None:
        return replace(left, last=right.last, years_back=1)
    return None


def _month_at(text: Text, index: int, last: int, lexicon: Lexicon) -> tuple[int | None, int]:
    """The month that a token names and the token after it (and the point of its abbreviation)."""
    if index >= last or not text.words[index][:1].isupper():
        return None, index
    month = lexicon.data["dates"]["months"].get(text.lowers[index])
    return month, index + 1 + (month is not None and index + 1 < last and text.words[index + 1] == ".")


def day_at(text: Text, index: int, last: int, lexicon: Lexicon) -> tuple[int | None, int]:
    """The day of a month at a token, and the token after it and its ending."""
    if index >= last or len(text.words[index]) > 2 or not text.words[index].isdecimal():
        return None, index
    day, after = int(text.words[index]), index + 1
    if not 1 <= day <= DAYS_OF_MONTH:
        return None, index
    if after < last and lexicon.has("grammar.ordinal_endings", text.lowers[after]):
        after += 1
    return day, after


def _year_at(text: Text, index: int, last: int) -> tuple[int | None, int]:
    """The year at a token or after a comma there, and the token after it."""
    if index < last and text.words[index] == ",":
        index += 1
    if (
        index < last
        and len(text.words[index]) == len("2025")
        and text.words[index].isdecimal()
        and EARLIEST_YEAR <= int(text.words[index]) <= LATEST_YEAR
    ):
        return int(text.words[index]), index + 1
    return None, index


def _with_month(text: Text, index: int, sentence: Sentence, lexicon: Lexicon) -> DatePhrase | None:
    """`15 June 2024`, `the 3rd of May`, `June 15`, `June 2024`, `in June`."""
    last = sentence.last
    day, position = day_at(text, index, last, lexicon)
    if day is not None:
        if position < last and text.lowers[position] == "of":
            position += 1
        month, after = _month_at(text, position, last, lexicon)
        return _calendar_day(text, index, day, month, after, last) if month is not None else None
    month, after = _month_at(text, index, last, lexicon)
    if month is None:
        return None
    position = after + 1 if after < last and text.words[after] == "," else after
    day, day_end = day_at(text, position, last, lexicon)
    if day is not None and not _is_figure_after_month(text, index, sentence, day_end, lexicon):
        return _calendar_day(text, index, day, month, day_end, last)
    year, end = _year_at(text, after + (text.word(after) == "of"), last)
    if year is None and _is_other_word(text, index, sentence, lexicon):
        return None
    return DatePhrase(index, end if year else after, "month", None, month, year)


def _is_figure_after_month(text: Text, index: int, sentence: Sentence, end: int, lexicon: Lexicon) -> bool:
    """`In February 22 fishermen had been repatriated`: the figure counts people, and is no day of the month."""
    introduced = lexicon.has("grammar.dates.before_month_alone", text.word(index - 1))
    return introduced and end < sentence.last and text.words[end].isalpha() and text.words[end].islower()


def _calendar_day(text: Text, first: int, day: int, month: int, after: int, last: int) -> DatePhrase:
    year, end = _year_at(text, after, last)
    return DatePhrase(first, end if year else after, "full" if year else "day_month", day, month, year)


def _is_other_word(text: Text, index: int, sentence: Sentence, lexicon: Lexicon) -> bool:
    """`May` and `March` are months only after a word that goes before months."""
    introduced = index > sentence.first and lexicon.has("grammar.dates.before_month", text.lowers[index - 1])
    return not introduced and lexicon.has("grammar.dates.ambiguous_months", text.lowers[index])


def _weekday(text: Text, index: int, lexicon: Lexicon) -> DatePhrase | None:
    weekday = lexicon.data["dates"]["weekdays"].get(text.lowers[index])
    if weekday is None or not text.words[index][:1].isupper():
        return None
    return DatePhrase(index, index + 1, "weekday", weekday=weekday)


def _relative(text: Text, index: int, last: int, lexicon: Lexicon) -> DatePhrase | None:
    """`today`, `yesterday`, `tomorrow`, `last month`."""
    by_second = lexicon.relative[text.lowers[index]]
    for kind, tokens in (*by_second.get(text.word(index + 1), ()), *by_second.get("", ())):
        end = index + len(tokens)
        if end <= last and text.lowers[index:end] == tokens:
            is_newspaper = (
                kind == "today"
                and text.words[index][0].isupper()
                and lexicon.has("grammar.dates.before_newspaper", text.word(index - 1))
            )
            return None if is_newspaper else DatePhrase(index, end, kind)
    return None


def _ago(text: Text, index: int, sentence: Sentence, lexicon: Lexicon) -> DatePhrase | None:
    """`two days ago`, `a month ago`."""
    first = index - 2
    if first < sentence.first:
        return None
    kind, amount = lexicon.data["dates"]["amounts"].get(text.lowers[index - 1].removesuffix("s")), text.lowers[first]
    number = int(amount) if amount.isdecimal() else lexicon.data["numbers"]["units"].get(amount)
    if kind is None or number is None or number > MOST_AGO:
        return None
    return DatePhrase(first, index + 1, kind, amount=number)


def _days_from(text: Text, index: int, sentence: Sentence, lexicon: Lexicon) -> DatePhrase | None:
    """`a day after Russia freed her`, `two days earlier`, `A week later,`: so much from another day of the report."""
    first, unit, amounts = index - 2, text.lowers[index - 1].removesuffix("s"), lexicon.data["dates"]["amounts"]
    kind = lexicon.data["dates"]["from_another"][text.lowers[index]]
    if first < sentence.first or not (unit == "week" or unit in amounts):
        return None
    amount = 1 if text.lowers[first] == "the" else lexicon.data["numbers"]["units"].get(text.lowers[first])
    if not amount:
        return None
    if unit == "day":
        return DatePhrase(first, index + 1, kind, amount=amount)
    alone = text.word(index + 1) in {",", ".", ":"} or lexicon.has("grammar.dates.alone", text.lowers[index])
    if not alone or first - sentence.first > HEAD_REACH:
        return None  # `jailed two years earlier`, `a month before the war`
    if unit == "week":
        return DatePhrase(first, index + 1, kind, amount=amount * DAYS_OF_WEEK) if amount <= MOST_WEEKS else None
    return DatePhrase(first, index + 1, amounts[unit], amount=amount) if kind == "days_earlier" else None


def _months_ahead(text: Text, index: int, lexicon: Lexicon) -> DatePhrase | None:
    """`A further 550 will be freed in two months.`: of what is to come the month in which it will be."""
    first = index - 2
    if text.word(first) != "in":
        return None
    amount = lexicon.data["numbers"]["units"].get(text.lowers[index - 1])
    ahead = amount is not None and not lexicon.has(
        "grammar.governing.before_occasion", text.word(index + 1)
    )  # `in two months of war`
    return DatePhrase(first, index + 1, "months_ahead", amount=amount) if ahead else None


def _day_alone(text: Text, index: int, sentence: Sentence, lexicon: Lexicon) -> DatePhrase | None:
    """`on the 18th`, `in the night of the 3rd,`: a day of the month of the report, and no "18th exchange"."""
    day, end = day_at(text, index, sentence.last, lexicon)
    if day is None or end != index + 2 or text.word(index - 1) != "the":
        return None
    introduced = text.word(index - 2) in {"on", "of"}
    ends = (
        end >= sentence.last
        or not text.words[end].isalpha()
        or lexicon.has("grammar.dates.after_day", text.lowers[end])
    )
    return DatePhrase(index, end, "day_of_month", day=day) if introduced and ends else None


def _feast(text: Text, index: int, last: int, lexicon: Lexicon) -> DatePhrase | None:
    """`New Year's Eve`, `Christmas Day 2009`."""
    if not lexicon.has("dates.feasts.first", text.lowers[index]):
        return None
    for phrase, (month, day) in lexicon.feasts.items():
        end = index + len(phrase)
        if end <= last and tuple(text.lowers[index:end]) == phrase:
            return _calendar_day(text, index, day, month, end, last)
    return _holiday(text, index, last, lexicon)


def _holiday(text: Text, index: int, last: int, lexicon: Lexicon) -> DatePhrase | None:
    """`on Independence Day`, `Independence Day exchange`: a feast that has another day in another country."""
    for phrase, days in lexicon.holidays.items():
        end = index + len(phrase)
        if end <= last and tuple(text.lowers[index:end]) == phrase:
            on_it = "on" in text.lowers[max(0, index - HOLIDAY_REACH) : index]
            if on_it or lexicon.has("exchange_nouns.bare", text.word(end)):
                return DatePhrase(index, end, "holiday", days=days)
    return None


def _year(text: Text, index: int, sentence: Sentence, lexicon: Lexicon) -> DatePhrase | None:
    """`in 2022`."""
    if index == sentence.first or not lexicon.has("dates.before_year", text.lowers[index - 1]):
        return None
    year, end = _year_at(text, index, sentence.last)
    if year is None or end != index + 1 or text.word(end) in {"-", "–"}:
        return None
    return DatePhrase(index, end, "year", year=year)


def _numeric(text: Text, index: int, last: int) -> DatePhrase | None:
    """29.12.2019, 2024-05-31, 20/05/2025, 05/20/25; `either` where the order of day and month is open."""
    word = text.words[index]
    if not word[0].isdigit():
        return None
    pointed = word.count(".") == 2
    if pointed:
        pieces, end = word.split("."), index + 1
    elif index + 4 < last and text.words[index + 1] in {"-", "/"} and text.words[index + 3] == text.words[index + 1]:
        pieces, end = [word, text.words[index + 2], text.words[index + 4]], index + 5
    else:
        return None
    if not all(piece.isdecimal() and len(piece) <= len("2025") for piece in pieces):
        return None
    told = _in_order(*(int(piece) for piece in pieces), pointed=pointed)
    if told is None:
        return None
    day, month, year, either = told
    if not (1 <= month <= MONTHS_OF_YEAR and 1 <= day <= DAYS_OF_MONTH):
        return None
    return DatePhrase(index, end, "full", day, month, year, either=either)


def _in_order(a: int, b: int, c: int, *, pointed: bool) -> tuple[int, int, int, bool] | None:
    """Day, month and year of three figures, and whether day and month may be the other way round."""
    if a >= EARLIEST_YEAR:
        return c, b, a, False
    year = c if c >= EARLIEST_YEAR else THIS_CENTURY + c
    if b > MONTHS_OF_YEAR:
        return b, a, year, False
    if a > MONTHS_OF_YEAR:
        return a, b, year, False
    return (a, b, year, not (pointed or a == b)) if c >= EARLIEST_YEAR else None
