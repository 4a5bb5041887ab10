"""Which kind of people changed hands, weighed by the words of the sentence, the event and the report."""

import pytest

from assets.extract.language.lexicon import CATEGORIES
from assets.extract.language.lexicon_files import load_lexicon
from assets.extract.reading import read_report
from assets.versions import PROJECT
from warehouse import tables

LEXICON = load_lexicon(PROJECT / "seeds" / "reference", "en")


def categories(text):
    (event, *_) = read_report(text, None, LEXICON).events
    return {(*t.direction, t.count): t.category for t in event.transfers}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Moscow and Kyiv swapped 64 prisoners each. The soldiers who came back had defended the port "
                "of Mariupol with the marines and the border guards, and are being treated for frostbite."
            ),
            {("RUS", "UKR", 64): "military", ("UKR", "RUS", 64): "military"},
        ),
        (
            (
                "Tehran freed a dual national who had served five years in Evin prison on charges of spying; in "
                "exchange London released an Iranian whom a court had convicted of smuggling."
            ),
            {("IRN", "GBR", 1): "detainee", ("GBR", "IRN", 1): "detainee"},
        ),
        (
            (
                "Armenia handed over the bodies of 30 soldiers to Azerbaijan, and Azerbaijan released 12 soldiers to "
                "Armenia."
            ),
            {("ARM", "AZE", 30): "remains", ("AZE", "ARM", 12): "military"},
        ),
        (
            (
                "Israel released 90 Palestinian prisoners to the Palestinians in exchange for three hostages whom "
                "Hamas freed on Sunday."
            ),
            {("ISR", "Hamas", 90): "detainee", ("Hamas", "ISR", 3): "unspecified"},
        ),
    ],
)
def test_kind_of_people_is_told_by_the_words_around(text, expected):
    found = categories(text)
    assert {key: found.get(key) for key in expected} == expected


def test_two_figures_of_one_way_keep_different_categories():
    found = categories("Ukraine released 80 sailors and 30 soldiers to Russia in a prisoner swap in October.")
    assert len(found) < 2 or len(set(found.values())) == len(found)


def test_what_rules_tell_is_kept_beside_what_was_weighed():
    (event,) = read_report("Russia and Ukraine exchanged 75 prisoners each.", None, LEXICON).events
    assert [transfer.by_rules for transfer in event.transfers] == ["unspecified", "unspecified"]


def test_categories_are_those_of_the_tables():
    assert CATEGORIES == tables.CATEGORIES
