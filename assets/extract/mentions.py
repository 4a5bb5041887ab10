"""Mentions: what the words of one sentence name, typed and with spans.

Belongs here: numbers, parties, places, verbs of hand-over, cues and groups of people ("15 Armenian soldiers"). Not
here: dates (`dates.py`), named persons (`persons.py`), who did what to whom (`frames.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from assets.extract.dates import date_spans
from assets.extract.lexicon import Lexicon, Name, VerbSense
from assets.extract.text import Sentence, Text

MAX_COUNT = 100_000  # no single exchange on record is near it; larger figures are never people handed over
MAX_MODIFIERS = 6  # words between a figure and its noun: "15 captured ethnic Armenian army soldiers"
DATELINE_TOKENS = 26
PARTICLE_REACH = 14  # tokens between a verb and its particle: "let 20 captured soldiers of the army go"


@dataclass(frozen=True, slots=True)
class Number:
    """A figure: its value (None for "dozens"), how it is meant, and its tokens with the words that bound it."""

    first: int
    last: int
    value: int | None
    bound: str = "exact"


@dataclass(frozen=True, slots=True)
class NameMention:
    """A party or place that the sentence names."""

    first: int
    last: int
    name: Name


@dataclass(frozen=True, slots=True)
class VerbMention:
    """A verb of hand-over: which sense, in which form, and where its particle ends."""

    index: int
    last: int
    form: str
    sense: VerbSense
    passive: bool
    noun: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """People of one kind that the sentence counts: "15 Armenian soldiers", "the bodies of 1,200 Ukrainians"."""

    first: int
    last: int
    count: int | None
    bound: str
    category: str
    nations: tuple[str, ...] = ()
    each: bool = False
    definite: bool = False
    bare: bool = False
    origin: tuple[str, ...] = ()
    indefinite: bool = False


@dataclass(slots=True)
class Mentions:
    """Everything that one sentence names."""

    sentence: Sentence
    numbers: list[Number] = field(default_factory=list)
    names: list[NameMention] = field(default_factory=list)
    verbs: list[VerbMention] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    cues: list[tuple[int, int, str]] = field(default_factory=list)

    def has_cue(self, name: str, first: int | None = None, last: int | None = None) -> bool:
        """Whether a cue of that name stands in the sentence (between two tokens)."""
        return any(
            cue == name and (first is None or start >= first) and (last is None or end <= last)
            for start, end, cue in self.cues
        )

    def parties(self) -> list[NameMention]:
        """The parties named, in order."""
        return [m for m in self.names if m.name.kind == "party"]


def find_mentions(text: Text, sentence: Sentence, lexicon: Lexicon) -> Mentions:
    """All mentions of one sentence."""
    found = Mentions(sentence)
    found.cues = list(_cues(text, sentence, lexicon))
    found.names = list(_names(text, sentence, lexicon))
    found.numbers = [
        n
        for n in _counting_numbers(text, sentence, lexicon)
        if not any(m.first <= n.first < m.last for m in found.names)
    ]
    found.verbs = list(_verbs(text, sentence, lexicon))
    found.groups = list(_groups(text, found, lexicon))
    return found


def _cues(text: Text, sentence: Sentence, lexicon: Lexicon) -> Iterator[tuple[int, int, str]]:
    for index in range(sentence.first, sentence.last):
        for length, cue in lexicon.cues.at(text.lowers, index, sentence.last):
            yield index, index + length, cue


# --- names -------------------------------------------------------------------------------------------------------------


def _names(text: Text, sentence: Sentence, lexicon: Lexicon) -> Iterator[NameMention]:
    index = dateline_end(text, sentence)
    while index < sentence.last:
        match = next(
            (
                (length, name)
                for length, name in lexicon.names.at(text.lowers, index, sentence.last)
                if _written_as(text, index, length, name, lexicon)
            ),
            None,
        )
        if match is None:
            index += 1
            continue
        yield NameMention(index, index + match[0], match[1])
        index += match[0]


def _written_as(text: Text, index: int, length: int, name: Name, lexicon: Lexicon) -> bool:
    """A name is capitalised in the text where it is in the data; an acronym stands in capitals."""
    first, written = name.display.split()[0], text.words[index]
    if length == 1 and lexicon.has("persons.given_names", text.lowers[index]) and _surname_follows(text, index):
        return False
    if name.form == "group":
        return True
    if first.isupper() and len(first) > 1 and "." not in first and length == 1:
        return written == first
    if first[:1].isupper() or name.kind == "place":
        return written[:1].isupper()
    return (
        length == 1
        or any(w[:1].isupper() for w in text.words[index : index + length])
        or not any(w[:1].isupper() for w in name.display.split())
    )


def dateline_end(text: Text, sentence: Sentence) -> int:
    """The token after a dateline such as `NAIROBI, Kenya (AP) -`; the sentence's first token where there is none."""
    first, last = sentence.first, sentence.last
    for index in range(first, min(last, first + DATELINE_TOKENS)):
        if text.words[index] in {"—", "–", "-"} and index > first and text.ends[index - 1] < text.starts[index]:
            head = text.words[first:index]
            return index + 1 if (head[0].isupper() and len(head[0]) > 2) or ")" in head or "." in head[0] else first
        if text.words[index] == ":" and index > first and text.words[first].isupper():
            return index + 1
        if text.words[index] == ")" and index + 1 < last and text.words[index + 1] in {":", "—", "-"}:
            return index + 2
    return first


