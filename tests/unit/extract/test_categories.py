"""Which kind of people changed hands, weighed by the words around: what no case of `cases/categories.toml` says."""

from assets.extract.language.lexicon import CATEGORIES
from assets.extract.language.lexicon_files import load_lexicon
from assets.extract.reading import read_report
from assets.versions import PROJECT
from warehouse import tables

LEXICON = load_lexicon(PROJECT / "seeds" / "reference", "en")


def test_two_figures_of_one_way_keep_different_categories():
    text = "Georgia released 80 soldiers and 30 prisoners to Russia in a prisoner swap in October."
    (event,) = read_report(text, None, LEXICON).events
    assert {t.count for t in event.transfers if t.direction == ("GEO", "RUS")} == {80, 30}
    assert len({t.category for t in event.transfers}) == len(event.transfers)


def test_what_rules_tell_is_kept_beside_what_was_weighed():
    (event,) = read_report("Russia and Ukraine exchanged 75 prisoners each.", None, LEXICON).events
    assert [transfer.by_rules for transfer in event.transfers] == ["unspecified", "unspecified"]


def test_categories_are_those_of_the_tables():
    assert CATEGORIES == tables.CATEGORIES
