from time import process_time

import pytest

from bench.patterns import hostile_texts, patterns

SIZE = 4_000
RATIO = 3.0  # time for a text twice as long: 2 if linear, 4 if quadratic
SLACK = 0.01  # seconds, so that what takes no time at all is not compared

PATTERNS = dict(patterns())


def _seconds(pattern, text):
    start = process_time()
    for _ in pattern.finditer(text):
        pass
    return process_time() - start


@pytest.mark.parametrize("name", PATTERNS)
def test_pattern_takes_linear_time_on_hostile_text(name):
    pattern = PATTERNS[name]
    for once, twice in zip(hostile_texts(SIZE), hostile_texts(2 * SIZE), strict=True):
        seconds = _seconds(pattern, twice)
        assert seconds < SLACK or seconds < RATIO * _seconds(pattern, once) + SLACK, f"on {twice[:12]!r} ..."