def _surname_follows(text: Text, index: int) -> bool:
    """`Jordan Bell`: a name of a country that is a given name here."""
    return index + 1 < len(text.words) and text.words[index + 1].istitle() and text.words[index + 1].isalpha()


# --- numbers -----------------------------------------------------------------------------------------------------------


def _counting_numbers(text: Text, sentence: Sentence, lexicon: Lexicon) -> list[Number]:
    """The figures that are no part of a date."""
    numbers = list(_numbers(text, sentence, lexicon))
    if not numbers:
        return numbers
    dates = date_spans(text, sentence, lexicon)
    return [n for n in numbers if not any(first < n.last and n.first < last for first, last in dates)]


def _numbers(text: Text, sentence: Sentence, lexicon: Lexicon) -> Iterator[Number]:
    index = sentence.first
    while index < sentence.last:
        value, after = _number_at(text, index, sentence.last, lexicon)
        if after == index:
            index += 1
            continue
        if value is not None:
            first, bound = _bound_before(text, index, sentence.first, lexicon)
            yield Number(first, after, value, bound)
        index = after


def _number_at(text: Text, index: int, last: int, lexicon: Lexicon) -> tuple[int | None, int]:
    """The figure at a token and the token after it; `(None, after)` for a figure that counts no people."""
    word = text.lowers[index]
    if word[0].isdigit():
        return _digits_at(text, index, last, lexicon)
    units, scales = lexicon.data["numbers"]["units"], lexicon.data["numbers"]["scales"]
    if word == "no" or (
        word in {"any", "single"} and {"not", "n't", "no", "never", "'t"} & set(text.lowers[max(0, index - 8) : index])
    ):
        return 0, index + 1
    if word == "half" and text.lowers[index + 1 : index + 3] == ["a", "dozen"]:
        return 6, index + 3
    if word == "score" and (not index or text.lowers[index - 1] != "a" or text.lowers[index + 1 : index + 2] != ["of"]):
        return None, index
    if word == "dozen" and index and text.lowers[index - 1] in {"several", "few", "couple"}:
        return None, index + 1
    if word in {"a", "an"} and not (index + 1 < last and text.lowers[index + 1] in {*scales, "dozen", "score"}):
        return None, index
    total, current, position = 0, 0, index
    while position < last:
        word = text.lowers[position]
        if word in units and not (word in {"a", "an", "both"} and position > index):
            value = units[word]
            current = current * value if word == "dozen" and current else current + value
        elif word in scales and (current or position == index):
            current = max(current, 1) * scales[word]
            if scales[word] >= 1000:
                total, current = total + current, 0
        elif not (_joins_number(text, position, last, units, scales) and position > index):
            break
        position += 1
    if position == index:
        return None, index
    if position < last and lexicon.has("numbers.too_large", text.lowers[position]):
        return None, position + 1
    return total + current, position


