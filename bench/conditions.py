"""Which conditions of the rules no report needs: `python -m bench.conditions [flows.hints] [--most 100]`.

A condition is an operand of `and` or `or`, the test of an `if`, or a filter. Each is taken out by itself, on the
annotated reports and cases in which it decides (one that decides in more than `--most` reports is passed over, as it
takes long), in the modules whose names begin as given. A line tells the gain of F1 of facts in ten-thousandths, how
many reports read better and worse, in how many it decides, how many listed cases are lost, and where it stands. One
with no gain and no loss may go; one with a gain is likely to be written for too few reports. Of the held out only
counts are told.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, Final, NamedTuple

from assets.accuracy import ANNOTATED, HELD_OUT, clean_set
from assets.extract.claims import REFERENCE, tables_of
from assets.extract.language.lexicon import Lexicon
from assets.extract.language.lexicon_files import load_lexicon
from assets.extract.reading import read_report
from assets.extract.scoring import Tally, claimed_values, score_report
from assets.extract.screen import Screen
from tests.unit.extract.case_table import failures, listed, load_cases

EXTRACT: Final = Path("assets/extract")
SETS: Final = ("retold", "written", "unread", HELD_OUT)
RECORDER: Final = "_decides"

Key = tuple[str, int]  # a module, and the number of a condition of it


class Condition(NamedTuple):
    """One condition of a function."""

    number: int
    function: str
    line: int
    source: str


@dataclass
class Report:
    """An annotated report, and what is right of its facts with all conditions."""

    name: str
    text: str
    published: date | None
    annotation: dict[str, Any]
    facts: Tally


class Conditions(ast.NodeTransformer):
    """Numbers the conditions of a module; takes out one of them, or has every one tell where it decides."""

    def __init__(self, module: str, *, out: int | None = None) -> None:
        """`out` is the number of the condition that is taken out; none has all of them recorded."""
        self.module, self.out = module, out
        self.found: list[Condition] = []
        self.function: list[str] = []

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        """Walks a function under its name."""
        self.function.append(node.name)
        self.generic_visit(node)
        self.function.pop()
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.ClassDef:
        """Walks the methods of a class under its name."""
        self.function.append(node.name)
        self.generic_visit(node)
        self.function.pop()
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.BoolOp:
        """Without an operand of `and` the others decide, and so with `or`."""
        neutral = isinstance(node.op, ast.And)
        told = [ast.unparse(value) for value in node.values]
        self.generic_visit(node)
        node.values = [
            self._condition(value, source, neutral=neutral) for value, source in zip(node.values, told, strict=True)
        ]
        return node

    def visit_If(self, node: ast.If) -> ast.If:
        """Without its test the branch is never taken."""
        told = ast.unparse(node.test)
        self.generic_visit(node)
        node.test = self._condition(node.test, told, neutral=False)
        return node

    def visit_comprehension(self, node: ast.comprehension) -> ast.comprehension:
        """Without a filter everything is taken."""
        told = [ast.unparse(each) for each in node.ifs]
        self.generic_visit(node)
        node.ifs = [self._condition(each, source, neutral=True) for each, source in zip(node.ifs, told, strict=True)]
        return node

    def _condition(self, node: ast.expr, source: str, *, neutral: bool) -> ast.expr:
        if not self.function:
            return node
        number = len(self.found)
        self.found.append(Condition(number, ".".join(self.function), node.lineno, source))
        says = ast.Constant(neutral)
        if self.out is None:
            key = ast.Tuple([ast.Constant(self.module), ast.Constant(number)], ast.Load())
            return ast.copy_location(ast.Call(ast.Name(RECORDER, ast.Load()), [key, says, node], []), node)
        if number != self.out:
            return node  # what the condition binds stays bound
        return ast.copy_location(ast.BoolOp(ast.Or() if neutral else ast.And(), [node, says]), node)


def main() -> None:
    """Finds where each condition decides, then takes out one after the other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("beginning", nargs="?", default="")
    parser.add_argument("--most", type=int, default=100)
    given = parser.parse_args()
    modules = {name: path for name, path in _modules() if name.startswith(given.beginning)}
    lexicon = load_lexicon(REFERENCE, "en")
    reports = [report for name in SETS for report in _reports(name, lexicon)]
    found, decided = _recorded(modules, reports, lexicon)
    print("gain better worse reports cases_lost condition")
    for name, path in modules.items():
        for condition in found[name]:
            where = decided[name, condition.number]
            numbers = [each for each in where if isinstance(each, int)]
            if len(numbers) > given.most:
                continue
            with_all = _install(name, Conditions(name, out=condition.number), path)
            told = _told_without(reports, numbers, [each for each in where if isinstance(each, str)], lexicon)
            for function, code in with_all:
                function.__code__ = code
            print(told, f"{name}:{condition.line} {condition.function}: {condition.source}", flush=True)


