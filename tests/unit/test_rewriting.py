import runpy

import pytest

from assets.compiled import sources
from assets.rewriting import written_out

CODE = '''
from __future__ import annotations
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar
from assets.extract.records import record

T = TypeVar("T")
NEAR, FAR = 3, 4
KINDS: dict[str, int] = {"point": NEAR}
SIGNS: Final = frozenset("*")

@record
class Point:
    """A point."""
    x: int
    y: int = 0
    of: tuple[str, ...] = ()

@dataclass(slots=True)
class Line:
    points: list[Point]
    names: set[str] = field(default_factory=set)
    length: int = field(init=False)
    longest: int | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.length = len(self.points)

@dataclass(frozen=True, slots=True)
class Mark:
    sign: str = "*"

def halves(n: int) -> Iterator[int]:
    """The halves of a number, and of its half."""
    if n < 2:
        return
    yield n // 2
    yield from halves(n // 2)

one = Point(1, of=("a",))
line = Line([one, replace(one, y=2)])
marks = [NEAR, FAR, KINDS, SIGNS]
made = [marks, one, line, Line([], {"b"}), line.names is Line([]).names, Mark(), {one: 1}, one == Point(1, 0, ("a",))]
made += [[*halves(9)], [*zip(marks, "ab", strict=False)]]
'''


def _made(code, folder):
    path = folder / "classes.py"
    path.write_text(code)
    return [repr(one) for one in runpy.run_path(str(path))["made"]]


def test_constants_are_marked():
    written = written_out(CODE)
    assert "NEAR: Final = 3\nFAR: Final = 4\nKINDS: Final[dict[str, int]] = " in written
    assert "T = TypeVar('T')" in written


def test_classes_written_out_do_as_the_dataclasses_do(tmp_path):
    written = written_out(CODE)
    assert written.count("def __init__") == 2
    assert "record" not in written
    assert _made(written, tmp_path) == _made(CODE, tmp_path)


def test_what_yields_is_made_to_return_a_list():
    written = written_out(CODE)
    assert "def halves(n: int) -> list[int]:" in written
    assert "yield " not in written
    assert "strict" not in written


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.stem)
def test_no_record_is_left_in_a_compiled_module(path):
    assert "extract.records" not in written_out(path.read_text())