def _joins_number(text: Text, position: int, last: int, units: dict[str, int], scales: dict[str, int]) -> bool:
    """`twenty-five`, `one hundred and ten`: a hyphen or `and` between two parts of one number."""
    if position + 1 >= last:
        return False
    before, following = text.lowers[position - 1], text.lowers[position + 1]
    if text.lowers[position] == "-":
        return before in units and units[before] >= 20 and following in units and units[following] < 10
    return text.lowers[position] == "and" and before in scales and following in units and following not in {"a", "an"}


def _digits_at(text: Text, index: int, last: int, lexicon: Lexicon) -> tuple[int | None, int]:
    word = text.words[index]
    digits = word.replace(",", "")
    after = index + 1
    if not digits.isdecimal() or len(digits) > 9 or not digits.isascii():
        return None, after
    value = int(digits)
    attached = after < last and text.starts[after] == text.ends[index]
    if attached and text.lowers[after] in {"st", "nd", "rd", "th"}:
        return None, after + 1
    if after < last and text.lowers[after] in lexicon.data["numbers"]["scales"]:
        value *= lexicon.data["numbers"]["scales"][text.lowers[after]]
        after += 1
    if after < last and lexicon.has("numbers.too_large", text.lowers[after]):
        return None, after + 1
    return (value if value <= MAX_COUNT else None), after


def _bound_before(text: Text, index: int, first: int, lexicon: Lexicon) -> tuple[int, str]:
    for length in (3, 2, 1):
        start = index - length
        if start >= first:
            phrase = " ".join(text.lowers[start:index])
            if phrase == "over" and start > first and text.lowers[start - 1] in lexicon.verbs:
                continue
            for bound in ("at_least", "approx", "at_most"):
                if phrase in lexicon.words[f"bounds.{bound}"]:
                    return start, bound
    return index, "exact"


# --- verbs -------------------------------------------------------------------------------------------------------------

DETERMINERS = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "its",
        "their",
        "his",
        "her",
        "our",
        "any",
        "another",
        "each",
        "such",
        "first",
        "second",
        "third",
        "last",
        "next",
        "new",
        "prisoner",
        "prisoners",
        "pow",
        "pows",
        "hostage",
        "captive",
        "detainee",
        "body",
        "bodies",
        "spy",
        "no",
        "one's",
        "'s",
        "latest",
        "biggest",
        "largest",
        "recent",
        "previous",
        "earlier",
        "planned",
        "possible",
        "potential",
        "joint",
        "mutual",
        "major",
        "historic",
        "mass",
        "of",
        "in",
        "for",
        "on",
        "after",
        "before",
        "about",
        "by",
        "from",
        "during",
        "with",
        "under",
        "despite",
        "since",
        "1st",
        "2nd",
        "3rd",
        "fourth",
        "fifth",
        "further",
        "similar",
        "successful",
        "proposed",
        "and",
    ]
)


def _verbs(text: Text, sentence: Sentence, lexicon: Lexicon) -> Iterator[VerbMention]:
    particles: set[int] = set()  # `go` of "let them go" is no verb of its own
    for index in range(sentence.first, sentence.last):
        if text.lowers[index] not in lexicon.verbs or index in particles:
            continue
        if not _is_verb_here(text, index, sentence, lexicon):
            continue
        for listed_form, sense in lexicon.verbs[text.lowers[index]]:
            particle = _particle(text, index, sentence.last, sense)
            if particle is None:
                continue
            particles.update(range(*particle))
            form = _form_here(text, index, sentence, listed_form, lexicon)
            noun = _is_noun(text, index, sentence, form)
            passive = not noun and _is_passive(text, index, sentence, form, lexicon)
            end = particle[1] if particle[0] == index + 1 else index + 1
            yield VerbMention(index, end, form, sense, passive, noun)
            break


