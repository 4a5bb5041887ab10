"""The modules that read reports, compiled: the same tables in half the time, for whoever asks for them.

Belongs here: making a build (`make compiled`), telling which sources it is of, putting it before them. Not here: any
rule. Nothing needs a build: without `SWAPLEDGER_COMPILED` nobody looks for one.
"""

from __future__ import annotations

import hashlib
import importlib.util
import logging
import os
import shutil
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any, Final

PROJECT: Final = Path(__file__).resolve().parent.parent
BUILDS: Final = PROJECT / ".compiled"
PACKAGE: Final = Path("assets", "extract")
VARIABLE: Final = "SWAPLEDGER_COMPILED"
# Modules that mostly call Arrow or Dagster, where nothing would be gained, and the decorator that is written out below.
PLAIN: Final = frozenset(("__init__", "asset", "batches", "claims", "curated", "records", "scoring", "screen"))
# The compiler makes quick classes of dataclasses that it knows as such.
WRITTEN_OUT: Final = (
    ("@record\n", "@dataclass(slots=True, unsafe_hash=True)\n"),
    ("from assets.extract.records import record\n", "from dataclasses import dataclass\n"),
)
LOG: Final = logging.getLogger("swapledger.compiled")


def sources() -> list[Path]:
    """The modules that a build has, in order."""
    return sorted(path for path in (PROJECT / PACKAGE).glob("*.py") if path.stem not in PLAIN)


def build_folder(builds: Path = BUILDS) -> Path:
    """Where the build of the sources as they stand belongs, for the Python that runs: whether it is there or not."""
    digest = hashlib.sha256()
    for path in (Path(__file__), *sources()):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return builds / f"{digest.hexdigest()[:16]}{sysconfig.get_config_var('EXT_SUFFIX')}"


def search_path(plain: list[str], builds: Path = BUILDS) -> list[str]:
    """Where the modules of extraction are looked for: in the build first, if one is asked for and is there.

    Args:
        plain: where the sources are.
        builds: folder of the builds.
    """
    if not os.environ.get(VARIABLE):
        return plain
    folder = build_folder(builds)
    if not folder.is_dir():
        LOG.warning("%s is set, but these sources are not compiled: plain Python reads; see make compiled", VARIABLE)
        return plain
    for library in folder.glob("*__mypyc*"):  # what the modules share: they import it by its name
        _load(library)
    return [str(folder / PACKAGE), *plain]


def _load(library: Path) -> None:
    name = library.name.partition(".")[0]
    spec = importlib.util.spec_from_file_location(name, library)
    if spec is None or spec.loader is None:
        raise ImportError(f"{library} cannot be loaded; delete {BUILDS} and call: make compiled")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)


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
        for old in BUILDS.glob(f"*{sysconfig.get_config_var('EXT_SUFFIX')}"):
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
    (work / PACKAGE).mkdir(parents=True)
    for package in (PACKAGE, PACKAGE.parent):
        (work / package / "__init__.py").touch()
    for path in sources():
        text = path.read_text()
        for written, out in WRITTEN_OUT:
            text = text.replace(written, out)
        (work / PACKAGE / path.name).write_text(text)
        yield (PACKAGE / path.name).as_posix()


if __name__ == "__main__":
    print(f"compiled: {build().relative_to(PROJECT)}; set {VARIABLE}=1 to read with it")
