"""Python's search for garbage, not made where there is none.

Belongs here: pausing it. Not here: what is made meanwhile.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collection_paused() -> Iterator[None]:
    """Inside the `with` block garbage is not looked for: among millions of objects that all stay, this takes long."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