def _is_verb_here(text: Text, index: int, sentence: Sentence, lexicon: Lexicon) -> bool:
    """`Red Cross`, `in rebel hands`, `they are free`: forms of verbs that are none here."""
    if index == sentence.first:
        return True
    before = text.lowers[index - 1]
    if text.words[index][0].isupper() and not sentence.heading:
        return False
    if text.lowers[index] == "free" and (
        lexicon.has("modal.be", before)
        or before in {"set", "go", "goes", "went", "came", "come", "walk", "walked", "of", "or", "being", "the"}
    ):
        return False
    if text.lowers[index] in {"take", "takes", "took", "taken", "taking"} and text.lowers[index + 1 : index + 2] in (
        [w] for w in NOT_TAKEN
    ):
        return False
    if text.lowers[index] == "hands":
        return text.words[index - 1][0].isupper() and before not in lexicon.nationalities and before != "'s"
    return True


def _form_here(text: Text, index: int, sentence: Sentence, form: str, lexicon: Lexicon) -> str:
    """`let`, `put`, `come` are several forms of their verb: the words before tell which."""
    word = text.lowers[index]
    forms = {name for name, _ in lexicon.verbs[word]}
    if form != "base" or not forms & {"past", "participle"}:
        return form
    before = text.lowers[max(sentence.first, index - 3) : index]
    if "participle" in forms and any(lexicon.has("modal.have", w) for w in before):
        return "participle"
    if (
        "past" not in forms
        or "to" in before
        or any(lexicon.has("modal.future", w) or lexicon.has("modal.possible", w) for w in before)
    ):
        return form
    return "past"


def _particle(text: Text, index: int, last: int, sense: VerbSense) -> tuple[int, int] | None:
    """The tokens of the verb's particle (none after a plain verb); None if the verb needs one that is not there."""
    particle = sense.particle
    if not particle:
        return index + 1, index + 1
    n = len(particle)
    reach = {"come_home": 3, "exchange": 1}.get(sense.meaning, PARTICLE_REACH) + n
    for position in range(index + 1, min(last, index + reach) - n + 1):
        if tuple(text.lowers[position : position + n]) == particle:
            return position, position + n
        if text.lowers[position] in {",", ";", ":", "and", "that", "."}:
            return None
    return None


def _is_noun(text: Text, index: int, sentence: Sentence, form: str) -> bool:
    """`the release`, `prisoner exchange`: a form that is also a noun is one after a determiner or a modifier."""
    if form not in {"base", "third"} or text.lowers[index] not in NOUN_FORMS:
        return form == "gerund" and index > sentence.first and text.lowers[index - 1] in {"the", "a"}
    if index == sentence.first:
        return index + 1 < sentence.last and text.lowers[index + 1] in {"of", "deal", "between", "by", "with", "in"}
    before = text.lowers[index - 1]
    return before in DETERMINERS or (index + 1 < sentence.last and text.lowers[index + 1] in {"of", "between", "deal"})


NOT_TAKEN = ("place", "in", "off", "up", "note", "care", "advantage", "steps", "action", "responsibility", "charge")
NOUN_FORMS = frozenset(
    [
        "exchange",
        "exchanges",
        "swap",
        "swaps",
        "trade",
        "trades",
        "release",
        "releases",
        "return",
        "returns",
        "transfer",
        "transfers",
        "free",
        "offer",
        "offers",
    ]
)


