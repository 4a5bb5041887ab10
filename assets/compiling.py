"""Making the compiled modules of extraction: `make compiled`.

Belongs here: copying the sources, compiling. Not here: how they are written for the compiler (`rewriting.py`), which
sources, where a build belongs and how it is found (`compiled.py`).
"""

from __future__ import annotations

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
from assets.rewriting import written_out

# What a library calls of itself it calls directly, as nobody puts anything else in its place.
CALLING_ITSELF = ["-Wl,-Bsymbolic"] if sys.platform == "linux" else []


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
            made: list[Any] = mypycify(["--config-file=", *copies], opt_level="2", debug_level="0", multi_file=True)
    except SystemExit:
        print(remarks.getvalue(), file=sys.stderr)
        raise
    for extension in made:
        extension.extra_link_args += CALLING_ITSELF
    return made


def _copies(work: Path) -> Iterator[str]:
    """Copies the sources and names the copies, from `work` on."""
    for package in (PACKAGE.parent, *packages()):
        (work / package).mkdir(parents=True, exist_ok=True)
        (work / package / "__init__.py").touch()
    for path in sources():
        (work / path).write_text(written_out((PROJECT / path).read_text()))
        yield path.as_posix()


if __name__ == "__main__":
    print(f"compiled: {build().relative_to(PROJECT)}; set {VARIABLE}=1 to read with it")
