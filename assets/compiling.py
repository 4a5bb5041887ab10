"""Making the compiled modules of extraction: `make compiled`.

Belongs here: copying the sources, compiling them, twice where the compiler learns from how they run. Not here: how they
are written for the compiler (`rewriting.py`), which sources, where a build belongs and how it is found (`compiled.py`).
"""

from __future__ import annotations

import importlib
import json
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

from assets import extract
from assets.compiled import BUILDS, PACKAGE, PROJECT, VARIABLE, build_folder, packages, sources, with_build
from assets.rewriting import written_out

# What a library calls of itself it calls directly, as nobody puts anything else in its place.
CALLING_ITSELF = ["-Wl,-Bsymbolic"] if sys.platform == "linux" else []
# GCC's: the modules are made as one, of which nothing but what Python asks for is to be seen from elsewhere.
TOGETHER = ["-flto=auto", "-fvisibility=hidden", "-fno-plt"]
COUNTING = [*TOGETHER, "-fprofile-generate"]  # they count how often each branch of theirs is taken
COUNTED = [*TOGETHER, "-fprofile-use", "-fprofile-partial-training", "-Wno-missing-profile"]
PRACTICE = PROJECT / "seeds" / "reports"  # what they read meanwhile


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
        for old in set(BUILDS.iterdir()) - {work}:  # of other sources, and of builds that were broken off
            shutil.rmtree(old)
        (work / "made").rename(folder)
    finally:
        shutil.rmtree(work)
    return folder


def _compile(work: Path) -> None:
    """Writes the sources into `work`, and their compiled modules into its folder `made`."""
    from mypyc.build import mypycify  # noqa: PLC0415 - a development dependency

    copies = list(_copies(work))
    before = Path.cwd()
    os.chdir(work)  # the names of modules are those of paths
    try:
        modules = _translate(mypycify, copies)
        learns = _is_gcc()
        if learns:
            _build(modules, "practising", COUNTING)
            subprocess.run([sys.executable, "-m", __spec__.name, work / "practising"], cwd=PROJECT, check=True)  # noqa: S603
        _build(modules, "made", COUNTED if learns else [])
    finally:
        os.chdir(before)


def _build(modules: list[Any], folder: str, options: list[str]) -> None:
    """Builds translated modules into a folder, with options of the compiler beside its usual ones."""
    from setuptools import setup  # noqa: PLC0415 - a development dependency

    usual = [(module.extra_compile_args, module.extra_link_args) for module in modules]
    for module, (compiling, linking) in zip(modules, usual, strict=True):
        module.extra_compile_args = [*compiling, *options]
        module.extra_link_args = [*linking, *options, *CALLING_ITSELF]
    script = ["--quiet", "build_ext", "--build-lib", folder, "--build-temp", "objects"]
    setup(name="swapledger-compiled", ext_modules=modules, script_args=script)
    for module, (compiling, linking) in zip(modules, usual, strict=True):
        module.extra_compile_args, module.extra_link_args = compiling, linking
    for package in packages():  # those below the first are found in a build only if they are there as packages
        Path(folder, package, "__init__.py").touch()


def _is_gcc() -> bool:
    """Whether the compiler is GCC, which learns from how a program runs what to make quick."""
    compiler = shlex.split(os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc")
    if shutil.which(compiler[0]) is None:
        return False
    asked = subprocess.run([*compiler, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    return "Free Software Foundation" in asked.stdout


def practise(folder: Path) -> None:
    """Reads the sample reports with the modules of a folder, which write what they counted beside their objects."""
    extract.__path__ = with_build(list(extract.__path__), folder)
    load = importlib.import_module(f"{extract.__name__}.language.lexicon_files").load_lexicon
    read = importlib.import_module(f"{extract.__name__}.reading").read_report
    lexicon = load(PROJECT / "seeds" / "reference")
    for path in sorted(PRACTICE.glob("*.json")):
        report = json.loads(path.read_text())
        read(report["text"], date.fromisoformat(report["published"]) if report.get("published") else None, lexicon)


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


if __name__ == "__main__":
    if sys.argv[1:]:
        practise(Path(sys.argv[1]))
    else:
        print(f"compiled: {build().relative_to(PROJECT)}; set {VARIABLE}=1 to read with it")
