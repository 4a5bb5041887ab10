import pytest

from pipelines.explain import sentence_around


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        ("One. Two 307 men came home. Three.", "307 men", ("Two ", "307 men", " came home.")),
        ("307 men came home", "307 men", ("", "307 men", " came home")),
        ("A headline\nRussia freed 10 men\nMore", "10 men", ("Russia freed ", "10 men", "\n")),
        ("Was it so? No! They freed 3.", "3", ("They freed ", "3", ".")),
        ("a " * 400 + "307" + " b" * 400, "307", ("a " * 150, "307", " b" * 150)),
        ("Freed:\n10 men\nand 2 women.", "10 men\nand 2", ("", "10 men and 2", " women.")),
    ],
)
def test_sentence_of_a_figure(text, span, expected):
    start = text.index(span)
    before, inside, after = sentence_around(text, start, start + len(span))
    assert (before, inside, after.rstrip()) == (expected[0], expected[1], expected[2].rstrip())
