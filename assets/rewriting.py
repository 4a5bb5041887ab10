"""The code of modules as a compiler does best with it, and otherwise the same.

Belongs here: writing out what dataclasses and generators leave to be done when they run. Not here: compiling
(`compiling.py`).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

DATACLASSES = ("dataclass", "record")
YIELDED = "_yielded"  # the list that takes what a function yields


def written_out(code: str) -> str:
    """The code of a module whose dataclasses have their `__init__` written out, so that it is compiled, too.

    A `record` becomes a dataclass by its own name, which is what the compiler makes a quick class of. Constants are
    marked as such: otherwise they are looked up by name each time. What yields is made to return a list at once, and a
    slice that is compared with a list is not made.
    """
    tree = _ComparingItems().visit(ast.parse(code))
    tree.body = [part for node in tree.body for part in _marked(node)]
    tree.body.insert(_after_head(tree), ast.ImportFrom("typing", [ast.alias("Final")], 0))
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            _write_out(node)
        elif isinstance(node, ast.FunctionDef):
            _return_list(node)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "zip":
            node.keywords = []  # lengths are compared where plain Python reads, that is in tests
        elif isinstance(node, ast.ImportFrom) and node.module == "assets.extract.records":
            node.module, node.names = "dataclasses", [ast.alias("dataclass")]
    return ast.unparse(ast.fix_missing_locations(tree))


def _after_head(tree: ast.Module) -> int:
    """Where the first statement after the docstring and the imports from `__future__` stands."""
    is_head = [
        isinstance(n, ast.Expr) or (isinstance(n, ast.ImportFrom) and n.module == "__future__") for n in tree.body
    ]
    return next((i for i, head in enumerate(is_head) if not head), len(is_head))


def _marked(node: ast.stmt) -> list[ast.stmt]:
    """A statement of a module; one that gives a constant its value, or several theirs, with the mark of constants."""
    if isinstance(node, ast.AnnAssign) and _is_constant(node.target, node.value) and "Final" not in ast.dump(node):
        node.annotation = ast.Subscript(ast.Name("Final"), node.annotation)
    if not isinstance(node, ast.Assign) or len(node.targets) != 1:
        return [node]
    names: list[ast.expr] = [node.targets[0]]
    values = [node.value]
    if isinstance(names[0], ast.Tuple) and isinstance(node.value, ast.Tuple):
        names, values = names[0].elts, node.value.elts
    pairs = list(zip(names, values, strict=True))
    if not all(_is_constant(name, value) for name, value in pairs):
        return [node]
    return [ast.AnnAssign(name, ast.Name("Final"), value, 1) for name, value in pairs if isinstance(name, ast.Name)]


def _is_constant(name: ast.expr, value: ast.expr | None) -> bool:
    """Whether a name in capitals is given a value other than a type variable."""
    kind = ast.unparse(value.func) if isinstance(value, ast.Call) else ""
    return isinstance(name, ast.Name) and name.id.isupper() and value is not None and kind != "TypeVar"


def _write_out(node: ast.ClassDef) -> None:
    marks = [(mark, ast.unparse(mark).partition("(")) for mark in node.decorator_list]
    for mark, (name, _, options) in marks:
        if name in DATACLASSES and "frozen" not in options:
            given = options.removesuffix(")") or ("slots=True, unsafe_hash=True" if name == "record" else "")
            node.decorator_list[node.decorator_list.index(mark)] = _parsed(f"dataclass(init=False, {given})").value
            node.body.append(_init(node))


def _init(node: ast.ClassDef) -> ast.stmt:
    """The `__init__` of a dataclass, as `dataclass` itself would make it."""
    parameters, lines = ["self"], []
    for name, kind, default in ((ast.unparse(f.target), ast.unparse(f.annotation), f.value) for f in _fields(node)):
        options = {o.arg: ast.unparse(o.value) for o in default.keywords} if isinstance(default, ast.Call) else {}
        if options.get("init") == "False":
            lines += [f"self.{name} = {options['default']}"] if "default" in options else []
        elif "default_factory" in options:
            parameters.append(f"{name}: {kind} | None = None")
            lines.append(f"self.{name} = {options['default_factory']}() if {name} is None else {name}")
        else:
            parameters.append(f"{name}: {kind}" if default is None else f"{name}: {kind} = {ast.unparse(default)}")
            lines.append(f"self.{name} = {name}")
    if any(isinstance(part, ast.FunctionDef) and part.name == "__post_init__" for part in node.body):
        lines.append("self.__post_init__()")
    init: ast.stmt = _parsed(f"def __init__({', '.join(parameters)}) -> None:\n    " + "\n    ".join(lines))
    return init


def _fields(node: ast.ClassDef) -> Iterator[ast.AnnAssign]:
    return (part for part in node.body if isinstance(part, ast.AnnAssign))


def _parsed(code: str) -> Any:
    """The one statement of some code."""
    (statement,) = ast.parse(code).body
    return statement


# --- generators -------------------------------------------------------------------------------------------------------


def _return_list(node: ast.FunctionDef) -> None:
    """Makes a function that yields return a list of it all: making one costs less than going back and forth.

    Only where nothing is asked of what is yielded, and nobody waits for the first.
    """
    returns = node.returns
    if not isinstance(returns, ast.Subscript) or ast.unparse(returns.value) != "Iterator" or node.decorator_list:
        return
    appending = _Appending()
    body = [appending.visit(part) for part in node.body]
    if not appending.n_yields:
        return
    node.returns = ast.Subscript(ast.Name("list"), returns.slice)
    start = isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)  # the docstring
    body.insert(start, ast.AnnAssign(ast.Name(YIELDED), node.returns, ast.List([]), 1))
    node.body = [*body, ast.Return(ast.Name(YIELDED))]


class _Appending(ast.NodeTransformer):
    """Replaces each `yield` of a function by adding to a list, and `return` by returning it."""

    def __init__(self) -> None:
        self.n_yields = 0

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        if not isinstance(node.value, (ast.Yield, ast.YieldFrom)) or node.value.value is None:
            return node
        self.n_yields += 1
        method = "append" if isinstance(node.value, ast.Yield) else "extend"
        return ast.Expr(ast.Call(ast.Attribute(ast.Name(YIELDED), method), [node.value.value], []))

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return node  # another function

    def visit_Return(self, node: ast.Return) -> ast.AST:
        return node if node.value is not None else ast.Return(ast.Name(YIELDED))


# --- slices -----------------------------------------------------------------------------------------------------------


class _ComparingItems(ast.NodeTransformer):
    """Compares the items themselves where a slice of a named list is compared with a list: `words[:1] == ["of"]`."""

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        (operator, *more), others = node.ops, node.comparators[0]
        if more or not isinstance(node.left, ast.Subscript) or not isinstance(node.left.value, ast.Name):
            return node
        options = [others] if isinstance(operator, (ast.Eq, ast.NotEq)) else getattr(others, "elts", [])
        compared = [_item_by_item(node.left.value.id, node.left.slice, option) for option in options]
        if not compared or None in compared:
            return node
        negated = "not " if isinstance(operator, (ast.NotEq, ast.NotIn)) else ""
        whole: ast.AST = _parsed(f"{negated}({' or '.join(f'({one})' for one in compared)})").value
        return whole


def _item_by_item(name: str, part: ast.expr, other: ast.expr) -> str | None:
    """Code that compares a slice with a list; None where the slice may be of another length than the list."""
    if not isinstance(part, ast.Slice) or part.step is not None or not isinstance(other, ast.List) or not other.elts:
        return None
    first, last = (None if bound is None else ast.unparse(bound) for bound in (part.lower, part.upper))
    n = len(other.elts)
    if last is None and first == f"-{n}":
        places, least = range(-n, 0), n
    elif last is not None and last.isdigit() and (first or "0").isdigit() and int(last) - int(first or 0) == n:
        places, least = range(int(first or 0), int(last)), int(last)
    else:
        return None
    items = (f"{name}[{i}] == {ast.unparse(item)}" for i, item in zip(places, other.elts, strict=True))
    return f"len({name}) >= {least} and {' and '.join(items)}"
