"""Reports composed of typical sentences: what stands beside the news changes nothing of it.

An exchange is told in one of some ways, and a sentence with another figure follows it: a tally, a part of those freed,
the sum of both directions, an earlier hand-over, one still to come.
"""

from datetime import date
from itertools import product

import pytest

from assets.extract.reading import read_report
from tests.unit.extract.case_table import lexicon

Ways = set[tuple[str | None, str | None, int]]

PUBLISHED = date(2024, 4, 18)
NUMBERS = {"given": 74, "got": 41, "all": 115, "before": 225, "back": 190}
PAIRS = (
    {"one": "Thailand", "other": "Cambodia", "ones": "Thai", "others": "Cambodian"}
    | {"seat": "Bangkok", "other_seat": "Phnom Penh", "code": "THA", "other_code": "KHM"},
    {"one": "Pakistan", "other": "India", "ones": "Pakistani", "others": "Indian"}
    | {"seat": "Islamabad", "other_seat": "New Delhi", "code": "PAK", "other_code": "IND"},
)
NEWS = (  # 74 went from one side to the other, 41 came back
    (
        "{one} and {other} exchanged prisoners on Tuesday. {one} freed {given} {others} soldiers"
        " and {other} {got} {ones} ones."
    ),
    "{one} released {given} {others} prisoners on Tuesday in exchange for {got} {ones} prisoners held by {other}.",
    (
        "In a prisoner swap on Tuesday {one} handed over {given} {others} captives"
        " and received {got} of its own soldiers from {other}."
    ),
    (
        "{seat} and {other_seat} said on Tuesday that they had exchanged prisoners:"
        " {given} {others} soldiers for {got} {ones} soldiers."
    ),
    "{given} {others} prisoners were released by {one} on Tuesday. {other} freed {got} {ones} prisoners in return.",
    "{one} and {other} swapped prisoners on Tuesday, {given} {others} men for {got} {ones} men.",
)
BESIDE = (  # figures of no exchange: tallies, and people who are held, missing, wanted or dead
    "Since the start of the year 3,400 people have been exchanged.",
    "So far 3,400 {others} prisoners have come home in 40 exchanges.",
    "It was the 61st exchange; 3,400 {others} soldiers have returned since the war began.",
    "According to {other_seat}, 3,400 {others} captives have been brought back to date.",
    "{other} says that {one} still holds 3,400 of its soldiers.",
    "About 3,400 {others} soldiers remain in {ones} captivity.",
    "The two sides have exchanged more than 3,400 prisoners since 2022.",
    "In 2023 3,400 prisoners were exchanged in 14 swaps.",
    "Altogether 3,400 people have been freed in such exchanges over the past three years.",
    "With Tuesday's exchange the number of {others} soldiers brought home rises to 3,400.",
    "A total of 3,400 {others} servicemen have been freed since then.",
    "{other_seat} has confirmed the identity of 3,400 {others} prisoners.",
    "The Red Cross has visited 3,400 prisoners on both sides.",
    "During the whole war 3,400 captives have been released, {other_seat} said.",
    "More than 3,400 people are still missing.",
    "Lists with the names of 3,400 prisoners were exchanged in May.",
    "Last year 3,400 {others} soldiers were captured.",
    "3,400 prisoners have been swapped this year alone.",
    "More than 3,400 {others} soldiers have been freed in exchanges since the conflict began, {other_seat} said.",
    "It brings to 3,400 the number of captives freed since January.",
    "Tuesday's swap was the eighth this year; 3,400 people have come home in them.",
    "{other} puts the number of its people in {ones} jails at 3,400.",
    "Human rights groups say 3,400 {others} civilians are in captivity.",
    "At least 3,400 people have been killed since the fighting began.",
    "Officials expect 3,400 more cases to be examined.",
    "The families of 3,400 missing soldiers marched through {other_seat} on Sunday.",
    "{other_seat} had asked for the release of 3,400 prisoners.",
    "In the three years of war 3,400 {others} captives have been handed over, by the count of {other_seat}.",
)
PARTS = (  # some of those freed
    "Among those freed are 12 women and five medics.",
    "Seven of them are wounded.",
    "Most of the freed {others} soldiers had been held for more than two years; three had been sentenced to life.",
    "The youngest is 19 and the oldest 61.",
    "Of the freed {others} soldiers, 14 are officers.",
    "Nine of the released had been reported missing.",
    "Two buses took the men to a hospital, where 30 doctors were waiting.",
    "Five had been captured in 2023, the rest later.",
    "The {given} {others} soldiers arrived home in buses in the evening.",
    "Relatives of the {got} {ones} soldiers waited at the airport.",
    "Those released include eight women and a doctor.",
    "Of the {given}, 20 were seriously ill.",
    "More than half of the {given} freed had been captured in the first weeks.",
    "{other} said that 11 of its soldiers had been tortured.",
    "The group of {got} was flown to the capital, the ministry said.",
    "{given} families had been waiting for this day.",
    "Two of the prisoners refused to go back.",
    "All {given} are in good health.",
)
SUMS = (  # of both directions
    "In all {all} people changed hands.",
    "A total of {all} prisoners were exchanged.",
    "Altogether {all} captives went home on Tuesday.",
    "It was one of the biggest swaps so far, with {all} people freed in all.",
    "Overall {all} prisoners returned to their families.",
    "That makes {all} people in all.",
    "{all} people in total were freed by the two sides.",
    "The swap covered {all} people in total.",
    "Officials put the total at {all} prisoners.",
    "{all} people were exchanged in total, the Red Cross said.",
    "Both sides together freed {all} people.",
    "The two sides freed {all} people between them.",
)
EARLIER_ONE_WAY = (  # another 225
    "The most recent exchange before it was that of March 8, in which {before} {others} soldiers returned.",
    "It came eight days after {one} had handed over {before} {others} soldiers.",
    "On March 8, {other_seat} got {before} of its soldiers back.",
)
EARLIER = (  # another 225 for 190
    "The last exchange, on March 8, had brought home {before} {others} and {back} {ones} prisoners.",
    "On March 8 {one} had released {before} {others} soldiers and got {back} back.",
    "In an earlier swap, on March 8, {one} gave up {before} {others} prisoners for {back} of its own.",
    "Before that, on March 8, {before} {others} captives had been exchanged for {back} {ones} ones.",
    "Previously {one} handed over {before} {others} prisoners on March 8 and {other} {back} {ones} prisoners.",
    "An exchange on March 8 involved {before} {others} and {back} {ones} prisoners.",
)
EARLIER_EACH = (  # another 225 each way
    "The previous swap took place on March 8, when {before} prisoners of each side were exchanged.",
    "A month ago, on March 8, the two countries exchanged {before} soldiers each.",
    "The last time, on March 8, it was {before} for {before}.",
    "On March 8 {before} prisoners from each side had gone home.",
    "The two sides had already swapped {before} prisoners each on March 8.",
)
NEXT = (  # 225 more are still to be freed
    "Another {before} {others} prisoners are to be released next week.",
    "{one} will hand over {before} more {others} soldiers on Friday.",
    "In the next stage {before} {others} captives are to go home.",
    "{one} is to free {before} more {others} prisoners on Friday.",
    "Under the deal {one} has yet to release {before} more {others} prisoners.",
)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["one"])
@pytest.mark.parametrize("sentence", BESIDE + PARTS)
def test_figures_beside_the_news_are_no_transfers(sentence: str, pair: dict[str, str]) -> None:
    for news in NEWS:
        assert _read(news, sentence, pair) == [(_ways(pair, 74, 41), None)], news


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["one"])
@pytest.mark.parametrize("sentence", SUMS)
def test_sum_of_both_directions_is_the_total(sentence: str, pair: dict[str, str]) -> None:
    for news in NEWS:
        assert _read(news, sentence, pair) == [(_ways(pair, 74, 41), 115)], news


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["one"])
@pytest.mark.parametrize(
    ("sentence", "back"),
    [
        *product(EARLIER, [190]),
        *product(EARLIER_EACH, [225]),
        *product(EARLIER_ONE_WAY + NEXT, [None]),
    ],
)
def test_another_hand_over_is_an_event_of_its_own(sentence: str, back: int | None, pair: dict[str, str]) -> None:
    for news in NEWS:
        assert _read(news, sentence, pair) == [(_ways(pair, 74, 41), None), (_ways(pair, 225, back), None)], news


def _read(news: str, sentence: str, pair: dict[str, str]) -> list[tuple[Ways, int | None]]:
    """The transfers and the total of each event, the one of the news first."""
    text = f"{news} {sentence}".format(**pair, **NUMBERS)
    events = sorted(read_report(text, PUBLISHED, lexicon()).events, key=lambda event: not event.focus)
    return [({(*t.direction, t.count) for t in event.transfers if t.count}, event.total) for event in events]


def _ways(pair: dict[str, str], given: int, back: int | None) -> Ways:
    one, other = pair["code"], pair["other_code"]
    return {(one, other, given)} | ({(other, one, back)} if back else set())