def _modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(EXTRACT.rglob("*.py")):
        if path.stem != "__init__":
            yield ".".join(path.relative_to(EXTRACT).with_suffix("").parts), path


def _reports(name: str, lexicon: Lexicon) -> Iterator[Report]:
    """The reports of one set that the screen lets through."""
    reports = clean_set(name)
    for row, told in zip(reports.to_pylist(), Screen(lexicon).mask(reports["text"]).to_pylist(), strict=True):
        path = ANNOTATED / name / "gold" / f"{Path(row['origin']).stem}.json"
        if told:
            annotation = json.loads(path.read_text(encoding="utf-8"))
            report = Report(path.stem, row["text"], row["published_on"], annotation, Tally())
            report.facts = _facts(report, lexicon)
            yield report


def _facts(report: Report, lexicon: Lexicon) -> Tally:
    reading = read_report(report.text, report.published, lexicon)
    claims = claimed_values(tables_of([(report.name, reading)])).get(report.name, [])
    return score_report(report.name, report.annotation, claims).facts


def _recorded(
    modules: dict[str, Path], reports: Sequence[Report], lexicon: Lexicon
) -> tuple[dict[str, list[Condition]], dict[Key, list[int | str]]]:
    """The conditions of every module, and the reports (by number) and the cases (by id) in which each decides."""
    decided: dict[Key, dict[int | str, None]] = defaultdict(dict)
    now: list[int | str] = [-1]

    def record(key: Key, neutral: bool, said: Any) -> Any:
        if bool(said) != neutral:
            decided[key][now[0]] = None
        return said

    found, plain = {}, []
    for name, path in modules.items():
        walk = Conditions(name)
        plain += _install(name, walk, path, record)
        found[name] = walk.found
    for number, report in enumerate(reports):
        now[0] = number
        read_report(report.text, report.published, lexicon)
    cases = load_cases()
    for case_id in listed():
        now[0] = case_id
        failures(cases[case_id])
    for function, code in plain:
        function.__code__ = code
    return found, defaultdict(list, {key: list(where) for key, where in decided.items()})


def _install(
    name: str, walk: Conditions, path: Path, record: Callable[..., Any] | None = None
) -> list[tuple[FunctionType, CodeType]]:
    """Gives the functions of a module the code that a walk makes of it; returns them with the code they had."""
    module = importlib.import_module(".".join((*EXTRACT.parts, name)))
    if record is not None:
        setattr(module, RECORDER, record)
    tree = ast.fix_missing_locations(walk.visit(ast.parse(path.read_text(encoding="utf-8"))))
    before = []
    for function, code in _functions(compile(tree, str(path), "exec"), module):
        if function.__code__.co_freevars == code.co_freevars:
            before.append((function, function.__code__))
            function.__code__ = code
    return before


def _functions(code: CodeType, owner: Any) -> Iterator[tuple[FunctionType, CodeType]]:
    """The functions of a module or a class beside their code in another version of it."""
    for inner in (each for each in code.co_consts if isinstance(each, CodeType)):
        own = vars(owner).get(inner.co_name)
        function = getattr(own, "fget", getattr(own, "__wrapped__", getattr(own, "__func__", own)))
        if isinstance(function, FunctionType):
            yield function, inner
        elif isinstance(function, type):
            yield from _functions(inner, function)


def _told_without(reports: Sequence[Report], numbers: list[int], case_ids: list[str], lexicon: Lexicon) -> str:
    """What becomes of reports and cases while a condition is out; `-` where the rules cannot do without it."""
    cases = load_cases()
    try:
        now = {number: _facts(reports[number], lexicon) for number in numbers}
        lost = sum(bool(failures(cases[case_id])) for case_id in case_ids)
    except Exception as error:  # noqa: BLE001  (whatever a rule trips over without a condition that guards it)
        return f"- - - {len(numbers)} - ({type(error).__name__})"
    all_facts, changed = Tally(), Tally()
    for number, report in enumerate(reports):
        told = now.get(number, report.facts)
        all_facts.add(report.facts.right, report.facts.annotated, report.facts.claimed)
        changed.add(told.right, told.annotated, told.claimed)
    better = sum(told.f1 > reports[number].facts.f1 for number, told in now.items())
    worse = sum(told.f1 < reports[number].facts.f1 for number, told in now.items())
    return f"{1e4 * (changed.f1 - all_facts.f1):+.2f} {better} {worse} {len(numbers)} {lost}"


if __name__ == "__main__":
    sys.exit(main())
