"""The modules that read reports, compiled: the same tables in a third of the time, for whoever asks for them.

Belongs here: where the build of the sources is, and putting it before them. Not here: making it (`compiling.py`).
Nothing needs a build: without `SWAPLEDGER_COMPILED` nobody looks for one.
"""

from __future__ import annotations

import hashlib
import importlib.util
import logging
import os
import sys
import sysconfig
from pathlib import Path
from typing import Final

PROJECT: Final = Path(__file__).resolve().parent.parent
BUILDS: Final = PROJECT / ".compiled"
PACKAGE: Final = Path("assets", "extract")
VARIABLE: Final = "SWAPLEDGER_COMPILED"
SUFFIX: Final = sysconfig.get_config_var("EXT_SUFFIX")
# Modules of the package itself that mostly call Arrow or Dagster, where nothing would be gained, and a decorator that
# is written out.
PLAIN: Final = frozenset(
    PACKAGE / f"{name}.py" for name in ("asset", "batches", "claims", "curated", "records", "scoring", "screen")
)
YES: Final = ("1", "true", "yes", "on", "t", "y")  # as in every other setting
LOG: Final = logging.getLogger("swapledger.compiled")


def sources() -> list[Path]:
    """The modules that a build has, in order, as paths from the project on."""
    found = (path.relative_to(PROJECT) for path in (PROJECT / PACKAGE).rglob("*.py"))
    return sorted(path for path in found if path.stem != "__init__" and path not in PLAIN)


def packages() -> list[Path]:
    """The folders of those modules, in order, as paths from the project on."""
    return sorted({path.parent for path in sources()})


def build_folder(builds: Path = BUILDS) -> Path:
    """Where the build of the sources as they stand belongs, for the Python that runs: whether it is there or not."""
    digest = hashlib.sha256()
    for path in (*(Path("assets", name) for name in ("compiled.py", "compiling.py", "rewriting.py")), *sources()):
        digest.update(path.as_posix().encode() + b"\0" + (PROJECT / path).read_bytes() + b"\0")
    return builds / f"{digest.hexdigest()[:16]}{SUFFIX}"


def search_path(plain: list[str], builds: Path = BUILDS) -> list[str]:
    """Where the modules of extraction are looked for: in the build first, if one is asked for and is there.

    Args:
        plain: where the sources are.
        builds: folder of the builds.
    """
    if os.environ.get(VARIABLE, "").lower() not in YES:
        return plain
    folder = build_folder(builds)
    if not folder.is_dir():
        LOG.warning("%s is set, but these sources are not compiled: plain Python reads; see make compiled", VARIABLE)
        return plain
    return with_build(plain, folder)


def with_build(plain: list[str], folder: Path) -> list[str]:
    """Where the modules of extraction are looked for with the build of a folder first; loads what they share."""
    for library in folder.glob("*__mypyc*"):  # they import it by its name
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