def _is_passive(text: Text, index: int, sentence: Sentence, form: str, lexicon: Lexicon) -> bool:
    if form not in {"past", "participle", "base"}:
        return False
    for position in range(index - 1, max(sentence.first, index - 5) - 1, -1):
        word = text.lowers[position]
        if lexicon.has("modal.be", word):
            return form != "base" or text.lowers[index] in {"let", "set"}
        if lexicon.has("modal.have", word) or word in {"to", ",", "and"} or not word.isalpha():
            break
    following = text.lowers[index + 1 : index + 4]
    return (form != "base" or text.lowers[index] in {"let", "set", "put"}) and "by" in following[:2]


# --- groups of people --------------------------------------------------------------------------------------------------


def _groups(text: Text, found: Mentions, lexicon: Lexicon) -> Iterator[Group]:
    taken = found.sentence.first
    for number in sorted([*found.numbers, *_articles(text, found), *_vague(text, found)], key=lambda n: n.first):
        if number.first < taken:
            continue
        group = _group_at(text, found, number, lexicon)
        if (
            group is not None
            and number.value is None
            and (
                group.bare
                or not (
                    group.nations
                    or group.category in {"detainee", "military", "remains"}
                    or HELD_NOUNS & set(text.lowers[group.first : group.last])
                )
            )
        ):
            group = None
        if group is not None and number.bound == "article":
            group = _one_captive(text, group)
        if group is not None:
            taken = group.last
            yield group


def _articles(text: Text, found: Mentions) -> list[Number]:
    """`an American`, `another Swede`: an article may count one person."""
    counted = {n.first for n in found.numbers}
    return [
        Number(i, i + 1, 1, "article")
        for i in range(found.sentence.first, found.sentence.last)
        if text.lowers[i] in {"a", "an", "another"}
        and i not in counted
        and not VAGUE_GROUPS & set(text.lowers[i + 1 : i + 4])
    ]


def _vague(text: Text, found: Mentions) -> list[Number]:
    """`dozens of Armenian captives`: people without a figure."""
    return [
        Number(a, b, None, "approx") for a, b, cue in found.cues if cue == "numbers.vague" and b < found.sentence.last
    ]


def _one_captive(text: Text, group: Group) -> Group | None:
    """One person with a nationality or a captive's calling; other nouns after an article count nobody."""
    plural = text.lowers[group.last - 1].endswith("s") and not group.nations
    if group.bare or plural or not (group.nations or group.category in {"detainee", "military"}):
        return None
    return replace(group, bound="exact", indefinite=True)


def _group_at(text: Text, found: Mentions, number: Number, lexicon: Lexicon) -> Group | None:
    last = found.sentence.last
    position, nations, modifiers = number.last, [], []
    if _is_measure(text, found, number, lexicon) or _is_one_of(text, number, last):
        return None
    while position < last and position - number.last <= MAX_MODIFIERS:
        name = next((m for m in found.names if m.first == position), None)
        if name is not None and name.name.kind == "party" and name.name.form in {"adjective", "people", "name"}:
            nations.extend(name.name.codes)
            if name.name.form == "people" and not _noun_follows(text, name.last, last, lexicon):
                return _group(text, found, number, name.last, "unspecified", nations, modifiers, lexicon)
            position = name.last
            continue
        noun = next(lexicon.people.at(text.lowers, position, last), None)
        if noun is not None and _nation_and_noun_follow(text, found, position + noun[0], lexicon):
            modifiers.append(noun[1])
            position += noun[0]
            continue
        if noun is not None and _of_exchange(text, position + noun[0], last, lexicon):
            return None
        if noun is not None and not _noun_follows(text, position + noun[0], last, lexicon):
            return _group(text, found, number, position + noun[0], noun[1], nations, modifiers, lexicon)
        if noun is not None:
            modifiers.append(noun[1])
            position += noun[0]
            continue
        word = text.lowers[position]
        if (
            word == "and"
            and nations
            and any(m.first == position + 1 and m.name.form == "adjective" for m in found.names)
        ):
            position += 1
            continue
        if not _may_modify(text, position, lexicon):
            break
        modifiers.append(word)
        position += 1
    return _bare_group(text, found, number, lexicon)


