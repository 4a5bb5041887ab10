"""Making the compiled modules of extraction: `make compiled`.

Belongs here: copying the sources, writing out what their dataclasses leave to be written when they run, compiling. Not
here: which sources, where a build belongs and how it is found (`compiled.py`).
"""

from __future__ import annotations

import ast
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

from assets.compiled import BUILDS, PACKAGE, PROJECT, VARIABLE, build_folder, packages, sources

DATACLASSES = ("dataclass", "record")


def build() -> Path:
    """Compiles the sources as they stand, and takes away the builds of others; the build is there whole or not at all.

    Raises:
        SystemExit: the compiler's, with its message above.
    """
    folder = build_folder()
    if folder.is_dir():
        return folder
    BUILDS.mkdir(exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix="building-", dir=BUILDS))
    try:
        _compile(work)
        for package in packages():  # those below the first are found in the build only if they are there as packages
            (work / "made" / package / "__init__.py").touch()
        for old in set(BUILDS.iterdir()) - {work}:  # of other sources, and of builds that were broken off
            shutil.rmtree(old)
        (work / "made").rename(folder)
    finally:
        shutil.rmtree(work)
    return folder


def _compile(work: Path) -> None:
    """Writes the sources into `work`, and their compiled modules into its folder `made`."""
    from mypyc.build import mypycify  # noqa: PLC0415 - a development dependency
    from setuptools import setup  # noqa: PLC0415 - a development dependency

    copies = list(_copies(work))
    before = Path.cwd()
    os.chdir(work)  # the names of modules are those of paths
    try:
        setup(
            name="swapledger-compiled",
            ext_modules=_translate(mypycify, copies),
            script_args=["--quiet", "build_ext", "--build-lib", "made", "--build-temp", "objects"],
        )
    finally:
        os.chdir(before)


def _translate(mypycify: Callable[..., list[Any]], copies: list[str]) -> list[Any]:
    """The modules in C; what the compiler remarks on the way is told only if it fails."""
    remarks = StringIO()
    try:
        with redirect_stdout(remarks):
            return mypycify(["--config-file=", *copies], opt_level="2", debug_level="0", multi_file=True)
    except SystemExit:
        print(remarks.getvalue(), file=sys.stderr)
        raise


def _copies(work: Path) -> Iterator[str]:
    """Copies the sources and names the copies, from `work` on."""
    for package in (PACKAGE.parent, *packages()):
        (work / package).mkdir(parents=True, exist_ok=True)
        (work / package / "__init__.py").touch()
    for path in sources():
        (work / path).write_text(written_out((PROJECT / path).read_text()))
        yield path.as_posix()


def written_out(code: str) -> str:
    """The code of a module whose dataclasses have their `__init__` written out, so that it is compiled, too.

    A `record` becomes a dataclass by its own name, which is what the compiler makes a quick class of. Constants are
    marked as such: otherwise they are looked up by name each time.
    """
    tree = ast.parse(code)
    tree.body = [part for node in tree.body for part in _marked(node)]
    tree.body.insert(_after_head(tree), ast.ImportFrom("typing", [ast.alias("Final")], 0))
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            _write_out(node)
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


if __name__ == "__main__":
    print(f"compiled: {build().relative_to(PROJECT)}; set {VARIABLE}=1 to read with it")
