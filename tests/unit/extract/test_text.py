import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.extract.claims import REFERENCE
from assets.extract.language.lexicon_files import load_lexicon
from assets.extract.language.text import MAX_SENTENCE_TOKENS, read_text, tokenize

VOCABULARY = load_lexicon(REFERENCE, "en").vocabulary


def _read(text):
    return read_text(text, VOCABULARY)


TOKENS = [
    ("Kyiv's men", ["kyiv", "'s", "men"]),
    ("they’ll swap", ["they", "'ll", "swap"]),
    ("1,200 and 2.5", ["1,200", "and", "2.5"]),
    ("the U.S. side", ["the", "u.s.", "side"]),
    ("one-for-one", ["one", "-", "for", "-", "one"]),
    ("29.12.2019", ["29.12.2019"]),
    ("a_b", ["a", "_", "b"]),
    ("Зеленський сказав", ["зеленський", "сказав"]),
    ("", []),
]

SENTENCES = [
    ("They came home. All were well.", ["They came home.", "All were well."]),
    ("Gen. Petrov spoke. He left.", ["Gen. Petrov spoke.", "He left."]),
    ("He fought in the U.S. The swap came later.", ["He fought in the U.S.", "The swap came later."]),
    ("The U.S. Army said so.", ["The U.S. Army said so."]),
    ("J. Smith was freed.", ["J. Smith was freed."]),
    ("“It is done.” She wept.", ["“It is done.”", "She wept."]),
    ('"It is done." She wept.', ['"It is done."', "She wept."]),
    ('They are home. "We waited," she said.', ["They are home.", '"We waited," she said.']),
    ('They are home. ("All of them.") She wept.', ["They are home.", '("All of them.")', "She wept."]),
    ("About 2.5 tons came.", ["About 2.5 tons came."]),
    ("Is it over? no one knows", ["Is it over? no one knows"]),
    ("Headline\nFirst line.\n\n Second line.", ["Headline", "First line.", "Second line."]),
    ("", []),
    (" \n\t\n", []),
]


@pytest.mark.parametrize(("text", "tokens"), TOKENS)
def test_tokens(text, tokens):
    assert tokenize(text) == tokens


@pytest.mark.parametrize(("text", "sentences"), SENTENCES)
def test_sentences(text, sentences):
    result = _read(text)
    assert [result.slice(s.first, s.last) for s in result.sentences] == sentences


def test_line_without_full_stop_is_heading_and_lines_are_counted():
    result = _read("Captives come home\nThey were swapped. They are well.\nRead more")
    assert [(s.block, s.heading) for s in result.sentences] == [(0, True), (1, False), (1, False), (2, True)]


def test_sentence_without_end_is_cut():
    result = _read("word " * (3 * MAX_SENTENCE_TOKENS))
    assert len(result.sentences) >= 3
    assert all(s.last - s.first <= MAX_SENTENCE_TOKENS + 1 for s in result.sentences)


def test_word_outside_of_the_text_is_empty():
    result = _read("They left")
    assert [result.word(i) for i in (-1, 0, 1, 2)] == ["", "they", "left", ""]


@given(st.text(max_size=300))
def test_spans_are_those_of_the_text_and_sentences_cover_every_token(text):
    result = _read(text)
    assert [result.slice(i, i + 1) for i in range(len(result.words))] == result.words
    assert [i for s in result.sentences for i in range(s.first, s.last)] == list(range(len(result.words)))


def test_text_read_again_is_cut_alike():
    text = "Kyiv's men\tcame  home.\n\n\u2028 U.S. envoys, 12 of them, " + "x" * 60 + " left."
    assert _read(text) == _read(text)


def test_capitals_and_figures_are_told():
    result = _read("On 12 May 1,200 men of Kyiv")
    assert [result.words[i] for i in result.capitals_in(1, 7)] == ["May", "Kyiv"]
    assert [result.words[i] for i in result.figures_in(0, 3)] == ["12"]