def _nation_and_noun_follow(text: Text, found: Mentions, position: int, lexicon: Lexicon) -> bool:
    """`fifteen captive Armenian soldiers`: the noun so far is a modifier of the one to come."""
    name = next((m for m in found.names if m.first == position and m.name.form == "adjective"), None)
    return name is not None and _noun_follows(text, name.last, found.sentence.last, lexicon)


def _noun_follows(text: Text, position: int, last: int, lexicon: Lexicon) -> bool:
    return position < last and next(lexicon.people.at(text.lowers, position, last), None) is not None


def _is_one_of(text: Text, number: Number, last: int) -> bool:
    """`one of the men`: somebody out of a group."""
    return number.value == 1 and number.last < last and text.lowers[number.last] == "of"


def _of_exchange(text: Text, position: int, last: int, lexicon: Lexicon) -> bool:
    """`two prisoner swaps`: the figure counts exchanges, not people."""
    return position < last and text.lowers[position] in lexicon.words["exchange_nouns.bare"]


VAGUE_GROUPS = frozenset(
    (
        "number",
        "group",
        "handful",
        "few",
        "couple",
        "lot",
        "total",
        "series",
        "dozen",
        "batch",
        "list",
        "majority",
        "pair",
    )
)
HELD_NOUNS = frozenset(("captives", "captive", "hostages", "hostage"))  # those "of X" are held by X
STOP_WORDS = frozenset(
    [
        "the",
        "in",
        "on",
        "at",
        "to",
        "from",
        "by",
        "with",
        "for",
        "and",
        "or",
        "but",
        "as",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "has",
        "have",
        "had",
        "who",
        "whom",
        "which",
        "that",
        "of",
        "after",
        "before",
        "since",
        "when",
        "while",
        "if",
        "its",
        "their",
        "his",
        "her",
        "out",
        "up",
        "back",
        "into",
        "during",
        "against",
        "than",
        "then",
        "each",
        "for",
    ]
)


def _may_modify(text: Text, position: int, lexicon: Lexicon) -> bool:
    word = text.lowers[position]
    if word in {"-", "of", "more", "its", "their", "the", "our", "own", "other", "“", '"'}:
        return True
    return word.isalpha() and word not in STOP_WORDS and word not in lexicon.verbs and not lexicon.has("units", word)


def _is_measure(text: Text, found: Mentions, number: Number, lexicon: Lexicon) -> bool:
    """Years, ages, money, percentages, ordinals, parts of dates: figures that count no people."""
    first, last = found.sentence.first, found.sentence.last
    before = text.words[number.first - 1] if number.first > first else ""
    after = text.lowers[number.last] if number.last < last else ""
    if before in {"$", "€", "£", "#", "aged", "age", "No"} or lexicon.has("units", after):
        return True
    if (
        before in {":", "/", "-"}
        and text.words[number.first][0].isdigit()
        and number.first - 2 >= first
        and text.words[number.first - 2][0].isdigit()
    ):
        return True
    if after in {":", "/"} or (
        after == "-"
        and number.last + 1 < last
        and text.lowers[number.last + 1] in {"year", "day", "month", "hour", "week", *"0123456789"}
    ):
        return True
    if after == "-" and number.last + 1 < last and text.words[number.last + 1][0].isdigit():
        return True
    digits = text.words[number.last - 1]
    is_year = number.value is not None and 1900 <= number.value <= 2100 and "," not in digits and digits.isdigit()
    if is_year and (
        before.lower() in {"in", "since", "of", "from", "until", "till", "late", "early", "by"}
        or _months(before, lexicon)
        or before == ","
    ):
        return True
    if _months(before, lexicon) or (_months(after, lexicon) and text.words[number.last][0].isupper()):
        return True
    return before == "," and after in {",", ".", ")"} and number.value is not None and number.value < 110


def _months(word: str, lexicon: Lexicon) -> bool:
    return (word[:1].isupper() and word.lower() in lexicon.words["dates.months"]) or (word == "." and False)


def _group(
    text: Text,
    found: Mentions,
    number: Number,
    end: int,
    category: str,
    nations: list[str],
    modifiers: list[str],
    lexicon: Lexicon,
) -> Group:
    first = number.first
    category = _category(text, found, number, category, modifiers, lexicon)
    if category == "remains":
        first = _bodies_before(text, number.first, found.sentence.first, lexicon) or first
    position, origin = end, []
    while position + 1 < found.sentence.last and text.lowers[position] in {"of", "from"}:
        name = next(
            (m for m in found.names if m.first in {position + 1, position + 2} and m.name.kind == "party"), None
        )
        if name is None or text.lowers[name.first - 1] not in {"of", "from", "the", "each"}:
            break
        if text.lowers[position] == "from" or text.lowers[end - 1] in HELD_NOUNS:
            origin.extend(name.name.codes)
        else:
            nations.extend(c for c in name.name.codes if lexicon.party_kinds.get(c) != "organisation")
        position = end = name.last
    each = _each_near(text, found, number.first, end, lexicon)
    definite = number.first > found.sentence.first and text.lowers[number.first - 1] in {"the", "these", "those", "all"}
    return Group(
        first,
        end,
        number.value,
        number.bound,
        category,
        tuple(dict.fromkeys(nations)),
        each,
        definite,
        origin=tuple(origin),
    )


def _bodies_before(text: Text, index: int, first: int, lexicon: Lexicon) -> int | None:
    """`the bodies of 1,200 ...`: where the words for remains before the figure begin."""
    position = index - 1
    while position > first and text.lowers[position] in {"of", "the", "some", "about", "its", "their", "fallen"}:
        position -= 1
    match = next(lexicon.people.at(text.lowers, position, index), None)
    return position if match and match[1] == "remains" else None


def _category(text: Text, found: Mentions, number: Number, noun: str, modifiers: list[str], lexicon: Lexicon) -> str:
    if _bodies_before(text, number.first, found.sentence.first, lexicon) is not None or "remains" in modifiers:
        return "remains"
    for category in ("remains", "civilian", "military"):
        if any(lexicon.has(f"modifiers.{category}", word) for word in modifiers):
            return category
    if noun in {"unspecified", "detainee"}:
        for category in ("military", "civilian", "detainee"):
            if category in modifiers:
                return category
    return noun


def _each_near(text: Text, found: Mentions, first: int, last: int, lexicon: Lexicon) -> bool:
    return any(
        cue == "reciprocity.each"
        and (0 <= start - last <= 3 or 0 <= first - end <= 1)
        and not any(last <= n.first < start for n in found.numbers)
        for start, end, cue in found.cues
    )


def _bare_group(text: Text, found: Mentions, number: Number, lexicon: Lexicon) -> Group | None:
    """`Ukraine reclaimed 212 and Russia 45`: a figure with no noun counts people where the sentence hands people over."""
    last = found.sentence.last
    after = text.lowers[number.last] if number.last < last else "."
    allowed = {
        ".",
        ",",
        ";",
        "and",
        "to",
        "from",
        "for",
        "in",
        "were",
        "came",
        "back",
        "each",
        "at",
        "on",
        "against",
        ")",
        "—",
        "-",
        "of",
        "had",
        "have",
        "are",
        "would",
        "home",
        "who",
        "whom",
        "men",
        "went",
        "by",
        "as",
        "could",
        "out",
        "was",
    }
    if after not in allowed or (number.value is not None and number.value == 0):
        return None
    if (
        number.value == 2
        and number.first > found.sentence.first
        and text.lowers[number.first - 1] in {"the", "these", "those", "or"}
    ):
        return None
    if number.value in {0, 1} or text.lowers[number.first] in {"a", "an", "one"}:
        return None
    each = _each_near(text, found, number.first, number.last, lexicon)
    definite = number.first > found.sentence.first and text.lowers[number.first - 1] == "the"
    return Group(number.first, number.last, number.value, number.bound, "unspecified", (), each, definite, bare=True)
